"""Files of `fixtures/` that a module makes: written anew, or held up against what lies there."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path


def write_or_check(folder: Path, files: Mapping[str, bytes], mode: str) -> int:
    """`--write` writes the files; anything else names those that are stale on standard error.

    Returns an exit code: 0 when all is well, 1 when something is stale.
    """
    if mode == "--write":
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
        return 0
    stale = [
        name
        for name, data in files.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != data
    ]
    for name in stale:
        print(f"fixtures/{folder.name}/{name} is stale", file=sys.stderr)
    return min(len(stale), 1)
