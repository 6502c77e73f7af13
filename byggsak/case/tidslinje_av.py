"""Sakens hendelser som tidslinjen `byggsak.case.frist` regner på, og det saken selv vet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from byggsak.case import handling_behandling as b
from byggsak.case import handling_frist as fr
from byggsak.case import handling_gjennomfoering as gj
from byggsak.case import handling_hoering as ho
from byggsak.case import handling_klage as kl
from byggsak.case import hendelse as h
from byggsak.case.regioner import Plantilstand
from byggsak.case.soeknadsgang import Soeknadsgang
from byggsak.case.tilstand import norsk_dato
from byggsak.domain.vedtak import Funnvurdering, Mangelalvor, Vedtak

Post = dict[str, Any]
_TYPER: Final = {"DS": "DI"}
_TRENGER_DISP: Final = frozenset(
    {Plantilstand.KREVER_DISP, Plantilstand.DISP_SOEKT, Plantilstand.DISP_IKKE_SOEKT}
)


def soeknadstype(type_: str) -> str:
    """Typen slik fristreglene kaller den."""
    return _TYPER.get(type_, type_)


def fakta_av(gang: Soeknadsgang) -> Mapping[str, object]:
    """Det et menneske alt har slått fast i saken, med navnene til `byggsak frist`.

    Bare det som er avklart er med: at ingen myndighet er spurt ennå, sier ikke at ingen skal det.
    """
    fakta: dict[str, object] = {}
    if gang.plan in _TRENGER_DISP:
        fakta |= {"i_samsvar": False, "dispensasjon": "plan"}
    elif gang.med_vurdering(Funnvurdering.DISPENSASJON):
        fakta["i_samsvar"] = False
    elif gang.plan is Plantilstand.I_SAMSVAR and not gang.uvurderte():
        fakta["i_samsvar"] = not gang.med_vurdering(Funnvurdering.BEKREFTET)
    if gang.merknader:
        fakta["nabomerknader"] = True
    if gang.hoeringer:
        fakta["annen_myndighet"] = True
        fakta["betinget_av_samtykke"] = any(x.samtykke for x in gang.hoeringer)
    return fakta


def hendinger(hendelser: Sequence[h.Hendelse]) -> Iterator[Post]:
    """Hendelsene om én søknad som poster i tidslinjen. Indre arbeidsskritt flytter ingen frist."""
    mindre = False  # det siste mangelbrevet stanset klokka, det nullstilte den ikke
    utfall = ""
    for nr, e in enumerate(hendelser):
        match e:
            case h.KomplettBekreftet() if not mindre:
                yield _post(e.komplett, "komplett")
            case h.MangelMeldt():
                mindre = e.alvor is Mangelalvor.MINDRE
                yield _post(norsk_dato(e.tid), "mangelbrev", alvor=e.alvor.value)
            case h.SoeknadSupplert():
                # At alt er kommet, er et menneskes ord, ikke maskinens.
                omfang = "alt" if _bekreftet(hendelser[nr + 1 :]) else "delvis"
                yield _post(norsk_dato(e.tid), "supplert", omfang=omfang)
            case h.VedtakEkspedert():
                yield _post(e.sendt, "vedtak_sendt", utfall=utfall)
            case _:
                utfall = _utfall(e) or utfall
                yield from _en(e)


def _en(e: h.Hendelse) -> Iterator[Post]:
    dag = norsk_dato(e.tid)
    match e:
        case h.SoeknadMottatt():
            yield _post(dag, "mottatt")
        case h.VedtakFattet() | h.SoeknadAvvist() | gj.VedtakOmgjort():
            yield _post(dag, "vedtak_fattet")
        case ho.HoeringSendt():
            yield _post(dag, "sendt_regional_myndighet", paragraf=e.paragraf)
        case ho.HoeringForlenget():
            yield _post(dag, "forlenget_myndighetsfrist", ny_frist=e.svarfrist.isoformat())
        case ho.UttalelseMottatt():
            yield _post(dag, "svar_regional_myndighet")
        case fr.FristForlenget():
            samtykke = e.grunn is fr.Forlengelsesgrunn.SAMTYKKE
            grunn = "§ 21-5" if samtykke else e.grunn.value
            yield _post(dag, "forlenget", ny_frist=e.ny_frist.isoformat(), grunn=grunn)
        case fr.FristAvtalt():
            yield _post(dag, "avtalt_frist", ny_frist=e.ny_frist.isoformat())
        case fr.ForbudVarslet():
            yield _post(e.mottatt, "forbud_varslet")
        case b.GebyrKrevd():
            yield _post(dag, "gebyrkrav", vilkar=e.vilkaar)
        case b.GebyrBetalt():
            yield _post(e.betalt, "gebyr_betalt")
        case b.PlanEndret():
            yield _post(e.dato, "plan_endret")
        case kl.KlageMottatt():
            yield _post(e.mottatt, "klage", part=e.klager)
        case kl.KlageOversendt():
            yield _post(dag, "klage_mottatt_sf")
        case kl.IverksettingUtsatt():
            yield _post(dag, "ig_utsatt_iverksetting")
        case kl.KlageTattTilFoelge():
            yield _post(dag, "tilbake_fra_klageinstans" if e.vedtak is None else "vedtak_fattet")
        case kl.KlageAvgjort():
            yield _post(e.vedtatt, "sf_vedtak")
            if e.utfall is kl.Klageutfall.OPPHEVET:
                yield _post(dag, "tilbake_fra_klageinstans")
        case gj.TiltakIgangsatt():
            yield _post(e.dato, "igangsatt")
        case gj.DispensasjonBenyttet():
            yield _post(e.sendt, "tiltakssoeknad_sendt")
        case _:
            pass


def _utfall(e: h.Hendelse) -> str:
    if isinstance(e, h.SoeknadAvvist):
        return "avvist"
    vedtak = getattr(e, "vedtak", None)
    return vedtak.utfall.value if isinstance(vedtak, Vedtak) else ""


def _post(dag: date, navn: str, **egenskaper: object) -> Post:
    return {"date": dag.isoformat(), "event": navn, **egenskaper}


def _bekreftet(senere: Sequence[h.Hendelse]) -> bool:
    """Ble søknaden bekreftet fullstendig før det ble bedt om mer eller kom mer?"""
    for e in senere:
        if isinstance(e, h.KomplettBekreftet):
            return True
        if isinstance(e, h.SoeknadSupplert | h.MangelMeldt):
            return False
    return False
