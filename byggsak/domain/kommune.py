"""Kommunen som data: nummer, koordinatsystem, utstrekning og det den selv har bestemt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from byggsak.domain.bestemmelse import Bestemmelsessett
from byggsak.domain.kart import BBox


@dataclass(frozen=True, slots=True)
class Kommune:
    """En kommune slik motoren kjenner den. En ny kommune er en TOML-fil, aldri kode.

    `epsg` er regne-koordinatsystemet (25832, 25833 eller 25835). `utstrekning` er grensene i det
    systemet, m; None når ingen har oppgitt dem. `test`: syntetiske numre godtas.
    `parametre` er kommunens egne valg (svarfrist, fire øyne …), `krav` tall som overstyrer
    nasjonale nøkler der den nasjonale filen åpner for det. `bestemmelser` er det som er lest ut av
    planene, etter plan-id, og av kommuneplanen, etter kommunenummeret.
    """

    nummer: str
    navn: str
    epsg: int
    utstrekning: BBox | None = None
    test: bool = False
    tidligere_numre: tuple[str, ...] = ()
    parametre: Mapping[str, object] = field(default_factory=dict)
    krav: Mapping[str, object] = field(default_factory=dict)
    bestemmelser: Mapping[str, Bestemmelsessett] = field(default_factory=dict)
