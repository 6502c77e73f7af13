"""GML in: every way of writing a geometry, and everything that is wrong said with its place."""

# ruff: noqa: E501 — one wrong geometry per row reads better than one per paragraph

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from byggsak.geometry.curves import SAGITTA, Segment, Segmentslag, sirkel, stryk
from byggsak.geometry.gml import les_objekter
from byggsak.geometry.gml_model import GmlFeature
from byggsak.geometry.shapes import til_shapely
from byggsak.xml.reader import read

ROT = Path(__file__).parents[1]
DELT = ROT.parent / "shared" / "kart"
SRS = 'srsName="http://www.opengis.net/def/crs/EPSG/0/25832"'
FIRKANT = "597400 6643300 597410 6643300 597410 6643310 597400 6643310 597400 6643300"


def objekter(xml: str | bytes) -> list[GmlFeature]:
    data = xml.encode() if isinstance(xml, str) else xml
    return list(les_objekter(read(data).root))


def samling(*medlemmer: str, topp: str = "") -> str:
    inne = "".join(f"<gml:featureMember>{m}</gml:featureMember>" for m in medlemmer)
    return (
        '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="urn:app" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink">\n{topp}{inne}</gml:FeatureCollection>'
    )


def ting(geometri: str) -> str:
    return f'<app:Ting gml:id="t">\n<app:geom>{geometri}</app:geom></app:Ting>'


def form(geometri: str, topp: str = "") -> shapely.geometry.base.BaseGeometry:
    (objekt,) = objekter(samling(ting(geometri), topp=topp))
    assert objekt.problemer == ()
    (g,) = objekt.geometrier
    svar, feil = til_shapely(g)
    assert feil == ()
    assert svar is not None
    return svar


def koder(geometri: str, topp: str = "") -> list[str]:
    (objekt,) = objekter(samling(ting(geometri), topp=topp))
    feil = [p.kode for p in objekt.problemer]
    if not feil:
        feil = [p.kode for g in objekt.geometrier for p in til_shapely(g)[1]]
    return feil


def ring(punkter: str = FIRKANT) -> str:
    return f"<gml:LinearRing><gml:posList>{punkter}</gml:posList></gml:LinearRing>"


def polygon(ytre: str, *indre: str, attr: str = SRS) -> str:
    hull = "".join(f"<gml:interior>{h}</gml:interior>" for h in indre)
    return f"<gml:Polygon {attr}><gml:exterior>{ytre}</gml:exterior>{hull}</gml:Polygon>"


def kurve(*segmenter: str, attr: str = SRS) -> str:
    return f"<gml:Curve {attr}><gml:segments>{''.join(segmenter)}</gml:segments></gml:Curve>"


def test_a_polygon_with_a_hole() -> None:
    hull = ring("597402 6643302 597404 6643302 597404 6643304 597402 6643304 597402 6643302")
    assert form(polygon(ring(), hull)).area == pytest.approx(96)


@pytest.mark.parametrize(
    "geometri",
    [
        f"<gml:MultiSurface {SRS}><gml:surfaceMember>{polygon(ring(), attr='')}"
        "</gml:surfaceMember></gml:MultiSurface>",
        f"<gml:Surface {SRS}><gml:patches><gml:PolygonPatch><gml:exterior>{ring()}"
        "</gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface>",
        f"<gml:CompositeSurface {SRS}><gml:surfaceMember>{polygon(ring(), attr='')}"
        "</gml:surfaceMember></gml:CompositeSurface>",
        f"<gml:MultiPolygon {SRS}><gml:polygonMember><gml:Polygon><gml:outerBoundaryIs>"
        "<gml:LinearRing><gml:coordinates>597400,6643300 597410,6643300 597410,6643310 "
        "597400,6643310 597400,6643300</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs>"
        "</gml:Polygon></gml:polygonMember></gml:MultiPolygon>",
        f"<gml:Polygon {SRS}><gml:exterior><gml:Ring><gml:curveMember>"
        f"{kurve('<gml:LineStringSegment><gml:posList>597400 6643300 597410 6643300 597410 6643310</gml:posList></gml:LineStringSegment>', attr='')}"
        "</gml:curveMember><gml:curveMember><gml:OrientableCurve orientation='-'><gml:baseCurve>"
        "<gml:LineString><gml:posList>597400 6643300 597400 6643310 597410 6643310</gml:posList>"
        "</gml:LineString></gml:baseCurve></gml:OrientableCurve></gml:curveMember></gml:Ring>"
        "</gml:exterior></gml:Polygon>",
        f"<gml:Polygon {SRS}><gml:exterior><gml:LinearRing>"
        + "".join(
            f"<gml:pos>{p}</gml:pos>"
            for p in (
                "597400 6643300",
                "597410 6643300",
                "597410 6643310",
                "597400 6643310",
                "597400 6643300",
            )
        )
        + "</gml:LinearRing></gml:exterior></gml:Polygon>",
        "<gml:Polygon srsName='EPSG:5972'><gml:exterior>"
        + ring(" ".join(f"{p} 12.5" for p in FIRKANT.replace(" 66", "_66").split()).replace("_", " "))
        + "</gml:exterior></gml:Polygon>",
    ],
    ids=["MultiSurface", "Surface", "CompositeSurface", "GML 2", "Ring of curves", "pos", "3D"],
)  # fmt: skip
def test_the_same_square_in_every_dress(geometri: str) -> None:
    svar = form(geometri)
    assert svar.area == pytest.approx(100)
    assert svar.bounds == (597400, 6643300, 597410, 6643310)
    assert not svar.has_z


def test_the_coordinate_system_is_inherited_from_the_envelope_with_its_dimension() -> None:
    topp = (
        '<gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::5972" srsDimension="3">'
        "<gml:lowerCorner>1 1 1</gml:lowerCorner></gml:Envelope></gml:boundedBy>"
    )
    punkt = "<gml:Point><gml:pos>597400 6643300 88</gml:pos></gml:Point>"
    (objekt,) = objekter(samling(ting(punkt), topp=topp))
    assert objekt.geometrier[0].crs is not None
    assert objekt.geometrier[0].crs.plan == 25832
    assert form(punkt, topp).bounds[:2] == (597400, 6643300)


def test_ntm_is_turned_to_east_north_on_the_way_in() -> None:
    punkt = '<gml:Point srsName="EPSG:5110"><gml:pos>1212345 98765</gml:pos></gml:Point>'
    assert form(punkt).bounds[:2] == (98765, 1212345)


def test_an_arc_of_three_points_is_not_its_chord() -> None:
    # a quarter of a circle of radius 10 about (597400, 6643300)
    r = 10 / math.sqrt(2)
    bue = f"597410 6643300 {597400 + r} {6643300 + r} 597400 6643310"
    linje = form(kurve(f"<gml:Arc><gml:posList>{bue}</gml:posList></gml:Arc>"))
    assert linje.length == pytest.approx(math.pi * 5, abs=0.001)


def test_a_circle_and_a_circle_by_centre_enclose_the_same_ground() -> None:
    tre = "<gml:Circle><gml:posList>597410 6643300 597400 6643310 597390 6643300</gml:posList></gml:Circle>"
    senter = (
        "<gml:CircleByCenterPoint numArc='1'><gml:pos>597400 6643300</gml:pos>"
        "<gml:radius uom='m'>10</gml:radius></gml:CircleByCenterPoint>"
    )
    for segment in (tre, senter):
        flate = form(
            polygon(
                f"<gml:Ring><gml:curveMember>{kurve(segment, attr='')}</gml:curveMember></gml:Ring>"
            )
        )
        # inscribed chords: a little less than pi r², by no more than the circumference times 1 mm
        assert math.pi * 100 - math.tau * 10 * SAGITTA < flate.area < math.pi * 100


def test_arc_by_centre_runs_from_start_to_end_and_backwards_when_the_end_is_less() -> None:
    def bue(start: int, slutt: int) -> str:
        return kurve(
            "<gml:ArcByCenterPoint numArc='1'><gml:pos>597400 6643300</gml:pos><gml:radius uom='m'>"
            f"10</gml:radius><gml:startAngle uom='deg'>{start}</gml:startAngle>"
            f"<gml:endAngle uom='deg'>{slutt}</gml:endAngle></gml:ArcByCenterPoint>"
        )

    fram, tilbake = form(bue(0, 90)), form(bue(90, 0))
    assert fram.length == pytest.approx(math.pi * 5, abs=0.001)
    assert np.allclose(shapely.get_coordinates(fram)[0], [597410, 6643300])
    assert np.allclose(shapely.get_coordinates(tilbake)[0], [597400, 6643310])
    assert fram.hausdorff_distance(tilbake) < 0.002


def test_an_arc_string_is_one_arc_per_two_points_and_arcs_stay_arcs_in_the_model() -> None:
    streng = (
        "<gml:ArcString numArc='2'><gml:posList>597400 6643300 597401 6643301 597402 6643300 "
        "597403 6643299 597404 6643300</gml:posList></gml:ArcString>"
    )
    (objekt,) = objekter(samling(ting(kurve(streng))))
    (k,) = objekt.geometrier[0].deler
    assert [s.slag for s in k.segmenter] == [Segmentslag.BUE, Segmentslag.BUE]  # type: ignore[union-attr]
    assert form(kurve(streng)).length == pytest.approx(2 * math.pi, abs=0.01)


@given(
    sentrum=st.tuples(st.floats(-80_000, 1_100_000), st.floats(6_440_000, 7_950_000)),
    radius=st.floats(0.5, 5000),
    start=st.floats(0, math.tau),
    sveip=st.floats(0.01, 6.2) | st.floats(-6.2, -0.01),
)
def test_no_chord_is_further_from_its_arc_than_the_declared_tolerance(
    sentrum: tuple[float, float], radius: float, start: float, sveip: float
) -> None:
    vinkler = start + sveip * np.array([0.0, 0.5, 1.0])
    tre = np.array(sentrum) + radius * np.column_stack((np.cos(vinkler), np.sin(vinkler)))
    xy = stryk(Segment(Segmentslag.BUE, tre, "Arc"))
    funnet = sirkel(*tre)
    assert xy is not None
    assert funnet is not None
    # the circle is found from rounded coordinates: allow what rounding does to this very circle
    stoey = abs(funnet[1] - radius) + 1e-6
    midt = (xy[:-1] + xy[1:]) / 2
    innenfor = radius - np.hypot(*(midt - np.array(sentrum)).T)
    assert innenfor.max() <= SAGITTA + 2 * stoey + float(np.hypot(*(funnet[0] - sentrum)))
    assert np.array_equal(xy[0], tre[0])
    assert np.array_equal(xy[-1], tre[2])
    buelengde = abs(sveip) * radius
    assert shapely.LineString(xy).length == pytest.approx(buelengde, rel=0.02, abs=0.01)


def test_the_number_of_chords_is_what_the_tolerance_asks_for() -> None:
    for radius, ventet in ((6, 44), (200, 249)):
        t = np.array([0, math.pi / 4, math.pi / 2])
        tre = radius * np.column_stack((np.cos(t), np.sin(t)))
        xy = stryk(Segment(Segmentslag.BUE, tre, "Arc"))
        assert xy is not None
        assert ventet <= len(xy) - 1 <= ventet + 2


@pytest.mark.parametrize(
    ("geometri", "kode"),
    [
        (polygon(ring(FIRKANT.replace("597410 6643300", "NaN 6643300"))), "koordinat-tall"),
        (polygon(ring(FIRKANT.replace("597410 6643300", "INF 6643300"))), "koordinat-tall"),
        (polygon(ring(FIRKANT.replace("597410 6643300", "597_410 6643300"))), "koordinat-tall"),
        (polygon(ring(FIRKANT.replace("597410 6643300", "1e300 6643300"))), "koordinat-tall"),
        (polygon(ring(FIRKANT.replace("597410 6643300", "øst 6643300"))), "koordinat-tall"),
        (polygon(ring(FIRKANT + " 1")), "koordinat-antall"),
        (polygon(ring(FIRKANT.rsplit(" ", 2)[0])), "ring-aapen"),
        (polygon(ring("597400 6643300 597410 6643310 597410 6643300 597400 6643310 597400 6643300")), "flate-ugyldig"),
        (polygon(ring("597400 6643300 597410 6643300 597400 6643300 597400 6643300")), "flate-ugyldig"),
        (polygon(ring(), ring("597500 6643300 597501 6643300 597501 6643301 597500 6643300")), "flate-ugyldig"),
        (polygon(ring(), attr=""), "crs-mangler"),
        (polygon(ring(), attr='srsName="EPSG:27395"'), "crs-avvist"),
        (polygon(ring(), attr='srsName="EPSG:25832" srsDimension="4"'), "koordinat-dimensjon"),
        (f"<gml:MultiSurface {SRS}><gml:surfaceMember>" + polygon(ring(), attr='srsName="EPSG:25833"') + "</gml:surfaceMember></gml:MultiSurface>", "crs-blandet"),
        (f"<gml:MultiSurface {SRS}><gml:surfaceMember>{polygon(ring())}</gml:surfaceMember><gml:surfaceMember>{polygon(ring())}</gml:surfaceMember></gml:MultiSurface>", "flate-overlapp"),
        (f"<gml:MultiSurface {SRS}/>", "geometri-tom"),
        (f"<gml:Polygon {SRS}/>", "flate-uten-ring"),
        (f"<gml:MultiSurface {SRS}><gml:surfaceMember xlink:href='#x'/></gml:MultiSurface>", "geometri-xlink"),
        (f"<gml:Solid {SRS}/>", "geometri-ukjent"),
        (f"<gml:LineString {SRS}><gml:posList>597400 6643300</gml:posList></gml:LineString>", "kurve-faa-punkter"),
        (f"<gml:LineString {SRS}><gml:posList>597400 6643300 597400 6643300</gml:posList></gml:LineString>", "kurve-uten-lengde"),
        (f"<gml:Point {SRS}><gml:pos>597400</gml:pos></gml:Point>", "koordinat-antall"),
        (kurve("<gml:Arc><gml:posList>597400 6643300 597401 6643301</gml:posList></gml:Arc>"), "bue-punkter"),
        (kurve("<gml:Bezier><gml:posList>597400 6643300 597401 6643301</gml:posList></gml:Bezier>"), "geometri-ukjent"),
        (kurve("<gml:LineStringSegment><gml:posList>0 0 1 1</gml:posList></gml:LineStringSegment>", "<gml:LineStringSegment><gml:posList>1 1.01 2 2</gml:posList></gml:LineStringSegment>"), "kurve-brudd"),
        (kurve("<gml:Arc><gml:posList>0.5 0.5 1 1 2 3</gml:posList></gml:Arc>", attr='srsName="EPSG:4258"'), "bue-grader"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_never_repaired(geometri: str, kode: str) -> None:
    assert kode in koder(geometri)


def test_a_bow_tie_is_reported_with_the_crossing_point_and_the_line() -> None:
    sloeyfe = "597400 6643300 597410 6643310 597410 6643300 597400 6643310 597400 6643300"
    (objekt,) = objekter(samling(ting(polygon(ring(sloeyfe), attr=SRS + ' gml:id="p"'))))
    svar, (problem,) = til_shapely(objekt.geometrier[0])
    assert svar is None
    assert problem.punkt == (597405, 6643305)
    assert problem.linje == 3
    assert problem.gml_id == "p"
    assert "krysser seg selv" in problem.melding.nb
    assert "6643305.00" in problem.melding.en


def test_two_surfaces_that_share_an_edge_are_one_area() -> None:
    ved = "597410 6643300 597420 6643300 597420 6643310 597410 6643310 597410 6643300"
    svar = form(
        f"<gml:MultiSurface {SRS}><gml:surfaceMember>{polygon(ring())}</gml:surfaceMember>"
        f"<gml:surfaceMember>{polygon(ring(ved))}</gml:surfaceMember></gml:MultiSurface>"
    )
    assert svar.area == pytest.approx(200)
    assert svar.is_valid


def test_a_doubled_last_vertex_is_no_fault_of_the_area() -> None:
    assert form(polygon(ring(FIRKANT + " 597400 6643300"))).area == pytest.approx(100)


def test_properties_are_paths_of_local_names_and_repeated_ones_keep_their_order() -> None:
    (objekt,) = objekter(
        samling(
            '<app:RpArealformålOmråde gml:id="a"><app:arealformål>1111</app:arealformål>'
            "<app:utnytting><app:RpUtnytting><app:utnyttingstype>16</app:utnyttingstype>"
            "<app:utnyttingstall>30</app:utnyttingstall></app:RpUtnytting></app:utnytting>"
            "<app:utnytting><app:RpUtnytting><app:utnyttingstype>15</app:utnyttingstype>"
            "</app:RpUtnytting></app:utnytting><app:tom/>"
            '<app:plan xlink:href="#p1"/></app:RpArealformålOmråde>'
        )
    )
    assert objekt.objekttype == "RpArealformålOmråde"
    assert objekt.egenskaper["arealformål"] == ("1111",)
    assert objekt.egenskaper["utnytting/RpUtnytting/utnyttingstype"] == ("16", "15")
    assert objekt.grupper["utnytting/RpUtnytting"][1] == {"utnyttingstype": "15"}
    assert objekt.egenskaper["plan"] == ("#p1",)
    assert "tom" not in objekt.egenskaper


def test_members_are_counted_and_nested_wfs_collections_are_opened() -> None:
    punkt = f"<gml:Point {SRS}><gml:pos>1 2</gml:pos></gml:Point>"
    xml = (
        '<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" numberReturned="0" '
        'xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="urn:app">'
        f"<wfs:member><wfs:FeatureCollection><wfs:member>{ting(punkt)}</wfs:member>"
        f"<wfs:member>{ting(punkt)}</wfs:member></wfs:FeatureCollection></wfs:member>"
        f"<gml:featureMembers>{ting(punkt)}{ting(punkt)}</gml:featureMembers>"
        "</wfs:FeatureCollection>"
    )
    assert len(objekter(xml)) == 4


def test_the_synthetic_municipality_reads_whole() -> None:
    for fil, antall in (("plan_9999_P1_P0.gml", 10), ("teig_9999.gml", 6)):
        funnet = objekter((ROT / "fixtures" / "kart" / fil).read_bytes())
        assert len(funnet) == antall
        for objekt in funnet:
            assert objekt.problemer == ()
            assert all(til_shapely(g)[1] == () for g in objekt.geometrier)


def test_the_area_of_a_teig_is_the_area_the_cadastre_has_stored() -> None:
    for objekt in objekter((ROT / "fixtures" / "kart" / "teig_9999.gml").read_bytes()):
        svar, _ = til_shapely(objekt.geometrier[0])
        assert svar is not None
        lagret = float(objekt.egenskaper["teigareal/Areal/lagretBeregnetAreal"][0])
        assert svar.area == pytest.approx(lagret)


@pytest.mark.skipif(not DELT.is_dir(), reason="the shared map data is not on this machine")
def test_a_real_planning_boundary_with_a_byte_order_mark_reads() -> None:
    (objekt,) = objekter((DELT / "gml" / "planomraade.gml").read_bytes())
    svar, feil = til_shapely(objekt.geometrier[0])
    assert feil == ()
    assert svar is not None
    assert 15_000 < svar.area < 30_000
    assert objekt.egenskaper["plannavn"] == ("Griegkvartalet",)


@pytest.mark.skipif(not DELT.is_dir(), reason="the shared map data is not on this machine")
def test_every_published_pass_and_fail_file_reads_to_objects_without_a_crash() -> None:
    filer = sorted((DELT / "gml").glob("*.gml"))
    assert len(filer) > 15
    feil: dict[str, set[str]] = {}
    for fil in filer:
        alle = objekter(fil.read_bytes())
        assert alle
        feil[fil.name] = {p.kode for o in alle for p in o.problemer} | {
            p.kode for o in alle if not o.problemer for g in o.geometrier for p in til_shapely(g)[1]
        }
    assert "bue-punkter" in feil["gml.bue.1-fail.gml"]
    assert feil["gml.bue.1-pass.gml"] == set()
