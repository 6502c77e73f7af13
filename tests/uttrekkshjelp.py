"""A good Noark 5 deposit, and ways of breaking it in exactly one place."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from byggsak_archive_noark5 import create, skriv_uttrekk
from byggsak_archive_noark5.uttrekk import SKJEMAER

from byggsak.archive.codes import Avskrivningsmaate, Journalposttype, TilknyttetSom
from byggsak.archive.commands import CloseCase, Command, WriteOff
from byggsak.archive.records import Avskrivning, Klasse
from byggsak.testing.archive import Files, Names
from byggsak.testing.archive_checks import done
from byggsak.testing.archive_examples import (
    add_document,
    archive_entry,
    ensure_case,
    ensure_entry,
)

PDF = b"%PDF-1.7 <pdfaid:part>2</pdfaid:part> plan"
SECRET = "Tilbygg for Ola Hemmelig"
STRUKTUR, ADDML = "arkivstruktur.xml", "arkivuttrekk.xml"


def answered(names: Names) -> WriteOff:
    """The application is answered with a letter."""
    return WriteOff(
        key=names.key("off"),
        entry=names.entry(),
        record=Avskrivning(
            avskrivningsdato=date(2026, 3, 20),
            avskrevet_av="Kari",
            avskrivningsmaate=Avskrivningsmaate.BREV,
        ),
    )


def _case(names: Names, files: Files) -> list[Command]:
    sent = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
    return [
        ensure_case(names, tittel=SECRET),
        ensure_entry(names),
        add_document(names, files.add(b"<soeknad/>" + names.root.encode(), "soeknad.xml")),
        add_document(
            names, files.add(PDF, "plan.pdf"), n="2", tilknyttet_som=TilknyttetSom.VEDLEGG
        ),
        ensure_entry(
            names,
            n="2",
            tittel="Vedtak",
            journalposttype=Journalposttype.UTGAAENDE,
            journaldato=date(2026, 3, 20),
            mottatt_dato=None,
            sendt_dato=sent,
        ),
        replace(answered(names), by_entry=names.entry("2")),
        archive_entry(names),
        archive_entry(names, n="2"),
        CloseCase(key=names.key("close"), case=names.case, at=sent, by="arkivar"),
    ]


def good_deposit(folder: Path) -> Path:
    """The deposit of a good archive. The schemas are dummies: what is written in them is looked at
    by no check but their checksum."""
    schemas = folder / "xsd"
    schemas.mkdir()
    for name in SKJEMAER:
        (schemas / name).write_text(f"<!-- {name} -->", "utf-8")
    good_archive(folder)
    return skriv_uttrekk(folder / "arkiv", folder / "uttrekk", schemas).mappe


def good_archive(folder: Path, **more: str) -> None:
    """Two closed cases, and a class that only an open case uses, in `folder/arkiv`."""
    files = Files()
    options = more | {
        "mappe": str(folder / "arkiv"),
        "arkivskaper_id": "999999999",
        "arkivskaper": "Eksempel kommune",
    }
    archive = create(options, files)
    for command in (*_case(Names(), files), *_case(Names(), files)):
        done(archive, command)
    still_open = ensure_case(Names(), klasse=Klasse(klasse_id="99/1", tittel="Gnr./bnr. 99/1"))
    done(archive, still_open)


class Deposit:
    """A copy that a test may break. Whoever edits a declared file declares its new checksum, so
    that only the one thing is wrong."""

    def __init__(self, good: Path, folder: Path) -> None:
        self.folder = folder / "uttrekk"
        shutil.copytree(good, self.folder)

    def edit(self, file: str, change: Callable[[str], str]) -> None:
        path = self.folder / file
        before = path.read_bytes()
        text = change(before.decode("utf-8"))
        assert text.encode() != before, f"the edit of {file} changed nothing"
        path.write_bytes(text.encode())
        if file != ADDML:
            self.swap(ADDML, sha256(before).hexdigest(), sha256(text.encode()).hexdigest())

    def swap(self, file: str, old: str, new: str, count: int = 1) -> None:
        """Replace a text by another, the first time it occurs."""
        self.edit(file, lambda text: text.replace(old, new, count))

    def within(self, file: str, start: str, pattern: str, new: str) -> None:
        """Replace the first match of a pattern after the text `start`."""

        def change(text: str) -> str:
            at = text.index(start)
            return text[:at] + re.sub(pattern, new, text[at:], count=1, flags=re.DOTALL)

        self.edit(file, change)

    def documents(self, ending: str) -> list[Path]:
        return sorted((self.folder / "dokumenter").glob(f"*.{ending}"))
