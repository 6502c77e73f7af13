"""A plan in GeoJSON as the objects of the quality rules: the form plans are often passed on in.

Only what converters write: one FeatureCollection with the old `crs` member, properties named as in
the GML. There are no arcs, no line numbers and no boundary by reference to ask about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import numpy as np

from byggsak.domain.tekst import Tekst
from byggsak.geometry.crs import Koordinatsystem, tolk_srs
from byggsak.geometry.curves import Kurve, Polygonflate, Punkt, Segment, Segmentslag
from byggsak.geometry.errors import Koordinat, KoordinatsystemAvvist, Problem
from byggsak.geometry.gml_model import Geometrislag, GmlFeature, GmlGeometri

MAKS: Final = 64_000_000
"""Bytes. A GeoJSON file is read as a whole."""

NAVN: Final = "GeoJSON"
"""The name of every segment from here. A converter writes the point where two segments of a curve
meet twice, so repeated points say nothing about the plan."""

_XLINK: Final = "xlink:href"
_OBJEKTTYPE: Final = ("objtype", "OBJTYPE", "objekttype", "featureType")
_STOERST: Final = 1e8
_SLAG: Final = {
    "Point": Geometrislag.PUNKT,
    "MultiPoint": Geometrislag.PUNKT,
    "LineString": Geometrislag.KURVE,
    "MultiLineString": Geometrislag.KURVE,
    "Polygon": Geometrislag.FLATE,
    "MultiPolygon": Geometrislag.FLATE,
}


class GeojsonUleselig(Exception):
    """Not a FeatureCollection of GeoJSON; `melding` says why."""

    def __init__(self, melding: Tekst) -> None:
        super().__init__(melding.en)
        self.melding = melding


def les(data: bytes) -> Iterator[GmlFeature]:
    """The objects of a GeoJSON FeatureCollection. Raises `GeojsonUleselig`."""
    if len(data) > MAKS:
        raise GeojsonUleselig(_for_stor())
    try:
        rot = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as feil:
        raise GeojsonUleselig(_ikke_json(str(feil)[:120])) from feil
    if not isinstance(rot, dict) or not isinstance(rot.get("features"), list):
        raise GeojsonUleselig(_IKKE_SAMLING)
    # GeoJSON without crs is WGS84, by RFC 7946
    crs = _navngitt(rot.get("crs")) or "EPSG:4326"
    yield from objekter(rot["features"], crs, str(rot.get("name") or ""))


def objekter(features: Iterable[Any], crs: str | None, samling: str) -> Iterator[GmlFeature]:
    """The objects of some features; `samling` is the name of the layer they are, or ""."""
    system, avvist = _crs(crs)
    for f in features:
        if isinstance(f, dict):
            yield _objekt(f, system, avvist, samling)


def _navngitt(oppgitt: Any) -> str:
    if isinstance(oppgitt, dict) and isinstance(oppgitt.get("properties"), dict):
        return str(oppgitt["properties"].get("name") or "")
    return ""


def _crs(navn: str | None) -> tuple[Koordinatsystem | None, Tekst | None]:
    try:
        return tolk_srs(navn), None
    except KoordinatsystemAvvist as feil:
        return None, feil.melding


def _objekt(
    f: dict[str, Any], crs: Koordinatsystem | None, avvist: Tekst | None, samling: str
) -> GmlFeature:
    felter = f.get("properties") if isinstance(f.get("properties"), dict) else {}
    assert isinstance(felter, dict)
    egenskaper: dict[str, list[str]] = {}
    grupper: dict[str, list[dict[str, str]]] = {}
    _flat("", felter, egenskaper, grupper)
    ident = str(f.get("id") or felter.get("id") or felter.get("gml_id") or "")
    objekttype = _objekttype(felter, samling)
    geometri = f.get("geometry")
    geometrier: tuple[GmlGeometri, ...] = ()
    problemer: tuple[Problem, ...] = ()
    if isinstance(geometri, dict):
        lest = _geometri(geometri, ident, crs, avvist)
        if isinstance(lest, Problem):
            problemer = (lest,)
        else:
            geometrier, problemer = (lest,), lest.problemer
    return GmlFeature(
        objekttype=objekttype,
        navnerom=str(felter.get("xmlns:app") or ""),
        gml_id=ident,
        linje=None,
        egenskaper={k: tuple(v) for k, v in egenskaper.items()},
        grupper={k: tuple(v) for k, v in grupper.items()},
        geometrier=geometrier,
        problemer=problemer,
        gml_ider=((ident, None),) if ident else (),
    )


def _objekttype(felter: Mapping[str, Any], samling: str) -> str:
    """What converters call it: SOSI's objtype, else `name` beside the namespace of the GML (alone
    it may be the name of a road), else the layer that the collection is."""
    for navn in _OBJEKTTYPE:
        if felter.get(navn):
            return str(felter[navn])
    if felter.get("name") and ("xmlns:app" in felter or not samling):
        return str(felter["name"])
    return samling or "Feature"


def _flat(
    sti: str,
    verdi: Any,
    ut: dict[str, list[str]],
    grupper: dict[str, list[dict[str, str]]],
    dybde: int = 0,
) -> None:
    """Nested properties by path, a reference as its href, as the GML reader gives them."""
    if dybde > 20:
        return
    if isinstance(verdi, Mapping):
        if _XLINK in verdi:
            ut.setdefault(sti, []).append(str(verdi[_XLINK]))
            return
        for navn, inne in verdi.items():
            _flat(f"{sti}/{navn}" if sti else str(navn), inne, ut, grupper, dybde + 1)
        enkle = {str(n): str(v) for n, v in verdi.items() if isinstance(v, str | int | float)}
        if sti and enkle:
            grupper.setdefault(sti, []).append(enkle)
    elif isinstance(verdi, list):
        for inne in verdi:
            _flat(sti, inne, ut, grupper, dybde + 1)
    elif verdi is not None:
        ut.setdefault(sti, []).append(str(verdi))


def _geometri(
    geometri: dict[str, Any], ident: str, crs: Koordinatsystem | None, avvist: Tekst | None
) -> GmlGeometri | Problem:
    navn = str(geometri.get("type"))
    slag = _SLAG.get(navn)
    if slag is None:
        return Problem("geometri-ukjent", _ukjent(navn), ident)
    problemer: list[Problem] = []
    if avvist is not None:
        problemer.append(Problem("crs-avvist", avvist, ident))
    koordinater = geometri.get("coordinates")
    flere = koordinater if navn.startswith("Multi") else [koordinater]
    leser = _Koordinater(ident, problemer)
    deler: list[Punkt | Kurve | Polygonflate] = []
    for del_ in flere if isinstance(flere, list) else []:
        match slag:
            case Geometrislag.PUNKT:
                xy = leser.rekke([del_])
                if len(xy.punkter):
                    deler.append(Punkt(xy.punkter, ident))
            case Geometrislag.KURVE:
                deler.append(Kurve((leser.rekke(del_),), ident))
            case Geometrislag.FLATE:
                ringer = del_ if isinstance(del_, list) else []
                kurver = [Kurve((leser.rekke(r),), ident) for r in ringer]
                if kurver:
                    deler.append(Polygonflate(kurver[0], tuple(kurver[1:]), ident))
    return GmlGeometri(
        "geometry", navn, slag, tuple(deler), crs, leser.dimensjon, False, ident, None,
        tuple(problemer),
    )  # fmt: skip


class _Koordinater:
    """Rows of positions into numbers; what is no number is a problem with its place."""

    def __init__(self, ident: str, problemer: list[Problem]) -> None:
        self.ident, self.problemer, self.dimensjon = ident, problemer, 2

    def rekke(self, rad: Any) -> Segment:
        try:
            tall = np.array(rad, dtype=np.float64)
        except (TypeError, ValueError):
            tall = np.empty((0, 0))
        if tall.ndim != 2 or tall.shape[1] not in (2, 3):
            self._meld(_IKKE_TALL, None)
            return Segment(Segmentslag.LINJE, np.empty((0, 2)), NAVN)
        if not bool((np.abs(tall) < _STOERST).all()):  # also true of NaN
            gale = np.flatnonzero(~(np.abs(tall) < _STOERST).all(axis=1))
            self._meld(_galt_punkt(int(gale[0]) + 1), None)
            return Segment(Segmentslag.LINJE, np.empty((0, 2)), NAVN)
        hoeyder = None
        if tall.shape[1] == 3:
            self.dimensjon, hoeyder = 3, tall[:, 2].copy()
        xy = np.ascontiguousarray(tall[:, :2])  # GeoJSON is (east, north) whatever the system
        return Segment(Segmentslag.LINJE, xy, NAVN, None, hoeyder)

    def _meld(self, melding: Tekst, punkt: Koordinat | None) -> None:
        self.problemer.append(Problem("koordinat-tall", melding, self.ident, None, punkt))


_IKKE_SAMLING: Final = Tekst(
    "Filen er ikke en GeoJSON FeatureCollection.",
    "Fila er ikkje ein GeoJSON FeatureCollection.",
    "The file is not a GeoJSON FeatureCollection.",
)
_IKKE_TALL: Final = Tekst(
    "Koordinatene er ikke rekker av to eller tre tall.",
    "Koordinatane er ikkje rekkjer av to eller tre tal.",
    "The coordinates are not rows of two or three numbers.",
)


def _galt_punkt(nr: int) -> Tekst:
    return Tekst(
        f"Punkt {nr} er ikke en koordinat.",
        f"Punkt {nr} er ikkje ein koordinat.",
        f"Point {nr} is not a coordinate.",
    )


def _ukjent(navn: str) -> Tekst:
    return Tekst(
        f"Geometritypen {navn[:40]} leses ikke.",
        f"Geometritypen {navn[:40]} blir ikkje lesen.",
        f"The geometry type {navn[:40]} is not read.",
    )


def _ikke_json(grunn: str) -> Tekst:
    return Tekst(
        f"Filen er ikke JSON ({grunn}).",
        f"Fila er ikkje JSON ({grunn}).",
        f"The file is not JSON ({grunn}).",
    )


def _for_stor() -> Tekst:
    grense = MAKS // 1_000_000
    return Tekst(
        f"GeoJSON-filen er større enn {grense} MB; lever planen som GML.",
        f"GeoJSON-fila er større enn {grense} MB; lever planen som GML.",
        f"The GeoJSON file is larger than {grense} MB; deliver the plan as GML.",
    )
