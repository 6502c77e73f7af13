"""Lite skilt unntatt fra søknad – byggesaksforskriften (SAK10) § 4-1 bokstav f.

Et skilt montert flatt på vegg og høyst 3,0 m² er unntatt. At det må stå flatt på veggen, er
alminnelig kunnskap, og skjemaet sier det ikke.
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
    id="sak10-4-1-f-skilt",
    tittel=Tekst(
        nb="Lite skilt",
        nn="Lite skilt",
        en="Small sign",
    ),
    hjemmel=Hjemmel("SAK10", "4-1", "første ledd bokstav f"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"skilt"}),
    gjelder_fra=date(2010, 7, 1),
    krav=Krav,
    vilkaar=(FLATE,),
    eksempler=Kategorieksempler(
        innenfor={
            "tre kvadratmeter": Tiltak(slag="skilt", flate=m2("3")),
        },
        utenfor={
            "litt for stort": Tiltak(slag="skilt", flate=m2("3.01")),
        },
        uavklart={
            "flaten er ikke oppgitt": Tiltak(slag="skilt"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
