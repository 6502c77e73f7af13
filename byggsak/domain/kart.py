"""Det kartet svarer: objekter fra planer og matrikkel med kilde, og datasettene de kom fra."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

BBox = tuple[float, float, float, float]
"""(min øst, min nord, maks øst, maks nord), meter i kommunens regne-koordinatsystem."""


@dataclass(frozen=True, slots=True)
class Utelatt:
    """Et objekt i filen som ikke kom med i kartet, fordi geometrien ikke holder eller mangler.

    `boks` er der objektet ligger når det lar seg si, ellers None: det kan ligge hvor som helst.
    `enheter` er matrikkelenhetene til en teig («9999-1/2/0»), tom når de ikke er oppgitt.
    """

    objekttype: str
    gml_id: str
    boks: BBox | None = None
    enheter: tuple[str, ...] = ()

    def kan_beroere(self, boks: BBox) -> bool:
        """Om objektet kan ligge i eller inntil `boks`; uten kjent plass kan det alltid det."""
        b = self.boks
        if b is None:
            return True
        return b[0] <= boks[2] and b[2] >= boks[0] and b[1] <= boks[3] and b[3] >= boks[1]

    def matrikkelenheter(self) -> tuple[tuple[str, int, int, int], ...]:
        """(kommunenummer, gnr, bnr, fnr) for hver enhet, som i `Kartobjekt`."""
        return tuple(filter(None, map(_enhet, self.enheter)))


@dataclass(frozen=True, slots=True)
class Datasett:
    """Et importert kartdatasett: en versjon av en fil fra en kilde.

    `utelatt` er det som ikke kom med; None når importen ikke tok vare på det, og da vet ingen hva
    som mangler. Det følger av filen, så to datasett er like uansett hva det sier.
    """

    navn: str
    dato: date
    sha256: str
    slag: str  # "reguleringsplan", "teig" …
    kilde: str = ""
    utelatt: tuple[Utelatt, ...] | None = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Kartobjekt:
    """Ett objekt i kartet.

    `objekttype` er lokalt navn («RpArealformålOmråde», «Teig»). `wkb` er 2D i EPSG `epsg`,
    kommunens regne-koordinatsystem, buer strøket. `egenskaper` er tekst slik GML-en hadde dem,
    nøkkel = sti av lokale navn («arealformål», «utnytting/RpUtnytting/utnyttingstall»); en
    gjentatt egenskap gir verdier skilt i rekkefølge i en tuple.
    """

    objekttype: str
    gml_id: str
    wkb: bytes = field(repr=False)
    bbox: BBox
    epsg: int
    egenskaper: Mapping[str, tuple[str, ...]]
    plan_id: str | None = None  # «9999_P1»: kommunenummer_planidentifikasjon
    lokal_id: str | None = None
    linje: int | None = None
    datasett: Datasett | None = None

    def en(self, navn: str) -> str | None:
        """Den første verdien av egenskapen, eller None."""
        verdier = self.egenskaper.get(navn)
        return verdier[0] if verdier else None

    def matrikkelenheter(self) -> tuple[tuple[str, int, int, int], ...]:
        """(kommunenummer, gnr, bnr, fnr) for hver matrikkelenhet i teigen; fnr 0 uten feste.

        Leser «matrikkelenhet/Matrikkelenhet» («9999-1/2/0»), som kartleseren setter sammen
        fordi festenummeret kan mangle på noen av flere; ellers de enkelte numrene.
        """
        samlet = self.egenskaper.get("matrikkelenhet/Matrikkelenhet", ())
        if samlet:
            return tuple(filter(None, map(_enhet, samlet)))
        sti = "matrikkelenhet/Matrikkelenhet/"
        kommuner, gaarder, bruk, fester = (
            self.egenskaper.get(sti + navn, ())
            for navn in ("kommunenummer", "gardsnummer", "bruksnummer", "festenummer")
        )
        if len(kommuner) != len(gaarder):
            kommuner = (self.en("kommunenummer") or "",) * len(gaarder)
        if len(fester) != len(gaarder):
            fester = ("0",) * len(gaarder)
        deler = zip(kommuner, gaarder, bruk, fester, strict=False)
        return tuple(filter(None, (_enhet(f"{k}-{g}/{b}/{f}") for k, g, b, f in deler)))


def _enhet(tekst: str) -> tuple[str, int, int, int] | None:
    kommune, _, numre = tekst.partition("-")
    deler = numre.split("/")
    if len(deler) < 3 or not all(d.isdecimal() for d in deler[:3]):
        return None
    return kommune, int(deler[0]), int(deler[1]), int(deler[2])


class KartUtilgjengelig(Exception):
    """Kartet kunne ikke svare. Det som trengte svaret, er «uavklart»; aldri «ingen treff»."""


class Kart(Protocol):
    """Kandidater fra kartet i én kommune. Nøyaktige prøver gjøres i `byggsak.geometry`."""

    @property
    def epsg(self) -> int:
        """Kommunens regne-koordinatsystem (25832, 25833 eller 25835)."""
        ...

    def kandidater(self, boks: BBox, objekttyper: Collection[str] = ()) -> Sequence[Kartobjekt]:
        """Objekter hvis boks berører `boks`, alle typer når `objekttyper` er tom.

        Kan gi flere enn de som virkelig berører. Reiser `KartUtilgjengelig` når kartet ikke svarer.
        """
        ...

    def teiger(
        self, gaardsnummer: int, bruksnummer: int, festenummer: int = 0
    ) -> Sequence[Kartobjekt]:
        """Teigene til en matrikkelenhet (objekttype «Teig»)."""
        ...

    def datasett(self) -> Sequence[Datasett]:
        """Datasettene som ligger i kartet nå, til rapporten (`regelverk.kart`)."""
        ...
