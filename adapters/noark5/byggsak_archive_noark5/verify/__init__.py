"""Checks a Noark 5 deposit, from this archive or any other, with the standard library alone.

    report = verify(Path("uttrekk"))
    report.result, report.findings, report.checks

What the validators of the archives look for is looked for here (`katalog`), before the deposit is
handed over. XSD validation (N5.03) needs a schema validator, and is left to whoever has one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from byggsak.archive.deposit import DepositReport, OpenedDeposit, SchemaPair
from byggsak_archive_noark5.verify.addml import ARKIVUTTREKK, Erklaering, les_erklaering
from byggsak_archive_noark5.verify.dias import aapne, er_pakke
from byggsak_archive_noark5.verify.journal import (
    LOEPENDE,
    LOGG,
    OFFENTLIG,
    Journal,
    Logg,
    sammenlign,
)
from byggsak_archive_noark5.verify.katalog import KONTROLLER
from byggsak_archive_noark5.verify.leser import Element, Uleselig, les
from byggsak_archive_noark5.verify.pakke import kontroller_erklaerte, kontroller_filer
from byggsak_archive_noark5.verify.protokoll import Protokoll
from byggsak_archive_noark5.verify.skjerming import KRAV, OffentligJournal, Skjult
from byggsak_archive_noark5.verify.struktur import Struktur

__all__ = ["KONTROLLER", "Noark5Verifier", "verify"]

_STRUKTUR = "arkivstruktur"
_PAKKE = ("P1", "N5.01", "N5.02", "N5.03", "krav 6.4.4", "krav 6.4.40")


class Noark5Verifier:
    """Implements archive.port.Verifier and PackageVerifier."""

    def verify(self, deposit: Path) -> DepositReport:
        return verify(deposit)

    @contextmanager
    def opened(self, package: Path) -> Iterator[OpenedDeposit]:
        """A DIAS package unpacked; a folder with a deposit as it is."""
        if not er_pakke(package):
            yield OpenedDeposit(folder=package)
            return
        with aapne(package) as pakke:
            yield pakke


def verify(deposit: Path) -> DepositReport:
    """Every check on the deposit in this folder. Changes nothing, fetches nothing."""
    p = Protokoll()
    p.uavklart("dette programmet validerer ikke mot XSD", "N5.03")
    erklaering = _erklaering(deposit, p)
    if erklaering is None:
        p.uavklart(f"{ARKIVUTTREKK} kan ikke leses", *KONTROLLER)
        return _rapport(deposit, p, Erklaering(), uleselig=True)
    kontroller_erklaerte(deposit, erklaering, p)
    struktur = Struktur(deposit, erklaering, p)
    skjult = Skjult()

    def i_strukturen(element: Element) -> None:
        struktur.ved_slutt(element)
        skjult.ved_slutt(element)

    if not _les(deposit, _STRUKTUR, i_strukturen, p, paakrevd=True):
        resten = [navn for navn in KONTROLLER if navn not in _PAKKE]
        p.uavklart(f"{_STRUKTUR}.xml kan ikke leses", *resten)
        return _rapport(deposit, p, erklaering, uleselig=True)
    struktur.ferdig()
    kontroller_filer(deposit, erklaering, struktur.filer, p)
    journaler = [Journal(navn, struktur, p) for navn in (LOEPENDE, OFFENTLIG)]
    offentlig = OffentligJournal(skjult, p)
    lest = [journal for journal in journaler if _les_journal(deposit, journal, offentlig, p)]
    if struktur.journalposter and OFFENTLIG not in {journal.navn for journal in lest}:
        p.uavklart(f"{OFFENTLIG}.xml kan ikke leses", KRAV, "AST22")
    sammenlign(lest, struktur, erklaering, p)
    logg = Logg(struktur, p)
    if _les(deposit, LOGG, logg.ved_slutt, p):
        logg.ferdig(erklaering)
    else:
        p.meld("N5.61", f"{LOGG}.xml finnes ikke eller kan ikke leses")
        p.uavklart(f"{LOGG}.xml kan ikke leses", "N5.62")
    return _rapport(deposit, p, erklaering)


def _erklaering(mappe: Path, p: Protokoll) -> Erklaering | None:
    p.fil = ARKIVUTTREKK
    p.saa("P1")
    try:
        erklaering, koding = les_erklaering(mappe)
    except OSError:
        p.meld("N5.01", f"{ARKIVUTTREKK} finnes ikke i mappen")
        return None
    except Uleselig as error:
        p.meld("P1", error.melding, linje=error.linje)
        return None
    _koding(koding, p)
    return erklaering


def _les(
    mappe: Path,
    navn: str,
    ved_slutt: Callable[[Element], None],
    p: Protokoll,
    *,
    paakrevd: bool = False,
) -> bool:
    """Read one file; whether it could be read."""
    p.fil = f"{navn}.xml"
    fil = mappe / p.fil
    if not fil.is_file():
        if paakrevd:
            p.meld("N5.01", f"{p.fil} finnes ikke i uttrekket")
        return False
    p.saa("P1")
    try:
        _koding(les(fil, ved_slutt), p)
    except Uleselig as error:
        p.meld("P1", error.melding, linje=error.linje)
        return False
    return True


def _les_journal(mappe: Path, journal: Journal, offentlig: OffentligJournal, p: Protokoll) -> bool:
    def ved_slutt(element: Element) -> None:
        journal.ved_slutt(element)
        if journal.navn == OFFENTLIG:
            offentlig.ved_slutt(element)

    return _les(mappe, journal.navn, ved_slutt, p)


def _koding(koding: str, p: Protokoll) -> None:
    p.saa("krav 6.4.4")
    if koding != "UTF-8":
        p.meld("krav 6.4.4", f"filen sier at den er i {koding[:20]}", linje=1)


def _rapport(
    mappe: Path, p: Protokoll, erklaering: Erklaering, *, uleselig: bool = False
) -> DepositReport:
    skjemaer = [SchemaPair(file=ARKIVUTTREKK, schema="addml.xsd")]
    for navn in (_STRUKTUR, LOGG, LOEPENDE, OFFENTLIG):
        if (mappe / f"{navn}.xml").is_file():
            skjemaer.append(SchemaPair(file=f"{navn}.xml", schema=f"{navn}.xsd"))
    return DepositReport(
        deposit=mappe.name,
        standard="Noark 5",
        checks=p.dekning(),
        findings=tuple(p.funn),
        unreadable=uleselig,
        schemas=tuple(skjemaer),
    )
