"""Height against an elevation in the plan: which one holds, and systems that are never mixed."""

from decimal import Decimal
from typing import Any

import pytest
from facts_helpers import finn, grunnlag, hus, kart, linje, planobjekt, planomraade, rekt, teig
from shapely.geometry.base import BaseGeometry

from byggsak.domain.facts import Maal
from byggsak.domain.kart import Kartobjekt
from byggsak.domain.plan import Kotehoeyde

HUS = rekt(440, 352, 450, 360)
UNDER = linje((442, 355), (448, 355))
PAA_TOMTEN = linje((420, 350), (430, 350))
STI = "høydefraplanbestemmelse/HøydeFraPlanbestemmelse/"


def hoeyde(
    form: BaseGeometry, kote: str | None = "112.5", system: str | None = "NN2000", navn: str = "h"
) -> Kartobjekt:
    felt = {"regulerthøyde": kote, "høydereferansesystem": system}
    return planobjekt(
        "RpRegulertHøyde", form, navn, **{STI + k: v for k, v in felt.items() if v is not None}
    )


def koter(*hoeyder: Kartobjekt, **felt: Any) -> list[Any]:
    bygg = hus(HUS, terrengkote=Decimal("102.30"), **felt)
    kartet = kart(
        teig(rekt(400, 312, 500, 420), "1/2"), planomraade(rekt(400, 300, 500, 420)), *hoeyder
    )
    return list(finn(grunnlag(bygg, kart=kartet), Kotehoeyde).values())


def test_the_ground_with_eaves_and_ridge_on_top() -> None:
    [k] = koter(hoeyde(UNDER))
    assert (k.gesimskote, k.moenekote) == (Maal(Decimal("108.10")), Maal(Decimal("110.40")))
    assert (k.regulert, k.hoeydesystem) == (Decimal("112.5"), "NN2000")


def test_a_plan_without_elevations_asks_nothing() -> None:
    assert koter() == []


def test_an_elevation_off_the_plot_is_not_taken() -> None:
    assert koter(hoeyde(linje((505, 350), (520, 350)))) == []


def test_the_elevation_under_the_building_goes_before_others_on_the_plot() -> None:
    [k] = koter(hoeyde(PAA_TOMTEN, "109"), hoeyde(UNDER, "112.5", navn="h2"))
    assert k.regulert == Decimal("112.5")


def test_several_on_the_plot_and_none_under_the_building_is_for_a_person() -> None:
    [k] = koter(hoeyde(PAA_TOMTEN, "109"), hoeyde(linje((470, 340), (480, 340)), navn="h2"))
    assert "flere ulike høyder" in k.regulert.grunn.nb


def test_the_same_elevation_drawn_twice_is_one() -> None:
    [k] = koter(hoeyde(PAA_TOMTEN), hoeyde(linje((470, 340), (480, 340)), navn="h2"))
    assert k.regulert == Decimal("112.5")


@pytest.mark.parametrize(
    ("oppgitt", "leses"),
    [
        ("NN2000", "NN2000"),
        ("nn 2000", "NN2000"),
        ("5941", "NN2000"),
        ("NN54", "NN1954"),
        ("EPSG:5776", "NN1954"),
        ("Lokalt", "Lokalt"),
    ],
)
def test_a_height_system_is_read_by_its_names_and_kept_when_unknown(
    oppgitt: str, leses: str
) -> None:
    [k] = koter(hoeyde(UNDER, system=oppgitt))
    assert k.hoeydesystem == leses


@pytest.mark.parametrize("kote", ["[Ljava.lang.Double;@1b2c", "", "NaN", "112,5 moh"])
def test_an_elevation_that_is_no_number_is_unknown(kote: str) -> None:
    [k] = koter(hoeyde(UNDER, kote))
    assert k.regulert.grunn is not None


def test_missing_heights_and_ground_are_unknown_with_the_reason() -> None:
    [k] = koter(hoeyde(UNDER, system=None), gesimshoeyde=None)
    assert "situasjonsplanen" in k.gesimskote.grunn.nb
    assert k.moenekote == Maal(Decimal("110.40"))
    assert k.hoeydesystem.grunn is not None
