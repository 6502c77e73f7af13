"""Én søknad slik den er nå: hovedlinjen og regionene ved siden av, som frosne verdier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.case.funnliv import FERDIG, I_TILSTAND, UAVGJORT, Funnliv
from byggsak.case.handling_frist import LovensVirkning, Sjekkpunkt
from byggsak.case.kommando import Omfang
from byggsak.case.regioner import (
    Gebyrtilstand,
    Gyldighet,
    Hoeringstilstand,
    Iverksetting,
    Klagetilstand,
    Merknadstilstand,
    Plantilstand,
    Varseltilstand,
)
from byggsak.case.sakskort import Sakskort
from byggsak.case.tilstand import Tilstand
from byggsak.domain.vedtak import (
    FunnTilVurdering,
    Funnvurdering,
    Mangel,
    Mangelalvor,
    Vedtak,
    Vedtaksutfall,
)


@dataclass(frozen=True, kw_only=True)
class Hoering:
    """Høringen av én myndighet. `samtykke`: saken avhenger av at myndigheten sier ja."""

    myndighet: str
    tilstand: Hoeringstilstand
    samtykke: bool
    siden: date
    svarfrist: date
    nektet: bool = False


@dataclass(frozen=True, kw_only=True)
class Merknad:
    """Merknaden fra én nabo. `svarfrist` er søkerens frist for å kommentere."""

    id: str
    tilstand: Merknadstilstand
    siden: date
    svarfrist: date


@dataclass(frozen=True, kw_only=True)
class Klage:
    """Én klage. `vedtak` er nummeret på vedtaket den gjelder, `forberedt_av` saksbehandleren."""

    nummer: int
    tilstand: Klagetilstand
    klager: str
    mottatt: date
    vedtak: int
    siden: date
    forberedt_av: str = ""


@dataclass(frozen=True, kw_only=True)
class Gebyr:
    tilstand: Gebyrtilstand = Gebyrtilstand.IKKE_RELEVANT
    beloep: Decimal | None = None
    forfall: date | None = None
    siden: date | None = None


@dataclass(frozen=True, kw_only=True)
class Soeknadsgang:
    """Én søknad i saken. `versjon` teller innsendingene av den, fra 1.

    `innstilt_av` er den som gjorde saken klar for vedtak eller innstilte på avvisning; tom ellers.
    `siden` er dagen søknaden kom i tilstanden den er i. `vedtaksnummer` teller vedtakene, fra 1;
    `endelig`: klageinstansen har sagt sitt, og ingen kan klage mer.
    """

    nummer: int
    tilstand: Tilstand = Tilstand.NY
    kort: Sakskort | None = None
    versjon: int = 0
    mottatt: date | None = None
    komplett: date | None = None
    parter: tuple[str, ...] = ()
    funnene: tuple[Funnliv, ...] = ()
    mangler: tuple[Mangel, ...] = ()
    svarfrist: date | None = None
    innstilt_av: str = ""
    avvisning_innstilt: bool = False
    avvist: bool = False
    vedtak: Vedtak | None = None
    ekspedert: date | None = None
    arkivfeil: tuple[str, ...] = ()
    siden: date | None = None
    mangelalvor: Mangelalvor | None = None
    plan: Plantilstand = Plantilstand.UVURDERT
    hoeringer: tuple[Hoering, ...] = ()
    varsel: Varseltilstand = Varseltilstand.OK
    varsel_siden: date | None = None
    merknader: tuple[Merknad, ...] = ()
    gebyr: Gebyr = Gebyr()
    forbud_varslet: date | None = None
    sjekket: tuple[Sjekkpunkt, ...] = ()
    lovens_virkning: LovensVirkning | None = None
    vedtaksnummer: int = 0
    vedtatt: date | None = None
    omfang: Omfang = Omfang.HELE
    ferdig_innen: date | None = None
    oppfylte_vilkaar: tuple[int, ...] = ()
    endelig: bool = False
    klager: tuple[Klage, ...] = ()
    iverksetting: Iverksetting = Iverksetting.IKKE_UTSATT
    gyldighet: Gyldighet = Gyldighet.INGEN
    gyldig_siden: date | None = None

    @property
    def type(self) -> str:
        """Nasjonal prosesskode; tom før søknaden er mottatt."""
        return self.kort.type if self.kort else ""

    @property
    def avgjort_ved_vedtak(self) -> bool:
        """Om det finnes et enkeltvedtak som må sendes og kan påklages (også avvisning)."""
        return self.vedtak is not None or self.avvist

    @property
    def tillatt(self) -> bool:
        """Om det gjelder et positivt vedtak, helt eller delvis."""
        return self.vedtak is not None and self.vedtak.utfall is not Vedtaksutfall.AVSLAG

    def aapne_klager(self) -> tuple[Klage, ...]:
        """Klagene som ikke er avgjort."""
        return tuple(k for k in self.klager if k.tilstand in AAPEN_KLAGE)

    @property
    def funn(self) -> tuple[FunnTilVurdering, ...]:
        """Funnene som gjelder nå: ikke de som er rettet eller lukket."""
        return tuple(liv.funn for liv in self.funnene if liv.tilstand not in FERDIG)

    def uvurderte(self) -> tuple[FunnTilVurdering, ...]:
        """Funnene som venter på at et menneske tar stilling."""
        return tuple(liv.funn for liv in self.funnene if liv.tilstand in UAVGJORT)

    def med_vurdering(self, utfall: Funnvurdering) -> tuple[FunnTilVurdering, ...]:
        """Funnene som gjelder og er vurdert slik; dispensasjon også etter vedtaket om den."""
        return tuple(liv.funn for liv in self.funnene if liv.tilstand in I_TILSTAND[utfall])

    def vurdert_av(self) -> frozenset[str]:
        """De som har vurdert funn, med en vurdering som gjelder."""
        return frozenset(v.av for liv in self.funnene if (v := liv.vurdering) is not None)


AAPEN_KLAGE = frozenset(
    {
        Klagetilstand.MOTTATT,
        Klagetilstand.FORBEREDER,
        Klagetilstand.DELVIS,
        Klagetilstand.OVERSENDT,
    }
)
"""En klage som venter på noen. Saken kan ikke avsluttes så lenge det finnes en."""
