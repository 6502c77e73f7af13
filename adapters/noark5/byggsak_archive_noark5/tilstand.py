"""The archive's own memory: one SQLite file, one transaction per command.

An object is stored as the record that byggsak sent, with what the archive adds: its systemID, its
numbers, and what has happened to it. A change is logged beside it, as the deposit demands.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from byggsak.archive import codec
from byggsak.archive.commands import ExternalKey, Kind
from byggsak.archive.errors import PermanentConfig, Transient
from byggsak.archive.port import Submission
from byggsak.archive.records import Avskrivning, Dokument, Journalpost, Saksmappe

FILE = "arkiv.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS objekt (
  ref TEXT PRIMARY KEY, slag TEXT NOT NULL, system_id TEXT NOT NULL UNIQUE, over TEXT,
  aar INTEGER NOT NULL, sekvens INTEGER NOT NULL, nummer INTEGER NOT NULL,
  post TEXT NOT NULL, tillegg TEXT NOT NULL, UNIQUE (slag, over, nummer));
CREATE UNIQUE INDEX IF NOT EXISTS objekt_sekvens ON objekt (slag, aar, sekvens)
  WHERE slag <> 'document';
CREATE INDEX IF NOT EXISTS objekt_over ON objekt (over);
CREATE TABLE IF NOT EXISTS endring (
  id INTEGER PRIMARY KEY, system_id TEXT NOT NULL, felt TEXT NOT NULL, naar TEXT NOT NULL,
  av TEXT NOT NULL, fra TEXT NOT NULL, til TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS endring_system_id ON endring (system_id);
CREATE TABLE IF NOT EXISTS uttrekk (system_id TEXT NOT NULL, uttrekk TEXT NOT NULL,
  PRIMARY KEY (system_id, uttrekk));
CREATE TABLE IF NOT EXISTS alias (alias TEXT PRIMARY KEY, ref TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS svar (noekkel TEXT PRIMARY KEY, innhold TEXT NOT NULL);
"""

_RECORDS: dict[str, type[Any]] = {
    Kind.CASE: Saksmappe,
    Kind.ENTRY: Journalpost,
    Kind.DOCUMENT: Dokument,
}


@dataclass(frozen=True, kw_only=True)
class Tillegg:
    """What the archive itself knows about an object."""

    arkivert_dato: datetime | None = None
    arkivert_av: str | None = None
    avsluttet_dato: datetime | None = None
    avsluttet_av: str | None = None
    avskrivninger: tuple[Avskrivning, ...] = ()
    avskrevet_av_poster: tuple[str, ...] = ()  # systemID per avskrivning, «-» for none


@dataclass(frozen=True, kw_only=True)
class Objekt:
    """`aar` and `sekvens` are the case's or journal's number; `nummer` counts within the parent."""

    key: ExternalKey
    system_id: str
    over: ExternalKey | None
    aar: int
    sekvens: int
    nummer: int
    post: Saksmappe | Journalpost | Dokument
    tillegg: Tillegg = field(default_factory=Tillegg)


@dataclass(frozen=True)
class Endring:
    """One line of the change log; `naar` is Norwegian local time."""

    system_id: str
    felt: str
    naar: str
    av: str
    fra: str
    til: str


class Tilstand:
    """Reads and writes within one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def hent(self, key: ExternalKey) -> Objekt | None:
        """The object, also by another system's name for it."""
        ref = _ref(key)
        linked = self._db.execute("SELECT ref FROM alias WHERE alias = ?", (ref,)).fetchone()
        row = self._db.execute(
            "SELECT * FROM objekt WHERE ref = ?", (linked["ref"] if linked else ref,)
        ).fetchone()
        return None if row is None else _objekt(row)

    def under(self, key: ExternalKey) -> list[Objekt]:
        """The children in the order of their numbers."""
        rows = self._db.execute("SELECT * FROM objekt WHERE over = ? ORDER BY nummer", (_ref(key),))
        return [_objekt(row) for row in rows]

    def saker(self) -> Iterator[Objekt]:
        """Every case by year and number."""
        rows = self._db.execute(
            "SELECT * FROM objekt WHERE slag = ? ORDER BY aar, sekvens", (Kind.CASE,)
        )
        return (_objekt(row) for row in rows)

    def neste_sekvens(self, kind: Kind, year: int) -> int:
        """The next number of the year: case number or journal sequence number."""
        return 1 + self._hoeyeste("sekvens", "slag = ? AND aar = ?", (kind, year))

    def neste_nummer(self, over: ExternalKey) -> int:
        """The next number below the parent: entry number or document number."""
        return 1 + self._hoeyeste("nummer", "over = ?", (_ref(over),))

    def lagre(self, objekt: Objekt) -> None:
        """Insert the object, or replace it by its key."""
        self._db.execute(
            "INSERT INTO objekt VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (ref) DO UPDATE "
            "SET post = excluded.post, tillegg = excluded.tillegg",
            (
                _ref(objekt.key),
                objekt.key.kind,
                objekt.system_id,
                None if objekt.over is None else _ref(objekt.over),
                objekt.aar,
                objekt.sekvens,
                objekt.nummer,
                json.dumps(codec.dump(objekt.post), ensure_ascii=False),
                json.dumps(codec.dump(objekt.tillegg), ensure_ascii=False),
            ),
        )

    def logg(self, endring: Endring) -> None:
        self._db.execute(
            "INSERT INTO endring (system_id, felt, naar, av, fra, til) VALUES (?,?,?,?,?,?)",
            (endring.system_id, endring.felt, endring.naar, endring.av, endring.fra, endring.til),
        )

    def endringer(self, system_id: str) -> list[tuple[int, Endring]]:
        """The changes of an object with their running number."""
        rows = self._db.execute(
            "SELECT * FROM endring WHERE system_id = ? ORDER BY id", (system_id,)
        )
        return [
            (r["id"], Endring(r["system_id"], r["felt"], r["naar"], r["av"], r["fra"], r["til"]))
            for r in rows
        ]

    def uttrukne(self) -> frozenset[str]:
        """The systemID of every case that a deposit has been written of."""
        rows = self._db.execute("SELECT DISTINCT system_id FROM uttrekk")
        return frozenset(row["system_id"] for row in rows)

    def husk_uttrekk(self, navn: str, saker: Iterable[str]) -> None:
        """These cases stand in the deposit `navn`."""
        rows = [(system_id, navn) for system_id in saker]
        self._db.executemany("INSERT OR IGNORE INTO uttrekk VALUES (?,?)", rows)

    def knytt(self, alias: ExternalKey, target: ExternalKey) -> None:
        self._db.execute("INSERT OR REPLACE INTO alias VALUES (?,?)", (_ref(alias), _ref(target)))

    def svar(self, key: str) -> Submission | None:
        """What was answered to this command key."""
        row = self._db.execute("SELECT innhold FROM svar WHERE noekkel = ?", (key,)).fetchone()
        return None if row is None else codec.load(Submission, json.loads(row["innhold"]))

    def husk(self, key: str, submission: Submission) -> None:
        text = json.dumps(codec.dump(submission), ensure_ascii=False)
        self._db.execute("INSERT INTO svar VALUES (?,?)", (key, text))

    def _hoeyeste(self, column: str, where: str, values: tuple[object, ...]) -> int:
        # Column and condition are this module's own words, never data.
        sql = f"SELECT COALESCE(MAX({column}), 0) AS n FROM objekt WHERE {where}"  # noqa: S608
        return int(self._db.execute(sql, values).fetchone()["n"])


@contextmanager
def transaksjon(folder: Path, *, skriv: bool) -> Iterator[Tilstand]:
    """All or nothing. A locked or full disk is Transient, a broken file PermanentConfig."""
    try:
        with closing(sqlite3.connect(folder / FILE, timeout=30, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA synchronous=FULL")
            db.execute("BEGIN IMMEDIATE" if skriv else "BEGIN")
            try:
                yield Tilstand(db)
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise Transient(f"Arkivet i {folder} kan ikke skrives eller leses nå: {error}") from error
    except sqlite3.DatabaseError as error:
        raise PermanentConfig(f"Arkivfilen {folder / FILE} er ødelagt: {error}") from error


def forbered(folder: Path) -> None:
    """Create the folder and the file. Raises PermanentConfig when it may not be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(folder / FILE, timeout=30)) as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.executescript(_SCHEMA)
    except (OSError, sqlite3.Error) as error:
        raise PermanentConfig(
            f"Arkivmappen {folder} kan ikke brukes: {error}. "
            "Opprett den, og gi tjenesten skrivetilgang."
        ) from error


def _ref(key: ExternalKey) -> str:
    return f"{key.system}:{key.kind}:{key.value}"


def _key(ref: str) -> ExternalKey:
    system, kind, value = ref.split(":", 2)
    return ExternalKey(Kind(kind), value, system)


def _objekt(row: sqlite3.Row) -> Objekt:
    return Objekt(
        key=_key(row["ref"]),
        system_id=row["system_id"],
        over=None if row["over"] is None else _key(row["over"]),
        aar=row["aar"],
        sekvens=row["sekvens"],
        nummer=row["nummer"],
        post=codec.load(_RECORDS[row["slag"]], json.loads(row["post"])),
        tillegg=codec.load(Tillegg, json.loads(row["tillegg"])),
    )
