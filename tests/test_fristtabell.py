"""The deadline table and its watch: written with the events, told once, caught when missed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from byggsak.case import handling_frist as fr
from byggsak.case import handling_hoering as ho
from byggsak.case import kommando as k
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.decide import decide
from byggsak.case.fristposter import fristposter
from byggsak.case.handling_frist import Fristslag
from byggsak.case.hendelse import Hendelse
from byggsak.case.sak import Sak
from byggsak.case.tilstand import Aktoer
from byggsak.services.arkivering import Arkivoppsett
from byggsak.services.fristvakt import MELD, REGN, Fristvakt, UtenTall, midnatt, regn_om
from byggsak.services.saksbehandling import skriv_hendelser, utfoer
from byggsak.store.enhet import Kommunelager, Lager
from byggsak.store.frister import Fristrad, Fristtilstand
from tests.casehjelp import D0, DAG, GK, SB, SYS, T0, komplett, mangelbrev, suppler, vedtak
from tests.saksalfabet import MYNDIGHET, PDF, krav, mottas, parametre

P = parametre()
UTE, NAER = Fristslag.UTE, Fristslag.NAER


@dataclass
class Kontor:
    """A municipality with a clock that the test sets."""

    motor: Engine
    naa: datetime = T0
    antall: int = 0
    lager: Kommunelager = field(init=False)
    vakt: Fristvakt = field(init=False)

    def __post_init__(self) -> None:
        hele = Lager(self.motor, lambda kommune, dag: krav())
        self.lager = hele.for_kommune("9999")
        self.vakt = Fristvakt(hele, ("9999",), lambda: self.naa)

    def ny(self, *steg: tuple[k.Kommando, Aktoer], lager: Kommunelager | None = None) -> str:
        """A case that has come so far today."""
        self.antall += 1
        sak = f"2026-{self.antall:06d}"
        with (lager or self.lager).enhet() as enhet:
            enhet.saker.ny(
                sak, self.antall, soeknad_sha256=f"{self.antall:064x}", type="ET", tittel="Hus",
                naa=self.naa,
            )  # fmt: skip
            hendelser: list[Hendelse] = []
            for kommando, hvem in ((mottas("ET"), SYS), *steg):
                nye = decide(Sak.av(hendelser), kommando, self.naa, hvem, P)
                skriv_hendelser(enhet, "9999", sak, hendelser, nye, self.naa, Arkivoppsett())
                hendelser += nye
        return sak

    def gjoer(self, sak: str, kommando: k.Kommando, hvem: Aktoer) -> None:
        utfoer(self.lager, sak, kommando, hvem, self.naa, parametre=P)

    def suppler(self, sak: str) -> None:
        with self.lager.enhet() as enhet:
            foer = [en.hendelse for en in enhet.saker.hendelser(sak)]
            nye = decide(Sak.av(foer), suppler(), self.naa, SB, P)
            skriv_hendelser(enhet, "9999", sak, foer, nye, self.naa, Arkivoppsett())

    def rader(self, sak: str) -> list[Fristrad]:
        with self.lager.lesing() as enhet:
            return enhet.frister.av_sak(sak)

    def venter(self, sak: str) -> set[tuple[str, str, date]]:
        return {
            (r.post.noekkel.oppgave, r.post.noekkel.slag.value, r.post.noekkel.frist)
            for r in self.rader(sak)
            if r.tilstand is Fristtilstand.VENTER
        }

    def hendelser(self, sak: str) -> list[Hendelse]:
        with self.lager.lesing() as enhet:
            return [en.hendelse for en in enhet.saker.hendelser(sak)]

    def meldt(self, sak: str) -> list[tuple[str, str, date]]:
        return [
            (e.oppgave, e.slag.value, e.frist)
            for e in self.hendelser(sak)
            if isinstance(e, fr.FristMeldt)
        ]

    def dager(self, antall: int) -> None:
        self.naa += timedelta(days=antall)

    def fei(self) -> None:
        """A sweep, with its jobs done here and now."""
        koe = Koe()
        self.vakt.fei(koe)
        koe.kjoer(self.vakt)


@dataclass
class Koe:
    """Takes what would be enqueued, and can do it."""

    bedt: list[tuple[str, str, timedelta]] = field(default_factory=list)

    def enqueue(self, handler: str, argument: str, delay: timedelta = timedelta(0)) -> None:
        self.bedt.append((handler, argument, delay))

    def kjoer(self, vakt: Fristvakt) -> None:
        steg = {MELD: vakt.steg_meld, REGN: vakt.steg_regn}
        while self.bedt:
            handler, argument, _ = self.bedt.pop(0)
            while steg[handler](argument):
                pass


@pytest.fixture
def kontor(motor: Engine) -> Kontor:
    return Kontor(motor)


def test_the_rows_are_written_with_the_events_that_set_them(kontor: Kontor) -> None:
    sak = kontor.ny((komplett(), SB))
    assert kontor.venter(sak) == {
        (oppgave, slag, D0 + 21 * DAG)
        for oppgave in ("soeknad.under_behandling", "plan.uvurdert")
        for slag in ("naer", "ute")
    }
    venter = [r.post for r in kontor.rader(sak) if r.tilstand is Fristtilstand.VENTER]
    assert {post.noekkel.slag: post.dag for post in venter} == {
        NAER: D0 + 15 * DAG,
        UTE: D0 + 22 * DAG,
    }


def test_rows_and_events_are_written_together_or_not_at_all(kontor: Kontor) -> None:
    sak = kontor.ny((komplett(), SB))
    foer = kontor.rader(sak)
    with pytest.raises(ZeroDivisionError):
        _skriv_og_avbryt(kontor, sak)
    assert kontor.rader(sak) == foer
    assert len(kontor.hendelser(sak)) == 2


def _skriv_og_avbryt(kontor: Kontor, sak: str) -> None:
    with kontor.lager.enhet() as enhet:
        foer = enhet.frister.av_sak(sak)
        hendelser = [en.hendelse for en in enhet.saker.hendelser(sak)]
        nye = decide(Sak.av(hendelser), mangelbrev(), kontor.naa, SB, P)
        skriv_hendelser(enhet, "9999", sak, hendelser, nye, kontor.naa, Arkivoppsett())
        assert enhet.frister.av_sak(sak) != foer
        raise ZeroDivisionError


def test_a_hearing_takes_the_three_weeks_away_and_sets_a_time_limit_of_its_own(
    kontor: Kontor,
) -> None:
    sak = kontor.ny((komplett(), SB))
    hoering = ho.SendHoering(myndighet=MYNDIGHET, samtykke=False, svarfrist=D0 + 28 * DAG, brev=PDF)
    kontor.gjoer(sak, hoering, SB)
    venter = kontor.venter(sak)
    assert ("hoering.sendt", "ute", D0 + 28 * DAG) in venter
    assert ("soeknad.under_behandling", "ute", D0 + 84 * DAG) in venter
    bort = [r for r in kontor.rader(sak) if r.tilstand is Fristtilstand.FALT_BORT]
    assert D0 + 21 * DAG in {r.post.noekkel.frist for r in bort}


def test_what_is_due_is_told_once_near_and_once_passed(kontor: Kontor) -> None:
    sak = kontor.ny((komplett(), SB), (k.GjoerKlar(), SB))
    navn, frist = "soeknad.klar_for_vedtak", D0 + 21 * DAG
    for dag in range(30):
        kontor.naa = T0 + dag * DAG
        kontor.fei()
        kontor.fei()
    assert kontor.meldt(sak) == [(navn, "naer", frist), (navn, "ute", frist)]
    dager = [(e.tid - T0).days for e in kontor.hendelser(sak) if isinstance(e, fr.FristMeldt)]
    assert dager == [15, 22]
    rader = [r for r in kontor.rader(sak) if r.tilstand is Fristtilstand.MELDT]
    hendelser = kontor.hendelser(sak)
    for rad in rader:
        assert rad.meldt_ved is not None
        melding = hendelser[rad.meldt_ved - 1]
        assert isinstance(melding, fr.FristMeldt)
        assert (melding.slag, melding.tid) == (rad.post.noekkel.slag, rad.meldt)


def test_telling_decides_nothing(kontor: Kontor) -> None:
    sak = kontor.ny((komplett(), SB))
    foer = Sak.av(kontor.hendelser(sak))
    kontor.dager(60)
    kontor.fei()
    etter = Sak.av(kontor.hendelser(sak))
    assert etter.versjon == foer.versjon + 4
    assert etter.soeknader == foer.soeknader


def test_a_time_limit_met_in_time_is_never_told_of(kontor: Kontor) -> None:
    sak = kontor.ny((komplett(), SB), (k.GjoerKlar(), SB))
    kontor.gjoer(sak, vedtak(), GK)
    kontor.gjoer(sak, k.Ekspeder(sendt=D0), SB)
    kontor.dager(30)
    kontor.fei()
    assert "soeknad.klar_for_vedtak" not in {navn for navn, *_ in kontor.meldt(sak)}


def test_a_sweep_finds_the_cases_that_no_wake_up_came_for(kontor: Kontor) -> None:
    sak = kontor.ny((komplett(), SB))
    kontor.dager(400)
    kontor.fei()
    assert {slag for _, slag, _ in kontor.meldt(sak)} == {"naer", "ute"}


def test_cases_written_without_the_numbers_get_their_rows_from_the_sweep(kontor: Kontor) -> None:
    sak = kontor.ny((komplett(), SB), lager=Lager(kontor.motor).for_kommune("9999"))
    assert kontor.rader(sak) == []
    kontor.fei()
    assert {navn for navn, *_ in kontor.venter(sak)} == {
        "soeknad.under_behandling",
        "plan.uvurdert",
    }
    assert regn_om(kontor.lager, kontor.naa) == 0


def test_a_store_without_the_numbers_says_so(kontor: Kontor) -> None:
    with pytest.raises(UtenTall):
        regn_om(Lager(kontor.motor).for_kommune("9999"), kontor.naa)


def test_new_numbers_in_the_law_give_new_rows_to_open_cases(kontor: Kontor) -> None:
    sak = kontor.ny((komplett(), SB))
    nye = replace(krav(), korte_uker=4)
    lager = Lager(kontor.motor, lambda *_: nye).for_kommune("9999")
    assert regn_om(lager, kontor.naa) == 1
    assert {frist for *_, frist in kontor.venter(sak)} == {D0 + 28 * DAG}
    assert regn_om(lager, kontor.naa) == 0


def test_a_case_that_cannot_be_read_stops_no_other_and_is_tried_again(kontor: Kontor) -> None:
    syk = kontor.ny((komplett(), SB))
    frisk = kontor.ny((komplett(), SB))
    kontor.dager(16)
    _bytt(kontor, syk, '"v":', '"v":99')
    kontor.fei()
    assert len(kontor.meldt(frisk)) == 2
    feilet = [r for r in kontor.rader(syk) if r.tilstand is Fristtilstand.FEILET]
    assert feilet
    assert all("nyere byggsak" in r.grunn for r in feilet)
    _bytt(kontor, syk, '"v":99', '"v":')
    kontor.fei()
    assert len(kontor.meldt(syk)) == 2


def _bytt(kontor: Kontor, sak: str, fra: str, til: str) -> None:
    """Changes the stored events behind the program's back."""
    with kontor.motor.begin() as db:
        if db.dialect.name == "sqlite":
            db.execute(text("DROP TRIGGER IF EXISTS byg_hendelse_uten_update"))
        else:
            db.execute(text("ALTER TABLE byg_hendelse DISABLE TRIGGER USER"))
        db.execute(
            text("UPDATE byg_hendelse SET innhold = replace(innhold, :fra, :til) WHERE sak = :s"),
            {"fra": fra, "til": til, "s": sak},
        )


def test_a_wake_up_is_set_for_the_first_day_something_waits_for(kontor: Kontor) -> None:
    kontor.ny((komplett(), SB))
    koe = Koe()
    kontor.vakt.runde(koe)
    assert [(h, a) for h, a, _ in koe.bedt] == [
        (REGN, "9999/0"), (MELD, "9999/naa"), (MELD, f"9999/{D0 + 15 * DAG}"),
    ]  # fmt: skip
    assert kontor.naa + koe.bedt[-1][2] == midnatt(D0 + 15 * DAG)
    koe.bedt.clear()
    kontor.vakt.runde(koe)
    assert koe.bedt == []
    kontor.naa = midnatt(D0 + 15 * DAG)
    kontor.vakt.runde(koe)
    assert (MELD, "9999/naa", timedelta(0)) in koe.bedt


def test_a_clock_set_back_tells_nothing_again_and_nothing_too_early(kontor: Kontor) -> None:
    sak = kontor.ny((komplett(), SB), (k.GjoerKlar(), SB))
    kontor.dager(16)
    kontor.fei()
    kontor.dager(-10)
    kontor.fei()
    assert [slag for _, slag, _ in kontor.meldt(sak)] == ["naer"]
    kontor.dager(100)
    kontor.fei()
    assert [slag for _, slag, _ in kontor.meldt(sak)] == ["naer", "ute"]


def test_many_who_look_at_once_tell_once(kontor: Kontor) -> None:
    saker = [kontor.ny((komplett(), SB)) for _ in range(10)]
    kontor.dager(30)
    traader = [Thread(target=lambda: kontor.vakt.steg_meld("9999/naa")) for _ in range(4)]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join()
    for sak in saker:
        assert Counter(kontor.meldt(sak)).most_common(1)[0][1] == 1
        assert len(kontor.meldt(sak)) == 4


STEG = st.one_of(
    st.tuples(st.just("dager"), st.integers(-40, 200)),
    st.tuples(st.just("fei"), st.just(0)),
    st.tuples(st.just("naa"), st.just(0)),
    st.tuples(st.just("mangel"), st.integers(1, 60)),
    st.tuples(st.just("suppler"), st.just(0)),
    st.tuples(st.just("komplett"), st.just(0)),
    st.tuples(st.just("hoering"), st.integers(1, 60)),
    st.tuples(st.just("klar"), st.just(0)),
    st.tuples(st.just("vedtak"), st.just(0)),
    st.tuples(st.just("ekspeder"), st.just(0)),
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STEG, max_size=25))
def test_whatever_happens_each_time_limit_is_told_once_and_never_before_its_day(
    kontor: Kontor, steg: list[tuple[str, int]]
) -> None:
    kontor.naa = T0
    sak = kontor.ny()
    for navn, tall in steg:
        _ett(kontor, sak, navn, tall)
        hendelser = kontor.hendelser(sak)
        rader = kontor.rader(sak)
        skal = {post.noekkel for post in fristposter(hendelser, krav())}
        venter = {r.post.noekkel for r in rader if r.tilstand is Fristtilstand.VENTER}
        fortalt = {r.post.noekkel for r in rader if r.tilstand is Fristtilstand.MELDT}
        assert skal - fortalt == venter
        assert fortalt.isdisjoint(venter)
    meldinger = [e for e in kontor.hendelser(sak) if isinstance(e, fr.FristMeldt)]
    assert len({(e.oppgave, e.gjelder, e.slag, e.frist) for e in meldinger}) == len(meldinger)
    for e in meldinger:
        dag = e.frist + DAG if e.slag is UTE else e.frist - timedelta(days=krav().varsel_dager)
        assert e.tid >= midnatt(dag)
    kontor.dager(4000)
    kontor.fei()
    assert all(r.tilstand is not Fristtilstand.VENTER for r in kontor.rader(sak))


def _ett(kontor: Kontor, sak: str, navn: str, tall: int) -> None:
    dag = kontor.naa.astimezone(UTC).date()
    kommandoer: dict[str, tuple[k.Kommando, Aktoer]] = {
        "mangel": (replace(mangelbrev(), svarfrist=dag + tall * DAG), SB),
        "komplett": (komplett(dag), SB),
        "hoering": (
            ho.SendHoering(
                myndighet=MYNDIGHET, samtykke=False, svarfrist=dag + tall * DAG, brev=PDF
            ),
            SB,
        ),
        "klar": (k.GjoerKlar(), SB),
        "vedtak": (vedtak(), GK),
        "ekspeder": (k.Ekspeder(sendt=dag), SB),
    }
    try:
        match navn:
            case "dager":
                kontor.dager(tall)
            case "fei":
                kontor.fei()
            case "naa":
                kontor.vakt.steg_meld("9999/naa")
            case "suppler":
                kontor.suppler(sak)
            case _:
                kontor.gjoer(sak, *kommandoer[navn])
    except Avslaatt:
        pass  # the case was not there; the promise is about the rows
