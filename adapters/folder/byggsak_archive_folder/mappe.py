"""The folder: where each object lies, and how it is found again.

An object is one JSON file, and a change of it is one rename: it has happened or it has not. The
register (`.register/<hash of the key>`) only says where to look, is written before the object, and
counts only when the object there has the key: a crash in between leaves nothing that misleads.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from byggsak.archive import codec
from byggsak.archive.commands import ExternalKey, Kind
from byggsak.archive.errors import PermanentConfig, Transient
from byggsak.archive.port import ArchiveIds
from byggsak.archive.records import Avskrivning, Dokument, Journalpost, Saksmappe
from byggsak_archive_folder import atomisk

REGISTER, LAAS, MERKE = ".register", ".laas", "register-1"
_POSTER: dict[Kind, type[Any]] = {
    Kind.CASE: Saksmappe,
    Kind.ENTRY: Journalpost,
    Kind.DOCUMENT: Dokument,
}


@dataclass(frozen=True, kw_only=True)
class Objekt:
    """`sti` is the JSON file, relative to the folder; `oppdrag` the commands carried out on it."""

    key: ExternalKey
    sti: str
    post: Saksmappe | Journalpost | Dokument
    ids: ArchiveIds
    over: ExternalKey | None = None
    avskrivninger: tuple[Avskrivning, ...] = ()
    andre_navn: tuple[ExternalKey, ...] = ()
    oppdrag: tuple[str, ...] = ()
    fil: str = ""


@dataclass
class Mappe:
    """One archive folder. Several threads and processes may use it, on one machine."""

    rot: Path
    _sist: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            atomisk.folder(self.rot / REGISTER)
            with atomisk.lock(self.rot / LAAS):
                if not (self.rot / REGISTER / MERKE).exists():
                    self._gjenoppbygg()
        except OSError as error:
            raise PermanentConfig(
                f"Arkivmappen {self.rot} kan ikke brukes: {error}. "
                "Opprett den, og gi tjenesten skrivetilgang."
            ) from error

    @contextmanager
    def skriving(self) -> Iterator[None]:
        """One command at a time. A disk that is full or away is Transient."""
        try:
            with atomisk.lock(self.rot / LAAS):
                yield
        except OSError as error:
            raise Transient(f"Arkivmappen {self.rot} kan ikke skrives nå: {error}") from error

    def hent(self, key: ExternalKey) -> Objekt | None:
        """The object, also by another system's name for it."""
        try:
            sti = self._plass(key).read_text("utf-8")
            objekt = self._les(sti)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Transient(f"Arkivmappen {self.rot} kan ikke leses nå: {error}") from error
        return objekt if key == objekt.key or key in objekt.andre_navn else None

    def under(self, objekt: Objekt) -> list[Objekt]:
        """The entries of a case or the documents of an entry, by number."""
        moenster = "*/journalpost.json" if objekt.key.kind is Kind.CASE else "dokument-*.json"
        stier = (self.rot / objekt.sti).parent.glob(moenster)
        funnet = [self._les(str(sti.relative_to(self.rot))) for sti in stier]
        return sorted(funnet, key=lambda en: en.ids.journalpostnummer or en.ids.dokumentnummer or 0)

    def ledig_sak(self, aar: int) -> tuple[str, int]:
        """(path, number) of the year's next case."""
        nummer = self._sist.get(aar, 0) + 1
        while (self.rot / f"{aar}-{nummer:04d}" / "sak.json").exists():
            nummer += 1
        self._sist[aar] = nummer - 1  # not taken before the file is there
        return f"{aar}-{nummer:04d}/sak.json", nummer

    def neste_journal(self, aar: int) -> int:
        """The next journal sequence number. Given out before use: a crash leaves a gap, never
        the same number twice."""
        teller = self.rot / REGISTER / f"journal-{aar}"
        nummer = 1 + (int(teller.read_text("ascii")) if teller.exists() else 0)
        with atomisk.write(teller) as stream:
            stream.write(str(nummer).encode())
        return nummer

    def lagre(self, objekt: Objekt) -> None:
        """Write the object, where it says. A new one is registered first."""
        atomisk.folder((self.rot / objekt.sti).parent)
        for key in (objekt.key, *objekt.andre_navn):
            self._registrer(key, objekt.sti)
        innhold = {
            "nøkkel": str(objekt.key),
            "over": None if objekt.over is None else str(objekt.over),
            "andre_navn": [str(navn) for navn in objekt.andre_navn],
            "nummer": codec.dump(objekt.ids),
            "post": codec.dump(objekt.post),
            "fil": objekt.fil,
            "avskrivninger": codec.dump(objekt.avskrivninger),
            "oppdrag": list(objekt.oppdrag),
        }
        with atomisk.write(self.rot / objekt.sti) as stream:
            stream.write(json.dumps(innhold, ensure_ascii=False, indent=2).encode())

    def _registrer(self, key: ExternalKey, sti: str) -> None:
        plass = self._plass(key)
        if not plass.exists() or plass.read_text("utf-8") != sti:
            atomisk.folder(plass.parent)
            with atomisk.write(plass) as stream:
                stream.write(sti.encode())

    def _plass(self, key: ExternalKey) -> Path:
        navn = sha256(str(key).encode()).hexdigest()
        return self.rot / REGISTER / navn[:2] / navn

    def _les(self, sti: str) -> Objekt:
        data = (self.rot / sti).read_bytes()
        try:
            rad = json.loads(data)
            key = noekkel(rad["nøkkel"])
            return Objekt(
                key=key,
                sti=sti,
                post=codec.load(_POSTER[key.kind], rad["post"]),
                ids=codec.load(ArchiveIds, rad["nummer"]),
                over=None if rad["over"] is None else noekkel(rad["over"]),
                avskrivninger=tuple(codec.load(Avskrivning, en) for en in rad["avskrivninger"]),
                andre_navn=tuple(noekkel(en) for en in rad["andre_navn"]),
                oppdrag=tuple(rad["oppdrag"]),
                fil=rad["fil"],
            )
        except (ValueError, KeyError, TypeError) as error:
            raise PermanentConfig(
                f"{self.rot / sti} er ødelagt eller endret for hånd: {error}. "
                "Hent filen tilbake fra sikkerhetskopi."
            ) from error

    def _gjenoppbygg(self) -> None:
        """The register from the files themselves, which are the archive."""
        journal: dict[int, int] = {}
        for moenster in ("*/sak.json", "*/*/journalpost.json", "*/*/dokument-*.json"):
            for fil in sorted(self.rot.glob(moenster)):
                objekt = self._les(str(fil.relative_to(self.rot)))
                for key in (objekt.key, *objekt.andre_navn):
                    self._registrer(key, objekt.sti)
                aar, nummer = objekt.ids.journalaar, objekt.ids.journalsekvensnummer
                if aar is not None and nummer is not None:
                    journal[aar] = max(journal.get(aar, 0), nummer)
        for aar, nummer in journal.items():
            with atomisk.write(self.rot / REGISTER / f"journal-{aar}") as stream:
                stream.write(str(nummer).encode())
        with atomisk.write(self.rot / REGISTER / MERKE) as stream:
            stream.write(b"1")


def noekkel(ref: str) -> ExternalKey:
    """The key from its text form «system:kind:value»."""
    system, slag, verdi = ref.split(":", 2)
    return ExternalKey(Kind(slag), verdi, system)
