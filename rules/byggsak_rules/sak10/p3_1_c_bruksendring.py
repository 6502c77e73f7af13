"""Bruksendring uten ansvarsrett – byggesaksforskriften (SAK10) § 3-1 bokstav c.

Bruksendring fra tilleggsdel til hoveddel, eller omvendt, innenfor én bruksenhet kan søkes av
tiltakshaver selv. Den nasjonale tiltakstypen sier at det er en slik endring; om den er innenfor én
bruksenhet, må et menneske se når skjemaet ikke sier det. Datoen bokstaven kom, er ikke lest i
kilde.
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
    Tekst("endringen er innenfor én bruksenhet", "endringa er innanfor éi brukseining",
          "the change is within one unit"),
    lambda t, k: ja(t.innenfor_bruksenhet),
)  # fmt: skip


KATEGORI = Kategori(
    id="sak10-3-1-c",
    tittel=Tekst(
        nb="Bruksendring mellom tilleggsdel og hoveddel",
        nn="Bruksendring mellom tilleggsdel og hovuddel",
        en="Change between ancillary and main part",
    ),
    hjemmel=Hjemmel("SAK10", "3-1", "bokstav c"),
    klasse=Klasse.UTEN_ANSVARSRETT,
    slag=frozenset({"bruksendring_tilleggsdel"}),
    gjelder_fra=date(2010, 7, 1),
    krav=IngenKrav,
    vilkaar=(INNENFOR_BRUKSENHET,),
    eksempler=Kategorieksempler(
        innenfor={
            "innenfor boligen": Tiltak(slag="bruksendring_tilleggsdel", innenfor_bruksenhet=True)
        },
        utenfor={
            "en ny bruksenhet": Tiltak(slag="bruksendring_tilleggsdel", innenfor_bruksenhet=False),
            "fra bolig til kontor": Tiltak(slag="bruksendring"),
        },
        uavklart={
            "ingen har sagt det": Tiltak(slag="bruksendring_tilleggsdel"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
