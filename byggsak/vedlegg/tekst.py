"""Text and what is written in text: SOSI, IFC, XML, JSON, HTML, scripts.

The whole file is read once, in pieces, to know that it is text to the end: UTF-8, UTF-16 with its
mark, or a one-byte Nordic encoding.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from byggsak.domain.vedlegg import Innholdsdom
from byggsak.vedlegg import problemer as p
from byggsak.vedlegg.formater import FORMATER
from byggsak.vedlegg.les import Kilde
from byggsak.vedlegg.xmlskudd import bedoem_xml

_HODE: Final = 64 * 1024
_MERKER: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STYRETEGN: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
# In windows-1252 these have no letter; in Latin-1 nothing from 0x80 to 0x9f has.
_IKKE_LATIN: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
_MINST_ASCII: Final = 70
"""Percent of a one-byte text that is plain letters, digits and signs. Norwegian is above 95."""

_SKRIPT: Final = re.compile(
    r"#!|<\?php|<%|@echo off|WScript\.|\$ErrorActionPreference|Set-StrictMode", re.IGNORECASE
)
_HTML: Final = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|script|iframe|table|div|meta|object|embed)\b",
    re.IGNORECASE,
)
_SOSI: Final = re.compile(r"(?:\s*![^\n]*\n)*\s*\.HODE\b", re.IGNORECASE)
_STEP: Final = re.compile(r"\s*ISO-10303-21\s*;")
_IFC: Final = re.compile(r"FILE_SCHEMA\s*\(\s*\(\s*'IFC", re.IGNORECASE)
_DXF: Final = re.compile(r"\s*(?:999[^\n]*\n[^\n]*\n\s*)*0\s*\r?\n\s*SECTION\b")
_EML: Final = re.compile(
    r"(?:(?:Return-Path|Received|From|To|Subject|Date|Message-ID|MIME-Version|Delivered-To"
    r"|Content-Type|X-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*){3}",
    re.IGNORECASE,
)


def bedoem_tekst(kilde: Kilde) -> Innholdsdom:
    """The verdict on a file that no binary format claimed: some kind of text, or unknown."""
    koding = _koding(kilde)
    if koding is None:
        return FORMATER["ukjent"].dom()
    hode = _les(kilde.ved(0, _HODE), koding)
    start = hode.lstrip("\ufeff \t\r\n")
    if _SOSI.match(hode):
        return _sosi(kilde, koding)
    if _STEP.match(start):
        return _step(kilde, hode, koding)
    if _HTML.match(start):
        return FORMATER["html"].dom()
    if _SKRIPT.match(start):
        return FORMATER["skript"].dom()
    if start.startswith("<"):
        return _xml_eller_html(kilde, start)
    if start.startswith(("{\\rtf", "{\\RTF")):
        return FORMATER["rtf"].dom()
    if start.startswith(("{", "[")):
        return _json(kilde, start, koding)
    if _DXF.match(hode):
        return FORMATER["dxf"].dom()
    if start.startswith("%!PS"):
        return FORMATER["ps"].dom()
    if _EML.match(hode):
        return FORMATER["eml"].dom()
    return FORMATER["txt"].dom(pronom=None if koding.startswith("utf-16") else "x-fmt/111")


def _xml_eller_html(kilde: Kilde, start: str) -> Innholdsdom:
    """XML when it is well-formed; what is not, and has a page's elements, is a page."""
    dom = bedoem_xml(kilde, erklaert=start.startswith("<?xml"))
    if dom.problemer != (p.DTD,) and (dom.problemer or dom.format == "txt"):
        return FORMATER["html"].dom() if _HTML.search(start[:2048]) else dom
    return dom


def _koding(kilde: Kilde) -> str | None:
    """The encoding that the whole file is text in; None when there is none."""
    start = kilde.ved(0, 4)
    for merke, koding in _MERKER:
        if start.startswith(merke):
            return koding if _er_tekst(kilde, koding) else None
    if _er_tekst(kilde, "utf-8"):
        return "utf-8"
    return "windows-1252" if _er_latin(kilde) else None


def _er_tekst(kilde: Kilde, koding: str) -> bool:
    leser = codecs.getincrementaldecoder(koding)()
    try:
        for _, bit in kilde.biter():
            if _STYRETEGN.search(leser.decode(bit)):
                return False
        leser.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _er_latin(kilde: Kilde) -> bool:
    ascii_ = 0
    for _, bit in kilde.biter():
        if _IKKE_LATIN.search(bit):
            return False
        ascii_ += len(bit) - len(bit.translate(None, bytes(range(0x20, 0x7F)) + b"\t\r\n"))
    return ascii_ * 100 >= kilde.stoerrelse * _MINST_ASCII


def _les(data: bytes, koding: str) -> str:
    return data.decode(koding, "replace")


def _hale(kilde: Kilde, koding: str, antall: int = 1024) -> str:
    slutt = kilde.slutt_uten_fyll() if not koding.startswith("utf-16") else kilde.stoerrelse
    start = max(0, slutt - antall)
    return _les(kilde.ved(start - start % 2, antall + 1), koding).strip("\ufeff\x00 \t\r\n\x1a")


def _sosi(kilde: Kilde, koding: str) -> Innholdsdom:
    hel = re.search(r"^\s*\.SLUTT\b", _hale(kilde, koding), re.IGNORECASE | re.MULTILINE)
    return FORMATER["sos"].dom(*(() if hel else (p.AVKUTTET,)))


def _step(kilde: Kilde, hode: str, koding: str) -> Innholdsdom:
    kode = "ifc" if _IFC.search(hode) else "step"
    hel = re.search(r"END-ISO-10303-21\s*;\s*$", _hale(kilde, koding))
    return FORMATER[kode].dom(*(() if hel else (p.AVKUTTET,)))


def _json(kilde: Kilde, start: str, koding: str) -> Innholdsdom:
    """Told by how it begins and ends; whoever reads it parses it. Text that only begins with a
    bracket is text."""
    if not re.match(r"\{\s*(?:\"|\})|\[\s*(?:[\[{\"\]\-0-9]|true|false|null)", start):
        return FORMATER["txt"].dom()
    hel = _hale(kilde, koding).endswith("}" if start[0] == "{" else "]")
    return FORMATER["json"].dom(*(() if hel else (p.AVKUTTET,)))
