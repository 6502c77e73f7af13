"""Grunnformene: dokumentreferansen, kommandoen (det noen ber om) og hendelsen (det som skjedde)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from byggsak.case.tilstand import Aktoer


@dataclass(frozen=True, slots=True, kw_only=True)
class Dokumentref:
    """Et dokument i fillageret: sha256 (64 heksadesimale tegn), størrelse i byte og navn."""

    sha256: str
    filnavn: str
    stoerrelse: int
    type: str
    mime: str = "application/octet-stream"


@dataclass(frozen=True, kw_only=True)
class Kommando:
    """Noe noen vil gjøre med søknad nummer `soeknad` i saken."""

    navn: ClassVar[str]
    soeknad: int = 1

    @property
    def variant(self) -> str:
        """Skiller overganger som deler kommando (vedtakets utfall); ellers tom."""
        return ""

    @property
    def instans(self) -> str:
        """Hvilken av flere like ting kommandoen gjelder (høring, merknad, klage); ellers tom."""
        return ""


@dataclass(frozen=True, kw_only=True)
class Hendelse:
    """Noe som har skjedd med søknad nummer `soeknad`: når (med tidssone) og ved hvem."""

    type: ClassVar[str]
    v: ClassVar[int] = 1
    tid: datetime
    aktoer: Aktoer
    soeknad: int = 1


@dataclass(frozen=True, kw_only=True)
class Begrunnet:
    """Felt for det som må begrunnes."""

    begrunnelse: str


@dataclass(frozen=True, kw_only=True)
class Papirer:
    """Felt for dokumentene som følger med."""

    dokumenter: tuple[Dokumentref, ...] = ()
