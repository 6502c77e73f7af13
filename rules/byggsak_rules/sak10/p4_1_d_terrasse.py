"""Terrasse unntatt fra søknad – byggesaksforskriften (SAK10) § 4-1 bokstav d.

Fra 1. mai 2021 er en terrasse uten overbygg unntatt når den er høyst én meter høy, stikker høyst
fire meter ut fra bygningen og står minst én meter fra grensen.
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
    AVSTAND_GRENSE,
    HOEYDE,
)


@dataclass(frozen=True)
class Krav:
    stoerste_hoeyde: Decimal  # m
    stoerste_utstikk: Decimal  # m
    avstand_grense: Decimal  # m
    toleranse_lengde: Decimal  # m


UTSTIKK = Vilkaar[Krav](
    Tekst("den stikker høyst {stoerste_utstikk} m ut", "han stikk høgst {stoerste_utstikk} m ut",
          "it protrudes at most {stoerste_utstikk} m"),
    lambda t, k: hoeyst(t.utstikk, k.stoerste_utstikk),
)  # fmt: skip


def _terrasse(hoeyde: str, utstikk: str, grense: str) -> Tiltak:
    return Tiltak(
        slag="terrasse",
        hoeyde=Maal.of(hoeyde),
        utstikk=Maal.of(utstikk),
        avstand_grense=Maal.of(grense),
    )


KATEGORI = Kategori(
    id="sak10-4-1-d",
    tittel=Tekst(
        nb="Terrasse",
        nn="Terrasse",
        en="Terrace",
    ),
    hjemmel=Hjemmel("SAK10", "4-1", "første ledd bokstav d"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"terrasse"}),
    gjelder_fra=date(2021, 5, 1),
    krav=Krav,
    vilkaar=(
        HOEYDE,
        UTSTIKK,
        AVSTAND_GRENSE,
    ),
    eksempler=Kategorieksempler(
        innenfor={
            "én meter høy, fire meter ut, én meter fra grensen": _terrasse("1", "4", "1"),
        },
        utenfor={
            "litt for høy": _terrasse("1.01", "4", "1"),
            "stikker for langt ut": _terrasse("1", "4.01", "1"),
            "for nær grensen": _terrasse("1", "4", "0.98"),
        },
        uavklart={
            "målene er ikke oppgitt": Tiltak(slag="terrasse"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
