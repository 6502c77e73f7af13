"""Tilbygg uten ansvarsrett – byggesaksforskriften (SAK10) § 3-1 bokstav a, jf. pbl § 20-4.

Ett tilbygg på bebygd eiendom kan søkes av tiltakshaver selv når verken bruksareal eller bebygd
areal er over 50 m².
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
    AREAL,
    BEBYGD,
    m2,
)


@dataclass(frozen=True)
class Krav:
    stoerste_areal: Decimal  # m²


def _tilbygg(areal: str) -> Tiltak:
    return Tiltak(slag="tilbygg", bebygd=True, bra=m2(areal), bya=m2(areal))


KATEGORI = Kategori(
    id="sak10-3-1-a",
    tittel=Tekst(
        nb="Tilbygg inntil 50 m²", nn="Tilbygg inntil 50 m²", en="Extension of up to 50 m²"
    ),
    hjemmel=Hjemmel("SAK10", "3-1", "bokstav a"),
    klasse=Klasse.UTEN_ANSVARSRETT,
    slag=frozenset({"tilbygg", "terrasse"}),
    gjelder_fra=date(2010, 7, 1),
    krav=Krav,
    vilkaar=(
        BEBYGD,
        AREAL,
    ),
    eksempler=Kategorieksempler(
        innenfor={
            "femti kvadratmeter": _tilbygg("50"),
        },
        utenfor={
            "litt for stort": _tilbygg("50.1"),
            "tomten er ubebygd": Tiltak(slag="tilbygg", bebygd=False, bra=m2("10"), bya=m2("10")),
        },
        uavklart={
            "arealet er ikke oppgitt": Tiltak(slag="tilbygg", bebygd=True),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
