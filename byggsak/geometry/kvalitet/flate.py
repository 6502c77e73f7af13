"""gml.flate.1 to gml.flate.3: surfaces that are valid, do not cross themselves and turn right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import shapely

from byggsak.domain.tekst import Tekst
from byggsak.geometry.crs import Punkter
from byggsak.geometry.curves import Kurve
from byggsak.geometry.errors import Koordinat
from byggsak.geometry.kvalitet import tekster
from byggsak.geometry.kvalitet.former import geojson, sted
from byggsak.geometry.kvalitet.hull import overlapp, utenfor
from byggsak.geometry.kvalitet.modell import (
    OPPFYLT,
    Kvalitetsregel,
    Svar,
    brutt,
    brutt_av,
    oppfylt,
    venter,
)
from byggsak.geometry.kvalitet.objekt import Flatedel, Geometri, Objekt

_STED: Final = re.compile(r"\[(?P<x>\S+) (?P<y>[^\s\]]+)")
_TERRENG: Final = {"TriangulatedSurface", "Tin", "PolyhedralSurface"}


def gyldig(objekt: Objekt) -> Iterator[Svar]:
    """Readable, closed rings with an area, one outer; parts that do not cover each other.

    What gml.flate.2, 4 and 5 have a name for is theirs.
    """
    for g in objekt.flater:
        if g.venter is not None:
            yield venter(g.venter)
            continue
        feil = [brutt_av(p, g.epsg, g.boks) for p in g.feil]
        andres: str | None = None
        for del_ in g.deler:
            if del_.gyldig or del_.polygon is None:
                continue
            andres = andres or _forklart(del_)
            if _forklart(del_) is None:
                feil.append(_ugyldig(g, del_, del_.polygon))
        if feil:
            yield from feil
        elif andres is not None:
            yield venter(andres)
        else:
            yield OPPFYLT


def krysser_ikke(objekt: Objekt) -> Iterator[Svar]:
    """No ring crosses or touches itself; the point is named."""
    for g in objekt.flater:
        if (vent := _venter(g)) is not None:
            yield venter(vent)
            continue
        feil = [
            brutt(
                _krysser(g.gml.element, sted(punkt), beroerer),
                gml_id=kurve.gml_id or g.gml.gml_id,
                linje=kurve.linje,
                epsg=g.epsg,
                punkt=punkt,
            )
            for del_ in g.deler
            for kurve, punkt, beroerer in _kryssinger(del_)
        ]
        yield from feil or [OPPFYLT]


def rett_retning(objekt: Objekt) -> Iterator[Svar]:
    """The outer ring counter-clockwise, holes clockwise. Terrain may face any way."""
    for g in objekt.flater:
        if g.gml.element in _TERRENG:
            continue
        if (vent := _venter(g)) is not None:
            yield venter(vent)
            continue
        antall = 0
        for del_ in g.deler:
            if del_.polygon is None or del_.flate.navn == "Triangle":
                continue
            ringer = _ringer(del_)
            mot_klokka = shapely.is_ccw([r for _, r in ringer])
            enkle = [True] * len(ringer) if del_.gyldig else _enkle(ringer)
            for i, (kurve, ring) in enumerate(ringer):
                if not enkle[i]:  # a ring that crosses itself turns both ways
                    yield venter("gml.flate.2")
                elif bool(mot_klokka[i]) is (i == 0):
                    antall += 1
                else:
                    yield _feil_vei(g, kurve, ring, ytre=i == 0)
        if antall:
            yield oppfylt(antall)


def _venter(g: Geometri) -> str | None:
    """The rule that has reported why the rings cannot be asked about."""
    if g.venter is not None:
        return g.venter
    return (
        "gml.flate.1"
        if any(d.polygon is None and not d.gyldig for d in g.deler) or (g.feil and not g.deler)
        else None
    )


def _ringer(del_: Flatedel) -> list[tuple[Kurve, shapely.LinearRing]]:
    """The outer ring and then the holes, beside what they were in the file."""
    assert del_.polygon is not None
    return [
        (del_.flate.ytre, del_.polygon.exterior),
        *zip(del_.flate.indre, del_.polygon.interiors, strict=True),
    ]


def _enkle(ringer: list[tuple[Kurve, shapely.LinearRing]]) -> list[bool]:
    return [bool(v) for v in shapely.is_valid(shapely.polygons([r for _, r in ringer]))]


def _kryssinger(del_: Flatedel) -> Iterator[tuple[Kurve, Koordinat, bool]]:
    """Rings that are not simple: the ring, the point, and whether it only touches itself."""
    if del_.gyldig or del_.polygon is None:
        return
    ringer = _ringer(del_)
    for (kurve, ring), enkel in zip(ringer, _enkle(ringer), strict=True):
        if not enkel:
            grunn = str(shapely.is_valid_reason(shapely.Polygon(ring)))
            xy: Punkter = shapely.get_coordinates(ring)
            punkt = _punkt(grunn) or (float(xy[0, 0]), float(xy[0, 1]))
            yield kurve, punkt, grunn.startswith("Ring Self-intersection")


def _punkt(grunn: str) -> Koordinat | None:
    treff = _STED.search(grunn)
    return (float(treff["x"]), float(treff["y"])) if treff else None


def _forklart(del_: Flatedel) -> str | None:
    """The rule that has a name for what makes this patch invalid."""
    if next(_kryssinger(del_), None) is not None:
        return "gml.flate.2"
    if utenfor(del_):
        return "gml.flate.4"
    if overlapp(del_):
        return "gml.flate.5"
    return None


def _ugyldig(g: Geometri, del_: Flatedel, polygon: shapely.Polygon) -> Svar:
    grunn = str(shapely.is_valid_reason(polygon))
    punkt = _punkt(grunn)
    hvor = f" (øst, nord) {sted(punkt)}" if punkt else ""
    delt = grunn.startswith("Interior is disconnected")
    return brutt(
        Tekst(
            f"Hullene deler flaten i flere, ved{hvor}." if delt else f"Ugyldig flate,{hvor}.",
            f"Hola deler flata i fleire, ved{hvor}." if delt else f"Ugyldig flate,{hvor}.",
            f"The holes split the surface, at{hvor}." if delt else f"Invalid surface,{hvor}.",
        ),
        gml_id=del_.flate.gml_id or g.gml.gml_id,
        linje=del_.flate.linje,
        epsg=g.epsg,
        punkt=punkt,
        boks=g.boks,
    )


def _krysser(navn: str, hvor: str, beroerer: bool) -> Tekst:
    return Tekst(
        f"Omrisset til {navn} {'berører' if beroerer else 'krysser'} seg selv ved (øst, nord) "
        f"{hvor}.",
        f"Omrisset til {navn} {'rører ved' if beroerer else 'kryssar'} seg sjølv ved (aust, nord) "
        f"{hvor}.",
        f"The outline of {navn} {'touches' if beroerer else 'crosses'} itself at (east, north) "
        f"{hvor}.",
    )


def _feil_vei(g: Geometri, kurve: Kurve, ring: shapely.LinearRing, *, ytre: bool) -> Svar:
    x, y = (float(t) for t in shapely.get_coordinates(ring)[0])
    hvor = sted((x, y))
    return brutt(
        Tekst(
            f"Ytre ring går med klokka; den skal gå mot. Ringen starter i (øst, nord) {hvor}.",
            f"Ytre ring går med klokka; han skal gå mot. Ringen startar i (aust, nord) {hvor}.",
            "The outer ring runs clockwise; it must run counter-clockwise. It starts at "
            f"(east, north) {hvor}.",
        )
        if ytre
        else Tekst(
            f"Hullet går mot klokka; det skal gå med. Ringen starter i (øst, nord) {hvor}.",
            f"Holet går mot klokka; det skal gå med. Ringen startar i (aust, nord) {hvor}.",
            "The hole runs counter-clockwise; it must run clockwise. It starts at (east, north) "
            f"{hvor}.",
        ),
        gml_id=kurve.gml_id or g.gml.gml_id,
        linje=kurve.linje,
        epsg=g.epsg,
        punkt=(x, y),
        geometri=geojson(ring),
        boks=ring.bounds,
    )


FLATE_1: Final = Kvalitetsregel(
    id="gml.flate.1",
    tittel=Tekst("Flater er gyldige", "Flater er gyldige", "Surfaces are valid"),
    raad=Tekst(
        "Tegn eller eksporter flaten på nytt: hele koordinater, lukkede ringer, én ytre ring i "
        "hver del, og deler som ikke dekker hverandre.",
        "Teikn eller eksporter flata på nytt: heile koordinatar, lukka ringar, éin ytre ring i "
        "kvar del, og delar som ikkje dekkjer kvarandre.",
        "Draw or export the surface again: whole coordinates, closed rings, one outer ring to a "
        "part, and parts that do not cover each other.",
    ),
    ingen=tekster.INGEN_FLATER,
    objekt=gyldig,
)

FLATE_2: Final = Kvalitetsregel(
    id="gml.flate.2",
    tittel=Tekst(
        "Omrisset av en flate krysser ikke seg selv",
        "Omrisset av ei flate kryssar ikkje seg sjølv",
        "The outline of a surface does not cross itself",
    ),
    raad=Tekst(
        "Flytt punktene så omrisset ikke krysser seg selv, eller del flaten i to.",
        "Flytt punkta så omrisset ikkje kryssar seg sjølv, eller del flata i to.",
        "Move the points so that the outline does not cross itself, or split the surface in two.",
    ),
    ingen=tekster.INGEN_FLATER,
    objekt=krysser_ikke,
)

FLATE_3: Final = Kvalitetsregel(
    id="gml.flate.3",
    tittel=Tekst(
        "Ytre ring går mot klokka, hull med",
        "Ytre ring går mot klokka, hol med",
        "Outer rings run counter-clockwise, holes clockwise",
    ),
    raad=Tekst(
        "Snu rekkefølgen på punktene i ringen.",
        "Snu rekkjefølgja på punkta i ringen.",
        "Reverse the order of the points of the ring.",
    ),
    ingen=tekster.INGEN_FLATER,
    objekt=rett_retning,
)
