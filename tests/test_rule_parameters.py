"""Dated numbers: what may be written, what is refused, and which number holds on a day."""

import doctest
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_helpers import DATO, KRAV, regel

from byggsak.rule import parameters
from byggsak.rule.errors import ParameterFeil
from byggsak.rule.parameter_files import les_overstyring, les_rekker
from byggsak.rule.parameters import Parametre, kontroller_krav


def rekker(tekst: str) -> dict[tuple[str, str], parameters.Tallrekke]:
    return les_rekker(tomllib.loads(tekst), "pbl/krav.toml")


TO_TALL = """
["pbl-1-avstand".minste]
enhet = "m"
kommune_kan_endre = true
verdier = [
  { fra = 2010-07-01, verdi = "4.0", kilde = "pbl § 1" },
  { fra = 2020-01-01, verdi = "4.50", kilde = "LOV-2019" },
]
"""


@pytest.mark.parametrize(
    ("dato", "ventet"),
    [
        (date(2010, 7, 1), "4.0"),
        (date(2019, 12, 31), "4.0"),
        (date(2020, 1, 1), "4.50"),
        (date(2030, 1, 1), "4.50"),
    ],
)
def test_a_new_number_holds_from_its_day(dato: date, ventet: str) -> None:
    krav = Parametre(rekker(TO_TALL)).krav(regel(), dato)
    assert str(krav.minste) == ventet


def test_the_same_question_is_answered_by_the_same_value() -> None:
    parametre = Parametre(rekker(KRAV))
    assert parametre.krav(regel(), DATO, "9999") is parametre.krav(regel(), DATO, "9999")


def test_the_rules_own_number_goes_before_the_common_one() -> None:
    felles = '[felles.minste]\nverdier = [{ fra = 2010-07-01, verdi = "9", kilde = "x" }]\n'
    assert Parametre(rekker(felles)).krav(regel(), DATO).minste == 9
    assert Parametre(rekker(felles + KRAV)).krav(regel(), DATO).minste == 4


def test_numbers_become_the_types_the_rule_declares() -> None:
    @dataclass(frozen=True)
    class Krav:
        tall: Decimal
        antall: int
        paa: bool
        navn: str
        dag: date
        koder: tuple[str, ...]
        typer: frozenset[str]

    linje = "{{ fra = 2010-07-01, verdi = {}, kilde = 'x' }}"
    verdier = {
        "tall": "'4.50'",
        "antall": "'3'",
        "paa": "'true'",
        "navn": "'RP'",
        "dag": "'2020-02-29'",
        "koder": "['b', 'a']",
        "typer": "['b', 'a', 'b']",
    }
    tekst = "".join(f"[fakta.{k}]\nverdier = [{linje.format(v)}]\n" for k, v in verdier.items())
    assert Parametre(rekker(tekst)).les(("fakta",), Krav, DATO) == Krav(
        Decimal("4.50"), 3, True, "RP", date(2020, 2, 29), ("b", "a"), frozenset({"a", "b"})
    )


@pytest.mark.parametrize(
    ("linjer", "sier"),
    [
        ("", "mangler verdier"),
        ("{ fra = 2010-07-01, verdi = '4' }", "fra, verdi og kilde"),
        ("{ fra = 2010-07-01, verdi = '4', kilde = ' ' }", "mangler kilde"),
        ("{ fra = 2010-07-01, verdi = 4.0, kilde = 'x' }", "anførselstegn"),
        ("{ fra = '2010-07-01', verdi = '4', kilde = 'x' }", "fra må være en dato"),
        ("{ fra = 2010-07-01T00:00:00, verdi = '4', kilde = 'x' }", "fra må være en dato"),
        (
            "{ fra = 2020-01-01, verdi = '4', kilde = 'x' },"
            "{ fra = 2010-07-01, verdi = '5', kilde = 'x' }",
            "i rekkefølge",
        ),
        (
            "{ fra = 2010-07-01, verdi = '4', kilde = 'x' },"
            "{ fra = 2010-07-01, verdi = '5', kilde = 'x' }",
            "bare én gang",
        ),
    ],
)
def test_a_line_that_can_be_misread_is_refused_by_file_and_key(linjer: str, sier: str) -> None:
    with pytest.raises(ParameterFeil, match=sier) as feil:
        rekker(f'["pbl-1-avstand".minste]\nverdier = [{linjer}]')
    assert "pbl/krav.toml" in str(feil.value)
    assert "minste" in str(feil.value)


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(ParameterFeil, match="kommune_kan_andre"):
        rekker(KRAV + "kommune_kan_andre = true")


@pytest.mark.parametrize(
    ("krav", "sier"),
    [
        ("", "ikke noe tall"),
        (KRAV.replace("2010-07-01", "2011-01-01"), "da regelen begynner å gjelde"),
        (KRAV.replace("4.0", "fire"), "kan ikke leses som Decimal"),
        (KRAV.replace("4.0", "NaN"), "kan ikke leses som Decimal"),
        (KRAV.replace('"4.0"', '["4.0"]'), "liste"),
        (
            KRAV.replace("}]", '}, { fra = 2020-01-01, verdi = "opphevet", kilde = "x" }]'),
            "opphevet 2020-01-01",
        ),
    ],
)
def test_a_rule_in_force_always_has_its_numbers(krav: str, sier: str) -> None:
    with pytest.raises(ParameterFeil, match=sier) as feil:
        kontroller_krav(regel(), Parametre(rekker(krav)))
    assert "pbl-1-avstand" in str(feil.value)


def test_a_number_may_be_repealed_the_day_the_rule_is() -> None:
    krav = KRAV.replace("}]", '}, { fra = 2020-01-01, verdi = "opphevet", kilde = "x" }]')
    kontroller_krav(regel(gjelder_til=date(2020, 1, 1)), Parametre(rekker(krav)))


def test_a_krav_of_an_unreadable_type_is_refused() -> None:
    @dataclass(frozen=True)
    class Krav:
        minste: float

    with pytest.raises(ParameterFeil, match="float"):
        kontroller_krav(regel(krav=Krav), Parametre(rekker(KRAV)))


EGET = """
["pbl-1-avstand".minste]
verdier = [
  { fra = 2022-01-01, verdi = "6", kilde = "kommuneplanen" },
  { fra = 2024-01-01, verdi = "opphevet", kilde = "kommuneplanen" },
]
"""


def test_the_municipalitys_number_holds_while_it_lasts_and_only_there() -> None:
    nasjonale = rekker(TO_TALL)
    egne = les_overstyring(tomllib.loads(EGET), nasjonale, "kommuner/9999.toml")
    parametre = Parametre(nasjonale, {"9999": egne})
    aar = [2021, 2022, 2023, 2024]
    i_kommunen = [parametre.krav(regel(), date(a, 6, 1), "9999").minste for a in aar]
    ellers = [parametre.krav(regel(), date(a, 6, 1), "9998").minste for a in aar]
    assert i_kommunen == [Decimal("4.50"), 6, 6, Decimal("4.50")]
    assert ellers == [Decimal("4.50")] * 4


def test_a_municipality_cannot_change_what_the_law_does_not_open() -> None:
    with pytest.raises(ParameterFeil, match="kan ikke endres av en kommune") as feil:
        les_overstyring(tomllib.loads(EGET), rekker(KRAV), "kommuner/9999.toml")
    assert "kommuner/9999.toml" in str(feil.value)


def test_a_municipality_cannot_change_what_does_not_exist() -> None:
    with pytest.raises(ParameterFeil, match="finnes ikke nasjonalt"):
        les_overstyring(tomllib.loads(EGET), {}, "kommuner/9999.toml")


def test_a_municipalitys_unreadable_number_is_found_at_load() -> None:
    nasjonale = rekker(TO_TALL)
    egne = les_overstyring(tomllib.loads(EGET.replace('"6"', '"seks"')), nasjonale, "k.toml")
    with pytest.raises(ParameterFeil, match="seks"):
        kontroller_krav(regel(), Parametre(nasjonale, {"9999": egne}))


@given(
    datoer=st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1, unique=True),
    spurt=st.dates(date(1890, 1, 1), date(2110, 1, 1)),
)
def test_the_number_in_force_is_the_newest_not_after_the_day(
    datoer: list[date], spurt: date
) -> None:
    linjer = ",".join(
        f"{{ fra = {d.isoformat()}, verdi = '{d.toordinal()}', kilde = 'x' }}"
        for d in sorted(datoer)
    )
    rekke = rekker(f"[felles.n]\nverdier = [{linjer}]")[("felles", "n")]
    tall = rekke.paa(spurt)
    eldre = [d for d in datoer if d <= spurt]
    assert (tall.fra if tall else None) == (max(eldre) if eldre else None)


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(parameters).failed == 0
