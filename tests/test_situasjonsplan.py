"""The digital situation plan: read as GML and JSON-FG alike, or refused with its place."""

# ruff: noqa: E501 — one wrong plan per row

from __future__ import annotations

import copy
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from lxml import etree

from byggsak.domain.kommune import Kommune
from byggsak.domain.situasjonsplan import Flate, Situasjonsplan
from byggsak.domain.soeknad import Matrikkelnummer
from byggsak.geometry.crs import transformer_punkter
from byggsak.geometry.situasjonsplan import (
    SituasjonsplanUleselig,
    les_situasjonsplan,
    ser_ut_som_situasjonsplan,
)

ROT = Path(__file__).parents[1]
XSD = ROT / "schemas/byggsak_schemas/situasjonsplan/v1/situasjonsplan.xsd"
KOMMUNE = Kommune("9999", "Testkommune", 25832, (597000.0, 6643000.0, 598000.0, 6644000.0), True)
SRS = "http://www.opengis.net/def/crs/EPSG/0/25832"


def poly(punkter: str, srs: str = SRS, ident: str = "o") -> str:
    return (
        f'<gml:Polygon gml:id="{ident}" srsName="{srs}"><gml:exterior><gml:LinearRing><gml:posList>'
        f"{punkter}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>"
    )


HUS = "597406 6643320 597416 6643320 597416 6643328 597406 6643328 597406 6643320"
GARASJE = "597420 6643320 597425 6643320 597425 6643326 597420 6643326 597420 6643320"
PLAN = f"""<?xml version="1.0" encoding="UTF-8"?>
<Situasjonsplan xmlns="urn:byggsak:situasjonsplan:v1" xmlns:gml="http://www.opengis.net/gml/3.2" gml:id="plan">
  <kommunenummer>9999</kommunenummer>
  <dato>2026-05-01</dato>
  <eiendom><gaardsnummer>1</gaardsnummer><bruksnummer>1</bruksnummer></eiendom>
  <BygningTiltak gml:id="hus">
    <tiltakstype>21</tiltakstype>
    <bygningstype>111</bygningstype>
    <frittliggende>true</frittliggende>
    <omraade>{poly(HUS, ident="hus.o")}</omraade>
    <etasjer>2</etasjer>
    <bruksareal uom="m2">148.5</bruksareal>
    <terrengkote uom="m">102.30</terrengkote>
    <gesimshoeyde uom="m">5.80</gesimshoeyde>
    <moenehoeyde uom="m">8.10</moenehoeyde>
    <fasade gml:id="hus.f1">
      <linje><gml:LineString gml:id="hus.f1.l" srsName="{SRS}"><gml:posList>597406 6643320 597416 6643320</gml:posList></gml:LineString></linje>
      <gesimshoeyde uom="m">6.40</gesimshoeyde>
    </fasade>
    <utstikkendeDel gml:id="hus.u1">
      <type>balkong</type>
      <omraade>{poly("597408 6643318.5 597412 6643318.5 597412 6643320 597408 6643320 597408 6643318.5", ident="hus.u1.o")}</omraade>
      <friHoeyde uom="m">2.60</friHoeyde>
      <hoeydeOverTerreng uom="m">2.80</hoeydeOverTerreng>
    </utstikkendeDel>
  </BygningTiltak>
  <EksisterendeBygning gml:id="garasje">
    <bygningstype>181</bygningstype>
    <omraade>{poly(GARASJE, ident="g.o")}</omraade>
  </EksisterendeBygning>
  <Parkering gml:id="p"><antallPlasser>2</antallPlasser></Parkering>
  <Avkjoersel gml:id="a"><punkt><gml:Point gml:id="a.p" srsName="{SRS}"><gml:pos>597410 6643312</gml:pos></gml:Point></punkt></Avkjoersel>
</Situasjonsplan>
"""


def ring(punkter: str) -> list[list[float]]:
    tall = [float(t) for t in punkter.split()]
    return [list(p) for p in zip(tall[::2], tall[1::2], strict=True)]


JSONFG: dict[str, Any] = {
    "type": "FeatureCollection",
    "coordRefSys": SRS,
    "kommunenummer": "9999",
    "dato": "2026-05-01",
    "eiendom": [{"gaardsnummer": 1, "bruksnummer": 1}],
    "features": [
        {
            "type": "Feature",
            "id": "garasje",
            "featureType": "EksisterendeBygning",
            "geometry": None,
            "place": {"type": "Polygon", "coordinates": [ring(GARASJE)]},
            "properties": {"bygningstype": "181"},
        },
        {
            "type": "Feature",
            "id": "hus",
            "featureType": "BygningTiltak",
            "geometry": None,
            "place": {"type": "Polygon", "coordinates": [ring(HUS)]},
            "properties": {
                "moenehoeyde": 8.10,
                "tiltakstype": "21",
                "bygningstype": "111",
                "frittliggende": True,
                "etasjer": 2,
                "bruksareal": 148.5,
                "terrengkote": 102.30,
                "gesimshoeyde": 5.8,
                "fasade": [
                    {
                        "id": "hus.f1",
                        "gesimshoeyde": 6.4,
                        "linje": {
                            "type": "LineString",
                            "coordinates": [[597406, 6643320], [597416, 6643320]],
                        },
                    }
                ],
                "utstikkendeDel": [
                    {
                        "id": "hus.u1",
                        "type": "balkong",
                        "friHoeyde": 2.6,
                        "hoeydeOverTerreng": 2.8,
                        "omraade": {
                            "type": "Polygon",
                            "coordinates": [
                                ring(
                                    "597408 6643318.5 597412 6643318.5 597412 6643320 "
                                    "597408 6643320 597408 6643318.5"
                                )
                            ],
                        },
                    }
                ],
            },
        },
        {
            "type": "Feature",
            "id": "p",
            "featureType": "Parkering",
            "geometry": None,
            "place": None,
            "properties": {"antallPlasser": 2},
        },
        {
            "type": "Feature",
            "id": "a",
            "featureType": "Avkjoersel",
            "geometry": None,
            "place": {"type": "Point", "coordinates": [597410, 6643312]},
            "properties": {},
        },
    ],
}


def les(plan: str | dict[str, Any], kommune: Kommune | None = KOMMUNE) -> Situasjonsplan:
    data = plan if isinstance(plan, str) else json.dumps(plan)
    return les_situasjonsplan(data.encode(), "plan.gml", kommune)


def nektet(plan: str | dict[str, Any], kommune: Kommune | None = KOMMUNE) -> SituasjonsplanUleselig:
    with pytest.raises(SituasjonsplanUleselig) as feil:
        les(plan, kommune)
    assert feil.value.sted.dokument == "plan.gml"
    for setning in (feil.value.melding.nb, feil.value.melding.nn, feil.value.melding.en):
        assert setning
        assert "{" not in setning.replace("{http", "").replace("{urn", "")
    return feil.value


def form(flate: Flate) -> Any:
    return shapely.from_wkb(flate.wkb)


def test_the_example_of_the_format_reads_whole() -> None:
    plan = les(PLAN)
    assert plan.kommunenummer == "9999"
    assert plan.epsg == 25832
    assert plan.dokument == "plan.gml"
    assert plan.eiendommer == (Matrikkelnummer("9999", 1, 1),)
    (hus,) = plan.tiltak
    assert (hus.gml_id, hus.tiltakstype, hus.bygningstype) == ("hus", "21", "111")
    assert hus.frittliggende is True
    assert (hus.etasjer, hus.bruksareal, hus.terrengkote) == (
        2,
        Decimal("148.5"),
        Decimal("102.30"),
    )
    assert (hus.gesimshoeyde, hus.moenehoeyde) == (Decimal("5.80"), Decimal("8.10"))
    assert form(hus.omraade).area == 80
    assert hus.omraade.gml_id == "hus.o"
    assert hus.omraade.linje == 10
    assert hus.fasader[0].gesimshoeyde == Decimal("6.40")
    assert form(hus.fasader[0].linjegeometri).length == 10
    assert hus.utstikkende[0].type == "balkong"
    assert hus.utstikkende[0].fri_hoeyde == Decimal("2.60")
    assert plan.eksisterende[0].tiltakstype is None
    assert not plan.eksisterende[0].rives
    assert (plan.parkering[0].antall_plasser, plan.parkering[0].omraade) == (2, None)
    assert form(plan.avkjoersler[0]).coords[0] == (597410, 6643312)


def test_what_is_left_out_is_none() -> None:
    garasje = les(PLAN).eksisterende[0]
    assert garasje.gesimshoeyde is None
    assert garasje.frittliggende is None
    assert garasje.bygningsnummer is None


def test_json_fg_means_the_same_as_gml() -> None:
    gml, jsonfg = les(PLAN), les(JSONFG)
    assert [form(b.omraade).wkb for b in gml.tiltak] == [form(b.omraade).wkb for b in jsonfg.tiltak]
    for a, b in zip(
        (*gml.tiltak, *gml.eksisterende), (*jsonfg.tiltak, *jsonfg.eksisterende), strict=True
    ):
        assert (a.gml_id, a.gesimshoeyde, a.bruksareal, a.frittliggende, a.etasjer) == (
            b.gml_id,
            b.gesimshoeyde,
            b.bruksareal,
            b.frittliggende,
            b.etasjer,
        )
        assert [f.gesimshoeyde for f in a.fasader] == [f.gesimshoeyde for f in b.fasader]
        assert [u.type for u in a.utstikkende] == [u.type for u in b.utstikkende]
    assert gml.eiendommer == jsonfg.eiendommer
    assert gml.dato == jsonfg.dato
    assert [form(p) for p in gml.avkjoersler] == [form(p) for p in jsonfg.avkjoersler]


def test_plain_geojson_with_a_legacy_crs_is_read_from_geometry() -> None:
    plan = copy.deepcopy(JSONFG)
    del plan["coordRefSys"]
    plan["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    for f in plan["features"]:
        f["geometry"] = f.pop("place")
        f["properties"]["featureType"] = f.pop("featureType")
    assert form(les(plan).tiltak[0].omraade).equals(form(les(PLAN).tiltak[0].omraade))


def test_a_plan_in_ntm_is_moved_exactly_and_north_comes_first_in_gml_and_json_fg() -> None:
    def ntm(punkter: str) -> str:
        xy = np.array(punkter.split(), dtype=float).reshape(-1, 2)
        return " ".join(f"{n!r} {e!r}" for e, n in transformer_punkter(xy, 25832, 5110).tolist())

    gml = re.sub(
        r"<gml:(posList|pos)>([^<]+)<", lambda m: f"<gml:{m[1]}>{ntm(m[2])}<", PLAN
    ).replace("EPSG/0/25832", "EPSG/0/5110")
    jsonfg = copy.deepcopy(JSONFG)
    jsonfg["coordRefSys"] = "[EPSG:5110]"
    jsonfg["features"] = jsonfg["features"][:1]
    jsonfg["features"][0]["place"]["coordinates"] = [ring(ntm(GARASJE))]
    for plan, fasit in ((les(gml).tiltak[0], HUS), (les(jsonfg).eksisterende[0], GARASJE)):
        ventet = shapely.Polygon(ring(fasit))
        assert form(plan.omraade).hausdorff_distance(ventet) < 1e-6
        assert plan.omraade.epsg == 25832
    assert les(gml, None).epsg == 5110


def test_three_dimensions_lose_their_height_by_dimension() -> None:
    def med_hoeyde(treff: re.Match[str]) -> str:
        return f"<gml:{treff[1]}>" + re.sub(r"(\S+ \S+)", r"\1 101.5", treff[2]) + "<"

    hoeyt = re.sub(r"<gml:(posList|pos)>([^<]+)<", med_hoeyde, PLAN)
    hoeyt = hoeyt.replace("EPSG/0/25832", "EPSG/0/5972")
    plan = les(hoeyt)
    assert not form(plan.tiltak[0].omraade).has_z
    assert form(plan.tiltak[0].omraade).area == 80


def test_the_coordinate_system_may_stand_once_on_the_plan() -> None:
    arvet = PLAN.replace(f' srsName="{SRS}"', "").replace(
        'gml:id="plan"', f'gml:id="plan" srsName="{SRS}"'
    )
    assert form(les(arvet).tiltak[0].omraade).area == 80


def test_arcs_holes_and_several_parts_are_allowed_in_an_outline() -> None:
    rundt = (
        f'<gml:MultiSurface gml:id="hus.o" srsName="{SRS}"><gml:surfaceMember><gml:Polygon>'
        "<gml:exterior><gml:Ring><gml:curveMember><gml:Curve><gml:segments><gml:Circle><gml:posList>"
        "597420 6643320 597410 6643330 597400 6643320</gml:posList></gml:Circle></gml:segments>"
        "</gml:Curve></gml:curveMember></gml:Ring></gml:exterior><gml:interior><gml:LinearRing>"
        "<gml:posList>597409 6643319 597411 6643319 597411 6643321 597409 6643321 597409 6643319"
        "</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></gml:surfaceMember>"
        "</gml:MultiSurface>"
    )
    plan = les(PLAN.replace(poly(HUS, ident="hus.o"), rundt))
    assert form(plan.tiltak[0].omraade).area == pytest.approx(np.pi * 100 - 4, abs=0.07)


@pytest.mark.parametrize(
    ("fra", "til", "ord_", "linje"),
    [
        ("EPSG/0/25832", "EPSG/0/27395", "NGO", 10),
        ("EPSG/0/25832", "EPSG/0/4326", "WGS 84", 10),
        ("EPSG/0/25832", "EPSG/0/4258", "grader", 10),
        (f'"hus.o" srsName="{SRS}"', '"hus.o"', "srsName", 10),
        (f'"g.o" srsName="{SRS}"', '"g.o" srsName="EPSG:25833"', "blander", None),
        ("597416 6643328 597406 6643328", "597406 6643328 597416 6643328", "krysser seg selv", 10),
        ("597406 6643328 597406 6643320", "597406 6643328 597406 6643321", "åpen", 10),
        ("597416 6643328", "NaN 6643328", "NaN", 10),
        ("597416 6643328", "597416", "går ikke opp", 10),
        ("<kommunenummer>9999", "<kommunenummer>0301", "gjelder kommune 0301", 3),
        ("<kommunenummer>9999", "<kommunenummer>999", "999", 3),
        ("<dato>2026-05-01", "<dato>2026-02-30", "2026-02-30", 4),
        ("<dato>2026-05-01", "<dato>1. mai", "1. mai", 4),
        ("<tiltakstype>21", "<tiltakstype>25", "25", 7),
        ("<tiltakstype>21</tiltakstype>", "", "tiltakstype mangler", 6),
        ("<type>balkong", "<type>altan", "altan", 21),
        ('<gesimshoeyde uom="m">5.80', '<gesimshoeyde uom="ft">5.80', "ft", 14),
        ('<gesimshoeyde uom="m">5.80', "<gesimshoeyde>5.80", "enheten", 14),
        ('<gesimshoeyde uom="m">5.80', '<gesimshoeyde uom="m">5,80', "5,80", 14),
        ('<gesimshoeyde uom="m">5.80', '<gesimshoeyde uom="m">-1', "-1", 14),
        ('<gesimshoeyde uom="m">5.80', '<gesimshoeyde uom="m">1e9', "1e9", 14),
        ("<etasjer>2", "<etasjer>to", "to", 11),
        ("<etasjer>2</etasjer>", "<etasjer>2</etasjer><etasjer>3</etasjer>", "én gang", 11),
        ("<etasjer>2</etasjer>", "<takform>3</takform>", "takform hører ikke hjemme", 11),
        ("<bygningstype>111", "<etasjer>1</etasjer><bygningstype>111", "skal stå før etasjer", 8),
        ('<BygningTiltak gml:id="hus">', "<BygningTiltak>", "gml:id", 6),
        ('gml:id="g.o"', 'gml:id="hus.o"', "flere ganger", 29),
        ("<linje><gml:LineString", "<linje><!-- --><gml:Mystisk", "linje", 17),
        ("</omraade>\n    <etasjer>", f"{poly(GARASJE, ident='x')}</omraade>\n    <etasjer>", "omraade", 10),
        ("urn:byggsak:situasjonsplan:v1", "urn:byggsak:situasjonsplan:v2", "v2", 2),
        ("<dato>", "<dato xmlns='urn:annet'>", "dato", 4),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_by_name_and_place(
    fra: str, til: str, ord_: str, linje: int | None
) -> None:
    assert fra in PLAN
    galt = PLAN.replace(fra, til)
    if "Mystisk" in til:
        galt = galt.replace(
            "597416 6643320</gml:posList></gml:LineString>",
            "597416 6643320</gml:posList></gml:Mystisk>",
        )
    feil = nektet(galt)
    assert ord_ in feil.melding.nb
    if linje is not None:
        assert feil.sted.linje == linje


def test_a_crossing_outline_is_refused_with_the_point_and_its_gml_id() -> None:
    feil = nektet(PLAN.replace("597416 6643328 597406 6643328", "597406 6643328 597416 6643328"))
    assert feil.sted.gml_id == "hus.o"
    assert feil.sted.xpath == "/Situasjonsplan/BygningTiltak/omraade"
    assert feil.sted.geometri == {"type": "Point", "coordinates": [597411.0, 6643324.0]}
    assert feil.sted.epsg == 25832


def test_swapped_axes_are_refused_with_and_without_the_bounds_of_the_municipality() -> None:
    byttet = re.sub(r"(5974\d\d) (66433\d\d(?:\.5)?)", r"\2 \1", PLAN)
    for kommune in (KOMMUNE, replace(KOMMUNE, utstrekning=None), None):
        assert "byttet plass" in nektet(byttet, kommune).melding.nb


def test_a_plan_outside_the_municipality_is_refused() -> None:
    langt = replace(KOMMUNE, utstrekning=(300000.0, 6700000.0, 301000.0, 6701000.0))
    assert "utenfor kommunen" in nektet(PLAN, langt).melding.nb


def test_a_former_number_of_the_municipality_is_accepted() -> None:
    naa = Kommune("5001", "Ny", 25832, tidligere_numre=("9999",))
    assert les(PLAN, naa).kommunenummer == "9999"


def test_a_plan_without_any_geometry_says_so() -> None:
    tom = re.sub(r"(?s)<BygningTiltak.*</Avkjoersel>", "", PLAN)
    assert les(tom).tiltak == ()
    assert "ingen geometri" in nektet(tom, None).melding.nb


def endret(**felt: Any) -> dict[str, Any]:
    plan = copy.deepcopy(JSONFG)
    plan.update(felt)
    return plan


def i_huset(**felt: Any) -> dict[str, Any]:
    plan = copy.deepcopy(JSONFG)
    plan["features"][1].update(felt)
    return plan


@pytest.mark.parametrize(
    ("plan", "ord_", "sti"),
    [
        (endret(coordRefSys=None), "srsName", "/crs"),
        (endret(coordRefSys="EPSG:4326"), "WGS 84", "/coordRefSys"),
        (endret(type="Feature"), "FeatureCollection", "/"),
        (endret(features=[1]), "FeatureCollection", "/features/0"),
        (endret(kommunenummer=9999.5), "9999.5", "/kommunenummer"),
        (endret(kommunenummer={"nr": 1}), "enkel verdi", "/kommunenummer"),
        (endret(eiendom=[]), "eiendom mangler", "/"),
        (endret(eiendom=["1/1"]), "objekt", "/eiendom/0"),
        (i_huset(featureType="Hus"), "Hus", "/features/1/featureType"),
        (i_huset(place=None, geometry={"type": "Point"}), "WGS84", "/features/1/geometry"),
        (i_huset(place=None), "omraade mangler", "/features/1"),
        (i_huset(id=None), "gml:id", "/features/1"),
        (i_huset(id="garasje"), "flere ganger", "/features/1"),
        (i_huset(coordRefSys="EPSG:25833"), "annet koordinatsystem", "/features/1/coordRefSys"),
        (i_huset(place={"type": "CurvePolygon"}), "CurvePolygon", "/features/1/omraade"),
        (i_huset(place={"type": "Polygon", "coordinates": [[1, 2]]}), "punkter", "/features/1/omraade/coordinates/0"),
        (i_huset(place={"type": "Polygon", "coordinates": [[["1", 2]]]}), "punkter", "/features/1/omraade/coordinates/0"),
        (i_huset(place={"type": "Polygon", "coordinates": []}), "punkter", "/features/1/omraade"),
        (i_huset(place={"type": "MultiPolygon", "coordinates": []}), "tom", None),
        (i_huset(place={"type": "Point", "coordinates": [597410, 6643312]}), "slaget flate", "/features/1/omraade"),
        (i_huset(properties={"tiltakstype": "21", "farge": "blå"}), "farge", "/features/1/farge"),
        (i_huset(properties={"tiltakstype": "21", "etasjer": 2.5}), "2.5", "/features/1/etasjer"),
        (i_huset(properties={"tiltakstype": "21", "etasjer": [2]}), "enkel verdi", "/features/1/etasjer"),
        (i_huset(place={"type": "Polygon", "coordinates": [ring(HUS)[:-1]]}), "åpen", "/features/1/omraade"),
    ],
)  # fmt: skip
def test_json_that_is_wrong_is_refused_with_its_pointer(
    plan: dict[str, Any], ord_: str, sti: str | None
) -> None:
    feil = nektet(plan)
    assert ord_ in feil.melding.nb
    if sti is not None:
        assert feil.sted.xpath == sti


@pytest.mark.parametrize(
    "data",
    [
        '{"type": "FeatureCollection", "features": [NaN]}',
        '{"type": "FeatureCollection", "type": "x"}',
        '{"a": ' * 50_000,
        "{",
        '{"features": 1' + "0" * 6000 + "}",
        "<a/>",
        "<a",
        "",
        "%PDF-1.7",
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    ],
    ids=range(10),
)
def test_hostile_or_broken_bytes_are_refused_and_never_crash(data: str) -> None:
    nektet(data)


def test_a_pdf_is_not_taken_for_a_digital_plan() -> None:
    ja = [PLAN, "\ufeff" + PLAN, json.dumps(JSONFG), "<x xmlns='http://www.opengis.net/gml/3.2'/>"]
    assert all(ser_ut_som_situasjonsplan(t.encode()) for t in ja)
    assert ser_ut_som_situasjonsplan(PLAN.encode("utf-16"))
    nei = [b"%PDF-1.7\n<Situasjonsplan", b"\x89PNG\r\n", b"", b"PK\x03\x04", b"<svg/>", b'{"a": 1}']
    assert not any(ser_ut_som_situasjonsplan(b) for b in nei)


def skjema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(XSD)))


def test_the_schema_and_the_reader_agree_on_every_example_of_the_fixtures() -> None:
    filer = sorted((ROT / "fixtures" / "saker").glob("*situasjonsplan*.gml"))
    assert filer
    for fil in filer:
        skjema().assertValid(etree.parse(str(fil)))
        assert les_situasjonsplan(fil.read_bytes(), fil.name, None).tiltak
    skjema().assertValid(etree.fromstring(PLAN.encode()))


@pytest.mark.parametrize(
    ("fra", "til"),
    [
        ("<dato>2026-05-01", "<dato>2026-02-30"),
        ("<tiltakstype>21", "<tiltakstype>25"),
        ("<tiltakstype>21</tiltakstype>", ""),
        ("<type>balkong", "<type>altan"),
        ('uom="m">5.80', 'uom="ft">5.80'),
        ('<gesimshoeyde uom="m">5.80', "<gesimshoeyde>5.80"),
        ('uom="m">5.80', 'uom="m">5,80'),
        ('uom="m">5.80', 'uom="m">-1'),
        ('uom="m">5.80', 'uom="m">1e9'),
        ("<etasjer>2</etasjer>", "<etasjer>2</etasjer><etasjer>3</etasjer>"),
        ("<etasjer>2</etasjer>", "<takform>3</takform>"),
        ("<bygningstype>111", "<etasjer>1</etasjer><bygningstype>111"),
        ("<kommunenummer>9999", "<kommunenummer>999"),
        ("urn:byggsak:situasjonsplan:v1", "urn:byggsak:situasjonsplan:v2"),
        ("<frittliggende>true", "<frittliggende>ja"),
        ("<eiendom>", "<eiendom>1/1"),
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(fra: str, til: str) -> None:
    assert fra in PLAN
    galt = PLAN.replace(fra, til, 1)
    assert not skjema().validate(etree.fromstring(galt.encode()))
    nektet(galt)
