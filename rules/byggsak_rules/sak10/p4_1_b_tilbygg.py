"""Lite tilbygg unntatt fra søknad – byggesaksforskriften (SAK10) § 4-1 bokstav b.

Et tilbygg på høyst 15 m², i høyst to etasjer og understøttet, er unntatt når det er langt nok fra
grensen (pbl § 29-4). Før 1. mai 2021 kunne det ikke ha rom for varig opphold. Kravene om etasjer og
understøttelse kom 1. januar 2017; at unntaket for tilbygg kom 1. juli 2015, er alminnelig kunnskap.

Naboens samtykke til kortere avstand gjør ikke tilbygget unntatt: da må kommunen godkjenne den.
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
    oppfylt,
)
from byggsak_rules.sak10.vilkaar import (
    AREAL,
    AVSTAND_GRENSE,
    BEBYGD,
    IKKE_OVER_LEDNINGER,
    antall,
    ja,
    m2,
    nei,
)


@dataclass(frozen=True)
class Krav:
    stoerste_areal: Decimal  # m²
    flest_etasjer: Decimal  # 0: intet krav ennå
    krever_understoettelse: bool
    tillater_varig_opphold: bool
    avstand_grense: Decimal  # m
    toleranse_lengde: Decimal  # m


ETASJER = Vilkaar[Krav](
    Tekst("det har høyst {flest_etasjer} etasjer", "det har høgst {flest_etasjer} etasjar",
          "it has at most {flest_etasjer} storeys"),
    lambda t, k: hoeyst(t.etasjer, k.flest_etasjer) if k.flest_etasjer else oppfylt(),
)  # fmt: skip
UNDERSTOETTET = Vilkaar[Krav](
    Tekst("tilbygget er understøttet", "tilbygget er understøtta", "the extension is supported"),
    lambda t, k: ja(t.understoettet) if k.krever_understoettelse else oppfylt(),
)
UTEN_VARIG_OPPHOLD = Vilkaar[Krav](
    Tekst("rom for varig opphold er tillatt", "rom for varig opphald er tillatne",
          "rooms for permanent stay are allowed"),
    lambda t, k: oppfylt() if k.tillater_varig_opphold else nei(t.varig_opphold),
)  # fmt: skip


def _tilbygg(
    areal: str = "15", etasjer: int = 2, grense: str = "4.0", *, stoettet: bool = True
) -> Tiltak:
    return Tiltak(
        slag="tilbygg",
        bebygd=True,
        bra=m2(areal),
        bya=m2(areal),
        etasjer=antall(etasjer),
        understoettet=stoettet,
        varig_opphold=True,
        avstand_grense=Maal.of(grense),
        over_ledninger=False,
    )


KATEGORI = Kategori(
    id="sak10-4-1-b",
    tittel=Tekst(
        nb="Lite tilbygg",
        nn="Lite tilbygg",
        en="Small extension",
    ),
    hjemmel=Hjemmel("SAK10", "4-1", "første ledd bokstav b"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"tilbygg"}),
    gjelder_fra=date(2015, 7, 1),
    krav=Krav,
    vilkaar=(
        BEBYGD,
        AREAL,
        ETASJER,
        UNDERSTOETTET,
        UTEN_VARIG_OPPHOLD,
        AVSTAND_GRENSE,
        IKKE_OVER_LEDNINGER,
    ),
    eksempler=Kategorieksempler(
        innenfor={
            "15 m² i to etasjer, fire meter fra grensen": _tilbygg(),
        },
        utenfor={
            "litt over 15 m²": _tilbygg("15.1"),
            "tre etasjer": _tilbygg(etasjer=3),
            "nærmere grensen enn fire meter": _tilbygg(grense="3.98"),
            "utkraget uten støtte": _tilbygg(stoettet=False),
            "en frittliggende bygning": Tiltak(slag="bygning"),
        },
        uavklart={
            "ingen har oppgitt arealet": Tiltak(slag="tilbygg", bebygd=True),
        },
    ),
    tidligere={
        date(2016, 12, 31): Kategorieksempler(
            innenfor={
                "tre etasjer og utkraget før 2017": Tiltak(
                    slag="tilbygg",
                    bebygd=True,
                    bra=m2("15"),
                    bya=m2("15"),
                    varig_opphold=False,
                    avstand_grense=Maal.of("4"),
                    over_ledninger=False,
                ),
            },
            utenfor={"en stue før mai 2021": _tilbygg()},
            uavklart={},
        ),
        date(2021, 4, 30): Kategorieksempler(
            innenfor={},
            utenfor={"rom for varig opphold dagen før mai 2021": _tilbygg()},
            uavklart={},
        ),
    },
    kontrollert=date(2026, 7, 2),
)
