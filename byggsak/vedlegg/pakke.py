"""The ZIP family: Office and OpenDocument files told from archives, without unpacking anything.

The central directory is measured before it is read, so a file that lies about how many entries it
has costs nothing. Only the small parts that name the content are read, and those to a bound.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from typing import Final

from byggsak.domain.vedlegg import Innholdsdom, Innholdsproblem
from byggsak.vedlegg import problemer as p
from byggsak.vedlegg.formater import FORMATER
from byggsak.vedlegg.les import Kilde

_FLEST_INNSLAG: Final = 20_000
_STOERSTE_KATALOG: Final = 8 * 1024 * 1024
_STOERSTE_DEL: Final = 2 * 1024 * 1024
_BOMBE_FRA: Final = 256 * 1024 * 1024
_BOMBE_FORHOLD: Final = 200
"""Unpacked over packed. Office files of drawings and sheets stay below 50."""
_SLUTT: Final = struct.Struct("<4s4H2LH")
_SLUTT64: Final = struct.Struct("<4sQ2H2L4Q")

_INNHOLDSTYPER: Final = "[Content_Types].xml"
_HOVEDDELER: Final = {
    b"wordprocessingml.document.main+xml": "docx",
    b"ms-word.document.macroenabled.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
    b"ms-excel.sheet.macroenabled.main+xml": "xlsx",
    b"ms-excel.sheet.binary.macroenabled.main": "xlsx",
    b"presentationml.presentation.main+xml": "pptx",
    b"ms-powerpoint.presentation.macroenabled.main+xml": "pptx",
    b"wordprocessingml.template.main+xml": "ooxml",
    b"ms-word.template.macroenabledtemplate.main+xml": "ooxml",
    b"spreadsheetml.template.main+xml": "ooxml",
    b"ms-excel.template.macroenabled.main+xml": "ooxml",
    b"presentationml.template.main+xml": "ooxml",
    b"ms-powerpoint.template.macroenabled.main+xml": "ooxml",
    b"presentationml.slideshow.main+xml": "ooxml",
    b"ms-powerpoint.slideshow.macroenabled.main+xml": "ooxml",
}
_ODF: Final = b"application/vnd.oasis.opendocument."
_VBA: Final = re.compile(r"(?:^|/)vba(?:project\.bin|data\.xml)$")
_OVERRIDE: Final = re.compile(rb"<(?:\w+:)?Override\b[^<>]*>")
_ATTRIBUTT: Final = re.compile(rb"\b(PartName|ContentType)\s*=\s*[\"']([^\"']*)[\"']")


def katalog(kilde: Kilde, *, til_slutten: bool = False) -> tuple[int, int] | None:
    """The entries and the bytes of the central directory as the end of the file states them; None
    when the file does not end as a ZIP does, or no directory stands where the end says.

    `til_slutten`: nothing but padding may follow.
    """
    minst = kilde.slutt_uten_fyll() if til_slutten else 0
    start, hale = kilde.hale(_SLUTT.size + 0xFFFF)
    sted = hale.rfind(b"PK\x05\x06")
    while sted >= 0:
        if len(hale) - sted >= _SLUTT.size:
            *_, antall, bytes_, _, merknad = _SLUTT.unpack_from(hale, sted)
            if minst <= start + sted + _SLUTT.size + merknad <= kilde.stoerrelse:
                slutt = start + sted
                if (stor := _katalog64(kilde, slutt)) is not None:
                    antall, bytes_, slutt = stor
                tom = antall == 0 and bytes_ == 0
                if tom or kilde.ved(slutt - bytes_, 4) == b"PK\x01\x02":
                    return antall, bytes_
        sted = hale.rfind(b"PK\x05\x06", 0, sted)
    return None


def _katalog64(kilde: Kilde, slutt: int) -> tuple[int, int, int] | None:
    """The same from a ZIP64 end record, and where it begins."""
    peker = kilde.ved(slutt - 20, 20)
    if not peker.startswith(b"PK\x06\x07"):
        return None
    for sted in (slutt - 20 - _SLUTT64.size, struct.unpack_from("<Q", peker, 8)[0]):
        post = kilde.ved(sted, _SLUTT64.size)
        if len(post) == _SLUTT64.size and post.startswith(b"PK\x06\x06"):
            *_, antall, bytes_, _ = _SLUTT64.unpack(post)
            return antall, bytes_, sted
    return None


def bedoem_pakke(kilde: Kilde) -> Innholdsdom:
    """The verdict on a file that begins as a ZIP."""
    zip_ = FORMATER["zip"]
    stoerrelse = katalog(kilde)
    if stoerrelse is None:
        return zip_.dom(p.ARKIVFIL, p.AVKUTTET)
    antall, bytes_ = stoerrelse
    if antall > _FLEST_INNSLAG or bytes_ > _STOERSTE_KATALOG:
        return zip_.dom(p.ARKIVFIL, p.PAKKEBOMBE)
    try:
        with zipfile.ZipFile(kilde.fil) as pakke:
            return _bedoem(pakke)
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, ValueError, OSError):
        # ValueError: a date or an offset that cannot be; OSError: a seek before the beginning.
        return zip_.dom(p.ARKIVFIL, p.UTEN_INNHOLDSLISTE)


def _bedoem(pakke: zipfile.ZipFile) -> Innholdsdom:
    innslag = pakke.infolist()
    if _er_bombe(innslag):
        return FORMATER["zip"].dom(p.ARKIVFIL, p.PAKKEBOMBE)
    navn = {i.filename: i for i in innslag}
    if any(i.flag_bits & 1 for i in innslag):
        return FORMATER["zip"].dom(p.ARKIVFIL, p.KRYPTERT_PAKKE)
    if _INNHOLDSTYPER in navn:
        return _ooxml(pakke, navn)
    mimetype = navn.get("mimetype")
    if mimetype is not None and (slag := _del(pakke, mimetype).strip()).startswith(_ODF):
        return _odf(pakke, navn, slag)
    return FORMATER["zip"].dom(p.ARKIVFIL)


def _er_bombe(innslag: list[zipfile.ZipInfo]) -> bool:
    ut = sum(i.file_size for i in innslag)
    inn = sum(i.compress_size for i in innslag)
    return ut > _BOMBE_FRA and ut > _BOMBE_FORHOLD * max(inn, 1)


def _del(pakke: zipfile.ZipFile, innslag: zipfile.ZipInfo) -> bytes:
    """The beginning of one part, inflated no further than the bound. Empty when it is packed in a
    way that office files are not, and that has no bound."""
    if innslag.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return b""
    with pakke.open(innslag) as fil:
        return fil.read(_STOERSTE_DEL)


def _ooxml(pakke: zipfile.ZipFile, navn: dict[str, zipfile.ZipInfo]) -> Innholdsdom:
    kode, hoveddel, makrotype = None, b"", False
    for post in _OVERRIDE.findall(_del(pakke, navn[_INNHOLDSTYPER])):
        felt = dict(_ATTRIBUTT.findall(post))
        type_ = felt.get(b"ContentType", b"").lower()
        makrotype |= b"macroenabled" in type_ or b"vbaproject" in type_
        for hale, format_ in _HOVEDDELER.items():
            if type_.endswith(hale):
                kode, hoveddel = format_, felt.get(b"PartName", b"")
    if kode is None:
        return FORMATER["zip"].dom(p.ARKIVFIL)  # a package of another kind (visio, 3mf, nupkg)
    problemer: list[Innholdsproblem] = []
    delen = navn.get(hoveddel.decode("utf-8", "replace").lstrip("/"))
    if delen is None or not _del(pakke, delen):
        problemer.append(p.UTEN_INNHOLDSLISTE)
    smaa = [n.casefold() for n in navn]
    if makrotype or any(_VBA.search(n) for n in smaa):
        problemer.append(p.MAKRO)
    elif any("/macrosheets/" in f"/{n}" for n in smaa):
        problemer.append(p.MAKRO_XL4)
    return FORMATER[kode].dom(*problemer)


def _odf(pakke: zipfile.ZipFile, navn: dict[str, zipfile.ZipInfo], slag: bytes) -> Innholdsdom:
    kode = {b"text": "odt", b"spreadsheet": "ods"}.get(slag.removeprefix(_ODF), "odf")
    problemer: list[Innholdsproblem] = []
    manifest = navn.get("META-INF/manifest.xml")
    if manifest is None or "content.xml" not in navn:
        problemer.append(p.UTEN_INNHOLDSLISTE)
    elif b"encryption-data" in _del(pakke, manifest):
        problemer.append(p.KRYPTERT)
    makro = re.compile(r"(?:Basic|Scripts)/.+[^/]$")
    if any(makro.match(n) and not n.endswith(("script-lc.xml", "script-lb.xml")) for n in navn):
        problemer.append(p.MAKRO_ODF)
    return FORMATER[kode].dom(*problemer)
