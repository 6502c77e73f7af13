"""The HTTP application, put together. `byggsak serve` runs it; any ASGI server can."""

from __future__ import annotations

from fastapi import FastAPI

from byggsak import __version__
from byggsak_api import drift, problem, regler
from byggsak_api.tjeneste import Tjeneste
from byggsak_api.vakt import Vakt

BESKRIVELSE = """
byggsak checks, receives and processes Norwegian building applications.

Reports and problems are written in bokmål, nynorsk or English: `?spraak=nb|nn|en`, or the
`Accept-Language` header. Every error is a problem document (RFC 9457); rely on its `type`.
`X-Request-ID` in the answer, and `korrelasjon` in a problem, find the request in the log.
"""


def lag_app(tjener: Tjeneste) -> FastAPI:
    """The application around one service."""
    app = FastAPI(
        title="byggsak",
        version=__version__,
        description=BESKRIVELSE,
        docs_url=None,  # Swagger UI and ReDoc fetch scripts from elsewhere; this one stays at home
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.tjeneste = tjener
    for del_ in (drift, regler):
        app.include_router(del_.ruter)
    problem.installer(app)
    app.add_middleware(Vakt, maalinger=tjener.maalinger)
    return app
