"""Plan, gebyr og habilitet: felter, kommando og hendelse for hver handling.

Feltene står én gang; kommandoen ber om det, hendelsen sier at det skjedde.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from byggsak.case.grunn import Begrunnet, Dokumentref, Hendelse, Kommando, Papirer


class Planutfall(StrEnum):
    """Hvordan tiltaket står til planen (pbl § 12-4)."""

    I_SAMSVAR = "i_samsvar"
    KREVER_DISPENSASJON = "krever_dispensasjon"


@dataclass(frozen=True, kw_only=True)
class _Person:
    person: str  # brukernavnet, som i `Aktoer.id`

    @property
    def instans(self) -> str:
        return self.person


@dataclass(frozen=True, kw_only=True)
class MeldInhabilitet(_Person, Begrunnet, Kommando):
    """Si fra om at `person` kan være inhabil (fvl § 6). Personen stanses til det er avgjort."""

    navn: ClassVar[str] = "meld_inhabilitet"


@dataclass(frozen=True, kw_only=True)
class InhabilitetMeldt(_Person, Begrunnet, Hendelse):
    type: ClassVar[str] = "inhabilitet_meldt"


@dataclass(frozen=True, kw_only=True)
class _Habilitet(_Person, Begrunnet):
    inhabil: bool


@dataclass(frozen=True, kw_only=True)
class AvgjoerHabilitet(_Habilitet, Kommando):
    """Avgjør om personen er inhabil (fvl § 8)."""

    navn: ClassVar[str] = "avgjoer_habilitet"

    @property
    def variant(self) -> str:
        return "inhabil" if self.inhabil else "habil"


@dataclass(frozen=True, kw_only=True)
class HabilitetAvgjort(_Habilitet, Hendelse):
    type: ClassVar[str] = "habilitet_avgjort"


@dataclass(frozen=True, kw_only=True)
class _Plan(Begrunnet):
    utfall: Planutfall


@dataclass(frozen=True, kw_only=True)
class VurderPlan(_Plan, Kommando):
    """Ta stilling til om tiltaket er i samsvar med planen."""

    navn: ClassVar[str] = "vurder_plan"

    @property
    def variant(self) -> str:
        return self.utfall.value


@dataclass(frozen=True, kw_only=True)
class PlanVurdert(_Plan, Hendelse):
    type: ClassVar[str] = "plan_vurdert"


@dataclass(frozen=True, kw_only=True)
class RegistrerDispensasjonssoeknad(Papirer, Kommando):
    """Dispensasjon er søkt (pbl § 19-1)."""

    navn: ClassVar[str] = "registrer_dispensasjonssoeknad"


@dataclass(frozen=True, kw_only=True)
class DispensasjonSoekt(Papirer, Hendelse):
    type: ClassVar[str] = "dispensasjon_soekt"


@dataclass(frozen=True, kw_only=True)
class FastslaaManglendeDispensasjon(Begrunnet, Kommando):
    """Dispensasjon trengs og er ikke søkt: søknaden er ikke fullstendig."""

    navn: ClassVar[str] = "fastslaa_manglende_dispensasjon"


@dataclass(frozen=True, kw_only=True)
class DispensasjonMangler(Begrunnet, Hendelse):
    type: ClassVar[str] = "dispensasjon_mangler"


@dataclass(frozen=True, kw_only=True)
class _Planendring(Begrunnet):
    dato: date


@dataclass(frozen=True, kw_only=True)
class RegistrerPlanendring(_Planendring, Kommando):
    """Planen ble endret mens søknaden var til behandling, så den må vurderes på nytt."""

    navn: ClassVar[str] = "registrer_planendring"


@dataclass(frozen=True, kw_only=True)
class PlanEndret(_Planendring, Hendelse):
    type: ClassVar[str] = "plan_endret"


@dataclass(frozen=True, kw_only=True)
class _Gebyr(Begrunnet):
    """`beloep` i kroner; begrunnelsen viser til regulativet."""

    beloep: Decimal


@dataclass(frozen=True, kw_only=True)
class BeregnGebyr(_Gebyr, Kommando):
    """Fastsett gebyret etter regulativet (pbl § 33-1)."""

    navn: ClassVar[str] = "beregn_gebyr"


@dataclass(frozen=True, kw_only=True)
class GebyrBeregnet(_Gebyr, Hendelse):
    type: ClassVar[str] = "gebyr_beregnet"


@dataclass(frozen=True, kw_only=True)
class _Krav:
    """`vilkaar`: søknaden behandles ikke før gebyret er betalt."""

    vilkaar: bool
    forfall: date
    brev: tuple[Dokumentref, ...] = ()


@dataclass(frozen=True, kw_only=True)
class KrevGebyr(_Krav, Kommando):
    """Krev gebyret inn."""

    navn: ClassVar[str] = "krev_gebyr"

    @property
    def variant(self) -> str:
        return "vilkaar" if self.vilkaar else "faktura"


@dataclass(frozen=True, kw_only=True)
class GebyrKrevd(_Krav, Hendelse):
    type: ClassVar[str] = "gebyr_krevd"


@dataclass(frozen=True, kw_only=True)
class RegistrerBetaling(Kommando):
    """Gebyret er betalt."""

    navn: ClassVar[str] = "registrer_betaling"
    betalt: date


@dataclass(frozen=True, kw_only=True)
class GebyrBetalt(Hendelse):
    type: ClassVar[str] = "gebyr_betalt"
    betalt: date


@dataclass(frozen=True, kw_only=True)
class FrafallGebyr(Begrunnet, Kommando):
    """Gebyret faller bort."""

    navn: ClassVar[str] = "frafall_gebyr"


@dataclass(frozen=True, kw_only=True)
class GebyrFrafalt(Begrunnet, Hendelse):
    type: ClassVar[str] = "gebyr_frafalt"
