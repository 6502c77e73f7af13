"""Brings a database to the newest form of the tables, from empty or from an older version."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from byggsak.store import arkivtabeller, kart_tabeller, tabeller, utloesere
from byggsak.store.motor import lag_motor, les, skriv

ALLE_TABELLER = (tabeller, arkivtabeller, kart_tabeller, utloesere)
"""Every module that puts tables or triggers on METADATA."""

_LAAS = 0x62796767  # «bygg»: one migration at a time on PostgreSQL


class ForeldetDatabase(RuntimeError):
    """The tables are not in the form this program knows."""


def oppgrader(url: str) -> str:
    """Migrates the database to the newest version, in one transaction; returns the version."""
    motor = lag_motor(url)
    try:
        return oppgrader_motor(motor)
    finally:
        motor.dispose()


def oppgrader_motor(motor: Engine) -> str:
    """The same for an engine that exists."""
    with skriv(motor) as forbindelse:
        if motor.dialect.name == "postgresql":
            forbindelse.execute(text("SELECT pg_advisory_xact_lock(:laas)"), {"laas": _LAAS})
        command.upgrade(_oppsett(forbindelse), "head")
        return str(_versjon(forbindelse))


def klargjoer(motor: Engine) -> None:
    """Before use: a SQLite file is created or migrated, a PostgreSQL database must be it already.

    The file is ours alone; when a shared database changes form is for its operator to say. Raises
    ForeldetDatabase.
    """
    if motor.dialect.name == "sqlite":
        oppgrader_motor(motor)
    else:
        krev_oppgradert(motor)


def krev_oppgradert(motor: Engine) -> None:
    """Raises ForeldetDatabase unless the database has the newest version."""
    with les(motor) as forbindelse:
        har = _versjon(forbindelse)
    nyeste = ScriptDirectory.from_config(_oppsett(None)).get_current_head()
    if har != nyeste:
        raise ForeldetDatabase(
            f"The database is at version {har or 'none'}, the program needs {nyeste}. "
            "Run `byggsak db upgrade`."
        )


def _versjon(forbindelse: Connection) -> str | None:
    return MigrationContext.configure(forbindelse).get_current_revision()


def _oppsett(forbindelse: Connection | None) -> Config:
    oppsett = Config()
    oppsett.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    oppsett.attributes["forbindelse"] = forbindelse
    return oppsett
