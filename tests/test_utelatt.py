"""What was left out of the map is never «nothing there»: from the file to the answer of a rule."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from facts_helpers import KART, PROEVE, finn, grunnlag, hus, rekt, soeknad
from gml_bygg import bue, kurve, linjestykke, objekt, polygon, rektangel, ring, samling
from sqlalchemy import Engine, text

from byggsak.domain.eiendom import Byggverkshoeyde, Nabogrense, Utnytting
from byggsak.domain.facts import Gjenstand, er_kjent
from byggsak.domain.formalia import Byggestedseiendom
from byggsak.domain.kart import BBox, Kart, Utelatt
from byggsak.domain.nabovarsel import Nabovarsling
from byggsak.domain.omgivelser import (
    Aktsomhet,
    Bygningsavstand,
    Kulturminneavstand,
    Ledningsavstand,
    Sporavstand,
    Strandavstand,
    Vegavstand,
)
from byggsak.domain.plan import Arealformaal, Byggegrense, Faresone
from byggsak.geometry.errors import KoordinatsystemAvvist
from byggsak.geometry.kartfil import Kartfil, les_kart, les_kartfil
from byggsak.geometry.minnekart import Minnekart
from byggsak.geometry.utelatt import MEST
from byggsak.store.kart import Kartlager

DATO = date(2026, 1, 15)
NAA = datetime(2026, 11, 22, 12, tzinfo=UTC)
HUS = rekt(440, 352, 450, 360)
KOMMUNE: BBox = (597000.0, 6643000.0, 598000.0, 6644000.0)
NAER, FJERN = (440.0, 350.0), (900.0, 900.0)  # metres from (597000, 6643000); FJERN is 600 m off

Punkter = list[list[float]]


def sloeyfe(x: float, y: float) -> dict[str, Any]:
    """A bow-tie of 10 m: its outline crosses itself in the middle."""
    xy = [(0, 0), (10, 10), (10, 0), (0, 10), (0, 0)]
    punkter = [[597000 + x + dx, 6643000 + y + dy] for dx, dy in xy]
    return {"type": "Polygon", "coordinates": [punkter]}


def fil(mappe: Path, *objekter: dict[str, Any], navn: str = "lag.geojson") -> Path:
    sti = mappe / navn
    crs = {"type": "name", "properties": {"name": "EPSG:25832"}}
    sti.write_text(
        json.dumps({"type": "FeatureCollection", "crs": crs, "features": list(objekter)})
    )
    return sti


def ting(type_: str, geometri: Any, id_: str = "feil", **felt: Any) -> dict[str, Any]:
    egenskaper = {"objtype": type_, **felt}
    return {"type": "Feature", "id": id_, "geometry": geometri, "properties": egenskaper}


def les(sti: Path) -> Kartfil:
    return les_kartfil(sti, 25832, dato=DATO, utstrekning=KOMMUNE)


def med_hele_kartet(sti: Path) -> Minnekart:
    """The fixture map with one file more."""
    return Minnekart.av_filer([*les_kart([KART], 25832, dato=DATO), les(sti)], 25832, ("9999",))


def test_a_bow_tie_lies_within_its_points(tmp_path: Path) -> None:
    lest = les(fil(tmp_path, ting("Bygning", sloeyfe(*NAER))))
    assert lest.objekter == ()
    boks = (597440.0, 6643350.0, 597450.0, 6643360.0)
    assert lest.datasett.utelatt == (Utelatt("Bygning", "feil", boks),)


def test_an_arc_reaches_beyond_its_three_points(tmp_path: Path) -> None:
    # Half a circle of radius 10 round (20, 0): the points reach from y 0 to 10 sin 45°, the arc
    # to 10. The line back crosses it, so the surface is left out.
    skraa = 10 * math.sin(math.pi / 4)
    omriss = ring(
        kurve("a", bue([(10, 0), (20 - skraa, skraa), (30, 0)])),
        kurve("b", linjestykke([(30, 0), (15, 20), (25, 20), (10, 0)])),
    )
    sti = tmp_path / "b.gml"
    sti.write_text(samling(objekt("Bygning", "b", polygon("b", (), ring=omriss))))
    (utelatt,) = les(sti).datasett.utelatt or ()
    assert utelatt.boks == pytest.approx((597410.0, 6643400.0, 597430.0, 6643420.0))
    sti.write_text(
        samling(
            objekt(
                "Bygning",
                "b",
                polygon(
                    "b",
                    (),
                    ring=ring(
                        kurve("a", bue([(10, 0), (20 - skraa, skraa), (30, 0)])),
                        kurve("b", linjestykke([(30, 0), (18, 4), (22, 4), (10, 0)])),
                    ),
                ),
            )
        )
    )
    (utelatt,) = les(sti).datasett.utelatt or ()
    assert utelatt.boks == pytest.approx((597410.0, 6643400.0, 597430.0, 6643410.0), abs=1e-3)


STEDLOES: list[tuple[str, Any]] = [
    ("no geometry", None),
    ("a number that is none", {"type": "Polygon", "coordinates": [[[1, "x"], [2, 3], [1, 1]]]}),
    ("infinite", {"type": "Polygon", "coordinates": [[[1e400, 1], [2, 3], [1, 1], [1e400, 1]]]}),
    ("an empty surface", {"type": "Polygon", "coordinates": []}),
    ("off the country", {"type": "LineString", "coordinates": [[9e6, 9e6], [9e6, 9e6]]}),
]


@pytest.mark.parametrize("geometri", [g for _, g in STEDLOES], ids=[n for n, _ in STEDLOES])
def test_what_cannot_be_placed_may_lie_anywhere(tmp_path: Path, geometri: Any) -> None:
    lest = les(fil(tmp_path, ting("Bygning", geometri)))
    assert lest.datasett.utelatt == (Utelatt("Bygning", "feil", None),)
    assert len(lest.problemer) == 1


def test_ground_that_is_only_a_point_is_left_out_where_it_is(tmp_path: Path) -> None:
    punkt = {"type": "Point", "coordinates": [597440, 6643350]}
    lest = les(fil(tmp_path, ting("Teig", punkt)))
    assert lest.objekter == ()
    assert lest.datasett.utelatt == (
        Utelatt("Teig", "feil", (597440.0, 6643350.0, 597440.0, 6643350.0)),
    )


def test_what_lies_nowhere_by_its_nature_is_not_left_out(tmp_path: Path) -> None:
    lest = les(
        fil(tmp_path, ting("Arealplan", None), ting("Bygning", rekt(1, 1, 2, 2).__geo_interface__))
    )
    assert (lest.datasett.utelatt, lest.problemer) == ((), ())


def test_a_file_with_nothing_but_faults_and_swapped_axes_is_refused(tmp_path: Path) -> None:
    byttet = [[y, x] for x, y in sloeyfe(*NAER)["coordinates"][0]]
    with pytest.raises(KoordinatsystemAvvist, match="byttet plass"):
        les(fil(tmp_path, ting("Bygning", {"type": "Polygon", "coordinates": [byttet]})))


def test_thousands_of_faults_are_told_of_by_type(tmp_path: Path) -> None:
    mange = [ting("Bygning", sloeyfe(nr, 2 * nr), f"b{nr}") for nr in range(MEST)]
    lest = les(fil(tmp_path, *mange, ting("Veglenke", None)))
    assert len(lest.problemer) == MEST + 1
    boks = (597000.0, 6643000.0, 597000.0 + MEST - 1 + 10, 6643000.0 + 2 * (MEST - 1) + 10)
    assert lest.datasett.utelatt == (
        Utelatt("Bygning", f"{MEST} objekter", boks),
        Utelatt("Veglenke", "1 objekter", None),
    )


TEMA: list[tuple[str, type[Gjenstand]]] = [
    ("Kystkontur", Strandavstand),
    ("Veglenke", Vegavstand),
    ("Spormidt", Sporavstand),
    ("Lokalitet", Kulturminneavstand),
    ("Kraftledning", Ledningsavstand),
    ("Vannledning", Ledningsavstand),
    ("Bygning", Bygningsavstand),
    ("FlomAktsomhetOmr", Aktsomhet),
]


def tema_ukjent(kart: Kart, type_: type[Gjenstand], ord_: str) -> list[str]:
    """The things of the type that do not know whether anything is near because of `ord_`."""
    alle = finn(grunnlag(hus(HUS), kart=kart), type_).values()
    return [
        ting_.navn
        for ting_ in alle
        if not er_kjent(ting_.naer) and ord_ in str(ting_.naer.grunn.nb)  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize(("slag", "type_"), TEMA, ids=[t for t, _ in TEMA])
def test_a_theme_that_lacks_something_here_is_unknown(
    tmp_path: Path, slag: str, type_: type[Gjenstand]
) -> None:
    her = med_hele_kartet(fil(tmp_path, ting(slag, sloeyfe(*NAER))))
    borte = med_hele_kartet(fil(tmp_path, ting(slag, sloeyfe(*FJERN))))
    uten_sted = med_hele_kartet(fil(tmp_path, ting(slag, None)))
    assert len(tema_ukjent(her, type_, f"mangler {slag} feil her")) == 1
    assert len(tema_ukjent(uten_sted, type_, "ingen vet hvor det ligger")) == 1
    assert tema_ukjent(borte, type_, "mangler") == []


PLAN: list[tuple[str, type[Gjenstand], str]] = [
    ("RpArealformålOmråde", Arealformaal, "utenfor"),
    ("RpArealformålOmråde", Utnytting, "grad"),
    ("RpOmråde", Arealformaal, "utenfor"),
    ("RpJuridiskLinje", Nabogrense, "plan_fastsetter_avstand"),
    ("RpJuridiskLinje", Byggegrense, "overskridelse"),
    ("RpFareSone", Faresone, "overlapp"),
    ("KpFareSone", Faresone, "overlapp"),
    ("RpRegulertHøyde", Byggverkshoeyde, "plan_har_hoeydebestemmelse"),
]


@pytest.mark.parametrize(
    ("slag", "type_", "felt"), PLAN, ids=[f"{s}-{t.__name__}" for s, t, _ in PLAN]
)
def test_a_plan_that_lacks_something_here_is_unknown(
    tmp_path: Path, slag: str, type_: type[Gjenstand], felt: str
) -> None:
    def svar(kart: Kart) -> list[Any]:
        return [getattr(t, felt) for t in finn(grunnlag(hus(HUS), kart=kart), type_).values()]

    her = svar(med_hele_kartet(fil(tmp_path, ting(slag, sloeyfe(*NAER)))))
    borte = svar(med_hele_kartet(fil(tmp_path, ting(slag, sloeyfe(*FJERN)))))
    assert her
    assert all(f"mangler {slag} feil her" in v.grunn.nb for v in her)
    assert borte == svar(med_hele_kartet(KART / "teig_9999.gml"))  # as without the fault
    assert not any("mangler" in v.grunn.nb for v in borte if not er_kjent(v) and v.grunn)


ENHET = {"Matrikkelenhet": {"kommunenummer": "9999", "gardsnummer": 7, "bruksnummer": 7}}
EGEN = {"Matrikkelenhet": {"kommunenummer": "9999", "gardsnummer": 1, "bruksnummer": 2}}
TEIGER: list[tuple[str, dict[str, Any], bool]] = [
    # teig 1/2 reaches from east 430 to 500 and north 312 to 380 (fixtures/kart/teig_9999.gml)
    ("beside it", ting("Teig", sloeyfe(500, 350), matrikkelenhet=ENHET), True),
    ("two metres off", ting("Teig", sloeyfe(502, 350), matrikkelenhet=ENHET), False),
    ("anywhere", ting("Teig", None, matrikkelenhet=ENHET), True),
    ("the own number far off", ting("Teig", sloeyfe(*FJERN), matrikkelenhet=EGEN), True),
]


@pytest.mark.parametrize(
    ("utelatt", "ukjent"), [(t, u) for _, t, u in TEIGER], ids=[n for n, _, _ in TEIGER]
)
def test_a_parcel_left_out_may_be_a_neighbour_or_own_ground(
    tmp_path: Path, utelatt: dict[str, Any], ukjent: bool
) -> None:
    grunn = grunnlag(hus(HUS), kart=med_hele_kartet(fil(tmp_path, utelatt)))
    avstander = [n.avstand for n in finn(grunn, Nabogrense).values()]  # type: ignore[attr-defined]
    assert {er_kjent(a) for a in avstander} == {not ukjent}
    naboer = finn(grunn, Nabovarsling)
    assert ("øvrige naboer" in naboer) is ukjent


@pytest.mark.parametrize(
    ("enhet", "kjent"), [(ENHET, False), (EGEN, True), ({}, False)], ids=["its own", "1/2", "none"]
)
def test_a_property_left_out_is_not_said_to_be_missing_in_the_cadastre(
    tmp_path: Path, enhet: dict[str, Any], kjent: bool
) -> None:
    kart = med_hele_kartet(fil(tmp_path, ting("Teig", sloeyfe(*FJERN), matrikkelenhet=enhet)))
    grunn = grunnlag(hus(HUS), soeker=soeknad("7/7"), kart=kart)
    (eiendom,) = finn(grunn, Byggestedseiendom).values()
    i_kartet = eiendom.i_kartet  # type: ignore[attr-defined]
    if kjent:  # what was left out is another property's: 7/7 is not in the cadastre
        assert i_kartet is False
    else:
        assert "mangler Teig feil" in i_kartet.grunn.nb


def lagret(motor: Engine, *filer: Kartfil) -> Callable[[], Kart]:
    lager = Kartlager(motor)
    for en in (*les_kart([KART], 25832, dato=DATO), *filer):
        lager.importer(PROEVE, en.datasett, en.objekter, NAA)
    return lambda: lager.for_kommune(PROEVE)


def test_the_database_keeps_what_was_left_out(motor: Engine, tmp_path: Path) -> None:
    lest = les(
        fil(
            tmp_path,
            ting("Veglenke", sloeyfe(*NAER), "v1"),
            ting("Teig", None, "t1", matrikkelenhet=ENHET),
        )
    )
    kart = lagret(motor, lest)
    (datasett,) = [d for d in kart().datasett() if d.navn == "lag"]
    assert datasett.utelatt == lest.datasett.utelatt
    assert datasett.utelatt == (
        Utelatt("Veglenke", "v1", (597440.0, 6643350.0, 597450.0, 6643360.0)),
        Utelatt("Teig", "t1", None, ("9999-7/7/0",)),
    )
    assert len(tema_ukjent(kart(), Vegavstand, "mangler Veglenke v1 her")) == 1


def test_a_map_from_before_it_was_kept_is_unknown_until_it_is_imported_again(
    motor: Engine, tmp_path: Path
) -> None:
    kart = lagret(motor)
    assert tema_ukjent(kart(), Vegavstand, "") == []
    with motor.begin() as forbindelse:
        forbindelse.execute(text("UPDATE byg_kart_datasett SET utelatt = NULL"))
    assert len(tema_ukjent(kart(), Vegavstand, "importer det på nytt")) == 1
    lagret(motor)  # the same bytes: this time they are taken once more
    assert tema_ukjent(kart(), Vegavstand, "") == []
    assert all(d.utelatt == () for d in kart().datasett())


def test_two_datasets_are_the_same_file_whatever_was_kept_of_it(tmp_path: Path) -> None:
    ett = les(fil(tmp_path, ting("Veglenke", None))).datasett
    assert ett.utelatt
    assert ett == replace(ett, utelatt=())
    assert hash(ett) == hash(replace(ett, utelatt=None))


def test_an_object_that_is_whole_is_not_left_out(tmp_path: Path) -> None:
    sti = tmp_path / "v.gml"
    sti.write_text(
        samling(
            objekt("Veglenke", "v", kurve("v", linjestykke(rektangel(0, 0, 5, 5))), egenskap="s")
        )
    )
    assert les(sti).datasett.utelatt == ()
