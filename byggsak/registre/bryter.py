"""A circuit breaker as a pure state machine: values in, values out, the clock an argument.

    closed ──(`feil` failures in a row)──► open ──(`pause` has passed)──► half-open
       ▲                                    ▲                               │
       └───────────(the probe succeeds)─────┴──────(the probe fails)────────┘

Libraries that do this keep their own clock and locks; a state that is a value is tested without
waiting, and the one lock stands in `oppslag`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class Stilling(StrEnum):
    LUKKET = "lukket"
    AAPEN = "åpen"
    HALVAAPEN = "halvåpen"


@dataclass(frozen=True, slots=True)
class Bryteroppsett:
    """`feil` failures in a row open it for `pause`; a server may ask for more, up to `lengste`."""

    feil: int = 5
    pause: timedelta = timedelta(seconds=30)
    lengste: timedelta = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Bryter:
    """`aapen_til` is None while closed; `proeve_til` is how long a probe is waited for."""

    feil: int = 0
    aapen_til: datetime | None = None
    proeve_til: datetime | None = None

    def stilling(self, naa: datetime) -> Stilling:
        if self.aapen_til is None:
            return Stilling.LUKKET
        return Stilling.AAPEN if naa < self.aapen_til else Stilling.HALVAAPEN


def slipp(bryter: Bryter, naa: datetime, oppsett: Bryteroppsett) -> tuple[Bryter, bool]:
    """Whether a call may go now. Half-open lets one probe through; a lost probe is not waited for
    longer than `pause`."""
    match bryter.stilling(naa):
        case Stilling.LUKKET:
            return bryter, True
        case Stilling.AAPEN:
            return bryter, False
        case Stilling.HALVAAPEN:
            if bryter.proeve_til is not None and naa < bryter.proeve_til:
                return bryter, False
            return replace(bryter, proeve_til=naa + oppsett.pause), True


def lyktes(_: Bryter) -> Bryter:
    """Closed, and the count begins again."""
    return Bryter()


def feilet(
    bryter: Bryter, naa: datetime, oppsett: Bryteroppsett, vent: timedelta | None = None
) -> Bryter:
    """One failure more. `vent` is what the server asked for (Retry-After): it opens at once."""
    feil = bryter.feil + 1
    if vent is None and feil < oppsett.feil:
        return replace(bryter, feil=feil, proeve_til=None)
    pause = min(max(oppsett.pause, vent or timedelta(0)), oppsett.lengste)
    ny = naa + pause
    aapen_til = ny if bryter.aapen_til is None else max(ny, bryter.aapen_til)
    return Bryter(feil=feil, aapen_til=aapen_til)
