"""The rules as the engine knows them: public, dated, with their sources."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import JSONResponse

from byggsak.domain.tekst import Tekst
from byggsak.services import regeloppslag
from byggsak_api.problem import FINNES_IKKE, Problem
from byggsak_api.spraak import Spraakvalg, spraak_for
from byggsak_api.tjeneste import tjeneste

ruter = APIRouter(prefix="/v1/regler", tags=["regler"])
Dato = Annotated[date | None, Query(description="The law as it stood on this day; today if unset.")]
Id = Annotated[str, Path(max_length=200, description="For example pbl-29-4-avstand-nabogrense.")]


@ruter.get("")
def regler(request: Request, dato: Dato = None, spraak: Spraakvalg = None) -> JSONResponse:
    """Every rule in force on the day, in the order of the law; field requirements last."""
    tjener = tjeneste(request)
    valgt = spraak_for(request)
    dag = dato or tjener.idag()
    return _svar(
        {"dato": dag.isoformat(), "regler": regeloppslag.liste(tjener.katalog, dag, valgt)}, valgt
    )


@ruter.get("/{id}")
def regel(
    request: Request,
    id: Id,
    dato: Dato = None,
    kommune: Annotated[str | None, Query(pattern=r"^\d{4}$")] = None,
    spraak: Spraakvalg = None,
) -> JSONResponse:
    """One rule as it stood on the day: text, numbers with sources, examples, versions."""
    tjener = tjeneste(request)
    valgt = spraak_for(request)
    dag = dato or tjener.idag()
    try:
        return _svar(regeloppslag.vis(tjener.katalog, id, dag, valgt, kommune), valgt)
    except regeloppslag.UkjentRegel as feil:
        raise Problem(FINNES_IKKE, UKJENT) from feil
    except regeloppslag.IkkeIKraft as feil:
        perioder = [
            {"gjelder_fra": fra.isoformat(), "gjelder_til": til.isoformat() if til else None}
            for fra, til in feil.perioder
        ]
        raise Problem(FINNES_IKKE, IKKE_I_KRAFT, versjoner=perioder) from feil


def _svar(innhold: dict[str, Any], spraak: str) -> JSONResponse:
    return JSONResponse(innhold, headers={"Content-Language": spraak, "Vary": "Accept-Language"})


UKJENT = Tekst(
    nb="Det finnes ingen regel med denne id-en. GET /v1/regler viser alle.",
    nn="Det finst ingen regel med denne id-en. GET /v1/regler viser alle.",
    en="There is no rule with this id. GET /v1/regler lists them all.",
)
IKKE_I_KRAFT = Tekst(
    nb="Regelen gjelder ikke denne datoen; `versjoner` sier når den gjelder.",
    nn="Regelen gjeld ikkje denne datoen; `versjoner` seier når han gjeld.",
    en="The rule is not in force on this day; `versjoner` says when it is.",
)
