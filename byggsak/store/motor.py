"""Engines: SQLite in one file, or PostgreSQL. Both read and write whole transactions.

On SQLite a transaction that will write begins with BEGIN IMMEDIATE, so that two writers queue
instead of failing half-way; readers never wait (WAL). Every commit reaches the disk
(synchronous=FULL): a receipt given to an applicant is not lost by a power cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

VENTETID_MS = 20_000
"""How long a SQLite writer waits for another before it gives up."""


class UgyldigDatabase(ValueError):
    """The database URL cannot be used; the message says what to write instead."""


def lag_motor(url: str | URL, *, pool_size: int = 10) -> Engine:
    """The engine for the URL. Creates the folder of a SQLite file. Raises UgyldigDatabase."""
    try:
        adresse = make_url(url)
    except ArgumentError as error:
        raise UgyldigDatabase(
            f"The database URL {url!r} is not one. Write for example "
            "sqlite:///var/byggsak.sqlite or postgresql+psycopg://user@host/db."
        ) from error
    match adresse.get_backend_name():
        case "sqlite":
            return _sqlite(adresse, pool_size)
        case "postgresql":
            return create_engine(
                adresse.set(drivername="postgresql+psycopg"),
                pool_size=pool_size,
                pool_pre_ping=True,
            )
        case annen:
            raise UgyldigDatabase(
                f"byggsak runs on SQLite and PostgreSQL, not on {annen!r}. Write for example "
                "sqlite:///var/byggsak.sqlite or postgresql+psycopg://user@host/db."
            )


def _sqlite(adresse: URL, pool_size: int) -> Engine:
    fil = adresse.database
    if not fil or fil == ":memory:":
        raise UgyldigDatabase(
            "A SQLite database in memory is lost when its connection closes. "
            "Name a file: sqlite:///var/byggsak.sqlite."
        )
    Path(fil).parent.mkdir(parents=True, exist_ok=True)
    motor = create_engine(
        adresse, pool_size=pool_size, connect_args={"timeout": VENTETID_MS / 1000}
    )
    event.listen(motor, "connect", _innstill)
    event.listen(motor, "begin", _begynn)
    return motor


def _innstill(forbindelse: Any, _: Any) -> None:
    forbindelse.isolation_level = None  # byggsak says BEGIN itself, see _begynn
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        f"busy_timeout={VENTETID_MS}",
    ):
        forbindelse.execute(f"PRAGMA {pragma}")


def _begynn(forbindelse: Connection) -> None:
    leser = forbindelse.get_execution_options().get("byggsak_leser", False)
    forbindelse.exec_driver_sql("BEGIN" if leser else "BEGIN IMMEDIATE")


_koer: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()


@contextmanager
def skriv(motor: Engine) -> Iterator[Connection]:
    """One transaction that may write; committed at the end, rolled back on an exception."""
    # SQLite lets a waiting writer sleep and try again; threads of one process queue here instead,
    # in order, and only processes meet in the file.
    koe = _koer.setdefault(motor, Lock()) if motor.dialect.name == "sqlite" else nullcontext()
    with koe, motor.begin() as forbindelse:
        yield forbindelse


@contextmanager
def les(motor: Engine) -> Iterator[Connection]:
    """One transaction that only reads, seeing one moment of the database; always rolled back."""
    with motor.connect() as forbindelse:
        valg: dict[str, Any] = {"byggsak_leser": True}
        if motor.dialect.name == "postgresql":
            valg |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with forbindelse.execution_options(**valg).begin() as transaksjon:
            try:
                yield forbindelse
            finally:
                transaksjon.rollback()
