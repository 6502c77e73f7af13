"""`python -m bench [NAME...]`: run all benchmarks, or those named."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from rich.console import Console

MODULES = sorted(f.stem.removeprefix("bench_") for f in Path(__file__).parent.glob("bench_*.py"))


def main(names: list[str]) -> int:
    console = Console(width=100)
    unknown = set(names) - set(MODULES)
    if unknown:
        console.print(
            f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(MODULES)}"
        )
        return 2
    for name in names or MODULES:
        console.print(import_module(f"bench.bench_{name}").run(console))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
