"""Skjerming: hva et menneske bestemmer at offentligheten ikke får se av saken og postene i den.

Ordene er Noark 5 sine (M500–M505). Hva som skal skjermes, og med hvilken hjemmel, er det alltid et
menneske som avgjør: ingenting her gjettes av titler eller innhold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from byggsak.case.grunn import Hendelse, Kommando


class Skjermes(StrEnum):
    """Hva som skjermes i journalen (Noark 5, M502)."""

    TITTEL = "tittel"
    NAVN = "navn"  # parten i saken, avsender og mottaker
    KLASSE = "klasse"  # eiendommen saken er ordnet etter; bare for saken
    DOKUMENTTITLER = "dokumenttitler"  # bare for en journalpost
    MIDLERTIDIG = "midlertidig"  # alt, til behovet er vurdert


class Innholdsskjerming(StrEnum):
    """Hvor mye av dokumentene som skjermes (Noark 5, M503)."""

    INGENTING = "ingenting"
    DELER = "deler"
    HELE = "hele"


@dataclass(frozen=True, kw_only=True)
class _Skjerming:
    """`post` er nummeret på hendelsen som førte til journalposten, 0 for saken selv. `dokument` er
    nummeret på dokumentet i posten, 0 for posten selv. `offentlig_tittel` er det offentligheten
    får lese i stedet, og må oppgis når tittelen skjermes. `opphoerer`: dagen skjermingen er over.
    """

    hjemmel: str
    skjermer: tuple[Skjermes, ...]
    post: int = 0
    dokument: int = 0
    tilgangsrestriksjon: str = "Unntatt offentlighet"
    innhold: Innholdsskjerming = Innholdsskjerming.INGENTING
    offentlig_tittel: str = ""
    opphoerer: date | None = None


@dataclass(frozen=True, kw_only=True)
class Skjerm(_Skjerming, Kommando):
    """Skjerm saken, en journalpost eller et dokument. En ny skjerming av det samme erstatter den
    forrige."""

    navn: ClassVar[str] = "skjerm"


@dataclass(frozen=True, kw_only=True)
class Skjermet(_Skjerming, Hendelse):
    type: ClassVar[str] = "skjermet"
