"""The adapter: each command changes one object, so each is one rename of one file.

An object remembers the keys of the commands carried out on it. A command that comes again is
answered from there, and changes nothing.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from hashlib import sha256

from byggsak.archive.codes import Journalposttype, Journalstatus, Saksstatus
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
from byggsak.archive.errors import ArchiveError, Conflict, NotFound, PermanentCase, Transient
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
from byggsak.archive.records import Journalpost, Saksmappe
from byggsak_archive_folder import atomisk
from byggsak_archive_folder.mappe import Mappe, Objekt

_FERDIGE = (Journalstatus.ARKIVERT, Journalstatus.UTGAAR)
_CHUNK = 1 << 20


class FolderArchive:
    """Implements ArchivePort on plain files."""

    def __init__(self, mappe: Mappe, files: FileSource) -> None:
        self._mappe = mappe
        self._files = files

    def capabilities(self) -> Capabilities:
        return Capabilities()

    def submit(self, command: Command) -> Submission:
        with self._mappe.skriving():
            try:
                outcome = self._carry_out(command)
            except PermanentCase as refusal:
                outcome = Outcome(
                    target=target_of(command),
                    state=State.REJECTED,
                    code=refusal.code,
                    message=refusal.message,
                    fault=Fault.CASE,
                )
        return Submission(ref=command.key, state=SubmissionState.DONE, outcomes=(outcome,))

    def poll(self) -> Iterable[Receipt]:
        return ()

    def acknowledge(self, receipt_id: str) -> None:
        """Nothing to do: this archive answers at once."""

    def find(self, key: ExternalKey) -> Found | None:
        objekt = self._mappe.hent(key)
        if objekt is None:
            return None
        return Found(
            target=objekt.key,
            ids=objekt.ids,
            record=objekt.post,
            parent=objekt.over,
            written_off=objekt.avskrivninger,
        )

    def fetch(self, key: ExternalKey) -> bytes:
        objekt = self._mappe.hent(key)
        if objekt is None or objekt.key.kind is not Kind.DOCUMENT:
            raise NotFound(f"Dokumentet {key} finnes ikke i arkivet.")
        fil = (self._mappe.rot / objekt.sti).with_name(objekt.fil)
        try:
            return fil.read_bytes()
        except OSError as error:
            raise Transient(f"Innholdet i {key} kan ikke leses nå: {error}") from error

    def health(self) -> Health:
        proeve = self._mappe.rot / ".proeve"
        try:
            with self._mappe.skriving():
                with atomisk.write(proeve) as stream:
                    stream.write(b"byggsak")
                proeve.unlink()
        except ArchiveError as error:
            return Health(ok=False, detail=error.message)
        return Health(ok=True, detail=f"{self._mappe.rot} kan leses og skrives")

    def _carry_out(self, command: Command) -> Outcome:
        target = self._mappe.hent(target_of(command))
        if isinstance(command, EnsureCase | EnsureEntry | AddDocument):
            if target is not None:
                return _outcome(target, State.EXISTING)
            new = replace(self._new(command), oppdrag=(command.key,))
            self._mappe.lagre(new)
            return _outcome(new, State.CREATED)
        objekt = self._krev(target_of(command))
        if command.key in objekt.oppdrag:
            return _outcome(objekt, State.EXISTING)
        changed = self._changed(objekt, command)
        self._mappe.lagre(replace(changed, oppdrag=(*changed.oppdrag, command.key)))
        return _outcome(changed, State.UPDATED)

    def _new(self, command: EnsureCase | EnsureEntry | AddDocument) -> Objekt:
        match command:
            case EnsureCase(record=record):
                year = record.saksdato.year
                sti, number = self._mappe.ledig_sak(year)
                ids = ArchiveIds(
                    mappe_id=f"{year}/{number}", saksaar=year, sakssekvensnummer=number
                )
                return Objekt(key=command.case, sti=sti, post=record, ids=ids)
            case EnsureEntry(record=record):
                case = _open(self._krev(command.case))
                number = 1 + len(self._mappe.under(case))
                ids = ArchiveIds(
                    journalaar=record.journaldato.year,
                    journalsekvensnummer=self._mappe.neste_journal(record.journaldato.year),
                    journalpostnummer=number,
                )
                sti = f"{case.sti.partition('/')[0]}/{number}/journalpost.json"
                return Objekt(key=command.entry, sti=sti, post=record, ids=ids, over=case.key)
            case AddDocument(record=record):
                entry = self._krev(command.entry)
                _open(self._krev(entry.over or entry.key))
                number = 1 + len(self._mappe.under(entry))
                folder = entry.sti.rpartition("/")[0]
                fil = f"fil-{number}.{record.fil.endelse}"
                self._copy(command, f"{folder}/{fil}")
                return Objekt(
                    key=command.document,
                    sti=f"{folder}/dokument-{number}.json",
                    post=record,
                    ids=ArchiveIds(dokumentnummer=number),
                    over=entry.key,
                    fil=fil,
                )

    def _copy(self, command: AddDocument, to: str) -> None:
        """The content to its place; a file that nothing refers to is overwritten next time."""
        digest, size, fil = sha256(), 0, command.record.fil
        try:
            with self._files.open(fil) as source, atomisk.write(self._mappe.rot / to) as sink:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    sink.write(chunk)
                if digest.hexdigest() != fil.sha256 or size != fil.stoerrelse:
                    raise PermanentCase(
                        f"Innholdet i {command.document} stemmer ikke med sjekksummen i oppdraget.",
                        "sjekksum",
                    )
        except OSError as error:
            raise Transient(f"{command.document} kan ikke kopieres nå: {error}") from error

    def _changed(
        self,
        objekt: Objekt,
        command: UpdateCase | UpdateEntry | UpdateDocument | WriteOff | CloseCase | LinkExternalKey,
    ) -> Objekt:
        match command:
            case UpdateCase() | UpdateEntry() | UpdateDocument():
                _open(self._sak(objekt))
                known = {one.name for one in fields(objekt.post)}
                given = {one.name: getattr(command, one.name) for one in fields(command)}
                new = {name: v for name, v in given.items() if name in known and v is not None}
                return replace(objekt, post=replace(objekt.post, **new))
            case WriteOff():
                if command.by_entry is not None:
                    self._krev(command.by_entry)
                return replace(objekt, avskrivninger=(*objekt.avskrivninger, command.record))
            case CloseCase():
                for entry in self._mappe.under(_open(objekt)):
                    _must_be_finished(entry)
                assert isinstance(objekt.post, Saksmappe)
                return replace(objekt, post=replace(objekt.post, saksstatus=Saksstatus.AVSLUTTET))
            case LinkExternalKey():
                taken = self._mappe.hent(command.alias)
                if taken is not None and taken.key != objekt.key:
                    raise Conflict(f"{command.alias} er allerede et navn på {taken.key}.")
                names = dict.fromkeys((*objekt.andre_navn, command.alias))
                return replace(objekt, andre_navn=tuple(names))

    def _sak(self, objekt: Objekt) -> Objekt:
        """The case it lies in, itself when it is one."""
        while objekt.over is not None:
            objekt = self._krev(objekt.over)
        return objekt

    def _krev(self, key: ExternalKey) -> Objekt:
        objekt = self._mappe.hent(key)
        if objekt is None:
            raise NotFound(f"{key} finnes ikke i arkivet. Arkiver det den hører til først.")
        return objekt


def _open(objekt: Objekt) -> Objekt:
    post = objekt.post
    if isinstance(post, Saksmappe) and post.saksstatus is Saksstatus.AVSLUTTET:
        raise PermanentCase(f"{objekt.key} er avsluttet og tar ikke imot mer.", "sak-avsluttet")
    return objekt


def _must_be_finished(entry: Objekt) -> None:
    assert isinstance(entry.post, Journalpost)
    if entry.post.journalstatus not in _FERDIGE:
        raise PermanentCase(f"{entry.key} må arkiveres før saken avsluttes.", "ikke-arkivert")
    incoming = entry.post.journalposttype is Journalposttype.INNGAAENDE
    archived = entry.post.journalstatus is Journalstatus.ARKIVERT
    if incoming and archived and not entry.avskrivninger:
        raise PermanentCase(
            f"{entry.key} er ubesvart og må avskrives før saken avsluttes.", "ikke-avskrevet"
        )


def _outcome(objekt: Objekt, state: State) -> Outcome:
    return Outcome(target=objekt.key, state=state, ids=objekt.ids)
