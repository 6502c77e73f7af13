"""GML geometry elements to the curve model: points, curves with arcs kept, surfaces.

Reads GML 3.2 and what older files still write (MultiPolygon, outerBoundaryIs, coordinates).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from byggsak.geometry import gml_texts as tekster
from byggsak.geometry.crs import Punkter
from byggsak.geometry.curves import (
    Kurve,
    Polygonflate,
    Punkt,
    Segment,
    Segmentslag,
    bue_fra_sentrum,
    snu,
)
from byggsak.geometry.gml_coords import Arv, Samler, arve, gml_id, les_punkter
from byggsak.geometry.gml_model import Geometrislag, GmlGeometri, barn, lokalt, navnerom
from byggsak.xml.element import Element

Del = Punkt | Kurve | Polygonflate

_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_RADIANER: Final = {
    "rad",
    "urn:ogc:def:uom:EPSG::9101",
    "http://www.opengis.net/def/uom/EPSG/0/9101",
}
_GRADER: Final = {
    "deg",
    "#deg",
    "degree",
    "urn:ogc:def:uom:EPSG::9102",
    "http://www.opengis.net/def/uom/EPSG/0/9102",
}

_SLAG: Final = {
    **dict.fromkeys(("Point", "MultiPoint"), Geometrislag.PUNKT),
    **dict.fromkeys(
        ("LineString", "Curve", "CompositeCurve", "OrientableCurve", "MultiCurve",
         "MultiLineString", "LinearRing", "Ring"),
        Geometrislag.KURVE,
    ),
    **dict.fromkeys(
        ("Polygon", "Surface", "CompositeSurface", "OrientableSurface", "MultiSurface",
         "MultiPolygon", "PolyhedralSurface", "TriangulatedSurface", "Tin"),
        Geometrislag.FLATE,
    ),
}  # fmt: skip
_UKJENTE: Final = {"Solid", "MultiSolid", "CompositeSolid", "MultiGeometry", "GeometricComplex"}
_SAMMENSATT: Final = {
    "Surface", "CompositeSurface", "PolyhedralSurface", "TriangulatedSurface", "Tin",
}  # fmt: skip


def er_geometri(el: Element) -> bool:
    """A GML geometry element (not a property that holds one)."""
    return navnerom(el.tag).startswith("http://www.opengis.net/gml") and (
        lokalt(el.tag) in _SLAG or lokalt(el.tag) in _UKJENTE
    )


def les_geometri(el: Element, egenskap: str, arv: Arv, samler: Samler) -> GmlGeometri | None:
    """The geometry in `el`; None for a kind that is not read, which is then a problem."""
    navn = lokalt(el.tag)
    slag = _SLAG.get(navn)
    if slag is None:
        samler.meld("geometri-ukjent", tekster.ukjent(navn), el)
        return None
    her = arve(el, arv, samler)
    deler: tuple[Del, ...]
    match slag:
        case Geometrislag.PUNKT:
            deler = tuple(_punkter(el, her, samler))
        case Geometrislag.KURVE:
            deler = tuple(_kurver(el, her, samler))
        case Geometrislag.FLATE:
            deler = tuple(_flater(el, her, samler))
    dimensjon = her.tall_per_punkt
    if her.crs is None and deler:  # the system is named further in: take it from the first part
        her = _foerste_arv(el, her)
    return GmlGeometri(
        egenskap, navn, slag, deler, her.crs, dimensjon, navn in _SAMMENSATT, gml_id(el),
        el.sourceline,
    )  # fmt: skip


def _foerste_arv(el: Element, arv: Arv) -> Arv:
    for b in barn(el):
        ny = arve(b, arv, Samler())
        funnet = ny if ny.crs is not None else _foerste_arv(b, ny)
        if funnet.crs is not None:
            return funnet
    return arv


def _merk(el: Element, samler: Samler) -> None:
    ident = gml_id(el)
    if ident is not None:
        samler.gml_ider.append((ident, el.sourceline))


def _inn(el: Element, arv: Arv, samler: Samler) -> Arv:
    """Enter an element: note its gml:id and its coordinate system."""
    _merk(el, samler)
    ny = arve(el, arv, samler)
    if ny.crs is not None and arv.crs is not None and ny.crs.plan != arv.crs.plan:
        samler.meld("crs-blandet", tekster.blandet(arv.crs.kode, ny.crs.kode), el)
    return ny


def _medlemmer(
    el: Element, navn: tuple[str, ...], arv: Arv, samler: Samler, les: Callable[..., Iterator[Del]]
) -> Iterator[Del]:
    for egenskap in barn(el):
        if lokalt(egenskap.tag) not in navn:
            continue
        if egenskap.get(_XLINK) is not None:
            samler.meld("geometri-xlink", tekster.xlinktekst(egenskap.get(_XLINK) or ""), egenskap)
        for b in barn(egenskap):
            yield from les(b, _inn(b, arv, samler), samler)


def _punkter(el: Element, arv: Arv, samler: Samler) -> Iterator[Punkt]:
    if lokalt(el.tag) == "Point":
        xy = les_punkter(el, arv, samler)
        if len(xy) == 1:
            yield Punkt(xy, gml_id(el), el.sourceline)
        else:
            samler.meld("koordinat-antall", tekster.faa_punkter(len(xy), 1), el)
        return
    for del_ in _medlemmer(el, ("pointMember", "pointMembers"), arv, samler, _punkter):
        assert isinstance(del_, Punkt)
        yield del_


def _kurver(el: Element, arv: Arv, samler: Samler) -> Iterator[Kurve]:
    match lokalt(el.tag):
        case "LineString" | "LinearRing":
            xy = les_punkter(el, arv, samler)
            minst = 4 if lokalt(el.tag) == "LinearRing" else 2
            if len(xy) < minst:
                samler.meld("kurve-faa-punkter", tekster.faa_punkter(len(xy), minst), el)
            segment = Segment(Segmentslag.LINJE, xy, lokalt(el.tag), el.sourceline)
            yield Kurve((segment,), gml_id(el), el.sourceline)
        case "Curve":
            segmenter = [
                s
                for samling in barn(el)
                if lokalt(samling.tag) == "segments"
                for b in barn(samling)
                for s in _segmenter(b, arve(b, arv, samler), samler)
            ]
            yield Kurve(tuple(segmenter), gml_id(el), el.sourceline)
        case "CompositeCurve" | "Ring":
            inne = list(_kurvemedlemmer(el, ("curveMember", "curveMembers"), arv, samler))
            yield Kurve(tuple(s for k in inne for s in k.segmenter), gml_id(el), el.sourceline)
        case "OrientableCurve":
            for kurve in _kurvemedlemmer(el, ("baseCurve",), arv, samler):
                yield snu(kurve) if el.get("orientation") == "-" else kurve
        case "MultiCurve" | "MultiLineString":
            yield from _kurvemedlemmer(
                el, ("curveMember", "curveMembers", "lineStringMember"), arv, samler
            )
        case annet:
            samler.meld("geometri-ukjent", tekster.ukjent(annet), el)


def _kurvemedlemmer(
    el: Element, navn: tuple[str, ...], arv: Arv, samler: Samler
) -> Iterator[Kurve]:
    for del_ in _medlemmer(el, navn, arv, samler, _kurver):
        assert isinstance(del_, Kurve)
        yield del_


def _segmenter(el: Element, arv: Arv, samler: Samler) -> Iterator[Segment]:
    navn, linje = lokalt(el.tag), el.sourceline
    match navn:
        case "ArcByCenterPoint" | "CircleByCenterPoint":
            yield from _senterbue(el, arv, samler)
            return
        case "LineStringSegment" | "Arc" | "ArcString" | "Circle":
            xy = les_punkter(el, arv, samler)
        case _:
            samler.meld("geometri-ukjent", tekster.ukjent(navn), el)
            return
    if arv.crs is not None and arv.crs.geografisk and navn != "LineStringSegment":
        samler.meld("bue-grader", tekster.bue_i_grader(), el)
    match navn:
        case "LineStringSegment":
            if len(xy) < 2:
                samler.meld("kurve-faa-punkter", tekster.faa_punkter(len(xy), 2), el)
            yield Segment(Segmentslag.LINJE, xy, navn, linje)
        case "ArcString" if len(xy) >= 3 and len(xy) % 2 == 1:
            for i in range(0, len(xy) - 2, 2):
                yield Segment(Segmentslag.BUE, xy[i : i + 3], navn, linje)
        case _:
            if len(xy) != 3:
                samler.meld("bue-punkter", tekster.buepunkter(navn, len(xy)), el)
            slag = Segmentslag.SIRKEL if navn == "Circle" else Segmentslag.BUE
            yield Segment(slag, xy, navn, linje)


def _senterbue(el: Element, arv: Arv, samler: Samler) -> Iterator[Segment]:
    """Angles are from the first axis of the system towards the second, so axes are turned last."""
    sentrum = les_punkter(el, arv, samler)
    hel = lokalt(el.tag) == "CircleByCenterPoint"
    radius = _maal(el, "radius", samler)
    start = 0.0 if hel else _maal(el, "startAngle", samler)
    slutt = math.tau if hel else _maal(el, "endAngle", samler)
    if len(sentrum) != 1 or radius is None or start is None or slutt is None or radius <= 0:
        samler.meld("bue-punkter", tekster.buepunkter(lokalt(el.tag), len(sentrum)), el)
        return
    nord_foerst = arv.crs is not None and arv.crs.nord_foerst
    om: Punkter = sentrum[0][::-1] if nord_foerst else sentrum[0]
    hel = hel or abs(slutt - start) >= math.tau - 1e-12
    if hel:  # three points a third of a turn apart
        slutt = start + 2 * math.tau / 3
    xy = bue_fra_sentrum((float(om[0]), float(om[1])), radius, start, slutt)
    if nord_foerst:
        xy = np.ascontiguousarray(xy[:, ::-1])
    slag = Segmentslag.SIRKEL if hel else Segmentslag.BUE
    yield Segment(slag, xy, lokalt(el.tag), el.sourceline)


def _maal(el: Element, navn: str, samler: Samler) -> float | None:
    for b in barn(el):
        if lokalt(b.tag) != navn:
            continue
        uom = (b.get("uom") or "").strip()
        try:
            verdi = float(b.text or "")
        except ValueError:
            return None
        if not math.isfinite(verdi):
            return None
        if navn == "radius":
            if uom in ("", "m", "#m", "urn:ogc:def:uom:EPSG::9001"):
                return verdi
        elif uom in _GRADER:
            return math.radians(verdi)
        elif uom in _RADIANER:
            return verdi
        samler.meld("bue-enhet", tekster.enhet(navn, uom), b)
        return None
    return None


def _flater(el: Element, arv: Arv, samler: Samler) -> Iterator[Polygonflate]:
    navn = lokalt(el.tag)
    match navn:
        case "Polygon" | "PolygonPatch" | "Triangle" | "Rectangle":
            yield from _polygon(el, arv, samler)
        case "Surface" | "PolyhedralSurface" | "TriangulatedSurface" | "Tin":
            yield from _flatemedlemmer(
                el, ("patches", "polygonPatches", "trianglePatches"), arv, samler
            )
        case "CompositeSurface" | "MultiSurface" | "MultiPolygon" | "OrientableSurface":
            yield from _flatemedlemmer(
                el, ("surfaceMember", "surfaceMembers", "polygonMember", "baseSurface"), arv, samler
            )
        case annet:
            samler.meld("geometri-ukjent", tekster.ukjent(annet), el)


def _flatemedlemmer(
    el: Element, navn: tuple[str, ...], arv: Arv, samler: Samler
) -> Iterator[Polygonflate]:
    for del_ in _medlemmer(el, navn, arv, samler, _flater):
        assert isinstance(del_, Polygonflate)
        yield del_


def _polygon(el: Element, arv: Arv, samler: Samler) -> Iterator[Polygonflate]:
    ytre = list(_kurvemedlemmer(el, ("exterior", "outerBoundaryIs"), arv, samler))
    indre = list(_kurvemedlemmer(el, ("interior", "innerBoundaryIs"), arv, samler))
    if len(ytre) == 1:
        yield Polygonflate(ytre[0], tuple(indre), gml_id(el), el.sourceline, lokalt(el.tag))
    else:
        samler.meld("flate-uten-ring", tekster.uten_ring(len(ytre)), el)
