"""gml.epsg.4 and gml.epsg.5, our own: north and east in their places, inside the municipality."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from byggsak.domain.facts import INGENSTEDS
from byggsak.domain.kart import BBox
from byggsak.domain.kommune import Kommune
from byggsak.domain.tekst import Tekst
from byggsak.geometry.crs import UTM, flytt_boks, i_norge, sjekk_akser
from byggsak.geometry.errors import KoordinatsystemAvvist
from byggsak.geometry.kvalitet import tekster
from byggsak.geometry.kvalitet.former import sted
from byggsak.geometry.kvalitet.modell import (
    Kvalitetsregel,
    Svar,
    brutt,
    ikke_aktuell,
    oppfylt,
    venter,
)
from byggsak.geometry.kvalitet.register import Kjent, Register

_SLAKK: Final = 1.0
"""Metres. The bounds of a municipality are written in whole metres."""


def akser(register: Register) -> Iterator[Svar]:
    """Objects that are in the country (or municipality) only when north and east change places.

    One answer for all that are swapped: it is one fault. What is nowhere near either way (numbers
    of an example) cannot be asked.
    """
    byttet, paa_plass, andre = _delt(register)
    if byttet:
        foerste, grunn = byttet[0]
        yield brutt(
            _alle(grunn, len(byttet)) if len(byttet) > 1 else grunn,
            gml_id=foerste.gml_id,
            linje=foerste.linje,
            epsg=foerste.epsg,
            punkt=foerste.punkt,
            boks=foerste.boks,
            gjelder=foerste.navn,
        )
    if paa_plass:
        yield oppfylt(paa_plass)
    if andre:
        yield ikke_aktuell(_UTENFOR_NORGE, andre)
    for regel, antall in register.uten_sted.items():
        yield venter(regel, antall)


def i_kommunen(register: Register) -> Iterator[Svar]:
    """Every object within the bounds of the municipality that was named."""
    kommune = register.kommune
    if kommune is None:
        yield ikke_aktuell(_INGEN_KOMMUNE)
        return
    if kommune.utstrekning is None:
        yield ikke_aktuell(_UTEN_GRENSER)
        return
    byttede = {id(k) for k, _ in _delt(register)[0]}
    antall = 0
    for kjent in register.objekter:
        if kjent.boks is None or kjent.epsg is None:
            continue
        if id(kjent) in byttede:
            yield venter("gml.epsg.4")
        elif _innenfor(flytt_boks(kjent.boks, kjent.epsg, kommune.epsg), kommune.utstrekning):
            antall += 1
        else:
            yield brutt(
                _utenfor(kommune, sted((kjent.boks[0], kjent.boks[1]))),
                gml_id=kjent.gml_id,
                linje=kjent.linje,
                epsg=kjent.epsg,
                punkt=kjent.punkt,
                boks=kjent.boks,
                gjelder=kjent.navn,
            )
    if antall:
        yield oppfylt(antall)
    for regel, uten in register.uten_sted.items():
        yield venter(regel, uten)


def _delt(register: Register) -> tuple[list[tuple[Kjent, Tekst]], int, int]:
    """The swapped with the reason, how many are in place, how many are nowhere."""
    byttet: list[tuple[Kjent, Tekst]] = []
    paa_plass = andre = 0
    kommune = register.kommune
    for kjent in register.objekter:
        if kjent.boks is None or kjent.epsg is None:
            continue
        grenser = kommune.utstrekning if kommune is not None else None
        til = kommune.epsg if kommune is not None and grenser is not None else _utm(kjent.epsg)
        try:
            sjekk_akser(kjent.boks, kjent.epsg, til, grenser, INGENSTEDS)
            # swapped, and in another municipality when it is turned back
            sjekk_akser(kjent.boks, kjent.epsg, _utm(kjent.epsg), None, INGENSTEDS)
        except KoordinatsystemAvvist as feil:
            byttet.append((kjent, feil.melding))
            continue
        if grenser is not None or i_norge(kjent.boks, kjent.epsg):
            paa_plass += 1
        else:
            andre += 1
    return byttet, paa_plass, andre


def _utm(epsg: int) -> int:
    return epsg if epsg in UTM else 25833


def _innenfor(boks: BBox, grenser: BBox) -> bool:
    return bool(
        np.isfinite(boks).all()
        and boks[0] >= grenser[0] - _SLAKK
        and boks[1] >= grenser[1] - _SLAKK
        and boks[2] <= grenser[2] + _SLAKK
        and boks[3] <= grenser[3] + _SLAKK
    )


def _alle(grunn: Tekst, antall: int) -> Tekst:
    return Tekst(
        f"{grunn.nb} (Gjelder {antall} objekter.)",
        f"{grunn.nn} (Gjeld {antall} objekt.)",
        f"{grunn.en} (Concerns {antall} objects.)",
    )


def _utenfor(kommune: Kommune, hvor: str) -> Tekst:
    return Tekst(
        f"Objektet ligger helt eller delvis utenfor {kommune.navn} ({kommune.nummer}): "
        f"(øst, nord) fra {hvor}.",
        f"Objektet ligg heilt eller delvis utanfor {kommune.navn} ({kommune.nummer}): "
        f"(aust, nord) frå {hvor}.",
        f"The object lies wholly or partly outside {kommune.navn} ({kommune.nummer}): "
        f"(east, north) from {hvor}.",
    )


_UTENFOR_NORGE: Final = Tekst(
    "Koordinatene ligger ikke i Norge, så akserekkefølgen kan ikke prøves.",
    "Koordinatane ligg ikkje i Noreg, så akserekkjefølgja kan ikkje prøvast.",
    "The coordinates are not in Norway, so the axis order cannot be tried.",
)
_INGEN_KOMMUNE: Final = Tekst(
    "Ingen kommune er oppgitt; bruk --kommune NUMMER.",
    "Ingen kommune er oppgjeven; bruk --kommune NUMMER.",
    "No municipality is given; use --kommune NUMBER.",
)
_UTEN_GRENSER: Final = Tekst(
    "Utstrekningen til kommunen er ikke oppgitt i kommunens egen fil.",
    "Utstrekninga til kommunen er ikkje oppgjeven i kommunen si eiga fil.",
    "The extent of the municipality is not stated in its own file.",
)

EPSG_4: Final = Kvalitetsregel(
    id="gml.epsg.4",
    tittel=Tekst(
        "Nord og øst står i riktig rekkefølge",
        "Nord og aust står i rett rekkjefølgje",
        "North and east are in the right order",
    ),
    raad=Tekst(
        "Lever filen på nytt med aksene i den rekkefølgen koordinatsystemet har: øst først i UTM.",
        "Lever fila på nytt med aksane i den rekkjefølgja koordinatsystemet har: aust først i UTM.",
        "Deliver the file again with the axes in the order of the system: east first in UTM.",
    ),
    ingen=tekster.INGEN_GEOMETRI,
    fil=akser,
)

EPSG_5: Final = Kvalitetsregel(
    id="gml.epsg.5",
    tittel=Tekst(
        "Koordinatene ligger i kommunen",
        "Koordinatane ligg i kommunen",
        "The coordinates lie in the municipality",
    ),
    raad=Tekst(
        "Kontroller at det er riktig fil, riktig kommune og riktig koordinatsystem (sone).",
        "Kontroller at det er rett fil, rett kommune og rett koordinatsystem (sone).",
        "Check that it is the right file, municipality and coordinate system (zone).",
    ),
    ingen=tekster.INGEN_GEOMETRI,
    fil=i_kommunen,
)
