"""How long to wait for an archive, and when to stop asking one that is away about every case."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long to wait: between attempts (doubling), for a receipt, for a lost worker, and at most
    between looks at an archive that is away."""

    first: timedelta = timedelta(seconds=30)
    longest: timedelta = timedelta(hours=6)
    attempts: int = 40  # with these waits: about a week
    receipt: timedelta = timedelta(days=7)
    claim: timedelta = timedelta(minutes=20)
    away: timedelta = timedelta(minutes=5)

    def after(self, attempts: int) -> timedelta:
        """The wait after so many failed attempts.

        >>> [Patience().after(n).total_seconds() for n in (1, 2, 3, 40)]
        [30.0, 60.0, 120.0, 21600.0]
        """
        return min(self.longest, self.first * (1 << min(attempts - 1, 20)))


@dataclass
class Breaker:
    """Opens when `limit` attempts in a row came to nothing: then one case at a time is tried, with
    growing waits from `first` to `longest`, until one gets through.

    So an archive that is away is not asked about every case again and again, the cases keep their
    attempts, and whoever asks learns of the end (`succeeded`) within `longest`. Safe for threads;
    each worker has its own.
    """

    first: timedelta
    longest: timedelta
    limit: int = 8
    _failures: int = field(default=0, init=False)
    _wait: timedelta = field(default=timedelta(0), init=False)
    _next: datetime | None = field(default=None, init=False)
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)

    def may_try(self, now: datetime) -> bool:
        """Would `enter` let a case through now?"""
        with self._lock:
            return self._next is None or self._next <= now

    def enter(self, now: datetime) -> bool:
        """May one case be tried now? While open, yes once for each wait."""
        with self._lock:
            if self._next is None:
                return True
            if self._next > now:
                return False
            self._next = now + self._wait
            return True

    def failed(self, now: datetime) -> bool:
        """An attempt came to nothing; whether the breaker opened by it."""
        with self._lock:
            self._failures += 1
            if self._failures < self.limit:
                return False
            opened = self._next is None
            self._wait = self.first if opened else min(self.longest, self._wait * 2)
            if opened or self._next is not None:
                self._next = now + self._wait
            return opened

    def succeeded(self) -> bool:
        """The archive answered; whether it had been thought away."""
        with self._lock:
            closed = self._next is not None
            self._failures, self._next = 0, None
            return closed
