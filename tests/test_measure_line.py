"""Building lines: which side is outside, how far over, and when nobody can say."""

import math

import pytest
from facts_helpers import KRAV, linje, rekt
from shapely.geometry import LineString, MultiPolygon, Polygon

from byggsak.geometry.measure_line import (
    Overskridelse,
    UtenSide,
    gaar_mellom,
    overskridelse,
    samlede_linjer,
)

FELT = rekt(0, 12, 100, 80)
VEG = rekt(0, 0, 100, 12)
LINJE = linje((0, 16), (100, 16))


def over(bygg, strek=LINJE, felt=FELT, veg=VEG) -> float:
    svar = overskridelse(bygg, strek, felt, veg, KRAV)
    assert isinstance(svar, Overskridelse), svar
    return svar.meter


def test_a_house_behind_the_line_is_not_over() -> None:
    assert over(rekt(40, 16, 50, 24)) == 0


@pytest.mark.parametrize("meter", [0.02, 1.25, 4.0])
def test_a_house_over_the_line_is_measured_at_right_angles_to_it(meter: float) -> None:
    assert over(rekt(40, 16 - meter, 50, 24)) == pytest.approx(meter)


def test_a_house_wholly_between_line_and_road_is_over_by_its_far_wall() -> None:
    assert over(rekt(40, 12.5, 46, 15)) == pytest.approx(3.5)


def test_a_house_that_goes_on_into_the_road_is_over_all_the_way() -> None:
    assert over(rekt(40, 10, 50, 24)) == pytest.approx(6)


def test_what_sticks_out_on_the_far_side_is_not_over_this_line() -> None:
    assert over(rekt(95, 40, 110, 50)) == 0


def test_a_line_drawn_two_centimetres_short_still_divides() -> None:
    assert over(rekt(40, 15, 50, 24), linje((0.02, 16), (99.98, 16))) == pytest.approx(1)


def test_an_open_line_has_no_side() -> None:
    svar = overskridelse(rekt(40, 20, 50, 28), linje((0, 16), (60, 16)), FELT, VEG, KRAV)
    assert svar is UtenSide.AAPEN


def test_a_line_with_no_road_on_either_side_has_no_side() -> None:
    svar = overskridelse(rekt(40, 20, 50, 28), LINJE, FELT, Polygon(), KRAV)
    assert svar is UtenSide.INGEN_VEG


def test_a_line_midway_between_two_roads_has_no_side() -> None:
    veger = MultiPolygon([rekt(0, 0, 100, 12), rekt(0, 80, 100, 90)])
    svar = overskridelse(rekt(40, 50, 50, 58), linje((0, 46), (100, 46)), FELT, veger, KRAV)
    assert svar is UtenSide.INGEN_VEG


def test_with_roads_on_both_sides_the_nearer_one_is_the_lines_own() -> None:
    veger = MultiPolygon([rekt(0, 0, 100, 12), rekt(0, 80, 100, 90)])
    assert over(rekt(40, 15, 50, 24), veg=veger) == pytest.approx(1)
    nord = linje((0, 76), (100, 76))
    assert over(rekt(40, 60, 50, 77.5), nord, veg=veger) == pytest.approx(1.5)


def test_a_closed_line_has_its_inside_within() -> None:
    ring = LineString(rekt(10, 20, 60, 70).exterior.coords)
    assert over(rekt(20, 30, 30, 40), ring) == 0
    assert over(rekt(50, 30, 63, 40), ring) == pytest.approx(3)


def test_a_house_off_the_building_area_is_not_judged_by_the_line() -> None:
    svar = overskridelse(rekt(40, 2, 50, 8), LINJE, FELT, VEG, KRAV)
    assert svar is UtenSide.UTENFOR


def bue(n: int) -> list[tuple[float, float]]:
    """The arc of the synthetic plan: quarter of a circle of 10 m about (486, 326)."""
    vinkler = [math.radians(270 + 90 * i / n) for i in range(n + 1)]
    return [(486 + 10 * math.cos(v), 326 + 10 * math.sin(v)) for v in vinkler]


def test_a_house_between_chord_and_arc_is_inside_the_arc_and_over_the_chord() -> None:
    felt, veg = rekt(400, 312, 500, 380), rekt(400, 300, 500, 312)
    strek = linje((400, 316), *bue(64), (496, 380))
    korde = linje((400, 316), (486, 316), (496, 326), (496, 380))
    # The corner (491.8, 320.2) is 8.2 m from the centre in the diagonal, 1.8 m inside the arc and
    # 1.13 m outside the chord.
    hjoerne = rekt(480, 320.2, 491.8, 330)
    assert over(hjoerne, strek, felt, veg) == 0
    utenfor_korden = (491.8 - 486 - (320.2 - 316)) / math.sqrt(2)
    assert over(hjoerne, korde, felt, veg) == pytest.approx(utenfor_korden)


def test_pieces_that_continue_each_other_are_one_line() -> None:
    deler = [linje((0, 16), (30, 16)), linje((60, 16), (30, 16)), linje((60, 16), (100, 16))]
    [hel] = samlede_linjer(deler)
    assert hel.length == pytest.approx(100)


HUS = rekt(40, 20, 50, 28)


def test_lines_that_cross_stay_whole_and_lines_on_top_of_each_other_become_one() -> None:
    langs, tvers = linje((0, 10), (100, 10)), linje((90, 0), (90, 80))
    assert sorted(li.length for li in samlede_linjer([langs, tvers])) == [80, 100]
    assert [li.length for li in samlede_linjer([langs, langs.reverse()])] == [100]
    delvis = [linje((0, 10), (60, 10)), linje((40, 10), (100, 10))]
    assert [li.length for li in samlede_linjer(delvis)] == [100]
    inni = [langs, linje((20, 10), (30, 10))]
    assert [li.length for li in samlede_linjer(inni)] == [100]
    assert samlede_linjer([]) == []


def test_a_building_line_along_the_boundary_lies_between() -> None:
    mot_veg = linje((45, 20), (45, 12))
    assert gaar_mellom(HUS, mot_veg, [LINJE])
    assert gaar_mellom(rekt(40, 15, 50, 28), linje((45, 15), (45, 12)), [LINJE])  # crossed it


def test_a_road_line_says_nothing_about_the_neighbour_at_the_side() -> None:
    mot_siden = linje((50, 24), (56, 24))
    assert not gaar_mellom(HUS, mot_siden, [LINJE])
    # nor when the house has crossed it and its nearest corner lies in front of it
    assert not gaar_mellom(rekt(40, 14, 50, 28), linje((50, 14), (56, 14)), [LINJE])


def test_no_line_lies_between() -> None:
    assert not gaar_mellom(HUS, linje((45, 28), (45, 40)), [LINJE])
    assert not gaar_mellom(HUS, linje((45, 28), (45, 40)), [])


def test_a_line_that_runs_slantwise_at_the_boundary_sets_no_distance_to_it() -> None:
    mot_siden = linje((50, 24), (56, 24))
    slakt = linje((40, 22), (70, 27))  # 9 degrees off the way to the boundary, crossed at x = 52
    bratt = linje((51, 10), (53, 40))
    assert not gaar_mellom(HUS, mot_siden, [slakt])
    assert gaar_mellom(HUS, mot_siden, [bratt])


def test_a_line_round_three_sides_is_not_fooled_by_the_road_behind_itself() -> None:
    c_form = linje((100, 16), (10, 16), (10, 70), (100, 70))
    assert over(rekt(40, 15, 50, 24), c_form) == pytest.approx(1)
    assert over(rekt(40, 60, 50, 72), c_form) == pytest.approx(2)
    assert over(rekt(40, 30, 50, 40), c_form) == 0
