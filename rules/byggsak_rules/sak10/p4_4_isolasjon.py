"""Utvendig etterisolering unntatt fra søknad – SAK10 § 4-4.

Etterisolering inntil 15 cm er unntatt, også fra planens utnytting. Endres bygningens karakter, er
fasadeendringen søknadspliktig; det er skjønn.
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


@dataclass(frozen=True)
class Krav:
    stoerste_tykkelse: Decimal  # m


TYKKELSE = Vilkaar[Krav](
    Tekst(
        "isolasjonen er høyst {stoerste_tykkelse} m",
        "isolasjonen er høgst {stoerste_tykkelse} m",
        "the insulation is at most {stoerste_tykkelse} m",
    ),
    lambda t, k: hoeyst(t.utstikk, k.stoerste_tykkelse),
)


KATEGORI = Kategori(
    id="sak10-4-4-isolasjon",
    tittel=Tekst(
        nb="Utvendig etterisolering",
        nn="Utvendig etterisolering",
        en="External insulation",
    ),
    hjemmel=Hjemmel("SAK10", "4-4", "fra 1. juli 2026"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"isolasjon"}),
    gjelder_fra=date(2026, 7, 1),
    krav=Krav,
    vilkaar=(TYKKELSE,),
    eksempler=Kategorieksempler(
        innenfor={
            "femten centimeter": Tiltak(slag="isolasjon", utstikk=Maal.of("0.15")),
        },
        utenfor={
            "litt for tykk": Tiltak(slag="isolasjon", utstikk=Maal.of("0.16")),
        },
        uavklart={
            "tykkelsen er ikke oppgitt": Tiltak(slag="isolasjon"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
