"""Avkjørselsplan – byggesaksforskriften (SAK10) § 5-4 tredje ledd bokstav j.

Er adkomsten ny eller endret, bør en avkjørselsplan eller tillatelsen fra vegmyndigheten følge
søknaden. Adkomsten kan også være vist i situasjonsplanen; derfor er dette en advarsel, som i den
nasjonale valideringen (4397.2.30).

Regelen bygger på at søkeren selv oppgir ny eller endret adkomst.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.nabovarsel import Vedleggskrav
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    ikke_aktuell,
    oppfylt,
)

SAMME_ADKOMST = Tekst(
    nb="søkeren oppgir ikke ny eller endret adkomst",
    nn="søkjaren oppgir ikkje ny eller endra tilkomst",
    en="the applicant states no new or changed access",
)


@dataclass(frozen=True)
class Krav:
    vedlegg_avkjoersel: frozenset[str]


def vurder(soeknad: Vedleggskrav, krav: Krav) -> Vurdering:
    if not soeknad.oppgir_ny_adkomst:
        return ikke_aktuell(SAMME_ADKOMST)
    return oppfylt() if soeknad.vedleggstyper & krav.vedlegg_avkjoersel else brutt()


def _soeknad(*vedlegg: str, ny: bool = True) -> Vedleggskrav:
    return Vedleggskrav(vedleggstyper=frozenset(vedlegg), oppgir_ny_adkomst=ny)


REGEL = Regel(
    id="sak10-5-4-avkjoerselsplan",
    tittel=Tekst(nb="Avkjørselsplan", nn="Avkøyrsleplan", en="Access plan"),
    hjemmel=Hjemmel("SAK10", "5-4", "tredje ledd bokstav j"),
    gjelder=Vedleggskrav,
    leser=("vedleggstyper", "oppgir_ny_adkomst"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Adkomsten er ny eller endret, men ingen avkjørselsplan er vedlagt.",
        nn="Tilkomsten er ny eller endra, men ingen avkøyrsleplan er lagd ved.",
        en="The access is new or changed, but no access plan is attached.",
    ),
    raad=Tekst(
        nb="Legg ved avkjørselsplan eller tillatelse fra vegmyndigheten.",
        nn="Legg ved avkøyrsleplan eller løyve frå vegstyresmakta.",
        en="Attach an access plan, or the permit of the road authority.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "planen er vedlagt": _soeknad("Avkjoerselsplan"),
            "tillatelsen er vedlagt": _soeknad("AvkjoeringstillatelseVegmyndighet"),
        },
        brutt={"ingenting er vedlagt": _soeknad("Situasjonsplan")},
        uavklart={"ingen vet om adkomsten er ny": Vedleggskrav()},
        ikke_aktuell={"adkomsten er som før": _soeknad(ny=False)},
    ),
    kontrollert=date(2026, 7, 2),
)
