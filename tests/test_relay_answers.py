"""Answers that are none, receipts that come again or too early, and an archive that is away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from byggsak.archive.commands import Command, target_of
from byggsak.archive.errors import PermanentConfig, Transient, Unknown
from byggsak.archive.outbox import CaseRef, Found, Row, RowState
from byggsak.archive.patience import Breaker
from byggsak.archive.port import Outcome, Receipt, State, Submission, SubmissionState
from byggsak.archive.relay import Step, drain
from byggsak.services.arkivlevering import Arkivlevering
from byggsak.store.enhet import Lager
from byggsak.testing.archive import Names
from byggsak.testing.archive_examples import ensure_case
from tests.arkivhjelp import DATABASES, START, database, put
from tests.test_relay import Bench, Slow, Troubled


@pytest.fixture(params=DATABASES)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    with database(request.param, tmp_path) as url:
        bench = Bench(url)
        yield bench
        bench.engine.dispose()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Bench]:
    """The same on SQLite alone, for what does not depend on the database."""
    with database("sqlite", tmp_path) as url:
        bench = Bench(url)
        yield bench
        bench.engine.dispose()


def done(*outcomes: Outcome) -> Submission:
    return Submission(ref="r", state=SubmissionState.DONE, outcomes=outcomes)


def about_another(command: Command) -> Submission:
    other = replace(target_of(command), value="noe annet")
    return done(Outcome(target=other, state=State.CREATED))


NO_ANSWERS: dict[str, Callable[[Command], Any]] = {
    "nothing": lambda command: None,
    "some JSON": lambda command: {"state": "done"},
    "a state there is not": lambda command: Submission(ref="r", state="ferdig"),  # type: ignore[arg-type]
    "done, about nothing": lambda command: done(),
    "done, about something else": about_another,
}


@pytest.mark.parametrize("said", NO_ANSWERS)
@pytest.mark.parametrize("carried_out", [False, True])
def test_an_answer_that_says_nothing_of_the_object_is_not_taken_for_a_delivery(
    said: str, carried_out: bool, small: Bench
) -> None:
    keys = small.put()

    class Garbled(Troubled):
        def submit(self, command: Command) -> Any:
            self.sent.append(command.key)
            if len(self.sent) > 1:
                return self.inner.submit(command)
            if carried_out:
                self.inner.submit(command)
            return NO_ANSWERS[said](command)

    garbled = Garbled(small.archive.inner)
    relay = replace(small.relay, archive=garbled)
    assert drain(relay)[Step.POSTPONED] == 1
    assert small.listener.delivered_keys == []
    small.clock.forward(minutes=1)
    drain(relay)
    assert garbled.sent == (keys if carried_out else [keys[0], *keys])
    assert small.listener.delivered_keys == keys


def later(bench: Bench) -> tuple[Slow, Any]:
    """An archive that answers later, with the first command of the case taken."""
    slow = Slow(bench.archive.inner)
    relay = replace(bench.relay, archive=slow)
    assert relay.deliver_next(bench.case) is Step.ACCEPTED
    return slow, relay


def test_a_receipt_that_does_not_know_is_looked_up(bench: Bench) -> None:
    keys = bench.put()
    slow, relay = later(bench)
    [(ref, receipt)] = slow.receipts.items()
    unsure = tuple(replace(one, state=State.UNKNOWN) for one in receipt.outcomes)
    slow.receipts[ref] = replace(receipt, outcomes=unsure)
    assert relay.take_receipts() == [Step.POSTPONED]
    assert bench.listener.delivered_keys == []
    bench.clock.forward(minutes=1)
    assert drain(relay)[Step.DELIVERED] == 4
    assert slow.sent == keys


def test_a_receipt_about_wrong_set_up_pauses_the_adapter(small: Bench) -> None:
    from byggsak.archive.port import Fault

    small.put()
    slow, relay = later(small)
    [(ref, receipt)] = slow.receipts.items()
    bad = tuple(replace(one, state=State.REJECTED, fault=Fault.CONFIG) for one in receipt.outcomes)
    slow.receipts[ref] = replace(receipt, outcomes=bad)
    assert relay.take_receipts() == [Step.PAUSED]
    assert small.listener.refusals == []


@pytest.mark.parametrize(
    "error", [Transient("503"), Unknown("timeout"), json.JSONDecodeError("x", "<html>", 0)]
)
def test_an_archive_that_cannot_tell_of_its_receipts_now_is_asked_again(
    error: Exception, small: Bench
) -> None:
    small.put()
    slow, relay = later(small)
    poll = slow.poll

    def down() -> list[Receipt]:
        raise error

    slow.poll = down  # type: ignore[method-assign]
    assert relay.take_receipts() == []
    slow.poll = poll  # type: ignore[method-assign]
    assert relay.take_receipts() == [Step.DELIVERED]


def test_an_archive_that_refuses_our_login_for_receipts_is_paused(small: Bench) -> None:
    small.put()
    slow, relay = later(small)

    def locked_out() -> list[Receipt]:
        raise PermanentConfig("401 Unauthorized")

    slow.poll = locked_out  # type: ignore[method-assign]
    assert relay.take_receipts() == [Step.PAUSED]
    assert small.outbox.paused("memory") == "401 Unauthorized"


def test_an_old_refusal_that_comes_again_does_not_refuse_what_a_person_has_mended(
    bench: Bench,
) -> None:
    commands = bench.commands()
    put(bench.engine, bench.case, commands[1:2])  # its case is not in the archive
    slow, relay = later(bench)
    [receipt] = slow.poll()
    assert relay.take_receipts() == [Step.REFUSED]
    bench.archive.inner.submit(commands[0])
    with Lager(bench.engine).for_kommune("9999").enhet() as enhet:
        assert enhet.utboks.frigi(commands[1].key, bench.clock())
    assert relay.deliver_next(bench.case) is Step.ACCEPTED
    slow.receipts = {receipt.id: receipt, **slow.receipts}
    assert relay.take_receipts() == [Step.DELIVERED]
    assert len(bench.listener.refusals) == 1
    assert slow.receipts == {}


def test_a_receipt_that_comes_before_its_submit_has_returned_waits_for_it(bench: Bench) -> None:
    keys = bench.put()
    slow = Slow(bench.archive.inner)
    relay = replace(bench.relay, archive=slow)
    early: list[list[Step]] = []

    def at_once(command: Command) -> None:
        outcome = Outcome(target=target_of(command), state=State.CREATED)
        slow.receipts["early"] = Receipt(id="early", key=command.key, outcomes=(outcome,))
        early.append(replace(relay, worker="byggsak-worker-2").take_receipts())

    slow.after = at_once
    assert relay.deliver_next(bench.case) is Step.ACCEPTED
    assert early == [[]]
    assert "early" in slow.receipts
    slow.after = lambda command: None
    assert drain(relay)[Step.DELIVERED] == 4
    assert bench.listener.delivered_keys == keys


def test_a_worker_that_died_with_a_receipt_in_hand_is_not_the_archive_s_silence(
    bench: Bench,
) -> None:
    keys = bench.put()
    _, relay = later(bench)
    until = bench.clock() + timedelta(minutes=20)
    held = bench.outbox.claim_answered(keys[0], relay.worker, bench.clock(), until)
    assert isinstance(held, Row)
    assert list(bench.outbox.due(relay.worker, bench.clock(), 10)) == []
    assert relay.deliver_next(bench.case) is Step.IDLE
    other = bench.outbox.claim_answered(keys[0], "byggsak-worker-2", bench.clock(), until)
    assert other is Found.HELD
    assert relay.take_receipts() == [Step.DELIVERED]
    assert bench.listener.refusals == []


def test_a_command_sent_again_after_a_silence_is_looked_up_first(bench: Bench) -> None:
    keys = bench.put()
    slow, relay = later(bench)
    slow.receipts.clear()
    bench.clock.forward(days=7)
    assert drain(relay)[Step.REFUSED] == 1
    with Lager(bench.engine).for_kommune("9999").enhet() as enhet:
        assert enhet.utboks.frigi(keys[0], bench.clock())
    assert drain(relay)[Step.DELIVERED] == 4
    assert slow.sent == keys, "what the archive had taken was sent again"


def test_a_claimed_row_counts_as_sent_from_the_moment_it_is_claimed(bench: Bench) -> None:
    bench.put()
    now = bench.clock()
    until = now + timedelta(minutes=20)
    first = bench.outbox.claim(bench.case, "byggsak-worker-1", now, until)
    again = bench.outbox.claim(bench.case, "byggsak-worker-1", now, until)
    assert first is not None
    assert again is not None
    assert (first.state, again.state) == (RowState.WAITING, RowState.SENDING)


# An archive that is away


def test_a_breaker_opens_after_failures_in_a_row_and_lets_one_through_now_and_then() -> None:
    breaker, now = Breaker(timedelta(seconds=30), timedelta(minutes=5), limit=3), START
    assert not breaker.failed(now)
    assert not breaker.succeeded()
    assert [breaker.failed(now) for _ in range(3)] == [False, False, True]
    waits = []
    for _ in range(6):
        asked = now
        while not breaker.may_try(now):
            now += timedelta(seconds=10)
        assert breaker.enter(now)
        assert not breaker.enter(now), "only one is let through"
        assert not breaker.failed(now)
        waits.append((now - asked).total_seconds())
    assert waits == [30, 60, 120, 240, 300, 300]
    assert breaker.succeeded()
    assert breaker.enter(now)
    assert breaker.enter(now)


@pytest.mark.parametrize("kind", DATABASES)
def test_when_the_archive_is_back_after_hours_everything_is_due_at_once(
    kind: str, tmp_path: Path
) -> None:
    with database(kind, tmp_path) as url:
        bench = Bench(url)
        cases = [Names() for _ in range(12)]
        for names in cases:
            put(bench.engine, CaseRef("9999", names.root), [ensure_case(names)])
        tried: list[str] = []

        def away(command: Command) -> None:
            tried.append(command.key)
            raise Transient("connection refused")

        bench.archive.before = away
        delivery = Arkivlevering(bench.relay)
        for _ in range(4 * 12):
            round_(delivery)
            bench.clock.forward(minutes=5)
        assert len(tried) <= 4 * 12 + 8, "an archive that is away is asked once in five minutes"
        bench.archive.before = lambda command: None
        round_(delivery)
        round_(delivery)
        assert len(bench.listener.delivered_keys) == 12
        bench.engine.dispose()


def round_(delivery: Arkivlevering) -> None:
    for group in delivery.grupper():
        while delivery.steg(group):
            pass


def test_the_cases_of_a_group_are_found_and_no_others(bench: Bench) -> None:
    for sak in ("2026-000123", "2026-000223", "2026-000124"):
        put(bench.engine, CaseRef("9999", sak), [ensure_case(Names())])
    due = bench.outbox.due("w", bench.clock(), 10, "9999-23")
    assert [case.sak for case in due] == ["2026-000123", "2026-000223"]
    assert list(bench.outbox.due("w", bench.clock(), 10, "0301-23")) == []
