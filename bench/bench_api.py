"""Durable filing over real HTTP: `POST /v1/soeknader` on SQLite, every application a case."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from rich.console import Console
from rich.progress import track
from rich.table import Table

from byggsak.testing import soeknader as s

ROOT = Path(__file__).parents[1]
ANTALL = 600
SAMTIDIGE = 8


def run(console: Console) -> Table:
    with tempfile.TemporaryDirectory() as mappe, socket.socket() as ledig:
        ledig.bind(("127.0.0.1", 0))
        port = ledig.getsockname()[1]
        ledig.close()
        miljoe = os.environ | {
            "BYGGSAK_DATABASE": f"sqlite:///{mappe}/byggsak.db",
            "BYGGSAK_FILES": f"{mappe}/filer",
            "BYGGSAK_KOMMUNER": "9999",
        }
        tjener = subprocess.Popen(
            [sys.executable, "-m", "byggsak.cli", "serve", "--port", str(port), "--processes", "2"],
            env=miljoe,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            return _maal(console, f"http://127.0.0.1:{port}", tjener.pid)
        finally:
            tjener.terminate()
            tjener.wait(10)


def _maal(console: Console, adresse: str, pid: int) -> Table:
    gjenpart = (ROOT / "fixtures/saker/enebolig-01-gjenpart.xml").read_bytes()
    plan = (ROOT / "fixtures/saker/enebolig-01-situasjonsplan.gml").read_bytes()
    former = [
        s.skjema("ettrinn", s.med(s.ettrinn(), metadata__ftbId=f"BENK-{n}")) for n in range(ANTALL)
    ]
    with httpx.Client(base_url=adresse, timeout=30) as klient:
        _vent(klient)

        def lever(nr: int) -> float:
            start = time.perf_counter()
            svar = klient.post(
                "/v1/soeknader",
                headers={"Idempotency-Key": f"benk-{nr}"},
                files=[
                    ("soeknad", ("soeknad.xml", former[nr], "application/xml")),
                    ("underskjema", ("gjenpart.xml", gjenpart, "application/xml")),
                    (
                        "vedlegg",
                        (
                            "plan.gml",
                            plan,
                            "application/gml+xml",
                            {"Vedleggstype": "Situasjonsplan"},
                        ),
                    ),
                ],
            )
            assert svar.status_code == 201, svar.text
            return time.perf_counter() - start

        for nr in range(20):
            lever(nr)
        start = time.perf_counter()
        with ThreadPoolExecutor(SAMTIDIGE) as flere:
            tider = sorted(
                track(
                    flere.map(lever, range(20, ANTALL)),
                    "Filing applications",
                    total=ANTALL - 20,
                    console=console,
                )
            )
        brukt = time.perf_counter() - start
    tabell = Table(title=f"POST /v1/soeknader, {SAMTIDIGE} at a time, client on the same cores")
    for kolonne in ("applications a second", "median ms", "p99 ms", "server memory MB"):
        tabell.add_column(kolonne, justify="right")
    minne = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * 4096 / 1e6
    tabell.add_row(
        f"{len(tider) / brukt:.0f}",
        f"{tider[len(tider) // 2] * 1e3:.1f}",
        f"{tider[int(len(tider) * 0.99)] * 1e3:.1f}",
        f"{minne:.0f}",
    )
    return tabell


def _vent(klient: httpx.Client) -> None:
    for _ in range(100):
        try:
            if klient.get("/helse").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start in ten seconds")
