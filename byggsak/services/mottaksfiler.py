"""The files of a delivery on their way into the file store, with names that are safe to keep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from byggsak.case.kommando import Dokumentref
from byggsak.domain.soeknad import Vedlegg
from byggsak.services.filer import Filer, LagretFil
from byggsak.services.mottaksfeil import VedleggMangler
from byggsak.services.vedlegg import UTEN_NAVN, bedoemt, trygt_navn

if TYPE_CHECKING:
    from byggsak.services.kontroll import Innsending

_STYRETEGN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


SOEKNAD: Final = "Søknad"
SUPPLERING: Final = "Supplering av søknad"
UNDERSKJEMA: Final = "Underskjema"


def lagre_innsending(
    filer: Filer, innsending: Innsending, type_: str = SOEKNAD
) -> list[tuple[Dokumentref, str]]:
    """Puts everything in the file store; the form first, then subforms, then attachments."""
    dokumenter = [_skjemadokument(filer, type_, innsending.filnavn, innsending.soeknad)]
    dokumenter += [
        _skjemadokument(filer, UNDERSKJEMA, navn, innhold)
        for navn, innhold in innsending.underskjema
    ]
    for vedlegg in map(bedoemt, innsending.vedlegg):
        lagret = _vedleggsfil(filer, vedlegg)
        mime = vedlegg.dom.mime if vedlegg.dom is not None else None
        dokumenter.append((_ref(lagret, vedlegg.type, vedlegg.filnavn, mime), lagret.sted))
    return dokumenter


def _skjemadokument(
    filer: Filer, type_: str, filnavn: str, innhold: bytes
) -> tuple[Dokumentref, str]:
    lagret = filer.lagre(innhold)
    return _ref(lagret, type_, filnavn), lagret.sted


def _vedleggsfil(filer: Filer, vedlegg: Vedlegg) -> LagretFil:
    if vedlegg.innhold is not None:
        lagret = filer.lagre(vedlegg.innhold)
        if lagret.sha256 != vedlegg.sha256:
            raise VedleggMangler(vedlegg.filnavn)
        return lagret
    try:
        return filer.finn(vedlegg.sha256)
    except FileNotFoundError as error:
        raise VedleggMangler(vedlegg.filnavn) from error


def _ref(fil: LagretFil, type_: str, filnavn: str, mime: str | None = None) -> Dokumentref:
    navn = rent_filnavn(filnavn)
    return Dokumentref(
        sha256=fil.sha256,
        filnavn=navn,
        stoerrelse=fil.stoerrelse,
        type=_STYRETEGN.sub("", type_)[:100] or "Annet",
        mime=mime or mime_for(navn),
    )


def rent_filnavn(navn: str) -> str:
    """The name it can be filed under on any system (`trygt_navn`), never empty.

    >>> rent_filnavn("..\\\\..\\\\plan\\x00.pdf")
    'plan.pdf'
    """
    return trygt_navn(navn) or UTEN_NAVN


_MIME: Final = {
    "pdf": "application/pdf",
    "xml": "application/xml",
    "gml": "application/gml+xml",
    "json": "application/json",
    "geojson": "application/geo+json",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}


def mime_for(filnavn: str) -> str:
    """The media type by the file's ending, where nobody has judged the content: forms, which the
    engine has read. What is not known is bytes."""
    return _MIME.get(filnavn.rpartition(".")[2].lower(), "application/octet-stream")
