"""What lies round the building: sea, road, rail, heritage, lines, other buildings, hazard."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from facts_helpers import (
    PROEVE,
    eksisterende,
    finn,
    grunnlag,
    hus,
    kart,
    kartobjekt,
    linje,
    planobjekt,
    planomraade,
    rekt,
    teig,
    utstikk,
)
from shapely.geometry.base import BaseGeometry

from byggsak.domain.facts import Gjenstand, er_kjent
from byggsak.domain.kart import Kartobjekt
from byggsak.domain.omgivelser import (
    Aktsomhet,
    Bygningsavstand,
    Kulturminneavstand,
    Ledningsavstand,
    Sporavstand,
    Strandavstand,
    Vegavstand,
    Vegkryss,
)
from byggsak.domain.situasjonsplan import Bygning
from byggsak.domain.soeknad import Vedlegg
from byggsak.domain.tema import Tema
from byggsak.facts.basis import Grunnlag

HUS = rekt(440, 352, 450, 360)
EIENDOM = teig(rekt(400, 312, 500, 420), "1/2")


def objekt(type_: str, form: BaseGeometry, id_: str = "o1", **felt: str) -> Kartobjekt:
    return kartobjekt(type_, form, id_, {k: (v,) for k, v in felt.items()})


def rundt(*objekter: Kartobjekt, tema: tuple[Tema, ...], bygg: Any = None) -> Grunnlag:
    """The house at (440..450, 352..360) with the objects round it and these layers loaded."""
    slag = ("teig", "reguleringsplan", *(t.value for t in tema))
    return grunnlag(bygg or hus(HUS), kart=kart(EIENDOM, *objekter, slag=slag))


def en(grunn: Grunnlag, type_: type[Gjenstand]) -> Any:
    (ting,) = finn(grunn, type_).values()
    return ting


MAALT = [
    (Strandavstand, Tema.SJOE, "Kystkontur"),
    (Vegavstand, Tema.VEG, "Veglenke"),
    (Sporavstand, Tema.BANE, "Spormidt"),
    (Kulturminneavstand, Tema.KULTURMINNE, "Enkeltminne"),
    (Bygningsavstand, Tema.BYGNING, "Bygning"),
]


@pytest.mark.parametrize(("type_", "tema", "slag"), MAALT)
def test_a_layer_that_is_not_loaded_is_unknown_and_says_so(
    type_: type[Gjenstand], tema: Tema, slag: str
) -> None:
    ting = en(rundt(tema=()), type_)
    assert "ikke lastet noe kart over" in ting.naer.grunn.nb
    assert ting.sted.gml_id == "hus"


@pytest.mark.parametrize(("type_", "tema", "slag"), MAALT)
def test_a_loaded_layer_with_nothing_near_says_where_it_was_searched(
    type_: type[Gjenstand], tema: Tema, slag: str
) -> None:
    ting = en(rundt(tema=(tema,)), type_)
    assert ting.naer is False
    assert (ting.soekt_i, ting.soekt_dato) == (f"{tema}.gml", date(2026, 1, 15))
    assert not er_kjent(ting.avstand)


@pytest.mark.parametrize(("type_", "tema", "slag"), MAALT)
def test_a_municipality_that_has_none_of_it_is_not_asked(
    type_: type[Gjenstand], tema: Tema, slag: str
) -> None:
    kommune = replace(PROEVE, parametre={"tema_uten_forekomst": [tema.value]})
    assert finn(replace(rundt(tema=()), kommune=kommune), type_) == {}


@pytest.mark.parametrize(("type_", "tema", "slag"), MAALT)
def test_the_distance_is_the_shortest_with_the_accuracy_of_the_object(
    type_: type[Gjenstand], tema: Tema, slag: str
) -> None:
    naer = objekt(slag, linje((475, 300), (475, 420)), "naer", nøyaktighet="25")
    fjern = objekt(slag, linje((400, 450), (500, 450)), "fjern")
    ting = en(rundt(naer, fjern, tema=(tema,)), type_)
    assert ting.naer is True
    assert (ting.avstand.verdi, ting.avstand.usikkerhet) == (Decimal("25.0000"), Decimal("0.25"))
    (x0, _), (x1, _) = ting.sted.geometri["coordinates"]
    assert (x0, x1) == (597450.0, 597475.0)


@pytest.mark.parametrize(("type_", "tema", "slag"), MAALT)
def test_an_object_that_states_no_accuracy_has_the_number_of_the_project(
    type_: type[Gjenstand], tema: Tema, slag: str
) -> None:
    ting = en(rundt(objekt(slag, linje((475, 300), (475, 420))), tema=(tema,)), type_)
    assert ting.avstand.usikkerhet == Decimal("1.0")


@pytest.mark.parametrize(("meter", "naer"), [(105, True), (106, False)])
def test_the_search_reaches_a_little_beyond_the_widest_belt_of_the_law(
    meter: float, naer: bool
) -> None:
    strand = objekt("Kystkontur", linje((450 + meter, 300), (450 + meter, 420)))
    assert en(rundt(strand, tema=(Tema.SJOE,)), Strandavstand).naer is naer


def test_protruding_parts_are_measured_too() -> None:
    strand = objekt("Kystkontur", linje((475, 300), (475, 420)))
    bygg = hus(HUS, utstikkende=(utstikk("balkong", rekt(450, 354, 452, 358)),))
    ting = en(rundt(strand, tema=(Tema.SJOE,), bygg=bygg), Strandavstand)
    assert ting.avstand.verdi == Decimal("23.0000")


def test_a_building_in_the_sea_is_nought_metres_from_it() -> None:
    hav = objekt("Havflate", rekt(400, 300, 600, 500))
    assert en(rundt(hav, tema=(Tema.SJOE,)), Strandavstand).avstand.verdi == 0


@pytest.mark.parametrize(
    ("byggegrense", "finnes"),
    [
        (linje((460, 300), (460, 420)), True),  # between house and sea
        (linje((430, 300), (430, 420)), False),  # behind the house
        (linje((400, 340), (500, 340)), False),  # towards the road, at right angles to the sea
    ],
)
def test_a_building_line_counts_only_where_it_runs_between_the_house_and_the_sea(
    byggegrense: BaseGeometry, finnes: bool
) -> None:
    plan = (
        planomraade(rekt(400, 300, 500, 420)),
        planobjekt("RpJuridiskLinje", byggegrense, "bg", juridisklinje="1211"),
        objekt("Kystkontur", linje((475, 300), (475, 420)), "kyst"),
    )
    assert en(rundt(*plan, tema=(Tema.SJOE,)), Strandavstand).planen_har_byggegrense is finnes


def vei(form: BaseGeometry, kategori: str | None = "K", id_: str = "v", **felt: str) -> Kartobjekt:
    if kategori is not None:
        felt["vegkategori"] = kategori
    alle = {k: (v,) for k, v in {"nøyaktighet": "0", **felt}.items()}
    return kartobjekt("Veglenke", form, id_, alle)


SOER = linje((300, 320), (600, 320))  # 32 m south of the house


@pytest.mark.parametrize(
    ("kategori", "felt", "klasse"),
    [
        ("E", {}, "riksveg"),
        ("R", {"typeVeg": "enkelBilveg"}, "riksveg"),
        ("F", {}, "fylkesveg"),
        ("K", {}, "kommunal"),
        ("k", {}, "kommunal"),
        ("P", {}, "privat"),
        ("S", {}, "privat"),
        ("R", {"typeVeg": "gangOgSykkelveg"}, "gang_sykkel"),
        ("K", {"typeVeg": "Gang- og sykkelveg", "navn": "x"}, "kommunal"),
        ("P", {"typeVeg": "gangveg"}, "privat"),
        (None, {"vegsystemreferanse": "FV 123 S1D1"}, "fylkesveg"),
    ],
)
def test_a_road_has_the_class_of_its_category_and_type(
    kategori: str | None, felt: dict[str, str], klasse: str
) -> None:
    grunn = rundt(vei(SOER, kategori, **felt), tema=(Tema.VEG,))
    assert en(grunn, Vegavstand).vegklasse == klasse


@pytest.mark.parametrize(
    ("kategori", "grunn"),
    [("X", "vegkategorien «X» er ukjent"), (None, "kartet oppgir ikke vegkategorien")],
)
def test_an_unknown_category_is_kept_and_said(kategori: str | None, grunn: str) -> None:
    ting = en(rundt(vei(SOER, kategori), tema=(Tema.VEG,)), Vegavstand)
    assert ting.vegklasse.grunn.nb == grunn
    assert ting.avstand.verdi == Decimal("32.0000")


@pytest.mark.parametrize("type_", ["fortau", "sti", "traktorveg", "bilferje", "gangfelt"])
def test_what_is_no_road_of_its_own_is_not_measured(type_: str) -> None:
    grunn = rundt(vei(SOER, "K", typeVeg=type_), tema=(Tema.VEG,))
    assert en(grunn, Vegavstand).naer is False


def test_each_class_of_road_is_its_own_question_and_the_nearest_answers() -> None:
    grunn = rundt(
        vei(SOER, "F", "fv", navn="Fylkesveien"),
        vei(linje((300, 310), (600, 310)), "F", "fv2"),
        vei(linje((300, 330), (600, 330)), "F", "gs", typeVeg="gangOgSykkelveg"),
        tema=(Tema.VEG,),
    )
    svar = {v.vegklasse: v.avstand.verdi for v in finn(grunn, Vegavstand).values()}
    assert svar == {"fylkesveg": Decimal("32.0000"), "gang_sykkel": Decimal("22.0000")}


def test_a_building_line_between_house_and_road_is_the_plans() -> None:
    grunn = rundt(
        planomraade(rekt(400, 300, 500, 420)),
        planobjekt("RpJuridiskLinje", linje((400, 340), (500, 340)), "bg", juridisklinje="1211"),
        vei(SOER),
        tema=(Tema.VEG,),
    )
    assert en(grunn, Vegavstand).planen_har_byggegrense is True


# The house is 10 m north of the road along y = 342 and 10 m east of the road along x = 430
LANGS = linje((200, 342), (700, 342))
OPP = linje((430, 342), (430, 500))


def kryssgrunnlag(*veger: Kartobjekt) -> Any:
    return en(rundt(*veger, tema=(Tema.VEG,)), Vegkryss)


def test_a_house_in_the_corner_of_two_municipal_roads_is_over_the_line_at_forty_metres() -> None:
    # The line runs from (470, 342) to (430, 382); the corner (440, 352) is 20/√2 m inside it
    ting = kryssgrunnlag(vei(LANGS, "K", "a"), vei(OPP, "K", "b"))
    assert ting.naer is True
    assert ting.inntrengning.verdi == Decimal("14.1421")
    assert ting.vegklasse == "kommunal"
    assert ting.sted.geometri["type"] == "Polygon"


def test_a_county_road_in_the_crossing_draws_the_line_at_sixty_metres() -> None:
    ting = kryssgrunnlag(vei(LANGS, "F", "a"), vei(OPP, "K", "b"))
    assert ting.inntrengning.verdi == Decimal("28.2843")  # 40/√2
    assert ting.vegklasse == "fylkesveg"


def test_the_same_crossing_whole_or_cut_at_the_node_is_the_same() -> None:
    delt = kryssgrunnlag(
        vei(linje((200, 342), (430, 342)), "K", "a"),
        vei(linje((430, 342), (700, 342)), "K", "c"),
        vei(linje((430, 500), (430, 342)), "K", "b"),
    )
    assert delt.inntrengning.verdi == Decimal("14.1421")


@pytest.mark.parametrize(
    "veger",
    [
        [vei(LANGS, "K", "a"), vei(OPP, "P", "b")],  # a private road
        [vei(LANGS, "K", "a"), vei(OPP, "K", "b", medium="U")],  # a tunnel under it
        [vei(LANGS, "K", "a"), vei(linje((430, 345), (430, 500)), "K", "b")],  # they do not meet
        [vei(LANGS, "K", "a")],
        # one road that turns a corner
        [vei(linje((200, 342), (430, 342)), "K", "a"), vei(OPP, "K", "b")],
    ],
)
def test_what_is_no_crossing_of_public_roads_has_no_line(veger: list[Kartobjekt]) -> None:
    assert kryssgrunnlag(*veger).naer is False


def test_a_leg_too_short_for_the_law_leaves_the_line_to_a_person() -> None:
    ting = kryssgrunnlag(vei(LANGS, "K", "a"), vei(linje((430, 342), (430, 360)), "K", "b"))
    assert "kortere i kartet" in ting.inntrengning.grunn.nb


@pytest.mark.parametrize("status", [None, "I", "i bruk"])
def test_a_track_in_use_or_that_says_nothing_is_in_operation(status: str | None) -> None:
    felt = {} if status is None else {"jernbanestatus": status}
    spor = objekt("Spormidt", SOER, **felt)
    assert en(rundt(spor, tema=(Tema.BANE,)), Sporavstand).i_drift is True


def test_a_track_of_another_state_is_kept_and_its_code_said() -> None:
    spor = objekt("Spormidt", SOER, jernbanestatus="N")
    ting = en(rundt(spor, tema=(Tema.BANE,)), Sporavstand)
    assert ting.avstand.verdi == Decimal("32.0000")
    assert "«N»" in ting.i_drift.grunn.nb


def vedlegg(type_: str) -> Vedlegg:
    return Vedlegg(type_, f"{type_}.pdf", 1, "0" * 64)


def test_a_decision_by_another_authority_is_seen() -> None:
    grunn = rundt(
        objekt("Spormidt", SOER),
        vei(SOER),
        objekt("Enkeltminne", SOER, "minne", vernetype="AUT"),
        tema=(Tema.BANE, Tema.VEG, Tema.KULTURMINNE),
    )
    med = replace(grunn, vedlegg=(vedlegg("UttalelseVedtakAnnenOffentligMyndighet"),))
    for type_ in (Sporavstand, Vegavstand, Kulturminneavstand):
        assert en(grunn, type_).tillatelse_vedlagt is False
        assert en(med, type_).tillatelse_vedlagt is True


@pytest.mark.parametrize(
    ("type_", "kode", "vern"),
    [
        ("Enkeltminne", "AUT", "automatisk"),
        ("Lokalitet", "aut", "automatisk"),
        ("Enkeltminne", "VED", "vedtak"),
        ("Enkeltminne", "FOR", "vedtak"),
        ("Enkeltminne", "UAV", "uavklart"),
        ("Enkeltminne", None, "uavklart"),
        ("Enkeltminne", "XYZ", "annet"),
        ("Sikringssone", None, "sikringssone"),
        ("KulturminneSikringssone", "AUT", "sikringssone"),
    ],
)
def test_a_heritage_object_has_the_protection_its_code_says(
    type_: str, kode: str | None, vern: str
) -> None:
    felt = {} if kode is None else {"vernetype": kode}
    minne = objekt(type_, rekt(455, 352, 460, 360), **felt)
    assert en(rundt(minne, tema=(Tema.KULTURMINNE,)), Kulturminneavstand).vern == vern


def test_each_kind_of_protection_is_its_own_question() -> None:
    grunn = rundt(
        objekt("Enkeltminne", rekt(455, 352, 460, 360), "haug", vernetype="AUT", navn="Haugen"),
        objekt("Sikringssone", rekt(448, 345, 467, 367), "sone", navn="Haugen"),
        tema=(Tema.KULTURMINNE,),
    )
    svar = {k.vern: k for k in finn(grunn, Kulturminneavstand).values()}
    assert svar["automatisk"].avstand.verdi == Decimal("5.0000")
    assert svar["automatisk"].overlapp.verdi == 0
    assert svar["sikringssone"].overlapp.verdi == Decimal("16.0000")  # 2 m by 8 m of the house
    assert svar["sikringssone"].sted.geometri["type"] == "Polygon"


@pytest.mark.parametrize(
    ("type_", "slag", "avklaring"),
    [
        ("Kraftledning", "kraft", "AvklaringHoyspent"),
        ("Luftledning", "kraft", "AvklaringHoyspent"),
        ("Vannledning", "vann_avloep", "AvklaringVA"),
        ("Overvannsledning", "vann_avloep", "AvklaringVA"),
    ],
)
def test_the_nearest_line_of_each_kind_and_its_owners_clarification(
    type_: str, slag: str, avklaring: str
) -> None:
    grunn = rundt(objekt(type_, linje((452, 300), (452, 420))), tema=(Tema.KRAFT, Tema.VANN_AVLOEP))
    med = replace(grunn, vedlegg=(vedlegg(avklaring),))
    for fra, vedlagt in ((grunn, False), (med, True)):
        svar = {li.slag: li for li in finn(fra, Ledningsavstand).values()}
        assert svar[slag].avstand.verdi == Decimal("2.0000")
        assert svar[slag].avklaring_vedlagt is vedlagt
        assert [li.naer for s, li in svar.items() if s != slag] == [False]


def test_one_layer_of_lines_that_is_missing_leaves_the_other_known() -> None:
    svar = {li.slag: li for li in finn(rundt(tema=(Tema.KRAFT,)), Ledningsavstand).values()}
    assert svar["kraft"].naer is False
    assert not er_kjent(svar["vann_avloep"].naer)


@pytest.mark.parametrize(
    ("type_", "slag"),
    [
        ("FlomAktsomhetOmr", "flom"),
        ("SteinsprangAktsomhetOmr", "skred"),
    ],
)
def test_an_awareness_area_is_measured_under_the_footprint(type_: str, slag: str) -> None:
    sone = objekt(type_, rekt(400, 300, 442, 420))
    svar = {a.slag: a for a in finn(rundt(sone, tema=(Tema.AKTSOMHET,)), Aktsomhet).values()}
    assert svar[slag].overlapp.verdi == Decimal("16.0000")
    assert [a.naer for s, a in svar.items() if s != slag] == [False]


def test_an_area_that_does_not_say_which_hazard_is_both() -> None:
    sone = objekt("Aktsomhetsområde", rekt(400, 300, 442, 420))
    svar = finn(rundt(sone, tema=(Tema.AKTSOMHET,)), Aktsomhet).values()
    assert [(a.slag, a.overlapp.verdi) for a in svar] == [("flom", 16), ("skred", 16)]


def bygg(form: BaseGeometry, navn: str = "nabo", **felt: str) -> Kartobjekt:
    return objekt("Bygning", form, navn, nøyaktighet="0", **felt)


@pytest.mark.parametrize("status", [None, "TB", "FA", "MB", "XX"])
def test_a_neighbours_building_stands_whatever_its_code_unless_it_says_otherwise(
    status: str | None,
) -> None:
    felt = {} if status is None else {"bygningsstatus": status}
    ting = en(rundt(bygg(rekt(455, 352, 465, 360), **felt), tema=(Tema.BYGNING,)), Bygningsavstand)
    assert ting.avstand.verdi == Decimal("5.0000")
    assert ting.paa_tomten is False


@pytest.mark.parametrize("status", ["RA", "IG", "BR", "BA", "BF", "IP", "GR"])
def test_a_building_that_is_not_there_is_no_neighbour(status: str) -> None:
    nabo = bygg(rekt(455, 352, 465, 360), bygningsstatus=status)
    assert en(rundt(nabo, tema=(Tema.BYGNING,)), Bygningsavstand).naer is False


def med_plan(*eldre: Bygning, nye: tuple[Bygning, ...] = (hus(HUS),), kartet: Any = ()) -> Any:
    grunn = rundt(*kartet, tema=(Tema.BYGNING,))
    plan = replace(grunn.situasjonsplan, tiltak=nye, eksisterende=eldre)
    return finn(replace(grunn, situasjonsplan=plan), Bygningsavstand)


def test_a_building_in_both_plan_and_map_is_the_plans() -> None:
    gammelt = rekt(455, 352, 465, 360)
    svar = med_plan(eksisterende(gammelt), kartet=(bygg(gammelt),))
    assert {(s.paa_tomten, s.naer) for s in svar.values()} == {(True, True), (False, False)}
    assert svar["hus mot gammelt"].avstand.verdi == Decimal("5.0000")


def test_two_new_buildings_are_each_others_neighbours() -> None:
    bod = hus(rekt(451, 352, 455, 356), "bod", bygningstype="181", bruksareal=Decimal(16))
    svar = med_plan(nye=(hus(HUS), bod))
    assert svar["bod mot hus"].avstand.verdi == svar["hus mot bod"].avstand.verdi == Decimal(1)
    assert svar["bod mot hus"].liten_frittliggende is True
    assert svar["hus mot bod"].liten_frittliggende is False


def test_what_is_extended_or_demolished_is_no_other_building() -> None:
    tilbygg = hus(HUS, tiltakstype="22", frittliggende=False)
    gammelt = rekt(450, 352, 460, 360)
    assert "hus mot gammelt" not in med_plan(eksisterende(gammelt), nye=(tilbygg,))
    naer = rekt(453, 352, 460, 360)
    rives = hus(naer, "rives", tiltakstype="39")
    svar = med_plan(eksisterende(naer), nye=(hus(HUS), rives), kartet=(bygg(naer),))
    assert [s.naer for s in svar.values()] == [False]


def test_a_house_outside_the_corner_is_so_far_from_it() -> None:
    # The line runs from (370, 342) to (330, 382); the house is west of none of it
    ting = kryssgrunnlag(vei(LANGS, "K", "a"), vei(linje((330, 342), (330, 500)), "K", "b"))
    assert ting.naer is True
    assert ting.inntrengning.verdi == Decimal("-70.7107")  # to (370, 342): (70, 10)
    assert ting.sted.geometri["type"] == "LineString"


def test_a_short_leg_is_no_doubt_for_a_house_outside_the_corner() -> None:
    kort = linje((330, 342), (330, 350))
    ting = kryssgrunnlag(vei(LANGS, "K", "a"), vei(kort, "K", "b"))
    assert ting.inntrengning.verdi < 0
