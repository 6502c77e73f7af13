"""The account behind `dekning`: how often each rule gave each outcome, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from byggsak.domain.funn import Utfall
from byggsak.domain.tekst import Tekst
from byggsak.rule.report import Dekning


@dataclass(slots=True)
class _Linje:
    """A line with reasons or an alarm; a line without is only a number."""

    antall: int = 0
    grunn: Tekst | None = None  # the first one
    flere: dict[Tekst, None] | None = None  # in order, once each, when there are several
    alarm: bool = False

    def begrunn(self, grunn: Tekst) -> None:
        if self.grunn is None:
            self.grunn = grunn
        elif grunn is not self.grunn:
            if self.flere is None:
                self.flere = {self.grunn: None}
            self.flere[grunn] = None


class Regnskap:
    """The account behind `dekning`: every answer is entered once, as (rule, outcome)."""

    def __init__(self) -> None:
        self.linjer: dict[tuple[str, Utfall], _Linje | Dekning | int] = {}

    def foer(
        self,
        regel: str,
        utfall: Utfall,
        grunn: Tekst | None,
        alarm: bool = False,
        antall: int = 1,
    ) -> None:
        """`antall` answers that are all alike."""
        noekkel = (regel, utfall)
        linje = self.linjer.get(noekkel, 0)
        begrunnes = grunn is not None and utfall in _BEGRUNNES
        if isinstance(linje, int):
            if not begrunnes and not alarm:
                self.linjer[noekkel] = linje + antall
                return
            linje = self.linjer[noekkel] = _Linje(linje)
        elif isinstance(linje, Dekning):
            linje = self.linjer[noekkel] = _Linje(linje.antall, linje.grunn, alarm=linje.alarm)
        linje.antall += antall
        linje.alarm |= alarm
        if begrunnes and grunn is not None:
            linje.begrunn(grunn)

    def ferdig(self, linje: Dekning) -> None:
        """Answers whose line is known; most rules and outcomes have only one."""
        noekkel = (linje.regel, linje.utfall)
        if noekkel in self.linjer:
            self.foer(*noekkel, linje.grunn, linje.alarm, linje.antall)
        else:
            self.linjer[noekkel] = linje

    def gjenta(self, dekning: Iterable[Dekning]) -> None:
        """Lines of an earlier account; the rule must have none in this one."""
        for en in dekning:
            self.linjer[en.regel, en.utfall] = _Linje(en.antall, en.grunn, alarm=en.alarm)

    def dekning(self) -> tuple[Dekning, ...]:
        return tuple(
            [
                linje
                if isinstance(linje, Dekning)
                else _uten_grunn(regel, utfall, linje)
                if isinstance(linje, int)
                else Dekning(regel, utfall, linje.antall, _samle(linje), linje.alarm)
                for (regel, utfall), linje in self.linjer.items()
            ]
        )


@lru_cache(maxsize=8192)
def _uten_grunn(regel: str, utfall: Utfall, antall: int) -> Dekning:
    """Most of every account: rules that are met, as often as last time."""
    return Dekning(regel, utfall, antall)


def _samle(linje: _Linje) -> Tekst | None:
    alle = list(linje.flere or ())
    if len(alle) < 2:
        return linje.grunn
    return Tekst(*("; ".join(t) for t in zip(*((g.nb, g.nn, g.en) for g in alle), strict=True)))


_BEGRUNNES: Final = frozenset({Utfall.UAVKLART, Utfall.IKKE_AKTUELL})
