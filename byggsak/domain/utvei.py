"""En vei ut: den minste endringen av søknaden som får en brutt regel til å bli oppfylt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from byggsak.domain.facts import Geometri
from byggsak.domain.funn import Utfall
from byggsak.domain.tekst import Tekst


class Utveislag(StrEnum):
    """Hva som endres. Loven eller kartet endres aldri."""

    FLYTT = "flytt"
    SENK = "senk"
    KUTT = "kutt"
    VENT = "vent"
    LEGG_VED = "legg_ved"
    SOEK_DISPENSASJON = "soek_dispensasjon"
    RETT_TALL = "rett_tall"


@dataclass(frozen=True, slots=True)
class Snudd:
    """Én dom som ble en annen: regelen, hva den gjaldt, og utfallene før og etter."""

    regel: str
    gjelder: str
    foer: Utfall
    etter: Utfall


@dataclass(frozen=True, slots=True)
class Etterproeving:
    """Kontrollen av den endrede søknaden: alle regler spurt på nytt, med de samme regelpakkene.

    `pakker` er sha256 av dem. `svar` er hvor mange svar kontrollen ga.
    """

    resultat_foer: str
    resultat_etter: str
    snudd: tuple[Snudd, ...]
    pakker: tuple[str, ...]
    svar: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Utvei:
    """Et tilbud, aldri et krav: endringen, og beviset for at den holder.

    `funn` er fingeravtrykkene til funnene den løser. `tall` er tallene i endringen som tekst med
    punktum (m, m², datoer, vedleggstyper). `geometri` er fotavtrykket etter endringen (GeoJSON i
    `epsg`), og `fra` det samme før.
    """

    slag: Utveislag
    funn: tuple[str, ...]
    tekst: Tekst
    tall: Mapping[str, str | tuple[str, ...]]
    kontrollert: Etterproeving
    geometri: Geometri | None = field(default=None, compare=False, hash=False)
    fra: Geometri | None = field(default=None, compare=False, hash=False)
    epsg: int | None = None
