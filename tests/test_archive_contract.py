"""Every adapter that is shipped with byggsak keeps the archive contract."""

from pathlib import Path

import pytest

from byggsak.archive import registry
from byggsak.archive.port import ArchivePort
from byggsak.testing.archive import ArchiveContract, Files
from byggsak.testing.archive_faults import Reopen


class TestMemory(ArchiveContract):
    @pytest.fixture
    def adapter(self, files: Files) -> ArchivePort:
        return registry.create("memory", {}, files)


class OnDisk(ArchiveContract):
    """An archive that is opened anew on the same files."""

    NAME = ""
    OPTIONS: dict[str, str] = {}  # noqa: RUF012 - the subclasses' own

    @pytest.fixture
    def reopen(self, files: Files, tmp_path: Path) -> Reopen:
        options = {name: value.format(tmp=tmp_path) for name, value in self.OPTIONS.items()}
        return lambda: registry.create(self.NAME, options, files)

    @pytest.fixture
    def adapter(self, reopen: Reopen) -> ArchivePort:
        return reopen()


class TestTemplate(OnDisk):
    NAME = "template"
    OPTIONS = {"fil": "{tmp}/arkiv.sqlite"}  # noqa: RUF012


class TestFolder(OnDisk):
    NAME = "folder"
    OPTIONS = {"mappe": "{tmp}/arkiv"}  # noqa: RUF012


class TestNoark5(OnDisk):
    NAME = "noark5"
    OPTIONS = {  # noqa: RUF012
        "mappe": "{tmp}/arkiv",
        "arkivskaper_id": "999999999",
        "arkivskaper": "Eksempel kommune",
    }
