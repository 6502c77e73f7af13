"""Avgjør om en kommando kan skje, og hva som da har skjedd. Ren: samme svar hver gang."""

from __future__ import annotations

from datetime import datetime

from byggsak.case.avslaatt import Avslaatt, Hinder
from byggsak.case.gang import finn, overganger
from byggsak.case.hendelse import Hendelse
from byggsak.case.kommando import Kommando
from byggsak.case.overgang import Overgang
from byggsak.case.sak import Sak
from byggsak.case.tilstand import ROLLENAVN, TILSTANDSNAVN, Aktoer, Rolle, Tilstand, norsk_dato
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
    overgang = finn(kommando.navn, kommando.variant, gang.tilstand)
    if overgang is None:
        alle = overganger(kommando.navn, kommando.variant)
        raise Avslaatt(kommando.navn, (_feil_tilstand(alle, gang.tilstand),))
    if aktoer.rolle not in overgang.roller:
        raise Avslaatt(kommando.navn, (_feil_rolle(overgang, aktoer.rolle),), overgang.hjemmel)
    forsoek = Forsoek(sak, gang, kommando, aktoer, naa, parametre)
    hindre = tuple(
        Hinder(vakt.id, vakt.tekst) for vakt in overgang.vakter if not vakt.sjekk(forsoek)
    )
    if hindre:
        raise Avslaatt(kommando.navn, hindre, overgang.hjemmel)
    return [overgang.bygg(forsoek)]


def _feil_tilstand(alle: tuple[Overgang, ...], tilstand: Tilstand) -> Hinder:
    fra = [t for o in alle for t in o.fra]
    hva, naa = alle[0].tekst, TILSTANDSNAVN[tilstand]
    naar = {s: oppramsing([TILSTANDSNAVN[t].paa(s) for t in fra], s) for s in SPRAAK}
    return Hinder(
        "feil_tilstand",
        Tekst(
            nb=f"Det går ikke å {hva.nb} når den er {naa.nb}. Det kan skje når den er "
            f"{naar['nb']}.",
            nn=f"Det går ikkje å {hva.nn} når ho er {naa.nn}. Det kan skje når ho er {naar['nn']}.",
            en=f"It is not possible to {hva.en} while it is {naa.en}. It can be done when it is "
            f"{naar['en']}.",
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
