"""Ways out of what a check found: proposed, run through every rule again, and only then offered.

A way out is a changed input (a moved building, a later day of receipt, one more attachment), never
a changed rule. The whole check is made of the changed application, by the same rule packages on the
same map; one that leaves the finding, breaks something else, or makes something undecided that was
not, is dropped without a word.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from byggsak.domain.facts import Gjenstand, UkjentFaktum
from byggsak.domain.funn import Funn, Utfall
from byggsak.domain.kart import Kart
from byggsak.domain.situasjonsplan import Situasjonsplan
from byggsak.domain.soeknad import Soeknad
from byggsak.domain.utvei import Etterproeving, Utvei, Utveislag
from byggsak.facts.assemble import avled, samle
from byggsak.geometry.errors import KoordinatsystemAvvist
from byggsak.geometry.measure import MaalingFeilet
from byggsak.geometry.measure_crs import i_system
from byggsak.rule.evaluate import evaluer
from byggsak.rule.report import Kontrollrapport, Resultat
from byggsak.services.innlesing import Innsending, Lest, les_alt, situasjonsplanen
from byggsak.services.kontroll import Motor, ankerdatoer, grunnlaget, kontroller_lest
from byggsak.services.vedlegg import SITUASJONSPLAN
from byggsak.utvei.dispensasjon import dispensasjoner
from byggsak.utvei.flytt import flyttinger
from byggsak.utvei.kutt import kutt, rettelser
from byggsak.utvei.sammenlign import loest, snudd, uten_svar, verre
from byggsak.utvei.senk import senkinger
from byggsak.utvei.tabell import Soek, tabellen
from byggsak.utvei.utkast import Forslag, Sak, TomtForProever, Utkast
from byggsak.utvei.varsel import ventinger
from byggsak.utvei.vedlegg import vedleggene

log = logging.getLogger(__name__)

_SOEK: Final[Mapping[Utveislag, Callable[[Sak, Sequence[Funn]], Iterable[Forslag]]]] = {
    Utveislag.FLYTT: flyttinger,
    Utveislag.SENK: senkinger,
    Utveislag.KUTT: kutt,
    Utveislag.VENT: ventinger,
    Utveislag.LEGG_VED: vedleggene,
    Utveislag.RETT_TALL: rettelser,
    Utveislag.SOEK_DISPENSASJON: dispensasjoner,
}


def finn_utveier(
    motor: Motor,
    innsending: Innsending,
    *,
    kart: Kart | None,
    dato: date,
    kommune: str | None = None,
    rapport: Kontrollrapport | None = None,
) -> tuple[Utvei, ...]:
    """Every way out that holds, in the order of the table in `byggsak.utvei`.

    `rapport` is the check of the same submission with the same arguments, when it is made already;
    one that found nothing broken costs nothing. An empty answer means that no change was found
    within the limits of the table, not that there is none.
    """
    if rapport is not None and not _aapne(rapport):
        return ()
    lest = les_alt(motor.katalog, innsending, kommune)
    return utveier_for(motor, lest, kart=kart, dato=dato, rapport=rapport)


def utveier_for(
    motor: Motor,
    lest: Lest,
    *,
    kart: Kart | None,
    dato: date,
    rapport: Kontrollrapport | None = None,
) -> tuple[Utvei, ...]:
    """As `finn_utveier`, from a submission that has been read."""
    soeknad = lest.soeknad
    if soeknad is None:
        return ()
    if rapport is None:
        rapport = kontroller_lest(motor, lest, kart=kart, datoer=ankerdatoer(dato))
    aapne = _aapne(rapport)
    if rapport.resultat is Resultat.AVVIST or not aapne:
        return ()
    return _Arbeid(motor, lest, soeknad, kart, dato, rapport).finn(aapne)


def _aapne(rapport: Kontrollrapport) -> dict[Utveislag, list[Funn]]:
    """Broken findings by what could be changed about them."""
    aapne: dict[Utveislag, list[Funn]] = {}
    for funn in rapport.funn:
        if funn.utfall is Utfall.BRUTT:
            for slag in tabellen().slag(funn.regel):
                aapne.setdefault(slag, []).append(funn)
    return aapne


class _Arbeid:
    """The search on one application, with what is left of its tries."""

    def __init__(
        self,
        motor: Motor,
        lest: Lest,
        soeknad: Soeknad,
        kart: Kart | None,
        dato: date,
        rapport: Kontrollrapport,
    ) -> None:
        self.motor, self.lest, self.kart, self.dato = motor, lest, kart, dato
        self.rapport = rapport
        self.soek: Soek = tabellen().soek
        self.proever_igjen = self.soek.flest_proever
        self.kontroller_igjen = self.soek.flest_kontroller
        plan = lest.plan
        if isinstance(plan, Situasjonsplan) and kart is not None:
            try:
                plan = i_system(plan, kart.epsg)
            except KoordinatsystemAvvist:
                log.info("no ways out on the ground: the plan is in another system")
        self.utkast = Utkast(soeknad, plan, lest.vedlegg, dato)

    def finn(self, aapne: Mapping[Utveislag, Sequence[Funn]]) -> tuple[Utvei, ...]:
        grunnlag = grunnlaget(
            self.motor, self.lest, self.utkast.soeknad, self.kart, ankerdatoer(self.dato)
        )
        plan = self.utkast.situasjonsplan
        sak = Sak(
            utkast=self.utkast,
            foer=self._proev(self.utkast),
            gjenstander=samle(grunnlag),
            maalekrav=grunnlag.krav,
            soek=self.soek,
            proev=self._proev,
            krav=self._krav,
            vurder=self._vurder,
            epsg=plan.epsg if isinstance(plan, Situasjonsplan) else None,
        )
        funnet: list[Utvei] = []
        for slag, soek in _SOEK.items():
            try:
                for forslag in soek(sak, aapne.get(slag, ())) if aapne.get(slag) else ():
                    if (utvei := self._bekreftet(sak, forslag)) is not None:
                        funnet.append(utvei)
            except MaalingFeilet as feil:
                log.error("the search for «%s» could not measure: %s", slag, feil)
        return tuple(funnet)

    def _bekreftet(self, sak: Sak, forslag: Forslag) -> Utvei | None:
        """The whole check of the changed application; None when it does not hold."""
        if self.kontroller_igjen <= 0:
            return None
        self.kontroller_igjen -= 1
        lest = self._lest(forslag.utkast)
        etter = kontroller_lest(
            self.motor, lest, kart=self.kart, datoer=ankerdatoer(forslag.utkast.mottatt)
        )
        foer = self.rapport
        if (
            not loest(forslag.funn, foer, etter)
            or verre(foer, etter, forslag.nye_filer)
            or (not forslag.nye_filer and uten_svar(foer, etter))
        ):
            log.info("a way out (%s) did not hold", forslag.slag)
            return None
        return Utvei(
            slag=forslag.slag,
            funn=_med_dispensasjon(forslag.funn, foer, etter),
            tekst=forslag.tekst,
            tall=forslag.tall,
            kontrollert=Etterproeving(
                resultat_foer=foer.resultat.value,
                resultat_etter=etter.resultat.value,
                snudd=snudd(foer, etter),
                pakker=tuple(p.sha256 for p in etter.pakker),
                svar=sum(etter.antall.values()),
            ),
            geometri=forslag.geometri,
            fra=forslag.fra,
            epsg=sak.epsg if forslag.geometri is not None else None,
        )

    def _proev(self, utkast: Utkast) -> Kontrollrapport:
        """Every rule, none of the field tables: they read the form alone."""
        if self.proever_igjen <= 0:
            raise TomtForProever
        self.proever_igjen -= 1
        datoer = ankerdatoer(utkast.mottatt)
        lest = replace(
            self.lest, soeknad=utkast.soeknad, vedlegg=utkast.vedlegg, plan=utkast.situasjonsplan
        )
        return evaluer(
            self.motor.katalog,
            skjema=replace(utkast.soeknad.skjema, navn=""),
            felt=utkast.soeknad.felt,
            gjenstander=samle(grunnlaget(self.motor, lest, utkast.soeknad, self.kart, datoer)),
            datoer=datoer,
            kommune=self.lest.kommune,
            avled=partial(avled, utkast.soeknad),
        )

    def _lest(self, utkast: Utkast) -> Lest:
        """The submission as it would have been read had it been delivered so."""
        lest = replace(self.lest, soeknad=utkast.soeknad, vedlegg=utkast.vedlegg)
        if utkast.situasjonsplan is not self.utkast.situasjonsplan:
            return replace(lest, plan=utkast.situasjonsplan)
        nye = utkast.vedlegg[len(self.utkast.vedlegg) :]
        if any(v.type == SITUASJONSPLAN for v in nye):
            plan, funn, dekning = situasjonsplanen(utkast.vedlegg, lest.kommune)
            egne = {d.regel for d in dekning}
            return replace(
                lest,
                plan=plan,
                funn=(*(f for f in lest.funn if f.regel not in egne), *funn),
                dekning=(*(d for d in lest.dekning if d.regel not in egne), *dekning),
            )
        return lest

    def _krav(self, regel: str) -> Any:
        nummer = self.lest.kommune.nummer if self.lest.kommune is not None else None
        katalog = self.motor.katalog
        return katalog.krav(katalog.regel(regel, self.dato), self.dato, nummer)

    def _vurder(self, regel: str, gjenstand: Gjenstand) -> bool:
        """Whether the rule is met."""
        try:
            svar = self.motor.katalog.regel(regel, self.dato).vurder(gjenstand, self._krav(regel))
        except UkjentFaktum:
            return False
        return svar.utfall is Utfall.OPPFYLT


def _med_dispensasjon(
    maal: Sequence[Funn], foer: Kontrollrapport, etter: Kontrollrapport
) -> tuple[str, ...]:
    """The findings solved, and those that followed from them: no dispensation is needed from a rule
    that is met."""
    navn = {": ".join(filter(None, [f.regel, f.gjelder])) for f in maal}
    igjen = {f.fingeravtrykk for f in etter.funn}
    fulgte = [f for f in foer.funn if f.gjelder in navn and f.fingeravtrykk not in igjen]
    return tuple(dict.fromkeys(f.fingeravtrykk for f in (*maal, *fulgte)))


__all__ = ["finn_utveier", "utveier_for"]
