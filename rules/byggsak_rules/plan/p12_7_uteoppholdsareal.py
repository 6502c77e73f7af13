"""Uteoppholdsareal etter bestemmelsene – plan- og bygningsloven § 12-7 nr. 4, jf. TEK17 § 5-6.

Setter plan eller kommuneplan et minste uteoppholdsareal (MUA), skal tomten ha så mye. Verken
skjemaet eller situasjonsplanen oppgir arealet i dag, så der det er en grense, avgjør et menneske.

Grensen er den et menneske har lest ut av bestemmelsene og lagt inn som tall, med side
(kommuner/bestemmelser). Planens egen grense går foran kommunens. Er dokumentet ikke lest for dette,
er svaret uavklart og sier hvilken fil det hører hjemme i.
"""

from datetime import date

from byggsak.domain.bestemmelse import Uteoppholdskrav
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


def vurder(lokal: Uteoppholdskrav, krav: IngenKrav) -> Vurdering:
    return ikke_under(lokal)


def _krav(grensen: str, maalt: str, usikkerhet: str = "0") -> Uteoppholdskrav:
    return Uteoppholdskrav(**grense(grensen, maalt, "m2", usikkerhet))


REGEL = Regel(
    id="plan-12-7-uteoppholdsareal",
    tittel=Tekst(
        nb="Uteoppholdsareal etter bestemmelsene",
        nn="Uteopphaldsareal etter føresegnene",
        en="Outdoor space under the provisions",
    ),
    hjemmel=Hjemmel("pbl", "12-7", "nr. 4"),
    gjelder=Uteoppholdskrav,
    leser=("har_bestemmelse", "grense", "maalt", "kilde"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Uteoppholdsarealet ({navn}) er {maalt} m²; bestemmelsene krever {krav} m² ({kilde}).",
        nn="Uteopphaldsarealet ({navn}) er {maalt} m²; føresegnene krev {krav} m² ({kilde}).",
        en="The outdoor space ({navn}) is {maalt} m²; the provisions require {krav} m² ({kilde}).",
    ),
    raad=Tekst(
        nb="Vis uteoppholdsarealet, eller søk dispensasjon fra planen.",
        nn="Vis uteopphaldsarealet, eller søk dispensasjon frå planen.",
        en="Show the outdoor space, or apply for a dispensation from the plan.",
    ),
    eksempler=Eksempler(
        oppfylt={"akkurat nok": _krav("100", "100")},
        brutt={"en kvadratmeter for lite": _krav("100", "99")},
        uavklart={
            "ingen har lest bestemmelsene": Uteoppholdskrav(),
            "målet er ikke oppgitt": Uteoppholdskrav(har_bestemmelse=True),
            "målet er usikkert": _krav("100", "101", usikkerhet="5"),
        },
        ikke_aktuell={"ingen bestemmelse om dette": Uteoppholdskrav(har_bestemmelse=False)},
    ),
    kontrollert=date(2026, 7, 2),
)
