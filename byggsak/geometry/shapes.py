"""From the curve model to shapely: stroke, join, close, and say exactly what does not hold.

A geometry that is not valid is never repaired: `buffer(0)` and `make_valid` answer a bow-tie with
two different areas, both of them somebody's guess. The caller gets None and the point.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.tekst import Tekst
from byggsak.geometry.crs import Punkter
from byggsak.geometry.curves import SKJOET, Kurve, Polygonflate, Punkt, stryk
from byggsak.geometry.errors import Koordinat, Problem
from byggsak.geometry.gml_model import Geometrislag, GmlGeometri

_OVERLAPP: Final = 1e-4  # m²; parts of a MultiSurface may touch, not cover the same ground twice


def til_shapely(geometri: GmlGeometri) -> tuple[BaseGeometry | None, tuple[Problem, ...]]:
    """The geometry in its own coordinate system, 2D, (east, north), arcs stroked to `SAGITTA`.

    None exactly when there are problems. Surfaces come out as Polygon or MultiPolygon; parts that
    share an edge are joined.
    """
    bygger = Bygger(geometri)
    match geometri.slag:
        case Geometrislag.PUNKT:
            svar = bygger.punkter()
        case Geometrislag.KURVE:
            svar = bygger.kurver()
        case Geometrislag.FLATE:
            svar = bygger.flater()
    return (None if bygger.problemer else svar), tuple(bygger.problemer)


class Bygger:
    """Builds one geometry piece by piece; what does not hold is in `problemer`."""

    def __init__(self, geometri: GmlGeometri) -> None:
        self.geometri = geometri
        self.problemer: list[Problem] = []

    def meld(
        self, kode: str, melding: Tekst, del_: Kurve | Polygonflate | Punkt | None = None,
        punkt: Koordinat | None = None,
    ) -> None:  # fmt: skip
        gml_id = (del_.gml_id if del_ else None) or self.geometri.gml_id
        linje = (del_.linje if del_ else None) or self.geometri.linje
        self.problemer.append(Problem(kode, melding, gml_id, linje, punkt))

    def punkter(self) -> BaseGeometry | None:
        xy = [d.punkt for d in self.geometri.deler if isinstance(d, Punkt)]
        if not xy:
            self.meld("geometri-tom", _tom(self.geometri.element))
            return None
        return shapely.Point(xy[0][0]) if len(xy) == 1 else shapely.MultiPoint(np.vstack(xy))

    def kurver(self) -> BaseGeometry | None:
        linjer = []
        for kurve in self.geometri.deler:
            assert isinstance(kurve, Kurve)
            xy = self.punktrekke(kurve)
            if xy is None:
                continue
            if len(xy) < 2 or not np.ptp(xy, axis=0).any():
                self.meld("kurve-uten-lengde", _uten_lengde(), kurve, _som_punkt(xy))
                continue
            linjer.append(shapely.LineString(xy))
        if not linjer:
            if not self.problemer:
                self.meld("geometri-tom", _tom(self.geometri.element))
            return None
        return linjer[0] if len(linjer) == 1 else shapely.MultiLineString(linjer)

    def punktrekke(self, kurve: Kurve) -> Punkter | None:
        """The segments of a curve as one row of points."""
        biter: list[Punkter] = []
        for segment in kurve.segmenter:
            xy = stryk(segment)
            if xy is None:
                self.meld("bue-radius", _radius(), kurve, _som_punkt(segment.punkter))
                return None
            if biter and len(xy):
                gap = float(np.hypot(*(xy[0] - biter[-1][-1])))
                if gap > SKJOET:
                    self.meld("kurve-brudd", _brudd(gap), kurve, _som_punkt(biter[-1][-1:]))
                    return None
                xy = xy[1:]
            if len(xy):
                biter.append(xy)
        if not biter:
            self.meld("geometri-tom", _tom(self.geometri.element), kurve)
            return None
        return biter[0] if len(biter) == 1 else np.vstack(biter)

    def ring(self, kurve: Kurve) -> Punkter | None:
        xy = self.punktrekke(kurve)
        if xy is None:
            return None
        gap = float(np.hypot(*(xy[0] - xy[-1])))
        if gap > SKJOET:
            self.meld("ring-aapen", _aapen(gap), kurve, _som_punkt(xy[-1:]))
            return None
        if gap > 0.0:
            xy = np.vstack((xy[:-1], xy[:1]))
        if len(xy) < 4:
            self.meld("ring-uten-areal", _uten_areal(), kurve, _som_punkt(xy))
            return None
        return xy

    def flater(self) -> BaseGeometry | None:
        polygoner = [
            p
            for d in self.geometri.deler
            if isinstance(d, Polygonflate) and (p := self.polygon(d)) is not None
        ]
        if self.problemer:
            return None
        if not polygoner:
            self.meld("geometri-tom", _tom(self.geometri.element))
            return None
        return polygoner[0] if len(polygoner) == 1 else self.samlet(polygoner)

    def polygon(self, flate: Polygonflate) -> shapely.Polygon | None:
        ytre = self.ring(flate.ytre)
        indre = [r for r in map(self.ring, flate.indre) if r is not None]
        if ytre is None or len(indre) != len(flate.indre):
            return None
        polygon = shapely.Polygon(ytre, indre)
        if flate.navn == "Triangle" and self.geometri.dimensjon == 3 and polygon.area == 0.0:
            return None  # an upright triangle of a terrain model has no extent on the map
        grunn = shapely.is_valid_reason(polygon)
        if grunn != "Valid Geometry":
            melding, punkt = _ugyldig(grunn)
            self.meld("flate-ugyldig", melding, flate, punkt)
            return None
        if polygon.area == 0.0:
            self.meld("ring-uten-areal", _uten_areal(), flate, _som_punkt(ytre))
            return None
        return polygon

    def samlet(self, polygoner: list[shapely.Polygon]) -> BaseGeometry | None:
        flere = shapely.MultiPolygon(polygoner)
        if flere.is_valid:
            return flere
        union = shapely.union_all(polygoner)
        dobbelt = sum(p.area for p in polygoner) - union.area
        if dobbelt > _OVERLAPP and self.geometri.dimensjon == 2:
            self.meld("flate-overlapp", _dobbelt(dobbelt), None, _overlappspunkt(polygoner))
            return None
        return union


def _overlappspunkt(polygoner: list[shapely.Polygon]) -> Koordinat | None:
    tre = shapely.STRtree(polygoner)
    for i, j in tre.query(polygoner, predicate="intersects").T:
        if i < j and (felles := polygoner[i].intersection(polygoner[j])).area > 0.0:
            punkt = felles.representative_point()
            return punkt.x, punkt.y
    return None


def _som_punkt(xy: Punkter) -> Koordinat | None:
    return (float(xy[0][0]), float(xy[0][1])) if len(xy) else None


_GRUNN: Final = re.compile(r"^(?P<hva>.*?)\[(?P<x>\S+) (?P<y>\S+)\]")
_HVA: Final[dict[str, Tekst]] = {
    "Self-intersection": Tekst(
        "omrisset krysser seg selv", "omrisset kryssar seg sjølv", "the outline crosses itself"
    ),
    "Ring Self-intersection": Tekst(
        "omrisset berører seg selv", "omrisset rører ved seg sjølv", "the outline touches itself"
    ),
    "Hole lies outside shell": Tekst(
        "et hull ligger utenfor flaten", "eit hol ligg utanfor flata", "a hole lies outside"
    ),
    "Holes are nested": Tekst(
        "et hull ligger i et annet hull", "eit hol ligg i eit anna hol", "a hole lies in a hole"
    ),
    "Interior is disconnected": Tekst(
        "hullene deler flaten i flere", "hola deler flata i fleire", "the holes split the surface"
    ),
    "Duplicate Rings": Tekst(
        "samme ring står to ganger", "same ring står to gonger", "the same ring is there twice"
    ),
    "Too few points in geometry component": Tekst(
        "ringen har for få punkter", "ringen har for få punkt", "the ring has too few points"
    ),
}
_ANNET: Final = Tekst("flaten er ikke gyldig", "flata er ikkje gyldig", "the surface is not valid")


def _ugyldig(grunn: str) -> tuple[Tekst, Koordinat | None]:
    treff = _GRUNN.match(grunn)
    hva = _HVA.get(treff["hva"] if treff else grunn, _ANNET)
    if treff is None:
        return Tekst(f"{_stor(hva.nb)}.", f"{_stor(hva.nn)}.", f"{_stor(hva.en)}."), None
    x, y = float(treff["x"]), float(treff["y"])
    return (
        Tekst(
            f"{_stor(hva.nb)} ved øst {x:.2f}, nord {y:.2f}. Byggsak retter ikke geometri.",
            f"{_stor(hva.nn)} ved aust {x:.2f}, nord {y:.2f}. Byggsak rettar ikkje geometri.",
            f"{_stor(hva.en)} at east {x:.2f}, north {y:.2f}. Byggsak does not repair geometry.",
        ),
        (x, y),
    )


def _stor(setning: str) -> str:
    return setning[:1].upper() + setning[1:]


def _tom(element: str) -> Tekst:
    return Tekst(
        f"{element} er tom.", f"{element} er tom.", f"{element} is empty."
    )  # fmt: skip


def _uten_lengde() -> Tekst:
    return Tekst("Linjen har ingen lengde.", "Linja har inga lengd.", "The line has no length.")


def _uten_areal() -> Tekst:
    return Tekst("Ringen har ikke areal.", "Ringen har ikkje areal.", "The ring has no area.")


def _radius() -> Tekst:
    return Tekst(
        "Buen har en urimelig stor radius for lengden sin.",
        "Bogen har ein urimeleg stor radius for lengda si.",
        "The arc has an unreasonably large radius for its length.",
    )


def _brudd(gap: float) -> Tekst:
    return Tekst(
        f"Kurven er brutt: {gap:.3f} m mellom to deler som skulle henge sammen.",
        f"Kurva er broten: {gap:.3f} m mellom to delar som skulle hange saman.",
        f"The curve is broken: {gap:.3f} m between two parts that should join.",
    )


def _aapen(gap: float) -> Tekst:
    return Tekst(
        f"Ringen er åpen: {gap:.3f} m mellom første og siste punkt.",
        f"Ringen er open: {gap:.3f} m mellom første og siste punkt.",
        f"The ring is open: {gap:.3f} m between its first and last point.",
    )


def _dobbelt(areal: float) -> Tekst:
    return Tekst(
        f"Delene av flaten overlapper hverandre med {areal:.2f} m².",
        f"Delane av flata overlappar kvarandre med {areal:.2f} m².",
        f"The parts of the surface overlap by {areal:.2f} m².",
    )
