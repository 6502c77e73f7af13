"""What arkivuttrekk.xml says that the deposit holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from byggsak_archive_noark5.verify.leser import Element, les

ARKIVUTTREKK = "arkivuttrekk.xml"


@dataclass(frozen=True, kw_only=True)
class ErklaertFil:
    """A file by its name; `skjema` for an XSD. Empty texts: the property is missing."""

    navn: str
    objekt: str
    skjema: bool
    algoritme: str
    sjekksum: str
    linje: int


@dataclass(kw_only=True)
class Erklaering:
    """Counts are None where they are missing or not numbers, booleans where they are not told."""

    filer: list[ErklaertFil] = field(default_factory=list)
    antall: dict[tuple[str, str], int | None] = field(default_factory=dict)
    valg: dict[str, str] = field(default_factory=dict)
    start: date | None = None
    slutt: date | None = None

    @property
    def dokumentfiler(self) -> int | None:
        return _tall(self.valg.get("antallDokumentfiler", ""))

    @property
    def skarpt(self) -> bool:
        """The period is cut sharply at both ends."""
        return (
            self.valg.get("inngaaendeSkille") == "skarpt"
            and self.valg.get("utgaaendeSkille") == "skarpt"
        )

    def sier(self, navn: str) -> bool | None:
        """A declared boolean."""
        return {"true": True, "1": True, "false": False, "0": False}.get(self.valg.get(navn, ""))


@dataclass
class _Node:
    """A property of ADDML: its own value, and the properties below it."""

    navn: str
    linje: int
    verdi: str
    under: list["_Node"] = field(default_factory=list)

    def finn(self, navn: str) -> Iterator["_Node"]:
        return (node for node in self.under if node.navn == navn)

    def tekst(self, *sti: str) -> str:
        """The value at the end of the path of property names."""
        node: _Node | None = self
        for navn in sti:
            node = next(node.finn(navn), None) if node else None
        return node.verdi if node else ""


def les_erklaering(mappe: Path) -> tuple[Erklaering, str]:
    """(the declaration, the file's encoding). Raises Uleselig, FileNotFoundError."""
    venter: dict[int, list[_Node]] = {}
    svar = Erklaering()

    def ved_slutt(element: Element) -> None:
        # Properties are gathered below the nearest property, data object or additional element.
        under = venter.pop(id(element), [])
        if element.navn in ("property", "additionalElement", "dataObject"):
            navn = element.attributter.get("name", "")
            node = _Node(navn, element.linje, element.verdi("value"), under)
            if element.navn == "dataObject":
                _dataobjekt(svar, node)
            elif navn == "archivalPeriod":
                svar.start = _dato(node.tekst("startDate"))
                svar.slutt = _dato(node.tekst("endDate"))
            else:
                venter.setdefault(id(element.over), []).append(node)
        elif element.over is not None and under:
            venter.setdefault(id(element.over), []).extend(under)

    return svar, les(mappe / ARKIVUTTREKK, ved_slutt)


def _dataobjekt(svar: Erklaering, objekt: _Node) -> None:
    for fil in objekt.finn("file"):
        svar.filer.append(_fil(objekt.navn, fil, skjema=False))
    for skjema in objekt.finn("schema"):
        svar.filer.extend(_fil(objekt.navn, fil, skjema=True) for fil in skjema.finn("file"))
    for info in objekt.finn("info"):
        for telling in info.finn("numberOfOccurrences"):
            svar.antall[(objekt.navn, telling.verdi)] = _tall(telling.tekst("value"))
        for mer in info.finn("additionalInfo"):
            svar.valg |= {node.navn: node.verdi for node in mer.under}
            for periode in mer.finn("periode"):
                svar.valg |= {node.navn: node.verdi for node in periode.under}


def _fil(objekt: str, fil: _Node, *, skjema: bool) -> ErklaertFil:
    return ErklaertFil(
        navn=fil.tekst("name"),
        objekt=objekt,
        skjema=skjema,
        algoritme=fil.tekst("checksum", "algorithm"),
        sjekksum=fil.tekst("checksum", "value"),
        linje=fil.linje,
    )


def _tall(tekst: str) -> int | None:
    return int(tekst) if re.fullmatch(r"[0-9]{1,12}", tekst) else None


def _dato(tekst: str) -> date | None:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None
