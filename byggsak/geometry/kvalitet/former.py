"""Faults as GeoJSON, and the small numbers the rules share."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.facts import Geometri
from byggsak.domain.kart import BBox
from byggsak.geometry.crs import Punkter
from byggsak.geometry.errors import Koordinat

_MEST: Final = 200  # vertices of a fault that is shown: beyond that its box is as telling
_MARG: Final = 10.0  # metres round a fault, at least
_DESIMALER: Final = 4


def sted(punkt: Koordinat) -> str:
    """«øst 597000.00, nord 6643000.00» without the words: two numbers, centimetres."""
    return f"({punkt[0]:.2f}, {punkt[1]:.2f})"


def foerste_punkt(xy: Punkter) -> Koordinat | None:
    return (float(xy[0][0]), float(xy[0][1])) if len(xy) else None


def punkt_i(form: BaseGeometry) -> Koordinat:
    """A point that lies on the shape, for a sentence and for a pin."""
    if form.geom_type in ("Polygon", "MultiPolygon"):
        punkt = form.representative_point()
    else:
        punkt = form.interpolate(0.5, normalized=True) if form.length else form.centroid
    return float(punkt.x), float(punkt.y)


def geojson(form: BaseGeometry) -> Geometri:
    """Point, LineString or Polygon; a shape of several parts shows its largest."""
    if form.geom_type.startswith(("Multi", "GeometryCollection")):
        deler = shapely.get_parts(form)
        form = max(deler, key=lambda d: (d.area, d.length))
    if form.geom_type in ("LineString", "LinearRing"):
        xy = shapely.get_coordinates(form)
        if len(xy) <= _MEST:
            return {"type": "LineString", "coordinates": _tall(xy)}
    elif isinstance(form, shapely.Polygon):
        if shapely.get_num_coordinates(form) <= _MEST:
            ringer = (form.exterior, *form.interiors)
            return {
                "type": "Polygon",
                "coordinates": [_tall(shapely.get_coordinates(r)) for r in ringer],
            }
    else:
        xy = shapely.get_coordinates(form)
        return {"type": "Point", "coordinates": _tall(xy)[0]}
    return {
        "type": "Polygon",
        "coordinates": [_tall(shapely.get_coordinates(shapely.box(*form.bounds)))],
    }


def punkt_geojson(punkt: Koordinat) -> Geometri:
    return {"type": "Point", "coordinates": [round(t, _DESIMALER) for t in punkt]}


def zoom(boks: BBox) -> BBox:
    """The box with air round it: a tenth of its size, and never less than ten metres."""
    x0, y0, x1, y1 = boks
    marg = max(_MARG, 0.1 * max(x1 - x0, y1 - y0))
    return (
        round(x0 - marg, 2),
        round(y0 - marg, 2),
        round(x1 + marg, 2),
        round(y1 + marg, 2),
    )


def boks_av(xy: Punkter) -> BBox | None:
    if not len(xy):
        return None
    (x0, y0), (x1, y1) = xy.min(axis=0), xy.max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


def boks_rundt(*bokser: BBox | None) -> BBox | None:
    """The box round the boxes there are."""
    funnet = [b for b in bokser if b is not None]
    if not funnet:
        return None
    a = np.array(funnet)
    return (
        float(a[:, 0].min()),
        float(a[:, 1].min()),
        float(a[:, 2].max()),
        float(a[:, 3].max()),
    )


def _tall(xy: Punkter) -> list[list[float]]:
    return [[round(float(x), _DESIMALER), round(float(y), _DESIMALER)] for x, y in xy]
