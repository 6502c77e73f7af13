"""What an operator asks of the delivery, over all municipalities: counts, ages, pauses, workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Engine, RowMapping, func, select

from byggsak.archive.outbox import RowState
from byggsak.store.arkivtabeller import arbeider, stans
from byggsak.store.motor import les
from byggsak.store.tabeller import utboks

KOL = utboks.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Antall:
    """How many rows of a municipality are in a state, and when the oldest was put there."""

    kommune: str
    tilstand: str
    antall: int
    eldste: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rad:
    """A row that someone should look at."""

    kommune: str
    sak: str
    noekkel: str
    slag: str
    grunn: str
    siden: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stans:
    """An adapter that gets nothing, and why."""

    adapter: str
    grunn: str
    siden: datetime


def antall(motor: Engine, kommuner: Sequence[str]) -> list[Antall]:
    """Rows per municipality and state."""
    spoerring = (
        select(
            KOL.kommune,
            KOL.tilstand,
            func.count().label("antall"),
            func.min(KOL.opprettet).label("eldste"),
        )
        .where(KOL.kommune.in_(kommuner))
        .group_by(KOL.kommune, KOL.tilstand)
        .order_by(KOL.kommune, KOL.tilstand)
    )
    with les(motor) as db:
        return [Antall(**rad) for rad in db.execute(spoerring).mappings()]


def nektede(motor: Engine, kommuner: Sequence[str], hoeyst: int = 200) -> list[Rad]:
    """Dead letters: rows that the archive refused, oldest first."""
    return _rader(motor, kommuner, hoeyst, KOL.tilstand == RowState.REFUSED.value)


def tause(motor: Engine, kommuner: Sequence[str], naa: datetime, hoeyst: int = 200) -> list[Rad]:
    """Rows that the archive took and has not answered by the time it should have."""
    kriterium = (KOL.tilstand == RowState.ACCEPTED.value) & (KOL.neste <= naa)
    return _rader(motor, kommuner, hoeyst, kriterium)


def ventende(motor: Engine, kommuner: Sequence[str], foer: datetime) -> list[Rad]:
    """Rows put in the queue before `foer` that are neither delivered nor refused, nor waiting for
    an answer or for an earlier row of the case."""
    foerst = (
        select(KOL.kommune, KOL.sak, func.min(KOL.sekvens).label("sekvens"))
        .where(KOL.tilstand != RowState.DONE.value)
        .group_by(KOL.kommune, KOL.sak)
        .subquery()
    )
    foran = (
        select(utboks)
        .join(
            foerst,
            (KOL.kommune == foerst.c.kommune)
            & (KOL.sak == foerst.c.sak)
            & (KOL.sekvens == foerst.c.sekvens),
        )
        .where(KOL.kommune.in_(kommuner), KOL.opprettet < foer)
        .where(KOL.tilstand.in_([RowState.WAITING.value, RowState.SENDING.value]))
        .order_by(KOL.opprettet, KOL.noekkel)
        .limit(200)
    )
    with les(motor) as db:
        return [_rad(rad) for rad in db.execute(foran).mappings()]


def stanser(motor: Engine) -> list[Stans]:
    """Every paused adapter."""
    spoerring = select(stans.c.adapter, stans.c.grunn, stans.c.tid.label("siden"))
    with les(motor) as db:
        return [Stans(**rad) for rad in db.execute(spoerring.order_by(stans.c.adapter)).mappings()]


def arbeidere(motor: Engine) -> list[tuple[str, datetime]]:
    """Every worker that has run, and when it was last heard of."""
    with les(motor) as db:
        rader = db.execute(select(arbeider.c.navn, arbeider.c.sett).order_by(arbeider.c.navn))
        return [(rad.navn, rad.sett) for rad in rader]


def _rader(
    motor: Engine, kommuner: Sequence[str], hoeyst: int, kriterium: ColumnElement[bool]
) -> list[Rad]:
    spoerring = (
        select(utboks)
        .where(KOL.kommune.in_(kommuner), kriterium)
        .order_by(KOL.opprettet, KOL.kommune, KOL.sak, KOL.sekvens)
        .limit(hoeyst)
    )
    with les(motor) as db:
        return [_rad(rad) for rad in db.execute(spoerring).mappings()]


def _rad(rad: RowMapping) -> Rad:
    return Rad(
        kommune=rad["kommune"],
        sak=rad["sak"],
        noekkel=rad["noekkel"],
        slag=rad["slag"],
        grunn=rad["grunn"],
        siden=rad["opprettet"],
    )
