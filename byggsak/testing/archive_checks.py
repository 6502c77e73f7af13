"""Asking an archive and insisting on a clear answer: what the contract tests are written with."""

import io
import time
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from hashlib import sha256
from typing import Any, BinaryIO, cast

import pytest

from byggsak.archive.commands import Command, ExternalKey, target_of
from byggsak.archive.errors import PermanentCase, PermanentConfig, Transient, Unknown
from byggsak.archive.port import (
    ArchivePort,
    Fault,
    Found,
    Outcome,
    Receipt,
    State,
    Submission,
    SubmissionState,
)
from byggsak.archive.records import Dokument, Fil, Journalpost, Saksmappe

PATIENCE = 30.0
"""Seconds to wait for the answer of an asynchronous archive."""


class Files:
    """A FileSource that holds its files in memory, and can be as unreliable as a real one."""

    def __init__(self) -> None:
        self._content: dict[str, bytes] = {}
        self._lost_after: int | None = None
        self._piece: int | None = None

    def add(self, content: bytes, name: str = "soeknad.pdf", *, pronom: str = "fmt/95") -> Fil:
        """Store the bytes; the handle that a command carries."""
        digest = sha256(content).hexdigest()
        self._content[digest] = content
        return Fil(
            sted=digest,
            filnavn=name,
            sha256=digest,
            stoerrelse=len(content),
            mime="application/pdf",
            pronom=pronom,
        )

    def open(self, fil: Fil) -> AbstractContextManager[BinaryIO]:
        if fil.sted not in self._content or self._lost_after == 0:
            raise FileNotFoundError(fil.sted)
        content = self._content[fil.sted]
        if self._lost_after is None and self._piece is None:
            return closing(io.BytesIO(content))
        stream = _Unreliable(content, self._piece, self._lost_after)
        return closing(cast(BinaryIO, stream))

    def lose_after(self, size: int) -> None:
        """From now on, reading fails after so many bytes; 0: opening fails."""
        self._lost_after = size

    def come_in_pieces(self, size: int) -> None:
        """From now on, a read gives at most so many bytes, as a slow network does."""
        self._piece = size

    def mend(self) -> None:
        """As good as new."""
        self._lost_after = self._piece = None


class _Unreliable(io.RawIOBase):
    def __init__(self, content: bytes, piece: int | None, lost_after: int | None) -> None:
        self._content, self._at = content, 0
        self._piece, self._lost_after = piece, lost_after

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._lost_after is not None and self._at >= self._lost_after:
            raise OSError("the connection to the file store was lost")
        size = min(len(buffer), self._piece or len(buffer))
        if self._lost_after is not None:
            size = min(size, self._lost_after - self._at)
        piece = self._content[self._at : self._at + size]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def done(adapter: ArchivePort, command: Command) -> Outcome:
    """The outcome for the command's own object; fails unless it was carried out."""
    outcome = _outcome(adapter, command)
    assert outcome.state not in (State.REJECTED, State.UNKNOWN), (
        f"{type(command).__name__} was {outcome.state}: {outcome.code} {outcome.message}"
    )
    return outcome


def refused(adapter: ArchivePort, command: Command) -> str:
    """The reason; fails unless the data was refused, with one that a case worker can read."""
    try:
        outcome = _outcome(adapter, command)
    except PermanentCase as error:
        reason: str | None = error.message
    else:
        assert outcome.state is State.REJECTED, (
            f"{type(command).__name__} should be refused, was {outcome.state}"
        )
        assert outcome.fault is Fault.CASE, f"The data is to blame, not {outcome.fault}"
        reason = outcome.message
    assert reason, "A refusal must say why."
    return reason


def not_now(adapter: ArchivePort, command: Command) -> None:
    """Fails unless the archive says that it may go better later: nobody is to blame."""
    try:
        submission = adapter.submit(command)
    except (Transient, Unknown):
        return
    except (PermanentCase, PermanentConfig) as error:
        raise AssertionError(
            f"A fault that passes was called permanent ({type(error).__name__}: {error.message})"
        ) from error
    states = {outcome.state for outcome in submission.outcomes}
    assert submission.state is SubmissionState.UNKNOWN or states == {State.UNKNOWN}, (
        f"{type(command).__name__} could not be carried out, but the answer was {states}"
    )


def cannot(adapter: ArchivePort, command: Command) -> None:
    """Fails unless the archive says no to what its capabilities say that it cannot do."""
    try:
        outcome = _outcome(adapter, command)
    except (PermanentCase, PermanentConfig):
        return
    assert outcome.state is State.REJECTED, (
        f"{type(command).__name__} was {outcome.state}, though capabilities() say it cannot be"
    )


def found(adapter: ArchivePort, key: ExternalKey) -> Found:
    """The object; fails when the archive has it not, skips when it cannot be searched."""
    if not adapter.capabilities().can_search:
        pytest.skip("capabilities().can_search is False")
    answer = adapter.find(key)
    assert answer is not None, f"{key} was filed but is not found"
    return answer


def saksmappe(adapter: ArchivePort, key: ExternalKey) -> Saksmappe:
    record = found(adapter, key).record
    assert isinstance(record, Saksmappe), f"{key} is a case, the archive found {type(record)}"
    return record


def journalpost(adapter: ArchivePort, key: ExternalKey) -> Journalpost:
    record = found(adapter, key).record
    assert isinstance(record, Journalpost), f"{key} is an entry, the archive found {type(record)}"
    return record


def meaning(record: object) -> object:
    """The record without the file handle, which is each system's own."""
    if isinstance(record, Dokument):
        return replace(record, fil=replace(record.fil, sted="-"))
    return record


def _outcome(adapter: ArchivePort, command: Command) -> Outcome:
    submission = adapter.submit(command)
    outcomes = submission.outcomes
    if submission.state is SubmissionState.ACCEPTED:
        outcomes = _wait(adapter, command, submission).outcomes
    assert submission.state is not SubmissionState.UNKNOWN, f"{submission.ref}: unknown outcome"
    for outcome in outcomes:
        if outcome.target == target_of(command):
            return outcome
    raise AssertionError(f"{type(command).__name__}: no outcome for {target_of(command)}")


def _wait(adapter: ArchivePort, command: Command, submission: Submission) -> Receipt:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for receipt in adapter.poll():
            if receipt.key == command.key:
                adapter.acknowledge(receipt.id)
                return receipt
        time.sleep(0.1)
    raise AssertionError(f"No receipt for {submission.ref} within {PATIENCE} seconds")
