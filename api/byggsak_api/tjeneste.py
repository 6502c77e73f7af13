"""What one running service holds: loaded once at start, read by every request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial

import structlog
from starlette.requests import Request

from byggsak.archive.registry import create
from byggsak.case.tilstand import norsk_dato
from byggsak.domain.kart import Kart
from byggsak.rule.catalogue import Katalog
from byggsak.services.config import Config
from byggsak.services.filer import Filer
from byggsak.services.kartdato import kart_per
from byggsak.services.kontroll import Motor
from byggsak.services.logg import spor
from byggsak.services.parametre import kravkilde
from byggsak.store.enhet import Lager
from byggsak.store.kart import Kartlager
from byggsak.store.migrering import klargjoer, krev_oppgradert
from byggsak.store.motor import lag_motor
from byggsak_api.innstillinger import Innstillinger
from byggsak_api.maaling import Maalinger
from byggsak_api.noekler import Noekler


def klokken() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Tjeneste:
    """`naa` is the only clock the API reads; `kommuner` the municipalities served here."""

    innstillinger: Innstillinger
    database: Callable[[], None]
    arkiv: Callable[[], str]
    motor: Motor
    kommuner: tuple[str, ...]
    lager: Lager
    kartlager: Kartlager
    filer: Filer
    noekler: Noekler | None = None
    maalinger: Maalinger = field(default_factory=Maalinger)
    naa: Callable[[], datetime] = klokken

    @classmethod
    def av(
        cls, config: Config, *, motor: Motor | None = None, naa: Callable[[], datetime] = klokken
    ) -> Tjeneste:
        """The service the settings describe; the engine is loaded here unless it is given.

        Raises ValueError (a setting) or KatalogFeil (the rules), in words for an operator.
        """
        innstillinger = Innstillinger.av(config)
        database = lag_motor(config.database)
        klargjoer(database)
        motor = motor or Motor.last(config.registre, naa)
        return cls(
            database=partial(krev_oppgradert, database),
            arkiv=partial(_arkivets_helse, config),
            innstillinger=innstillinger,
            motor=motor,
            kommuner=config.kommuner,
            lager=Lager(database, kravkilde(motor.katalog)),
            kartlager=Kartlager(database),
            filer=Filer(config.filer),
            noekler=Noekler(innstillinger.innlogging.jwks) if innstillinger.innlogging else None,
            naa=naa,
        )

    @property
    def katalog(self) -> Katalog:
        return self.motor.katalog

    def idag(self) -> date:
        """The date in Norway now."""
        return norsk_dato(self.naa())

    def kart(self, kommune: str, dag: date | None = None) -> Kart:
        """The map of one municipality, as it is when this request first asks; or as it was when
        `dag` ended."""
        if dag is not None:
            return kart_per(self.kartlager, self.katalog.kommune(kommune), dag)
        return self.kartlager.for_kommune(self.katalog.kommune(kommune))

    def tilstand(self) -> dict[str, str]:
        """What the service leans on, each «ok» or what is wrong.

        Addresses and messages of the parts stay in the log: this is read without a login.
        """
        return {"database": _helse(self.database), "arkiv": self.arkiv()}


def _helse(sjekk: Callable[[], None]) -> str:
    try:
        sjekk()
    except Exception as feil:  # noqa: BLE001 - readiness answers for whatever the part may raise
        structlog.get_logger("byggsak.http").error("ikke_klar", **spor(feil))
        return f"svarer ikke ({type(feil).__name__})"
    return "ok"


def _arkivets_helse(config: Config) -> str:
    if not config.arkiv:
        return "ikke satt opp"

    def spoer() -> None:
        helse = create(config.arkiv, config.arkivvalg, Filer(config.filer)).health()
        if not helse.ok:
            raise ConnectionError(helse.detail)

    return _helse(spoer)


def tjeneste(request: Request) -> Tjeneste:
    funnet = request.app.state.tjeneste
    assert isinstance(funnet, Tjeneste)
    return funnet
