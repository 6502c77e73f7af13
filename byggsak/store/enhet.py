"""The store: one municipality, one unit of work, one transaction.

    lager = Lager(engine).for_kommune("9999")
    with lager.enhet() as enhet:
        enhet.saker.legg_til(...)
        enhet.utboks.legg_til(...)

Everything in the block is written together, or nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine

from byggsak.store.frister import Frister, Kravkilde
from byggsak.store.innsendinger import Innsendinger
from byggsak.store.motor import les, skriv
from byggsak.store.saker import Saker
from byggsak.store.tilgang import Tilgang, UgyldigKommune
from byggsak.store.utboks import Utboks

__all__ = ["Enhet", "Kommunelager", "Lager", "UgyldigKommune"]


@dataclass(frozen=True)
class Enhet:
    """What one transaction can do in one municipality."""

    _rader: Tilgang
    _krav: Kravkilde | None = None
    saker: Saker = field(init=False)
    innsendinger: Innsendinger = field(init=False)
    utboks: Utboks = field(init=False)
    frister: Frister = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "saker", Saker(self._rader))
        object.__setattr__(self, "innsendinger", Innsendinger(self._rader))
        object.__setattr__(self, "utboks", Utboks(self._rader))
        object.__setattr__(self, "frister", Frister(self._rader, self._krav))


@dataclass(frozen=True)
class Kommunelager:
    """The store of one municipality."""

    _motor: Engine
    kommune: str
    _krav: Kravkilde | None = None

    @contextmanager
    def enhet(self) -> Iterator[Enhet]:
        """A transaction that may write: committed at the end, rolled back on an exception."""
        with skriv(self._motor) as forbindelse:
            yield Enhet(Tilgang(forbindelse, self.kommune, leser=False), self._krav)

    @contextmanager
    def lesing(self) -> Iterator[Enhet]:
        """A transaction that only reads, seeing one moment."""
        with les(self._motor) as forbindelse:
            yield Enhet(Tilgang(forbindelse, self.kommune, leser=True), self._krav)


@dataclass(frozen=True)
class Lager:
    """All municipalities of one database. The rows are reached through `for_kommune` only.

    With the numbers of the law (`krav`), deadlines are written together with the events; without,
    a sweep that has them writes them afterwards.
    """

    _motor: Engine
    _krav: Kravkilde | None = None

    def for_kommune(self, kommune: str) -> Kommunelager:
        """The store of the municipality with this number. Raises UgyldigKommune."""
        if len(kommune) != 4 or not (kommune.isascii() and kommune.isdigit()):
            raise UgyldigKommune(
                f"{kommune!r} is not a municipality number. Give four digits, e.g. '9999'."
            )
        return Kommunelager(self._motor, kommune, self._krav)
