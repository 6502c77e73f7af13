"""Receipt: a delivered application becomes a case, once, with its bytes, its report and its events.

Files are stored first, by their hash; then everything else in one transaction. A crash in between
leaves files that nothing points to, which does no harm, and the sender delivers again with the
same key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from byggsak.case.decide import decide
from byggsak.case.hendelse import Hendelse
from byggsak.case.kommando import Motta, Suppler
from byggsak.case.sak import Sak
from byggsak.case.sakskort import sakskort
from byggsak.case.tilstand import Aktoer, Rolle, norsk_dato
from byggsak.domain.soeknad import Soeknad, Soeknadstype
from byggsak.rule.report import Kontrollrapport, Resultat
from byggsak.rule.stored import fra_lager, til_lager
from byggsak.services.arkivering import Arkivoppsett
from byggsak.services.filer import Filer
from byggsak.services.kontrollfunn import funn_av, ikke_proevd
from byggsak.services.mottaksfeil import Avvist, FeilKommune
from byggsak.services.mottaksfiler import SOEKNAD, SUPPLERING, lagre_innsending
from byggsak.services.mottakspakke import (
    Mottak,
    kjent,
    med_noekkel,
    pakk,
    samme_skjema,
    skriv_innsending,
    svar,
)
from byggsak.services.saksbehandling import skriv_hendelser
from byggsak.services.sakskobling import referanser, som_suppleres
from byggsak.services.utgaver import bedoemte, helhet, utgaver
from byggsak.store.enhet import Kommunelager
from byggsak.store.innsendinger import rapportsum
from byggsak.store.saker import Versjonskonflikt

if TYPE_CHECKING:
    from byggsak.services.kontroll import Innsending

Kontroll = Callable[["Innsending", date], Kontrollrapport]
"""The check to run: the delivery and the Norwegian date it came."""
Igjen = Callable[["Innsending", date, "Innsending", Kontrollrapport], Kontrollrapport]
"""The same for the next edition, given the whole edition before and its stored report."""
Lesing = Callable[["Innsending"], Soeknad | None]
"""Reads the form; None when it cannot be read."""

__all__ = ["Mottak", "er_her", "les_skjema", "motta", "suppler"]
SYSTEMET: Final = Aktoer("byggsak", Rolle.SYS, "byggsak")


def les_skjema(innsending: Innsending) -> Soeknad | None:
    """The application in the delivery's form, or None when it cannot be read."""
    from byggsak.xml.inn import les_soeknad  # lxml is loaded when a form is read

    return les_soeknad(innsending.soeknad, innsending.underskjema).soeknad


def er_her(lager: Kommunelager, innsending: Innsending, noekkel: str) -> bool:
    """Whether this key or this very form has come before. Raises as `motta` about the key."""
    pakke = pakk(innsending, noekkel)
    with lager.lesing() as enhet:
        return kjent(enhet, pakke) is not None


def motta(
    lager: Kommunelager,
    filer: Filer,
    innsending: Innsending,
    noekkel: str,
    naa: datetime,
    kontroll: Kontroll,
    *,
    les: Lesing = les_skjema,
    innsender: str = "",
    egne_numre: frozenset[str] | None = None,
    i_sak: str | None = None,
    oppsett: Arkivoppsett = Arkivoppsett(),  # noqa: B008 -- a frozen value
) -> Mottak:
    """Makes the application a case, or the next application in the case `i_sak`, or finds the case
    it already is.

    The same key and bytes give the same case; so does the same form under another key. Attachments
    are either in memory (`Vedlegg.innhold`) or in the file store already, streamed there by the
    caller. `innsender` is the id of who delivered, who may then act in the case.

    Raises `NoekkelKonflikt` (same key, other bytes), `VedleggAvviker` (same form, other
    attachments), `VedleggMangler`, `Avvist` (the check says `avvist`; it has the report),
    `FeilKommune`, and `Avslaatt` when the case takes no more. Nothing is stored as a case then.
    """
    pakke = pakk(innsending, noekkel)
    with lager.lesing() as enhet:
        if (funnet := kjent(enhet, pakke)) is not None and funnet.noekkel == noekkel:
            return svar(enhet, funnet, ny=False)
        har_sak = funnet is not None
    if har_sak:
        with lager.enhet() as enhet:
            return samme_skjema(enhet, pakke, naa)

    rapport = kontroll(innsending, norsk_dato(naa))
    soeknad = None if rapport.resultat is Resultat.AVVIST else rapport.soeknad or les(innsending)
    if soeknad is None:
        raise Avvist(rapport)
    egne = egne_numre if egne_numre is not None else frozenset({lager.kommune})
    if soeknad.kommunenummer is not None and soeknad.kommunenummer not in egne:
        raise FeilKommune(soeknad.kommunenummer, lager.kommune)

    dokumenter = lagre_innsending(filer, innsending)
    kort = sakskort(soeknad)
    parter = (innsender, *(p.id for p in (kort.ansvarlig_soeker, kort.tiltakshaver) if p))
    kommando = Motta(
        kort=kort,
        innsending=noekkel,
        dokumenter=tuple(ref for ref, _ in dokumenter),
        resultat=rapport.resultat.value,
        funn=funn_av(rapport, soeknad),
        rapport_sha256=rapportsum(til_lager(rapport)),
        parter=tuple(dict.fromkeys(filter(None, parter))),
    )
    with lager.enhet() as enhet:
        if i_sak is None:
            nummer = enhet.saker.neste_nummer()  # from here on, one receipt at a time
        else:
            enhet.saker.linje(i_sak, laas=True)
        if (funnet := kjent(enhet, pakke)) is not None:
            if funnet.noekkel == noekkel:
                return svar(enhet, funnet, ny=False)
            return samme_skjema(enhet, pakke, naa)
        tidligere: list[Hendelse] = []
        if i_sak is None:
            sak_id = f"{norsk_dato(naa).year}-{nummer:06d}"
        else:
            sak_id = i_sak
            tidligere = [lagret.hendelse for lagret in enhet.saker.hendelser(sak_id)]
        sak = Sak.av(tidligere)
        nr = len(sak.soeknader) + 1
        nye = decide(sak, replace(kommando, soeknad=nr), naa, SYSTEMET)
        if i_sak is None:
            enhet.saker.ny(
                sak_id, nummer, soeknad_sha256=pakke.soeknad_sha256, type=kort.type,
                tittel=kort.tittel, naa=naa,
            )  # fmt: skip
        enhet.saker.kall(sak_id, referanser(soeknad))
        versjon = skriv_hendelser(enhet, lager.kommune, sak_id, tidligere, nye, naa, oppsett)
        skriv_innsending(enhet, pakke, sak_id, versjon, dokumenter, rapport, naa, nr)
        return Mottak(sak_id, True, til_lager(rapport), versjon, nr)


def suppler(
    lager: Kommunelager,
    filer: Filer,
    sak_id: str,
    innsending: Innsending,
    noekkel: str,
    naa: datetime,
    kontroll: Kontroll,
    aktoer: Aktoer,
    *,
    les: Lesing = les_skjema,
    igjen: Igjen | None = None,
    forventet_versjon: int | None = None,
    soeknad_nr: int | None = None,
    oppsett: Arkivoppsett = Arkivoppsett(),  # noqa: B008 -- a frozen value
) -> Mottak:
    """A new edition of an application in the case: the delivery and what it leaves as it was.

    `soeknad_nr` says which one; None where there can only be one (`FlereSoeknader` otherwise).

    The whole edition is checked: by `igjen`, which may spare what has not changed, else by
    `kontroll`. The same key and bytes again give the same answer. Raises as `motta`, and `Avslaatt`
    when the case cannot be supplemented now or not by `aktoer`, `UkjentSak`, `Versjonskonflikt`.
    """
    pakke = pakk(innsending, noekkel)
    with lager.lesing() as enhet:
        enhet.saker.linje(sak_id)
        if (funnet := med_noekkel(enhet, pakke)) is not None:
            return svar(enhet, funnet, ny=False)
        if soeknad_nr is None:
            hendelser = [lagret.hendelse for lagret in enhet.saker.hendelser(sak_id)]
            soeknad_nr = som_suppleres(sak_id, Sak.av(hendelser))
        forrige = utgaver(enhet, filer, sak_id, soeknad_nr)[-1]
        gammel = enhet.innsendinger.rapport(sak_id, forrige.versjon)
    levert = les(innsending)
    if levert is None:
        raise Avvist(kontroll(innsending, norsk_dato(naa)))
    supplering = levert.skjema.type is Soeknadstype.SUPPLERING
    hel = bedoemte(helhet(forrige.innsending, innsending, supplering=supplering), filer)
    if igjen is None or gammel is None:
        rapport = kontroll(hel, norsk_dato(naa))
    else:
        rapport = igjen(hel, norsk_dato(naa), forrige.innsending, fra_lager(gammel.innhold))
    soeknad = None if rapport.resultat is Resultat.AVVIST else rapport.soeknad or les(hel)
    if soeknad is None:
        raise Avvist(rapport)
    dokumenter = lagre_innsending(filer, innsending, SUPPLERING if supplering else SOEKNAD)
    kommando = Suppler(
        soeknad=soeknad_nr,
        innsending=noekkel,
        dokumenter=tuple(ref for ref, _ in dokumenter),
        resultat=rapport.resultat.value,
        funn=funn_av(rapport, soeknad),
        kort=sakskort(soeknad),
        rapport_sha256=rapportsum(til_lager(rapport)),
    )
    with lager.enhet() as enhet:
        linje = enhet.saker.linje(sak_id, laas=True)
        if (funnet := med_noekkel(enhet, pakke)) is not None:
            return svar(enhet, funnet, ny=False)
        if forventet_versjon is not None and linje.versjon != forventet_versjon:
            raise Versjonskonflikt(sak_id, forventet_versjon, linje.versjon)
        if enhet.innsendinger.av_sak(sak_id, soeknad_nr)[-1].versjon != forrige.versjon:
            # Another edition came while this one was checked: it was not checked on top of that.
            raise Versjonskonflikt(sak_id, forrige.versjon, linje.versjon)
        enhet.saker.kall(sak_id, referanser(levert))
        tidligere = [lagret.hendelse for lagret in enhet.saker.hendelser(sak_id)]
        sak = Sak.av(tidligere)
        stille = ikke_proevd(rapport, sak.soeknad(kommando.soeknad))
        kommando = replace(kommando, regler_borte=stille.borte, regler_uavklart=stille.uavklart)
        nye = decide(sak, kommando, naa, aktoer)
        versjon = skriv_hendelser(enhet, lager.kommune, sak_id, tidligere, nye, naa, oppsett)
        skriv_innsending(enhet, pakke, sak_id, versjon, dokumenter, rapport, naa, soeknad_nr)
        return Mottak(sak_id, True, til_lager(rapport), versjon, soeknad_nr)
