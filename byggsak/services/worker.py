"""The worker: tells of time limits, and delivers what the cases have put in the outbox to the
archive where there is one, until stopped.

The rows are the truth, of the outbox and of the deadlines (`fristvakt`). The worker looks for
cases with a row that is due and sees that a durable job (`byggsak.jobs`) exists for each group of
them (`CaseRef.group`); the job takes the cases of its group, a handful in each step
(`arkivlevering`). What waits, waits as a row with a time, never as a sleeping thread. Several
workers share the work.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any, Final

import structlog

from byggsak.archive import registry
from byggsak.archive.errors import PermanentConfig
from byggsak.archive.port import ArchivePort
from byggsak.archive.relay import Relay, Step, drain
from byggsak.services.arkivering import Arkivoppsett
from byggsak.services.arkivformat import etter_innholdet
from byggsak.services.arkivlevering import Arkivlevering
from byggsak.services.arkivsvar import Arkivsvar
from byggsak.services.config import Config
from byggsak.services.filer import Filer
from byggsak.services.fristvakt import MELD, REGN, Fristvakt
from byggsak.services.parametre import kravkilde_ved_behov
from byggsak.services.pdfa import proeve_med
from byggsak.store.arbeidere import hjerteslag, sist_sett, tause
from byggsak.store.arkivkoe import Arkivkoe
from byggsak.store.enhet import Lager
from byggsak.store.migrering import klargjoer
from byggsak.store.motor import lag_motor

log = structlog.get_logger()

Klokke = Callable[[], datetime]
ARKIV: Final = "arkiv"
_FEIL_PAA_RAD: Final = 20


def naa_utc() -> datetime:
    """The clock of a process that runs for real."""
    return datetime.now(UTC)


class ArbeiderenErIGang(RuntimeError):
    """A worker with this name is alive already. Two would take each other's work for their own."""


@dataclass(frozen=True)
class Tjeneste:
    """The database, the files and the archive of one process. Close it with `lukk`."""

    config: Config
    motor: Any  # a SQLAlchemy engine, which only the store looks into
    lager: Lager
    filer: Filer
    koe: Arkivkoe
    arkiv: ArchivePort | None
    arkivoppsett: Arkivoppsett = field(default_factory=Arkivoppsett)

    @classmethod
    def aapne(cls, config: Config) -> Tjeneste:
        """Open what the settings name; a SQLite file is created or migrated on the way.

        Raises UgyldigDatabase, ForeldetDatabase or PermanentConfig, each saying what to do.
        """
        filer = Filer(config.filer)
        # First what can be wrong in the settings, then what costs something to open.
        arkiv = registry.create(config.arkiv, config.arkivvalg, filer) if config.arkiv else None
        motor = lag_motor(config.database)
        klargjoer(motor)
        return cls(
            config, motor, Lager(motor, kravkilde_ved_behov()), filer, Arkivkoe(motor), arkiv
        )

    def relay(self, navn: str, naa: Klokke) -> Relay:
        """The relay of the worker `navn`. Raises PermanentConfig when no archive is set up."""
        if self.arkiv is None:
            raise PermanentConfig(
                "Ikke noe arkiv er satt opp, så det er ingenting å levere til. "
                "Sett BYGGSAK_ARCHIVE til navnet på en installert adapter "
                f"({', '.join(registry.installed()) or 'ingen er installert'})."
            )
        return Relay(
            outbox=self.koe,
            archive=self.arkiv,
            adapter=self.config.arkiv,
            listener=Arkivsvar(self.lager, self.arkivoppsett),
            worker=navn,
            now=naa,
            prepare=etter_innholdet(self.filer, proeve_med(self.config.pdfa)),
        )

    def lukk(self) -> None:
        """Let go of the database connections."""
        self.motor.dispose()


def kjoer_til_tomt(
    tjeneste: Tjeneste, naa: Klokke = naa_utc, navn: str = "byggsak-til-tomt"
) -> Mapping[Step, int]:
    """Deliver everything that is due, in this thread and without jobs; how many rows went where.

    For the demo and for an operator's «now». It may run beside workers.
    """
    return drain(tjeneste.relay(navn, naa))


@dataclass(frozen=True, kw_only=True)
class Takt:
    """How often: `runde` between looks at the outbox; a worker silent for `doed` is dead.

    `samtidige` groups of cases at a time in this process; jobs that lie with no one at them are
    looked for every `ettersyn`; finished jobs are kept for `behold`.
    """

    runde: timedelta = timedelta(seconds=1)
    doed: timedelta = timedelta(seconds=60)
    samtidige: int = 4
    ettersyn: timedelta = timedelta(seconds=15)
    behold: timedelta = timedelta(days=7)


class Arbeider:
    """One worker process. `kjoer` returns when `stopp` is set."""

    def __init__(
        self,
        motor: Any,
        koe: Arkivkoe,
        relay: Relay | None,
        jobb_url: str,
        takt: Takt,
        vakt: Fristvakt | None = None,
        *,
        navn: str = "",
        naa: Klokke = naa_utc,
    ) -> None:
        """With a `relay` the worker delivers, under its name and by its clock; with a `vakt` it
        tells of time limits."""
        # DBOS takes most of a second to import; only a process that works should pay.
        from byggsak.jobs import Jobs, Setup

        self._motor, self._koe, self._relay, self._takt = motor, koe, relay, takt
        self._vakt = vakt
        self._navn, self._naa = (relay.worker, relay.now) if relay else (navn, naa)
        self._levering = Arkivlevering(relay) if relay else None
        steg: dict[str, Callable[[str], bool]] = {}
        if self._levering is not None:
            steg[ARKIV] = self._levering.steg
        if vakt is not None:
            steg |= {MELD: vakt.steg_meld, REGN: vakt.steg_regn}
        setup = Setup(url=jobb_url, worker=self._navn, concurrency=takt.samtidige)
        self._jobs = Jobs(setup, steg)
        self._ryddet: datetime | None = None
        self._ettersett: datetime | None = None

    def kjoer(self, stopp: Event) -> None:
        """Work until `stopp` is set; a step that is running is finished first."""
        self._vent_paa_navnet(stopp)
        if self._relay is not None:
            # Whoever starts a worker has the set-up right, as far as they know: try again.
            self._koe.resume_unless_ordered(self._relay.adapter)
            self._koe.hurry(self._naa())
        self._jobs.start()
        arkiv = self._relay.adapter if self._relay else None
        log.info("arbeider.startet", navn=self._navn, arkiv=arkiv)
        feil = 0
        try:
            while not stopp.is_set():
                try:
                    self.runde()
                    feil = 0
                except Exception:  # a database that is away for a moment
                    feil += 1
                    log.exception("arbeider.runde_feilet", paa_rad=feil)
                    if feil >= _FEIL_PAA_RAD:
                        raise
                stopp.wait(self._takt.runde.total_seconds())
        finally:
            self._jobs.stop()
            log.info("arbeider.stanset", navn=self._navn)

    def runde(self) -> None:
        """One look around: say that we live, take over, take receipts, start what is due."""
        naa = self._naa()
        hjerteslag(self._motor, self._navn, naa)
        self._overta(naa)
        if self._relay is not None and self._levering is not None:
            if self._koe.paused(self._relay.adapter) is None:
                self._relay.take_receipts()
            self._jobs.enqueue_all(ARKIV, self._levering.grupper())
        if self._vakt is not None:
            self._vakt.runde(self._jobs)
        if self._ettersett is None or naa - self._ettersett > self._takt.ettersyn:
            if funnet := self._jobs.revive():
                log.warning("arbeider.jobber_uten_arbeid", jobber=funnet)
            self._ettersett = naa
        if self._ryddet is None or naa - self._ryddet > timedelta(hours=1):
            self._jobs.forget(naa - self._takt.behold)
            self._ryddet = naa

    def _overta(self, naa: datetime) -> None:
        andre = self._jobs.unfinished_of_others() | self._koe.holders()
        andre -= {self._navn}
        for doed in tause(self._motor, andre, naa - self._takt.doed):
            self._koe.release(doed)
            jobber = self._jobs.take_over([doed])
            log.warning("arbeider.overtatt", doed=doed, jobber=jobber)

    def _vent_paa_navnet(self, stopp: Event) -> None:
        """A worker that was killed left its name a moment ago; one that lives goes on using it."""
        foer = sist_sett(self._motor, self._navn)
        slag = self._takt.runde * 3
        if foer is None or self._naa() - foer > slag:
            return
        stopp.wait(slag.total_seconds())
        if sist_sett(self._motor, self._navn) != foer:
            raise ArbeiderenErIGang(
                f"En arbeider som heter {self._navn} er i gang allerede. "
                "Gi denne et annet navn (BYGGSAK_WORKER), eller stans den andre."
            )


def kjoer(config: Config, navn: str = "byggsak-worker-1", takt: Takt = Takt()) -> None:
    """`byggsak worker`: run until SIGINT or SIGTERM."""
    from byggsak.jobs import jobs_url

    stopp = Event()
    for nummer in (signal.SIGINT, signal.SIGTERM):
        signal.signal(nummer, lambda *_: stopp.set())
    tjeneste = Tjeneste.aapne(config)
    try:
        relay = tjeneste.relay(navn, naa_utc) if config.arkiv else None
        vakt = Fristvakt(tjeneste.lager, config.kommuner, naa_utc, tjeneste.arkivoppsett)
        url = jobs_url(config.database)
        arbeider = Arbeider(tjeneste.motor, tjeneste.koe, relay, url, takt, vakt, navn=navn)
        arbeider.kjoer(stopp)
    finally:
        tjeneste.lukk()
