"""Distance from a building's façades to the boundary with one neighbouring property.

pbl § 29-4 second ledd is about each façade: its own height, its own protruding parts (TEK17 § 6-3),
its own distance. A façade answers for what lies in front of it, within `fasade_vinkel` of its
normal; where the nearest point is a sharp corner that no façade faces, the one that faces it most
does. Every façade that faces the neighbour is tested, so at a corner the stricter one decides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, Polygon

from byggsak.geometry.measure import Form, Maalekrav, polygoner
from byggsak.geometry.remember import remember

Koordinat = tuple[float, float]
_BEROERING = 1e-6  # m: closer than this is touching, and a direction has no meaning


@dataclass(frozen=True)
class Fasadelinje:
    """A façade with a height of its own: where it runs, and whose height it is."""

    linje: Form
    gesimshoeyde: Decimal | None
    gml_id: str | None


@dataclass(frozen=True)
class Utstikk:
    """A protruding part that is no terrace."""

    flate: Form
    gml_id: str | None


@dataclass(frozen=True)
class Fasadeledd:
    """One straight piece of outer wall from `fra` to `til`, the building on its left."""

    fra: Koordinat
    til: Koordinat
    gesimshoeyde: Decimal | None
    gml_id: str | None  # of the façade it belongs to, when that has a height of its own
    tillegg: Decimal  # what protruding parts add to the required distance, m

    @property
    def normal(self) -> Koordinat:
        dx, dy = self.til[0] - self.fra[0], self.til[1] - self.fra[1]
        lengde = math.hypot(dx, dy)
        return (dy / lengde, -dx / lengde)


@dataclass(frozen=True)
class Fasadeavstand:
    """The shortest distance from façades of one height (and one addition) to one neighbour.

    `linje` is the shortest line, façade first; a point twice when they touch.
    """

    avstand: float
    gesimshoeyde: Decimal | None
    tillegg: Decimal
    gml_id: str | None
    linje: LineString


def fasadeledd(
    fotavtrykk: Form,
    fasader: Sequence[Fasadelinje],
    utstikk: Sequence[Utstikk],
    gesimshoeyde: Decimal | None,
    krav: Maalekrav,
) -> list[Fasadeledd]:
    """The outer walls piece by piece, each with the height and the addition that it has.

    Courtyards face no neighbour and are left out. A façade line that covers only part of a wall
    splits the wall.
    """
    toleranse = float(krav.sliver_bredde)
    ledd: list[Fasadeledd] = []
    for polygon in polygoner(fotavtrykk):
        ring = [(x, y) for x, y in shapely.get_coordinates(polygon.exterior).tolist()]
        if not polygon.exterior.is_ccw:
            ring.reverse()
        for fra, til in pairwise(ring):
            if math.dist(fra, til) < _BEROERING:
                continue
            for start, slutt, fasade in _delt(fra, til, fasader, toleranse):
                del_ = Fasadeledd(
                    start,
                    slutt,
                    gesimshoeyde if fasade is None else fasade.gesimshoeyde,
                    None if fasade is None else fasade.gml_id,
                    Decimal(0),
                )
                ledd.append(_med_tillegg(del_, utstikk, krav))
    return ledd


def _delt(
    a: Koordinat, b: Koordinat, fasader: Sequence[Fasadelinje], toleranse: float
) -> list[tuple[Koordinat, Koordinat, Fasadelinje | None]]:
    """The wall cut where a façade with its own height begins and ends."""
    if not fasader:
        return [(a, b, None)]
    vegg = LineString([a, b])
    strekninger: list[tuple[float, float, Fasadelinje]] = []
    for fasade in fasader:
        felles = vegg.intersection(shapely.buffer(fasade.linje, toleranse, cap_style="flat"))
        for bit in shapely.get_parts(felles):
            if bit.geom_type == "LineString" and bit.length > 2 * toleranse:
                ender = sorted(vegg.project(shapely.Point(p)) for p in bit.coords)
                strekninger.append((ender[0], ender[-1], fasade))
    deler: list[tuple[Koordinat, Koordinat, Fasadelinje | None]] = []
    naa = 0.0
    for start, slutt, fasade in sorted(strekninger, key=lambda s: s[:2]):
        if start - naa > toleranse:
            deler.append((_paa(vegg, naa), _paa(vegg, start), None))
        else:
            start = naa
        if vegg.length - slutt <= toleranse:
            slutt = vegg.length
        if slutt > start:
            deler.append((_paa(vegg, start), _paa(vegg, slutt), fasade))
            naa = slutt
    if not deler:
        return [(a, b, None)]
    if vegg.length - naa > toleranse:
        deler.append((_paa(vegg, naa), b, None))
    return deler


def _paa(vegg: LineString, avstand: float) -> Koordinat:
    punkt = vegg.interpolate(avstand)
    return (punkt.x, punkt.y)


def _med_tillegg(ledd: Fasadeledd, utstikk: Sequence[Utstikk], krav: Maalekrav) -> Fasadeledd:
    if not utstikk:
        return ledd
    stoerst = max(utstikk_foran(ledd, u.flate) for u in utstikk)
    over = Decimal(f"{stoerst:.4f}") - krav.fremspring_uten_tillegg
    if over <= 0:
        return ledd
    return Fasadeledd(ledd.fra, ledd.til, ledd.gesimshoeyde, ledd.gml_id, over)


def utstikk_foran(ledd: Fasadeledd, flate: Form) -> float:
    """How far the part reaches out, in metres at right angles to the wall, in front of it.

    Only what lies straight in front counts: eaves that run on past the corner belong to the next
    wall. A part of which only a crack lies in front reaches nothing.
    """
    (ax, ay), (bx, by) = ledd.fra, ledd.til
    nx, ny = ledd.normal
    vest, soer, oest, nord = flate.bounds
    langt = math.hypot(oest - vest, nord - soer) + math.dist((ax, ay), flate.centroid.coords[0])
    foran = Polygon(
        [(ax, ay), (bx, by), (bx + langt * nx, by + langt * ny), (ax + langt * nx, ay + langt * ny)]
    )
    felles = foran.intersection(flate)
    if felles.area <= 1e-4:
        return 0.0
    # A part belongs to the wall it touches, not to a wall it merely passes at a distance.
    vegg = LineString([ledd.fra, ledd.til])
    ytterst = 0.0
    for polygon in polygoner(felles):
        if polygon.distance(vegg) <= 0.05:
            punkter = shapely.get_coordinates(polygon)
            ytterst = max(ytterst, float(((punkter - (ax, ay)) @ np.array([nx, ny])).max()))
    return ytterst


def avstander(
    ledd: Sequence[Fasadeledd], grense: Form, inntrengning: Form, krav: Maalekrav
) -> list[Fasadeavstand]:
    """`avstander_til` for one boundary."""
    return avstander_til(ledd, [(grense, inntrengning)], krav)[0]


def avstander_til(
    ledd: Sequence[Fasadeledd], grenser: Sequence[tuple[Form, Form]], krav: Maalekrav
) -> list[list[Fasadeavstand]]:
    """The shortest distance to each boundary line, once per height and addition that faces it.

    Each boundary comes with the part of the building that stands on the neighbour's ground (empty
    when none does): walls there are 0 m from the boundary, however far inside. Sorted by distance;
    empty only when there is no boundary or no wall.
    """
    biter = [_segmenter(grense) for grense, _ in grenser]
    med_biter = [bit for bit in biter if len(bit)]
    if not med_biter or not ledd:
        return [[] for _ in grenser]
    # Every wall against every segment of every boundary at once: the calls cost more than the
    # measuring.
    alle = np.concatenate(med_biter)
    vegger = np.asarray(shapely.linestrings(np.array([[d.fra, d.til] for d in ledd])))
    korteste = shapely.shortest_line(vegger[:, None], alle[None, :])
    meter = shapely.length(korteste)
    ender = shapely.get_coordinates(korteste).reshape(len(ledd), len(alle), 2, 2)
    retning = ender[:, :, 1] - ender[:, :, 0]
    normaler = np.array([d.normal for d in ledd])
    ut = retning[:, :, 0] * normaler[:, 0, None] + retning[:, :, 1] * normaler[:, 1, None]
    cosinus = np.where(meter <= _BEROERING, 1.0, ut / np.maximum(meter, _BEROERING))
    vendt = cosinus >= math.cos(math.radians(float(krav.fasade_vinkel))) - 1e-9
    lengder = [len(bit) for bit in med_biter]
    foerste = np.cumsum([0, *lengder[:-1]])
    minst = np.minimum.reduceat(meter.min(axis=0), foerste)
    naermest = meter <= np.repeat(minst, lengder) + _BEROERING
    truffet = np.logical_or.reduceat((vendt & naermest).any(axis=0), foerste).tolist()
    svar: list[list[Fasadeavstand]] = []
    nr = fra = 0
    for bit, (_, inntrengning) in zip(biter, grenser, strict=True):
        if not len(bit):
            svar.append([])
            continue
        her = slice(fra, fra := fra + len(bit))
        if not truffet[nr]:
            skarpt = cosinus[:, her] >= cosinus[:, her][naermest[:, her]].max() - 1e-9
            vendt[:, her] |= naermest[:, her] & skarpt
        avstand = np.where(vendt[:, her], meter[:, her], np.inf)
        svar.append(_beste(ledd, vegger, avstand, korteste[:, her], inntrengning))
        nr += 1
    return svar


def _beste(
    ledd: Sequence[Fasadeledd],
    vegger: npt.NDArray[np.object_],
    meter: npt.NDArray[np.float64],
    korteste: npt.NDArray[np.object_],
    inntrengning: Form,
) -> list[Fasadeavstand]:
    """For each height and addition the wall that stands nearest; `meter` and `korteste` are
    (walls, segments), infinite where the wall does not face the segment."""
    beste: dict[tuple[Decimal | None, Decimal], Fasadeavstand] = {}
    for i, j in enumerate(meter.argmin(axis=1).tolist()):
        del_, avstand = ledd[i], float(meter[i, j])
        linje = korteste[i, j]
        if not inntrengning.is_empty:
            inne = vegger[i].intersection(inntrengning)
            if inne.length > _BEROERING:
                punkt = inne.interpolate(0.5, normalized=True).coords[0]
                avstand, linje = 0.0, LineString([punkt, punkt])
        noekkel = (del_.gesimshoeyde, del_.tillegg)
        if math.isinf(avstand) or (noekkel in beste and beste[noekkel].avstand <= avstand):
            continue
        beste[noekkel] = Fasadeavstand(avstand, del_.gesimshoeyde, del_.tillegg, del_.gml_id, linje)
    return sorted(beste.values(), key=lambda f: f.avstand)


@remember
def _segmenter(linjer: Form) -> npt.NDArray[np.object_]:
    """Every straight segment of the lines, and every lone point as a segment of no length."""
    biter: list[npt.NDArray[np.float64]] = []
    for del_ in _enkle(linjer):
        punkter = shapely.get_coordinates(del_)
        if del_.geom_type == "Point":
            biter.append(np.stack([punkter, punkter], axis=1))
        elif del_.geom_type in ("LineString", "LinearRing"):
            biter.append(np.stack([punkter[:-1], punkter[1:]], axis=1))
    if not biter:
        return np.empty(0, dtype=object)
    segmenter = np.asarray(shapely.linestrings(np.concatenate(biter)))
    segmenter.flags.writeable = False  # it is remembered, and given to others
    return segmenter


def _enkle(geometri: Form) -> list[Form]:
    if not hasattr(geometri, "geoms"):
        return [] if geometri.is_empty else [geometri]
    return [enkel for del_ in geometri.geoms for enkel in _enkle(del_)]
