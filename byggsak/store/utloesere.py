"""Triggers that make a table append-only, on SQLite and PostgreSQL.

The application never updates these rows; the triggers are for everyone else. Whoever owns the
database can still drop them, which is what the hash chain is for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import DDL, Table, event

from byggsak.store.metadata import METADATA
from byggsak.store.tabeller import BARE_TILLEGG

NEI = "byggsak: {tabell} is append-only; rows are never changed or removed"

_FUNKSJON_PG = """
CREATE OR REPLACE FUNCTION byg_bare_tillegg() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'byggsak: % is append-only; rows are never changed or removed', TG_TABLE_NAME;
END $$
"""


def ddl_sqlite(tabell: Table) -> list[str]:
    """UPDATE and DELETE are refused; so is INSERT OR REPLACE, which deletes without a trigger."""
    navn, nei = tabell.name, NEI.format(tabell=tabell.name)
    samme = " AND ".join(f"{kol.name} = NEW.{kol.name}" for kol in tabell.primary_key)
    setninger = [
        f"CREATE TRIGGER {navn}_uten_{hva.lower()} BEFORE {hva} ON {navn} "
        f"BEGIN SELECT RAISE(ABORT, '{nei}'); END"
        for hva in ("UPDATE", "DELETE")
    ]
    finnes = f"SELECT 1 FROM {navn} WHERE {samme}"  # noqa: S608 -- our own names
    erstatt = (
        f"CREATE TRIGGER {navn}_uten_replace BEFORE INSERT ON {navn} WHEN EXISTS ({finnes}) "
        f"BEGIN SELECT RAISE(ABORT, '{nei}'); END"
    )
    return [*setninger, erstatt]


def ddl_postgres(tabell: Table) -> list[str]:
    """UPDATE, DELETE and TRUNCATE are refused."""
    navn = tabell.name
    return [
        _FUNKSJON_PG,
        f"CREATE TRIGGER {navn}_bare_tillegg BEFORE UPDATE OR DELETE ON {navn} "
        "FOR EACH ROW EXECUTE FUNCTION byg_bare_tillegg()",
        f"CREATE TRIGGER {navn}_uten_truncate BEFORE TRUNCATE ON {navn} "
        "FOR EACH STATEMENT EXECUTE FUNCTION byg_bare_tillegg()",
    ]


def ddl(dialekt: str, tabeller: Iterable[str]) -> list[str]:
    """All statements for the named tables, for migrations."""
    lag = ddl_sqlite if dialekt == "sqlite" else ddl_postgres
    return [setning for navn in tabeller for setning in lag(METADATA.tables[navn])]


def _ved_create_all() -> None:
    for tabell in BARE_TILLEGG:
        for dialekt, lag in (("sqlite", ddl_sqlite), ("postgresql", ddl_postgres)):
            for setning in lag(tabell):
                ddl_: Any = DDL  # untyped in SQLAlchemy
                utfoer = ddl_(setning.replace("%", "%%")).execute_if(dialect=dialekt)
                event.listen(tabell, "after_create", utfoer)


_ved_create_all()
