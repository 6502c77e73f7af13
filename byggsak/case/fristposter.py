"""Fristene i en sak som poster i en tabell: hva som skal meldes, og fra hvilken dag.

Regnes ut av hendelsene alene, aldri av dagen i dag: den som fører tabellen og den som melder, får
samme svar. Der fristen avhenger av noe som ikke er avklart, brukes den korteste.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from byggsak.case.grunn import Hendelse
from byggsak.case.handling_frist import Fristslag, MeldFrist
from byggsak.case.oppgaver import behandlingsfrist, varselsdag, ventende
from byggsak.case.sak import Sak
from byggsak.case.saksgangkrav import Saksgangkrav

LENGST: Final = 200
"""Så mye av navnet på en merknad eller en myndighet skiller én frist fra en annen."""


@dataclass(frozen=True, slots=True, order=True)
class Fristnoekkel:
    """Det som skiller én frist fra alle andre i saken. Den meldes én gang."""

    soeknad: int
    oppgave: str
    gjelder: str
    frist: date
    slag: Fristslag


@dataclass(frozen=True, slots=True)
class Fristpost:
    """`dag` er den første dagen det skal meldes: når fristen er nær, eller dagen etter den."""

    noekkel: Fristnoekkel
    dag: date

    def kommando(self) -> MeldFrist:
        """Kommandoen som melder fristen i saken."""
        n = self.noekkel
        return MeldFrist(
            soeknad=n.soeknad, oppgave=n.oppgave, gjelder=n.gjelder, slag=n.slag, frist=n.frist
        )


def fristposter(
    hendelser: Sequence[Hendelse], krav: Saksgangkrav, sak: Sak | None = None
) -> tuple[Fristpost, ...]:
    """Alle frister i saken; `sak` er den hendelsene gir, om den alt er brettet sammen."""
    sak = Sak.av(hendelser) if sak is None else sak
    poster: list[Fristpost] = []
    for gang in sak.soeknader:
        frist = behandlingsfrist(gang, hendelser, krav).get("frist_streng")
        for v in ventende(sak, gang, krav, frist):
            if v.frist is None:
                continue
            for slag, dag in (
                (Fristslag.NAER, varselsdag(v.frist, krav)),
                (Fristslag.UTE, v.frist + timedelta(days=1)),
            ):
                noekkel = Fristnoekkel(gang.nummer, v.navn, v.instans[:LENGST], v.frist, slag)
                poster.append(Fristpost(noekkel, dag))
    return tuple(poster)
