"""Hardened reading: bytes in, a tree of bounded size out, or a refusal that says why.

Nothing is fetched: no DTD, no entity, no schema hint, no network, no compressed file. Everything
that parses XML in this project goes through `read` (whole documents) or `iter_elements` (map
deliveries too large for a tree).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from byggsak.domain.felt import Felt
from byggsak.xml.element import Element, localname, resolve, xpath_of
from byggsak.xml.encoding import to_utf8
from byggsak.xml.limits import DEFAULT, Limits, count_tree, prescan
from byggsak.xml.refusal import UkjentSkjema, XmlAvvist, refuse
from byggsak.xml.refusal_texts import TEXTS
from byggsak.xml.stream import STREAM_DEFAULT, StreamLimits, iter_elements
from byggsak.xml.tree import build_felt
from byggsak.xml.wellformed import malformed, refuse_doctype

__all__ = [
    "DEFAULT",
    "STREAM_DEFAULT",
    "Document",
    "Element",
    "Limits",
    "StreamLimits",
    "UkjentSkjema",
    "XmlAvvist",
    "iter_elements",
    "localname",
    "read",
    "resolve",
    "xpath_of",
]


@dataclass(frozen=True, eq=False)
class Document:
    """A well-formed document within the limits. `size` is bytes as received, `encoding` its own.

    Comments and processing instructions are gone, so that `text` is the whole text of a leaf.
    """

    root: Element
    size: int
    encoding: str
    may_have_nil: bool = True

    @cached_property
    def felt(self) -> Felt:
        """The document as a tree of fields, built once."""
        return build_felt(self.root, self.may_have_nil)


def read(data: bytes, limits: Limits = DEFAULT) -> Document:
    """Read one document.

    Raises XmlAvvist with a code from `byggsak.xml.refusal_texts` when the bytes are not one
    well-formed XML document, lie about their encoding, carry a DOCTYPE or pass a limit.

    >>> read(b"<a><b>1</b></a>").felt.verdi("b")
    '1'
    """
    if len(data) > limits.bytes:
        raise refuse("for-stor", TEXTS, grense=limits.bytes)
    utf8, encoding = to_utf8(data)
    refuse_doctype(utf8)
    if len(data) > limits.prescan_above:
        prescan(utf8, limits)
    root = _parse(utf8, limits)
    if len(data) <= limits.prescan_above:
        count_tree(root, utf8, limits)
    return Document(root, len(data), encoding, b":nil" in utf8)


def _parse(utf8: bytes, limits: Limits) -> Element:
    # A parser per document: lxml serialises the threads that share one.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(utf8, parser)
    except etree.XMLSyntaxError as error:
        raise malformed(error, parser.error_log, limits.depth, utf8) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise refuse("doctype", TEXTS)
    return root
