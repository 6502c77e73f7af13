"""Parkering etter bestemmelsene – plan- og bygningsloven §§ 11-9 nr. 5 og 12-7 nr. 7.

Setter plan eller kommuneplan et minste antall plasser på tomten, skal situasjonsplanen vise så
mange. Normer for hver boenhet eller hver m² avgjør regelen ikke: antallet som legges inn, er for
hele tiltaket.

Grensen er den et menneske har lest ut av bestemmelsene og lagt inn som tall, med side
(kommuner/bestemmelser). Planens egen grense går foran kommunens. Er dokumentet ikke lest for dette,
er svaret uavklart og sier hvilken fil det hører hjemme i.
"""

from datetime import date

from byggsak.domain.bestemmelse import Parkeringskrav
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
from byggsak_rules.plan.lokalkrav import grense, ikke_under


def vurder(lokal: Parkeringskrav, krav: IngenKrav) -> Vurdering:
    return ikke_under(lokal)


def _krav(grensen: str, maalt: str, usikkerhet: str = "0") -> Parkeringskrav:
    return Parkeringskrav(**grense(grensen, maalt, "plasser", usikkerhet))


REGEL = Regel(
    id="plan-12-7-parkering",
    tittel=Tekst(
        nb="Parkering etter bestemmelsene",
        nn="Parkering etter føresegnene",
        en="Parking under the provisions",
    ),
    hjemmel=Hjemmel("pbl", "12-7", "nr. 7"),
    gjelder=Parkeringskrav,
    leser=("har_bestemmelse", "grense", "maalt", "kilde"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Situasjonsplanen viser {maalt} parkeringsplasser ({navn}); bestemmelsene krever "
        "{krav} ({kilde}).",
        nn="Situasjonsplanen viser {maalt} parkeringsplassar ({navn}); føresegnene krev "
        "{krav} ({kilde}).",
        en="The situation plan shows {maalt} parking spaces ({navn}); the provisions require"
        " {krav} ({kilde}).",
    ),
    raad=Tekst(
        nb="Vis plassene i situasjonsplanen, eller søk dispensasjon fra planen.",
        nn="Vis plassane i situasjonsplanen, eller søk dispensasjon frå planen.",
        en="Show the spaces in the situation plan, or apply for a dispensation from the plan.",
    ),
    eksempler=Eksempler(
        oppfylt={"akkurat nok": _krav("2", "2"), "en for mye": _krav("2", "3")},
        brutt={"en for lite": _krav("2", "1")},
        uavklart={
            "ingen har lest bestemmelsene": Parkeringskrav(),
            "målet er ikke oppgitt": Parkeringskrav(har_bestemmelse=True),
            "målet er usikkert": _krav("2", "2", usikkerhet="1"),
        },
        ikke_aktuell={"ingen bestemmelse om dette": Parkeringskrav(har_bestemmelse=False)},
    ),
    kontrollert=date(2026, 7, 2),
)
