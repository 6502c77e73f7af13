"""Coverage-guided fuzzing of all that reads bytes from a sender: `python tests/fuzz/reader.py`.

The first byte picks the way in (the form, a subform, the situation plan, any attachment), the rest
is the document. A refusal is an answer; anything else that is raised is a fault, and so is an input
that takes more than two seconds or more than 200 MB. libFuzzer's own options apply, for example
`-runs=2000000 -max_len=65536`. Seeds: fixtures/skjema, fixtures/evil, fixtures/saker,
fixtures/vedlegg.
"""

from __future__ import annotations

import io
import resource
import socket
import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["byggsak"]):
    from byggsak.geometry.errors import GeometriFeil
    from byggsak.geometry.situasjonsplan import les_situasjonsplan
    from byggsak.vedlegg.bedoem import bedoem
    from byggsak.xml.inn import les_soeknad

ROOT = Path(__file__).parents[2]
SEEDS = ("skjema", "evil", "saker", "vedlegg")
WAYS = 4
ATTACHMENT = 3
MOST_SECONDS = 2.0
MOST_MEGABYTES = 200
MAIN = (ROOT / "fixtures" / "saker" / "enebolig-01-soeknad.xml").read_bytes()


def no_network(*_: object, **__: object) -> None:
    raise AssertionError("a document made the reader open a connection")


def one_input(data: bytes) -> None:
    """One document; the two seconds are the processor's, so that a busy machine is no fault."""
    if not data:
        return
    start = time.process_time()
    read(data[0] % WAYS, data[1:])
    used = time.process_time() - start
    assert used < MOST_SECONDS, f"{used:.1f} s for {len(data)} bytes"


def read(way: int, document: bytes) -> None:
    if way == 0:
        les_soeknad(document, ())
    elif way == 1:
        les_soeknad(MAIN, (("underskjema.xml", document),))
    elif way == ATTACHMENT:
        bedoem(io.BytesIO(document))
    else:
        try:
            les_situasjonsplan(document, "plan.gml", None)
        except GeometriFeil:
            return


def seed(folder: Path) -> None:
    """Every fixture once for each way in, small ones only: a large seed teaches nothing more."""
    for name in SEEDS:
        for file in sorted((ROOT / "fixtures" / name).glob("*")):
            if file.is_file() and file.stat().st_size < 40_000:
                data = file.read_bytes()
                binary = name == "vedlegg" or file.suffix == ".pdf"
                for way in (ATTACHMENT,) if binary else range(WAYS):
                    (folder / f"{way}-{file.name}").write_bytes(bytes([way]) + data)


def main() -> None:
    socket.socket.connect = no_network  # type: ignore[method-assign,assignment]
    with tempfile.TemporaryDirectory() as corpus:
        seed(Path(corpus))
        for file in sorted(Path(corpus).iterdir()):  # schemas are compiled before the clock counts
            read(file.read_bytes()[0] % WAYS, file.read_bytes()[1:])
        at_rest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        limits = ["-timeout=60", f"-rss_limit_mb={at_rest + MOST_MEGABYTES}", "-max_len=65536"]
        atheris.Setup([sys.argv[0], *limits, *sys.argv[1:], corpus], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
