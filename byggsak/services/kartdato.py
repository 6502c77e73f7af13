"""The map as it was on a day, so that a check can be repeated as of then."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from byggsak.domain.kart import Kart
from byggsak.domain.kommune import Kommune
from byggsak.store.kart import Kartlager

_NORGE: Final = ZoneInfo("Europe/Oslo")


def kart_per(lager: Kartlager, kommune: Kommune, dag: date) -> Kart:
    """The municipality's map in the versions in force when the day ended in Norway.

    Before the first import there was no map: that is unavailable, never empty.
    """
    slutt = datetime.combine(dag + timedelta(days=1), time(), _NORGE) - timedelta(microseconds=1)
    return lager.per(kommune, slutt)
