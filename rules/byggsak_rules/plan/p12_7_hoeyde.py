"""Høyde etter planens bestemmelser – plan- og bygningsloven §§ 12-4 og 12-7 nr. 1.

Setter bestemmelsene en største gesims- eller mønehøyde, skal byggverket ikke være høyere. Høyden er
over planert terrengs gjennomsnittsnivå (TEK17 § 6-2); kotehøyder avgjør regelen ikke. En
overskridelse innenfor toleransen (10 mm) er ingen overskridelse.

Grensen er den et menneske har lest ut av bestemmelsene og lagt inn som tall, med side
(kommuner/bestemmelser). Planens egen grense går foran kommunens. Er dokumentet ikke lest for dette,
er svaret uavklart og sier hvilken fil det hører hjemme i.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.bestemmelse import Hoeydekrav
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
)
from byggsak_rules.plan.lokalkrav import grense, ikke_over


@dataclass(frozen=True)
class Krav:
    toleranse_lengde: Decimal  # m


def vurder(lokal: Hoeydekrav, krav: Krav) -> Vurdering:
    return ikke_over(lokal, krav.toleranse_lengde)


def _krav(grensen: str, maalt: str, usikkerhet: str = "0") -> Hoeydekrav:
    return Hoeydekrav(**grense(grensen, maalt, "m", usikkerhet))


REGEL = Regel(
    id="plan-12-7-hoeyde",
    tittel=Tekst(
        nb="Høyde etter planens bestemmelser",
        nn="Høgd etter føresegnene i planen",
        en="Height under the plan's provisions",
    ),
    hjemmel=Hjemmel("pbl", "12-4", "jf. § 12-7 nr. 1"),
    gjelder=Hoeydekrav,
    leser=("har_bestemmelse", "grense", "maalt", "kilde"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Høyden ({navn}) er {maalt} m; bestemmelsene tillater {krav} m ({kilde}).",
        nn="Høgda ({navn}) er {maalt} m; føresegnene tillèt {krav} m ({kilde}).",
        en="The height ({navn}) is {maalt} m; the provisions permit {krav} m ({kilde}).",
    ),
    raad=Tekst(
        nb="Senk byggverket, eller søk dispensasjon fra planen.",
        nn="Senk byggverket, eller søk dispensasjon frå planen.",
        en="Lower the structure, or apply for a dispensation from the plan.",
    ),
    eksempler=Eksempler(
        oppfylt={"akkurat på grensen": _krav("7", "7"), "ti millimeter over": _krav("7", "7.010")},
        brutt={"elleve millimeter over": _krav("7", "7.011"), "en meter over": _krav("7", "8")},
        uavklart={
            "ingen har lest bestemmelsene": Hoeydekrav(),
            "målet er ikke oppgitt": Hoeydekrav(har_bestemmelse=True),
            "målet er usikkert": _krav("7", "6.9", usikkerhet="0.5"),
        },
        ikke_aktuell={"ingen bestemmelse om dette": Hoeydekrav(har_bestemmelse=False)},
    ),
    kontrollert=date(2026, 7, 2),
)
