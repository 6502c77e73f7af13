"""Façades to boundaries: hand-computed distances, heights, corners and protruding parts."""

import math
from decimal import Decimal

import pytest
import shapely
from facts_helpers import KRAV, linje, rekt
from hypothesis import given
from hypothesis import strategies as st
from shapely import affinity
from shapely.geometry import LineString, box

from byggsak.geometry.measure import INGEN_FORM
from byggsak.geometry.measure_boundary import (
    Fasadelinje,
    Utstikk,
    avstander,
    fasadeledd,
    utstikk_foran,
)
from byggsak.geometry.measure_property import (
    felles_grense,
    grense_uten_nabo,
    sammenhengende,
    usikkerhet,
)

SEKS = Decimal("6.0")
TI = Decimal("10.0")


def maal(hus, grense, fasader=(), utstikk=(), hoeyde=SEKS):
    ledd = fasadeledd(hus, fasader, utstikk, hoeyde, KRAV)
    return avstander(ledd, grense, INGEN_FORM, KRAV)


def test_a_wall_along_the_boundary_has_one_distance() -> None:
    [svar] = maal(rekt(10, 10, 20, 18), linje((0, 4), (30, 4)))
    assert svar.avstand == pytest.approx(6.0)
    assert (svar.gesimshoeyde, svar.tillegg) == (SEKS, 0)
    assert svar.linje.length == pytest.approx(6.0)


def test_each_facade_height_that_faces_the_boundary_answers_for_itself() -> None:
    # An L: the low wing stands 5 m from the boundary, the tall one 8 m.
    hus = rekt(10, 10, 20, 18).union(rekt(20, 13, 26, 18))
    tall = Fasadelinje(linje((20, 13), (26, 13)), TI, "tall")
    svar = maal(hus, linje((0, 5), (40, 5)), fasader=[tall])
    assert [(round(s.avstand, 6), s.gesimshoeyde, s.gml_id) for s in svar] == [
        (5.0, SEKS, None),
        (8.0, TI, "tall"),
    ]


def test_a_tall_facade_that_faces_another_way_does_not_decide_at_the_corner() -> None:
    # The south façade is 10 m high; its corner is 4.2 m from the eastern boundary, as the low east
    # façade is. Half of ten would be 5 m, but the south façade does not face east.
    soer = Fasadelinje(linje((10, 10), (20, 10)), TI, "soer")
    [svar] = maal(rekt(10, 10, 20, 18), linje((24.2, 0), (24.2, 40)), fasader=[soer])
    assert (svar.gesimshoeyde, svar.avstand) == (SEKS, pytest.approx(4.2))


def test_a_tall_facade_faces_its_own_part_of_a_boundary_that_bends_round_the_house() -> None:
    # East boundary 4.0 m off the low wall, south boundary 4.5 m off the tall wall: both decide.
    soer = Fasadelinje(linje((10, 10), (20, 10)), TI, "soer")
    grense = linje((24, 40), (24, 5.5), (0, 5.5))
    svar = {s.gesimshoeyde: s.avstand for s in maal(rekt(10, 10, 20, 18), grense, fasader=[soer])}
    assert svar == {SEKS: pytest.approx(4.0), TI: pytest.approx(4.5)}


def test_at_a_corner_that_both_walls_face_the_stricter_one_is_tested_too() -> None:
    # The boundary runs at 45 degrees past the corner (20, 10), 5 m from it.
    soer = Fasadelinje(linje((10, 10), (20, 10)), TI, "soer")
    bort = 5 / math.sqrt(2)
    punkt = (20 + bort, 10 - bort)
    grense = linje((punkt[0] - 20, punkt[1] - 20), (punkt[0] + 20, punkt[1] + 20))
    svar = maal(rekt(10, 10, 20, 18), grense, fasader=[soer])
    assert {s.gesimshoeyde for s in svar} == {SEKS, TI}
    assert all(s.avstand == pytest.approx(5.0) for s in svar)


def test_a_sharp_corner_that_no_wall_faces_is_still_measured() -> None:
    kile = shapely.Polygon([(0, 0), (10, -1), (10, 1)])  # its tip points west
    svar = maal(kile, LineString([(-3, -20), (-3, 20)]))
    assert [s.avstand for s in svar] == [pytest.approx(3.0)]


def test_a_facade_that_is_only_part_of_a_wall_splits_the_wall() -> None:
    # The gable over x 13..16 is tall; the boundary is 4 m off along the whole wall.
    gavl = Fasadelinje(linje((13, 10), (16, 10)), TI, "gavl")
    ledd = fasadeledd(rekt(10, 10, 20, 18), [gavl], [], SEKS, KRAV)
    soer = [d for d in ledd if d.normal[1] < -0.9]
    lengder = [(d.gesimshoeyde, round(math.dist(d.fra, d.til), 3)) for d in soer]
    assert lengder == [(SEKS, 3.0), (TI, 3.0), (SEKS, 4.0)]


def test_an_unknown_height_stays_unknown() -> None:
    [svar] = maal(rekt(10, 10, 20, 18), linje((0, 4), (30, 4)), hoeyde=None)
    assert svar.gesimshoeyde is None


@pytest.mark.parametrize(("dybde", "tillegg"), [(0.9, "0"), (1.0, "0"), (1.5, "0.5"), (2.4, "1.4")])
def test_what_a_balcony_reaches_beyond_one_metre_is_added(dybde: float, tillegg: str) -> None:
    balkong = Utstikk(rekt(12, 10 - dybde, 16, 10), "b")
    [svar] = maal(rekt(10, 10, 20, 18), linje((0, 4), (30, 4)), utstikk=[balkong])
    assert svar.tillegg == Decimal(tillegg)
    assert svar.avstand == pytest.approx(6.0)  # still from the wall, TEK17 § 6-3


def test_a_balcony_on_the_other_side_adds_nothing_towards_this_neighbour() -> None:
    nord = Utstikk(rekt(12, 18, 16, 20), "b")
    [svar] = maal(rekt(10, 10, 20, 18), linje((0, 4), (30, 4)), utstikk=[nord])
    assert svar.tillegg == 0


def test_eaves_all_round_reach_as_far_as_their_depth_not_their_diagonal() -> None:
    hus = rekt(10, 10, 20, 18)
    takutstikk = Utstikk(rekt(8.8, 8.8, 21.2, 19.2).difference(hus), "t")
    [svar] = maal(hus, linje((0, 4), (30, 4)), utstikk=[takutstikk])
    assert svar.tillegg == Decimal("0.2")


def test_a_wall_on_the_neighbours_ground_is_nought_metres_away_however_far_inside() -> None:
    hus = rekt(10, 10, 20, 18)
    ledd = fasadeledd(hus, [], [], SEKS, KRAV)
    svar = avstander(ledd, linje((0, 30), (30, 30)), hus, KRAV)
    assert svar[0].avstand == 0.0


def test_an_edge_that_two_own_parcels_share_is_no_boundary() -> None:
    [grunn] = sammenhengende([rekt(0, 0, 10, 20), rekt(10, 0, 20, 20)], KRAV)
    nabo = rekt(20, 0, 40, 20)
    [svar] = maal(rekt(8, 5, 15, 12), felles_grense(grunn, nabo, KRAV))
    assert svar.avstand == pytest.approx(5.0)  # from parcel to parcel it would be 2.0


def test_own_parcels_with_a_path_between_them_stay_apart() -> None:
    deler = sammenhengende([rekt(0, 0, 30, 34), rekt(0, 36, 30, 68)], KRAV)
    assert sorted(d.area for d in deler) == [pytest.approx(960), pytest.approx(1020)]


def test_a_crack_in_the_map_between_own_parcels_does_not_part_them() -> None:
    [grunn] = sammenhengende([rekt(0, 0, 10, 20), rekt(10.02, 0, 20, 20)], KRAV)
    assert grunn.area == pytest.approx(400)
    assert felles_grense(grunn, rekt(20, 0, 40, 20), KRAV).length == pytest.approx(20)


def test_the_edge_of_a_hole_is_a_boundary() -> None:
    hull = rekt(20, 20, 30, 30)
    [grunn] = sammenhengende([rekt(0, 0, 60, 60).difference(hull)], KRAV)
    [svar] = maal(rekt(33, 22, 40, 28), felles_grense(grunn, hull, KRAV))
    assert svar.avstand == pytest.approx(3.0)


def test_the_shared_boundary_ends_where_the_neighbour_ends() -> None:
    # The neighbour touches only the upper half of the east side; the house stands at the lower.
    grense = felles_grense(rekt(0, 0, 20, 40), rekt(20, 20, 40, 40), KRAV)
    [svar] = maal(rekt(10, 5, 17, 16), grense)
    assert svar.avstand == pytest.approx(5.0)  # 3 m east and 4 m north of the corner (17, 16)


def test_a_neighbour_a_crack_away_still_shares_the_boundary() -> None:
    grense = felles_grense(rekt(0, 0, 20, 40), rekt(20.02, 0, 40, 40), KRAV)
    assert grense.length == pytest.approx(40, abs=0.2)


def test_a_boundary_without_a_known_neighbour_counts() -> None:
    rest = grense_uten_nabo(rekt(0, 0, 20, 40), [rekt(20, 0, 40, 40), rekt(0, 40, 20, 60)], KRAV)
    assert rest.length == pytest.approx(60, abs=0.2)  # the west and the south side


@pytest.mark.parametrize(
    ("klasser", "verst"),
    [
        (["Grønt", "Grønt"], "0"),
        (["Grønt", "Gult"], "0.5"),
        (["Gult", "Rødt"], "2.0"),
        (["Grønt", None], "2.0"),
        (["Grønt", "Ukjent"], "2.0"),
    ],
)
def test_the_worst_side_decides_how_sure_a_boundary_is(klasser: list, verst: str) -> None:
    assert usikkerhet(klasser, KRAV) == Decimal(verst)


meter = st.floats(1, 30).map(lambda x: round(x, 3))


@given(bredde=meter, dybde=meter, avstand=meter, vinkel=st.floats(0, 360))
def test_the_distance_is_the_same_however_house_and_boundary_are_turned(
    bredde: float, dybde: float, avstand: float, vinkel: float
) -> None:
    hus = box(0, 0, bredde, dybde)
    grense = LineString([(-50, -avstand), (100, -avstand)])
    om = {"angle": vinkel, "origin": (3, 5)}
    svar = maal(affinity.rotate(hus, **om), affinity.rotate(grense, **om))
    assert [s.avstand for s in svar] == [pytest.approx(avstand, abs=1e-9)]


@given(bredde=meter, dybde=meter, avstand=meter, vinkel=st.floats(-89, 89), hoey=st.integers(0, 3))
def test_a_turned_house_is_as_near_as_its_nearest_corner(
    bredde: float, dybde: float, avstand: float, vinkel: float, hoey: int
) -> None:
    """Against the formula: the boundary is the line y = low corner - distance. Whatever wall has a
    height of its own, the building as a whole is not nearer and not farther."""
    hus = affinity.rotate(box(0, 0, bredde, dybde), vinkel, origin=(0, 0))
    a = math.radians(vinkel)
    hjoerner = [x * math.sin(a) + y * math.cos(a) for x in (0, bredde) for y in (0, dybde)]
    y = min(hjoerner) - avstand
    ring = shapely.get_coordinates(hus.exterior)
    vegg = Fasadelinje(LineString(ring[hoey : hoey + 2]), TI, "egen")
    svar = maal(hus, LineString([(-500, y), (500, y)]), fasader=[vegg])
    assert min(s.avstand for s in svar) == pytest.approx(avstand, abs=1e-6)


def test_a_balcony_on_another_wing_is_not_this_walls_however_it_lies_in_front() -> None:
    [vegg] = [d for d in fasadeledd(rekt(10, 10, 20, 18), [], [], SEKS, KRAV) if d.normal[1] < -0.9]
    assert utstikk_foran(vegg, rekt(12, 3, 14, 5)) == 0
    assert utstikk_foran(vegg, rekt(12, 8, 14, 10)) == pytest.approx(2)
