"""Avstand til nabogrense etter planens bestemmelser – plan- og bygningsloven §§ 12-4 og 12-7 nr. 2.

Setter bestemmelsene en minste avstand til nabogrensen, skal byggverket ikke stå nærmere. En avstand
holder når den mangler høyst toleransen (10 mm).

Grensen er den et menneske har lest ut av bestemmelsene og lagt inn som tall, med side
(kommuner/bestemmelser). Planens egen grense går foran kommunens. Er dokumentet ikke lest for dette,
er svaret uavklart og sier hvilken fil det hører hjemme i.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.bestemmelse import Avstandskrav
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


def vurder(lokal: Avstandskrav, krav: Krav) -> Vurdering:
    return ikke_under(lokal, krav.toleranse_lengde)


def _krav(grensen: str, maalt: str, usikkerhet: str = "0") -> Avstandskrav:
    return Avstandskrav(**grense(grensen, maalt, "m", usikkerhet))


REGEL = Regel(
    id="plan-12-7-avstand",
    tittel=Tekst(
        nb="Avstand etter planens bestemmelser",
        nn="Avstand etter føresegnene i planen",
        en="Distance under the plan's provisions",
    ),
    hjemmel=Hjemmel("pbl", "12-4", "jf. § 12-7 nr. 2"),
    gjelder=Avstandskrav,
    leser=("har_bestemmelse", "grense", "maalt", "kilde"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket ({navn}) står {maalt} m fra nabogrensen; bestemmelsene krever {krav} "
        "m ({kilde}).",
        nn="Byggverket ({navn}) står {maalt} m frå nabogrensa; føresegnene krev {krav} m "
        "({kilde}).",
        en="The structure ({navn}) stands {maalt} m from the boundary; the provisions "
        "require {krav} m ({kilde}).",
    ),
    raad=Tekst(
        nb="Flytt byggverket, eller søk dispensasjon fra planen.",
        nn="Flytt byggverket, eller søk dispensasjon frå planen.",
        en="Move the structure, or apply for a dispensation from the plan.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "akkurat på grensen": _krav("5", "5"),
            "ti millimeter for nær": _krav("5", "4.990"),
        },
        brutt={
            "elleve millimeter for nær": _krav("5", "4.989"),
            "to meter for nær": _krav("5", "3"),
        },
        uavklart={
            "ingen har lest bestemmelsene": Avstandskrav(),
            "målet er ikke oppgitt": Avstandskrav(har_bestemmelse=True),
            "målet er usikkert": _krav("5", "5.5", usikkerhet="2"),
        },
        ikke_aktuell={"ingen bestemmelse om dette": Avstandskrav(har_bestemmelse=False)},
    ),
    kontrollert=date(2026, 7, 2),
)
