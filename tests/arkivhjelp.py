"""An outbox with rows in it, and a listener that remembers: for the tests of the relay."""

import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, insert, text
from sqlalchemy.engine import make_url

from byggsak.archive.commands import Command, kind_of, to_json
from byggsak.archive.outbox import CaseRef, Row
from byggsak.archive.port import Outcome
from byggsak.archive.records import Fil
from byggsak.store import arkivtabeller, tabeller  # noqa: F401 - the tables hang on METADATA
from byggsak.store.enhet import Lager
from byggsak.store.metadata import METADATA
from byggsak.store.motor import lag_motor, skriv
from byggsak.store.tabeller import sak
from byggsak.store.utboks import Oppdrag

START = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        self.time += timedelta(**by)


class Listener:
    """Remembers what the case was told, and how often."""

    def __init__(self) -> None:
        self.delivered_keys: list[str] = []
        self.refusals: list[tuple[str, str, str]] = []
        self.remaining: list[int] = []

    def delivered(
        self, row: Row, outcomes: tuple[Outcome, ...], remaining: int, now: datetime
    ) -> None:
        self.delivered_keys.append(row.key)
        self.remaining.append(remaining)

    def refused(self, row: Row, code: str, message: str, now: datetime) -> None:
        self.refusals.append((row.key, code, message))


def put(engine: Engine, case: CaseRef, commands: Sequence[Command]) -> None:
    """Write the commands to the outbox of the case, in order."""
    with skriv(engine) as db:
        db.execute(
            insert(sak).values(
                kommune=case.kommune,
                sak=case.sak,
                loepenr=abs(hash(case.sak)) % 10**9,
                soeknad_sha256=uuid4().hex * 2,
                type="ettrinn",
                tittel="Byggesak",
                tilstand="mottatt",
                versjon=1,
                hode="0" * 64,
                opprettet=START,
                endret=START,
            )
        )
    with Lager(engine).for_kommune(case.kommune).enhet() as enhet:
        oppdrag = [Oppdrag(one.key, kind_of(one), to_json(one)) for one in commands]
        enhet.utboks.legg_til(case.sak, oppdrag, START)


@contextmanager
def database(kind: str, folder: Path, *, empty: bool = False) -> Iterator[str]:
    """The URL of a database of byggsak without rows, SQLite or PostgreSQL; dropped afterwards.

    `empty`: without tables too.
    """
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'byggsak.sqlite'}"
        if not empty:
            _create(url)
        yield url
        return
    server = os.environ.get("BYGGSAK_TEST_POSTGRES")
    if not server:
        pytest.skip("BYGGSAK_TEST_POSTGRES is not set")
    name = f"byggsak_test_{uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as db:
        db.execute(text(f"CREATE DATABASE {name}"))
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    try:
        if not empty:
            _create(url)
        yield url
    finally:
        with admin.connect() as db:
            db.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def _create(url: str) -> None:
    engine = lag_motor(url)
    METADATA.create_all(engine)
    engine.dispose()


DATABASES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
]


class DiskFiles:
    """A FileSource that several processes can read: a folder with files named by their hash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def add(self, content: bytes, name: str = "soeknad.pdf") -> Fil:
        digest = sha256(content).hexdigest()
        (self._folder / digest).write_bytes(content)
        return Fil(
            sted=digest,
            filnavn=name,
            sha256=digest,
            stoerrelse=len(content),
            mime="application/pdf",
        )

    def open(self, fil: Fil) -> AbstractContextManager[BinaryIO]:
        return (self._folder / fil.sted).open("rb")
