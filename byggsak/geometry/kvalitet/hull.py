"""gml.flate.4 and gml.flate.5: holes lie inside the outer ring and not in each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.tekst import Tekst
from byggsak.geometry.kvalitet.former import geojson, punkt_i, sted
from byggsak.geometry.kvalitet.modell import OPPFYLT, Kvalitetsregel, Svar, brutt, venter
from byggsak.geometry.kvalitet.objekt import Flatedel, Geometri, Objekt

Hullfeil = tuple[int, BaseGeometry]
"""The number of the hole, and what of it is wrong: a piece, or a line where it only shares an
edge."""

_INGEN: Final = Tekst("Ingen flater har hull.", "Ingen flater har hol.", "No surface has holes.")


_OM_GANGEN: Final = 64
_NOK: Final = 200


def utenfor(del_: Flatedel) -> list[Hullfeil]:
    """Holes that reach outside the outer ring, or run along it; touching in points is no fault."""
    if del_.gyldig or del_.polygon is None or not del_.polygon.interiors:
        return []
    ytre = shapely.Polygon(del_.polygon.exterior)
    if not ytre.is_valid:
        return []
    hull = _hull(del_.polygon)
    brukbare = shapely.is_valid(hull)
    shapely.prepare(ytre)
    utafor = brukbare & ~shapely.covers(ytre, hull)
    funnet = [(int(i), shapely.difference(hull[i], ytre)) for i in np.flatnonzero(utafor)]
    kant = shapely.intersection(hull[brukbare & ~utafor], ytre.exterior)
    langs = np.flatnonzero(brukbare & ~utafor)[shapely.length(kant) > 0.0]
    funnet += [(int(i), shapely.intersection(hull[i], ytre.exterior)) for i in langs]
    return sorted(funnet, key=lambda f: f[0])


def overlapp(del_: Flatedel) -> list[Hullfeil]:
    """Holes that cover ground of a hole before them, or share an edge with it."""
    if del_.gyldig or del_.polygon is None or len(del_.polygon.interiors) < 2:
        return []
    hull = _hull(del_.polygon)
    hull[~shapely.is_valid(hull)] = None
    tre = shapely.STRtree(hull)
    funnet: list[Hullfeil] = []
    # Some at a time, and enough is enough: ten thousand holes on one spot are fifty million pairs
    for start in range(0, len(hull), _OM_GANGEN):
        i, j = tre.query(hull[start : start + _OM_GANGEN], predicate="intersects")
        i = i + start
        i, j = i[i > j], j[i > j]
        felles = shapely.intersection(hull[i], hull[j])
        feil = (shapely.area(felles) > 0.0) | (shapely.length(felles) > 0.0)
        funnet += [(int(a), f) for a, f in zip(i[feil], felles[feil], strict=True)]
        if len(funnet) >= _NOK:
            break
    return funnet


def innenfor_ytre(objekt: Objekt) -> Iterator[Svar]:
    """Every hole inside the outer ring of its own patch."""
    yield from _spoer(objekt, 1, utenfor, _utenfor, _langs)


def ikke_i_hverandre(objekt: Objekt) -> Iterator[Svar]:
    """No two holes of a patch on the same ground."""
    yield from _spoer(objekt, 2, overlapp, _overlapp, _felles_kant)


def _spoer(
    objekt: Objekt,
    minst: int,
    finn: Callable[[Flatedel], list[Hullfeil]],
    flate_tekst: Callable[[str], Tekst],
    linje_tekst: Callable[[str], Tekst],
) -> Iterator[Svar]:
    for g in objekt.flater:
        deler = [d for d in g.deler if len(d.flate.indre) >= minst]
        if g.venter is not None:
            yield venter(g.venter)
        elif not g.deler and g.feil:
            yield venter("gml.flate.1")
        for d in deler:
            if d.polygon is None and not d.gyldig:
                yield venter("gml.flate.1")
                continue
            feil = [_feil(g, d, f, flate_tekst, linje_tekst) for f in finn(d)]
            krysser = not d.gyldig and d.polygon is not None and not _enkle(d.polygon)
            if krysser and not feil:
                yield venter("gml.flate.2")
            else:
                yield from feil or [OPPFYLT]


def _feil(
    g: Geometri,
    del_: Flatedel,
    feil: Hullfeil,
    flate_tekst: Callable[[str], Tekst],
    linje_tekst: Callable[[str], Tekst],
) -> Svar:
    nr, stykke = feil
    kurve = del_.flate.indre[nr]
    punkt = punkt_i(stykke)
    return brutt(
        (flate_tekst if stykke.area > 0.0 else linje_tekst)(sted(punkt)),
        gml_id=kurve.gml_id or g.gml.gml_id,
        linje=kurve.linje,
        epsg=g.epsg,
        punkt=punkt,
        geometri=geojson(stykke),
        boks=stykke.bounds,
    )


def _hull(polygon: shapely.Polygon) -> npt.NDArray[np.object_]:
    return np.array(shapely.polygons(list(polygon.interiors)), dtype=object)


def _enkle(polygon: shapely.Polygon) -> bool:
    return bool(shapely.is_valid(shapely.polygons([polygon.exterior, *polygon.interiors])).all())


def _utenfor(hvor: str) -> Tekst:
    return Tekst(
        f"Et hull går utenfor den ytre ringen ved (øst, nord) {hvor}.",
        f"Eit hol går utanfor den ytre ringen ved (aust, nord) {hvor}.",
        f"A hole reaches outside the outer ring at (east, north) {hvor}.",
    )


def _langs(hvor: str) -> Tekst:
    return Tekst(
        f"Et hull følger den ytre ringen ved (øst, nord) {hvor}; da er det ikke et hull.",
        f"Eit hol følgjer den ytre ringen ved (aust, nord) {hvor}; då er det ikkje eit hol.",
        f"A hole runs along the outer ring at (east, north) {hvor}; then it is not a hole.",
    )


def _overlapp(hvor: str) -> Tekst:
    return Tekst(
        f"To hull i flaten overlapper ved (øst, nord) {hvor}.",
        f"To hol i flata overlappar ved (aust, nord) {hvor}.",
        f"Two holes of the surface overlap at (east, north) {hvor}.",
    )


def _felles_kant(hvor: str) -> Tekst:
    return Tekst(
        f"To hull i flaten har felles kant ved (øst, nord) {hvor}; gjør dem til ett.",
        f"To hol i flata har felles kant ved (aust, nord) {hvor}; gjer dei til eitt.",
        f"Two holes of the surface share an edge at (east, north) {hvor}; make them one.",
    )


FLATE_4: Final = Kvalitetsregel(
    id="gml.flate.4",
    tittel=Tekst(
        "Hull ligger innenfor den ytre ringen",
        "Hol ligg innanfor den ytre ringen",
        "Holes lie inside the outer ring",
    ),
    raad=Tekst(
        "Flytt hullet inn i flaten, eller ta det bort.",
        "Flytt holet inn i flata, eller ta det bort.",
        "Move the hole into the surface, or remove it.",
    ),
    ingen=_INGEN,
    objekt=innenfor_ytre,
)

FLATE_5: Final = Kvalitetsregel(
    id="gml.flate.5",
    tittel=Tekst(
        "Hull i samme flate overlapper ikke",
        "Hol i same flate overlappar ikkje",
        "Holes of a surface do not overlap",
    ),
    raad=Tekst(
        "Slå de to hullene sammen til ett, eller flytt dem fra hverandre.",
        "Slå dei to hola saman til eitt, eller flytt dei frå kvarandre.",
        "Make the two holes one, or move them apart.",
    ),
    ingen=Tekst(
        "Ingen flater har flere hull.",
        "Ingen flater har fleire hol.",
        "No surface has several holes.",
    ),
    objekt=ikke_i_hverandre,
)
