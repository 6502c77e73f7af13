"""Small map layers for fixtures: plan objects as GML, things round the site as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

Ring = tuple[float, float, float, float]
"""West, south, east, north: metres east of 597000 and north of 6643000."""

_APP = "http://skjema.geonorge.no/SOSI/produktspesifikasjon/{}/20190401"
_CRS = "http://www.opengis.net/def/crs/EPSG/0/25832"


def plankart(*objekter: str, slag: str = "Reguleringsplan") -> bytes:
    """A plan map of one collection; `slag` is «Reguleringsplan» or «Kommuneplan»."""
    medlemmer = "\n".join(f"<gml:featureMember>{o}</gml:featureMember>" for o in objekter)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2"'
        f' xmlns:app="{_APP.format(slag)}" gml:id="samling">\n'
        f'<gml:boundedBy><gml:Envelope srsName="{_CRS}" srsDimension="2">'
        "<gml:lowerCorner>597000 6643000</gml:lowerCorner>"
        "<gml:upperCorner>598000 6644000</gml:upperCorner></gml:Envelope></gml:boundedBy>\n"
        f"{medlemmer}\n</gml:FeatureCollection>\n"
    ).encode()


def planobjekt(type_: str, gml_id: str, ring: Ring, plan: str = "P1", **felt: str) -> str:
    """One object with its area; `felt` are its simple properties, ø and å written as in the map."""
    egenskaper = "".join(f"<app:{n}>{v}</app:{n}>" for n, v in felt.items())
    return (
        f'<app:{type_} gml:id="{gml_id}"><app:område><gml:Polygon gml:id="{gml_id}.g">'
        f"<gml:exterior><gml:LinearRing><gml:posList>{_liste(_hjoerner(ring))}</gml:posList>"
        "</gml:LinearRing></gml:exterior></gml:Polygon></app:område>"
        "<app:arealplanId><app:NasjonalArealplanId><app:kommunenummer>9999</app:kommunenummer>"
        f"<app:planidentifikasjon>{plan}</app:planidentifikasjon>"
        "</app:NasjonalArealplanId></app:arealplanId>"
        f"<app:vertikalnivå>2</app:vertikalnivå>{egenskaper}</app:{type_}>"
    )


def regulert_hoeyde(gml_id: str, linje: Ring, hoeyde: str) -> str:
    """A regulated elevation in NN2000 along a line."""
    vest, soer, oest, nord = linje
    return (
        f'<app:RpRegulertHøyde gml:id="{gml_id}"><app:senterlinje>'
        f'<gml:LineString gml:id="{gml_id}.g"><gml:posList>{_liste([(vest, soer), (oest, nord)])}'
        "</gml:posList></gml:LineString></app:senterlinje>"
        "<app:arealplanId><app:NasjonalArealplanId><app:kommunenummer>9999</app:kommunenummer>"
        "<app:planidentifikasjon>P1</app:planidentifikasjon></app:NasjonalArealplanId>"
        "</app:arealplanId><app:vertikalnivå>2</app:vertikalnivå>"
        "<app:høydefraplanbestemmelse><app:HøydeFraPlanbestemmelse>"
        f"<app:regulerthøyde>{hoeyde}</app:regulerthøyde>"
        "<app:høydereferansesystem>NN2000</app:høydereferansesystem>"
        "</app:HøydeFraPlanbestemmelse></app:høydefraplanbestemmelse></app:RpRegulertHøyde>"
    )


def utnytting(type_: str, tall: str) -> str:
    """The content of `utnytting` in an area of land use."""
    return (
        f"<app:RpUtnytting><app:utnyttingstype>{type_}</app:utnyttingstype>"
        f"<app:utnyttingstall>{tall}</app:utnyttingstall></app:RpUtnytting>"
    )


def temalag(gml_id: str, type_: str, punkter: Sequence[tuple[float, float]], **felt: str) -> bytes:
    """One thing as a layer of its own: an area when the last point is the first, else a line."""
    koordinater = [[597000 + x, 6643000 + y] for x, y in punkter]
    flate = punkter[0] == punkter[-1]
    samling = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}},
        "features": [
            {
                "type": "Feature",
                "id": gml_id,
                "properties": {"objtype": type_, "kopidato": "2026-05-01T00:00:00", **felt},
                "geometry": {
                    "type": "Polygon" if flate else "LineString",
                    "coordinates": [koordinater] if flate else koordinater,
                },
            }
        ],
    }
    return (json.dumps(samling, indent=1, ensure_ascii=False) + "\n").encode()


def omriss(ring: Ring) -> list[tuple[float, float]]:
    """The corners of a rectangle, the first again last."""
    return _hjoerner(ring)


def _hjoerner(ring: Ring) -> list[tuple[float, float]]:
    vest, soer, oest, nord = ring
    return [(vest, soer), (oest, soer), (oest, nord), (vest, nord), (vest, soer)]


def _liste(punkter: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{597000 + x:.2f} {6643000 + y:.2f}" for x, y in punkter)
