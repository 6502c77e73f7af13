"""A Noark 5 archive in a folder, and deposits (arkivuttrekk) of its closed cases.

adapter = create({"mappe": "var/arkiv", "arkivskaper_id": "...", "arkivskaper": "..."}, files)
skriv_uttrekk("var/arkiv", "var/uttrekk-2026", xsd_dir="noark5-xsd")
"""

from collections.abc import Mapping

from byggsak.archive.port import ArchivePort, FileSource
from byggsak_archive_noark5.archive import Noark5Archive
from byggsak_archive_noark5.settings import Settings
from byggsak_archive_noark5.uttrekk import IngenAvsluttedeSaker, Uttrekk, skriv_uttrekk

__all__ = ["IngenAvsluttedeSaker", "Noark5Archive", "Uttrekk", "create", "skriv_uttrekk"]


def create(options: Mapping[str, str], files: FileSource) -> ArchivePort:
    """The entry point. Options: see `Settings`. Raises PermanentConfig for a bad one."""
    return Noark5Archive(Settings.from_options(options), files)
