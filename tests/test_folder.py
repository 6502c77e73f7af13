"""The folder archive: plain files that a person can read, and that survive being killed."""

import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from byggsak_archive_folder import create

from byggsak.archive.codes import Avskrivningsmaate, Journalposttype
from byggsak.archive.commands import CloseCase, Command, LinkExternalKey, WriteOff
from byggsak.archive.errors import PermanentConfig
from byggsak.archive.port import ArchivePort, State
from byggsak.archive.records import Avskrivning
from byggsak.testing.archive import Files, Names
from byggsak.testing.archive_checks import done, found, refused
from byggsak.testing.archive_examples import (
    NOON,
    add_document,
    archive_entry,
    ensure_case,
    ensure_entry,
)

KILLED = 9


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a killed process needs no disk, and syncs cost."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        yield Path(folder)


def whole_case(names: Names, files: Files) -> list[Command]:
    record = Avskrivning(
        avskrivningsdato=date(2026, 6, 1),
        avskrevet_av="Kari",
        avskrivningsmaate=Avskrivningsmaate.BREV,
    )
    return [
        ensure_case(names),
        ensure_entry(names),
        add_document(names, files.add(b"<soeknad/>", "soeknad.xml")),
        add_document(names, files.add(b'{"kart": 1}', "kart.json"), n="2"),
        ensure_entry(names, n="2", journalposttype=Journalposttype.UTGAAENDE),
        WriteOff(key=names.key("write-off"), entry=names.entry(), record=record),
        archive_entry(names),
        archive_entry(names, n="2"),
        CloseCase(key=names.key("close"), case=names.case, at=NOON, by="arkivar"),
    ]


def archive(folder: Path, files: Files) -> ArchivePort:
    return create({"mappe": str(folder)}, files)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the archive but its register and lock, which a person need not read."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }


def carry_out(folder: Path, files: Files, commands: Sequence[Command]) -> list[State]:
    adapter = archive(folder, files)
    return [done(adapter, command).state for command in commands]


def test_a_case_is_plain_files_with_json_beside_them(tmp_path: Path, files: Files) -> None:
    carry_out(tmp_path, files, whole_case(Names(), files))
    lying = contents(tmp_path)
    assert sorted(lying) == [
        "2026-0001/1/dokument-1.json",
        "2026-0001/1/dokument-2.json",
        "2026-0001/1/fil-1.xml",
        "2026-0001/1/fil-2.json",
        "2026-0001/1/journalpost.json",
        "2026-0001/2/journalpost.json",
        "2026-0001/sak.json",
    ]
    assert lying["2026-0001/1/fil-1.xml"] == b"<soeknad/>"
    case = json.loads(lying["2026-0001/sak.json"])
    assert case["nummer"]["mappe_id"] == "2026/1"
    assert case["post"]["saksstatus"] == "Avsluttet"


def test_killed_anywhere_it_ends_as_if_it_had_never_been_killed(
    scratch: Path, files: Files
) -> None:
    # One of each kind of object, a second of one kind, and a change: the rest are changes too.
    case, entry, document, _, second, write_off, *_ = whole_case(Names(), files)
    commands = [case, entry, document, second, write_off]
    carry_out(scratch / "whole", files, commands)
    wanted = contents(scratch / "whole")
    step = 0
    while _killed_at(step, scratch / "killed", files, commands):
        again = carry_out(scratch / "killed", files, commands)
        assert set(again) <= {State.CREATED, State.EXISTING, State.UPDATED}
        after = contents(scratch / "killed")
        # The journal number may have a gap where the process was killed, never a double.
        assert sorted(after) == sorted(wanted), f"killed at step {step}"
        assert after["2026-0001/sak.json"] == wanted["2026-0001/sak.json"]
        numbers = [
            json.loads(after[f"2026-0001/{n}/journalpost.json"])["nummer"]["journalsekvensnummer"]
            for n in (1, 2)
        ]
        assert numbers[0] < numbers[1] <= 3
        shutil.rmtree(scratch / "killed")
        step += 1
    assert step > 50, "the child was never killed late"


def _killed_at(step: int, folder: Path, files: Files, commands: Sequence[Command]) -> bool:
    """Carry out the commands in a child that dies before its `step`-th touch of the disk."""
    child = os.fork()
    if child == 0:
        left = step

        def hook(event: str, _arguments: object) -> None:
            nonlocal left
            if event in ("open", "os.mkdir", "os.rename", "os.remove"):
                if left == 0:
                    os._exit(KILLED)
                left -= 1

        sys.addaudithook(hook)
        try:
            carry_out(folder, files, commands)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == KILLED


def test_without_its_register_the_archive_finds_everything_again(
    tmp_path: Path, files: Files
) -> None:
    names = Names()
    commands = whole_case(names, files)
    carry_out(tmp_path, files, commands)
    alias = names.case.__class__(names.case.kind, "B-17", "fagsystem")
    done(
        archive(tmp_path, files),
        LinkExternalKey(key=names.key("link"), target=names.case, alias=alias),
    )
    shutil.rmtree(tmp_path / ".register")
    adapter = archive(tmp_path, files)
    assert {done(adapter, command).state for command in commands} == {State.EXISTING}
    assert found(adapter, alias).target == names.case
    other = Names()
    done(adapter, ensure_case(other))
    assert done(adapter, ensure_entry(other)).ids.journalsekvensnummer == 3


def test_a_name_that_is_taken_is_not_moved_to_another_object(tmp_path: Path, files: Files) -> None:
    adapter = archive(tmp_path, files)
    one, two = Names(), Names()
    alias = one.case.__class__(one.case.kind, "B-17", "fagsystem")
    for names in (one, two):
        done(adapter, ensure_case(names))
    done(adapter, LinkExternalKey(key=one.key("link"), target=one.case, alias=alias))
    refused(adapter, LinkExternalKey(key=two.key("link"), target=two.case, alias=alias))
    assert found(adapter, alias).target == one.case


def test_a_file_changed_by_hand_is_named_not_guessed_at(tmp_path: Path, files: Files) -> None:
    names = Names()
    carry_out(tmp_path, files, [ensure_case(names)])
    (tmp_path / "2026-0001" / "sak.json").write_text("{", "utf-8")
    with pytest.raises(PermanentConfig, match=r"sak\.json"):
        archive(tmp_path, files).find(names.case)


def test_refused_content_leaves_no_file(tmp_path: Path, files: Files) -> None:
    names = Names()
    carry_out(tmp_path, files, [ensure_case(names), ensure_entry(names)])
    before = contents(tmp_path)
    wrong = files.add(b"letter").__class__(
        sted=files.add(b"letter").sted,
        filnavn="a.pdf",
        sha256="0" * 64,
        stoerrelse=6,
        mime="application/pdf",
    )
    refused(archive(tmp_path, files), add_document(names, wrong))
    assert contents(tmp_path) == before


@pytest.mark.parametrize("options", [{}, {"mappe": " "}, {"mappe": "x", "passord": "hemmelig"}])
def test_a_wrong_option_is_named(options: dict[str, str], files: Files) -> None:
    with pytest.raises(PermanentConfig, match=r"mappe|passord"):
        create(options, files)


def test_a_folder_that_cannot_be_written_is_the_operator_s_to_mend(files: Files) -> None:
    with pytest.raises(PermanentConfig, match="/proc/ingen"):
        create({"mappe": "/proc/ingen"}, files)
