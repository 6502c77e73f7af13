"""The law by date: every day it changes, the day before and the day of, from 2010-07-01 on."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_rule_certificate import KART, KATALOG, MOTOR, innsending

from byggsak.domain.funn import Utfall
from byggsak.geometry.kartfil import les_kart
from byggsak.geometry.minnekart import Minnekart
from byggsak.rule.anchors import vedtaksanker
from byggsak.rule.catalogue import Regelfil
from byggsak.rule.examples import eksempelsvar
from byggsak.rule.unit import Anker
from byggsak.services import regeloppslag
from byggsak.services.kontroll import ankerdatoer, kontroller_lest, les_alt

ROOT = Path(__file__).parents[1]
DAG = timedelta(days=1)
FOERSTE = date(2010, 7, 1)
SISTE = date(2026, 11, 30)


def grenser(fil: Regelfil) -> list[date]:
    """Every day on which the rule or one of its numbers changes."""
    regel = fil.regel
    dager = {regel.gjelder_fra, regel.gjelder_til}
    dager |= {t.fra for rekke in KATALOG.tall(regel).values() for t in rekke.verdier}
    return sorted(d for d in dager if d is not None)


ENDRINGER = {e.dato for e in KATALOG.lovendringer}
GRENSER = sorted(ENDRINGER | {d for fil in KATALOG.filer for d in grenser(fil)})


@pytest.mark.parametrize("dag", [d for g in GRENSER for d in (g - DAG, g)], ids=str)
def test_the_list_of_the_day_is_the_rules_of_the_day(dag: date) -> None:
    i_kraft = [f.regel for f in KATALOG.filer if f.regel.gjelder_fra <= dag
               and (f.regel.gjelder_til is None or dag < f.regel.gjelder_til)]  # fmt: skip
    assert list(KATALOG.i_kraft(dag)) == i_kraft
    vist = {rad["id"] for rad in regeloppslag.liste(KATALOG, dag, "nb")}
    assert {r.id for r in i_kraft} == vist & {f.regel.id for f in KATALOG.filer}
    assert len({r.id for r in i_kraft}) == len(i_kraft), "two versions of one rule on one day"
    for regel in i_kraft:
        assert regeloppslag.vis(KATALOG, regel.id, dag, "nb")["id"] == regel.id


@pytest.mark.parametrize("fil", KATALOG.filer, ids=lambda f: f"{f.regel.id}-{f.regel.gjelder_fra}")
def test_the_day_before_and_the_day_of_each_change_have_each_their_numbers(fil: Regelfil) -> None:
    regel = fil.regel
    for grense in grenser(fil):
        for dag in (grense - DAG, grense):
            if not regel.gjaldt(dag):
                assert regel not in KATALOG.i_kraft(dag)
                continue
            assert KATALOG.regel(regel.id, dag) is regel
            krav = KATALOG.krav(regel, dag)
            for navn, rekke in KATALOG.tall(regel).items():
                skal = [t for t in rekke.verdier if t.fra <= dag][-1]
                assert skal.verdi is not None
                assert rekke.paa(dag) == skal
                assert getattr(krav, navn) is not None


@pytest.mark.parametrize("dag", [d for g in GRENSER for d in (g - DAG, g) if d >= FOERSTE], ids=str)
def test_an_application_is_asked_about_by_the_law_of_its_day(dag: date) -> None:
    lest = les_alt(KATALOG, innsending("enebolig-01"), None)
    rapport = kontroller_lest(MOTOR, lest, kart=KART, datoer=ankerdatoer(dag))
    spurt = {d.regel for d in rapport.dekning} & {f.regel.id for f in KATALOG.filer}
    # A rule about a plan goes by the day its own plan was adopted.
    uten_egen_dato = {r.id for r in KATALOG.i_kraft(dag) if r.anker is not Anker.PLAN_VEDTATT}
    assert uten_egen_dato <= spurt
    assert all(KATALOG.regel(r).anker is Anker.PLAN_VEDTATT for r in spurt - uten_egen_dato)


@given(st.dates(FOERSTE, SISTE))
def test_on_any_day_each_requirement_of_the_technical_regulation_is_asked_once(dag: date) -> None:
    emner = [r.id.split("-", 1)[1] for r in KATALOG.i_kraft(dag) if r.id.startswith("tek1")]
    assert len(emner) == len(set(emner))
    assert {"5-2-bya", "5-3-bya", "7-2-flomsone", "7-3-skredsone"} <= set(emner)


@pytest.mark.parametrize("id_", ["5-2-bya", "5-3-bya", "7-2-flomsone", "7-3-skredsone"])
def test_who_chose_tek10_until_the_end_of_2018_gets_the_answers_of_tek17(id_: str) -> None:
    gammel, ny = KATALOG.regel(f"tek10-{id_}"), KATALOG.regel(f"tek17-{id_}")
    assert gammel.gjelder_til == ny.gjelder_fra == date(2017, 7, 1)
    for _, setning, ting in ny.eksempler.alle():
        dengang, naa = (
            eksempelsvar(r, ting, KATALOG.krav(r, d))
            for r, d in ((gammel, date(2017, 6, 30)), (ny, date(2018, 12, 31)))
        )
        assert dengang == naa, setning


def test_before_the_law_was_there_no_rule_is() -> None:
    assert KATALOG.i_kraft(FOERSTE - DAG) == ()
    assert len(KATALOG.i_kraft(FOERSTE)) > 25


# The four anchors


@pytest.mark.parametrize(
    ("vedtak", "frist", "forbud", "anker"),
    [
        (date(2026, 6, 1), None, False, date(2026, 6, 1)),
        (date(2026, 6, 1), date(2026, 6, 1), False, date(2026, 6, 1)),
        (date(2026, 6, 2), date(2026, 6, 1), False, date(2026, 6, 1)),
        (date(2026, 6, 1), date(2026, 6, 2), False, date(2026, 6, 1)),
        (date(2026, 6, 2), date(2026, 6, 1), True, date(2026, 6, 2)),
        (date(2018, 1, 1), date(2017, 7, 1), False, date(2017, 7, 1)),
        (date(2018, 1, 1), date(2017, 6, 30), False, date(2018, 1, 1)),
    ],
)
def test_the_plans_stand_still_from_the_day_the_time_ran_out(
    vedtak: date, frist: date | None, forbud: bool, anker: date
) -> None:
    assert vedtaksanker(vedtak, frist, midlertidig_forbud=forbud) == anker


def test_a_plan_that_came_after_the_time_ran_out_is_not_measured_against(tmp_path: Path) -> None:
    """The plan of the fixtures (P1), as if it came into force on 15 May 2026, over that of 1992."""
    navn, kommune = "enebolig-03-for-stor", KATALOG.kommune("9999")
    for fil in (ROOT / "fixtures" / "kart").glob("*.gml"):
        tekst = fil.read_text("utf-8").replace("dato>2016-06-01<", "dato>2026-05-15<")
        (tmp_path / fil.name).write_text(tekst, "utf-8")
    filer = les_kart([tmp_path], kommune.epsg, dato=date(2026, 5, 20))
    kart = Minnekart.av_filer(filer, kommune.epsg, [kommune.nummer])
    lest = les_alt(KATALOG, innsending(navn), None)

    def bya(vedtak: date) -> set[Utfall]:
        datoer = ankerdatoer(date(2026, 2, 6), {Anker.VEDTAK: vedtak})
        rapport = kontroller_lest(MOTOR, lest, kart=kart, datoer=datoer)
        return {d.utfall for d in rapport.dekning if d.regel == "tek17-5-3-bya"}

    vedtak, frist = date(2026, 6, 1), date(2026, 5, 1)
    assert bya(vedtaksanker(vedtak)) == {Utfall.BRUTT}
    # The plan of 1992 measures by older rules, which is another rule.
    assert bya(vedtaksanker(vedtak, frist)) == bya(frist) == {Utfall.IKKE_AKTUELL}
    assert bya(vedtaksanker(vedtak, frist, midlertidig_forbud=True)) == {Utfall.BRUTT}
    assert bya(vedtaksanker(vedtak, date(2026, 5, 15))) == {Utfall.BRUTT}


def test_the_command_shows_the_law_of_a_day() -> None:
    mappe = ROOT / "fixtures" / "saker"
    kommando = [
        sys.executable, "-m", "byggsak.cli", "check",
        str(mappe / "enebolig-03-for-stor-soeknad.xml"),
        "--attachment",
        f"Situasjonsplan={mappe / 'enebolig-03-for-stor-situasjonsplan.gml'}",
        "--map", str(ROOT / "fixtures" / "kart"), "--all", "--no-ways-out",
    ]  # fmt: skip

    def svar(*mer: str) -> str:
        return subprocess.run([*kommando, *mer], capture_output=True, text=True, check=False).stdout

    assert "tek10-5-3-bya" in svar("--date", "2017-06-30")
    assert "tek17-5-3-bya" in svar("--date", "2017-07-01")
