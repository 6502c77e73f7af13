"""The tables of the case. Every key begins with the municipality.

Texts that are hashed (events, reports) are stored as the canonical text itself, so that what was
hashed can be read back byte for byte on every database.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from byggsak.store.metadata import METADATA
from byggsak.store.typer import Tid

KOMMUNE = String(4)
SAK = String(32)
SHA256 = String(64)

teller = Table(
    "byg_teller",
    METADATA,
    Column("kommune", KOMMUNE, nullable=False),
    Column("navn", String(32), nullable=False),
    Column("verdi", BigInteger, nullable=False),
    PrimaryKeyConstraint("kommune", "navn"),
)
"""The last number given out. Its row lock lets one receipt at a time through a municipality."""

sak = Table(
    "byg_sak",
    METADATA,
    Column("kommune", KOMMUNE, nullable=False),
    Column("sak", SAK, nullable=False),
    Column("loepenr", BigInteger, nullable=False),
    Column("soeknad_sha256", SHA256, nullable=False),
    Column("type", String(16), nullable=False),
    Column("tittel", Text, nullable=False),
    Column("tilstand", String(32), nullable=False),
    Column("versjon", Integer, nullable=False),
    Column("hode", SHA256, nullable=False),
    Column("opprettet", Tid, nullable=False),
    Column("endret", Tid, nullable=False),
    Column("frist_versjon", Integer, nullable=False, server_default="0"),
    Column("frist_merke", String(16), nullable=False, server_default=""),
    PrimaryKeyConstraint("kommune", "sak"),
    UniqueConstraint("kommune", "loepenr"),
    UniqueConstraint("kommune", "soeknad_sha256"),
    Index("ix_byg_sak_kommune_tilstand", "kommune", "tilstand", "loepenr"),
)
"""What the events add up to, for lists. `versjon` and `hode` are the length and the head of the
case's hash chain: a chain that has lost its tail no longer fits them. `frist_versjon` is the
version its rows in byg_frist were computed from, `frist_merke` the numbers they were computed
with: where either is another than now, they are computed again."""

hendelse = Table(
    "byg_hendelse",
    METADATA,
    Column("kommune", KOMMUNE, nullable=False),
    Column("sak", SAK, nullable=False),
    Column("versjon", Integer, nullable=False),
    Column("type", String(64), nullable=False),
    Column("tid", Tid, nullable=False),
    Column("innhold", Text, nullable=False),
    Column("forrige", SHA256, nullable=False),
    Column("hash", SHA256, nullable=False),
    PrimaryKeyConstraint("kommune", "sak", "versjon"),
    ForeignKeyConstraint(["kommune", "sak"], ["byg_sak.kommune", "byg_sak.sak"]),
    CheckConstraint("versjon >= 1", name="versjon"),
)
"""What has happened. Rows are only ever added (triggers in `utloesere`)."""

innsending = Table(
    "byg_innsending",
    METADATA,
    Column("kommune", KOMMUNE, nullable=False),
    Column("noekkel", String(200), nullable=False),
    Column("sak", SAK, nullable=False),
    Column("versjon", Integer, nullable=False),
    Column("innhold_sha256", SHA256, nullable=False),
    Column("soeknad_sha256", SHA256, nullable=False),
    Column("mottatt", Tid, nullable=False),
    Column("soeknad", Integer, nullable=False, server_default="1"),
    PrimaryKeyConstraint("kommune", "noekkel"),
    ForeignKeyConstraint(["kommune", "sak"], ["byg_sak.kommune", "byg_sak.sak"]),
    Index("ix_byg_innsending_kommune_sak", "kommune", "sak", "versjon"),
    Index("ix_byg_innsending_kommune_soeknad", "kommune", "soeknad_sha256"),
)
"""Every delivery by its idempotency key. `innhold_sha256` is of all parts, `soeknad_sha256` of
the form alone (its bytes are in byg_dokument and in the file store). `soeknad` is the number of
the application in the case."""

dokument = Table(
    "byg_dokument",
    METADATA,
    Column("kommune", KOMMUNE, nullable=False),
    Column("sak", SAK, nullable=False),
    Column("versjon", Integer, nullable=False),
    Column("nr", Integer, nullable=False),
    Column("sha256", SHA256, nullable=False),
    Column("stoerrelse", BigInteger, nullable=False),
    Column("type", String(100), nullable=False),
    Column("mime", String(100), nullable=False),
    Column("filnavn", String(255), nullable=False),
    Column("sted", String(255), nullable=False),
    PrimaryKeyConstraint("kommune", "sak", "versjon", "nr"),
    ForeignKeyConstraint(["kommune", "sak"], ["byg_sak.kommune", "byg_sak.sak"]),
    Index("ix_byg_dokument_kommune_sha256", "kommune", "sha256"),
)
"""The documents of event number `versjon`. `sted` says where the bytes lie in the file store."""

rapport = Table(
    "byg_rapport",
    METADATA,
    Column("kommune", KOMMUNE, nullable=False),
    Column("sak", SAK, nullable=False),
    Column("versjon", Integer, nullable=False),
    Column("resultat", String(16), nullable=False),
    Column("innhold", Text, nullable=False),
    Column("sha256", SHA256, nullable=False),
    Column("regelpakker", Text, nullable=False),
    Column("laget", Tid, nullable=False),
    PrimaryKeyConstraint("kommune", "sak", "versjon"),
    ForeignKeyConstraint(["kommune", "sak"], ["byg_sak.kommune", "byg_sak.sak"]),
)
"""The report of the check that event number `versjon` rests on, and the rule packs behind it."""

utboks = Table(
    "byg_utboks",
    METADATA,
    Column("kommune", KOMMUNE, nullable=False),
    Column("noekkel", String(200), nullable=False),
    Column("sak", SAK, nullable=False),
    Column("sekvens", Integer, nullable=False),
    Column("slag", String(32), nullable=False),
    Column("innhold", Text, nullable=False),
    Column("tilstand", String(16), nullable=False),
    Column("forsoek", Integer, nullable=False),
    Column("neste", Tid, nullable=False),
    Column("laast_av", String(100), nullable=False),
    Column("laast_til", Tid),
    Column("ref", String(200), nullable=False),
    Column("grunn", Text, nullable=False),
    Column("opprettet", Tid, nullable=False),
    PrimaryKeyConstraint("kommune", "noekkel"),
    UniqueConstraint("kommune", "sak", "sekvens"),
    ForeignKeyConstraint(["kommune", "sak"], ["byg_sak.kommune", "byg_sak.sak"]),
    Index("ix_byg_utboks_kommune_tilstand", "kommune", "tilstand", "neste"),
    Index("ix_byg_utboks_noekkel", "noekkel"),
    Index(
        "ix_byg_utboks_uferdig",
        "kommune",
        "sak",
        "sekvens",
        sqlite_where=text("tilstand <> 'levert'"),
        postgresql_where=text("tilstand <> 'levert'"),
    ),
)
"""Commands for the archive, in order (`sekvens`) within each case; states as in archive.outbox."""

sakreferanse = Table(
    "byg_sakreferanse",
    METADATA,
    Column("kommune", KOMMUNE, nullable=False),
    Column("slag", String(16), nullable=False),
    Column("verdi", String(200), nullable=False),
    Column("sak", SAK, nullable=False),
    PrimaryKeyConstraint("kommune", "slag", "verdi", "sak"),
    ForeignKeyConstraint(["kommune", "sak"], ["byg_sak.kommune", "byg_sak.sak"]),
)
"""What senders call a case: `slag` ftb or saksnummer. One name may be several cases'."""

frist = Table(
    "byg_frist",
    METADATA,
    Column("kommune", KOMMUNE, nullable=False),
    Column("sak", SAK, nullable=False),
    Column("soeknad", Integer, nullable=False),
    Column("oppgave", String(64), nullable=False),
    Column("gjelder", String(200), nullable=False),
    Column("frist", Date, nullable=False),
    Column("slag", String(8), nullable=False),
    Column("dag", Date, nullable=False),
    Column("tilstand", String(16), nullable=False),
    Column("satt_ved", Integer, nullable=False),
    Column("meldt_ved", Integer),
    Column("meldt", Tid),
    Column("grunn", Text, nullable=False),
    PrimaryKeyConstraint("kommune", "sak", "soeknad", "oppgave", "gjelder", "frist", "slag"),
    ForeignKeyConstraint(["kommune", "sak"], ["byg_sak.kommune", "byg_sak.sak"]),
    Index("ix_byg_frist_kommune_tilstand", "kommune", "tilstand", "dag"),
)
"""Every time limit of every case, twice: when it is near and when it has passed. The key says what
is told once and never again; `dag` is the first day to tell it on. `satt_ved` and `meldt_ved` are
the numbers of the events that set it and told of it."""

BARE_TILLEGG = (hendelse, innsending, dokument, rapport)
"""Tables that are a record of what was: their rows are never changed or removed."""
