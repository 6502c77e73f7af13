"""Which closed cases a deposit holds: all of them, those of a period, or those that are new."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from byggsak_archive_noark5 import IngenAvsluttedeSaker, Uttrekk, create, skriv_uttrekk
from byggsak_archive_noark5.verify import verify
from hypothesis import given
from hypothesis import strategies as st

from byggsak.archive.commands import CloseCase
from byggsak.archive.deposit import DepositOrder, DepositResult
from byggsak.archive.port import ArchivePort, Depositor
from byggsak.domain.funn import Alvorlighet
from byggsak.testing.archive import Files, Names
from byggsak.testing.archive_checks import done, found
from byggsak.testing.archive_examples import (
    add_document,
    archive_entry,
    ensure_case,
    ensure_entry,
)
from tests.uttrekkshjelp import answered

OPTIONS = {"arkivskaper_id": "999999999", "arkivskaper": "Eksempel kommune"}
FIRST, NEXT = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture
def archive(tmp_path: Path) -> ArchivePort:
    return create(OPTIONS | {"mappe": str(tmp_path / "arkiv")}, FILES)


FILES = Files()


def closed(archive: ArchivePort, day: date, hour: int = 12) -> str:
    """A case that was closed that day (UTC); its systemID."""
    names = Names()
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    for command in (
        ensure_case(names),
        ensure_entry(names),
        add_document(names, FILES.add(names.root.encode(), "soeknad.txt")),
        answered(names),
        archive_entry(names),
        CloseCase(key=names.key("close"), case=names.case, at=at, by="arkivar"),
    ):
        done(archive, command)
    system_id = found(archive, names.case).ids.system_id
    assert system_id is not None
    return system_id


def write(folder: Path, name: str, **order: object) -> Uttrekk:
    return skriv_uttrekk(folder / "arkiv", folder / name, order=DepositOrder(**order))  # type: ignore[arg-type]


def cases(made: Uttrekk) -> set[str]:
    root = ET.parse(made.mappe / "arkivstruktur.xml").getroot()
    return {node.findtext("{*}systemID", "") for node in root.iter() if node.tag.endswith("mappe")}


def faultless(made: Uttrekk) -> bool:
    report = verify(made.mappe)
    errors = [one for one in report.findings if one.severity is Alvorlighet.FEIL]
    return not errors and report.result is not DepositResult.AVVIST


def test_a_deposit_without_an_order_is_whole(tmp_path: Path, archive: ArchivePort) -> None:
    both = {closed(archive, FIRST), closed(archive, NEXT)}
    for name in ("one", "two"):  # also when one has been written before
        made = write(tmp_path, name)
        assert (cases(made), made.gjenstaar) == (both, 0)


def test_a_period_holds_what_was_closed_on_its_days_in_norway(
    tmp_path: Path, archive: ArchivePort
) -> None:
    june = closed(archive, FIRST)
    july = closed(archive, FIRST, hour=23)  # one o'clock on the first of July in Norway
    first = write(tmp_path, "first", closed_to=FIRST)
    assert (cases(first), first.gjenstaar) == ({june}, 1)
    second = write(tmp_path, "second", closed_from=NEXT, closed_to=NEXT)
    assert (cases(second), second.gjenstaar) == ({july}, 0)
    assert faultless(first)
    assert faultless(second)


def test_an_incremental_deposit_holds_each_case_once(tmp_path: Path, archive: ArchivePort) -> None:
    old = closed(archive, FIRST)
    assert cases(write(tmp_path, "one", only_new=True)) == {old}
    # Closed on a day of a period that has been deposited already: it came late, and is not lost.
    late = closed(archive, FIRST)
    made = write(tmp_path, "two", only_new=True)
    assert cases(made) == {late}
    assert faultless(made)
    with pytest.raises(IngenAvsluttedeSaker):
        write(tmp_path, "three", only_new=True)


def test_what_a_period_leaves_behind_is_told(tmp_path: Path, archive: ArchivePort) -> None:
    closed(archive, FIRST - timedelta(days=400))
    closed(archive, FIRST)
    adapter = create(OPTIONS | {"mappe": str(tmp_path / "arkiv")}, FILES)
    assert isinstance(adapter, Depositor)
    made = adapter.deposit(tmp_path / "ut", DepositOrder(closed_from=FIRST))
    assert (made.cases, made.entries, made.documents, made.left) == (1, 1, 1, 1)


def test_a_deposit_that_was_not_written_is_not_remembered(
    tmp_path: Path, archive: ArchivePort
) -> None:
    system_id = closed(archive, FIRST)
    (tmp_path / "taken").mkdir()
    with pytest.raises(FileExistsError):
        write(tmp_path, "taken")
    assert cases(write(tmp_path, "free", only_new=True)) == {system_id}


def test_every_class_stands_in_every_deposit(tmp_path: Path, archive: ArchivePort) -> None:
    closed(archive, FIRST)
    closed(archive, NEXT)
    for made in (write(tmp_path, "one", closed_to=FIRST), write(tmp_path, "two", only_new=True)):
        text = (made.mappe / "arkivstruktur.xml").read_text("utf-8")
        assert text.count("<klasse>") == 1
    ids = [
        {n.text for n in ET.parse(tmp_path / name / "arkivstruktur.xml").iter("{*}systemID")}
        for name in ("one", "two")
    ]
    assert ids[0].isdisjoint(ids[1]), "a systemID stands in one deposit only (krav 6.4.26)"


def export(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    settings = {
        "BYGGSAK_DATABASE": f"sqlite:///{tmp_path / 'db'}",
        "BYGGSAK_FILES": str(tmp_path / "filer"),
        "BYGGSAK_ARCHIVE": "noark5",
        "BYGGSAK_ARCHIVE_MAPPE": str(tmp_path / "arkiv"),
        "BYGGSAK_ARCHIVE_DEPOT": "Fylkesarkivet",
        "BYGGSAK_ARCHIVE_AVTALE": "1",
    } | {f"BYGGSAK_ARCHIVE_{name.upper()}": value for name, value in OPTIONS.items()}
    return subprocess.run(
        [sys.executable, "-m", "byggsak.cli", "archive", "export", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | settings,
        check=False,
    )


def test_the_command_line_exports_a_period_and_then_what_is_new_as_a_package(
    tmp_path: Path, archive: ArchivePort
) -> None:
    closed(archive, FIRST)
    closed(archive, NEXT)
    first = export(tmp_path, str(tmp_path / "one"), "--closed-to", f"{FIRST}")
    assert first.returncode == 0, first.stderr
    assert "1 cases, 1 entries, 1 documents" in first.stdout
    assert "1 closed cases are in no deposit yet" in first.stdout
    second = export(tmp_path, str(tmp_path / "two"), "--new", "--package", "dias")
    assert second.returncode == 0, second.stderr
    assert sorted(one.suffix for one in (tmp_path / "two").iterdir()) == [".tar", ".xml"]
    third = export(tmp_path, str(tmp_path / "three"), "--new")
    assert third.returncode == 2
    assert "No deposit was written" in third.stderr
    assert "Traceback" not in third.stderr


@given(st.dates(), st.dates(), st.dates())
def test_two_periods_that_meet_hold_each_day_once(one: date, two: date, day: date) -> None:
    start, cut = sorted((one, two))
    if cut == date.max:
        return
    first = DepositOrder(closed_from=start, closed_to=cut)
    second = DepositOrder(closed_from=cut + timedelta(days=1))
    held = first.wants(day, deposited=False) + second.wants(day, deposited=False)
    assert held == (1 if day >= start else 0)
