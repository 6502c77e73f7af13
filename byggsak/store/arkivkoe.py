"""The outbox as the relay (`byggsak.archive.relay`) sees it: one transaction per method.

The relay delivers for all municipalities, so this reads across them; a row is always changed by
its municipality and key, and only while the worker still holds it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    Connection,
    Engine,
    RowMapping,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from byggsak.archive import codec
from byggsak.archive.outbox import CaseRef, ClaimLost, Row, RowState
from byggsak.archive.port import Outcome
from byggsak.store.arkivtabeller import MANUELT, kvittering, stans
from byggsak.store.motor import les, skriv
from byggsak.store.tabeller import utboks

KOL = utboks.c
_LEDIG: dict[str, Any] = {"laast_av": "", "laast_til": None}


class Arkivkoe:
    """Implements `byggsak.archive.outbox.Outbox`."""

    def __init__(self, motor: Engine) -> None:
        self._motor = motor

    def due(self, worker: str, now: datetime, limit: int) -> Sequence[CaseRef]:
        foerst = (
            select(KOL.kommune, KOL.sak, func.min(KOL.sekvens).label("sekvens"))
            .where(KOL.tilstand != RowState.DONE.value)
            .group_by(KOL.kommune, KOL.sak)
            .subquery()
        )
        spoerring = (
            select(KOL.kommune, KOL.sak)
            .join(
                foerst,
                and_(
                    KOL.kommune == foerst.c.kommune,
                    KOL.sak == foerst.c.sak,
                    KOL.sekvens == foerst.c.sekvens,
                ),
            )
            .where(
                KOL.tilstand != RowState.REFUSED.value,
                or_(
                    and_(KOL.laast_av == "", KOL.neste <= now),
                    and_(KOL.laast_av != "", KOL.laast_til <= now),
                    KOL.laast_av == worker,
                ),
            )
            .order_by(KOL.neste, KOL.kommune, KOL.sak)
            .limit(limit)
        )
        with les(self._motor) as db:
            return [CaseRef(rad.kommune, rad.sak) for rad in db.execute(spoerring)]

    def claim(self, case: CaseRef, worker: str, now: datetime, until: datetime) -> Row | None:
        spoerring = (
            select(utboks)
            .where(KOL.kommune == case.kommune, KOL.sak == case.sak)
            .where(KOL.tilstand != RowState.DONE.value)
            .order_by(KOL.sekvens)
            .limit(1)
            .with_for_update()
        )
        with skriv(self._motor) as db:
            rad = db.execute(spoerring).mappings().one_or_none()
            if rad is None or not _kan_tas(rad, worker, now):
                return None
            db.execute(
                update(utboks)
                .where(KOL.kommune == rad["kommune"], KOL.noekkel == rad["noekkel"])
                .values(laast_av=worker, laast_til=until)
            )
            return _oppdrag(rad, worker)

    def unfinished(self, case: CaseRef) -> int:
        spoerring = (
            select(func.count())
            .select_from(utboks)
            .where(KOL.kommune == case.kommune, KOL.sak == case.sak)
            .where(KOL.tilstand != RowState.DONE.value)
        )
        with les(self._motor) as db:
            return int(db.execute(spoerring).scalar_one())

    def sending(self, row: Row) -> None:
        with skriv(self._motor) as db:
            _endre(db, row, tilstand=RowState.SENDING.value)

    def answered(
        self, row: Row, adapter: str, outcomes: tuple[Outcome, ...], now: datetime
    ) -> None:
        utfall = json.dumps(codec.dump(outcomes), ensure_ascii=False, sort_keys=True)
        with skriv(self._motor) as db:
            _endre(db, row, tilstand=RowState.ANSWERED.value)
            if _kvittert(db, adapter, row) is None:
                db.execute(
                    insert(kvittering).values(
                        kommune=row.case.kommune,
                        adapter=adapter,
                        noekkel=row.key,
                        utfall=utfall,
                        tid=now,
                    )
                )

    def answer(self, adapter: str, row: Row) -> tuple[Outcome, ...] | None:
        with les(self._motor) as db:
            utfall = _kvittert(db, adapter, row)
        if utfall is None:
            return None
        return tuple(codec.load(Outcome, ett) for ett in json.loads(utfall))

    def accepted(self, row: Row, ref: str, alarm_at: datetime) -> None:
        with skriv(self._motor) as db:
            tilstand = RowState.ACCEPTED.value
            _endre(db, row, tilstand=tilstand, ref=ref, neste=alarm_at, **_LEDIG)

    def postpone(
        self, row: Row, next_at: datetime, reason: str, state: RowState, attempts: int
    ) -> None:
        verdier = {"tilstand": state.value, "forsoek": attempts, "neste": next_at, "grunn": reason}
        with skriv(self._motor) as db:
            _endre(db, row, **verdier, **_LEDIG)

    def finish(
        self, row: Row, state: Literal[RowState.DONE, RowState.REFUSED], reason: str
    ) -> None:
        with skriv(self._motor) as db:
            _endre(db, row, tilstand=state.value, grunn=reason, **_LEDIG)

    def row_of(self, key: str) -> Row | None:
        with les(self._motor) as db:
            spoerring = select(utboks).where(KOL.noekkel == key)
            rad = db.execute(spoerring).mappings().one_or_none()
        return None if rad is None else _oppdrag(rad, rad["laast_av"])

    def pause(self, adapter: str, reason: str, now: datetime) -> None:
        with skriv(self._motor) as db:
            db.execute(delete(stans).where(stans.c.adapter == adapter))
            db.execute(insert(stans).values(adapter=adapter, grunn=reason, tid=now))

    def paused(self, adapter: str) -> str | None:
        with les(self._motor) as db:
            grunn = db.execute(select(stans.c.grunn).where(stans.c.adapter == adapter)).scalar()
        return None if grunn is None else str(grunn)

    def resume(self, adapter: str) -> bool:
        """An operator has mended the set-up: send to the adapter again. Whether it was paused."""
        with skriv(self._motor) as db:
            return db.execute(delete(stans).where(stans.c.adapter == adapter)).rowcount > 0

    def resume_unless_ordered(self, adapter: str) -> None:
        """A worker starts: it tries again, but not where a person has said stop."""
        beordret = stans.c.grunn.startswith(MANUELT, autoescape=True)
        with skriv(self._motor) as db:
            db.execute(delete(stans).where(stans.c.adapter == adapter, ~beordret))

    def holders(self) -> frozenset[str]:
        """The workers that hold a row."""
        spoerring = select(KOL.laast_av).where(KOL.laast_av != "").distinct()
        with les(self._motor) as db:
            return frozenset(db.execute(spoerring).scalars())

    def release(self, worker: str) -> int:
        """A dead worker's claims end; its rows keep their state. Returns how many."""
        with skriv(self._motor) as db:
            treff = db.execute(update(utboks).where(KOL.laast_av == worker).values(**_LEDIG))
        return treff.rowcount


def _kan_tas(rad: RowMapping, worker: str, now: datetime) -> bool:
    if rad["tilstand"] == RowState.REFUSED.value:
        return False
    if rad["laast_av"] == worker:
        return True
    frist = rad["laast_til"] if rad["laast_av"] else rad["neste"]
    return bool(frist <= now)


def _endre(db: Connection, row: Row, **verdier: Any) -> None:
    treff = db.execute(
        update(utboks)
        .where(KOL.kommune == row.case.kommune, KOL.noekkel == row.key)
        .where(KOL.laast_av == row.worker)
        .values(**verdier)
    )
    if treff.rowcount != 1:
        raise ClaimLost(f"{row.key} is no longer held by {row.worker or 'nobody'}.")


def _kvittert(db: Connection, adapter: str, row: Row) -> str | None:
    return db.execute(
        select(kvittering.c.utfall).where(
            kvittering.c.kommune == row.case.kommune,
            kvittering.c.adapter == adapter,
            kvittering.c.noekkel == row.key,
        )
    ).scalar()


def _oppdrag(rad: RowMapping, worker: str) -> Row:
    return Row(
        case=CaseRef(rad["kommune"], rad["sak"]),
        key=rad["noekkel"],
        kind=rad["slag"],
        payload=json.loads(rad["innhold"]),
        state=RowState(rad["tilstand"]),
        attempts=rad["forsoek"],
        worker=worker,
    )
