"""GET /v1/saker/{sak}/rapport: the stored report of a case, in any language and for any reader."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from byggsak.domain.tekst import Tekst
from byggsak.rule.readers import Leser
from byggsak.rule.stored import fra_lager, spraak_i
from byggsak.services import innsyn
from byggsak.services.tegning import samme_kart, tegn_vedlegg, vedlegg_i_sak
from byggsak_api.problem import FINNES_IKKE, Problem
from byggsak_api.saker import SakId, lager_for
from byggsak_api.spraak import Spraakvalg, spraak_for
from byggsak_api.tilgang import Saksbehandler
from byggsak_api.tjeneste import tjeneste
from byggsak_api.utforming import SVAR, Formatvalg, Leservalg, rapport_svar, velg_format

ruter = APIRouter(prefix="/v1/saker", tags=["saker"])


@ruter.get("/{sak}/rapport", responses=SVAR, response_class=Response)
def rapport(
    request: Request,
    hvem: Saksbehandler,
    sak: SakId,
    versjon: Annotated[
        int | None, Query(ge=1, description="The event; the newest if unset.")
    ] = None,
    format: Formatvalg = None,
    leser: Leservalg = None,
    spraak: Spraakvalg = None,
) -> Response:
    """The report of the check as it was when the application came, never made anew.

    A report stored in bokmål alone is answered in bokmål: see `Content-Language`.
    """
    tjener = tjeneste(request)
    lager = lager_for(request, hvem)
    lagret = innsyn.rapport(lager, sak, versjon)
    if lagret is None:
        raise Problem(FINNES_IKKE, INGEN_RAPPORT)
    valgt = spraak_i(lagret.innhold, spraak_for(request))
    bilde = innsyn.sak(lager, sak)
    rapporten = fra_lager(lagret.innhold)
    formatet = velg_format(request, format)

    def kart() -> str | None:
        return tegn_vedlegg(
            vedlegg_i_sak(tjener.filer, bilde.dokumenter, lagret.versjon),
            samme_kart(tjener.kart(lager.kommune), rapporten.kart),
            tjener.katalog.kommune(lager.kommune),
            rapporten.funn,
            bilde.linje.tittel,
            valgt,
        )

    merke = "-".join([lagret.sha256, valgt, formatet.value, leser.value if leser else "program"])
    return rapport_svar(
        rapporten,
        formatet,
        leser,
        valgt,
        {"Cache-Control": "private, no-store", "ETag": f'"{merke}"'},
        standardleser=Leser.SAKSBEHANDLER,
        navn=f"{lagret.sak} {bilde.linje.tittel}",
        kart=kart,
    )


INGEN_RAPPORT = Tekst(
    nb="Saken har ingen kontrollrapport med denne versjonen.",
    nn="Saka har ingen kontrollrapport med denne versjonen.",
    en="The case has no report with this version.",
)
