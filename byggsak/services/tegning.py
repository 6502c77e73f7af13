"""The site drawing that belongs to a report, where the filing holds a digital site plan."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from byggsak.domain.funn import Funn
from byggsak.domain.kart import Datasett, Kart, KartUtilgjengelig
from byggsak.domain.kommune import Kommune
from byggsak.domain.situasjonsplan import Situasjonsplan
from byggsak.domain.soeknad import Vedlegg
from byggsak.domain.tekst import Spraak
from byggsak.domain.utvei import Utvei
from byggsak.geometry.errors import GeometriFeil
from byggsak.geometry.situasjonsplan import (
    SituasjonsplanUleselig,
    les_situasjonsplan,
    ser_ut_som_situasjonsplan,
)
from byggsak.geometry.svg import tegn
from byggsak.geometry.tegning_geojson import som_geojson
from byggsak.geometry.tegning_innhold import innhold
from byggsak.services.tegning_png import som_png
from byggsak.services.vedlegg import MAKS_SITUASJONSPLAN, SITUASJONSPLAN

if TYPE_CHECKING:
    from byggsak.services.filer import Filer
    from byggsak.store.innsendinger import LagretDokument


class Tegneformat(StrEnum):
    """The forms of the drawing; the value is the ending of a file."""

    SVG = "svg"
    PNG = "png"
    GEOJSON = "geojson"


def tegn_vedlegg(
    vedlegg: Iterable[Vedlegg],
    kart: Kart | None,
    kommune: Kommune | None,
    funn: Sequence[Funn],
    tittel: str,
    spraak: Spraak,
    utveier: Sequence[Utvei] = (),
) -> str | None:
    """The first digital site plan as SVG with the findings marked; None where there is none.

    A plan that cannot be read or drawn gives None too: the report has that as a finding.
    """
    plan = _situasjonsplan(vedlegg, kommune)
    if plan is None:
        return None
    try:
        return tegn(plan, kart, funn, tittel, spraak, utveier=utveier)
    except GeometriFeil:
        return None


def tegning(
    format: Tegneformat,
    vedlegg: Iterable[Vedlegg],
    kart: Kart | None,
    kommune: Kommune | None,
    funn: Sequence[Funn],
    tittel: str,
    spraak: Spraak,
    utveier: Sequence[Utvei] = (),
) -> bytes | None:
    """The same drawing in the form asked for; None where there is none. Raises `TegningFeilet`
    when the picture cannot be made of it."""
    if format is not Tegneformat.GEOJSON:
        svg = tegn_vedlegg(vedlegg, kart, kommune, funn, tittel, spraak, utveier)
        if svg is None:
            return None
        return som_png(svg) if format is Tegneformat.PNG else svg.encode("utf-8")
    plan = _situasjonsplan(vedlegg, kommune)
    if plan is None:
        return None
    try:
        samling = som_geojson(innhold(plan, kart, funn, utveier), tittel, spraak)
    except GeometriFeil:
        return None
    return json.dumps(samling, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _situasjonsplan(vedlegg: Iterable[Vedlegg], kommune: Kommune | None) -> Situasjonsplan | None:
    for ett in vedlegg:
        if ett.type == SITUASJONSPLAN and ett.innhold is not None:
            if not ser_ut_som_situasjonsplan(ett.innhold):
                continue
            try:
                return les_situasjonsplan(ett.innhold, ett.filnavn, kommune)
            except (SituasjonsplanUleselig, GeometriFeil):
                return None
    return None


def vedlegg_i_sak(
    filer: Filer, dokumenter: Iterable[LagretDokument], versjon: int
) -> list[Vedlegg]:
    """The site plans that came with event `versjon`, read back from the file store."""
    return [
        Vedlegg(dok.type, dok.filnavn, dok.stoerrelse, dok.sha256, filer.les(dok.sha256))
        for dok in dokumenter
        if dok.versjon == versjon
        and dok.type == SITUASJONSPLAN
        and dok.stoerrelse <= MAKS_SITUASJONSPLAN
    ]


def samme_kart(kart: Kart, datasett: Iterable[Datasett]) -> Kart | None:
    """The map if it still is the one the report was made on; a report is never drawn on another."""
    try:
        naa = {(d.navn, d.sha256) for d in kart.datasett()}
    except KartUtilgjengelig:
        return None
    return kart if naa == {(d.navn, d.sha256) for d in datasett} else None
