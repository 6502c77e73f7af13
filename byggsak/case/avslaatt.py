"""Svaret når noe ikke kan skje: hva som stanser det, og hva som må til."""

from __future__ import annotations

from dataclasses import dataclass

from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst


@dataclass(frozen=True, slots=True)
class Hinder:
    """Én ting som stanser kommandoen. `id` står fast og kan brukes av programmer."""

    id: str
    tekst: Tekst


class Avslaatt(Exception):
    """Kommandoen kan ikke utføres nå. Ingenting er endret.

    `hindre` har alle grunnene, ikke bare den første; hver tekst sier også hva som må til.
    """

    def __init__(
        self, kommando: str, hindre: tuple[Hinder, ...], hjemmel: tuple[Hjemmel, ...] = ()
    ) -> None:
        super().__init__(" ".join(hinder.tekst.nb for hinder in hindre))
        self.kommando = kommando
        self.hindre = hindre
        self.hjemmel = hjemmel

    @property
    def melding(self) -> Tekst:
        return Tekst(*(" ".join(h.tekst.paa(s) for h in self.hindre) for s in ("nb", "nn", "en")))
