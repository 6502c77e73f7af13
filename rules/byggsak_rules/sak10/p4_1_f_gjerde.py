"""Innhegning mot vei unntatt fra søknad – byggesaksforskriften (SAK10) § 4-1 bokstav f.

Innhegning mot vei på høyst 1,5 m er unntatt. Frisikten ved avkjørsel må likevel være i orden.
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
)
from byggsak_rules.sak10.vilkaar import (
    HOEYDE,
)


@dataclass(frozen=True)
class Krav:
    stoerste_hoeyde: Decimal  # m


KATEGORI = Kategori(
    id="sak10-4-1-f-gjerde",
    tittel=Tekst(
        nb="Innhegning mot vei",
        nn="Innhegning mot veg",
        en="Fence towards a road",
    ),
    hjemmel=Hjemmel("SAK10", "4-1", "første ledd bokstav f"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"gjerde"}),
    gjelder_fra=date(2010, 7, 1),
    krav=Krav,
    vilkaar=(HOEYDE,),
    eksempler=Kategorieksempler(
        innenfor={
            "halvannen meter": Tiltak(slag="gjerde", hoeyde=Maal.of("1.5")),
        },
        utenfor={
            "litt for høyt": Tiltak(slag="gjerde", hoeyde=Maal.of("1.51")),
        },
        uavklart={
            "høyden er ikke oppgitt": Tiltak(slag="gjerde"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
