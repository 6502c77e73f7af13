"""gml.kurve.1 and gml.kurve.2: curves that can be drawn, without the same point twice running."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from byggsak.domain.tekst import Tekst
from byggsak.geometry.curves import Segment, Segmentslag
from byggsak.geometry.kvalitet import geojson, tekster
from byggsak.geometry.kvalitet.former import sted
from byggsak.geometry.kvalitet.modell import (
    OPPFYLT,
    Kvalitetsregel,
    Svar,
    brutt,
    brutt_av,
    ikke_aktuell,
    venter,
)
from byggsak.geometry.kvalitet.objekt import Objekt, segmenter


def gyldig(objekt: Objekt) -> Iterator[Svar]:
    """Readable, connected, of some length; a curve may cross itself."""
    for g in objekt.kurver:
        if g.venter is not None:
            yield venter(g.venter)
        elif g.feil:
            for problem in g.feil:
                if problem.kode == "kurve-uten-lengde":  # all its points are the same
                    linjer = any(s.slag is Segmentslag.LINJE for s in segmenter(g.gml))
                    yield venter("gml.kurve.2" if linjer else "gml.bue.2")
                else:
                    yield brutt_av(problem, g.epsg, g.boks)
        else:
            yield OPPFYLT


def uten_doble_punkter(objekt: Objekt) -> Iterator[Svar]:
    """No point of a line repeated by the next one, rings of surfaces included.

    Exactly the same numbers, heights counted: a wall goes straight up and is no fault. Arcs are
    asked about by the rules for arcs.
    """
    for g in (*objekt.kurver, *objekt.flater):
        linjer = [s for s in segmenter(g.gml) if s.slag is Segmentslag.LINJE and len(s.punkter)]
        if not linjer:
            continue
        if g.venter is not None and g.venter.startswith("gml.epsg"):
            yield venter(g.venter)
            continue
        if linjer[0].navn == geojson.NAVN:
            yield ikke_aktuell(_SAMMENSATT)
            continue
        feil = False
        for segment in linjer:
            for i in _doble(segment):
                feil = True
                punkt = (float(segment.punkter[i, 0]), float(segment.punkter[i, 1]))
                yield brutt(
                    _dobbelt(segment.navn, i + 1, sted(punkt)),
                    gml_id=g.gml.gml_id,
                    linje=segment.linje,
                    epsg=g.epsg,
                    punkt=punkt,
                )
        if not feil:
            yield OPPFYLT


def _doble(segment: Segment) -> list[int]:
    """Numbers of the points that are the same as the one before."""
    like = (segment.punkter[1:] == segment.punkter[:-1]).all(axis=1)
    if segment.hoeyder is not None:
        like &= segment.hoeyder[1:] == segment.hoeyder[:-1]
    return [int(i) + 1 for i in np.flatnonzero(like)]


def _dobbelt(navn: str, nr: int, hvor: str) -> Tekst:
    return Tekst(
        f"{navn} har samme punkt to ganger på rad: punkt {nr} ved (øst, nord) {hvor}.",
        f"{navn} har same punkt to gonger på rad: punkt {nr} ved (aust, nord) {hvor}.",
        f"{navn} has the same point twice running: point {nr} at (east, north) {hvor}.",
    )


_SAMMENSATT: Final = Tekst(
    "I GeoJSON står punktet mellom to segmenter to ganger; spør GML-filen.",
    "I GeoJSON står punktet mellom to segment to gonger; spør GML-fila.",
    "In GeoJSON the point between two segments is there twice; ask the GML file.",
)

KURVE_1: Final = Kvalitetsregel(
    id="gml.kurve.1",
    tittel=Tekst("Kurver er gyldige", "Kurver er gyldige", "Curves are valid"),
    raad=Tekst(
        "Tegn kurven på nytt eller eksporter den på nytt: hele koordinater, deler som henger "
        "sammen, og en lengde.",
        "Teikn kurva på nytt eller eksporter henne på nytt: heile koordinatar, delar som heng "
        "saman, og ei lengd.",
        "Draw or export the curve again: whole coordinates, parts that join, and a length.",
    ),
    ingen=tekster.INGEN_KURVER,
    objekt=gyldig,
)

KURVE_2: Final = Kvalitetsregel(
    id="gml.kurve.2",
    tittel=Tekst(
        "Kurver har ikke doble punkter",
        "Kurver har ikkje doble punkt",
        "Curves have no duplicate points",
    ),
    raad=Tekst(
        "Ta bort det ene av de to like punktene.",
        "Ta bort det eine av dei to like punkta.",
        "Remove one of the two equal points.",
    ),
    ingen=Tekst("Filen har ingen linjer.", "Fila har ingen linjer.", "The file has no lines."),
    objekt=uten_doble_punkter,
)
