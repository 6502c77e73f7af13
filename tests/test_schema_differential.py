"""Our schemas against the official ones: the same mutants accepted, the same refused.

Three forms have a published schema. Ours are written anew in blocks that the forms share; that
they say the same is shown here on documents broken in every way a document can be broken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from byggsak.xml.forms import Form, forms, recognise
from byggsak.xml.reader import read
from byggsak.xml.schema import validate
from tests.conftest import shared
from tests.skjemamutanter import (
    COMPARED,
    MUTATIONS,
    Schemas,
    full_document,
    mutant,
    mutants,
    originals,
    systematic,
)


@cache
def schemas(name: str) -> Schemas:
    return Schemas(name)


@pytest.mark.parametrize("form", forms(), ids=str)
def test_a_document_with_every_element_filled_in_is_valid(form: Form) -> None:
    document = read(full_document(form))
    assert recognise(document) is form
    assert validate(document, form) == []


@pytest.mark.parametrize("name", COMPARED)
def test_what_is_valid_for_us_is_valid_for_the_official_schema(name: str) -> None:
    shared("dibk", "xsd")
    documents = originals(schemas(name).form)
    assert len(documents) >= 3
    for data in documents:
        assert schemas(name).verdicts(read(data).root) == ((True, True), (True, True))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_our_schemas_accept_and_refuse_what_the_official_ones_do(data: st.DataObject) -> None:
    shared("dibk", "xsd")

    def choose(options: Sequence[Any]) -> Any:
        return data.draw(st.sampled_from(options))

    compared = schemas(data.draw(st.sampled_from(COMPARED)))
    original = data.draw(st.sampled_from(originals(compared.form)))
    root, _ = mutant(original, choose)
    for ours, official in compared.verdicts(root):
        assert ours == official, etree.tostring(root, encoding="unicode")


def test_the_mutants_are_of_every_kind_both_accepted_and_refused() -> None:
    """So that agreement means something: no kind of change is always or never let through."""
    shared("dibk", "xsd")
    seen: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for compared, root, names in mutants(500, seed=7):
        ours, official = (gate.validate(root) for gate in compared.gates)
        assert ours == official
        if len(names) == 1:
            seen[official][names[0]] += 1
    assert set(seen[True]) | set(seen[False]) == set(MUTATIONS)
    assert seen[True].total() > 100
    assert seen[False].total() > 100
    assert not seen[False]["drop"]
    assert seen[False]["unknown child"] > seen[True]["unknown child"]


@pytest.mark.parametrize("name", COMPARED)
def test_every_element_is_treated_as_the_official_schema_treats_it(name: str) -> None:
    shared("dibk", "xsd")
    ours, official = schemas(name).gates
    count = 0
    for root, change in systematic(schemas(name).form, texts=("x", "12", "true", "2026-01-31")):
        place = etree.tostring(root, encoding="unicode")
        assert ours.validate(root) == official.validate(root), (change, place)
        count += 1
    assert count > 1_000
