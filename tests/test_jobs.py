"""Workers that are killed between any two steps lose nothing and double nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from byggsak_archive_noark5 import create

from byggsak.archive.commands import Command
from byggsak.archive.outbox import CaseRef
from byggsak.jobs import Jobs, Setup, jobs_url
from byggsak.store.arbeidere import hjerteslag, sist_sett, tause
from byggsak.store.arkivkoe import Arkivkoe
from byggsak.store.motor import lag_motor
from byggsak.testing.archive import Names
from byggsak.testing.archive_checks import found
from byggsak.testing.archive_examples import (
    add_document,
    archive_entry,
    ensure_case,
    ensure_entry,
)
from tests.arkivhjelp import DATABASES, DiskFiles, database, put

ROOT = Path(__file__).parents[1]
# Every gap between two steps of a delivery, in the order they are passed, and at which passing to
# die: the second where there are two in a case, so that a step is finished before each death. A
# case has at least four commands; «delivered» of the fourth is that of the last of a short one.
POINTS = [
    ("claim:after", 1),
    ("submit:before", 2),
    ("submit:after", 1),
    ("settle:before", 1),
    ("settle:after", 2),
    ("delivered:before", 4),
    ("delivered:after", 4),
    ("finish:before", 1),
    ("finish:after", 1),
]


class Site:
    """A database with cases in the outbox, a folder, and workers to start and kill."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.engine = lag_motor(url)
        self.queue = Arkivkoe(self.engine)
        self.files = DiskFiles(folder / "filer")
        self.cases: dict[CaseRef, list[Command]] = {}
        self.running: list[subprocess.Popen[bytes]] = []

    def add_case(self, entries: int = 2) -> Names:
        names = Names()
        commands: list[Command] = [ensure_case(names)]
        for n in map(str, range(1, entries + 1)):
            fil = self.files.add(f"{names.root} {n}".encode())
            commands.append(ensure_entry(names, n=n))
            commands.append(add_document(names, fil, n=n, entry=n))
            commands.append(archive_entry(names, n=n))
        case = CaseRef("9999", names.root)
        put(self.engine, case, commands)
        self.cases[case] = commands
        return names

    def start(self, worker: str, point: str = "never:before", number: int = 1):  # type: ignore[no-untyped-def]
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.arkiv_arbeider",
                self.url,
                str(self.folder),
                worker,
                point,
                str(number),
            ],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "stderr.txt").open("ab"),
        )
        self.running.append(process)
        return process

    def log(self) -> str:
        return (self.folder / "stderr.txt").read_text("utf-8")[-3000:]

    def wait_until_empty(self, seconds: float = 90) -> None:
        deadline = time.monotonic() + seconds
        while any(self.queue.unfinished(case) for case in self.cases):
            assert time.monotonic() < deadline, f"the outbox is not empty:\n{self.log()}"
            time.sleep(0.2)

    def stop(self) -> None:
        for process in self.running:
            if process.poll() is None:
                process.terminate()
        for process in self.running:
            process.wait(timeout=30)
        self.engine.dispose()

    def told(self) -> dict[CaseRef, list[str]]:
        """What each case was told, in order."""
        told: dict[CaseRef, list[str]] = {case: [] for case in self.cases}
        for line in (self.folder / "told.txt").read_text("utf-8").splitlines():
            assert not line.startswith("REFUSED"), line
            case, _, key = line.split(" ", 2)
            told[CaseRef("9999", case.partition("-")[2])].append(key)
        return told

    def assert_each_command_arrived_once(self) -> None:
        options = {"arkivskaper_id": "999999999", "arkivskaper": "Eksempel kommune"}
        archive = create(options | {"mappe": str(self.folder / "arkiv")}, self.files)
        with closing(sqlite3.connect(self.folder / "arkiv" / "arkiv.sqlite")) as db:
            kinds = Counter(kind for (kind,) in db.execute("SELECT slag FROM objekt"))
            answered = [key for (key,) in db.execute("SELECT noekkel FROM svar ORDER BY rowid")]
            changes = db.execute("SELECT count(*) FROM endring").fetchone()[0]
        wanted = [command for commands in self.cases.values() for command in commands]
        names = Counter(type(command).__name__ for command in wanted)
        assert kinds == {
            "case": names["EnsureCase"],
            "entry": names["EnsureEntry"],
            "document": names["AddDocument"],
        }
        assert changes == names["UpdateEntry"], "a change was logged twice, or not at all"
        for commands in self.cases.values():
            keys = [command.key for command in commands]
            assert [key for key in answered if key in keys] == keys, "the order was broken"
            for command in commands:
                if hasattr(command, "document"):
                    content = archive.fetch(command.document)
                    assert content.decode().startswith(command.document.value.split("/")[0])
                    assert found(archive, command.document).parent == command.entry


@pytest.fixture(params=DATABASES)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    with database(request.param, tmp_path) as url:
        site = Site(url, tmp_path)
        try:
            yield site
        finally:
            site.stop()


def test_a_worker_killed_in_every_gap_loses_nothing_and_doubles_nothing(site: Site) -> None:
    site.add_case()
    for point, passing in POINTS:
        process = site.start("byggsak-worker-1", point, passing)
        if site.queue.unfinished(next(iter(site.cases))) == 0:
            site.add_case()
        assert process.wait(timeout=60) == -signal.SIGKILL, f"{point}: {site.log()}"
        site.add_case(entries=1)
    site.start("byggsak-worker-1")
    site.wait_until_empty()
    site.assert_each_command_arrived_once()
    for case, commands in site.cases.items():
        keys = [command.key for command in commands]
        told = list(dict.fromkeys(site.told()[case]))
        assert told == [key for key in keys if key in told], "told in another order"
        assert told[-1] == keys[-1], "the case was not told of its end"


def test_another_worker_takes_over_from_a_dead_one(site: Site) -> None:
    site.add_case()
    process = site.start("byggsak-worker-1", "submit:after", 3)
    assert process.wait(timeout=60) == -signal.SIGKILL, site.log()
    site.start("byggsak-worker-2")
    site.wait_until_empty()
    site.assert_each_command_arrived_once()


def test_two_workers_share_the_cases_and_double_nothing(site: Site) -> None:
    for _ in range(12):
        site.add_case(entries=1)
    site.start("byggsak-worker-1")
    site.start("byggsak-worker-2")
    site.wait_until_empty()
    site.assert_each_command_arrived_once()
    assert all(len(told) == 4 for told in site.told().values())


def test_a_second_worker_with_the_same_name_refuses_to_start(site: Site) -> None:
    site.start("byggsak-worker-1")
    deadline = time.monotonic() + 60
    while sist_sett(site.engine, "byggsak-worker-1") is None:
        assert time.monotonic() < deadline, site.log()
        time.sleep(0.1)
    twin = site.start("byggsak-worker-1")
    assert twin.wait(timeout=60) == 1
    assert "er i gang allerede" in site.log()


def test_a_worker_that_is_told_to_stop_stops_cleanly(site: Site) -> None:
    site.add_case()
    process = site.start("byggsak-worker-1")
    site.wait_until_empty()
    process.terminate()
    assert process.wait(timeout=30) == 0, site.log()


def test_a_worker_is_silent_when_it_has_not_been_heard_of_in_time(site: Site) -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    hjerteslag(site.engine, "a", now)
    hjerteslag(site.engine, "a", now + timedelta(minutes=5))
    hjerteslag(site.engine, "b", now)
    assert tause(site.engine, ["a", "b", "never"], now + timedelta(minutes=1)) == ("b", "never")


def test_the_job_database_of_sqlite_lies_beside_the_main_one_in_wal_mode(tmp_path: Path) -> None:
    with database("sqlite", tmp_path) as url:
        site = Site(url, tmp_path)
        site.add_case(entries=1)
        site.start("byggsak-worker-1")
        site.wait_until_empty()
        site.stop()
        path = Path(jobs_url(url).removeprefix("sqlite:///"))
        assert path == tmp_path / "byggsak-jobb.sqlite"
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            rows = db.execute("SELECT application_version, serialization FROM workflow_status")
            assert set(rows) == {("1", "portable_json")}, "pickle or a code hash in the database"
            assert os.environ.get("DBOS__APPVERSION") is None


def test_a_job_that_waits_is_not_started_twice_and_is_forgotten_when_old(tmp_path: Path) -> None:
    ran: list[str] = []
    go = Event()

    def step(argument: str) -> bool:
        go.wait(20)
        ran.append(argument)
        return len(ran) < 3

    jobs = Jobs(
        Setup(url=f"sqlite:///{tmp_path / 'jobb.sqlite'}", worker="w", polling=0.1), {"count": step}
    )
    jobs.start()
    try:
        for _ in range(5):
            jobs.enqueue("count", "a")
        assert jobs.enqueue_all("count", ["a"]) == 0
        go.set()
        deadline = time.monotonic() + 30
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        while jobs.forget(tomorrow) == 0:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert ran == ["a", "a", "a"]
        assert jobs.forget(tomorrow) == 0
    finally:
        jobs.stop(0)


def test_a_job_that_no_thread_is_at_is_put_back_in_the_queue(tmp_path: Path) -> None:
    ran: list[str] = []
    path = tmp_path / "jobb.sqlite"

    def step(argument: str) -> bool:
        ran.append(argument)
        return False

    def wait_for(runs: int) -> None:
        deadline = time.monotonic() + 30
        while len(ran) < runs or jobs.unfinished_of_others():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        time.sleep(0.5)

    jobs = Jobs(Setup(url=f"sqlite:///{path}", worker="w", polling=0.1), {"count": step})
    jobs.start()
    try:
        jobs.enqueue("count", "a")
        wait_for(1)
        with closing(sqlite3.connect(path)) as db, db:  # its end was never written
            db.execute("UPDATE workflow_status SET status = 'PENDING', completed_at = NULL")
            db.execute("DELETE FROM operation_outputs")
        assert jobs.revive() == 0, "it may be between two steps"
        assert jobs.revive() == 1
        wait_for(2)
        assert jobs.revive() == 0
        assert jobs.revive() == 0
    finally:
        jobs.stop(0)


def test_jobs_that_are_not_started_say_so(tmp_path: Path) -> None:
    jobs = Jobs(Setup(url=f"sqlite:///{tmp_path / 'jobb.sqlite'}", worker="w"), {})
    with pytest.raises(RuntimeError, match="start"):
        jobs.enqueue("x", "y")
