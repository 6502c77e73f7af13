"""How large a document may be, and the counting that is done before any tree is built.

A tree of five million empty elements takes 20 MB on the wire and 670 MB in memory. Above
`Limits.prescan_above` bytes the document is therefore counted first, by a parser that keeps
nothing; below it, the tree is small enough to be counted when it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from lxml import etree

from byggsak.xml.element import Element
from byggsak.xml.refusal import XmlAvvist, refuse
from byggsak.xml.refusal_texts import TEXTS


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, levels, elements, children of one element, characters of one text or attribute,
    attributes of one element.

    The largest real form is a notice to neighbours: about 1,800 bytes and 40 elements for each, so
    that these limits have room for 10,000 of them. Everything behind them costs linear time."""

    bytes: int = 20_000_000
    depth: int = 100
    elements: int = 500_000
    children: int = 20_000
    text: int = 500_000
    attribute: int = 20_000
    attributes: int = 100
    prescan_above: int = 500_000


DEFAULT: Final = Limits()


def prescan(utf8: bytes, limits: Limits) -> None:
    """Count without building; raises XmlAvvist at the first limit that is passed."""
    counter = _Counter(limits)
    counter.feed(utf8)


class _Counter:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.depth = self.elements = self.text = 0
        self.children = [0]
        self.parser = expat.ParserCreate("utf-8")
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters

    def feed(self, utf8: bytes) -> None:
        # In one piece: an attribute longer than a chunk would be scanned again for every chunk.
        try:
            self.parser.Parse(utf8, True)
        except expat.ExpatError as error:
            raise _malformed(error) from error

    def start(self, _name: str, attributes: list[str]) -> None:
        self.depth += 1
        self.elements += 1
        self.text = 0
        limits = self.limits
        if self.elements > limits.elements:
            raise self.over("for-mange-elementer", limits.elements)
        if self.depth > limits.depth:
            raise self.over("for-dyp", limits.depth)
        self.children[-1] += 1
        if self.children[-1] > limits.children:
            raise self.over("for-mange-barn", limits.children)
        self.children.append(0)
        if attributes:
            if len(attributes) > 2 * limits.attributes:
                raise self.over("for-mange-attributter", limits.attributes)
            if max(map(len, attributes)) > limits.attribute:
                raise self.over("for-langt-attributt", limits.attribute)

    def end(self, _name: str) -> None:
        self.depth -= 1
        self.children.pop()
        self.text = 0

    def characters(self, text: str) -> None:
        self.text += len(text)
        if self.text > self.limits.text:
            raise self.over("for-lang-tekst", self.limits.text)

    def over(self, kode: str, grense: int) -> XmlAvvist:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        return refuse(kode, TEXTS, line, column, grense=grense)


def _malformed(error: expat.ExpatError) -> XmlAvvist:
    messages = expat.errors.messages
    kode = {
        expat.errors.XML_ERROR_NO_ELEMENTS: "avkortet",
        expat.errors.XML_ERROR_UNCLOSED_TOKEN: "avkortet",
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION: "avkortet",
        expat.errors.XML_ERROR_UNDEFINED_ENTITY: "ukjent-entitet",
        expat.errors.XML_ERROR_TAG_MISMATCH: "taggene-passer-ikke",
    }.get(messages[error.code], "ikke-velformet")
    return refuse(kode, TEXTS, error.lineno, error.offset + 1, teknisk=messages[error.code])


_too_deep: dict[int, etree.XPath] = {}


def count_tree(root: Element, utf8: bytes, limits: Limits) -> None:
    """The limits that a small document can still pass, asked of the finished tree (microseconds).

    What cannot be in the bytes it was made from is not looked for.
    """
    size = len(utf8)
    deep = _too_deep.get(limits.depth)
    if deep is None:
        steps = "/*" * (limits.depth + 1)
        deep = _too_deep[limits.depth] = etree.XPath(f"boolean({steps})")
    if deep(root):
        raise refuse("for-dyp", TEXTS, grense=limits.depth)
    if size > limits.attribute and _long_attribute(root, longest=limits.attribute):
        raise refuse("for-langt-attributt", TEXTS, grense=limits.attribute)
    if size > limits.text and _long_text(root, longest=limits.text):
        raise refuse("for-lang-tekst", TEXTS, grense=limits.text)
    if utf8.count(b"=") > limits.attributes and _many_attributes(root, most=limits.attributes):
        raise refuse("for-mange-attributter", TEXTS, grense=limits.attributes)
    if size > 4 * limits.children and _many_children(root, most=limits.children):
        raise refuse("for-mange-barn", TEXTS, grense=limits.children)
    if size > 4 * limits.elements and _count_elements(root) > limits.elements:
        raise refuse("for-mange-elementer", TEXTS, grense=limits.elements)


_long_attribute = etree.XPath("boolean(//@*[string-length() > $longest])")
_long_text = etree.XPath("boolean(//text()[string-length() > $longest])")
_many_attributes = etree.XPath("boolean(//*[@*[$most + 1]])")
_many_children = etree.XPath("boolean(//*[position() = $most + 1])")
_count_elements = etree.XPath("count(//*)")
