"""Tallene i sakens gang: fristene i loven, og hvor lenge noe kan ligge før noen minnes på det."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from byggsak.case.frist.kalender import pluss_aar, pluss_maaneder, pluss_uker
from byggsak.case.frist.krav import Fristkrav

SEKSJONER: Final = ("saksgang", "frist")
"""Delene av `krav.toml` tallene leses fra."""


@dataclass(frozen=True)
class Saksgangkrav(Fristkrav):
    """Som `Fristkrav`: enheten står i navnet."""

    stans_aar: int
    varsel_dager: int
    oppfoelging_dager: int


_ENHETER: Final = {"uker": "W", "dager": "D", "maaneder": "M", "aar": "Y"}


def etter(fra: date, krav: Saksgangkrav, navn: str) -> date:
    """Dagen som er tallet `navn` etter `fra`."""
    tall = int(getattr(krav, navn))
    match _enhet(navn):
        case "W":
            return pluss_uker(fra, tall)
        case "M":
            return pluss_maaneder(fra, tall)
        case "Y":
            return pluss_aar(fra, tall)
        case _:
            return fra + timedelta(days=tall)


def som_iso(krav: Saksgangkrav, navn: str) -> str:
    """Tallet som varighet etter ISO 8601 («P8W»)."""
    return f"P{int(getattr(krav, navn))}{_enhet(navn)}"


def _enhet(navn: str) -> str:
    """«W» for klage_uker; enheten kan også stå inne i navnet (klageinstans_uker_utsatt)."""
    for ord_ in reversed(navn.split("_")):
        if ord_ in _ENHETER:
            return _ENHETER[ord_]
    raise ValueError(f"«{navn}» sier ikke enheten sin. Avslutt navnet med {', '.join(_ENHETER)}.")
