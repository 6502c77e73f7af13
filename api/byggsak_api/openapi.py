"""`python -m byggsak_api.openapi --write|--check`: the committed description, and is it fresh?"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from byggsak_api.app import ramme
from byggsak_api.maaling import Maalinger

FIL = Path(__file__).parents[1] / "openapi.json"


def tekst() -> str:
    """The OpenAPI document of this version, as it should stand in api/openapi.json."""
    return json.dumps(ramme(Maalinger()).openapi(), ensure_ascii=False, indent=1) + "\n"


def main(valg: list[str]) -> int:
    match valg:
        case ["--write"]:
            FIL.write_text(tekst(), encoding="utf-8")
            return 0
        case ["--check"]:
            if FIL.is_file() and FIL.read_text("utf-8") == tekst():
                return 0
            print(f"{FIL} is stale. Run: python -m byggsak_api.openapi --write", file=sys.stderr)
            return 1
        case _:
            print("Usage: python -m byggsak_api.openapi --write|--check", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
