"""A building against the objects of a theme layer: which is nearest, and the line that shows it."""

from __future__ import annotations

from collections.abc import Sequence

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


def korteste(fra: Form, til: Form) -> Linje:
    """The shortest line between them, from `fra`; where they overlap both ends are one point."""
    linje: Linje = shapely.shortest_line(fra, til)
    return linje
