"""A person or a system asks for something to happen in a case.

Events, the case's row and the archive commands they lead to are written in one transaction, or
not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from byggsak.archive import commands as arkivkommando
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.decide import decide
from byggsak.case.fristposter import fristposter
from byggsak.case.handling_funn import KontrollerIgjen
from byggsak.case.hendelse import Hendelse
from byggsak.case.kommando import Avslutt, Kommando, MarkerArkivert, Motta, Suppler
from byggsak.case.sak import Sak
from byggsak.case.tilstand import Aktoer, norsk_dato
from byggsak.case.vakt import Parametre
from byggsak.services.arkivering import Arkivoppsett, arkivoppdrag
from byggsak.services.arkivskjerming import KanIkkeSkjermes
from byggsak.store.enhet import Enhet, Kommunelager
from byggsak.store.frister import merke
from byggsak.store.saker import Versjonskonflikt
from byggsak.store.utboks import Oppdrag

MED_KONTROLL: Final = (Motta, Suppler, KontrollerIgjen)
"""Commands that carry a report: only the service that ran the check may give them."""


class BrukMottak(ValueError):
    """What comes with a check is more than a command: its files and report come along."""

    def __init__(self, kommando: str) -> None:
        super().__init__(
            f"Kommandoen «{kommando}» går gjennom tjenesten som kjører kontrollen "
            "(byggsak.services.mottak og omkontroll). Bruk den."
        )


def utfoer(
    lager: Kommunelager,
    sak_id: str,
    kommando: Kommando,
    aktoer: Aktoer,
    naa: datetime,
    forventet_versjon: int | None = None,
    parametre: Parametre = Parametre(),  # noqa: B008 -- a frozen value
    oppsett: Arkivoppsett = Arkivoppsett(),  # noqa: B008 -- a frozen value
) -> list[Hendelse]:
    """Carries the command out; the events it led to.

    Raises `Avslaatt` when it cannot happen, `Versjonskonflikt` when the case is not at
    `forventet_versjon` (the one the caller saw), and `UkjentSak`. Nothing is stored then.
    """
    if isinstance(kommando, MED_KONTROLL):
        raise BrukMottak(kommando.navn)
    with lager.enhet() as enhet:
        if isinstance(kommando, MarkerArkivert | Avslutt):
            # The outbox knows; what the caller says about it does not count.
            kommando = replace(kommando, gjenstaar=enhet.utboks.gjenstaar(sak_id))
        return utfoer_i(
            enhet, lager.kommune, sak_id, kommando, aktoer, naa,
            forventet_versjon, parametre, oppsett,
        )  # fmt: skip


def utfoer_i(
    enhet: Enhet,
    kommune: str,
    sak_id: str,
    kommando: Kommando,
    aktoer: Aktoer,
    naa: datetime,
    forventet_versjon: int | None = None,
    parametre: Parametre = Parametre(),  # noqa: B008 -- a frozen value
    oppsett: Arkivoppsett = Arkivoppsett(),  # noqa: B008 -- a frozen value
) -> list[Hendelse]:
    """As `utfoer`, within a unit of work that does more."""
    linje = enhet.saker.linje(sak_id, laas=True)
    if forventet_versjon is not None and linje.versjon != forventet_versjon:
        raise Versjonskonflikt(sak_id, forventet_versjon, linje.versjon)
    tidligere = [lagret.hendelse for lagret in enhet.saker.hendelser(sak_id)]
    sak = Sak.av(tidligere)
    nye = decide(sak, kommando, naa, aktoer, parametre)
    try:
        skriv_hendelser(enhet, kommune, sak_id, tidligere, nye, naa, oppsett, sak)
    except KanIkkeSkjermes as error:  # only the journal knows which entries there are
        raise Avslaatt(kommando.navn, (error.hinder,)) from error
    return nye


def skriv_hendelser(
    enhet: Enhet,
    kommune: str,
    sak_id: str,
    tidligere: Sequence[Hendelse],
    nye: Sequence[Hendelse],
    naa: datetime,
    oppsett: Arkivoppsett,
    sak: Sak | None = None,
) -> int:
    """Stores new events, the deadlines they lead to, and their archive commands in the outbox; the
    new version. `sak` is the case before them, if it is known."""
    alle = [*tidligere, *nye]
    if sak is None:
        sak = Sak.av(tidligere)
    for ny in nye:
        sak = sak.etter(ny)
    krav = enhet.frister.krav(norsk_dato(naa))
    versjon = enhet.saker.legg_til(
        sak_id, len(tidligere), nye, sak.tilstand.value, naa, merke(krav) if krav else ""
    )
    if krav is not None:
        enhet.frister.skriv(sak_id, versjon, fristposter(alle, krav, sak))
    oppdrag = [
        Oppdrag(ett.key, arkivkommando.kind_of(ett), arkivkommando.to_json(ett))
        for ett in arkivoppdrag(kommune, sak_id, alle, len(tidligere), oppsett)
    ]
    enhet.utboks.legg_til(sak_id, oppdrag, naa)
    return versjon
