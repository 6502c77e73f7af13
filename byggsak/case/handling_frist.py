"""Fristen og sjekkpunktene: felter, kommando og hendelse for hver handling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from byggsak.case.grunn import Begrunnet, Dokumentref, Hendelse, Kommando, Papirer


class Forlengelsesgrunn(StrEnum):
    """Hvorfor fristen forlenges (SAK10 §§ 7-3 og 7-4)."""

    KOMPLISERT = "saerlig_komplisert"
    POLITISK = "politisk_avklaring"
    SAMTYKKE = "samtykke_21_5"
    BARMARK = "barmark"
    SAERLIG = "saerlig_tilfelle"


class LovensVirkning(StrEnum):
    """Det loven selv lar følge av en oversittet frist (pbl § 21-7). Et menneske bekrefter."""

    ANSETT_GITT = "ansett_gitt"
    IGANGSETTING_TILLATT = "igangsetting_tillatt"
    BRUK_TILLATT = "bruk_tillatt"


class Sjekkpunkt(StrEnum):
    """Det et menneske må ha sett før igangsetting, midlertidig bruk eller ferdigattest."""

    RAMME_I_ANNEN_SAK = "ramme_i_annen_sak"
    ANSVAR_DEKKET = "ansvar_dekket"
    KONTROLLOMFANG = "kontrollomfang"
    MYNDIGHETER = "myndigheter"
    SIKKERHET = "sikkerhet"
    GJENNOMFOERINGSPLAN = "gjennomfoeringsplan"
    SAMSVAR = "samsvarserklaeringer"
    KONTROLL = "kontrollerklaeringer"
    AVFALL = "sluttrapport_avfall"
    PLASSERING = "plassering"
    FDV = "fdv"


class Fristslag(StrEnum):
    """Hva som er å si om en frist: den er nær, eller den er ute."""

    NAER = "naer"
    UTE = "ute"


@dataclass(frozen=True, kw_only=True)
class _Forlengelse(Begrunnet):
    ny_frist: date
    grunn: Forlengelsesgrunn
    brev: tuple[Dokumentref, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ForlengFrist(_Forlengelse, Kommando):
    """Forleng fristen ensidig. Brevet må være sendt før fristen er ute; kalkulatoren prøver det."""

    navn: ClassVar[str] = "forleng_frist"


@dataclass(frozen=True, kw_only=True)
class FristForlenget(_Forlengelse, Hendelse):
    type: ClassVar[str] = "frist_forlenget"


@dataclass(frozen=True, kw_only=True)
class _Avtale(Papirer):
    ny_frist: date


@dataclass(frozen=True, kw_only=True)
class AvtalFrist(_Avtale, Kommando):
    """Søkeren og kommunen er enige om en lengre frist (pbl § 21-7 siste ledd)."""

    navn: ClassVar[str] = "avtal_frist"


@dataclass(frozen=True, kw_only=True)
class FristAvtalt(_Avtale, Hendelse):
    type: ClassVar[str] = "frist_avtalt"


@dataclass(frozen=True, kw_only=True)
class _Forbud(Begrunnet):
    """`mottatt` er dagen søkeren fikk varselet."""

    mottatt: date
    brev: tuple[Dokumentref, ...] = ()


@dataclass(frozen=True, kw_only=True)
class VarsleForbud(_Forbud, Kommando):
    """Varsle midlertidig forbud mot tiltak (pbl §§ 13-1 og 21-7 femte ledd)."""

    navn: ClassVar[str] = "varsle_forbud"


@dataclass(frozen=True, kw_only=True)
class ForbudVarslet(_Forbud, Hendelse):
    type: ClassVar[str] = "forbud_varslet"


@dataclass(frozen=True, kw_only=True)
class _Purring:
    svarfrist: date
    brev: tuple[Dokumentref, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Purr(_Purring, Kommando):
    """Minn søkeren om mangelbrevet, og sett en ny svarfrist."""

    navn: ClassVar[str] = "purr"


@dataclass(frozen=True, kw_only=True)
class PurringSendt(_Purring, Hendelse):
    type: ClassVar[str] = "purring_sendt"


@dataclass(frozen=True, kw_only=True)
class _Virkning(Begrunnet, Papirer):
    """`frist` er siste dag kommunen kunne ha svart, slik `byggsak frist` regner den."""

    virkning: LovensVirkning
    frist: date


@dataclass(frozen=True, kw_only=True)
class BekreftLovensVirkning(_Virkning, Kommando):
    """Et menneske slår fast at vilkårene for lovens egen virkning av oversittelsen holder."""

    navn: ClassVar[str] = "bekreft_lovens_virkning"

    @property
    def variant(self) -> str:
        return self.virkning.value


@dataclass(frozen=True, kw_only=True)
class LovensVirkningBekreftet(_Virkning, Hendelse):
    type: ClassVar[str] = "lovens_virkning_bekreftet"


@dataclass(frozen=True, kw_only=True)
class _Punkt(Begrunnet, Papirer):
    """`aktuelt` er usann når kravet ikke gjelder tiltaket; begrunnelsen sier hvorfor."""

    punkt: Sjekkpunkt
    aktuelt: bool


@dataclass(frozen=True, kw_only=True)
class BekreftSjekkpunkt(_Punkt, Kommando):
    """Slå fast at et sjekkpunkt er i orden, eller ikke er aktuelt."""

    navn: ClassVar[str] = "bekreft_sjekkpunkt"


@dataclass(frozen=True, kw_only=True)
class SjekkpunktBekreftet(_Punkt, Hendelse):
    type: ClassVar[str] = "sjekkpunkt_bekreftet"


@dataclass(frozen=True, kw_only=True)
class _Frist:
    """`oppgave` er navnet på det som ventes («hoering.sendt»), `gjelder` hvilken av flere, `frist`
    siste dag."""

    oppgave: str
    gjelder: str
    slag: Fristslag
    frist: date


@dataclass(frozen=True, kw_only=True)
class MeldFrist(_Frist, Kommando):
    """Meld at en frist i saken er nær eller ute, én gang. Meldingen avgjør ingenting."""

    navn: ClassVar[str] = "meld_frist"


@dataclass(frozen=True, kw_only=True)
class FristMeldt(_Frist, Hendelse):
    type: ClassVar[str] = "frist_meldt"
