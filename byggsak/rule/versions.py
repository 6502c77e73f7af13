"""Which version of a rule is in force: one through time, chosen by the rule's own anchor date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from byggsak.rule.unit import Anker, EnRegel


class Versjon(NamedTuple):
    """The version in force and the date that chose it.

    Without a date the newest version stands for the rule, and `dato` is None. `regel` is None when
    there is a date and no version is in force on it.
    """

    regel: EnRegel | None
    dato: date | None


class Gjeldende(NamedTuple):
    """A rule with all its versions, oldest first, and the one that the case's dates choose."""

    versjoner: Sequence[EnRegel]
    versjon: Versjon


def versjon(
    versjoner: Sequence[EnRegel],
    datoer: Mapping[Anker, date],
    egne: Mapping[str, date] | None = None,
) -> Versjon:
    """By the case's dates; `egne` are a thing's own, which go before them."""
    uten_dato = None
    for regel in reversed(versjoner):
        dato = (egne.get(regel.anker) if egne else None) or datoer.get(regel.anker)
        if dato is None:
            uten_dato = uten_dato or regel
        elif regel.gjaldt(dato):
            return Versjon(regel, dato)
    return Versjon(uten_dato, None)
