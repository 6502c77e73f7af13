"""Ett funn gjennom hele saken: hva det sier, hvor det er, og alt som har skjedd med det."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from byggsak.case.regioner import Funntilstand
from byggsak.case.tilstand import Aktoer
from byggsak.domain.vedtak import FunnTilVurdering, Funnvurdering

F = Funntilstand
UAVGJORT: Final = frozenset({F.AAPEN, F.GJENOPPSTAATT, F.DISP_SOEKT})
"""Venter på at et menneske tar stilling. Ingen positiv avgjørelse så lenge det finnes et."""
FERDIG: Final = frozenset({F.RETTET, F.LUKKET})
"""Gjelder ikke lenger, men står i saken."""
I_TILSTAND: Final[dict[Funnvurdering, frozenset[Funntilstand]]] = {
    Funnvurdering.BEKREFTET: frozenset({F.BEKREFTET}),
    Funnvurdering.AVKREFTET: frozenset({F.AVKREFTET}),
    Funnvurdering.DISPENSASJON: frozenset({F.DISP_INNSTILT, F.DISP_GITT, F.DISP_AVSLAATT}),
}
"""Tilstandene et vurdert funn kan være i, til og med vedtaket."""


EGET: Final = ""
"""«Regelen» bak et funn som et menneske har gjort. Ingen kontroll sier noe om det."""
EGEN_NOEKKEL: Final = "eget-"
MENINGER: Final = frozenset({"vurder_funn", "registrer_funn"})
"""Stegene der et menneske tar stilling til funnet."""


class Funnmerke(StrEnum):
    """Hvorfor den siste kontrollen ikke kunne si noe om et funn som står."""

    REGELEN_BORTE = "regelen_borte"  # regelen finnes ikke lenger i pakken
    UAVKLART = "uavklart"  # regelen kunne ikke avgjøres


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnsteg:
    """Noe som skjedde med funnet. `hva` er kommandoen eller anledningen, `versjon` utgaven av
    søknaden, `hendelse` nummeret i sakens historie."""

    hva: str
    til: Funntilstand
    tid: datetime
    av: Aktoer
    versjon: int
    hendelse: int
    begrunnelse: str = ""


@dataclass(frozen=True, slots=True)
class Vurdert:
    """Vurderingen som gjelder nå: hva, hvorfor og av hvem (brukernavn)."""

    utfall: Funnvurdering
    begrunnelse: str
    av: str


@dataclass(frozen=True, kw_only=True)
class Funnliv:
    """`funn` er funnet slik kontrollen sist fant det. `soekt`: det er søkt dispensasjon."""

    funn: FunnTilVurdering
    tilstand: Funntilstand
    steg: tuple[Funnsteg, ...] = ()
    merke: Funnmerke | None = None
    soekt: bool = False

    @property
    def noekkel(self) -> str:
        return self.funn.noekkel

    @property
    def vurdering(self) -> Vurdert | None:
        """Vurderingen funnet står med; None når ingen gjelder lenger."""
        utfall = next((u for u, alle in I_TILSTAND.items() if self.tilstand in alle), None)
        siste = next((s for s in reversed(self.steg) if s.hva in MENINGER), None)
        if utfall is None or siste is None:
            return None
        return Vurdert(utfall, siste.begrunnelse, siste.av.id)

    @property
    def rettet_i(self) -> int | None:
        """Utgaven det ble rettet i; None når det ikke er rettet."""
        return self.steg[-1].versjon if self.tilstand is F.RETTET and self.steg else None
