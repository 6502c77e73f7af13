"""POST /v1/kontroll: the report on a filing. Stores nothing."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from byggsak.rule.readers import Leser
from byggsak.services.kontroll import Innsending, kontroller
from byggsak.services.tegning import tegn_vedlegg
from byggsak.services.utveier import finn_utveier
from byggsak_api.innsending import KROPP, les_innsending
from byggsak_api.skjemadeler import Proevesluk
from byggsak_api.spraak import Spraakvalg, spraak_for
from byggsak_api.tilgang import Hvem, kommune_for
from byggsak_api.tjeneste import tjeneste
from byggsak_api.utforming import SVAR, Formatvalg, Leservalg, rapport_svar, velg_format


class Utveisoek(StrEnum):
    JA = "ja"
    NEI = "nei"


Utveivalg = Annotated[
    Utveisoek | None,
    Query(
        description="«ja» adds `utveier`: for what is broken, the smallest change that solves it,"
        " checked by every rule again. Takes up to a few seconds."
    ),
]

Kartdato = Annotated[
    date | None,
    Query(
        description="A day: the map as it was imported when that day ended, so that an earlier"
        " check can be repeated. Else the map in force now."
    ),
]

ruter = APIRouter(prefix="/v1", tags=["kontroll"])


async def bare_les(request: Request, hvem: Hvem) -> Innsending:
    """The filing, its attachments judged and let go. `hvem` first: strangers upload nothing."""
    filer = tjeneste(request).filer
    return await les_innsending(request, lambda: Proevesluk(filer))


@ruter.post("/kontroll", openapi_extra=KROPP, responses=SVAR, response_class=Response)
def kontroll(
    request: Request,
    hvem: Hvem,
    innsending: Annotated[Innsending, Depends(bare_les)],
    format: Formatvalg = None,
    leser: Leservalg = None,
    spraak: Spraakvalg = None,
    utveier: Utveivalg = None,
    kart_dato: Kartdato = None,
) -> Response:
    """Check an application against the law as of today, the plan and the map."""
    tjener = tjeneste(request)
    valgt = spraak_for(request)
    nummer = kommune_for(hvem, request)
    kart = tjener.kart(nummer, kart_dato)
    dato = tjener.idag()
    rapport = kontroller(tjener.motor, innsending, kart=kart, dato=dato, kommune=nummer)
    veier = (
        finn_utveier(
            tjener.motor, innsending, kart=kart, dato=dato, kommune=nummer, rapport=rapport
        )
        if utveier is Utveisoek.JA
        else None
    )
    tjener.maalinger.kontroller.labels(rapport.resultat.value).inc()
    return rapport_svar(
        rapport,
        velg_format(request, format),
        leser,
        valgt,
        {"Cache-Control": "no-store"},
        standardleser=Leser.SOEKER,
        filnavn=innsending.filnavn,
        navn=innsending.filnavn,
        kart=lambda: tegn_vedlegg(
            innsending.vedlegg,
            kart,
            tjener.katalog.kommune(nummer),
            rapport.funn,
            innsending.filnavn,
            valgt,
            veier or (),
        ),
        utveier=veier,
    )
