"""Byggegrense langs vassdrag – plan- og bygningsloven § 11-11 nr. 5.

Kommuneplanen kan sette en grense på inntil 100 meter langs vassdrag der tiltak ikke er tillatt.
Loven setter ingen selv, så uten bestemmelse er regelen ikke aktuell. Kantsonen i vannressursloven §
11 er en annen sak. En avstand holder når den mangler høyst toleransen (10 mm).

Grensen er den et menneske har lest ut av bestemmelsene og lagt inn som tall, med side
(kommuner/bestemmelser). Planens egen grense går foran kommunens. Er dokumentet ikke lest for dette,
er svaret uavklart og sier hvilken fil det hører hjemme i.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.bestemmelse import Vassdragskrav
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
)
from byggsak_rules.plan.lokalkrav import grense, ikke_under


@dataclass(frozen=True)
class Krav:
    toleranse_lengde: Decimal  # m


def vurder(lokal: Vassdragskrav, krav: Krav) -> Vurdering:
    return ikke_under(lokal, krav.toleranse_lengde)


def _krav(grensen: str, maalt: str, usikkerhet: str = "0") -> Vassdragskrav:
    return Vassdragskrav(**grense(grensen, maalt, "m", usikkerhet))


REGEL = Regel(
    id="plan-11-11-vassdrag",
    tittel=Tekst(
        nb="Byggegrense langs vassdrag",
        nn="Byggjegrense langs vassdrag",
        en="Building limit along watercourses",
    ),
    hjemmel=Hjemmel("pbl", "11-11", "nr. 5"),
    gjelder=Vassdragskrav,
    leser=("har_bestemmelse", "grense", "maalt", "kilde"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket ({navn}) står {maalt} m fra vassdraget; bestemmelsene krever {krav} m"
        " ({kilde}).",
        nn="Byggverket ({navn}) står {maalt} m frå vassdraget; føresegnene krev {krav} m "
        "({kilde}).",
        en="The structure ({navn}) stands {maalt} m from the watercourse; the provisions "
        "require {krav} m ({kilde}).",
    ),
    raad=Tekst(
        nb="Flytt byggverket, eller søk dispensasjon fra kommuneplanen.",
        nn="Flytt byggverket, eller søk dispensasjon frå kommuneplanen.",
        en="Move the structure, or apply for a dispensation from the municipal plan.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "akkurat på grensen": _krav("50", "50"),
            "ti millimeter for nær": _krav("50", "49.990"),
        },
        brutt={
            "elleve millimeter for nær": _krav("50", "49.989"),
            "ti meter for nær": _krav("50", "40"),
        },
        uavklart={
            "ingen har lest bestemmelsene": Vassdragskrav(),
            "målet er ikke oppgitt": Vassdragskrav(har_bestemmelse=True),
            "målet er usikkert": _krav("50", "51", usikkerhet="2"),
        },
        ikke_aktuell={"ingen bestemmelse om dette": Vassdragskrav(har_bestemmelse=False)},
    ),
    kontrollert=date(2026, 7, 2),
)
