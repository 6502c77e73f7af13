"""An archive in memory: the whole contract in one page, for demos, tests and reading.

It keeps every object under its external key and remembers the answer to every command key.
"""

from collections.abc import Mapping

from byggsak.archive.errors import PermanentConfig
from byggsak.archive.port import ArchivePort, FileSource
from byggsak_archive_memory.archive import MemoryArchive

__all__ = ["MemoryArchive", "create"]


def create(options: Mapping[str, str], files: FileSource) -> ArchivePort:
    """The entry point. It has no options; one is refused rather than ignored."""
    if options:
        raise PermanentConfig(f"Adapteren memory har ingen valg, men fikk {', '.join(options)}.")
    return MemoryArchive(files)
