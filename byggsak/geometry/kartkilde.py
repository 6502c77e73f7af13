"""The objects of a map file, one after another, whatever format it is in.

GML is streamed, GeoJSON is read whole. GeoPackage, FlatGeobuf and SOSI are read by GDAL where the
extra `byggsak[gis]` is installed (`byggsak.geometry.gdalfil`), and refused by name where it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from byggsak.domain.facts import Sted
from byggsak.geometry import gdalfil
from byggsak.geometry.errors import KartfilUleselig
from byggsak.geometry.gml import INGEN_ARV, fra_envelope, les_objekter
from byggsak.geometry.gml_model import GmlFeature, barn, lokalt
from byggsak.geometry.gml_texts import aapnes_ikke, ikke_samling
from byggsak.geometry.kvalitet import geojson
from byggsak.xml.reader import XmlAvvist
from byggsak.xml.stream import StreamLimits, iter_elements

GEOJSON: Final = frozenset({".geojson", ".json"})
ENDELSER: Final = (".gml", ".geojson", ".gpkg", ".fgb")
"""The endings taken from a folder; other files there may be anything, and are named one by one."""

_GRENSER: Final = StreamLimits(between=64_000_000)  # a featureMembers holds the whole plan in one
_MEDLEM: Final = ("featureMember", "featureMembers", "member")
# By name and not «every child of the root»: the parser then tells Python of the members alone, and
# a ring written as a hundred thousand gml:pos costs nothing extra.
_TAGGER: Final = tuple(f"{{*}}{navn}" for navn in ("boundedBy", *_MEDLEM))


def kartfiler(sti: Path) -> list[Path]:
    """The file itself, or the map files of a folder in the order of their names."""
    if not sti.is_dir():
        return [sti]
    return sorted(f for f in sti.iterdir() if f.suffix.lower() in ENDELSER)


def les_fil(sti: Path, si_dato: Callable[[str], None]) -> Iterator[GmlFeature]:
    """Every object; `si_dato` is told the date that the file as a whole gives.

    Raises `KartfilUleselig` with file and line.
    """
    try:
        if sti.suffix.lower() in GEOJSON:
            yield from _geojson(sti)
        elif sti.suffix.lower() in gdalfil.DRIVERE:
            yield from gdalfil.les(sti)
        else:
            yield from _gml(sti, si_dato)
    except XmlAvvist as feil:
        raise KartfilUleselig(feil.melding, Sted(linje=feil.linje, dokument=sti.name)) from feil
    except OSError as feil:
        raise KartfilUleselig(aapnes_ikke(feil), Sted(dokument=sti.name)) from feil


def _geojson(sti: Path) -> Iterator[GmlFeature]:
    try:
        yield from geojson.les(sti.read_bytes())
    except geojson.GeojsonUleselig as feil:
        raise KartfilUleselig(feil.melding, Sted(dokument=sti.name)) from feil


def _gml(sti: Path, si_dato: Callable[[str], None]) -> Iterator[GmlFeature]:
    arv = INGEN_ARV
    foerste = True
    for el in iter_elements(sti, _TAGGER, _GRENSER):
        rot = el.getparent()
        if foerste and rot is not None:
            if lokalt(rot.tag) != "FeatureCollection":
                raise KartfilUleselig(
                    ikke_samling(lokalt(rot.tag)), Sted(linje=rot.sourceline, dokument=sti.name)
                )
            si_dato(rot.get("timeStamp") or "")
            foerste = False
        match lokalt(el.tag):
            case "boundedBy" if rot is not None:
                arv = fra_envelope(rot, arv)
            case navn if navn in _MEDLEM:
                # Read whole before the first is given on: an element that somebody still holds
                # cannot be freed in one go, and a large ring would take minutes to let go of.
                yield from [f for b in barn(el) for f in les_objekter(b, arv)]
