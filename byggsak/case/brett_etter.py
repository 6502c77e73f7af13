"""Hvordan hendelsene i klage, gyldighet og gjennomføring endrer søknaden."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from byggsak.case import handling_gjennomfoering as gj
from byggsak.case import handling_klage as kl
from byggsak.case.brett_vedtak import med_vedtak, paa_nytt
from byggsak.case.endre import endre
from byggsak.case.grunn import Hendelse
from byggsak.case.handling_skjerming import Skjermet
from byggsak.case.regioner import Gyldighet, Iverksetting, Klagetilstand
from byggsak.case.soeknadsgang import Klage, Soeknadsgang
from byggsak.case.tilstand import norsk_dato

G = Soeknadsgang
K = Klagetilstand


def _flytt(gang: G, e: Any, tilstand: K, **endres: Any) -> G:
    """Klagen i en ny tilstand. Når ingen klage er åpen lenger, er iverksettingen fri."""
    nye = tuple(
        endre(k, tilstand=tilstand, siden=norsk_dato(e.tid), **endres) if k.nummer == e.klage else k
        for k in gang.klager
    )
    gang = endre(gang, klager=nye)
    if not gang.aapne_klager():
        gang = endre(gang, iverksetting=Iverksetting.IKKE_UTSATT)
    return gang


def _klage(tilstand: K) -> Callable[[G, Any], G]:
    return lambda gang, e: _flytt(gang, e, tilstand)


def _mottatt(gang: G, e: kl.KlageMottatt) -> G:
    ny = Klage(
        nummer=e.klage,
        tilstand=K.MOTTATT,
        klager=e.klager,
        mottatt=e.mottatt,
        vedtak=gang.vedtaksnummer,
        siden=norsk_dato(e.tid),
    )
    return endre(gang, klager=(*gang.klager, ny))


def _til_behandling(gang: G, e: kl.KlageTattTilBehandling) -> G:
    return _flytt(gang, e, K.FORBEREDER, forberedt_av=e.aktoer.id)


def _til_foelge(gang: G, e: kl.KlageTattTilFoelge) -> G:
    if e.vedtak is None:
        return paa_nytt(_flytt(gang, e, K.TATT_TIL_FOELGE))
    gang = med_vedtak(gang, e.vedtak, norsk_dato(e.tid))
    if e.delvis:  # det klageren ikke fikk, gjelder nå det nye vedtaket
        return _flytt(gang, e, K.DELVIS, vedtak=gang.vedtaksnummer)
    return _flytt(gang, e, K.TATT_TIL_FOELGE)


_SVAR: Final = {
    kl.Klageutfall.STADFESTET: K.STADFESTET,
    kl.Klageutfall.OMGJORT: K.OMGJORT,
    kl.Klageutfall.OPPHEVET: K.OPPHEVET,
    kl.Klageutfall.AVVIST: K.AVVIST_AV_SF,
}


def _avgjort(gang: G, e: kl.KlageAvgjort) -> G:
    gang = _flytt(gang, e, _SVAR[e.utfall])
    klage = next(k for k in gang.klager if k.nummer == e.klage)
    gjelder = klage.vedtak == gang.vedtaksnummer
    if not gjelder or e.utfall is kl.Klageutfall.AVVIST:
        return gang
    if e.utfall is kl.Klageutfall.OPPHEVET:
        return paa_nytt(gang)
    if e.vedtak is not None and e.utfall is kl.Klageutfall.OMGJORT:
        gang = med_vedtak(gang, e.vedtak, e.vedtatt, ekspedert=e.vedtatt)
    # Treårsfristen løper fra den endelige avgjørelsen i klagesaken.
    siden = e.vedtatt if gang.gyldighet is Gyldighet.GYLDIG else gang.gyldig_siden
    return endre(gang, endelig=True, gyldig_siden=siden)


def _utsatt(gang: G, e: kl.IverksettingUtsatt) -> G:
    return endre(gang, iverksetting=Iverksetting.UTSATT)


def _ikke_utsatt(gang: G, e: kl.UtsattIverksettingOpphevet) -> G:
    return endre(gang, iverksetting=Iverksetting.IKKE_UTSATT)


def _vilkaar(gang: G, e: gj.VilkaarOppfylt) -> G:
    return endre(gang, oppfylte_vilkaar=tuple(sorted({*gang.oppfylte_vilkaar, e.vilkaar})))


def _gyldighet(ny: Gyldighet, felt: str = "") -> Callable[[G, Any], G]:
    def brett(gang: G, e: Any) -> G:
        dag = getattr(e, felt) if felt else norsk_dato(e.tid)
        return endre(gang, gyldighet=ny, gyldig_siden=dag)

    return brett


def _omgjort(gang: G, e: gj.VedtakOmgjort) -> G:
    return med_vedtak(gang, e.vedtak, norsk_dato(e.tid))


ETTER: Final[Mapping[type[Hendelse], Callable[[G, Any], G]]] = {
    kl.KlageMottatt: _mottatt,
    kl.KlageTattTilBehandling: _til_behandling,
    kl.KlageAvvist: _klage(K.AVVIST),
    kl.KlageTattTilFoelge: _til_foelge,
    kl.KlageOversendt: _klage(K.OVERSENDT),
    kl.KlageAvgjort: _avgjort,
    kl.KlageTrukket: _klage(K.TRUKKET),
    kl.KlageBortfalt: _klage(K.BORTFALT),
    kl.IverksettingUtsatt: _utsatt,
    kl.UtsattIverksettingOpphevet: _ikke_utsatt,
    gj.VilkaarOppfylt: _vilkaar,
    gj.TiltakIgangsatt: _gyldighet(Gyldighet.IGANGSATT, "dato"),
    gj.ArbeidStanset: _gyldighet(Gyldighet.STANSET, "dato"),
    gj.ArbeidGjenopptatt: _gyldighet(Gyldighet.IGANGSATT, "dato"),
    gj.TillatelseBortfalt: _gyldighet(Gyldighet.BORTFALT),
    gj.DispensasjonBenyttet: _gyldighet(Gyldighet.BENYTTET, "sendt"),
    gj.VedtakOmgjort: _omgjort,
    Skjermet: lambda gang, _: gang,  # i journalen, ikke i gangen
}
