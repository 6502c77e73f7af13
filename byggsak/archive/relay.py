"""The relay: takes the next command of a case from the outbox to the archive.

One step at a time, strictly in order within the case. A crash between any two lines leaves a row
whose state says what to do next: the answer is in the ledger, or the command is looked up in the
archive before it is sent again under the same key.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Lock
from typing import TypeVar

import structlog

from byggsak.archive import commands
from byggsak.archive.errors import (
    InvalidRecord,
    PermanentCase,
    PermanentConfig,
    Transient,
    Unknown,
)
from byggsak.archive.outbox import CaseListener, CaseRef, ClaimLost, Outbox, Row, RowState
from byggsak.archive.port import ArchivePort, Fault, Outcome, State, Submission, SubmissionState
from byggsak.archive.visible import seen_in

log = structlog.get_logger()

T = TypeVar("T")


class Step(StrEnum):
    """What one call of `deliver_next` did."""

    DELIVERED = "levert"
    REFUSED = "nektet"
    ACCEPTED = "mottatt"
    POSTPONED = "utsatt"
    PAUSED = "stanset"
    IDLE = "ledig"

    @property
    def go_on(self) -> bool:
        """True when the case's next row may follow at once."""
        return self is Step.DELIVERED


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long to wait: between attempts (doubling), for a receipt, and for a lost worker."""

    first: timedelta = timedelta(seconds=30)
    longest: timedelta = timedelta(hours=6)
    attempts: int = 40  # with these waits: about a week
    receipt: timedelta = timedelta(days=7)
    claim: timedelta = timedelta(minutes=20)

    def after(self, attempts: int) -> timedelta:
        """The wait after so many failed attempts.

        >>> [Patience().after(n).total_seconds() for n in (1, 2, 3, 40)]
        [30.0, 60.0, 120.0, 21600.0]
        """
        return min(self.longest, self.first * (1 << min(attempts - 1, 20)))


def as_it_is(command: commands.Command) -> commands.Command:
    """Nothing is to be filled in."""
    return command


@dataclass(frozen=True, kw_only=True)
class Relay:
    """One archive and the outbox that feeds it. `now` is the clock of the process; `prepare` fills
    in what is known only when a command is sent (it must give the same for the same command)."""

    outbox: Outbox
    archive: ArchivePort
    adapter: str
    listener: CaseListener
    worker: str
    now: Callable[[], datetime]
    patience: Patience = Patience()
    prepare: Callable[[commands.Command], commands.Command] = as_it_is
    _in_hand: set[CaseRef] = field(default_factory=set, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def deliver_next(self, case: CaseRef) -> Step:
        """Carry the case's first unfinished row one step further."""
        if self.outbox.paused(self.adapter) is not None:
            return Step.PAUSED
        # The claim keeps other workers away; within this one, the set keeps other threads away.
        with self._lock:
            if case in self._in_hand:
                return Step.IDLE
            self._in_hand.add(case)
        try:
            return self._deliver(case)
        except ClaimLost:
            log.warning("arkiv.krav_tapt", sak=str(case), adapter=self.adapter)
            return Step.IDLE
        finally:
            with self._lock:
                self._in_hand.discard(case)

    def _deliver(self, case: CaseRef) -> Step:
        now = self.now()
        row = self.outbox.claim(case, self.worker, now, now + self.patience.claim)
        if row is None:
            return Step.IDLE
        if row.state is RowState.ACCEPTED:
            return self._refuse(row, "taushet", "Arkivet tok imot, men har aldri svart.")
        answer = self.outbox.answer(self.adapter, row)
        return self._tell_case(row, answer) if answer is not None else self._send(row)

    def take_receipts(self) -> list[Step]:
        """Store and acknowledge what an asynchronous archive has answered since."""
        steps = []
        for receipt in self.archive.poll():
            row = self.outbox.row_of(receipt.key)
            if row is not None and row.state in (RowState.ACCEPTED, RowState.SENDING):
                steps.append(self._answered(row, receipt.outcomes))
            elif row is None:
                log.warning("arkiv.kvittering_uten_oppdrag", key=receipt.key, id=receipt.id)
            self.archive.acknowledge(receipt.id)
        return steps

    def _send(self, row: Row) -> Step:
        try:
            command = self.prepare(commands.from_json(row.kind, row.payload))
        except InvalidRecord as error:
            return self._refuse(row, "ugyldig", str(error))
        if row.state is RowState.SENDING:
            seen = self._ask(row, lambda: seen_in(self.archive, command), RowState.SENDING)
            if isinstance(seen, Step):
                return seen
            if seen is not None:
                return self._answered(row, (seen,))
        self.outbox.sending(row)
        submission = self._ask(row, lambda: self.archive.submit(command), RowState.WAITING)
        return submission if isinstance(submission, Step) else self._judge(row, submission)

    def _ask(self, row: Row, question: Callable[[], T], unsent: RowState) -> T | Step:
        """The archive's answer, or the step that its error led to.

        `unsent` is the row's state when the archive says that nothing happened now: a lookup
        that fails says nothing about the earlier attempt.
        """
        try:
            return question()
        except Transient as error:
            return self._postpone(row, error.message, unsent)
        except Unknown as error:
            return self._postpone(row, error.message, RowState.SENDING)
        except PermanentConfig as error:
            return self._pause(row, error.message, unsent)
        except PermanentCase as error:
            return self._refuse(row, error.code, error.message)
        except Exception as error:
            log.exception("arkiv.adapter_krasjet", key=row.key, adapter=self.adapter)
            return self._postpone(row, f"{type(error).__name__} i adapteren", RowState.SENDING)

    def _judge(self, row: Row, submission: Submission) -> Step:
        if submission.state is SubmissionState.ACCEPTED:
            self.outbox.accepted(row, submission.ref, self.now() + self.patience.receipt)
            return Step.ACCEPTED
        unknown = submission.state is SubmissionState.UNKNOWN or any(
            outcome.state is State.UNKNOWN for outcome in submission.outcomes
        )
        if unknown:
            return self._postpone(row, "Arkivet vet ikke hva som skjedde.", RowState.SENDING)
        for outcome in submission.outcomes:
            if outcome.fault is Fault.CONFIG:
                return self._pause(
                    row, outcome.message or "Arkivet avviste oppsettet.", RowState.WAITING
                )
        return self._answered(row, submission.outcomes)

    def _answered(self, row: Row, outcomes: tuple[Outcome, ...]) -> Step:
        # A refusal stays out of the ledger: when a person has mended it, the row is sent again.
        for outcome in outcomes:
            if outcome.state is State.REJECTED:
                message = outcome.message or "Arkivet avviste oppdraget uten å si hvorfor."
                return self._refuse(row, outcome.code or PermanentCase.code, message)
        self.outbox.answered(row, self.adapter, outcomes, self.now())
        return self._tell_case(row, outcomes)

    def _tell_case(self, row: Row, outcomes: tuple[Outcome, ...]) -> Step:
        # Told before the row is finished: a crash in between tells the case once more, never not.
        remaining = self.outbox.unfinished(row.case) - 1
        self.listener.delivered(row, outcomes, remaining, self.now())
        self.outbox.finish(row, RowState.DONE, "")
        log.info("arkiv.levert", key=row.key, kind=row.kind, adapter=self.adapter)
        return Step.DELIVERED

    def _refuse(self, row: Row, code: str, message: str) -> Step:
        self.listener.refused(row, code, message, self.now())
        self.outbox.finish(row, RowState.REFUSED, f"{code}: {message}")
        log.warning("arkiv.nektet", key=row.key, kind=row.kind, kode=code, adapter=self.adapter)
        return Step.REFUSED

    def _postpone(self, row: Row, reason: str, state: RowState) -> Step:
        attempts = row.attempts + 1
        if attempts >= self.patience.attempts:
            return self._refuse(row, "ga-opp", f"Ga opp etter {attempts} forsøk. Sist: {reason}")
        next_at = self.now() + self.patience.after(attempts)
        self.outbox.postpone(row, next_at, reason, state, attempts)
        log.warning("arkiv.utsatt", key=row.key, forsoek=attempts, til=next_at.isoformat())
        return Step.POSTPONED

    def _pause(self, row: Row, reason: str, state: RowState) -> Step:
        # Nothing was wrong with this row: it keeps its attempts and its place.
        now = self.now()
        self.outbox.pause(self.adapter, reason, now)
        self.outbox.postpone(row, now, reason, state, row.attempts)
        log.error("arkiv.stanset", adapter=self.adapter, grunn=reason)
        return Step.PAUSED


def drain(relay: Relay, limit: int = 1000) -> dict[Step, int]:
    """Deliver everything that is due now, in this thread. Returns how many rows went where.

    Rows that must wait (POSTPONED, ACCEPTED) are left waiting; call again when their time comes.
    """
    counts = dict.fromkeys(Step, 0)
    while True:
        before = sum(counts.values())
        for step in relay.take_receipts():
            counts[step] += 1
        cases = relay.outbox.due(relay.worker, relay.now(), limit)
        for case in cases:
            step = Step.DELIVERED
            while step.go_on:
                step = relay.deliver_next(case)
                counts[step] += step is not Step.IDLE
        if sum(counts.values()) == before or counts[Step.PAUSED]:
            return counts
