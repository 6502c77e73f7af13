"""A building against the objects of a theme layer: which is nearest, and the line that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import shapely

from byggsak.geometry.measure import Form, Linje


def naermest(bygg: Form, former: Sequence[Form]) -> tuple[int, float] | None:
    """(which, m) of the nearest; the first of equals. None when there are none."""
    if not former:
        return None
    meter = shapely.distance(bygg, np.asarray(former, dtype=object))
    nr = int(np.argmin(meter))
    return nr, float(meter[nr])


def avstandene(bygg: Form, former: Sequence[Form]) -> list[float]:
    """The distance to each, m."""
    if not former:
        return []
    svar: list[float] = shapely.distance(bygg, np.asarray(former, dtype=object)).tolist()
    return svar


def dekket(former: Sequence[Form], av: Sequence[Form], minste_areal: Decimal) -> list[bool]:
    """For each of `former`, whether it shares more than so much area (m²) with any of `av`."""
    if not former or not av:
        return [False] * len(former)
    a = np.asarray(former, dtype=object)[:, None]
    b = np.asarray(av, dtype=object)[None, :]
    svar = np.zeros(len(former), dtype=bool)
    for nr, annen in zip(*np.nonzero(shapely.intersects(a, b)), strict=True):
        felles = shapely.intersection(former[nr], av[annen])
        svar[nr] |= bool(felles.area > float(minste_areal))
    return [bool(s) for s in svar]


def korteste(fra: Form, til: Form) -> Linje:
    """The shortest line between them, from `fra`; where they overlap both ends are one point."""
    linje: Linje = shapely.shortest_line(fra, til)
    return linje
