"""Frittliggende bygning uten ansvarsrett – byggesaksforskriften (SAK10) § 3-1 bokstav b.

En enkelt frittliggende bygning på bebygd eiendom, som ikke skal brukes til beboelse, i én etasje og
med høyst 70 m² bruksareal og bebygd areal, kan søkes av tiltakshaver selv.
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
    ETASJER,
    FRITTLIGGENDE,
    IKKE_BEBOELSE,
    antall,
    m2,
)


@dataclass(frozen=True)
class Krav:
    stoerste_areal: Decimal  # m²
    flest_etasjer: Decimal


def _bygning(areal: str, etasjer: int = 1, *, beboelse: bool = False) -> Tiltak:
    return Tiltak(
        slag="bygning",
        bebygd=True,
        frittliggende=True,
        beboelse=beboelse,
        bra=m2(areal),
        bya=m2(areal),
        etasjer=antall(etasjer),
    )


KATEGORI = Kategori(
    id="sak10-3-1-b",
    tittel=Tekst(
        nb="Frittliggende bygning inntil 70 m²",
        nn="Frittliggjande bygning inntil 70 m²",
        en="Detached building of up to 70 m²",
    ),
    hjemmel=Hjemmel("SAK10", "3-1", "bokstav b"),
    klasse=Klasse.UTEN_ANSVARSRETT,
    slag=frozenset({"bygning"}),
    gjelder_fra=date(2010, 7, 1),
    krav=Krav,
    vilkaar=(
        BEBYGD,
        FRITTLIGGENDE,
        IKKE_BEBOELSE,
        AREAL,
        ETASJER,
    ),
    eksempler=Kategorieksempler(
        innenfor={
            "en garasje på 70 m²": _bygning("70"),
        },
        utenfor={
            "litt for stor": _bygning("70.1"),
            "to etasjer": _bygning("70", etasjer=2),
            "en bolig": _bygning("70", beboelse=True),
        },
        uavklart={
            "arealet er ikke oppgitt": Tiltak(
                slag="bygning", bebygd=True, frittliggende=True, beboelse=False
            )
        },
    ),
    kontrollert=date(2026, 7, 2),
)
