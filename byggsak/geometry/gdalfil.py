"""GeoPackage, FlatGeobuf and SOSI through GDAL, as the features of a GeoJSON collection.

GDAL is an extra of its own (`pip install 'byggsak[gis]'`, the package pyogrio); what it gives goes
through the same reader as GeoJSON, so a layer is the same whichever way it came. Refused by name: a
file when the extra is not installed, and SOSI when this GDAL cannot read it (the wheels cannot).
"""

from __future__ import annotations

import importlib
import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
import shapely.errors
import shapely.geometry

from byggsak.domain.facts import Sted
from byggsak.domain.tekst import Tekst
from byggsak.geometry.errors import KartfilUleselig
from byggsak.geometry.gml_model import GmlFeature
from byggsak.geometry.kvalitet import geojson

DRIVERE: Final = {
    ".gpkg": "GPKG",
    ".fgb": "FlatGeobuf",
    ".sos": "SOSI",
    ".sosi": "SOSI",
}
"""File ending -> the driver in GDAL."""

_BUESTEG: Final = {"OGR_ARC_STEPSIZE": "0.1"}
"""Degrees between the points that GDAL strokes an arc with: 0.2 mm from an arc of 500 m. Its own 4
degrees would be 0.3 m from it."""


def les(sti: Path) -> Iterator[GmlFeature]:
    """Every object of every layer; the layer's name is the object type unless objects name their
    own. Raises `KartfilUleselig` with the file."""
    gdal, raa = _gdal(sti)
    driver = DRIVERE[sti.suffix.lower()]
    if driver not in gdal.list_drivers():
        raise KartfilUleselig(_uten_driver(driver), Sted(dokument=sti.name))
    if not sti.is_file():
        raise FileNotFoundError(2, "No such file or directory")
    try:
        for lag, slag in gdal.list_layers(sti):
            if slag is not None:  # a table without geometry is no map
                yield from _lag(raa, sti, str(lag))
    except (gdal.errors.DataSourceError, gdal.errors.DataLayerError, shapely.errors.ShapelyError,
            UnicodeDecodeError) as feil:  # fmt: skip
        raise KartfilUleselig(_aapnes_ikke(feil), Sted(dokument=sti.name)) from feil


def _gdal(sti: Path) -> tuple[Any, Any]:
    """By name and when it is needed: the extra may be absent, and takes a second to load."""
    try:
        gdal, raa = importlib.import_module("pyogrio"), importlib.import_module("pyogrio.raw")
    except ImportError as feil:
        raise KartfilUleselig(_uten_tillegg(sti.suffix), Sted(dokument=sti.name)) from feil
    gdal.set_gdal_config_options(_BUESTEG)
    return gdal, raa


def _lag(raa: Any, sti: Path, lag: str) -> Iterator[GmlFeature]:
    meta, ider, wkb, felter = raa.read(sti, layer=lag, return_fids=True, datetime_as_string=True)
    navn = [str(n) for n in meta["fields"]]
    former = shapely.from_wkb(wkb)
    yield from geojson.objekter(
        (
            {
                "type": "Feature",
                "id": f"{lag}.{ider[nr]}",
                "properties": _egenskaper(navn, [felt[nr] for felt in felter]),
                "geometry": None if form is None else shapely.geometry.mapping(form),
            }
            for nr, form in enumerate(former)
        ),
        None if meta["crs"] is None else str(meta["crs"]),
        lag,
    )


def _egenskaper(navn: list[str], verdier: list[Any]) -> Mapping[str, Any]:
    rene = {n: _ren(v) for n, v in zip(navn, verdier, strict=True)}
    return {n: v for n, v in rene.items() if v is not None}


def _ren(verdi: Any) -> Any:
    """As JSON would have it. A column of whole numbers with gaps comes as decimals: 16.0 is 16."""
    if isinstance(verdi, np.generic):
        verdi = verdi.item()
    if isinstance(verdi, float):
        if math.isnan(verdi):
            return None
        return int(verdi) if verdi.is_integer() else verdi
    if isinstance(verdi, date | datetime):
        return verdi.isoformat()
    if isinstance(verdi, bytes):
        return None
    return verdi


def _uten_tillegg(endelse: str) -> Tekst:
    return Tekst(
        f"Filer av typen {endelse} leses med GDAL, som ikke er installert her. Installer tillegget "
        "med pip install 'byggsak[gis]', eller lever laget som GML eller GeoJSON.",
        f"Filer av typen {endelse} blir lesne med GDAL, som ikkje er installert her. Installer "
        "tillegget med pip install 'byggsak[gis]', eller lever laget som GML eller GeoJSON.",
        f"Files of the type {endelse} are read with GDAL, which is not installed here. Install the "
        "extra with pip install 'byggsak[gis]', or deliver the layer as GML or GeoJSON.",
    )


def _uten_driver(driver: str) -> Tekst:
    return Tekst(
        f"GDAL er installert her uten støtte for {driver}. Lever laget som GML, GeoJSON eller "
        "GeoPackage, eller bruk en GDAL som har den.",
        f"GDAL er installert her utan støtte for {driver}. Lever laget som GML, GeoJSON eller "
        "GeoPackage, eller bruk ein GDAL som har henne.",
        f"The GDAL installed here does not support {driver}. Deliver the layer as GML, GeoJSON or "
        "GeoPackage, or use a GDAL that does.",
    )


def _aapnes_ikke(feil: Exception) -> Tekst:
    grunn = str(feil).splitlines()[0][:200] if str(feil) else type(feil).__name__
    return Tekst(
        f"Filen kan ikke leses ({grunn}).",
        f"Fila kan ikkje lesast ({grunn}).",
        f"The file cannot be read ({grunn}).",
    )
