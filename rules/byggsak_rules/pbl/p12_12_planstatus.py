"""Plan uten full rettsvirkning – plan- og bygningsloven §§ 12-12 og 12-13.

En plan som er vedtatt med utsatt rettsvirkning (status 6) eller overstyrt (status 8), kan ikke
uten videre brukes som grunnlag for en tillatelse. Dekker en slik plan byggverket, sier regelen
fra, for den kan bestå av deler som gjelder. Et menneske må se hvilke.

De andre reglene bruker bare planer som er endelig vedtatt (status 3). Opphevede og erstattede
planer (4 og 5), og planer under arbeid, sier ikke noe her. Kodene er alminnelig kunnskap om
kodelisten.
"""

from dataclasses import dataclass
from datetime import date

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
    oppfylt,
)


@dataclass(frozen=True)
class Krav:
    statuser: tuple[str, ...]


def vurder(grunnlag: Plangrunnlag, krav: Krav) -> Vurdering:
    navn = grunnlag.andre_planer
    funnet = [navn[nr] for nr, s in enumerate(grunnlag.andre_statuser) if s in krav.statuser]
    return brutt().med(planer=", ".join(funnet)) if funnet else oppfylt()


def _planer(**status: str) -> Plangrunnlag:
    return Plangrunnlag(andre_statuser=tuple(status.values()), andre_planer=tuple(status))


REGEL = Regel(
    id="pbl-12-12-planstatus",
    tittel=Tekst(
        nb="Plan uten full rettsvirkning",
        nn="Plan utan full rettsverknad",
        en="Plan without full legal effect",
    ),
    hjemmel=Hjemmel("pbl", "12-12", "jf. § 12-13"),
    gjelder=Plangrunnlag,
    leser=("andre_statuser", "andre_planer"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Under byggverket ({navn}) ligger en plan som ikke har full rettsvirkning: {planer}.",
        nn="Under byggverket ({navn}) ligg ein plan som ikkje har full rettsverknad: {planer}.",
        en="Under the structure ({navn}) lies a plan without full legal effect: {planer}.",
    ),
    raad=Tekst(
        nb="Avklar med kommunen hvilke deler av planen som gjelder.",
        nn="Avklar med kommunen kva delar av planen som gjeld.",
        en="Clarify with the municipality which parts of the plan hold.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "bare endelig vedtatte planer": _planer(),
            "en opphevet plan og et planforslag": _planer(P4="4", P5="2"),
        },
        brutt={
            "utsatt rettsvirkning": _planer(P6="6"),
            "en med utsatt rettsvirkning og en overstyrt": _planer(P6="6", P8="8"),
            "overstyrt, ved siden av en opphevet": _planer(P4="4", P8="8"),
        },
        uavklart={"plankartet er ikke lastet": Plangrunnlag()},
    ),
    kontrollert=date(2026, 7, 2),
)
