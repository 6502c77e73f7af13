"""A bounded, thread-safe memory of good answers, least recently used out first."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Mellomlager(Generic[T]):
    """Keeps at most `plass` values with the time each was fetched. What is old is the asker's
    question, not the store's: a stale answer may still be the best there is."""

    def __init__(self, plass: int) -> None:
        if plass < 1:
            raise ValueError(f"The cache must have room for at least one answer, not {plass}.")
        self._plass = plass
        self._verdier: OrderedDict[str, tuple[T, datetime]] = OrderedDict()
        self._laas = Lock()

    def hent(self, noekkel: str) -> tuple[T, datetime] | None:
        with self._laas:
            funnet = self._verdier.get(noekkel)
            if funnet is not None:
                self._verdier.move_to_end(noekkel)
            return funnet

    def legg(self, noekkel: str, verdi: T, hentet: datetime) -> None:
        with self._laas:
            self._verdier[noekkel] = (verdi, hentet)
            self._verdier.move_to_end(noekkel)
            while len(self._verdier) > self._plass:
                self._verdier.popitem(last=False)

    def __len__(self) -> int:
        with self._laas:
            return len(self._verdier)
