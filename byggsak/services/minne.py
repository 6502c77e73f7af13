"""The memory of a process that checks one application after another."""

from __future__ import annotations

import gc
from typing import Final

NYE_FOER_RYDDING: Final = 20_000
"""Net new objects before the youngest are looked through: a few applications' worth. Python's 700
looks through every form several times while it is being read."""


def ferdig_lastet() -> None:
    """Called once when everything that stays has been loaded: rules, schemas, registers.

    The collector then leaves what stays alone, and looks through the rest less often. Trees of
    fields point both ways, so it is needed; memory stays flat (`make bench` shows it).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NYE_FOER_RYDDING, 20, 20)
