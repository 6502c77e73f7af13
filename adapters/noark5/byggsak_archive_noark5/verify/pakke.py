"""The package: what files there are, what was declared, and whether they are what was declared."""

import re
from hashlib import file_digest
from pathlib import Path

from byggsak_archive_noark5.uttrekk import SKJEMAER
from byggsak_archive_noark5.verify.addml import ARKIVUTTREKK, Erklaering, ErklaertFil
from byggsak_archive_noark5.verify.katalog import ADVARSEL
from byggsak_archive_noark5.verify.protokoll import Protokoll

_UNNTATT = {ARKIVUTTREKK, "addml.xsd"}
_PDFA = re.compile(rb"pdfaid:part")
_TITT = 4 << 20


def sha256(fil: Path) -> str:
    with fil.open("rb") as stroem:
        return file_digest(stroem, "sha256").hexdigest()


def innenfor(mappe: Path, sti: str) -> Path | None:
    """The file at this path in the deposit; None when the path leads out of it or to a link."""
    if not sti or "\x00" in sti:
        return None
    fil = mappe / sti.replace("\\", "/")
    inne = not Path(sti).is_absolute() and fil.resolve().is_relative_to(mappe.resolve())
    return fil if inne and not fil.is_symlink() else None


def dokumentmappe(mappe: Path) -> Path | None:
    """The folder with the documents, whichever of its customary names it has."""
    navn = {"dokumenter", "dokument"}
    return next((m for m in sorted(mappe.iterdir()) if m.is_dir() and m.name.lower() in navn), None)


def kontroller_erklaerte(mappe: Path, erklaering: Erklaering, p: Protokoll) -> None:
    """N5.01 and N5.02: every declared file is there, and is the file that was declared."""
    p.fil = ARKIVUTTREKK
    for fil in _hver(erklaering.filer):
        p.saa("N5.01", "N5.02")
        sti = innenfor(mappe, fil.navn)
        if sti is None or not sti.is_file():
            _mangler(fil, p)
        elif not fil.algoritme or not fil.sjekksum:
            p.meld("N5.02", f"{fil.navn} er oppgitt uten sjekksum", linje=fil.linje)
        elif fil.algoritme.replace("-", "").upper() != "SHA256":
            melding = f"{fil.navn} har algoritmen «{fil.algoritme}»; den skal være SHA-256"
            p.meld("N5.02", melding, linje=fil.linje)
        elif sha256(sti) != fil.sjekksum.lower():
            p.meld("N5.02", f"sjekksummen til {fil.navn} stemmer ikke", linje=fil.linje)


def _mangler(fil: ErklaertFil, p: Protokoll) -> None:
    # The official schemas are the same everywhere; tools fall back on their own, and say so.
    if fil.skjema and fil.navn in SKJEMAER:
        melding = f"det offisielle skjemaet {fil.navn} er ikke lagt i uttrekket"
        p.meld("N5.01", melding, linje=fil.linje, alvorlighet=ADVARSEL)
    else:
        p.meld("N5.01", f"{fil.navn or 'en fil uten navn'} finnes ikke", linje=fil.linje)


def _hver(filer: list[ErklaertFil]) -> list[ErklaertFil]:
    """A schema that several files share is looked at once."""
    return list({(fil.navn, fil.sjekksum, fil.algoritme): fil for fil in filer}.values())


def kontroller_filer(mappe: Path, erklaering: Erklaering, referert: set[str], p: Protokoll) -> None:
    """N5.28, N5.33 and krav 6.4.40: no more files than there should be, and no fewer."""
    p.fil = ARKIVUTTREKK
    dokumenter = dokumentmappe(mappe)
    funnet = [] if dokumenter is None else [f for f in dokumenter.rglob("*") if f.is_file()]
    p.saa("N5.28")
    if dokumenter is None:
        p.meld("N5.28", "uttrekket har ingen mappe med dokumenter")
    elif not funnet:
        p.meld("N5.28", f"mappen {dokumenter.name} er tom")
    if erklaering.dokumentfiler is None:
        p.meld("N5.28", "antallDokumentfiler er ikke oppgitt")
    elif erklaering.dokumentfiler != len(funnet):
        p.meld("N5.28", f"oppgitt {erklaering.dokumentfiler} dokumentfiler, fant {len(funnet)}")
    for fil in sorted(funnet):
        p.saa("N5.33")
        if fil.relative_to(mappe).as_posix() not in referert:
            p.meld("N5.33", "ingen dokumentobjekt viser til filen", fil=_sti(mappe, fil))
    kjente = {fil.navn for fil in erklaering.filer} | _UNNTATT
    for fil in sorted(mappe.iterdir()):
        p.saa("krav 6.4.40")
        if fil != dokumenter and fil.name not in kjente:
            p.meld("krav 6.4.40", "arkivuttrekk.xml nevner ikke filen", fil=fil.name)


def er_pdfa(fil: Path) -> bool:
    """Whether the file claims to be PDF/A in its XMP packet, which PDF/A forbids to compress."""
    with fil.open("rb") as stroem:
        hode = stroem.read(_TITT)
        if _PDFA.search(hode):
            return True
        stroem.seek(0, 2)
        if (slutt := stroem.tell()) <= _TITT:
            return False
        stroem.seek(max(_TITT - 100, slutt - _TITT))
        return _PDFA.search(stroem.read()) is not None


def _sti(mappe: Path, fil: Path) -> str:
    return fil.relative_to(mappe).as_posix()
