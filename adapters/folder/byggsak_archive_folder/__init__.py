"""An archive of plain files with JSON beside them, which a person can read without any program.

2026-0001/sak.json                       the case
2026-0001/1/journalpost.json             its first entry
2026-0001/1/dokument-1.json, fil-1.pdf     its first document, and the content
.register/                               what finds an object by its key; rebuilt when missing
"""

from collections.abc import Mapping
from pathlib import Path

from byggsak.archive.errors import PermanentConfig
from byggsak.archive.port import ArchivePort, FileSource
from byggsak_archive_folder.archive import FolderArchive
from byggsak_archive_folder.mappe import Mappe

__all__ = ["FolderArchive", "create"]


def create(options: Mapping[str, str], files: FileSource) -> ArchivePort:
    """The entry point. The one option is `mappe`, the folder. Raises PermanentConfig."""
    if unknown := sorted(set(options) - {"mappe"}):
        raise PermanentConfig(
            f"Adapteren folder kjenner ikke valgene {', '.join(unknown)}. Kjente valg: mappe."
        )
    if not options.get("mappe", "").strip():
        raise PermanentConfig("Adapteren folder mangler valget mappe, f.eks. var/arkiv.")
    return FolderArchive(Mappe(Path(options["mappe"])), files)
