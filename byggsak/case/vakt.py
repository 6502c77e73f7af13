"""Vakten: ett krav som må være oppfylt for at en overgang kan skje.

Docstringen til funksjonen *er* teksten som vises når den sier nei, på bokmål.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, Self, TypeVar

from byggsak.case.kommando import Kommando
from byggsak.case.sak import Sak, Soeknadsgang
from byggsak.case.tilstand import Aktoer, norsk_dato
from byggsak.domain.kommune import Kommune
from byggsak.domain.tekst import Tekst

K = TypeVar("K", bound=Kommando)


@dataclass(frozen=True, slots=True)
class Parametre:
    """Kommunens egne valg for sakens gang. `fire_oeyne`: den som innstiller, avgjør ikke."""

    fire_oeyne: bool = True

    @classmethod
    def fra_kommune(cls, kommune: Kommune) -> Self:
        """Leser `parametre.fire_oeyne` i kommunens fil; standard er sann."""
        verdi = kommune.parametre.get("fire_oeyne", True)
        if not isinstance(verdi, bool):
            raise ValueError(
                f"Kommune {kommune.nummer}: parametre.fire_oeyne er {verdi!r}. "
                "Skriv true eller false."
            )
        return cls(fire_oeyne=verdi)


@dataclass(frozen=True, slots=True)
class Forsoek(Generic[K]):
    """Alt en vakt får se: saken, søknaden, kommandoen, hvem og når."""

    sak: Sak
    gang: Soeknadsgang
    kommando: K
    aktoer: Aktoer
    naa: datetime
    parametre: Parametre = Parametre()

    @property
    def dato(self) -> date:
        """Dagens dato i Norge."""
        return norsk_dato(self.naa)


class Ser(StrEnum):
    """Hva vakten ser på, og dermed når den kan spørres."""

    SAKEN = "saken"  # kan spørres uten kommando
    AKTOEREN = "aktoeren"  # må vite hvem
    KOMMANDOEN = "kommandoen"  # må ha det som fylles ut


@dataclass(frozen=True, slots=True)
class Vakt:
    """Et krav med teksten som sier nei. `id` er funksjonens navn."""

    sjekk: Callable[[Forsoek[Any]], bool]
    tekst: Tekst
    ser: Ser

    @property
    def id(self) -> str:
        return self.sjekk.__name__


def vakt(ser: Ser, *, nn: str, en: str) -> Callable[[Callable[[Forsoek[Any]], bool]], Vakt]:
    """Gjør en funksjon til en vakt; docstringen blir teksten på bokmål."""

    def lag(sjekk: Callable[[Forsoek[Any]], bool]) -> Vakt:
        if not sjekk.__doc__:
            raise TypeError(
                f"Vakten {sjekk.__name__} mangler docstring, som er teksten den sier nei med. "
                "Skriv den, og kjør ikke Python med -OO."
            )
        return Vakt(sjekk, Tekst(" ".join(sjekk.__doc__.split()), nn, en), ser)

    return lag


Vakter = tuple[Vakt, ...]
