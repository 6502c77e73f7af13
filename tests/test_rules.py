"""Every rule's examples, one test each, named by its sentence; and what all rules must hold."""

from datetime import date

import pytest

from byggsak.rule.catalogue import Katalog
from byggsak.testing.rules import Proeve, eksempler, proev

KATALOG = Katalog.last()


@pytest.mark.parametrize("eksempel", eksempler(KATALOG), ids=str)
def test_the_rule_answers_as_its_example_says(eksempel: Proeve) -> None:
    proev(KATALOG, eksempel)


def test_there_are_rules_in_force() -> None:
    assert KATALOG.i_kraft(date(2026, 1, 1))


def test_every_rule_has_an_example_for_what_it_does_not_know() -> None:
    uten = [f.regel.id for f in KATALOG.filer if not f.regel.eksempler.uavklart]
    assert not uten, f"add an `uavklart` example to {uten}"


def test_every_rule_file_tells_a_jurist_what_it_decides() -> None:
    assert not [f.modul for f in KATALOG.filer if len(f.dok.splitlines()) < 3]
