"""The tables of the map: datasets with their versions, objects, teiger, and the box index.

The box index is `byg_kart_boks`: an R*Tree on SQLite, a table with a GiST index on the built-in
type `box` on PostgreSQL, so that neither needs an extension. It only narrows down: the boxes that
decide are the doubles in `byg_kart_objekt`, and both databases give the same rows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    event,
)

from byggsak.store.metadata import METADATA
from byggsak.store.typer import Tid

_ID = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts by itself on SQLite

datasett = Table(
    "byg_kart_datasett",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=True),
    Column("kommune", String(4), nullable=False),
    Column("navn", String(255), nullable=False),
    Column("slag", String(64), nullable=False),
    Column("dato", Date, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("kilde", Text, nullable=False),
    Column("epsg", Integer, nullable=False),
    Column("antall", Integer, nullable=False),
    Column("utelatt", Text),
    Column("valid_from", Tid, nullable=False),
    Column("valid_to", Tid),
    Index("ix_byg_kart_datasett_kommune_valid_to", "kommune", "valid_to"),
)
"""One imported version of one file. `valid_to` is empty for the version in force; the rows of a
version that was replaced stay, so that an old report can be followed back to its map. `utelatt` is
JSON of the objects of the file that are not in the map; empty where the import did not keep it."""

objekt = Table(
    "byg_kart_objekt",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=True),
    Column("kommune", String(4), nullable=False),
    Column("datasett", _ID, ForeignKey("byg_kart_datasett.id"), nullable=False),
    Column("objekttype", String(64), nullable=False),
    Column("gml_id", Text, nullable=False),
    Column("lokal_id", Text),
    Column("plan_id", Text),
    Column("linje", Integer),
    Column("minx", Double, nullable=False),
    Column("miny", Double, nullable=False),
    Column("maxx", Double, nullable=False),
    Column("maxy", Double, nullable=False),
    Column("wkb", LargeBinary, nullable=False),
    Column("egenskaper", Text, nullable=False),
    Index("ix_byg_kart_objekt_datasett", "datasett"),
)
"""One object. `wkb` and the box are in the EPSG of the dataset; `egenskaper` is JSON."""

teig = Table(
    "byg_kart_teig",
    METADATA,
    Column("objekt", _ID, ForeignKey("byg_kart_objekt.id"), nullable=False),
    Column("kommune", String(4), nullable=False),
    Column("datasett", _ID, ForeignKey("byg_kart_datasett.id"), nullable=False),
    Column("enhetens_kommune", String(4), nullable=False),
    Column("gaardsnummer", Integer, nullable=False),
    Column("bruksnummer", Integer, nullable=False),
    Column("festenummer", Integer, nullable=False),
    Index(
        "ix_byg_kart_teig_enhet",
        "kommune",
        "gaardsnummer",
        "bruksnummer",
        "festenummer",
    ),
)
"""Which teiger a cadastral unit has; a teig that carries several units has several rows."""

BOKS = "byg_kart_boks"
"""Made by `opprett_indekser`, not known to METADATA: SQLite adds `_node`, `_parent`, `_rowid`."""


def ddl(dialekt: str) -> list[str]:
    """The statements that make the box index, for create_all and for migrations alike."""
    if dialekt == "sqlite":
        return [f"CREATE VIRTUAL TABLE {BOKS} USING rtree(id, minx, maxx, miny, maxy)"]
    return [
        f"CREATE TABLE {BOKS} (id bigint PRIMARY KEY, boks box NOT NULL)",
        f"CREATE INDEX ix_{BOKS}_boks ON {BOKS} USING gist (boks)",
    ]


def opprett_indekser(forbindelse: Connection) -> None:
    """Make the box index in this transaction."""
    for setning in ddl(forbindelse.dialect.name):
        forbindelse.exec_driver_sql(setning)


def fjern_indekser(forbindelse: Connection) -> None:
    """Remove the box index, if it is there."""
    forbindelse.exec_driver_sql(f"DROP TABLE IF EXISTS {BOKS}")


def _ved_create_all(_: Table, forbindelse: Connection, **__: Any) -> None:
    opprett_indekser(forbindelse)


def _ved_drop_all(_: Table, forbindelse: Connection, **__: Any) -> None:
    fjern_indekser(forbindelse)


event.listen(objekt, "after_create", _ved_create_all)
event.listen(objekt, "before_drop", _ved_drop_all)
