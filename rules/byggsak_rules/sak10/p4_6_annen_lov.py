"""Tiltak som behandles etter annen lov – byggesaksforskriften (SAK10) § 4-6.

Offentlige veier, vannkraft, kraftledninger og lignende anlegg som er behandlet etter en annen lov,
er unntatt fra søknad. Paragrafen var § 4-3 til 1. juli 2026 og er § 4-6 fra da. Hvilke anlegg den
gjelder, er alminnelig kunnskap; skjemaet sier ikke om et anlegg er behandlet etter annen lov.
"""

from datetime import date

from byggsak.rule import Hjemmel, IngenKrav, Kategori, Kategorieksempler, Klasse, Tekst, Tiltak
from byggsak_rules.sak10.vilkaar import ANNEN_LOV

KATEGORI = Kategori(
    id="sak10-annen-lov",
    tittel=Tekst(
        nb="Behandlet etter annen lov", nn="Handsama etter anna lov", en="Handled under another act"
    ),
    hjemmel=Hjemmel("SAK10", "4-6"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"veg"}),
    gjelder_fra=date(2026, 7, 1),
    krav=IngenKrav,
    vilkaar=(ANNEN_LOV,),
    eksempler=Kategorieksempler(
        innenfor={
            "veien er behandlet etter veiloven": Tiltak(slag="veg", annen_lov=True),
        },
        utenfor={
            "en privat vei": Tiltak(slag="veg", annen_lov=False),
        },
        uavklart={
            "ingen har sagt det": Tiltak(slag="veg"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
