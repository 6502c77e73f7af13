"""The contract on an installed adapter: run by `byggsak archive conform`, not by pytest alone."""

from collections.abc import Mapping

import pytest

from byggsak.archive import registry
from byggsak.archive.port import ArchivePort
from byggsak.testing.archive import ArchiveContract, Files
from byggsak.testing.archive_faults import Reopen


class TestInstalled(ArchiveContract):
    @pytest.fixture
    def reopen(self, files: Files, pytestconfig: pytest.Config) -> Reopen:
        subject: tuple[str, Mapping[str, str]] = pytestconfig.byggsak_subject  # type: ignore[attr-defined]
        name, options = subject
        return lambda: registry.create(name, options, files)

    @pytest.fixture
    def adapter(self, reopen: Reopen) -> ArchivePort:
        return reopen()
