"""Skilt uten ansvarsrett – byggesaksforskriften (SAK10) § 3-1 bokstav d.

Skilt og reklame på høyst 6,5 m² kan søkes av tiltakshaver selv.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.rule import (
    Hjemmel,
    Kategori,
    Kategorieksempler,
    Klasse,
    Tekst,
    Tiltak,
)
from byggsak_rules.sak10.vilkaar import (
    FLATE,
    m2,
)


@dataclass(frozen=True)
class Krav:
    stoerste_flate: Decimal  # m²


KATEGORI = Kategori(
    id="sak10-3-1-d",
    tittel=Tekst(
        nb="Skilt inntil 6,5 m²",
        nn="Skilt inntil 6,5 m²",
        en="Sign of up to 6.5 m²",
    ),
    hjemmel=Hjemmel("SAK10", "3-1", "bokstav d"),
    klasse=Klasse.UTEN_ANSVARSRETT,
    slag=frozenset({"skilt"}),
    gjelder_fra=date(2010, 7, 1),
    krav=Krav,
    vilkaar=(FLATE,),
    eksempler=Kategorieksempler(
        innenfor={
            "seks og en halv": Tiltak(slag="skilt", flate=m2("6.5")),
        },
        utenfor={
            "litt for stort": Tiltak(slag="skilt", flate=m2("6.51")),
        },
        uavklart={
            "flaten er ikke oppgitt": Tiltak(slag="skilt"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
