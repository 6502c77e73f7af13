"""The same edition of an application checked again, with the rules and the map as they now are.

A rule package that has been upgraded says nothing about the cases that are open, until a person
asks for it. The report becomes one more report in the case, and the findings go on with their
lives: nothing is taken away because a rule is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from byggsak.case.decide import decide
from byggsak.case.handling_funn import KontrollerIgjen
from byggsak.case.sak import Sak
from byggsak.case.tilstand import Aktoer, norsk_dato
from byggsak.case.vakt import Parametre
from byggsak.rule.report import Kontrollrapport, Resultat
from byggsak.rule.stored import til_lager
from byggsak.rule.unit import Anker
from byggsak.services.arkivering import Arkivoppsett
from byggsak.services.filer import Filer
from byggsak.services.kontroll import Innsending
from byggsak.services.kontrollfunn import funn_av, ikke_proevd
from byggsak.services.mottak import les_skjema
from byggsak.services.mottaksfeil import Avvist
from byggsak.services.saksbehandling import skriv_hendelser
from byggsak.services.utgaver import bedoemte, utgaver
from byggsak.store.enhet import Kommunelager
from byggsak.store.innsendinger import rapportsum
from byggsak.store.saker import Versjonskonflikt

Kontroll = Callable[[Innsending, Mapping[Anker, date]], Kontrollrapport]
"""The check to run: the whole edition, and the date behind each anchor."""


@dataclass(frozen=True, slots=True)
class Omkontroll:
    """The event it became, and the stored report (`byggsak.rule.stored` reads it)."""

    versjon: int
    rapport: dict[str, Any]


def kontroller_igjen(
    lager: Kommunelager,
    filer: Filer,
    sak_id: str,
    begrunnelse: str,
    aktoer: Aktoer,
    naa: datetime,
    kontroll: Kontroll,
    *,
    forventet_versjon: int | None = None,
    parametre: Parametre = Parametre(),  # noqa: B008 -- a frozen value
    oppsett: Arkivoppsett = Arkivoppsett(),  # noqa: B008 -- a frozen value
) -> Omkontroll:
    """Checks the newest edition again. The day it was received stays; a decision would be today.

    Raises `Avslaatt` when it cannot be done now or not by `aktoer`, `Avvist` when the form can no
    longer be read, `UkjentSak`, and `Versjonskonflikt` when the case changed meanwhile.
    """
    with lager.lesing() as enhet:
        sett = enhet.saker.linje(sak_id).versjon
        siste = utgaver(enhet, filer, sak_id)[-1]
        gammel = enhet.innsendinger.rapport(sak_id, siste.versjon)
    hel = bedoemte(siste.innsending, filer)
    dag = norsk_dato(naa)
    datoer = {Anker.SOEKNAD_MOTTATT: dag, Anker.VEDTAK: dag}
    if gammel is not None:
        lagret = gammel.innhold["regelverk"]["datoer"]
        datoer = {Anker(a): date.fromisoformat(d) for a, d in lagret.items()} | {Anker.VEDTAK: dag}
    rapport = kontroll(hel, datoer)
    soeknad = None if rapport.resultat is Resultat.AVVIST else rapport.soeknad or les_skjema(hel)
    if soeknad is None:
        raise Avvist(rapport)
    innhold = til_lager(rapport)
    with lager.enhet() as enhet:
        linje = enhet.saker.linje(sak_id, laas=True)
        if linje.versjon != (sett if forventet_versjon is None else forventet_versjon):
            raise Versjonskonflikt(sak_id, forventet_versjon or sett, linje.versjon)
        tidligere = [lagret.hendelse for lagret in enhet.saker.hendelser(sak_id)]
        sak = Sak.av(tidligere)
        stille = ikke_proevd(rapport, sak.soeknad())
        kommando = KontrollerIgjen(
            begrunnelse=begrunnelse,
            resultat=rapport.resultat.value,
            funn=funn_av(rapport, soeknad),
            regler_borte=stille.borte,
            regler_uavklart=stille.uavklart,
            rapport_sha256=rapportsum(innhold),
        )
        nye = decide(sak, kommando, naa, aktoer, parametre)
        versjon = skriv_hendelser(enhet, lager.kommune, sak_id, tidligere, nye, naa, oppsett)
        enhet.innsendinger.legg_til_rapport(sak_id, versjon, rapport.resultat.value, innhold, naa)
    return Omkontroll(versjon, innhold)
