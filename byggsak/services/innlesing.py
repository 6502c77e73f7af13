"""Reading a submission: its bytes become the values that the rules are asked about.

What could not be read is a finding here, and a line of the certificate; nothing is repaired.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from byggsak.domain.facts import Sted, Ukjent, ukjent
from byggsak.domain.felt import Felt
from byggsak.domain.funn import Alvorlighet, Funn, Utfall
from byggsak.domain.kommune import Kommune
from byggsak.domain.situasjonsplan import Situasjonsplan
from byggsak.domain.soeknad import Skjema, Soeknad, Vedlegg
from byggsak.domain.tekst import Tekst
from byggsak.geometry.situasjonsplan import (
    SituasjonsplanUleselig,
    les_situasjonsplan,
    ser_ut_som_situasjonsplan,
)
from byggsak.rule.catalogue import Katalog
from byggsak.rule.findings import fingeravtrykk
from byggsak.rule.report import Dekning
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
class Lest:
    """A submission as read, and what was wrong with reading it.

    `soeknad` is None when the form cannot be trusted: then there is nothing to ask the rules about.
    `plan` is the digital situation plan, or why there is none.
    """

    form: LestSoeknad
    soeknad: Soeknad | None
    kommune: Kommune | None
    vedlegg: tuple[Vedlegg, ...]
    plan: Situasjonsplan | Ukjent
    funn: tuple[Funn, ...]
    dekning: tuple[Dekning, ...]

    @property
    def skjema(self) -> Skjema | None:
        return self.form.skjema


def les_alt(katalog: Katalog, innsending: Innsending, kommune: str | None) -> Lest:
    """Everything that was delivered, read once. `kommune` is the receiving municipality; without
    it the one the application names."""
    form = les_soeknad(innsending.soeknad, innsending.underskjema)
    xml_dekning = _xml_dekning(form, bool(innsending.underskjema))
    soeknad = form.soeknad
    if soeknad is None or any(f.regel in XML_REGLER for f in form.funn):
        nummer = kommune or (_kommunenummer(form.alene[1]) if form.alene else None)
        stedet = kommunen(katalog, nummer)
        return Lest(form, None, stedet, (), _ULEST, tuple(form.funn), tuple(xml_dekning))
    stedet = kommunen(katalog, kommune or soeknad.kommunenummer)
    vedlegg = tuple(bedoemt(v) for v in innsending.vedlegg)
    plan, plan_funn, plan_dekning = situasjonsplanen(vedlegg, stedet)
    return Lest(
        form=form,
        soeknad=soeknad,
        kommune=stedet,
        vedlegg=vedlegg,
        plan=plan,
        funn=(*form.funn, *plan_funn),
        dekning=(*xml_dekning, *plan_dekning),
    )


def _kommunenummer(rot: Felt) -> str | None:
    return next((felt.tekst for felt in rot if felt.navn == "kommunenummer"), None)


def kommunen(katalog: Katalog, nummer: str | None) -> Kommune | None:
    return katalog.kommune(nummer) if nummer else None


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


def situasjonsplanen(
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
_ULEST = Ukjent(_PLANEN, _IKKE_NAADD)
