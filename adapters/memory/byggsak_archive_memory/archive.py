"""The archive itself: a dictionary of objects, and one of answered commands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from threading import Lock

from byggsak.archive.codes import Avskrivningsmaate, Journalposttype, Journalstatus, Saksstatus
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
from byggsak.archive.errors import NotFound, PermanentCase, Transient
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
from byggsak.archive.records import Avskrivning, Dokument, Journalpost, Saksmappe

_FINISHED = (Journalstatus.ARKIVERT, Journalstatus.UTGAAR)


@dataclass
class _Object:
    key: ExternalKey
    record: Saksmappe | Journalpost | Dokument
    ids: ArchiveIds
    parent: ExternalKey | None = None
    content: bytes = b""
    written_off: list[Avskrivning] = field(default_factory=list)


class MemoryArchive:
    """Implements ArchivePort. Safe for threads; gone when the process ends."""

    def __init__(self, files: FileSource) -> None:
        self._files = files
        self._lock = Lock()
        self._objects: dict[ExternalKey, _Object] = {}
        self._children: dict[ExternalKey, list[_Object]] = {}
        self._numbers: Counter[tuple[Kind, int]] = Counter()
        self._aliases: dict[ExternalKey, ExternalKey] = {}
        self._answered: dict[str, Submission] = {}

    def capabilities(self) -> Capabilities:
        return Capabilities(durable=False)

    def submit(self, command: Command) -> Submission:
        with self._lock:
            if command.key in self._answered:
                return _repeated(self._answered[command.key])
            try:
                outcome = self._carry_out(command)
            except PermanentCase as refusal:
                return _submission(command, _rejected(command, refusal))
            # A refusal is not remembered: after someone has repaired the cause, the same
            # command may be sent again.
            self._answered[command.key] = _submission(command, outcome)
            return self._answered[command.key]

    def poll(self) -> Iterable[Receipt]:
        return ()

    def acknowledge(self, receipt_id: str) -> None:
        """Nothing to do: this archive answers at once."""

    def find(self, key: ExternalKey) -> Found | None:
        with self._lock:
            stored = self._objects.get(self._aliases.get(key, key))
            if stored is None:
                return None
            return Found(
                target=stored.key,
                ids=stored.ids,
                record=stored.record,
                parent=stored.parent,
                written_off=tuple(stored.written_off),
            )

    def fetch(self, key: ExternalKey) -> bytes:
        with self._lock:
            return self._get(key).content

    def health(self) -> Health:
        return Health(ok=True, detail=f"{len(self._objects)} objekter i minnet")

    def objects(self) -> tuple[ExternalKey, ...]:
        """Every object, in the order they were filed: for demos and tests."""
        return tuple(self._objects)

    def _carry_out(self, command: Command) -> Outcome:
        match command:
            case EnsureCase() | EnsureEntry() | AddDocument():
                return self._ensure(command)
            case UpdateCase() | UpdateEntry() | UpdateDocument():
                return self._update(command)
            case WriteOff():
                entry = self._get(command.entry)
                if command.by_entry is not None:
                    self._get(command.by_entry)
                entry.written_off.append(command.record)
                return _outcome(entry, State.UPDATED)
            case CloseCase():
                return self._close(command)
            case LinkExternalKey():
                target = self._get(command.target)
                self._aliases[command.alias] = target.key
                return _outcome(target, State.UPDATED)

    def _ensure(self, command: EnsureCase | EnsureEntry | AddDocument) -> Outcome:
        target = target_of(command)
        if target in self._objects:
            return _outcome(self._objects[target], State.EXISTING)
        match command:
            case EnsureCase():
                year = command.record.saksdato.year
                number = self._numbers[target.kind, year] + 1
                ids = ArchiveIds(
                    mappe_id=f"{year}/{number}", saksaar=year, sakssekvensnummer=number
                )
                new = _Object(target, command.record, ids)
            case EnsureEntry():
                case = self._open_case(command.case)
                year = command.record.journaldato.year
                number = self._numbers[target.kind, year] + 1
                ids = ArchiveIds(
                    journalaar=year,
                    journalsekvensnummer=number,
                    journalpostnummer=1 + len(self._below(case.key)),
                )
                new = _Object(target, command.record, ids, case.key)
            case AddDocument():
                entry = self._get(command.entry)
                self._open_case(entry.parent or command.entry)
                ids = ArchiveIds(dokumentnummer=1 + len(self._below(entry.key)))
                new = _Object(target, command.record, ids, entry.key, self._read(command))
        self._objects[target] = new
        if new.parent is not None:
            self._children.setdefault(new.parent, []).append(new)
        if (counted := new.ids.saksaar or new.ids.journalaar) is not None:
            self._numbers[target.kind, counted] += 1
        return _outcome(new, State.CREATED)

    def _update(self, command: UpdateCase | UpdateEntry | UpdateDocument) -> Outcome:
        stored = self._get(target_of(command))
        case = stored
        while case.parent is not None:
            case = self._get(case.parent)
        self._open_case(case.key)
        known = {f.name for f in fields(stored.record)}
        changes = {
            f.name: getattr(command, f.name)
            for f in fields(command)
            if f.name in known and getattr(command, f.name) is not None
        }
        stored.record = replace(stored.record, **changes)
        return _outcome(stored, State.UPDATED)

    def _close(self, command: CloseCase) -> Outcome:
        case = self._open_case(command.case)
        for entry in self._below(case.key):
            _must_be_finished(entry)
        assert isinstance(case.record, Saksmappe)
        case.record = replace(case.record, saksstatus=Saksstatus.AVSLUTTET)
        return _outcome(case, State.UPDATED)

    def _read(self, command: AddDocument) -> bytes:
        fil = command.record.fil
        try:
            with self._files.open(fil) as stream:
                content = stream.read()
        except OSError as error:
            raise Transient(f"Innholdet i {command.document} kan ikke leses nå: {error}") from error
        if sha256(content).hexdigest() != fil.sha256 or len(content) != fil.stoerrelse:
            raise PermanentCase(
                f"Innholdet i {command.document} stemmer ikke med sjekksummen i oppdraget.",
                "sjekksum",
            )
        return content

    def _get(self, key: ExternalKey) -> _Object:
        stored = self._objects.get(self._aliases.get(key, key))
        if stored is None:
            raise NotFound(f"{key} finnes ikke i arkivet. Arkiver det den hører til først.")
        return stored

    def _open_case(self, key: ExternalKey) -> _Object:
        case = self._get(key)
        if isinstance(case.record, Saksmappe) and case.record.saksstatus is Saksstatus.AVSLUTTET:
            raise PermanentCase(f"{key} er avsluttet og tar ikke imot mer.", "sak-avsluttet")
        return case

    def _below(self, key: ExternalKey) -> list[_Object]:
        return self._children.get(key, [])


def _must_be_finished(entry: _Object) -> None:
    assert isinstance(entry.record, Journalpost)
    if entry.record.journalstatus not in _FINISHED:
        raise PermanentCase(
            f"{entry.key} har status «{entry.record.journalstatus}» og må arkiveres "
            "før saken avsluttes.",
            "ikke-arkivert",
        )
    incoming = entry.record.journalposttype is Journalposttype.INNGAAENDE
    if incoming and entry.record.journalstatus is Journalstatus.ARKIVERT and not entry.written_off:
        ways = ", ".join(Avskrivningsmaate)
        raise PermanentCase(
            f"{entry.key} er ubesvart og må avskrives ({ways}) før saken avsluttes.",
            "ikke-avskrevet",
        )


def _outcome(stored: _Object, state: State) -> Outcome:
    return Outcome(target=stored.key, state=state, ids=stored.ids)


def _rejected(command: Command, refusal: PermanentCase) -> Outcome:
    return Outcome(
        target=target_of(command),
        state=State.REJECTED,
        code=refusal.code,
        message=refusal.message,
        fault=Fault.CASE,
    )


def _submission(command: Command, outcome: Outcome) -> Submission:
    return Submission(ref=command.key, state=SubmissionState.DONE, outcomes=(outcome,))


def _repeated(answer: Submission) -> Submission:
    outcomes = tuple(replace(one, state=State.EXISTING) for one in answer.outcomes)
    return replace(answer, outcomes=outcomes)
