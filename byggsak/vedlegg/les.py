"""Reading a file a little at a time, with a bound on how much is ever held."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO, Final

BIT: Final = 256 * 1024
"""Bytes held at a time when a file is read from one end to the other."""
STOERSTE_UTDRAG: Final = 4 * 1024 * 1024
"""Bytes of one excerpt at most; asking for more is a mistake in this package."""


class Kilde:
    """A seekable binary file with its size. Positions outside it give empty bytes, never errors."""

    def __init__(self, fil: BinaryIO) -> None:
        self.fil = fil
        self.stoerrelse = fil.seek(0, os.SEEK_END)

    def ved(self, sted: int, antall: int) -> bytes:
        """Up to `antall` bytes from `sted`."""
        if sted < 0 or sted >= self.stoerrelse or antall <= 0:
            return b""
        assert antall <= STOERSTE_UTDRAG
        self.fil.seek(sted)
        return self.fil.read(antall)

    def hale(self, antall: int) -> tuple[int, bytes]:
        """The last bytes and where they begin."""
        start = max(0, self.stoerrelse - antall)
        return start, self.ved(start, antall)

    def biter(self, fra: int = 0, overlapp: int = 0) -> Iterator[tuple[int, bytes]]:
        """The file from `fra` in pieces with their positions; each begins `overlapp` bytes before
        the one before it ended, so that what is shorter than that is whole in one of them."""
        sted = fra
        while sted < self.stoerrelse:
            bit = self.ved(sted, BIT)
            if not bit:  # the file shrank meanwhile
                return
            yield sted, bit
            if sted + len(bit) >= self.stoerrelse:
                return
            sted += max(1, len(bit) - overlapp)

    def finn(self, ord_: bytes, fra: int = 0, til: int | None = None) -> int:
        """Where the word stands first from `fra` on (before `til`), or -1."""
        for sted, bit in self.biter(fra, len(ord_) - 1):
            if til is not None and sted >= til:
                return -1
            funnet = bit.find(ord_)
            if funnet >= 0:
                return sted + funnet if til is None or sted + funnet < til else -1
        return -1

    def slutt_uten_fyll(self) -> int:
        """The size without the zeros and blanks some programs pad the end with (64 KB at most)."""
        start, hale = self.hale(64 * 1024)
        return start + len(hale.rstrip(b"\x00\t\n\r\x0c \x1a"))
