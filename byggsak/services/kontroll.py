"""The check: from the bytes of a submission to the report. Stores nothing, decides nothing.

This is the one pipeline that the command line, the HTTP service and the receipt of an application
share; the date and the map come in as arguments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from byggsak.domain.facts import Sted, Ukjent, ukjent
from byggsak.domain.funn import Alvorlighet, Funn, Utfall
from byggsak.domain.kart import Datasett, Kart, KartUtilgjengelig
from byggsak.domain.kommune import Kommune
from byggsak.domain.register import Registre
from byggsak.domain.situasjonsplan import Situasjonsplan
from byggsak.domain.soeknad import Vedlegg
from byggsak.domain.tekst import Tekst
from byggsak.facts.assemble import avled, samle
from byggsak.facts.basis import Grunnlag
from byggsak.geometry.measure import Maalekrav
from byggsak.geometry.situasjonsplan import (
    SituasjonsplanUleselig,
    les_situasjonsplan,
    ser_ut_som_situasjonsplan,
)
from byggsak.registre.innebygd import innebygde_registre
from byggsak.registre.oppsett import Registeroppsett, bygg
from byggsak.registre.oppslag import Klokke
from byggsak.rule.catalogue import Katalog
from byggsak.rule.evaluate import evaluer
from byggsak.rule.findings import fingeravtrykk
from byggsak.rule.previous import Tidligere
from byggsak.rule.remembered import Husk
from byggsak.rule.report import Dekning, Kontrollrapport, Resultat, samlet_resultat
from byggsak.rule.unit import Anker
from byggsak.services.vedlegg import SITUASJONSPLAN, bedoemt
from byggsak.xml.inn import LestSoeknad, les_soeknad

LESBAR_PLAN = "vedlegg-situasjonsplan-lesbar"
XML_REGLER = ("xml-uleselig", "xml-ukjent-skjema", "xml-skjema")
"""Faults of the main document that end the check: nothing after them can be trusted."""
UNDERSKJEMA = "xml-underskjema"


@dataclass(frozen=True, slots=True)
class Innsending:
    """What a sender delivered: the form, subforms as (file name, bytes), attachments."""

    soeknad: bytes
    filnavn: str = "soeknad.xml"
    underskjema: tuple[tuple[str, bytes], ...] = ()
    vedlegg: tuple[Vedlegg, ...] = ()


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
    if husk is None and forrige is not None:
        husk = forrige.husk(motor.katalog.pakker)
    alle_datoer = {Anker.SOEKNAD_MOTTATT: dato, Anker.VEDTAK: dato, **(datoer or {})}
    lest = les_soeknad(innsending.soeknad, innsending.underskjema)
    xml_dekning = _xml_dekning(lest, bool(innsending.underskjema))
    if lest.soeknad is None or any(f.regel in XML_REGLER for f in lest.funn):
        return Kontrollrapport(
            skjema=lest.skjema,
            datoer=alle_datoer,
            pakker=motor.katalog.pakker,
            resultat=Resultat.AVVIST,
            dekning=tuple(xml_dekning),
            funn=tuple(lest.funn),
        )
    soeknad = lest.soeknad
    stedet = _kommune(motor, kommune or soeknad.kommunenummer)
    vedlegg = tuple(bedoemt(v) for v in innsending.vedlegg)
    plan, plan_funn, plan_dekning = _situasjonsplan(vedlegg, stedet)
    gjenstander = samle(
        Grunnlag(
            soeknad=soeknad,
            vedlegg=vedlegg,
            situasjonsplan=plan,
            kart=kart,
            kommune=stedet,
            datoer=alle_datoer,
            krav=motor.katalog.parametre.les(
                ("maaling", "felles"), Maalekrav, dato, stedet.nummer if stedet else None
            ),
        )
    )
    rapport = evaluer(
        motor.katalog,
        skjema=soeknad.skjema,
        felt=soeknad.felt,
        gjenstander=gjenstander,
        datoer=alle_datoer,
        kommune=stedet,
        kart=_datasett(kart),
        avled=partial(avled, soeknad),
        underskjema=lest.underskjema,
        registre=motor.registre or innebygde_registre(motor.katalog.kommuner.values()),
        forrige=forrige,
        husk=husk,
    )
    funn = (*lest.funn, *plan_funn, *rapport.funn)
    dekning = (*xml_dekning, *plan_dekning, *rapport.dekning)
    return replace(
        rapport,
        soeknad=soeknad,
        funn=funn,
        dekning=dekning,
        resultat=samlet_resultat(funn, dekning),
    )


def tidligere(
    motor: Motor, innsending: Innsending, rapport: Kontrollrapport, kommune: str | None = None
) -> Tidligere | None:
    """An earlier check for `kontroller`: what was delivered then, and its report (the stored one
    will do). None when the form can no longer be read."""
    soeknad = les_soeknad(innsending.soeknad, innsending.underskjema).soeknad
    if soeknad is None:
        return None
    stedet = _kommune(motor, kommune or soeknad.kommunenummer)
    return Tidligere(
        rapport,
        ((soeknad.skjema, soeknad.felt),),
        test=stedet is not None and stedet.test,
    )


def _kommune(motor: Motor, nummer: str | None) -> Kommune | None:
    return motor.katalog.kommune(nummer) if nummer else None


def _datasett(kart: Kart | None) -> tuple[Datasett, ...]:
    """What the map holds, for the report; a map that does not answer is said by its rules."""
    try:
        return tuple(kart.datasett()) if kart is not None else ()
    except KartUtilgjengelig:
        return ()


def _xml_dekning(lest: LestSoeknad, har_underskjema: bool) -> list[Dekning]:
    """The reading of the XML in the certificate: every step is named, also those not reached."""
    dekning: list[Dekning] = []
    stoppet = False
    for regel in (*XML_REGLER, UNDERSKJEMA):
        antall = sum(f.regel == regel for f in lest.funn)
        if antall:
            dekning.append(Dekning(regel, Utfall.BRUTT, antall))
            stoppet = regel in XML_REGLER
        elif stoppet and regel != UNDERSKJEMA:
            dekning.append(Dekning(regel, Utfall.IKKE_AKTUELL, 1, _IKKE_NAADD))
        elif regel == UNDERSKJEMA and not har_underskjema:
            dekning.append(Dekning(regel, Utfall.IKKE_AKTUELL, 1, _INGEN_UNDERSKJEMA))
        else:
            dekning.append(Dekning(regel, Utfall.OPPFYLT, 1))
    return dekning


def _situasjonsplan(
    vedlegg: Sequence[Vedlegg], kommune: Kommune | None
) -> tuple[Situasjonsplan | Ukjent, list[Funn], list[Dekning]]:
    """The digital situation plan among the attachments, or why there is none.

    A plan that cannot be read is a finding of its own and makes the rest `uavklart`; it is never
    repaired, and the application stands.
    """
    planer = [v for v in vedlegg if v.type == SITUASJONSPLAN]
    digitale = [v for v in planer if v.innhold is not None and ser_ut_som_situasjonsplan(v.innhold)]
    if not digitale:
        if any(not v.sha256 for v in planer):
            grunn = _PLAN_IKKE_SENDT
        else:
            grunn = _PLAN_IKKE_DIGITAL if planer else _PLAN_MANGLER
        dekning = Dekning(LESBAR_PLAN, Utfall.IKKE_AKTUELL, 1, grunn)
        return ukjent(_PLANEN, grunn), [], [dekning]
    valgt = digitale[0]
    try:
        plan = les_situasjonsplan(valgt.innhold or b"", valgt.filnavn, kommune)
    except SituasjonsplanUleselig as feil:
        funn = Funn(
            regel=LESBAR_PLAN,
            utfall=Utfall.BRUTT,
            alvorlighet=Alvorlighet.ADVARSEL,
            melding=feil.melding,
            raad=_RETT_PLANEN,
            gjelder=valgt.filnavn,
            sted=replace(feil.sted, dokument=valgt.filnavn) if feil.sted else Sted(),
            fingeravtrykk=fingeravtrykk(LESBAR_PLAN, valgt.filnavn),
        )
        grunn = Tekst(
            f"situasjonsplanen kan ikke leses: {feil.melding.nb}",
            f"situasjonsplanen kan ikkje lesast: {feil.melding.nn}",
            f"the situation plan cannot be read: {feil.melding.en}",
        )
        return ukjent(_PLANEN, grunn), [funn], [Dekning(LESBAR_PLAN, Utfall.BRUTT, 1)]
    return plan, [], [Dekning(LESBAR_PLAN, Utfall.OPPFYLT, 1)]


_PLANEN = Tekst("situasjonsplanen", "situasjonsplanen", "the situation plan")
_PLAN_MANGLER = Tekst(
    "situasjonsplan i digital form er ikke vedlagt (vedleggstype Situasjonsplan)",
    "situasjonsplan i digital form er ikkje lagd ved (vedleggstype Situasjonsplan)",
    "no digital situation plan is attached (attachment type Situasjonsplan)",
)
_PLAN_IKKE_DIGITAL = Tekst(
    "den vedlagte situasjonsplanen er ikke digital (situasjonsplan v1 som GML eller JSON-FG)",
    "den vedlagde situasjonsplanen er ikkje digital (situasjonsplan v1 som GML eller JSON-FG)",
    "the attached situation plan is not digital (situasjonsplan v1 as GML or JSON-FG)",
)
_PLAN_IKKE_SENDT = Tekst(
    "situasjonsplanen er bare oppgitt med navn; innholdet er ikke sendt med",
    "situasjonsplanen er berre oppgitt med namn; innhaldet er ikkje sendt med",
    "the situation plan is given by name only; its content was not sent",
)
_RETT_PLANEN = Tekst(
    "Rett situasjonsplanen og send den på nytt; byggsak retter den aldri selv.",
    "Rett situasjonsplanen og send han på nytt; byggsak rettar han aldri sjølv.",
    "Correct the situation plan and send it again; byggsak never repairs it.",
)
_IKKE_NAADD = Tekst(
    "dokumentet ble avvist før dette steget",
    "dokumentet vart avvist før dette steget",
    "the document was rejected before this step",
)
_INGEN_UNDERSKJEMA = Tekst("ingen underskjema", "ingen underskjema", "no subforms")
