"""What a map file holds that did not come into the map: which object, and where it must be.

A rule that finds nothing where something was left out must not say «nothing here». The place of a
faulty surface is still known when every point of it was read: a bow-tie lies within its points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from byggsak.domain.kart import BBox, Utelatt
from byggsak.geometry.crs import Punkter
from byggsak.geometry.curves import Kurve, Polygonflate, Punkt, stryk
from byggsak.geometry.gml_model import GmlGeometri

MEST: Final = 500
"""Objects named one by one; a file with more faults than that is told of by type."""


def boks_om(geometri: GmlGeometri | None) -> BBox | None:
    """The box, in the geometry's own system, round every point of it with its arcs stroked.

    None when any of it was not read or cannot be stroked: then the object may lie anywhere.
    """
    if geometri is None or geometri.crs is None or geometri.problemer or not geometri.deler:
        return None
    rekker = [r for del_ in geometri.deler for r in _punktrekker(del_)]
    if not rekker or any(r is None or not len(r) for r in rekker):
        return None
    alle = np.vstack([r for r in rekker if r is not None])
    if not np.isfinite(alle).all():
        return None
    (x0, y0), (x1, y1) = alle.min(axis=0), alle.max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


def samlet(utelatte: Sequence[Utelatt]) -> tuple[Utelatt, ...]:
    """All of them, or one for each type when there are more than `MEST`."""
    if len(utelatte) <= MEST:
        return tuple(utelatte)
    etter_type: dict[str, list[Utelatt]] = {}
    for u in utelatte:
        etter_type.setdefault(u.objekttype, []).append(u)
    return tuple(
        Utelatt(type_, f"{len(flere)} objekter", _felles(u.boks for u in flere))
        for type_, flere in etter_type.items()
    )


def _felles(bokser: Iterable[BBox | None]) -> BBox | None:
    alle = list(bokser)
    kjente = [b for b in alle if b is not None]
    if len(kjente) < len(alle):
        return None
    x0, y0, x1, y1 = zip(*kjente, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _punktrekker(del_: Punkt | Kurve | Polygonflate) -> list[Punkter | None]:
    match del_:
        case Punkt():
            return [del_.punkt]
        case Kurve():
            return [stryk(segment) for segment in del_.segmenter]
        case Polygonflate():  # the holes too: one that lies outside the shell is a fault as well
            return [
                stryk(segment) for ring in (del_.ytre, *del_.indre) for segment in ring.segmenter
            ]
