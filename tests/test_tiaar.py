"""Real workers, real jobs: a year with a clock that is set, and wake-ups that outlive a restart.

The decade itself is run by hand: `python -m tests.tiaar` (figures in tests/README.md).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from byggsak.jobs import Jobs, Setup
from tests.arkivhjelp import DATABASES, database
from tests.tiaar import Tiaar


@pytest.mark.parametrize("slag", DATABASES)
def test_workers_that_are_killed_and_a_clock_that_is_set_tell_each_time_limit_once(
    slag: str, tmp_path: Path
) -> None:
    with database(slag, tmp_path, empty=True) as url:
        # With this seed a worker is killed once, and the clock goes far ahead once and often back.
        verden = Tiaar(url, tmp_path, saker=4, dager=70, fart=0.03, froe=508)
        verden.kjoer()
        tall = verden.dom()
    assert tall["told"] > 10
    assert tall["cases"] == 4
    for hva in ("workers killed", "clock far ahead", "clock back"):
        assert tall[hva] > 0, hva


def _vent(paa: Callable[[], bool]) -> None:
    slutt = time.monotonic() + 30
    while not paa():
        assert time.monotonic() < slutt
        time.sleep(0.1)


def test_a_wake_up_waits_its_time_without_a_thread_and_through_a_restart(tmp_path: Path) -> None:
    vekket: list[str] = []
    setup = Setup(url=f"sqlite:///{tmp_path / 'jobb.sqlite'}", worker="w", polling=0.1)

    def steg(argument: str) -> bool:
        vekket.append(argument)
        return False

    jobber = Jobs(setup, {"vekk": steg})
    jobber.start()
    try:
        jobber.enqueue("vekk", "senere", timedelta(seconds=3))
        jobber.enqueue("vekk", "senere", timedelta(seconds=3))
        jobber.enqueue("vekk", "straks")
        _vent(lambda: vekket == ["straks"])
    finally:
        jobber.stop(0)
    jobber = Jobs(setup, {"vekk": steg})
    jobber.start()
    try:
        assert vekket == ["straks"]
        _vent(lambda: vekket == ["straks", "senere"])
    finally:
        jobber.stop(0)
