"""The situation plan as JSON-FG or GeoJSON with a legacy `crs`: the same tree as from GML.

JSON-FG has its geometry in `place`, in the axis order of `coordRefSys` (NTM: north first). GeoJSON
with the `crs` member of 2008 has it in `geometry`, always east first. A `geometry` beside
`coordRefSys` is WGS84 by definition and is not read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import numpy as np

from byggsak.domain.facts import Sted
from byggsak.domain.tekst import Tekst
from byggsak.geometry import situasjonsplan_texts as tekster
from byggsak.geometry.crs import Koordinatsystem, tolk_srs
from byggsak.geometry.curves import Kurve, Polygonflate, Punkt, Segment, Segmentslag
from byggsak.geometry.errors import KoordinatsystemAvvist, SituasjonsplanUleselig
from byggsak.geometry.gml_model import Geometrislag, GmlGeometri
from byggsak.geometry.situasjonsplan_form import FORM, ROT, Node
from byggsak.geometry.situasjonsplan_xml import GRENSER

_HOVEDGEOMETRI: Final = {
    "BygningTiltak": "omraade",
    "EksisterendeBygning": "omraade",
    "Parkering": "omraade",
    "Avkjoersel": "punkt",
}
_GEOMETRI: Final = frozenset({"omraade", "linje", "punkt"})


def les_json(data: bytes) -> Node:
    """The plan as a tree of nodes. Raises `SituasjonsplanUleselig` when it is not this format."""
    samling = _last(data)
    if samling.get("type") != "FeatureCollection" or not isinstance(samling.get("features"), list):
        raise _feil("/", tekster.IKKE_SAMLING)
    leser = _Leser(*_crs(samling))
    return leser.plan(samling)


class _Leser:
    def __init__(self, crs: Koordinatsystem, srs: str, jsonfg: bool) -> None:
        self.crs, self.srs, self.jsonfg = crs, srs, jsonfg
        self.ider: set[str] = set()

    def plan(self, samling: Mapping[str, Any]) -> Node:
        barn = [
            self.felt(navn, samling[navn], f"/{navn}")
            for navn in ("kommunenummer", "dato")
            if samling.get(navn) is not None
        ]
        for nr, eiendom in enumerate(_liste(samling.get("eiendom"))):
            barn.append(self.gruppe("eiendom", eiendom, f"/eiendom/{nr}"))
        objekter = [self.objekt(f, nr, samling) for nr, f in enumerate(samling["features"])]
        rekkefoelge = [ledd.navn for ledd in FORM[ROT]]
        objekter.sort(key=lambda n: rekkefoelge.index(n.navn))  # JSON has no order; the form has
        return Node(ROT, "/", barn=(*barn, *objekter))

    def objekt(self, feature: Any, nr: int, samling: Mapping[str, Any]) -> Node:
        sti = f"/features/{nr}"
        if not isinstance(feature, dict):
            raise _feil(sti, tekster.IKKE_SAMLING)
        egenskaper = dict(feature.get("properties") or {})
        slag = egenskaper.pop("featureType", None)
        slag = feature.get("featureType") or slag or samling.get("featureType")
        if not isinstance(slag, str) or slag not in _HOVEDGEOMETRI:
            raise _feil(f"{sti}/featureType", tekster.ukjent_slag(str(slag)))
        egen = feature.get("coordRefSys")
        if egen is not None and _navn(egen) != self.srs:
            raise _feil(f"{sti}/coordRefSys", tekster.BLANDET)
        geometri = feature.get("place" if self.jsonfg else "geometry")
        if geometri is None and self.jsonfg and feature.get("geometry") is not None:
            raise _feil(f"{sti}/geometry", tekster.UTEN_PLACE)
        if geometri is not None:
            egenskaper[_HOVEDGEOMETRI[slag]] = geometri
        ident = feature.get("id")
        return self.gruppe(slag, egenskaper, sti, str(ident) if ident is not None else None)

    def gruppe(self, navn: str, verdi: Any, sti: str, ident: str | None = None) -> Node:
        if not isinstance(verdi, dict):
            raise _feil(sti, tekster.ikke_objekt(navn))
        felter = dict(verdi)
        if ident is None and isinstance(felter.get("id"), str):
            ident = felter.pop("id")
        if ident is not None:
            if ident in self.ider:
                raise _feil(sti, tekster.dublett(ident))
            self.ider.add(ident)
        rekkefoelge = [ledd.navn for ledd in FORM[navn]]
        grupper = {ledd.navn for ledd in FORM[navn] if ledd.slag == "gruppe"}
        barn: list[Node] = []
        for felt, innhold in felter.items():
            if innhold is None:
                continue
            hvor = f"{sti}/{felt}"
            if felt in grupper:
                barn += [self.gruppe(felt, g, f"{hvor}/{i}") for i, g in enumerate(_liste(innhold))]
            else:
                barn.append(self.felt(felt, innhold, hvor, ident, navn))
        barn.sort(
            key=lambda n: rekkefoelge.index(n.navn) if n.navn in rekkefoelge else len(rekkefoelge)
        )
        return Node(navn, sti, barn=tuple(barn), gml_id=ident)

    def felt(self, navn: str, verdi: Any, sti: str, ident: str | None = None, i: str = ROT) -> Node:
        if navn in _GEOMETRI:
            return Node(navn, sti, geometri=self.geometri(verdi, navn, sti, ident), gml_id=ident)
        match verdi:
            case bool():
                tekst = "true" if verdi else "false"
            case int():
                tekst = str(verdi)
            case Decimal():
                tekst = f"{verdi:f}"
            case str():
                tekst = verdi.strip()
            case _:
                raise _feil(sti, tekster.ikke_verdi(navn))
        enhet = next((ledd.enhet for ledd in FORM[i] if ledd.navn == navn), None)
        return Node(navn, sti, tekst=tekst, uom=enhet, gml_id=ident)

    def geometri(self, verdi: Any, navn: str, sti: str, ident: str | None) -> GmlGeometri:
        slag = verdi.get("type") if isinstance(verdi, dict) else None
        tall = verdi.get("coordinates") if isinstance(verdi, dict) else None
        deler: tuple[Punkt | Kurve | Polygonflate, ...]
        match slag:
            case "Point":
                deler = (Punkt(self.punkter([tall], sti), ident),)
                hva = Geometrislag.PUNKT
            case "LineString":
                deler = (self.kurve(tall, sti, ident),)
                hva = Geometrislag.KURVE
            case "Polygon":
                deler = (self.polygon(tall, sti, ident),)
                hva = Geometrislag.FLATE
            case "MultiPolygon" if isinstance(tall, list):
                deler = tuple(self.polygon(p, sti, ident) for p in tall)
                hva = Geometrislag.FLATE
            case _:
                raise _feil(sti, tekster.ukjent_geometri(str(slag)))
        return GmlGeometri(navn, str(slag), hva, deler, self.crs, gml_id=ident)

    def polygon(self, ringer: Any, sti: str, ident: str | None) -> Polygonflate:
        if not isinstance(ringer, list) or not ringer:
            raise _feil(sti, tekster.UTEN_KOORDINATER)
        alle = [self.kurve(r, sti, ident) for r in ringer]
        return Polygonflate(alle[0], tuple(alle[1:]), ident)

    def kurve(self, tall: Any, sti: str, ident: str | None) -> Kurve:
        xy = self.punkter(tall, sti)
        return Kurve((Segment(Segmentslag.LINJE, xy, "LineString"),), ident)

    def punkter(self, tall: Any, sti: str) -> Any:
        if not isinstance(tall, list) or not tall:
            raise _feil(sti, tekster.UTEN_KOORDINATER)
        ut = np.empty((len(tall), 2))
        for nr, par in enumerate(tall):
            if not isinstance(par, list) or len(par) not in (2, 3):
                raise _feil(f"{sti}/coordinates/{nr}", tekster.UTEN_KOORDINATER)
            for akse in (0, 1):
                t = par[akse]
                if isinstance(t, bool) or not isinstance(t, int | Decimal):
                    raise _feil(f"{sti}/coordinates/{nr}", tekster.UTEN_KOORDINATER)
                ut[nr, akse] = float(t)
                if not abs(ut[nr, akse]) < 1e8:
                    raise _feil(f"{sti}/coordinates/{nr}", tekster.UTEN_KOORDINATER)
        nord_foerst = self.jsonfg and self.crs.nord_foerst
        return np.ascontiguousarray(ut[:, ::-1]) if nord_foerst else ut


def _last(data: bytes) -> Mapping[str, Any]:
    if len(data) > GRENSER.bytes:
        raise _feil("/", tekster.FOR_STOR)
    try:
        verdi = json.loads(
            data.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=_konstant,
            object_pairs_hook=_uten_dubletter,
        )
    except (json.JSONDecodeError, UnicodeDecodeError) as feil:
        linje = feil.lineno if isinstance(feil, json.JSONDecodeError) else None
        raise SituasjonsplanUleselig(tekster.IKKE_JSON, Sted(linje=linje)) from feil
    except (RecursionError, ValueError) as feil:  # nested past reason, or a number of 5000 digits
        raise _feil("/", tekster.IKKE_JSON) from feil
    if not isinstance(verdi, dict):
        raise _feil("/", tekster.IKKE_SAMLING)
    return verdi


def _konstant(navn: str) -> Any:
    raise _feil("/", tekster.IKKE_TALL)


def _uten_dubletter(par: list[tuple[str, Any]]) -> dict[str, Any]:
    ut = dict(par)
    if len(ut) != len(par):
        navn = [n for n, _ in par]
        raise _feil("/", tekster.dublett(next(n for n in navn if navn.count(n) > 1)))
    return ut


def _crs(samling: Mapping[str, Any]) -> tuple[Koordinatsystem, str, bool]:
    jsonfg = samling.get("coordRefSys") is not None
    srs = _navn(samling["coordRefSys"] if jsonfg else samling.get("crs"))
    try:
        return tolk_srs(srs), srs, jsonfg
    except KoordinatsystemAvvist as feil:
        sted = Sted(xpath="/coordRefSys" if jsonfg else "/crs")
        raise SituasjonsplanUleselig(feil.melding, sted) from feil


def _navn(verdi: Any) -> str:
    """The name in a coordRefSys (text or Reference) or a legacy crs; empty when there is none."""
    match verdi:
        case str():
            return verdi
        case {"href": str(href)}:
            return href
        case {"properties": {"name": str(navn)}}:
            return navn
        case _:
            return ""


def _liste(verdi: Any) -> list[Any]:
    if verdi is None:
        return []
    return verdi if isinstance(verdi, list) else [verdi]


def _feil(sti: str, tekst: Tekst) -> SituasjonsplanUleselig:
    hvor = "" if sti == "/" else f"{sti}: "
    return SituasjonsplanUleselig(
        Tekst(hvor + tekst.nb, hvor + tekst.nn, hvor + tekst.en), Sted(xpath=sti)
    )
