"""Databases that may be taken down: a SQLite file, a database of a server, a server of our own."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

from byggsak.store.migrering import oppgrader


@dataclass(frozen=True)
class Sqlite:
    """A file that someone else locks for a while."""

    url: str

    def take_down(self, seconds: float) -> str:
        with closing(sqlite3.connect(make_url(self.url).database or "", timeout=20)) as db:
            db.isolation_level = None
            db.execute("BEGIN EXCLUSIVE")
            time.sleep(seconds)
            db.execute("ROLLBACK")
        return "database locked"


@dataclass(frozen=True)
class Postgres:
    """A database of a server; its connections are cut, or the server is restarted if it is ours."""

    url: str
    data: Path | None = None

    def take_down(self, seconds: float) -> str:
        if self.data is not None and seconds > 1:
            pg_ctl(self.data, "restart", "-m", "immediate")
            return "database restarted"
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as db:
            db.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        engine.dispose()
        return "database connections cut"


@contextmanager
def database(kind: str, folder: Path, *, own_server: bool) -> Iterator[Sqlite | Postgres]:
    """An empty database with byggsak's tables, gone afterwards."""
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'byggsak.sqlite'}"
        oppgrader(url)
        yield Sqlite(url)
    elif own_server:
        with server() as (url, data):
            oppgrader(url)
            yield Postgres(url, data)
    else:
        given = make_url(os.environ["BYGGSAK_TEST_POSTGRES"])
        name = f"byggsak_soak_{uuid4().hex[:12]}"
        admin = create_engine(given, isolation_level="AUTOCOMMIT")
        with admin.connect() as db:
            db.execute(text(f"CREATE DATABASE {name}"))
        try:
            url = given.set(database=name).render_as_string(hide_password=False)
            oppgrader(url)
            yield Postgres(url)
        finally:
            with admin.connect() as db:
                db.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
            admin.dispose()


@contextmanager
def server() -> Iterator[tuple[str, Path]]:
    """A PostgreSQL of our own on a free port of this machine: (URL, data folder)."""
    folder = Path(mkdtemp())
    data = folder / "data"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    _run("initdb", "-D", str(data), "-A", "trust", "-U", "postgres", "--no-sync")
    options = f"-p {port} -h 127.0.0.1 -k {folder}"
    pg_ctl(data, "start", "-o", options)
    try:
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres", data
    finally:
        pg_ctl(data, "stop", "-m", "immediate")
        shutil.rmtree(folder)


def pg_ctl(data: Path, *arguments: str) -> None:
    _run("pg_ctl", "-D", str(data), "-l", str(data.parent / "log"), "-w", *arguments)


def _run(program: str, *arguments: str) -> None:
    # PostgreSQL does not run as root.
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*become, program, *arguments], check=True, cwd="/", stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
