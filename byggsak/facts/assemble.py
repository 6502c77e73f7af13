"""From an application, its situation plan and the map to the things that rules are asked about.

`samle` never leaves out what it could not find: where a plan, a map or a number is missing it gives
a thing whose facts are unknown with the reason, so that the rules on it come out `uavklart`. A kind
of thing is left out only when the project truly has none of it (inner works have no footprint).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Final

from byggsak.domain.eiendom import Byggverkshoeyde, Fotavtrykk, Nabogrense, Utnytting
from byggsak.domain.facts import Gjenstand
from byggsak.domain.formalia import Byggestedseiendom, Byggverksplass
from byggsak.domain.nabovarsel import Nabovarsling
from byggsak.domain.plan import Arealformaal, Byggegrense, Faresone
from byggsak.facts import (
    areas,
    attachments,
    formalia,
    plans,
    reasons,
    required,
    responsibility,
)
from byggsak.facts.basis import UTEN_SITUASJONSPLAN, Grunnlag, samlet_slag
from byggsak.facts.boundary import nabogrenser
from byggsak.facts.dispensation import avled
from byggsak.facts.neighbours import nabovarslinger
from byggsak.facts.omgivelser import OMGIVELSER
from byggsak.facts.placement import byggestedseiendommer, byggverksplasser
from byggsak.facts.provisions import LOKALKRAV
from byggsak.facts.site import Tomt, tomten
from byggsak.geometry.measure import Maalekrav, MaalingFeilet

__all__ = ["UTEN_SITUASJONSPLAN", "Grunnlag", "Maalekrav", "avled", "samle"]

log = logging.getLogger(__name__)

MED_GEOMETRI: Final = frozenset({"ET", "RS", "TA", "ES"})
"""Application types that place something; the others are about a permit already given."""

_MAALT: Final[Sequence[tuple[type[Gjenstand], Callable[[Tomt], Sequence[Gjenstand]]]]] = (
    (Nabogrense, nabogrenser),
    (Byggverkshoeyde, plans.hoeyder),
    (Utnytting, areas.utnyttinger),
    (Arealformaal, plans.arealformaal),
    (Byggegrense, plans.byggegrenser),
    (Faresone, plans.faresoner),
    *LOKALKRAV,
    *OMGIVELSER,
    (Byggverksplass, byggverksplasser),
)


def samle(grunnlag: Grunnlag) -> list[Gjenstand]:
    """Everything the rules are asked about, in a stable order."""
    vedlegg = [
        required.vedleggskrav(grunnlag),
        *attachments.vedlegg(grunnlag),
        *formalia.formalia(grunnlag),
        *responsibility.ansvar(grunnlag),
    ]
    if grunnlag.soeknad.skjema.type not in MED_GEOMETRI:
        return vedlegg
    tomt = tomten(grunnlag)
    return [
        *_paa_bakken(tomt),
        *_maalt(tomt, Nabovarsling, nabovarslinger),
        *_maalt(tomt, Byggestedseiendom, byggestedseiendommer),
        *vedlegg,
    ]


def _paa_bakken(tomt: Tomt) -> list[Gjenstand]:
    slag = samlet_slag(tomt.grunnlag.soeknad)
    if slag.nytt is False and not tomt.nye:
        return []
    regnskap = [
        areas.arealregnskap(tomt),
        *_maalt(tomt, Fotavtrykk, lambda t: [areas.fotavtrykk(t)]),
    ]
    if tomt.plan is not None and not tomt.nye:
        # The application says that something is built; the situation plan does not show it.
        tomme = [reasons.uavklart(type_, reasons.PLAN_UTEN_TILTAK) for type_, _ in _MAALT]
        return [*tomme, *regnskap]
    return [*(t for type_, maal in _MAALT for t in _maalt(tomt, type_, maal)), *regnskap]


def _maalt(
    tomt: Tomt, type_: type[Gjenstand], maal: Callable[[Tomt], Sequence[Gjenstand]]
) -> Sequence[Gjenstand]:
    """One kind of thing. A shape that cannot be measured takes its own kind down, not the check."""
    try:
        return maal(tomt)
    except MaalingFeilet as feil:
        log.error("%s could not be measured: %s", type_.__name__, feil)
        return [reasons.uavklart(type_, reasons.MAALING_FEILET)]
