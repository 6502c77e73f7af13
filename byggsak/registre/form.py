"""Reads the fields of a service's JSON; what is not as promised is `IkkeSvar`, never a guess."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from byggsak.registre import grunner
from byggsak.registre.henting import IkkeSvar


def uventet() -> IkkeSvar:
    return IkkeSvar(grunner.UVENTET)


def objekt(verdi: object) -> Mapping[str, Any]:
    """A JSON object, its names in lower case: the services do not agree on capitals."""
    if not isinstance(verdi, dict):
        raise uventet()
    return {str(navn).lower(): innhold for navn, innhold in verdi.items()}


def liste(verdi: object) -> list[Any]:
    if not isinstance(verdi, list):
        raise uventet()
    return verdi


def tekst(verdi: object) -> str:
    """A text that is not empty, without blank ends."""
    if not isinstance(verdi, str) or not verdi.strip():
        raise uventet()
    return verdi.strip()


def heltall(verdi: object) -> int:
    if isinstance(verdi, bool) or not isinstance(verdi, int):
        raise uventet()
    return verdi


def boolsk(verdi: object) -> bool:
    """False when it is left out."""
    if verdi is None:
        return False
    if not isinstance(verdi, bool):
        raise uventet()
    return verdi


def dag(verdi: object) -> date | None:
    """The day of a date or a date with a time; None when it is left out."""
    if verdi is None or verdi == "":
        return None
    if not isinstance(verdi, str):
        raise uventet()
    try:
        return date.fromisoformat(verdi[:10])
    except ValueError as feil:
        raise uventet() from feil
