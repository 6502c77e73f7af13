"""Kommuneplan som er nyere enn reguleringsplanen – plan- og bygningsloven § 1-5 andre ledd.

Ny plan eller statlig planbestemmelse går ved motstrid foran eldre plan for samme areal, med mindre
noe annet er fastsatt i den nye. Er kommuneplanen nyere enn reguleringsplanen og setter et annet
hovedformål under byggverket, sier regelen fra: kommuneplanens bestemmelser avgjør ofte at
reguleringsplaner gjelder foran, og det står ikke i kartet. Reglene om formål, byggegrense og høyde
bruker reguleringsplanen; et menneske må se om det er riktig her.

Hovedformålet er første siffer i koden. Motstrid om annet enn formål ser regelen ikke. Eldre
reguleringsplaner under en nyere nevnes i reglene om formål. At en hensynssone i kommuneplanen
(H910) viser til en eldre plan, gir den ikke i seg selv forrang.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.plan import Planforhold
from byggsak.rule import (
    Alvorlighet,
    Anker,
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

ELDRE = Tekst(
    nb="kommuneplanen er ikke nyere enn reguleringsplanen",
    nn="kommuneplanen er ikkje nyare enn reguleringsplanen",
    en="the municipal plan is not newer than the zoning plan",
)


@dataclass(frozen=True)
class Krav:
    siffer_i_hovedformaal: int


def vurder(plan: Planforhold, krav: Krav) -> Vurdering:
    if not plan.kommuneplan_nyere:
        return ikke_aktuell(ELDRE)
    antall = krav.siffer_i_hovedformaal
    regulert = {kode[:antall] for kode in plan.formaal_regulering}
    ny = {kode[:antall] for kode in plan.formaal_kommuneplan}
    if ny <= regulert:
        return oppfylt()
    return brutt().med(
        reguleringsplan=plan.reguleringsplan,
        kommuneplan=plan.kommuneplan,
        gammelt=plan.formaal_regulering,
        nytt=plan.formaal_kommuneplan,
    )


def _plan(ny: tuple[str, ...], nyere: bool = True) -> Planforhold:
    return Planforhold(
        reguleringsplan="Testplan P1 (2016)",
        kommuneplan="Kommuneplanens arealdel (2022)",
        kommuneplan_nyere=nyere,
        formaal_regulering=("1111",),
        formaal_kommuneplan=ny,
    )


REGEL = Regel(
    id="pbl-1-5-planmotstrid",
    tittel=Tekst(
        nb="Nyere kommuneplan med annet formål",
        nn="Nyare kommuneplan med anna føremål",
        en="Newer municipal plan with another land use",
    ),
    hjemmel=Hjemmel("pbl", "1-5", "andre ledd"),
    gjelder=Planforhold,
    leser=(
        "reguleringsplan",
        "kommuneplan",
        "kommuneplan_nyere",
        "formaal_regulering",
        "formaal_kommuneplan",
    ),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{kommuneplan} har formål {nytt} der {reguleringsplan} har {gammelt} ({navn}); den "
        "nyeste "
        "går foran ved motstrid, hvis den ikke sier noe annet.",
        nn="{kommuneplan} har føremål {nytt} der {reguleringsplan} har {gammelt} ({navn}); den "
        "nyaste går føre ved motstrid, om han ikkje seier noko anna.",
        en="{kommuneplan} has land use {nytt} where {reguleringsplan} has {gammelt} ({navn}); the "
        "newer goes first where they conflict, unless it says otherwise.",
    ),
    raad=Tekst(
        nb="Avklar med kommunen hvilken plan som gjelder, og vis til bestemmelsen om det.",
        nn="Avklar med kommunen kva plan som gjeld, og vis til føresegna om det.",
        en="Clarify with the municipality which plan holds, and cite the provision on it.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "begge sier bolig": _plan(("1110",)),
            "begge er bebyggelse og anlegg, bolig og næring": _plan(("1300",)),
            "kommuneplanen har ikke formål under bygget": _plan(()),
        },
        brutt={
            "kommuneplanen har gjort byggeområdet til LNFR": _plan(("5100",)),
            "halve bygget ligger i grønnstruktur i kommuneplanen": _plan(("1110", "3040")),
        },
        uavklart={
            "kommuneplanen oppgir ikke når den trådte i kraft": Planforhold(
                formaal_regulering=("1111",), formaal_kommuneplan=("5100",)
            ),
        },
        ikke_aktuell={
            "kommuneplanen er eldre": _plan(("5100",), nyere=False),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
