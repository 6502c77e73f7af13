"""Maps nobody meant well: `map check` answers each of them, in time, with the fault by name."""

import json
import math
import time
from pathlib import Path
from typing import Any

import pytest
from gml_bygg import (
    E0,
    N0,
    UTM32,
    avgrenset_av,
    hull,
    kurve,
    linjestykke,
    objekt,
    omraade,
    polygon,
    poslist,
    rektangel,
    samling,
)
from test_kartkontroll import kjoer

FIRKANT = rektangel(0, 0, 40, 30)


def sjekk(tmp_path: Path, tekst: str, *valg: str) -> tuple[int, dict[str, Any]]:
    sti = tmp_path / "plan.gml"
    sti.write_text(tekst, encoding="utf-8")
    svar = kjoer(sti, "--format", "json", *valg)
    assert svar.exception is None or isinstance(svar.exception, SystemExit)
    rapport = json.loads(svar.stdout)
    steder = json.dumps([f["sted"] for f in rapport["funn"]])
    assert "NaN" not in steder
    assert "Infinity" not in steder
    return svar.exit_code, rapport


def brutt(rapport: dict[str, Any]) -> set[str]:
    return {f["regel"] for f in rapport["funn"] if f["utfall"] == "brutt"}


def utfall(rapport: dict[str, Any], regel: str) -> set[str]:
    return {d["utfall"] for d in rapport["dekning"] if d["regel"] == regel}


@pytest.mark.parametrize("tall", ["NaN", "nan", "INF", "-Infinity", "1e400", "0x10", "1_000", "½"])
def test_what_is_no_finite_number_is_a_fault_of_the_surface(tall: str, tmp_path: Path) -> None:
    tekst = samling(omraade("a", FIRKANT)).replace("597440 6643430", f"597440 {tall}")
    kode, rapport = sjekk(tmp_path, tekst)
    assert kode == 1
    assert brutt(rapport) == {"gml.flate.1"}
    assert f"«{tall}»" in rapport["funn"][0]["melding"]


def test_a_polygon_of_a_million_vertices_is_checked(tmp_path: Path) -> None:
    antall = 1_000_000
    sirkel = [
        (100 * math.cos(2 * math.pi * i / antall), 100 * math.sin(2 * math.pi * i / antall))
        for i in range(antall)
    ]
    start = time.process_time()
    punkter = [f"{E0 + x:.5f} {N0 + y:.5f}" for x, y in [*sirkel, sirkel[0]]]
    gammel = f"<gml:posList>{poslist(FIRKANT)}</gml:posList>"
    tekst = samling(omraade("a", FIRKANT))
    som_pos = tekst.replace(gammel, "".join(f"<gml:pos>{p}</gml:pos>" for p in punkter))
    kode, rapport = sjekk(tmp_path, som_pos)
    assert (kode, rapport["resultat"]) == (0, "godkjent")
    # In one list it is more text than the XML reader lets one element hold
    kode, rapport = sjekk(
        tmp_path, tekst.replace(gammel, f"<gml:posList>{' '.join(punkter)}</gml:posList>")
    )
    assert (kode, rapport["resultat"]) == (2, "avvist")
    assert rapport["funn"][0]["sted"]["linje"] is not None
    assert "gml:pos" in rapport["funn"][0]["melding"]
    assert time.process_time() - start < 120


def hull_i_rutenett(antall: int, steg: float) -> list[list[tuple[float, float]]]:
    side = math.isqrt(antall)
    return [
        [tuple(p) for p in hull(1 + steg * i, 1 + steg * j, 1, 1)]  # type: ignore[misc]
        for i in range(side)
        for j in range(side)
    ]


@pytest.mark.parametrize(
    ("steg", "ventet"),
    [(2.0, set()), (0.5, {"gml.flate.5"}), (0.0, {"gml.flate.5"}), (4.0, {"gml.flate.4"})],
    ids=["apart", "overlapping", "all on one spot", "half of them outside"],
)
def test_ten_thousand_holes_are_checked(steg: float, ventet: set[str], tmp_path: Path) -> None:
    start = time.process_time()
    tekst = samling(omraade("a", rektangel(0, 0, 201, 201), *hull_i_rutenett(10_000, steg)))
    kode, rapport = sjekk(tmp_path, tekst)
    assert brutt(rapport) == ventet
    assert kode == (1 if ventet else 0)
    assert time.process_time() - start < 60


def test_references_that_go_in_a_circle_are_named(tmp_path: Path) -> None:
    ring_ = '<gml:Ring><gml:curveMember xlink:href="#k1"/></gml:Ring>'
    sammensatt = (
        '<gml:CompositeCurve gml:id="k1"><gml:curveMember xlink:href="#k2"/></gml:CompositeCurve>',
        '<gml:CompositeCurve gml:id="k2"><gml:curveMember xlink:href="#k1"/></gml:CompositeCurve>',
    )
    tekst = samling(
        objekt("RpFareSone", "a", polygon("a", (), ring=ring_)),
        *(objekt("RpGrense", f"g{i}", k, egenskap="grense") for i, k in enumerate(sammensatt)),
    )
    kode, rapport = sjekk(tmp_path, tekst)
    assert kode == 1
    assert brutt(rapport) == {"gml.flate.1", "gml.kurve.1"}
    assert "k1 → k2 → k1" in rapport["funn"][-1]["melding"]


def test_boundaries_that_point_in_a_circle_are_named(tmp_path: Path) -> None:
    tekst = samling(
        *(
            omraade(n, rektangel(x, 0, 9, 9), felt=avgrenset_av(f"#{neste}"))
            for n, x, neste in (("a", 0, "b"), ("b", 10, "c"), ("c", 20, "a"))
        )
    )
    kode, rapport = sjekk(tmp_path, tekst)
    assert (kode, brutt(rapport)) == (1, {"gml.avgr.1"})
    assert "a → b → c → a" in rapport["funn"][0]["melding"]


def test_references_that_double_at_every_step_end(tmp_path: Path) -> None:
    start = time.process_time()
    ledd = [
        f'<gml:CompositeCurve gml:id="k{i}">'
        + f'<gml:curveMember xlink:href="#k{i + 1}"/>' * 2
        + "</gml:CompositeCurve>"
        for i in range(40)
    ]
    grenser = [omraade(f"b{i}", FIRKANT, felt=avgrenset_av(f"#b{i + 1}", f"#b{i + 1}"))
               for i in range(40)]  # fmt: skip
    tekst = samling(
        *(objekt("RpGrense", f"g{i}", k, egenskap="grense") for i, k in enumerate(ledd)), *grenser
    )
    kode, rapport = sjekk(tmp_path, tekst)
    assert kode == 1
    assert {"gml.kurve.1", "gml.avgr.1"} <= brutt(rapport)
    assert time.process_time() - start < 60


MED_HOEYDE = [(*p, 12.0 + i) for i, p in enumerate([(0, 0), (20, 0), (40, 0), (40, 30), (0, 0)])]


@pytest.mark.parametrize(
    "punkter", [MED_HOEYDE, [*MED_HOEYDE[:-1], (0, 30, 9.0), MED_HOEYDE[-1]]], ids=["odd", "even"]
)
def test_a_3d_file_called_2d_is_not_read_as_something_else(
    punkter: list[tuple[float, ...]], tmp_path: Path
) -> None:
    """An odd count of numbers does not go up in twos; an even one is seen by where it lands."""
    kode, rapport = sjekk(tmp_path, samling(omraade("a", punkter), dimensjon=2))
    assert kode == 1
    assert brutt(rapport) == {"gml.flate.1" if len(punkter) % 2 else "gml.epsg.2"}


def test_two_coordinate_systems_in_one_file_are_a_fault(tmp_path: Path) -> None:
    annen = polygon("b", rektangel(1, 1, 5, 5), attr=' srsName="EPSG:25835"')
    kode, rapport = sjekk(
        tmp_path, samling(omraade("a", FIRKANT), objekt("RpFareSone", "b", annen))
    )
    assert kode == 1
    assert "gml.epsg.3" in brutt(rapport)
    assert "EPSG:25832" in rapport["funn"][0]["melding"]
    assert "EPSG:25835" in rapport["funn"][0]["melding"]


def test_two_coordinate_systems_in_one_geometry_are_a_fault(tmp_path: Path) -> None:
    inne = polygon("a", FIRKANT, attr=' srsName="EPSG:25833"')
    blandet = (
        f'<gml:MultiSurface gml:id="a.flater" srsName="{UTM32}">'
        f"<gml:surfaceMember>{inne}</gml:surfaceMember></gml:MultiSurface>"
    )
    kode, rapport = sjekk(tmp_path, samling(objekt("RpFareSone", "a", blandet)))
    assert (kode, brutt(rapport)) == (1, {"gml.epsg.3"})


@pytest.mark.parametrize("epsg", [27391, 27398, 4273])
def test_ngo1948_is_refused_by_name(epsg: int, tmp_path: Path) -> None:
    kode, rapport = sjekk(tmp_path, samling(omraade("a", FIRKANT), srs=f"EPSG:{epsg}"))
    assert (kode, brutt(rapport)) == (1, {"gml.epsg.1"})
    assert "NGO" in rapport["funn"][0]["melding"]
    assert utfall(rapport, "gml.flate.2") == {"uavklart"}


@pytest.mark.parametrize(
    "geometri",
    [
        '<gml:MultiSurface gml:id="x"/>',
        '<gml:Polygon gml:id="x"/>',
        '<gml:Polygon gml:id="x"><gml:exterior/></gml:Polygon>',
        '<gml:Polygon gml:id="x"><gml:exterior><gml:LinearRing/></gml:exterior></gml:Polygon>',
        '<gml:Polygon gml:id="x"><gml:exterior><gml:LinearRing><gml:posList> </gml:posList>'
        "</gml:LinearRing></gml:exterior></gml:Polygon>",
        '<gml:Surface gml:id="x"><gml:patches/></gml:Surface>',
    ],
)
@pytest.mark.parametrize("srs", [UTM32, None])
def test_an_empty_surface_is_a_fault_with_and_without_a_coordinate_system(
    geometri: str, srs: str | None, tmp_path: Path
) -> None:
    kode, rapport = sjekk(tmp_path, samling(objekt("RpFareSone", "a", geometri), srs=srs))
    assert kode == 1
    assert brutt(rapport) <= {"gml.flate.1", "gml.epsg.1"}


@pytest.mark.parametrize("geometri", ['<gml:Curve gml:id="x"/>', '<gml:LineString gml:id="x"/>'])
def test_an_empty_curve_is_a_fault(geometri: str, tmp_path: Path) -> None:
    kode, rapport = sjekk(tmp_path, samling(objekt("RpGrense", "a", geometri)))
    assert (kode, brutt(rapport)) == (1, {"gml.kurve.1"})


def test_an_empty_point_is_a_fault(tmp_path: Path) -> None:
    kode, rapport = sjekk(tmp_path, samling(objekt("RpPåskrift", "a", '<gml:Point gml:id="x"/>')))
    assert (kode, brutt(rapport)) == (1, {"gml.punkt.1"})


@pytest.mark.parametrize("kommune", [[], ["--kommune", "9999"]], ids=["anywhere", "9999"])
def test_north_before_east_is_one_fault_for_the_whole_file(
    kommune: list[str], tmp_path: Path
) -> None:
    flater = [omraade(f"a{i}", rektangel(50 * i, 0, 40, 30)) for i in range(3)]
    for i in range(3):
        rett = rektangel(50 * i, 0, 40, 30)
        snudd = " ".join(f"{N0 + y:.2f} {E0 + x:.2f}" for x, y in rett)
        flater[i] = flater[i].replace(poslist(rett), snudd)
    kode, rapport = sjekk(tmp_path, samling(*flater), *kommune)
    assert (kode, brutt(rapport)) == (1, {"gml.epsg.4"})
    assert len(rapport["funn"]) == 1
    assert "3 objekter" in rapport["funn"][0]["melding"]


def test_latitude_and_longitude_are_refused_in_either_order(tmp_path: Path) -> None:
    for tall in ("59.9 10.7 59.9 10.8 60 10.8 59.9 10.7", "10.7 59.9 10.8 59.9 10.8 60 10.7 59.9"):
        tekst = samling(omraade("a", FIRKANT), srs="urn:ogc:def:crs:EPSG::4258")
        kode, rapport = sjekk(tmp_path, tekst.replace(poslist(FIRKANT), tall))
        assert (kode, brutt(rapport)) == (1, {"gml.epsg.1"})


def test_heights_far_apart_do_not_hide_a_repeated_point(tmp_path: Path) -> None:
    vegg = kurve("a", linjestykke([(0, 0, 1), (0, 0, 9), (5, 5, 9), (5, 5, 9)]))
    kode, rapport = sjekk(
        tmp_path, samling(objekt("RpGrense", "a", vegg), srs="EPSG:5972", dimensjon=3)
    )
    assert (kode, brutt(rapport)) == (1, {"gml.kurve.2"})
    assert "punkt 4" in rapport["funn"][0]["melding"]


@pytest.mark.parametrize(
    "tekst",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>' + samling(omraade("a", FIRKANT)).partition("?>")[2],
        samling(omraade("a", FIRKANT))[:-30],
        samling(omraade("a", FIRKANT)).replace("<app:RpFareSone", "<vond:RpFareSone"),
    ],
    ids=["a doctype", "cut off", "an unknown prefix"],
)
def test_hostile_or_broken_xml_is_unreadable(tekst: str, tmp_path: Path) -> None:
    kode, rapport = sjekk(tmp_path, tekst)
    assert (kode, rapport["resultat"]) == (2, "avvist")
