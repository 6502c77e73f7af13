"""Byggverket ligger på eiendommen – byggesaksforskriften (SAK10) § 5-4 tredje ledd bokstav b.

Eiendommen søknaden oppgir, skal være den tiltaket ligger på. Regelen måler største bredde av
fotavtrykket utenfor eiendommene i eiendomskartet. Er bredden mindre enn kartets nøyaktighet, må et
menneske avgjøre. Bygges det på flere eiendommer, skal alle oppgis.

Om eieren har samtykket til at noe bygges på eiendommen, er et privatrettslig spørsmål som regelen
ikke avgjør (pbl § 21-6).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.formalia import Byggverksplass
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
    sliver_bredde: Decimal  # m: smalere enn dette er sprekker i kartet


def vurder(byggverk: Byggverksplass, krav: Krav) -> Vurdering:
    return hoeyst(byggverk.utenfor, krav.sliver_bredde)


def _byggverk(meter: str, usikkerhet: str = "0") -> Byggverksplass:
    return Byggverksplass(navn="hus", utenfor=Maal.of(meter, usikkerhet=usikkerhet))


REGEL = Regel(
    id="sak10-5-4-byggested",
    tittel=Tekst(
        nb="Byggverket ligger på eiendommen",
        nn="Byggverket ligg på eigedomen",
        en="The structure stands on the property",
    ),
    hjemmel=Hjemmel("SAK10", "5-4", "tredje ledd bokstav b"),
    gjelder=Byggverksplass,
    leser=("utenfor",),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket {navn} ligger inntil {maalt} m utenfor eiendommene søknaden oppgir.",
        nn="Byggverket {navn} ligg inntil {maalt} m utanfor eigedomane søknaden oppgir.",
        en="The structure {navn} lies up to {maalt} m outside the properties named.",
    ),
    raad=Tekst(
        nb="Oppgi alle eiendommene tiltaket ligger på, eller rett situasjonsplanen.",
        nn="Oppgi alle eigedomane tiltaket ligg på, eller rett situasjonsplanen.",
        en="Name every property the project stands on, or correct the situation plan.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "hele huset ligger på eiendommen": _byggverk("0"),
            "en sprekk i kartet er ikke utenfor": _byggverk("0.05"),
        },
        brutt={
            "så vidt bredere enn en sprekk i kartet": _byggverk("0.051"),
            "huset ligger på nabotomten": _byggverk("8"),
        },
        uavklart={
            "grensen er målt med to meters nøyaktighet": _byggverk("1.5", usikkerhet="2"),
            "eiendommen finnes ikke i kartet": Byggverksplass(navn="hus"),
        },
    ),
    soeknadstyper=frozenset({"ET", "RS", "TA", "ES"}),
    kontrollert=date(2026, 7, 2),
)
