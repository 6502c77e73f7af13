"""Which format a document is, told to the archive as the document is handed over.

The PRONOM code is what the bytes say (`byggsak.vedlegg`), never what the name promises: where the
content does not settle it, nothing is said. A PDF that calls itself PDF/A is told as that; whether
it is, nobody has tested.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Protocol

from byggsak.archive.commands import AddDocument, Command
from byggsak.archive.port import FileSource
from byggsak.vedlegg.bedoem import bedoem

_PUID: Final = re.compile(r"(x-)?fmt/\d+")


class Klargjoering(Protocol):
    """Fills in a command just before it is sent."""

    def __call__(self, command: Command) -> Command: ...


def med_pronom(filer: FileSource) -> Klargjoering:
    """Adds the PRONOM code to a document whose content settles it. A file that cannot be read now
    is left to the archive adapter, which says so in its own way."""

    def klargjoer(command: Command) -> Command:
        if not isinstance(command, AddDocument) or command.record.fil.pronom is not None:
            return command
        fil = command.record.fil
        try:
            with filer.open(fil) as innhold:
                pronom = bedoem(innhold).pronom
        except OSError:
            return command
        if pronom is None or not _PUID.fullmatch(pronom):
            return command
        return replace(command, record=replace(command.record, fil=replace(fil, pronom=pronom)))

    return klargjoer
