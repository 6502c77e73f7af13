"""Saken slik den er nå: brettet sammen av hendelsene, en for en."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from byggsak.case import handling_funn as hf
from byggsak.case import hendelse as h
from byggsak.case.brett_behandling import BEHANDLING, HABILITET
from byggsak.case.brett_etter import ETTER
from byggsak.case.brett_funn import funnene_etter
from byggsak.case.brett_vedtak import med_vedtak, samordne
from byggsak.case.endre import endre
from byggsak.case.habilitet import Habilitet
from byggsak.case.regioner import Gyldighet, Plantilstand
from byggsak.case.soeknadsgang import Soeknadsgang as Soeknadsgang
from byggsak.case.tilstand import Tilstand, norsk_dato


@dataclass(frozen=True, slots=True)
class Sak:
    """En sak med én eller flere søknader. `versjon` er antall hendelser (optimistisk låsing).

    `habilitet` har alle noen har meldt som mulig inhabile i saken (fvl § 6).
    """

    soeknader: tuple[Soeknadsgang, ...] = ()
    versjon: int = 0
    habilitet: tuple[Habilitet, ...] = ()

    @classmethod
    def av(cls, hendelser: Iterable[h.Hendelse]) -> Self:
        """Saken etter alle hendelsene, i rekkefølge."""
        return cls().etter(*hendelser)

    def etter(self, *hendelser: h.Hendelse) -> Self:
        """Saken etter disse hendelsene til."""
        soeknader, versjon, habilitet = self.soeknader, self.versjon, self.habilitet
        for en in hendelser:
            versjon += 1
            if brett := ANVEND.get(type(en)):
                soeknader = _brett(brett, soeknader, en, versjon)
            else:
                habilitet = HABILITET[type(en)](habilitet, en)
        return type(self)(soeknader, versjon, habilitet)

    def soeknad(self, nummer: int = 1) -> Soeknadsgang:
        """Søknad `nummer`; en som ikke finnes ennå er i tilstanden `NY`."""
        return _soeknad(self.soeknader, nummer)

    @property
    def tilstand(self) -> Tilstand:
        """Tilstanden til den første søknaden, hovedlinjen i saken."""
        return self.soeknad(1).tilstand


def _soeknad(soeknader: tuple[Soeknadsgang, ...], nummer: int) -> Soeknadsgang:
    for gang in soeknader:
        if gang.nummer == nummer:
            return gang
    return Soeknadsgang(nummer=nummer)


def _brett(
    brett: Callable[[Soeknadsgang, Any], Soeknadsgang],
    soeknader: tuple[Soeknadsgang, ...],
    hendelse: h.Hendelse,
    nummer: int,
) -> tuple[Soeknadsgang, ...]:
    """Søknadene etter hendelse `nummer` i saken; `brett` er det den gjør med sin søknad."""
    foer = _soeknad(soeknader, hendelse.soeknad)
    gang = brett(foer, hendelse)
    funnene = funnene_etter(foer, gang, hendelse, nummer)
    if funnene is not gang.funnene:
        gang = endre(gang, funnene=funnene)
    if gang.tilstand is not foer.tilstand:
        gang = endre(gang, siden=norsk_dato(hendelse.tid))
    andre = [s for s in soeknader if s is not foer]
    if isinstance(hendelse, h.SakAvsluttet):  # saken avsluttes med alt som er i den
        andre = [endre(s, tilstand=Tilstand.AVSLUTTET) for s in andre]
    if andre:
        return samordne(sorted([*andre, gang], key=lambda s: s.nummer))
    return samordne((gang,))


def _mottatt(gang: Soeknadsgang, e: h.SoeknadMottatt) -> Soeknadsgang:
    return endre(
        gang,
        tilstand=Tilstand.MOTTATT,
        kort=e.kort,
        versjon=1,
        mottatt=norsk_dato(e.tid),
        parter=e.parter,
    )


def _supplert(gang: Soeknadsgang, e: h.SoeknadSupplert) -> Soeknadsgang:
    videre = gang.tilstand in {Tilstand.UNDER_BEHANDLING, Tilstand.KLAR_FOR_VEDTAK}
    return endre(
        gang,
        tilstand=Tilstand.UNDER_BEHANDLING if videre else Tilstand.MOTTATT,
        kort=e.kort or gang.kort,
        versjon=gang.versjon + 1,
        mangler=(),
        svarfrist=None,
        innstilt_av="",
        avvisning_innstilt=False,
        plan=_paa_nytt(gang.plan),
        sjekket=(),
    )


def _paa_nytt(plan: Plantilstand) -> Plantilstand:
    """En ny versjon må vurderes mot planen på nytt; at dispensasjon trengs, står."""
    ferdig = {Plantilstand.INNSTILT, Plantilstand.I_SAMSVAR}
    return Plantilstand.UVURDERT if plan in ferdig else plan


def _bare_funnene(gang: Soeknadsgang, e: h.Hendelse) -> Soeknadsgang:
    """Det hendelsen gjør med funnene, står i `brett_funn`."""
    return gang


def _komplett(gang: Soeknadsgang, e: h.KomplettBekreftet) -> Soeknadsgang:
    # Avvisning innstilt på en ufullstendig søknad faller bort når den viser seg fullstendig.
    return endre(
        gang,
        tilstand=Tilstand.UNDER_BEHANDLING,
        komplett=e.komplett,
        innstilt_av="",
        avvisning_innstilt=False,
    )


def _mangel(gang: Soeknadsgang, e: h.MangelMeldt) -> Soeknadsgang:
    return endre(
        gang,
        tilstand=Tilstand.MANGELFULL,
        mangler=e.mangler,
        mangelalvor=e.alvor,
        svarfrist=e.svarfrist,
        innstilt_av="",
        avvisning_innstilt=False,
    )


def _gjenopptatt(gang: Soeknadsgang, e: h.BehandlingGjenopptatt) -> Soeknadsgang:
    return endre(gang, tilstand=Tilstand.UNDER_BEHANDLING, innstilt_av="", avvisning_innstilt=False)


def _klar(gang: Soeknadsgang, e: h.KlarForVedtak) -> Soeknadsgang:
    return endre(
        gang,
        tilstand=Tilstand.KLAR_FOR_VEDTAK,
        innstilt_av=e.aktoer.id,
        avvisning_innstilt=False,
        plan=Plantilstand.INNSTILT if gang.plan is Plantilstand.UVURDERT else gang.plan,
    )


def _tilbake(gang: Soeknadsgang, e: h.SendtTilbake) -> Soeknadsgang:
    plan = Plantilstand.UVURDERT if gang.plan is Plantilstand.INNSTILT else gang.plan
    return endre(gang, tilstand=Tilstand.UNDER_BEHANDLING, innstilt_av="", plan=plan)


def _vedtatt(gang: Soeknadsgang, e: h.VedtakFattet) -> Soeknadsgang:
    gang = endre(gang, omfang=e.omfang, ferdig_innen=e.ferdig_innen)
    return med_vedtak(gang, e.vedtak, norsk_dato(e.tid))


def _ekspedert(gang: Soeknadsgang, e: h.VedtakEkspedert) -> Soeknadsgang:
    siden = e.sendt if gang.gyldighet is Gyldighet.GYLDIG else gang.gyldig_siden
    return endre(gang, ekspedert=e.sendt, gyldig_siden=siden)


def _trukket(gang: Soeknadsgang, e: h.SoeknadTrukket) -> Soeknadsgang:
    return endre(gang, tilstand=Tilstand.TRUKKET)


def _innstilt(gang: Soeknadsgang, e: h.AvvisningInnstilt) -> Soeknadsgang:
    return endre(gang, innstilt_av=e.aktoer.id, avvisning_innstilt=True)


def _avvist(gang: Soeknadsgang, e: h.SoeknadAvvist) -> Soeknadsgang:
    return endre(
        gang,
        tilstand=Tilstand.AVVIST,
        avvist=True,
        vedtaksnummer=gang.vedtaksnummer + 1,
        vedtatt=norsk_dato(e.tid),
    )


def _arkivert(gang: Soeknadsgang, e: h.SakArkivert) -> Soeknadsgang:
    return endre(gang, tilstand=Tilstand.ARKIVERT, arkivfeil=())


def _nektet(gang: Soeknadsgang, e: h.ArkivetNektet) -> Soeknadsgang:
    return endre(gang, arkivfeil=(*gang.arkivfeil, e.oppdrag))


def _avsluttet(gang: Soeknadsgang, e: h.SakAvsluttet) -> Soeknadsgang:
    return endre(gang, tilstand=Tilstand.AVSLUTTET)


ANVEND: Final[Mapping[type[h.Hendelse], Callable[[Soeknadsgang, Any], Soeknadsgang]]] = {
    h.SoeknadMottatt: _mottatt,
    h.SoeknadSupplert: _supplert,
    h.FunnVurdert: _bare_funnene,
    hf.FunndispensasjonSoekt: _bare_funnene,
    hf.FunnRegistrert: _bare_funnene,
    hf.FunnLukket: _bare_funnene,
    hf.SoeknadKontrollert: _bare_funnene,
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
    **BEHANDLING,
    **ETTER,
}
