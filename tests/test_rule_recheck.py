"""One rule changed: the report is the one that asking every rule again would give."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import Any

import pytest
from test_rule_certificate import KART, KATALOG, MOTOR, SAKER, innsending

from byggsak.facts.assemble import avled, samle
from byggsak.rule import Vurdering, brutt
from byggsak.rule.catalogue import Katalog
from byggsak.rule.recheck import (
    Fakta,
    alle_regler,
    bare_regelen,
    satt_inn,
    sier_det_samme,
    svaret,
    trenger_alle,
)
from byggsak.rule.report import Kontrollrapport
from byggsak.services.kontroll import ankerdatoer, grunnlaget, les_alt

UTEN_RADER = replace(KATALOG, tabeller=(), _feltsett={}, _sist_spurt={})
ENDRES = ("tek17-7-2-flomsone", "pbl-21-3-nabovarsel-frist", "sak10-5-4-tegninger")


@cache
def fakta(navn: str) -> tuple[Fakta, Any]:
    lest = les_alt(KATALOG, innsending(navn), None)
    assert lest.soeknad is not None
    datoer = ankerdatoer(SAKER[navn]["mottatt"])
    ting = samle(grunnlaget(MOTOR, lest, lest.soeknad, KART, datoer))
    return (
        Fakta(lest.soeknad.skjema, lest.soeknad.felt, tuple(ting), datoer, lest.kommune),
        partial(avled, lest.soeknad),
    )


def med_regel(id_: str, vurder: Callable[[Any, Any], Vurdering]) -> Katalog:
    """The catalogue with the rule's newest version answering otherwise."""
    gammel = KATALOG.regel(id_)
    ny = replace(gammel, vurder=vurder)
    return replace(
        UTEN_RADER,
        filer=tuple(replace(f, regel=ny) if f.regel is gammel else f for f in KATALOG.filer),
        _versjoner={
            alle[0].id: tuple(ny if r is gammel else r for r in alle)
            for alle in KATALOG.versjoner()
        },
    )


def bare_denne(katalog: Katalog, id_: str, navn: str) -> Kontrollrapport:
    kjent, _ = fakta(navn)
    ting = [g for g in kjent.gjenstander if isinstance(g, katalog.regel(id_).gjelder)]
    return svaret(bare_regelen(katalog, id_), kjent.skjema, ting, kjent.datoer, kjent.kommune)


@pytest.mark.parametrize("navn", sorted(SAKER))
@pytest.mark.parametrize("id_", ENDRES)
def test_a_changed_rule_gives_the_report_that_asking_them_all_gives(id_: str, navn: str) -> None:
    katalog = med_regel(id_, lambda ting, krav: brutt().med(mangler="x", kode="x"))
    kjent, avleder = fakta(navn)
    foer = alle_regler(UTEN_RADER, kjent, avled=avleder)
    hel = alle_regler(katalog, kjent, avled=avleder)
    svar = bare_denne(katalog, id_, navn)
    assert not trenger_alle(katalog, id_)
    flettet = satt_inn(foer, svar, id_)
    assert flettet.dekning == hel.dekning
    assert flettet.funn == hel.funn
    assert flettet.resultat == hel.resultat
    assert sier_det_samme(foer, svar, id_) == (
        hel.dekning == foer.dekning and hel.funn == foer.funn
    )


@pytest.mark.parametrize("id_", ENDRES)
def test_a_rule_that_has_not_changed_says_the_same_about_every_application(id_: str) -> None:
    for navn in SAKER:
        kjent, avleder = fakta(navn)
        foer = alle_regler(UTEN_RADER, kjent, avled=avleder)
        assert sier_det_samme(foer, bare_denne(UTEN_RADER, id_, navn), id_)


def test_a_rule_that_can_need_a_dispensation_takes_the_others_with_it() -> None:
    assert trenger_alle(KATALOG, "pbl-29-4-avstand-nabogrense")
    assert trenger_alle(KATALOG, "pbl-19-1-dispensasjon-ikke-soekt")
    assert not trenger_alle(KATALOG, "pbl-21-3-nabovarsel")
