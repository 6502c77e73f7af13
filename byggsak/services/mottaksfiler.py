"""The files of a delivery on their way into the file store, with names that are safe to keep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from byggsak.case.kommando import Dokumentref
from byggsak.domain.soeknad import Vedlegg
from byggsak.services.filer import Filer, LagretFil
from byggsak.services.mottaksfeil import VedleggMangler

if TYPE_CHECKING:
    from byggsak.services.kontroll import Innsending

_STYRETEGN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def lagre_innsending(filer: Filer, innsending: Innsending) -> list[tuple[Dokumentref, str]]:
    """Puts everything in the file store; the form first, then subforms, then attachments."""
    dokumenter = [_skjemadokument(filer, "Søknad", innsending.filnavn, innsending.soeknad)]
    dokumenter += [
        _skjemadokument(filer, "Underskjema", navn, innhold)
        for navn, innhold in innsending.underskjema
    ]
    for vedlegg in innsending.vedlegg:
        lagret = _vedleggsfil(filer, vedlegg)
        dokumenter.append((_ref(lagret, vedlegg.type, vedlegg.filnavn), lagret.sted))
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


def _ref(fil: LagretFil, type_: str, filnavn: str) -> Dokumentref:
    navn = rent_filnavn(filnavn)
    return Dokumentref(
        sha256=fil.sha256,
        filnavn=navn,
        stoerrelse=fil.stoerrelse,
        type=_STYRETEGN.sub("", type_)[:100] or "Annet",
        mime=mime_for(navn),
    )


def rent_filnavn(navn: str) -> str:
    """The last part of a path, without control characters, at most 255 characters, never empty.

    >>> rent_filnavn("..\\\\..\\\\plan\\x00.pdf")
    'plan.pdf'
    """
    siste = re.split(r"[/\\]", navn)[-1]
    return _STYRETEGN.sub("", siste).strip(" .")[-255:] or "uten-navn"


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
    """The media type by the file's ending; what is not known is bytes."""
    return _MIME.get(filnavn.rpartition(".")[2].lower(), "application/octet-stream")
