"""The date of the decision as the law counts it: frozen when the municipality's time ran out."""

from __future__ import annotations

from datetime import date
from typing import Final

PLANGRUNNLAGET_FRYSES_FRA: Final = date(2017, 7, 1)
"""Pbl § 21-7 fifth ledd; before this day the plan in force when the decision is made counts."""


def vedtaksanker(
    vedtak: date, frist: date | None = None, *, midlertidig_forbud: bool = False
) -> date:
    """The day whose plans and law the decision is made by.

    `vedtak` is the day of the decision (or today), `frist` the last day of the municipality's time
    where it has one. After that day the plan basis stands as it was then (pbl § 21-7 fifth ledd),
    unless notice of a temporary ban came in time and the ban was adopted within eight weeks of the
    deadline (§ 13-1): `midlertidig_forbud`.

    >>> vedtaksanker(date(2026, 6, 1), date(2026, 5, 1))
    datetime.date(2026, 5, 1)
    >>> vedtaksanker(date(2026, 6, 1), date(2026, 5, 1), midlertidig_forbud=True)
    datetime.date(2026, 6, 1)
    """
    if frist is None or midlertidig_forbud or frist < PLANGRUNNLAGET_FRYSES_FRA:
        return vedtak
    return min(vedtak, frist)
