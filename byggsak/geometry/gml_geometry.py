"""GML geometry elements to the curve model: points, curves with arcs kept, surfaces.

Reads GML 3.2 and what older files still write (MultiPolygon, outerBoundaryIs, coordinates).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from byggsak.geometry import gml_texts as tekster
from byggsak.geometry.curves import (
    Kurve,
    Polygonflate,
    Punkt,
    Segment,
    Segmentslag,
    snu,
)
from byggsak.geometry.gml_arcs import senterbue
from byggsak.geometry.gml_coords import (
    XLINK,
    Arv,
    Samler,
    arve,
    gml_id,
    les_punkter,
    les_punkter_og_hoeyder,
)
from byggsak.geometry.gml_model import Geometrislag, GmlGeometri, barn, lokalt, navnerom
from byggsak.xml.element import Element

Del = Punkt | Kurve | Polygonflate

_DYPEST: Final = 20  # references inside references

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
    return _er_geometritag(el.tag)


def _geometritag(tag: object) -> bool:
    return navnerom(tag).startswith("http://www.opengis.net/gml") and (
        lokalt(tag) in _SLAG or lokalt(tag) in _UKJENTE
    )


_er_geometritag: Final[Callable[[object], bool]] = lru_cache(maxsize=4_096)(_geometritag)


def les_geometri(el: Element, egenskap: str, arv: Arv, samler: Samler) -> GmlGeometri | None:
    """The geometry in `el`; None for a kind that is not read, which is then a problem."""
    navn = lokalt(el.tag)
    slag = _SLAG.get(navn)
    if slag is None:
        samler.meld("geometri-ukjent", tekster.ukjent(navn), el)
        return None
    foer = len(samler.problemer)
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
    egne = samler.problemer[foer:]
    if her.crs is None and her.grunn is not None and not any(p.kode == "crs-avvist" for p in egne):
        samler.meld("crs-avvist", her.grunn, el)  # refused where it was inherited from
    return GmlGeometri(
        egenskap, navn, slag, deler, her.crs, dimensjon, navn in _SAMMENSATT, gml_id(el),
        el.sourceline, tuple(samler.problemer[foer:]),
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
    if not el.keys():
        return arv
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
        href = egenskap.get(XLINK)
        if href is not None:
            yield from _henvist(href, egenskap, arv, samler, les)
        for b in barn(egenskap):
            yield from les(b, _inn(b, arv, samler), samler)


def _henvist(
    href: str, egenskap: Element, arv: Arv, samler: Samler, les: Callable[..., Iterator[Del]]
) -> Iterator[Del]:
    """A part that stands elsewhere in the file. Its own gml:ids are counted where it stands."""
    ident = href.removeprefix("#")
    if ident in samler.paa_vei:
        sti = [*samler.paa_vei[samler.paa_vei.index(ident) :], ident]
        samler.meld("geometri-xlink-ring", tekster.xlink_i_ring(sti), egenskap)
        return
    el = samler.oppslag(ident) if samler.oppslag is not None and href.startswith("#") else None
    if el is None or len(samler.paa_vei) >= _DYPEST:
        samler.meld("geometri-xlink", tekster.xlinktekst(href), egenskap)
        return
    samler.paa_vei.append(ident)
    kjente = len(samler.gml_ider)
    yield from les(el, _inn(el, arv, samler), samler)
    del samler.gml_ider[kjente:]
    samler.paa_vei.pop()


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
            xy, z = les_punkter_og_hoeyder(el, arv, samler)
            minst = 4 if lokalt(el.tag) == "LinearRing" else 2
            if len(xy) < minst:
                samler.meld("kurve-faa-punkter", tekster.faa_punkter(len(xy), minst), el)
            segment = Segment(Segmentslag.LINJE, xy, lokalt(el.tag), el.sourceline, z)
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
            yield from senterbue(el, arv, samler)
            return
        case "LineStringSegment" | "Arc" | "ArcString" | "Circle":
            xy, z = les_punkter_og_hoeyder(el, arv, samler)
        case _:
            samler.meld("geometri-ukjent", tekster.ukjent(navn), el)
            return
    if arv.crs is not None and arv.crs.geografisk and navn != "LineStringSegment":
        samler.meld("bue-grader", tekster.bue_i_grader(), el)
    match navn:
        case "LineStringSegment":
            if len(xy) < 2:
                samler.meld("kurve-faa-punkter", tekster.faa_punkter(len(xy), 2), el)
            yield Segment(Segmentslag.LINJE, xy, navn, linje, z)
        case "ArcString" if len(xy) >= 3 and len(xy) % 2 == 1:
            for i in range(0, len(xy) - 2, 2):
                yield Segment(Segmentslag.BUE, xy[i : i + 3], navn, linje)
        case _:
            if len(xy) != 3:
                samler.meld("bue-punkter", tekster.buepunkter(navn, len(xy)), el)
            slag = Segmentslag.SIRKEL if navn == "Circle" else Segmentslag.BUE
            yield Segment(slag, xy, navn, linje, z)


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
