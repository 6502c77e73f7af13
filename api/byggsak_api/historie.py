"""The history of a case over HTTP: is it whole, can a report be made again, and checking anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import JSONResponse

from byggsak.case.avslaatt import Avslaatt
from byggsak.domain.tekst import Tekst
from byggsak.rule.render import som_json as rapport_som_json
from byggsak.rule.report import Kontrollrapport
from byggsak.rule.stored import fra_lager, spraak_i
from byggsak.rule.unit import Anker
from byggsak.services.gjenskaping import UkjentRapport, gjenskap, rapporter_og_vedtak
from byggsak.services.kontroll import Innsending, kontroller
from byggsak.services.mottaksfeil import Avvist
from byggsak.services.omkontroll import kontroller_igjen
from byggsak.services.parametre import parametre_for
from byggsak.services.verifisering import verifiser
from byggsak.store.saker import Versjonskonflikt
from byggsak_api.kommandoer import ENDRET, avslag, versjon_i
from byggsak_api.problem import AVVIST, FINNES_IKKE, KONFLIKT, UTDATERT, Problem
from byggsak_api.saker import SakId, lager_for
from byggsak_api.spraak import Spraakvalg, spraak_for
from byggsak_api.tilgang import Hvem, Saksbehandler
from byggsak_api.tjeneste import tjeneste
from byggsak_api.vis import som_json

ruter = APIRouter(prefix="/v1/saker", tags=["saker"])


class Grunn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    begrunnelse: str = Field(min_length=1, max_length=4000, description="Why it is checked again.")


@ruter.get("/{sak}/verifisering")
def verifisering(request: Request, hvem: Saksbehandler, sak: SakId) -> JSONResponse:
    """Whether the events, the reports and the documents of the case are those that were written.

    `brudd` names everything that does not fit, and the event where it shows. Keep `hode` elsewhere:
    the chain can then be told from one that was written anew.
    """
    svar = verifiser(lager_for(request, hvem), sak, tjeneste(request).filer)
    innhold = {"hel": svar.hel, **som_json(svar, "nb")}
    return JSONResponse(innhold, headers=_PRIVAT)


@ruter.get("/{sak}/rapporter")
def rapporter(request: Request, hvem: Saksbehandler, sak: SakId) -> JSONResponse:
    """The reports of the case with what they were made with, and the decisions with the report
    each rests on."""
    alle, vedtak = rapporter_og_vedtak(lager_for(request, hvem), sak)
    return JSONResponse(
        {"rapporter": som_json(alle, "nb"), "vedtak": som_json(vedtak, "nb")}, headers=_PRIVAT
    )


@ruter.get("/{sak}/gjenskaping")
def gjenskaping(
    request: Request,
    hvem: Saksbehandler,
    sak: SakId,
    versjon: Annotated[
        int | None, Query(ge=1, description="The event of the report; the newest if unset.")
    ] = None,
) -> JSONResponse:
    """Make a past report again from the stored bytes and the map as it was, and compare.

    `svar` is `lik` or `ulik` only where rule packages and map are those recorded; else it is
    `annet_grunnlag` and `avvik_i_grunnlag` says exactly what differs.
    """
    tjener, lager = tjeneste(request), lager_for(request, hvem)
    kommune = tjener.katalog.kommune(lager.kommune)
    try:
        svar = gjenskap(lager, tjener.filer, tjener.motor, tjener.kartlager, kommune, sak, versjon)
    except UkjentRapport as feil:
        raise Problem(FINNES_IKKE, INGEN_RAPPORT) from feil
    return JSONResponse(som_json(svar, "nb"), headers=_PRIVAT)


@ruter.post("/{sak}/kontroll", status_code=201)
def kontroll_igjen(
    request: Request,
    hvem: Hvem,
    sak: SakId,
    grunn: Grunn,
    if_match: Annotated[str | None, Header(description="The `ETag` of the case you saw.")] = None,
    spraak: Spraakvalg = None,
) -> JSONResponse:
    """Check the newest edition again, with the rules and the map as they now are.

    The findings go on with their lives: none goes away because a rule has.
    """
    tjener, lager = tjeneste(request), lager_for(request, hvem)
    forventet = versjon_i(if_match)

    def kontroll(innsending: Innsending, datoer: Mapping[Anker, date]) -> Kontrollrapport:
        return kontroller(
            tjener.motor, innsending, kart=tjener.kart(lager.kommune),
            dato=datoer[Anker.SOEKNAD_MOTTATT], datoer=datoer, kommune=lager.kommune,
        )  # fmt: skip

    try:
        svar = kontroller_igjen(
            lager, tjener.filer, sak, grunn.begrunnelse, hvem.aktoer, tjener.naa(), kontroll,
            forventet_versjon=forventet,
            parametre=parametre_for(tjener.katalog, lager.kommune, tjener.idag()),
        )  # fmt: skip
    except Avslaatt as feil:
        raise avslag(feil, spraak_for(request)) from feil
    except Avvist as feil:
        rapporten = rapport_som_json(feil.rapport, spraak_for(request))
        raise Problem(AVVIST, feil.melding, rapport=rapporten) from feil
    except Versjonskonflikt as feil:
        slag = KONFLIKT if forventet is None else UTDATERT
        raise Problem(slag, ENDRET, versjon=feil.naa) from feil
    valgt = spraak_i(svar.rapport, spraak_for(request))
    innhold: dict[str, Any] = {
        "sak": sak,
        "versjon": svar.versjon,
        "rapport": rapport_som_json(fra_lager(svar.rapport), valgt),
    }
    return JSONResponse(innhold, status_code=201, headers={**_PRIVAT, "Content-Language": valgt})


_PRIVAT = {"Cache-Control": "private, no-store"}
INGEN_RAPPORT = Tekst(
    nb="Saken har ingen kontrollrapport med denne versjonen.",
    nn="Saka har ingen kontrollrapport med denne versjonen.",
    en="The case has no report with this version.",
)
