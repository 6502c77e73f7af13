"""Saken slik den er nå: brettet sammen av hendelsene, en for en."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Self

from byggsak.case import hendelse as h
from byggsak.case.sakskort import Sakskort
from byggsak.case.tilstand import Tilstand, norsk_dato
from byggsak.domain.vedtak import FunnTilVurdering, Funnvurdering, Mangel, Vedtak


@dataclass(frozen=True, slots=True)
class Vurdert:
    """En vurdering av et funn, og funnet slik det var da det ble vurdert."""

    funn: FunnTilVurdering
    utfall: Funnvurdering
    begrunnelse: str
    av: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Soeknadsgang:
    """Én søknad i saken. `versjon` teller innsendingene av den, fra 1.

    `innstilt_av` er den som gjorde saken klar for vedtak eller innstilte på avvisning; tom ellers.
    """

    nummer: int
    tilstand: Tilstand = Tilstand.NY
    kort: Sakskort | None = None
    versjon: int = 0
    mottatt: date | None = None
    komplett: date | None = None
    parter: tuple[str, ...] = ()
    funn: tuple[FunnTilVurdering, ...] = ()
    vurderinger: Mapping[str, Vurdert] = field(default_factory=dict)
    mangler: tuple[Mangel, ...] = ()
    svarfrist: date | None = None
    innstilt_av: str = ""
    avvisning_innstilt: bool = False
    avvist: bool = False
    vedtak: Vedtak | None = None
    ekspedert: date | None = None
    arkivfeil: tuple[str, ...] = ()

    @property
    def avgjort_ved_vedtak(self) -> bool:
        """Om det finnes et enkeltvedtak som må sendes og kan påklages (også avvisning)."""
        return self.vedtak is not None or self.avvist

    def vurdering_av(self, funn: FunnTilVurdering) -> Vurdert | None:
        return self.vurderinger.get(funn.noekkel)

    def uvurderte(self) -> tuple[FunnTilVurdering, ...]:
        """Funnene ingen har tatt stilling til."""
        return tuple(f for f in self.funn if f.noekkel not in self.vurderinger)

    def med_vurdering(self, utfall: Funnvurdering) -> tuple[FunnTilVurdering, ...]:
        return tuple(
            f
            for f in self.funn
            if (v := self.vurderinger.get(f.noekkel)) is not None and v.utfall is utfall
        )


@dataclass(frozen=True, slots=True)
class Sak:
    """En sak med én eller flere søknader. `versjon` er antall hendelser (optimistisk låsing)."""

    soeknader: tuple[Soeknadsgang, ...] = ()
    versjon: int = 0

    @classmethod
    def av(cls, hendelser: Iterable[h.Hendelse]) -> Self:
        """Saken etter alle hendelsene, i rekkefølge."""
        sak = cls()
        for en in hendelser:
            sak = sak.etter(en)
        return sak

    def etter(self, hendelse: h.Hendelse) -> Self:
        """Saken etter én hendelse til."""
        gang = ANVEND[type(hendelse)](self.soeknad(hendelse.soeknad), hendelse)
        andre = [s for s in self.soeknader if s.nummer != gang.nummer]
        return replace(
            self,
            soeknader=tuple(sorted([*andre, gang], key=lambda s: s.nummer)),
            versjon=self.versjon + 1,
        )

    def soeknad(self, nummer: int = 1) -> Soeknadsgang:
        """Søknad `nummer`; en som ikke finnes ennå er i tilstanden `NY`."""
        for gang in self.soeknader:
            if gang.nummer == nummer:
                return gang
        return Soeknadsgang(nummer=nummer)

    @property
    def tilstand(self) -> Tilstand:
        """Tilstanden til den første søknaden, hovedlinjen i saken."""
        return self.soeknad(1).tilstand


def _mottatt(gang: Soeknadsgang, e: h.SoeknadMottatt) -> Soeknadsgang:
    return replace(
        gang,
        tilstand=Tilstand.MOTTATT,
        kort=e.kort,
        versjon=1,
        mottatt=norsk_dato(e.tid),
        parter=e.parter,
        funn=e.funn,
    )


def _supplert(gang: Soeknadsgang, e: h.SoeknadSupplert) -> Soeknadsgang:
    # En vurdering gjelder funnet slik det var: er målet et annet, må det vurderes på nytt.
    gamle = {v.funn.noekkel: v for v in gang.vurderinger.values() if v.funn in e.funn}
    videre = gang.tilstand in {Tilstand.UNDER_BEHANDLING, Tilstand.KLAR_FOR_VEDTAK}
    return replace(
        gang,
        tilstand=Tilstand.UNDER_BEHANDLING if videre else Tilstand.MOTTATT,
        kort=e.kort or gang.kort,
        versjon=gang.versjon + 1,
        funn=e.funn,
        vurderinger=gamle,
        mangler=(),
        svarfrist=None,
        innstilt_av="",
        avvisning_innstilt=False,
    )


def _vurdert(gang: Soeknadsgang, e: h.FunnVurdert) -> Soeknadsgang:
    funnet = next(f for f in gang.funn if f.noekkel == e.funn)
    ny = Vurdert(funnet, e.utfall, e.begrunnelse, e.aktoer.id)
    return replace(gang, vurderinger={**gang.vurderinger, e.funn: ny})


def _komplett(gang: Soeknadsgang, e: h.KomplettBekreftet) -> Soeknadsgang:
    # Avvisning innstilt på en ufullstendig søknad faller bort når den viser seg fullstendig.
    return replace(
        gang,
        tilstand=Tilstand.UNDER_BEHANDLING,
        komplett=e.komplett,
        innstilt_av="",
        avvisning_innstilt=False,
    )


def _mangel(gang: Soeknadsgang, e: h.MangelMeldt) -> Soeknadsgang:
    return replace(
        gang,
        tilstand=Tilstand.MANGELFULL,
        mangler=e.mangler,
        svarfrist=e.svarfrist,
        innstilt_av="",
        avvisning_innstilt=False,
    )


def _gjenopptatt(gang: Soeknadsgang, e: h.BehandlingGjenopptatt) -> Soeknadsgang:
    return replace(
        gang, tilstand=Tilstand.UNDER_BEHANDLING, innstilt_av="", avvisning_innstilt=False
    )


def _klar(gang: Soeknadsgang, e: h.KlarForVedtak) -> Soeknadsgang:
    return replace(
        gang,
        tilstand=Tilstand.KLAR_FOR_VEDTAK,
        innstilt_av=e.aktoer.id,
        avvisning_innstilt=False,
    )


def _tilbake(gang: Soeknadsgang, e: h.SendtTilbake) -> Soeknadsgang:
    return replace(gang, tilstand=Tilstand.UNDER_BEHANDLING, innstilt_av="")


def _vedtatt(gang: Soeknadsgang, e: h.VedtakFattet) -> Soeknadsgang:
    return replace(gang, tilstand=Tilstand.VEDTATT, vedtak=e.vedtak)


def _ekspedert(gang: Soeknadsgang, e: h.VedtakEkspedert) -> Soeknadsgang:
    return replace(gang, ekspedert=e.sendt)


def _trukket(gang: Soeknadsgang, e: h.SoeknadTrukket) -> Soeknadsgang:
    return replace(gang, tilstand=Tilstand.TRUKKET)


def _innstilt(gang: Soeknadsgang, e: h.AvvisningInnstilt) -> Soeknadsgang:
    return replace(gang, innstilt_av=e.aktoer.id, avvisning_innstilt=True)


def _avvist(gang: Soeknadsgang, e: h.SoeknadAvvist) -> Soeknadsgang:
    return replace(gang, tilstand=Tilstand.AVVIST, avvist=True)


def _arkivert(gang: Soeknadsgang, e: h.SakArkivert) -> Soeknadsgang:
    return replace(gang, tilstand=Tilstand.ARKIVERT, arkivfeil=())


def _nektet(gang: Soeknadsgang, e: h.ArkivetNektet) -> Soeknadsgang:
    return replace(gang, arkivfeil=(*gang.arkivfeil, e.oppdrag))


def _avsluttet(gang: Soeknadsgang, e: h.SakAvsluttet) -> Soeknadsgang:
    return replace(gang, tilstand=Tilstand.AVSLUTTET)


ANVEND: Final[Mapping[type[h.Hendelse], Callable[[Soeknadsgang, Any], Soeknadsgang]]] = {
    h.SoeknadMottatt: _mottatt,
    h.SoeknadSupplert: _supplert,
    h.FunnVurdert: _vurdert,
    h.KomplettBekreftet: _komplett,
    h.MangelMeldt: _mangel,
    h.BehandlingGjenopptatt: _gjenopptatt,
    h.KlarForVedtak: _klar,
    h.SendtTilbake: _tilbake,
    h.VedtakFattet: _vedtatt,
    h.VedtakEkspedert: _ekspedert,
    h.SoeknadTrukket: _trukket,
    h.AvvisningInnstilt: _innstilt,
    h.SoeknadAvvist: _avvist,
    h.SakArkivert: _arkivert,
    h.ArkivetNektet: _nektet,
    h.SakAvsluttet: _avsluttet,
}
