"""From the parsed document to the tree of fields that rules and mapping read, in one pass."""

from __future__ import annotations

import gc
from weakref import ref

from lxml import etree

from byggsak.domain.felt import INGEN_BARN, Felt
from byggsak.xml.element import Element, localname

_nil = etree.XPath(
    "//*[@xsi:nil[normalize-space() = 'true' or normalize-space() = '1']]",
    namespaces={"xsi": "http://www.w3.org/2001/XMLSchema-instance"},
)


def build_felt(root: Element, may_have_nil: bool = True) -> Felt:
    """The document as `Felt`: local names, trimmed texts, lines, order kept.

    `may_have_nil` false says that the bytes hold no attribute called nil, which saves looking.
    Written flat for speed, this is most of what reading a form costs; and not recursive, the
    stack of Python is no place for a hostile document.
    """
    nil = frozenset(_elements(_nil(root))) if may_have_nil else frozenset()
    # Nothing here becomes garbage, and a collector that looks through the growing tree again and
    # again makes a large form cost twice as much for each of its elements as a small one.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _build(root, nil)
    finally:
        if collecting:
            gc.enable()


def _build(root: Element, nil: frozenset[Element]) -> Felt:
    top = Felt(localname(root), _trim(root.text), root.sourceline, root in nil)
    names: dict[str, str] = {}
    new = object.__new__
    todo = [(root, top)]
    while todo:
        element, parent = todo.pop()
        children, over = parent.barn, ref(parent)
        for child in element:
            tag: str = child.tag  # type: ignore[assignment]  # comments and PIs are gone
            name = names.get(tag)
            if name is None:
                name = names[tag] = tag[tag.rfind("}") + 1 :]
            text = child.text
            if text is not None:
                text = text.strip() or None
            same = children.get(name)
            if same is None:
                same = children[name] = []
            # Not through __init__, which costs as much as all the rest here.
            felt = new(Felt)
            felt.navn = name
            felt.tekst = text
            felt.linje = child.sourceline
            felt.nil = child in nil if nil else False
            felt.plass = len(same) + 1
            felt.over = over
            if len(child):
                felt.barn = {}
                todo.append((child, felt))
            else:
                felt.barn = INGEN_BARN
            same.append(felt)
    return top


def _trim(text: str | None) -> str | None:
    return (text.strip() or None) if text is not None else None


def _elements(found: object) -> list[Element]:
    return [node for node in found if isinstance(node, etree._Element)] if found else []  # type: ignore[attr-defined]
