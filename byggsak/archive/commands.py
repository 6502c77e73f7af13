"""What byggsak asks of an archive, as typed commands that survive a trip through JSON.

A command says what shall be in the archive, never how («ensure», not «create»): the same key
twice gives one object. Objects are named by byggsak's own external keys, because a command is
written to the outbox before the archive has answered the one before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from byggsak.archive import codec
from byggsak.archive.codes import Journalstatus, Saksstatus
from byggsak.archive.errors import InvalidRecord
from byggsak.archive.records import (
    Avskrivning,
    Dokument,
    Journalpost,
    Klasse,
    Saksmappe,
    Skjerming,
)


class Kind(StrEnum):
    """What an external key names."""

    CASE = "case"
    ENTRY = "entry"
    DOCUMENT = "document"


@dataclass(frozen=True)
class ExternalKey:
    """An object by the name that byggsak (or another `system`) gave it. Never changes."""

    kind: Kind
    value: str
    system: str = "byggsak"

    def __str__(self) -> str:
        return f"{self.system}:{self.kind}:{self.value}"


@dataclass(frozen=True, kw_only=True)
class EnsureCase:
    """There shall be a case file with this external key. It gets a number of the archive."""

    key: str
    case: ExternalKey
    record: Saksmappe


@dataclass(frozen=True, kw_only=True)
class EnsureEntry:
    """There shall be a journal entry in the case."""

    key: str
    entry: ExternalKey
    case: ExternalKey
    record: Journalpost


@dataclass(frozen=True, kw_only=True)
class AddDocument:
    """The entry shall hold this document; its content is opened through the `FileSource`."""

    key: str
    document: ExternalKey
    entry: ExternalKey
    record: Dokument


@dataclass(frozen=True, kw_only=True)
class UpdateCase:
    """Fields that are not None get a new value; the archive logs the old one."""

    key: str
    case: ExternalKey
    at: datetime
    by: str
    saksstatus: Saksstatus | None = None
    tittel: str | None = None
    offentlig_tittel: str | None = None
    saksansvarlig: str | None = None
    administrativ_enhet: str | None = None
    klasse: Klasse | None = None
    skjerming: Skjerming | None = None


@dataclass(frozen=True, kw_only=True)
class UpdateEntry:
    """As UpdateCase. Status «Arkivert» also sets the entry's archived time and person."""

    key: str
    entry: ExternalKey
    at: datetime
    by: str
    journalstatus: Journalstatus | None = None
    tittel: str | None = None
    offentlig_tittel: str | None = None
    sendt_dato: datetime | None = None
    skjerming: Skjerming | None = None


@dataclass(frozen=True, kw_only=True)
class UpdateDocument:
    """As UpdateCase. The content of a document never changes."""

    key: str
    document: ExternalKey
    at: datetime
    by: str
    tittel: str | None = None
    skjerming: Skjerming | None = None


@dataclass(frozen=True, kw_only=True)
class WriteOff:
    """The incoming entry is dealt with, perhaps by another entry (`by_entry`)."""

    key: str
    entry: ExternalKey
    record: Avskrivning
    by_entry: ExternalKey | None = None


@dataclass(frozen=True, kw_only=True)
class CloseCase:
    """The case is finished. Refused while an entry is not archived or not written off."""

    key: str
    case: ExternalKey
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class LinkExternalKey:
    """`alias` shall find the same object as `target` (another system's name for it)."""

    key: str
    target: ExternalKey
    alias: ExternalKey


Command = (
    EnsureCase
    | EnsureEntry
    | AddDocument
    | UpdateCase
    | UpdateEntry
    | UpdateDocument
    | WriteOff
    | CloseCase
    | LinkExternalKey
)

_COMMANDS: Mapping[str, type[Any]] = {
    cls.__name__: cls
    for cls in (
        EnsureCase,
        EnsureEntry,
        AddDocument,
        UpdateCase,
        UpdateEntry,
        UpdateDocument,
        WriteOff,
        CloseCase,
        LinkExternalKey,
    )
}


def kind_of(command: Command) -> str:
    """The name under which the command is stored in the outbox: its class name."""
    return type(command).__name__


def to_json(command: Command) -> dict[str, Any]:
    """The command's payload as JSON values (the key is in it)."""
    payload: dict[str, Any] = codec.dump(command)
    return payload


def from_json(kind: str, payload: Mapping[str, Any]) -> Command:
    """The command again. Raises InvalidRecord for an unknown kind or a payload that is off."""
    if kind not in _COMMANDS:
        raise InvalidRecord(f"Ukjent arkivoppdrag {kind!r}. Kjente: {', '.join(_COMMANDS)}.")
    command: Command = codec.load(_COMMANDS[kind], dict(payload))
    return command


def target_of(command: Command) -> ExternalKey:
    """The object the command is about."""
    match command:
        case EnsureCase() | UpdateCase() | CloseCase():
            return command.case
        case EnsureEntry() | UpdateEntry() | WriteOff():
            return command.entry
        case AddDocument() | UpdateDocument():
            return command.document
        case LinkExternalKey():
            return command.target
