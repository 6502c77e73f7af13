"""The plan on the place: zones under a building, its plan, floor area, small buildings."""

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
    planobjekt,
    planomraade,
    rekt,
    situasjonsplan,
    teig,
)
from hypothesis import given
from hypothesis import strategies as st

from byggsak.domain.bestemmelse import (
    Bestemmelse,
    Bestemmelsessett,
    Bestemmelsesslag,
    Etasjekrav,
)
from byggsak.domain.eiendom import LitenBygning, Utnytting
from byggsak.domain.facts import er_kjent
from byggsak.domain.kart import Kartobjekt
from byggsak.domain.plan import Faresone
from byggsak.domain.plansone import BESTEMMELSESOMRAADE, MIDLERTIDIG_FORBUD, Plangrunnlag, Plansone
from byggsak.domain.situasjonsplan import Parkering
from byggsak.domain.soeknad import Vedlegg
from byggsak.facts.assemble import samle

HUS = rekt(440, 352, 450, 360)
TOMT = rekt(400, 312, 500, 420)
TEIG = teig(TOMT, "1/2")
PLAN = planomraade(TOMT)
FORMAAL = planobjekt("RpArealformålOmråde", TOMT, "f", arealformål="1111")
NABO = teig(rekt(300, 312, 400, 420), "1/3")


def sak(*objekter: Kartobjekt, tiltak: Any = None, **felt: Any) -> Any:
    return grunnlag(tiltak or hus(HUS), kart=kart(TEIG, NABO, PLAN, FORMAAL, *objekter), **felt)


def soner(*objekter: Kartobjekt, **felt: Any) -> list[Any]:
    return list(finn(sak(*objekter, **felt), Plansone).values())


def sone(type_: str, form: Any = HUS, gml_id: str = "s", **felt: str) -> Kartobjekt:
    return planobjekt(type_, form, gml_id, **felt)


@pytest.mark.parametrize(
    ("type_", "felt", "kode"),
    [
        ("RpSikringSone", {"sikring": "140"}, "140"),
        ("RpStøySone", {"støy": "H210"}, "210"),
        ("RpFareSone", {"fare": "360"}, "360"),
        ("RpInfrastrukturSone", {"infrastruktur": "430"}, "430"),
        ("RpAngittHensynSone", {"angittHensyn": "570"}, "570"),
        ("RpBåndleggingSone", {"båndlegging": "730"}, "730"),
        ("RpGjennomføringSone", {"gjennomføring": "810"}, "810"),
        ("RpDetaljeringSone", {"detaljering": "910"}, "910"),
        ("RpBestemmelseOmråde", {}, BESTEMMELSESOMRAADE),
        ("PblMidlForbudMotTiltakOmråde", {}, MIDLERTIDIG_FORBUD),
    ],
)
def test_a_zone_under_the_house_is_told_of_by_its_code(
    type_: str, felt: dict[str, str], kode: str
) -> None:
    (en,) = soner(sone(type_, rekt(445, 352, 470, 360), **felt))
    assert (en.treff, en.kode) == (True, kode)
    assert en.overlapp.verdi == 40
    assert en.bygningstype == "111"
    assert en.dato == date(2026, 6, 1)


@pytest.mark.parametrize("kode", ["310", "320", "370"])
def test_flood_landslide_and_high_voltage_are_another_things(kode: str) -> None:
    (ingen,) = soner(sone("RpFareSone", fare=kode))
    assert ingen.treff is False


@pytest.mark.parametrize(
    "form", [rekt(450, 352, 470, 360), rekt(450.01, 352, 470, 360), rekt(700, 700, 710, 710)]
)
def test_a_zone_that_only_touches_the_house_or_lies_elsewhere_is_not_under_it(form: Any) -> None:
    (ingen,) = soner(sone("RpStøySone", form, støy="210"))
    assert ingen.treff is False
    assert (ingen.soekt_i, ingen.soekt_dato) == ("reguleringsplan.gml", date(2026, 1, 15))


@given(st.decimals(min_value="0.01", max_value="9.99", places=2))
def test_the_part_in_the_zone_is_as_wide_as_the_zone_reaches_in(bredde: Decimal) -> None:
    (en,) = soner(sone("RpStøySone", rekt(430, 350, 440 + float(bredde), 362), støy="210"))
    assert abs(en.overlapp.verdi - 8 * bredde) < Decimal("0.001")


def test_a_zone_of_a_plan_that_is_not_in_force_or_on_another_level_is_not_asked_about() -> None:
    utkast = planomraade(TOMT, "9999_X", planstatus="2")
    for annen in (
        [utkast, planobjekt("RpStøySone", HUS, "s", "9999_X", støy="210")],
        [planobjekt("RpStøySone", HUS, "s", støy="210", vertikalnivå="1")],
    ):
        (ingen,) = soner(*annen)
        assert ingen.treff is False


def test_what_the_zone_does_not_say_is_unknown_with_the_reason() -> None:
    (en,) = soner(sone("RpBåndleggingSone"))
    assert "ingen kode" in en.kode.grunn.nb
    assert "hvor lenge" in en.gyldig_til.grunn.nb
    (med,) = soner(sone("RpBåndleggingSone", båndlegging="710", båndlagtFremTil="2027-05-01"))
    assert med.gyldig_til == date(2027, 5, 1)
    (galt,) = soner(sone("RpBåndleggingSone", båndlegging="710", båndlagtFremTil="neste år"))
    assert not er_kjent(galt.gyldig_til)


def test_an_attached_decision_of_another_authority_is_seen() -> None:
    (uten,) = soner(sone("RpBåndleggingSone", båndlegging="730"))
    vedtak = Vedlegg("UttalelseVedtakAnnenOffentligMyndighet", "v.pdf", 1, "0" * 64, b"x")
    (med,) = soner(sone("RpBåndleggingSone", båndlegging="730"), vedlegg=(vedtak,))
    assert (uten.uttalelse_vedlagt, med.uttalelse_vedlagt) == (False, True)


@pytest.mark.parametrize("type_", [Plansone, Plangrunnlag])
def test_without_a_plan_map_nothing_is_known(type_: type) -> None:
    (en,) = finn(grunnlag(hus(HUS), kart=kart(TEIG, slag=("teig",))), type_).values()
    felt = en.treff if type_ is Plansone else en.har_reguleringsplan
    assert "reguleringsplankart" in felt.grunn.nb


def planen(*objekter: Kartobjekt, **felt: Any) -> Any:
    grunn = grunnlag(hus(HUS), kart=kart(TEIG, *objekter), **felt)
    (en,) = finn(grunn, Plangrunnlag).values()
    return en


@pytest.mark.parametrize(
    ("sagt", "privat"),
    [("Privat", True), ("Foretak", True), ("Offentlig myndighet", False), ("kommunen", False)],
)
def test_who_proposed_the_plan_is_read_where_the_map_says_it_in_words(
    sagt: str, privat: bool
) -> None:
    ting = planen(planomraade(TOMT, plantype="35", forslagsstillerType=sagt), FORMAAL)
    assert (ting.privat, ting.plantype, ting.vedtatt) == (privat, "35", date(2016, 6, 1))


@pytest.mark.parametrize("sagt", ["1", "2", ""])
def test_a_number_for_who_proposed_it_is_no_answer(sagt: str) -> None:
    ting = planen(planomraade(TOMT, plantype="35", forslagsstillerType=sagt), FORMAAL)
    assert "hvem som foreslo" in ting.privat.grunn.nb


def test_a_plan_of_another_status_under_the_house_is_named() -> None:
    annen = planomraade(TOMT, "9999_U", planstatus="6", plannavn="Utsatt")
    borte = planomraade(rekt(700, 700, 800, 800), "9999_B", planstatus="6")
    ting = planen(PLAN, FORMAAL, annen, borte)
    assert (ting.andre_statuser, ting.andre_planer) == (("6",), ("Utsatt",))


BORTE = planomraade(rekt(700, 700, 800, 800))


def plankrav(*verdier: str, ingen: bool = False) -> Any:
    slag = Bestemmelsesslag.PLANKRAV
    krav = tuple(Bestemmelse(slag, Decimal(v), date(2015, 1, 1), "§ 1", 2) for v in verdier)
    sett = Bestemmelsessett(
        "x.toml", "9999", None, "Arealdelen", krav, frozenset([slag] if ingen else [])
    )
    kommune = type(PROEVE)("9999", "Prøvekommunen", 25832, bestemmelser={"9999": sett})
    return planen(BORTE, kommune=kommune)


def test_where_no_plan_covers_the_house_the_municipal_plan_is_asked() -> None:
    ting = plankrav("50", "0")
    assert (ting.har_reguleringsplan, ting.har_plankrav) == (False, True)
    assert (ting.areal_uten_plan, ting.nytt_areal.verdi) == (0, 80)
    assert ting.kilde == "Arealdelen, § 1, s. 2"
    assert plankrav(ingen=True).har_plankrav is False
    assert "9999.toml" in planen(BORTE).har_plankrav.grunn.nb
    assert planen(PLAN, FORMAAL).har_reguleringsplan is True


def utnytting(type_: str, *gamle: Any, parkering: Any = (), **huset: Any) -> Any:
    felt = planobjekt(
        "RpArealformålOmråde", TOMT, "f", arealformål="1111",
        **{"utnytting/RpUtnytting/utnyttingstype": type_,
           "utnytting/RpUtnytting/utnyttingstall": "200"},
    )  # fmt: skip
    huset = {"etasjer": 2, **huset}
    plan = situasjonsplan(hus(HUS, **huset), eksisterende=gamle, parkering=parkering)
    grunn = grunnlag(kart=kart(TEIG, PLAN, felt), situasjonsplan=plan)
    (en,) = finn(grunn, Utnytting).values()
    return en


def test_floor_area_is_that_of_all_that_stands_there_and_the_parking() -> None:
    gammelt = eksisterende(rekt(470, 352, 480, 360), bruksareal=Decimal(60))
    ting = utnytting("17", gammelt, parkering=(Parkering(2),))
    assert ting.bra.verdi == Decimal("148.5") + 60 + 36
    assert ting.bra_grad.verdi == (Decimal("244.5") / 10800 * 100).quantize(Decimal("0.0001"))
    assert ting.etasjehoeyde.verdi == Decimal("2.9")


@pytest.mark.parametrize(
    "ting",
    [
        lambda: utnytting("17", bruksareal=None),
        lambda: utnytting("18", eksisterende(rekt(470, 352, 480, 360))),
        lambda: utnytting("17", parkering=(Parkering(None),)),
    ],
    ids=["the new", "the old", "the parking"],
)
def test_floor_area_that_somebody_left_out_is_unknown(ting: Any) -> None:
    assert not er_kjent(ting().bra)


def test_a_building_to_be_demolished_has_no_floor_area_and_one_elsewhere_does_not_count() -> None:
    revet = rekt(470, 352, 480, 360)
    felt = planobjekt(
        "RpArealformålOmråde", TOMT, "f", arealformål="1111",
        **{"utnytting/RpUtnytting/utnyttingstype": "17",
           "utnytting/RpUtnytting/utnyttingstall": "200"},
    )  # fmt: skip
    plan = situasjonsplan(
        hus(HUS),
        hus(revet, "rives", tiltakstype="39"),
        eksisterende=(
            eksisterende(revet, bruksareal=Decimal(60)),
            eksisterende(rekt(800, 352, 810, 360), "borte"),
        ),
    )
    (en,) = finn(grunnlag(kart=kart(TEIG, PLAN, felt), situasjonsplan=plan), Utnytting).values()
    assert en.bra.verdi == Decimal("148.5")


def test_floor_area_is_not_asked_for_where_the_plan_does_not_limit_it() -> None:
    assert "ikke grensen i bruksareal" in utnytting("16").bra.grunn.nb


def garasjen(**felt: Any) -> list[Any]:
    vanlig = {"bygningstype": "181", "bruksareal": Decimal(38), "gesimshoeyde": Decimal("2.8")}
    garasje = hus(rekt(401.5, 340, 407.5, 347), "garasje", **{**vanlig, **felt})
    return list(finn(sak(tiltak=garasje), LitenBygning).values())


def test_a_garage_is_measured_for_the_exception() -> None:
    (en,) = garasjen()
    assert (en.bygningstype, en.frittliggende) == ("181", True)
    assert (en.avstand.verdi, en.bruksareal.verdi, en.bebygd_areal.verdi) == (
        Decimal("1.5"), 38, 42,
    )  # fmt: skip


def test_a_house_is_not_and_what_is_not_stated_is_unknown() -> None:
    assert garasjen(bygningstype="111") == []
    (en,) = garasjen(bygningstype=None, bruksareal=None, frittliggende=None)
    for felt in (en.bygningstype, en.bruksareal, en.frittliggende):
        assert "ikke oppgitt i situasjonsplanen" in felt.grunn.nb


def test_a_garage_on_ground_nobody_knows_is_unknown() -> None:
    garasje = hus(HUS, bygningstype="181")
    grunn = grunnlag(garasje, kart=kart(slag=("reguleringsplan",)))
    (en,) = finn(grunn, LitenBygning).values()
    assert not er_kjent(en.avstand)


def test_a_kartobjekt_of_a_ban_needs_no_plan() -> None:
    forbud = kartobjekt("PblMidlForbudMotTiltakOmraade", HUS, "b", {"gyldigTil": ("2028-01-01",)})
    (en,) = [g for g in samle(sak(forbud)) if isinstance(g, Plansone)]
    assert (en.kode, en.gyldig_til, en.plan) == (MIDLERTIDIG_FORBUD, date(2028, 1, 1), "b")


def test_the_least_utilisation_is_read_beside_the_type_it_belongs_to() -> None:
    def ting(**felt: Any) -> Any:
        egenskaper = {f"utnytting/RpUtnytting/{n}": v for n, v in felt.items()}
        feltet = planobjekt("RpArealformålOmråde", TOMT, "f", arealformål="1111", **egenskaper)
        return list(finn(grunnlag(hus(HUS), kart=kart(TEIG, PLAN, feltet)), Utnytting).values())

    [uten] = ting(utnyttingstype="16", utnyttingstall="30")
    assert uten.har_minste is False
    [med] = ting(utnyttingstype="16", utnyttingstall="30", utnyttingstall_minimum="20")
    assert (med.har_minste, med.minste) == (True, 20)
    to = ting(
        utnyttingstype=("15", "16"), utnyttingstall=("100", "30"), utnyttingstall_minimum="20"
    )
    assert all(t.har_minste and "ett tall" in t.minste.grunn.nb for t in to)


def test_storeys_are_held_against_what_somebody_has_read() -> None:
    krav = Bestemmelse(Bestemmelsesslag.ETASJER, Decimal(2), date(2016, 6, 1), "§ 3", 2)
    sett = Bestemmelsessett("x.toml", "9999", "9999_P9", "Bestemmelsene", (krav,))
    kommune = type(PROEVE)("9999", "Prøvekommunen", 25832, bestemmelser={"9999_P9": sett})
    (tre,) = finn(sak(tiltak=hus(HUS, etasjer=3), kommune=kommune), Etasjekrav).values()
    assert (tre.grense, tre.maalt.verdi, tre.maalt.enhet) == (2, 3, "etasjer")
    (ingen,) = finn(sak(kommune=kommune), Etasjekrav).values()
    assert "situasjonsplanen" in ingen.maalt.grunn.nb


def test_a_hazard_zone_knows_what_kind_of_building_stands_in_it() -> None:
    flom = finn(sak(sone("RpFareSone", fare="320")), Faresone)["hus, flom"]
    assert (flom.bygningstype, flom.overlapp.verdi) == ("111", 80)
    ukjent = finn(sak(tiltak=hus(HUS, bygningstype=None)), Faresone)["hus, flom"]
    assert not er_kjent(ukjent.bygningstype)
