"""Deadlines: the published worked examples, and what holds for every timeline."""

import itertools
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from frist_saker import SAKER, Sak, tidslinje
from hypothesis import given
from hypothesis import strategies as st

from byggsak.case.frist import Fristkrav, UgyldigTidslinje, beregn, les_tidslinje
from byggsak.case.frist.kalender import fridag, pluss_aar, pluss_maaneder, virkedag
from byggsak.case.frist.vis import som_json, som_tekst
from byggsak.rule.catalogue import Katalog

KRAV = Katalog.last().parametre.les(("frist",), Fristkrav, date(2026, 7, 2))
EKSEMPLER = Path(__file__).parents[1].parent / "shared" / "design" / "frist-eksempler.json"


def svar(tidslinje: dict[str, Any]) -> dict[str, Any]:
    lest = les_tidslinje(tidslinje)
    return som_json(lest, beregn(lest, KRAV))


def published() -> list[Any]:
    if not EKSEMPLER.is_file():
        reason = "the published examples (shared/design/frist-eksempler.json) are not here"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]
    return [pytest.param(c, id=c["id"]) for c in json.loads(EKSEMPLER.read_text("utf-8"))["cases"]]


@pytest.mark.parametrize("case", published())
def test_a_published_example_gets_its_published_answer(case: dict[str, Any]) -> None:
    fikk = svar(case)
    assert {k: fikk.get(k) for k in case["expect"]} == case["expect"]
    assert fikk["sikkerhet"] == case["sikkerhet"]
    vist = {linje.split(" | ")[0] for linje in fikk["ledger"]}
    assert {linje.split(" | ")[0] for linje in case["ledger"]} <= vist


ET = {"i_samsvar": True, "nabomerknader": False, "annen_myndighet": False, "dispensasjon": "ingen"}


def et(
    *hendelser: tuple[str, str] | tuple[str, str, dict[str, Any]], **fakta: Any
) -> dict[str, Any]:
    return {
        "type": "ET",
        "facts": {**ET, **fakta},
        "events": [
            {"date": h[0], "event": h[1], **(h[2] if len(h) == 3 else {})} for h in hendelser
        ],
    }


@pytest.mark.parametrize(
    ("dag", "hvorfor"),
    [
        (date(2026, 4, 2), "skjærtorsdag"),
        (date(2026, 4, 3), "langfredag"),
        (date(2026, 4, 6), "andre påskedag"),
        (date(2026, 5, 14), "Kristi himmelfartsdag"),
        (date(2026, 5, 25), "andre pinsedag"),
        (date(2024, 5, 17), "17. mai"),
        (date(2026, 12, 26), "andre juledag"),
        (date(2026, 12, 24), None),
        (date(2026, 12, 31), None),
    ],
)
def test_the_norwegian_calendar_knows_its_holidays(dag: date, hvorfor: str | None) -> None:
    assert fridag(dag) == hvorfor


def test_a_deadline_on_the_saturday_before_easter_monday_moves_past_it() -> None:
    assert virkedag(date(2026, 4, 4)) == date(2026, 4, 7)


def test_a_month_without_the_number_ends_on_its_last_day() -> None:
    assert pluss_maaneder(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert pluss_aar(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert pluss_aar(date(2024, 2, 29), 3, skudd_1_mars=True) == date(2027, 3, 1)


def test_both_readings_are_shown_when_the_decision_falls_between_them() -> None:
    # 2026-04-11 + 3 weeks = Saturday 2 May; the next working day is Monday 4 May.
    fikk = svar(et(("2026-04-11", "mottatt"), ("2026-05-04", "vedtak_sendt")))
    assert (fikk["frist_streng"], fikk["frist_149"]) == ("2026-05-02", "2026-05-04")
    assert fikk["rett_fra"] == "2026-05-03"
    (p149,) = [a for a in fikk["alternativ"] if a["valg"] == "p149"]
    assert p149["rett_fra"] is None
    assert fikk["sikkerhet"] == "tvilsom"


def test_the_clock_does_not_start_while_something_essential_is_missing() -> None:
    fikk = svar(
        et(
            ("2026-01-05", "mottatt"),
            ("2026-01-08", "mangelbrev", {"alvor": "vesentlig"}),
            ("2026-01-20", "supplert", {"omfang": "delvis"}),
            per_dato="2026-02-01",
        )
    )
    assert fikk["klokke_start"] is None
    assert fikk["frist_streng"] is None
    assert "ikke startet" in fikk["ledger"][0]


def test_a_prolongation_sent_after_the_deadline_has_no_effect_on_three_weeks() -> None:
    fikk = svar(
        et(
            ("2026-01-12", "mottatt"),
            ("2026-02-03", "forlenget", {"ny_frist": "2026-03-01"}),
            per_dato="2026-02-10",
        )
    )
    assert fikk["forlengelse_gyldig"] is False
    assert fikk["frist_streng"] == "2026-02-02"
    assert fikk["oppgave"]
    assert fikk["automatisk_vedtak"] is False


def test_four_begun_weeks_over_give_the_whole_fee_back_and_never_more() -> None:
    fikk = svar(
        et(
            ("2026-01-05", "mottatt"),
            ("2026-07-01", "vedtak_sendt"),
            nabomerknader=True,
            gebyr_kr=10000,
        )
    )
    assert fikk["gebyrreduksjon_prosent"] == 100
    assert fikk["gebyr_tilbake_kr"] == 10000


@pytest.mark.parametrize(
    ("data", "sier"),
    [
        ([], "objekt"),
        ({"type": "XX"}, "ET"),
        ({"type": "ET", "events": [{"event": "mottatt"}]}, "events[1].date"),
        ({"type": "ET", "events": [{"date": "12.1.2026", "event": "mottatt"}]}, "ÅÅÅÅ-MM-DD"),
        ({"type": "ET", "facts": {"dispensasjon": "kanskje"}}, "kanskje"),
    ],
)
def test_a_timeline_that_cannot_be_read_says_where_and_why(data: object, sier: str) -> None:
    with pytest.raises(UgyldigTidslinje) as feil:
        les_tidslinje(data)
    assert sier in str(feil.value)


def test_an_event_nobody_knows_makes_the_answer_doubtful_not_silent() -> None:
    fikk = svar(et(("2026-01-12", "mottatt"), ("2026-01-14", "kaffepause")))
    assert fikk["ikke_forstaatt"] == ["kaffepause"]
    assert fikk["sikkerhet"] == "tvilsom"


dager = st.dates(date(2018, 1, 1), date(2030, 12, 31))


@given(
    start=dager,
    pauser=st.lists(st.tuples(st.integers(0, 80), st.integers(0, 40)), max_size=4),
    merknad=st.booleans(),
)
def test_the_ledger_has_no_holes_and_sums_to_the_deadline(
    start: date, pauser: list[tuple[int, int]], merknad: bool
) -> None:
    hendelser: list[Any] = [(start.isoformat(), "mottatt")]
    for etter, lengde in pauser:
        stopp = start + timedelta(days=etter)
        hendelser += [
            (stopp.isoformat(), "mangelbrev", {"alvor": "mindre"}),
            ((stopp + timedelta(days=lengde)).isoformat(), "supplert", {"omfang": "alt"}),
        ]
    lest = les_tidslinje(et(*hendelser, nabomerknader=merknad))
    resultat = beregn(lest, KRAV)
    bok = [x for x in resultat.hovedbok if x.art in {"løper", "stoppet", "forlenget", "avtalt"}]
    frist = resultat.verdier["frist_streng"]
    assert bok[0].fra == start
    assert bok[-1].til == frist
    assert all(a.til == b.fra for a, b in itertools.pairwise(bok))
    uker = resultat.verdier["frist_klasse_uker"]
    stoppet = sum(x.dager for x in bok if x.art == "stoppet")
    assert frist == start + timedelta(weeks=uker, days=stoppet)
    assert stoppet == resultat.verdier["stoppet_dager"]


@given(start=dager)
def test_the_shifted_deadline_is_a_working_day_and_never_earlier(start: date) -> None:
    fikk = beregn(les_tidslinje(et((start.isoformat(), "mottatt"))), KRAV).verdier
    assert fikk["frist_149"] >= fikk["frist_streng"]
    assert fridag(fikk["frist_149"]) is None


def test_the_text_for_people_names_every_reading() -> None:
    lest = les_tidslinje(et(("2026-04-11", "mottatt"), ("2026-05-04", "vedtak_sendt")))
    tekst = som_tekst(lest, beregn(lest, KRAV))
    assert "§ 149" in tekst
    assert "Hovedbok" in tekst


@pytest.mark.parametrize("sak", SAKER, ids=lambda s: s[0])
def test_a_case_worked_by_hand_gets_the_hand_s_answer(sak: Sak) -> None:
    forventet = sak[4]
    fikk = svar(tidslinje(sak))
    assert {k: fikk.get(k) for k in forventet} == forventet


def day_by_day(start: date, weeks: int, stops: list[tuple[date, date]]) -> date:
    """The oracle: tear a leaf off the calendar each day, and count it unless the clock stood.

    The day a stop begins counts; the day it ends does not. A stop counts only if it begins no
    later than the last day.
    """
    left, day = weeks * 7, start
    while True:
        while left:
            day += timedelta(days=1)
            if not any(a < day <= b for a, b in stops):
                left -= 1
        later = [b for a, b in stops if a == day < b]
        if not later:
            return day
        day = max(later)


@given(
    start=dager,
    pauser=st.lists(st.tuples(st.integers(0, 100), st.integers(1, 60)), max_size=5),
    slag=st.sampled_from(["RS", "DI", "FA", "IG", "MB"]),
)
def test_the_deadline_is_the_one_a_calendar_gives(
    start: date, pauser: list[tuple[int, int]], slag: str
) -> None:
    hendelser = [{"date": start.isoformat(), "event": "mottatt"}]
    stopp = []
    for etter, lengde in pauser:
        fra = start + timedelta(days=etter)
        stopp.append((fra, fra + timedelta(days=lengde)))
    for fra, til in stopp:
        hendelser.append({"date": fra.isoformat(), "event": "sendt_regional_myndighet"})
        hendelser.append({"date": til.isoformat(), "event": "svar_regional_myndighet"})
    # The first answer after a letter ends its stop; so read the stops as the timeline tells them.
    svarene = sorted(til for _, til in stopp)
    lest_stopp = [(fra, min(s for s in svarene if s >= fra)) for fra, _ in stopp]
    fikk = beregn(
        les_tidslinje({"type": slag, "facts": {"dispensasjon": "plan"}, "events": hendelser}), KRAV
    ).verdier
    assert fikk["frist_streng"] == day_by_day(start, fikk["frist_klasse_uker"], lest_stopp)
