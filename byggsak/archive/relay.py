"""The relay: takes the next command of a case from the outbox to the archive.

One step at a time, strictly in order within the case. A crash between any two lines leaves a row
whose state says what to do next: the answer is in the ledger, or the command is looked up in the
archive before it is sent again under the same key.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
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
from byggsak.archive.outbox import CaseListener, CaseRef, ClaimLost, Found, Outbox, Row, RowState
from byggsak.archive.patience import Patience
from byggsak.archive.port import (
    ArchivePort,
    Fault,
    Outcome,
    Receipt,
    State,
    Submission,
    SubmissionState,
)
from byggsak.archive.visible import seen_in

log = structlog.get_logger()

__all__ = ["Patience", "Relay", "Step", "drain"]

T = TypeVar("T")
Answer = tuple[Outcome, ...]
"""What the archive says became of the objects of a command; never empty."""
UNSURE = "Arkivet vet ikke hva som skjedde."


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
    patience: Patience = field(default_factory=Patience)
    prepare: Callable[[commands.Command], commands.Command] = as_it_is
    _in_hand: set[CaseRef] = field(default_factory=set, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def deliver_next(self, case: CaseRef) -> Step:
        """Carry the case's first unfinished row one step further."""
        return self.deliver(case, most=1)[-1]

    def deliver(self, case: CaseRef, most: int = 100) -> list[Step]:
        """Carry the case's rows on, one after the other, until one must wait or `most` are done.
        What became of each; the last says why it went no further."""
        if self.outbox.paused(self.adapter) is not None:
            return [Step.PAUSED]
        # The claim keeps other workers away; within this one, the set keeps other threads away.
        with self._lock:
            if case in self._in_hand:
                return [Step.IDLE]
            self._in_hand.add(case)
        steps: list[Step] = []
        try:
            now = self.now()
            row = self.outbox.claim(case, self.worker, now, now + self.patience.claim)
            while row is not None:
                answer = self._carry(row)
                if isinstance(answer, Step):
                    return [*steps, answer]
                steps.append(Step.DELIVERED)
                row = self._settle(row, answer, another=len(steps) < most)
            return steps or [Step.IDLE]
        except ClaimLost:
            log.warning("arkiv.krav_tapt", sak=str(case), adapter=self.adapter)
            return [*steps, Step.IDLE]
        finally:
            with self._lock:
                self._in_hand.discard(case)

    def _carry(self, row: Row) -> Step | Answer:
        """What the archive says of a row that this worker holds, or why there is no answer yet."""
        if row.state is RowState.ACCEPTED:
            return self._refuse(row, "taushet", "Arkivet tok imot, men har aldri svart.")
        if row.state is RowState.WAITING:
            return self._send(row)
        answer = self.outbox.answer(self.adapter, row)
        return self._send(row) if answer is None else answer

    def _settle(self, row: Row, answer: Answer, *, another: bool) -> Row | None:
        """The answer is kept and the case told; its next row when it is wanted and may be taken.

        Of the last row the case is told before the row is finished: a crash in between tells it
        once more, never not.
        """
        now = self.now()
        until = now + self.patience.claim if another else None
        remaining, following = self.outbox.settle(row, self.adapter, answer, now, until)
        self.listener.delivered(row, answer, remaining, now)
        if remaining == 0:
            self.outbox.finish(row, RowState.DONE, "")
        log.info("arkiv.levert", key=row.key, kind=row.kind, adapter=self.adapter)
        return following

    def take_receipts(self) -> list[Step]:
        """Store and acknowledge what an asynchronous archive has answered since.

        An archive that cannot be asked now is asked again the next time.
        """
        try:
            receipts = list(self.archive.poll())
        except PermanentConfig as error:
            self.outbox.pause(self.adapter, error.message, self.now())
            log.error("arkiv.stanset", adapter=self.adapter, grunn=error.message)
            return [Step.PAUSED]
        except Exception:
            log.exception("arkiv.kvitteringer_ikke_hentet", adapter=self.adapter)
            return []
        steps = []
        for receipt in receipts:
            try:
                steps += self._take(receipt)
            except ClaimLost:  # it is told again until it is acknowledged
                log.warning("arkiv.krav_tapt", key=receipt.key, adapter=self.adapter)
        return steps

    def _take(self, receipt: Receipt) -> list[Step]:
        now = self.now()
        steps = []
        if not self.outbox.taken(self.adapter, receipt.key, receipt.id):
            row = self.outbox.claim_answered(
                receipt.key, self.worker, now, now + self.patience.claim
            )
            if row is Found.HELD:  # someone is at it now: let them finish, and look again
                return []
            if row is Found.NOWHERE:
                log.warning("arkiv.kvittering_uten_oppdrag", key=receipt.key, id=receipt.id)
            elif isinstance(row, Row):
                command = commands.from_json(row.kind, row.payload)
                answer = self._judge_outcomes(row, command, receipt.outcomes)
                if not isinstance(answer, Step):
                    self._settle(row, answer, another=False)
                    answer = Step.DELIVERED
                steps.append(answer)
            self.outbox.take(self.adapter, receipt.key, receipt.id, now)
        try:
            self.archive.acknowledge(receipt.id)
        except Exception:
            log.exception("arkiv.ikke_bekreftet", key=receipt.key, adapter=self.adapter)
        return steps

    def _send(self, row: Row) -> Step | Answer:
        try:
            command = self.prepare(commands.from_json(row.kind, row.payload))
        except InvalidRecord as error:
            return self._refuse(row, "ugyldig", str(error))
        if row.state is RowState.SENDING:
            seen = self._ask(row, lambda: seen_in(self.archive, command), RowState.SENDING)
            if isinstance(seen, Step):
                return seen
            if seen is not None:
                return (seen,)
        submission = self._ask(
            row, lambda: understood(self.archive.submit(command)), RowState.WAITING
        )
        return submission if isinstance(submission, Step) else self._judge(row, command, submission)

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

    def _judge(self, row: Row, command: commands.Command, submission: Submission) -> Step | Answer:
        if submission.state is SubmissionState.ACCEPTED:
            self.outbox.accepted(row, submission.ref, self.now() + self.patience.receipt)
            return Step.ACCEPTED
        if submission.state is SubmissionState.UNKNOWN:
            return self._postpone(row, UNSURE, RowState.SENDING)
        return self._judge_outcomes(row, command, submission.outcomes)

    def _judge_outcomes(
        self, row: Row, command: commands.Command, outcomes: Answer
    ) -> Step | Answer:
        if any(outcome.state is State.UNKNOWN for outcome in outcomes):
            return self._postpone(row, UNSURE, RowState.SENDING)
        for outcome in outcomes:
            if outcome.fault is Fault.CONFIG:
                return self._pause(
                    row, outcome.message or "Arkivet avviste oppsettet.", RowState.WAITING
                )
        # «Done» about nothing, or about something else, is no answer to what was asked.
        if all(outcome.target != commands.target_of(command) for outcome in outcomes):
            return self._postpone(
                row, "Arkivet svarte uten å si hva som ble av objektet.", RowState.SENDING
            )
        # A refusal stays out of the ledger: when a person has mended it, the row is sent again.
        for outcome in outcomes:
            if outcome.state is State.REJECTED:
                message = outcome.message or "Arkivet avviste oppdraget uten å si hvorfor."
                return self._refuse(row, outcome.code or PermanentCase.code, message)
        return outcomes

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


def understood(submission: object) -> Submission:
    """The answer of `submit`, when it is one: an adapter may hand on whatever it was sent."""
    if not isinstance(submission, Submission) or not isinstance(submission.state, SubmissionState):
        raise TypeError(f"submit answered {type(submission).__name__}, not a Submission.")
    if not all(isinstance(outcome, Outcome) for outcome in submission.outcomes):
        raise TypeError("submit answered with outcomes that are not Outcome.")
    return submission


def drain(relay: Relay, limit: int = 1000) -> dict[Step, int]:
    """Deliver everything that is due now, in this thread. Returns how many rows went where.

    Rows that must wait (POSTPONED, ACCEPTED) are left waiting; call again when their time comes.
    """
    counts = dict.fromkeys(Step, 0)
    while True:
        before = sum(counts.values())
        for step in relay.take_receipts():
            counts[step] += 1
        for case in relay.outbox.due(relay.worker, relay.now(), limit):
            step = Step.DELIVERED
            while step.go_on:
                steps = relay.deliver(case)
                step = steps[-1]
                for one in steps:
                    counts[one] += one is not Step.IDLE
        if sum(counts.values()) == before or counts[Step.PAUSED]:
            return counts
