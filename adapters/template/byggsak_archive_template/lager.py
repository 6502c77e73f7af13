"""Lageret: det egne systemet bak adapteren, her én SQLite-fil.

Et objekt lagres som posten byggsak sendte, under byggsaks eget navn på det (den eksterne
nøkkelen), sammen med det arkivet selv legger til: nummer, avskrivninger og innhold. I samme
transaksjon lagres svaret på oppdraget, så et oppdrag er enten utført og besvart, eller ingen av
delene.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from byggsak.archive import codec
from byggsak.archive.commands import ExternalKey, Kind
from byggsak.archive.errors import PermanentConfig, Transient
from byggsak.archive.port import ArchiveIds, Submission
from byggsak.archive.records import Avskrivning, Dokument, Journalpost, Saksmappe

_TABELLER = """
CREATE TABLE IF NOT EXISTS objekt (
  ref TEXT PRIMARY KEY, slag TEXT NOT NULL, over TEXT, aar INTEGER NOT NULL, post TEXT NOT NULL,
  ids TEXT NOT NULL, avskrevet TEXT NOT NULL, innhold BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS objekt_over ON objekt (over);
CREATE TABLE IF NOT EXISTS alias (alias TEXT PRIMARY KEY, ref TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS svar (noekkel TEXT PRIMARY KEY, innhold TEXT NOT NULL);
"""
_POSTER: dict[Kind, type[Any]] = {
    Kind.CASE: Saksmappe,
    Kind.ENTRY: Journalpost,
    Kind.DOCUMENT: Dokument,
}


@dataclass(frozen=True, kw_only=True)
class Objekt:
    """En sak, en journalpost eller et dokument slik arkivet har det. `over` er det den ligger i."""

    key: ExternalKey
    post: Saksmappe | Journalpost | Dokument
    ids: ArchiveIds
    aar: int
    over: ExternalKey | None = None
    avskrevet: tuple[Avskrivning, ...] = ()


class Lager:
    """Én fil. Flere tråder og prosesser kan bruke den; hver transaksjon har sin forbindelse."""

    def __init__(self, fil: Path) -> None:
        self.fil = fil
        try:
            fil.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(fil, timeout=30)) as db:
                db.execute("PRAGMA journal_mode=WAL")
                db.executescript(_TABELLER)
        except (OSError, sqlite3.Error) as feil:
            raise PermanentConfig(
                f"Arkivfilen {fil} kan ikke brukes: {feil}. Gi tjenesten skrivetilgang til mappen."
            ) from feil

    @contextmanager
    def transaksjon(self, *, skriv: bool) -> Iterator["Transaksjon"]:
        """Alt eller ingenting. En låst fil eller full disk er forbigående: byggsak prøver igjen."""
        try:
            with closing(sqlite3.connect(self.fil, timeout=30, isolation_level=None)) as db:
                db.row_factory = sqlite3.Row
                db.execute("PRAGMA synchronous=FULL")
                db.execute("BEGIN IMMEDIATE" if skriv else "BEGIN")
                try:
                    yield Transaksjon(db)
                except BaseException:
                    db.execute("ROLLBACK")
                    raise
                db.execute("COMMIT")
        except sqlite3.OperationalError as feil:
            raise Transient(f"Arkivfilen {self.fil} kan ikke brukes nå: {feil}") from feil
        except sqlite3.DatabaseError as feil:
            raise PermanentConfig(f"Arkivfilen {self.fil} er ødelagt: {feil}") from feil


class Transaksjon:
    """Leser og skriver innenfor én transaksjon."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def hent(self, key: ExternalKey) -> Objekt | None:
        """Objektet, også når det spørres med et annet systems navn på det."""
        ref = str(key)
        alias = self._db.execute("SELECT ref FROM alias WHERE alias = ?", (ref,)).fetchone()
        rad = self._db.execute(
            "SELECT * FROM objekt WHERE ref = ?", (alias["ref"] if alias else ref,)
        ).fetchone()
        return None if rad is None else _objekt(rad)

    def under(self, key: ExternalKey) -> list[Objekt]:
        """Det som ligger i objektet, i den rekkefølgen det kom."""
        rader = self._db.execute("SELECT * FROM objekt WHERE over = ? ORDER BY rowid", (str(key),))
        return [_objekt(rad) for rad in rader]

    def antall(self, slag: Kind, aar: int) -> int:
        """Hvor mange saker eller journalposter året har. Ingenting slettes, så neste er én mer."""
        sql = "SELECT COUNT(*) AS n FROM objekt WHERE slag = ? AND aar = ?"
        return int(self._db.execute(sql, (slag, aar)).fetchone()["n"])

    def ny(self, objekt: Objekt, innhold: bytes = b"") -> None:
        """Legg til et objekt."""
        self._db.execute(
            "INSERT INTO objekt VALUES (?,?,?,?,?,?,?,?)",
            (
                str(objekt.key),
                objekt.key.kind,
                None if objekt.over is None else str(objekt.over),
                objekt.aar,
                _tekst(objekt.post),
                _tekst(objekt.ids),
                _tekst(objekt.avskrevet),
                innhold,
            ),
        )

    def endre(self, objekt: Objekt) -> None:
        """Skriv posten og avskrivningene på nytt."""
        self._db.execute(
            "UPDATE objekt SET post = ?, avskrevet = ? WHERE ref = ?",
            (_tekst(objekt.post), _tekst(objekt.avskrevet), str(objekt.key)),
        )

    def innhold(self, key: ExternalKey) -> bytes:
        """Dokumentets byte, nøyaktig som de kom."""
        rad = self._db.execute("SELECT innhold FROM objekt WHERE ref = ?", (str(key),)).fetchone()
        return bytes(rad["innhold"])

    def knytt(self, alias: ExternalKey, key: ExternalKey) -> None:
        """Et annet navn for objektet."""
        self._db.execute("INSERT OR REPLACE INTO alias VALUES (?,?)", (str(alias), str(key)))

    def svar(self, noekkel: str) -> Submission | None:
        """Det som ble svart på oppdraget, hvis det er utført før."""
        rad = self._db.execute("SELECT innhold FROM svar WHERE noekkel = ?", (noekkel,)).fetchone()
        return None if rad is None else codec.load(Submission, json.loads(rad["innhold"]))

    def husk(self, noekkel: str, svar: Submission) -> None:
        """Lagre svaret sammen med det oppdraget gjorde."""
        self._db.execute("INSERT INTO svar VALUES (?,?)", (noekkel, _tekst(svar)))


def _tekst(verdi: object) -> str:
    return json.dumps(codec.dump(verdi), ensure_ascii=False)


def _noekkel(ref: str) -> ExternalKey:
    system, slag, verdi = ref.split(":", 2)
    return ExternalKey(Kind(slag), verdi, system)


def _objekt(rad: sqlite3.Row) -> Objekt:
    return Objekt(
        key=_noekkel(rad["ref"]),
        post=codec.load(_POSTER[Kind(rad["slag"])], json.loads(rad["post"])),
        ids=codec.load(ArchiveIds, json.loads(rad["ids"])),
        aar=rad["aar"],
        over=None if rad["over"] is None else _noekkel(rad["over"]),
        avskrevet=tuple(codec.load(Avskrivning, en) for en in json.loads(rad["avskrevet"])),
    )
