"""Eldre detaljregulering etter privat forslag – plan- og bygningsloven § 12-4 femte ledd.

Er en detaljregulering etter privat forslag mer enn ti år gammel når det søkes om et nytt
utbyggingsområde, skal kommunen se til at planen er oppdatert. På dagen ti år er den ikke eldre.
Regelen sier fra; om planen må oppdateres, og om dette er et nytt utbyggingsområde, er skjønn.

Alderen regnes fra dagen planen trådte i kraft til dagen for vedtaket. Hvem som foreslo planen,
står ofte ikke i kartet, eller bare som et tall byggsak ikke kjenner; da er svaret uavklart. Før
2015 hadde leddet et annet innhold, som regelen ikke har.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from byggsak.domain.plansone import Plangrunnlag
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

UREGULERT = Tekst(
    nb="ingen reguleringsplan dekker byggverket",
    nn="ingen reguleringsplan dekkjer byggverket",
    en="no zoning plan covers the structure",
)
ANNEN_PLANTYPE = Tekst(
    nb="planen er ikke en detaljregulering etter privat forslag",
    nn="planen er ikkje ei detaljregulering etter privat framlegg",
    en="the plan is not a detailed zoning plan from a private proposal",
)


@dataclass(frozen=True)
class Krav:
    plantyper: tuple[str, ...]
    stoerste_alder: int  # år


def vurder(grunnlag: Plangrunnlag, krav: Krav) -> Vurdering:
    if not grunnlag.har_reguleringsplan:
        return ikke_aktuell(UREGULERT)
    if grunnlag.plantype not in krav.plantyper:
        return ikke_aktuell(ANNEN_PLANTYPE)
    vedtatt, dato = grunnlag.vedtatt, grunnlag.dato
    aar = dato.year - vedtatt.year
    samme_dag_eller_foer = (dato.month, dato.day) <= (vedtatt.month, vedtatt.day)
    if aar < krav.stoerste_alder or (aar == krav.stoerste_alder and samme_dag_eller_foer):
        return oppfylt()
    if not grunnlag.privat:
        return ikke_aktuell(ANNEN_PLANTYPE)
    return brutt().med(plan=grunnlag.plan, vedtatt=vedtatt)


def _plan(vedtatt: date, privat: bool | None = True, plantype: str = "35") -> Plangrunnlag:
    felles: dict[str, Any] = {} if privat is None else {"privat": privat}
    return Plangrunnlag(
        har_reguleringsplan=True,
        plan="Testplan P1",
        plantype=plantype,
        vedtatt=vedtatt,
        dato=date(2026, 6, 1),
        **felles,
    )


REGEL = Regel(
    id="pbl-12-4-gammel-plan",
    tittel=Tekst(
        nb="Privat detaljregulering eldre enn ti år",
        nn="Privat detaljregulering eldre enn ti år",
        en="Private detailed zoning plan older than ten years",
    ),
    hjemmel=Hjemmel("pbl", "12-4", "femte ledd"),
    gjelder=Plangrunnlag,
    leser=("har_reguleringsplan", "plan", "plantype", "vedtatt", "dato", "privat"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2015, 1, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{plan} under byggverket ({navn}) er en privat detaljregulering fra {vedtatt}, mer enn "
        "ti år gammel.",
        nn="{plan} under byggverket ({navn}) er ei privat detaljregulering frå {vedtatt}, meir enn "
        "ti år gammal.",
        en="{plan} under the structure ({navn}) is a private detailed zoning plan of {vedtatt}, "
        "more than ten years old.",
    ),
    raad=Tekst(
        nb="Kommunen vurderer om planen er oppdatert nok for et nytt utbyggingsområde.",
        nn="Kommunen vurderer om planen er oppdatert nok for eit nytt utbyggingsområde.",
        en="The municipality considers whether the plan is up to date for a new development area.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "ti år på dagen": _plan(date(2016, 6, 1)),
            "ti år om en måned": _plan(date(2016, 7, 1)),
            "ti år om litt, samme dag i måneden": _plan(date(2016, 12, 1)),
            "ni år": _plan(date(2017, 1, 1)),
            "en ny plan med ukjent forslagsstiller": _plan(date(2020, 6, 1), privat=None),
        },
        brutt={
            "ti år og én dag": _plan(date(2016, 5, 31)),
            "elleve år, senere på året": _plan(date(2015, 12, 1)),
            "elleve år": _plan(date(2015, 6, 1)),
            "tjue år": _plan(date(2006, 6, 1)),
        },
        uavklart={
            "ingen vet hvem som foreslo planen": _plan(date(2010, 6, 1), privat=None),
            "planen oppgir ingen dato": Plangrunnlag(
                har_reguleringsplan=True, plantype="35", dato=date(2026, 6, 1), privat=True
            ),
            "ingen vet om området er regulert": Plangrunnlag(),
        },
        ikke_aktuell={
            "området er ikke regulert": Plangrunnlag(har_reguleringsplan=False),
            "en områderegulering": _plan(date(2010, 6, 1), plantype="34"),
            "kommunens egen detaljregulering": _plan(date(2010, 6, 1), privat=False),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
