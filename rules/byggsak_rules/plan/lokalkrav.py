"""Felles for reglene om grenser i lokale bestemmelser: det som er lest inn, mot det som er søkt."""

from decimal import Decimal
from typing import Any

from byggsak.domain.bestemmelse import Lokalkrav
from byggsak.rule import Maal, Tekst, Vurdering, hoeyst, ikke_aktuell, minst

INGEN_GRENSE = Tekst(
    nb="verken planen eller kommunen har noen bestemmelse om dette her",
    nn="verken planen eller kommunen har noka føresegn om dette her",
    en="neither the plan nor the municipality has a provision on this here",
)


def ikke_over(krav: Lokalkrav, toleranse: Decimal = Decimal(0)) -> Vurdering:
    """Målet er høyst grensen; ikke aktuell når ingen bestemmelse setter noen."""
    if not krav.har_bestemmelse:
        return ikke_aktuell(INGEN_GRENSE)
    svar: Vurdering = hoeyst(krav.maalt, krav.grense, toleranse)
    return svar.med(kilde=krav.kilde)


def ikke_under(krav: Lokalkrav, toleranse: Decimal = Decimal(0)) -> Vurdering:
    """Målet er minst grensen; ikke aktuell når ingen bestemmelse setter noen."""
    if not krav.har_bestemmelse:
        return ikke_aktuell(INGEN_GRENSE)
    svar: Vurdering = minst(krav.maalt, krav.grense, toleranse)
    return svar.med(kilde=krav.kilde)


def grense(grense: str, maalt: str, enhet: str = "m", usikkerhet: str = "0") -> dict[str, Any]:
    """Faktaene i et eksempel."""
    return {
        "har_bestemmelse": True,
        "grense": Decimal(grense),
        "maalt": Maal.of(maalt, usikkerhet, enhet),
        "kilde": "Reguleringsbestemmelser, § 3, s. 2",
    }
