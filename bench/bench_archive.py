"""A day without the archive, and the drain when it is back: cases a second with two workers.

The cases come spread over 24 hours of a clock that is moved; a worker tries to deliver all the
time, as it would. Then two worker processes take over, with an archive that answers. What is
timed is from their first delivery until the last case is in the archive. Processor time is that of
the two workers with their start-up, archive included and PostgreSQL not.

BYGGSAK_BENCH_CASES=5000 sets the number of cases; BYGGSAK_TEST_POSTGRES adds PostgreSQL.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import structlog
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, create_engine, func, make_url, select, text

from byggsak.archive.errors import Transient
from byggsak.archive.outbox import RowState
from byggsak.archive.port import ArchivePort
from byggsak.case.decide import decide
from byggsak.case.kommando import Dokumentref, Motta
from byggsak.case.sak import Sak
from byggsak.case.sakskort import Kortpart, Sakskort
from byggsak.case.tilstand import Aktoer, Rolle
from byggsak.services.arkivering import Arkivoppsett
from byggsak.services.arkivlevering import Arkivlevering
from byggsak.services.config import Config
from byggsak.services.saksbehandling import skriv_hendelser
from byggsak.services.worker import Tjeneste
from byggsak.store.migrering import oppgrader
from byggsak.store.tabeller import utboks

ROOT = Path(__file__).parents[1]
CASES = int(os.environ.get("BYGGSAK_BENCH_CASES", "1000"))
OUTAGE = timedelta(hours=24)
TICK = timedelta(minutes=5)
ARCHIVES = ("memory", "noark5")
SYSTEM = Aktoer("byggsak", Rolle.SYS)


def run(console: Console) -> Table:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    table = Table(title=f"{CASES} cases after 24 hours without the archive, two workers")
    for column in ("database", "archive"):
        table.add_column(column)
    counted = ("messages", "attempts in the outage", "drained in s", "cases a second", "ms a case")
    for column in counted:
        table.add_column(column, justify="right")
    for archive in ARCHIVES:
        for kind in ("SQLite", *(["PostgreSQL"] if "BYGGSAK_TEST_POSTGRES" in os.environ else [])):
            with tempfile.TemporaryDirectory() as folder, database(kind, Path(folder)) as url:
                before = processor()
                messages, attempts, seconds = measure(console, url, Path(folder), archive)
            rate, cost = CASES / seconds, (processor() - before) * 1000 / CASES
            figures = (str(messages), str(attempts), f"{seconds:.1f}", f"{rate:.0f}", f"{cost:.0f}")
            table.add_row(kind, archive, *figures)
    return table


def processor() -> float:
    """Seconds of processor time of the child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """An empty database of byggsak's tables, dropped afterwards."""
    if kind == "SQLite":
        url = f"sqlite:///{folder / 'byggsak.sqlite'}"
        oppgrader(url)
        yield url
        return
    server = make_url(os.environ["BYGGSAK_TEST_POSTGRES"])
    name = f"byggsak_bench_{uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as db:
        db.execute(text(f"CREATE DATABASE {name}"))
    try:
        url = server.set(database=name).render_as_string(hide_password=False)
        oppgrader(url)
        yield url
    finally:
        with admin.connect() as db:
            db.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def measure(console: Console, url: str, folder: Path, archive: str) -> tuple[int, int, float]:
    """(messages, attempts that came to nothing, seconds of draining)."""
    env = {
        "BYGGSAK_DATABASE": url,
        "BYGGSAK_FILES": str(folder / "filer"),
        "BYGGSAK_ARCHIVE": archive,
    }
    options = {
        "memory": {},  # one in each worker: what is timed is byggsak
        "noark5": {
            "MAPPE": f"{folder}/arkiv",
            "ARKIVSKAPER_ID": "999999999",
            "ARKIVSKAPER": "Eksempel kommune",
        },
    }[archive]
    env |= {f"BYGGSAK_ARCHIVE_{name}": value for name, value in options.items()}
    with console.status("filing cases while the archive is away"):
        service = Tjeneste.aapne(Config.fra(env))
        attempts, clock = outage(service)
        messages = left(service.motor)
    with console.status(f"draining {messages} messages"):
        seconds = drain(service.motor, env, clock)
    service.lukk()
    return messages, attempts, seconds


class Away:
    """An archive that no one reaches. Says how often someone tried."""

    def __init__(self, inner: ArchivePort | None) -> None:
        self.inner, self.tried = inner, 0

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)

    def submit(self, command: object) -> object:
        self.tried += 1
        raise Transient("connection refused")

    find = submit


def outage(service: Tjeneste) -> tuple[int, datetime]:
    """Files the cases over a day, with a worker that tries. The attempts, and the time it is."""
    start = now = datetime.now(UTC)
    away = Away(service.arkiv)
    cut_off = replace(service, arkiv=away)  # type: ignore[arg-type]
    relay = cut_off.relay("byggsak-worker-1", lambda: now)
    delivery = Arkivlevering(relay)
    filed = 0
    while now < start + OUTAGE:
        due = int(CASES * ((now - start + TICK) / OUTAGE))
        file_cases(service, range(filed, min(due, CASES)), now)
        filed = min(due, CASES)
        for group in delivery.grupper():
            while delivery.steg(group):
                pass
        now += TICK
    return away.tried, now


def file_cases(service: Tjeneste, numbers: range, now: datetime) -> None:
    """Cases as a receipt writes them: events, and the archive commands that follow."""
    if not numbers:
        return
    documents = tuple(document(service, name) for name in ("soeknad", "plan"))
    with service.lager.for_kommune("9999").enhet() as unit:
        for number in numbers:
            card = Sakskort(
                type="ET", skjema="ettrinn", tittel=f"Nytt bygg {number}", eiendommer=("1/2",),
                tiltak=("Nytt bygg",), tiltakshaver=Kortpart(navn="Tone Tiltakshaver"),
                ansvarlig_soeker=Kortpart(navn="Arkitekt AS", id="910000001"),
            )  # fmt: skip
            command = Motta(
                kort=card, innsending=f"b-{number}", dokumenter=documents, resultat="godkjent",
                funn=(), parter=("910000001",),
            )  # fmt: skip
            loepenr = unit.saker.neste_nummer()
            sak = f"{now.year}-{loepenr:06d}"
            unit.saker.ny(
                sak, loepenr, soeknad_sha256=uuid4().hex * 2, type="ET", tittel=card.tittel, naa=now
            )
            events = decide(Sak.av(()), command, now, SYSTEM)
            skriv_hendelser(unit, "9999", sak, [], events, now, Arkivoppsett())


def document(service: Tjeneste, name: str) -> Dokumentref:
    stored = service.filer.lagre(f"<{name}>".encode() * 500)
    return Dokumentref(
        sha256=stored.sha256, filnavn=f"{name}.xml", stoerrelse=stored.stoerrelse, type="Søknad",
        mime="application/xml",
    )  # fmt: skip


def left(engine: Engine) -> int:
    """Rows that are not delivered. A refused one ends the run: nothing here is to be refused."""
    states = select(utboks.c.tilstand, func.count()).group_by(utboks.c.tilstand)
    with engine.connect() as db:
        counts = {row[0]: int(row[1]) for row in db.execute(states)}
    if counts.get(RowState.REFUSED.value):
        raise RuntimeError("the archive refused something")
    return sum(counts.values()) - counts.get(RowState.DONE.value, 0)


def drain(engine: Engine, env: dict[str, str], clock: datetime) -> float:
    """Seconds from the first delivery to the last, with two processes."""
    ahead = (clock - datetime.now(UTC)).total_seconds()
    log = Path(env["BYGGSAK_FILES"]).with_name("workers.log")
    stream = log.open("wb")
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.archive_worker", f"byggsak-worker-{n}", str(ahead)],
            cwd=ROOT, env=os.environ | env, stdout=stream, stderr=stream,
        )
        for n in (1, 2)
    ]  # fmt: skip
    try:
        waiting, started = left(engine), 0.0
        while rows := left(engine):
            if not started and rows < waiting:
                started = time.perf_counter()
            if any(worker.poll() is not None for worker in workers):
                raise RuntimeError(f"a worker ended:\n{log.read_text('utf-8')[-3000:]}")
            time.sleep(0.1)
        return time.perf_counter() - started
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait(30)
        stream.close()
