"""Erklært areal mot situasjonsplanen – byggesaksforskriften (SAK10) § 5-4 tredje ledd bokstav d.

Nytt bebygd areal i søknaden skal stemme med fotavtrykket i den digitale situasjonsplanen. Et avvik
på inntil én kvadratmeter, eller én prosent av det erklærte når det er mer, er avrunding.

Et avvik er ikke i seg selv ulovlig: utstikkende tak, terrasser og overbygd areal kan være målt
ulikt. Regelen sier bare fra om at to tall om det samme ikke stemmer.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.eiendom import Fotavtrykk
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    Maal,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    hoeyst,
)


@dataclass(frozen=True)
class Krav:
    stoerste_avvik: Decimal  # m²
    stoerste_avvik_andel: Decimal  # andel av det erklærte


def vurder(tiltak: Fotavtrykk, krav: Krav) -> Vurdering:
    vist = tiltak.maalt_nytt
    avvik = Maal(abs(vist.verdi - tiltak.erklaert_nytt), vist.usikkerhet, vist.enhet)
    tillatt = max(krav.stoerste_avvik, tiltak.erklaert_nytt * krav.stoerste_avvik_andel)
    return hoeyst(avvik, tillatt).med(vist=vist.verdi, erklaert=tiltak.erklaert_nytt)


def _tiltak(erklaert: str, vist: str) -> Fotavtrykk:
    return Fotavtrykk(erklaert_nytt=Decimal(erklaert), maalt_nytt=Maal.of(vist, enhet="m2"))


REGEL = Regel(
    id="sak10-5-4-fotavtrykk",
    tittel=Tekst(
        nb="Erklært areal mot situasjonsplanen",
        nn="Erklært areal mot situasjonsplanen",
        en="Declared area against the situation plan",
    ),
    hjemmel=Hjemmel("SAK10", "5-4", "tredje ledd bokstav d"),
    gjelder=Fotavtrykk,
    leser=("erklaert_nytt", "maalt_nytt"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Søknaden oppgir {erklaert} m² nytt bebygd areal, men situasjonsplanen viser {vist} m².",
        nn="Søknaden oppgir {erklaert} m² nytt bygd areal, men situasjonsplanen viser {vist} m².",
        en="The application declares {erklaert} m² of new built-up area, but the situation plan "
        "shows {vist} m².",
    ),
    raad=Tekst(
        nb="Rett arealet i søknaden eller situasjonsplanen, eller forklar forskjellen.",
        nn="Rett arealet i søknaden eller situasjonsplanen, eller forklar skilnaden.",
        en="Correct the area in the application or in the situation plan, or explain the "
        "difference.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "likt": _tiltak("80", "80"),
            "akkurat én kvadratmeter": _tiltak("80", "81"),
            "én prosent av et stort bygg": _tiltak("600", "594"),
        },
        brutt={
            "litt over én kvadratmeter": _tiltak("80", "81.01"),
            "litt over én prosent av et stort bygg": _tiltak("600", "606.1"),
            "ti kvadratmeter er glemt": _tiltak("70", "80"),
        },
        uavklart={
            "ingen digital situasjonsplan": Fotavtrykk(erklaert_nytt=Decimal(80)),
            "arealet er ikke fylt ut": Fotavtrykk(maalt_nytt=Maal.of(80, enhet="m2")),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
