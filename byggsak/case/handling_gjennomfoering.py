"""Gyldighet og gjennomføring: felter, kommando og hendelse for hver handling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from byggsak.case.grunn import Begrunnet, Hendelse, Kommando, Papirer
from byggsak.domain.vedtak import Vedtak


class Omgjoeringsgrunn(StrEnum):
    """Når et vedtak kan omgjøres uten klage (fvl § 35 første ledd)."""

    IKKE_TIL_SKADE = "ikke_til_skade"
    IKKE_KOMMET_FRAM = "ikke_kommet_fram"
    UGYLDIG = "ugyldig"


@dataclass(frozen=True, kw_only=True)
class _Dag:
    dato: date


@dataclass(frozen=True, kw_only=True)
class _Vilkaarref(Begrunnet, Papirer):
    """`vilkaar` er nummeret på vilkåret i vedtaket, fra 1."""

    vilkaar: int


@dataclass(frozen=True, kw_only=True)
class MeldVilkaarOppfylt(_Vilkaarref, Kommando):
    """Slå fast at et vilkår i tillatelsen er oppfylt."""

    navn: ClassVar[str] = "meld_vilkaar_oppfylt"


@dataclass(frozen=True, kw_only=True)
class VilkaarOppfylt(_Vilkaarref, Hendelse):
    type: ClassVar[str] = "vilkaar_oppfylt"


@dataclass(frozen=True, kw_only=True)
class Igangsett(_Dag, Papirer, Kommando):
    """Arbeidet er satt i gang. Gjelder tillatelsen (ET, RS eller TA), ikke IG-søknaden."""

    navn: ClassVar[str] = "igangsett"


@dataclass(frozen=True, kw_only=True)
class TiltakIgangsatt(_Dag, Papirer, Hendelse):
    type: ClassVar[str] = "tiltak_igangsatt"


@dataclass(frozen=True, kw_only=True)
class MeldStans(_Dag, Kommando):
    """Arbeidet har stanset."""

    navn: ClassVar[str] = "meld_stans"


@dataclass(frozen=True, kw_only=True)
class ArbeidStanset(_Dag, Hendelse):
    type: ClassVar[str] = "arbeid_stanset"


@dataclass(frozen=True, kw_only=True)
class MeldGjenopptak(_Dag, Kommando):
    """Arbeidet går igjen."""

    navn: ClassVar[str] = "meld_gjenopptak"


@dataclass(frozen=True, kw_only=True)
class ArbeidGjenopptatt(_Dag, Hendelse):
    type: ClassVar[str] = "arbeid_gjenopptatt"


@dataclass(frozen=True, kw_only=True)
class BekreftBortfall(Begrunnet, Papirer, Kommando):
    """Et menneske slår fast at tillatelsen er falt bort (pbl § 21-9)."""

    navn: ClassVar[str] = "bekreft_bortfall"


@dataclass(frozen=True, kw_only=True)
class TillatelseBortfalt(Begrunnet, Papirer, Hendelse):
    type: ClassVar[str] = "tillatelse_bortfalt"


@dataclass(frozen=True, kw_only=True)
class _Sendt:
    sendt: date


@dataclass(frozen=True, kw_only=True)
class RegistrerTiltakssoeknad(_Sendt, Kommando):
    """Søknad om rammetillatelse eller ett trinn avbryter fristen for en dispensasjon alene."""

    navn: ClassVar[str] = "registrer_tiltakssoeknad"


@dataclass(frozen=True, kw_only=True)
class DispensasjonBenyttet(_Sendt, Hendelse):
    type: ClassVar[str] = "dispensasjon_benyttet"


@dataclass(frozen=True, kw_only=True)
class _Omgjoering(Begrunnet, Papirer):
    grunn: Omgjoeringsgrunn
    vedtak: Vedtak


@dataclass(frozen=True, kw_only=True)
class OmgjoerVedtak(_Omgjoering, Kommando):
    """Omgjør vedtaket uten klage (fvl § 35)."""

    navn: ClassVar[str] = "omgjoer_vedtak"


@dataclass(frozen=True, kw_only=True)
class VedtakOmgjort(_Omgjoering, Hendelse):
    type: ClassVar[str] = "vedtak_omgjort"
