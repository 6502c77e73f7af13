"""The heartbeats of the workers: who is alive, and who left work behind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select

from byggsak.store.arkivtabeller import arbeider
from byggsak.store.motor import les, skriv


def hjerteslag(motor: Engine, navn: str, naa: datetime) -> None:
    """The worker was alive at `naa`."""
    with skriv(motor) as db:
        db.execute(delete(arbeider).where(arbeider.c.navn == navn))
        db.execute(insert(arbeider).values(navn=navn, sett=naa))


def tause(motor: Engine, navn: Iterable[str], siden: datetime) -> tuple[str, ...]:
    """Those of `navn` that have not been heard of since `siden`, or ever."""
    alle = sorted(set(navn))
    spoerring = select(arbeider.c.navn).where(arbeider.c.navn.in_(alle), arbeider.c.sett >= siden)
    with les(motor) as db:
        levende = {rad.navn for rad in db.execute(spoerring)}
    return tuple(ett for ett in alle if ett not in levende)


def sist_sett(motor: Engine, navn: str) -> datetime | None:
    """The worker's last heartbeat, or None when it has never run."""
    with les(motor) as db:
        svar = db.execute(select(arbeider.c.sett).where(arbeider.c.navn == navn)).scalar()
    return svar if isinstance(svar, datetime) else None
