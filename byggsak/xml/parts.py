"""A document with long lists in parts, each with no list longer than `LONGEST`.

libxml2 counts siblings for every fault it reports: a list of 20,000 with two faults in each costs
six seconds, and ten times as many cost ten minutes. What stands in a list does not depend on its
neighbours there, so the document is valid exactly when every part of it is. That holds because an
element of our forms has either a list of one name or a set of different names (a test holds the
schemas to it): a longer row of children than a set has names for is refused in its first part.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Final

from lxml import etree

from byggsak.xml.element import Element

LONGEST: Final = 1_000


def parts(root: Element) -> Iterator[tuple[int, Element]]:
    """(number, part), the document itself as number 0 when no list is long. The parts are copies:
    every long list in part n holds its n-th thousand, or its first when there are not so many."""
    long_ = [element for element in root.iter() if len(element) > LONGEST]
    if not long_:
        yield 0, root
        return
    opened = {element for each in long_ for element in (each, *each.iterancestors())}
    longest = max(len(element) for element in long_)
    for number in range(-(-longest // LONGEST)):
        yield number, _part(root, number, opened)


def in_part(parent: Element, number: int) -> list[Element]:
    """The children of an element of the whole document that are in part `number`."""
    if len(parent) <= LONGEST:
        return list(parent)
    start = number * LONGEST
    return parent[start : start + LONGEST] or parent[:LONGEST]


def _part(element: Element, number: int, opened: set[Element]) -> Element:
    """Recursive as deep as documents are (`Limits.depth`)."""
    if element not in opened:
        return copy.deepcopy(element)
    attributes = {str(key): str(value) for key, value in element.attrib.items()}
    part = etree.Element(str(element.tag), attributes, element.nsmap)
    part.text, part.tail = element.text, element.tail
    for child in in_part(element, number):
        part.append(_part(child, number, opened))
    return part
