"""The memory archive as a system of its own, which lives on when the workers die.

python -m tests.soak.minne SOCKET FILES FOLDER
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.managers import BaseManager
from pathlib import Path
from typing import Any, BinaryIO

from byggsak_archive_memory import create

from byggsak.archive.records import Fil
from byggsak.services.filer import Filer

KEY = b"soak"


class Manager(BaseManager):
    """The door to it."""


class Source:
    """The files, from a disk that may be full or away."""

    def __init__(self, files: Filer, full: Path) -> None:
        self._files, self._full = files, full

    @contextmanager
    def open(self, fil: Fil) -> Iterator[BinaryIO]:
        if self._full.exists():
            raise OSError(errno.ENOSPC, "No space left on device")
        with self._files.open(fil) as stream:
            yield stream


def connect(socket: str) -> Any:
    """The archive behind the door, with the methods of the port."""
    Manager.register("arkiv")
    manager = Manager(address=socket, authkey=KEY)
    manager.connect()
    return manager.arkiv()  # type: ignore[attr-defined]


def main(socket: str, files: Path, folder: Path) -> None:
    archive = create({}, Source(Filer(files), folder / "full"))
    Manager.register("arkiv", callable=lambda: archive)
    Manager(address=socket, authkey=KEY).get_server().serve_forever()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
