"""The site drawing by itself: SVG for a page, PNG for a letter, GeoJSON for a map program."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from byggsak.domain.tekst import Spraak, Tekst
from byggsak.rule.stored import fra_lager, spraak_i
from byggsak.services import innsyn
from byggsak.services.kontroll import Innsending, kontroller
from byggsak.services.tegning import Tegneformat, samme_kart, tegning, vedlegg_i_sak
from byggsak_api.innsending import KROPP
from byggsak_api.kontroll import Kartdato, bare_les
from byggsak_api.problem import FINNES_IKKE, Problem
from byggsak_api.rapporter import INGEN_RAPPORT
from byggsak_api.saker import SakId, lager_for
from byggsak_api.spraak import Spraakvalg, spraak_for
from byggsak_api.tilgang import Hvem, Saksbehandler, kommune_for
from byggsak_api.tjeneste import tjeneste

ruter = APIRouter(prefix="/v1")

_MEDIATYPER: Final = {
    Tegneformat.SVG: "image/svg+xml",
    Tegneformat.PNG: "image/png",
    Tegneformat.GEOJSON: "application/geo+json",
}
SVAR: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The drawing, in the form asked for.",
        "content": {mediatype: {"schema": {}} for mediatype in _MEDIATYPER.values()},
    }
}
Formvalg = Annotated[Tegneformat, Query(description="svg, png or geojson.")]


@ruter.post(
    "/kontroll/kart",
    tags=["kontroll"],
    openapi_extra=KROPP,
    responses=SVAR,
    response_class=Response,
)
def kontrollkart(
    request: Request,
    hvem: Hvem,
    innsending: Annotated[Innsending, Depends(bare_les)],
    format: Formvalg = Tegneformat.SVG,
    spraak: Spraakvalg = None,
    kart_dato: Kartdato = None,
) -> Response:
    """The drawing of a filing, with what the check found marked. Stores nothing."""
    tjener = tjeneste(request)
    valgt = spraak_for(request)
    nummer = kommune_for(hvem, request)
    kart = tjener.kart(nummer, kart_dato)
    rapport = kontroller(tjener.motor, innsending, kart=kart, dato=tjener.idag(), kommune=nummer)
    tegnet = tegning(
        format,
        innsending.vedlegg,
        kart,
        tjener.katalog.kommune(nummer),
        rapport.funn,
        innsending.filnavn,
        valgt,
    )
    return _svar(tegnet, format, valgt)


@ruter.get("/saker/{sak}/kart", tags=["saker"], responses=SVAR, response_class=Response)
def sakskart(
    request: Request,
    hvem: Saksbehandler,
    sak: SakId,
    versjon: Annotated[
        int | None, Query(ge=1, description="The event; the newest if unset.")
    ] = None,
    format: Formvalg = Tegneformat.SVG,
    spraak: Spraakvalg = None,
) -> Response:
    """The drawing that belongs to the case's report; without the map where that has changed."""
    tjener = tjeneste(request)
    lager = lager_for(request, hvem)
    lagret = innsyn.rapport(lager, sak, versjon)
    if lagret is None:
        raise Problem(FINNES_IKKE, INGEN_RAPPORT)
    valgt = spraak_i(lagret.innhold, spraak_for(request))
    bilde = innsyn.sak(lager, sak)
    rapporten = fra_lager(lagret.innhold)
    tegnet = tegning(
        format,
        vedlegg_i_sak(tjener.filer, bilde.dokumenter, lagret.versjon),
        samme_kart(tjener.kart(lager.kommune), rapporten.kart),
        tjener.katalog.kommune(lager.kommune),
        rapporten.funn,
        bilde.linje.tittel,
        valgt,
    )
    return _svar(tegnet, format, valgt)


def _svar(tegnet: bytes | None, format: Tegneformat, spraak: Spraak) -> Response:
    if tegnet is None:
        raise Problem(FINNES_IKKE, INGEN_TEGNING)
    return Response(
        tegnet,
        media_type=_MEDIATYPER[format],
        headers={
            "Cache-Control": "private, no-store",
            "Content-Language": spraak,
            "Content-Security-Policy": "default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )


INGEN_TEGNING = Tekst(
    nb="Det er ikke noe kart å tegne: situasjonsplan i digital form mangler eller kan ikke leses.",
    nn="Det er ikkje noko kart å teikne: situasjonsplan i digital form manglar eller kan ikkje "
    "lesast.",
    en="There is no map to draw: a digital situation plan is missing or cannot be read.",
)
