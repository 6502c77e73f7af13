"""Theme layers into the map: GML and GeoJSON by object type, named, dated and told apart."""

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import shared
from gml_bygg import kurve, linjestykke, objekt, polygon, rektangel, samling

from byggsak.domain.tema import TEMA_AV_TYPE, TEMANAVN, Tema, temaer
from byggsak.geometry.errors import KartfilUleselig, KoordinatsystemAvvist
from byggsak.geometry.kartfil import Kartfil, les_kart, les_kartfil

DATO = date(2026, 1, 15)
KART = Path(__file__).parents[1] / "fixtures" / "kart"
KOMMUNE = (597000.0, 6643000.0, 598000.0, 6644000.0)
FLATE = {
    "type": "Polygon",
    "coordinates": [[[597400, 6643400], [597500, 6643400], [597500, 6643500], [597400, 6643400]]],
}
LINJE = {"type": "LineString", "coordinates": [[597400, 6643400], [597500, 6643400]]}


def geojson(sti: Path, *objekter: dict[str, object], crs: str | None = "EPSG:25832") -> Path:
    samlet: dict[str, object] = {"type": "FeatureCollection", "features": list(objekter)}
    if crs is not None:
        samlet["crs"] = {"type": "name", "properties": {"name": crs}}
    sti.write_text(json.dumps(samlet), "utf-8")
    return sti


def ting(geometri: dict[str, object] = LINJE, **felt: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometri, "properties": felt}


def les(sti: Path) -> Kartfil:
    return les_kartfil(sti, 25832, dato=DATO, utstrekning=KOMMUNE)


def test_the_fixture_map_has_every_theme() -> None:
    filer = les_kart([KART], 25832, dato=DATO)
    assert set().union(*(temaer(f.datasett.slag) for f in filer)) == set(Tema)
    assert not any(f.problemer or f.ukjente for f in filer)


def test_every_theme_has_types_and_a_name() -> None:
    assert set(TEMA_AV_TYPE.values()) == set(TEMANAVN) == set(Tema)


def test_the_same_road_from_gml_and_from_geojson_is_the_same_object(tmp_path: Path) -> None:
    gml = tmp_path / "veg.gml"
    vei = kurve("v", linjestykke([(0, 0), (100, 0)]))
    felt = "<app:vegkategori>K</app:vegkategori>"
    gml.write_text(samling(objekt("Veglenke", "v", vei, felt=felt, egenskap="senterlinje")))
    (a,) = les(gml).objekter
    (b,) = les(
        geojson(tmp_path / "veg.geojson", ting(objtype="Veglenke", vegkategori="K", id="v"))
    ).objekter
    assert (a.objekttype, a.gml_id, a.wkb, a.bbox) == (b.objekttype, b.gml_id, b.wkb, b.bbox)
    assert a.en("vegkategori") == b.en("vegkategori") == "K"


@pytest.mark.parametrize(
    ("felt", "venter"),
    [
        ({"objtype": "Veglenke", "name": "Storgata"}, "Veglenke"),
        ({"OBJTYPE": "Spormidt"}, "Spormidt"),
        ({"featureType": "Kystkontur"}, "Kystkontur"),
        ({"name": "RpRegulertHøyde", "xmlns:app": "http://x/Reguleringsplan/1"}, "RpRegulertHøyde"),
    ],
)
def test_a_geojson_object_is_what_its_converter_calls_it(
    tmp_path: Path, felt: dict[str, object], venter: str
) -> None:
    (objekt_,) = les(geojson(tmp_path / "x.geojson", ting(**felt))).objekter
    assert objekt_.objekttype == venter


def test_a_layer_named_by_its_collection_is_not_named_by_a_road(tmp_path: Path) -> None:
    sti = geojson(tmp_path / "x.geojson", ting(name="Storgata"))
    rot = json.loads(sti.read_text())
    sti.write_text(json.dumps(rot | {"name": "Veglenke"}))
    fil = les(sti)
    assert (fil.objekter[0].objekttype, fil.datasett.slag) == ("Veglenke", "veg")


def test_objects_without_a_name_of_their_own_are_told_apart(tmp_path: Path) -> None:
    fil = les(geojson(tmp_path / "x.geojson", *[ting(objtype="Veglenke")] * 3))
    assert [o.gml_id for o in fil.objekter] == ["Veglenke.1", "Veglenke.2", "Veglenke.3"]


def test_a_file_of_several_themes_is_all_of_them(tmp_path: Path) -> None:
    fil = les(
        geojson(tmp_path / "x.geojson", ting(objtype="Vannledning"), ting(objtype="Kraftledning"))
    )
    assert fil.datasett.slag == "kraft, va"
    assert temaer(fil.datasett.slag) == {Tema.KRAFT, Tema.VANN_AVLOEP}


def test_an_unknown_type_is_kept_and_named(tmp_path: Path) -> None:
    fil = les(geojson(tmp_path / "x.geojson", ting(objtype="Rullebane"), ting(objtype="Veglenke")))
    assert [o.objekttype for o in fil.objekter] == ["Rullebane", "Veglenke"]
    assert fil.ukjente == {"Rullebane": 1}


def test_a_plan_and_its_teiger_in_geojson_say_which_they_are(tmp_path: Path) -> None:
    plan = ting(
        FLATE,
        objtype="RpFareSone",
        arealplanId={"NasjonalArealplanId": {"kommunenummer": "9999", "planidentifikasjon": "P1"}},
    )
    teig = ting(
        FLATE,
        objtype="Teig",
        matrikkelenhet={
            "Matrikkelenhet": {"kommunenummer": "9999", "gardsnummer": 1, "bruksnummer": 2}
        },
    )
    (sone,), (grunn,) = (
        les(geojson(tmp_path / "p.geojson", plan)).objekter,
        les(geojson(tmp_path / "t.geojson", teig)).objekter,
    )
    assert sone.plan_id == "9999_P1"
    assert grunn.matrikkelenheter() == (("9999", 1, 2, 0),)


def test_geojson_in_degrees_is_refused_because_nothing_is_measured_in_it(tmp_path: Path) -> None:
    with pytest.raises(KoordinatsystemAvvist, match="EPSG:4326"):
        les(geojson(tmp_path / "x.geojson", ting(objtype="Veglenke"), crs=None))


@pytest.mark.parametrize("innhold", ["", "{", "[]", '{"features": 1}', "\x00"])
def test_what_is_no_geojson_is_refused_with_the_file_named(tmp_path: Path, innhold: str) -> None:
    sti = tmp_path / "rar.geojson"
    sti.write_text(innhold, "utf-16" if innhold == "\x00" else "utf-8")
    with pytest.raises(KartfilUleselig) as feil:
        les(sti)
    assert feil.value.sted.dokument == "rar.geojson"


SKJEMAER = [
    ("Reguleringsplan/20190401", "RpOmråde", "reguleringsplan"),
    ("Reguleringsplanforslag/5.0", "RpOmråde", "reguleringsplanforslag"),
    ("Kommuneplan/20190401", "KpOmråde", "kommuneplan"),
    ("Matrikkelen-Eiendomskart-Teig/20211101", "Teig", "teig"),
    ("Matrikkelen-Eiendomskart-Teig/20180501", "Teig", "teig"),
    ("FKB-Vann/5.0", "Kystkontur", "sjoe"),
    ("Elveg/2.0", "Veglenke", "veg"),
]


@pytest.mark.parametrize(("skjema", "type_", "slag"), SKJEMAER)
def test_application_schemas_stand_side_by_side_each_known_by_its_local_names(
    tmp_path: Path, skjema: str, type_: str, slag: str
) -> None:
    """The same numbers of a plan and a property are found whichever schema they are in."""
    felt = """<app:arealplanId><app:NasjonalArealplanId><app:kommunenummer>9999</app:kommunenummer>
<app:planidentifikasjon>P7</app:planidentifikasjon></app:NasjonalArealplanId></app:arealplanId>
<app:matrikkelenhet><app:Matrikkelenhet><app:kommunenummer>9999</app:kommunenummer>
<app:gardsnummer>4</app:gardsnummer><app:bruksnummer>5</app:bruksnummer></app:Matrikkelenhet>
</app:matrikkelenhet>"""
    geometri = (
        kurve("k", linjestykke([(0, 0), (9, 0)]))
        if slag in ("sjoe", "veg")
        else polygon("k", rektangel(0, 0, 9, 9))
    )
    gml = samling(objekt(type_, "o", geometri, felt=felt)).replace(
        "Reguleringsplanforslag/5.0", skjema
    )
    sti = tmp_path / "kart.gml"
    sti.write_text(gml, "utf-8")
    fil = les(sti)
    (ett,) = fil.objekter
    assert (fil.datasett.slag, ett.objekttype) == (slag, type_)
    assert ett.plan_id == "9999_P7"
    assert ett.matrikkelenheter() == (("9999", 4, 5, 0),)


def test_a_real_plan_in_geojson_is_read_whole() -> None:
    sti = shared("kart", "stemtjonn", "plankart-stemtjonn-skytebane.geojson")
    fil = les_kartfil(sti, 25832, dato=DATO)
    assert (fil.antall, len(fil.problemer)) == (99, 0)
    assert fil.datasett.slag == "reguleringsplanforslag"
    assert {o.objekttype for o in fil.objekter} >= {"RpOmråde", "RpArealformålOmråde", "RpFareSone"}
    assert fil.ukjente == {}
