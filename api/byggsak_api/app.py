"""The HTTP application, put together. `byggsak serve` runs it; any ASGI server can."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime

from fastapi import FastAPI

from byggsak import __version__
from byggsak.services import logg
from byggsak.services.config import Config
from byggsak.services.minne import ferdig_lastet
from byggsak_api import (
    dibk,
    dokumentasjon,
    drift,
    historie,
    kommandoer,
    kontroll,
    mangelbrev,
    problem,
    rapporter,
    regler,
    saker,
    soeknader,
    tegninger,
    utgaver,
)
from byggsak_api.maaling import Maalinger
from byggsak_api.tjeneste import Tjeneste, klokken
from byggsak_api.vakt import Vakt

BESKRIVELSE = """\
byggsak checks, receives and processes Norwegian building applications.

Reports and problems are written in bokmål, nynorsk or English: `?spraak=nb|nn|en`, or the
`Accept-Language` header. Every error is a problem document (RFC 9457); rely on its `type`.
`X-Request-ID` in the answer, and `korrelasjon` in a problem, find the request in the log.

With token settings, `Authorization: Bearer` carries `sub`, `roller` and `kommune`; without them
the service is open and answers on its own machine only, where `Byggsak-Rolle` and
`Byggsak-Aktoer` say who you play. `Byggsak-Kommune` chooses when several are served.
"""


def create_app(config: Config | None = None, naa: Callable[[], datetime] = klokken) -> FastAPI:
    """The application the environment describes. Rules and database are loaded here, once.

    Raises ValueError for a setting that cannot be used, KatalogFeil for rules that cannot.
    """
    logg.konfigurer()
    laget = lag_app(Tjeneste.av(config or Config.fra(os.environ), naa=naa))
    ferdig_lastet()
    return laget


def lag_app(tjener: Tjeneste) -> FastAPI:
    """The application around one service."""
    app = ramme(tjener.maalinger)
    app.state.tjeneste = tjener
    app.state.bare_lokalt = tjener.innstillinger.innlogging is None
    return app


def ramme(maalinger: Maalinger) -> FastAPI:
    """The routes and what surrounds them, without a service behind."""
    app = FastAPI(
        title="byggsak",
        version=__version__,
        description=BESKRIVELSE,
        docs_url=None,  # the usual pages fetch scripts from elsewhere; ours stays at home
        redoc_url=None,
        redirect_slashes=False,
    )
    for del_ in (
        kontroll, soeknader, saker, utgaver, rapporter, tegninger, historie, mangelbrev, kommandoer,
        regler, dibk, drift, dokumentasjon,
    ):  # fmt: skip
        app.include_router(del_.ruter)
    problem.installer(app)
    dokumentasjon.beskriv(app)
    app.add_middleware(Vakt, maalinger=maalinger)
    return app
