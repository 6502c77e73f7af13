"""Funnene: felter, kommando og hendelse for det et menneske eller en ny kontroll gjør med dem.

Vurderingen av ett funn (`vurder_funn`) står blant hovedlinjens kommandoer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from byggsak.case.grunn import Begrunnet, Hendelse, Kommando, Papirer
from byggsak.domain.funn import Hjemmel
from byggsak.domain.vedtak import FunnTilVurdering


@dataclass(frozen=True, kw_only=True)
class _Ettfunn:
    funn: str  # funnets nøkkel

    @property
    def instans(self) -> str:
        return self.funn


@dataclass(frozen=True, kw_only=True)
class SoekDispensasjonForFunn(_Ettfunn, Papirer, Kommando):
    """Det er søkt dispensasjon fra det funnet sier er brutt (pbl § 19-1)."""

    navn: ClassVar[str] = "soek_dispensasjon_for_funn"


@dataclass(frozen=True, kw_only=True)
class FunndispensasjonSoekt(_Ettfunn, Papirer, Hendelse):
    type: ClassVar[str] = "funndispensasjon_soekt"


@dataclass(frozen=True, kw_only=True)
class _Egetfunn(_Ettfunn):
    """`funn` er en nøkkel som begynner med «eget-» og ikke er brukt; `kode` den nasjonale
    mangelkoden («1.80»), når den finnes."""

    tekst: str
    hjemmel: Hjemmel | None = None
    kode: str = ""


@dataclass(frozen=True, kw_only=True)
class RegistrerFunn(_Egetfunn, Kommando):
    """Registrer noe saksbehandleren selv har sett og ingen regel fant. Det er en mangel til et
    menneske lukker det."""

    navn: ClassVar[str] = "registrer_funn"


@dataclass(frozen=True, kw_only=True)
class FunnRegistrert(_Egetfunn, Hendelse):
    type: ClassVar[str] = "funn_registrert"


@dataclass(frozen=True, kw_only=True)
class LukkFunn(_Ettfunn, Begrunnet, Kommando):
    """Lukk et funn som ingen regel kan prøve: regelen er borte, eller et menneske fant det."""

    navn: ClassVar[str] = "lukk_funn"


@dataclass(frozen=True, kw_only=True)
class FunnLukket(_Ettfunn, Begrunnet, Hendelse):
    type: ClassVar[str] = "funn_lukket"


@dataclass(frozen=True, kw_only=True)
class _Kontroll(Begrunnet):
    """Feltene som hendelsene for mottak og supplering også har; se `SoeknadSupplert`."""

    resultat: str
    funn: tuple[FunnTilVurdering, ...]
    regler_borte: tuple[str, ...] = ()
    regler_uavklart: tuple[str, ...] = ()
    rapport_sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class KontrollerIgjen(_Kontroll, Kommando):
    """Registrer at den samme utgaven av søknaden er kontrollert på nytt, med reglene som nå er
    installert og kartet som nå gjelder."""

    navn: ClassVar[str] = "kontroller_igjen"


@dataclass(frozen=True, kw_only=True)
class SoeknadKontrollert(_Kontroll, Hendelse):
    type: ClassVar[str] = "soeknad_kontrollert"
