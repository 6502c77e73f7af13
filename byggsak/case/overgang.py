"""Overgangen: én linje i sakens gang."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from byggsak.case import hendelse as h
from byggsak.case import kommando as k
from byggsak.case.tilstand import Rolle, Tilstand
from byggsak.case.vakt import Forsoek, Vakt
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst


@dataclass(frozen=True, kw_only=True)
class Overgang:
    """Én ting som kan skje.

    `til` er den nye tilstanden; None når søknaden blir der den er. `avgjoer`: overgangen er et
    enkeltvedtak, og kan aldri gjøres av en maskin. `dokument` er det kommunen sender eller mottar.
    """

    kommando: type[k.Kommando]
    hendelse: type[h.Hendelse]
    tekst: Tekst
    fra: tuple[Tilstand, ...]
    til: Tilstand | None
    roller: tuple[Rolle, ...]
    vakter: tuple[Vakt, ...] = ()
    hjemmel: tuple[Hjemmel, ...] = ()
    dokument: Tekst | None = None
    variant: str = ""
    avgjoer: bool = False

    @property
    def navn(self) -> str:
        """Kommandoens navn, med varianten etter kolon («fatt_vedtak:avslag»)."""
        return f"{self.kommando.navn}:{self.variant}" if self.variant else self.kommando.navn

    def bygg(self, f: Forsoek[Any]) -> h.Hendelse:
        """Hendelsen: kommandoens felter med samme navn, og hvem og når."""
        felles = {navn: getattr(f.kommando, navn) for navn in _felter(self.hendelse, self.kommando)}
        return self.hendelse(tid=f.naa, aktoer=f.aktoer, **felles)


def _felter(hendelse: type[h.Hendelse], kommando: type[k.Kommando]) -> list[str]:
    har = {f.name for f in fields(kommando)}
    return [f.name for f in fields(hendelse) if f.name in har]
