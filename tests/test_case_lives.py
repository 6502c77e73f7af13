"""Random lives of cases: whatever is asked in whatever order, the promises hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from byggsak.case import hendelse as h
from byggsak.case import kommando as k
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.decide import decide
from byggsak.case.hendelse import hendelse_fra_json, hendelse_til_json
from byggsak.case.muligheter import muligheter
from byggsak.case.oppgaver import frister_og_oppgaver
from byggsak.case.regioner import Region
from byggsak.case.sak import Sak
from byggsak.case.tabell import instanser, region_for
from byggsak.case.tilstand import MASKINER, SLUTT, Aktoer, Rolle, Tilstand
from byggsak.case.vakt import DELEGERBART
from byggsak.domain.vedtak import Funnvurdering, Vedtaksutfall
from byggsak.services.arkivering import arkivoppdrag
from tests import sakslov
from tests.casehjelp import (
    AKTOERER,
    DAG,
    GK,
    POL,
    SB,
    SOEKER,
    SYS,
    T0,
    dokument,
    komplett,
    mangelbrev,
    motta,
    soek_dispensasjon,
    suppler,
    vedtak,
    vurder,
)
from tests.saksalfabet import SPERRET, kommandoer, krav, mottas, parametre
from tests.saksrom import Punkt, gjoer, mulige

FUNN = ("f1", "f2", "f3")
noen_funn = st.lists(st.sampled_from(FUNN), unique=True, max_size=3).map(tuple)
roller = st.sampled_from([Rolle.SAKSBEHANDLER] * 4 + [Rolle.GODKJENNER] * 3 + list(Rolle))
avgjoerere = st.sampled_from([GK, GK, GK, Aktoer(SB.id, Rolle.GODKJENNER), POL, SB, SYS])


def naar(*tilstander: Tilstand) -> Callable[[Saksliv], bool]:
    return lambda liv: liv.sak.tilstand in tilstander


class Saksliv(RuleBasedStateMachine):
    """One case; every command may come at any time, from anyone."""

    def __init__(self) -> None:
        super().__init__()
        self.hendelser: list[h.Hendelse] = []
        self.naa = T0

    @property
    def sak(self) -> Sak:
        return Sak.av(self.hendelser)

    def gi(self, kommando: k.Kommando, aktoer: Aktoer) -> None:
        foer = self.sak
        region = region_for(kommando.navn)
        kjente = instanser(region, foer, foer.soeknad())
        instans = kommando.instans if kommando.instans in kjente else ""
        muligheten = {
            (m.kommando, m.variant, m.instans): m.kan
            for m in muligheter(foer, aktoer.rolle, self.naa, aktoer.id)
        }.get((kommando.navn, kommando.variant, instans), False)
        try:
            nye = decide(foer, kommando, self.naa, aktoer)
        except Avslaatt:
            return
        assert muligheten, "what was not offered, happened"
        self.hendelser += nye

    @initialize(funn=st.lists(st.sampled_from(FUNN), unique=True, max_size=2).map(tuple))
    def mottas(self, funn: tuple[str, ...]) -> None:
        self.gi(motta(*funn), SYS)

    @rule(dager=st.integers(1, 30))
    def tiden_gaar(self, dager: int) -> None:
        self.naa += timedelta(days=dager)

    @rule(rolle=roller, funn=st.sampled_from(FUNN), utfall=st.sampled_from(Funnvurdering))
    def vurderes(self, rolle: Rolle, funn: str, utfall: Funnvurdering) -> None:
        self.gi(vurder(funn, utfall), AKTOERER[rolle])

    @rule(rolle=roller, funn=st.sampled_from(FUNN))
    def dispensasjon_soekes(self, rolle: Rolle, funn: str) -> None:
        self.gi(soek_dispensasjon(funn), AKTOERER[rolle])

    @precondition(naar(Tilstand.MANGELFULL, Tilstand.KLAR_FOR_VEDTAK))
    @rule(rolle=roller, funn=noen_funn, maalt=st.sampled_from(["3,6", "1,2"]))
    def suppleres(self, rolle: Rolle, funn: tuple[str, ...], maalt: str) -> None:
        self.gi(suppler(*funn, maalt=maalt), AKTOERER[rolle])

    @rule(rolle=roller, funn=noen_funn)
    def mangelbrev(self, rolle: Rolle, funn: tuple[str, ...]) -> None:
        frist = (self.naa + 14 * DAG).date()
        self.gi(replace(mangelbrev(*funn), svarfrist=frist), AKTOERER[rolle])

    @precondition(naar(Tilstand.KLAR_FOR_VEDTAK))
    @rule(
        hvem=avgjoerere,
        utfall=st.sampled_from(Vedtaksutfall),
        grunner=noen_funn,
        dispensasjoner=st.none() | noen_funn,
    )
    def vedtas(
        self,
        hvem: Aktoer,
        utfall: Vedtaksutfall,
        grunner: tuple[str, ...],
        dispensasjoner: tuple[str, ...] | None,
    ) -> None:
        if dispensasjoner is None:
            innstilt = self.sak.soeknad().med_vurdering(Funnvurdering.DISPENSASJON)
            dispensasjoner = tuple(f.noekkel for f in innstilt)
        self.gi(vedtak(utfall, grunner=grunner, dispensasjoner=dispensasjoner), hvem)

    @precondition(naar(Tilstand.MOTTATT))
    @rule()
    def er_komplett(self) -> None:
        self.gi(komplett(self.naa.date()), SB)

    @precondition(naar(Tilstand.UNDER_BEHANDLING))
    @rule(utfall=st.lists(st.sampled_from(Funnvurdering), min_size=1, max_size=3))
    def vurderes_og_innstilles(self, utfall: list[Funnvurdering]) -> None:
        for funn, ett in zip(self.sak.soeknad().uvurderte(), utfall, strict=False):
            if ett is Funnvurdering.DISPENSASJON:
                self.gi(soek_dispensasjon(funn.noekkel), SOEKER)
            self.gi(vurder(funn.noekkel, ett), SB)
        self.gi(k.GjoerKlar(), SB)

    @rule(rolle=roller, hva=st.integers(0, 9))
    def noe_annet(self, rolle: Rolle, hva: int) -> None:
        i_dag = self.naa.date()
        kommandoer: list[k.Kommando] = [
            komplett(i_dag),
            k.GjoerKlar(),
            k.Gjenoppta(begrunnelse="Ingen svarte."),
            k.SendTilbake(begrunnelse="Se på høyden."),
            k.Ekspeder(sendt=i_dag),
            k.Trekk(brev=(dokument("brev.pdf"),)),
            k.InnstillAvvisning(begrunnelse="Ikke part."),
            k.Avvis(begrunnelse="Ikke part."),
            k.MarkerArkivert(gjenstaar=0),
            k.Avslutt(klagefrist=(self.naa - DAG).date()),
        ]
        self.gi(kommandoer[hva], AKTOERER[rolle])

    def teardown(self) -> None:
        self.ingen_maskin_har_avgjort()
        self.ingen_tillatelse_med_uloeste_funn()
        self.to_personer_har_sett_saken()
        self.hendelsene_er_saken()
        self.arkivet_faar_hvert_oppdrag_en_gang()

    @invariant()
    def det_finnes_alltid_en_vei_videre(self) -> None:
        if self.hendelser and self.sak.tilstand not in SLUTT:
            neste = muligheter(self.sak, Rolle.SAKSBEHANDLER, self.naa)
            assert [m for m in neste if m.kommando != "meld_arkivfeil"]

    def ingen_maskin_har_avgjort(self) -> None:
        for hendelse in self.hendelser:
            if isinstance(hendelse, h.VedtakFattet | h.SoeknadAvvist):
                assert hendelse.aktoer.rolle not in MASKINER

    def ingen_tillatelse_med_uloeste_funn(self) -> None:
        for nr, hendelse in enumerate(self.hendelser):
            if not isinstance(hendelse, h.VedtakFattet):
                continue
            gang, v = Sak.av(self.hendelser[:nr]).soeknad(), hendelse.vedtak
            gitt = {n for d in v.dispensasjoner for n in d.funn}
            avslaatt = {n for g in v.avslagsgrunner for n in g.funn}
            vurderinger = {liv.noekkel: liv.vurdering for liv in gang.funnene}
            for funn in gang.funn:
                vurdering = vurderinger[funn.noekkel]
                assert vurdering is not None, "decided before a person had looked"
                if v.utfall is Vedtaksutfall.AVSLAG:
                    continue
                loest = vurdering.utfall is Funnvurdering.AVKREFTET or funn.noekkel in gitt
                if v.utfall is Vedtaksutfall.DELVIS:
                    loest = loest or funn.noekkel in avslaatt
                assert loest

    def to_personer_har_sett_saken(self) -> None:
        for nr, hendelse in enumerate(self.hendelser):
            if isinstance(hendelse, h.VedtakFattet | h.SoeknadAvvist):
                assert hendelse.aktoer.id != Sak.av(self.hendelser[:nr]).soeknad().innstilt_av

    def hendelsene_er_saken(self) -> None:
        lest = [
            hendelse_fra_json(json.loads(json.dumps(hendelse_til_json(hendelse))))
            for hendelse in self.hendelser
        ]
        assert lest == self.hendelser
        assert Sak.av(lest) == self.sak
        assert self.sak.versjon == len(self.hendelser)

    def arkivet_faar_hvert_oppdrag_en_gang(self) -> None:
        alt = arkivoppdrag("9999", "2026-000001", self.hendelser, 0)
        assert len({o.key for o in alt}) == len(alt)
        bitvis = [
            o
            for nr in range(len(self.hendelser))
            for o in arkivoppdrag("9999", "2026-000001", self.hendelser[: nr + 1], nr)
        ]
        assert bitvis == alt


TestSaksliv = Saksliv.TestCase
TestSaksliv.settings = settings(max_examples=600, stateful_step_count=20, deadline=None)


class Regionliv(RuleBasedStateMachine):
    """A case with up to three applications and every region, held against the small model."""

    def __init__(self) -> None:
        super().__init__()
        self.punkt = Punkt(Sak(), T0)
        self.parametre = parametre()

    @initialize(
        type_=st.sampled_from(["ET", "RS", "TA", "ES", "DI", "IG", "MB", "FA"]),
        funn=st.lists(st.sampled_from(("f1", "f2")), unique=True, max_size=2).map(tuple),
        fire=st.booleans(),
        delegert=st.sets(st.sampled_from(sorted(DELEGERBART))),
    )
    def mottas(self, type_: str, funn: tuple[str, ...], fire: bool, delegert: set[str]) -> None:
        self.parametre = parametre(fire_oeyne=fire, delegert=frozenset(delegert))
        self.gi(mottas(type_, *funn), SYS)

    def gi(self, kommando: k.Kommando, aktoer: Aktoer) -> bool:
        neste = gjoer(self.punkt, kommando, aktoer, self.parametre)
        if neste is None:
            return False
        self.punkt = neste
        return True

    @rule(dager=st.sampled_from([1, 10, 22, 40, 1200]))
    def tiden_gaar(self, dager: int) -> None:
        self.punkt = replace(self.punkt, naa=self.punkt.naa + timedelta(days=dager))

    @precondition(lambda self: 0 < len(self.punkt.sak.soeknader) < 3)
    @rule(type_=st.sampled_from(["IG", "MB", "FA", "ES"]))
    def en_soeknad_til(self, type_: str) -> None:
        self.gi(mottas(type_, soeknad=len(self.punkt.sak.soeknader) + 1), SYS)

    @rule(data=st.data())
    def noe_skjer(self, data: st.DataObject) -> None:
        """One of the things the table opens for, by one of those it names, or by a stranger."""
        sak = self.punkt.sak
        nr = data.draw(st.integers(1, len(sak.soeknader)))
        mulig: dict[Region, list[tuple[k.Kommando, list[Aktoer]]]] = {}
        for en in kommandoer(sak, self.punkt.naa, nr):
            if hvem := mulige(sak, en):
                mulig.setdefault(region_for(en.navn), []).append((en, hvem))
        # The region first: the main line has so many sorts that it would drown the others.
        en, hvem = data.draw(st.sampled_from(mulig[data.draw(st.sampled_from(list(mulig)))]))
        fremmed = data.draw(st.integers(0, 9)) == 0
        aktoer = data.draw(st.sampled_from(list(AKTOERER.values()) if fremmed else hvem))
        if aktoer.rolle is Rolle.SAKSBEHANDLER and data.draw(st.booleans()):
            aktoer = SPERRET  # the one who may be reported as disqualified
        self.gi(en, aktoer)

    @rule(nr=st.integers(1, 3))
    def saken_gaar_videre(self, nr: int) -> None:
        """What a diligent office would do next, so that lives get old."""
        nr = min(nr, len(self.punkt.sak.soeknader))
        for en in kommandoer(self.punkt.sak, self.punkt.naa, nr):
            if en.navn in VIDERE:
                for aktoer in mulige(self.punkt.sak, en):
                    if self.gi(en, aktoer):
                        return

    def teardown(self) -> None:
        hendelser = self.punkt.hendelser
        assert not (brudd := sakslov.brutt(hendelser)), "\n".join((*brudd, self.punkt.historie()))
        lest = [
            hendelse_fra_json(json.loads(json.dumps(hendelse_til_json(en)))) for en in hendelser
        ]
        assert Sak.av(lest) == self.punkt.sak
        alt = arkivoppdrag("9999", "2026-000001", hendelser, 0)
        assert len({o.key for o in alt}) == len(alt)
        frister_og_oppgaver(hendelser, self.punkt.naa, krav())  # answers for every life


VIDERE = {
    "bekreft_komplett", "gjoer_klar", "fatt_vedtak", "ekspeder", "marker_arkivert", "igangsett",
    "ta_klage_til_behandling", "oversend_klage", "avslutt",
}  # fmt: skip
TestRegionliv = Regionliv.TestCase
TestRegionliv.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
