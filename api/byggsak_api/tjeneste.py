"""What one running service holds: loaded once at start, read by every request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from starlette.requests import Request

from byggsak.case.tilstand import norsk_dato
from byggsak.rule.catalogue import Katalog
from byggsak_api.innstillinger import Innstillinger
from byggsak_api.maaling import Maalinger
from byggsak_api.noekler import Noekler


def klokken() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Tjeneste:
    """`naa` is the only clock the API reads; `kommuner` the municipalities served here."""

    innstillinger: Innstillinger
    katalog: Katalog
    kommuner: tuple[str, ...]
    noekler: Noekler | None = None
    maalinger: Maalinger = field(default_factory=Maalinger)
    naa: Callable[[], datetime] = klokken

    def idag(self) -> date:
        """The date in Norway now."""
        return norsk_dato(self.naa())

    def tilstand(self) -> dict[str, str]:
        """What the service leans on, each «ok» or what is wrong."""
        return {}


def tjeneste(request: Request) -> Tjeneste:
    funnet = request.app.state.tjeneste
    assert isinstance(funnet, Tjeneste)
    return funnet
