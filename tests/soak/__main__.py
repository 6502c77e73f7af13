"""Soaks every adapter on both databases, and prints what was injected and what was found.

    python -m tests.soak [--faults 1300] [--pace 3 12] [--adapters memory ...] [--databases sqlite]

`--faults` for each adapter on each database. PostgreSQL is a server of its own, which is restarted.
Exit code 1 when anything was lost, doubled, unexplained or wrong.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.soak.kjoering import Report, Soak
from tests.soak.postgres import database

ADAPTERS = ("memory", "folder", "noark5", "template")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=1300)
    parser.add_argument("--adapters", nargs="+", default=ADAPTERS)
    parser.add_argument("--databases", nargs="+", default=("sqlite", "postgres"))
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument(
        "--pace", nargs=2, type=float, default=(3.0, 12.0), metavar="SECONDS",
        help="least and most between blows at processes and database",
    )  # fmt: skip
    parser.add_argument("--log", action="store_true", help="what the processes said, at the end")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # and the processes are ended first
    total, clean = Counter[str](), True
    print("| Adapter | Database | Cases | Commands | Faults | Dead letters | Unexplained "
          "| Lost | Doubled | Seconds |")  # fmt: skip
    print("| --- " * 10 + "|", flush=True)
    for kind in chosen.databases:
        for adapter in chosen.adapters:
            with (
                tempfile.TemporaryDirectory() as folder,
                database(kind, Path(folder), own_server=True) as given,
            ):
                soak = Soak(adapter, given, Path(folder), chosen.faults, chosen.seed)
                soak.pace = tuple(chosen.pace)
                report = soak.run()
            if chosen.log:
                print(*soak.log, sep="\n", file=sys.stderr)
            tell(adapter, kind, report)
            total += report.faults
            clean &= report.clean
    print("\n| Fault | Injected |\n| --- | --- |")
    for fault, count in total.most_common():
        print(f"| {fault} | {count} |")
    print(f"| all | {total.total()} |")
    return 0 if clean else 1


def tell(adapter: str, kind: str, r: Report) -> None:
    figures = (
        adapter, kind, r.cases, r.commands, r.faults.total(), r.dead_letters, len(r.unexplained),
        len(r.lost), len(r.doubled), round(r.seconds),
    )  # fmt: skip
    print(f"| {' | '.join(map(str, figures))} |", flush=True)
    for what in (*r.unexplained, *r.lost, *r.doubled, *r.wrong):
        print(f"    {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
