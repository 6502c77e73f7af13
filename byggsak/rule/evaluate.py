"""The engine: asks every rule in force about everything it is about, and accounts for all of it.

Loops belong here, not in rules. An unknown fact makes the verdict `uavklart` with its reason; a
rule that crashes is `uavklart` with an alarm. Neither is ever skipped, and neither is ever green.
"""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

import structlog

from byggsak.domain.facts import Gjenstand, UkjentFaktum
from byggsak.domain.felt import Felt
from byggsak.domain.funn import Funn, Utfall
from byggsak.domain.kart import Datasett
from byggsak.domain.kommune import Kommune
from byggsak.domain.nabovarsel import Dispensasjonsbehov
from byggsak.domain.register import INGEN_REGISTRE, Registre
from byggsak.domain.soeknad import Skjema
from byggsak.domain.tekst import Tekst
from byggsak.rule.account import Regnskap
from byggsak.rule.catalogue import Katalog
from byggsak.rule.fields import Radsvar, proev_rader
from byggsak.rule.findings import feltfunn, fingeravtrykk, regelfunn
from byggsak.rule.previous import Radfoer, Skjemafoer, Tidligere, felter_igjen, par
from byggsak.rule.reasons import (
    GJELDER_IKKE_SOEKNADSTYPEN,
    INGENTING_AA_SPOERRE_OM,
    REGELEN_KRASJET,
    UKJENT_ANKERDATO,
)
from byggsak.rule.remembered import Husk
from byggsak.rule.report import Kontrollrapport, samlet_resultat
from byggsak.rule.tables import Feltsett
from byggsak.rule.unit import Anker, EnRegel
from byggsak.rule.verdict import Vurdering, uavklart
from byggsak.rule.versions import Gjeldende, versjon

Avled = Callable[[list[tuple[EnRegel, Gjenstand]]], list[Gjenstand]]
"""Broken rules that need a dispensation -> what the rules of the second phase are asked about."""

AVLEDEDE: Final = (Dispensasjonsbehov,)
"""What depends on other rules' verdicts; rules about these are asked last."""

__all__ = ["AVLEDEDE", "Avled", "evaluer", "fingeravtrykk"]

log = structlog.get_logger(__name__)


def evaluer(
    katalog: Katalog,
    *,
    skjema: Skjema,
    felt: Felt,
    gjenstander: Iterable[Gjenstand],
    datoer: Mapping[Anker, date],
    kommune: Kommune | None,
    kart: Sequence[Datasett] = (),
    avled: Avled | None = None,
    underskjema: Sequence[tuple[Skjema, Felt]] = (),
    registre: Registre = INGEN_REGISTRE,
    forrige: Tidligere | None = None,
    husk: Husk | None = None,
) -> Kontrollrapport:
    """Every rule in force and every row of the form's field tables, with the verdict of each.

    `datoer` are the case's anchor dates; a Gjenstand's own `ankerdatoer` go before them. `avled`
    makes the things of the second phase from the broken rules that need a dispensation.
    `kommune` None (the application names none) means national numbers only. `underskjema` are
    asked about by the field tables of their own forms. `registre` are what field rows look up in;
    rows about a register that is not there are `ikke_aktuell`, with that reason.

    `forrige` is an earlier check of the same form: only rows that read something that has changed
    are asked again. `husk` keeps the rules' verdicts, and gives those of an earlier check back.
    The report is the same with and without.
    """
    maskin = _Motor(katalog, skjema, datoer, kommune, registre, husk)
    for et_skjema, rot, foer in par(((skjema, felt), *underskjema), forrige, katalog.pakker):
        maskin.felter(et_skjema, rot, foer)
    etter_type = _etter_type(gjenstander)
    andre_fase: list[Gjeldende] = []
    for gjeldende in katalog.gjeldende(datoer):
        type_ = gjeldende.versjoner[0].gjelder
        if issubclass(type_, AVLEDEDE):
            andre_fase.append(gjeldende)
        else:
            maskin.regel(gjeldende, etter_type.get(type_, ()))
    if andre_fase:
        maskin.andre_fase(andre_fase, etter_type, avled)
    dekning = maskin.regnskap.dekning()
    funn = tuple(maskin.funn)
    return Kontrollrapport(
        skjema=skjema,
        datoer=dict(datoer),
        pakker=katalog.pakker,
        kart=tuple(kart),
        resultat=samlet_resultat(funn, dekning),
        dekning=dekning,
        funn=funn,
        spor={} if husk is None else husk.spor,
    )


class _Motor:
    """One evaluation as it goes."""

    def __init__(
        self,
        katalog: Katalog,
        skjema: Skjema,
        datoer: Mapping[Anker, date],
        kommune: Kommune | None,
        registre: Registre,
        husk: Husk | None = None,
    ) -> None:
        self.husk = husk
        self.katalog = katalog
        self.skjema = skjema
        self.datoer = datoer
        self.registre = registre
        self.kommunenummer = kommune.nummer if kommune is not None else None
        self.test = kommune is not None and kommune.test
        self.regnskap = Regnskap()
        self.funn: list[Funn] = []
        self.brudd: list[tuple[EnRegel, Gjenstand]] = []
        self.avtrykk: defaultdict[str, int] = defaultdict(int)
        self.sist_krav: tuple[EnRegel, date, Any] | None = None

    def felter(self, skjema: Skjema, rot: Felt, foer: Skjemafoer | None = None) -> None:
        mottatt = self.datoer.get(Anker.SOEKNAD_MOTTATT)
        sett = self.katalog.felter(skjema.navn, skjema.versjon, mottatt)
        alarm = False
        if foer is not None and mottatt is not None and self._felter_igjen(sett, rot, foer):
            return
        if mottatt is None:
            svar = _alle_uavklart(sett, rot, UKJENT_ANKERDATO[Anker.SOEKNAD_MOTTATT])
        else:
            try:
                svar = proev_rader(sett, rot, self.test, mottatt, self.registre)
            except Exception as feil:  # noqa: BLE001 - uavklart with an alarm, never silence
                _logg_krasj(f"felter:{skjema.navn}", feil)
                svar, alarm = _alle_uavklart(sett, rot, REGELEN_KRASJET), True
        linjer = self.regnskap.linjer
        for rad in svar:
            linje = rad[0].linje if len(rad) == 1 and not alarm else None
            if linje is None:
                self._rad(rad, alarm)
            elif (noekkel := (linje.regel, linje.utfall)) in linjer:
                self.regnskap.ferdig(linje)
            else:  # hundreds of times for every form: not worth a call
                linjer[noekkel] = linje

    def _rad(self, svar: Sequence[Radsvar], alarm: bool = False) -> None:
        """The answers of one row; nearly always the same one for every instance."""
        ett = svar[0]
        if ett.utfall not in _GIR_FUNN and svar.count(ett) == len(svar):
            self.regnskap.foer(ett.rad.id, ett.utfall, ett.grunn, alarm, len(svar))
            return
        for ett in svar:
            self.regnskap.foer(ett.rad.id, ett.utfall, ett.grunn, alarm)
            if ett.utfall in _GIR_FUNN:
                self._legg_til(feltfunn(ett))

    def _felter_igjen(self, sett: Feltsett, rot: Felt, foer: Skjemafoer) -> bool:
        """Only the rows that may answer otherwise; whether it could be done."""
        mottatt = self.datoer[Anker.SOEKNAD_MOTTATT]
        gammelt = self.katalog.felter(foer.skjema.navn, foer.skjema.versjon, foer.mottatt)
        if gammelt is not sett or foer.test is not self.test:
            return False
        try:
            igjen = felter_igjen(sett, rot, foer, self.test, mottatt, self.registre)
        except Exception as feil:  # noqa: BLE001 - all rows are asked instead, which tells of it
            _logg_krasj(f"felter_igjen:{foer.skjema.navn}", feil)
            return False
        for rad in igjen:
            if isinstance(rad, Radfoer):
                self.regnskap.gjenta(rad.dekning)
                for funn in rad.funn:
                    self._legg_til(funn)
                continue
            self._rad(rad)
        return True

    def regel(self, gjeldende: Gjeldende, gjenstander: Sequence[Gjenstand]) -> None:
        """One rule, through its versions, about everything it is about."""
        versjoner, felles = gjeldende
        if not gjenstander:
            if felles.regel is not None:
                grunn = self._grunn_uten_gjenstand(felles.regel)
                self.regnskap.foer(felles.regel.id, Utfall.IKKE_AKTUELL, grunn)
            return
        sett_utenfor: set[int] = set()
        for gjenstand in gjenstander:
            egne = gjenstand.ankerdatoer
            regel, dato = versjon(versjoner, self.datoer, egne) if egne else felles
            if regel is None:
                continue  # no version is in force on the date: not a rule in force
            if self.skjema.type not in regel.soeknadstyper:
                if id(regel) not in sett_utenfor:
                    sett_utenfor.add(id(regel))
                    self.regnskap.foer(regel.id, Utfall.IKKE_AKTUELL, GJELDER_IKKE_SOEKNADSTYPEN)
            elif dato is None:
                self._foer(regel, gjenstand, uavklart(UKJENT_ANKERDATO[regel.anker]))
            else:
                self._spoer(regel, gjenstand, dato)

    def andre_fase(
        self,
        regler: Sequence[Gjeldende],
        etter_type: Mapping[type[Gjenstand], list[Gjenstand]],
        avled: Avled | None,
    ) -> None:
        avledede: dict[type[Gjenstand], list[Gjenstand]] = {}
        kunne_ikke = False
        if avled is not None and self.brudd:
            try:
                avledede = _etter_type(avled(list(self.brudd)))
            except Exception as feil:  # noqa: BLE001 - what depended on it becomes uavklart
                _logg_krasj("avled", feil)
                kunne_ikke = True
        for gjeldende in regler:
            type_ = gjeldende.versjoner[0].gjelder
            if kunne_ikke and (regel := gjeldende.versjon.regel):
                self._foer(regel, Gjenstand(), uavklart(REGELEN_KRASJET), alarm=True)
                continue
            self.regel(gjeldende, [*etter_type.get(type_, []), *avledede.get(type_, [])])

    def _spoer(self, regel: EnRegel, gjenstand: Gjenstand, dato: date) -> None:
        alarm = False
        try:
            krav = self._krav(regel, dato)
            if self.husk is None:
                vurdering = regel.vurder(gjenstand, krav)
            else:
                vurdering = self.husk.vurder(regel, krav, gjenstand)
            if not isinstance(vurdering, Vurdering):
                raise TypeError(f"a rule answers Vurdering, not {type(vurdering).__name__}")
            funn = regelfunn(regel, gjenstand, vurdering) if vurdering.utfall in _GIR_FUNN else None
        except UkjentFaktum as ukjent:
            vurdering, funn = uavklart(ukjent.ukjent.grunntekst), None
        except Exception as feil:  # noqa: BLE001 - a crash is uavklart with an alarm, never silence
            _logg_krasj(regel.id, feil)
            vurdering, funn, alarm = uavklart(REGELEN_KRASJET), None, True
        self._foer(regel, gjenstand, vurdering, alarm=alarm, funn=funn)
        if vurdering.utfall is Utfall.BRUTT and regel.krever_dispensasjon is not None:
            self.brudd.append((regel, gjenstand))

    def _krav(self, regel: EnRegel, dato: date) -> Any:
        """A rule is asked about many things in a row, by the same numbers."""
        sist = self.sist_krav
        if sist is None or sist[0] is not regel or sist[1] != dato:
            krav = self.katalog.parametre.krav(regel, dato, self.kommunenummer)
            sist = self.sist_krav = (regel, dato, krav)
        return sist[2]

    def _foer(
        self,
        regel: EnRegel,
        gjenstand: Gjenstand,
        vurdering: Vurdering,
        *,
        alarm: bool = False,
        funn: Funn | None = None,
    ) -> None:
        self.regnskap.foer(regel.id, vurdering.utfall, vurdering.grunn, alarm)
        if vurdering.utfall in _GIR_FUNN:
            self._legg_til(funn or regelfunn(regel, gjenstand, vurdering))

    def _legg_til(self, funn: Funn) -> None:
        """Two findings that look alike get fingerprints of their own, in order."""
        nr = self.avtrykk[funn.fingeravtrykk]
        self.avtrykk[funn.fingeravtrykk] += 1
        if nr:
            funn = replace(funn, fingeravtrykk=fingeravtrykk(funn.fingeravtrykk, str(nr)))
        self.funn.append(funn)

    def _grunn_uten_gjenstand(self, regel: EnRegel) -> Tekst:
        if self.skjema.type not in regel.soeknadstyper:
            return GJELDER_IKKE_SOEKNADSTYPEN
        return INGENTING_AA_SPOERRE_OM


def _etter_type(gjenstander: Iterable[Gjenstand]) -> dict[type[Gjenstand], list[Gjenstand]]:
    """Each thing under its class and every class above it."""
    etter_type: dict[type[Gjenstand], list[Gjenstand]] = {}
    for gjenstand in gjenstander:
        klasse: Any = type(gjenstand)
        for type_ in _slag(klasse):
            etter_type.setdefault(type_, []).append(gjenstand)
    return etter_type


@lru_cache(maxsize=256)
def _slag(type_: type[Any]) -> tuple[type[Gjenstand], ...]:
    return tuple(over for over in type_.__mro__ if issubclass(over, Gjenstand))


def _alle_uavklart(sett: Feltsett, rot: Felt, grunn: Tekst) -> list[Sequence[Radsvar]]:
    return [[Radsvar(rad, Utfall.UAVKLART, grunn, rot.sted)] for rad in sett.rader]


def _logg_krasj(regel: str, feil: Exception) -> None:
    """Rule, type and where: never the message, which may hold what the applicant wrote."""
    spor = [f"{r.filename}:{r.lineno} {r.name}" for r in traceback.extract_tb(feil.__traceback__)]
    log.error("rule_crashed", regel=regel, feil=type(feil).__name__, spor=spor)


_GIR_FUNN: Final = frozenset({Utfall.BRUTT, Utfall.UAVKLART})
