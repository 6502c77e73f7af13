"""One worker's share of the delivery: which groups of cases have something due, and a group's turn.

While the archive is away, one case at a time is tried (`Breaker`); when it answers again, what was
postponed meanwhile is due at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import structlog

from byggsak.archive.outbox import CaseRef
from byggsak.archive.patience import Breaker
from byggsak.archive.relay import Relay, Step

log = structlog.get_logger()

SAKER_I_RUNDEN: Final = 500
SAKER_I_STEGET: Final = 25
_SVAR: Final = frozenset({Step.DELIVERED, Step.REFUSED, Step.ACCEPTED})


@dataclass(frozen=True)
class Arkivlevering:
    """Delivers through the relay. Safe for threads; one for each worker process."""

    relay: Relay
    bryter: Breaker = field(init=False)

    def __post_init__(self) -> None:
        taalmod = self.relay.patience
        object.__setattr__(self, "bryter", Breaker(taalmod.first, taalmod.away))

    def grupper(self) -> list[str]:
        """The groups (`CaseRef.group`) with a case that is due, longest waiting first; none while
        the archive is paused, or away and lately asked."""
        naa = self.relay.now()
        koe = self.relay.outbox
        if koe.paused(self.relay.adapter) is not None or not self.bryter.may_try(naa):
            return []
        saker = koe.due(self.relay.worker, naa, SAKER_I_RUNDEN)
        return list(dict.fromkeys(sak.group for sak in saker))

    def steg(self, gruppe: str) -> bool:
        """A handful of the group's cases; whether there may be more of them at once."""
        koe, naa = self.relay.outbox, self.relay.now
        saker = koe.due(self.relay.worker, naa(), SAKER_I_STEGET, gruppe)
        for sak in saker:
            if not self.bryter.enter(naa()) or self._lever(sak) is Step.PAUSED:
                return False
        return len(saker) == SAKER_I_STEGET

    def _lever(self, sak: CaseRef) -> Step:
        steg = self.relay.deliver(sak)
        if not _SVAR.isdisjoint(steg) and self.bryter.succeeded():
            antall = self.relay.outbox.hurry(self.relay.now())
            log.info("arbeider.arkivet_svarer_igjen", framskyndet=antall)
        if steg[-1] is Step.POSTPONED and self.bryter.failed(self.relay.now()):
            log.warning("arbeider.arkivet_er_borte", adapter=self.relay.adapter)
        return steg[-1]
