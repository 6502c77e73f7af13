"""POST /v1/kontroll: the report on a filing. Stores nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import JSONResponse

from byggsak.rule.render import som_json, som_sarif
from byggsak.services.kontroll import Innsending, kontroller
from byggsak_api.innsending import KROPP, les_innsending
from byggsak_api.skjemadeler import Hashsluk
from byggsak_api.spraak import Spraakvalg, spraak_for
from byggsak_api.tilgang import Hvem, kommune_for
from byggsak_api.tjeneste import tjeneste

ruter = APIRouter(prefix="/v1", tags=["kontroll"])


class Format(StrEnum):
    JSON = "json"
    SARIF = "sarif"


async def bare_les(request: Request, hvem: Hvem) -> Innsending:
    """The filing, its attachments hashed and let go. `hvem` first: strangers upload nothing."""
    return await les_innsending(request, Hashsluk)


@ruter.post("/kontroll", openapi_extra=KROPP)
def kontroll(
    request: Request,
    hvem: Hvem,
    innsending: Annotated[Innsending, Depends(bare_les)],
    format: Format = Format.JSON,
    spraak: Spraakvalg = None,
) -> JSONResponse:
    """Check an application against the law, the plan and the map, as of today."""
    tjener = tjeneste(request)
    valgt = spraak_for(request)
    nummer = kommune_for(hvem, request)
    rapport = kontroller(
        tjener.motor, innsending, kart=tjener.kart(nummer), dato=tjener.idag(), kommune=nummer
    )
    tjener.maalinger.kontroller.labels(rapport.resultat.value).inc()
    hoder = {"Content-Language": valgt, "Vary": "Accept-Language", "Cache-Control": "no-store"}
    if format is Format.SARIF:
        return JSONResponse(
            som_sarif(rapport, valgt, innsending.filnavn),
            headers=hoder,
            media_type="application/sarif+json",
        )
    return JSONResponse(som_json(rapport, valgt), headers=hoder)
