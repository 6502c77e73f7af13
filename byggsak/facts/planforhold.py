"""Planforhold: where both a reguleringsplan and a kommuneplan are in force under a building."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from byggsak.domain.plan import Planforhold
from byggsak.domain.tekst import Tekst
from byggsak.facts import reasons
from byggsak.facts.mapview import Plan
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import NyttBygg, Tomt
from byggsak.geometry.measure import Form
from byggsak.geometry.measure_plan import formaal_under

UTEN_DATO = Tekst(
    "en av planene oppgir ikke når den trådte i kraft",
    "ein av planane oppgir ikkje når han tok til å gjelde",
    "one of the plans does not say when it came into force",
)


def planforhold(tomt: Tomt) -> list[Planforhold]:
    """One per new building that both kinds of plan cover. A municipality whose kommuneplan is not
    in the map has none: that the map has no plans at all is said by the other things."""
    if tomt.plan_grunn is not None or tomt.plankart_grunn is not None:
        return [
            reasons.uavklart(
                Planforhold, tomt.plan_grunn or tomt.plankart_grunn or reasons.IKKE_KART
            )
        ]
    return [p for bygg in tomt.nye if (p := _for_bygg(tomt, bygg)) is not None]


def _for_bygg(tomt: Tomt, bygg: NyttBygg) -> Planforhold | None:
    flate, b = bygg.fotavtrykk, bygg.bygning
    regulering = _gjeldende(tomt.utsnitt.planer, flate)
    kommuneplan = next((p for p in tomt.utsnitt.kommuneplaner if p.omraade.intersects(flate)), None)
    if regulering is None or kommuneplan is None:
        return None
    nyere: Any
    if regulering.dato is None or kommuneplan.dato is None:
        nyere = ukjent_felt(Planforhold, "kommuneplan_nyere", UTEN_DATO)
    else:
        nyere = kommuneplan.dato > regulering.dato
    return Planforhold(
        navn=b.gml_id,
        sted=tomt.sted(b.gml_id, b.linje, flate),
        reguleringsplan=_navn(regulering),
        kommuneplan=_navn(kommuneplan),
        kommuneplan_nyere=nyere,
        formaal_regulering=_formaal(regulering, flate),
        formaal_kommuneplan=_formaal(kommuneplan, flate),
    )


def _gjeldende(planer: Sequence[Plan], flate: Form) -> Plan | None:
    return next((p for p in planer if p.gjelder.intersects(flate)), None)


def _formaal(plan: Plan, flate: Form) -> tuple[str, ...]:
    naer = [(kode, f) for kode, f, _ in plan.formaal if f.intersects(flate)]
    return tuple(dict.fromkeys(d.kode for d in formaal_under(flate, naer, ()).deler))


def _navn(plan: Plan) -> str:
    return f"{plan.navn} ({plan.dato.year})" if plan.dato else plan.navn
