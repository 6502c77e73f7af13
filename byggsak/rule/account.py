"""The account behind `dekning`: how often each rule gave each outcome, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from byggsak.domain.funn import Utfall
from byggsak.domain.tekst import Tekst
from byggsak.rule.report import Dekning


@dataclass
class _Linje:
    antall: int = 0
    grunner: dict[Tekst, None] = field(default_factory=dict)  # in order, once each
    alarm: bool = False


class Regnskap:
    """The account behind `dekning`: every answer is entered once, as (rule, outcome)."""

    def __init__(self) -> None:
        self.linjer: defaultdict[tuple[str, Utfall], _Linje] = defaultdict(_Linje)

    def foer(self, regel: str, utfall: Utfall, grunn: Tekst | None, alarm: bool = False) -> None:
        linje = self.linjer[(regel, utfall)]
        linje.antall += 1
        linje.alarm |= alarm
        if grunn is not None and utfall in (Utfall.UAVKLART, Utfall.IKKE_AKTUELL):
            linje.grunner[grunn] = None

    def gjenta(self, dekning: Iterable[Dekning]) -> None:
        """Lines of an earlier account; the rule must have none in this one."""
        for en in dekning:
            grunner = {} if en.grunn is None else {en.grunn: None}
            self.linjer[(en.regel, en.utfall)] = _Linje(en.antall, grunner, en.alarm)

    def dekning(self) -> tuple[Dekning, ...]:
        return tuple(
            Dekning(regel, utfall, linje.antall, _samle(linje.grunner), linje.alarm)
            for (regel, utfall), linje in self.linjer.items()
        )


def _samle(grunner: Iterable[Tekst]) -> Tekst | None:
    alle = list(grunner)
    if len(alle) < 2:
        return alle[0] if alle else None
    return Tekst(*("; ".join(t) for t in zip(*((g.nb, g.nn, g.en) for g in alle), strict=True)))
