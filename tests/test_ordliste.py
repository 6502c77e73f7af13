"""One concept has one word: the glossary names every class of the domain, and nothing else."""

import ast
import re
from pathlib import Path

import pytest

ROT = Path(__file__).parents[1]
ORDLISTE = ROT / "rules" / "ORDLISTE.md"
DOMENE = ROT / "byggsak" / "domain"
KOLONNER = 6


def _klasser() -> set[str]:
    """The public classes of the domain, read without importing them."""
    return {
        node.name
        for fil in DOMENE.glob("*.py")
        for node in ast.parse(fil.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }


def _rader() -> list[list[str]]:
    """The cells of every row, headings and rulers left out."""
    rader = [
        [celle.strip() for celle in linje.strip().strip("|").split("|")]
        for linje in ORDLISTE.read_text("utf-8").splitlines()
        if linje.startswith("|")
    ]
    return [r for r in rader if r[0] != "Ord" and set("".join(r)) - set("-")]


def _navngitte() -> set[str]:
    return {navn for rad in _rader() for navn in re.findall(r"`(\w+)`", rad[1])}


def test_every_class_of_the_domain_is_in_the_glossary() -> None:
    mangler = _klasser() - _navngitte()
    assert not mangler, f"add {sorted(mangler)} to {ORDLISTE.name}, with what it is not"


def test_the_glossary_names_no_class_that_is_gone() -> None:
    assert not _navngitte() - _klasser()


@pytest.mark.parametrize("rad", _rader(), ids=lambda rad: rad[0])
def test_a_word_has_a_definition_a_source_and_an_english_gloss(rad: list[str]) -> None:
    assert len(rad) == KOLONNER
    assert all(rad), "an empty cell says nothing; write «–» when there is nothing to say"


def test_a_word_is_explained_once() -> None:
    ord_ = [rad[0] for rad in _rader()]
    assert len(ord_) == len(set(ord_))
