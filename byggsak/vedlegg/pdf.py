"""PDF: whole, locked, and what it carries; and what it claims about PDF/A.

Read in bounded pieces: the head, the end, the trailer that the end points to, then one pass over
the file for the names of scripts and actions. Compressed object streams are inflated piece by
piece with a cap. Source: ISO 32000-1, sections 7.5 (structure) and 12.6 (actions).
"""

from __future__ import annotations

import re
import zlib
from typing import Final

from byggsak.domain.vedlegg import Innholdsdom, Innholdsproblem
from byggsak.vedlegg import problemer as p
from byggsak.vedlegg.formater import FORMATER
from byggsak.vedlegg.les import Kilde
from byggsak.vedlegg.pdf_ordbok import navn_av, ordbok

HODE: Final = re.compile(rb"%PDF-(\d\.\d)")
HODE_INNEN: Final = 1024
_HALE: Final = 4096
_ORDBOK: Final = 64 * 1024
_TRAILER_INNEN: Final = 512 * 1024 * 1024
_UTPAKKET: Final = 64 * 1024 * 1024
"""Bytes inflated from one file at most, all object streams together."""

_PRONOM: Final = {
    "1.0": "fmt/14", "1.1": "fmt/15", "1.2": "fmt/16", "1.3": "fmt/17", "1.4": "fmt/18",
    "1.5": "fmt/19", "1.6": "fmt/20", "1.7": "fmt/276", "2.0": "fmt/1129",
}  # fmt: skip
_PRONOM_A: Final = {
    "1a": "fmt/95", "1b": "fmt/354", "2a": "fmt/476", "2b": "fmt/477", "2u": "fmt/478",
    "3a": "fmt/479", "3b": "fmt/480", "3u": "fmt/481",
}  # fmt: skip

_NAVN: Final = re.compile(rb"/[A-Za-z#][A-Za-z0-9#]{5,40}")
_JAVASCRIPT: Final = b"JavaScript"
_LAUNCH: Final = b"Launch"
_FIL: Final = b"EmbeddedFile"
_OBJEKTSTROEM: Final = b"ObjStm"
_SIER_FRA: Final = {
    _JAVASCRIPT: p.JAVASCRIPT,
    _LAUNCH: p.STARTER_PROGRAM,
    _FIL: p.FILER_INNI,
}
_PDFA: Final = re.compile(
    rb"pdfaid:(part|conformance)\s*(?:>\s*|=\s*[\"'])([0-9A-Za-z])(?=\s*[<\"'])"
)
_OVERLAPP: Final = 128


def bedoem_pdf(kilde: Kilde) -> Innholdsdom:
    """The verdict on a file that has the header of a PDF within its first 1024 bytes."""
    hode = HODE.search(kilde.ved(0, HODE_INNEN + 8))
    assert hode is not None
    versjon = hode[1].decode("ascii")
    problemer: list[Innholdsproblem] = []
    trailer, feil = _trailer(kilde, hode.start())
    if feil is not None:
        problemer.append(feil)
    kryptert = trailer is not None and trailer.get(b"Encrypt", b"null") != b"null"
    if kryptert:
        problemer.append(p.KRYPTERT)
    funnet, pdfa = _gjennomgang(kilde, les_stroemmer=not kryptert)
    problemer += [melding for navn, melding in _SIER_FRA.items() if navn in funnet]
    return FORMATER["pdf"].dom(
        *problemer,
        pronom=_PRONOM_A.get(pdfa or "") or _PRONOM.get(versjon),
        pdfa=pdfa,
    )


def _trailer(kilde: Kilde, hode: int) -> tuple[dict[bytes, bytes] | None, Innholdsproblem | None]:
    """The last trailer, and what is wrong when it is not where the end of the file says."""
    slutt = kilde.slutt_uten_fyll()
    start = max(0, slutt - _HALE)
    hale = kilde.ved(start, slutt - start)
    eof = hale.rfind(b"%%EOF")
    if eof < 0 or len(hale) - eof > HODE_INNEN:
        return _hvor_som_helst(kilde), p.AVKUTTET
    peker = re.compile(rb"startxref\s+(\d{1,12})\s").search(hale[:eof], _siste(hale[:eof]))
    if peker is not None:
        oppgitt = int(peker[1])
        for sted in dict.fromkeys((oppgitt, oppgitt + hode)):
            if (trailer := _trailer_ved(kilde, sted)) is not None:
                return trailer, None
    trailer = _hvor_som_helst(kilde)
    return trailer, p.FORSKJOEVET if trailer is not None else p.UTEN_INNHOLDSLISTE


def _siste(data: bytes) -> int:
    return max(0, data.rfind(b"startxref"))


def _trailer_ved(kilde: Kilde, sted: int) -> dict[bytes, bytes] | None:
    """The trailer of the cross-reference section at the place: a table, or a stream."""
    data = kilde.ved(sted, 64).lstrip()
    if data.startswith(b"xref"):
        funnet = kilde.finn(b"trailer", sted, sted + _TRAILER_INNEN)
        data, start = (kilde.ved(funnet, _ORDBOK), 7) if funnet >= 0 else (b"", 0)
    elif m := re.match(rb"\d+\s+\d+\s+obj", data):
        data, start = kilde.ved(sted, _ORDBOK), m.end()
    else:
        return None
    funnet_ordbok = ordbok(data, start)
    return funnet_ordbok if funnet_ordbok and b"Root" in funnet_ordbok else None


def _hvor_som_helst(kilde: Kilde) -> dict[bytes, bytes] | None:
    """Any trailer with a root, as programs that repair files look for it: the last table's, then
    the first cross-reference stream's."""
    siste, fra = None, 0
    for _ in range(1000):
        funnet = kilde.finn(b"trailer", fra)
        if funnet < 0:
            break
        if (trailer := ordbok(kilde.ved(funnet, _ORDBOK), 7)) and b"Root" in trailer:
            siste = trailer
        fra = funnet + 7
    if siste is not None:
        return siste
    funnet = kilde.finn(b"/XRef")
    if funnet >= 0:
        foer = max(0, funnet - 1024)
        data = kilde.ved(foer, _ORDBOK)
        objekt = data.rfind(b"obj", 0, funnet - foer)
        trailer = ordbok(data, objekt) if objekt >= 0 else None
        return trailer if trailer and b"Root" in trailer else None
    return None


def _gjennomgang(kilde: Kilde, *, les_stroemmer: bool) -> tuple[set[bytes], str | None]:
    """One pass: the telling names in the file and in its object streams; the PDF/A claim."""
    funnet: set[bytes] = set()
    pdfa: dict[bytes, str] = {}
    utpakket = _UTPAKKET
    lest_til = 0
    for sted, bit in kilde.biter(0, _OVERLAPP):
        for navn in _NAVN.finditer(bit):
            kort = navn_av(navn[0][1:])
            if kort in _SIER_FRA:
                funnet.add(kort)
            elif kort == _OBJEKTSTROEM and les_stroemmer and sted + navn.start() >= lest_til:
                lest_til = sted + navn.end()
                utpakket -= _objektstroem(kilde, lest_til, funnet, utpakket)
        for del_, verdi in _PDFA.findall(bit):
            pdfa.setdefault(del_, verdi.decode("ascii").lower())
    krav = pdfa.get(b"part")
    return funnet, krav + pdfa.get(b"conformance", "") if krav else None


def _objektstroem(kilde: Kilde, sted: int, funnet: set[bytes], hoyst: int) -> int:
    """Adds the telling names in a Flate-compressed object stream; the bytes inflated."""
    hode = kilde.ved(sted - 1024 if sted > 1024 else 0, 3072)
    her = min(sted, 1024)
    start = hode.find(b"stream", her)
    ordet = hode[hode.rfind(b"<<", 0, her) : start]
    if start < 0 or hoyst <= 0 or (b"FlateDecode" not in ordet and b"/Fl" not in ordet):
        return 0
    etter = start + 6 + (2 if hode[start + 6 : start + 8] == b"\r\n" else 1)
    pakker_ut = zlib.decompressobj()
    ut, rest = 0, b""
    for _, bit in kilde.biter(sted - her + etter):
        inn = bit
        while inn and ut < hoyst:
            try:
                data = pakker_ut.decompress(inn, 256 * 1024)
            except zlib.error:
                return ut
            ut += len(data)
            for navn in _NAVN.finditer(rest + data):
                kort = navn_av(navn[0][1:])
                if kort in _SIER_FRA:
                    funnet.add(kort)
            rest = data[-_OVERLAPP:]
            inn = pakker_ut.unconsumed_tail
        if pakker_ut.eof or ut >= hoyst:
            break
    return ut
