"""plan.dekning-*: the purposes of a plan cover it, without gaps, overlaps or overhang.

Each plan area (RpOmråde, KpOmråde) is compared with the purposes that belong to it: those that
point at it, or that have the same plan and vertical level. Pieces thinner than two millimetres are
the arithmetic of arcs; slivers under five centimetres and one square metre are warnings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.funn import Alvorlighet
from byggsak.domain.tekst import Tekst
from byggsak.geometry.kvalitet.former import geojson, punkt_i, sted
from byggsak.geometry.kvalitet.modell import (
    OPPFYLT,
    Kvalitetsregel,
    Svar,
    brutt,
    ikke_aktuell,
    uavklart,
    venter,
)
from byggsak.geometry.kvalitet.planomraade import Planomraade, planomraader
from byggsak.geometry.kvalitet.register import Kjent, Register

STOEY: Final = 0.002
"""Metres of width: two arcs of one curve, stroked apart, differ by two sagittas."""
FLIS_BREDDE: Final = 0.05
FLIS_AREAL: Final = 1.0
"""Metres and square metres: a piece under both is a sliver, listed as a warning."""

_OM_GANGEN: Final = 64
_NOK: Final = 500

Slag = Literal["hull", "utenfor"]


def hull(register: Register) -> Iterator[Svar]:
    """No part of the plan without a purpose."""
    yield from _mot_planen(register, "hull")


def utenfor(register: Register) -> Iterator[Svar]:
    """No purpose outside the plan."""
    yield from _mot_planen(register, "utenfor")


def overlapp(register: Register) -> Iterator[Svar]:
    """No ground with two purposes on one level."""
    for plan in planomraader(register):
        yield from list(_uten_svar(plan)) or list(_overlapp(plan)) or [OPPFYLT]


def _mot_planen(register: Register, slag: Slag) -> Iterator[Svar]:
    for plan in planomraader(register):
        if plan.flate is None or plan.dekket is None:
            yield from _uten_svar(plan)
            continue
        rest = (
            shapely.difference(plan.flate, plan.dekket)
            if slag == "hull"
            else shapely.difference(plan.dekket, plan.flate)
        )
        stykker = _stykker(rest)
        tekst = _hull_tekst if slag == "hull" else _utenfor_tekst
        for stykke in stykker:
            yield _funn(plan.omraade, stykke, tekst(stykke))
        # A sliver is a warning beside the rule being met, not instead of it
        if not any(not _flis(s) for s in stykker):
            yield OPPFYLT


def _uten_svar(plan: Planomraade) -> Iterator[Svar]:
    """Why a plan cannot be asked about; nothing when it can."""
    if plan.grunn is not None:
        yield ikke_aktuell(plan.grunn)
    elif plan.uavklart is not None:
        omraade = plan.omraade
        yield uavklart(
            plan.uavklart, gml_id=omraade.gml_id, linje=omraade.linje, gjelder=omraade.navn
        )
    elif plan.venter is not None:
        yield venter(plan.venter)


def _overlapp(plan: Planomraade) -> Iterator[Svar]:
    former = np.asarray(plan.former)
    tre = shapely.STRtree(former)
    antall = 0
    bare_fliser = True
    for start in range(0, len(former), _OM_GANGEN):
        i, j = tre.query(former[start : start + _OM_GANGEN], predicate="intersects")
        i = i + start
        i, j = i[i < j], j[i < j]
        felles = shapely.intersection(former[i], former[j])
        for k in np.flatnonzero(shapely.area(felles) > 0.0):
            for stykke in _stykker(felles[k]):
                a, b = plan.formaal[int(i[k])], plan.formaal[int(j[k])]
                yield _funn(b, stykke, _overlapp_tekst(stykke, a))
                bare_fliser = bare_fliser and _flis(stykke)
                antall += 1
        if antall >= _NOK:
            return
    if antall and bare_fliser:
        yield OPPFYLT


def _stykker(form: BaseGeometry) -> list[BaseGeometry]:
    """The pieces that are wider than arithmetic, the largest first."""
    deler = [d for d in shapely.get_parts(form) if d.geom_type == "Polygon" and d.area > 0.0]
    return sorted((d for d in deler if not _smalere(d, STOEY)), key=lambda d: -d.area)


def _flis(stykke: BaseGeometry) -> bool:
    return bool(stykke.area < FLIS_AREAL and _smalere(stykke, FLIS_BREDDE))


def _smalere(stykke: BaseGeometry, bredde: float) -> bool:
    # The largest circle inside a shape has a radius of at least area / perimeter, and to divide is
    # quicker than to shrink
    if stykke.area / stykke.length >= bredde / 2:
        return False
    return bool(shapely.buffer(stykke, -bredde / 2, quad_segs=1).is_empty)


def _funn(kjent: Kjent, stykke: BaseGeometry, melding: Tekst) -> Svar:
    return brutt(
        melding,
        gml_id=kjent.gml_id,
        linje=kjent.linje,
        epsg=kjent.epsg,
        punkt=punkt_i(stykke),
        geometri=geojson(stykke),
        boks=stykke.bounds,
        alvorlighet=Alvorlighet.ADVARSEL if _flis(stykke) else None,
        gjelder=kjent.navn,
    )


def _hull_tekst(stykke: BaseGeometry) -> Tekst:
    hvor, areal = sted(punkt_i(stykke)), f"{stykke.area:.2f}"
    return Tekst(
        f"{areal} m² av planområdet har ikke arealformål, ved (øst, nord) {hvor}.",
        f"{areal} m² av planområdet har ikkje arealformål, ved (aust, nord) {hvor}.",
        f"{areal} m² of the plan has no land-use purpose, at (east, north) {hvor}.",
    )


def _utenfor_tekst(stykke: BaseGeometry) -> Tekst:
    hvor, areal = sted(punkt_i(stykke)), f"{stykke.area:.2f}"
    return Tekst(
        f"{areal} m² arealformål ligger utenfor planområdet, ved (øst, nord) {hvor}.",
        f"{areal} m² arealformål ligg utanfor planområdet, ved (aust, nord) {hvor}.",
        f"{areal} m² of land-use purpose lies outside the plan, at (east, north) {hvor}.",
    )


def _overlapp_tekst(stykke: BaseGeometry, annen: Kjent) -> Tekst:
    hvor, areal = sted(punkt_i(stykke)), f"{stykke.area:.2f}"
    hvem = f"{annen.navn} (linje {annen.linje})"
    en = f"{annen.navn} (line {annen.linje})"
    return Tekst(
        f"{areal} m² har to arealformål: dette og {hvem}, ved (øst, nord) {hvor}.",
        f"{areal} m² har to arealformål: dette og {hvem}, ved (aust, nord) {hvor}.",
        f"{areal} m² has two land-use purposes: this and {en}, at (east, north) {hvor}.",
    )


_INGEN: Final = Tekst(
    "Filen har ikke noe planområde (RpOmråde eller KpOmråde).",
    "Fila har ikkje noko planområde (RpOmråde eller KpOmråde).",
    "The file has no plan area (RpOmråde or KpOmråde).",
)

HULL: Final = Kvalitetsregel(
    id="plan.dekning-hull",
    tittel=Tekst(
        "Hele planområdet har arealformål",
        "Heile planområdet har arealformål",
        "All of the plan has a land-use purpose",
    ),
    raad=Tekst(
        "Utvid et arealformål til det dekker hullet.",
        "Utvid eit arealformål til det dekkjer holet.",
        "Extend a land-use purpose until it covers the gap.",
    ),
    ingen=_INGEN,
    fil=hull,
)

UTENFOR: Final = Kvalitetsregel(
    id="plan.dekning-utenfor",
    tittel=Tekst(
        "Arealformål ligger innenfor planområdet",
        "Arealformål ligg innanfor planområdet",
        "Land-use purposes lie inside the plan",
    ),
    raad=Tekst(
        "Klipp arealformålet mot planområdet, eller utvid planområdet.",
        "Klipp arealformålet mot planområdet, eller utvid planområdet.",
        "Clip the land-use purpose to the plan area, or extend the plan area.",
    ),
    ingen=_INGEN,
    fil=utenfor,
)

OVERLAPP: Final = Kvalitetsregel(
    id="plan.dekning-overlapp",
    tittel=Tekst(
        "Arealformål overlapper ikke",
        "Arealformål overlappar ikkje",
        "Land-use purposes do not overlap",
    ),
    raad=Tekst(
        "Klipp det ene arealformålet mot det andre.",
        "Klipp det eine arealformålet mot det andre.",
        "Clip one land-use purpose to the other.",
    ),
    ingen=_INGEN,
    fil=overlapp,
)
