"""/api/…: the addresses and shapes of the national validator, for software that speaks it.

It stores nothing, and sees attachments by type, name and size alone: rules that need to look into
one are WARNING here, and can be decided through POST /v1/kontroll.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import JSONResponse

from byggsak.domain.tekst import Spraak, Tekst
from byggsak.rule.report import Kontrollrapport
from byggsak.services import dibk_regler, dibk_svar
from byggsak.services.kontroll import Innsending, kontroller
from byggsak_api.dibk_form import FIL, KROPP, REGLER, REPORT, STRENGER, VALIDATIONS
from byggsak_api.dibk_kropp import les_kropp
from byggsak_api.innsending import les_deler
from byggsak_api.problem import FINNES_IKKE, UGYLDIG_INNHOLD, Problem
from byggsak_api.skjemadeler import Hashsluk, Skjemaleser
from byggsak_api.spraak import Spraakvalg, spraak_for
from byggsak_api.tilgang import Hvem, Identitet, kommune_for
from byggsak_api.tjeneste import Tjeneste, tjeneste

ruter = APIRouter(prefix="/api", tags=["som den nasjonale validatoren"])


async def kropp(request: Request, hvem: Hvem) -> Innsending:
    """The filing in the body. `hvem` first: strangers upload nothing."""
    return await les_kropp(request)


class Filleser(Skjemaleser):
    """A body with exactly one part, `file`."""

    delnavn = ("file",)

    def fullfoer(self) -> None:
        if len(self.underskjema) != 1:
            raise Problem(UGYLDIG_INNHOLD, EN_FIL, del_="file")


async def fil(request: Request, hvem: Hvem) -> bytes:
    """The one file of the body."""
    grenser = tjeneste(request).innstillinger.grenser
    leser = Filleser(request.headers.get("content-type", ""), grenser, Hashsluk)
    await les_deler(request, leser)
    return leser.underskjema[0][1]


Sendt = Annotated[Innsending, Depends(kropp)]


@ruter.post("/validate", openapi_extra=KROPP, responses=VALIDATIONS)
def validate(request: Request, hvem: Hvem, sendt: Sendt, spraak: Spraakvalg = None) -> JSONResponse:
    """Check an application, without its attachments; the answer is a `Validations`."""
    tjener, valgt = tjeneste(request), spraak_for(request)
    innhold = dibk_svar.les_innhold(sendt)
    rapport = _kontroller(tjener, request, hvem, sendt, innhold)
    return _svar(
        dibk_svar.validations(tjener.katalog, rapport, innhold, tjener.idag(), valgt), valgt
    )


@ruter.post("/validationReport", openapi_extra=KROPP, responses=REPORT)
def validation_report(
    request: Request, hvem: Hvem, sendt: Sendt, spraak: Spraakvalg = None
) -> JSONResponse:
    """As /api/validate, with the national check points that the rules settle."""
    tjener, valgt = tjeneste(request), spraak_for(request)
    innhold = dibk_svar.les_innhold(sendt)
    rapport = _kontroller(tjener, request, hvem, sendt, innhold)
    return _svar(
        dibk_svar.validation_result(tjener.katalog, rapport, innhold, tjener.idag(), valgt), valgt
    )


@ruter.post("/validate/file", openapi_extra=FIL, responses=STRENGER)
def validate_file(
    request: Request, hvem: Hvem, data: Annotated[bytes, Depends(fil)], spraak: Spraakvalg = None
) -> JSONResponse:
    """Check one form against its XSD alone: one sentence for each fault, none when it is valid."""
    valgt = spraak_for(request)
    return _svar(dibk_svar.xsd_meldinger(data, valgt), valgt)


@ruter.get("/formrules/{dataFormatId}/{dataFormatVersion}", responses=REGLER)
def formrules(
    request: Request,
    dataFormatId: str,
    dataFormatVersion: str,
    spraak: Spraakvalg = None,
) -> JSONResponse:
    """Every rule in force today about one form: `Betingelse` is the field, `Forutsetning` when."""
    tjener, valgt = tjeneste(request), spraak_for(request)
    try:
        form = dibk_regler.finn_skjema(dataFormatId, dataFormatVersion)
    except dibk_regler.UkjentFormat as feil:
        raise Problem(
            FINNES_IKKE,
            UKJENT_FORMAT,
            formater=[
                {"dataFormatId": id_, "dataFormatVersion": versjon, "skjema": navn}
                for id_, versjon, navn in feil.kjente
            ],
        ) from feil
    return _svar(dibk_regler.regelrader(tjener.katalog, form, tjener.idag(), valgt), valgt)


def _kontroller(
    tjener: Tjeneste,
    request: Request,
    hvem: Identitet,
    sendt: Innsending,
    innhold: dibk_svar.Innhold,
) -> Kontrollrapport:
    nummer = _kommune(tjener, request, hvem, innhold.kommunenummer)
    rapport = kontroller(
        tjener.motor,
        sendt,
        kart=tjener.kart(nummer) if nummer else None,
        dato=tjener.idag(),
        kommune=nummer,
    )
    tjener.maalinger.kontroller.labels(rapport.resultat.value).inc()
    return rapport


def _kommune(
    tjener: Tjeneste, request: Request, hvem: Identitet, i_soeknaden: str | None
) -> str | None:
    """As everywhere; but who sends as to the national validator names no municipality, so where
    several are served the application's own is taken, and national rules alone where it has none.
    """
    if hvem.kommune or len(tjener.kommuner) == 1 or "byggsak-kommune" in request.headers:
        return kommune_for(hvem, request)
    return i_soeknaden if i_soeknaden in tjener.kommuner else None


def _svar(innhold: Any, spraak: Spraak) -> JSONResponse:
    return JSONResponse(
        innhold,
        headers={
            "Content-Language": spraak,
            "Vary": "Accept-Language",
            "Cache-Control": "no-store",
        },
    )


EN_FIL: Final = Tekst(
    nb="Kroppen skal ha nøyaktig én del, «file», med skjemaet som XML.",
    nn="Kroppen skal ha nøyaktig éin del, «file», med skjemaet som XML.",
    en="The body must have exactly one part, “file”, with the form as XML.",
)
UKJENT_FORMAT: Final = Tekst(
    nb="Det leses ikke noe skjema med dette dataFormatId og denne versjonen her. `formater` viser"
    " dem som leses.",
    nn="Det blir ikkje lese noko skjema med dette dataFormatId og denne versjonen her. `formater`"
    " viser dei som blir lesne.",
    en="No form with this dataFormatId and version is read here. `formater` lists those that are.",
)
