"""A building against a building line (byggegrense): which side is which, and how far over.

A line has no inside. It must divide the building area (land use 1xxx) of the plan; the side towards
the road (land use 2xxx) is outside. A closed line has its inside within. Anything else is said to
be unknown, with the reason.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import split

from byggsak.geometry.measure import INGEN_FORM, Form, Maalekrav, er_sliver, polygoner, union
from byggsak.geometry.remember import remember

_PROEVER = 9  # places along the line where both sides are asked how far the road is


class UtenSide(Enum):
    """Why nobody can say which side of the line is the building area."""

    AAPEN = "aapen"  # it does not divide the area
    INGEN_VEG = "ingen_veg"  # neither side lies towards a road, or both alike
    UTENFOR = "utenfor"  # the building stands where no building area is


@dataclass(frozen=True)
class Overskridelse:
    """How far over the line, m (0 inside), and the part that is over."""

    meter: float
    flate: Form


def samlede_linjer(linjer: Sequence[Form]) -> list[LineString]:
    """Lines that continue each other are one line: plans cut them at every property. Two that
    cross, one along each road, stay two."""
    return list(_samlede_linjer(tuple(linjer)))


@remember
def _samlede_linjer(linjer: tuple[Form, ...]) -> tuple[LineString, ...]:
    ulike = list({shapely.normalize(linje).wkb: linje for linje in linjer}.values())
    biter = np.array([b for b in shapely.get_parts(ulike) if b.geom_type == "LineString"])
    if not len(biter):
        return ()
    tre = shapely.STRtree(biter)
    # Drawn partly on top of each other they must be cut to be joined; that would cut crossings too
    i, j = tre.query(biter, predicate="intersects")
    felles = shapely.length(shapely.intersection(biter[i[i < j]], biter[j[i < j]]))
    dobbelt = bool((felles > 0).any())
    merget = shapely.line_merge(union(linjer) if dobbelt else shapely.multilinestrings(biter))
    return tuple(d for d in shapely.get_parts(merget) if isinstance(d, LineString) and d.length > 0)


@remember
def har_felles_strekning(a: Form, b: Form) -> bool:
    """Whether the lines run together for some length; that they cross is not enough."""
    return bool(a.intersection(b).length > 0)


@remember
def samlet(flater: tuple[Form, ...]) -> Form:
    """The union of areas of the map."""
    return union(flater)


def overskridelse(
    bygg: Form, linje: LineString, byggeomraade: Form, veg: Form, krav: Maalekrav
) -> Overskridelse | UtenSide:
    """How far the building, protruding parts included, reaches over the line.

    `byggeomraade` is the plan's building land use near the building, `veg` its road land use.
    """
    felt = [p for p in polygoner(byggeomraade) if p.intersects(bygg) or p.intersects(linje)]
    if not any(p.intersects(bygg) for p in felt):
        return UtenSide.UTENFOR
    inne: list[Form] = []
    ute: list[Form] = []
    for polygon in felt:
        sider = _sider(polygon, linje, veg, krav)
        if isinstance(sider, UtenSide):
            if polygon.intersects(bygg):
                return sider
            continue
        inne.append(sider[0])
        ute.append(sider[1])
    over = bygg.difference(union(inne))
    # Only what continues into the outer side is over this line; a part beyond another edge of the
    # building area is another rule's matter.
    utside = union(ute)
    deler = [p for p in polygoner(over) if p.intersection(utside).area > 1e-6]
    if not deler:
        return Overskridelse(0.0, INGEN_FORM)
    lengst = max(
        Point(punkt).distance(linje) for p in deler for punkt in shapely.get_coordinates(p)
    )
    return Overskridelse(lengst, union(deler))


@remember
def _sider(
    polygon: Polygon, linje: LineString, veg: Form, krav: Maalekrav
) -> tuple[Form, Form] | UtenSide:
    """(inside, outside) of one building area."""
    if not linje.intersects(polygon):
        return UtenSide.AAPEN
    if linje.is_closed:
        ring = Polygon(linje.coords)
        return polygon.intersection(ring), polygon.difference(ring)
    biter = split(polygon, _forlenget(linje, float(krav.sliver_bredde)))
    deler = [p for p in polygoner(biter) if not er_sliver(p, krav)]
    if len(deler) < 2:
        return UtenSide.AAPEN
    stemmer = _stemmer(deler, linje, veg)
    ute = [d for d, s in zip(deler, stemmer, strict=True) if s > 0]
    inne = [d for d, s in zip(deler, stemmer, strict=True) if s < 0]
    if not ute or not inne or len(ute) + len(inne) < len(deler):
        return UtenSide.INGEN_VEG
    return union(inne), union(ute)


def _forlenget(linje: LineString, meter: float) -> LineString:
    """The line a little longer at both ends, so that one drawn a crack too short still divides."""
    punkter = shapely.get_coordinates(linje)
    foran = punkter[0] - punkter[1]
    bak = punkter[-1] - punkter[-2]
    start = punkter[0] + foran / np.hypot(*foran) * meter
    slutt = punkter[-1] + bak / np.hypot(*bak) * meter
    return LineString([start, *punkter, slutt])


def _stemmer(deler: Sequence[Polygon], linje: LineString, veg: Form) -> list[int]:
    """For each part: places along the line from which the road is on its side, less the others."""
    stemmer = [0] * len(deler)
    if veg.is_empty:
        return stemmer
    vest, soer, oest, nord = shapely.total_bounds([*deler, veg])
    langt = math.hypot(oest - vest, nord - soer)
    for nr in range(_PROEVER):
        langs = linje.length * (nr + 0.5) / _PROEVER
        her = linje.interpolate(langs)
        litt = linje.interpolate(min(langs + 0.01, linje.length))
        dx, dy = litt.x - her.x, litt.y - her.y
        steg = math.hypot(dx, dy)
        if steg == 0:
            continue
        normal = (-dy / steg, dx / steg)
        venstre = _til_veg(her, normal, langt, linje, veg)
        hoeyre = _til_veg(her, (-normal[0], -normal[1]), langt, linje, veg)
        if venstre == hoeyre:
            continue
        mot = 1 if venstre < hoeyre else -1
        for fortegn in (1, -1):
            punkt = Point(her.x + fortegn * 0.02 * normal[0], her.y + fortegn * 0.02 * normal[1])
            for i, del_ in enumerate(deler):
                if del_.contains(punkt):
                    stemmer[i] += fortegn * mot
    return stemmer


def _til_veg(
    fra: Point, retning: tuple[float, float], langt: float, linje: LineString, veg: Form
) -> float:
    """Metres straight out to the road, infinite when there is none before the line comes back."""
    dx, dy = retning
    straale = LineString(
        [(fra.x + 0.01 * dx, fra.y + 0.01 * dy), (fra.x + langt * dx, fra.y + langt * dy)]
    )
    til_veg = straale.intersection(veg)
    if til_veg.is_empty:
        return math.inf
    avstand = fra.distance(til_veg)
    tilbake = straale.intersection(linje)
    if not tilbake.is_empty and fra.distance(tilbake) < avstand:
        return math.inf
    return float(avstand)


def gaar_mellom(bygg: Form, korteste: LineString, linjer: Sequence[LineString]) -> bool:
    """`gaar_mellom_hver` for one boundary."""
    return gaar_mellom_hver(bygg, [korteste], linjer)[0]


def gaar_mellom_hver(
    bygg: Form, korteste: Sequence[LineString], linjer: Sequence[LineString]
) -> list[bool]:
    """Whether a building line runs between the building and each boundary, along the boundary.

    `korteste` are the shortest lines from façade to boundary. A building line that the front half
    of the building has crossed still counts; one that runs straight at the boundary, such as a line
    along the road towards the neighbour at the side, does not (it sets no distance to him).
    """
    if not linjer or not korteste:
        return [False] * len(korteste)
    vest, soer, oest, nord = bygg.bounds
    langt = math.hypot(oest - vest, nord - soer)
    siktlinjer = []
    for (px, py), (qx, qy) in shapely.get_coordinates(list(korteste)).reshape(-1, 2, 2).tolist():
        dx, dy = qx - px, qy - py
        if math.hypot(dx, dy) < 1e-6:
            midt = bygg.centroid
            dx, dy = qx - midt.x, qy - midt.y
        dx, dy = _enhet(dx, dy)
        siktlinjer.append(((px, py), (qx, qy), (dx, dy), (px - dx * langt, py - dy * langt)))
    # However deep the building is, the sight reaches no farther back than this.
    lengste = np.asarray(shapely.linestrings([(bakerst, q) for _, q, _, bakerst in siktlinjer]))
    treff = shapely.intersects(lengste[:, None], np.array(linjer, dtype=object)[None, :]).tolist()
    return [
        any(rad) and _gaar_mellom(bygg, sikt, [li for li, t in zip(linjer, rad, strict=True) if t])
        for sikt, rad in zip(siktlinjer, treff, strict=True)
    ]


_Sikt = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Façade point, boundary point, the way out, and a point behind the building."""


def _gaar_mellom(bygg: Form, sikt: _Sikt, linjer: Sequence[LineString]) -> bool:
    (px, py), q, (dx, dy), bakerst = sikt
    halv = LineString([(px, py), bakerst]).intersection(bygg).length / 2
    siktlinje = LineString([(px - dx * halv, py - dy * halv), q])
    for linje in linjer:
        felles = siktlinje.intersection(linje)
        for treff in () if felles.is_empty else shapely.get_parts(felles):
            langs = linje.project(treff.centroid)
            a = linje.interpolate(max(0.0, langs - 0.05))
            b = linje.interpolate(min(linje.length, langs + 0.05))
            langs_x, langs_y = _enhet(b.x - a.x, b.y - a.y)
            if abs(langs_x * dx + langs_y * dy) <= math.sqrt(0.5):
                return True
    return False


def _enhet(dx: float, dy: float) -> tuple[float, float]:
    lengde = max(math.hypot(dx, dy), 1e-12)
    return dx / lengde, dy / lengde
