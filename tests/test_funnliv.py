"""The life of a finding, one sentence at a time, and held against a model that knows no table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from byggsak.case import handling_funn as hf
from byggsak.case import handling_klage as kl
from byggsak.case import kommando as k
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.brett_funn import KONTROLLER, OM_FUNN
from byggsak.case.decide import decide
from byggsak.case.funnets_foelger import ANLEDNINGER, FUNNETS_FOELGER, Anledning
from byggsak.case.funnliv import I_TILSTAND, Funnliv, Funnmerke
from byggsak.case.gang_funn import FUNNENES_GANG
from byggsak.case.hendelse import hendelse_fra_json, hendelse_til_json
from byggsak.case.regioner import Funntilstand
from byggsak.case.sak import Sak
from byggsak.case.tilstand import Aktoer, Tilstand
from byggsak.domain.funn import Hjemmel, Utfall
from byggsak.domain.tekst import som_tekst
from byggsak.domain.vedtak import FunnTilVurdering, Funnvurdering, Vedtaksutfall
from tests.casehjelp import (
    AVSTAND,
    DAG,
    GK,
    SB,
    SOEKER,
    SYS,
    T0,
    ekspeder,
    funn_til_vurdering,
    komplett,
    motta,
    soek_dispensasjon,
    suppler,
    vedtak,
    vurder,
)
from tests.saksalfabet import parametre

F, P = Funntilstand, parametre()
BEKREFT, AVKREFT, DISP = (
    Funnvurdering.BEKREFTET, Funnvurdering.AVKREFTET, Funnvurdering.DISPENSASJON,
)  # fmt: skip
Steg = tuple[k.Kommando, Aktoer]


def gjoer(sak: Sak, *steg: Steg) -> Sak:
    for kommando, aktoer in steg:
        (ny,) = decide(sak, kommando, T0, aktoer)
        # Through the store's own form: what is remembered is what can be read back.
        sak = sak.etter(hendelse_fra_json(hendelse_til_json(ny)))
    return sak


def funnet(sak: Sak, noekkel: str = "f1") -> Funnliv:
    return next(liv for liv in sak.soeknad().funnene if liv.noekkel == noekkel)


def med(*funn: FunnTilVurdering, borte: bool = False, uavklart: bool = False) -> k.Suppler:
    grunn = suppler()
    return replace(
        grunn, funn=funn, regler_borte=(AVSTAND,) if borte else (),
        regler_uavklart=(AVSTAND,) if uavklart else (),
    )  # fmt: skip


def maalt(tall: str, melding: str = "For nær.") -> FunnTilVurdering:
    return replace(
        funn_til_vurdering("f1"), maalt=Decimal(tall), krav=Decimal(4), enhet="m",
        melding=som_tekst(melding),
    )  # fmt: skip


MOTTATT: Steg = (motta("f1"), SYS)


def test_a_finding_is_open_until_a_person_has_looked() -> None:
    liv = funnet(gjoer(Sak(), MOTTATT))
    assert (liv.tilstand, liv.vurdering) == (F.AAPEN, None)
    (steg,) = liv.steg
    assert (steg.hva, steg.av, steg.tid, steg.versjon, steg.hendelse) == ("funnet", SYS, T0, 1, 1)


def test_who_when_and_why_follow_the_finding() -> None:
    sak = gjoer(Sak(), MOTTATT, (vurder("f1", AVKREFT), SB))
    vurdert = funnet(sak).steg[-1]
    assert (vurdert.av, vurdert.tid, vurdert.begrunnelse) == (SB, T0, "Målt i kartet.")
    assert (vurdert.til, vurdert.hendelse) == (F.AVKREFTET, 2)


def test_a_finding_that_is_gone_from_the_next_edition_is_corrected_in_it_and_stays() -> None:
    sak = gjoer(Sak(), MOTTATT, (vurder("f1"), SB), (med(), SOEKER))
    liv = funnet(sak)
    assert (liv.tilstand, liv.rettet_i) == (F.RETTET, 2)
    assert sak.soeknad().funn == ()
    assert [s.til for s in liv.steg] == [F.AAPEN, F.BEKREFTET, F.RETTET]


def test_a_corrected_finding_that_comes_back_must_be_judged_anew() -> None:
    f1 = funn_til_vurdering("f1")
    sak = gjoer(Sak(), MOTTATT, (vurder("f1", AVKREFT), SB), (med(), SOEKER), (med(f1), SOEKER))
    assert funnet(sak).tilstand is F.GJENOPPSTAATT
    assert sak.soeknad().uvurderte() == (f1,)


def test_a_judgement_survives_new_words_about_the_same_measure_but_not_a_new_measure() -> None:
    start = gjoer(
        Sak(), (replace(motta(), funn=(maalt("3.60"),)), SYS), (vurder("f1", AVKREFT), SB)
    )
    omskrevet = gjoer(start, (med(maalt("3.60", "Bygget står for nær grensen.")), SOEKER))
    assert funnet(omskrevet).tilstand is F.AVKREFTET
    assert funnet(omskrevet).funn.melding.nb == "Bygget står for nær grensen."
    verre = gjoer(start, (med(maalt("1.20")), SOEKER))
    assert funnet(verre).tilstand is F.AAPEN
    assert [s.hva for s in funnet(verre).steg] == ["funnet", "vurder_funn", "endret"]


@pytest.mark.parametrize("utfall", [BEKREFT, AVKREFT])
def test_a_finding_whose_rule_is_gone_stays_as_it_was_with_a_mark(utfall: Funnvurdering) -> None:
    sak = gjoer(Sak(), MOTTATT, (vurder("f1", utfall), SB), (med(borte=True), SOEKER))
    liv = funnet(sak)
    assert liv.merke is Funnmerke.REGELEN_BORTE
    assert liv.tilstand in I_TILSTAND[utfall]
    assert [f.noekkel for f in sak.soeknad().funn] == ["f1"]
    igjen = gjoer(sak, (med(borte=True), SOEKER))
    assert len(funnet(igjen).steg) == len(liv.steg), "told once"


def test_a_person_closes_a_finding_whose_rule_is_gone_with_a_reason() -> None:
    sak = gjoer(Sak(), MOTTATT, (komplett(), SB), (med(borte=True), SOEKER))
    with pytest.raises(Avslaatt):
        gjoer(sak, (k.GjoerKlar(), SB))
    lukk = hf.LukkFunn(funn="f1", begrunnelse="§ 29-4 prøves nå av en annen regel.")
    lukket = gjoer(sak, (lukk, SB))
    assert funnet(lukket).tilstand is F.LUKKET
    assert funnet(lukket).steg[-1].begrunnelse == lukk.begrunnelse
    gjoer(lukket, (k.GjoerKlar(), SB))
    tilbake = gjoer(lukket, (med(funn_til_vurdering("f1")), SOEKER))
    assert funnet(tilbake).tilstand is F.GJENOPPSTAATT


def test_a_rule_that_comes_back_and_finds_nothing_corrects_the_finding() -> None:
    sak = gjoer(Sak(), MOTTATT, (med(borte=True), SOEKER), (med(), SOEKER))
    assert (funnet(sak).tilstand, funnet(sak).merke) == (F.RETTET, None)


def test_what_could_not_be_decided_this_time_is_not_corrected() -> None:
    sak = gjoer(Sak(), MOTTATT, (vurder("f1"), SB), (med(uavklart=True), SOEKER))
    assert (funnet(sak).tilstand, funnet(sak).merke) == (F.BEKREFTET, Funnmerke.UAVKLART)
    tvil = replace(funn_til_vurdering("f2"), utfall=Utfall.UAVKLART)
    sak = gjoer(Sak(), MOTTATT, (vurder("f1"), SB), (med(tvil), SOEKER))
    assert funnet(sak).tilstand is F.BEKREFTET, "the rule's new doubt may be about the same thing"
    kjent = replace(motta(), funn=(funn_til_vurdering("f1"), tvil))
    sak = gjoer(Sak(), (kjent, SYS), (vurder("f1"), SB), (med(tvil), SOEKER))
    assert funnet(sak).tilstand is F.RETTET, "the doubt was about something else all along"


def test_a_dispensation_is_applied_for_recommended_and_given_in_the_decision() -> None:
    sak = gjoer(Sak(), MOTTATT, (komplett(), SB))
    with pytest.raises(Avslaatt) as nei:
        gjoer(sak, (vurder("f1", DISP), SB))
    assert [h.id for h in nei.value.hindre] == ["dispensasjonen_er_soekt"]
    sak = gjoer(sak, (soek_dispensasjon("f1"), SOEKER))
    assert funnet(sak).tilstand is F.DISP_SOEKT
    with pytest.raises(Avslaatt):
        gjoer(sak, (k.GjoerKlar(), SB))
    sak = gjoer(
        sak, (vurder("f1", DISP), SB), (k.GjoerKlar(), SB), (vedtak(dispensasjoner=("f1",)), GK)
    )
    assert [s.til for s in funnet(sak).steg] == [
        F.AAPEN, F.DISP_SOEKT, F.DISP_INNSTILT, F.DISP_GITT,
    ]  # fmt: skip
    assert funnet(sak).steg[-1].av == GK


def test_the_form_itself_may_apply_for_the_dispensation() -> None:
    soekt = replace(funn_til_vurdering("f1"), dispensasjon_soekt=True)
    sak = gjoer(Sak(), MOTTATT, (vurder("f1"), SB), (med(soekt), SOEKER))
    assert funnet(sak).tilstand is F.DISP_SOEKT
    valgt = gjoer(sak, (vurder("f1"), SB), (med(soekt), SOEKER))
    assert funnet(valgt).tilstand is F.BEKREFTET, "applied for before: a person has chosen"
    trukket = gjoer(sak, (vurder("f1", DISP), SB), (med(funn_til_vurdering("f1")), SOEKER))
    assert funnet(trukket).tilstand is F.AAPEN
    assert not funnet(trukket).soekt


def test_a_refusal_refuses_the_dispensation_and_quashing_it_opens_the_question_again() -> None:
    sak = gjoer(
        Sak(), MOTTATT, (komplett(), SB), (soek_dispensasjon("f1"), SOEKER),
        (vurder("f1", DISP), SB), (k.GjoerKlar(), SB), (vedtak(Vedtaksutfall.AVSLAG), GK),
        (ekspeder(), SB),
    )  # fmt: skip
    assert funnet(sak).tilstand is F.DISP_AVSLAATT
    klage = kl.RegistrerKlage(
        klage=1, klager=SOEKER.id, mottatt=T0.date(), dokumenter=suppler().dokumenter
    )
    ta = kl.TaKlageTilBehandling(klage=1, rettidig=True, begrunnelse="")
    medhold = kl.TaKlageTilFoelge(
        klage=1, begrunnelse="Ny behandling.", dokumenter=suppler().dokumenter
    )
    sak = gjoer(sak, (klage, SOEKER))
    (ny,) = decide(sak, ta, T0, SB, P)
    sak = sak.etter(ny)
    (ny,) = decide(sak, medhold, T0, GK, P)
    assert funnet(sak.etter(ny)).tilstand is F.DISP_SOEKT


def test_a_dispensation_sought_after_the_recommendation_is_considered_before_it_is_refused() -> (
    None
):
    innstilt = gjoer(
        Sak(), MOTTATT, (komplett(), SB), (vurder("f1"), SB), (k.GjoerKlar(), SB),
        (soek_dispensasjon("f1"), SOEKER),
    )  # fmt: skip
    avslag = (vedtak(Vedtaksutfall.AVSLAG, grunner=("f1",)), GK)
    with pytest.raises(Avslaatt) as nei:
        gjoer(innstilt, avslag)
    assert [h.id for h in nei.value.hindre] == ["alle_funn_er_vurdert"]
    tilbake = k.SendTilbake(begrunnelse="Dispensasjonen må vurderes.")
    sak = gjoer(innstilt, (tilbake, GK), (vurder("f1"), SB), (k.GjoerKlar(), SB), avslag)
    assert sak.tilstand is Tilstand.VEDTATT


def test_what_the_caseworker_has_seen_is_a_finding_that_only_a_person_closes() -> None:
    eget = hf.RegistrerFunn(
        funn="eget-1",
        tekst="Fasaden er ikke målsatt.",
        hjemmel=Hjemmel("SAK10", "5-4"),
        kode="1.80",
    )
    sak = gjoer(Sak(), (motta(), SYS), (komplett(), SB), (eget, SB), (med(), SOEKER))
    liv = funnet(sak, "eget-1")
    assert (liv.tilstand, liv.funn.dibk_kode) == (F.BEKREFTET, "1.80"), "no check speaks of it"
    assert sak.soeknad().vurdert_av() == {SB.id}
    with pytest.raises(Avslaatt) as nei:
        gjoer(sak, (eget, SB))
    assert [h.id for h in nei.value.hindre] == ["feil_tilstand"], "the key is taken"
    klar = gjoer(sak, (k.GjoerKlar(), SB))
    with pytest.raises(Avslaatt) as nei:
        gjoer(klar, (vedtak(), GK))
    assert [h.id for h in nei.value.hindre] == ["ingen_mangel_staar"]
    lukk = hf.LukkFunn(funn="eget-1", begrunnelse="Målene står på tegning 3.")
    loest = gjoer(sak, (lukk, SB), (k.GjoerKlar(), SB), (vedtak(), GK))
    assert funnet(loest, "eget-1").tilstand is F.LUKKET


def test_the_tables_of_the_finding_are_whole_and_say_what_they_mean_in_three_languages() -> None:
    assert {f.ved for f in FUNNETS_FOELGER} == set(Anledning) == set(ANLEDNINGER)
    assert all(t for tekst in ANLEDNINGER.values() for t in (tekst.nb, tekst.nn, tekst.en))
    par = [(f.ved, fra) for f in FUNNETS_FOELGER for fra in f.fra]
    assert len(par) == len(set(par))
    assert {o.hendelse for o in FUNNENES_GANG} | set(KONTROLLER) == OM_FUNN
    naadd = {f.til for f in FUNNETS_FOELGER} | {o.til for o in FUNNENES_GANG}
    assert naadd - {None} == set(F) - {F.INGEN}


# --- against a model of its own ------------------------------------------------------------

NOEKLER = ("f1", "f2", "f3")
innhold = st.fixed_dictionaries(
    {}, optional={n: st.tuples(st.sampled_from("ab"), st.booleans()) for n in NOEKLER}
)
REGEL = {n: f"regel-{n}" for n in NOEKLER}


def som_funn(noekkel: str, ord_: str, soekt: bool) -> FunnTilVurdering:
    return replace(
        funn_til_vurdering(noekkel), regel=REGEL[noekkel], melding=som_tekst(ord_),
        dispensasjon_soekt=soekt,
    )  # fmt: skip


class Modell:
    """What is known of one finding, kept as plain facts about it and not as a state."""

    def __init__(self) -> None:
        self.i_kontrollen = True
        self.sagt = ("", False)
        self.mening = ""  # what a person last said of it as it now is
        self.soekt = self.lukket = self.kom_igjen = False

    @property
    def aapent(self) -> bool:
        return self.i_kontrollen and not self.lukket and self.mening in ("", "soekt")

    @property
    def hindrer(self) -> bool:
        return self.aapent or (self.i_kontrollen and not self.lukket and self.mening == "bekreftet")


class Funnenesliv(RuleBasedStateMachine):
    """Editions, checks again, judgements and closings in any order."""

    @initialize(funn=innhold)
    def mottas(self, funn: dict[str, tuple[str, bool]]) -> None:
        self.modell: dict[str, Modell] = {}
        nye = tuple(som_funn(n, *v) for n, v in funn.items())
        self.sak = gjoer(Sak(), (replace(motta(), funn=nye), SYS), (komplett(), SB))
        self._fant(funn, set(), set())
        self.alle: set[str] = set(funn)

    def _fant(self, funn: dict[str, tuple[str, bool]], borte: set[str], uavklart: set[str]) -> None:
        for n, (ord_, soekt) in funn.items():
            m = self.modell.setdefault(n, Modell())
            ny = m.sagt == ("", False) and not m.mening and not m.lukket
            tilbake = not m.i_kontrollen or m.lukket
            annet = m.sagt[0] != ord_ or (m.sagt[1] and not soekt)
            if tilbake or annet or ny:
                m.mening, m.soekt, m.lukket = "", False, False
            m.kom_igjen = tilbake
            if soekt and not m.soekt:
                m.soekt = True
                if m.mening != "avkreftet":
                    m.mening = "soekt"
            m.sagt, m.i_kontrollen = (ord_, soekt), True
        for n in set(self.modell) - set(funn):
            if REGEL[n] not in borte | uavklart and not self.modell[n].lukket:
                self.modell[n].i_kontrollen = False

    @rule(
        funn=innhold, borte=st.sets(st.sampled_from(sorted(REGEL.values()))),
        uavklart=st.sets(st.sampled_from(sorted(REGEL.values()))), suppleres=st.booleans(),
    )  # fmt: skip
    def kontrolleres(
        self, funn: dict[str, tuple[str, bool]], borte: set[str], uavklart: set[str],
        suppleres: bool,
    ) -> None:  # fmt: skip
        borte -= {REGEL[n] for n in funn}
        nye = tuple(som_funn(n, *v) for n, v in funn.items())
        felles = {
            "funn": nye, "regler_borte": tuple(sorted(borte)),
            "regler_uavklart": tuple(sorted(uavklart)),
        }  # fmt: skip
        igjen = hf.KontrollerIgjen(begrunnelse="Nye regler.", resultat="mangler", funn=())
        kommando: k.Kommando = replace(suppler(), **felles) if suppleres else igjen  # type: ignore[arg-type]
        if not suppleres:
            kommando = replace(igjen, **felles)  # type: ignore[arg-type]
        self.sak = gjoer(self.sak, (kommando, SOEKER if suppleres else SB))
        self._fant(funn, borte, uavklart)
        self.alle |= set(funn)

    @rule(noekkel=st.sampled_from(NOEKLER), utfall=st.sampled_from(Funnvurdering))
    def vurderes(self, noekkel: str, utfall: Funnvurdering) -> None:
        m = self.modell.get(noekkel)
        gaar = m is not None and m.i_kontrollen and not m.lukket
        gaar = gaar and (utfall is not DISP or (m is not None and m.soekt))
        try:
            self.sak = gjoer(self.sak, (vurder(noekkel, utfall), SB))
        except Avslaatt:
            assert not gaar
            return
        assert gaar
        assert m is not None
        m.mening = utfall.value

    @rule(noekkel=st.sampled_from(NOEKLER))
    def dispensasjon_soekes(self, noekkel: str) -> None:
        m = self.modell.get(noekkel)
        gaar = m is not None and m.i_kontrollen and not m.lukket
        gaar = gaar and m is not None and m.mening in ("", "bekreftet")
        try:
            self.sak = gjoer(self.sak, (soek_dispensasjon(noekkel), SOEKER))
        except Avslaatt:
            assert not gaar
            return
        assert gaar
        assert m is not None
        m.mening, m.soekt = "soekt", True

    @rule(noekkel=st.sampled_from(NOEKLER))
    def lukkes(self, noekkel: str) -> None:
        try:
            lukk = hf.LukkFunn(funn=noekkel, begrunnelse="Regelen er borte.")
            self.sak = gjoer(self.sak, (lukk, SB))
        except Avslaatt:
            return
        self.modell[noekkel].lukket = True

    @rule()
    def innstilles_og_avgjoeres(self) -> None:
        """A permit goes through exactly when nothing that stands is open or confirmed."""
        if any(m.aapent for m in self.modell.values()):
            with pytest.raises(Avslaatt):
                gjoer(self.sak, (k.GjoerKlar(), SB))
            return
        klar = gjoer(self.sak, (k.GjoerKlar(), SB))
        disp = tuple(
            n for n, m in self.modell.items()
            if m.i_kontrollen and not m.lukket and m.mening == "dispensasjon"
        )  # fmt: skip
        try:
            gjoer(klar, (vedtak(dispensasjoner=disp), GK))
        except Avslaatt:
            assert any(m.hindrer for m in self.modell.values())
        else:
            assert not any(m.hindrer for m in self.modell.values())

    @invariant()
    def ingenting_er_borte(self) -> None:
        if hasattr(self, "alle"):
            assert {liv.noekkel for liv in self.sak.soeknad().funnene} == self.alle

    @invariant()
    def tilstanden_sier_det_modellen_sier(self) -> None:
        for n, m in getattr(self, "modell", {}).items():
            liv = funnet(self.sak, n)
            if m.lukket:
                ventet = {F.LUKKET}
            elif not m.i_kontrollen:
                ventet = {F.RETTET}
            else:
                ventet = {
                    "": {F.AAPEN, F.GJENOPPSTAATT}, "soekt": {F.DISP_SOEKT},
                    "bekreftet": {F.BEKREFTET}, "avkreftet": {F.AVKREFTET},
                    "dispensasjon": {F.DISP_INNSTILT},
                }[m.mening]  # fmt: skip
            assert liv.tilstand in ventet, (n, vars(m), liv)
            assert liv.tilstand is not F.GJENOPPSTAATT or m.kom_igjen or not m.mening

    @invariant()
    def historien_henger_sammen(self) -> None:
        for liv in getattr(self, "sak", Sak()).soeknad().funnene:
            assert liv.steg[-1].til is liv.tilstand
            numre = [s.hendelse for s in liv.steg]
            assert numre == sorted(numre)
            assert all(s.av.id for s in liv.steg)
            assert all(s.tid <= T0 + DAG for s in liv.steg)


TestFunnenesliv = Funnenesliv.TestCase
TestFunnenesliv.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
