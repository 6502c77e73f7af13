"""Klage og utsatt iverksetting: felter, kommando og hendelse for hver handling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from byggsak.case.grunn import Begrunnet, Hendelse, Kommando, Papirer
from byggsak.domain.vedtak import Vedtak


class Klageutfall(StrEnum):
    """Det klageinstansen kom til (fvl § 34)."""

    STADFESTET = "stadfestet"
    OMGJORT = "omgjort"
    OPPHEVET = "opphevet"
    AVVIST = "avvist"


@dataclass(frozen=True, kw_only=True)
class _Klageref:
    klage: int  # 1, 2 … for hvert vedtak om samme søknad

    @property
    def instans(self) -> str:
        return str(self.klage)


@dataclass(frozen=True, kw_only=True)
class _Klage(_Klageref, Papirer):
    """`mottatt` er dagen klagen ble sendt, eller kom til kommunen når det ikke er kjent."""

    klager: str
    mottatt: date


@dataclass(frozen=True, kw_only=True)
class RegistrerKlage(_Klage, Kommando):
    """Noen klager på vedtaket (fvl § 28)."""

    navn: ClassVar[str] = "registrer_klage"


@dataclass(frozen=True, kw_only=True)
class KlageMottatt(_Klage, Hendelse):
    type: ClassVar[str] = "klage_mottatt"


@dataclass(frozen=True, kw_only=True)
class _Til(_Klageref, Begrunnet):
    """`rettidig` er saksbehandlerens vurdering; en sen klage krever begrunnelse (fvl § 31)."""

    rettidig: bool


@dataclass(frozen=True, kw_only=True)
class TaKlageTilBehandling(_Til, Kommando):
    """Ta klagen til behandling og begynn å forberede den."""

    navn: ClassVar[str] = "ta_klage_til_behandling"


@dataclass(frozen=True, kw_only=True)
class KlageTattTilBehandling(_Til, Hendelse):
    type: ClassVar[str] = "klage_tatt_til_behandling"


@dataclass(frozen=True, kw_only=True)
class AvvisKlage(_Klageref, Begrunnet, Papirer, Kommando):
    """Avvis klagen: for sen, ikke fra en part, eller ikke over et enkeltvedtak."""

    navn: ClassVar[str] = "avvis_klage"


@dataclass(frozen=True, kw_only=True)
class KlageAvvist(_Klageref, Begrunnet, Papirer, Hendelse):
    type: ClassVar[str] = "klage_avvist"


@dataclass(frozen=True, kw_only=True)
class _Foelge(_Klageref, Begrunnet, Papirer):
    """`vedtak` er det nye vedtaket; None når vedtaket oppheves og søknaden behandles på nytt.

    `delvis`: klageren får medhold i noe, og resten kan oversendes.
    """

    vedtak: Vedtak | None = None
    delvis: bool = False


@dataclass(frozen=True, kw_only=True)
class TaKlageTilFoelge(_Foelge, Kommando):
    """Gi klageren medhold (fvl § 33 andre ledd)."""

    navn: ClassVar[str] = "ta_klage_til_foelge"

    @property
    def variant(self) -> str:
        if self.vedtak is None:
            return "ny_behandling"
        return "delvis" if self.delvis else "nytt_vedtak"


@dataclass(frozen=True, kw_only=True)
class KlageTattTilFoelge(_Foelge, Hendelse):
    type: ClassVar[str] = "klage_tatt_til_foelge"


@dataclass(frozen=True, kw_only=True)
class OversendKlage(_Klageref, Begrunnet, Papirer, Kommando):
    """Oversend klagen til statsforvalteren med kommunens vurdering (fvl § 33 fjerde ledd)."""

    navn: ClassVar[str] = "oversend_klage"


@dataclass(frozen=True, kw_only=True)
class KlageOversendt(_Klageref, Begrunnet, Papirer, Hendelse):
    type: ClassVar[str] = "klage_oversendt"


@dataclass(frozen=True, kw_only=True)
class _Klagevedtak(_Klageref, Begrunnet, Papirer):
    """`vedtatt` er datoen på klageinstansens vedtak; `vedtak` det nye når det er omgjort."""

    utfall: Klageutfall
    vedtatt: date
    vedtak: Vedtak | None = None


@dataclass(frozen=True, kw_only=True)
class RegistrerKlagevedtak(_Klagevedtak, Kommando):
    """Statsforvalteren har avgjort klagen (fvl § 34)."""

    navn: ClassVar[str] = "registrer_klagevedtak"

    @property
    def variant(self) -> str:
        return self.utfall.value


@dataclass(frozen=True, kw_only=True)
class KlageAvgjort(_Klagevedtak, Hendelse):
    type: ClassVar[str] = "klage_avgjort"


@dataclass(frozen=True, kw_only=True)
class TrekkKlage(_Klageref, Papirer, Kommando):
    """Klageren trekker klagen."""

    navn: ClassVar[str] = "trekk_klage"


@dataclass(frozen=True, kw_only=True)
class KlageTrukket(_Klageref, Papirer, Hendelse):
    type: ClassVar[str] = "klage_trukket"


@dataclass(frozen=True, kw_only=True)
class LaKlageFalleBort(_Klageref, Begrunnet, Kommando):
    """Vedtaket det klages på gjelder ikke lenger, så klagen har ikke noe å gjelde."""

    navn: ClassVar[str] = "la_klage_falle_bort"


@dataclass(frozen=True, kw_only=True)
class KlageBortfalt(_Klageref, Begrunnet, Hendelse):
    type: ClassVar[str] = "klage_bortfalt"


@dataclass(frozen=True, kw_only=True)
class GiUtsattIverksetting(Begrunnet, Papirer, Kommando):
    """Vedtaket skal ikke iverksettes før klagen er avgjort (fvl § 42)."""

    navn: ClassVar[str] = "gi_utsatt_iverksetting"


@dataclass(frozen=True, kw_only=True)
class IverksettingUtsatt(Begrunnet, Papirer, Hendelse):
    type: ClassVar[str] = "iverksetting_utsatt"


@dataclass(frozen=True, kw_only=True)
class OpphevUtsattIverksetting(Begrunnet, Papirer, Kommando):
    """Vedtaket kan iverksettes selv om klagen ikke er avgjort."""

    navn: ClassVar[str] = "opphev_utsatt_iverksetting"


@dataclass(frozen=True, kw_only=True)
class UtsattIverksettingOpphevet(Begrunnet, Papirer, Hendelse):
    type: ClassVar[str] = "utsatt_iverksetting_opphevet"
