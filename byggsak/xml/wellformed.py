"""What the parser says about a document that is no document, in our codes; and DOCTYPE."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from byggsak.xml.encoding import place
from byggsak.xml.refusal import XmlAvvist, quote, refuse
from byggsak.xml.refusal_texts import TEXTS


def malformed(
    error: etree.XMLSyntaxError, log: Iterable[etree._LogEntry], depth: int, utf8: bytes = b""
) -> XmlAvvist:
    """The parser's first complaint as a refusal."""
    code, line, column, message = error.code, error.lineno, error.offset, error.msg
    for entry in log:
        if entry.level_name == "FATAL":
            code, line, column, message = entry.type, entry.line, entry.column, entry.message
            break
    kode = _PARSER_CODES.get(code or 0, "ikke-velformet")
    if kode == "for-dyp" and "depth" not in message.lower():
        kode = "ikke-velformet"
    # A file cut inside a tag is a broken tag to the parser; that it happens at the very last
    # byte is what tells the person where to look.
    end_line, end_column = place(utf8, len(utf8))
    if utf8 and line == end_line and (column or 0) >= end_column:
        kode = "avkortet"
    return refuse(
        kode, TEXTS, line or None, column or None, teknisk=quote(message, 120), grense=depth
    )


_ERRORS = etree.ErrorTypes
_PARSER_CODES: Final[dict[int, str]] = {
    _ERRORS.ERR_DOCUMENT_EMPTY: "avkortet",
    _ERRORS.ERR_TAG_NOT_FINISHED: "avkortet",
    _ERRORS.ERR_CDATA_NOT_FINISHED: "avkortet",
    _ERRORS.ERR_COMMENT_NOT_FINISHED: "avkortet",
    _ERRORS.ERR_PI_NOT_FINISHED: "avkortet",
    _ERRORS.ERR_UNDECLARED_ENTITY: "ukjent-entitet",
    _ERRORS.WAR_UNDECLARED_ENTITY: "ukjent-entitet",
    _ERRORS.ERR_TAG_NAME_MISMATCH: "taggene-passer-ikke",
    _ERRORS.ERR_RESOURCE_LIMIT: "for-dyp",
}


def refuse_doctype(utf8: bytes) -> None:
    """Walk the prolog; a DOCTYPE can stand nowhere else. Not fooled by one inside a comment."""
    at = 0
    while True:
        while at < len(utf8) and utf8[at] in b" \t\r\n":
            at += 1
        if utf8.startswith(b"<!DOCTYPE", at):
            raise refuse("doctype", TEXTS, *place(utf8, at))
        if utf8.startswith(b"<?", at):
            end, length = utf8.find(b"?>", at), 2
        elif utf8.startswith(b"<!--", at):
            end, length = utf8.find(b"-->", at + 4), 3
        else:
            return
        if end < 0:
            raise refuse("avkortet", TEXTS, *place(utf8, at))
        at = end + length
