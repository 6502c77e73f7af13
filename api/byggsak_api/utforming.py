"""A report as the caller wants it: JSON, SARIF, a page or text, and for which reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Annotated, Any, Final

from fastapi import Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from byggsak.domain.tekst import Spraak, Tekst
from byggsak.domain.utvei import Utvei
from byggsak.rule.readers import Leser
from byggsak.rule.render import som_json, som_sarif, som_tekst
from byggsak.rule.render_html import csp, som_html
from byggsak.rule.render_reader import lest_som_json, lest_som_tekst
from byggsak.rule.report import Kontrollrapport
from byggsak_api.problem import UGYLDIG_INNHOLD, Problem


class Format(StrEnum):
    JSON = "json"
    SARIF = "sarif"
    HTML = "html"
    TEKST = "tekst"


Formatvalg = Annotated[Format | None, Query(description="Overrides the Accept header.")]
Leservalg = Annotated[
    Leser | None,
    Query(
        description="Who it is written for. In JSON this chooses the reader's own shape; without"
        " it, JSON is the report for programs."
    ),
]
MEDIATYPER: Final = {
    Format.JSON: "application/json",
    Format.SARIF: "application/sarif+json",
    Format.HTML: "text/html",
    Format.TEKST: "text/plain",
}
SVAR: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The report, in the form asked for.",
        "content": {mediatype: {"schema": {}} for mediatype in MEDIATYPER.values()},
    }
}


def velg_format(request: Request, oensket: Format | None) -> Format:
    """`?format=` first, then Accept (RFC 9110 § 12.5.1); JSON where the caller has no wish."""
    if oensket is not None:
        return oensket
    vekter = _vekter(request.headers.get("accept", "*/*"))
    # The first of equals wins, so a caller that takes anything gets JSON.
    return max(MEDIATYPER, key=lambda f: _vekt(MEDIATYPER[f], vekter))


def rapport_svar(
    rapport: Kontrollrapport,
    format: Format,
    leser: Leser | None,
    spraak: Spraak,
    hoder: dict[str, str],
    *,
    standardleser: Leser,
    filnavn: str = "soeknad.xml",
    navn: str = "",
    kart: Callable[[], str | None] = lambda: None,
    utveier: Sequence[Utvei] | None = None,
) -> Response:
    """The answer. `kart` draws the site, and is asked only where the drawing is shown. `utveier`
    None means that nobody asked for them."""
    hoder = {"Content-Language": spraak, "Vary": "Accept, Accept-Language", **hoder}
    match format:
        case Format.JSON:
            innhold = (
                som_json(rapport, spraak, utveier)
                if leser is None
                else lest_som_json(rapport, leser, spraak, utveier)
            )
            return JSONResponse(innhold, headers=hoder)
        case Format.SARIF:
            if leser is not None:
                raise Problem(UGYLDIG_INNHOLD, SARIF_UTEN_LESER)
            return JSONResponse(
                som_sarif(rapport, spraak, filnavn),
                headers=hoder,
                media_type=MEDIATYPER[Format.SARIF],
            )
        case Format.TEKST:
            tekst = (
                som_tekst(rapport, spraak, utveier=utveier or ())
                if leser is None
                else lest_som_tekst(rapport, leser, spraak, utveier or ())
            )
            return PlainTextResponse(tekst, headers=hoder | TRYGT)
        case Format.HTML:
            side = som_html(
                rapport,
                leser or standardleser,
                spraak,
                kart=kart(),
                navn=navn,
                utveier=utveier or (),
            )
            return HTMLResponse(side, headers=hoder | TRYGT | {"Content-Security-Policy": csp()})


def _vekter(accept: str) -> dict[str, float]:
    vekter: dict[str, float] = {}
    for ledd in accept.split(",")[:50]:
        mediatype, *valg = (del_.strip().lower() for del_ in ledd.split(";"))
        vekter[mediatype] = next((_tall(v[2:]) for v in valg if v.startswith("q=")), 1.0)
    return vekter


def _vekt(mediatype: str, vekter: dict[str, float]) -> float:
    """The most specific range of the header that takes the media type decides."""
    for omraade in (mediatype, mediatype.split("/")[0] + "/*", "*/*"):
        if omraade in vekter:
            return vekter[omraade]
    return 0.0


def _tall(tekst: str) -> float:
    try:
        return min(max(float(tekst), 0.0), 1.0)
    except ValueError:
        return 0.0


TRYGT: Final = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
SARIF_UTEN_LESER: Final = Tekst(
    nb="SARIF er for verktøy og har ingen leser. Utelat `leser`, eller velg et annet format.",
    nn="SARIF er for verktøy og har ingen lesar. Utelat `leser`, eller vel eit anna format.",
    en="SARIF is for tools and has no reader. Leave out `leser`, or choose another format.",
)
