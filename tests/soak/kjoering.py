"""One soak: a server that receives, two workers that deliver, and everything that can go wrong.

`Soak.run` ends with the weather calm and the queue empty, and tells what it found in the archive.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import httpx
from sqlalchemy.exc import SQLAlchemyError

from byggsak.archive import commands as a
from byggsak.archive.outbox import RowState
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.kommando import Avslutt, Dokumentref, Trekk
from byggsak.case.tilstand import Aktoer, Rolle, Tilstand
from byggsak.services import innsyn
from byggsak.services.arkivdrift import gjenoppta, send_igjen
from byggsak.services.arkivering import arkivoppdrag
from byggsak.services.avstemming import avstem
from byggsak.services.config import Config
from byggsak.services.saksbehandling import utfoer
from byggsak.testing import soeknader as s
from tests.soak.arbeider import service
from tests.soak.feil import REJECTED
from tests.soak.innhold import objects, options
from tests.soak.postgres import Postgres, Sqlite

ROOT = Path(__file__).parents[2]
WORKERS = ("byggsak-worker-1", "byggsak-worker-2")
CASEWORKER = Aktoer("sara", Rolle.SAKSBEHANDLER, "Sara Saksbehandler")
SILENT = {"receipt lost", "kill -9 of worker in the call", "kill -9 of worker"}
TROUBLE = (SQLAlchemyError, OSError)


@dataclass
class Report:
    """What came of it. Every list should be empty."""

    faults: Counter[str] = field(default_factory=Counter)
    cases: int = 0
    commands: int = 0
    dead_letters: int = 0
    unexplained: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0

    @property
    def clean(self) -> bool:
        return not (self.unexplained or self.lost or self.doubled or self.wrong)


class Soak:
    """`goal` faults over one adapter on one database, drawn from `seed`."""

    def __init__(
        self, adapter: str, database: Sqlite | Postgres, folder: Path, goal: int, seed: int
    ) -> None:
        self.adapter, self.database, self.folder, self.goal = adapter, database, folder, goal
        self.random = random.Random(seed)
        self.pace: tuple[float, ...] = (
            3.0,
            12.0,
        )  # seconds between blows at processes and database
        self.report = Report()
        self.log: deque[str] = deque(maxlen=4000)
        self._told: list[dict[str, Any]] = []
        self._lock = Lock()
        self._calm, self._end = Event(), Event()
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._accepted: list[str] = []
        self._sent: Counter[str] = Counter()
        self._done_at_start: dict[str, int] = {}
        self._posted = 0
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        for name in ("laaser", "filer"):
            (folder / name).mkdir()
        self.env = {
            "BYGGSAK_DATABASE": database.url,
            "BYGGSAK_FILES": str(folder / "filer"),
            "BYGGSAK_ARCHIVE": adapter,
        } | {f"BYGGSAK_ARCHIVE_{k.upper()}": v for k, v in options(adapter, folder).items()}

    def run(self, patience: float = 900) -> Report:
        """Bad weather until `goal` faults, then calm until everything is delivered; `patience`
        seconds for each."""
        start = time.monotonic()
        deadline = start + patience
        (self.folder / "uvaer").touch()
        try:
            if self.adapter == "memory":
                self._memory()
            self.reopen()
            for name in (*WORKERS, "server"):
                self._start(name)
            tasks = [self._receive, self._receive, self._handle, self._chaos, self._operate]
            threads = [Thread(target=task, daemon=True) for task in tasks]
            for thread in threads:
                thread.start()
            while sum(self.faults().values()) < self.goal and time.monotonic() < deadline:
                time.sleep(0.2)
                self._supervise()
            self._calm.set()
            (self.folder / "uvaer").unlink()
            while any(thread.is_alive() for thread in threads[:4]):
                self._supervise()  # a sender goes on until it is answered
                time.sleep(0.2)
            self._drain(time.monotonic() + patience)
            self._end.set()
            threads[4].join(60)
            self.count()
        finally:
            self._calm.set()
            self._end.set()
            self._stop()
        self.report.seconds = time.monotonic() - start
        return self.report

    def reopen(self) -> None:
        """What `count` needs, after the run."""
        self.service = service(Config.fra(self.env), self.folder)

    def faults(self) -> Counter[str]:
        """What has been injected so far, by kind."""
        with self._lock:
            kinds = Counter(one["kind"] for one in self._told)
        return Counter({k: n for k, n in kinds.items() if k != "sent" and "BROKEN" not in k})

    def _tell(self, kind: str, key: str = "") -> None:
        with self._lock:
            self._told.append({"kind": kind, "key": key, "at": time.monotonic_ns()})

    def _done(self, name: str) -> int:
        """How much the process by this name has done until now."""
        with self._lock:
            return len(self._accepted) if name == "server" else self._sent[name]

    # The processes

    def _memory(self) -> None:
        files, socket_ = str(self.folder / "filer"), str(self.folder / "minne")
        self._spawn("minne", "-m", "tests.soak.minne", socket_, files, str(self.folder))
        while not Path(socket_).exists():
            time.sleep(0.05)

    def _start(self, name: str) -> None:
        if name == "server":
            self._spawn(name, "-m", "byggsak.cli", "serve", "--port", str(self._port))
        else:
            seed = str(self.random.randrange(1 << 30))
            self._spawn(name, "-m", "tests.soak.arbeider", name, seed, str(self.folder))

    def _spawn(self, name: str, *arguments: str) -> None:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=os.environ | self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._processes[name] = process
        self._done_at_start[name] = self._done(name)
        Thread(target=self._listen, args=(name, process), daemon=True).start()
        Thread(target=self._remember, args=(name, process), daemon=True).start()

    def _listen(self, name: str, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            with suppress(json.JSONDecodeError):
                told = json.loads(line)
                with self._lock:
                    self._told.append(told)
                    self._sent[name] += 1

    def _remember(self, name: str, process: subprocess.Popen[bytes]) -> None:
        assert process.stderr is not None
        for line in process.stderr:
            self.log.append(f"{name}: {line.decode(errors='replace').rstrip()}")

    def _supervise(self) -> None:
        """As an operating system would: what has ended is started again."""
        for name in (*WORKERS, "server"):
            if self._processes[name].poll() is not None:
                self._start(name)

    def _stop(self) -> None:
        for process in self._processes.values():
            if process.poll() is None:
                process.terminate()
        for process in self._processes.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)
        if hasattr(self, "service"):
            self.service.lukk()

    # What goes on meanwhile

    def _receive(self) -> None:
        """A sender: each application again, with the same key, until it is answered."""
        part = (ROOT / "fixtures/saker/enebolig-01-gjenpart.xml").read_bytes()
        plan = (ROOT / "fixtures/saker/enebolig-01-situasjonsplan.gml").read_bytes()
        typed = {"Vedleggstype": "Situasjonsplan"}
        with httpx.Client(base_url=f"http://127.0.0.1:{self._port}", timeout=60) as client:
            while not self._calm.is_set():
                with self._lock:
                    waiting = len(self._accepted) > 60 and self._busy
                    if not waiting:
                        self._posted += 1
                    number = self._posted
                if waiting:
                    time.sleep(0.2)
                    continue
                form = s.skjema("ettrinn", s.med(s.ettrinn(), metadata__ftbId=f"SOAK-{number}"))
                files: Any = [
                    ("soeknad", ("soeknad.xml", form, "application/xml")),
                    ("underskjema", ("gjenpart.xml", part, "application/xml")),
                    ("vedlegg", ("plan.gml", plan, "application/gml+xml", typed)),
                ]
                key = {"Idempotency-Key": f"soak-{number}"}
                while not self._end.is_set():
                    try:
                        answer = client.post("/v1/soeknader", headers=key, files=files)
                        if answer.status_code in (200, 201):
                            sak = answer.headers["Location"].rpartition("/")[2]
                            with self._lock:
                                self._accepted.append(sak)
                            break
                        if answer.status_code < 500:
                            self.report.wrong.append(f"application refused: {answer.text[:300]}")
                            return
                    except httpx.TransportError:
                        pass
                    time.sleep(0.2)

    @property
    def _busy(self) -> bool:
        """Is so much waiting that more would only make the drain longer?"""
        try:
            with self.service.lager.for_kommune("9999").lesing() as unit:
                return len(unit.utboks.liste(tilstand=RowState.WAITING.value)) > 400
        except TROUBLE:
            return True

    def _handle(self) -> None:
        """A case worker: every other case is withdrawn, and closed when it is in the archive."""
        store = self.service.lager.for_kommune("9999")
        seen, withdrawn = 0, deque[str]()
        while not self._calm.is_set():
            with self._lock:
                new = self._accepted[seen:]
            seen += len(new)
            for sak in new[::2]:
                if self._do(
                    store, sak, Trekk(begrunnelse="Bygger ikke", brev=(self._letter(sak),))
                ):
                    withdrawn.append(sak)
            for _ in range(len(withdrawn)):
                sak = withdrawn.popleft()
                try:
                    done = innsyn.sak(store, sak).sak.tilstand is Tilstand.ARKIVERT
                except TROUBLE:
                    done = False
                day = (datetime.now(UTC) - timedelta(days=1)).date()
                if not done or not self._do(store, sak, Avslutt(klagefrist=day)):
                    withdrawn.append(sak)
            time.sleep(0.5)

    def _do(self, store: Any, sak: str, command: Any) -> bool:
        for _ in range(20):
            try:
                utfoer(store, sak, command, CASEWORKER, datetime.now(UTC))
            except Avslaatt as no:
                self.log.append(f"case worker: {command.navn} in {sak}: {no}")
                return True
            except TROUBLE:
                time.sleep(0.3)
            else:
                return True
        return False

    def _letter(self, sak: str) -> Dokumentref:
        text = "<linje>Vi bygger ikke likevel.</linje>" * 100
        stored = self.service.filer.lagre(f"<brev sak={sak!r}>{text}</brev>".encode())
        return Dokumentref(
            sha256=stored.sha256, filnavn="trukket.xml", stoerrelse=stored.stoerrelse,
            type="Brev", mime="application/xml",
        )  # fmt: skip

    def _chaos(self) -> None:
        """Kills a process or takes the database away, every now and then."""
        while not self._calm.wait(self.random.uniform(*self.pace)):
            what = self.random.choices(["worker", "server", "database"], weights=[3, 2, 4])[0]
            if what == "database":
                try:
                    self._tell(self.database.take_down(self.random.uniform(0.1, 1.3)))
                except TROUBLE:  # it was down already
                    time.sleep(0.5)
                continue
            name = self.random.choice(WORKERS) if what == "worker" else "server"
            process = self._processes[name]
            at_work = self._done(name) > self._done_at_start.get(name, 0)
            if process.poll() is None and (at_work or self.random.random() < 0.1):
                self._tell(f"kill -9 of {what}")
                process.send_signal(signal.SIGKILL)

    def _operate(self) -> None:
        """An operator: looks at each dead letter, and sends it again; ends a pause."""
        store = self.service.lager.for_kommune("9999")
        while not self._end.wait(0.5):
            try:
                with store.lesing() as unit:
                    dead = unit.utboks.liste(tilstand=RowState.REFUSED.value)
                if paused := self.service.koe.paused(self.adapter):
                    self.report.wrong.append(f"paused: {paused}")
                    gjenoppta(self.service, "drift")
                for row in dead:
                    self.report.dead_letters += 1
                    if not self._explained(row.noekkel, row.grunn):
                        self.report.unexplained.append(f"{row.noekkel}: {row.grunn}")
                    send_igjen(self.service, row.noekkel, "drift", "sett på", datetime.now(UTC))
            except TROUBLE:
                time.sleep(0.5)

    def _explained(self, key: str, reason: str) -> bool:
        """A refusal that was injected, or a silence whose cause was."""
        with self._lock:
            kinds = {one["kind"] for one in self._told if one["key"] == key}
            killed = any(one["kind"].startswith("kill -9 of worker") for one in self._told)
        code = reason.partition(":")[0]
        if code == REJECTED:
            return "refused by the archive" in kinds
        return code == "taushet" and (bool(kinds & SILENT) or killed)

    # The end

    def _drain(self, deadline: float) -> None:
        store = self.service.lager.for_kommune("9999")
        while time.monotonic() < deadline:
            self._supervise()
            try:
                with store.lesing() as unit:
                    rows = unit.utboks.liste()
                if all(row.tilstand == RowState.DONE.value for row in rows):
                    return
            except TROUBLE:
                self.log.append("driver: the database is away")
            time.sleep(0.3)
        with store.lesing() as unit:
            left = [r for r in unit.utboks.liste() if r.tilstand != RowState.DONE.value]
        self.report.wrong += [f"not delivered: {r.noekkel} {r.tilstand} {r.grunn}" for r in left]

    def count(self) -> None:
        """From the archive's own content: what should be there, once each, in order."""
        report, store = self.report, self.service.lager.for_kommune("9999")
        report.faults = self.faults()
        archive: Any = self.service.arkiv
        with store.lesing() as unit:
            cases = [line.sak for line in unit.saker.liste(0, 1_000_000)]
            wanted = {
                sak: arkivoppdrag(
                    "9999", sak, [one.hendelse for one in unit.saker.hendelser(sak)], 0,
                    self.service.arkivoppsett,
                )
                for sak in cases
            }  # fmt: skip
        report.cases, report.commands = len(cases), sum(map(len, wanted.values()))
        made = [
            str(a.target_of(one))
            for commands in wanted.values()
            for one in commands
            if isinstance(one, a.EnsureCase | a.EnsureEntry | a.AddDocument)
        ]
        held = Counter(objects(self.adapter, self.folder, archive))
        report.lost += sorted(set(made) - set(held))
        report.doubled += sorted(k for k, n in (held - Counter(made)).items() if n)
        for commands in wanted.values():
            for one in commands:
                if isinstance(one, a.WriteOff):
                    found = archive.find(one.entry)
                    times = 0 if found is None else found.written_off.count(one.record)
                    if times != 1:
                        (report.doubled if times else report.lost).append(f"{one.key}: {times}")
        for sak in set(self._accepted) - set(cases):
            report.lost.append(f"case {sak} was promised to its sender")
        if len(cases) != self._posted or len(set(self._accepted)) != len(self._accepted):
            report.doubled.append(f"{self._posted} applications became {len(cases)} cases")
        proof = avstem(self.service, archive, "9999", innhold=True)
        report.wrong += [f"reconcile: {x.funnet} {x.noekkel} {x.grunn}" for x in proof.linjer]
        self._check_order({sak: [one.key for one in all_] for sak, all_ in wanted.items()})

    def _check_order(self, keys: dict[str, list[str]]) -> None:
        """No command of a case was sent before the one ahead of it, and never two at once."""
        with self._lock:
            told = sorted(self._told, key=lambda one: one["at"])
        first: dict[str, int] = {}
        for one in told:
            if one["kind"] == "sent":
                first.setdefault(one["key"], one["at"])
            elif "BROKEN" in one["kind"]:
                self.report.wrong.append(f"{one['kind']}: {one['key']}")
        for case_keys in keys.values():
            times = [first[key] for key in case_keys if key in first]
            if times != sorted(times):
                self.report.wrong.append(f"out of order: {case_keys[0]}")
