"""Dispensasjonsbehov: what the broken rules need a dispensation from, and whether it is sought."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from byggsak.domain.facts import Gjenstand, Sted, Ukjent, UkjentFaktum
from byggsak.domain.funn import Dispensasjonsstatus, Funn, Utfall
from byggsak.domain.nabovarsel import Dispensasjonsbehov
from byggsak.domain.soeknad import Dispensasjon, Soeknad
from byggsak.facts.reasons import GRUNNENE_ER_VEDLEGG, ukjent_felt
from byggsak.rule.unit import EnRegel

PLAN: Final = "plan"
_PLANKODER: Final = frozenset({"plan", "rp", "kp", "kdp"})
"""Provision types that mean a plan: the national PLAN, and the forms' RP and KP."""


def avled(
    soeknad: Soeknad, brudd: Sequence[tuple[EnRegel, Gjenstand]], som_vedlegg: bool = False
) -> list[Gjenstand]:
    """One need per rule, thing and provision; the rule's own `krever_dispensasjon` says from what.

    A dispensation fits when it is from the same section («pbl § 29-4») or, for a plan, from a plan
    and not from another one; which provision of the plan, a person must read. Grounds that are an
    attachment are unknown here.
    """
    behov: list[Gjenstand] = []
    for regel, gjenstand in brudd:
        fra = regel.krever_dispensasjon
        if fra is None:
            continue
        soekte = [d for d in soeknad.dispensasjoner if passer(d, fra) and rett_plan(d, gjenstand)]
        behov.append(
            Dispensasjonsbehov(
                navn=": ".join(filter(None, [regel.id, gjenstand.navn])),
                sted=soekte[0].felt.sted if soekte else _mangler(soeknad),
                regel=regel.id,
                fra=fra,
                omsoekt=bool(soekte),
                begrunnet=_grunner(soekte, som_vedlegg),
            )
        )
    return behov


def _grunner(soekte: Sequence[Dispensasjon], som_vedlegg: bool) -> Any:
    if any(_begrunnet(d) for d in soekte):
        return True
    if som_vedlegg and soekte:
        return ukjent_felt(Dispensasjonsbehov, "begrunnet", GRUNNENE_ER_VEDLEGG)
    return False


def merk(funn: Iterable[Funn], behov: Iterable[Gjenstand]) -> tuple[Funn, ...]:
    """The findings, those that need a dispensation marked with how it stands with applying."""
    status = {b.navn: _status(b) for b in behov if isinstance(b, Dispensasjonsbehov)}
    return tuple(
        replace(f, dispensasjon=status.get(": ".join(filter(None, [f.regel, f.gjelder]))))
        if f.utfall is Utfall.BRUTT and f.krever_dispensasjon is not None
        else f
        for f in funn
    )


def _status(behov: Dispensasjonsbehov) -> Dispensasjonsstatus:
    try:
        if not behov.omsoekt:
            return Dispensasjonsstatus.IKKE_SOEKT
        if not behov.begrunnet:
            return Dispensasjonsstatus.UTEN_GRUNNER
    except UkjentFaktum:
        return Dispensasjonsstatus.UKJENT
    return Dispensasjonsstatus.DEKKET


def rett_plan(dispensasjon: Dispensasjon, gjenstand: Gjenstand) -> bool:
    """A dispensation that names another plan than the broken one is no dispensation from it; one
    that names none, or a thing whose plan nobody knows, is left to a person to read."""
    plan = getattr(gjenstand, "plan_id", "")
    if not dispensasjon.plan_id or isinstance(plan, Ukjent) or not plan:
        return True
    # The map's id is «9999_P1»; a form names the plan alone, and some systems both.
    return _flat(dispensasjon.plan_id) in {_flat(plan), _flat(plan.partition("_")[2])}


def _mangler(soeknad: Soeknad) -> Sted:
    return soeknad.felt.sted_for("dispensasjonOversikt")


def passer(dispensasjon: Dispensasjon, fra: str) -> bool:
    """Whether a dispensation is from the provision («plan», «pbl § 29-4»).

    The forms name a section in its own field or run together with the law in the type of provision:
    «pbl294» and PBL with «29-4» are both pbl § 29-4.
    """
    type_ = _flat(dispensasjon.bestemmelsetype)
    if _flat(fra) == PLAN:
        return type_ in _PLANKODER
    lov, _, paragraf = fra.partition("§")
    oensket = _flat(paragraf)
    sammen = _flat(lov) + oensket
    return sammen in (type_, type_ + _paragraf(dispensasjon.paragraf))


def _flat(tekst: str | None) -> str:
    return re.sub(r"[^a-zæøå0-9]", "", (tekst or "").lower())


def _paragraf(tekst: str | None) -> str:
    """The section of «§ 29-4 andre ledd», «29-4» or «pbl § 29-4», flat."""
    treff = re.search(r"\d+\s*-\s*\d+", tekst or "")
    return _flat(treff.group()) if treff else _flat(tekst)


def _begrunnet(dispensasjon: Dispensasjon) -> bool:
    return bool((dispensasjon.begrunnelse or "").strip())
