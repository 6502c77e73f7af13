"""The contract suite bites: each way of being a bad archive fails at least one of its tests."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]

BAD_ARCHIVES = '''
"""Archives with one fault each."""
from dataclasses import replace

import pytest
from byggsak_archive_memory import MemoryArchive

from byggsak.archive.codes import Journalposttype, Saksstatus
from byggsak.archive.commands import AddDocument, CloseCase, EnsureCase, EnsureEntry, WriteOff
from byggsak.archive.errors import PermanentCase, Transient
from byggsak.archive.port import Capabilities, Health, Receipt
from byggsak.testing.archive import ArchiveContract


def altered(command, **changes):
    return replace(command, record=replace(command.record, **changes))


class Fine(MemoryArchive):
    pass

class ForgetsKeys(MemoryArchive):
    def submit(self, command):
        self._answered.clear()
        return super().submit(command)

class DoublesCases(MemoryArchive):
    def submit(self, command):
        if isinstance(command, EnsureCase):
            self._objects.pop(command.case, None)
        return super().submit(command)

class CutsTitles(MemoryArchive):
    def submit(self, command):
        if hasattr(command, "record") and hasattr(command.record, "tittel"):
            command = altered(command, tittel=command.record.tittel[:255])
        return super().submit(command)

class MangledLetters(MemoryArchive):
    def submit(self, command):
        if hasattr(command, "record") and hasattr(command.record, "tittel"):
            mangled = command.record.tittel.encode("ascii", "replace").decode()
            command = altered(command, tittel=mangled)
        return super().submit(command)

class DropsShielding(MemoryArchive):
    def submit(self, command):
        if isinstance(command, EnsureEntry):
            command = altered(command, skjerming=None)
        return super().submit(command)

class OneKindOfEntry(MemoryArchive):
    def submit(self, command):
        if isinstance(command, EnsureEntry):
            command = altered(command, journalposttype=Journalposttype.INNGAAENDE)
        return super().submit(command)

class TrustsAnyContent(MemoryArchive):
    def _read(self, command):
        with self._files.open(command.record.fil) as stream:
            return stream.read()

class TextMode(MemoryArchive):
    def _read(self, command):
        return super()._read(command).replace(b"\\r\\n", b"\\n")

class DropsEmptyDocuments(MemoryArchive):
    def fetch(self, key):
        return super().fetch(key) or b" "

class TakesOrphans(MemoryArchive):
    def submit(self, command):
        if isinstance(command, EnsureEntry) and command.case not in self._objects:
            self._objects[command.entry] = None
        return super().submit(command)

class ClosesAnything(MemoryArchive):
    def _below(self, key):
        return []

class TakesMoreAfterClosing(MemoryArchive):
    def _open_case(self, key):
        return self._get(key)

class BlamesTheOperator(MemoryArchive):
    def submit(self, command):
        answer = super().submit(command)
        return replace(answer, outcomes=tuple(replace(o, fault=None) for o in answer.outcomes))

class SaysNothing(MemoryArchive):
    def submit(self, command):
        answer = super().submit(command)
        return replace(answer, outcomes=tuple(replace(o, message=None) for o in answer.outcomes))

class NoLinks(MemoryArchive):
    def submit(self, command):
        answer = super().submit(command)
        self._aliases.clear()
        return answer

class WritesOffTwice(MemoryArchive):
    def submit(self, command):
        if isinstance(command, WriteOff):
            self._answered.pop(command.key, None)
        return super().submit(command)

class Ill(MemoryArchive):
    def health(self):
        return Health(ok=False, detail="down")

class FindsEverything(MemoryArchive):
    def find(self, key):
        return super().find(key) or next(iter([super().find(k) for k in self._objects]), key)

class PollsOutOfTheBlue(MemoryArchive):
    def poll(self):
        return [Receipt(id="1", key="x", outcomes=())]


def contract(archive):
    class Test(ArchiveContract):
        @pytest.fixture
        def adapter(self, files):
            return archive(files)
    Test.__name__ = Test.__qualname__ = "Test" + archive.__name__
    return Test


for archive in list(globals().values()):
    if isinstance(archive, type) and issubclass(archive, MemoryArchive) \\
            and archive is not MemoryArchive:
        globals()["Test" + archive.__name__] = contract(archive)
'''


def test_every_bad_archive_fails_and_the_good_one_passes(tmp_path: Path) -> None:
    (tmp_path / "test_bad.py").write_text(BAD_ARCHIVES, "utf-8")
    report = tmp_path / "report.xml"
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    failures: dict[str, list[str]] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        name = case.attrib["classname"].rpartition(".")[2].removeprefix("Test")
        failed = case.find("failure") is not None or case.find("error") is not None
        failures.setdefault(name, []).extend([case.attrib["name"]] * failed)
    assert failures.pop("Fine") == []
    assert len(failures) == 19
    assert [name for name, failed in failures.items() if not failed] == []
