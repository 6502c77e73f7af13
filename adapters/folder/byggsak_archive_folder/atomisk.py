"""Files that are there whole or not at all: written beside their place, synced, renamed.

The folder is synced after the rename, so that what was answered is still there after a power cut.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

DRAFT = ".utkast-"


@contextmanager
def write(target: Path) -> Iterator[BinaryIO]:
    """A stream to a new file that becomes `target` when the block ends without an exception.

    The caller holds the lock: a draft left by a process that was killed is written over.
    """
    draft = target.with_name(f"{DRAFT}{target.name}")
    try:
        with draft.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)
        sync(target.parent)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def folder(path: Path) -> None:
    """Make the folder, and see that it is on the disk."""
    if not path.is_dir():
        path.mkdir(parents=True, exist_ok=True)
        sync(path.parent)


def sync(path: Path) -> None:
    """A rename is on the disk only when its folder is."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """One writer at a time, over threads and processes; a process that dies lets go."""
    with path.open("ab") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
