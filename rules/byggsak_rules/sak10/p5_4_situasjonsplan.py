"""Situasjonsplan – byggesaksforskriften (SAK10) § 5-4 tredje ledd bokstav m.

Søknad om å føre opp eller utvide noe skal ha en målsatt situasjonsplan. Regelen ser på
vedleggstypen, ikke innholdet: om planen er målsatt og viser grenser, avstander, ledninger,
avkjørsel og parkering, må et menneske se etter, eller de reglene som leser en digital plan.
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

IKKE_NYTT = Tekst(
    nb="tiltaket fører ikke opp eller utvider noe",
    nn="tiltaket fører ikkje opp eller utvidar noko",
    en="the project neither erects nor extends anything",
)


@dataclass(frozen=True)
class Krav:
    vedlegg_situasjonsplan: frozenset[str]


def vurder(soeknad: Vedleggskrav, krav: Krav) -> Vurdering:
    if soeknad.vedleggstyper & krav.vedlegg_situasjonsplan:
        return oppfylt()
    return brutt() if soeknad.nytt_eller_utvidet else ikke_aktuell(IKKE_NYTT)


REGEL = Regel(
    id="sak10-5-4-situasjonsplan",
    tittel=Tekst(nb="Situasjonsplan", nn="Situasjonsplan", en="Situation plan"),
    hjemmel=Hjemmel("SAK10", "5-4", "tredje ledd bokstav m"),
    gjelder=Vedleggskrav,
    leser=("vedleggstyper", "nytt_eller_utvidet"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Søknaden mangler situasjonsplan.",
        nn="Søknaden manglar situasjonsplan.",
        en="The application lacks a situation plan.",
    ),
    raad=Tekst(
        nb="Legg ved en målsatt situasjonsplan, helst også digital, så kan avstander måles.",
        nn="Legg ved ein målsett situasjonsplan, helst òg digital, så kan avstandar målast.",
        en="Attach a dimensioned situation plan, preferably also a digital one, so that distances "
        "can be measured.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "situasjonsplanen er vedlagt": Vedleggskrav(
                vedleggstyper=frozenset({"Situasjonsplan", "TegningNyPlan"}),
                nytt_eller_utvidet=True,
            ),
        },
        brutt={
            "nytt hus uten vedlegg": Vedleggskrav(
                vedleggstyper=frozenset(), nytt_eller_utvidet=True
            ),
            "et kart er ikke en situasjonsplan": Vedleggskrav(
                vedleggstyper=frozenset({"Kart"}), nytt_eller_utvidet=True
            ),
        },
        uavklart={
            "ingen vet hva tiltaket er": Vedleggskrav(vedleggstyper=frozenset({"Kart"})),
        },
        ikke_aktuell={
            "bruksendring inne": Vedleggskrav(vedleggstyper=frozenset(), nytt_eller_utvidet=False),
        },
    ),
    dibk_kode="1.73",
    sjekkpunkt="1.73",
    kontrollert=date(2026, 7, 2),
)
