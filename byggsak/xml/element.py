"""The parsed element as the rest of the house sees it, and where in the document it stands."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
"""One XML element: `tag` ("{ns}name"), `text`, `get`, `iter`, `find`, `sourceline`, children."""


def localname(element: Element) -> str:
    """The name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def xpath_of(element: Element) -> str:
    """The element's XPath in local names, with a 1-based index where siblings share the name.

    Written exactly as `byggsak.domain.felt.Felt.xpath`, so that a schema finding and a field
    finding about the same element name the same place; `resolve` leads back to the element.
    """
    steps: list[str] = []
    node: Element | None = element
    while node is not None:
        name = localname(node)
        parent = node.getparent()
        if parent is not None:
            same = [child for child in parent if localname(child) == name]
            if len(same) > 1:
                name = f"{name}[{same.index(node) + 1}]"
        steps.append(name)
        node = parent
    return "/" + "/".join(reversed(steps))


def resolve(root: Element, xpath: str) -> Element | None:
    """The element that an XPath in local names points at, or None."""
    first, *steps = xpath.removeprefix("/").split("/")
    if first != localname(root):
        return None
    node = root
    for step in steps:
        name, _, index = step.removesuffix("]").partition("[")
        same = [child for child in node if localname(child) == name]
        place = int(index or 1)
        if place > len(same):
            return None
        node = same[place - 1]
    return node
