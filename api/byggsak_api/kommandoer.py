"""POST /v1/saker/{id}/kommandoer: a person asks for something to happen, and answers for it."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Header
from starlette.requests import Request
from starlette.responses import JSONResponse

from byggsak.case.avslaatt import Avslaatt
from byggsak.case.hendelse import hendelse_til_json
from byggsak.case.kommando import KOMMANDOER, Kommando, les_kommando
from byggsak.domain.personnummer import uten_personnummer
from byggsak.domain.tekst import Spraak, Tekst
from byggsak.services.parametre import parametre_for
from byggsak.services.saksbehandling import MED_KONTROLL, BrukMottak, utfoer
from byggsak.store.saker import Versjonskonflikt
from byggsak_api.problem import (
    FOR_STOR,
    IKKE_TILGANG,
    KONFLIKT,
    MEDIATYPEFEIL,
    UGYLDIG,
    UGYLDIG_INNHOLD,
    UTDATERT,
    Problem,
)
from byggsak_api.saker import SakId, lager_for
from byggsak_api.spraak import Spraakvalg, spraak_for
from byggsak_api.tilgang import Hvem
from byggsak_api.tjeneste import tjeneste
from byggsak_api.vis import som_json

ruter = APIRouter(prefix="/v1/saker", tags=["saker"])
STOERSTE_KROPP: Final = 1_000_000
_ETAG: Final = re.compile(r'(?:W/)?"(\d{1,9})"\Z')
_ETTER_MOTTAK: Final = sorted(n for n, k in KOMMANDOER.items() if k not in MED_KONTROLL)

KROPP: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["kommando"],
                    "additionalProperties": False,
                    "properties": {
                        "kommando": {"type": "string", "enum": _ETTER_MOTTAK},
                        "data": {
                            "type": "object",
                            "description": "The command's own fields; `muligheter` says what can"
                            " be asked for now.",
                        },
                    },
                },
                "example": {
                    "kommando": "vurder_funn",
                    "data": {"funn": "…", "utfall": "bekreftet", "begrunnelse": "…"},
                },
            }
        },
    }
}


async def les_kropp(request: Request, hvem: Hvem) -> Kommando:
    """The command in the body. `hvem` first: strangers are not read."""
    mediatype = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if mediatype != "application/json":
        raise Problem(MEDIATYPEFEIL, SEND_JSON, headers={"Accept-Post": "application/json"})
    kropp = bytearray()
    async for bit in request.stream():
        kropp += bit
        if len(kropp) > STOERSTE_KROPP:
            raise Problem(FOR_STOR, FOR_STOR_KROPP, grense=STOERSTE_KROPP)
    try:
        lest = json.loads(bytes(kropp))
    except (ValueError, RecursionError) as feil:
        raise Problem(UGYLDIG, IKKE_JSON) from feil
    return tolk(lest)


def tolk(lest: object) -> Kommando:
    """`{"kommando": …, "data": {…}}` as a command; raises `Problem` (422)."""
    match lest:
        case {"kommando": str(navn), "data": dict(data), **resten} if not resten:
            pass
        case {"kommando": str(navn), **resten} if not resten:
            data = {}
        case _:
            raise Problem(UGYLDIG_INNHOLD, UKJENT_FORM)
    try:
        return les_kommando(navn, data)
    except (ValueError, TypeError, ArithmeticError) as feil:
        grunn = uten_personnummer(str(feil))[:300]  # it quotes the value that was sent
        raise Problem(
            UGYLDIG_INNHOLD, FEIL_FELT, kommandoer=_ETTER_MOTTAK, feil=[{"grunn": grunn}]
        ) from feil


@ruter.post("/{sak}/kommandoer", openapi_extra=KROPP)
def kommando(
    request: Request,
    hvem: Hvem,
    sak: SakId,
    kommando: Annotated[Kommando, Depends(les_kropp)],
    if_match: Annotated[str | None, Header(description="The `ETag` of the case you saw.")] = None,
    spraak: Spraakvalg = None,
) -> JSONResponse:
    """Do one thing in the case, as the person in the token.

    409 says what stands in the way; 412 that the case has changed since the version in `If-Match`.
    """
    tjener = tjeneste(request)
    valgt = spraak_for(request)
    lager = lager_for(request, hvem)
    forventet = versjon_i(if_match)
    try:
        nye = utfoer(
            lager,
            sak,
            kommando,
            hvem.aktoer,
            tjener.naa(),
            forventet,
            parametre_for(tjener.katalog, lager.kommune, tjener.idag()),
        )
    except BrukMottak as feil:
        raise Problem(UGYLDIG_INNHOLD, BRUK_MOTTAK, kommandoer=_ETTER_MOTTAK) from feil
    except Avslaatt as feil:
        raise avslag(feil, valgt) from feil
    except Versjonskonflikt as feil:
        raise Problem(
            KONFLIKT if forventet is None else UTDATERT, ENDRET, versjon=feil.naa
        ) from feil
    return JSONResponse(
        {"hendelser": [hendelse_til_json(en) for en in nye]}, headers={"Cache-Control": "no-store"}
    )


def avslag(feil: Avslaatt, spraak: Spraak) -> Problem:
    """The refusal with every hindrance; 403 when it is the role that may not."""
    feil_rolle = any(h.id == "feil_rolle" for h in feil.hindre)
    return Problem(
        IKKE_TILGANG if feil_rolle else KONFLIKT,
        feil.melding,
        hindre=som_json(feil.hindre, spraak),
        hjemmel=som_json(feil.hjemmel, spraak),
    )


def versjon_i(if_match: str | None) -> int | None:
    """The version in an If-Match header.

    >>> versjon_i('"7"'), versjon_i("*"), versjon_i(None)
    (7, None, None)
    """
    if if_match is None or if_match.strip() == "*":
        return None
    funnet = _ETAG.match(if_match.strip())
    if funnet is None:
        raise Problem(UGYLDIG, UGYLDIG_ETAG)
    return int(funnet[1])


SEND_JSON = Tekst(
    "En kommando sendes som application/json.",
    "Ein kommando blir send som application/json.",
    "A command is sent as application/json.",
)
FOR_STOR_KROPP = Tekst(
    "Kommandoen er større enn 1 MB. Dokumenter sendes ikke her.",
    "Kommandoen er større enn 1 MB. Dokument blir ikkje sende her.",
    "The command is larger than 1 MB. Documents are not sent here.",
)
IKKE_JSON = Tekst(
    "Kroppen er ikke gyldig JSON.", "Kroppen er ikkje gyldig JSON.", "The body is not valid JSON."
)
UKJENT_FORM = Tekst(
    nb='En kommando er {"kommando": navn, "data": {felter}}, uten andre nøkler.',
    nn='Ein kommando er {"kommando": namn, "data": {felt}}, utan andre nøklar.',
    en='A command is {"kommando": name, "data": {fields}}, with no other keys.',
)
FEIL_FELT = Tekst(
    nb="Kommandoen finnes ikke, eller feltene i den er ikke riktige; `feil` sier hva.",
    nn="Kommandoen finst ikkje, eller felta i han er ikkje rette; `feil` seier kva.",
    en="There is no such command, or its fields are wrong; `feil` says what.",
)
BRUK_MOTTAK = Tekst(
    nb="En søknad leveres med POST /v1/soeknader, og en ny kontroll bes om med POST .../kontroll, "
    "så filene lagres og kontrollen kjøres.",
    nn="Ein søknad blir levert med POST /v1/soeknader, og ein ny kontroll bede om med "
    "POST .../kontroll, så filene blir lagra og kontrollen køyrd.",
    en="An application is filed with POST /v1/soeknader, and a new check asked for with "
    "POST .../kontroll, so that its files are stored and checked.",
)
ENDRET = Tekst(
    nb="Noen har endret saken i mellomtiden. Hent den på nytt, og vurder igjen.",
    nn="Nokon har endra saka i mellomtida. Hent ho på nytt, og vurder igjen.",
    en="Someone has changed the case in the meantime. Fetch it again, and decide anew.",
)
UGYLDIG_ETAG = Tekst(
    nb='If-Match skal være ETag-en til saken, for eksempel "7".',
    nn='If-Match skal vere ETag-en til saka, til dømes "7".',
    en='If-Match must be the ETag of the case, for example "7".',
)
