"""The course of a case: transitions a second, replay of a long one, deadlines of all open ones.

PostgreSQL is measured where BYGGSAK_TEST_POSTGRES names a server; BYGGSAK_BENCH_CASES is how many
open cases (100,000).
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import create_engine, make_url, text

from bench.case_life import (
    DAY,
    KOMMUNE,
    SB,
    T0,
    complete,
    events,
    fill,
    hearing,
    numbers,
    other_numbers,
)  # fmt: skip
from bench.measure import alternating
from byggsak.case.hendelse import hendelse_til_json
from byggsak.case.sak import Sak
from byggsak.case.saksgangkrav import Saksgangkrav
from byggsak.case.vakt import Parametre
from byggsak.services.fristvakt import BLOKK, regn_om
from byggsak.services.minne import ferdig_lastet
from byggsak.services.saksbehandling import utfoer
from byggsak.store.enhet import Kommunelager, Lager
from byggsak.store.kjede import kanonisk
from byggsak.store.migrering import oppgrader
from byggsak.store.motor import lag_motor
from byggsak.store.saker import les_hendelser

SECONDS = 8.0
POSTGRES = "BYGGSAK_TEST_POSTGRES"


def run(console: Console) -> Table:
    table = Table(title="The course of a case, two processes")
    for column in ("what", "database", "measured", "promise"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for name in _databases(console):
        with _database(name) as url:
            rate = transitions(url)
        table.add_row(
            "transitions with events, deadlines and outbox", name, f"{rate:.0f} a second", "300"
        )
    table.add_row("replay of a case of 200 events, from its stored texts", "", f"{replay():.2f} ms",
                  "2 ms")  # fmt: skip
    count = int(os.environ.get("BYGGSAK_BENCH_CASES", "100000"))
    for name in _databases(console):
        with _database(name) as url:
            console.print(f"filling {name} with {count} open cases …")
            fill(lag_motor(url), count)
            for what, numbers_ in (("first time", "now"), ("after a change of law", "other")):
                seconds = deadlines(url, count, numbers_)
                table.add_row(
                    f"all deadlines of {count:,} open cases, {what}", name, f"{seconds:.1f} s",
                    f"{60 * count / 100_000:.0f} s",
                )  # fmt: skip
    return table


def replay() -> float:
    """Median milliseconds from 200 stored texts to the case."""
    stored = [kanonisk(hendelse_til_json(e)) for e in events(200)]
    assert Sak.av(les_hendelser(stored)).versjon == 200
    ferdig_lastet()  # as in the service and the worker
    timed = alternating({"replay": lambda: Sak.av(les_hendelser(stored))}, 4.0)
    return timed["replay"].median


def transitions(url: str) -> float:
    """Transitions a second of two processes, each with cases of its own."""
    names = fill(lag_motor(url), 2 * 400)
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(_ready, range(2)))
        start = time.time() + 3
        parts = [(url, names[n::2], start) for n in range(2)]
        return sum(pool.map(_transitions, parts)) / SECONDS


def _ready(_: int) -> Saksgangkrav:
    ferdig_lastet()
    return numbers()


def _transitions(part: tuple[str, list[str], float]) -> int:
    url, names, start = part
    lager = Lager(lag_motor(url), lambda *_: numbers()).for_kommune(KOMMUNE)
    parametre = Parametre(krav=numbers())
    now = T0 + 400 * DAY
    open_cases = [name for name in names if _stage(lager, name) in {"mottatt", "under_behandling"}]
    for name in open_cases:
        if _stage(lager, name) == "mottatt":
            utfoer(lager, name, complete(now), SB, now, parametre=parametre)
    while time.time() < start:
        time.sleep(0.01)
    done = 0
    while time.time() < start + SECONDS:
        one = hearing(1000 + done // len(open_cases), now)
        utfoer(lager, open_cases[done % len(open_cases)], one, SB, now, parametre=parametre)
        done += 1
    return done


def _stage(lager: Kommunelager, name: str) -> str:
    with lager.lesing() as enhet:
        return Sak.av(en.hendelse for en in enhet.saker.hendelser(name)).tilstand.value


def deadlines(url: str, count: int, which: str) -> float:
    """Seconds until no open case has deadlines that rest on other numbers, in two processes."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(_ready, range(2)))
        start = time.perf_counter()
        blocks = [(url, block, which) for block in range(0, count, BLOKK)]
        done = sum(pool.map(_block, blocks))
        spent = time.perf_counter() - start
    assert done == count, f"{done} of {count} cases were computed"
    return spent


def _block(part: tuple[str, int, str]) -> int:
    url, first, which = part
    new = numbers() if which == "now" else other_numbers()
    engine = lag_motor(url)
    lager = Lager(engine, lambda *_: new).for_kommune(KOMMUNE)
    done = 0
    while step := regn_om(lager, T0 + 400 * DAY, first, first + BLOKK):
        done += step
    engine.dispose()
    return done


def _databases(console: Console) -> Iterator[str]:
    yield "SQLite"
    if os.environ.get(POSTGRES):
        yield "PostgreSQL"
    else:
        console.print(f"{POSTGRES} is not set: PostgreSQL is not measured")


@contextmanager
def _database(name: str) -> Iterator[str]:
    """A fresh database with all tables, gone afterwards."""
    if name == "SQLite":
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'byggsak.sqlite'}"
            oppgrader(url)
            yield url
        return
    server = make_url(os.environ[POSTGRES])
    schema = f"b_{uuid.uuid4().hex}"
    host = create_engine(server, isolation_level="AUTOCOMMIT")
    with host.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        url = server.update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(
            hide_password=False
        )
        oppgrader(url)
        yield url
    finally:
        with host.connect() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        host.dispose()
