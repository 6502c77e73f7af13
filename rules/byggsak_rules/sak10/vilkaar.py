"""Vilkårene som flere bokstaver i SAK10 kapittel 3 og 4 har felles, hvert med sin setning."""

from decimal import Decimal
from typing import Any, Protocol

from byggsak.rule import (
    Maal,
    Tekst,
    Tiltak,
    Utfall,
    Vilkaar,
    Vurdering,
    brutt,
    hoeyst,
    minst,
    oppfylt,
)

Ethvert = Vilkaar[Any]
"""Et vilkår leser de feltene av bokstavens egen Krav som setningen og prøven nevner."""


class Areal(Protocol):
    stoerste_areal: Decimal


def ja(svar: bool) -> Vurdering:
    return oppfylt() if svar else brutt()


def nei(svar: bool) -> Vurdering:
    return brutt() if svar else oppfylt()


def begge(tiltak: Tiltak, krav: Areal) -> Vurdering:
    """Både BRA og BYA; det som svikter først, er grunnen."""
    bra = hoeyst(tiltak.bra, krav.stoerste_areal)
    return bra if bra.utfall is not Utfall.OPPFYLT else hoeyst(tiltak.bya, krav.stoerste_areal)


BEBYGD: Ethvert = Vilkaar(
    Tekst("eiendommen er bebygd", "eigedomen er utbygd", "the plot is built on"),
    lambda t, k: ja(t.bebygd),
)
FRITTLIGGENDE: Ethvert = Vilkaar(
    Tekst("byggverket er frittliggende", "byggverket er frittliggjande", "it is detached"),
    lambda t, k: ja(t.frittliggende),
)
IKKE_BEBOELSE: Ethvert = Vilkaar(
    Tekst("det skal ikke brukes til beboelse", "det skal ikkje brukast til bustad",
          "it is not for habitation"),
    lambda t, k: nei(t.beboelse),
)  # fmt: skip
AREAL: Ethvert = Vilkaar(
    Tekst(
        "bruksareal og bebygd areal er høyst {stoerste_areal} m²",
        "bruksareal og bygd areal er høgst {stoerste_areal} m²",
        "floor area and built-up area are at most {stoerste_areal} m²",
    ),
    begge,
)
BRUKSAREAL: Ethvert = Vilkaar(
    Tekst(
        "bruksarealet er høyst {stoerste_areal} m²",
        "bruksarealet er høgst {stoerste_areal} m²",
        "the floor area is at most {stoerste_areal} m²",
    ),
    lambda t, k: hoeyst(t.bra, k.stoerste_areal),
)
MOENE: Ethvert = Vilkaar(
    Tekst("mønet er høyst {stoerste_moene} m", "mønet er høgst {stoerste_moene} m",
          "the ridge is at most {stoerste_moene} m"),
    lambda t, k: hoeyst(t.moene, k.stoerste_moene),
)  # fmt: skip
GESIMS: Ethvert = Vilkaar(
    Tekst("gesimsen er høyst {stoerste_gesims} m", "gesimsen er høgst {stoerste_gesims} m",
          "the eaves are at most {stoerste_gesims} m"),
    lambda t, k: hoeyst(t.gesims, k.stoerste_gesims),
)  # fmt: skip
ETASJER: Ethvert = Vilkaar(
    Tekst("det har høyst {flest_etasjer} etasjer", "det har høgst {flest_etasjer} etasjar",
          "it has at most {flest_etasjer} storeys"),
    lambda t, k: hoeyst(t.etasjer, k.flest_etasjer),
)  # fmt: skip
UTEN_KJELLER: Ethvert = Vilkaar(
    Tekst("det er ikke underbygd med kjeller", "det er ikkje underbygd med kjellar",
          "there is no cellar"),
    lambda t, k: nei(t.kjeller),
)  # fmt: skip
AVSTAND_GRENSE: Ethvert = Vilkaar(
    Tekst(
        "avstanden til nabogrensen er minst {avstand_grense} m",
        "avstanden til nabogrensa er minst {avstand_grense} m",
        "the distance to the boundary is at least {avstand_grense} m",
    ),
    lambda t, k: minst(t.avstand_grense, k.avstand_grense, k.toleranse_lengde),
)
AVSTAND_BYGNING: Ethvert = Vilkaar(
    Tekst(
        "avstanden til annen bygning på eiendommen er minst {avstand_bygning} m",
        "avstanden til annan bygning på eigedomen er minst {avstand_bygning} m",
        "the distance to another building on the plot is at least {avstand_bygning} m",
    ),
    lambda t, k: minst(t.avstand_bygning, k.avstand_bygning, k.toleranse_lengde),
)
IKKE_OVER_LEDNINGER: Ethvert = Vilkaar(
    Tekst(
        "det ligger ikke over vann- og avløpsledninger",
        "det ligg ikkje over vatn- og avløpsleidningar",
        "it does not lie over water and sewage pipes",
    ),
    lambda t, k: nei(t.over_ledninger),
)
HOEYDE: Ethvert = Vilkaar(
    Tekst("høyden er høyst {stoerste_hoeyde} m", "høgda er høgst {stoerste_hoeyde} m",
          "the height is at most {stoerste_hoeyde} m"),
    lambda t, k: hoeyst(t.hoeyde, k.stoerste_hoeyde),
)  # fmt: skip
FLATE: Ethvert = Vilkaar(
    Tekst("flaten er høyst {stoerste_flate} m²", "flata er høgst {stoerste_flate} m²",
          "the surface is at most {stoerste_flate} m²"),
    lambda t, k: hoeyst(t.flate, k.stoerste_flate),
)  # fmt: skip


def m2(tall: str) -> Maal:
    return Maal.of(tall, enhet="m2")


def antall(tall: int) -> Maal:
    return Maal.of(tall, enhet="antall")


ANNEN_LOV: Ethvert = Vilkaar(
    Tekst("tiltaket er behandlet etter en annen lov", "tiltaket er handsama etter ei anna lov",
          "the project is handled under another act"),
    lambda t, k: ja(t.annen_lov),
)  # fmt: skip
