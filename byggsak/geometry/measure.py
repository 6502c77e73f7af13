"""Measuring, the common ground: shapes from WKB, evidence as GeoJSON, and the numbers it needs.

All measuring is planar, in the municipality's own coordinate system, metres and m². Nothing here
repairs a geometry: what was invalid never became a map object or a situation plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

import shapely
import shapely.errors
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from byggsak.domain.facts import Maal
from byggsak.domain.kart import BBox
from byggsak.geometry.remember import remember

Form = BaseGeometry
"""A parsed geometry; opaque outside `byggsak.geometry`."""

Linje = LineString

MaalingFeilet = shapely.errors.ShapelyError
"""The geometry library gave up on a shape: what was to be measured is unknown, never nought."""

INGEN_FORM: Final[Form] = Polygon()

_TIENDEDELS_MILLIMETER = 4


@dataclass(frozen=True)
class Maalekrav:
    """The numbers that measuring needs, all dated in `krav.toml`, section «fakta».

    Lengths in m, areas in m², angles in degrees. `tillatte_formaal` lines read
    «<start of building type>=<starts of land use codes>», the longest match wins, «=1» is the rest.
    """

    fremspring_uten_tillegg: Decimal  # TEK17 § 6-3
    usikkerhet_groenn: Decimal  # accuracy class of the parcel, ±
    usikkerhet_gul: Decimal
    usikkerhet_roed: Decimal  # also fictive and disputed boundaries, and unknown class
    usikkerhet_temakart: Decimal  # theme layers whose objects state no accuracy of their own
    kryss_riks_fylkesveg: Decimal  # how far out on the centre line, veglova § 29
    kryss_kommunal_veg: Decimal
    liten_bygning_areal: Decimal  # BRA and BYA, pbl § 29-4 third ledd b
    liten_bygning_typer: tuple[str, ...]  # building types that are garages, sheds and the like
    fri_hoeyde_utkraging: Decimal  # NS 3940: a cantilever lower than this counts
    hoeyde_terrasse: Decimal  # a terrace higher than this counts
    takutstikk_uten_bya: Decimal  # an eaves overhang up to this does not count
    parkeringsplass_areal: Decimal  # one open place without a drawn area
    sliver_bredde: Decimal  # narrower than this and smaller than sliver_areal: cracks in the map
    sliver_areal: Decimal
    fasade_vinkel: Decimal  # a façade faces what lies within this angle of its normal
    nabovarsel_gyldig_aar: int  # SAK10 § 5-2
    tillatte_formaal: tuple[str, ...]

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Worked out once: the numbers are part of every question that is remembered."""
        return hash(tuple(getattr(self, felt.name) for felt in fields(self)))


def form(wkb: bytes) -> Form:
    """The geometry of the WKB. Raises shapely's own error for bytes that are no WKB (our fault)."""
    geometri: Form = shapely.from_wkb(wkb)
    return geometri


@remember
def kartform(wkb: bytes) -> Form:
    """As `form`, remembered: for objects of the map, which the next check asks about again."""
    return form(wkb)


def union(former: Iterable[Form]) -> Form:
    """The union, empty for nothing."""
    liste = [f for f in former if not f.is_empty]
    if len(liste) < 2:
        return liste[0] if liste else INGEN_FORM
    samlet: Form = shapely.union_all(liste)
    return samlet


def polygoner(geometri: Form) -> list[Polygon]:
    """The polygons of any geometry; lines and points left over by an overlay are dropped."""
    if isinstance(geometri, Polygon):
        return [] if geometri.is_empty else [geometri]
    deler = geometri.geoms if hasattr(geometri, "geoms") else ()
    return [p for del_ in deler for p in polygoner(del_)]


def boks(former: Iterable[Form], margin: float = 0.0) -> BBox:
    """The box around all of them, widened by `margin` metres."""
    vest, soer, oest, nord = zip(*(f.bounds for f in former if not f.is_empty), strict=True)
    return (min(vest) - margin, min(soer) - margin, max(oest) + margin, max(nord) + margin)


def rektangel(ramme: BBox) -> Form:
    return shapely.box(*ramme)


def areal(geometri: Form) -> Maal:
    """m², rounded to 0.0001: finer is floating-point noise."""
    return Maal.of(float(geometri.area), enhet="m2")


def lengde(meter: float, usikkerhet: Decimal = Decimal(0)) -> Maal:
    return Maal(Decimal(f"{meter:.{_TIENDEDELS_MILLIMETER}f}"), usikkerhet, "m")


def geojson(geometri: Form) -> Mapping[str, Any] | None:
    """Evidence for a finding: GeoJSON rounded to the millimetre; None when there is nothing."""
    if geometri.is_empty:
        return None
    if isinstance(geometri, LineString):
        return {"type": "LineString", "coordinates": _punkter(geometri)}
    if isinstance(geometri, Polygon):
        return {"type": "Polygon", "coordinates": _ringer(geometri)}
    grunnlag = shapely.geometry.mapping(geometri)
    return {"type": grunnlag["type"], "coordinates": _avrundet(grunnlag["coordinates"])}


def _ringer(polygon: Polygon) -> list[list[list[float]]]:
    return [_punkter(ring) for ring in (polygon.exterior, *polygon.interiors)]


def _punkter(linje: Form) -> list[list[float]]:
    return [[round(x, 3), round(y, 3)] for x, y in shapely.get_coordinates(linje).tolist()]


def _avrundet(koordinater: Any) -> Any:
    if isinstance(koordinater, (tuple, list)):
        return [_avrundet(k) for k in koordinater]
    return round(float(koordinater), 3)


def beroerer(a: Form, b: Form, toleranse: Decimal) -> bool:
    """Whether they touch, allowing for a crack of `toleranse` metres between them."""
    return bool(shapely.dwithin(a, b, float(toleranse)))


def endepunkt(linje: Form) -> Form:
    """The last point of a line."""
    return Point(shapely.get_coordinates(linje)[-1])


def overlapper(a: Form, b: Form, minste_areal: Decimal) -> bool:
    """Whether they share more than a sliver; a shared edge is no overlap."""
    return bool(shapely.area(shapely.intersection(a, b)) > float(minste_areal))


def er_sliver(polygon: Form, krav: Maalekrav) -> bool:
    return bool(
        polygon.area < float(krav.sliver_areal) and bredde(polygon) < float(krav.sliver_bredde)
    )


def bredde(flate: Form) -> float:
    """The greatest width of an area in metres: the diameter of the largest circle that fits in it.

    A strip of 10 m by 0.04 m is 0.04 m wide whichever way it runs and bends.
    """
    stoerst = 0.0
    for del_ in polygoner(flate):
        if del_.area <= 0:
            continue
        # area over half the perimeter is at least the radius and at most the diameter, so it
        # tells how fine the search must be
        presisjon = max(del_.area / del_.length / 500, 1e-5)
        radius = shapely.maximum_inscribed_circle(del_, tolerance=presisjon).length
        stoerst = max(stoerst, 2 * radius)
    return stoerst


def uten_sprekker(flate: Form, krav: Maalekrav) -> Form:
    """The area with holes that are only cracks between neighbouring parcels filled."""
    deler = polygoner(flate)
    if not any(d.interiors for d in deler):
        return flate
    tettet = [
        Polygon(d.exterior, [h for h in d.interiors if not er_sliver(Polygon(h), krav)])
        for d in deler
    ]
    return union(tettet)
