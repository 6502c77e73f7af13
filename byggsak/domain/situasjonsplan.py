"""Den digitale situasjonsplanen: tiltakets og tomtens geometri slik søkeren oppgir den."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from byggsak.domain.soeknad import Matrikkelnummer


@dataclass(frozen=True, slots=True)
class Flate:
    """En geometri som WKB (2D, meter) i situasjonsplanens EPSG, med kilden."""

    wkb: bytes = field(repr=False)
    epsg: int
    gml_id: str | None = None
    linje: int | None = None


@dataclass(frozen=True, slots=True)
class Fasade:
    """En fasade med egen gesimshøyde (m over planert terreng, TEK17 § 6-2)."""

    linjegeometri: Flate
    gesimshoeyde: Decimal | None = None
    gml_id: str | None = None


@dataclass(frozen=True, slots=True)
class UtstikkendeDel:
    type: str  # takutstikk, balkong, karnapp, terrasse, overbygd
    omraade: Flate
    fri_hoeyde: Decimal | None = None
    hoeyde_over_terreng: Decimal | None = None
    gml_id: str | None = None


@dataclass(frozen=True, slots=True)
class Bygning:
    """Et byggverk i planen: nytt (`tiltakstype` satt) eller eksisterende (None)."""

    gml_id: str
    omraade: Flate
    tiltakstype: str | None = None  # 21 Nybygg, 22 Tilbygg, 23 Påbygg, 24 Underbygg, 39 Riving
    bygningstype: str | None = None
    bygningsnummer: str | None = None
    frittliggende: bool | None = None
    etasjer: int | None = None
    bruksareal: Decimal | None = None  # m²
    terrengkote: Decimal | None = None  # m, NN2000
    gesimshoeyde: Decimal | None = None  # m
    moenehoeyde: Decimal | None = None  # m
    fasader: tuple[Fasade, ...] = ()
    utstikkende: tuple[UtstikkendeDel, ...] = ()
    linje: int | None = None

    @property
    def rives(self) -> bool:
        return self.tiltakstype == "39"


@dataclass(frozen=True, slots=True)
class Parkering:
    antall_plasser: int | None
    omraade: Flate | None = None
    gml_id: str | None = None


@dataclass(frozen=True, slots=True)
class Situasjonsplan:
    """Alt i ett koordinatsystem (`epsg`), se formatet «Situasjonsplan v1»."""

    kommunenummer: str
    dato: date | None
    epsg: int
    eiendommer: tuple[Matrikkelnummer, ...]
    tiltak: tuple[Bygning, ...]
    eksisterende: tuple[Bygning, ...] = ()
    parkering: tuple[Parkering, ...] = ()
    avkjoersler: tuple[Flate, ...] = ()
    dokument: str = ""  # filnavnet på vedlegget
