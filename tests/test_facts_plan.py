"""Land use, utilisation, building lines, heights and hazard zones of the synthetic plans."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from facts_helpers import (
    eksisterende,
    finn,
    grunnlag,
    hus,
    kart,
    linje,
    planobjekt,
    planomraade,
    rekt,
    soeknad,
    teig,
    utstikk,
)

from byggsak.domain.eiendom import Arealregnskap, Byggverkshoeyde, Fotavtrykk, Utnytting
from byggsak.domain.facts import Maal, UkjentFaktum, er_kjent
from byggsak.domain.plan import Arealformaal, Byggegrense, Faresone
from byggsak.domain.situasjonsplan import Parkering
from byggsak.domain.soeknad import Arealdisponering, Risiko, Vedlegg

PAA_1_2 = rekt(440, 352, 450, 360)
PAA_1_1 = rekt(406, 320, 416, 328)


def m2(verdi: str) -> Maal:
    return Maal(Decimal(verdi), enhet="m2")


def en(grunn, type_):
    [ting] = finn(grunn, type_).values()
    return ting


def med(grunn, **felt):
    return replace(grunn, situasjonsplan=replace(grunn.situasjonsplan, **felt))


def test_the_degree_of_use_on_the_plot_net_of_what_is_not_building_land() -> None:
    # 80 m² and two places of 18 m² on 1/2, of which 144 m² is green in the plan
    grunn = med(grunnlag(hus(PAA_1_2)), parkering=(Parkering(2),))
    svar = en(grunn, Utnytting)
    assert svar.bya == m2("116.0000")
    assert (svar.tomt_brutto, svar.tomt_netto) == (m2("4535.0000"), m2("4391.0000"))
    assert svar.grad == Maal(Decimal("2.6418"), enhet="%")  # 116 / 4391
    assert (svar.utnyttingstype, svar.tillatt) == ("16", Decimal(30))
    assert svar.navn == "B1 i Testplan P1"


def test_the_newer_plan_governs_and_the_older_is_named() -> None:
    svar = en(grunnlag(hus(PAA_1_2)), Utnytting)
    assert svar.plannavn == "Testplan P1 (2016) / Testplan P0 (1992)"
    assert svar.ankerdatoer == {"plan_vedtatt": date(2016, 6, 1)}


def test_only_the_parcel_that_is_built_on_is_the_plot() -> None:
    svar = en(grunnlag(hus(PAA_1_1), soeker=soeknad("1/1")), Utnytting)
    assert svar.tomt_brutto == m2("1020.0000")  # not the 960 m² on the other side of the path


def test_adjoining_own_properties_are_one_plot() -> None:
    svar = en(grunnlag(hus(PAA_1_1), soeker=soeknad("1/1", "1/2", "1/9")), Utnytting)
    assert svar.tomt_brutto == m2("6575.0000")  # 1020 + 960 + 60 + 4535


def test_existing_buildings_count_and_demolished_ones_do_not() -> None:
    gammelt = eksisterende(rekt(440, 320, 450, 330))  # 100 m²
    naboens = eksisterende(rekt(406, 320, 416, 328), "naboens")
    rives = hus(rekt(440, 320, 444, 330), "rives", tiltakstype="39")  # 40 m²
    grunn = med(grunnlag(hus(PAA_1_2), rives), eksisterende=(gammelt, naboens))
    assert en(grunn, Utnytting).bya == m2("140.0000")


def test_a_building_across_two_plots_counts_on_its_own_side() -> None:
    svar = en(grunnlag(hus(rekt(425, 352, 435, 360))), Utnytting)
    assert svar.bya == m2("40.0000")


def test_where_only_the_older_plan_lies_it_governs_with_its_own_type_of_limit() -> None:
    to_planer = kart(
        teig(rekt(0, 0, 60, 30), "1/2"),
        planomraade(rekt(0, 0, 30, 30), "9999_NY", "2016-06-01"),
        planobjekt(
            "RpArealformålOmråde", rekt(0, 0, 30, 30), "ny", "9999_NY", arealformål="1111",
            feltbetegnelse="B1", **{"utnytting/RpUtnytting/utnyttingstype": "16",
                                    "utnytting/RpUtnytting/utnyttingstall": "30"},
        ),
        planomraade(rekt(0, 0, 60, 30), "9999_GML", "1992-03-01"),
        planobjekt(
            "RpArealformålOmråde", rekt(0, 0, 60, 30), "gml", "9999_GML", arealformål="1111",
            feltbetegnelse="B", **{"utnytting/RpUtnytting/utnyttingstype": "12",
                                   "utnytting/RpUtnytting/utnyttingstall": "15"},
        ),
    )  # fmt: skip
    svar = finn(grunnlag(hus(rekt(40, 5, 50, 15)), kart=to_planer), Utnytting)
    [eldre] = svar.values()
    assert (eldre.navn, eldre.utnyttingstype, eldre.tillatt) == ("B i 9999_GML", "12", 15)
    assert eldre.tomt_netto == m2("900.0000")
    over_begge = finn(grunnlag(hus(rekt(20, 5, 40, 15)), kart=to_planer), Utnytting)
    assert {n: u.bya for n, u in over_begge.items()} == {
        "B1 i 9999_NY": m2("100.0000"),
        "B i 9999_GML": m2("100.0000"),
    }


@pytest.mark.parametrize("tall", ["[Ljava.lang.Double;@1f", "", "NaN", ("30", "40")])
def test_a_limit_that_is_no_number_is_unknown(tall) -> None:
    felt = kart(
        teig(rekt(0, 0, 60, 30), "1/2"),
        planomraade(rekt(0, 0, 60, 30)),
        planobjekt(
            "RpArealformålOmråde", rekt(0, 0, 60, 30), "b", arealformål="1111",
            **{"utnytting/RpUtnytting/utnyttingstype": "16",
               "utnytting/RpUtnytting/utnyttingstall": tall},
        ),
    )  # fmt: skip
    svar = en(grunnlag(hus(rekt(40, 5, 50, 15)), kart=felt), Utnytting)
    assert not er_kjent(svar.tillatt)
    assert svar.grad == Maal(Decimal("5.5556"), enhet="%")


def test_a_field_without_a_limit_leaves_it_unknown_because_the_plan_does_not_say() -> None:
    felt = kart(
        teig(rekt(0, 0, 60, 30), "1/2"),
        planomraade(rekt(0, 0, 60, 30)),
        planobjekt("RpArealformålOmråde", rekt(0, 0, 60, 30), "b", arealformål="1111"),
    )
    svar = en(grunnlag(hus(rekt(40, 5, 50, 15)), kart=felt), Utnytting)
    with pytest.raises(UkjentFaktum, match="ikke oppgitt i plankartet"):
        bool(svar.utnyttingstype)


def test_a_terrace_of_unknown_height_makes_the_degree_unknown_and_is_named() -> None:
    terrasse = utstikk("terrasse", rekt(450, 352, 455, 360), navn="hus.t")
    svar = en(grunnlag(hus(PAA_1_2, utstikkende=(terrasse,))), Utnytting)
    with pytest.raises(UkjentFaktum, match=r"høyden på hus\.t"):
        bool(svar.grad.verdi)


def test_a_footprint_on_building_land_is_inside() -> None:
    svar = en(grunnlag(hus(PAA_1_2)), Arealformaal)
    assert (svar.plan_id, svar.formaal, svar.formaal_utenfor) == ("9999_P1", ("1111",), ())
    assert svar.utenfor == m2("0.0000")


def test_a_footprint_partly_on_green_is_outside_by_that_part() -> None:
    svar = en(grunnlag(hus(rekt(475, 362, 485, 370))), Arealformaal)
    assert svar.utenfor == m2("40.0000")  # 5 x 8 m of the green square
    assert float(svar.bredde_utenfor.verdi) == pytest.approx(5, rel=0.01)
    assert (svar.formaal, svar.formaal_utenfor) == (("1111", "3040"), ("3040",))


def test_where_the_newer_plan_ends_the_older_ones_land_use_counts() -> None:
    svar = en(grunnlag(hus(rekt(440, 376, 450, 384))), Arealformaal)
    assert svar.utenfor == m2("0.0000")  # north of P1 is P0, also 1111
    assert svar.plan_id == "9999_P1"


def test_a_dwelling_is_not_permitted_on_other_building_land() -> None:
    naering = kart(
        teig(rekt(0, 0, 60, 30), "1/2"),
        planomraade(rekt(0, 0, 60, 30)),
        planobjekt("RpArealformålOmråde", rekt(0, 0, 60, 30), "b", arealformål="1300"),
    )
    bolig = en(grunnlag(hus(rekt(40, 5, 50, 15)), kart=naering), Arealformaal)
    assert (bolig.utenfor, bolig.formaal_utenfor) == (m2("100.0000"), ("1300",))
    lager = hus(rekt(40, 5, 50, 15), bygningstype="231")
    assert en(grunnlag(lager, kart=naering), Arealformaal).utenfor == m2("0.0000")


def test_a_tunnel_plan_under_the_plot_does_not_govern_on_it() -> None:
    tunnel = kart(
        teig(rekt(0, 0, 60, 30), "1/2"),
        planomraade(rekt(0, 0, 60, 30), "9999_TUNNEL", "2020-01-01", vertikalnivå="1"),
        planobjekt(
            "RpArealformålOmråde", rekt(0, 0, 60, 30), "t", "9999_TUNNEL", arealformål="2011",
            vertikalnivå="1",
        ),
        planomraade(rekt(0, 0, 60, 30)),
        planobjekt("RpArealformålOmråde", rekt(0, 0, 60, 30), "b", arealformål="1111"),
    )  # fmt: skip
    svar = en(grunnlag(hus(rekt(40, 5, 50, 15)), kart=tunnel), Arealformaal)
    assert (svar.plan_id, svar.utenfor) == ("9999_P9", m2("0.0000"))


def test_no_plan_in_force_is_unknown_not_outside() -> None:
    uten = kart(teig(rekt(0, 0, 60, 30), "1/2"), planomraade(rekt(500, 500, 600, 600)))
    svar = en(grunnlag(hus(rekt(40, 5, 50, 15)), kart=uten), Arealformaal)
    with pytest.raises(UkjentFaktum, match="ingen reguleringsplan i kraft"):
        bool(svar.utenfor.verdi)


def test_the_house_is_over_the_synthetic_building_line_by_what_is_in_front_of_it() -> None:
    svar = finn(grunnlag(hus(rekt(440, 314.5, 450, 324))), Byggegrense)
    grense = svar["hus mot byggegrense x27"]
    assert grense.overskridelse == Maal(Decimal("1.5000"))
    assert grense.plan_id == "9999_P1"


def test_protruding_parts_count_against_the_building_line() -> None:
    balkong = utstikk("balkong", rekt(442, 315.2, 446, 318), fri="3")
    lav = utstikk("terrasse", rekt(446, 314, 450, 318), over="0.4")
    svar = en(grunnlag(hus(rekt(440, 318, 450, 326), utstikkende=(balkong, lav))), Byggegrense)
    assert svar.overskridelse == Maal(Decimal("0.8000"))


def test_a_house_inside_the_arc_of_the_line_is_not_over_though_the_chord_says_so() -> None:
    # see test_measure_line: 1.13 m over the chord, 1.8 m inside the arc
    svar = en(grunnlag(hus(rekt(480, 320.2, 491.8, 330))), Byggegrense)
    assert svar.overskridelse == Maal(Decimal("0.0000"))


def test_a_line_that_ends_inside_the_building_area_leaves_the_answer_unknown() -> None:
    aapen = kart(
        teig(rekt(0, 12, 60, 40), "1/2"),
        planomraade(rekt(0, 0, 60, 40)),
        planobjekt("RpArealformålOmråde", rekt(0, 12, 60, 40), "b", arealformål="1111"),
        planobjekt("RpArealformålOmråde", rekt(0, 0, 60, 12), "v", arealformål="2011"),
        planobjekt("RpJuridiskLinje", linje((0, 16), (45, 16)), "l", juridisklinje="1211"),
        planobjekt("RpJuridiskLinje", linje((0, 30), (60, 30)), "omriss", juridisklinje="1213"),
    )
    svar = en(grunnlag(hus(rekt(40, 20, 50, 30)), kart=aapen), Byggegrense)
    with pytest.raises(UkjentFaktum, match="deler ikke byggeområdet"):
        bool(svar.overskridelse.verdi)


def test_a_plot_that_no_building_line_crosses_has_none_to_be_tested_against() -> None:
    nord = kart(
        teig(rekt(0, 12, 60, 40), "1/2"),
        planomraade(rekt(0, 0, 60, 90)),
        planobjekt("RpArealformålOmråde", rekt(0, 12, 60, 90), "b", arealformål="1111"),
        planobjekt("RpJuridiskLinje", linje((0, 80), (60, 80)), "l", juridisklinje="1211"),
    )
    assert not finn(grunnlag(hus(rekt(40, 20, 50, 30)), kart=nord), Byggegrense)


def test_the_regulated_height_counts_on_the_plot_it_is_drawn_on() -> None:
    nord = grunnlag(hus(rekt(410, 352, 420, 360)), soeker=soeknad("1/1"))
    assert en(nord, Byggverkshoeyde).plan_har_hoeydebestemmelse is True
    svar = en(grunnlag(hus(PAA_1_2)), Byggverkshoeyde)
    assert svar.plan_har_hoeydebestemmelse is False
    assert (svar.gesimshoeyde, svar.moenehoeyde) == (
        Maal(Decimal("5.80")),
        Maal(Decimal("8.10")),
    )


def test_the_flood_zone_covers_part_of_the_footprint() -> None:
    svar = finn(grunnlag(hus(PAA_1_1), soeker=soeknad("1/1")), Faresone)
    # wholly inside: the zone's east edge at y = 328 is x = 423.1
    assert svar["hus, flom"].overlapp == m2("80.0000")
    assert (svar["hus, flom"].slag, svar["hus, flom"].kode) == ("flom", "320")
    assert svar["hus, flom"].sted.gml_id == "x21"
    assert svar["hus, skred"].overlapp == m2("0.0000")


def test_absence_of_a_zone_says_what_was_searched_and_when() -> None:
    for sone in finn(grunnlag(hus(PAA_1_2)), Faresone).values():
        assert sone.overlapp == m2("0.0000")
        assert (sone.soekt_i, sone.soekt_dato) == ("plan_9999_P1_P0", date(2026, 1, 15))


def test_class_and_account_belong_to_their_own_hazard() -> None:
    soeker = soeknad("1/1", risikoer=(Risiko("flom", "f2"), Risiko("kvikkLeire", None)))
    redegjoerelse = Vedlegg("RedegjoerelseSkredOgFlom", "r.pdf", 1, "0" * 64)
    svar = finn(grunnlag(hus(PAA_1_1), soeker=soeker, vedlegg=(redegjoerelse,)), Faresone)
    assert [svar[n].har_sikkerhetsklasse for n in ("hus, flom", "hus, skred")] == [True, False]
    assert {s.slag for s in svar.values() if s.har_redegjoerelse} == {"flom", "skred"}


def test_a_high_voltage_zone_wants_the_grid_owners_clarification() -> None:
    avklaring = Vedlegg("AvklaringHoyspent", "a.pdf", 1, "0" * 64)
    omraade = rekt(400, 300, 500, 400)
    kartet = kart(
        teig(omraade, "1/2"),
        planomraade(omraade),
        planobjekt("RpFareSone", rekt(400, 300, 445, 400), "s", fare="370"),
    )
    sone = finn(grunnlag(hus(PAA_1_2), kart=kartet), Faresone)["hus, hoeyspent"]
    assert (sone.kode, sone.overlapp, sone.har_redegjoerelse) == ("370", m2("40.0000"), False)
    svar = finn(grunnlag(hus(PAA_1_2), kart=kartet, vedlegg=(avklaring,)), Faresone)
    assert {s.slag for s in svar.values() if s.har_redegjoerelse} == {"hoeyspent"}


def test_the_declared_areas_are_taken_as_declared_and_an_empty_field_is_unknown() -> None:
    areal = Arealdisponering(
        tomteareal_beregnet=Decimal("4391.0"), areal_bebyggelse_nytt=Decimal("80.5")
    )
    regnskap = en(grunnlag(hus(PAA_1_2), soeker=soeknad(areal=areal)), Arealregnskap)
    assert (regnskap.tomt_beregnet, regnskap.nytt) == (Decimal("4391.0"), Decimal("80.5"))
    assert regnskap.sted.xpath == "/ettrinn/rammebetingelser/arealdisponering"
    with pytest.raises(UkjentFaktum, match="ikke fylt ut"):
        bool(regnskap.rives)


def test_the_new_area_measured_stands_beside_the_declared() -> None:
    areal = Arealdisponering(areal_bebyggelse_nytt=Decimal(100))
    gammelt = eksisterende(rekt(440, 352, 450, 356))
    grunn = med(grunnlag(hus(PAA_1_2), soeker=soeknad(areal=areal)), eksisterende=(gammelt,))
    svar = en(grunn, Fotavtrykk)
    assert (svar.erklaert_nytt, svar.maalt_nytt) == (Decimal(100), m2("40.0000"))
