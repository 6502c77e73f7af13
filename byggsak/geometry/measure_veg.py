"""Crossings of public roads, and how far a building reaches over the line across their corner.

At a crossing the building line runs straight between a point on each centre line, so far from where
the centre lines meet (veglova § 29). Roads over or under each other do not cross.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import substring

from byggsak.geometry.measure import INGEN_FORM, Form, union
from byggsak.geometry.remember import remember

_SAMME_STED = 0.05  # m: nodes of one road network
_TO_VEGER = 3  # legs that meet: fewer is one road that goes on, or ends


@dataclass(frozen=True)
class Arm:
    """One leg out from a crossing: its class and the centre line from the crossing outwards."""

    klasse: str
    linje: LineString


@dataclass(frozen=True)
class Kryss:
    punkt: Point
    armer: tuple[Arm, ...]


@dataclass(frozen=True)
class Hjoerne:
    """The corner of a crossing between two legs, and the line across it.

    `sikkert`: both legs are as long as the law measures. Where one is shorter it is drawn on
    straight, and whether the line then runs there is not for the map to say.
    """

    flate: Polygon
    linje: LineString
    klasse: str
    kryss: Point
    sikkert: bool


@dataclass(frozen=True)
class Over:
    """How far a building reaches over the line of a corner, m, and the part of it that is over.

    Outside the corner `meter` is the distance to it, negative.
    """

    meter: float
    flate: Form
    hjoerne: Hjoerne


@remember
def kryss(veger: tuple[tuple[str, Form], ...]) -> tuple[Kryss, ...]:
    """Where three or more legs of the roads (class, centre line) meet."""
    linjer = [
        (klasse, del_)
        for klasse in dict.fromkeys(k for k, _ in veger)
        for del_ in _sammenhengende([f for k, f in veger if k == klasse])
    ]
    if not linjer:
        return ()
    punkter = _noder([li for _, li in linjer])
    funnet = []
    for punkt in punkter:
        armer = [
            Arm(klasse, arm)
            for klasse, linje in linjer
            if linje.distance(punkt) < _SAMME_STED
            for arm in _armer(linje, punkt)
        ]
        if len(armer) >= _TO_VEGER:
            funnet.append(Kryss(punkt, tuple(armer)))
    return tuple(funnet)


def _sammenhengende(former: Sequence[Form]) -> list[LineString]:
    merget = shapely.line_merge(union(former))
    return [d for d in shapely.get_parts(merget) if isinstance(d, LineString) and d.length > 0]


def _noder(linjer: Sequence[LineString]) -> list[Point]:
    """Ends, and where lines meet; one for each place."""
    punkter = [Point(li.coords[nr]) for li in linjer for nr in (0, -1)]
    tre = shapely.STRtree(linjer)
    for a, b in tre.query(linjer, predicate="intersects").T.tolist():
        if a < b:
            felles = shapely.get_parts(linjer[a].intersection(linjer[b]))
            punkter += [p for p in felles if isinstance(p, Point)]
    ulike: list[Point] = []
    for punkt in punkter:
        if all(punkt.distance(p) >= _SAMME_STED for p in ulike):
            ulike.append(punkt)
    return ulike


def _armer(linje: LineString, punkt: Point) -> list[LineString]:
    langs = linje.project(punkt)
    deler: list[LineString] = []
    if langs > _SAMME_STED:
        deler.append(_stykke(linje, langs, 0))
    if linje.length - langs > _SAMME_STED:
        deler.append(_stykke(linje, langs, linje.length))
    return deler


def _stykke(linje: LineString, fra: float, til: float) -> LineString:
    stykke = substring(linje, fra, til)
    assert isinstance(stykke, LineString)  # a point only when from and to are the same
    return stykke


@remember
def hjoerner(
    veger: tuple[tuple[str, Form], ...], langs: tuple[tuple[str, float], ...]
) -> tuple[Hjoerne, ...]:
    """Every corner of the crossings of the roads (class, centre line).

    `langs` is how far out on the centre line the line begins, by class; the farthest of the two
    roads holds for both.
    """
    meter = dict(langs)
    alle = (
        _hjoerne(ett.punkt, a, b, meter)
        for ett in kryss(veger)
        for a, b in combinations(ett.armer, 2)
    )
    return tuple(h for h in alle if h.flate.area > 1e-6)  # straight on is no corner


def _hjoerne(punkt: Point, a: Arm, b: Arm, langs: Mapping[str, float]) -> Hjoerne:
    stoerst = max((a, b), key=lambda arm: langs[arm.klasse])
    meter = langs[stoerst.klasse]
    pa, pb = _ute(a.linje, meter), _ute(b.linje, meter)
    sikkert = min(a.linje.length, b.linje.length) >= meter
    return Hjoerne(Polygon([punkt, pa, pb]), LineString([pa, pb]), stoerst.klasse, punkt, sikkert)


def lengst_over(bygg: Form, alle: Sequence[Hjoerne]) -> Over | None:
    """The corner that the building reaches farthest into, or is nearest to when it reaches into
    none; None when there are no corners."""
    if not alle:
        return None
    avstander = shapely.distance(bygg, np.array([h.flate for h in alle], dtype=object))
    inne = [_over(bygg, alle[nr]) for nr in np.flatnonzero(avstander == 0).tolist()]
    if inne:
        return max(inne, key=lambda o: o.meter)
    naermest = int(np.argmin(avstander))
    return Over(-float(avstander[naermest]), INGEN_FORM, alle[naermest])


def _over(bygg: Form, hjoerne: Hjoerne) -> Over:
    over = bygg.intersection(hjoerne.flate)
    if over.area <= 1e-9:
        return Over(0.0, INGEN_FORM, hjoerne)
    dypest = max(Point(p).distance(hjoerne.linje) for p in shapely.get_coordinates(over))
    return Over(dypest, over, hjoerne)


def _ute(arm: LineString, meter: float) -> Point:
    """The point so far out on the leg; beyond its end straight on."""
    if arm.length >= meter:
        return arm.interpolate(meter)
    punkter = shapely.get_coordinates(arm)
    retning = punkter[-1] - punkter[-2]
    rest = (meter - arm.length) / float(np.hypot(*retning))
    return Point(punkter[-1] + retning * rest)
