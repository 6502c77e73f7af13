"""Coordinate systems: what a srsName means, what is refused, and that the move is exact."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from byggsak.domain.facts import Sted
from byggsak.geometry.crs import (
    NTM,
    UTM,
    koordinatsystem,
    sjekk_akser,
    tolk_srs,
    transformer,
    transformer_punkter,
)
from byggsak.geometry.errors import KoordinatsystemAvvist

OSLO = np.array([[597406.0, 6643320.0]])


@pytest.mark.parametrize(
    "srs",
    [
        "http://www.opengis.net/def/crs/EPSG/0/25832",
        "https://www.opengis.net/def/crs/EPSG/0/25832",
        "urn:ogc:def:crs:EPSG::25832",
        "urn:ogc:def:crs:EPSG:9.9:25832",
        "EPSG:25832",
        "epsg:25832",
        "[EPSG:25832]",
        " EPSG:25832 ",
    ],
)
def test_every_way_of_writing_the_same_system_is_understood(srs: str) -> None:
    assert tolk_srs(srs).plan == 25832


def test_ntm_has_north_first_and_3d_systems_have_three_numbers() -> None:
    assert tolk_srs("EPSG:5110").nord_foerst
    assert not tolk_srs("EPSG:25833").nord_foerst
    assert tolk_srs("EPSG:5972").dimensjon == 3
    assert (tolk_srs("EPSG:5973").plan, tolk_srs("EPSG:5975").plan) == (25833, 25835)


@pytest.mark.parametrize("kode", [27391, 27395, 27398, 4273])
def test_ngo1948_is_refused_with_the_reason(kode: int) -> None:
    with pytest.raises(KoordinatsystemAvvist) as feil:
        tolk_srs(f"EPSG:{kode}", Sted(linje=7, dokument="plan.gml"))
    assert "NGO" in feil.value.melding.nb
    assert "gitter" in feil.value.melding.nb
    assert str(feil.value).startswith("plan.gml, linje 7: ")


@pytest.mark.parametrize(
    "srs", ["EPSG:4326", "EPSG:32632", "EPSG:3045", "EPSG:23095", "EPSG:999999", "UTM32", "25832"]
)
def test_anything_else_is_refused_by_name(srs: str) -> None:
    with pytest.raises(KoordinatsystemAvvist) as feil:
        tolk_srs(srs)
    assert srs in feil.value.melding.nn


@pytest.mark.parametrize("srs", [None, "", "  "])
def test_a_missing_system_is_never_guessed(srs: str | None) -> None:
    with pytest.raises(KoordinatsystemAvvist, match="gjetter ikke"):
        tolk_srs(srs)


def test_degrees_are_for_maps_only() -> None:
    assert tolk_srs("EPSG:4258", tillat_geografisk=True).nord_foerst
    with pytest.raises(KoordinatsystemAvvist, match="grader"):
        tolk_srs("EPSG:4258")


@given(
    oest=st.floats(200_000, 800_000),
    nord=st.floats(6_450_000, 7_900_000),
    til=st.sampled_from(sorted(UTM | {5108, 5110, 5118, 4258})),
)
def test_there_and_back_is_the_same_point_to_a_hundredth_of_a_millimetre(
    oest: float, nord: float, til: int
) -> None:
    der = transformer_punkter(np.array([[oest, nord]]), 25832, til)
    hjem = transformer_punkter(der, til, 25832)
    assert np.allclose(hjem, [[oest, nord]], rtol=0, atol=1e-5)


def test_every_accepted_system_has_an_exact_operation() -> None:
    for kode in UTM | NTM | {4258}:
        assert np.isfinite(transformer_punkter(OSLO, 25832, koordinatsystem(kode).plan)).all()


def test_zone_33_measures_a_known_distance_differently_at_oslo() -> None:
    linje = shapely.LineString([(597406, 6643320), (597506, 6643320)])
    # 575 ppm between the zones here: 100 m in zone 32 is 100.06 m in zone 33.
    assert transformer(linje, 25832, 25833).length == pytest.approx(100.057, abs=0.003)


def test_swapped_axes_are_refused_and_never_turned_round() -> None:
    kommune = (597000.0, 6643000.0, 598000.0, 6644000.0)
    riktig = (597400.0, 6643300.0, 597500.0, 6643400.0)
    byttet = (6643300.0, 597400.0, 6643400.0, 597500.0)
    assert sjekk_akser(riktig, 25832, 25832, kommune, Sted())
    with pytest.raises(KoordinatsystemAvvist, match="byttet plass"):
        sjekk_akser(byttet, 25832, 25832, kommune, Sted())
    with pytest.raises(KoordinatsystemAvvist, match="byttet plass"):
        sjekk_akser(byttet, 25832, 25832, None, Sted())
    assert not sjekk_akser(
        (300000.0, 6700000.0, 300001.0, 6700001.0), 25832, 25832, kommune, Sted()
    )


def test_swapped_axes_are_seen_through_a_transformation() -> None:
    kommune = (597000.0, 6643000.0, 598000.0, 6644000.0)
    ntm = transformer_punkter(OSLO, 25832, 5110)[0]
    oest, nord = float(ntm[0]), float(ntm[1])
    assert sjekk_akser((oest, nord, oest, nord), 5110, 25832, kommune, Sted())
    with pytest.raises(KoordinatsystemAvvist, match="byttet plass"):
        sjekk_akser((nord, oest, nord, oest), 5110, 25832, kommune, Sted())


def test_threads_get_the_same_answer() -> None:
    with ThreadPoolExecutor(4) as traader:
        svar = list(traader.map(lambda _: transformer_punkter(OSLO, 25832, 25833)[0, 0], range(20)))
    assert len(set(svar)) == 1
    assert math.isfinite(svar[0])
