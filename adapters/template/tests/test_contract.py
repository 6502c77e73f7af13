"""Kontrakten er definisjonen på ferdig: fem linjer, og hele prøven er arvet."""

from pathlib import Path

import pytest
from byggsak_archive_template import create

from byggsak.archive.errors import PermanentConfig
from byggsak.archive.port import ArchivePort
from byggsak.testing.archive import ArchiveContract, Files


class TestTemplate(ArchiveContract):
    @pytest.fixture
    def adapter(self, files: Files, tmp_path: Path) -> ArchivePort:
        return create({"fil": str(tmp_path / "arkiv.sqlite")}, files)


@pytest.mark.parametrize("options", [{}, {"fil": ""}, {"fil": "x", "passord": "hemmelig"}])
def test_a_wrong_option_is_named(options: dict[str, str], files: Files) -> None:
    with pytest.raises(PermanentConfig, match=r"fil|passord"):
        create(options, files)


@pytest.fixture
def files() -> Files:
    return Files()
