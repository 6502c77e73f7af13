"""Høring av andre myndigheter og naboer: felter, kommando og hendelse for hver handling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from byggsak.case.grunn import Begrunnet, Dokumentref, Hendelse, Kommando, Papirer


class Uttalelse(StrEnum):
    """Hva myndigheten svarte."""

    UTTALELSE = "uttalelse"
    SAMTYKKER = "samtykker"
    NEKTER = "nekter"


@dataclass(frozen=True, kw_only=True)
class _Myndighet:
    myndighet: str  # kort navn som er det samme gjennom saken

    @property
    def instans(self) -> str:
        return self.myndighet


@dataclass(frozen=True, kw_only=True)
class _Hoering(_Myndighet):
    """`paragraf` er grunnen til at myndigheten spørres: «19-1» (dispensasjon) eller «21-5»."""

    samtykke: bool
    svarfrist: date
    paragraf: str = "21-5"
    brev: tuple[Dokumentref, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SendHoering(_Hoering, Kommando):
    """Send saken til en annen myndighet, for uttalelse eller for samtykke."""

    navn: ClassVar[str] = "send_hoering"

    @property
    def variant(self) -> str:
        return "samtykke" if self.samtykke else "uttalelse"


@dataclass(frozen=True, kw_only=True)
class HoeringSendt(_Hoering, Hendelse):
    type: ClassVar[str] = "hoering_sendt"


@dataclass(frozen=True, kw_only=True)
class _Svarfrist(_Myndighet):
    svarfrist: date


@dataclass(frozen=True, kw_only=True)
class ForlengHoering(_Svarfrist, Kommando):
    """Gi myndigheten lengre frist, før den er ute."""

    navn: ClassVar[str] = "forleng_hoering"


@dataclass(frozen=True, kw_only=True)
class HoeringForlenget(_Svarfrist, Hendelse):
    type: ClassVar[str] = "hoering_forlenget"


@dataclass(frozen=True, kw_only=True)
class _Svar(_Myndighet, Papirer):
    svar: Uttalelse


@dataclass(frozen=True, kw_only=True)
class RegistrerUttalelse(_Svar, Kommando):
    """Myndigheten har svart."""

    navn: ClassVar[str] = "registrer_uttalelse"


@dataclass(frozen=True, kw_only=True)
class UttalelseMottatt(_Svar, Hendelse):
    type: ClassVar[str] = "uttalelse_mottatt"


@dataclass(frozen=True, kw_only=True)
class FastslaaUtenSvar(_Myndighet, Kommando):
    """Fristen er ute uten svar, og saken avhenger ikke av det."""

    navn: ClassVar[str] = "fastslaa_uten_svar"


@dataclass(frozen=True, kw_only=True)
class HoeringUtenSvar(_Myndighet, Hendelse):
    type: ClassVar[str] = "hoering_uten_svar"


@dataclass(frozen=True, kw_only=True)
class VurderUttalelse(_Myndighet, Begrunnet, Kommando):
    """Ta stilling til uttalelsen, eller til at den ikke kom."""

    navn: ClassVar[str] = "vurder_uttalelse"


@dataclass(frozen=True, kw_only=True)
class UttalelseVurdert(_Myndighet, Begrunnet, Hendelse):
    type: ClassVar[str] = "uttalelse_vurdert"


@dataclass(frozen=True, kw_only=True)
class FrafallHoering(_Myndighet, Begrunnet, Kommando):
    """Myndigheten trenger ikke å uttale seg likevel."""

    navn: ClassVar[str] = "frafall_hoering"


@dataclass(frozen=True, kw_only=True)
class HoeringFrafalt(_Myndighet, Begrunnet, Hendelse):
    type: ClassVar[str] = "hoering_frafalt"


@dataclass(frozen=True, kw_only=True)
class KrevNabovarsel(Begrunnet, Kommando):
    """Nabovarselet er feil eller mangler; det må varsles på nytt."""

    navn: ClassVar[str] = "krev_nabovarsel"


@dataclass(frozen=True, kw_only=True)
class NabovarselKrevd(Begrunnet, Hendelse):
    type: ClassVar[str] = "nabovarsel_krevd"


@dataclass(frozen=True, kw_only=True)
class _Varsel(Papirer):
    """`sendt` er den seneste av dagen varselet ble sendt og dagen materialet var tilgjengelig."""

    sendt: date


@dataclass(frozen=True, kw_only=True)
class RegistrerNabovarsel(_Varsel, Kommando):
    """Tilleggsvarselet er sendt."""

    navn: ClassVar[str] = "registrer_nabovarsel"


@dataclass(frozen=True, kw_only=True)
class NabovarselSendt(_Varsel, Hendelse):
    type: ClassVar[str] = "nabovarsel_sendt"


@dataclass(frozen=True, kw_only=True)
class AvsluttNabovarsel(Kommando):
    """Naboenes frist er ute."""

    navn: ClassVar[str] = "avslutt_nabovarsel"


@dataclass(frozen=True, kw_only=True)
class NabovarselAvsluttet(Hendelse):
    type: ClassVar[str] = "nabovarsel_avsluttet"


@dataclass(frozen=True, kw_only=True)
class _Merknadref:
    merknad: str  # id som er den samme gjennom saken

    @property
    def instans(self) -> str:
        return self.merknad


@dataclass(frozen=True, kw_only=True)
class _Merknad(_Merknadref, Papirer):
    """`svarfrist` er søkerens frist for å kommentere."""

    nabo: str
    svarfrist: date


@dataclass(frozen=True, kw_only=True)
class RegistrerMerknad(_Merknad, Kommando):
    """En nabo eller gjenboer har merknader (pbl § 21-3)."""

    navn: ClassVar[str] = "registrer_merknad"


@dataclass(frozen=True, kw_only=True)
class MerknadMottatt(_Merknad, Hendelse):
    type: ClassVar[str] = "merknad_mottatt"


@dataclass(frozen=True, kw_only=True)
class KommenterMerknad(_Merknadref, Begrunnet, Papirer, Kommando):
    """Søkeren svarer på merknaden."""

    navn: ClassVar[str] = "kommenter_merknad"


@dataclass(frozen=True, kw_only=True)
class MerknadKommentert(_Merknadref, Begrunnet, Papirer, Hendelse):
    type: ClassVar[str] = "merknad_kommentert"


@dataclass(frozen=True, kw_only=True)
class VurderMerknad(_Merknadref, Begrunnet, Kommando):
    """Ta stilling til merknaden."""

    navn: ClassVar[str] = "vurder_merknad"


@dataclass(frozen=True, kw_only=True)
class MerknadVurdert(_Merknadref, Begrunnet, Hendelse):
    type: ClassVar[str] = "merknad_vurdert"


@dataclass(frozen=True, kw_only=True)
class TrekkMerknad(_Merknadref, Papirer, Kommando):
    """Naboen trekker merknaden."""

    navn: ClassVar[str] = "trekk_merknad"


@dataclass(frozen=True, kw_only=True)
class MerknadTrukket(_Merknadref, Papirer, Hendelse):
    type: ClassVar[str] = "merknad_trukket"
