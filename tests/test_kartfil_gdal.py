"""GeoPackage and FlatGeobuf: the same objects as from GeoJSON, and refusals by name."""

import json
import math
import sqlite3
import struct
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely

from byggsak.geometry.errors import KartfilUleselig, KoordinatsystemAvvist
from byggsak.geometry.kartfil import Kartfil, les_kart, les_kartfil

gdal = pytest.importorskip("pyogrio", reason="needs the extra: pip install 'byggsak[gis]'")

DATO = date(2026, 1, 15)
KOMMUNE = (597000.0, 6643000.0, 598000.0, 6644000.0)
VEI = shapely.LineString([(597400, 6643400), (597500, 6643400)])
FORMATER = [("veg.gpkg", "GPKG"), ("veg.fgb", "FlatGeobuf")]


def skriv(
    sti: Path, driver: str, lag: str = "veg", crs: str = "EPSG:25832", **felt: object
) -> Path:
    """One road with these fields; a list is a column of several objects."""
    kolonner = {k: v if isinstance(v, list) else [v] for k, v in felt.items()}
    antall = max((len(v) for v in kolonner.values()), default=1)
    gdal.raw.write(
        sti,
        shapely.to_wkb(np.array([VEI] * antall)),
        [np.array(v, dtype=None if isinstance(v[0], float) else object) for v in kolonner.values()],
        list(kolonner),
        layer=lag,
        driver=driver,
        geometry_type="LineString",
        crs=crs,
    )
    return sti


def les(sti: Path) -> Kartfil:
    return les_kartfil(sti, 25832, dato=DATO, utstrekning=KOMMUNE)


@pytest.mark.parametrize(("navn", "driver"), FORMATER)
def test_a_layer_is_the_same_objects_as_from_geojson(
    tmp_path: Path, navn: str, driver: str
) -> None:
    sti = skriv(tmp_path / navn, driver, objtype="Veglenke", vegkategori="K", navn="Storgata")
    via = tmp_path / "veg.geojson"
    egenskaper = {"objtype": "Veglenke", "vegkategori": "K", "navn": "Storgata"}
    geometri = shapely.geometry.mapping(VEI)
    objekt = {"type": "Feature", "properties": egenskaper, "geometry": geometri}
    crs = {"type": "name", "properties": {"name": "EPSG:25832"}}
    via.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [objekt]}))
    (a,), (b,) = les(sti).objekter, les(via).objekter
    assert (a.objekttype, a.wkb, a.egenskaper) == (b.objekttype, b.wkb, b.egenskaper)
    assert les(sti).datasett.slag == "veg"


@pytest.mark.parametrize(("navn", "driver"), FORMATER)
def test_a_layer_without_object_types_is_its_name(tmp_path: Path, navn: str, driver: str) -> None:
    sti = tmp_path / navn.replace("veg", "Spormidt")  # FlatGeobuf names its layer by the file
    (objekt,) = les(skriv(sti, driver, "Spormidt", bredde="1,435")).objekter
    assert (objekt.objekttype, objekt.en("bredde")) == ("Spormidt", "1,435")


def test_whole_numbers_with_gaps_are_still_whole_and_gaps_are_absent(tmp_path: Path) -> None:
    tall = [1111.0, float("nan"), 0.5]
    fil = les(skriv(tmp_path / "x.gpkg", "GPKG", objtype=["Veglenke"] * 3, kode=tall))
    assert [o.en("kode") for o in fil.objekter] == ["1111", None, "0.5"]
    assert len({o.gml_id for o in fil.objekter}) == 3


def test_every_layer_of_a_file_is_read(tmp_path: Path) -> None:
    sti = skriv(tmp_path / "x.gpkg", "GPKG", "Vannledning", eier="kommunen")
    gdal.raw.write(
        sti, shapely.to_wkb(np.array([VEI])), [], [], layer="Kraftledning", driver="GPKG",
        geometry_type="LineString", crs="EPSG:25832", append=False,
    )  # fmt: skip
    assert les(sti).datasett.slag == "kraft, va"


def test_a_folder_holds_them_beside_gml(tmp_path: Path) -> None:
    skriv(tmp_path / "a.gpkg", "GPKG", objtype="Veglenke")
    skriv(tmp_path / "b.fgb", "FlatGeobuf", objtype="Spormidt")
    filer = les_kart([tmp_path], 25832, dato=DATO)
    assert [f.datasett.slag for f in filer] == ["veg", "bane"]


@pytest.mark.filterwarnings("ignore:geometry column type")
def test_arcs_are_drawn_as_finely_as_they_are_measured(tmp_path: Path) -> None:
    sti = skriv(tmp_path / "bue.gpkg", "GPKG", objtype="Veglenke")
    base = sqlite3.connect(sti)
    for (trigger,) in base.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        base.execute(f'DROP TRIGGER "{trigger}"')
    base.execute("UPDATE gpkg_geometry_columns SET geometry_type_name = 'GEOMETRY'")
    ((blob,),) = base.execute("SELECT geom FROM veg").fetchall()
    hode = 8 + {0: 0, 1: 32}[(blob[3] >> 1) & 7]
    halvsirkel = [(597400, 6643400), (597450, 6643450), (597500, 6643400)]
    punkter = b"".join(struct.pack("<dd", *p) for p in halvsirkel)
    base.execute("UPDATE veg SET geom = ?", (blob[:hode] + struct.pack("<BII", 1, 8, 3) + punkter,))
    base.commit()
    base.close()
    (objekt,) = les(sti).objekter
    assert shapely.from_wkb(objekt.wkb).length == pytest.approx(math.pi * 50, abs=0.001)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857"])
def test_a_system_that_is_not_exact_stops_the_file(tmp_path: Path, crs: str) -> None:
    with pytest.raises(KoordinatsystemAvvist):
        les(skriv(tmp_path / "x.gpkg", "GPKG", crs=crs, objtype="Veglenke"))


@pytest.mark.parametrize("navn", ["x.gpkg", "x.fgb"])
@pytest.mark.parametrize(
    "innhold", ["", "not a map", "\x00" * 4096], ids=["tom", "tekst", "nuller"]
)
def test_what_is_no_such_file_is_refused_with_its_name(
    tmp_path: Path, navn: str, innhold: str
) -> None:
    sti = tmp_path / navn
    sti.write_text(innhold)
    with pytest.raises(KartfilUleselig) as feil:
        les(sti)
    assert feil.value.sted.dokument == navn


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KartfilUleselig, match=r"borte\.gpkg"):
        les(tmp_path / "borte.gpkg")


def test_sosi_is_refused_by_name_where_this_gdal_cannot_read_it(tmp_path: Path) -> None:
    if "SOSI" in gdal.list_drivers():
        pytest.skip("this GDAL reads SOSI")
    sti = tmp_path / "veg.sos"
    sti.write_text(".HODE\n..TEGNSETT UTF-8\n.SLUTT\n")
    with pytest.raises(KartfilUleselig, match="uten støtte for SOSI"):
        les(sti)


def test_without_the_extra_the_file_is_refused_with_what_to_install(tmp_path: Path) -> None:
    sti = skriv(tmp_path / "x.gpkg", "GPKG", objtype="Veglenke")
    kode = (
        "import sys; sys.modules['pyogrio'] = None\n"
        "from datetime import date; from pathlib import Path\n"
        "from byggsak.geometry.kartfil import les_kartfil\n"
        f"les_kartfil(Path({str(sti)!r}), 25832, dato=date(2026, 1, 1))"
    )
    kjoert = subprocess.run(
        [sys.executable, "-c", kode], capture_output=True, text=True, check=False
    )
    assert kjoert.returncode == 1
    assert "pip install 'byggsak[gis]'" in kjoert.stderr
