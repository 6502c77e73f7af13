"""The editions of an application: what changed between them, and what the applicant answered."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from byggsak.domain.tekst import Tekst
from byggsak.rule.changes import som_json as endring_som_json
from byggsak.rule.changes import som_tekst
from byggsak.services.besvarelser import besvarelser, mangelpunkter, svar_paa
from byggsak.services.endringer import UkjentUtgave, endringer
from byggsak_api.problem import FINNES_IKKE, Problem
from byggsak_api.saker import SakId, lager_for
from byggsak_api.spraak import Spraakvalg, spraak_for
from byggsak_api.tilgang import Saksbehandler
from byggsak_api.tjeneste import tjeneste
from byggsak_api.vis import som_json

ruter = APIRouter(prefix="/v1/saker", tags=["saker"])
Utgave = Annotated[int | None, Query(ge=1, description="The number of an edition, from 1.")]


@ruter.get("/{sak}/endringer")
def endringene(
    request: Request,
    hvem: Saksbehandler,
    sak: SakId,
    fra: Utgave = None,
    til: Utgave = None,
    format: Annotated[str, Query(pattern="^(json|text)$")] = "json",
    soeknad: Annotated[int, Query(ge=1)] = 1,
    spraak: Spraakvalg = None,
) -> Response:
    """What changed from edition `fra` (the one before) to `til` (the newest).

    The fields, the attachments, the rules whose verdicts changed, and the findings that came, went
    or have another outcome.
    """
    valgt = spraak_for(request)
    try:
        foerste, siste, endret = endringer(
            lager_for(request, hvem), tjeneste(request).filer, sak, fra, til, soeknad
        )
    except UkjentUtgave as feil:
        raise Problem(FINNES_IKKE, INGEN_UTGAVE) from feil
    hoder = {
        "Content-Language": valgt,
        "Vary": "Accept-Language",
        "Cache-Control": "private, no-store",
    }
    if format == "text":
        return PlainTextResponse(som_tekst(endret, valgt), headers=hoder)
    innhold: dict[str, Any] = {"fra": foerste, "til": siste}
    return JSONResponse(innhold | endring_som_json(endret, valgt), headers=hoder)


@ruter.get("/{sak}/besvarelser")
def besvarelsene(request: Request, hvem: Saksbehandler, sak: SakId) -> JSONResponse:
    """What the applicant has answered to findings and deficiencies. A person still decides."""
    lager = lager_for(request, hvem)
    alle = besvarelser(lager, tjeneste(request).filer, sak)
    mangler = [
        {
            "mangel": tekst,
            "referanse": punkt.noekkel,
            "besvart": [som_json(svar, "nb") for svar in svar_paa(punkt, alle)],
        }
        for tekst, punkt in mangelpunkter(lager, sak)
    ]
    return JSONResponse(
        {"besvarelser": som_json(alle, "nb"), "mangler": mangler},
        headers={"Cache-Control": "private, no-store"},
    )


INGEN_UTGAVE = Tekst(
    nb="Saken har ingen slik utgave av søknaden. Utgavene telles fra 1.",
    nn="Saka har inga slik utgåve av søknaden. Utgåvene blir talde frå 1.",
    en="The case has no such edition of the application. Editions are counted from 1.",
)
