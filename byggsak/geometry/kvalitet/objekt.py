"""One object made ready for the rules: its surfaces and curves built once, its faults sorted.

A fault that makes the rest of a geometry meaningless is named here (`venter`), so that one cause
is reported by one rule and the others wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.kart import BBox
from byggsak.geometry.crs import Punkter, i_norge
from byggsak.geometry.curves import Kurve, Polygonflate, Punkt, Segment, Segmentslag
from byggsak.geometry.errors import Koordinat, Problem
from byggsak.geometry.gml_model import Geometrislag, GmlFeature, GmlGeometri
from byggsak.geometry.kvalitet import tekster
from byggsak.geometry.kvalitet.former import boks_av, boks_rundt, foerste_punkt
from byggsak.geometry.shapes import Bygger

BUE: Final = "bue-"
CRS: Final = "crs-"
_AARSAKER: Final = ("koordinat-", "geometri-xlink", CRS)
_FOELGER: Final = {
    Geometrislag.PUNKT: ("koordinat-antall",),
    Geometrislag.KURVE: ("kurve-faa-punkter", "bue-punkter"),
    Geometrislag.FLATE: ("kurve-faa-punkter", "bue-punkter", "flate-uten-ring"),
}
_UTEN_STED: Final = ("gml.epsg.1", "gml.epsg.2", "gml.epsg.3")
_NAER: Final = 50_000.0  # metres: no municipality's plan is wider between two of its vertices
_FJERN: Final = 200_000.0  # metres: what numbers read in the wrong threes jump


@dataclass(frozen=True, slots=True, eq=False)
class Flatedel:
    """One patch. `polygon` is None when a ring of it could not be built, or it stands upright."""

    flate: Polygonflate
    polygon: shapely.Polygon | None
    gyldig: bool


@dataclass(frozen=True, slots=True, eq=False)
class Geometri:
    """One geometry property.

    `venter`: the rule that has reported why no other can be asked. `feil`: what reading and
    building found, arcs and coordinate systems aside. `form`: as shapely, stroked, in the file's
    system; None when anything is wrong with it. `deler`: the patches of a surface.
    """

    gml: GmlGeometri
    epsg: int | None
    tredje_tall: bool  # the file has heights
    venter: str | None
    feil: tuple[Problem, ...]
    form: BaseGeometry | None
    deler: tuple[Flatedel, ...] = ()
    boks: BBox | None = None

    @property
    def slag(self) -> Geometrislag:
        return self.gml.slag


@dataclass(frozen=True, slots=True, eq=False)
class Objekt:
    """An object of the file and its geometries, in document order."""

    f: GmlFeature
    geometrier: tuple[Geometri, ...]

    @property
    def flater(self) -> Iterator[Geometri]:
        return (g for g in self.geometrier if g.slag is Geometrislag.FLATE)

    @property
    def kurver(self) -> Iterator[Geometri]:
        return (g for g in self.geometrier if g.slag is Geometrislag.KURVE)

    @property
    def stedfestede(self) -> Iterator[Geometri]:
        """The geometries whose coordinates mean a place on the ground."""
        return (g for g in self.geometrier if g.venter not in _UTEN_STED)

    @property
    def boks(self) -> BBox | None:
        return boks_rundt(*(g.boks for g in self.stedfestede))

    @property
    def punkt(self) -> Koordinat | None:
        return next((p for g in self.stedfestede if (p := foerste_koordinat(g.gml))), None)


def forbered(f: GmlFeature) -> Objekt:
    """Build what can be built of an object."""
    return Objekt(f, tuple(_geometri(g) for g in f.geometrier))


def segmenter(gml: GmlGeometri) -> Iterator[Segment]:
    """Every segment of every curve and ring, in document order."""
    for kurve in ringer_og_kurver(gml):
        yield from kurve.segmenter


def ringer_og_kurver(gml: GmlGeometri) -> Iterator[Kurve]:
    for del_ in gml.deler:
        match del_:
            case Polygonflate():
                yield del_.ytre
                yield from del_.indre
            case Kurve():
                yield del_


def foerste_koordinat(gml: GmlGeometri) -> Koordinat | None:
    for del_ in gml.deler:
        if isinstance(del_, Punkt):
            return foerste_punkt(del_.punkt)
    return next((p for s in segmenter(gml) if (p := foerste_punkt(s.punkter))), None)


def _geometri(gml: GmlGeometri) -> Geometri:
    alle = list(segmenter(gml))
    punkter = [s.punkter for s in alle] + [d.punkt for d in gml.deler if isinstance(d, Punkt)]
    har_punkter = any(len(p) for p in punkter)
    tredje = gml.dimensjon == 3 or any(s.hoeyder is not None for s in alle)
    boks = boks_rundt(*(boks_av(p) for p in punkter))
    venter = _venter(gml, alle, har_punkter, tredje)
    epsg = gml.crs.plan if gml.crs is not None else None
    if venter is None and epsg is not None and boks is not None and _byttet(boks, epsg):
        venter = "gml.epsg.4"
    if venter is not None:
        return Geometri(gml, epsg, tredje, venter, (), None, (), boks)
    lest = tuple(rotaarsaker(gml))
    if not har_punkter and not lest:
        lest = (Problem("geometri-tom", tekster.tom(gml.element), gml.gml_id, gml.linje),)
    if lest:
        return Geometri(gml, epsg, tredje, None, lest, None, (), boks)
    bygger = Bygger(gml)
    match gml.slag:
        case Geometrislag.FLATE:
            deler, form = _flate(bygger, tredje)
            return Geometri(gml, epsg, tredje, None, tuple(bygger.problemer), form, deler, boks)
        case Geometrislag.KURVE:
            linje = bygger.kurver()
            feil = tuple(p for p in bygger.problemer if not (tredje and _staaende(gml, p)))
            return Geometri(
                gml, epsg, tredje, None, feil, None if bygger.problemer else linje, (), boks
            )
        case Geometrislag.PUNKT:
            return Geometri(gml, epsg, tredje, None, (), bygger.punkter(), (), boks)


def _venter(gml: GmlGeometri, alle: list[Segment], har_punkter: bool, tredje: bool) -> str | None:
    """The rule that reports the fault behind everything else in this geometry."""
    koder = {p.kode for p in gml.problemer}
    if gml.crs is not None and gml.crs.geografisk:
        return "gml.epsg.1"
    if gml.crs is None and (har_punkter or any(k.startswith(CRS) for k in koder)):
        return "gml.epsg.2" if tredje else "gml.epsg.1"
    if "crs-blandet" in koder:
        return "gml.epsg.3"
    if not tredje and ser_ut_som_3d(gml, alle):
        return "gml.epsg.2"
    if "geometri-ukjent" in koder:
        return "gml.geometri.1"
    if any(p.kode.startswith(BUE) for p in rotaarsaker(gml)):
        return "gml.bue.1"
    return None


def _byttet(boks: BBox, epsg: int) -> bool:
    """Outside the country, and inside it with north and east the other way round.

    Read like that, everything is seen in a mirror: rings turn the wrong way, arcs bulge inwards.
    """
    if i_norge(boks, epsg):
        return False
    x0, y0, x1, y1 = boks
    return i_norge((y0, x0, y1, x1), epsg)


def ser_ut_som_3d(gml: GmlGeometri, alle: Iterable[Segment]) -> bool:
    """Points read two and two that are far apart, and close together when read three and three.

    A height read as a coordinate throws the points hundreds of kilometres about.
    """
    nord_foerst = gml.crs is not None and gml.crs.nord_foerst
    for segment in alle:
        xy = segment.punkter[:, ::-1] if nord_foerst else segment.punkter
        if len(xy) < 3 or (2 * len(xy)) % 3 or np.ptp(xy, axis=0).max() < _FJERN:
            continue
        tre = xy.reshape(-1, 3)
        if np.ptp(tre[:, :2], axis=0).max() < _NAER and np.abs(tre[:, 2]).max() < 10_000.0:
            return True
    return False


def rotaarsaker(gml: GmlGeometri) -> Iterator[Problem]:
    """The problems of reading without those that only follow from the one before.

    Coordinates that could not be read leave a curve with too few points.
    """
    foelger = _FOELGER[gml.slag]
    forrige = ""
    for p in gml.problemer:
        if p.kode in foelger and forrige.startswith(_AARSAKER):
            forrige = ""
        else:
            forrige = p.kode
            yield p


def _flate(bygger: Bygger, tredje: bool) -> tuple[tuple[Flatedel, ...], BaseGeometry | None]:
    deler = [
        _flatedel(bygger, d, tredje) for d in bygger.geometri.deler if isinstance(d, Polygonflate)
    ]
    polygoner = [d.polygon for d in deler if d.polygon is not None]
    form: BaseGeometry | None = None
    if polygoner and not bygger.problemer and all(d.gyldig for d in deler):
        form = polygoner[0] if len(polygoner) == 1 else bygger.samlet(polygoner)
    return tuple(deler), form


def _flatedel(bygger: Bygger, flate: Polygonflate, tredje: bool) -> Flatedel:
    ytre = bygger.ring(flate.ytre)
    indre = [r for r in map(bygger.ring, flate.indre) if r is not None]
    if ytre is None or len(indre) != len(flate.indre):
        return Flatedel(flate, None, False)
    if tredje and _uten_utstrekning(ytre):
        return Flatedel(flate, None, True)  # a wall: it has no extent on the map
    polygon = shapely.Polygon(ytre, indre)
    flate_ringer = [(flate.ytre, ytre), *zip(flate.indre, indre, strict=True)]
    uten_areal = [(k, xy) for k, xy in flate_ringer if _uten_utstrekning(xy)]
    for kurve, xy in uten_areal:
        bygger.meld("ring-uten-areal", tekster.uten_areal(), kurve, foerste_punkt(xy))
    if uten_areal:
        return Flatedel(flate, None, False)
    return Flatedel(flate, polygon, bool(polygon.is_valid))


def _uten_utstrekning(xy: Punkter) -> bool:
    """All points of the ring on one line (or in one place)."""
    if len(xy) > 50:  # a long ring is only worth the asking when its box is a line
        return bool(np.ptp(xy, axis=0).min() == 0.0)
    return bool(shapely.LineString(xy).convex_hull.area == 0.0)


def _staaende(gml: GmlGeometri, problem: Problem) -> bool:
    """A line without length on the map that goes up: nothing wrong with it in three dimensions."""
    return problem.kode == "kurve-uten-lengde" and any(
        s.hoeyder is not None and s.slag is Segmentslag.LINJE and np.ptp(s.hoeyder) > 0.0
        for s in segmenter(gml)
    )
