"""gml.bue.1 and gml.bue.2: an arc is three points, and they are not on a line."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from byggsak.domain.tekst import Tekst
from byggsak.geometry.curves import Segment, Segmentslag, sirkel
from byggsak.geometry.gml_texts import buepunkter
from byggsak.geometry.kvalitet.former import boks_av, foerste_punkt, sted
from byggsak.geometry.kvalitet.modell import Kvalitetsregel, Svar, brutt, brutt_av, oppfylt, venter
from byggsak.geometry.kvalitet.objekt import BUE, Geometri, Objekt, rotaarsaker, segmenter

MINSTE_PILHOEYDE: Final = 0.02
"""Metres between an arc and its chord. Flatter arcs are lines; the national rule's own number."""

_INGEN: Final = Tekst("Filen har ingen buer.", "Fila har ingen bogar.", "The file has no arcs.")


def tre_punkter(objekt: Objekt) -> Iterator[Svar]:
    """Exactly three points, or a centre with radius and angles."""
    for g in objekt.geometrier:
        buer = list(_buer(g))
        meldt = [p for p in rotaarsaker(g.gml) if p.kode.startswith(BUE)]
        if not buer and not meldt:
            continue
        if g.venter is not None and g.venter != "gml.bue.1":
            yield venter(g.venter, max(1, len(buer)))
            continue
        gale = {b.linje for b in buer if 0 < len(b.punkter) != 3}
        for bue in buer:
            if 0 < len(bue.punkter) != 3:
                yield brutt(
                    buepunkter(bue.navn, len(bue.punkter)),
                    gml_id=g.gml.gml_id,
                    linje=bue.linje,
                    epsg=g.epsg,
                    punkt=foerste_punkt(bue.punkter),
                    boks=boks_av(bue.punkter),
                )
        for problem in meldt:
            if problem.kode != "bue-punkter" or problem.linje not in gale:
                yield brutt_av(problem, g.epsg, g.boks)
        hele = sum(len(b.punkter) == 3 for b in buer)
        if hele:
            yield oppfylt(hele)


def ikke_paa_linje(objekt: Objekt) -> Iterator[Svar]:
    """The three points bend: the arc rises at least two centimetres over its chord."""
    for g in objekt.geometrier:
        hele = [b for b in _buer(g) if len(b.punkter) == 3]
        if not hele:
            continue
        if g.venter is not None and g.venter.startswith("gml.epsg"):
            yield venter(g.venter, len(hele))
            continue
        rette = [b for b in hele if not _krum(b)]
        for bue in rette:
            midt = (float(bue.punkter[1, 0]), float(bue.punkter[1, 1]))
            yield brutt(
                _paa_linje(bue.navn, sted(midt)),
                gml_id=g.gml.gml_id,
                linje=bue.linje,
                epsg=g.epsg,
                punkt=midt,
                geometri={"type": "LineString", "coordinates": bue.punkter.tolist()},
                boks=boks_av(bue.punkter),
            )
        if len(hele) > len(rette):
            yield oppfylt(len(hele) - len(rette))


def _buer(g: Geometri) -> Iterator[Segment]:
    return (s for s in segmenter(g.gml) if s.slag is not Segmentslag.LINJE)


def _krum(bue: Segment) -> bool:
    a, b, c = bue.punkter
    funnet = sirkel(a, b, c)
    if funnet is None:
        return False
    if bue.slag is Segmentslag.SIRKEL:
        return True
    sentrum, radius = funnet
    halv_korde = float(np.hypot(*(c - a))) / 2.0
    over = math.sqrt(max(0.0, radius * radius - halv_korde * halv_korde))
    # More than half the circle when the middle point lies on the centre's side of the chord;
    # such a one cannot be flat
    korde = c - a
    side_b = korde[0] * (b - a)[1] - korde[1] * (b - a)[0]
    side_s = korde[0] * (sentrum - a)[1] - korde[1] * (sentrum - a)[0]
    if side_b * side_s > 0.0:
        return True
    # = radius - over, without taking one large number from another
    return bool(halv_korde * halv_korde / (radius + over) >= MINSTE_PILHOEYDE)


def _paa_linje(navn: str, hvor: str) -> Tekst:
    return Tekst(
        f"{navn} har tre punkter på rett linje (mindre enn 2 cm pilhøyde) ved (øst, nord) {hvor}.",
        f"{navn} har tre punkt på rett linje (mindre enn 2 cm pilhøgd) ved (aust, nord) {hvor}.",
        f"{navn} has its three points on a line (less than 2 cm off it) at (east, north) {hvor}.",
    )


BUE_1: Final = Kvalitetsregel(
    id="gml.bue.1",
    tittel=Tekst(
        "En bue har nøyaktig tre punkter",
        "Ein boge har nøyaktig tre punkt",
        "An arc has exactly three points",
    ),
    raad=Tekst(
        "Oppgi start, et punkt på buen og slutt; del en lengre bue i flere.",
        "Oppgi start, eit punkt på bogen og slutt; del ein lengre boge i fleire.",
        "Give start, a point on the arc and end; split a longer arc into several.",
    ),
    ingen=_INGEN,
    objekt=tre_punkter,
)

BUE_2: Final = Kvalitetsregel(
    id="gml.bue.2",
    tittel=Tekst(
        "Punktene i en bue ligger ikke på rett linje",
        "Punkta i ein boge ligg ikkje på rett linje",
        "The points of an arc are not on a line",
    ),
    raad=Tekst(
        "Gjør buen til en rett linje (LineStringSegment), eller rett punktet på buen.",
        "Gjer bogen til ei rett linje (LineStringSegment), eller rett punktet på bogen.",
        "Make the arc a straight line (LineStringSegment), or correct the point on the arc.",
    ),
    ingen=_INGEN,
    objekt=ikke_paa_linje,
)
