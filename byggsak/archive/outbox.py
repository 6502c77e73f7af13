"""What the relay needs of the outbox: rows in strict order per case, and a ledger of answers.

The rows are written in the same transaction as the event they come from; `store` implements this
protocol on SQL. A row goes

    WAITING ─► SENDING ─► ANSWERED ─► DONE
       ▲          │   └─► ACCEPTED ─►┘ (receipt)  └─► REFUSED (a person must act; the case waits)
       └──────────┘ (nothing happened: later)

A waiting row becomes SENDING as it is claimed: a row found SENDING by the next worker is one whose
answer may be lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any, Literal, Protocol

from byggsak.archive.port import Outcome


class RowState(StrEnum):
    WAITING = "venter"
    SENDING = "sendes"
    ACCEPTED = "mottatt"
    ANSWERED = "besvart"
    DONE = "levert"
    REFUSED = "nektet"


@dataclass(frozen=True, order=True)
class CaseRef:
    """A case: the municipality's number and the case's own id."""

    kommune: str
    sak: str

    def __str__(self) -> str:
        return f"{self.kommune}-{self.sak}"

    @property
    def group(self) -> str:
        """One of about a hundred groups of the municipality's cases, which are worked on together:
        the last two characters of the case's id.

        >>> CaseRef("9999", "2026-000123").group
        '9999-23'
        """
        return f"{self.kommune}-{self.sak[-2:]}"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One command of the outbox, with the state it had when it was claimed."""

    case: CaseRef
    key: str
    kind: str
    payload: Mapping[str, Any]
    state: RowState
    attempts: int
    worker: str


class Found(Enum):
    """What became of the row that a receipt is about, when there is nothing to do with it now."""

    NOWHERE = "ukjent"
    HELD = "i arbeid"
    FINISHED = "ferdig"


class ClaimLost(Exception):
    """The claim on the row ran out and another worker has taken it. Leave the row alone."""


class Outbox(Protocol):
    """Each method is one transaction. A change of a row that the worker no longer holds raises
    ClaimLost; unless it says otherwise, a change ends the claim."""

    def due(
        self, worker: str, now: datetime, limit: int, group: str | None = None
    ) -> Sequence[CaseRef]:
        """Cases whose first unfinished row this worker may take now, longest waiting first; of
        one `CaseRef.group`, or of all."""
        ...

    def claim(self, case: CaseRef, worker: str, now: datetime, until: datetime) -> Row | None:
        """The case's first unfinished row, held by `worker` until `until`.

        None when there is none, when its time has not come, when it was refused, or when
        another worker holds it. A worker may claim again what it held itself. A row that was
        WAITING is SENDING from now on; the answer has the state it had before.
        """
        ...

    def unfinished(self, case: CaseRef) -> int:
        """How many rows of the case are not DONE."""
        ...

    def settle(
        self,
        row: Row,
        adapter: str,
        outcomes: tuple[Outcome, ...],
        now: datetime,
        until: datetime | None,
    ) -> tuple[int, Row | None]:
        """The ledger holds the answer. How many other rows of the case are not DONE, and the next.

        When there are others, the row is DONE, and with `until` the next of them is claimed, if it
        may be. The last row is ANSWERED and still held: the case is to be told, then `finish`.
        """
        ...

    def answer(self, adapter: str, row: Row) -> tuple[Outcome, ...] | None:
        """What the ledger says that the archive answered to the row's key."""
        ...

    def accepted(self, row: Row, ref: str, alarm_at: datetime) -> None:
        """The archive will answer later; silence until `alarm_at` is a failure."""
        ...

    def postpone(
        self, row: Row, next_at: datetime, reason: str, state: RowState, attempts: int
    ) -> None:
        """Try again at `next_at`, WAITING or SENDING."""
        ...

    def finish(
        self, row: Row, state: Literal[RowState.DONE, RowState.REFUSED], reason: str
    ) -> None: ...

    def claim_answered(self, key: str, worker: str, now: datetime, until: datetime) -> Row | Found:
        """The row of a command key, for a receipt that has come, held by `worker`."""
        ...

    def taken(self, adapter: str, key: str, receipt: str) -> bool:
        """Has this receipt been dealt with before? Archives send some of them again."""
        ...

    def take(self, adapter: str, key: str, receipt: str, now: datetime) -> None:
        """The receipt has been dealt with."""
        ...

    def hurry(self, now: datetime) -> int:
        """The archive answers again: what was postponed is due now. Returns how many rows."""
        ...

    def pause(self, adapter: str, reason: str, now: datetime) -> None:
        """Send nothing to this adapter until an operator has acted."""
        ...

    def paused(self, adapter: str) -> str | None:
        """Why the adapter is paused, or None."""
        ...


class CaseListener(Protocol):
    """Tells the case what the archive said. May be called again for the same key: a repeat must
    change nothing."""

    def delivered(
        self, row: Row, outcomes: tuple[Outcome, ...], remaining: int, now: datetime
    ) -> None:
        """The row is in the archive; `remaining` rows of the case are not.

        Told for certain when `remaining` is 0. Of a row before that, a worker may die untold.
        """
        ...

    def refused(self, row: Row, code: str, message: str, now: datetime) -> None:
        """The archive refuses the row. A person must act; the case's later rows wait."""
        ...
