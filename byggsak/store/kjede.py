"""The hash chain of a case: each event carries the hash of everything before it.

Changing, removing or moving an event breaks every hash after it; removing the last ones breaks
the head kept on the case. Pure functions over texts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


def kanonisk(verdi: Mapping[str, Any] | list[Any]) -> str:
    """JSON with sorted keys and no spaces: the same value gives the same text everywhere.

    >>> kanonisk({"b": 1, "a": "ø"})
    '{"a":"ø","b":1}'
    """
    return json.dumps(verdi, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def opphav(kommune: str, sak: str) -> str:
    """What the first event of a case is chained to."""
    return hashlib.sha256(f"byggsak/{kommune}/{sak}".encode()).hexdigest()


def lenke(forrige: str, kommune: str, sak: str, versjon: int, innhold: str) -> str:
    """The hash of event number `versjon` (64 hex digits). `innhold` is its canonical JSON."""
    tekst = f"{forrige}\n{kommune}/{sak}/{versjon}\n{innhold}"
    return hashlib.sha256(tekst.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Ledd:
    """One stored event as far as the chain is concerned."""

    versjon: int
    type: str
    innhold: str
    forrige: str
    hash: str


@dataclass(frozen=True, slots=True)
class Kjedesvar:
    """`hel` when nothing has been changed; otherwise the first event that does not fit, and why."""

    hel: bool
    antall: int
    brudd_ved: int | None = None
    grunn: str = ""


def verifiser(kommune: str, sak: str, ledd: Iterable[Ledd], versjon: int, hode: str) -> Kjedesvar:
    """Whether the events, in order, give the length and head that the case remembers."""
    forrige, antall = opphav(kommune, sak), 0
    for ett in ledd:
        antall += 1
        if ett.versjon != antall:
            return Kjedesvar(False, antall, antall, f"hendelse {antall} mangler")
        if ett.forrige != forrige:
            return Kjedesvar(False, antall, antall, f"hendelse {antall} bygger på en annen fortid")
        if ett.hash != lenke(forrige, kommune, sak, antall, ett.innhold):
            return Kjedesvar(False, antall, antall, f"innholdet i hendelse {antall} er endret")
        if json.loads(ett.innhold)["type"] != ett.type:
            return Kjedesvar(False, antall, antall, f"typen til hendelse {antall} er endret")
        forrige = ett.hash
    if antall != versjon or forrige != hode:
        return Kjedesvar(False, antall, antall + 1, "de siste hendelsene i saken mangler")
    return Kjedesvar(True, antall)
