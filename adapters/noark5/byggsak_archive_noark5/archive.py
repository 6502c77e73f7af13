"""The adapter: carries out commands in the folder, each in one transaction.

A document is copied to its final name (its systemID) before the transaction that knows it is
committed: a crash in between leaves a file that nothing refers to, and that the same command
overwrites when it comes again.
"""

import os
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from byggsak.archive.commands import (
    AddDocument,
    CloseCase,
    Command,
    EnsureCase,
    EnsureEntry,
    ExternalKey,
    Kind,
    LinkExternalKey,
    UpdateCase,
    UpdateDocument,
    UpdateEntry,
    WriteOff,
    target_of,
)
from byggsak.archive.deposit import Deposited, DepositOrder
from byggsak.archive.errors import ArchiveError, NotFound, PermanentCase, Transient
from byggsak.archive.port import (
    ArchiveIds,
    Capabilities,
    Fault,
    FileSource,
    Found,
    Health,
    Outcome,
    Receipt,
    State,
    Submission,
    SubmissionState,
)
from byggsak_archive_noark5.endre import avskriv, avslutt, krev, oppdater
from byggsak_archive_noark5.regler import krev_aapen
from byggsak_archive_noark5.settings import Settings
from byggsak_archive_noark5.tilstand import Objekt, Tilstand, forbered, transaksjon

DOKUMENTER = "dokumenter"
ALT = DepositOrder()
_CHUNK = 1 << 20


class Noark5Archive:
    """Implements ArchivePort on a folder. Several processes may use it at the same time."""

    def __init__(self, settings: Settings, files: FileSource) -> None:
        self._settings = settings
        self._files = files
        self._folder = settings.folder
        # Deterministic: the same key gives the same systemID, also after a lost disk.
        self._namespace = uuid5(NAMESPACE_URL, f"byggsak:noark5:{settings.arkivskaper_id}")
        forbered(self._folder)
        (self._folder / DOKUMENTER).mkdir(exist_ok=True)
        settings.save()

    def deposit(self, target: Path, order: DepositOrder = ALT) -> Deposited:
        """Write the deposit of the closed cases into `target` (archive.port.Depositor)."""
        from byggsak_archive_noark5.uttrekk import skriv_uttrekk

        made = skriv_uttrekk(self._folder, target, order=order)
        return Deposited(
            path=made.mappe,
            cases=made.saker,
            entries=made.journalposter,
            documents=made.dokumenter,
            left=made.gjenstaar,
        )

    def capabilities(self) -> Capabilities:
        return Capabilities()

    def submit(self, command: Command) -> Submission:
        try:
            with transaksjon(self._folder, skriv=True) as tilstand:
                earlier = tilstand.svar(command.key)
                if earlier is not None:
                    return _repeated(earlier)
                submission = _done(command, self._carry_out(tilstand, command))
                tilstand.husk(command.key, submission)
                return submission
        except PermanentCase as refusal:
            return _done(command, _rejected(command, refusal))

    def poll(self) -> Iterable[Receipt]:
        return ()

    def acknowledge(self, receipt_id: str) -> None:
        """Nothing to do: this archive answers at once."""

    def find(self, key: ExternalKey) -> Found | None:
        with transaksjon(self._folder, skriv=False) as tilstand:
            objekt = tilstand.hent(key)
        if objekt is None:
            return None
        return Found(
            target=objekt.key,
            ids=_ids(objekt),
            record=objekt.post,
            parent=objekt.over,
            written_off=objekt.tillegg.avskrivninger,
        )

    def fetch(self, key: ExternalKey) -> bytes:
        with transaksjon(self._folder, skriv=False) as tilstand:
            objekt = tilstand.hent(key)
        if objekt is None or key.kind is not Kind.DOCUMENT:
            raise NotFound(f"Dokumentet {key} finnes ikke i arkivet.")
        return document_path(self._folder, objekt).read_bytes()

    def health(self) -> Health:
        try:
            with transaksjon(self._folder, skriv=True) as tilstand:
                cases = sum(1 for _ in tilstand.saker())
        except ArchiveError as error:
            return Health(ok=False, detail=error.message)
        return Health(ok=True, detail=f"{cases} saker i {self._folder}")

    def _carry_out(self, tilstand: Tilstand, command: Command) -> Outcome:
        match command:
            case EnsureCase() | EnsureEntry() | AddDocument():
                existing = tilstand.hent(target_of(command))
                if existing is not None:
                    return _outcome(existing, State.EXISTING)
                new = self._new(tilstand, command)
                tilstand.lagre(new)
                return _outcome(new, State.CREATED)
            case UpdateCase() | UpdateEntry() | UpdateDocument():
                return _outcome(oppdater(tilstand, command), State.UPDATED)
            case WriteOff():
                return _outcome(avskriv(tilstand, command), State.UPDATED)
            case CloseCase():
                closed = avslutt(tilstand, command, self._settings.produksjonsformat)
                return _outcome(closed, State.UPDATED)
            case LinkExternalKey():
                target = krev(tilstand, command.target)
                tilstand.knytt(command.alias, target.key)
                return _outcome(target, State.UPDATED)

    def _new(self, tilstand: Tilstand, command: EnsureCase | EnsureEntry | AddDocument) -> Objekt:
        key = target_of(command)
        system_id = str(uuid5(self._namespace, str(key)))
        match command:
            case EnsureCase():
                year = command.record.saksdato.year
                number = tilstand.neste_sekvens(Kind.CASE, year)
                return Objekt(
                    key=key,
                    system_id=system_id,
                    over=None,
                    aar=year,
                    sekvens=number,
                    nummer=number,
                    post=command.record,
                )
            case EnsureEntry():
                case = krev(tilstand, command.case)
                krev_aapen(case)
                year = command.record.journaldato.year
                return Objekt(
                    key=key,
                    system_id=system_id,
                    over=case.key,
                    aar=year,
                    sekvens=tilstand.neste_sekvens(Kind.ENTRY, year),
                    nummer=tilstand.neste_nummer(case.key),
                    post=command.record,
                )
            case AddDocument():
                entry = krev(tilstand, command.entry)
                krev_aapen(krev(tilstand, entry.over or entry.key))
                number = tilstand.neste_nummer(entry.key)
                new = Objekt(
                    key=key,
                    system_id=system_id,
                    over=entry.key,
                    aar=entry.aar,
                    sekvens=number,
                    nummer=number,
                    post=command.record,
                )
                self._copy(command, document_path(self._folder, new))
                return new

    def _copy(self, command: AddDocument, target: Path) -> None:
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        digest, size = sha256(), 0
        try:
            with self._files.open(command.record.fil) as source, draft.open("wb") as sink:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    sink.write(chunk)
                sink.flush()
                os.fsync(sink.fileno())
            fil = command.record.fil
            if digest.hexdigest() != fil.sha256 or size != fil.stoerrelse:
                raise PermanentCase(
                    f"Innholdet i {command.document} stemmer ikke med sjekksummen i oppdraget.",
                    "sjekksum",
                )
            draft.replace(target)
        except OSError as error:
            raise Transient(f"{command.document} kan ikke kopieres nå: {error}") from error
        finally:
            draft.unlink(missing_ok=True)


def document_path(folder: Path, document: Objekt) -> Path:
    """Where the archive keeps the content: its systemID and the file's own extension."""
    return folder / DOKUMENTER / f"{document.system_id}.{_endelse(document)}"


def _endelse(document: Objekt) -> str:
    fil = getattr(document.post, "fil", None)
    return fil.endelse if fil is not None else "bin"


def _ids(objekt: Objekt) -> ArchiveIds:
    match objekt.key.kind:
        case Kind.CASE:
            return ArchiveIds(
                system_id=objekt.system_id,
                mappe_id=f"{objekt.aar}/{objekt.sekvens}",
                saksaar=objekt.aar,
                sakssekvensnummer=objekt.sekvens,
            )
        case Kind.ENTRY:
            return ArchiveIds(
                system_id=objekt.system_id,
                journalaar=objekt.aar,
                journalsekvensnummer=objekt.sekvens,
                journalpostnummer=objekt.nummer,
            )
        case Kind.DOCUMENT:
            return ArchiveIds(system_id=objekt.system_id, dokumentnummer=objekt.nummer)


def _outcome(objekt: Objekt, state: State) -> Outcome:
    return Outcome(target=objekt.key, state=state, ids=_ids(objekt))


def _rejected(command: Command, refusal: PermanentCase) -> Outcome:
    return Outcome(
        target=target_of(command),
        state=State.REJECTED,
        code=refusal.code,
        message=refusal.message,
        fault=Fault.CASE,
    )


def _done(command: Command, outcome: Outcome) -> Submission:
    return Submission(ref=command.key, state=SubmissionState.DONE, outcomes=(outcome,))


def _repeated(answer: Submission) -> Submission:
    outcomes = tuple(replace(one, state=State.EXISTING) for one in answer.outcomes)
    return replace(answer, outcomes=outcomes)
