"""Solenergianlegg unntatt fra søknad – byggesaksforskriften (SAK10) § 4-3, fra 1. juli 2026.

Anlegg integrert i eller parallelt med taket er unntatt, anlegg på vegg inntil 15 m², og anlegg på
bakken inntil 15 m² i tettbygd og 50 m² i spredtbygd strøk, høyst én meter høyt og minst fire meter
fra grensen. Skjemaet sier ikke hvor anlegget står eller hva slags strøk det er: bare det minste
arealet er sikkert innenfor.
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
    HOEYDE,
    m2,
)


@dataclass(frozen=True)
class Krav:
    minste_flate: Decimal  # m²
    stoerste_flate: Decimal  # m²
    stoerste_hoeyde: Decimal  # m
    avstand_grense: Decimal  # m
    toleranse_lengde: Decimal  # m


STROEKET = Tekst(
    "grensen er ulik i tettbygd og spredtbygd strøk",
    "grensa er ulik i tettbygd og spreiddbygd strok",
    "the limit differs between dense and scattered areas",
)


def _flaten(tiltak: Tiltak, krav: Krav) -> Vurdering:
    liten = hoeyst(tiltak.flate, krav.minste_flate)
    if liten.utfall is Utfall.OPPFYLT:
        return liten
    stor = hoeyst(tiltak.flate, krav.stoerste_flate)
    return uavklart(STROEKET) if stor.utfall is Utfall.OPPFYLT else stor


FLATEN = Vilkaar[Krav](
    Tekst(
        "flaten er høyst {minste_flate} m² i tettbygd eller {stoerste_flate} m² i spredtbygd strøk",
        "flata er høgst {minste_flate} m² i tettbygd eller {stoerste_flate} m² i spreiddbygd strok",
        "the surface is at most {minste_flate} m² in dense, {stoerste_flate} m² in scattered areas",
    ),
    _flaten,
)


def _sol(flate: str, hoeyde: str = "1", grense: str = "4") -> Tiltak:
    return Tiltak(
        slag="sol", flate=m2(flate), hoeyde=Maal.of(hoeyde), avstand_grense=Maal.of(grense)
    )


KATEGORI = Kategori(
    id="sak10-4-3-sol",
    tittel=Tekst(
        nb="Solenergianlegg",
        nn="Solenergianlegg",
        en="Solar installation",
    ),
    hjemmel=Hjemmel("SAK10", "4-3", "fra 1. juli 2026"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"sol"}),
    gjelder_fra=date(2026, 7, 1),
    krav=Krav,
    vilkaar=(
        FLATEN,
        HOEYDE,
        AVSTAND_GRENSE,
    ),
    eksempler=Kategorieksempler(
        innenfor={
            "15 m² på bakken, én meter høyt, fire meter fra grensen": _sol("15"),
        },
        utenfor={
            "mer enn 50 m² på bakken": _sol("50.1"),
            "litt for høyt": _sol("15", "1.01"),
            "for nær grensen": _sol("15", "1", "3.98"),
        },
        uavklart={
            "30 m² i ukjent strøk": _sol("30"),
            "målene er ikke oppgitt": Tiltak(slag="sol"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
