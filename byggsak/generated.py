"""Everything in the repository that a program wrote, and the one command that writes or checks it.

`python -m byggsak.generated --check` exits 1 and names what is stale; `--write` writes it anew.
"""

from __future__ import annotations

import subprocess
import sys

GENERATORS = (
    ("byggsak.rule.docs", "rules/README.md"),
    ("byggsak.xml.katalog", "schemas/README.md"),
    ("byggsak.case.diagram", "byggsak/case/README.md"),
    ("byggsak_api.openapi", "api/openapi.json"),
)
"""(module run with --write or --check, what it writes). The API is reached by name, as a module
to run, so that the engine does not import it."""


def main(mode: str) -> int:
    """Run every generator in `mode` ("--write" or "--check"); the number that failed."""
    failed = 0
    for module, product in GENERATORS:
        done = subprocess.run([sys.executable, "-m", module, mode], check=False)  # noqa: S603
        if done.returncode:
            print(f"{product}: stale or failed; run `make generate`", file=sys.stderr)
            failed += 1
    return failed


if __name__ == "__main__":
    if sys.argv[1:] not in (["--write"], ["--check"]):
        sys.exit("usage: python -m byggsak.generated --write | --check")
    sys.exit(1 if main(sys.argv[1]) else 0)
