"""What Noark 5 demands before a status is set or a case is closed (krav 3.2.x)."""

from byggsak.archive.codes import (
    PDFA,
    Dokumentstatus,
    Journalposttype,
    Journalstatus,
    Saksstatus,
    Variantformat,
)
from byggsak.archive.commands import ExternalKey
from byggsak.archive.errors import PermanentCase
from byggsak.archive.records import Dokument, Fil, Journalpost, Saksmappe
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


def krev_avsluttbar(entry: Objekt, documents: list[Objekt], produksjonsformat: str) -> None:
    """Entries archived (3.2.7), documents in archive format (3.2.8), answered (3.2.9).

    `produksjonsformat` is the operator's choice (`settings`)."""
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
        if document.post.variantformat is Variantformat.PRODUKSJON:
            _krev_godtatt(document.key, document.post.fil, produksjonsformat)
    krev_ferdige_dokumenter(entry, documents)


def _krev_godtatt(key: ExternalKey, fil: Fil, produksjonsformat: str) -> None:
    paastaatt = fil.pronom in PDFA
    if produksjonsformat == "godta" or (produksjonsformat == "paastaatt" and paastaatt):
        return
    hva = "sier at det er PDF/A, men er ikke prøvd" if paastaatt else "er ikke i arkivformat"
    raise PermanentCase(
        f"{key} {hva}. Konverter det til PDF/A, og sett BYGGSAK_PDFA til et program som prøver "
        "det; eller la den som har ansvaret for arkivet velge produksjonsformat=godta.",
        "ikke-arkivformat",
    )
