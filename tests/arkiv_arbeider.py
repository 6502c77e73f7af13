"""A real worker process that kills itself at a named point: run by test_jobs, never imported.

    python arkiv_arbeider.py DATABASE_URL FOLDER WORKER POINT NUMBER

POINT is e.g. `submit:after`; at its NUMBERth passing the process is gone (SIGKILL). The points lie
in wrappers of this file around the archive, the outbox and the listener.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

from byggsak_archive_noark5 import create

from byggsak.archive.outbox import Row
from byggsak.archive.port import Outcome
from byggsak.archive.relay import Relay
from byggsak.jobs import jobs_url
from byggsak.services.worker import Arbeider, Takt, naa_utc
from byggsak.store.arkivkoe import Arkivkoe
from byggsak.store.motor import lag_motor
from tests.arkivhjelp import DiskFiles

TAKT = Takt(runde=timedelta(seconds=0.2), doed=timedelta(seconds=2))


class Killing:
    """Passes every call on, and ends the process before or after the chosen one."""

    def __init__(self, inner: object, point: str, number: int) -> None:
        self._inner, self._point, self._left = inner, point, number

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._inner, name)
        if not self._point.startswith(f"{name}:"):
            return method
        return self._wrap(name, method)

    def _wrap(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self._pass(f"{name}:before")
            answer = method(*args, **kwargs)
            self._pass(f"{name}:after")
            return answer

        return call

    def _pass(self, here: str) -> None:
        if here == self._point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


class Told:
    """Writes what the case was told to a file, one line per telling."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def delivered(self, row: Row, outcomes: tuple[Outcome, ...], remaining: int, now: Any) -> None:
        self._write(f"{row.case} {remaining} {row.key}")

    def refused(self, row: Row, code: str, message: str, now: Any) -> None:
        self._write(f"REFUSED {row.key} {code} {message}")

    def _write(self, line: str) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def main(url: str, folder: Path, worker: str, point: str, number: int) -> None:
    engine = lag_motor(url)
    options = {
        "mappe": str(folder / "arkiv"),
        "arkivskaper_id": "999999999",
        "arkivskaper": "Eksempel kommune",
    }
    queue: Any = Killing(Arkivkoe(engine), point, number)
    relay = Relay(
        outbox=queue,
        archive=Killing(create(options, DiskFiles(folder / "filer")), point, number),  # type: ignore[arg-type]
        adapter="noark5",
        listener=Killing(Told(folder / "told.txt"), point, number),  # type: ignore[arg-type]
        worker=worker,
        now=naa_utc,
    )
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    Arbeider(engine, queue, relay, jobs_url(url), TAKT).kjoer(stop)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5]))
