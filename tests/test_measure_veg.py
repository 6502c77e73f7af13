"""Crossings: wherever the network lies, however it is cut, the same corner and the same depth."""

import math
from decimal import Decimal
from itertools import pairwise

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from byggsak.geometry.measure_tema import avstandene, dekket, korteste, naermest
from byggsak.geometry.measure_veg import hjoerner, kryss, lengst_over

LANGS = (("fylkesveg", 60.0), ("kommunal", 40.0))
OEST_VEST = LineString([(-200, 0), (200, 0)])
NORD = LineString([(0, 0), (0, 200)])


def dypt(bygg: BaseGeometry, *veger: tuple[str, LineString]) -> float:
    verst = lengst_over(bygg, hjoerner(veger, LANGS))
    assert verst is not None
    return verst.meter


@settings(max_examples=60, deadline=None)
@given(
    vinkel=st.floats(0, 360),
    x=st.floats(-1000, 1000),
    y=st.floats(-1000, 1000),
    kutt=st.lists(st.floats(5, 195), max_size=3, unique=True),
    snu=st.booleans(),
)
def test_turned_moved_cut_and_reversed_the_depth_is_the_same(
    vinkel: float, x: float, y: float, kutt: list[float], snu: bool
) -> None:
    hus = box(5, 5, 15, 13)
    punkter = [0.0, *sorted(kutt), 200.0]
    biter = [LineString([(0, a), (0, b)]) for a, b in pairwise(punkter)]
    veger = [("kommunal", OEST_VEST), *(("kommunal", b.reverse() if snu else b) for b in biter)]

    def flytt(g: BaseGeometry) -> BaseGeometry:
        return affinity.translate(affinity.rotate(g, vinkel, origin=(0, 0)), x, y)

    her = dypt(flytt(hus), *((k, flytt(v)) for k, v in veger))
    assert her == pytest.approx((40 - 10) / math.sqrt(2), abs=1e-6)


@pytest.mark.parametrize("klasse", ["kommunal", "fylkesveg"])
@pytest.mark.parametrize("utenfor", [0.0, 0.02, 5.0])
def test_what_lies_on_or_outside_the_line_is_not_over_it(klasse: str, utenfor: float) -> None:
    langt = dict(LANGS)[klasse]
    hjoerne = langt / 2 + utenfor
    hus = box(hjoerne, hjoerne, hjoerne + 10, hjoerne + 10)
    assert dypt(hus, (klasse, OEST_VEST), (klasse, NORD)) == pytest.approx(-utenfor * math.sqrt(2))
    inn = box(hjoerne - utenfor - 1, hjoerne - utenfor - 1, hjoerne + 10, hjoerne + 10)
    dybde = dypt(inn, (klasse, OEST_VEST), (klasse, NORD))
    assert dybde == pytest.approx(math.sqrt(2))


def test_four_legs_are_four_corners_and_two_straight_lines() -> None:
    alle = hjoerner((("kommunal", OEST_VEST), ("kommunal", LineString([(0, -99), (0, 99)]))), LANGS)
    assert len(alle) == 4
    assert {h.kryss for h in alle} == {Point(0, 0)}
    assert all(h.sikkert for h in alle)


def test_no_roads_have_no_crossings() -> None:
    assert kryss(()) == hjoerner((), LANGS) == ()
    assert lengst_over(box(0, 0, 1, 1), ()) is None


def test_roads_that_run_on_top_of_each_other_are_read_without_fail() -> None:
    dobbelt = (("kommunal", OEST_VEST), ("fylkesveg", LineString([(-50, 0), (50, 0)])))
    assert lengst_over(box(0, 5, 10, 15), hjoerner(dobbelt, LANGS)) is None


ruter = st.tuples(*[st.integers(-50, 50)] * 2).map(lambda p: box(p[0], p[1], p[0] + 3, p[1] + 2))


@settings(max_examples=80, deadline=None)
@given(bygg=ruter, andre=st.lists(ruter, max_size=8))
def test_the_nearest_is_the_least_of_the_distances_and_its_line_is_as_long(
    bygg: BaseGeometry, andre: list[BaseGeometry]
) -> None:
    alle = avstandene(bygg, andre)
    assert alle == [bygg.distance(a) for a in andre]
    svar = naermest(bygg, andre)
    if svar is None:
        assert not andre
        return
    assert svar == (alle.index(min(alle)), min(alle))
    assert korteste(bygg, andre[svar[0]]).length == pytest.approx(svar[1])


@settings(max_examples=80, deadline=None)
@given(former=st.lists(ruter, max_size=6), av=st.lists(ruter, max_size=6), minst=st.integers(0, 5))
def test_covered_is_what_shares_more_than_so_much_with_any(
    former: list[BaseGeometry], av: list[BaseGeometry], minst: int
) -> None:
    venter = [any(shapely.intersection(f, a).area > minst for a in av) for f in former]
    assert dekket(former, av, Decimal(minst)) == venter
