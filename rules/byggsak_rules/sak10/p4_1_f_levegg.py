"""Levegg unntatt fra søknad – byggesaksforskriften (SAK10) § 4-1 bokstav f.

En levegg på høyst 1,8 m høyde er unntatt når den er høyst 10 m lang og står minst én meter fra
grensen, eller høyst 5 m lang og står nærmere eller i grensen.
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
from byggsak_rules.sak10.vilkaar import (
    HOEYDE,
)


@dataclass(frozen=True)
class Krav:
    stoerste_hoeyde: Decimal  # m
    lengde_fra_grensen: Decimal  # m
    lengde_i_grensen: Decimal  # m
    avstand_grense: Decimal  # m
    toleranse_lengde: Decimal  # m


def _lengden(tiltak: Tiltak, krav: Krav) -> Vurdering:
    kort = hoeyst(tiltak.lengde, krav.lengde_i_grensen)
    if kort.utfall is Utfall.OPPFYLT:
        return kort
    fra_grensen = minst(tiltak.avstand_grense, krav.avstand_grense, krav.toleranse_lengde)
    if fra_grensen.utfall is Utfall.OPPFYLT:
        return hoeyst(tiltak.lengde, krav.lengde_fra_grensen)
    return kort if fra_grensen.utfall is Utfall.BRUTT else fra_grensen


LENGDE = Vilkaar[Krav](
    Tekst(
        "den er høyst {lengde_i_grensen} m lang, eller {lengde_fra_grensen} m når den står minst "
        "{avstand_grense} m fra grensen",
        "han er høgst {lengde_i_grensen} m lang, eller {lengde_fra_grensen} m når han står minst "
        "{avstand_grense} m frå grensa",
        "it is at most {lengde_i_grensen} m long, or {lengde_fra_grensen} m when it stands at "
        "least {avstand_grense} m from the boundary",
    ),
    _lengden,
)


def _levegg(lengde: str, grense: str, hoeyde: str = "1.8") -> Tiltak:
    return Tiltak(
        slag="levegg",
        lengde=Maal.of(lengde),
        hoeyde=Maal.of(hoeyde),
        avstand_grense=Maal.of(grense),
    )


KATEGORI = Kategori(
    id="sak10-4-1-f-levegg",
    tittel=Tekst(
        nb="Levegg",
        nn="Levegg",
        en="Screen wall",
    ),
    hjemmel=Hjemmel("SAK10", "4-1", "første ledd bokstav f"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"levegg"}),
    gjelder_fra=date(2010, 7, 1),
    krav=Krav,
    vilkaar=(
        HOEYDE,
        LENGDE,
    ),
    eksempler=Kategorieksempler(
        innenfor={
            "ti meter lang, én meter fra grensen": _levegg("10", "1"),
            "fem meter lang i grensen": _levegg("5", "0"),
        },
        utenfor={
            "litt for lang i grensen": _levegg("5.01", "0"),
            "litt for lang": _levegg("10.01", "1"),
            "litt for høy": _levegg("5", "1", "1.81"),
        },
        uavklart={
            "målene er ikke oppgitt": Tiltak(slag="levegg"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
