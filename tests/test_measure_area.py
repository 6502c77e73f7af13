"""Built-up area, widths and land use with numbers computed by hand."""

import math
from decimal import Decimal

import pytest
from facts_helpers import (
    KRAV,
    eksisterende,
    flate,
    hus,
    rekt,
    situasjonsplan,
    utstikk,
)
from hypothesis import given
from hypothesis import strategies as st
from shapely import affinity
from shapely.geometry import box

from byggsak.domain.situasjonsplan import Parkering
from byggsak.geometry.measure import bredde, er_sliver, form, geojson
from byggsak.geometry.measure_area import bebygd, nytt_areal, utstikk_fra
from byggsak.geometry.measure_crs import i_system
from byggsak.geometry.measure_plan import formaal_under, gjelder_der, tillatte_formaal


def bya(*tiltak, gamle=(), parkering=()) -> float:
    svar = bebygd(tiltak, gamle, parkering, KRAV)
    assert not svar.ukjente
    return svar.flate.area + svar.plasser * 18


HUS = rekt(10, 10, 20, 18)  # 80 m²


@pytest.mark.parametrize(
    ("del_", "ventet"),
    [
        (utstikk("terrasse", rekt(12, 6, 16, 10), over="0.5"), 80),
        (utstikk("terrasse", rekt(12, 6, 16, 10), over="0.51"), 96),
        (utstikk("balkong", rekt(12, 8, 16, 10), fri="4.99"), 88),
        (utstikk("balkong", rekt(12, 8, 16, 10), fri="5.0"), 80),
        (utstikk("balkong", rekt(12, 8, 16, 10), over="2.8"), 88),
        (utstikk("karnapp", rekt(12, 9.4, 14, 10), fri="0.4"), 81.2),
        (utstikk("overbygd", rekt(12, 6, 16, 10)), 96),
        (utstikk("takutstikk", rekt(9, 9, 21, 19).difference(HUS), fri="2.6"), 80),
        (utstikk("takutstikk", rekt(8.8, 8.8, 21.2, 19.2).difference(HUS), fri="2.6"), 128.96),
    ],
)
def test_what_counts_in_built_up_area(del_, ventet: float) -> None:
    assert bya(hus(HUS, utstikkende=(del_,))) == pytest.approx(ventet)


@pytest.mark.parametrize(
    "del_",
    [
        utstikk("terrasse", rekt(12, 6, 16, 10), navn="t"),
        utstikk("balkong", rekt(12, 8, 16, 10), navn="t"),
        utstikk("balkong", rekt(12, 8, 16, 10), over="5.2", navn="t"),
    ],
)
def test_a_part_whose_height_decides_and_nobody_stated_makes_the_area_unknown(del_) -> None:
    assert bebygd([hus(HUS, utstikkende=(del_,))], [], [], KRAV).ukjente == ("t",)


def test_what_stands_under_something_else_counts_once() -> None:
    carport = utstikk("overbygd", rekt(20, 10, 26, 16))
    plass = Parkering(2, flate(rekt(20, 10, 25, 15)))
    assert bya(hus(HUS, utstikkende=(carport,)), parkering=[plass]) == pytest.approx(80 + 36)


def test_parking_without_a_drawn_area_is_counted_by_places() -> None:
    assert bya(hus(HUS), parkering=[Parkering(2)]) == pytest.approx(80 + 36)
    assert bya(hus(HUS), parkering=[Parkering(2, flate(rekt(30, 30, 35, 36)))]) == pytest.approx(
        110
    )


def test_what_is_demolished_is_gone_and_what_stands_is_counted() -> None:
    gammelt = eksisterende(rekt(30, 10, 40, 16))  # 60 m²
    rives = hus(rekt(30, 10, 36, 16), "rives", tiltakstype="39")  # 36 m² of it
    assert bya(hus(HUS), rives, gamle=[gammelt]) == pytest.approx(80 + 24)


def test_a_new_house_on_the_place_of_the_demolished_one_counts_whole() -> None:
    gammelt = eksisterende(rekt(10, 10, 20, 16))
    rives = hus(rekt(10, 10, 20, 16), "rives", tiltakstype="39")
    assert bya(hus(HUS), rives, gamle=[gammelt]) == pytest.approx(80)
    assert nytt_areal([hus(HUS), rives], [gammelt], KRAV)[0].area == pytest.approx(80)


def test_a_new_storey_adds_no_built_up_area_and_a_cellar_has_none() -> None:
    gammelt = eksisterende(HUS)
    assert nytt_areal([hus(HUS, tiltakstype="23")], [gammelt], KRAV)[0].area == pytest.approx(0)
    assert bya(hus(rekt(0, 0, 5, 5), tiltakstype="24")) == 0


@given(a=st.floats(2, 40), b=st.floats(2, 40), dybde=st.floats(0.1, 3), vinkel=st.floats(0, 360))
def test_union_of_turned_boxes_against_the_formula(
    a: float, b: float, dybde: float, vinkel: float
) -> None:
    om = {"angle": vinkel, "origin": (7, 7)}
    grunn = affinity.rotate(box(0, 0, a, b), **om)
    balkong = affinity.rotate(box(0, -dybde, a / 2, b / 2), **om)
    bygg = hus(grunn, utstikkende=(utstikk("balkong", balkong, fri="2.5"),))
    svar = bebygd([bygg], [], [], KRAV)
    assert svar.flate.area == pytest.approx(a * b + dybde * a / 2, rel=1e-9)


@given(a=st.floats(3, 40), b=st.floats(3, 40), dybde=st.floats(0.1, 3), vinkel=st.floats(0, 360))
def test_eaves_all_round_are_as_deep_as_they_are_drawn(
    a: float, b: float, dybde: float, vinkel: float
) -> None:
    om = {"angle": vinkel, "origin": (7, 7)}
    grunn = affinity.rotate(box(0, 0, a, b), **om)
    tak = affinity.rotate(box(-dybde, -dybde, a + dybde, b + dybde), **om)
    assert float(utstikk_fra(grunn, tak.difference(grunn))) == pytest.approx(dybde, abs=2e-3)


@given(lengde=st.floats(2, 50), bred=st.floats(0.02, 2), vinkel=st.floats(0, 360))
def test_a_strip_is_as_wide_as_its_short_side_however_it_is_turned(
    lengde: float, bred: float, vinkel: float
) -> None:
    stripe = affinity.rotate(box(0, 0, lengde, bred), vinkel)
    assert bredde(stripe) == pytest.approx(min(lengde, bred), rel=0.01)


def test_a_sliver_is_both_narrow_and_small() -> None:
    assert er_sliver(box(0, 0, 10, 0.04), KRAV)
    assert not er_sliver(box(0, 0, 10, 0.06), KRAV)
    assert not er_sliver(box(0, 0, 30, 0.04), KRAV)  # 1.2 m²


def test_the_newer_plan_goes_before_the_older_where_both_lie() -> None:
    ny, gammel = gjelder_der([box(0, 0, 10, 10), box(0, 5, 10, 20)], box(-50, -50, 50, 50))
    assert (ny.area, gammel.area) == (pytest.approx(100), pytest.approx(100))
    assert gammel.bounds == (0, 10, 10, 20)


def test_the_part_of_a_footprint_outside_permitted_land_use() -> None:
    # 10 x 8 m; 1.5 m of its depth on road, and 0.5 m beyond the plan to the west
    maalt = formaal_under(
        rekt(0, 0, 10, 8),
        [("1111", rekt(0.5, 1.5, 50, 50)), ("2011", rekt(0.5, -10, 50, 1.5))],
        ("1",),
    )
    assert maalt.utenfor.area == pytest.approx(80 - 9.5 * 6.5)
    assert maalt.utenfor_koder == ("2011",)
    assert [d.kode for d in maalt.deler] == ["1111", "2011"]
    assert maalt.bredde_utenfor == pytest.approx(1.5, rel=0.01)  # the wider arm of the L


def test_a_shared_edge_is_no_overlap() -> None:
    maalt = formaal_under(
        rekt(0, 0, 10, 8), [("1111", rekt(0, 0, 10, 8)), ("2011", rekt(0, -5, 10, 0))], ("1",)
    )
    assert (maalt.utenfor.area, maalt.bredde_utenfor) == (0, 0)
    assert [d.kode for d in maalt.deler] == ["1111"]


@pytest.mark.parametrize(
    ("type_", "tillatt"),
    [("111", ("111", "1130", "18")), ("241", ("1", "51")), ("322", ("1",)), (None, ("1",))],
)
def test_the_longest_matching_line_says_which_land_use_is_permitted(type_, tillatt) -> None:
    assert tillatte_formaal(type_, KRAV) == tillatt


def test_a_situation_plan_in_zone_33_is_measured_in_zone_32() -> None:
    plan = situasjonsplan(hus(HUS, utstikkende=(utstikk("balkong", rekt(12, 8, 16, 10)),)))
    i_33 = i_system(plan, 25833)
    assert form(i_33.tiltak[0].omraade.wkb).centroid.x < 300_000
    tilbake = i_system(i_33, 25832)
    assert form(tilbake.tiltak[0].omraade.wkb).equals_exact(HUS, 1e-6)
    skala = math.sqrt(form(i_33.tiltak[0].omraade.wkb).area / 80)
    assert skala != pytest.approx(1, abs=1e-4)  # measuring in the wrong zone would show


def test_evidence_is_rounded_to_the_millimetre_and_nothing_is_none() -> None:
    bevis = geojson(box(0, 0, 1 / 3, 1))
    assert bevis is not None
    assert [0.333, 0.0] in bevis["coordinates"][0]
    assert geojson(box(0, 0, 1, 1).difference(box(0, 0, 1, 1))) is None


def test_a_decimal_height_is_compared_exactly() -> None:
    del_ = utstikk("terrasse", rekt(12, 6, 16, 10), over="0.5")
    assert del_.hoeyde_over_terreng == Decimal("0.5")
    assert bya(hus(HUS, utstikkende=(del_,))) == 80
