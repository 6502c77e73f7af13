"""The check: from the bytes of a submission to the report. Stores nothing, decides nothing.

This is the one pipeline that the command line, the HTTP service and the receipt of an application
share; the date and the map come in as arguments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from byggsak.domain.facts import Gjenstand
from byggsak.domain.kart import Datasett, Kart, KartUtilgjengelig
from byggsak.domain.klassifisering import Kategorisvar, Tiltak
from byggsak.domain.register import Registre
from byggsak.domain.soeknad import Soeknad
from byggsak.facts.assemble import avled, samle
from byggsak.facts.basis import Grunnlag
from byggsak.facts.dispensation import merk
from byggsak.facts.formalia import DISPENSASJONSVEDLEGG
from byggsak.facts.plangrunnlag import planer_i
from byggsak.facts.project import tiltak
from byggsak.geometry.measure import Maalekrav
from byggsak.registre.innebygd import innebygde_registre
from byggsak.registre.oppsett import Registeroppsett, bygg
from byggsak.registre.oppslag import Klokke
from byggsak.rule.catalogue import Katalog
from byggsak.rule.evaluate import evaluer
from byggsak.rule.previous import Tidligere
from byggsak.rule.remembered import Husk
from byggsak.rule.report import Kontrollrapport, Resultat, samlet_resultat, verste
from byggsak.rule.unit import Anker, EnRegel
from byggsak.services.innlesing import (
    LESBAR_PLAN,
    UNDERSKJEMA,
    XML_REGLER,
    Innsending,
    Lest,
    kommunen,
    les_alt,
)
from byggsak.services.klassifisering import MED_TILTAK, kategorisvar, klassifiser, soeknadsvalg
from byggsak.services.vedlegg import SITUASJONSPLAN
from byggsak.xml.inn import les_soeknad

__all__ = [
    "LESBAR_PLAN",
    "SITUASJONSPLAN",
    "UNDERSKJEMA",
    "XML_REGLER",
    "Innsending",
    "Lest",
    "Motor",
    "ankerdatoer",
    "grunnlaget",
    "kontroller",
    "kontroller_lest",
    "les_alt",
    "tidligere",
]


@dataclass(frozen=True, slots=True)
class Motor:
    """Everything that is the same for every check; loaded once per process, never changed.

    `registre` None means the embedded ones: then nothing touches the network.
    """

    katalog: Katalog
    registre: Registre | None = None

    @classmethod
    def last(cls, oppsett: Registeroppsett | None = None, naa: Klokke | None = None) -> Motor:
        """The installed rules; live registers where `oppsett` has an address, timed by `naa`."""
        katalog = Katalog.last()
        if oppsett is None or naa is None:
            return cls(katalog)
        return cls(katalog, bygg(oppsett, naa, katalog.kommuner.values()))


def kontroller(
    motor: Motor,
    innsending: Innsending,
    *,
    kart: Kart | None,
    dato: date,
    kommune: str | None = None,
    datoer: Mapping[Anker, date] | None = None,
    forrige: Tidligere | None = None,
    husk: Husk | None = None,
) -> Kontrollrapport:
    """The whole report on one submission.

    `dato` is the date of receipt and, unless `datoer` says otherwise, of the decision. `kommune`
    is the receiving municipality; without it the one the application names. A map that is missing
    or fails makes what needed it `uavklart`; only the reading of the form itself can end in
    `avvist`. `forrige` (from `tidligere`) is an earlier check of the same application: only what
    its changes touch is asked again, and the report is the same as without. `husk` keeps verdicts
    for a later one in the report's `spor`.
    """
    return kontroller_lest(
        motor,
        les_alt(motor.katalog, innsending, kommune),
        kart=kart,
        datoer=ankerdatoer(dato, datoer),
        forrige=forrige,
        husk=husk,
    )


def ankerdatoer(dato: date, datoer: Mapping[Anker, date] | None = None) -> dict[Anker, date]:
    """The case's anchor dates: receipt and decision on `dato` unless `datoer` says otherwise."""
    return {Anker.SOEKNAD_MOTTATT: dato, Anker.VEDTAK: dato, **(datoer or {})}


def kontroller_lest(
    motor: Motor,
    lest: Lest,
    *,
    kart: Kart | None,
    datoer: Mapping[Anker, date],
    forrige: Tidligere | None = None,
    husk: Husk | None = None,
) -> Kontrollrapport:
    """As `kontroller`, from what has been read (see `ankerdatoer` for `datoer`)."""
    if husk is None and forrige is not None:
        husk = forrige.husk(motor.katalog.pakker)
    soeknad = lest.soeknad
    if soeknad is None:
        return _avvist(motor, lest, datoer)
    grunnlag = grunnlaget(motor, lest, soeknad, kart, datoer)
    gjenstander = samle(grunnlag)
    mottatt = datoer[Anker.SOEKNAD_MOTTATT]
    vurdert: list[tuple[Tiltak, tuple[Kategorisvar, ...]]] = []
    if soeknad.skjema.type.value in MED_TILTAK:
        nummer = lest.kommune.nummer if lest.kommune else None
        vurdert = kategorisvar(motor.katalog, tiltak(grunnlag, gjenstander), mottatt, nummer)
        gjenstander.append(soeknadsvalg(soeknad, vurdert))
    behov: list[Gjenstand] = []

    def utledet(brudd: list[tuple[EnRegel, Gjenstand]]) -> list[Gjenstand]:
        behov.extend(avled(soeknad, brudd, DISPENSASJONSVEDLEGG in grunnlag.vedleggstyper))
        return list(behov)

    rapport = evaluer(
        motor.katalog,
        skjema=soeknad.skjema,
        felt=soeknad.felt,
        gjenstander=gjenstander,
        datoer=datoer,
        kommune=lest.kommune,
        kart=_datasett(kart),
        avled=utledet,
        underskjema=lest.form.underskjema,
        registre=_registrene(motor),
        forrige=forrige,
        husk=husk,
    )
    merket = merk(rapport.funn, behov) if behov else rapport.funn
    resultat = rapport.resultat
    if any(f.dekket for f in merket):
        resultat = samlet_resultat(merket, rapport.dekning)
    funn = (*lest.funn, *merket)
    return replace(
        rapport,
        soeknad=soeknad,
        funn=funn,
        klassifisering=klassifiser(motor.katalog, soeknad, vurdert, funn, mottatt),
        planer=planer_i(gjenstander),
        dekning=(*lest.dekning, *rapport.dekning),
        resultat=verste(resultat, samlet_resultat(lest.funn, lest.dekning)),
    )


def _avvist(motor: Motor, lest: Lest, datoer: Mapping[Anker, date]) -> Kontrollrapport:
    """What cannot be received; a sound subform that came alone is still told what it lacks."""
    alene = lest.form.alene
    if alene is None:
        return Kontrollrapport(
            skjema=lest.skjema,
            datoer=dict(datoer),
            pakker=motor.katalog.pakker,
            resultat=Resultat.AVVIST,
            dekning=lest.dekning,
            funn=lest.funn,
        )
    rapport = evaluer(
        motor.katalog,
        skjema=alene[0],
        felt=alene[1],
        gjenstander=(),
        datoer=datoer,
        kommune=lest.kommune,
        registre=_registrene(motor),
    )
    return replace(
        rapport,
        resultat=Resultat.AVVIST,
        dekning=(*lest.dekning, *rapport.dekning),
        funn=(*lest.funn, *rapport.funn),
    )


def grunnlaget(
    motor: Motor, lest: Lest, soeknad: Soeknad, kart: Kart | None, datoer: Mapping[Anker, date]
) -> Grunnlag:
    """What the facts of a check are gathered from."""
    stedet = lest.kommune
    return Grunnlag(
        soeknad=soeknad,
        vedlegg=lest.vedlegg,
        situasjonsplan=lest.plan,
        kart=kart,
        kommune=stedet,
        registre=_registrene(motor),
        datoer=datoer,
        krav=motor.katalog.parametre.les(
            ("maaling", "felles"),
            Maalekrav,
            datoer[Anker.SOEKNAD_MOTTATT],
            stedet.nummer if stedet else None,
        ),
    )


def tidligere(
    motor: Motor, innsending: Innsending, rapport: Kontrollrapport, kommune: str | None = None
) -> Tidligere | None:
    """An earlier check for `kontroller`: what was delivered then, and its report (the stored one
    will do). None when the form can no longer be read."""
    lest = les_soeknad(innsending.soeknad, innsending.underskjema)
    soeknad = lest.soeknad
    if soeknad is None:
        return None
    stedet = kommunen(motor.katalog, kommune or soeknad.kommunenummer)
    return Tidligere(
        rapport,
        ((soeknad.skjema, soeknad.felt), *lest.underskjema),
        test=stedet is not None and stedet.test,
    )


def _registrene(motor: Motor) -> Registre:
    return motor.registre or innebygde_registre(motor.katalog.kommuner.values())


def _datasett(kart: Kart | None) -> tuple[Datasett, ...]:
    """What the map holds, for the report; a map that does not answer is said by its rules."""
    try:
        return tuple(kart.datasett()) if kart is not None else ()
    except KartUtilgjengelig:
        return ()
