"""A bad network and a bad disk around a real archive adapter.

What goes wrong is drawn at random for each call and told on standard output before it happens, so
that it is counted by someone who is still alive afterwards. In calm weather (no file `uvaer` in the
folder) everything is passed on.
"""

from __future__ import annotations

import fcntl
import json
import os
import pickle
import random
import resource
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

from byggsak.archive.commands import Command, target_of
from byggsak.archive.errors import ArchiveError, Transient, Unknown
from byggsak.archive.port import (
    ArchivePort,
    Fault,
    Outcome,
    Receipt,
    State,
    Submission,
    SubmissionState,
)

REJECTED = "soak-avvist"
# Weights, of a hundred; what is left over goes well.
KINDS = {
    "refused connection": 12,
    "time-out before effect": 9,
    "time-out after effect": 10,
    "5xx before effect": 8,
    "5xx after effect": 8,
    "malformed answer": 11,
    "disk full": 8,
    "kill -9 of worker in the call": 0.15,
    "refused by the archive": 0.5,
    "receipt lost": 0.5,
}
LATER = 0.3  # of the answers that go well: they come as a receipt
_full = Lock()


def tell(kind: str, key: str, **more: Any) -> None:
    """One line to whoever counts; whole also when the process is killed right after."""
    line = json.dumps({"kind": kind, "key": key, "at": time.monotonic_ns(), **more})
    os.write(1, f"{line}\n".encode())


class Faulty:
    """Implements ArchivePort around `inner`."""

    def __init__(self, inner: ArchivePort, folder: Path, seed: int) -> None:
        self._inner, self._folder = inner, folder
        self._random = random.Random(seed)
        self._receipts = Receipts(folder / "kvitteringer.sqlite")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def submit(self, command: Command) -> Any:
        case = "/".join(command.key.split("/")[:2])
        with alone(self._folder, case) as one:
            if not one:
                tell("BROKEN: two of a case at once", command.key)
            tell("sent", command.key, case=case)
            return self._submit(command)

    def find(self, key: Any) -> Any:
        self._stumble("find", str(key))
        return self._inner.find(key)

    def poll(self) -> list[Receipt]:
        self._stumble("poll", "")
        receipts, again = self._receipts.open(self._random if self._bad() else None)
        for receipt in again:
            tell("duplicate receipt", receipt.key)
        if self._bad() and len(receipts) > 1:
            tell("reordered receipts", receipts[0].key)
            self._random.shuffle(receipts)
        return receipts

    def acknowledge(self, receipt_id: str) -> None:
        self._stumble("acknowledge", receipt_id)
        self._receipts.close(receipt_id)

    def _bad(self) -> bool:
        return (self._folder / "uvaer").exists()

    def _stumble(self, call: str, key: str) -> None:
        if not self._bad() or self._random.random() > 0.25:
            return
        kind, error = self._random.choice(
            [
                ("5xx before effect", Transient("503 Service Unavailable")),
                ("time-out before effect", Unknown("timed out")),
                ("malformed answer", json.JSONDecodeError("Expecting value", "<html>", 0)),
            ]
        )
        tell(kind, key, call=call)
        raise error

    def _draw(self, command: Command) -> str:
        if not self._bad():
            return ""
        [kind] = self._random.choices(
            [*KINDS, ""], weights=[*KINDS.values(), 100 - sum(KINDS.values())]
        )
        return str(kind)

    def _submit(self, command: Command) -> Any:
        kind, act = self._draw(command), lambda: self._inner.submit(command)
        if kind == "disk full":
            return self._disk_full(command, act)
        if kind:
            tell(kind, command.key)
        match kind:
            case "refused connection":
                raise Transient("connection refused")
            case "time-out before effect":
                raise Unknown("timed out")
            case "time-out after effect":
                act()
                raise Unknown("timed out")
            case "5xx before effect":
                raise Transient("503 Service Unavailable")
            case "5xx after effect":  # it says that nothing happened, and is wrong
                act()
                raise Transient("500 Internal Server Error")
            case "malformed answer":
                return self._malformed(command, act)
            case "kill -9 of worker in the call":
                if self._random.random() < 0.5:
                    act()
                os.kill(os.getpid(), signal.SIGKILL)
            case "refused by the archive":
                return self._refuse(command)
            case "receipt lost":
                act()
                return Submission(ref=uuid4().hex, state=SubmissionState.ACCEPTED)
        answer = act()
        return self._later(command, answer) if self._random.random() < LATER else answer

    def _later(self, command: Command, answer: Submission) -> Submission:
        ref = uuid4().hex
        self._receipts.put(Receipt(id=ref, key=command.key, outcomes=answer.outcomes))
        return Submission(ref=ref, state=SubmissionState.ACCEPTED)

    def _refuse(self, command: Command) -> Submission:
        outcome = Outcome(
            target=target_of(command),
            state=State.REJECTED,
            code=REJECTED,
            message="Arkivet vil ikke ha det.",
            fault=Fault.CASE,
        )
        answer = Submission(ref="", state=SubmissionState.DONE, outcomes=(outcome,))
        return self._later(command, answer) if self._random.random() < LATER else answer

    def _malformed(self, command: Command, act: Callable[[], Submission]) -> Any:
        done = act() if self._random.random() < 0.5 else None
        ref, state = uuid4().hex, SubmissionState.DONE
        target = target_of(command)
        other = Outcome(target=replace(target, value="noe annet"), state=State.CREATED)
        unsure = Outcome(target=target, state=State.UNKNOWN)
        answers: list[Any] = [
            None,
            {"state": "done"},
            Submission(ref=ref, state="ferdig"),  # type: ignore[arg-type]
            Submission(ref=ref, state=state),
            Submission(ref=ref, state=state, outcomes=(other,)),
            Submission(ref=ref, state=state, outcomes=(unsure,)),
            Submission(ref=ref, state=SubmissionState.UNKNOWN),
            KeyError("systemID"),
        ]
        answer = self._random.choice(answers)
        if isinstance(answer, KeyError):
            raise answer
        if done is not None and isinstance(answer, Submission) and self._random.random() < 0.2:
            self._receipts.put(Receipt(id=ref, key=command.key, outcomes=done.outcomes))
        return answer

    def _disk_full(self, command: Command, act: Callable[[], Submission]) -> Submission:
        try:
            with full_disk(self._folder, self._random.choice([0, 700, 5_000])):
                return act()
        except (ArchiveError, OSError):
            tell("disk full", command.key)
            raise


@contextmanager
def full_disk(folder: Path, size: int) -> Iterator[None]:
    """No file of this process can grow beyond `size` bytes: writes break off there, in the middle.

    An archive in another process sees the file `full` instead, and finds its source on a bad disk.
    """
    with _full:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        (folder / "full").touch()
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            (folder / "full").unlink(missing_ok=True)


@contextmanager
def alone(folder: Path, case: str) -> Iterator[bool]:
    """Whether no other process or thread is at the case now."""
    name = sha256(case.encode()).hexdigest()[:16]
    with (folder / "laaser" / name).open("ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


class Receipts:
    """The archive's queue of answers, which outlives the workers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._db() as db:
            db.execute("CREATE TABLE IF NOT EXISTS k (id TEXT PRIMARY KEY, data BLOB, ferdig INT)")

    def put(self, receipt: Receipt) -> None:
        with self._db() as db:
            db.execute("INSERT INTO k VALUES (?,?,0)", (receipt.id, pickle.dumps(receipt)))

    def open(self, bad: random.Random | None) -> tuple[list[Receipt], list[Receipt]]:
        """What is not acknowledged, and what comes once more: under its old name or a new one.
        In bad weather some are held back."""
        with self._db() as db:
            waiting = [pickle.loads(r[0]) for r in db.execute("SELECT data FROM k WHERE ferdig=0")]
            done = [
                pickle.loads(r[0])
                for r in db.execute("SELECT data FROM k WHERE ferdig=1 ORDER BY random() LIMIT 2")
            ]
        if bad is None:
            return waiting, []
        again = [one for one in done if bad.random() < 0.3]
        # A refusal that comes back under a new name is not to be told from a new refusal.
        again = [
            replace(one, id=uuid4().hex)
            if bad.random() < 0.5 and all(o.state is not State.REJECTED for o in one.outcomes)
            else one
            for one in again
        ]
        return [one for one in waiting if bad.random() < 0.7] + again, again

    def close(self, receipt_id: str) -> None:
        with self._db() as db:
            db.execute("UPDATE k SET ferdig=1 WHERE id=?", (receipt_id,))

    @contextmanager
    def _db(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=30)) as db, db:
            yield db
