"""Plangrunnlag: the plan each new building is built under, and what the kommuneplan requires."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from byggsak.domain.bestemmelse import Bestemmelsesslag
from byggsak.domain.facts import Gjenstand, Ukjent, er_kjent
from byggsak.domain.planoversikt import Planrad
from byggsak.domain.plansone import Plangrunnlag
from byggsak.domain.tekst import Tekst
from byggsak.facts import areas, reasons
from byggsak.facts.local_law import ikke_lest
from byggsak.facts.mapview import Plan, verdi
from byggsak.facts.planoversikt import planrader
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import NyttBygg, Tomt

# The map service writes the words; the numbers of the code list are not known to us, and are no
# answer.
_PRIVAT: Final = ("privat", "foretak")
_OFFENTLIG: Final = ("offentlig", "kommun", "stat", "fylke")
UTEN_FORSLAGSSTILLER: Final = Tekst(
    "plankartet sier ikke tydelig hvem som foreslo planen",
    "plankartet seier ikkje tydeleg kven som gjorde framlegg om planen",
    "the plan map does not clearly say who proposed the plan",
)

PLANEN_DEKKER: Final = Tekst(
    "en reguleringsplan dekker byggverket",
    "ein reguleringsplan dekkjer byggverket",
    "a zoning plan covers the structure",
)


def plangrunnlag(tomt: Tomt) -> list[Plangrunnlag]:
    """One per new building."""
    grunn = tomt.plan_grunn or tomt.plankart_grunn
    if grunn is not None:
        return [reasons.uavklart(Plangrunnlag, grunn)]
    return [_for_bygg(tomt, bygg) for bygg in tomt.nye]


def planer_i(gjenstander: Iterable[Gjenstand]) -> tuple[Planrad, ...]:
    """The plans on the place, for the report; none where nobody knows them."""
    return tuple(
        rad
        for g in gjenstander
        if isinstance(g, Plangrunnlag) and er_kjent(g.planer)
        for rad in g.planer
    )


def _for_bygg(tomt: Tomt, bygg: NyttBygg) -> Plangrunnlag:
    b, flate = bygg.bygning, bygg.fotavtrykk
    plan = next((p for p in tomt.utsnitt.planer if p.gjelder.intersects(flate)), None)
    andre = [o for f, o in tomt.utsnitt.ikke_i_kraft if f.intersects(flate)]
    felles: dict[str, Any] = {
        "navn": b.gml_id,
        "sted": tomt.sted(b.gml_id, b.linje, flate),
        "har_reguleringsplan": plan is not None,
        "dato": tomt.grunnlag.plandato,
        "andre_statuser": tuple(verdi(o, "planstatus") or "" for o in andre),
        "planer": planrader(tomt, bygg),
        "andre_planer": tuple(verdi(o, "plannavn") or o.plan_id or o.gml_id for o in andre),
    }
    if plan is not None:
        return reasons.alt_ukjent(Plangrunnlag(**felles, **_om(plan)), PLANEN_DEKKER)
    uten = Plangrunnlag(**felles, **_plankrav(tomt))
    return reasons.alt_ukjent(uten, reasons.INGEN_PLAN_HER)


def _om(plan: Plan) -> dict[str, Any]:
    plantype = verdi(plan.objekt, "plantype")
    return {
        "plan": plan.navn,
        "plantype": plantype
        if plantype is not None
        else ukjent_felt(Plangrunnlag, "plantype", reasons.IKKE_I_PLANEN),
        "privat": _privat(plan),
        "vedtatt": plan.dato
        if plan.dato is not None
        else ukjent_felt(Plangrunnlag, "vedtatt", reasons.IKKE_I_PLANEN),
    }


def _privat(plan: Plan) -> Any:
    ord_ = (verdi(plan.objekt, "forslagsstillerType") or "").casefold()
    if ord_.startswith(_PRIVAT):
        return True
    if ord_.startswith(_OFFENTLIG):
        return False
    return ukjent_felt(Plangrunnlag, "privat", UTEN_FORSLAGSSTILLER)


def _plankrav(tomt: Tomt) -> dict[str, Any]:
    """What the provisions of the kommuneplan say, as somebody has read them."""
    slag = Bestemmelsesslag.PLANKRAV
    kommune, nummer = tomt.grunnlag.kommune, tomt.grunnlag.kommunenummer
    sett = kommune.bestemmelser.get(nummer) if kommune is not None else None
    if sett is None or not sett.lest(slag):
        grunn = ikke_lest(slag, "kommuneplanen", nummer)
        return {"har_plankrav": ukjent_felt(Plangrunnlag, "har_plankrav", grunn)}
    gjelder = [b for b in sett.bestemmelser if b.slag is slag and b.gjaldt(tomt.grunnlag.plandato)]
    if not gjelder:
        return {"har_plankrav": False}
    strengest = min(gjelder, key=lambda b: b.verdi)
    nytt: Any = areas.fotavtrykk(tomt).maalt_nytt
    if isinstance(nytt, Ukjent):
        nytt = ukjent_felt(Plangrunnlag, "nytt_areal", nytt.grunn or reasons.PLAN_MANGLER)
    return {
        "har_plankrav": True,
        "areal_uten_plan": strengest.verdi,
        "nytt_areal": nytt,
        "kilde": f"{sett.dokument}, {strengest.kilde}, s. {strengest.side}",
    }
