"""Overgangen: én linje i sakens gang."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from byggsak.case import hendelse as h
from byggsak.case import kommando as k
from byggsak.case.regioner import Region
from byggsak.case.tilstand import KOMMUNEN, Rolle, Tilstand
from byggsak.case.vakt import Forsoek, Vakt
from byggsak.case.vakter_felles import er_habil
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst


@dataclass(frozen=True, kw_only=True)
class Overgang:
    """Én ting som kan skje i regionen.

    `til` er den nye tilstanden; None når den blir der den er. `ogsaa` er tilstanden hovedlinjen
    samtidig får. `avgjoer`: overgangen er et enkeltvedtak, og kan aldri gjøres av en maskin.
    `dokument` er det kommunen sender eller mottar. `om_habilitet`: kan gjøres av den som er meldt
    inhabil.
    """

    kommando: type[k.Kommando]
    hendelse: type[h.Hendelse]
    tekst: Tekst
    fra: tuple[StrEnum, ...]
    til: StrEnum | None
    roller: tuple[Rolle, ...]
    region: Region = Region.SOEKNAD
    vakter: tuple[Vakt, ...] = ()
    hjemmel: tuple[Hjemmel, ...] = ()
    dokument: Tekst | None = None
    variant: str = ""
    avgjoer: bool = False
    ogsaa: Tilstand | None = None
    om_habilitet: bool = False

    @property
    def navn(self) -> str:
        """Kommandoens navn, med varianten etter kolon («fatt_vedtak:avslag»)."""
        return f"{self.kommando.navn}:{self.variant}" if self.variant else self.kommando.navn

    @property
    def alle_vakter(self) -> tuple[Vakt, ...]:
        """Vaktene, og at den som handler for kommunen er habil."""
        trengs = not self.om_habilitet and bool(KOMMUNEN & set(self.roller))
        return (er_habil, *self.vakter) if trengs else self.vakter

    def bygg(self, f: Forsoek[Any]) -> h.Hendelse:
        """Hendelsen: kommandoens felter med samme navn, og hvem og når."""
        felles = {navn: getattr(f.kommando, navn) for navn in _felter(self.hendelse, self.kommando)}
        return self.hendelse(tid=f.naa, aktoer=f.aktoer, **felles)


def _felter(hendelse: type[h.Hendelse], kommando: type[k.Kommando]) -> list[str]:
    har = {f.name for f in fields(kommando)}
    return [f.name for f in fields(hendelse) if f.name in har]
