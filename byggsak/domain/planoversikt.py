"""Planene på stedet, tema for tema: hva hver av dem sier, nyeste først, og hvor de er ulike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from byggsak.domain.tekst import Tekst


class Planemne(StrEnum):
    """Det planer kan si ulike ting om (pbl § 1-5 andre ledd)."""

    FORMAAL = "formaal"
    UTNYTTING = "utnytting"
    HOEYDE = "hoeyde"
    BYGGEGRENSE = "byggegrense"


EMNENAVN: Final = {
    Planemne.FORMAAL: Tekst("arealformål", "arealføremål", "land use"),
    Planemne.UTNYTTING: Tekst("utnytting", "utnytting", "utilisation"),
    Planemne.HOEYDE: Tekst("høyde", "høgd", "height"),
    Planemne.BYGGEGRENSE: Tekst("byggegrense", "byggjegrense", "building line"),
}


@dataclass(frozen=True, slots=True)
class Planverdi:
    """Det én plan sier om ett tema; `verdier` er tom når plankartet ikke sier noe om det."""

    plan_id: str
    navn: str
    slag: str  # «reguleringsplan» eller «kommuneplan»
    dato: date | None
    verdier: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planrad:
    """Ett tema under ett byggverk. `planer` er alle i kraft på stedet, nyeste først; de eldre står
    ved siden av til de er opphevet.

    `motstrid` er at to av dem sier ulike ting: den nyeste går foran om den ikke sier noe annet, og
    et menneske avgjør.
    """

    byggverk: str
    emne: Planemne
    planer: tuple[Planverdi, ...]

    @property
    def motstrid(self) -> bool:
        return len({frozenset(p.verdier) for p in self.planer if p.verdier}) > 1
