"""Avgjør om en kommando kan skje, og hva som da har skjedd. Ren: samme svar hver gang."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from byggsak.case.avslaatt import Avslaatt, Hinder
from byggsak.case.hendelse import Hendelse
from byggsak.case.kommando import Kommando
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Region
from byggsak.case.sak import Sak
from byggsak.case.tabell import finn, overganger, region_for, tilstand_i
from byggsak.case.tilstand import ROLLENAVN, Aktoer, Rolle, norsk_dato
from byggsak.case.tilstandsnavn import navn_paa
from byggsak.case.vakt import Forsoek, Parametre
from byggsak.domain.tekst import SPRAAK, Tekst


def decide(
    sak: Sak,
    kommando: Kommando,
    naa: datetime,
    aktoer: Aktoer,
    parametre: Parametre = Parametre(),  # noqa: B008 -- frossen verdi
) -> list[Hendelse]:
    """Hendelsene kommandoen fører til. Reiser `Avslaatt` med alle hindrene når den ikke kan skje.

    `naa` må ha tidssone (`ValueError` ellers).
    """
    norsk_dato(naa)
    gang = sak.soeknad(kommando.soeknad)
    region = region_for(kommando.navn)
    tilstand = tilstand_i(region, sak, gang, kommando.instans)
    overgang = finn(kommando.navn, kommando.variant, tilstand)
    if overgang is None:
        alle = overganger(kommando.navn, kommando.variant)
        raise Avslaatt(kommando.navn, (_feil_tilstand(alle, region, tilstand),))
    if aktoer.rolle not in overgang.roller:
        raise Avslaatt(kommando.navn, (_feil_rolle(overgang, aktoer.rolle),), overgang.hjemmel)
    forsoek = Forsoek(sak, gang, kommando, aktoer, naa, parametre, kommando.instans, overgang.navn)
    hindre = tuple(
        Hinder(vakt.id, vakt.tekst) for vakt in overgang.alle_vakter if not vakt.sjekk(forsoek)
    )
    if hindre:
        raise Avslaatt(kommando.navn, hindre, overgang.hjemmel)
    return [overgang.bygg(forsoek)]


def _feil_tilstand(alle: tuple[Overgang, ...], region: Region, tilstand: StrEnum) -> Hinder:
    hva, naa = alle[0].tekst, navn_paa(region, tilstand)
    fra = [navn_paa(region, t) for o in alle for t in o.fra]
    naar = {s: oppramsing(list(dict.fromkeys(t.paa(s) for t in fra)), s) for s in SPRAAK}
    return Hinder(
        "feil_tilstand",
        Tekst(
            nb=f"Det går ikke å {hva.nb} når den er {naa.nb}. Det kan skje når den er "
            f"{naar['nb']}.",
            nn=f"Det går ikkje å {hva.nn} når ho er {naa.nn}. Det kan skje når ho er {naar['nn']}.",
            en=f"It is not possible to {hva.en} while it is {naa.en}. It can be done when it is "
            f"{naar['en']}.",
        )
        if region is Region.SOEKNAD
        else Tekst(
            nb=f"Det går ikke å {hva.nb} nå: {naa.nb}. Det kan skje ved: {naar['nb']}.",
            nn=f"Det går ikkje å {hva.nn} no: {naa.nn}. Det kan skje ved: {naar['nn']}.",
            en=f"It is not possible to {hva.en} now: {naa.en}. It can be done at: {naar['en']}.",
        ),
    )


def _feil_rolle(overgang: Overgang, rolle: Rolle) -> Hinder:
    hva, hvem = overgang.tekst, ROLLENAVN[rolle]
    kan = {s: oppramsing([ROLLENAVN[r].paa(s) for r in overgang.roller], s) for s in SPRAAK}
    return Hinder(
        "feil_rolle",
        Tekst(
            nb=f"Rollen «{hvem.nb}» kan ikke {hva.nb}. Det kan {kan['nb']}.",
            nn=f"Rolla «{hvem.nn}» kan ikkje {hva.nn}. Det kan {kan['nn']}.",
            en=f"The role “{hvem.en}” may not {hva.en}. Those who may: {kan['en']}.",
        ),
    )


def oppramsing(ord: list[str], spraak: str) -> str:
    """«a, b eller c» på språket.

    >>> oppramsing(["mottatt", "mangelfull"], "nb")
    'mottatt eller mangelfull'
    """
    eller = " or " if spraak == "en" else " eller "
    return eller.join(filter(None, [", ".join(ord[:-1]), ord[-1]]))
