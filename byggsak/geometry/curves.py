"""The curve model of GML before and after stroking: segments, rings, surfaces.

Arcs are kept as arcs, because quality rules ask about them (three points, not on a line). Stroking
to straight lines happens once, with one declared tolerance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from byggsak.geometry.crs import Punkter

SAGITTA: Final = 0.001
"""Metres. The most a chord may lie inside its arc: 1 mm, a tenth of the 10 mm that measuring is
held to. A quarter of a circle takes 44 chords at radius 6 m and 249 at 200 m."""

SKJOET: Final = 0.001
"""Metres. End points nearer than this are the same point (arcs given by centre and angle are
computed); a wider gap is an open ring or a broken curve, and is reported."""

Hoeyder = npt.NDArray[np.float64]
"""Heights, shape (n,), metres."""

_MEST: Final = 20_000  # chords in one arc: above this the radius is not of this world


class Segmentslag(StrEnum):
    LINJE = "linje"  # n >= 2 points
    BUE = "bue"  # 3 points: start, on the arc, end
    SIRKEL = "sirkel"  # 3 points on the circle, in order; starts and ends in the first


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """One piece of a curve. `navn` is the GML element («Arc»), `linje` its line in the file.

    `hoeyder`: the heights of the points where the file has three numbers per point.
    """

    slag: Segmentslag
    punkter: Punkter
    navn: str
    linje: int | None = None
    hoeyder: Hoeyder | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Kurve:
    """Segments in order, end to start."""

    segmenter: tuple[Segment, ...]
    gml_id: str | None = None
    linje: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Polygonflate:
    """One patch: the outer ring and its holes, orientation as in the file."""

    ytre: Kurve
    indre: tuple[Kurve, ...] = ()
    gml_id: str | None = None
    linje: int | None = None
    navn: str = "Polygon"


@dataclass(frozen=True, slots=True, eq=False)
class Punkt:
    punkt: Punkter  # shape (1, 2)
    gml_id: str | None = None
    linje: int | None = None


def snu(kurve: Kurve) -> Kurve:
    """The curve run the other way (OrientableCurve with orientation «-»)."""
    snudd = tuple(
        Segment(
            s.slag,
            s.punkter[::-1],
            s.navn,
            s.linje,
            None if s.hoeyder is None else s.hoeyder[::-1],
        )
        for s in reversed(kurve.segmenter)
    )
    return Kurve(snudd, kurve.gml_id, kurve.linje)


def bue_fra_sentrum(sentrum: Sequence[float], radius: float, start: float, slutt: float) -> Punkter:
    """Three points of an ArcByCenterPoint; angles in radians from the first axis to the second.

    Runs from `start` to `slutt`: clockwise when `slutt` is the smaller.
    """
    vinkler = np.array([start, (start + slutt) / 2, slutt])
    return np.asarray(sentrum, dtype=np.float64) + radius * np.column_stack(
        (np.cos(vinkler), np.sin(vinkler))
    )


def stryk(segment: Segment, sagitta: float = SAGITTA) -> Punkter | None:
    """The segment as straight chords at most `sagitta` metres from the arc; ends stay exact.

    Three points on a line become that line. None when the radius is absurd for the arc's length.
    """
    if segment.slag is Segmentslag.LINJE:
        return segment.punkter
    a, b, c = segment.punkter
    if segment.slag is Segmentslag.SIRKEL:
        deler = (_bue(a, b, c, sagitta), _bue_videre(a, b, c, sagitta))
        if deler[0] is None or deler[1] is None:
            return None
        return np.vstack((deler[0], deler[1][1:]))
    return _bue(a, b, c, sagitta)


def sirkel(a: Punkter, b: Punkter, c: Punkter) -> tuple[Punkter, float] | None:
    """Centre and radius (m) of the circle through three points; None when they are on a line."""
    # Relative to the first point: northings are 7 digits, squares of them would eat the millimetres
    u, v = b - a, c - a
    kryss = 2.0 * float(u[0] * v[1] - u[1] * v[0])
    if kryss == 0.0:
        return None
    uu, vv = float(u @ u), float(v @ v)
    fra_a = np.array([v[1] * uu - u[1] * vv, u[0] * vv - v[0] * uu]) / kryss
    return a + fra_a, math.hypot(float(fra_a[0]), float(fra_a[1]))


def _bue(a: Punkter, b: Punkter, c: Punkter, sagitta: float) -> Punkter | None:
    funnet = sirkel(a, b, c)
    if funnet is None:
        return np.vstack((a, b, c))
    sentrum, radius = funnet
    t0, t1, t2 = (math.atan2(float(p[1] - sentrum[1]), float(p[0] - sentrum[0])) for p in (a, b, c))
    mot_klokka = (t1 - t0) % math.tau <= (t2 - t0) % math.tau
    fram = 1.0 if mot_klokka else -1.0
    # The given point on the arc is kept, so each half is stroked by itself.
    foerste = _korder(sentrum, radius, t0, fram * ((fram * (t1 - t0)) % math.tau), sagitta)
    andre = _korder(sentrum, radius, t1, fram * ((fram * (t2 - t1)) % math.tau), sagitta)
    if foerste is None or andre is None:
        return None
    return np.vstack((a, foerste, b, andre, c))


def _bue_videre(a: Punkter, b: Punkter, c: Punkter, sagitta: float) -> Punkter | None:
    """The rest of the circle: from c back to a, away from b."""
    funnet = sirkel(a, b, c)
    if funnet is None:
        return None
    sentrum, radius = funnet
    t_c, t_a = (math.atan2(float(p[1] - sentrum[1]), float(p[0] - sentrum[0])) for p in (c, a))
    t_b = math.atan2(float(b[1] - sentrum[1]), float(b[0] - sentrum[0]))
    mot_klokka = (t_b - t_a) % math.tau <= (t_c - t_a) % math.tau
    fram = 1.0 if mot_klokka else -1.0
    resten = _korder(sentrum, radius, t_c, fram * ((fram * (t_a - t_c)) % math.tau), sagitta)
    return None if resten is None else np.vstack((c, resten, a))


def _korder(
    sentrum: Punkter, radius: float, start: float, sveip: float, sagitta: float
) -> Punkter | None:
    """Points strictly between the ends of an arc of `sveip` radians."""
    steg = 2.0 * math.acos(max(-1.0, 1.0 - sagitta / radius)) if radius > sagitta else math.pi
    antall = max(1, math.ceil(abs(sveip) / steg)) if steg > 0.0 else 1
    if antall > _MEST:
        return None
    vinkler = start + sveip * np.arange(1, antall) / antall
    return sentrum + radius * np.column_stack((np.cos(vinkler), np.sin(vinkler)))
