"""Removes each guard in turn, everywhere it stands; some test must fail.

`python -m tests.mutate_guards` tries them all (a few minutes) and exits 1 when one is not missed.
`--sample N` tries N of them, evenly spread; `--only ID` one; `--tests` names who must notice.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from byggsak.case.tabell import ALLE
from byggsak.case.vakt import Vakt

ROOT = Path(__file__).parents[1]
TESTS = ("tests/test_states_vakter.py", "tests/test_case.py")
"""Not those that compare the README with the tables: that it is stale proves nothing."""


def guards() -> dict[str, Vakt]:
    """Every guard in the tables, by id, in the order of the tables."""
    return {vakt.id: vakt for overgang in ALLE for vakt in overgang.alle_vakter}


def remove(vakt: Vakt) -> None:
    """From now on, in this process, the guard lets everything through."""

    def always(_: Any) -> bool:
        return True

    always.__name__ = vakt.id
    object.__setattr__(vakt, "sjekk", always)


def missed(vakt: Vakt, tests: Sequence[str]) -> bool:
    """Does a test fail when the guard is gone? Asked in a child process."""
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        code = 70
        try:
            remove(vakt)
            chosen = [str(ROOT / one) for one in tests]
            options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
            code = int(pytest.main([*options, *chosen]))
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        raise RuntimeError(f"The tests could not be run without {vakt.id}: exit code {code}.")
    return code == 1


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--tests", nargs="+", default=list(TESTS))
    chosen = parser.parse_args(arguments)
    os.chdir(ROOT)
    alle = list(guards().values())
    if chosen.only:
        alle = [guards()[chosen.only]]
    elif chosen.sample:
        alle = alle[:: max(1, len(alle) // chosen.sample)][: chosen.sample]
    start, survivors = time.monotonic(), []
    for vakt in alle:
        if not missed(vakt, chosen.tests):
            survivors.append(vakt.id)
            print(f"nobody misses {vakt.id}", flush=True)
    took = time.monotonic() - start
    print(f"{len(alle) - len(survivors)} of {len(alle)} guards are missed ({took:.0f} s)")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
