"""Rules tested against themselves: every fault put into a rule is noticed by its own examples."""

import marshal
import subprocess
import sys
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from byggsak.rule.catalogue import Katalog
from byggsak.rule.docs import sti
from byggsak.rule.review import forfalt, main
from byggsak.testing.mutants import mutanter
from byggsak.testing.mutate import (
    OVERLEVENDE,
    Resultat,
    les_overlevende,
    proev_alle,
    proev_regel,
    uenighet,
)

KATALOG = Katalog.last()
FORKLART = les_overlevende(sti().with_name(OVERLEVENDE))
RESULTATER = {r.regel: r for r in proev_alle(KATALOG, KATALOG.filer)}

KILDE = '''
"""Docstring."""
GRENSE = 3
TEKST = Tekst("a", "b", "c")

def vurder(ting, krav) -> Vurdering:
    """Says nothing."""
    if ting.antall > GRENSE and not hjelp(ting):
        return brutt()
    return oppfylt()

def hjelp(ting) -> bool:
    return ting.liten

def _eksempel():
    return 1 < 2
'''


@pytest.mark.parametrize("regel", sorted(RESULTATER))
def test_the_rules_examples_notice_every_fault(regel: str) -> None:
    uforklart, foreldet = uenighet(RESULTATER[regel], FORKLART)
    assert not uforklart, (
        f"{regel}: no example notices {uforklart}. Add an example on the other side, or explain it "
        f"in rules/{OVERLEVENDE}. Try again: python -m byggsak.testing.mutate {regel}"
    )
    assert not foreldet, f"{regel}: rules/{OVERLEVENDE} explains what is killed: {foreldet}"


def test_every_rule_was_tried() -> None:
    assert {f.regel.id for f in KATALOG.filer} <= {r.split(" ")[0] for r in RESULTATER}
    assert all(r.antall >= 4 for r in RESULTATER.values()), "a rule with nothing to break in it"


def test_nothing_is_explained_about_a_rule_that_is_not_there() -> None:
    assert set(FORKLART) <= set(RESULTATER)


def test_every_explanation_is_a_sentence() -> None:
    assert all(len(grunn) > 20 for grunner in FORKLART.values() for grunn in grunner.values())


def test_the_faults_are_those_that_the_code_can_hold() -> None:
    navn = [m.navn for m in mutanter(KILDE, "kilde", "vurder")]
    assert navn == [
        "GRENSE: 3 → 2",
        "GRENSE: 3 → 4",
        "vurder: ting.antall > GRENSE and (not hjelp(ting)) → "
        "ting.antall > GRENSE or not hjelp(ting)",
        "vurder: ting.antall > GRENSE → ting.antall >= GRENSE",
        "vurder: ting.antall > GRENSE → ting.antall <= GRENSE",
        "vurder: not hjelp(ting) → hjelp(ting)",
        "vurder: return brutt() → return _m_oppfylt()",
        "vurder: return brutt() → return _m_uavklart()",
        "vurder: return brutt() → return _m_ikke_aktuell()",
        "vurder: return oppfylt() → return _m_brutt()",
        "vurder: return oppfylt() → return _m_uavklart()",
        "vurder: return oppfylt() → return _m_ikke_aktuell()",
        "hjelp: return ting.liten → return None",
    ]


def test_each_mutant_has_one_fault_and_the_source_is_whole_afterwards() -> None:
    hel = marshal.dumps(compile(KILDE, "kilde", "exec"))
    alle = [marshal.dumps(m.kode) for m in mutanter(KILDE, "kilde", "vurder")]
    assert len({hel, *alle}) == len(alle) + 1


@pytest.mark.parametrize(
    ("uten", "overlever"),
    [
        ("femten millimeter", "toleranse"),
        ("naboen har samtykket skriftlig", "SAMTYKKE"),
        ("planen har byggegrense", "PLANEN"),
    ],
)
def test_a_rule_whose_example_is_taken_away_is_refused(uten: str, overlever: str) -> None:
    regel = KATALOG.regel("pbl-29-4-avstand-nabogrense")
    fil = KATALOG.fil(regel)
    rest = {
        gruppe: {s: g for s, g in getattr(regel.eksempler, gruppe).items()
                 if uten not in s and "elleve" not in s}
        for gruppe in ("oppfylt", "brutt", "uavklart", "ikke_aktuell")
    }  # fmt: skip
    faerre = replace(fil, regel=replace(regel, eksempler=replace(regel.eksempler, **rest)))
    resultat = proev_regel(KATALOG, faerre)
    assert any(overlever in navn for navn in resultat.overlevde), resultat.overlevde
    assert uenighet(resultat, {})[0]


def test_a_number_without_an_example_of_its_own_time_survives() -> None:
    regel = KATALOG.regel("pbl-21-3-nabovarsel-frist")
    [rekke] = KATALOG.tall(regel).values()
    ny = replace(rekke.verdier[0], fra=date(2024, 1, 1), verdi="21")
    parametre = replace(
        KATALOG.parametre,
        nasjonale={
            **KATALOG.parametre.nasjonale,
            (rekke.seksjon, rekke.noekkel): replace(rekke, verdier=(*rekke.verdier, ny)),
        },
        _buffer={},
    )
    resultat = proev_regel(replace(KATALOG, parametre=parametre), KATALOG.fil(regel))
    assert "krav.minste_dager fra 2010-07-01: ingen eksempler" in resultat.overlevde


def test_an_explanation_of_what_is_killed_is_refused() -> None:
    resultat = Resultat("r", 3, ["en feil"])
    assert uenighet(resultat, {"r": {"en feil": "grunnen", "en annen": "grunnen"}}) == (
        [],
        ["en annen"],
    )
    assert uenighet(resultat, {"r": {"en feil": " "}}) == (["en feil"], [])


def test_the_command_prints_the_score_of_each_rule_and_fails_without_a_reason(
    tmp_path: Path,
) -> None:
    tom = tmp_path / "ingen.toml"
    tom.write_text("", "utf-8")
    kommando = [sys.executable, "-m", "byggsak.testing.mutate", "sak10-5-4-tegninger"]
    svar = subprocess.run(kommando, capture_output=True, text=True, check=False)
    assert svar.returncode == 0, svar.stdout
    assert "sak10-5-4-tegninger, 1 explained" in svar.stdout
    svar = subprocess.run(
        [*kommando, "--overlevende", str(tom)], capture_output=True, text=True, check=False
    )
    assert svar.returncode == 1
    assert "survived: _mangler: min → max" in svar.stdout


# The law by date


def test_a_rule_is_due_the_day_after_its_year_is_over_and_not_before() -> None:
    dag = date(2024, 2, 29)
    fil = KATALOG.filer[0]
    gammel = replace(KATALOG, filer=(replace(fil, regel=replace(fil.regel, kontrollert=dag)),))
    assert [len(forfalt(gammel, date(2025, 2, d))) for d in (27, 28)] == [0, 0]
    assert [r.id for r in forfalt(gammel, date(2025, 3, 1))] == [fil.regel.id]


def test_the_list_of_rules_that_are_due_is_printed_and_is_no_failure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["2099-01-01"]) == 0
    assert f"{len(KATALOG.filer)} of {len(KATALOG.filer)} rules" in capsys.readouterr().out
    assert main(["2010-07-01"]) == 0
    assert capsys.readouterr().out.startswith("0 of")
    assert main([]) == 2


def test_every_date_of_a_rule_or_its_numbers_is_a_day_on_which_the_law_changed() -> None:
    kjente = {e.dato for e in KATALOG.lovendringer}
    datoer: dict[str, set[date]] = {}
    for fil in KATALOG.filer:
        egne = datoer.setdefault(fil.regel.id, {fil.regel.gjelder_fra})
        egne |= {fil.regel.gjelder_til} - {None}
        egne |= {t.fra for rekke in KATALOG.tall(fil.regel).values() for t in rekke.verdier}
    for bokstav in (f.kategori for f in KATALOG.kategorier):
        datoer.setdefault(bokstav.id, set()).update(
            {bokstav.gjelder_fra, bokstav.gjelder_til} - {None}
        )
    for tabell in KATALOG.tabeller:
        datoer.setdefault(tabell.fil, set()).update(
            {tabell.gjelder_fra, tabell.gjelder_til} - {None}
        )
    ukjente = {hva: egne - kjente for hva, egne in datoer.items() if egne - kjente}
    assert not ukjente, f"add the change with its source to lovendringer.toml: {ukjente}"


def test_every_change_of_the_law_is_held_by_rules_that_are_there() -> None:
    regler = {f.regel.id for f in KATALOG.filer} | {t.fil for t in KATALOG.tabeller}
    regler |= {f.kategori.id for f in KATALOG.kategorier}
    for endring in KATALOG.lovendringer:
        assert set(endring.regler) <= regler, endring
        assert endring.regler or endring.utenfor, endring


def test_the_file_of_changes_is_the_file_that_the_page_shows() -> None:
    fil = sti().parent / "byggsak_rules" / "lovendringer.toml"
    assert len(tomllib.loads(fil.read_text("utf-8"))["endring"]) == len(KATALOG.lovendringer) >= 15
    side = sti().read_text("utf-8")
    assert all(e.hva in side for e in KATALOG.lovendringer)
