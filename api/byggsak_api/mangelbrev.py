"""The letter of deficiencies over HTTP: what it would say, sending it, and what has been sent."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import JSONResponse

from byggsak.case.avslaatt import Avslaatt
from byggsak.case.hendelse import hendelse_til_json
from byggsak.domain.tekst import Spraak
from byggsak.domain.vedtak import Mangelalvor
from byggsak.services import mangelbrev as tjenesten
from byggsak.services.mangelbrev_form import som_utfall
from byggsak.services.parametre import parametre_for
from byggsak.store.saker import Versjonskonflikt
from byggsak_api.kommandoer import ENDRET, avslag, versjon_i
from byggsak_api.problem import KONFLIKT, UTDATERT, Problem
from byggsak_api.saker import SakId, lager_for
from byggsak_api.spraak import spraak_for
from byggsak_api.tilgang import Hvem, Saksbehandler
from byggsak_api.tjeneste import tjeneste

ruter = APIRouter(prefix="/v1/saker", tags=["saker"])
_STRENG = ConfigDict(extra="forbid")


class Brevoensker(BaseModel):
    """The letter. What is left out is chosen: all confirmed findings, the municipality's time to
    answer, the applicant's language."""

    model_config = _STRENG
    soeknad: int = Field(default=1, ge=1)
    alvor: Mangelalvor = Mangelalvor.MINDRE
    svarfrist: date | None = None
    spraak: Spraak | None = None
    funn: list[str] | None = Field(default=None, description="Keys of confirmed findings.")


@ruter.get("/{sak}/mangelbrev")
def utkast(
    request: Request,
    hvem: Saksbehandler,
    sak: SakId,
    soeknad: Annotated[int, Query(ge=1)] = 1,
    maalform: Annotated[Literal["nb", "nn", "en"] | None, Query()] = None,
) -> JSONResponse:
    """What the letter would say now, and the letters that have been sent."""
    tjener, lager = tjeneste(request), lager_for(request, hvem)
    kommune = tjener.katalog.kommune(lager.kommune)
    dag = tjener.idag()
    brevet = tjenesten.utkast(
        lager, tjener.filer, kommune, sak, dag, soeknad=soeknad, spraak=maalform
    )
    sendt = tjenesten.sendte(lager, tjener.filer, sak)
    return _svar({"utkast": som_utfall(brevet, kommune, sak, dag), "sendte": sendt})


@ruter.post("/{sak}/mangelbrev", status_code=201)
def send(
    request: Request,
    hvem: Hvem,
    sak: SakId,
    oensker: Brevoensker,
    if_match: Annotated[str | None, Header(description="The `ETag` of the case you saw.")] = None,
) -> JSONResponse:
    """Compose the letter from confirmed findings, send it, and stop or hold the clock.

    201 with the events and the letter as JSON; `brev` is its PDF. 409 says what stands in the way.
    """
    tjener, lager = tjeneste(request), lager_for(request, hvem)
    kommune = tjener.katalog.kommune(lager.kommune)
    forventet = versjon_i(if_match)
    try:
        brevet = tjenesten.utkast(
            lager, tjener.filer, kommune, sak, tjener.idag(),
            soeknad=oensker.soeknad, spraak=oensker.spraak, svarfrist=oensker.svarfrist,
            funn=oensker.funn, alvor=oensker.alvor,
        )  # fmt: skip
        nye = tjenesten.send(
            lager, tjener.filer, kommune, sak, brevet, hvem.aktoer, tjener.naa(),
            soeknad=oensker.soeknad, forventet_versjon=forventet,
            parametre=parametre_for(tjener.katalog, lager.kommune, tjener.idag()),
        )  # fmt: skip
    except Avslaatt as feil:
        raise avslag(feil, spraak_for(request)) from feil
    except Versjonskonflikt as feil:
        slag = KONFLIKT if forventet is None else UTDATERT
        raise Problem(slag, ENDRET, versjon=feil.naa) from feil
    sendt = tjenesten.sendte(lager, tjener.filer, sak)[-1]
    return _svar(
        {
            "hendelser": [hendelse_til_json(en) for en in nye],
            "brev": f"/v1/saker/{sak}/dokumenter/{sendt['brev']}",
            "mangelbrev": sendt,
        },
        201,
    )


def _svar(innhold: Any, status: int = 200) -> JSONResponse:
    return JSONResponse(innhold, status_code=status, headers={"Cache-Control": "private, no-store"})
