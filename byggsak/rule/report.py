"""The engine's answer: findings, and the certificate that no rule in force was skipped.

Pure values; rendering to JSON, text and SARIF is `byggsak.rule.render`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from byggsak.domain.funn import Alvorlighet, Funn, Utfall
from byggsak.domain.kart import Datasett
from byggsak.domain.klassifisering import Klassifisering
from byggsak.domain.planoversikt import Planrad
from byggsak.domain.soeknad import Skjema, Soeknad
from byggsak.domain.tekst import Tekst
from byggsak.rule.unit import Anker
from byggsak.rule.verdict import Vurdering


class Resultat(StrEnum):
    """The application as a whole. `avvist` means unreadable, unknown or schema-invalid."""

    GODKJENT = "godkjent"
    MANGLER = "mangler"
    UAVKLART = "uavklart"
    AVVIST = "avvist"


@dataclass(frozen=True, slots=True)
class Dekning:
    """How often one rule gave one outcome; `grunn` for uavklart and ikke_aktuell.

    `alarm`: the rule itself crashed; an operator must look.
    """

    regel: str
    utfall: Utfall
    antall: int
    grunn: Tekst | None = None
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Regelpakke:
    navn: str
    versjon: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kontrollrapport:
    """Everything one check found. The counts of `dekning` add up to `antall`.

    `soeknad` is what was checked, for whoever goes on with it; it is no part of the answer.
    Nor is `spor`: the rules' verdicts by what they rest on, for the next check.
    """

    skjema: Skjema | None
    datoer: Mapping[Anker, date]
    pakker: tuple[Regelpakke, ...] = ()
    kart: tuple[Datasett, ...] = ()
    resultat: Resultat
    dekning: tuple[Dekning, ...] = ()
    funn: tuple[Funn, ...] = ()
    klassifisering: Klassifisering | None = None
    planer: tuple[Planrad, ...] = ()
    soeknad: Soeknad | None = field(default=None, repr=False, compare=False)
    spor: Mapping[str, Vurdering] = field(default_factory=dict, repr=False, compare=False)

    @property
    def antall(self) -> dict[Utfall, int]:
        sum_av = dict.fromkeys(Utfall, 0)
        for linje in self.dekning:
            sum_av[linje.utfall] += linje.antall
        return sum_av


def verste(*resultater: Resultat) -> Resultat:
    """What parts of one application come to together."""
    return min(resultater, key=_VERST_FOERST.index)


def samlet_resultat(funn: tuple[Funn, ...], dekning: tuple[Dekning, ...]) -> Resultat:
    """`mangler` before `uavklart` before `godkjent`; `avvist` is decided before any rule runs.

    What is broken and covered by an application for dispensation makes nothing lacking: it is for
    a person to decide.
    """
    brutt = [f for f in funn if f.utfall is Utfall.BRUTT and f.alvorlighet is Alvorlighet.FEIL]
    if any(not f.dekket for f in brutt):
        return Resultat.MANGLER
    if brutt or any(d.utfall is Utfall.UAVKLART for d in dekning):
        return Resultat.UAVKLART
    return Resultat.GODKJENT


_VERST_FOERST = (Resultat.AVVIST, Resultat.MANGLER, Resultat.UAVKLART, Resultat.GODKJENT)
