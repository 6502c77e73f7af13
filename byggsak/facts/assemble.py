"""From an application, its situation plan and the map to the things that rules are asked about.

`samle` never leaves out what it could not find: where a plan, a map or a number is missing it gives
a thing whose facts are unknown with the reason, so that the rules on it come out `uavklart`. A kind
of thing is left out only when the project truly has none of it (inner works have no footprint).
"""

from __future__ import annotations

from typing import Final

from byggsak.domain.eiendom import Byggverkshoeyde, Nabogrense, Utnytting
from byggsak.domain.facts import Gjenstand
from byggsak.domain.nabovarsel import Vedleggskrav
from byggsak.domain.plan import Arealformaal, Byggegrense, Faresone
from byggsak.facts import areas, reasons
from byggsak.facts.basis import UTEN_SITUASJONSPLAN, Grunnlag, samlet_slag
from byggsak.facts.boundary import nabogrenser
from byggsak.facts.dispensation import avled
from byggsak.facts.neighbours import nabovarslinger
from byggsak.facts.plans import alle as mot_planen
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import Tomt, tomten
from byggsak.geometry.measure import Maalekrav

__all__ = ["UTEN_SITUASJONSPLAN", "Grunnlag", "Maalekrav", "avled", "samle"]

MED_GEOMETRI: Final = frozenset({"ET", "RS", "TA", "ES"})
"""Application types that place something; the others are about a permit already given."""


def samle(grunnlag: Grunnlag) -> list[Gjenstand]:
    """Everything the rules are asked about, in a stable order."""
    vedlegg = _vedleggskrav(grunnlag)
    if grunnlag.soeknad.skjema.type not in MED_GEOMETRI:
        return [vedlegg]
    tomt = tomten(grunnlag)
    return [*_paa_bakken(tomt), *nabovarslinger(tomt), vedlegg]


def _paa_bakken(tomt: Tomt) -> list[Gjenstand]:
    slag = samlet_slag(tomt.grunnlag.soeknad)
    if slag.nytt is False and not tomt.nye:
        return []
    regnskap = [areas.arealregnskap(tomt), areas.fotavtrykk(tomt)]
    if tomt.plan is not None and not tomt.nye:
        return [*_ingenting_i_planen(), *regnskap]
    return [*nabogrenser(tomt), *areas.utnyttinger(tomt), *mot_planen(tomt), *regnskap]


def _ingenting_i_planen() -> list[Gjenstand]:
    """The application says that something is built; the situation plan does not show it."""
    typer = (Nabogrense, Byggverkshoeyde, Utnytting, Arealformaal, Byggegrense, Faresone)
    return [reasons.uavklart(type_, reasons.PLAN_UTEN_TILTAK) for type_ in typer]


def _vedleggskrav(grunnlag: Grunnlag) -> Vedleggskrav:
    slag = samlet_slag(grunnlag.soeknad)
    return Vedleggskrav(
        sted=grunnlag.sted("soeknadGjelder/type"),
        vedleggstyper=grunnlag.vedleggstyper,
        nytt_eller_utvidet=ukjent_felt(
            Vedleggskrav, "nytt_eller_utvidet", reasons.UKJENT_TILTAKSTYPE
        )
        if slag.nytt is None
        else slag.nytt,
        endrer_eksisterende=ukjent_felt(
            Vedleggskrav, "endrer_eksisterende", reasons.UKJENT_TILTAKSTYPE
        )
        if slag.endrer is None
        else slag.endrer,
    )
