"""Asks the rows of the field tables about one form, and folds what follows from one root cause."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date

from byggsak.domain.felt import Felt
from byggsak.domain.register import INGEN_REGISTRE, Registre
from byggsak.rule.row_answers import Radsvar
from byggsak.rule.row_asking import Proeving
from byggsak.rule.tables import Feltsett

__all__ = ["Radsvar", "proev_felter", "proev_rader"]


def proev_felter(
    sett: Feltsett,
    rot: Felt,
    test: bool,
    mottatt: date | None = None,
    registre: Registre = INGEN_REGISTRE,
) -> list[Radsvar]:
    """At least one answer for every row, in the order of the tables.

    `test`: synthetic person and organisation numbers are accepted. `mottatt`: the day the
    application was received; rows that count days from it are `uavklart` without. `registre`: what
    rows may look up; the registers that are not there make their rows `ikke_aktuell`.
    """
    return [ett for rad in proev_rader(sett, rot, test, mottatt, registre) for ett in rad]


def proev_rader(
    sett: Feltsett,
    rot: Felt,
    test: bool,
    mottatt: date | None,
    registre: Registre,
    bare: Container[int] | None = None,
) -> list[Sequence[Radsvar]]:
    """The same, row by row. `bare`: the rows to ask; they must hold what they rest on."""
    return Proeving(sett, rot, test, mottatt, registre).svar(bare)
