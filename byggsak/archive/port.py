"""The port: the small contract between byggsak and any archive system.

`submit` takes a command (`commands`) and says what became of each object. Errors (`errors`) say
who can do something about it. What is promised here is tested by `byggsak.testing.archive`.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Literal, Protocol, runtime_checkable

from byggsak.archive.commands import Command, ExternalKey
from byggsak.archive.deposit import Deposited, DepositOrder, DepositReport, OpenedDeposit
from byggsak.archive.records import Avskrivning, Dokument, Fil, Journalpost, Saksmappe


class State(StrEnum):
    """What became of one object."""

    CREATED = "created"
    EXISTING = "existing"
    UPDATED = "updated"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


class Fault(StrEnum):
    """Who must act on a rejection."""

    CASE = "case"
    CONFIG = "config"


@dataclass(frozen=True, kw_only=True)
class ArchiveIds:
    """The archive's own names for the object, as far as it has them."""

    system_id: str | None = None
    mappe_id: str | None = None
    saksaar: int | None = None
    sakssekvensnummer: int | None = None
    journalaar: int | None = None
    journalsekvensnummer: int | None = None
    journalpostnummer: int | None = None
    dokumentnummer: int | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one object; a rejection carries code, message and fault."""

    target: ExternalKey
    state: State
    ids: ArchiveIds = field(default_factory=ArchiveIds)
    code: str | None = None
    message: str | None = None
    fault: Fault | None = None


class SubmissionState(StrEnum):
    ACCEPTED = "accepted"  # the answer comes later, through poll()
    DONE = "done"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Submission:
    """The answer to a command. `ref` is the archive's name for the call (a message id)."""

    ref: str
    state: SubmissionState
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """An answer that came later. `key` is the key of the command it answers."""

    id: str
    key: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, kw_only=True)
class Found:
    """An object as the archive has it now, in the same words as it was sent."""

    target: ExternalKey
    ids: ArchiveIds
    record: Saksmappe | Journalpost | Dokument
    parent: ExternalKey | None = None
    written_off: tuple[Avskrivning, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Capabilities:
    """What the archive can do. The contract suite checks that it is true."""

    answers: Literal["sync", "async"] = "sync"
    idempotency: Literal["native", "lookup", "none"] = "native"
    can_search: bool = True
    can_fetch: bool = True
    can_close: bool = True
    can_link: bool = True
    durable: bool = True  # what is filed is still there when the process has ended
    max_bytes: int | None = None
    max_title: int | None = None


@dataclass(frozen=True, kw_only=True)
class Health:
    """`ok` means that a command sent now has a fair chance. `detail` is for an operator."""

    ok: bool
    detail: str


class FileSource(Protocol):
    """Opens the content behind a handle. byggsak supplies it to the adapter."""

    def open(self, fil: Fil) -> AbstractContextManager[BinaryIO]:
        """A readable binary stream. Raises FileNotFoundError when the content is gone."""
        ...


class ArchivePort(Protocol):
    """What an adapter implements. Every method may raise the errors of `archive.errors`."""

    def capabilities(self) -> Capabilities: ...

    def submit(self, command: Command) -> Submission:
        """Carry out the command. Refused data is a REJECTED outcome or a PermanentCase error."""
        ...

    def poll(self) -> Iterable[Receipt]:
        """Answers that have come since; the same receipt again until it is acknowledged."""
        ...

    def acknowledge(self, receipt_id: str) -> None:
        """Called after byggsak has stored the receipt. An unknown id is ignored."""
        ...

    def find(self, key: ExternalKey) -> Found | None:
        """The object with this external key, or None when the archive has it not."""
        ...

    def fetch(self, key: ExternalKey) -> bytes:
        """The content of a document. Raises NotFound."""
        ...

    def health(self) -> Health: ...


@runtime_checkable
class Depositor(Protocol):
    """An archive that can also write a deposit (arkivuttrekk) of its closed cases."""

    def deposit(self, target: Path, order: DepositOrder = ...) -> Deposited:
        """Write the whole deposit into `target`, which must not exist, or nothing at all.

        Without an order: every closed case, as a folder. Raises ValueError when there is nothing
        to deposit, FileExistsError, and PermanentConfig.
        """
        ...


@runtime_checkable
class Verifier(Protocol):
    """Checks a deposit that someone has handed over; found by the entry-point group
    `byggsak.archive.verifier` as a callable without arguments that makes one."""

    def verify(self, deposit: Path) -> DepositReport:
        """Every check there is, on the deposit in this folder. It changes nothing.

        A deposit that cannot be read is a report with `unreadable`, not an exception.
        """
        ...


@runtime_checkable
class PackageVerifier(Verifier, Protocol):
    """A verifier that also opens packages with a deposit in them."""

    def opened(self, package: Path) -> AbstractContextManager[OpenedDeposit]:
        """The deposit unpacked for as long as the context lasts, with what was found outside it."""
        ...
