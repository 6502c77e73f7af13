"""gml.punkt.1 and gml.geometri.1, our own: points that can be read, and kinds that are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from byggsak.domain.tekst import Tekst
from byggsak.geometry.gml_model import Geometrislag
from byggsak.geometry.kvalitet import tekster
from byggsak.geometry.kvalitet.modell import (
    OPPFYLT,
    Kvalitetsregel,
    Svar,
    brutt_av,
    oppfylt,
    uavklart,
    venter,
)
from byggsak.geometry.kvalitet.objekt import Objekt


def gyldige_punkter(objekt: Objekt) -> Iterator[Svar]:
    """A point is as many finite numbers as its system asks for."""
    for g in objekt.geometrier:
        if g.slag is not Geometrislag.PUNKT:
            continue
        if g.venter is not None:
            yield venter(g.venter)
        elif g.feil:
            for problem in g.feil:
                yield brutt_av(problem, g.epsg, g.boks)
        else:
            yield OPPFYLT


def kjent_slag(objekt: Objekt) -> Iterator[Svar]:
    """A geometry of a kind that is not read has not been asked about: it is undecided."""
    for problem in objekt.f.problemer:
        if problem.kode == "geometri-ukjent":
            yield uavklart(
                problem.melding, gml_id=problem.gml_id or objekt.f.gml_id, linje=problem.linje
            )
    kjente = sum(g.venter != "gml.geometri.1" for g in objekt.geometrier)
    if kjente:
        yield oppfylt(kjente)


PUNKT_1: Final = Kvalitetsregel(
    id="gml.punkt.1",
    tittel=Tekst("Punkter er gyldige", "Punkt er gyldige", "Points are valid"),
    raad=Tekst(
        "Oppgi punktet med hele, endelige tall, like mange som koordinatsystemet har akser.",
        "Oppgi punktet med heile, endelege tal, like mange som koordinatsystemet har aksar.",
        "Give the point as finite numbers, as many as the coordinate system has axes.",
    ),
    ingen=Tekst("Filen har ingen punkter.", "Fila har ingen punkt.", "The file has no points."),
    objekt=gyldige_punkter,
)

GEOMETRI_1: Final = Kvalitetsregel(
    id="gml.geometri.1",
    tittel=Tekst(
        "Geometrien er av et slag som kan kontrolleres",
        "Geometrien er av eit slag som kan kontrollerast",
        "The geometry is of a kind that can be checked",
    ),
    raad=Tekst(
        "Lever flaten, linjen eller punktet som GML 3.2 med rette linjer og sirkelbuer.",
        "Lever flata, linja eller punktet som GML 3.2 med rette linjer og sirkelbogar.",
        "Deliver the surface, line or point as GML 3.2 of straight lines and arcs.",
    ),
    ingen=tekster.INGEN_GEOMETRI,
    objekt=kjent_slag,
)
