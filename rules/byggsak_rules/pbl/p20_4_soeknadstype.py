"""Tiltaket kan søkes uten ansvarsrett – plan- og bygningsloven § 20-4, jf. SAK10 kapittel 3.

Bare tiltakene i § 20-4 kan søkes av tiltakshaver selv: de i SAK10 §§ 3-1 og 3-2. Alt annet skal ha
ansvarlig søker (§ 20-3), og søknaden uten ansvarsrett er da på feil skjema. Regelen bygger på
klassifiseringen, som gir grunnene bokstav for bokstav; er noe ukjent, må et menneske se det.

Midlertidige tiltak, tiltak på eiendom og «andre mindre tiltak» i § 20-4 avgjør den ikke. At et
tiltak som kunne vært søkt uten ansvarsrett, er søkt med, er lov.
"""

from datetime import date

from byggsak.domain.formalia import Soeknadsvalg
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


def vurder(valg: Soeknadsvalg, krav: IngenKrav) -> Vurdering:
    return oppfylt() if valg.uten_ansvarsrett else brutt()


REGEL = Regel(
    id="pbl-20-4-soeknadstype",
    tittel=Tekst(
        nb="Tiltak som kan søkes uten ansvarsrett",
        nn="Tiltak som kan søkjast utan ansvarsrett",
        en="Project that may be applied for without liability rights",
    ),
    hjemmel=Hjemmel("pbl", "20-4"),
    gjelder=Soeknadsvalg,
    leser=("uten_ansvarsrett",),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Tiltaket er ikke blant dem som kan søkes uten ansvarsrett (SAK10 §§ 3-1 og 3-2).",
        nn="Tiltaket er ikkje blant dei som kan søkjast utan ansvarsrett (SAK10 §§ 3-1 og 3-2).",
        en="The project is not among those that may be applied for without liability rights "
        "(SAK10 §§ 3-1 and 3-2).",
    ),
    raad=Tekst(
        nb="Søk med ansvarlig søker (ett-trinnssøknad eller rammesøknad).",
        nn="Søk med ansvarleg søkjar (eitt-trinnssøknad eller rammesøknad).",
        en="Apply with a responsible applicant (in one step, or for a framework permit).",
    ),
    eksempler=Eksempler(
        oppfylt={"en garasje etter § 3-1": Soeknadsvalg(uten_ansvarsrett=True)},
        brutt={"en enebolig": Soeknadsvalg(uten_ansvarsrett=False)},
        uavklart={"ingen vet hvor stort det er": Soeknadsvalg()},
    ),
    soeknadstyper=frozenset({"TA"}),
    kontrollert=date(2026, 7, 2),
)
