"""A look-up in a live service: cache, circuit breaker, and answers as values.

The order: a fresh answer from the cache; else the service, when the breaker lets it; else the last
good answer, marked with its age; else `KunneIkkeSporre`. Only what the service answered well is
ever remembered, and only that can become `Treff` or `IkkeFunnet`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

import structlog

from byggsak.domain.register import IkkeFunnet, KunneIkkeSporre, Oppslagssvar, Treff
from byggsak.domain.tekst import Tekst
from byggsak.registre import grunner
from byggsak.registre.bryter import Bryter, Bryteroppsett, Stilling, feilet, lyktes, slipp
from byggsak.registre.henting import IkkeSvar
from byggsak.registre.mellomlager import Mellomlager

Klokke = Callable[[], datetime]
"""The time now, with a time zone."""

T = TypeVar("T")

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppslagsregler:
    """`ferskt` is how long an answer is as good as new; `brukbart` how long it may stand in for
    one when the service does not answer; `plass` how many answers are remembered."""

    ferskt: timedelta = timedelta(hours=6)
    brukbart: timedelta = timedelta(days=7)
    plass: int = 10_000
    bryter: Bryteroppsett = field(default_factory=Bryteroppsett)


class Oppslag(Generic[T]):
    """Look-ups in one service. `hent` gives the value, None when the service says there is none,
    and raises IkkeSvar for everything else. Safe to share between threads."""

    def __init__(
        self,
        register: Tekst,
        hent: Callable[[str], T | None],
        klokke: Klokke,
        regler: Oppslagsregler,
    ) -> None:
        self.register = register
        self._hent = hent
        self._klokke = klokke
        self._regler = regler
        self._lager: Mellomlager[T] = Mellomlager(regler.plass)
        self._bryter = Bryter()
        self._laas = Lock()

    @property
    def stilling(self) -> Stilling:
        """Where the breaker stands; for health and metrics."""
        return self._bryter.stilling(self._klokke())

    def spoer(self, noekkel: str) -> Oppslagssvar[T]:
        """The answer about one key. Never raises for a fault of the service."""
        husket = self._lager.hent(noekkel)
        naa = self._klokke()
        if husket is not None and naa - husket[1] < self._regler.ferskt:
            return Treff(husket[0], self.register, husket[1])
        with self._laas:
            self._bryter, gaar = slipp(self._bryter, naa, self._regler.bryter)
        if not gaar:
            return self._uten_svar(husket, naa, grunner.STENGT)
        try:
            verdi = self._hent(noekkel)
        except IkkeSvar as feil:
            naa = self._klokke()
            with self._laas:
                if feil.teller:
                    self._bryter = feilet(self._bryter, naa, self._regler.bryter, feil.vent)
                else:
                    self._bryter = lyktes(self._bryter)
            log.warning("register_uten_svar", register=self.register.nb, grunn=feil.grunn.en)
            return self._uten_svar(husket, naa, feil.grunn)
        except Exception as feil:  # noqa: BLE001 - no answer, and an alarm in the log
            naa = self._klokke()
            with self._laas:
                self._bryter = feilet(self._bryter, naa, self._regler.bryter)
            log.error("register_krasjet", register=self.register.nb, feil=type(feil).__name__)
            return self._uten_svar(husket, naa, grunner.KRASJET)
        naa = self._klokke()
        with self._laas:
            self._bryter = lyktes(self._bryter)
        if verdi is None:
            return IkkeFunnet(self.register, naa)
        self._lager.legg(noekkel, verdi, naa)
        return Treff(verdi, self.register, naa)

    def _uten_svar(
        self, husket: tuple[T, datetime] | None, naa: datetime, grunn: Tekst
    ) -> Oppslagssvar[T]:
        if husket is not None:
            alder = naa - husket[1]
            if alder < self._regler.ferskt + self._regler.brukbart:
                return Treff(husket[0], self.register, husket[1], alder)
        return KunneIkkeSporre(self.register, naa, grunn)
