"""Norske helligdager og datoregning for frister.

Kilder: helligdagsfredloven § 2, lov 26. april 1947 nr. 1 § 1 (1. og 17. mai), domstolloven
§§ 148 og 149. Julaften og nyttårsaften er ikke helligdager; ingen sommer- eller juleferie.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache


def foerste_paaskedag(aar: int) -> date:
    """Gregoriansk påske (Meeus/Jones/Butcher).

    >>> foerste_paaskedag(2026)
    datetime.date(2026, 4, 5)
    """
    a, b, c = aar % 19, aar // 100, aar % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    maaned, dag = divmod(h + m - 7 * n + 114, 31)
    return date(aar, maaned, dag + 1)


@lru_cache(maxsize=256)
def helligdager(aar: int) -> dict[date, str]:
    """Dato til navn for helligdagene som ikke alltid er søndager, og de to høytidsdagene."""
    paaske = foerste_paaskedag(aar)
    bevegelige = {
        -3: "skjærtorsdag",
        -2: "langfredag",
        0: "første påskedag",
        1: "andre påskedag",
        39: "Kristi himmelfartsdag",
        49: "første pinsedag",
        50: "andre pinsedag",
    }
    faste = {
        date(aar, 1, 1): "første nyttårsdag",
        date(aar, 5, 1): "1. mai",
        date(aar, 5, 17): "17. mai",
        date(aar, 12, 25): "første juledag",
        date(aar, 12, 26): "andre juledag",
    }
    return faste | {paaske + timedelta(days=n): navn for n, navn in bevegelige.items()}


def fridag(dag: date) -> str | None:
    """Hvorfor dagen ikke er virkedag etter domstolloven § 149, eller None."""
    if navn := helligdager(dag.year).get(dag):
        return navn
    return {5: "lørdag", 6: "søndag"}.get(dag.weekday())


def virkedag(dag: date) -> date:
    """Dagen selv, eller nærmeste virkedag etter den (domstolloven § 149).

    >>> virkedag(date(2026, 5, 2))
    datetime.date(2026, 5, 4)
    """
    while fridag(dag):
        dag += timedelta(days=1)
    return dag


def pluss_uker(dag: date, uker: int) -> date:
    """Samme ukedag (domstolloven § 148 andre ledd)."""
    return dag + timedelta(weeks=uker)


def pluss_maaneder(dag: date, maaneder: int, *, skudd_1_mars: bool = False) -> date:
    """Samme tall i måneden; mangler måneden tallet, siste dag i den.

    >>> pluss_maaneder(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    aar, maaned = divmod(dag.year * 12 + dag.month - 1 + maaneder, 12)
    siste = calendar.monthrange(aar, maaned + 1)[1]
    if dag.day > siste and skudd_1_mars and (dag.month, dag.day) == (2, 29):
        return date(aar, 3, 1)
    return date(aar, maaned + 1, min(dag.day, siste))


def pluss_aar(dag: date, aar: int, *, skudd_1_mars: bool = False) -> date:
    return pluss_maaneder(dag, 12 * aar, skudd_1_mars=skudd_1_mars)
