"""Alle tabellene i sakens gang samlet, og hvordan tilstanden i en region leses av saken."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from byggsak.case.brett_vedtak import gjennomfoering
from byggsak.case.gang import SAKENS_GANG
from byggsak.case.gang_frist import FRISTENS_GANG
from byggsak.case.gang_funn import FUNNENES_GANG
from byggsak.case.gang_gebyr import GEBYRETS_GANG
from byggsak.case.gang_gjennomfoering import GJENNOMFOERINGENS_GANG
from byggsak.case.gang_gyldighet import GYLDIGHETENS_GANG
from byggsak.case.gang_habilitet import HABILITETENS_GANG
from byggsak.case.gang_hoering import HOERINGENS_GANG
from byggsak.case.gang_klage import KLAGENS_GANG
from byggsak.case.gang_klageinstans import KLAGEINSTANSENS_GANG
from byggsak.case.gang_nabo import NABOENES_GANG
from byggsak.case.gang_plan import PLANENS_GANG
from byggsak.case.gang_skjerming import SKJERMINGENS_GANG
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import (
    Funntilstand,
    Habilitetstilstand,
    Hoeringstilstand,
    Klagetilstand,
    Merknadstilstand,
    Region,
)
from byggsak.case.sak import Sak, Soeknadsgang

ALLE: Final[tuple[Overgang, ...]] = (
    *SAKENS_GANG,
    *FRISTENS_GANG,
    *FUNNENES_GANG,
    *PLANENS_GANG,
    *HOERINGENS_GANG,
    *NABOENES_GANG,
    *GEBYRETS_GANG,
    *KLAGENS_GANG,
    *KLAGEINSTANSENS_GANG,
    *GYLDIGHETENS_GANG,
    *GJENNOMFOERINGENS_GANG,
    *HABILITETENS_GANG,
    *SKJERMINGENS_GANG,
)

_INDEKS: Final = {(o.kommando.navn, o.variant, t): o for o in ALLE for t in o.fra}
_REGION: Final = {o.kommando.navn: o.region for o in ALLE}


def finn(navn: str, variant: str, tilstand: StrEnum) -> Overgang | None:
    """Overgangen for kommandoen i tilstanden, eller None."""
    return _INDEKS.get((navn, variant, tilstand))


def overganger(navn: str, variant: str = "") -> tuple[Overgang, ...]:
    """Alle overganger for kommandoen."""
    return tuple(o for o in ALLE if o.kommando.navn == navn and o.variant == variant)


def region_for(navn: str) -> Region:
    """Regionen kommandoen hører til."""
    return _REGION[navn]


def tilstand_i(region: Region, sak: Sak, gang: Soeknadsgang, instans: str = "") -> StrEnum:
    """Tilstanden i regionen; for det som ikke finnes ennå, den regionen begynner i."""
    match region:
        case Region.SOEKNAD:
            return gang.tilstand
        case Region.PLAN:
            return gang.plan
        case Region.NABOVARSEL:
            return gang.varsel
        case Region.GEBYR:
            return gang.gebyr.tilstand
        case Region.IVERKSETTING:
            return gang.iverksetting
        case Region.GYLDIGHET:
            return gang.gyldighet
        case Region.GJENNOMFOERING:
            return gjennomfoering(sak.soeknader)
        case _:
            return _flere(region, sak, gang).get(instans, _FOERST[region])


_FOERST: Final[dict[Region, StrEnum]] = {
    Region.FUNN: Funntilstand.INGEN,
    Region.HOERING: Hoeringstilstand.IKKE_SENDT,
    Region.MERKNAD: Merknadstilstand.INGEN,
    Region.KLAGE: Klagetilstand.INGEN,
    Region.HABILITET: Habilitetstilstand.HABIL,
}
"""Regionene det kan være flere av, og hvor en ny begynner."""


def instanser(region: Region, sak: Sak, gang: Soeknadsgang) -> list[str]:
    """De som finnes i regionen, og «» for en ny; bare «» i en region det er én av."""
    return [*_flere(region, sak, gang), ""] if region in _FOERST else [""]


def _flere(region: Region, sak: Sak, gang: Soeknadsgang) -> dict[str, StrEnum]:
    match region:
        case Region.FUNN:
            return {liv.noekkel: liv.tilstand for liv in gang.funnene}
        case Region.HOERING:
            return {x.myndighet: x.tilstand for x in gang.hoeringer}
        case Region.MERKNAD:
            return {m.id: m.tilstand for m in gang.merknader}
        case Region.KLAGE:
            return {str(x.nummer): x.tilstand for x in gang.klager}
        case Region.HABILITET:
            return {h.person: h.tilstand for h in sak.habilitet}
        case _:
            return {}
