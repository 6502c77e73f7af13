"""The migrations lead to exactly the tables the program knows, on both databases."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from byggsak.store.metadata import METADATA
from byggsak.store.migrering import (
    ALLE_TABELLER,
    ForeldetDatabase,
    krev_oppgradert,
    oppgrader,
    oppgrader_motor,
)
from byggsak.store.motor import UgyldigDatabase, lag_motor, les


@pytest.mark.filterwarnings("ignore:Did not recognize type 'box'")
def test_the_migrated_tables_are_the_ones_in_the_metadata(motor: Engine) -> None:
    assert ALLE_TABELLER
    with motor.connect() as db:
        sammenlign = MigrationContext.configure(
            db,
            opts={
                "compare_type": True,
                "include_object": lambda _, navn, slag, *__: (
                    not (
                        slag == "table" and (navn.startswith("byg_kart_boks") or navn == "spatial")
                    )
                ),
            },
        )
        forskjeller = compare_metadata(sammenlign, METADATA)
    assert forskjeller == []


def test_the_migrations_make_the_same_triggers_and_indexes_as_create_all(
    motor: Engine, tmp_path: Path
) -> None:
    migrert = _alt(motor)
    with motor.begin() as db:
        if motor.dialect.name == "postgresql":
            skjema = db.execute(text("SELECT current_schema()")).scalar_one()
            db.execute(text(f"DROP SCHEMA {skjema} CASCADE"))
            db.execute(text(f"CREATE SCHEMA {skjema}"))
    frisk = (
        motor
        if motor.dialect.name == "postgresql"
        else lag_motor(f"sqlite:///{tmp_path / 'frisk.sqlite'}")
    )
    METADATA.create_all(frisk)
    assert _alt(frisk) == migrert
    assert any("bare_tillegg" in navn or "uten_update" in navn for navn in migrert)


def _alt(motor: Engine) -> set[str]:
    """Names of all indexes, triggers and constraints, apart from alembic's own table."""
    if motor.dialect.name == "sqlite":
        setning = "SELECT type || ' ' || name FROM sqlite_master"
    else:
        setning = (
            "SELECT 'trigger ' || tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE NOT tgisinternal AND n.nspname = current_schema() "
            "UNION SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = current_schema()"
            "UNION SELECT 'constraint ' || conname FROM pg_constraint k "
            "JOIN pg_namespace n ON n.oid = k.connamespace WHERE n.nspname = current_schema()"
        )
    with motor.connect() as db:
        return {n for (n,) in db.execute(text(setning)) if "alembic_version" not in n}


def test_upgrading_twice_changes_nothing(database: str) -> None:
    assert oppgrader(database) == oppgrader(database)


def test_an_empty_database_is_not_taken_into_use(database: str) -> None:
    motor = lag_motor(database)
    with pytest.raises(ForeldetDatabase, match="byggsak db upgrade"):
        krev_oppgradert(motor)
    oppgrader_motor(motor)
    krev_oppgradert(motor)
    motor.dispose()


def test_a_migration_that_fails_leaves_no_half_database(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("byggsak.store.kart_tabeller.ddl", lambda _: ["CREATE NONSENSE"])
    motor = lag_motor(database)
    with pytest.raises(Exception, match="NONSENSE"):
        oppgrader_motor(motor)
    assert inspect(motor).get_table_names() == []
    motor.dispose()


def test_sqlite_writes_ahead_and_reaches_the_disk(tmp_path: Path) -> None:
    motor = lag_motor(f"sqlite:///{tmp_path / 'ny' / 'b.sqlite'}")
    with les(motor) as db:
        verdier = [
            db.exec_driver_sql(f"PRAGMA {navn}").scalar_one()
            for navn in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        ]
    assert verdier == ["wal", 2, 1, 1]
    motor.dispose()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://x/y", "byggsak.db"])
def test_a_database_that_cannot_be_used_is_refused_with_advice(url: str) -> None:
    with pytest.raises(UgyldigDatabase, match="sqlite:///var/"):
        lag_motor(url)


def test_the_migrations_come_along_in_an_installed_package() -> None:
    """alembic finds them beside the module, whatever folder the program runs in."""
    kode = "from byggsak.store.migrering import _oppsett as o;from alembic.script import "
    kode += "ScriptDirectory as s; print(s.from_config(o(None)).get_current_head())"
    svar = subprocess.run(
        [sys.executable, "-c", kode], capture_output=True, text=True, check=True, cwd="/"
    )
    assert svar.stdout.strip()
