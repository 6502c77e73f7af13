"""Liten driftsbygning i landbruket unntatt fra søknad – SAK10 § 4-1 bokstav c.

En driftsbygning i landbruket på høyst 15 m² er unntatt fra 1. januar 2017. At høyde- og
avstandskravene er de samme som i bokstav a, er alminnelig kunnskap; de prøves derfor ikke her.
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
)
from byggsak_rules.sak10.vilkaar import (
    AREAL,
    AVSTAND_GRENSE,
    IKKE_OVER_LEDNINGER,
    ja,
    m2,
)


@dataclass(frozen=True)
class Krav:
    stoerste_areal: Decimal  # m²
    avstand_grense: Decimal  # m
    toleranse_lengde: Decimal  # m


LANDBRUK = Vilkaar[Krav](
    Tekst("det er en driftsbygning i landbruket", "det er ein driftsbygning i landbruket",
          "it is an agricultural building"),
    lambda t, k: ja(t.landbruk),
)  # fmt: skip


def _bygning(areal: str) -> Tiltak:
    return Tiltak(
        slag="bygning",
        landbruk=True,
        bra=m2(areal),
        bya=m2(areal),
        avstand_grense=Maal.of("1"),
        over_ledninger=False,
    )


KATEGORI = Kategori(
    id="sak10-4-1-c",
    tittel=Tekst(
        nb="Liten driftsbygning i landbruket",
        nn="Liten driftsbygning i landbruket",
        en="Small agricultural building",
    ),
    hjemmel=Hjemmel("SAK10", "4-1", "første ledd bokstav c"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"bygning"}),
    gjelder_fra=date(2017, 1, 1),
    krav=Krav,
    vilkaar=(
        LANDBRUK,
        AREAL,
        AVSTAND_GRENSE,
        IKKE_OVER_LEDNINGER,
    ),
    eksempler=Kategorieksempler(
        innenfor={
            "et redskapsskjul på 15 m²": _bygning("15"),
        },
        utenfor={
            "litt over 15 m²": _bygning("15.1"),
            "ikke landbruk": Tiltak(slag="bygning", landbruk=False, bra=m2("10"), bya=m2("10")),
        },
        uavklart={
            "ingen har oppgitt arealet": Tiltak(slag="bygning", landbruk=True),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
