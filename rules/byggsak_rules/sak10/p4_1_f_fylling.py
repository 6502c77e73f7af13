"""Mindre fylling og planering unntatt fra søknad – byggesaksforskriften (SAK10) § 4-1 bokstav f.

Endringen av terrenget kan være høyst 3,0 m i spredtbygd strøk, 1,5 m i tettbygd og 0,5 m ved rekke-
og kjedehus, med fyllingsfoten minst én meter fra grensen. Skjemaet sier ikke hva slags strøk det
er: over den laveste grensen må et menneske avgjøre.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.rule import (
    Hjemmel,
    Kategori,
    Kategorieksempler,
    Klasse,
    Maal,
    Tekst,
    Tiltak,
    Utfall,
    Vilkaar,
    Vurdering,
    hoeyst,
    uavklart,
)
from byggsak_rules.sak10.vilkaar import (
    AVSTAND_GRENSE,
)


@dataclass(frozen=True)
class Krav:
    laveste_hoeyde: Decimal  # m
    stoerste_hoeyde: Decimal  # m
    avstand_grense: Decimal  # m
    toleranse_lengde: Decimal  # m


STROEKET = Tekst(
    "grensen er ulik i spredtbygd og tettbygd strøk",
    "grensa er ulik i spreiddbygd og tettbygd strok",
    "the limit differs between scattered and dense areas",
)


def _hoeyden(tiltak: Tiltak, krav: Krav) -> Vurdering:
    lav = hoeyst(tiltak.hoeyde, krav.laveste_hoeyde)
    if lav.utfall is Utfall.OPPFYLT:
        return lav
    hoey = hoeyst(tiltak.hoeyde, krav.stoerste_hoeyde)
    return uavklart(STROEKET) if hoey.utfall is Utfall.OPPFYLT else hoey


HOEYDEN = Vilkaar[Krav](
    Tekst(
        "terrenget endres høyst {laveste_hoeyde} m til {stoerste_hoeyde} m, etter strøket",
        "terrenget blir endra høgst {laveste_hoeyde} m til {stoerste_hoeyde} m, etter stroket",
        "the terrain changes at most {laveste_hoeyde} m to {stoerste_hoeyde} m, by the area",
    ),
    _hoeyden,
)


def _fylling(hoeyde: str, grense: str) -> Tiltak:
    return Tiltak(slag="fylling", hoeyde=Maal.of(hoeyde), avstand_grense=Maal.of(grense))


KATEGORI = Kategori(
    id="sak10-4-1-f-fylling",
    tittel=Tekst(
        nb="Mindre fylling",
        nn="Mindre fylling",
        en="Minor fill",
    ),
    hjemmel=Hjemmel("SAK10", "4-1", "første ledd bokstav f"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"fylling"}),
    gjelder_fra=date(2010, 7, 1),
    krav=Krav,
    vilkaar=(
        HOEYDEN,
        AVSTAND_GRENSE,
    ),
    eksempler=Kategorieksempler(
        innenfor={
            "en halv meter, én meter fra grensen": _fylling("0.5", "1"),
        },
        utenfor={
            "mer enn tre meter": _fylling("3.01", "1"),
            "for nær grensen": _fylling("0.5", "0.98"),
        },
        uavklart={
            "en meter, i ukjent strøk": _fylling("1", "1"),
            "målene er ikke oppgitt": Tiltak(slag="fylling"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
