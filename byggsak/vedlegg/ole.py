"""The old Office formats (doc, xls, ppt) and their relatives: OLE compound files.

Follows the directory through the allocation table one sector at a time. Source: MS-CFB, and for
the flags that say «encrypted» MS-DOC 2.5.1 (FibBase), MS-XLS 2.4.117 (FilePass), MS-PPT 2.3.2.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

from byggsak.domain.vedlegg import Innholdsdom, Innholdsproblem
from byggsak.vedlegg import problemer as p
from byggsak.vedlegg.formater import FORMATER
from byggsak.vedlegg.les import Kilde

SIGNATUR: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_INGEN_SEKTOR: Final = 0xFFFFFFFA
_FLEST_INNSLAG: Final = 20_000
_STROEM, _ROT = 2, 5
_FILEPASS: Final = 0x2F
_KRYPTERT_PPT: Final = 0xF3D1C4DF


@dataclass(frozen=True, slots=True)
class Innslag:
    navn: str
    slag: int
    start: int
    stoerrelse: int


class Sammensatt:
    """A compound file opened. Raises ValueError when the directory cannot be followed."""

    def __init__(self, kilde: Kilde) -> None:
        self.kilde = kilde
        hode = kilde.ved(0, 512)
        if len(hode) < 512:
            raise ValueError("the header is cut off")
        skift, mini = struct.unpack_from("<2H", hode, 30)
        if skift not in (9, 12) or mini != 6:
            raise ValueError("the sector sizes are not those of any compound file")
        self.sektor: int = 1 << int(skift)
        (katalog,) = struct.unpack_from("<I", hode, 48)
        (self.minste,) = struct.unpack_from("<I", hode, 56)
        self._difat: list[int] = list(struct.unpack_from("<109I", hode, 76))
        (self._neste_difat,) = struct.unpack_from("<I", hode, 68)
        self.innslag = self._les_katalog(katalog)

    def stroem(self, navn: str) -> Innslag | None:
        return next((i for i in self.innslag if i.slag == _STROEM and i.navn == navn), None)

    def begynnelse(self, innslag: Innslag, antall: int) -> bytes:
        """The first bytes of a stream, within its first sector."""
        if innslag.stoerrelse >= self.minste:
            return self.kilde.ved(self._sted(innslag.start), min(antall, self.sektor))
        rot = next((i for i in self.innslag if i.slag == _ROT), None)
        if rot is None:
            return b""
        hopp, i_sektoren = divmod(innslag.start * 64, self.sektor)
        if hopp > _FLEST_INNSLAG:
            return b""
        sektor = rot.start
        for _ in range(hopp):
            sektor = self._neste(sektor)
        return self.kilde.ved(self._sted(sektor) + i_sektoren, min(antall, 64))

    def _sted(self, sektor: int) -> int:
        return (sektor + 1) * self.sektor

    def _neste(self, sektor: int) -> int:
        """The sector after this one in its chain."""
        per = self.sektor // 4
        tabell = self._tabellsektor(sektor // per)
        post = self.kilde.ved(self._sted(tabell) + sektor % per * 4, 4)
        if len(post) < 4:
            raise ValueError("the allocation table is cut off")
        return int.from_bytes(post, "little")

    def _tabellsektor(self, nr: int) -> int:
        while nr >= len(self._difat):
            mer = self.kilde.ved(self._sted(self._neste_difat), self.sektor)
            if self._neste_difat >= _INGEN_SEKTOR or len(mer) < self.sektor:
                raise ValueError("the allocation table is cut off")
            *poster, self._neste_difat = struct.unpack(f"<{self.sektor // 4}I", mer)
            self._difat += poster
            if len(self._difat) > 100_000:
                raise ValueError("the allocation table is longer than any file")
        return self._difat[nr]

    def _les_katalog(self, sektor: int) -> list[Innslag]:
        innslag: list[Innslag] = []
        sett: set[int] = set()
        while sektor < _INGEN_SEKTOR:
            if sektor in sett or len(sett) > _FLEST_INNSLAG:
                raise ValueError("the directory goes in a ring, or is longer than any document's")
            sett.add(sektor)
            data = self.kilde.ved(self._sted(sektor), self.sektor)
            if len(data) < self.sektor:
                raise ValueError("the directory is cut off")
            for sted in range(0, self.sektor, 128):
                lengde, slag = struct.unpack_from("<HB", data, sted + 64)
                if slag and 2 <= lengde <= 64:
                    navn = data[sted : sted + lengde - 2].decode("utf-16-le", "replace")
                    start, stoerrelse = struct.unpack_from("<2I", data, sted + 116)
                    innslag.append(Innslag(navn, slag, start, stoerrelse))
            sektor = self._neste(sektor)
        if not any(i.slag == _ROT for i in innslag):
            raise ValueError("the directory has no root")
        return innslag


def bedoem_ole(kilde: Kilde) -> Innholdsdom:
    """The verdict on a file with the signature of a compound file."""
    try:
        fil = Sammensatt(kilde)
        return _bedoem(fil)
    except ValueError:
        return FORMATER["ole"].dom(p.UTEN_INNHOLDSLISTE)


def _bedoem(fil: Sammensatt) -> Innholdsdom:
    navn = {i.navn for i in fil.innslag}
    if "EncryptedPackage" in navn:
        return FORMATER["office-laast"].dom(p.KRYPTERT)
    problemer: list[Innholdsproblem] = []
    if word := fil.stroem("WordDocument"):
        kode, laast = "doc", _word_kryptert(fil.begynnelse(word, 32))
    elif bok := fil.stroem("Workbook") or fil.stroem("Book"):
        kode, laast = "xls", _excel_kryptert(fil.begynnelse(bok, 512))
    elif fil.stroem("PowerPoint Document"):
        bruker = fil.stroem("Current User")
        data = fil.begynnelse(bruker, 16) if bruker else b""
        kode = "ppt"
        laast = int.from_bytes(data[12:16], "little") == _KRYPTERT_PPT
    else:
        kode, laast = "ole", False
    if laast:
        problemer.append(p.KRYPTERT)
    if kode != "ole" and navn & {"_VBA_PROJECT", "VBA", "_VBA_PROJECT_CUR", "Macros"}:
        problemer.append(p.MAKRO)
    return FORMATER[kode].dom(*problemer)


def _word_kryptert(fib: bytes) -> bool:
    return len(fib) >= 12 and bool(fib[11] & 0x01)


def _excel_kryptert(data: bytes) -> bool:
    """Whether a FilePass record stands among the first records of the workbook."""
    sted = 0
    while sted + 4 <= len(data):
        slag, lengde = struct.unpack_from("<2H", data, sted)
        if slag == _FILEPASS:
            return True
        sted += 4 + lengde
    return False
