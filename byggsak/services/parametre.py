"""The municipality's choices and the numbers in force, as the course of a case needs them."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from byggsak.case.saksgangkrav import SEKSJONER, Saksgangkrav
from byggsak.case.vakt import Parametre
from byggsak.rule.catalogue import Katalog
from byggsak.store.frister import Kravkilde


def saksgangkrav(katalog: Katalog, kommune: str, dag: date) -> Saksgangkrav:
    """The numbers on `dag`. Raises ParameterFeil when the rule package lacks one."""
    return katalog.parametre.les(SEKSJONER, Saksgangkrav, dag, kommune)


def kravkilde(katalog: Katalog) -> Kravkilde:
    """The numbers by municipality and day, each looked up once."""

    @lru_cache(maxsize=4096)
    def les(kommune: str, dag: date) -> Saksgangkrav:
        return saksgangkrav(katalog, kommune, dag)

    return les


def kravkilde_ved_behov() -> Kravkilde:
    """The same from the installed rule packages, loaded the first time someone asks."""

    @cache
    def kilde() -> Kravkilde:
        return kravkilde(Katalog.last())

    return lambda kommune, dag: kilde()(kommune, dag)


def parametre_for(katalog: Katalog, kommune: str, dag: date) -> Parametre:
    """The choices of municipality number `kommune`, with the numbers on `dag`."""
    return Parametre.fra_kommune(katalog.kommune(kommune), saksgangkrav(katalog, kommune, dag))
