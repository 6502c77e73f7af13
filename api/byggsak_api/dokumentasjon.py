"""What the API says about itself: OpenAPI with its problems and tokens, and a page at /docs.

The page is plain HTML from the same document: it fetches nothing and runs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import HTMLResponse

from byggsak_api.problem import MEDIATYPE, PROBLEMTYPER

ruter = APIRouter(include_in_schema=False)
_AAPNE: Final = ("/v1/regler", "/api/formrules", "/helse", "/klar", "/metrics")

PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457. Further members depend on the type: `feil`, `del`, `filnavn`,"
    " `grense`, `hindre`, `hjemmel`, `versjon`, `versjoner`, `kommuner`, `rapport`, `formater`.",
    "required": ["type", "title", "status", "detail", "korrelasjon"],
    "additionalProperties": True,
    "properties": {
        "type": {"type": "string", "enum": [t.urn for t in PROBLEMTYPER]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What happened, why, and what to do."},
        "korrelasjon": {"type": "string", "description": "As X-Request-ID."},
    },
}


def beskriv(app: FastAPI) -> None:
    """Let `app.openapi()` say how errors look and which routes want a token."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _utfylt(
                get_openapi(
                    title=app.title,
                    version=app.version,
                    description=app.description,
                    routes=app.routes,
                )
            )
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _utfylt(dokument: dict[str, Any]) -> dict[str, Any]:
    komponenter = dokument.setdefault("components", {})
    skjemaer = komponenter.setdefault("schemas", {})
    for navn in ("HTTPValidationError", "ValidationError"):
        skjemaer.pop(navn, None)
    skjemaer["Problem"] = PROBLEM
    komponenter["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    }
    feil = {
        "description": "Anything else: a problem document.",
        "content": {MEDIATYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for sti, _, operasjon in _operasjoner(dokument):
        operasjon["responses"].pop("422", None)
        operasjon["responses"]["default"] = feil
        if not sti.startswith(_AAPNE):
            operasjon["security"] = [{"token": []}]
    return dokument


def _operasjoner(dokument: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for sti, metoder in dokument["paths"].items():
        for metode, operasjon in metoder.items():
            yield sti, metode.upper(), operasjon


@ruter.get("/docs", response_class=HTMLResponse)
def docs(request: Request) -> HTMLResponse:
    """The same as /openapi.json, for people."""
    dokument = request.app.openapi()
    deler = [
        f"<h1>{escape(dokument['info']['title'])} {escape(dokument['info']['version'])}</h1>",
        *(f"<p>{_kode(avsnitt)}</p>" for avsnitt in dokument["info"]["description"].split("\n\n")),
        '<p>For programs: <a href="/openapi.json">/openapi.json</a>.</p>',
    ]
    for sti, metode, operasjon in _operasjoner(dokument):
        deler.append(f"<h2><code>{metode} {escape(sti)}</code></h2>")
        deler.append(f"<p>{_kode(operasjon.get('description', ''))}</p>")
        if felter := operasjon.get("parameters"):
            deler += ["<ul>", *map(_felt, felter), "</ul>"]
        if kropp := operasjon.get("requestBody"):
            typer = escape(", ".join(kropp["content"]))
            deler.append(
                f"<p>Body: <code>{typer}</code>. {_kode(kropp.get('description', ''))}</p>"
            )
    deler.append("<h2>Problems</h2><ul>")
    deler += [
        f"<li><code>{escape(t.urn)}</code> ({t.status}) {escape(t.tittel.en)}</li>"
        for t in PROBLEMTYPER
    ]
    deler.append("</ul>")
    return HTMLResponse(
        _SIDE.replace("{innhold}", "\n".join(deler)),
        headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"},
    )


def _felt(felt: dict[str, Any]) -> str:
    hvor = felt["in"] + (", required" if felt.get("required") else "")
    hva = _kode(felt.get("description", ""))
    return f"<li><code>{escape(felt['name'])}</code> ({hvor}) {hva}</li>"


def _kode(tekst: str) -> str:
    """Escaped, with `back-ticked` words as code.

    >>> _kode("use `a<b`")
    'use <code>a&lt;b</code>'
    """
    biter = escape(tekst).split("`")
    return "".join(f"<code>{b}</code>" if nr % 2 else b for nr, b in enumerate(biter))


_SIDE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>byggsak</title>
<meta name="viewport" content="width=device-width"><style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
h2 { font-size: 1rem; margin-top: 2rem; border-top: 1px solid #bbb; padding-top: .5rem }
</style></head><body><main>
{innhold}
</main></body></html>
"""
