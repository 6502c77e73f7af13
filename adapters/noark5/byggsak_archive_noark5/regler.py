"""What Noark 5 demands before a status is set or a case is closed (krav 3.2.x)."""

from byggsak.archive.codes import (
    Dokumentstatus,
    Journalposttype,
    Journalstatus,
    Saksstatus,
    Variantformat,
)
from byggsak.archive.errors import PermanentCase
from byggsak.archive.records import Dokument, Journalpost, Saksmappe
from byggsak_archive_noark5.tilstand import Objekt

_FERDIGE = (Journalstatus.EKSPEDERT, Journalstatus.JOURNALFOERT, Journalstatus.ARKIVERT)


def krev_aapen(sak: Objekt) -> None:
    """A closed case takes nothing more (3.2.4)."""
    if isinstance(sak.post, Saksmappe) and sak.post.saksstatus is Saksstatus.AVSLUTTET:
        raise PermanentCase(f"{sak.key} er avsluttet og tar ikke imot mer.", "sak-avsluttet")


def krev_ferdige_dokumenter(entry: Objekt, documents: list[Objekt]) -> None:
    """An entry is archived only with finished documents (3.2.30)."""
    for document in documents:
        assert isinstance(document.post, Dokument)
        if document.post.dokumentstatus is not Dokumentstatus.FERDIGSTILT:
            raise PermanentCase(
                f"{document.key} er under redigering, så {entry.key} kan ikke arkiveres. "
                "Ferdigstill dokumentet først.",
                "dokument-uferdig",
            )


def krev_avsluttbar(
    entry: Objekt, documents: list[Objekt], *, godta_produksjonsformat: bool
) -> None:
    """Entries archived (3.2.7), documents in archive format (3.2.8), answered (3.2.9)."""
    assert isinstance(entry.post, Journalpost)
    status = entry.post.journalstatus
    if status is Journalstatus.UTGAAR:
        return
    if status is not Journalstatus.ARKIVERT:
        raise PermanentCase(
            f"{entry.key} har status «{status}» og må arkiveres før saken avsluttes.",
            "ikke-arkivert",
        )
    incoming = entry.post.journalposttype is Journalposttype.INNGAAENDE
    if incoming and not entry.tillegg.avskrivninger:
        raise PermanentCase(
            f"{entry.key} er ubesvart og må avskrives før saken avsluttes.", "ikke-avskrevet"
        )
    for document in documents:
        assert isinstance(document.post, Dokument)
        produksjon = document.post.variantformat is Variantformat.PRODUKSJON
        if produksjon and not godta_produksjonsformat:
            raise PermanentCase(
                f"{document.key} finnes bare i produksjonsformat. "
                "Konverter det til arkivformat før saken avsluttes.",
                "ikke-arkivformat",
            )
    krev_ferdige_dokumenter(entry, documents)
