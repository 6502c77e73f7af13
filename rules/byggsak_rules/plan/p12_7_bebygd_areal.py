"""Bebygd areal etter planens bestemmelser – plan- og bygningsloven §§ 12-4 og 12-7 nr. 1.

Setter bestemmelsene en grense for bebygd areal i m² eller prosent (BYA, %-BYA), skal tiltaket ikke
gå over den. Grensene som står i plankartet selv, prøves av TEK17 §§ 5-2 og 5-3.

Grensen er den et menneske har lest ut av bestemmelsene og lagt inn som tall, med side
(kommuner/bestemmelser). Planens egen grense går foran kommunens. Er dokumentet ikke lest for dette,
er svaret uavklart og sier hvilken fil det hører hjemme i.
"""

from datetime import date

from byggsak.domain.bestemmelse import Utnyttingskrav
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    IngenKrav,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
)
from byggsak_rules.plan.lokalkrav import grense, ikke_over


def vurder(lokal: Utnyttingskrav, krav: IngenKrav) -> Vurdering:
    return ikke_over(lokal)


def _krav(grensen: str, maalt: str, usikkerhet: str = "0") -> Utnyttingskrav:
    return Utnyttingskrav(**grense(grensen, maalt, "m2", usikkerhet))


REGEL = Regel(
    id="plan-12-7-bebygd-areal",
    tittel=Tekst(
        nb="Bebygd areal etter planens bestemmelser",
        nn="Bygd areal etter føresegnene i planen",
        en="Built-up area under the plan's provisions",
    ),
    hjemmel=Hjemmel("pbl", "12-4", "jf. § 12-7 nr. 1"),
    gjelder=Utnyttingskrav,
    leser=("har_bestemmelse", "grense", "maalt", "kilde"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Utnyttingen ({navn}) blir {maalt} {enhet}; bestemmelsene tillater {krav} {enhet}"
        " ({kilde}).",
        nn="Utnyttinga ({navn}) blir {maalt} {enhet}; føresegnene tillèt {krav} {enhet} ({kilde}).",
        en="The utilisation ({navn}) will be {maalt} {enhet}; the provisions permit {krav} "
        "{enhet} ({kilde}).",
    ),
    raad=Tekst(
        nb="Gjør fotavtrykket eller parkeringen mindre, eller søk dispensasjon fra planen.",
        nn="Gjer fotavtrykket eller parkeringa mindre, eller søk dispensasjon frå planen.",
        en="Reduce the footprint or the parking, or apply for a dispensation from the plan.",
    ),
    eksempler=Eksempler(
        oppfylt={"akkurat på grensen": _krav("200", "200")},
        brutt={"en hundredel over": _krav("200", "200.01")},
        uavklart={
            "ingen har lest bestemmelsene": Utnyttingskrav(),
            "målet er ikke oppgitt": Utnyttingskrav(har_bestemmelse=True),
            "målet er usikkert": _krav("200", "199", usikkerhet="2"),
        },
        ikke_aktuell={"ingen bestemmelse om dette": Utnyttingskrav(har_bestemmelse=False)},
    ),
    kontrollert=date(2026, 7, 2),
)
