"""Forstøtningsmur unntatt fra søknad – byggesaksforskriften (SAK10) § 4-1 bokstav f.

En forstøtningsmur er unntatt når den er høyst 1,0 m høy og står minst én meter fra grensen, eller
høyst 1,5 m høy og minst fire meter fra grensen.
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
    Utfall,
    Vilkaar,
    Vurdering,
    hoeyst,
    minst,
)


@dataclass(frozen=True)
class Krav:
    lav_mur: Decimal  # m
    avstand_lav_mur: Decimal  # m
    hoey_mur: Decimal  # m
    avstand_hoey_mur: Decimal  # m
    toleranse_lengde: Decimal  # m


def _muren(tiltak: Tiltak, krav: Krav) -> Vurdering:
    if hoeyst(tiltak.hoeyde, krav.lav_mur).utfall is Utfall.OPPFYLT:
        return minst(tiltak.avstand_grense, krav.avstand_lav_mur, krav.toleranse_lengde)
    hoey = hoeyst(tiltak.hoeyde, krav.hoey_mur)
    if hoey.utfall is not Utfall.OPPFYLT:
        return hoey
    return minst(tiltak.avstand_grense, krav.avstand_hoey_mur, krav.toleranse_lengde)


LAV_ELLER_LANGT_FRA = Vilkaar[Krav](
    Tekst(
        "den er høyst {lav_mur} m høy og minst {avstand_lav_mur} m fra grensen, eller {hoey_mur} m "
        "og {avstand_hoey_mur} m",
        "han er høgst {lav_mur} m høg og minst {avstand_lav_mur} m frå grensa, eller {hoey_mur} m "
        "og {avstand_hoey_mur} m",
        "it is at most {lav_mur} m high and at least {avstand_lav_mur} m from the boundary, or "
        "{hoey_mur} m and {avstand_hoey_mur} m",
    ),
    _muren,
)


def _mur(hoeyde: str, grense: str) -> Tiltak:
    return Tiltak(slag="mur", hoeyde=Maal.of(hoeyde), avstand_grense=Maal.of(grense))


KATEGORI = Kategori(
    id="sak10-4-1-f-mur",
    tittel=Tekst(
        nb="Forstøtningsmur",
        nn="Forstøtningsmur",
        en="Retaining wall",
    ),
    hjemmel=Hjemmel("SAK10", "4-1", "første ledd bokstav f"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"mur"}),
    gjelder_fra=date(2010, 7, 1),
    krav=Krav,
    vilkaar=(LAV_ELLER_LANGT_FRA,),
    eksempler=Kategorieksempler(
        innenfor={
            "én meter høy, én meter fra grensen": _mur("1", "1"),
            "halvannen meter høy, fire meter fra grensen": _mur("1.5", "4"),
        },
        utenfor={
            "litt for høy så nær": _mur("1.01", "1"),
            "litt for høy": _mur("1.51", "4"),
            "for nær": _mur("1", "0.98"),
            "høy og litt for nær": _mur("1.5", "3.98"),
        },
        uavklart={
            "målene er ikke oppgitt": Tiltak(slag="mur"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
