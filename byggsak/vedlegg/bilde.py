"""Pictures: whole from the first marker to the last, without decoding a pixel."""

from __future__ import annotations

import struct
import zlib
from typing import Final

from byggsak.domain.vedlegg import Innholdsdom, Innholdsproblem
from byggsak.vedlegg import problemer as p
from byggsak.vedlegg.formater import FORMATER
from byggsak.vedlegg.les import Kilde

PNG: Final = b"\x89PNG\r\n\x1a\n"
TIFF: Final = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_FLEST_DELER: Final = 200_000
_FLEST_SIDER: Final = 10_000
_FLEST_STRIPER: Final = 400_000
_FLEST_VERDIER: Final = 4_000_000
"""Offsets and counts read from one file, all its pages together."""


def bedoem_jpeg(kilde: Kilde) -> Innholdsdom:
    """Segments to the first scan, then the end marker, which cannot stand inside a scan."""
    return FORMATER["jpg"].dom(*_feil(_jpeg(kilde)))


def _feil(problem: Innholdsproblem | None) -> tuple[Innholdsproblem, ...]:
    return (problem,) if problem else ()


def _jpeg(kilde: Kilde) -> Innholdsproblem | None:
    sted, har_ramme = 2, False
    for _ in range(_FLEST_DELER):
        hode = kilde.ved(sted, 4)
        if len(hode) < 4:
            return p.AVKUTTET
        if hode[0] != 0xFF:
            return p.STRUKTUR
        merke = hode[1]
        if merke == 0xFF:  # fill
            sted += 1
            continue
        if merke == 0xDA:
            return _jpeg_slutt(kilde, sted) if har_ramme else p.STRUKTUR
        if merke in (0x00, 0xD8, 0xD9):
            return p.STRUKTUR
        har_ramme |= 0xC0 <= merke <= 0xCF and merke not in (0xC4, 0xC8, 0xCC)
        lengde = int.from_bytes(hode[2:4], "big")
        if merke == 0x01 or 0xD0 <= merke <= 0xD7:  # no length
            sted += 2
        elif lengde < 2:
            return p.STRUKTUR
        else:
            sted += 2 + lengde
    return p.STRUKTUR


def _jpeg_slutt(kilde: Kilde, fra: int) -> Innholdsproblem | None:
    return None if kilde.finn(b"\xff\xd9", fra) >= 0 else p.AVKUTTET


def bedoem_png(kilde: Kilde) -> Innholdsdom:
    """Chunk by chunk from IHDR to IEND."""
    return FORMATER["png"].dom(*_feil(_png(kilde)))


def _png(kilde: Kilde) -> Innholdsproblem | None:
    hode = kilde.ved(8, 25)
    if len(hode) < 25:
        return p.AVKUTTET
    if hode[:8] != b"\x00\x00\x00\rIHDR" or zlib.crc32(hode[4:21]) != int.from_bytes(
        hode[21:25], "big"
    ):
        return p.STRUKTUR
    sted, har_data = 33, False
    for _ in range(_FLEST_DELER):
        del_ = kilde.ved(sted, 8)
        if len(del_) < 8:
            return p.AVKUTTET
        lengde, slag = int.from_bytes(del_[:4], "big"), del_[4:]
        if not slag.isalpha():
            return p.STRUKTUR
        sted += 12 + lengde
        if sted > kilde.stoerrelse:
            return p.AVKUTTET
        if slag == b"IEND":
            return None if har_data else p.STRUKTUR
        har_data |= slag == b"IDAT"
    return p.STRUKTUR


def bedoem_tiff(kilde: Kilde) -> Innholdsdom:
    """Every page's directory lies in the file, and so does the picture data it points to."""
    try:
        return FORMATER["tif"].dom(*_feil(_Tiff(kilde).problem()))
    except struct.error:
        return FORMATER["tif"].dom(p.AVKUTTET)


class _Tiff:
    """A walk through the directories; struct.error where the file ends too soon."""

    def __init__(self, kilde: Kilde) -> None:
        self.kilde = kilde
        hode = kilde.ved(0, 16)
        self.rekke = "<" if hode[:2] == b"II" else ">"
        self.stor = hode[2:4] in (b"+\x00", b"\x00+")
        self.foerste = self._tall(hode, 8, "Q") if self.stor else self._tall(hode, 4, "I")
        self.igjen = _FLEST_VERDIER

    def _tall(self, data: bytes, sted: int, slag: str) -> int:
        (tall,) = struct.unpack_from(self.rekke + slag, data, sted)
        return int(tall)

    def problem(self) -> Innholdsproblem | None:
        sted, sett = self.foerste, set[int]()
        while sted and len(sett) < _FLEST_SIDER:
            if sted in sett:
                return p.STRUKTUR
            sett.add(sted)
            lengde = 8 if self.stor else 2
            antall = self._tall(self.kilde.ved(sted, lengde), 0, "Q" if self.stor else "H")
            bredde = 20 if self.stor else 12
            if not 0 < antall <= 4096:
                return p.STRUKTUR
            poster = self.kilde.ved(sted + lengde, antall * bredde)
            if len(poster) < antall * bredde:
                return p.AVKUTTET
            if (feil := self._bildedata(poster, bredde)) is not None:
                return feil
            sted = self._tall(
                self.kilde.ved(sted + lengde + antall * bredde, 8 if self.stor else 4),
                0,
                "Q" if self.stor else "I",
            )
        return None if sett else p.STRUKTUR

    def _bildedata(self, poster: bytes, bredde: int) -> Innholdsproblem | None:
        felt = {
            self._tall(poster, sted, "H"): poster[sted : sted + bredde]
            for sted in range(0, len(poster), bredde)
        }
        for hvor, hvor_mye in ((273, 279), (324, 325)):  # strips, tiles
            if hvor in felt and hvor_mye in felt:
                steder, antall = self._verdier(felt[hvor]), self._verdier(felt[hvor_mye])
                if len(steder) != len(antall) or not steder:
                    return p.STRUKTUR
                if any(s + n > self.kilde.stoerrelse for s, n in zip(steder, antall, strict=True)):
                    return p.AVKUTTET
                return None
        # An old-style JPEG in a TIFF has its own tags; a directory without data is no picture.
        return None if 513 in felt else p.STRUKTUR

    def _verdier(self, post: bytes) -> tuple[int, ...]:
        slag = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}.get(self._tall(post, 2, "H"))
        antall = self._tall(post, 4, "Q" if self.stor else "I")
        self.igjen -= min(antall, _FLEST_STRIPER)
        if slag is None or antall > _FLEST_STRIPER or self.igjen < 0:
            return ()
        lengde = struct.calcsize(slag) * antall
        plass = 8 if self.stor else 4
        inni = post[-plass:]
        data = inni if lengde <= plass else self._utenfor(inni, lengde)
        return struct.unpack_from(f"{self.rekke}{antall}{slag}", data)

    def _utenfor(self, peker: bytes, lengde: int) -> bytes:
        return self.kilde.ved(self._tall(peker, 0, "Q" if self.stor else "I"), lengde)
