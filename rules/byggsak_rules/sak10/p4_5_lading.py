"""Ladeanlegg unntatt fra søknad – byggesaksforskriften (SAK10) § 4-5, fra 1. juli 2026.

Ladeanlegg inntil 50 m² er unntatt.
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
    id="sak10-4-5-lading",
    tittel=Tekst(
        nb="Ladeanlegg",
        nn="Ladeanlegg",
        en="Charging installation",
    ),
    hjemmel=Hjemmel("SAK10", "4-5", "fra 1. juli 2026"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"lading"}),
    gjelder_fra=date(2026, 7, 1),
    krav=Krav,
    vilkaar=(FLATE,),
    eksempler=Kategorieksempler(
        innenfor={
            "femti kvadratmeter": Tiltak(slag="lading", flate=m2("50")),
        },
        utenfor={
            "litt for stort": Tiltak(slag="lading", flate=m2("50.1")),
        },
        uavklart={
            "flaten er ikke oppgitt": Tiltak(slag="lading"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
