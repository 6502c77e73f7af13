"""The deposit (arkivuttrekk): written beside its place and renamed, so never half there."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from byggsak.archive.deposit import DepositOrder, Package
from byggsak.archive.errors import PermanentConfig
from byggsak_archive_noark5.addml import Dataobjekt, Fil, skriv_addml
from byggsak_archive_noark5.archive import ALT, document_path
from byggsak_archive_noark5.dias import Pakke, krev_avtalt
from byggsak_archive_noark5.journaler import skriv_loepende, skriv_offentlig
from byggsak_archive_noark5.settings import Settings
from byggsak_archive_noark5.struktur import skriv_endringslogg, skriv_struktur
from byggsak_archive_noark5.tilstand import forbered, transaksjon
from byggsak_archive_noark5.utvalg import Utvalg, velg
from byggsak_archive_noark5.xmlskriver import XmlSkriver, skriver

METADATAKATALOG = "metadatakatalog.xsd"
SKJEMAER = (
    "addml.xsd",
    "arkivstruktur.xsd",
    "endringslogg.xsd",
    "loependeJournal.xsd",
    "offentligJournal.xsd",
    METADATAKATALOG,
)


class IngenAvsluttedeSaker(ValueError):
    """There is nothing to deposit: a deposit holds closed cases only (krav 6.4.12)."""


class ErstatterIkke(FileExistsError):
    """The deposit's folder exists already; a deposit never overwrites another."""


@dataclass(frozen=True)
class Uttrekk:
    """What was written. `med_skjemaer` is False when no schema folder was given: the official
    schemas must then be laid in before the deposit is handed over. `gjenstaar` closed cases are in
    no deposit yet."""

    mappe: Path
    saker: int
    journalposter: int
    dokumenter: int
    endringer: int
    med_skjemaer: bool
    gjenstaar: int


def skriv_uttrekk(
    state_dir: str | Path,
    out_dir: str | Path,
    xsd_dir: str | Path | None = None,
    order: DepositOrder = ALT,
) -> Uttrekk:
    """Write the closed cases of the archive folder `state_dir` as a deposit in `out_dir`.

    `xsd_dir` (or the option `xsd` of the archive) holds the official Noark 5 schemas. Raises
    IngenAvsluttedeSaker, ErstatterIkke, or PermanentConfig for a folder that is not right. The
    archive remembers which cases it has written a deposit of; a crash before it has remembered
    leaves them new, so that none is left out.
    """
    state, target = Path(state_dir), Path(out_dir)
    settings = Settings.load(state)
    xsd = Path(xsd_dir or settings.xsd) if xsd_dir or settings.xsd else None
    if target.exists():
        raise ErstatterIkke(f"{target} finnes allerede. Velg en ny mappe til uttrekket.")
    if order.package is Package.DIAS_SIP:
        krev_avtalt(settings)
    forbered(state)
    with transaksjon(state, skriv=False) as tilstand:
        utvalg = velg(tilstand, settings, order)
    if not utvalg.saker:
        raise IngenAvsluttedeSaker(
            f"Arkivet i {state} har ingen avsluttede saker som er bestilt. "
            "Et uttrekk kan bare ha avsluttede saker; se etter datoene i bestillingen."
        )
    with _beside(target) as folder:
        if order.package is Package.FOLDER:
            documents = _write(state, utvalg, xsd, folder)
        else:
            pakke = Pakke.av(utvalg, order.at, xsd)
            documents = _write(state, utvalg, xsd, pakke.innhold(folder))
            pakke.lukk(folder)
    with transaksjon(state, skriv=True) as tilstand:
        tilstand.husk_uttrekk(target.name, (sak.objekt.system_id for sak in utvalg.saker))
    return Uttrekk(
        mappe=target,
        saker=len(utvalg.saker),
        journalposter=len(utvalg.poster),
        dokumenter=documents,
        endringer=len(utvalg.endringer),
        med_skjemaer=xsd is not None,
        gjenstaar=utvalg.gjenstaar,
    )


def _write(state: Path, utvalg: Utvalg, xsd: Path | None, folder: Path) -> int:
    """The deposit itself; the number of document files."""
    schemas = _copy_schemas(xsd, folder)
    documents = _copy_documents(state, utvalg, folder)
    parts = _write_parts(utvalg, folder, schemas)
    with skriver(folder / "arkivuttrekk.xml") as xml:
        skriv_addml(xml, utvalg, parts, documents)
    return documents


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield draft
        draft.chmod(0o755)
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _copy_schemas(xsd: Path | None, folder: Path) -> dict[str, Fil]:
    if xsd is None:
        return {name: Fil(name, None) for name in SKJEMAER}
    if missing := [name for name in SKJEMAER if not (xsd / name).is_file()]:
        raise PermanentConfig(
            f"Skjemamappen {xsd} mangler {', '.join(missing)}. "
            "Legg de offisielle Noark 5-skjemaene (5.0, 2019) der."
        )
    for name in SKJEMAER:
        shutil.copyfile(xsd / name, folder / name)
    return {name: Fil(name, _sha256(folder / name)) for name in SKJEMAER}


def _copy_documents(state: Path, utvalg: Utvalg, folder: Path) -> int:
    documents = [dok for sak in utvalg.saker for post in sak.poster for dok in post.dokumenter]
    (folder / "dokumenter").mkdir()
    for dok in documents:
        target = folder / dok.sti
        shutil.copyfile(document_path(state, dok.objekt), target)
        if _sha256(target) != dok.record.fil.sha256:
            raise PermanentConfig(
                f"Dokumentet {dok.objekt.system_id} i arkivmappen er endret siden det ble "
                "arkivert. Hent det tilbake fra sikkerhetskopi før uttrekket skrives."
            )
    return len(documents)


def _write_parts(utvalg: Utvalg, folder: Path, schemas: dict[str, Fil]) -> list[Dataobjekt]:
    plan: list[tuple[str, Callable[[XmlSkriver, Utvalg], None], tuple[str, ...]]] = [
        ("arkivstruktur", skriv_struktur, ("mappe", "registrering"))
    ]
    if utvalg.endringer:
        plan.append(("endringslogg", skriv_endringslogg, ("endring",)))
    if utvalg.poster:
        plan.append(("loependeJournal", skriv_loepende, ("journalregistrering",)))
        plan.append(("offentligJournal", skriv_offentlig, ("journalregistrering",)))
    parts = []
    for name, write, counted in plan:
        path = folder / f"{name}.xml"
        with skriver(path) as xml:
            write(xml, utvalg)
        parts.append(
            Dataobjekt(
                name,
                Fil(path.name, _sha256(path)),
                schemas[f"{name}.xsd"],
                schemas[METADATAKATALOG],
                {element: xml.antall.get(element, 0) for element in counted},
            )
        )
    return parts


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
