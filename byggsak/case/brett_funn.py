"""Hvordan hendelsene i saken endrer funnene. Et funn kommer til, flytter seg og merkes; det
forsvinner aldri."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from byggsak.case import handling_funn as hf
from byggsak.case import hendelse as h
from byggsak.case.endre import endre
from byggsak.case.funnets_foelger import STAAR, Anledning, foelge
from byggsak.case.funnliv import EGET, FERDIG, Funnliv, Funnmerke, Funnsteg
from byggsak.case.regioner import Funntilstand
from byggsak.case.soeknadsgang import Soeknadsgang
from byggsak.domain.funn import Alvorlighet, Utfall, Virkning
from byggsak.domain.tekst import som_tekst
from byggsak.domain.vedtak import FunnTilVurdering, Funnvurdering, Vedtak, Vedtaksutfall

F, A = Funntilstand, Anledning
KONTROLLER: Final = (h.SoeknadMottatt, h.SoeknadSupplert, hf.SoeknadKontrollert)
OM_FUNN: Final = frozenset(
    {*KONTROLLER, h.FunnVurdert, hf.FunndispensasjonSoekt, hf.FunnRegistrert, hf.FunnLukket}
)
"""Hendelsene som rører funnene for andre ting enn et vedtak."""
VURDERT_TIL: Final[Mapping[Funnvurdering, Funntilstand]] = {
    Funnvurdering.BEKREFTET: F.BEKREFTET,
    Funnvurdering.AVKREFTET: F.AVKREFTET,
    Funnvurdering.DISPENSASJON: F.DISP_INNSTILT,
}
_MERKE: Final = {A.REGELEN_BORTE: Funnmerke.REGELEN_BORTE, A.UAVKLART: Funnmerke.UAVKLART}


def funnene_etter(
    foer: Soeknadsgang, naa: Soeknadsgang, e: h.Hendelse, nummer: int
) -> tuple[Funnliv, ...]:
    """Funnene etter hendelse `nummer`, som tok søknaden fra `foer` til `naa`."""
    funnene = foer.funnene
    if type(e) not in OM_FUNN and naa.vedtak is foer.vedtak:
        return funnene
    penn = _Penn(e, nummer, naa.versjon)
    match e:
        case h.SoeknadMottatt() | h.SoeknadSupplert() | hf.SoeknadKontrollert():
            funnene = _kontrollert(funnene, e, penn)
        case h.FunnVurdert():
            funnene = _ett(funnene, e, penn, "vurder_funn", VURDERT_TIL[e.utfall])
        case hf.FunndispensasjonSoekt():
            funnene = _ett(
                funnene, e, penn, hf.SoekDispensasjonForFunn.navn, F.DISP_SOEKT, soekt=True
            )
        case hf.FunnRegistrert():
            liv = Funnliv(funn=_eget(e), tilstand=F.INGEN)
            ny = penn.foer(liv, hf.RegistrerFunn.navn, F.BEKREFTET, e.tekst)
            funnene = (*funnene, ny)
        case hf.FunnLukket():
            funnene = _ett(funnene, e, penn, hf.LukkFunn.navn, F.LUKKET, merke=None)
        case _:
            pass
    if naa.vedtak is not foer.vedtak:
        funnene = tuple(_vedtatt(liv, naa.vedtak, penn) for liv in funnene)
    return funnene


@dataclass(slots=True)
class _Penn:
    """Fører stegene: hvem, når og i hvilken hendelse er det samme for alle funn den rører."""

    e: h.Hendelse
    nummer: int
    versjon: int

    def foer(self, liv: Funnliv, hva: str, til: Funntilstand, grunn: str = "") -> Funnliv:
        steg = Funnsteg(
            hva=hva,
            til=til,
            tid=self.e.tid,
            av=self.e.aktoer,
            versjon=self.versjon,
            hendelse=self.nummer,
            begrunnelse=grunn,
        )
        return endre(liv, tilstand=til, steg=(*liv.steg, steg))

    def ved(self, liv: Funnliv, anledning: Anledning, grunn: str = "") -> Funnliv:
        """Det tabellen sier at anledningen gjør; funnet selv når den ikke sier noe."""
        regel = foelge(anledning, liv.tilstand)
        if regel is None:
            return liv
        if regel.til is None and liv.merke is _MERKE[anledning]:
            return liv  # merket alt
        ny = self.foer(liv, anledning.value, regel.til or liv.tilstand, grunn)
        return endre(ny, merke=_MERKE[anledning] if regel.til is None else None)


def _ett(
    funnene: tuple[Funnliv, ...], e: Any, penn: _Penn, hva: str, til: Funntilstand, **endres: Any
) -> tuple[Funnliv, ...]:
    for nr, liv in enumerate(funnene):
        if liv.funn.noekkel == e.funn:
            ny = penn.foer(liv, hva, til, getattr(e, "begrunnelse", ""))
            return (*funnene[:nr], endre(ny, **endres) if endres else ny, *funnene[nr + 1 :])
    return funnene


def _kontrollert(
    funnene: tuple[Funnliv, ...],
    e: h.SoeknadMottatt | h.SoeknadSupplert | hf.SoeknadKontrollert,
    penn: _Penn,
) -> tuple[Funnliv, ...]:
    nye = {f.noekkel: f for f in e.funn}
    kjente = {liv.noekkel: liv for liv in funnene}
    tvil = set(e.regler_uavklart) | _ny_tvil(e.funn, kjente)
    svar = []
    for liv in funnene:
        if (ny := nye.get(liv.noekkel)) is not None:
            svar.append(_funnet_igjen(liv, ny, penn))
        elif liv.tilstand not in STAAR or liv.funn.regel == EGET:
            svar.append(liv)
        elif liv.funn.regel in e.regler_borte:
            svar.append(penn.ved(liv, A.REGELEN_BORTE))
        elif liv.funn.regel in tvil:
            svar.append(penn.ved(liv, A.UAVKLART))
        else:
            svar.append(penn.ved(liv, A.BORTE))
    for noekkel, ny in nye.items():
        if noekkel not in kjente:
            nyfoedt = Funnliv(funn=ny, tilstand=F.INGEN, soekt=ny.dispensasjon_soekt)
            svar.append(penn.ved(nyfoedt, _som_funnet(ny)))
    return tuple(svar)


def _ny_tvil(nye: Iterable[FunnTilVurdering], kjente: Mapping[str, Funnliv]) -> set[str]:
    """Reglene som er uavklart om noe de før ikke var i tvil om: et gammelt brudd kan være det."""
    return {
        f.regel
        for f in nye
        if f.utfall is Utfall.UAVKLART
        and (
            (liv := kjente.get(f.noekkel)) is None
            or liv.tilstand in FERDIG
            or liv.funn.utfall is not Utfall.UAVKLART
        )
    }


def _eget(e: hf.FunnRegistrert) -> FunnTilVurdering:
    return FunnTilVurdering(
        noekkel=e.funn,
        regel=EGET,
        utfall=Utfall.BRUTT,
        alvorlighet=Alvorlighet.FEIL,
        virkning=Virkning.STRID,
        melding=som_tekst(e.tekst),
        hjemmel=e.hjemmel,
        dibk_kode=e.kode or None,
    )


def _som_funnet(funn: FunnTilVurdering) -> Anledning:
    return A.FUNNET_OG_SOEKT if funn.dispensasjon_soekt else A.FUNNET


def _funnet_igjen(liv: Funnliv, ny: FunnTilVurdering, penn: _Penn) -> Funnliv:
    gammelt = liv.funn
    trukket = gammelt.dispensasjon_soekt and not ny.dispensasjon_soekt
    paa_nytt = False
    if liv.tilstand in FERDIG:
        liv, paa_nytt = penn.ved(liv, A.IGJEN), True
    elif trukket or not gammelt.sier_det_samme(ny):
        paa_nytt = True
        liv = penn.ved(liv, A.ENDRET)
    if paa_nytt:
        liv = endre(liv, soekt=False)
    if ny.dispensasjon_soekt and not liv.soekt:
        liv = endre(penn.ved(liv, A.FUNNET_OG_SOEKT), soekt=True)
    return endre(liv, funn=ny, merke=None)


def _vedtatt(liv: Funnliv, vedtak: Vedtak | None, penn: _Penn) -> Funnliv:
    if vedtak is None:
        return penn.ved(liv, A.OPPHEVET)
    for gitt in vedtak.dispensasjoner:
        if liv.noekkel in gitt.funn:
            return penn.ved(liv, A.GITT, gitt.begrunnelse)
    for grunn in vedtak.avslagsgrunner:
        if liv.noekkel in grunn.funn:
            return penn.ved(liv, A.AVSLAATT, grunn.begrunnelse)
    if vedtak.utfall is Vedtaksutfall.AVSLAG:
        return penn.ved(liv, A.AVSLAATT, vedtak.begrunnelse)
    return liv
