"""Checks a DIAS package from the outside in, and unpacks the deposit in it.

    with aapne(Path("pakke")) as pakke:
        pakke.folder, pakke.checks, pakke.findings

Nothing leaves the temporary folder: a member of the tar file that would is a fault, not a file.
"""

import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from byggsak.archive.deposit import OpenedDeposit, SchemaPair
from byggsak_archive_noark5.dias import (
    ADMINISTRATIVT,
    DIAS_METS,
    DIAS_PREMIS,
    INFO,
    INNHOLD,
    LOGG,
    XLINK,
)
from byggsak_archive_noark5.verify.katalog import ADVARSEL, FEIL, Kontroll
from byggsak_archive_noark5.verify.leser import Element, Uleselig, les
from byggsak_archive_noark5.verify.pakke import sha256
from byggsak_archive_noark5.verify.protokoll import Protokoll

_NY: Final = "Skriv pakken på nytt fra arkivet; rett ikke i den."
KONTROLLER: Final[dict[str, Kontroll]] = {
    "DIAS-info": Kontroll("info.xml nevner pakken og METS-filen, med riktig sjekksum", FEIL, _NY),
    "DIAS-tar": Kontroll("pakken er én tar-fil med én mappe som heter det samme", FEIL, _NY),
    "DIAS-mets": Kontroll("dias-mets.xml nevner hver fil i pakken, og ingen andre", FEIL, _NY),
    "DIAS-sjekksum": Kontroll("filene i pakken er som dias-mets.xml oppgir", FEIL, _NY),
    "DIAS-hode": Kontroll(
        "METS sier hvem som avleverer og mottar, og etter hvilken avtale",
        FEIL,
        "Sett depot og avtale i oppsettet av arkivet.",
    ),
    "DIAS-premis": Kontroll("dias-premis.xml nevner hver fil i innholdet", FEIL, _NY),
    "DIAS-logg": Kontroll("log.xml gjelder denne pakken", FEIL, _NY),
    "DIAS-XSD": Kontroll("METS og PREMIS er gyldige mot skjemaene", FEIL, _NY),
}
_HREF: Final = f"{XLINK} href"
_ROLLER: Final = {"ARCHIVIST", "CREATOR", "IPOWNER", "PRESERVATION", "SUBMITTER", "PRODUCER"}


def er_pakke(mappe: Path) -> bool:
    """Whether the folder holds a package rather than a deposit."""
    return (mappe / INFO).is_file() or any(mappe.glob("*.tar"))


@contextmanager
def aapne(mappe: Path) -> Iterator[OpenedDeposit]:
    """The package checked and unpacked for as long as it is needed. `folder` is None when there is
    no deposit to be had in it."""
    p = Protokoll(katalog=KONTROLLER)
    with tempfile.TemporaryDirectory(prefix="byggsak-dias-") as midlertidig:
        rot = _pakk_ut(mappe, Path(midlertidig), p)
        skjemaer = [SchemaPair(file=str(mappe / INFO), schema="info.xsd")]
        innhold = None
        if rot is None:
            p.uavklart("pakken kan ikke pakkes ut", *KONTROLLER)
        else:
            _kontroller(rot, p)
            premis = rot / ADMINISTRATIVT / DIAS_PREMIS
            skjemaer += [
                SchemaPair(file=str(fil), schema=skjema)
                for fil, skjema in (
                    (rot / DIAS_METS, "dias-mets.xsd"),
                    (premis, "dias-premis.xsd"),
                    (rot / LOGG, "dias-premis.xsd"),
                )
            ]
            innhold = rot / INNHOLD if (rot / INNHOLD).is_dir() else None
        p.uavklart("dette programmet validerer ikke mot XSD", "DIAS-XSD")
        yield OpenedDeposit(
            folder=innhold,
            checks=p.dekning(),
            findings=tuple(p.funn),
            schemas=tuple(skjemaer),
            schema_check="DIAS-XSD",
        )


@dataclass(frozen=True)
class _Oppfoert:
    sjekksum: str
    algoritme: str
    stoerrelse: str
    linje: int


@dataclass
class _Mets:
    """What a METS file says: its id, its files by path, who and under which agreement."""

    id: str = ""
    filer: dict[str, _Oppfoert] = field(default_factory=dict)
    roller: set[str] = field(default_factory=set)
    avtale: bool = False

    def ved_slutt(self, element: Element) -> None:
        egne = element.attributter
        match element.navn:
            case "mets":
                self.id = egne.get("OBJID", "").removeprefix("UUID:")
            case "agent" if element.verdi("name"):
                rolle = egne.get("ROLE", "")
                self.roller.add(egne.get("OTHERROLE", "") if rolle == "OTHER" else rolle)
            case "altRecordID" if egne.get("TYPE") == "SUBMISSIONAGREEMENT":
                self.avtale = bool(element.tekst)
            case "FLocat" if element.over is not None:
                fil = element.over.attributter
                self.filer[egne.get(_HREF, "").removeprefix("file:")] = _Oppfoert(
                    fil.get("CHECKSUM", "").lower(),
                    fil.get("CHECKSUMTYPE", ""),
                    fil.get("SIZE", ""),
                    element.linje,
                )


@dataclass
class _Premis:
    """What a PREMIS file says: checksums by object identifier."""

    objekter: dict[str, str] = field(default_factory=dict)
    _navn: str = ""
    _sum: str = ""

    def ved_slutt(self, element: Element) -> None:
        match element.navn:
            case "objectIdentifier":
                self._navn = element.verdi("objectIdentifierValue")
            case "fixity":
                self._sum = element.verdi("messageDigest").lower()
            case "object":
                self.objekter[self._navn] = self._sum
                self._navn = self._sum = ""


def _pakk_ut(mappe: Path, til: Path, p: Protokoll) -> Path | None:
    """The root of the package, unpacked; None when that cannot be done."""
    tarer = sorted(mappe.glob("*.tar"))
    p.fil = ""
    p.saa("DIAS-tar")
    if len(tarer) != 1:
        p.meld("DIAS-tar", f"mappen har {len(tarer)} tar-filer; den skal ha én")
        return None
    tar = tarer[0]
    p.fil = tar.name
    try:
        with tarfile.open(tar, "r:") as pakke:
            for post in pakke:
                if not (post.isreg() or post.isdir()) or post.issparse():
                    p.meld("DIAS-tar", "pakken har noe annet enn filer og mapper")
                    return None
                if post.name.split("/")[0] != tar.stem:
                    p.meld("DIAS-tar", f"pakken har noe utenfor mappen {tar.stem[:60]}")
                    return None
                pakke.extract(post, til, filter="data")
    except (tarfile.TarError, OSError, EOFError, UnicodeError) as error:
        p.meld("DIAS-tar", f"pakken kan ikke pakkes ut ({type(error).__name__})")
        return None
    rot = til / tar.stem
    if not rot.is_dir():
        p.meld("DIAS-tar", "pakken er tom")
        return None
    _info(mappe, tar, rot, p)
    return rot


def _info(mappe: Path, tar: Path, rot: Path, p: Protokoll) -> None:
    info = _Mets()
    if not _les(mappe / INFO, info.ved_slutt, "DIAS-info", p):
        return
    p.saa("DIAS-info")
    for navn, fil in ((tar.name, tar), (f"{rot.name}/{DIAS_METS}", rot / DIAS_METS)):
        if navn not in info.filer:
            p.meld("DIAS-info", f"{navn} er ikke nevnt")
        elif not fil.is_file():
            p.meld("DIAS-info", f"{navn} er nevnt, men finnes ikke")
        else:
            _sammenlign("DIAS-info", navn, info.filer[navn], fil, p)
    if info.id != tar.stem:
        p.meld("DIAS-info", "OBJID er ikke navnet på pakken")


def _kontroller(rot: Path, p: Protokoll) -> None:
    mets = _Mets()
    if _les(rot / DIAS_METS, mets.ved_slutt, "DIAS-mets", p):
        _mets(rot, mets, p)
    else:
        p.uavklart(f"{DIAS_METS} kan ikke leses", "DIAS-sjekksum", "DIAS-hode")
    premis = _Premis()
    if _les(rot / ADMINISTRATIVT / DIAS_PREMIS, premis.ved_slutt, "DIAS-premis", p):
        for fil in _filer(rot / INNHOLD):
            navn = f"{rot.name}/{fil.relative_to(rot).as_posix()}"
            p.saa("DIAS-premis")
            if navn not in premis.objekter:
                p.meld("DIAS-premis", "en fil i innholdet er ikke nevnt", fil=_sti(fil, rot))
            elif premis.objekter[navn] != sha256(fil):
                p.meld("DIAS-premis", "sjekksummen stemmer ikke", fil=_sti(fil, rot))
    logg = _Premis()
    if _les(rot / LOGG, logg.ved_slutt, "DIAS-logg", p):
        p.saa("DIAS-logg")
        if rot.name not in logg.objekter:
            p.meld("DIAS-logg", "loggen nevner ikke pakken")


def _mets(rot: Path, mets: _Mets, p: Protokoll) -> None:
    p.saa("DIAS-hode")
    if mets.id != rot.name:
        p.meld("DIAS-hode", "OBJID er ikke navnet på pakken")
    for rolle in sorted(_ROLLER - mets.roller):
        p.meld("DIAS-hode", f"ingen er oppgitt som {rolle}")
    if not mets.avtale:
        p.meld("DIAS-hode", "avleveringsavtalen er ikke oppgitt", alvorlighet=ADVARSEL)
    funnet = {_sti(fil, rot): fil for fil in _filer(rot) if fil != rot / DIAS_METS}
    for sti in sorted(funnet.keys() - mets.filer.keys()):
        p.meld("DIAS-mets", "filen er ikke nevnt", fil=sti)
    for sti, oppfoert in mets.filer.items():
        p.saa("DIAS-mets", "DIAS-sjekksum")
        if sti not in funnet:
            p.meld("DIAS-mets", f"{sti[:120]} finnes ikke i pakken", linje=oppfoert.linje)
        else:
            _sammenlign("DIAS-sjekksum", sti, oppfoert, funnet[sti], p)


def _sammenlign(kontroll: str, sti: str, oppfoert: _Oppfoert, fil: Path, p: Protokoll) -> None:
    if oppfoert.algoritme != "SHA-256":
        p.meld(kontroll, f"{sti} har ikke sjekksum med SHA-256", linje=oppfoert.linje)
    elif oppfoert.sjekksum != sha256(fil):
        p.meld(kontroll, f"sjekksummen til {sti} stemmer ikke", linje=oppfoert.linje)
    elif oppfoert.stoerrelse != str(fil.stat().st_size):
        p.meld(kontroll, f"størrelsen på {sti} stemmer ikke", linje=oppfoert.linje)


def _les(fil: Path, ved_slutt: Callable[[Element], None], kontroll: str, p: Protokoll) -> bool:
    p.fil = fil.name
    p.saa(kontroll)
    try:
        les(fil, ved_slutt)
    except OSError:
        p.meld(kontroll, f"{fil.name} finnes ikke")
        return False
    except Uleselig as error:
        p.meld(kontroll, error.melding, linje=error.linje)
        return False
    return True


def _filer(mappe: Path) -> Iterator[Path]:
    return (fil for fil in sorted(mappe.rglob("*")) if fil.is_file())


def _sti(fil: Path, rot: Path) -> str:
    return fil.relative_to(rot).as_posix()
