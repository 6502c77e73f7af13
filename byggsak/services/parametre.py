"""The municipality's choices and the numbers in force, as the course of a case needs them."""

from __future__ import annotations

from datetime import date

from byggsak.case.saksgangkrav import SEKSJONER, Saksgangkrav
from byggsak.case.vakt import Parametre
from byggsak.rule.catalogue import Katalog


def saksgangkrav(katalog: Katalog, kommune: str, dag: date) -> Saksgangkrav:
    """The numbers on `dag`. Raises ParameterFeil when the rule package lacks one."""
    return katalog.parametre.les(SEKSJONER, Saksgangkrav, dag, kommune)


def parametre_for(katalog: Katalog, kommune: str, dag: date) -> Parametre:
    """The choices of municipality number `kommune`, with the numbers on `dag`."""
    return Parametre.fra_kommune(katalog.kommune(kommune), saksgangkrav(katalog, kommune, dag))
