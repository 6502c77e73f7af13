"""Redegjørelse for oppgitt fare – byggesaksforskriften (SAK10) § 5-4 tredje ledd bokstav g.

Oppgir søkeren at byggegrunnen kan være utsatt for flom, skred eller et miljøforhold, skal det følge
en redegjørelse for faren og hvordan sikkerheten blir ivaretatt (pbl § 28-1, TEK17 kapittel 7).

At sikkerhetsklassen er oppgitt og hører til faren, spør feltreglene om. Regelen leser ikke
redegjørelsen. Om byggverket står i en faresone i planen, er andre reglers sak, og at ingen fare er
oppgitt, betyr ikke at den ikke er der.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.formalia import OppgittFare
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    oppfylt,
)


@dataclass(frozen=True)
class Krav:
    vedlegg_naturfare: frozenset[str]
    vedlegg_miljoe: frozenset[str]


def vurder(fare: OppgittFare, krav: Krav) -> Vurdering:
    trengs = krav.vedlegg_miljoe if fare.slag == MILJOE else krav.vedlegg_naturfare
    return oppfylt() if fare.vedleggstyper & trengs else brutt().med(vedlegg=trengs)


MILJOE = "miljoe"


def _fare(slag: str, *vedlegg: str) -> OppgittFare:
    return OppgittFare(navn=slag, slag=slag, vedleggstyper=frozenset(vedlegg))


REGEL = Regel(
    id="sak10-5-4-naturfare",
    tittel=Tekst(
        nb="Redegjørelse for oppgitt fare",
        nn="Utgreiing om oppgitt fare",
        en="Account of a declared hazard",
    ),
    hjemmel=Hjemmel("SAK10", "5-4", "tredje ledd bokstav g"),
    gjelder=OppgittFare,
    leser=("slag", "vedleggstyper"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Søknaden oppgir fare ({navn}), men ingen redegjørelse for den er vedlagt.",
        nn="Søknaden oppgir fare ({navn}), men inga utgreiing om han er lagd ved.",
        en="The application declares a hazard ({navn}), but no account of it is attached.",
    ),
    raad=Tekst(
        nb="Legg ved redegjørelsen ({vedlegg}), med sikkerhetsklasse og tiltak.",
        nn="Legg ved utgreiinga ({vedlegg}), med tryggleiksklasse og tiltak.",
        en="Attach the account ({vedlegg}), with the safety class and the measures.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "flom med redegjørelse": _fare("flom", "RedegjoerelseSkredOgFlom"),
            "kvikkleire med geoteknisk redegjørelse": _fare(
                "kvikkleire", "RedegjoerelseGrunnforhold"
            ),
            "annet miljøforhold med redegjørelse": _fare(
                MILJOE, "RedegjoerelseAndreNaturMiljoeforhold"
            ),
            "forurenset grunn med redegjørelse": _fare(MILJOE, "RedegjoerelseForurensetGrunn"),
        },
        brutt={
            "flom uten redegjørelse": _fare("flom", "TegningNyPlan"),
            "miljøforhold med bare flomredegjørelse": _fare(MILJOE, "RedegjoerelseSkredOgFlom"),
        },
        uavklart={"vedleggene er ikke lest": OppgittFare(slag="flom")},
    ),
    kontrollert=date(2026, 7, 2),
)
