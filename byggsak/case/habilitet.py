"""Habiliteten til én person i saken (fvl §§ 6 til 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from byggsak.case.regioner import Habilitetstilstand


@dataclass(frozen=True, slots=True)
class Habilitet:
    """Noen har meldt `person` (brukernavnet); til det er avgjort, kan personen ikke handle."""

    person: str
    tilstand: Habilitetstilstand
    siden: date
