"""Timing: the same clock for everything, alternating between the things compared."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timed:
    """Milliseconds a call: median and 99th percentile over `calls`."""

    name: str
    median: float
    p99: float
    calls: int


def alternating(things: dict[str, Callable[[], object]], seconds: float = 4.0) -> dict[str, Timed]:
    """Each thing once in turn until the time is used, so that a slow moment hits them all alike."""
    for thing in things.values():
        thing()
    samples: dict[str, list[float]] = {name: [] for name in things}
    gc.collect()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for name, thing in things.items():
            start = time.perf_counter_ns()
            thing()
            samples[name].append((time.perf_counter_ns() - start) / 1e6)
    return {name: _timed(name, sorted(values)) for name, values in samples.items()}


def best(measure: Callable[[], float], times: int) -> float:
    """The least of several: what the machine can do when nothing else is in its way."""
    return min(measure() for _ in range(times))


def _timed(name: str, values: list[float]) -> Timed:
    return Timed(
        name,
        values[len(values) // 2],
        values[min(len(values) - 1, int(len(values) * 0.99))],
        len(values),
    )


def memory_mb() -> float:
    """Resident memory of this process now (Linux)."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * 4096 / 1e6
