"""The only way to the rows: every statement made here carries the municipality.

The classes that read and write tables get a `Tilgang`, never a connection, so that a statement
without municipality cannot be written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    CursorResult,
    RowMapping,
    Select,
    Table,
    Update,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

_NUMMER = re.compile(r"[0-9]{4}")


class UgyldigKommune(ValueError):
    """A municipality is named by its four digits."""


@dataclass(frozen=True)
class Setning:
    """A statement made once and run often, with the parameter `kommune_`. `skriver`: it changes
    rows."""

    setning: Select[Any] | Update
    skriver: bool = False

    def __post_init__(self) -> None:
        if "kommune_" not in self.setning.compile().params:
            raise ValueError("A statement must be about one municipality: bindparam('kommune_').")


@dataclass(frozen=True)
class Tilgang:
    """One municipality's rows, in one transaction. `leser`: nothing may be written."""

    _forbindelse: Connection
    kommune: str
    leser: bool

    def __post_init__(self) -> None:
        if not _NUMMER.fullmatch(self.kommune):
            raise UgyldigKommune(
                f"{self.kommune!r} is not a municipality number. Give four digits, e.g. '9999'."
            )

    def rader(
        self,
        tabell: Table,
        *kriterier: ColumnElement[bool],
        etter: Sequence[ColumnElement[Any]] = (),
        hoeyst: int | None = None,
        laas: bool = False,
    ) -> Sequence[RowMapping]:
        """The rows that fit, ordered by `etter`. `laas` holds them until the end (PostgreSQL)."""
        sporring = self._velg(tabell, *kriterier).order_by(*etter)
        if hoeyst is not None:
            sporring = sporring.limit(hoeyst)
        if laas:
            sporring = sporring.with_for_update()
        return self._forbindelse.execute(sporring).mappings().all()

    def kolonner(
        self,
        kolonner: Sequence[Column[Any]],
        *kriterier: ColumnElement[bool],
        etter: Sequence[ColumnElement[Any]] = (),
        hoeyst: int | None = None,
    ) -> list[tuple[Any, ...]]:
        """Some columns of one table, where many rows are read."""
        (tabell,) = {kolonne.table for kolonne in kolonner}
        sporring = (
            select(*kolonner)
            .where(tabell.c.kommune == self.kommune, *kriterier)
            .order_by(*etter)
            .limit(hoeyst)
        )
        return [tuple(rad) for rad in self._forbindelse.execute(sporring)]

    def kjoer(self, ferdig: Setning, **verdier: Any) -> Sequence[Any]:
        """The rows of a statement made beforehand, for this municipality."""
        return self._utfoer(ferdig, verdier).all()

    def endre(self, ferdig: Setning, **verdier: Any) -> int:
        """Runs a statement that changes rows; how many."""
        return self._utfoer(ferdig, verdier).rowcount

    def endre_mange(self, ferdig: Setning, rader: Sequence[Mapping[str, Any]]) -> None:
        """Runs a statement that changes rows once for each of `rader`."""
        self._krev_skriving()
        if rader:
            self._forbindelse.execute(
                ferdig.setning, [{**rad, "kommune_": self.kommune} for rad in rader]
            )

    def _utfoer(self, ferdig: Setning, verdier: Mapping[str, Any]) -> CursorResult[Any]:
        if ferdig.skriver:
            self._krev_skriving()
        return self._forbindelse.execute(ferdig.setning, {**verdier, "kommune_": self.kommune})

    def en(
        self, tabell: Table, *kriterier: ColumnElement[bool], laas: bool = False
    ) -> RowMapping | None:
        """The first row that fits, or None."""
        rader = self.rader(tabell, *kriterier, hoeyst=1, laas=laas)
        return rader[0] if rader else None

    def tall(self, hva: ColumnElement[Any], tabell: Table, *kriterier: ColumnElement[bool]) -> int:
        """An aggregate over the rows that fit (`func.count()`, `func.max(...)`); 0 for none."""
        sporring = (
            select(func.coalesce(hva, 0))
            .select_from(tabell)
            .where(tabell.c.kommune == self.kommune, *kriterier)
        )
        return int(self._forbindelse.execute(sporring).scalar_one())

    def sett_inn(self, tabell: Table, rader: Sequence[Mapping[str, Any]]) -> None:
        """Adds rows. The municipality is filled in here and cannot be given by the caller."""
        self._krev_skriving()
        if rader:
            self._forbindelse.execute(
                insert(tabell), [{**rad, "kommune": self.kommune} for rad in rader]
            )

    def sett_inn_om_ny(self, tabell: Table, rad: Mapping[str, Any]) -> bool:
        """Adds the row unless its key is there already; whether it was added."""
        self._krev_skriving()
        dialekt = postgresql if self._forbindelse.dialect.name == "postgresql" else sqlite
        setning = (
            dialekt.insert(tabell)
            .values({**rad, "kommune": self.kommune})
            .on_conflict_do_nothing(index_elements=list(tabell.primary_key))
        )
        svar = self._forbindelse.execute(setning, execution_options={"preserve_rowcount": True})
        return svar.rowcount == 1

    def oppdater(
        self, tabell: Table, verdier: Mapping[str, Any], *kriterier: ColumnElement[bool]
    ) -> int:
        """Changes the rows that fit; how many. The municipality of a row never changes."""
        self._krev_skriving()
        if "kommune" in verdier:
            raise ValueError("A row stays in its municipality; leave `kommune` out.")
        setning = (
            update(tabell).where(tabell.c.kommune == self.kommune, *kriterier).values(**verdier)
        )
        return self._forbindelse.execute(setning).rowcount

    def slett(self, tabell: Table, *kriterier: ColumnElement[bool]) -> int:
        """Removes the rows that fit; how many. Append-only tables refuse."""
        self._krev_skriving()
        setning = delete(tabell).where(tabell.c.kommune == self.kommune, *kriterier)
        return self._forbindelse.execute(setning).rowcount

    def _velg(self, tabell: Table, *kriterier: ColumnElement[bool]) -> Select[Any]:
        return select(tabell).where(tabell.c.kommune == self.kommune, *kriterier)

    def _krev_skriving(self) -> None:
        if self.leser:
            raise RuntimeError(
                "This unit of work only reads. Open it with `enhet()`, not `lesing()`."
            )
