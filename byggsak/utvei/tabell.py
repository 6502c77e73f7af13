"""Which facts are movable, by rule, and how far a search goes; read from `utveier.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from byggsak.domain.utvei import Utveislag


@dataclass(frozen=True, slots=True)
class Soek:
    """The limits of a search. Lengths in m, `steg` in m and m²."""

    lengste_flytting: Decimal
    flest_proever: int
    flest_kontroller: int
    steg: Decimal
    stoerste_senking: Decimal
    minste_andel_igjen: Decimal


@dataclass(frozen=True, slots=True)
class Tabell:
    soek: Soek
    regler: Mapping[str, tuple[Utveislag, ...]]

    def slag(self, regel: str) -> tuple[Utveislag, ...]:
        """What can be changed when the rule is broken; nothing for a rule that is not there."""
        return self.regler.get(regel, ())


@cache
def tabellen() -> Tabell:
    """The table that ships with the engine."""
    rader = tomllib.loads(files("byggsak.utvei").joinpath("utveier.toml").read_text("utf-8"))
    soek = rader["soek"]
    return Tabell(
        Soek(
            lengste_flytting=Decimal(soek["lengste_flytting"]),
            flest_proever=soek["flest_proever"],
            flest_kontroller=soek["flest_kontroller"],
            steg=Decimal(soek["steg"]),
            stoerste_senking=Decimal(soek["stoerste_senking"]),
            minste_andel_igjen=Decimal(soek["minste_andel_igjen"]),
        ),
        {regel: tuple(map(Utveislag, slag)) for regel, slag in rader["regel"].items()},
    )
