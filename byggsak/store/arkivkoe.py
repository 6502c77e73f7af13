"""The outbox as the relay (`byggsak.archive.relay`) sees it: one transaction per method.

The relay delivers for all municipalities, so this reads across them; a row is always changed by
its municipality and key, and only while the worker still holds it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import Connection, Engine, RowMapping, Update, delete, insert, select, update

from byggsak.archive import codec
from byggsak.archive.outbox import CaseRef, ClaimLost, Found, Row, RowState
from byggsak.archive.port import Outcome
from byggsak.store import arkivsetninger as st
from byggsak.store.arkivtabeller import MANUELT, MOTTATT, stans
from byggsak.store.motor import les, skriv
from byggsak.store.tabeller import utboks

KOL = utboks.c
_LEDIG: dict[str, Any] = {"laast_av": "", "laast_til": None}
_UBESVART = {RowState.WAITING.value, RowState.SENDING.value, RowState.ACCEPTED.value}


class Arkivkoe:
    """Implements `byggsak.archive.outbox.Outbox`."""

    def __init__(self, motor: Engine) -> None:
        self._motor = motor

    def due(
        self, worker: str, now: datetime, limit: int, group: str | None = None
    ) -> Sequence[CaseRef]:
        verdier: dict[str, Any] = {"i_arbeider": worker, "naa": now, "hoeyst": limit}
        setning = st.FORFALT
        if group is not None:
            kommune, _, ende = group.partition("-")
            verdier |= {"i_kommune": kommune, "i_lengde": len(ende), "i_ende": ende}
            setning = st.FORFALT_I_GRUPPEN
        with les(self._motor) as db:
            return [CaseRef(rad.kommune, rad.sak) for rad in db.execute(setning, verdier)]

    def claim(self, case: CaseRef, worker: str, now: datetime, until: datetime) -> Row | None:
        with skriv(self._motor) as db:
            return _ta_foerste(db, case, worker, now, until)

    def unfinished(self, case: CaseRef) -> int:
        with les(self._motor) as db:
            return _uferdige(db, case)

    def settle(
        self,
        row: Row,
        adapter: str,
        outcomes: tuple[Outcome, ...],
        now: datetime,
        until: datetime | None,
    ) -> tuple[int, Row | None]:
        utfall = json.dumps(codec.dump(outcomes), ensure_ascii=False, sort_keys=True)
        with skriv(self._motor) as db:
            igjen = _uferdige(db, row.case) - 1
            if igjen > 0:
                _endre(db, row, st.FERDIG, tilstand_=RowState.DONE.value, grunn_="")
            else:
                _endre(db, row, st.BESVART)
            # A row that was never sent before has no answer in the ledger.
            if row.state is RowState.WAITING or _kvittert(db, adapter, row) is None:
                svar = {"kommune": row.case.kommune, "adapter": adapter, "noekkel": row.key}
                db.execute(st.NYTT_SVAR, svar | {"utfall": utfall, "tid": now})
            if igjen <= 0 or until is None:
                return igjen, None
            return igjen, _ta_foerste(db, row.case, row.worker, now, until)

    def answer(self, adapter: str, row: Row) -> tuple[Outcome, ...] | None:
        with les(self._motor) as db:
            utfall = _kvittert(db, adapter, row)
        if utfall is None:
            return None
        return tuple(codec.load(Outcome, ett) for ett in json.loads(utfall))

    def accepted(self, row: Row, ref: str, alarm_at: datetime) -> None:
        with skriv(self._motor) as db:
            _endre(db, row, st.GODTATT, ref_=ref[:200], neste_=alarm_at)

    def postpone(
        self, row: Row, next_at: datetime, reason: str, state: RowState, attempts: int
    ) -> None:
        verdier = {"tilstand_": state.value, "forsoek_": attempts, "neste_": next_at}
        with skriv(self._motor) as db:
            _endre(db, row, st.UTSATT, **verdier, grunn_=reason)

    def finish(
        self, row: Row, state: Literal[RowState.DONE, RowState.REFUSED], reason: str
    ) -> None:
        with skriv(self._motor) as db:
            _endre(db, row, st.FERDIG, tilstand_=state.value, grunn_=reason)

    def claim_answered(self, key: str, worker: str, now: datetime, until: datetime) -> Row | Found:
        with skriv(self._motor) as db:
            rad = db.execute(st.RADEN, {"i_noekkel": key}).mappings().one_or_none()
            if rad is None:
                return Found.NOWHERE
            if rad["tilstand"] not in _UBESVART:
                return Found.FINISHED
            # Only the taking of receipts holds an accepted row; a worker does that in one thread.
            egen = rad["laast_av"] == worker and rad["tilstand"] == RowState.ACCEPTED.value
            if rad["laast_av"] and rad["laast_til"] > now and not egen:
                return Found.HELD
            _laas(db, rad, worker, until)
            return _oppdrag(rad, worker)

    def taken(self, adapter: str, key: str, receipt: str) -> bool:
        with les(self._motor) as db:
            return db.execute(st.SVAR, _merke(adapter, key, receipt)).first() is not None

    def take(self, adapter: str, key: str, receipt: str, now: datetime) -> None:
        merke = _merke(adapter, key, receipt)
        rad = {navn.removeprefix("i_"): verdi for navn, verdi in merke.items()}
        with skriv(self._motor) as db:
            db.execute(st.GLEM_SVAR, merke)
            db.execute(st.NYTT_SVAR, rad | {"utfall": json.dumps(key), "tid": now})

    def hurry(self, now: datetime) -> int:
        utsatt = [RowState.WAITING.value, RowState.SENDING.value]
        with skriv(self._motor) as db:
            treff = db.execute(
                update(utboks)
                .where(KOL.tilstand.in_(utsatt), KOL.laast_av == "", KOL.neste > now)
                .values(neste=now)
            )
        return treff.rowcount

    def pause(self, adapter: str, reason: str, now: datetime) -> None:
        with skriv(self._motor) as db:
            db.execute(delete(stans).where(stans.c.adapter == adapter))
            db.execute(insert(stans).values(adapter=adapter, grunn=reason, tid=now))

    def paused(self, adapter: str) -> str | None:
        with les(self._motor) as db:
            grunn = db.execute(st.STANSET, {"i_adapter": adapter}).scalar()
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


def _ta_foerste(
    db: Connection, case: CaseRef, worker: str, now: datetime, until: datetime
) -> Row | None:
    rad = db.execute(st.FOERSTE, _saken(case)).mappings().one_or_none()
    if rad is None or not _kan_tas(rad, worker, now):
        return None
    _laas(db, rad, worker, until)
    return _oppdrag(rad, worker)


def _laas(db: Connection, rad: RowMapping, worker: str, until: datetime) -> None:
    # What waits is marked as sent already here: dying before it is costs a look in the archive.
    venter = rad["tilstand"] == RowState.WAITING.value
    tilstand = RowState.SENDING.value if venter else rad["tilstand"]
    raden = {"i_kommune": rad["kommune"], "i_noekkel": rad["noekkel"]}
    db.execute(st.TA, raden | {"arbeider": worker, "til": until, "tilstand_": tilstand})


def _uferdige(db: Connection, case: CaseRef) -> int:
    return int(db.execute(st.UFERDIGE, _saken(case)).scalar_one())


def _saken(case: CaseRef) -> dict[str, str]:
    return {"i_kommune": case.kommune, "i_sak": case.sak}


def _merke(adapter: str, noekkel: str, kvitteringsid: str) -> dict[str, str]:
    """Where a receipt is noted. Its id is the archive's own: it may be of any length."""
    return {
        "i_kommune": noekkel[:4],
        "i_adapter": MOTTATT + adapter,
        "i_noekkel": sha256(kvitteringsid.encode()).hexdigest(),
    }


def _kan_tas(rad: RowMapping, worker: str, now: datetime) -> bool:
    if rad["tilstand"] == RowState.REFUSED.value:
        return False
    # What the archive has taken waits for its receipt, also when the one who began on that died.
    if rad["tilstand"] == RowState.ACCEPTED.value and rad["neste"] > now:
        return False
    if rad["laast_av"] == worker:
        return True
    frist = rad["laast_til"] if rad["laast_av"] else rad["neste"]
    return bool(frist <= now)


def _endre(db: Connection, row: Row, setning: Update, **verdier: Any) -> None:
    raden = {"i_kommune": row.case.kommune, "i_noekkel": row.key, "i_arbeider": row.worker}
    if db.execute(setning, raden | verdier).rowcount != 1:
        raise ClaimLost(f"{row.key} is no longer held by {row.worker or 'nobody'}.")


def _kvittert(db: Connection, adapter: str, row: Row) -> str | None:
    svar = {"i_kommune": row.case.kommune, "i_adapter": adapter, "i_noekkel": row.key}
    return db.execute(st.SVAR, svar).scalar()


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
