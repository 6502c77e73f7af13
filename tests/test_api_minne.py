"""A large attachment costs disk, never memory: measured on the process `byggsak serve` starts."""

import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import httpx
import pytest

SAKER = Path(__file__).parents[1] / "fixtures" / "saker"
MB = 1024 * 1024

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="memory is read from /proc, which only Linux has"
)


@pytest.fixture(scope="module")
def tjener(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int, Path]]:
    mappe = tmp_path_factory.mktemp("minne")
    miljoe = {k: v for k, v in os.environ.items() if not k.startswith("BYGGSAK_")}
    miljoe |= {"BYGGSAK_DATABASE": f"sqlite:///{mappe}/db", "BYGGSAK_FILES": f"{mappe}/filer"}
    prosess = subprocess.Popen(
        [sys.executable, "-m", "byggsak.cli", "serve", "--port", "0"],
        env=miljoe,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield _adresse(prosess.stderr), prosess.pid, mappe
    finally:
        prosess.terminate()
        prosess.wait(timeout=30)


def _adresse(stderr: IO[str] | None) -> str:
    assert stderr is not None
    for linje in stderr:
        if funnet := re.search(r"http://\S+", linje):
            return funnet[0]
    raise RuntimeError("the service did not start")


def topp(pid: int) -> int:
    """The most memory the process has held since `nullstill`, bytes."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    funnet = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert funnet is not None
    return int(funnet[1]) * 1024


def nullstill(pid: int) -> int:
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    return topp(pid)


@pytest.mark.parametrize("sti", ["/v1/kontroll", "/v1/soeknader"])
def test_300_mb_are_received_in_under_100_mb(
    tjener: tuple[str, int, Path], tmp_path: Path, sti: str
) -> None:
    base, pid, mappe = tjener
    stor = tmp_path / "modell.ifc"
    with stor.open("wb") as fil:
        fil.truncate(300 * MB)
        fil.write(sti.encode())
    skjema = (SAKER / "enebolig-01-soeknad.xml").read_bytes()

    def send(vedlegg: Path, noekkel: str) -> httpx.Response:
        with vedlegg.open("rb") as stroem:
            return httpx.post(
                f"{base}{sti}",
                files=[
                    ("vedlegg", (vedlegg.name, stroem, "x/y", {"Vedleggstype": "Annet"})),
                    ("soeknad", ("s.xml", skjema + f"<!-- {noekkel} -->".encode())),
                ],
                headers={"Idempotency-Key": noekkel},
                timeout=120,
            )

    assert send(SAKER / "felles-TegningNyPlan.pdf", f"varm-{time.time()}").is_success
    foer = nullstill(pid)
    svar = send(stor, f"stor-{time.time()}")
    assert svar.is_success, svar.text
    assert topp(pid) - foer < 100 * MB
    with stor.open("rb") as fil:
        sha256 = hashlib.file_digest(fil, "sha256").hexdigest()
    lagret = [f for f in (mappe / "filer").rglob(sha256) if f.stat().st_size > 300 * MB - 1]
    assert bool(lagret) == (sti == "/v1/soeknader")
