"""Reads an XML file element by element: any size in little memory, and nothing is ever fetched.

A DTD is refused before it is read, so there are no entities to expand. Each element is given to
the visitor when it ends, with the texts of its own leaves.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_DYBDE: Final = 200
_TEKST: Final = 1_000_000
_BIT: Final = 1 << 20


class Uleselig(Exception):
    """The file is not XML that may be read. `linje` counts from 1."""

    def __init__(self, melding: str, linje: int) -> None:
        super().__init__(melding)
        self.melding = melding
        self.linje = linje


@dataclass(slots=True)
class Element:
    """`felt` are the texts of its leaf children by name, `barn` the names of the other children."""

    navn: str
    linje: int
    over: "Element | None"
    attributter: dict[str, str]
    tekst: str = ""
    felt: dict[str, list[str]] = field(default_factory=dict)
    barn: set[str] = field(default_factory=set)
    _biter: list[str] = field(default_factory=list)

    @property
    def type(self) -> str:
        """xsi:type as it is written."""
        return self.attributter.get(f"{XSI} type", "")

    @property
    def blad(self) -> bool:
        return not self.barn and not self.felt

    def verdi(self, navn: str) -> str:
        """The text of the first leaf child with this name, or nothing."""
        return self.felt.get(navn, [""])[0]

    @property
    def system_id(self) -> str | None:
        """Of the element, or of what it lies in."""
        at: Element | None = self
        while at is not None:
            if "systemID" in at.felt:
                return at.felt["systemID"][0]
            at = at.over
        return None


def les(fil: Path, ved_slutt: Callable[[Element], None]) -> str:
    """Read the file; the encoding it says it has. Raises Uleselig, and OSError for the file."""
    return _Leser(ved_slutt).les(fil)


class _Leser:
    def __init__(self, ved_slutt: Callable[[Element], None]) -> None:
        self._ved_slutt = ved_slutt
        self._her: Element | None = None
        self._dybde = self._lengde = 0
        self._koding = "UTF-8"
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.XmlDeclHandler = self._deklarasjon
        self._parser.StartDoctypeDeclHandler = self._dtd
        self._parser.StartElementHandler = self._start
        self._parser.CharacterDataHandler = self._tekst
        self._parser.EndElementHandler = self._slutt

    def les(self, fil: Path) -> str:
        try:
            with fil.open("rb") as stroem:
                while bit := stroem.read(_BIT):
                    self._parser.Parse(bit, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Uleselig(f"ikke velformet XML: {error}", error.lineno) from error
        return self._koding

    def _stans(self, melding: str) -> Uleselig:
        return Uleselig(melding, self._parser.CurrentLineNumber)

    def _deklarasjon(self, _versjon: str, koding: str | None, _alene: int) -> None:
        self._koding = (koding or "UTF-8").upper()

    def _dtd(self, *_: object) -> None:
        raise self._stans("har en DTD (DOCTYPE), som et uttrekk ikke skal ha")

    def _start(self, navn: str, attributter: dict[str, str]) -> None:
        self._dybde += 1
        if self._dybde > _DYBDE:
            raise self._stans(f"dypere enn {_DYBDE} nivåer")
        linje = self._parser.CurrentLineNumber
        self._her = Element(navn.rpartition(" ")[2], linje, self._her, attributter)
        self._lengde = 0

    def _tekst(self, tekst: str) -> None:
        if self._her is None:
            return
        self._lengde += len(tekst)
        if self._lengde > _TEKST:
            raise self._stans(f"en tekst er lengre enn {_TEKST} tegn")
        self._her._biter.append(tekst)

    def _slutt(self, _navn: str) -> None:
        element = self._her
        assert element is not None
        element.tekst = "".join(element._biter).strip() if element.blad else ""
        self._ved_slutt(element)
        self._dybde -= 1
        self._her = over = element.over
        if over is None:
            return
        over._biter.clear()  # text between elements is only layout
        if element.blad:
            over.felt.setdefault(element.navn, []).append(element.tekst)
        else:
            over.barn.add(element.navn)
