"""Mikrohus uten ansvarsrett – byggesaksforskriften (SAK10) § 3-1 bokstav e, fra 1. juli 2023.

En frittliggende bolig med én boenhet, i én etasje uten kjeller, med høyst 30 m² bruksareal og høyst
4,5 m mønehøyde, kan søkes av tiltakshaver selv og har ikke obligatorisk uavhengig kontroll.
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
    Vilkaar,
    hoeyst,
)
from byggsak_rules.sak10.vilkaar import (
    BRUKSAREAL,
    ETASJER,
    FRITTLIGGENDE,
    MOENE,
    UTEN_KJELLER,
    antall,
    m2,
)


@dataclass(frozen=True)
class Krav:
    stoerste_areal: Decimal  # m² BRA
    flest_boenheter: Decimal
    flest_etasjer: Decimal
    stoerste_moene: Decimal  # m


BOENHETER = Vilkaar[Krav](
    Tekst("det har høyst {flest_boenheter} boenhet", "det har høgst {flest_boenheter} bueining",
          "it has at most {flest_boenheter} dwelling unit"),
    lambda t, k: hoeyst(t.boenheter, k.flest_boenheter),
)  # fmt: skip


def _hus(bra: str = "30", moene: str = "4.5", etasjer: int = 1, enheter: int = 1) -> Tiltak:
    return Tiltak(
        slag="mikrohus",
        frittliggende=True,
        bra=m2(bra),
        moene=Maal.of(moene),
        etasjer=antall(etasjer),
        boenheter=antall(enheter),
        kjeller=False,
    )


KATEGORI = Kategori(
    id="sak10-3-1-e",
    tittel=Tekst(
        nb="Mikrohus",
        nn="Mikrohus",
        en="Micro-house",
    ),
    hjemmel=Hjemmel("SAK10", "3-1", "bokstav e"),
    klasse=Klasse.UTEN_ANSVARSRETT,
    slag=frozenset({"mikrohus"}),
    gjelder_fra=date(2023, 7, 1),
    krav=Krav,
    vilkaar=(
        FRITTLIGGENDE,
        BRUKSAREAL,
        BOENHETER,
        ETASJER,
        UTEN_KJELLER,
        MOENE,
    ),
    eksempler=Kategorieksempler(
        innenfor={
            "30 m² og 4,5 m": _hus(),
        },
        utenfor={
            "litt for stort": _hus("30.1"),
            "litt for høyt": _hus(moene="4.51"),
            "to etasjer": _hus(etasjer=2),
            "to boenheter": _hus(enheter=2),
        },
        uavklart={
            "ingen har sagt om det er kjeller": Tiltak(
                slag="mikrohus", frittliggende=True, bra=m2("30")
            )
        },
    ),
    kontrollert=date(2026, 7, 2),
)
