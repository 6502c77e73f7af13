"""A situation plan in the coordinate system that the map computes in."""

from __future__ import annotations

from dataclasses import replace

import shapely

from byggsak.domain.situasjonsplan import Bygning, Flate, Situasjonsplan
from byggsak.geometry.crs import transformer


def i_system(plan: Situasjonsplan, epsg: int) -> Situasjonsplan:
    """The same plan with every geometry transformed exactly to `epsg`.

    Raises `KoordinatsystemAvvist` when no exact operation exists.
    """
    if plan.epsg == epsg:
        return plan

    def flate(f: Flate) -> Flate:
        wkb: bytes = shapely.to_wkb(transformer(shapely.from_wkb(f.wkb), plan.epsg, epsg))
        return replace(f, wkb=wkb, epsg=epsg)

    def bygning(b: Bygning) -> Bygning:
        return replace(
            b,
            omraade=flate(b.omraade),
            fasader=tuple(replace(f, linjegeometri=flate(f.linjegeometri)) for f in b.fasader),
            utstikkende=tuple(replace(u, omraade=flate(u.omraade)) for u in b.utstikkende),
        )

    return replace(
        plan,
        epsg=epsg,
        tiltak=tuple(bygning(b) for b in plan.tiltak),
        eksisterende=tuple(bygning(b) for b in plan.eksisterende),
        parkering=tuple(
            replace(p, omraade=flate(p.omraade) if p.omraade is not None else None)
            for p in plan.parkering
        ),
        avkjoersler=tuple(flate(a) for a in plan.avkjoersler),
    )
