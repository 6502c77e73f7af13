"""Driftsbygning i landbruket uten ansvarsrett – byggesaksforskriften (SAK10) § 3-2.

En alminnelig driftsbygning i landbruket på høyst 1000 m² bruksareal kan søkes av tiltakshaver selv.
Ved utvidelse regnes det samlede arealet etterpå; det er alminnelig kunnskap, og skjemaet sier ikke
hva bygningen har fra før.
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
    Vilkaar,
)
from byggsak_rules.sak10.vilkaar import (
    BRUKSAREAL,
    ja,
    m2,
)


@dataclass(frozen=True)
class Krav:
    stoerste_areal: Decimal  # m² BRA


LANDBRUK = Vilkaar[Krav](
    Tekst("det er en driftsbygning i landbruket", "det er ein driftsbygning i landbruket",
          "it is an agricultural building"),
    lambda t, k: ja(t.landbruk),
)  # fmt: skip


KATEGORI = Kategori(
    id="sak10-3-2",
    tittel=Tekst(
        nb="Driftsbygning i landbruket", nn="Driftsbygning i landbruket", en="Agricultural building"
    ),
    hjemmel=Hjemmel("SAK10", "3-2", "første ledd"),
    klasse=Klasse.UTEN_ANSVARSRETT,
    slag=frozenset({"bygning", "tilbygg"}),
    gjelder_fra=date(2010, 7, 1),
    krav=Krav,
    vilkaar=(
        LANDBRUK,
        BRUKSAREAL,
    ),
    eksempler=Kategorieksempler(
        innenfor={
            "tusen kvadratmeter": Tiltak(slag="bygning", landbruk=True, bra=m2("1000")),
        },
        utenfor={
            "litt for stor": Tiltak(slag="bygning", landbruk=True, bra=m2("1000.1")),
            "en bolig": Tiltak(slag="bygning", landbruk=False, bra=m2("100")),
        },
        uavklart={
            "arealet er ikke oppgitt": Tiltak(slag="bygning", landbruk=True),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
