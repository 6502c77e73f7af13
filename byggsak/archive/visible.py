"""Has a command whose answer was lost been carried out? Asked of the archive itself."""

from dataclasses import fields

from byggsak.archive.codes import Saksstatus
from byggsak.archive.commands import (
    AddDocument,
    CloseCase,
    Command,
    EnsureCase,
    EnsureEntry,
    LinkExternalKey,
    UpdateCase,
    UpdateDocument,
    UpdateEntry,
    WriteOff,
    target_of,
)
from byggsak.archive.port import ArchivePort, Found, Outcome, State
from byggsak.archive.records import Dokument, Saksmappe


def seen_in(archive: ArchivePort, command: Command) -> Outcome | None:
    """The outcome EXISTING when the archive shows the command's effect, otherwise None.

    None also when the archive cannot be searched: then only its own idempotency protects.
    """
    if not archive.capabilities().can_search:
        return None
    looked_for = command.alias if isinstance(command, LinkExternalKey) else target_of(command)
    found = archive.find(looked_for)
    if found is None or not _carried_out(command, found):
        return None
    return Outcome(target=target_of(command), state=State.EXISTING, ids=found.ids)


def _carried_out(command: Command, found: Found) -> bool:
    match command:
        case EnsureCase() | EnsureEntry() | LinkExternalKey():
            return True
        case AddDocument():
            record = found.record
            return isinstance(record, Dokument) and record.fil.sha256 == command.record.fil.sha256
        case UpdateCase() | UpdateEntry() | UpdateDocument():
            known = {field.name for field in fields(found.record)}
            wanted = {name: getattr(command, name) for name in known if hasattr(command, name)}
            return all(
                value is None or getattr(found.record, name) == value
                for name, value in wanted.items()
            )
        case WriteOff():
            return command.record in found.written_off
        case CloseCase():
            case = found.record
            return isinstance(case, Saksmappe) and case.saksstatus is Saksstatus.AVSLUTTET
