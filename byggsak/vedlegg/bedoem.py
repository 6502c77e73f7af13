"""The verdict on one file: which format its bytes are, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO, Final

from byggsak.domain.vedlegg import Innholdsdom
from byggsak.vedlegg import problemer as p
from byggsak.vedlegg.bilde import PNG, TIFF, bedoem_jpeg, bedoem_png, bedoem_tiff
from byggsak.vedlegg.formater import FORMATER
from byggsak.vedlegg.les import Kilde
from byggsak.vedlegg.ole import SIGNATUR, bedoem_ole
from byggsak.vedlegg.pakke import bedoem_pakke, katalog
from byggsak.vedlegg.pdf import HODE, HODE_INNEN, bedoem_pdf
from byggsak.vedlegg.tekst import bedoem_tekst

_LESERE: Final[tuple[tuple[tuple[bytes, ...], Callable[[Kilde], Innholdsdom]], ...]] = (
    ((b"%PDF-",), bedoem_pdf),
    ((b"\xff\xd8\xff",), bedoem_jpeg),
    ((PNG,), bedoem_png),
    (TIFF, bedoem_tiff),
    ((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"), bedoem_pakke),
    ((SIGNATUR,), bedoem_ole),
)
_PAKKET: Final = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "rar",
    b"\x1f\x8b\x08": "gzip",
    b"\xfd7zXZ\x00": "pakket",
    b"BZh": "pakket",
    b"\x28\xb5\x2f\xfd": "pakket",
    b"\x04\x22\x4d\x18": "pakket",
    b"\x1f\x9d": "pakket",
    b"MSCF\x00\x00\x00\x00": "pakket",
}
_ANDRE: Final = {
    b"\x7fELF": "program",
    b"MZ": "program",
    b"\xca\xfe\xba\xbe": "program",
    b"\xcf\xfa\xed\xfe": "program",
    b"\xce\xfa\xed\xfe": "program",
    b"\x00asm": "program",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"AC10": "dwg",
    b"AutoCAD Binary DXF": "dxf",
    b"\xc5\xd0\xd3\xc6": "ps",
    b"ID3": "lyd-video",
    b"OggS": "lyd-video",
    b"\x1aE\xdf\xa3": "lyd-video",
}
_FTYP_BILDE: Final = (b"hei", b"hev", b"mif1", b"msf1", b"avi")


def bedoem(fil: BinaryIO) -> Innholdsdom:
    """The verdict on an open, seekable binary file. Never raises for what the file holds.

    >>> import io
    >>> bedoem(io.BytesIO(b"Hei")).format, bedoem(io.BytesIO(b"")).format
    ('txt', 'tom')
    """
    kilde = Kilde(fil)
    if kilde.stoerrelse == 0:
        return FORMATER["tom"].dom(p.TOM)
    hode = kilde.ved(0, HODE_INNEN + 8)
    return _ogsaa(kilde, hode, _foerste(kilde, hode))


def _foerste(kilde: Kilde, hode: bytes) -> Innholdsdom:
    """By how the file begins; the format that claims it also says whether it is whole."""
    for begynnelser, les in _LESERE:
        if hode.startswith(begynnelser) and (les is not bedoem_pdf or HODE.match(hode)):
            return les(kilde)
    for begynnelse, kode in _PAKKET.items():
        if hode.startswith(begynnelse):
            return FORMATER[kode].dom(p.ARKIVFIL)
    if hode[257:262] == b"ustar":
        return FORMATER["tar"].dom(p.ARKIVFIL)
    for begynnelse, kode in _ANDRE.items():
        if hode.startswith(begynnelse) and not _bare_bokstaver(kilde, begynnelse):
            return FORMATER[kode].dom()
    if hode[4:8] == b"ftyp":
        bilde = hode[8:12].startswith(_FTYP_BILDE)
        return FORMATER["heic" if bilde else "lyd-video"].dom()
    if hode[:4] == b"RIFF" and hode[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return FORMATER["webp" if hode[8:12] == b"WEBP" else "lyd-video"].dom()
    if hode[:2] == b"BM" and hode[6:10] == bytes(4) and hode[14:15] in b"\x0c\x28\x38\x6c\x7c":
        return FORMATER["bmp"].dom()
    tekst = bedoem_tekst(kilde)
    if HODE.search(hode[:HODE_INNEN]) and _er_pdf_med_noe_foran(kilde, tekst):
        return bedoem_pdf(kilde)
    return tekst


def _bare_bokstaver(kilde: Kilde, begynnelse: bytes) -> bool:
    """«MZ…» and «AC10…» may begin a letter too: text to the end is text."""
    return begynnelse.isalnum() and bedoem_tekst(kilde).format == "txt"


def _er_pdf_med_noe_foran(kilde: Kilde, tekst: Innholdsdom) -> bool:
    """Some scanners and mail systems put a few bytes before the header, and readers allow it. Not
    where what stands in front is a format of its own."""
    if tekst.format not in ("ukjent", "txt"):
        return False
    slutt = kilde.slutt_uten_fyll()
    return b"%%EOF" in kilde.ved(max(0, slutt - HODE_INNEN), HODE_INNEN)


_EN_PDF: Final = re.compile(rb"%PDF-\d\.\d")


def _ogsaa(kilde: Kilde, hode: bytes, dom: Innholdsdom) -> Innholdsdom:
    """With a word about a second format in the same bytes: readers of the two see two documents."""
    mer = []
    if dom.format not in ("pdf", "txt", "ukjent") and _EN_PDF.search(hode[:HODE_INNEN]):
        slutt = kilde.slutt_uten_fyll()
        if b"%%EOF" in kilde.ved(max(0, slutt - HODE_INNEN), HODE_INNEN):
            mer.append(p.OGSAA_PDF)
    if not hode.startswith(b"PK") and dom.format not in ("7z", "rar", "gzip", "tar", "pakket"):
        funnet = katalog(kilde, til_slutten=True)
        if funnet is not None and funnet[0] > 0:
            mer.append(p.OGSAA_ZIP)
    return replace(dom, problemer=(*dom.problemer, *mer)) if mer else dom
