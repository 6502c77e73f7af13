"""The relay: strict order, no command lost, none carried out twice, someone told of a refusal."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byggsak.archive.commands import Command, kind_of
from byggsak.archive.errors import PermanentConfig, Transient, Unknown
from byggsak.archive.outbox import CaseRef, RowState
from byggsak.archive.port import (
    ArchivePort,
    Capabilities,
    Outcome,
    Receipt,
    State,
    Submission,
    SubmissionState,
)
from byggsak.archive.registry import create
from byggsak.archive.relay import Patience, Relay, Step, drain
from byggsak.store.arkivkoe import Arkivkoe
from byggsak.store.enhet import Lager
from byggsak.store.motor import lag_motor
from byggsak.testing.archive import Files, Names
from byggsak.testing.archive_examples import (
    add_document,
    archive_entry,
    ensure_case,
    ensure_entry,
)
from tests.arkivhjelp import DATABASES, Clock, Listener, database, put


class Troubled:
    """An archive whose line is bad: `before` and `after` may raise around a submit."""

    def __init__(self, inner: ArchivePort) -> None:
        self.inner = inner
        self.sent: list[str] = []
        self.looked_up = 0
        self.before: Callable[[Command], None] = lambda command: None
        self.after: Callable[[Command], None] = lambda command: None

    def submit(self, command: Command) -> Submission:
        self.before(command)
        self.sent.append(command.key)
        answer = self.inner.submit(command)
        self.after(command)
        return answer

    def find(self, key):  # type: ignore[no-untyped-def]
        self.looked_up += 1
        return self.inner.find(key)

    def __getattr__(self, name: str):  # type: ignore[no-untyped-def]
        return getattr(self.inner, name)


class Bench:
    """One case with an entry and a document in the outbox, an archive, and a clock."""

    def __init__(self, url: str) -> None:
        self.files = Files()
        self.names = Names()
        self.archive = Troubled(create("memory", {}, self.files))
        self.clock = Clock()
        self.listener = Listener()
        self.engine = lag_motor(url)
        self.outbox = Arkivkoe(self.engine)
        self.case = CaseRef("9999", self.names.root)
        self.relay = self.worker("byggsak-worker-1")

    def worker(self, name: str) -> Relay:
        return Relay(
            outbox=self.outbox,
            archive=self.archive,
            adapter="memory",
            listener=self.listener,
            worker=name,
            now=self.clock,
        )

    def commands(self) -> list[Command]:
        document = add_document(self.names, self.files.add(b"the application"))
        return [
            ensure_case(self.names),
            ensure_entry(self.names),
            document,
            archive_entry(self.names),
        ]

    def put(self) -> list[str]:
        commands = self.commands()
        put(self.engine, self.case, commands)
        return [command.key for command in commands]


@pytest.fixture(params=DATABASES)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    with database(request.param, tmp_path) as url:
        bench = Bench(url)
        yield bench
        bench.engine.dispose()


def fail_once(error: Exception) -> Callable[[Command], None]:
    left = [error]

    def fail(command: Command) -> None:
        if left:
            raise left.pop()

    return fail


def test_a_case_is_delivered_in_the_order_it_was_written(bench: Bench) -> None:
    keys = bench.put()
    counts = drain(bench.relay)
    assert counts[Step.DELIVERED] == 4
    assert bench.archive.sent == keys
    assert bench.listener.delivered_keys == keys
    assert bench.listener.remaining == [3, 2, 1, 0]
    assert bench.outbox.unfinished(bench.case) == 0


def test_draining_an_empty_outbox_does_nothing(bench: Bench) -> None:
    assert sum(drain(bench.relay).values()) == 0


def test_a_transient_error_waits_longer_each_time_and_holds_the_case_back(bench: Bench) -> None:
    keys = bench.put()
    errors = [Transient("503"), Transient("503")]

    def down(command: Command) -> None:
        if errors:
            raise errors.pop()

    bench.archive.before = down
    assert drain(bench.relay)[Step.POSTPONED] == 1
    assert bench.archive.sent == []
    bench.clock.forward(seconds=29)
    assert sum(drain(bench.relay).values()) == 0
    bench.clock.forward(seconds=1)
    assert drain(bench.relay)[Step.POSTPONED] == 1
    bench.clock.forward(seconds=59)
    assert sum(drain(bench.relay).values()) == 0
    bench.clock.forward(seconds=1)
    assert drain(bench.relay)[Step.DELIVERED] == 4
    assert bench.archive.sent == keys


def test_a_lost_answer_is_looked_up_before_anything_is_sent_again(bench: Bench) -> None:
    keys = bench.put()
    bench.archive.after = fail_once(Unknown("timeout"))
    assert drain(bench.relay)[Step.POSTPONED] == 1
    bench.clock.forward(minutes=1)
    drain(bench.relay)
    assert bench.archive.looked_up == 1
    assert bench.archive.sent == keys, "what the archive already had was sent again"
    assert bench.listener.delivered_keys == keys


def test_a_command_that_never_arrived_is_sent_again_with_the_same_key(bench: Bench) -> None:
    keys = bench.put()
    bench.archive.before = fail_once(Unknown("timeout"))
    drain(bench.relay)
    bench.clock.forward(minutes=1)
    drain(bench.relay)
    assert bench.archive.looked_up == 1
    assert bench.archive.sent == keys


def test_a_crash_inside_the_adapter_counts_as_a_lost_answer(bench: Bench) -> None:
    keys = bench.put()
    bench.archive.after = fail_once(KeyError("systemID"))
    assert drain(bench.relay)[Step.POSTPONED] == 1
    bench.clock.forward(minutes=1)
    drain(bench.relay)
    assert bench.archive.sent == keys


def test_a_refusal_stops_the_case_and_reaches_a_person(bench: Bench) -> None:
    commands = bench.commands()
    put(bench.engine, bench.case, [commands[0], commands[2], commands[1]])
    counts = drain(bench.relay)
    assert counts[Step.DELIVERED] == 1
    assert counts[Step.REFUSED] == 1
    [(key, code, message)] = bench.listener.refusals
    assert (key, code) == (commands[2].key, "finnes-ikke")
    assert "finnes ikke i arkivet" in message
    bench.clock.forward(days=30)
    assert sum(drain(bench.relay).values()) == 0, "rows behind a refusal must wait for a person"


def test_another_case_is_not_held_back_by_a_refusal(bench: Bench) -> None:
    commands = bench.commands()
    put(bench.engine, bench.case, [commands[1]])
    other = Names()
    put(bench.engine, CaseRef("9999", other.root), [ensure_case(other)])
    counts = drain(bench.relay)
    assert (counts[Step.REFUSED], counts[Step.DELIVERED]) == (1, 1)


def test_a_refused_row_that_a_person_has_mended_goes_on(bench: Bench) -> None:
    commands = bench.commands()
    put(bench.engine, bench.case, [commands[1], commands[3]])
    drain(bench.relay)
    bench.archive.inner.submit(commands[0])
    with Lager(bench.engine).for_kommune("9999").enhet() as enhet:
        assert enhet.utboks.frigi(commands[1].key, bench.clock())
    assert drain(bench.relay)[Step.DELIVERED] == 2


def test_wrong_set_up_pauses_the_adapter_and_burns_no_attempts(bench: Bench) -> None:
    bench.put()
    bench.archive.before = fail_once(PermanentConfig("401 Unauthorized"))
    assert drain(bench.relay)[Step.PAUSED] == 1
    assert bench.outbox.paused("memory") == "401 Unauthorized"
    bench.clock.forward(days=1)
    drain(bench.relay)
    assert bench.archive.sent == []
    bench.outbox.resume("memory")
    assert drain(bench.relay)[Step.DELIVERED] == 4


def test_after_a_week_of_failures_a_person_is_told(bench: Bench) -> None:
    bench.put()

    def down(command: Command) -> None:
        raise Transient("503")

    bench.archive.before = down
    for _ in range(Patience().attempts):
        drain(bench.relay)
        bench.clock.forward(hours=6)
    [(_, code, message)] = bench.listener.refusals
    assert code == "ga-opp"
    assert "503" in message


def test_a_row_held_by_one_worker_is_left_alone_by_another_until_the_claim_runs_out(
    bench: Bench,
) -> None:
    bench.put()
    until = bench.clock() + Patience().claim
    held = bench.outbox.claim(bench.case, "byggsak-worker-1", bench.clock(), until)
    assert held is not None
    other = bench.worker("byggsak-worker-2")
    assert other.deliver_next(bench.case) is Step.IDLE
    assert list(bench.outbox.due("byggsak-worker-2", bench.clock(), 10)) == []
    assert list(bench.outbox.due("byggsak-worker-1", bench.clock(), 10)) == [bench.case]
    bench.clock.forward(minutes=21)
    assert other.deliver_next(bench.case) is Step.DELIVERED


def test_a_worker_that_lost_its_claim_changes_nothing(bench: Bench) -> None:
    keys = bench.put()

    def slow(command: Command) -> None:
        bench.archive.after = lambda command: None
        bench.clock.forward(minutes=21)
        assert bench.worker("byggsak-worker-2").deliver_next(bench.case) is Step.DELIVERED

    bench.archive.after = slow
    assert bench.relay.deliver_next(bench.case) is Step.IDLE
    drain(bench.relay)
    assert bench.listener.delivered_keys == keys


def test_a_payload_that_cannot_be_read_is_refused_not_sent(bench: Bench) -> None:
    command = replace(ensure_case(bench.names), key="x")
    put(bench.engine, bench.case, [command])
    with bench.engine.begin() as db:
        db.exec_driver_sql("UPDATE byg_utboks SET slag = 'Ukjent'")
    assert drain(bench.relay)[Step.REFUSED] == 1
    assert bench.archive.sent == []
    assert kind_of(command) in bench.listener.refusals[0][2]


class Slow(Troubled):
    """An archive that accepts at once and answers later, the same receipt until acknowledged."""

    def __init__(self, inner: ArchivePort) -> None:
        super().__init__(inner)
        self.receipts: dict[str, Receipt] = {}

    def capabilities(self) -> Capabilities:
        return Capabilities(answers="async")

    def submit(self, command: Command) -> Submission:
        outcomes = super().submit(command).outcomes
        ref = f"msg-{len(self.sent)}"
        self.receipts[ref] = Receipt(id=ref, key=command.key, outcomes=outcomes)
        return Submission(ref=ref, state=SubmissionState.ACCEPTED)

    def poll(self) -> list[Receipt]:
        return list(self.receipts.values())

    def acknowledge(self, receipt_id: str) -> None:
        self.receipts.pop(receipt_id, None)


def test_an_asynchronous_archive_gets_the_next_command_only_after_the_receipt(
    bench: Bench,
) -> None:
    keys = bench.put()
    slow = Slow(bench.archive.inner)
    relay = replace(bench.relay, archive=slow)
    assert relay.deliver_next(bench.case) is Step.ACCEPTED
    assert relay.deliver_next(bench.case) is Step.IDLE
    assert slow.sent == keys[:1]
    assert drain(relay)[Step.DELIVERED] == 4
    assert slow.sent == keys
    assert slow.receipts == {}


def test_a_receipt_that_comes_twice_tells_the_case_once(bench: Bench) -> None:
    keys = bench.put()
    slow = Slow(bench.archive.inner)
    relay = replace(bench.relay, archive=slow)
    relay.deliver_next(bench.case)
    [receipt] = slow.poll()
    relay.take_receipts()
    slow.receipts[receipt.id] = receipt
    relay.take_receipts()
    assert bench.listener.delivered_keys == keys[:1]
    assert slow.receipts == {}


def test_silence_after_acceptance_becomes_an_alarm(bench: Bench) -> None:
    bench.put()
    slow = Slow(bench.archive.inner)
    relay = replace(bench.relay, archive=slow)
    relay.deliver_next(bench.case)
    slow.receipts.clear()
    bench.clock.forward(days=6)
    assert sum(drain(relay).values()) == 0
    bench.clock.forward(days=1)
    assert drain(relay)[Step.REFUSED] == 1
    assert bench.listener.refusals[0][1] == "taushet"


def test_an_outcome_that_the_archive_calls_unknown_is_looked_up(bench: Bench) -> None:
    keys = bench.put()

    class Unsure(Troubled):
        def submit(self, command: Command) -> Submission:
            answer = super().submit(command)
            if len(self.sent) > 1:
                return answer
            lost = tuple(
                Outcome(target=outcome.target, state=State.UNKNOWN) for outcome in answer.outcomes
            )
            return replace(answer, outcomes=lost)

    unsure = Unsure(bench.archive.inner)
    relay = replace(bench.relay, archive=unsure)
    assert drain(relay)[Step.POSTPONED] == 1
    bench.clock.forward(minutes=1)
    drain(relay)
    assert unsure.sent == keys


@given(st.integers(min_value=1, max_value=10_000))
def test_the_wait_never_shrinks_and_never_exceeds_its_ceiling(attempts: int) -> None:
    patience = Patience()
    assert patience.after(attempts) <= patience.after(attempts + 1) <= patience.longest


def test_row_states_fit_their_column() -> None:
    assert all(len(state) <= 16 for state in RowState)
