"""What the commands read and write, with an answer for everything a user can get wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import typer

from byggsak.cli_errors import CliError

if TYPE_CHECKING:
    from byggsak.domain.kart import Kart
    from byggsak.domain.kommune import Kommune
    from byggsak.domain.soeknad import Vedlegg
    from byggsak.geometry.errors import GeometriFeil
    from byggsak.rule.catalogue import Katalog

_NORWAY: Final = ZoneInfo("Europe/Oslo")


class Language(StrEnum):
    NB = "nb"
    NN = "nn"
    EN = "en"


def today() -> date:
    return datetime.now(_NORWAY).date()


def parse_date(text: str | None) -> date:
    """A date as written on the command line; today in Norway when there is none."""
    if text is None:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CliError(
            f"{text!r} is not a date.",
            "The date picks which version of the law applies, so byggsak does not guess.",
            "Write it as YYYY-MM-DD, for example --date 2024-06-01.",
        ) from error


def catalogue() -> Katalog:
    """Every rule installed; a package of rules with a fault is the user's to mend."""
    from byggsak.rule.catalogue import Katalog
    from byggsak.rule.errors import KatalogFeil

    try:
        return Katalog.last()
    except KatalogFeil as error:
        raise CliError(
            f"The rules cannot be loaded: {error}",
            "A package of rules with a fault is refused whole: it never checks an application.",
        ) from error


def read_file(path: Path, what: str) -> bytes:
    """The bytes of a file that the user named as `what`."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CliError(
            f"{what} {path} does not exist.", do="Check the path, or give it in full."
        ) from error
    except IsADirectoryError as error:
        raise CliError(f"{what} {path} is a folder.", do="Name the file in it.") from error
    except OSError as error:
        raise CliError(f"{what} {path} cannot be read: {error.strerror}.") from error


def write_file(path: Path, text: str) -> None:
    try:
        path.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
    except OSError as error:
        raise CliError(
            f"The report cannot be written to {path}: {error.strerror}.",
            do="Choose a folder that exists and that you may write to.",
        ) from error


def read_attachment(option: str) -> Vedlegg:
    """TYPE=FILE as an attachment; only a digital site plan is read into memory."""
    from byggsak.domain.soeknad import Vedlegg
    from byggsak.services.vedlegg import (
        MAKS_SITUASJONSPLAN,
        SITUASJONSPLAN,
        bedoem,
        er_digital,
        med_trygt_navn,
    )

    kind, _, name = option.partition("=")
    if not kind.strip() or not name:
        raise CliError(
            f"--attachment {option!r} does not say both type and file.",
            "The national attachment type decides which rules look at the file.",
            "Write TYPE=FILE, for example --attachment Situasjonsplan=situasjonsplan.gml.",
        )
    path = Path(name)
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            size = stream.tell()
            stream.seek(0)
            head = stream.read(4096)
            verdict = bedoem(stream)
    except OSError:
        read_file(path, "The attachment")  # says why it cannot be read
        raise
    content = None
    if kind == SITUASJONSPLAN and er_digital(head):
        if size > MAKS_SITUASJONSPLAN:
            raise CliError(
                f"The digital site plan {path} is {size / 1e6:.1f} MB.",
                f"byggsak reads digital site plans of up to {MAKS_SITUASJONSPLAN >> 20} MB.",
                "Leave out what lies far from the site, or attach it as PDF.",
            )
        content = read_file(path, "The attachment")
    return med_trygt_navn(Vedlegg(kind, path.name, size, digest, content, verdict), path.name)


def map_files(paths: Sequence[Path]) -> list[Path]:
    """Every file, and every map file of every folder; an empty folder is a mistake."""
    from byggsak.geometry.kartkilde import ENDELSER, kartfiler

    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise CliError(f"The map {path} does not exist.", do="Check the path.")
        found = kartfiler(path)
        if not found:
            raise CliError(
                f"The map folder {path} holds no {' or '.join(ENDELSER)} file.",
                "An empty map would answer «nothing here» to every rule.",
                "Name the file, or a folder with such files in it.",
            )
        files += found
    return files


def read_maps(paths: Sequence[Path], place: Kommune, received: date) -> Kart | None:
    """The map files in the municipality's own coordinate system; None when none were given."""
    if not paths:
        return None
    from byggsak.geometry.errors import GeometriFeil
    from byggsak.geometry.kartfil import les_kart
    from byggsak.geometry.minnekart import Minnekart

    try:
        read = les_kart(map_files(paths), place.epsg, dato=received, utstrekning=place.utstrekning)
    except GeometriFeil as error:
        raise map_refused(error) from error
    for file in read:
        if file.problemer:
            typer.echo(
                f"Warning: {len(file.problemer)} objects in {file.datasett.navn} have faulty"
                " geometry and are left out of the map.",
                err=True,
            )
    return Minnekart.av_filer(read, place.epsg, (place.nummer, *place.tidligere_numre))


def stored_map(day: str, files: Sequence[Path], place: Kommune, database: str | None) -> Kart:
    """The imported map of the municipality as it was when the day ended."""
    from byggsak.cli_database import open_database
    from byggsak.services.kartdato import kart_per
    from byggsak.store.kart import Kartlager

    if files:
        raise CliError(
            "--map and --map-as-of do not go together.",
            "One is the map in files, the other the imported map on a day.",
            "Leave one of them out.",
        )
    return kart_per(Kartlager(open_database(database)), place, parse_date(day))


def map_refused(error: GeometriFeil) -> CliError:
    line = f", line {error.sted.linje}" if error.sted.linje else ""
    return CliError(
        f"The map {error.sted.dokument or ''}{line} cannot be used: {error.melding.en}",
        "Measuring on a doubtful map would give doubtful answers, so it is refused whole.",
    )
