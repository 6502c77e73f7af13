"""The days on which the law changed, as data: `lovendringer.toml` in a rules package.

    [[endring]]
    dato = 2017-07-01
    lov = "TEK17"
    hva = "Ny byggteknisk forskrift avløser TEK10."
    kilde = "FOR-2017-06-19-840"
    regler = ["tek17-5-2-bya"]                  # what holds it: rule ids, or …
    utenfor = "ingen regel spør om dette"       # … why no rule does

A date of a rule or a number is compared with this list by tests: a law that nobody saw change on
that day has no rule that begins then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from byggsak.rule.errors import KatalogFeil

FILNAVN: Final = "lovendringer.toml"
_NOEKLER: Final = {"dato", "lov", "hva", "kilde", "regler", "utenfor"}


@dataclass(frozen=True, slots=True)
class Lovendring:
    """One change of the law: the first day it holds, and which rules hold it (or why none does)."""

    dato: date
    lov: str
    hva: str
    kilde: str
    regler: tuple[str, ...] = ()
    utenfor: str = ""


def les_lovendringer(data: Mapping[str, Any], fil: str) -> tuple[Lovendring, ...]:
    """The changes of one parsed file, in order of date. KatalogFeil names file and entry."""
    if set(data) - {"endring"} or not isinstance(data.get("endring"), list):
        raise KatalogFeil(f"{fil} skal bare ha [[endring]].")
    endringer = tuple(
        _les(rad, f"{fil}: endring {nr}") for nr, rad in enumerate(data["endring"], 1)
    )
    if list(endringer) != sorted(endringer, key=lambda e: e.dato):
        raise KatalogFeil(f"{fil}: endringene skal stå etter dato.")
    return endringer


def _les(rad: Any, sted: str) -> Lovendring:
    if not isinstance(rad, Mapping) or set(rad) - _NOEKLER:
        raise KatalogFeil(f"{sted} skal ha nøklene {sorted(_NOEKLER)}.")
    for navn in ("lov", "hva", "kilde"):
        if not isinstance(rad.get(navn), str) or not rad[navn].strip():
            raise KatalogFeil(f"{sted} mangler «{navn}».")
    dato, regler, utenfor = rad.get("dato"), rad.get("regler", []), rad.get("utenfor", "")
    if not isinstance(dato, date) or isinstance(dato, datetime):
        raise KatalogFeil(f"{sted}: dato skal være en dato uten anførselstegn, ikke {dato!r}.")
    if not isinstance(regler, list) or not all(isinstance(r, str) for r in regler):
        raise KatalogFeil(f"{sted}: regler skal være en liste av id-er.")
    if not regler and not (isinstance(utenfor, str) and utenfor.strip()):
        raise KatalogFeil(
            f"{sted}: nevn reglene som holder endringen, eller si hvorfor ingen gjør det."
        )
    return Lovendring(dato, rad["lov"], rad["hva"], rad["kilde"], tuple(regler), utenfor)
