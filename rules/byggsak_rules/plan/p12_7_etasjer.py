"""Etasjer etter planens bestemmelser – plan- og bygningsloven §§ 12-4 og 12-7 nr. 1.

Setter bestemmelsene et største antall etasjer, skal byggverket ikke ha flere. Tallet er det
situasjonsplanen oppgir. Om en kjeller med himlingen under 1,5 meter over terrenget, en mesanin
eller et loft teller som etasje (TEK17 § 6-1), ser ikke byggsak, så flere enn tillatt er et spørsmål
til et menneske og ikke et avslag.

Grensen er den et menneske har lest ut av bestemmelsene og lagt inn som tall, med side
(kommuner/bestemmelser). Planens egen grense går foran kommunens. Er dokumentet ikke lest for dette,
er svaret uavklart og sier hvilken fil det hører hjemme i.
"""

from datetime import date

from byggsak.domain.bestemmelse import Etasjekrav
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


def vurder(lokal: Etasjekrav, krav: IngenKrav) -> Vurdering:
    return ikke_over(lokal)


def _krav(grensen: str, maalt: str, usikkerhet: str = "0") -> Etasjekrav:
    return Etasjekrav(**grense(grensen, maalt, "etasjer", usikkerhet))


REGEL = Regel(
    id="plan-12-7-etasjer",
    tittel=Tekst(
        nb="Etasjer etter planens bestemmelser",
        nn="Etasjar etter føresegnene i planen",
        en="Storeys under the plan's provisions",
    ),
    hjemmel=Hjemmel("pbl", "12-4", "jf. § 12-7 nr. 1"),
    gjelder=Etasjekrav,
    leser=("har_bestemmelse", "grense", "maalt", "kilde"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket ({navn}) har {maalt} etasjer; bestemmelsene tillater {krav} ({kilde}).",
        nn="Byggverket ({navn}) har {maalt} etasjar; føresegnene tillèt {krav} ({kilde}).",
        en="The structure ({navn}) has {maalt} storeys; the provisions permit {krav} ({kilde}).",
    ),
    raad=Tekst(
        nb="Gjør greie for hvilke plan som er etasjer etter TEK17 § 6-1, eller søk dispensasjon.",
        nn="Gjer greie for kva plan som er etasjar etter TEK17 § 6-1, eller søk dispensasjon.",
        en="Account for which floors are storeys under TEK17 § 6-1, or apply for a dispensation.",
    ),
    eksempler=Eksempler(
        oppfylt={"akkurat så mange": _krav("2", "2"), "en etasje færre": _krav("2", "1")},
        brutt={"en etasje for mye": _krav("2", "3")},
        uavklart={
            "ingen har lest bestemmelsene": Etasjekrav(),
            "målet er ikke oppgitt": Etasjekrav(har_bestemmelse=True),
            "målet er usikkert": _krav("2", "2", usikkerhet="1"),
        },
        ikke_aktuell={"ingen bestemmelse om dette": Etasjekrav(har_bestemmelse=False)},
    ),
    kontrollert=date(2026, 7, 2),
)
