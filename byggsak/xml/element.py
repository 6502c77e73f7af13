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


class Places:
    """Where elements of one document stand. Remembers each parent's children, so that asking for
    every one of a hundred thousand siblings does not walk them a hundred thousand times."""

    def __init__(self) -> None:
        self._children: dict[Element, dict[Element, str]] = {}

    def xpath(self, element: Element) -> str:
        """The element's XPath in local names, 1-based index where siblings share the name.

        Written exactly as `byggsak.domain.felt.Felt.xpath`, so that a schema finding and a field
        finding about the same element name the same place; `resolve` leads back to the element.
        """
        steps: list[str] = []
        node = element
        while (parent := node.getparent()) is not None:
            steps.append(self._steps(parent)[node])
            node = parent
        return "/" + "/".join([localname(node), *reversed(steps)])

    def _steps(self, parent: Element) -> dict[Element, str]:
        known = self._children.get(parent)
        if known is None:
            by_name: dict[str, list[Element]] = {}
            for child in parent:
                by_name.setdefault(localname(child), []).append(child)
            known = self._children[parent] = {
                child: name if len(same) == 1 else f"{name}[{number}]"
                for name, same in by_name.items()
                for number, child in enumerate(same, 1)
            }
        return known


def xpath_of(element: Element) -> str:
    """`Places.xpath` of one element."""
    return Places().xpath(element)


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
