"""Hardened streaming: one element at a time out of a file too large for a tree.

The same promises as `byggsak.xml.reader`: no DOCTYPE, no entity, no network, no compressed file.
Memory is bounded by the largest object, not by the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from lxml import etree

from byggsak.xml.element import Element
from byggsak.xml.encoding import sniff
from byggsak.xml.refusal import XmlAvvist, refuse
from byggsak.xml.refusal_texts import TEXTS
from byggsak.xml.wellformed import malformed, refuse_doctype


@dataclass(frozen=True, slots=True)
class StreamLimits:
    """Bytes of the whole file, and bytes that may pass without one object coming to its end."""

    bytes: int = 4_000_000_000
    between: int = 8_000_000


STREAM_DEFAULT: Final = StreamLimits()

_CHUNK: Final = 65_536
_HEAD: Final = 65_536


def iter_elements(
    source: Path | str | BinaryIO,
    tags: Iterable[str] | None = None,
    limits: StreamLimits = STREAM_DEFAULT,
) -> Iterator[Element]:
    """Every element with one of the `tags`, complete, in document order.

    `tags` are "{namespace}name" or "{*}name"; None means every child of the root. An element
    inside another that is asked for is not given separately: it is there, in its parent. An
    element is emptied when the next is asked for, so take what you need and let it go; its
    ancestors are reachable, its earlier siblings are gone.

    Raises XmlAvvist as `read`, also `for-stort-objekt`; OSError when the file cannot be opened.
    """
    with ExitStack() as stack:
        if isinstance(source, str | Path):
            stream: BinaryIO = stack.enter_context(Path(source).open("rb"))
        else:
            stream = source
        head = stream.read(_HEAD)
        _check_head(head)
        yield from _Stream(stream, head, tags, limits)


def _check_head(head: bytes) -> None:
    codec, mark = sniff(head[:1024])
    refuse_doctype(head[mark:].decode(codec, "replace").encode("utf-8", "replace"))


class _Stream:
    """Feeds the parser and keeps account of depth and of bytes since the last object."""

    def __init__(
        self, stream: BinaryIO, head: bytes, tags: Iterable[str] | None, limits: StreamLimits
    ) -> None:
        self.stream = stream
        self.head = head
        self.limits = limits
        wanted = tuple(tags) if tags is not None else None
        self.outermost = 1 if wanted is not None else 2
        self.parser = etree.XMLPullParser(
            events=("start", "end"),
            tag=wanted,
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

    def __iter__(self) -> Iterator[Element]:
        total = since = depth = 0
        first = True
        for chunk in self.chunks():
            total += len(chunk)
            since += len(chunk)
            if total > self.limits.bytes:
                raise refuse("for-stor", TEXTS, grense=self.limits.bytes)
            self.feed(chunk)
            for event, element in self.parser.read_events():
                if event == "start":
                    if first and element.getroottree().docinfo.internalDTD is not None:
                        raise refuse("doctype", TEXTS)
                    first = False
                    depth += 1
                    continue
                if depth == self.outermost:
                    yield element
                    _forget(element)
                    since = 0
                depth -= 1
            if since > self.limits.between:
                raise refuse("for-stort-objekt", TEXTS, grense=self.limits.between)
        self.close()

    def chunks(self) -> Iterator[bytes]:
        chunk = self.head
        while chunk:
            yield chunk
            chunk = self.stream.read(_CHUNK)

    def feed(self, chunk: bytes) -> None:
        try:
            self.parser.feed(chunk)
        except etree.XMLSyntaxError as error:
            raise self.malformed(error) from error

    def close(self) -> None:
        try:
            self.parser.close()
        except etree.XMLSyntaxError as error:
            raise self.malformed(error) from error

    def malformed(self, error: etree.XMLSyntaxError) -> XmlAvvist:
        return malformed(error, self.parser.error_log, 256)


def _forget(element: Element) -> None:
    element.clear()
    node: Element | None = element
    while node is not None:
        parent = node.getparent()
        if parent is not None:
            while node.getprevious() is not None:
                del parent[0]
        node = parent
