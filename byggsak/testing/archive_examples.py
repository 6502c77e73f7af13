"""Small, complete archive commands for tests: one case, its entries and documents."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from byggsak.archive.codes import (
    Journalposttype,
    Journalstatus,
    Korrespondanseparttype,
    TilknyttetSom,
    Variantformat,
)
from byggsak.archive.commands import (
    AddDocument,
    EnsureCase,
    EnsureEntry,
    ExternalKey,
    Kind,
    UpdateEntry,
)
from byggsak.archive.records import (
    Dokument,
    Fil,
    Journalpost,
    Klasse,
    Korrespondansepart,
    Part,
    Saksmappe,
)

NOON = datetime(2026, 3, 2, 12, 0)  # noqa: DTZ001 - local Norwegian time, as records.py says


@dataclass(frozen=True)
class Names:
    """Keys and external keys that no other test uses."""

    root: str = field(default_factory=lambda: uuid4().hex)

    @property
    def case(self) -> ExternalKey:
        return ExternalKey(Kind.CASE, self.root)

    def entry(self, n: str = "1") -> ExternalKey:
        return ExternalKey(Kind.ENTRY, f"{self.root}/{n}")

    def document(self, n: str = "1") -> ExternalKey:
        return ExternalKey(Kind.DOCUMENT, f"{self.root}/{n}")

    def key(self, what: str) -> str:
        """An idempotency key."""
        return f"{self.root}:{what}"


def ensure_case(names: Names, **changes: Any) -> EnsureCase:
    """A building case; `changes` replace fields of the Saksmappe."""
    fields: dict[str, Any] = {
        "tittel": "Byggesak 12/34 Storgata 1",
        "klasse": Klasse(klasse_id="12/34", tittel="Storgata 1"),
        "saksdato": NOON.date(),
        "administrativ_enhet": "Byggesak",
        "saksansvarlig": "Kari Saksbehandler",
        "parter": (Part(part_navn="Ola Nordmann", part_rolle="Tiltakshaver"),),
        "opprettet_dato": NOON,
        "opprettet_av": "byggsak",
    }
    return EnsureCase(
        key=names.key("case"), case=names.case, record=Saksmappe(**(fields | changes))
    )


def ensure_entry(
    names: Names,
    *,
    n: str = "1",
    rolle: Korrespondanseparttype = Korrespondanseparttype.AVSENDER,
    **changes: Any,
) -> EnsureEntry:
    """An incoming application; `changes` replace fields of the Journalpost."""
    fields: dict[str, Any] = {
        "tittel": "Søknad om tiltak",
        "journalposttype": Journalposttype.INNGAAENDE,
        "journaldato": NOON.date(),
        "dokumentets_dato": NOON.date(),
        "mottatt_dato": NOON,
        "korrespondanseparter": (Korrespondansepart(type=rolle, navn="Ola Nordmann"),),
        "opprettet_dato": NOON,
        "opprettet_av": "byggsak",
    }
    return EnsureEntry(
        key=names.key(f"entry-{n}"),
        entry=names.entry(n),
        case=names.case,
        record=Journalpost(**(fields | changes)),
    )


def add_document(
    names: Names, fil: Fil, *, n: str = "1", entry: str = "1", **changes: Any
) -> AddDocument:
    """The application itself; `changes` replace fields of the Dokument."""
    fields: dict[str, Any] = {
        "tittel": "Søknad om tiltak",
        "dokumenttype": "Søknad",
        "tilknyttet_som": TilknyttetSom.HOVEDDOKUMENT,
        "variantformat": Variantformat.ARKIV,
        "fil": fil,
        "opprettet_dato": NOON,
        "opprettet_av": "byggsak",
    }
    return AddDocument(
        key=names.key(f"document-{n}"),
        document=names.document(n),
        entry=names.entry(entry),
        record=Dokument(**(fields | changes)),
    )


def archive_entry(names: Names, *, n: str = "1") -> UpdateEntry:
    """The entry is finished: status «Arkivert»."""
    return UpdateEntry(
        key=names.key(f"archived-{n}"),
        entry=names.entry(n),
        at=NOON,
        by="arkivar",
        journalstatus=Journalstatus.ARKIVERT,
    )
