"""The watch over the deadlines: computes the rows that are stale, and tells of those that are due.

The table is the truth. A wake-up only says «see what is due»; a sweep at start, and on every day
that has not been seen, finds what no wake-up came for. What is told becomes an event in the case,
in the same transaction as the row is marked: once, however many workers look and however often.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

import structlog

from byggsak.case.avslaatt import Avslaatt
from byggsak.case.decide import decide
from byggsak.case.fristposter import fristposter
from byggsak.case.sak import Sak
from byggsak.case.saksgangkrav import Saksgangkrav
from byggsak.case.tilstand import Aktoer, Rolle, norsk_dato
from byggsak.case.vakt import Parametre
from byggsak.services.arkivering import Arkivoppsett
from byggsak.services.logg import spor
from byggsak.services.saksbehandling import skriv_hendelser
from byggsak.store.enhet import Enhet, Kommunelager, Lager
from byggsak.store.frister import Forskjell, Fristtilstand
from byggsak.store.saker import UkjentSak, les_hendelser

log = structlog.get_logger()

MELD: Final = "frist-meld"
REGN: Final = "frist-regn"
SYSTEMET: Final = Aktoer("byggsak", Rolle.SYS, "byggsak")
BLOKK: Final = 5_000
"""So many cases are computed by one job; several workers share the blocks."""
_RUNDE: Final = 200
_NORGE: Final = ZoneInfo("Europe/Oslo")


class Ko(Protocol):
    """What the watch needs of `byggsak.jobs.Jobs`."""

    def enqueue(self, handler: str, argument: str, delay: timedelta = timedelta(0)) -> None: ...


class UtenTall(RuntimeError):
    """The store has not been given the numbers of the law."""

    def __init__(self) -> None:
        super().__init__("Fristene kan ikke regnes ut: lageret er åpnet uten tallene i loven.")


@dataclass
class Fristvakt:
    """The deadlines of these municipalities. `naa` is the only clock it reads."""

    lager: Lager
    kommuner: Sequence[str]
    naa: Callable[[], datetime]
    oppsett: Arkivoppsett = field(default_factory=Arkivoppsett)
    _feid: date | None = None
    _vekket: set[tuple[str, date]] = field(default_factory=set)

    def runde(self, jobber: Ko) -> None:
        """One look: sweep if the day is new, and see that the next due day has a wake-up."""
        naa = self.naa()
        dag = norsk_dato(naa)
        if dag != self._feid:  # the first look, a new day, or a clock that was set
            self.fei(jobber)
            self._feid = dag
        for kommune in self.kommuner:
            with self.lager.for_kommune(kommune).lesing() as enhet:
                neste = enhet.frister.neste_dag()
            if neste is None:
                continue
            if neste <= dag:
                jobber.enqueue(MELD, f"{kommune}/naa")
            elif (kommune, neste) not in self._vekket:
                jobber.enqueue(MELD, f"{kommune}/{neste}", midnatt(neste) - naa)
                self._vekket.add((kommune, neste))

    def fei(self, jobber: Ko) -> None:
        """The daily sweep: what failed is tried again, stale rows are computed, due ones told."""
        self._vekket.clear()
        for kommune in self.kommuner:
            lager = self.lager.for_kommune(kommune)
            with lager.enhet() as enhet:
                enhet.frister.proev_igjen()
                hoeyest = enhet.saker.hoeyeste_loepenr()
            for blokk in range(0, hoeyest, BLOKK):
                jobber.enqueue(REGN, f"{kommune}/{blokk}")
            jobber.enqueue(MELD, f"{kommune}/naa")

    def steg_meld(self, argument: str) -> bool:
        """A job's step: tell of what is due now. Why it was woken does not matter."""
        lager = self.lager.for_kommune(argument.partition("/")[0])
        naa = self.naa()
        with lager.lesing() as enhet:
            rader = enhet.frister.forfalte(norsk_dato(naa), _RUNDE)
        for sak in dict.fromkeys(rad.sak for rad in rader):
            self.meld(lager, sak, naa)
        return bool(rader)

    def meld(self, lager: Kommunelager, sak_id: str, naa: datetime) -> int:
        """Tells of all that is due in the case; how many time limits."""
        try:
            with lager.enhet() as enhet:
                return self._meld(enhet, lager.kommune, sak_id, naa)
        except (Avslaatt, UkjentSak, ValueError) as feil:
            # A case that this program cannot read or move must not stop the others.
            log.error("frist.feilet", sak=sak_id, kommune=lager.kommune, **spor(feil))
            with lager.enhet() as enhet:
                for rad in enhet.frister.av_sak(sak_id):
                    if rad.tilstand is Fristtilstand.VENTER and rad.post.dag <= norsk_dato(naa):
                        enhet.frister.feilet(rad, f"{type(feil).__name__}: {feil}")
            return 0

    def _meld(self, enhet: Enhet, kommune: str, sak_id: str, naa: datetime) -> int:
        linje = enhet.saker.linje(sak_id, laas=True)
        hendelser = [lagret.hendelse for lagret in enhet.saker.hendelser(sak_id)]
        krav = _tall(enhet, naa)
        # The row woke us; what the case says now, under the lock, is what counts.
        sak = Sak.av(hendelser)
        enhet.frister.skriv(sak_id, linje.versjon, fristposter(hendelser, krav, sak))
        enhet.frister.ajour([sak_id], linje.versjon, krav)
        antall = 0
        for rad in enhet.frister.av_sak(sak_id):
            if rad.tilstand is not Fristtilstand.VENTER or rad.post.dag > norsk_dato(naa):
                continue
            nye = decide(sak, rad.post.kommando(), naa, SYSTEMET, Parametre(krav=krav))
            versjon = skriv_hendelser(
                enhet, kommune, sak_id, hendelser, nye, naa, self.oppsett, sak
            )
            enhet.frister.meldt(rad, versjon, naa)
            hendelser += nye
            sak = Sak.av(hendelser)
            antall += 1
        return antall

    def steg_regn(self, argument: str) -> bool:
        """A job's step: compute the next stale cases of a block."""
        kommune, _, blokk = argument.partition("/")
        fra = int(blokk)
        return regn_om(self.lager.for_kommune(kommune), self.naa(), fra, fra + BLOKK) > 0


def regn_om(
    lager: Kommunelager, naa: datetime, fra: int = 0, til: int | None = None, antall: int = _RUNDE
) -> int:
    """Computes the rows of up to `antall` stale cases with running number above `fra` and up to
    `til`; how many. A case that someone changes meanwhile is left as it was, and found again.

    One that cannot be read is logged, not counted, and keeps the rows it had.
    """
    with lager.lesing() as enhet:
        krav = _tall(enhet, naa)
        foreldede = enhet.frister.foreldede(krav, antall, fra, til)
        saker = [en.sak for en in foreldede]
        innhold = enhet.saker.innhold_av(saker)
        rader = defaultdict(list)
        for rad in enhet.frister.av_saker(saker):
            rader[rad.sak].append(rad)
    regnet: list[tuple[str, int, Forskjell]] = []
    for en in foreldede:
        try:
            poster = fristposter(les_hendelser(innhold[en.sak]), krav)
        except ValueError as feil:
            log.error("frist.uleselig", sak=en.sak, kommune=lager.kommune, **spor(feil))
            continue
        regnet.append((en.sak, en.versjon, Forskjell.mellom(poster, rader[en.sak])))
    if regnet:
        with lager.enhet() as enhet:
            naa_versjon = enhet.saker.laas([sak for sak, _, _ in regnet])
            staar = [ett for ett in regnet if naa_versjon[ett[0]] == ett[1]]
            enhet.frister.skriv_flere(staar)
            for versjon in {versjon for _, versjon, _ in staar}:
                like = [sak for sak, nr, _ in staar if nr == versjon]
                enhet.frister.ajour(like, versjon, krav)
    return len(regnet)


def _tall(enhet: Enhet, naa: datetime) -> Saksgangkrav:
    krav = enhet.frister.krav(norsk_dato(naa))
    if krav is None:
        raise UtenTall()
    return krav


def midnatt(dag: date) -> datetime:
    """The moment the day begins in Norway.

    >>> midnatt(date(2026, 7, 1)).isoformat()
    '2026-06-30T22:00:00+00:00'
    """
    return datetime.combine(dag, time(), _NORGE).astimezone(UTC)
