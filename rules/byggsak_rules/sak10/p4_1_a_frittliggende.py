"""Frittliggende bygning unntatt fra søknad – byggesaksforskriften (SAK10) § 4-1 bokstav a.

En liten, frittliggende bygning på bebygd eiendom, som ikke skal brukes til beboelse, kan føres opp
uten søknad når den er innenfor arealet og høydene, står langt nok fra grensen og ikke over
ledninger. Den må også være i samsvar med plan og resten av loven; det vurderes for seg.

Før 1. juli 2015 var grensene 15 m², 3,0 m møne og 2,5 m gesims (lest i annenhånds kilde). Kravet om
avstand til annen bygning kom 1. mai 2021. Nærmere enn én meter fra grensen må det søkes.
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
)
from byggsak_rules.sak10.vilkaar import (
    AREAL,
    AVSTAND_BYGNING,
    AVSTAND_GRENSE,
    BEBYGD,
    ETASJER,
    FRITTLIGGENDE,
    GESIMS,
    IKKE_BEBOELSE,
    IKKE_OVER_LEDNINGER,
    MOENE,
    UTEN_KJELLER,
    antall,
    m2,
)


@dataclass(frozen=True)
class Krav:
    stoerste_areal: Decimal  # m²
    stoerste_moene: Decimal  # m
    stoerste_gesims: Decimal  # m
    flest_etasjer: Decimal
    avstand_grense: Decimal  # m
    avstand_bygning: Decimal  # m; 0 før 1. mai 2021
    toleranse_lengde: Decimal  # m


def _uthus(
    areal: str = "50",
    moene: str = "4.0",
    gesims: str = "3.0",
    grense: str = "1.0",
    bygning: str = "1.0",
    *,
    beboelse: bool = False,
    etasjer: int = 1,
) -> Tiltak:
    return Tiltak(
        slag="bygning",
        bebygd=True,
        frittliggende=True,
        beboelse=beboelse,
        bra=m2(areal),
        bya=m2(areal),
        moene=Maal.of(moene),
        gesims=Maal.of(gesims),
        etasjer=antall(etasjer),
        kjeller=False,
        avstand_grense=Maal.of(grense),
        avstand_bygning=Maal.of(bygning),
        over_ledninger=False,
    )


KATEGORI = Kategori(
    id="sak10-4-1-a",
    tittel=Tekst(
        nb="Liten frittliggende bygning",
        nn="Liten frittliggjande bygning",
        en="Small detached building",
    ),
    hjemmel=Hjemmel("SAK10", "4-1", "første ledd bokstav a"),
    klasse=Klasse.UNNTATT,
    slag=frozenset({"bygning"}),
    gjelder_fra=date(2010, 7, 1),
    krav=Krav,
    vilkaar=(
        BEBYGD,
        FRITTLIGGENDE,
        IKKE_BEBOELSE,
        AREAL,
        MOENE,
        GESIMS,
        ETASJER,
        UTEN_KJELLER,
        AVSTAND_GRENSE,
        AVSTAND_BYGNING,
        IKKE_OVER_LEDNINGER,
    ),
    eksempler=Kategorieksempler(
        innenfor={
            "en garasje på akkurat 50 m², én meter fra alt": _uthus(),
        },
        utenfor={
            "litt over 50 m²": _uthus("50.1"),
            "mønet er litt for høyt": _uthus(moene="4.01"),
            "gesimsen er litt for høy": _uthus(gesims="3.01"),
            "to etasjer": _uthus(etasjer=2),
            "98 cm fra grensen": _uthus(grense="0.98"),
            "98 cm fra huset": _uthus(bygning="0.98"),
            "et anneks til å bo i": _uthus(beboelse=True),
            "et tilbygg": Tiltak(slag="tilbygg"),
        },
        uavklart={
            "ingen har oppgitt høydene": Tiltak(
                slag="bygning", bebygd=True, frittliggende=True, beboelse=False
            ),
            "ingen vet hva slags tiltak det er": Tiltak(),
        },
    ),
    tidligere={
        date(2015, 6, 30): Kategorieksempler(
            innenfor={"15 m² før juli 2015": _uthus("15", "3.0", "2.5", bygning="0")},
            utenfor={"litt over 15 m² før juli 2015": _uthus("15.1", "3.0", "2.5")},
            uavklart={},
        ),
        date(2021, 4, 30): Kategorieksempler(
            innenfor={"inntil huset før mai 2021": _uthus(bygning="0")},
            utenfor={"litt over 50 m² før mai 2021": _uthus("50.1")},
            uavklart={},
        ),
    },
    kontrollert=date(2026, 7, 2),
)
