"""The tables of archive delivery: the ledger of answers, paused adapters, living workers."""

from __future__ import annotations

from sqlalchemy import Column, PrimaryKeyConstraint, String, Table, Text

from byggsak.store.metadata import METADATA
from byggsak.store.typer import Tid

kvittering = Table(
    "byg_arkiv_kvittering",
    METADATA,
    Column("kommune", String(4), nullable=False),
    Column("adapter", String(64), nullable=False),
    Column("noekkel", String(200), nullable=False),
    Column("utfall", Text, nullable=False),
    Column("tid", Tid, nullable=False),
    PrimaryKeyConstraint("kommune", "adapter", "noekkel"),
)
"""What the archive answered to a command key: so that no answer is asked for twice. Under the
adapter name DRIFT: what people did with a row («<key>#1», …), with who and why."""

DRIFT = "#drift"
MOTTATT = "#mottatt "
"""Begins the adapter name under which receipts that have been dealt with are noted, by their id."""
MANUELT = "manuelt: "
"""Begins the reason of a pause that a person ordered: only a person ends it."""

stans = Table(
    "byg_arkiv_stans",
    METADATA,
    Column("adapter", String(64), primary_key=True),
    Column("grunn", Text, nullable=False),
    Column("tid", Tid, nullable=False),
)
"""Adapters that get nothing until an operator has mended the set-up."""

arbeider = Table(
    "byg_arbeider",
    METADATA,
    Column("navn", String(64), primary_key=True),
    Column("sett", Tid, nullable=False),
)
"""The heartbeat of each worker, by its stable name."""
