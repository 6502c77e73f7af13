"""Mindre arbeid inne unntatt fra søknad – byggesaksforskriften (SAK10) § 4-1 bokstav e.

Ikke-bærende vegger, enkle installasjoner, ildsted og våtrom innenfor samme bruksenhet og branncelle
er unntatt. Hvilke arbeider som er med, og hvilken bokstav de sto i før 2021, er alminnelig
kunnskap. Skjemaet sier ikke om arbeidet rører bærende vegger eller branncellen: det må et menneske
se.
"""

from datetime import date

from byggsak.rule import (
    Hjemmel,
    IngenKrav,
    Kategori,
    Kategorieksempler,
    Klasse,
    Tekst,
    Tiltak,
    Vilkaar,
)
from byggsak_rules.sak10.vilkaar import (
    ja,
)

INNENFOR_BRUKSENHET = Vilkaar[IngenKrav](
    Tekst("arbeidet er innenfor én bruksenhet og branncelle",
          "arbeidet er innanfor éi brukseining og branncelle",
          "the work is within one unit and fire compartment"),
    lambda t, k: ja(t.innenfor_bruksenhet),
)  # fmt: skip


KATEGORI = Kategori(
    id="sak10-4-1-e",
    tittel=Tekst(
        nb="Mindre arbeid inne",
        nn="Mindre arbeid inne",
        en="Minor indoor work",
    ),
    hjemmel=Hjemmel("SAK10", "4-1", "første ledd bokstav e"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"inne"}),
    gjelder_fra=date(2010, 7, 1),
    krav=IngenKrav,
    vilkaar=(INNENFOR_BRUKSENHET,),
    eksempler=Kategorieksempler(
        innenfor={
            "innenfor én bruksenhet": Tiltak(slag="inne", innenfor_bruksenhet=True),
        },
        utenfor={
            "på tvers av brannceller": Tiltak(slag="inne", innenfor_bruksenhet=False),
        },
        uavklart={
            "ingen har sagt hvor": Tiltak(slag="inne"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
