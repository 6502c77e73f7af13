"""Which of the three languages an answer is written in: `?spraak=` first, then Accept-Language."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request

from byggsak.domain.tekst import SPRAAK, Spraak

STANDARD: Spraak = "nb"
Spraakvalg = Annotated[Spraak | None, Query(description="Overrides the Accept-Language header.")]
_SAME_AS: dict[str, Spraak] = {"nb": "nb", "no": "nb", "nn": "nn", "en": "en"}


def velg(accept_language: str) -> Spraak:
    """The best language of an Accept-Language header (RFC 9110 § 12.5.4); bokmål when none fits.

    >>> velg("sv, nn-NO;q=0.9, en;q=0.4")
    'nn'
    >>> velg("de")
    'nb'
    """
    best: Spraak = STANDARD
    best_weight = 0.0
    for item in accept_language.split(","):
        tag, *parameters = item.split(";")
        weight = _weight(parameters)
        spraak = _SAME_AS.get(tag.strip().lower().split("-")[0])
        if spraak is not None and weight > best_weight:
            best, best_weight = spraak, weight
    return best


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def spraak_for(request: Request) -> Spraak:
    """The language of this answer. A `?spraak=` that is no language of ours counts as unset."""
    oensket = request.query_params.get("spraak", "")
    for spraak in SPRAAK:
        if spraak == oensket:
            return spraak
    return velg(request.headers.get("accept-language", ""))
