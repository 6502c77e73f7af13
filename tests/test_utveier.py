"""Ways out: the smallest change that makes a broken rule met, and nothing else broken."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_saker import KART, MOTOR, SAKER, innsending, sjekk

from byggsak.domain.funn import Utfall
from byggsak.domain.situasjonsplan import Situasjonsplan
from byggsak.domain.utvei import Utvei, Utveislag
from byggsak.geometry.endre import flyttet, krympet, med_bygning
from byggsak.geometry.situasjonsplan import les_situasjonsplan
from byggsak.rule.report import Kontrollrapport
from byggsak.services.innlesing import Lest
from byggsak.services.kontroll import ankerdatoer, kontroller_lest, les_alt
from byggsak.services.utveier import finn_utveier, utveier_for
from byggsak.testing import soeknader
from byggsak.utvei.flytt import Grense, kandidater
from byggsak.utvei.sammenlign import verre
from byggsak.utvei.tabell import tabellen

SAK = {s["navn"]: s for s in SAKER}
AVSTAND = "pbl-29-4-avstand-nabogrense"


def utveier(navn: str, slag: Utveislag | None = None) -> list[Utvei]:
    sak = SAK[navn]
    alle = finn_utveier(MOTOR, innsending(sak), kart=KART, dato=sak["mottatt"])
    return [u for u in alle if slag is None or u.slag is slag]


def lest(navn: str) -> Lest:
    return les_alt(MOTOR.katalog, innsending(SAK[navn]), None)


def plassert(oest: Any, nord: Any, navn: str = "enebolig-01", **hus: Any) -> Lest:
    """The application with its house so far from where it stands in the fixture."""
    les = lest(navn)
    assert isinstance(les.plan, Situasjonsplan)
    plan = flyttet(les.plan, "hus", Decimal(oest), Decimal(nord))
    plan = med_bygning(plan, replace(plan.tiltak[0], **hus))
    return replace(les, plan=plan)


def kontroll(les: Lest, dato: date = date(2026, 6, 1)) -> Kontrollrapport:
    return kontroller_lest(MOTOR, les, kart=KART, datoer=ankerdatoer(dato))


def brutte(rapport: Kontrollrapport) -> set[str]:
    return {f.regel for f in rapport.funn if f.utfall is Utfall.BRUTT}


def finn(les: Lest, dato: date = date(2026, 6, 1)) -> dict[Utveislag, Utvei]:
    return {u.slag: u for u in reversed(utveier_for(MOTOR, les, kart=KART, dato=dato))}


def test_a_house_two_metres_from_the_boundary_is_moved_two_metres_away_from_it() -> None:
    (flytt,) = utveier("enebolig-02-naer-grensen", Utveislag.FLYTT)
    assert flytt.tall == {"bygning": "hus", "oest": "2.00", "nord": "0.00", "lengde": "2.00"}
    assert flytt.tekst.nb == "Flytt hus 2,00 m mot øst."
    assert flytt.tekst.nn == "Flytt hus 2,00 m mot aust."
    assert flytt.tekst.en == "Move hus 2.00 m east."
    assert flytt.kontrollert.resultat_etter == "godkjent"
    funn = {f.fingeravtrykk: f.regel for f in sjekk(SAK["enebolig-02-naer-grensen"]).funn}
    assert {funn[f] for f in flytt.funn} == {AVSTAND, "pbl-19-1-dispensasjon-ikke-soekt"}
    assert flytt.geometri is not None
    assert flytt.geometri["coordinates"][0][0] == [597434.0, 6643324.0]


def test_a_dispensation_makes_the_application_complete_and_leaves_the_breach_to_a_person() -> None:
    (soek,) = utveier("enebolig-02-naer-grensen", Utveislag.SOEK_DISPENSASJON)
    assert soek.tall == {"fra": "pbl § 29-4"}
    assert soek.kontrollert.resultat_etter == "uavklart"
    assert [(s.regel, s.etter) for s in soek.kontrollert.snudd] == [
        ("pbl-19-1-dispensasjon-ikke-soekt", Utfall.OPPFYLT)
    ]
    assert "avgjør kommunen" in soek.tekst.nb


def test_a_plot_built_too_full_loses_exactly_what_is_over_the_limit() -> None:
    # 30 % of 225 m² is 67.5; the house is 49 and two parking places 36, 85 in all
    fotavtrykk, parkering = utveier("enebolig-03-for-stor", Utveislag.KUTT)
    assert (fotavtrykk.tall["kutt"], fotavtrykk.tall["bya"]) == ("17.50", "67.50")
    assert fotavtrykk.kontrollert.resultat_etter == "godkjent"
    assert (parkering.tall["plasser"], parkering.tall["bya"]) == ("1", "67.00")
    assert parkering.kontrollert.resultat_etter == "godkjent"


def test_a_notice_ten_days_old_waits_until_it_is_fourteen() -> None:
    (vent,) = utveier("enebolig-04-sent-varsel")
    assert vent.tall == {"dato": "2026-06-05"}  # sent on 22 May
    assert len(vent.funn) == 4
    les = lest("enebolig-04-sent-varsel")
    assert "pbl-21-3-nabovarsel-frist" in brutte(kontroll(les, date(2026, 6, 4)))
    assert kontroll(les, date(2026, 6, 5)).resultat == "godkjent"


def test_a_notice_more_than_a_year_old_is_sent_again_and_then_waited_for() -> None:
    les = lest("enebolig-01")  # notified on 4 May 2026
    utvei = finn(les, date(2027, 6, 1))[Utveislag.VENT]
    assert (utvei.tall["nytt_varsel"], utvei.tall["dato"]) == ("2027-06-01", "2027-06-15")
    assert utvei.tall["naboer"] == ("1/1", "1/10", "1/3", "1/9")


def test_a_house_in_the_flood_zone_is_moved_to_where_every_rule_is_met() -> None:
    # The rest of that parcel is too narrow; the property's other one begins at 6643348, with the
    # boundary known to ± 0.5 m: 322 + 30.5 = 348 + 4 + 0.5.
    (flytt,) = utveier("enebolig-05-flomsone")
    assert (flytt.tall["oest"], flytt.tall["nord"]) == ("0.00", "30.50")
    assert flytt.kontrollert.resultat_etter == "godkjent"


def test_missing_drawings_are_named_by_their_national_types() -> None:
    (ved,) = utveier("enebolig-06-uten-tegninger")
    assert ved.tall == {"vedleggstyper": ("TegningNyPlan", "TegningNyttSnitt", "TegningNyFasade")}
    assert ved.kontrollert.resultat_etter == "godkjent"


def test_a_missing_situation_plan_leaves_what_only_a_digital_one_can_decide() -> None:
    (ved,) = utveier("enebolig-07-uten-situasjonsplan")
    assert ved.tall == {"vedleggstyper": ("Situasjonsplan",)}
    assert ved.kontrollert.resultat_etter == "uavklart"


@pytest.mark.parametrize("navn", ["enebolig-01", "garasje-08-uten-ansvarsrett", "fiendtlig-09"])
def test_where_nothing_is_broken_or_read_there_is_no_way_out(navn: str) -> None:
    assert utveier(navn) == []


def test_a_tall_house_is_moved_or_lowered_by_what_half_its_height_asks_for() -> None:
    # 4.50 m from the boundary: half of 10.00 m is 5.00, half of 9.00 m is 4.50
    les = plassert("-5.5", "-28", gesimshoeyde=Decimal("10.00"), moenehoeyde=Decimal("9.00"))
    funnet = finn(les)
    assert funnet[Utveislag.SENK].tall["gesimshoeyde"] == "9.00"
    assert funnet[Utveislag.SENK].tall["senkes"] == "1.00"
    assert funnet[Utveislag.FLYTT].tall["oest"] == "0.50"


def test_a_house_too_high_for_the_law_is_lowered_to_its_limits() -> None:
    les = plassert("0", "0", gesimshoeyde=Decimal("8.60"), moenehoeyde=Decimal("9.75"))
    senk = finn(les)[Utveislag.SENK]
    assert (senk.tall["gesimshoeyde"], senk.tall["moenehoeyde"]) == ("8.0", "9.0")


def test_no_storey_is_taken_off_to_make_a_height_pass() -> None:
    les = plassert("0", "0", gesimshoeyde=Decimal("14.00"), moenehoeyde=Decimal("15.00"))
    assert Utveislag.SENK not in finn(les)


def test_declared_areas_are_corrected_to_what_the_plan_shows_and_add_up() -> None:
    les = lest("enebolig-01")
    assert isinstance(les.plan, Situasjonsplan)
    les = replace(les, plan=krympet(les.plan, "hus", 0.5))
    rett = finn(les)[Utveislag.RETT_TALL]
    assert rett.tall == {
        "areal_bebyggelse_nytt": "40.0",
        "areal_sum_byggesak": "76.0",
        "beregnet_grad_av_utnytting": "1.68",
    }


def rektangel(les: Lest, vest: float, soer: float, bredde: float, dybde: float) -> Lest:
    """The house as a rectangle, metres in the synthetic municipality's own square."""
    ring = soeknader.rektangel(597000 + vest, 6643000 + soer, bredde, dybde)
    gml = soeknader.situasjonsplan(
        2, soeknader.bygning("hus", ring, tiltakstype="21"), dato=date(2026, 5, 1)
    )
    ny = les_situasjonsplan(gml, "plan.gml", MOTOR.katalog.kommune("9999")).tiltak[0]
    assert isinstance(les.plan, Situasjonsplan)
    plan = les.plan
    return replace(les, plan=med_bygning(plan, replace(plan.tiltak[0], omraade=ny.omraade)))


def test_a_way_out_that_breaks_another_rule_is_not_offered() -> None:
    # 2 m from 1/1 in the west, 5 m from 1/3 in the east, and too long to go round 1/3: two metres
    # east would solve the one and break the other.
    les = rektangel(lest("enebolig-01"), 432, 318, 23, 55)
    rapport = kontroll(les)
    assert AVSTAND in brutte(rapport)
    assert isinstance(les.plan, Situasjonsplan)
    oest = replace(les, plan=flyttet(les.plan, "hus", Decimal(2), Decimal(0)))
    etter = kontroll(oest)
    assert {f.gjelder for f in rapport.funn if f.regel == AVSTAND} >= {"hus mot 1/1"}
    assert {f.gjelder for f in verre(rapport, etter) if f.regel == AVSTAND} == {"hus mot 1/3"}
    assert Utveislag.FLYTT not in finn(les)


def test_between_two_boundaries_there_is_one_way_out_when_there_is_room() -> None:
    les = rektangel(lest("enebolig-01"), 432, 318, 22, 55)  # 4 + 22 + 4 = 30
    flytt = finn(les)[Utveislag.FLYTT]
    assert (flytt.tall["oest"], flytt.tall["nord"]) == ("2.00", "0.00")


def test_a_house_is_not_moved_onto_another_building() -> None:
    les = plassert("-8", "-28")  # 2 m from the boundary in the west
    assert isinstance(les.plan, Situasjonsplan)
    nabohus = replace(
        flyttet(les.plan, "hus", Decimal("11"), Decimal("0")).tiltak[0],
        gml_id="uthus", tiltakstype=None,
    )  # fmt: skip
    trangt = replace(les, plan=replace(les.plan, eksisterende=(nabohus,)))
    fri, sperret = finn(les)[Utveislag.FLYTT], finn(trangt).get(Utveislag.FLYTT)
    assert (fri.tall["oest"], fri.tall["nord"]) == ("2.00", "0.00")
    assert sperret is None or sperret.tall["oest"] != "2.00"


def test_an_extension_is_not_moved_away_from_its_house() -> None:
    assert Utveislag.FLYTT not in finn(plassert("-8", "-28", tiltakstype="22"))


def test_without_a_map_nothing_is_proposed_on_the_ground() -> None:
    sak = SAK["enebolig-02-naer-grensen"]
    assert finn_utveier(MOTOR, innsending(sak), kart=None, dato=sak["mottatt"]) == ()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    vest=st.decimals("0.00", "3.90", places=2),
    nord=st.decimals("0.00", "20.00", places=2),
)
def test_an_offered_move_holds_and_no_shorter_one_in_its_direction_does(
    vest: Decimal, nord: Decimal
) -> None:
    les = plassert(Decimal(-10) + vest, nord - 30)  # `vest` m from the boundary, north along it
    rapport = kontroll(les)
    flytt = finn(les).get(Utveislag.FLYTT)
    if AVSTAND not in brutte(rapport):
        assert flytt is None
        return
    if flytt is None:
        return  # nothing found is always allowed
    assert isinstance(les.plan, Situasjonsplan)
    oest, mot_nord = Decimal(str(flytt.tall["oest"])), Decimal(str(flytt.tall["nord"]))

    def etter(andel: float) -> Kontrollrapport:
        o, n = (Decimal(f"{float(v) * andel:.3f}") for v in (oest, mot_nord))
        assert isinstance(les.plan, Situasjonsplan)
        return kontroll(replace(les, plan=flyttet(les.plan, "hus", o, n)))

    holder = etter(1.0)
    assert AVSTAND not in brutte(holder)
    assert not verre(rapport, holder)
    lengde = math.hypot(oest, mot_nord)
    toleranse = 0.025  # the rule's own 10 mm, and rounding to whole centimetres both ways
    for kortere in (0.5, 1 - toleranse / lengde):
        if 0 < kortere < 1:
            assert AVSTAND in brutte(etter(kortere))


@given(
    vinkler=st.lists(st.floats(0, 2 * math.pi), min_size=1, max_size=3),
    meter=st.decimals("0.01", "12", places=3),
)
def test_a_candidate_satisfies_every_boundary_to_within_a_step(
    vinkler: list[float], meter: Decimal
) -> None:
    grenser = [Grense((math.cos(v), math.sin(v)), meter) for v in vinkler]
    lengder = []
    for oest, nord in kandidater(grenser, Decimal("0.01")):
        lengder.append(math.hypot(oest, nord))
        for g in grenser:
            langs = float(oest) * g.retning[0] + float(nord) * g.retning[1]
            assert langs > float(meter) - 0.01
    assert lengder == sorted(lengder)
    if len(grenser) == 1:
        assert len(lengder) == 1


def test_every_rule_in_the_table_of_movable_facts_exists() -> None:
    assert set(tabellen().regler) <= {f.regel.id for f in MOTOR.katalog.filer}
