"""The file store: received bytes by their SHA-256, kept as they came for ever.

A file is written beside its place, forced to the disk and then moved there, so a reader never
sees half a file and a crash leaves at most a forgotten temporary one. Nothing is overwritten: the
same bytes are the same file.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import AsyncIterable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from byggsak.archive.records import Fil as Arkivfil

BIT: Final = 1024 * 1024
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class ForStorFil(ValueError):
    """The file is larger than allowed; nothing of it is kept."""

    def __init__(self, grense: int) -> None:
        super().__init__(
            f"Filen er større enn {grense} byte, som er det meste byggsak tar imot. "
            "Del den opp, eller komprimer den."
        )
        self.grense = grense


@dataclass(frozen=True, slots=True)
class LagretFil:
    """A file in the store: 64 hex digits, bytes, and its place relative to the store's root."""

    sha256: str
    stoerrelse: int
    sted: str


@dataclass(frozen=True)
class Filer:
    """The file store below `rot`."""

    rot: Path

    def lagre(self, innhold: bytes) -> LagretFil:
        """Stores bytes that are in memory."""
        return self.stroem([innhold])

    def stroem(self, biter: Iterable[bytes], grense: int | None = None) -> LagretFil:
        """Stores a stream, piece by piece. Raises ForStorFil past `grense` bytes."""
        with self._skriver(grense) as skriver:
            for bit in biter:
                skriver.skriv(bit)
        return skriver.ferdig()

    async def stroem_async(
        self, biter: AsyncIterable[bytes], grense: int | None = None
    ) -> LagretFil:
        """The same for a stream that is awaited."""
        with self._skriver(grense) as skriver:
            async for bit in biter:
                skriver.skriv(bit)
        return skriver.ferdig()

    def fra_fil(self, fil: BinaryIO, grense: int | None = None) -> LagretFil:
        """Stores what is left to read of an open file."""
        return self.stroem(iter(lambda: fil.read(BIT), b""), grense)

    def skriver(self, grense: int | None = None) -> AbstractContextManager[_Skriver]:
        """For whoever is handed pieces one by one: `skriv` them inside the block, then `ferdig`.

        The file is in the store when the block has ended well; otherwise nothing of it is kept.
        """
        return self._skriver(grense)

    def midlertidig(self) -> BinaryIO:
        """An unnamed file, gone when it is closed: for what is looked at and not kept."""
        halve = self.rot / "halve"
        halve.mkdir(parents=True, exist_ok=True)
        return cast(BinaryIO, tempfile.TemporaryFile(dir=halve))

    def har(self, sha256: str) -> bool:
        """Whether the store holds these bytes."""
        return self._plass(sha256).is_file()

    def finn(self, sha256: str) -> LagretFil:
        """The stored file. Raises FileNotFoundError."""
        plass = self._plass(sha256)
        return LagretFil(sha256, plass.stat().st_size, str(plass.relative_to(self.rot)))

    def les(self, sha256: str) -> bytes:
        """All bytes, checked against their hash. For forms and plans, not for large files."""
        innhold = self._plass(sha256).read_bytes()
        if hashlib.sha256(innhold).hexdigest() != sha256:
            raise OSError(f"Filen {sha256} er skadet på disk. Hent den tilbake fra sikkerhetskopi.")
        return innhold

    @contextmanager
    def aapne(self, sha256: str) -> Iterator[BinaryIO]:
        """The file open for reading. Raises FileNotFoundError."""
        with self._plass(sha256).open("rb") as fil:
            yield fil

    @contextmanager
    def open(self, fil: Arkivfil) -> Iterator[BinaryIO]:
        """As `byggsak.archive.port.FileSource`: the content behind an archive's file handle."""
        with self.aapne(fil.sha256) as aapnet:
            yield aapnet

    def _plass(self, sha256: str) -> Path:
        # The name comes from requests too: only a hash may become a path.
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256!r:.80} is not a SHA-256 in 64 lower-case hex digits.")
        return self.rot / sha256[:2] / sha256[2:4] / sha256

    @contextmanager
    def _skriver(self, grense: int | None) -> Iterator[_Skriver]:
        halve = self.rot / "halve"
        halve.mkdir(parents=True, exist_ok=True)
        nummer, navn = tempfile.mkstemp(dir=halve)
        try:
            with os.fdopen(nummer, "wb") as fil:
                skriver = _Skriver(self, fil, Path(navn), grense)
                yield skriver
                fil.flush()
                os.fsync(fil.fileno())
            skriver.flytt()
        finally:
            Path(navn).unlink(missing_ok=True)


class _Skriver:
    """One file on its way in."""

    def __init__(self, filer: Filer, fil: BinaryIO, navn: Path, grense: int | None) -> None:
        self._filer, self._fil, self._navn, self._grense = filer, fil, navn, grense
        self._hash = hashlib.sha256()
        self._antall = 0

    def skriv(self, bit: bytes) -> None:
        self._antall += len(bit)
        if self._grense is not None and self._antall > self._grense:
            raise ForStorFil(self._grense)
        self._hash.update(bit)
        self._fil.write(bit)

    def flytt(self) -> None:
        plass = self._filer._plass(self._hash.hexdigest())
        if plass.exists():
            return
        plass.parent.mkdir(parents=True, exist_ok=True)
        self._navn.chmod(0o440)
        self._navn.rename(plass)
        for mappe in (plass.parent, plass.parent.parent, self._filer.rot):
            _synk(mappe)

    def ferdig(self) -> LagretFil:
        sha256 = self._hash.hexdigest()
        return LagretFil(
            sha256, self._antall, str(self._filer._plass(sha256).relative_to(self._filer.rot))
        )


def _synk(mappe: Path) -> None:
    # A rename is on the disk only when its folder is.
    nummer = os.open(mappe, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)
