"""A situation plan with one building moved, lowered or made smaller.

For asking «what if»: the plan that was delivered is never touched.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

import numpy as np
import shapely
import shapely.affinity
from shapely.geometry import shape

from byggsak.domain.situasjonsplan import Bygning, Flate, Situasjonsplan
from byggsak.geometry.measure import Form, Maalekrav, form, geojson, union
from byggsak.geometry.measure_area import bygning as bygd_av

_SAMME_RETNING: Final = math.cos(math.radians(2))
_BEROERING: Final = 1e-6  # m²: touching is no overlap
Vektor = tuple[float, float]


def flyttet(plan: Situasjonsplan, gml_id: str, oest: Decimal, nord: Decimal) -> Situasjonsplan:
    """The building, with façades and protruding parts, moved so many metres east and north."""
    dx, dy = float(oest), float(nord)
    return _endret(plan, gml_id, lambda f: shapely.affinity.translate(f, dx, dy))


def krympet(plan: Situasjonsplan, gml_id: str, andel: float) -> Situasjonsplan:
    """The building with `andel` of its area left: the same shape, round its own middle."""
    k = math.sqrt(andel)
    midt = form(bygning_i(plan, gml_id).omraade.wkb).centroid
    return _endret(plan, gml_id, lambda f: shapely.affinity.scale(f, k, k, origin=midt))


def bygning_i(plan: Situasjonsplan, gml_id: str) -> Bygning:
    """The building of the project. KeyError when there is none."""
    for bygg in plan.tiltak:
        if bygg.gml_id == gml_id:
            return bygg
    raise KeyError(gml_id)


def med_bygning(plan: Situasjonsplan, bygg: Bygning) -> Situasjonsplan:
    """The plan with one building of the project replaced by `bygg`, which has the same id."""
    return replace(plan, tiltak=tuple(bygg if b.gml_id == bygg.gml_id else b for b in plan.tiltak))


def bygd_areal(plan: Situasjonsplan, gml_id: str, krav: Maalekrav) -> float:
    """What the building takes up of the ground by itself, m²."""
    return float(bygd_av(bygning_i(plan, gml_id), krav)[0].area)


def omriss(plan: Situasjonsplan, gml_id: str) -> Mapping[str, Any] | None:
    """The footprint as GeoJSON."""
    return geojson(form(bygning_i(plan, gml_id).omraade.wkb))


def staar_i_veien(foer: Situasjonsplan, etter: Situasjonsplan, gml_id: str) -> bool:
    """Whether the building now covers more than before of what else the plan shows: other
    buildings, drawn parking, an access. No rule asks; nobody can build there all the same."""
    annet = union(
        [
            *(form(b.omraade.wkb) for b in foer.eksisterende),
            *(form(b.omraade.wkb) for b in foer.tiltak if b.gml_id != gml_id and not b.rives),
            *(form(p.omraade.wkb) for p in foer.parkering if p.omraade is not None),
        ]
    )
    revet = union(form(b.omraade.wkb) for b in foer.tiltak if b.rives)
    annet = annet.difference(revet)
    gammelt, nytt = _skrog(bygning_i(foer, gml_id)), _skrog(bygning_i(etter, gml_id))
    if nytt.intersection(annet).area > gammelt.intersection(annet).area + _BEROERING:
        return True
    return any(
        nytt.intersects(form(a.wkb)) and not gammelt.intersects(form(a.wkb))
        for a in foer.avkjoersler
    )


def normaler(geometri: Mapping[str, Any] | None) -> list[Vektor]:
    """Unit vectors across every edge of the areas, both ways; each direction once."""
    if geometri is None:
        return []
    funnet: list[Vektor] = []
    for ring in _ringer(shape(dict(geometri))):
        punkter = shapely.get_coordinates(ring)
        for dx, dy in np.diff(punkter, axis=0):
            lengde = math.hypot(dx, dy)
            if lengde > 0:
                for fortegn in (1, -1):
                    ny(funnet, (fortegn * dy / lengde, -fortegn * dx / lengde))
    return funnet


def ny(funnet: list[Vektor], vektor: Vektor) -> None:
    """Add the direction unless there is one (nearly) like it."""
    if all(v[0] * vektor[0] + v[1] * vektor[1] < _SAMME_RETNING for v in funnet):
        funnet.append(vektor)


def utstrekning(geometri: Mapping[str, Any] | None, retning: Vektor) -> float:
    """How far the geometry reaches along the direction, m; 0 for nothing."""
    if geometri is None:
        return 0.0
    punkter = shapely.get_coordinates(shape(dict(geometri)))
    langs = punkter @ np.array(retning)
    return float(langs.max() - langs.min()) if len(langs) else 0.0


def _endret(plan: Situasjonsplan, gml_id: str, gjoer: Callable[[Form], Form]) -> Situasjonsplan:
    def flate(f: Flate) -> Flate:
        wkb: bytes = shapely.to_wkb(gjoer(form(f.wkb)))
        return replace(f, wkb=wkb)

    b = bygning_i(plan, gml_id)
    return med_bygning(
        plan,
        replace(
            b,
            omraade=flate(b.omraade),
            fasader=tuple(replace(f, linjegeometri=flate(f.linjegeometri)) for f in b.fasader),
            utstikkende=tuple(replace(u, omraade=flate(u.omraade)) for u in b.utstikkende),
        ),
    )


def _skrog(bygg: Bygning) -> Form:
    return union([form(bygg.omraade.wkb), *(form(u.omraade.wkb) for u in bygg.utstikkende)])


def _ringer(geometri: Form) -> list[Form]:
    ringer: list[Form] = []
    for del_ in shapely.get_parts(geometri):
        if isinstance(del_, shapely.Polygon):
            ringer += [del_.exterior, *del_.interiors]
    return ringer
