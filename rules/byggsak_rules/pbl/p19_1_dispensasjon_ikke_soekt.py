"""Dispensasjon som trengs, men ikke er søkt – plan- og bygningsloven § 19-1.

Dispensasjon krever grunngitt søknad. Bryter tiltaket en plan eller en bestemmelse det kan
dispenseres fra, skal søknaden be om dispensasjon fra nettopp den bestemmelsen og gi grunnene.
Mangler det, er søknaden ikke fullstendig.

Regelen spør ikke om dispensasjon bør gis (§ 19-2): det er skjønn. Den spør ikke om bruddet er
reelt: viser regelen under seg å være oppfylt, faller også dette bort. Den nasjonale mangelkoden er
ulik for plan (3.13) og lov, så funnet bærer ingen.
"""

from datetime import date

from byggsak.domain.nabovarsel import Dispensasjonsbehov
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    IngenKrav,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    oppfylt,
)

PLAN = "plan"
PLANEN = Tekst(nb="planen", nn="planen", en="the plan")
IKKE_SOEKT = Tekst(
    nb="den er ikke søkt om", nn="ho er ikkje søkt om", en="it has not been applied for"
)
IKKE_BEGRUNNET = Tekst(
    nb="den er søkt om uten begrunnelse",
    nn="ho er søkt om utan grunngjeving",
    en="it has been applied for without grounds",
)


def vurder(behov: Dispensasjonsbehov, krav: IngenKrav) -> Vurdering:
    fra = PLANEN if behov.fra == PLAN else behov.fra
    if not behov.omsoekt:
        return brutt().med(fra=fra, mangel=IKKE_SOEKT)
    if not behov.begrunnet:
        return brutt().med(fra=fra, mangel=IKKE_BEGRUNNET)
    return oppfylt()


REGEL = Regel(
    id="pbl-19-1-dispensasjon-ikke-soekt",
    tittel=Tekst(
        nb="Søknad om dispensasjon som trengs",
        nn="Søknad om dispensasjon som trengst",
        en="Application for the dispensation needed",
    ),
    hjemmel=Hjemmel("pbl", "19-1"),
    gjelder=Dispensasjonsbehov,
    leser=("fra", "omsoekt", "begrunnet"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Tiltaket ({navn}) trenger dispensasjon fra {fra}: {mangel}.",
        nn="Tiltaket ({navn}) treng dispensasjon frå {fra}: {mangel}.",
        en="The project ({navn}) needs a dispensation from {fra}: {mangel}.",
    ),
    raad=Tekst(
        nb="Søk dispensasjon med begrunnelse, eller endre tiltaket så den ikke trengs.",
        nn="Søk dispensasjon med grunngjeving, eller endre tiltaket så han ikkje trengst.",
        en="Apply for the dispensation with grounds, or change the project so that none is needed.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "søkt og begrunnet": Dispensasjonsbehov(fra="plan", omsoekt=True, begrunnet=True),
        },
        brutt={
            "over byggegrensen uten søknad": Dispensasjonsbehov(fra="plan", omsoekt=False),
            "søkt uten begrunnelse": Dispensasjonsbehov(
                fra="pbl § 29-4", omsoekt=True, begrunnet=False
            ),
        },
        uavklart={
            "underskjemaet med begrunnelsen kan ikke leses": Dispensasjonsbehov(
                fra="plan", omsoekt=True
            ),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
