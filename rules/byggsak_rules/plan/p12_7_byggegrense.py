"""Byggegrense i plan – plan- og bygningsloven §§ 12-4 og 12-7 nr. 2.

Har planen en byggegrense (juridisk linje 1211), skal ingen del av byggverket gå over den, heller
ikke utstikkende deler: regelen i TEK17 § 6-3 om å måle fra fasadelivet gjelder ikke byggegrense
mot vei. En overskridelse innenfor toleransen (10 mm) er ingen overskridelse.

En linje har ingen innside. Kan facts ikke si hvilken side som er byggeområdet (åpen linje, flere
linjer), er overskridelsen ukjent, og svaret uavklart. Omriss av planlagt eller eksisterende
bebyggelse (1213, 1214) er ikke byggegrense. Byggelinje i eldre planer (1212), der fasaden skal
ligge på linjen, avgjør regelen ikke.

En byggegrense mot vei erstatter ikke avstanden til andre naboer (pbl § 29-4).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.plan import Byggegrense
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
    tillatt_overskridelse: Decimal  # m
    toleranse_lengde: Decimal  # m


def vurder(bygg: Byggegrense, krav: Krav) -> Vurdering:
    return hoeyst(bygg.overskridelse, krav.tillatt_overskridelse, krav.toleranse_lengde)


REGEL = Regel(
    id="plan-12-7-byggegrense",
    tittel=Tekst(nb="Byggegrense i plan", nn="Byggjegrense i plan", en="Building line in the plan"),
    hjemmel=Hjemmel("pbl", "12-4", "jf. § 12-7 nr. 2"),
    gjelder=Byggegrense,
    leser=("overskridelse",),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket ({navn}) går {maalt} m over byggegrensen i planen.",
        nn="Byggverket ({navn}) går {maalt} m over byggjegrensa i planen.",
        en="The structure ({navn}) crosses the plan's building line by {maalt} m.",
    ),
    raad=Tekst(
        nb="Flytt eller kort inn byggverket, medregnet utstikkende deler, eller søk dispensasjon "
        "fra planen.",
        nn="Flytt eller kort inn byggverket, medrekna utstikkande delar, eller søk dispensasjon "
        "frå planen.",
        en="Move or shorten the structure, protruding parts included, or apply for a dispensation "
        "from the plan.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "innenfor linjen": Byggegrense(overskridelse=Maal.of(0)),
            "veggen tangerer linjen": Byggegrense(overskridelse=Maal.of("0.000")),
            "ti millimeter over er innenfor toleransen": Byggegrense(
                overskridelse=Maal.of("0.010")
            ),
        },
        brutt={
            "elleve millimeter over er utenfor": Byggegrense(overskridelse=Maal.of("0.011")),
            "femten millimeter over er utenfor toleransen": Byggegrense(
                overskridelse=Maal.of("0.015")
            ),
            "balkongen går halvannen meter over": Byggegrense(overskridelse=Maal.of("1.5")),
        },
        uavklart={
            "ingen vet hvilken side som er byggeområdet": Byggegrense(plan_id="9999_P1"),
            "linjen er unøyaktig tegnet": Byggegrense(
                overskridelse=Maal.of("0.2", usikkerhet="0.5")
            ),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
