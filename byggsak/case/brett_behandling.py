"""Hvordan hendelsene i plan, høring, nabo, gebyr, frist og habilitet endrer saken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from byggsak.case import handling_behandling as b
from byggsak.case import handling_frist as fr
from byggsak.case import handling_hoering as ho
from byggsak.case.brett_vedtak import med_vedtak
from byggsak.case.endre import endre
from byggsak.case.grunn import Hendelse
from byggsak.case.habilitet import Habilitet
from byggsak.case.regioner import (
    Gebyrtilstand,
    Habilitetstilstand,
    Hoeringstilstand,
    Merknadstilstand,
    Plantilstand,
    Varseltilstand,
)
from byggsak.case.soeknadsgang import Gebyr, Hoering, Merknad, Soeknadsgang
from byggsak.case.tilstand import norsk_dato
from byggsak.domain.vedtak import Vedtak, Vedtaksutfall

G = Soeknadsgang


def _plan_vurdert(gang: G, e: b.PlanVurdert) -> G:
    samsvar = e.utfall is b.Planutfall.I_SAMSVAR
    return endre(gang, plan=Plantilstand.I_SAMSVAR if samsvar else Plantilstand.KREVER_DISP)


def _disp_soekt(gang: G, e: b.DispensasjonSoekt) -> G:
    return endre(gang, plan=Plantilstand.DISP_SOEKT)


def _disp_mangler(gang: G, e: b.DispensasjonMangler) -> G:
    return endre(gang, plan=Plantilstand.DISP_IKKE_SOEKT)


def _plan_endret(gang: G, e: b.PlanEndret) -> G:
    return endre(gang, plan=Plantilstand.UVURDERT)


def _hoering_sendt(gang: G, e: ho.HoeringSendt) -> G:
    venter = Hoeringstilstand.VENTER_SAMTYKKE if e.samtykke else Hoeringstilstand.SENDT
    ny = Hoering(
        myndighet=e.myndighet,
        tilstand=venter,
        samtykke=e.samtykke,
        siden=norsk_dato(e.tid),
        svarfrist=e.svarfrist,
    )
    andre = tuple(x for x in gang.hoeringer if x.myndighet != e.myndighet)
    return endre(gang, hoeringer=(*andre, ny))


def _hoering(tilstand: Hoeringstilstand | None, **endres: Any) -> Callable[[G, Any], G]:
    def brett(gang: G, e: Any) -> G:
        nye = {til: getattr(e, fra) for til, fra in endres.items()}
        if tilstand is not None:
            nye |= {"tilstand": tilstand, "siden": norsk_dato(e.tid)}
        return _med_hoering(gang, e.myndighet, nye)

    return brett


def _svar(gang: G, e: ho.UttalelseMottatt) -> G:
    nektet = e.svar is ho.Uttalelse.NEKTER
    nye = {"tilstand": Hoeringstilstand.SVAR, "siden": norsk_dato(e.tid), "nektet": nektet}
    return _med_hoering(gang, e.myndighet, nye)


def _med_hoering(gang: G, myndighet: str, nye: Mapping[str, Any]) -> G:
    """Myndigheten høres én gang om gangen, så det er høyst én høring å endre."""
    alle = gang.hoeringer
    for nr, en in enumerate(alle):
        if en.myndighet == myndighet:
            return endre(gang, hoeringer=(*alle[:nr], endre(en, **nye), *alle[nr + 1 :]))
    return gang


def _varsel(tilstand: Varseltilstand) -> Callable[[G, Any], G]:
    def brett(gang: G, e: Any) -> G:
        return endre(gang, varsel=tilstand, varsel_siden=getattr(e, "sendt", norsk_dato(e.tid)))

    return brett


def _merknad_mottatt(gang: G, e: ho.MerknadMottatt) -> G:
    ny = Merknad(
        id=e.merknad,
        tilstand=Merknadstilstand.MOTTATT,
        siden=norsk_dato(e.tid),
        svarfrist=e.svarfrist,
    )
    return endre(gang, merknader=(*gang.merknader, ny))


def _merknad(tilstand: Merknadstilstand) -> Callable[[G, Any], G]:
    def brett(gang: G, e: Any) -> G:
        nye = tuple(
            endre(m, tilstand=tilstand, siden=norsk_dato(e.tid)) if m.id == e.merknad else m
            for m in gang.merknader
        )
        return endre(gang, merknader=nye)

    return brett


def _gebyr_beregnet(gang: G, e: b.GebyrBeregnet) -> G:
    ny = Gebyr(tilstand=Gebyrtilstand.BEREGNET, beloep=e.beloep, siden=norsk_dato(e.tid))
    return endre(gang, gebyr=ny)


def _gebyr_krevd(gang: G, e: b.GebyrKrevd) -> G:
    krevd = Gebyrtilstand.KREVD_SOM_VILKAAR if e.vilkaar else Gebyrtilstand.KREVD
    ny = endre(gang.gebyr, tilstand=krevd, forfall=e.forfall, siden=norsk_dato(e.tid))
    return endre(gang, gebyr=ny)


def _gebyr(tilstand: Gebyrtilstand) -> Callable[[G, Any], G]:
    return lambda gang, e: endre(
        gang, gebyr=endre(gang.gebyr, tilstand=tilstand, siden=norsk_dato(e.tid))
    )


def _uendret(gang: G, e: Hendelse) -> G:
    """Fristen regnes ut av hendelsene (`byggsak.case.frist`), den lagres aldri i søknaden."""
    return gang


def _forbud(gang: G, e: fr.ForbudVarslet) -> G:
    return endre(gang, forbud_varslet=e.mottatt)


def _purret(gang: G, e: fr.PurringSendt) -> G:
    return endre(gang, svarfrist=e.svarfrist)


def _sjekket(gang: G, e: fr.SjekkpunktBekreftet) -> G:
    return endre(gang, sjekket=tuple(dict.fromkeys((*gang.sjekket, e.punkt))))


def _virkning(gang: G, e: fr.LovensVirkningBekreftet) -> G:
    gang = endre(gang, lovens_virkning=e.virkning)
    if e.virkning is not fr.LovensVirkning.ANSETT_GITT:
        return gang
    gitt = Vedtak(utfall=Vedtaksutfall.TILLATELSE, begrunnelse=e.begrunnelse)
    return med_vedtak(gang, gitt, norsk_dato(e.tid))


BEHANDLING: Final[Mapping[type[Hendelse], Callable[[G, Any], G]]] = {
    b.PlanVurdert: _plan_vurdert,
    b.DispensasjonSoekt: _disp_soekt,
    b.DispensasjonMangler: _disp_mangler,
    b.PlanEndret: _plan_endret,
    ho.HoeringSendt: _hoering_sendt,
    ho.HoeringForlenget: _hoering(None, svarfrist="svarfrist"),
    ho.UttalelseMottatt: _svar,
    ho.HoeringUtenSvar: _hoering(Hoeringstilstand.UTEN_SVAR),
    ho.UttalelseVurdert: _hoering(Hoeringstilstand.VURDERT),
    ho.HoeringFrafalt: _hoering(Hoeringstilstand.FRAFALT),
    ho.NabovarselKrevd: _varsel(Varseltilstand.MANGLER_VARSEL),
    ho.NabovarselSendt: _varsel(Varseltilstand.TILLEGGSVARSEL),
    ho.NabovarselAvsluttet: _varsel(Varseltilstand.OK),
    ho.MerknadMottatt: _merknad_mottatt,
    ho.MerknadKommentert: _merknad(Merknadstilstand.KOMMENTERT),
    ho.MerknadVurdert: _merknad(Merknadstilstand.VURDERT),
    ho.MerknadTrukket: _merknad(Merknadstilstand.TRUKKET),
    b.GebyrBeregnet: _gebyr_beregnet,
    b.GebyrKrevd: _gebyr_krevd,
    b.GebyrBetalt: _gebyr(Gebyrtilstand.BETALT),
    b.GebyrFrafalt: _gebyr(Gebyrtilstand.FRAFALT),
    fr.FristForlenget: _uendret,
    fr.FristAvtalt: _uendret,
    fr.FristMeldt: _uendret,
    fr.ForbudVarslet: _forbud,
    fr.PurringSendt: _purret,
    fr.SjekkpunktBekreftet: _sjekket,
    fr.LovensVirkningBekreftet: _virkning,
}

_H = tuple[Habilitet, ...]


def _habil(tilstander: _H, person: str, tilstand: Habilitetstilstand, e: Hendelse) -> _H:
    andre = tuple(x for x in tilstander if x.person != person)
    return (*andre, Habilitet(person, tilstand, norsk_dato(e.tid)))


def _meldt(tilstander: _H, e: b.InhabilitetMeldt) -> _H:
    return _habil(tilstander, e.person, Habilitetstilstand.MELDT, e)


def _avgjort(tilstander: _H, e: b.HabilitetAvgjort) -> _H:
    svar = Habilitetstilstand.INHABIL if e.inhabil else Habilitetstilstand.HABIL
    return _habil(tilstander, e.person, svar, e)


HABILITET: Final[Mapping[type[Hendelse], Callable[[_H, Any], _H]]] = {
    b.InhabilitetMeldt: _meldt,
    b.HabilitetAvgjort: _avgjort,
}
