"""A simulated decade: real workers with an injected clock, killed, restarted, and their clock set.

    python -m tests.tiaar DATABASE_URL FOLDER [CASES] [DAYS] [SEED]

The parent makes cases, lets things happen in them, and moves the clock (a file that every worker
reads): mostly a day or some forward, now and then far ahead or back. Workers are real processes
with real DBOS jobs; each is killed (SIGKILL) or stopped many times. At the end every time limit
that was due is told of once, in its case, not before its day, and the chains are whole.

    python -m tests.tiaar --worker DATABASE_URL FOLDER NAME
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

from byggsak.case import handling_frist as fr
from byggsak.case import handling_hoering as ho
from byggsak.case import kommando as k
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.decide import decide
from byggsak.case.hendelse import Hendelse
from byggsak.case.sak import Sak
from byggsak.case.tilstand import Aktoer, Rolle, norsk_dato
from byggsak.jobs import jobs_url
from byggsak.services.arkivering import Arkivoppsett
from byggsak.services.fristvakt import Fristvakt, midnatt
from byggsak.services.parametre import kravkilde_ved_behov
from byggsak.services.saksbehandling import skriv_hendelser, utfoer
from byggsak.services.worker import Arbeider, Takt
from byggsak.store.arbeidere import tause
from byggsak.store.arkivkoe import Arkivkoe
from byggsak.store.enhet import Lager
from byggsak.store.frister import Fristtilstand
from byggsak.store.migrering import oppgrader
from byggsak.store.motor import lag_motor
from byggsak.store.saker import LagretHendelse
from tests.casehjelp import GK, SB, SYS, mangelbrev, vedtak
from tests.saksalfabet import MYNDIGHET, PDF, krav, mottas, parametre

ROOT = Path(__file__).parents[1]
START = datetime(2026, 1, 5, 8, tzinfo=UTC)
P = parametre()
TAKT = Takt(runde=timedelta(seconds=0.1), doed=timedelta(seconds=2), samtidige=2)
VEIVESEN = Aktoer(MYNDIGHET, Rolle.ANNEN_MYNDIGHET)


@dataclass
class Klokke:
    """The time everyone goes by, in a file; replaced whole, so that nobody reads half."""

    fil: Path

    def still(self, naa: datetime) -> None:
        ny = self.fil.with_suffix(".ny")
        ny.write_text(naa.isoformat(), "ascii")
        ny.replace(self.fil)

    def __call__(self) -> datetime:
        return datetime.fromisoformat(self.fil.read_text("ascii"))


@dataclass
class Tiaar:
    """The cases, the clock and the workers, and what was done to them."""

    url: str
    mappe: Path
    saker: int
    dager: int
    fart: float = 0.02
    froe: int = 20261122
    gjort: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.terning = random.Random(self.froe)
        self.klokke = Klokke(self.mappe / "klokke.txt")
        self.klokke.still(START)
        oppgrader(self.url)
        self.motor = lag_motor(self.url)
        self.lager = Lager(self.motor, lambda *_: krav()).for_kommune("9999")
        self.arbeidere: dict[str, subprocess.Popen[bytes]] = {}
        self.navn: list[str] = []

    def kjoer(self) -> None:
        try:
            for nr in (1, 2):
                self._start(f"arbeider-{nr}")
            self._vent("no worker came to work", self._vaakne)
            slutt = START + timedelta(days=self.dager)
            while self.klokke() < slutt:
                self._dag()
            # However slow the machine is, something is told before the last leap.
            self._vent("nothing was told on the way", self._fortalt)
            self.klokke.still(slutt + timedelta(days=4000))  # everything that waits falls due
            for nr in (1, 2):
                self._start(f"arbeider-{nr}")
            self._vent_til_tomt()
        finally:
            self.stopp()

    def _dag(self) -> None:
        r = self.terning
        if len(self.navn) < self.saker and r.random() < 0.5:
            self._ny_sak()
        for navn in r.sample(self.navn, min(3, len(self.navn))):
            self._hend(navn)
        hva = r.random()
        if hva < 0.01:
            self._flytt(timedelta(days=r.randint(30, 200)), "far ahead")
        elif hva < 0.03:
            self._flytt(-timedelta(days=r.randint(1, 40)), "back")
        else:
            self._flytt(timedelta(days=r.randint(1, 4), hours=r.randint(-6, 6)), "on")
        if r.random() < 0.03:
            navn = r.choice(sorted(self.arbeidere))
            if r.random() < 0.7:
                self._drep(navn)
            else:
                self._be_stoppe(navn)
            self._start(navn)
        time.sleep(self.fart)

    def _flytt(self, med: timedelta, hva: str) -> None:
        self.klokke.still(self.klokke() + med)
        self.gjort[f"clock {hva}"] += 1

    def _ny_sak(self) -> None:
        nr = len(self.navn) + 1
        navn, naa = f"2026-{nr:06d}", self.klokke()
        # Every fourth is written by someone without the numbers: the sweep must find it.
        lager = Lager(self.motor).for_kommune("9999") if nr % 4 == 0 else self.lager
        with lager.enhet() as enhet:
            enhet.saker.ny(navn, nr, soeknad_sha256=f"{nr:064x}", type="ET", tittel="Hus", naa=naa)
            nye = decide(Sak(), mottas("ET"), naa, SYS, P)
            skriv_hendelser(enhet, "9999", navn, [], nye, naa, Arkivoppsett())
        self.navn.append(navn)

    def _hend(self, navn: str) -> None:
        naa = self.klokke()
        dag, r = norsk_dato(naa), self.terning
        frist = dag + timedelta(days=r.randint(1, 60))
        kommando, hvem = r.choice(
            [
                (k.BekreftKomplett(komplett=dag), SB),
                (k.MeldMangel(mangler=mangelbrev().mangler, alvor=mangelbrev().alvor,
                              svarfrist=frist, brev=PDF), SB),
                (k.Gjenoppta(begrunnelse="Ingen svarte."), SB),
                (ho.SendHoering(myndighet=MYNDIGHET, samtykke=False, svarfrist=frist,
                                brev=PDF), SB),
                (ho.RegistrerUttalelse(myndighet=MYNDIGHET, svar=ho.Uttalelse.UTTALELSE,
                                       dokumenter=PDF), VEIVESEN),
                (ho.VurderUttalelse(myndighet=MYNDIGHET, begrunnelse="Sett."), SB),
                (k.GjoerKlar(), SB),
                (vedtak(), GK),
                (k.Ekspeder(sendt=dag), SB),
            ]
        )  # fmt: skip
        try:
            utfoer(self.lager, navn, kommando, hvem, naa, parametre=P)
            self.gjort["commands"] += 1
        except Avslaatt:
            self.gjort["refused"] += 1

    def _start(self, navn: str) -> None:
        gammel = self.arbeidere.get(navn)
        if gammel is not None and gammel.poll() is None:
            return
        self.arbeidere[navn] = subprocess.Popen(
            [sys.executable, "-m", "tests.tiaar", "--worker", self.url, str(self.mappe), navn],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=(self.mappe / "arbeidere.txt").open("ab"),
        )
        self.gjort["workers started"] += 1

    def _drep(self, navn: str) -> None:
        self.arbeidere[navn].kill()
        self.arbeidere[navn].wait()
        self.gjort["workers killed"] += 1

    def _be_stoppe(self, navn: str) -> None:
        self.arbeidere[navn].terminate()
        self.arbeidere[navn].wait(60)
        self.gjort["workers stopped"] += 1

    def stopp(self) -> None:
        for navn, prosess in self.arbeidere.items():
            if prosess.poll() is None:
                self._be_stoppe(navn)

    def _vent(self, hva: str, paa: Callable[[], object], sekunder: float = 60) -> None:
        slutt = time.monotonic() + sekunder
        while not paa():
            assert time.monotonic() < slutt, hva
            time.sleep(0.1)

    def _vaakne(self) -> bool:
        return not tause(self.motor, self.arbeidere, _virkelig() - timedelta(days=1))

    def _fortalt(self) -> int:
        alle = (en.hendelse for navn in self.navn for en in self._hendelser(navn))
        return sum(isinstance(e, fr.FristMeldt) for e in alle)

    def _hendelser(self, navn: str) -> list[LagretHendelse]:
        with self.lager.lesing() as enhet:
            return enhet.saker.hendelser(navn)

    def _vent_til_tomt(self, sekunder: float = 120) -> None:
        slutt = time.monotonic() + sekunder
        while self._ventende():
            if time.monotonic() > slutt:
                logg = (self.mappe / "arbeidere.txt").read_text("utf-8")[-3000:]
                raise AssertionError(f"{self._ventende()} wait still:\n{logg}")
            for navn, prosess in self.arbeidere.items():
                if prosess.poll() is not None:
                    self._start(navn)
            time.sleep(0.2)

    def _ventende(self) -> int:
        with self.lager.lesing() as enhet:
            foreldet = len(enhet.frister.foreldede(krav(), 10))
            return foreldet + len(enhet.frister.forfalte(norsk_dato(self.klokke()), 10))

    def dom(self) -> Counter[str]:
        """What came of it; AssertionError where a promise was broken."""
        tall = Counter(self.gjort)
        for navn in self.navn:
            with self.lager.lesing() as enhet:
                hendelser = [en.hendelse for en in enhet.saker.hendelser(navn)]
                rader = enhet.frister.av_sak(navn)
                assert enhet.saker.verifiser(navn).hel, navn
            self._en_sak(navn, hendelser, rader, tall)
        tall["cases"] = len(self.navn)
        return tall

    def _en_sak(
        self, navn: str, hendelser: list[Hendelse], rader: list[Any], tall: Counter[str]
    ) -> None:
        fortalt = [e for e in hendelser if isinstance(e, fr.FristMeldt)]
        noekler = [(e.soeknad, e.oppgave, e.gjelder, e.frist, e.slag) for e in fortalt]
        assert len(set(noekler)) == len(noekler), f"{navn}: told twice"
        for e in fortalt:
            ute = e.slag is fr.Fristslag.UTE
            dag = e.frist + timedelta(days=1 if ute else -krav().varsel_dager)
            assert e.tid >= midnatt(dag), f"{navn}: {e.oppgave} told before its day"
        meldt = {r.post.noekkel for r in rader if r.tilstand is Fristtilstand.MELDT}
        assert {(n.soeknad, n.oppgave, n.gjelder, n.frist, n.slag) for n in meldt} == set(noekler)
        assert not [r for r in rader if r.tilstand in {Fristtilstand.VENTER, Fristtilstand.FEILET}]
        tall["told"] += len(fortalt)
        tall["fell away"] += len(rader) - len(meldt)
        tall["events"] += len(hendelser)


def arbeid(url: str, mappe: Path, navn: str) -> None:
    """One worker, without an archive, by the clock in the file."""
    motor, klokke = lag_motor(url), Klokke(mappe / "klokke.txt")
    vakt = Fristvakt(Lager(motor, kravkilde_ved_behov()), ("9999",), klokke)
    stopp = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopp.set())
    arbeider = Arbeider(
        motor, Arkivkoe(motor), None, jobs_url(url), TAKT, vakt, navn=navn, naa=_virkelig
    )
    arbeider.kjoer(stopp)


def _virkelig() -> datetime:
    """Heartbeats are about processes, and go by the real clock."""
    return datetime.now(UTC)


def main(argumenter: list[str]) -> None:
    if argumenter[0] == "--worker":
        arbeid(argumenter[1], Path(argumenter[2]), argumenter[3])
        return
    url, mappe, *tall = argumenter
    saker, dager, froe = [int(x) for x in [*tall, "200", "3653", "20261122"][:3]]
    Path(mappe).mkdir(parents=True, exist_ok=True)
    verden = Tiaar(url, Path(mappe), saker, dager, froe=froe)
    start = time.monotonic()
    verden.kjoer()
    for navn, antall in sorted(verden.dom().items()):
        print(f"{navn}: {antall}")
    print(f"seconds: {time.monotonic() - start:.0f}")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main(sys.argv[1:])
