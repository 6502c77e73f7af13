"""Every error leaves as `application/problem+json` (RFC 9457), in the reader's language.

`Problem` is the one exception a route raises. What it is about (`Problemtype`) is a table, so that
a client can rely on `type`; the `detail` says what happened, why, and what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from byggsak.domain.tekst import Spraak, Tekst
from byggsak.store.saker import UkjentSak
from byggsak_api.spraak import spraak_for

MEDIATYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problemtype:
    """One kind of problem: the last part of its `type` URN, the HTTP status and a title."""

    navn: str
    status: int
    tittel: Tekst

    @property
    def urn(self) -> str:
        return f"urn:byggsak:problem:{self.navn}"


UGYLDIG = Problemtype(
    "ugyldig-foresporsel",
    400,
    Tekst(
        "Forespørselen kan ikke leses", "Førespurnaden kan ikkje lesast", "The request is malformed"
    ),
)
IKKE_INNLOGGET = Problemtype(
    "ikke-innlogget",
    401,
    Tekst("Innlogging kreves", "Innlogging krevst", "Authentication required"),
)
IKKE_TILGANG = Problemtype("ikke-tilgang", 403, Tekst("Ikke tilgang", "Ikkje tilgang", "Forbidden"))
FINNES_IKKE = Problemtype("finnes-ikke", 404, Tekst("Finnes ikke", "Finst ikkje", "Not found"))
METODE = Problemtype(
    "metode-ikke-tillatt",
    405,
    Tekst("Metoden er ikke tillatt", "Metoden er ikkje tillaten", "Method not allowed"),
)
KONFLIKT = Problemtype(
    "konflikt",
    409,
    Tekst(
        "Saken er ikke i en tilstand som tillater dette",
        "Saka er ikkje i ein tilstand som tillèt dette",
        "The case is not in a state that allows this",
    ),
)
UTDATERT = Problemtype(
    "utdatert-versjon",
    412,
    Tekst("Saken er endret", "Saka er endra", "The case has changed"),
)
FOR_STOR = Problemtype("for-stor", 413, Tekst("For stor", "For stor", "Too large"))
MEDIATYPEFEIL = Problemtype(
    "feil-mediatype", 415, Tekst("Feil mediatype", "Feil mediatype", "Unsupported media type")
)
UGYLDIG_INNHOLD = Problemtype(
    "ugyldig-innhold",
    422,
    Tekst("Innholdet er ikke gyldig", "Innhaldet er ikkje gyldig", "The content is not valid"),
)
GJENBRUKT_NOEKKEL = Problemtype(
    "gjenbrukt-noekkel",
    422,
    Tekst(
        "Nøkkelen er brukt til noe annet",
        "Nøkkelen er brukt til noko anna",
        "The key was used for something else",
    ),
)
AVVIST = Problemtype(
    "avvist",
    422,
    Tekst("Søknaden kan ikke tas imot", "Søknaden kan ikkje takast imot", "The filing is rejected"),
)
INTERN = Problemtype(
    "intern-feil", 500, Tekst("Intern feil", "Intern feil", "Internal server error")
)
UTILGJENGELIG = Problemtype(
    "utilgjengelig", 503, Tekst("Utilgjengelig", "Utilgjengeleg", "Unavailable")
)
PROBLEMTYPER: tuple[Problemtype, ...] = (
    UGYLDIG, IKKE_INNLOGGET, IKKE_TILGANG, FINNES_IKKE, METODE, KONFLIKT, UTDATERT, FOR_STOR,
    MEDIATYPEFEIL, UGYLDIG_INNHOLD, GJENBRUKT_NOEKKEL, AVVIST, INTERN, UTILGJENGELIG,
)  # fmt: skip


class Problem(Exception):
    """A request that cannot be answered as asked; becomes a problem document."""

    def __init__(
        self,
        slag: Problemtype,
        detalj: Tekst,
        *,
        headers: Mapping[str, str] | None = None,
        **ekstra: object,
    ) -> None:
        super().__init__(slag.navn)
        self.slag = slag
        self.detalj = detalj
        self.headers = dict(headers or {})
        self.ekstra = ekstra


def finnes_ikke(hva: Tekst) -> Problem:
    return Problem(FINNES_IKKE, hva)


def dokument(
    slag: Problemtype, detalj: Tekst, spraak: Spraak, korrelasjon: str, **ekstra: object
) -> dict[str, Any]:
    """The members of one problem document; `korrelasjon` finds the request in the log."""
    return {
        "type": slag.urn,
        "title": slag.tittel.paa(spraak),
        "status": slag.status,
        "detail": detalj.paa(spraak),
        "korrelasjon": korrelasjon,
        **{navn.rstrip("_"): verdi for navn, verdi in ekstra.items()},
    }


def svar(
    request: Request,
    slag: Problemtype,
    detalj: Tekst,
    *,
    headers: Mapping[str, str] | None = None,
    **ekstra: object,
) -> JSONResponse:
    spraak = spraak_for(request)
    return JSONResponse(
        dokument(slag, detalj, spraak, getattr(request.state, "korrelasjon", ""), **ekstra),
        status_code=slag.status,
        headers={"Content-Language": spraak, **(headers or {})},
        media_type=MEDIATYPE,
    )


def installer(app: FastAPI) -> None:
    """Let every error path of the framework answer in this shape too."""

    @app.exception_handler(Problem)
    def _problem(request: Request, feil: Problem) -> JSONResponse:
        return svar(request, feil.slag, feil.detalj, headers=feil.headers, **feil.ekstra)

    @app.exception_handler(UkjentSak)
    def _ukjent_sak(request: Request, feil: UkjentSak) -> JSONResponse:
        return svar(request, FINNES_IKKE, INGEN_SAK)

    @app.exception_handler(RequestValidationError)
    def _validering(request: Request, feil: RequestValidationError) -> JSONResponse:
        # The rejected value itself may be personal data, so it is not echoed.
        return svar(
            request,
            UGYLDIG_INNHOLD,
            UGYLDIGE_FELT,
            feil=[
                {"sted": [str(ledd) for ledd in en["loc"]], "kode": en["type"], "grunn": en["msg"]}
                for en in feil.errors()
            ],
        )

    @app.exception_handler(HTTPException)
    def _http(request: Request, feil: HTTPException) -> JSONResponse:
        slag = _AV_STATUS.get(feil.status_code)
        if slag is None:
            frase = HTTPStatus(feil.status_code).phrase
            slag = Problemtype(f"http-{feil.status_code}", feil.status_code, Tekst(*(3 * [frase])))
        return svar(request, slag, _DETALJ.get(slag, slag.tittel), headers=feil.headers)


UGYLDIGE_FELT = Tekst(
    nb="Forespørselen mangler noe eller har verdier som ikke kan brukes. `feil` sier hvor.",
    nn="Førespurnaden manglar noko eller har verdiar som ikkje kan brukast. `feil` seier kvar.",
    en="The request lacks something or holds values that cannot be used. `feil` says where.",
)
INGEN_SAK = Tekst(
    nb="Saken finnes ikke i denne kommunen. GET /v1/saker viser dem som finnes.",
    nn="Saka finst ikkje i denne kommunen. GET /v1/saker viser dei som finst.",
    en="There is no such case in this municipality. GET /v1/saker lists those there are.",
)
_AV_STATUS = {t.status: t for t in PROBLEMTYPER if t not in (GJENBRUKT_NOEKKEL, AVVIST)}
_DETALJ = {
    FINNES_IKKE: Tekst(
        nb="Det finnes ingenting på denne adressen. Adressene står i /openapi.json.",
        nn="Det finst ingenting på denne adressa. Adressene står i /openapi.json.",
        en="There is nothing at this address. The addresses are listed in /openapi.json.",
    ),
    METODE: Tekst(
        nb="Adressen finnes, men ikke med denne metoden; se hodet Allow.",
        nn="Adressa finst, men ikkje med denne metoden; sjå hovudet Allow.",
        en="The address exists, but not with this method; see the Allow header.",
    ),
    UGYLDIG: Tekst(
        nb="Forespørselen følger ikke HTTP eller JSON. Kontroller kroppen og hodene.",
        nn="Førespurnaden følgjer ikkje HTTP eller JSON. Kontroller kroppen og hovuda.",
        en="The request is not valid HTTP or JSON. Check its body and headers.",
    ),
}
INTERN_DETALJ = Tekst(
    nb="Noe gikk galt hos oss. Prøv igjen; meld fra med korrelasjonsnummeret hvis det varer.",
    nn="Noko gjekk gale hos oss. Prøv igjen; meld frå med korrelasjonsnummeret om det varer.",
    en="Something failed on our side. Try again; report the correlation number if it persists.",
)
