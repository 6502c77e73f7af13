"""Every adapter that is shipped with byggsak keeps the archive contract."""

from pathlib import Path

import pytest

from byggsak.archive import registry
from byggsak.archive.port import ArchivePort
from byggsak.testing.archive import ArchiveContract, Files


class TestMemory(ArchiveContract):
    @pytest.fixture
    def adapter(self, files: Files) -> ArchivePort:
        return registry.create("memory", {}, files)


class TestTemplate(ArchiveContract):
    @pytest.fixture
    def adapter(self, files: Files, tmp_path: Path) -> ArchivePort:
        return registry.create("template", {"fil": str(tmp_path / "arkiv.sqlite")}, files)


class TestFolder(ArchiveContract):
    @pytest.fixture
    def adapter(self, files: Files, tmp_path: Path) -> ArchivePort:
        return registry.create("folder", {"mappe": str(tmp_path / "arkiv")}, files)


class TestNoark5(ArchiveContract):
    @pytest.fixture
    def adapter(self, files: Files, tmp_path: Path) -> ArchivePort:
        options = {
            "mappe": str(tmp_path / "arkiv"),
            "arkivskaper_id": "999999999",
            "arkivskaper": "Eksempel kommune",
        }
        return registry.create("noark5", options, files)
