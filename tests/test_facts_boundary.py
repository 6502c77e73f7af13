"""Nabogrense from the synthetic municipality: hand-computed distances, accuracy, exceptions."""

from dataclasses import replace
from decimal import Decimal

import pytest
from facts_helpers import (
    eksisterende,
    fasade,
    finn,
    gjenpart,
    grunnlag,
    hus,
    kart,
    linje,
    nabo,
    planobjekt,
    planomraade,
    rekt,
    situasjonsplan,
    soeknad,
    teig,
    utstikk,
)

from byggsak.domain.eiendom import Nabogrense
from byggsak.domain.facts import Maal, UkjentFaktum, er_kjent


def grenser(*tiltak, **felt) -> dict[str, Nabogrense]:
    return finn(grunnlag(*tiltak, **felt), Nabogrense)  # type: ignore[return-value]


def meter(verdi: str, usikkerhet: str = "0") -> Maal:
    return Maal(Decimal(verdi), Decimal(usikkerhet), "m")


PAA_1_2 = rekt(440, 352, 450, 360)


def test_the_demo_house_towards_each_of_its_neighbours() -> None:
    svar = grenser(hus(PAA_1_2))
    assert {navn: g.avstand for navn, g in svar.items()} == {
        "hus mot 1/1": meter("10.0000", "0.5"),  # teig 2 of 1/1 is yellow
        "hus mot 1/9": meter("10.7703"),  # sqrt(10² + 4²)
        "hus mot 1/3": meter("12.2066"),  # sqrt(10² + 7²)
        "hus mot 1/10": meter("40.0000", "2.0"),  # the road's parcel is red
        "hus mot grense uten registrert nabo": meter("20.0000"),
    }


def test_the_evidence_is_the_shortest_line() -> None:
    sted = grenser(hus(PAA_1_2))["hus mot 1/3"].sted
    assert sted.geometri == {
        "type": "LineString",
        "coordinates": [[597450.0, 6643352.0], [597460.0, 6643345.0]],
    }
    assert (sted.epsg, sted.gml_id, sted.linje, sted.dokument) == (25832, "hus", 7, "plan.gml")


def test_the_edge_of_the_hole_that_another_property_lies_in_is_a_boundary() -> None:
    svar = grenser(hus(rekt(464, 347, 472, 355)))
    assert svar["hus mot 1/3"].avstand == meter("2.0000")


def test_both_parcels_of_a_split_property_have_the_path_as_boundary() -> None:
    soeker = soeknad("1/1")
    assert grenser(hus(rekt(410, 330, 420, 343)), soeker=soeker)["hus mot 1/9"].avstand == meter(
        "3.0000"
    )
    nord = grenser(hus(rekt(410, 350, 420, 360)), soeker=soeker)["hus mot 1/9"]
    assert nord.avstand == meter("2.0000", "0.5")  # from the yellow parcel


def test_the_edge_towards_another_property_of_the_application_is_for_a_person() -> None:
    hjoernehus = hus(rekt(432, 350, 440, 358))  # 2 m from 1/1
    assert grenser(hjoernehus)["hus mot 1/1"].skriftlig_samtykke is False
    begge = grenser(hjoernehus, soeker=soeknad("1/1", "1/2"))
    assert "hus mot 1/1" not in begge
    egen = begge["hus mot 1/1 (i søknaden)"]
    assert egen.avstand == meter("2.0000", "0.5")
    with pytest.raises(UkjentFaktum, match="til de er sammenføyd"):
        bool(egen.skriftlig_samtykke)


def test_a_building_across_a_boundary_is_nought_metres_from_it() -> None:
    svar = grenser(hus(rekt(425, 352, 435, 360)))
    assert svar["hus mot 1/1"].avstand.verdi == 0


def test_a_building_wholly_on_the_neighbours_ground_is_nought_metres_from_it() -> None:
    svar = grenser(hus(rekt(405, 352, 415, 360)))
    assert svar["hus mot 1/1"].avstand.verdi == 0


def test_a_facade_with_its_own_height_has_its_own_boundary() -> None:
    vegg = fasade(linje((440, 352), (440, 360)), "9.00", "hus.vest")
    svar = grenser(hus(PAA_1_2, fasader=(vegg,)))
    assert svar["hus.vest mot 1/1"].hoeyde == Maal(Decimal("9.00"))
    assert svar["hus mot 1/3"].hoeyde == Maal(Decimal("5.80"))
    assert "hus mot 1/1" not in svar  # the low façades do not face 1/1


def test_a_balcony_adds_only_towards_the_neighbour_it_faces() -> None:
    balkong = utstikk("balkong", rekt(438.2, 354, 440, 358), fri="2.6")
    terrasse = utstikk("terrasse", rekt(450, 354, 455, 358), over="0.3")
    svar = grenser(hus(PAA_1_2, utstikkende=(balkong, terrasse)))
    assert svar["hus mot 1/1"].tillegg == Decimal("0.8")
    assert svar["hus mot 1/3"].tillegg == 0


def test_a_building_that_is_demolished_and_one_that_stands_are_not_tested() -> None:
    rives = hus(rekt(431, 340, 435, 345), "rives", tiltakstype="39")
    grunn = grunnlag(hus(PAA_1_2), rives)
    plan = replace(grunn.situasjonsplan, eksisterende=(eksisterende(rekt(431, 320, 435, 325)),))
    navn = finn(replace(grunn, situasjonsplan=plan), Nabogrense)
    assert all(n.startswith("hus mot") for n in navn)


def test_an_unstated_height_is_unknown_and_says_so() -> None:
    grense = grenser(hus(PAA_1_2, gesimshoeyde=None))["hus mot 1/1"]
    with pytest.raises(UkjentFaktum, match="ikke oppgitt i situasjonsplanen"):
        bool(grense.hoeyde > 4)


def test_the_building_line_along_the_road_sets_the_distance_there_and_nowhere_else() -> None:
    svar = grenser(hus(rekt(432, 317, 440, 325)))
    assert {n: g.plan_fastsetter_avstand for n, g in svar.items()} == {
        "hus mot 1/1": False,
        "hus mot 1/9": False,
        "hus mot 1/3": False,
        "hus mot 1/10": True,
        "hus mot grense uten registrert nabo": False,
    }


def test_the_line_that_follows_the_edge_of_the_plan_sets_the_distance_there() -> None:
    svar = grenser(hus(rekt(485, 345, 495, 353)))
    assert svar["hus mot grense uten registrert nabo"].plan_fastsetter_avstand is True


GARASJE = {"bygningstype": "181", "bruksareal": Decimal(38)}


@pytest.mark.parametrize(
    ("felt", "svar"),
    [
        (GARASJE, True),
        ({**GARASJE, "frittliggende": False}, False),
        ({**GARASJE, "bruksareal": Decimal("50.1")}, False),
        ({**GARASJE, "bruksareal": Decimal(50)}, True),
        ({"bygningstype": "111", "bruksareal": None}, False),
    ],
)
def test_what_a_small_detached_garage_is(felt: dict, svar: bool) -> None:
    grense = grenser(hus(rekt(431.5, 320, 437.5, 327), **felt))["hus mot 1/1"]
    assert grense.avstand == meter("1.5000")
    assert grense.liten_frittliggende is svar


@pytest.mark.parametrize("felt", ["frittliggende", "bygningstype", "bruksareal"])
def test_a_garage_that_does_not_state_it_is_neither_small_nor_large(felt: str) -> None:
    grense = grenser(hus(rekt(431.5, 320, 437.5, 327), **{**GARASJE, felt: None}))["hus mot 1/1"]
    assert not er_kjent(grense.liten_frittliggende)


def test_a_footprint_over_the_limit_is_not_small_whatever_the_floor_area_says() -> None:
    grense = grenser(hus(rekt(431.5, 320, 439.5, 327), **GARASJE))["hus mot 1/1"]  # 56 m²
    assert grense.liten_frittliggende is False


def test_an_extension_counts_with_the_garage_it_stands_against() -> None:
    tilbygg = hus(rekt(437.5, 320, 440, 327), tiltakstype="22", **{**GARASJE, "bruksareal": 15})
    garasje = eksisterende(rekt(431.5, 320, 437.5, 327), bruksareal=Decimal(38))
    grunn = grunnlag(tilbygg)
    plan = replace(grunn.situasjonsplan, eksisterende=(garasje,))
    grense = finn(replace(grunn, situasjonsplan=plan), Nabogrense)["hus mot 1/1"]
    assert grense.liten_frittliggende is False  # 38 + 15 m²


@pytest.mark.parametrize(
    ("naboer", "svar"),
    [
        ([nabo("1/1", samtykke=True)], True),
        ([nabo("1/1", samtykke=True), nabo("1/1", samtykke=None)], False),
        ([nabo("1/3", samtykke=True)], False),
        ([], False),
    ],
)
def test_consent_is_everyones_who_answers_for_the_property(naboer: list, svar: bool) -> None:
    soeker = soeknad("1/2", gjenpart=gjenpart(*naboer))
    assert grenser(hus(PAA_1_2), soeker=soeker)["hus mot 1/1"].skriftlig_samtykke is svar


def test_properties_that_overlap_in_the_map_leave_the_distance_unknown() -> None:
    overlappende = kart(teig(rekt(0, 0, 50, 50), "1/2"), teig(rekt(45, 0, 90, 50), "1/1"))
    grense = grenser(hus(rekt(30, 10, 42, 20)), kart=overlappende)["hus mot 1/1"]
    with pytest.raises(UkjentFaktum, match="overlapper"):
        bool(grense.avstand.verdi)


def test_a_leased_plot_is_bounded_by_the_ground_round_it() -> None:
    grunn = rekt(0, 0, 100, 100)
    tomt = rekt(40, 40, 60, 60)
    festekart = kart(teig(grunn.difference(tomt), "1/2"), teig(tomt, "1/2/3"))
    svar = grenser(hus(rekt(43, 45, 50, 52)), soeker=soeknad("1/2/3"), kart=festekart)
    assert svar["hus mot 1/2"].avstand == meter("3.0000")


def test_a_boundary_of_unknown_accuracy_is_as_unsure_as_a_red_one() -> None:
    uten_klasse = kart(teig(rekt(0, 0, 50, 50), "1/2"), teig(rekt(50, 0, 90, 50), "1/1", None))
    assert grenser(hus(rekt(30, 10, 42, 20)), kart=uten_klasse)["hus mot 1/1"].avstand == meter(
        "8.0000", "2.0"
    )


def test_a_plan_that_is_not_in_force_sets_no_distance() -> None:
    stedet = rekt(0, 0, 90, 50)
    teiger = teig(rekt(0, 0, 50, 50), "1/2"), teig(rekt(50, 0, 90, 50), "1/1")
    byggegrense = planobjekt(
        "RpJuridiskLinje", linje((46, -5), (46, 55)), "l", juridisklinje="1211"
    )
    i_kraft = kart(*teiger, planomraade(stedet), byggegrense)
    framtidig = kart(*teiger, planomraade(stedet, fra="2026-06-02"), byggegrense)
    ikke_vedtatt = kart(*teiger, planomraade(stedet, planstatus="2"), byggegrense)
    under_bakken = kart(*teiger, planomraade(stedet, vertikalnivå="1"), byggegrense)
    svar = [
        grenser(hus(rekt(30, 10, 42, 20)), kart=k)["hus mot 1/1"].plan_fastsetter_avstand
        for k in (i_kraft, framtidig, ikke_vedtatt, under_bakken)
    ]
    assert svar == [True, False, False, False]


def test_without_a_plan_map_nobody_knows_whether_a_plan_sets_the_distance() -> None:
    bare_teiger = kart(
        teig(rekt(0, 0, 50, 50), "1/2"), teig(rekt(50, 0, 90, 50), "1/1"), slag=("teig",)
    )
    grense = grenser(hus(rekt(30, 10, 42, 20)), kart=bare_teiger)["hus mot 1/1"]
    with pytest.raises(UkjentFaktum, match="reguleringsplankart"):
        bool(grense.plan_fastsetter_avstand)
    assert grense.avstand == meter("8.0000")


def test_a_situation_plan_in_another_zone_is_measured_in_the_maps_zone() -> None:
    from byggsak.geometry.measure_crs import i_system

    i_33 = i_system(situasjonsplan(hus(PAA_1_2)), 25833)
    svar = finn(grunnlag(situasjonsplan=i_33), Nabogrense)
    assert svar["hus mot 1/1"].avstand == meter("10.0000", "0.5")  # 10.006 m in zone 33
