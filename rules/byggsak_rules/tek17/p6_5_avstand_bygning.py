"""Avstand fra liten bygning til annen bygning på tomten – byggteknisk forskrift (TEK17) § 6-5.

Frittliggende garasje, uthus og lignende bygning på høyst 50 m² skal stå minst én meter fra annen
bygning på tomten. Målt er fasade til fasade mot bygningene i situasjonsplanen, også de som er nye i
samme søknad.

Kravet kom 1. mai 2021. Større eller sammenbygde bygninger har ikke denne regelen; brannavstanden
(§ 11-6) gjelder for seg. Teksten er lest i faglig sammendrag.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.omgivelser import Bygningsavstand
from byggsak.rule import (
    Alvorlighet,
    Anker,
    Eksempler,
    Hjemmel,
    Maal,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    ikke_aktuell,
    minst,
)

IKKE_PAA_TOMTEN = Tekst(
    nb="den andre bygningen er ikke tegnet på tomten",
    nn="den andre bygningen er ikkje teikna på tomta",
    en="the other building is not drawn on the plot",
)
IKKE_LITEN = Tekst(
    nb="byggverket er ikke en liten, frittliggende bygning",
    nn="byggverket er ikkje ein liten, frittliggjande bygning",
    en="the structure is not a small detached building",
)


@dataclass(frozen=True)
class Krav:
    minste_avstand: Decimal  # m
    toleranse_lengde: Decimal  # m


def vurder(bygg: Bygningsavstand, krav: Krav) -> Vurdering:
    if not bygg.paa_tomten:
        return ikke_aktuell(IKKE_PAA_TOMTEN)
    if not bygg.liten_frittliggende:
        return ikke_aktuell(IKKE_LITEN)
    return minst(bygg.avstand, krav.minste_avstand, krav.toleranse_lengde)


def _bygg(meter: str) -> Bygningsavstand:
    return Bygningsavstand(paa_tomten=True, liten_frittliggende=True, avstand=Maal.of(meter))


REGEL = Regel(
    id="tek17-6-5-avstand-bygning",
    tittel=Tekst(
        nb="Liten bygnings avstand til annen bygning",
        nn="Avstand frå liten bygning til annan bygning",
        en="Distance from a small building to another",
    ),
    hjemmel=Hjemmel("TEK17", "6-5"),
    gjelder=Bygningsavstand,
    leser=("avstand", "paa_tomten", "liten_frittliggende"),
    anker=Anker.SOEKNAD_MOTTATT,
    gjelder_fra=date(2021, 5, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket ({navn}) står {maalt} m fra en annen bygning på tomten; kravet er minst "
        "{krav} m.",
        nn="Byggverket ({navn}) står {maalt} m frå ein annan bygning på tomta; kravet er minst "
        "{krav} m.",
        en="The structure ({navn}) stands {maalt} m from another building on the plot; the "
        "minimum is {krav} m.",
    ),
    raad=Tekst(
        nb="Flytt byggverket, eller bygg det sammen med den andre bygningen.",
        nn="Flytt byggverket, eller bygg det saman med den andre bygningen.",
        en="Move the structure, or build it together with the other building.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "én meter fra huset": _bygg("1"),
            "ti millimeter for lite er akkurat innenfor toleransen": _bygg("0.990"),
        },
        brutt={
            "elleve millimeter for nær": _bygg("0.989"),
            "boden står en halv meter fra huset": _bygg("0.5"),
        },
        uavklart={
            "ingen vet om bygningen er liten": Bygningsavstand(
                paa_tomten=True, avstand=Maal.of("0.5")
            ),
        },
        ikke_aktuell={
            "den andre bygningen er naboens": Bygningsavstand(paa_tomten=False),
            "bygningen er et bolighus": Bygningsavstand(paa_tomten=True, liten_frittliggende=False),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
