"""Where the bytes of one attachment go while a filing is read."""

from __future__ import annotations

import hashlib
from typing import Protocol

from byggsak.domain.vedlegg import Innholdsdom
from byggsak.services.filer import Filer
from byggsak.services.vedlegg import bedoem


class Sluk(Protocol):
    """Where the bytes of one attachment go."""

    def skriv(self, data: bytes) -> None: ...

    def ferdig(self) -> tuple[str, int]:
        """SHA-256 in hex and size in bytes; the content is kept (or known) from here on."""
        ...

    def dom(self) -> Innholdsdom | None:
        """What the content is; asked once, after `ferdig`. None from a sink that kept nothing."""
        ...

    def avbryt(self) -> None:
        """Forget what was written; safe to call after `ferdig`, then without effect."""
        ...


class Hashsluk:
    """Counts and hashes; keeps nothing."""

    def __init__(self) -> None:
        self._sha256 = hashlib.sha256()
        self._stoerrelse = 0

    def skriv(self, data: bytes) -> None:
        self._sha256.update(data)
        self._stoerrelse += len(data)

    def ferdig(self) -> tuple[str, int]:
        return self._sha256.hexdigest(), self._stoerrelse

    def dom(self) -> Innholdsdom | None:
        return None

    def avbryt(self) -> None:
        return


class Proevesluk(Hashsluk):
    """Counts, hashes and judges, through a file on disk that has no name and does not stay."""

    def __init__(self, filer: Filer) -> None:
        super().__init__()
        self._fil = filer.midlertidig()

    def skriv(self, data: bytes) -> None:
        super().skriv(data)
        self._fil.write(data)

    def dom(self) -> Innholdsdom | None:
        with self._fil:
            return bedoem(self._fil)

    def avbryt(self) -> None:
        self._fil.close()
