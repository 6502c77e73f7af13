"""Receipt: a delivered application becomes a case, once, with its bytes, its report and its events.

Files are stored first, by their hash; then everything else in one transaction. A crash in between
leaves files that nothing points to, which does no harm, and the sender delivers again with the
same key.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from byggsak.case.decide import decide
from byggsak.case.kommando import Dokumentref, Motta, Suppler
from byggsak.case.sak import Sak
from byggsak.case.sakskort import sakskort
from byggsak.case.tilstand import Aktoer, Rolle, norsk_dato
from byggsak.domain.soeknad import Soeknad, Soeknadstype
from byggsak.rule.report import Kontrollrapport, Resultat
from byggsak.rule.stored import fra_lager, til_lager
from byggsak.services.arkivering import Arkivoppsett
from byggsak.services.filer import Filer
from byggsak.services.kontrollfunn import funn_av, ikke_proevd
from byggsak.services.mottaksfeil import (
    Avvist,
    FeilKommune,
    NoekkelKonflikt,
    UgyldigNoekkel,
    VedleggAvviker,
)
from byggsak.services.mottaksfiler import SOEKNAD, SUPPLERING, lagre_innsending
from byggsak.services.saksbehandling import skriv_hendelser
from byggsak.services.sakskobling import referanser
from byggsak.services.utgaver import bedoemte, helhet, utgaver
from byggsak.store.enhet import Enhet, Kommunelager
from byggsak.store.innsendinger import Innsendingsrad, rapportsum
from byggsak.store.saker import UkjentSak, Versjonskonflikt

if TYPE_CHECKING:
    from byggsak.services.kontroll import Innsending

Kontroll = Callable[["Innsending", date], Kontrollrapport]
"""The check to run: the delivery and the Norwegian date it came."""
Igjen = Callable[["Innsending", date, "Innsending", Kontrollrapport], Kontrollrapport]
"""The same for the next edition, given the whole edition before and its stored report."""
Lesing = Callable[["Innsending"], Soeknad | None]
"""Reads the form; None when it cannot be read."""

SYSTEMET: Final = Aktoer("byggsak", Rolle.SYS, "byggsak")
_NOEKKEL: Final = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True, slots=True)
class Mottak:
    """What became of a delivery. `ny` is false when it was here already; `versjon` is the number
    of the event it became. `rapport` is the stored report (`byggsak.rule.stored` reads it)."""

    sak_id: str
    ny: bool
    rapport: dict[str, Any]
    versjon: int


def les_skjema(innsending: Innsending) -> Soeknad | None:
    """The application in the delivery's form, or None when it cannot be read."""
    from byggsak.xml.inn import les_soeknad  # lxml is loaded when a form is read

    return les_soeknad(innsending.soeknad, innsending.underskjema).soeknad


def er_her(lager: Kommunelager, innsending: Innsending, noekkel: str) -> bool:
    """Whether this key or this very form has come before. Raises as `motta` about the key."""
    pakke = _pakk(innsending, noekkel)
    with lager.lesing() as enhet:
        return _kjent(enhet, pakke) is not None


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
    oppsett: Arkivoppsett = Arkivoppsett(),  # noqa: B008 -- a frozen value
) -> Mottak:
    """Makes the application a case, or finds the case it already is.

    The same key and bytes give the same case; so does the same form under another key. Attachments
    are either in memory (`Vedlegg.innhold`) or in the file store already, streamed there by the
    caller. `innsender` is the id of who delivered, who may then act in the case.

    Raises `NoekkelKonflikt` (same key, other bytes), `VedleggAvviker` (same form, other
    attachments), `VedleggMangler`, `Avvist` (the check says `avvist`; it has the report) and
    `FeilKommune`. Nothing is stored as a case then.
    """
    pakke = _pakk(innsending, noekkel)
    with lager.lesing() as enhet:
        if (funnet := _kjent(enhet, pakke)) is not None and funnet.noekkel == noekkel:
            return _svar(enhet, funnet, ny=False)
        har_sak = funnet is not None
    if har_sak:
        with lager.enhet() as enhet:
            return _samme_skjema(enhet, pakke, naa)

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
        nummer = enhet.saker.neste_nummer()  # from here on, one receipt at a time
        if (funnet := _kjent(enhet, pakke)) is not None:
            if funnet.noekkel == noekkel:
                return _svar(enhet, funnet, ny=False)
            return _samme_skjema(enhet, pakke, naa)
        sak_id = f"{norsk_dato(naa).year}-{nummer:06d}"
        nye = decide(Sak(), kommando, naa, SYSTEMET)
        enhet.saker.ny(
            sak_id, nummer, soeknad_sha256=pakke.soeknad_sha256, type=kort.type,
            tittel=kort.tittel, naa=naa,
        )  # fmt: skip
        enhet.saker.kall(sak_id, referanser(soeknad))
        versjon = skriv_hendelser(enhet, lager.kommune, sak_id, [], nye, naa, oppsett)
        _skriv_innsending(enhet, pakke, sak_id, versjon, dokumenter, rapport, naa)
        return Mottak(sak_id, True, til_lager(rapport), versjon)


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
    oppsett: Arkivoppsett = Arkivoppsett(),  # noqa: B008 -- a frozen value
) -> Mottak:
    """A new edition of the application in the case: the delivery and what it leaves as it was.

    The whole edition is checked: by `igjen`, which may spare what has not changed, else by
    `kontroll`. The same key and bytes again give the same answer. Raises as `motta`, and `Avslaatt`
    when the case cannot be supplemented now or not by `aktoer`, `UkjentSak`, `Versjonskonflikt`.
    """
    pakke = _pakk(innsending, noekkel)
    with lager.lesing() as enhet:
        enhet.saker.linje(sak_id)
        if (funnet := _med_noekkel(enhet, pakke)) is not None:
            return _svar(enhet, funnet, ny=False)
        forrige = utgaver(enhet, filer, sak_id)[-1]
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
        innsending=noekkel,
        dokumenter=tuple(ref for ref, _ in dokumenter),
        resultat=rapport.resultat.value,
        funn=funn_av(rapport, soeknad),
        kort=sakskort(soeknad),
        rapport_sha256=rapportsum(til_lager(rapport)),
    )
    with lager.enhet() as enhet:
        linje = enhet.saker.linje(sak_id, laas=True)
        if (funnet := _med_noekkel(enhet, pakke)) is not None:
            return _svar(enhet, funnet, ny=False)
        if forventet_versjon is not None and linje.versjon != forventet_versjon:
            raise Versjonskonflikt(sak_id, forventet_versjon, linje.versjon)
        if enhet.innsendinger.av_sak(sak_id)[-1].versjon != forrige.versjon:
            # Another edition came while this one was checked: it was not checked on top of that.
            raise Versjonskonflikt(sak_id, forrige.versjon, linje.versjon)
        enhet.saker.kall(sak_id, referanser(levert))
        tidligere = [lagret.hendelse for lagret in enhet.saker.hendelser(sak_id)]
        sak = Sak.av(tidligere)
        stille = ikke_proevd(rapport, sak.soeknad(kommando.soeknad))
        kommando = replace(kommando, regler_borte=stille.borte, regler_uavklart=stille.uavklart)
        nye = decide(sak, kommando, naa, aktoer)
        versjon = skriv_hendelser(enhet, lager.kommune, sak_id, tidligere, nye, naa, oppsett)
        _skriv_innsending(enhet, pakke, sak_id, versjon, dokumenter, rapport, naa)
        return Mottak(sak_id, True, til_lager(rapport), versjon)


@dataclass(frozen=True, slots=True)
class _Pakke:
    """A delivery by its hashes: of everything in it, and of the form with its subforms."""

    noekkel: str
    innhold_sha256: str
    soeknad_sha256: str


def _pakk(innsending: Innsending, noekkel: str) -> _Pakke:
    if not _NOEKKEL.fullmatch(noekkel):
        raise UgyldigNoekkel(noekkel)
    skjema = hashlib.sha256(_sha256(innsending.soeknad).encode())
    for innhold in sorted(_sha256(innhold) for _, innhold in innsending.underskjema):
        skjema.update(innhold.encode())
    alt = hashlib.sha256(skjema.hexdigest().encode())
    for del_ in sorted(f"{v.type}\n{v.filnavn}\n{v.sha256}" for v in innsending.vedlegg):
        alt.update(_sha256(del_.encode("utf-8", "surrogatepass")).encode())
    return _Pakke(noekkel, alt.hexdigest(), skjema.hexdigest())


def _med_noekkel(enhet: Enhet, pakke: _Pakke) -> Innsendingsrad | None:
    rad = enhet.innsendinger.finn(pakke.noekkel)
    if rad is not None and rad.innhold_sha256 != pakke.innhold_sha256:
        raise NoekkelKonflikt(pakke.noekkel, rad.sak)
    return rad


def _kjent(enhet: Enhet, pakke: _Pakke) -> Innsendingsrad | None:
    """The delivery with this key, or else the first one that had this form."""
    if (rad := _med_noekkel(enhet, pakke)) is not None:
        return rad
    return enhet.innsendinger.med_soeknad(pakke.soeknad_sha256)


def _samme_skjema(enhet: Enhet, pakke: _Pakke, naa: datetime) -> Mottak:
    """The same form under a new key: the key is noted, so that it stays tied to these bytes."""
    foerste = _kjent(enhet, pakke)
    assert foerste is not None  # found a moment ago, and deliveries never go away
    if foerste.innhold_sha256 != pakke.innhold_sha256:
        raise VedleggAvviker(foerste.sak)
    if foerste.noekkel != pakke.noekkel:
        enhet.innsendinger.legg_til(_rad(pakke, foerste.sak, foerste.versjon, naa))
    return _svar(enhet, foerste, ny=False)


def _svar(enhet: Enhet, rad: Innsendingsrad, *, ny: bool) -> Mottak:
    rapport = enhet.innsendinger.rapport(rad.sak, rad.versjon)
    if rapport is None:
        raise UkjentSak(f"Sak {rad.sak} mangler rapporten fra hendelse {rad.versjon}.")
    return Mottak(rad.sak, ny, rapport.innhold, rad.versjon)


def _skriv_innsending(
    enhet: Enhet,
    pakke: _Pakke,
    sak_id: str,
    versjon: int,
    dokumenter: list[tuple[Dokumentref, str]],
    rapport: Kontrollrapport,
    naa: datetime,
) -> None:
    enhet.innsendinger.legg_til(_rad(pakke, sak_id, versjon, naa))
    enhet.innsendinger.legg_til_dokumenter(sak_id, versjon, dokumenter)
    enhet.innsendinger.legg_til_rapport(
        sak_id, versjon, rapport.resultat.value, til_lager(rapport), naa
    )


def _rad(pakke: _Pakke, sak_id: str, versjon: int, naa: datetime) -> Innsendingsrad:
    return Innsendingsrad(
        noekkel=pakke.noekkel,
        sak=sak_id,
        versjon=versjon,
        innhold_sha256=pakke.innhold_sha256,
        soeknad_sha256=pakke.soeknad_sha256,
        mottatt=naa,
    )


def _sha256(innhold: bytes) -> str:
    return hashlib.sha256(innhold).hexdigest()
