"""Which format a document is, told to the archive as the document is handed over.

The bytes decide (`byggsak.vedlegg`), never what the name or the sender promises; where the content
does not settle it, nothing is said. «Arkivformat» is only said of what is known to be one of the
formats an archive takes (riksarkivarens forskrift § 5-17 [K]): plain text, XML (GML is XML), TIFF
and JPEG that can be read whole. A PDF that calls itself PDF/A has only claimed it. It keeps
«Produksjonsformat» with its claim as PRONOM code, until a validator (`byggsak.services.pdfa`) has
tried it and found it to be true.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Protocol

from byggsak.archive.codes import Variantformat
from byggsak.archive.commands import AddDocument, Command
from byggsak.archive.port import FileSource
from byggsak.domain.vedlegg import Innholdsdom
from byggsak.services.pdfa import Proeve, ingen_proeve
from byggsak.vedlegg.bedoem import bedoem

ARKIVFORMAT: Final = frozenset({"txt", "xml", "gml", "sos", "tif", "jpg"})
"""Formats by their code in `byggsak.vedlegg.formater`. PDF is settled by its own test."""
_PUID: Final = re.compile(r"(x-)?fmt/\d+")


class Klargjoering(Protocol):
    """Fills in a command just before it is sent."""

    def __call__(self, command: Command) -> Command: ...


def etter_innholdet(filer: FileSource, proeve: Proeve = ingen_proeve) -> Klargjoering:
    """Says of a document what its content settles: the PRONOM code, and whether it is in archive
    format. `proeve` tries PDF/A. A file that cannot be read now is left to the archive adapter,
    which says so in its own way."""

    def klargjoer(command: Command) -> Command:
        if not isinstance(command, AddDocument) or command.record.fil.pronom is not None:
            return command
        fil = command.record.fil
        try:
            with filer.open(fil) as innhold:
                dom = bedoem(innhold)
                arkiv = er_arkivformat(dom) or (
                    dom.pdfa is not None and not dom.problemer and proeve(innhold) is True
                )
        except OSError:
            return command
        if dom.pronom is not None and _PUID.fullmatch(dom.pronom):
            fil = replace(fil, pronom=dom.pronom)
        variant = Variantformat.ARKIV if arkiv else Variantformat.PRODUKSJON
        return replace(command, record=replace(command.record, fil=fil, variantformat=variant))

    return klargjoer


def er_arkivformat(dom: Innholdsdom) -> bool:
    """True when the content itself shows that it is in a format the archive takes."""
    return dom.format in ARKIVFORMAT and not dom.problemer
