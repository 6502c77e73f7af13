"""The site put together once: own ground, neighbours, buildings, plans; or why it cannot be."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from byggsak.domain.facts import Sted, Ukjent
from byggsak.domain.kart import KartUtilgjengelig
from byggsak.domain.situasjonsplan import Bygning, Situasjonsplan
from byggsak.domain.tekst import Tekst
from byggsak.facts import reasons
from byggsak.facts.basis import Grunnlag
from byggsak.facts.mapview import (
    Noekkel,
    Plan,
    Teig,
    Utsnitt,
    byggegrenselinjer,
    hent,
    noekkel,
    numre,
    skriv_nummer,
)
from byggsak.facts.utelatt import plangrunn, teiggrunn
from byggsak.geometry.errors import KoordinatsystemAvvist
from byggsak.geometry.measure import (
    Form,
    Linje,
    Maalekrav,
    form,
    geojson,
    kartform,
    union,
)
from byggsak.geometry.measure_crs import i_system
from byggsak.geometry.measure_property import Grensebilde, grensebilde, sammenhengende, under

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class NyttBygg:
    """A building of the project that is not demolished; `skrog` is everything of it that stands up
    from the ground, terraces left out when they lie low."""

    bygning: Bygning
    fotavtrykk: Form
    skrog: Form


@dataclass(frozen=True, eq=False)
class Tomt:
    """The site. A reason (`…_grunn`) stands where something could not be known."""

    grunnlag: Grunnlag
    plan: Situasjonsplan | None
    plan_grunn: Tekst | None
    kart_grunn: Tekst | None
    eiendom_grunn: Tekst | None
    plankart_grunn: Tekst | None
    epsg: int | None
    egne: tuple[Teig, ...] = ()
    naboteiger: tuple[Teig, ...] = ()
    utsnitt: Utsnitt = field(default_factory=Utsnitt)
    nye: tuple[NyttBygg, ...] = ()

    @property
    def krav(self) -> Maalekrav:
        return self.grunnlag.krav

    @cached_property
    def grunn(self) -> list[Form]:
        """The connected pieces of own ground."""
        return sammenhengende([t.flate for t in self.egne], self.krav)

    @cached_property
    def naboer(self) -> Mapping[tuple[Noekkel, ...], list[Teig]]:
        """Neighbouring properties by their numbers, each with the parcels that touch own ground."""
        samlet: dict[tuple[Noekkel, ...], list[Teig]] = {}
        bilder = [self.grensebilde(g) for g in self.grunn]
        for nr, teig in enumerate(self.naboteiger):
            if any(bilde.forhold[nr] is not None for bilde in bilder):
                samlet.setdefault(teig.numre, []).append(teig)
        return samlet

    def grensebilde(self, grunn: Form) -> Grensebilde:
        """The boundary of the ground towards every one of `naboteiger`, in their order."""
        return grensebilde(grunn, tuple(t.flate for t in self.naboteiger), self.krav)

    @cached_property
    def byggegrenser(self) -> list[tuple[Plan, str, Linje]]:
        """Building lines of the plans in force, where those plans govern."""
        return [
            (plan, navn, linje)
            for plan in (*self.utsnitt.planer, *self.utsnitt.kommuneplaner)
            for navn, linje in byggegrenselinjer(plan)
            if linje.intersects(plan.gjelder)
        ]

    def paa(self, bygg: Form) -> list[Form]:
        """The pieces of own ground that the building stands on."""
        funnet = self._paa.get(bygg)
        if funnet is None:
            funnet = self._paa[bygg] = under(self.grunn, [bygg], self.krav)
        return funnet

    @cached_property
    def _paa(self) -> dict[Form, list[Form]]:
        return {}  # asked by every kind of thing

    def planer_under(self, flate: Form) -> list[Plan]:
        """Plans in force that cover any of the area, newest first, governing there or not: the
        reguleringsplaner; where there is none, the kommuneplan."""
        regulering = [p for p in self.utsnitt.planer if p.omraade.intersects(flate)]
        return regulering or [p for p in self.utsnitt.kommuneplaner if p.omraade.intersects(flate)]

    def sted(self, gml_id: str | None, linje: int | None = None, bevis: Form | None = None) -> Sted:
        """A place in the situation plan, with the geometry that shows it."""
        return Sted(
            gml_id=gml_id,
            linje=linje,
            epsg=self.epsg,
            geometri=geojson(bevis) if bevis is not None else None,
            dokument=self.plan.dokument or None if self.plan else None,
        )


def tomten(grunnlag: Grunnlag) -> Tomt:
    """Reads plan and map once. A map that fails is a reason, never «no hits»."""
    plan, plan_grunn = _situasjonsplan(grunnlag)
    kart = grunnlag.kart
    epsg = kart.epsg if kart is not None else (plan.epsg if plan else None)
    tom = Tomt(
        grunnlag=grunnlag,
        plan=plan,
        plan_grunn=plan_grunn,
        kart_grunn=reasons.IKKE_KART,
        eiendom_grunn=reasons.IKKE_KART,
        plankart_grunn=reasons.IKKE_KART,
        epsg=epsg,
        nye=_nye(plan, grunnlag.krav),
    )
    if kart is None:
        return tom
    try:
        return _med_kart(tom)
    except KartUtilgjengelig as feil:
        log.warning("the map could not answer: %s", feil)
        return _uten_kart(tom, reasons.KART_NEDE)


def _uten_kart(tomt: Tomt, grunn: Tekst) -> Tomt:
    return Tomt(
        tomt.grunnlag, tomt.plan, tomt.plan_grunn, grunn, grunn, grunn, tomt.epsg, nye=tomt.nye
    )


def _situasjonsplan(grunnlag: Grunnlag) -> tuple[Situasjonsplan | None, Tekst | None]:
    plan = grunnlag.situasjonsplan
    if isinstance(plan, Ukjent):
        return None, plan.grunn or reasons.PLAN_MANGLER
    if grunnlag.kart is None:
        return plan, None
    try:
        return i_system(plan, grunnlag.kart.epsg), None
    except KoordinatsystemAvvist as feil:
        log.info("the situation plan is in another system: %s", feil)
        return None, reasons.ANNET_SYSTEM


def _nye(plan: Situasjonsplan | None, krav: Maalekrav) -> tuple[NyttBygg, ...]:
    nye = []
    for bygning in plan.tiltak if plan else ():
        if bygning.rives:
            continue
        fotavtrykk = form(bygning.omraade.wkb)
        deler = [
            form(u.omraade.wkb)
            for u in bygning.utstikkende
            if u.type != "terrasse"
            or u.hoeyde_over_terreng is None
            or u.hoeyde_over_terreng > krav.hoeyde_terrasse
        ]
        nye.append(NyttBygg(bygning, fotavtrykk, union([fotavtrykk, *deler])))
    return tuple(nye)


def _med_kart(tomt: Tomt) -> Tomt:
    grunnlag, kart = tomt.grunnlag, tomt.grunnlag.kart
    assert kart is not None
    egne: list[Teig] = []
    ikke_funnet: list[Noekkel] = []
    egne_numre = _egne_numre(tomt)
    for nummer in egne_numre:
        funnet = kart.teiger(*nummer[1:])
        if not funnet:
            ikke_funnet.append(nummer)
        egne.extend(Teig(o, kartform(o.wkb), numre(o, grunnlag)) for o in funnet)
    bygg = [n.skrog for n in tomt.nye]
    bygg += [form(b.omraade.wkb) for b in tomt.plan.eksisterende] if tomt.plan else []
    flater = [t.flate for t in egne]
    naer = [f for f in flater if any(f.intersects(b) for b in bygg)]
    steder = [*bygg, *naer] or flater
    if not steder:
        return _uten_kart(tomt, _grunn_uten_sted(egne_numre, ikke_funnet))
    utsnitt = hent(kart, steder, flater, grunnlag)
    egne_id = {t.objekt.gml_id for t in egne}
    eiendom_grunn = None
    if not utsnitt.har_teiger:
        eiendom_grunn = reasons.IKKE_TEIGER
    elif mangel := _teig_mangler(utsnitt, egne_numre, grunnlag):
        eiendom_grunn = mangel
    elif ikke_funnet or not egne:
        eiendom_grunn = _grunn_uten_sted(egne_numre, ikke_funnet)
    return Tomt(
        grunnlag=grunnlag,
        plan=tomt.plan,
        plan_grunn=tomt.plan_grunn,
        kart_grunn=None,
        eiendom_grunn=eiendom_grunn,
        plankart_grunn=plangrunn(utsnitt.mangler, utsnitt.soekt)
        if utsnitt.har_planer
        else reasons.IKKE_PLANKART,
        epsg=kart.epsg,
        egne=tuple(egne),
        naboteiger=tuple(t for t in utsnitt.teiger if t.objekt.gml_id not in egne_id),
        utsnitt=utsnitt,
        nye=tomt.nye,
    )


def _teig_mangler(utsnitt: Utsnitt, egne: list[Noekkel], grunnlag: Grunnlag) -> Tekst | None:
    return teiggrunn(
        utsnitt.mangler,
        utsnitt.soekt_teiger,
        lambda enhet: (grunnlag.i_egen_kommune(enhet[0]), *enhet[1:]) in egne,
    )


def _egne_numre(tomt: Tomt) -> list[Noekkel]:
    """The application's properties; where it names none, the situation plan's."""
    grunnlag = tomt.grunnlag
    oppgitt = [e.matrikkelnummer for e in grunnlag.soeknad.eiendommer]
    numre = [n for m in oppgitt if (n := noekkel(m, grunnlag)) is not None]
    if not numre and tomt.plan is not None:
        numre = [n for m in tomt.plan.eiendommer if (n := noekkel(m, grunnlag)) is not None]
    return list(dict.fromkeys(numre))


def _grunn_uten_sted(numre_: list[Noekkel], ikke_funnet: list[Noekkel]) -> Tekst:
    if not numre_:
        return reasons.IKKE_EIENDOM
    return reasons.ikke_i_matrikkelen(", ".join(skriv_nummer(n) for n in ikke_funnet or numre_))
