"""Which form is it? The root, its namespace and its three attributes must say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from byggsak.xml import forms as module
from byggsak.xml.forms import (
    Form,
    SchemaIndexError,
    forms,
    load_index,
    recognise,
    schema_folders,
)
from byggsak.xml.reader import UkjentSkjema, read


def root(form: Form, **other: str) -> bytes:
    says = {
        "dataFormatProvider": form.provider,
        "dataFormatId": form.data_format_id,
        "dataFormatVersion": form.version,
    } | other
    attributes = " ".join(f'{key}="{value}"' for key, value in says.items() if value)
    return f'<{form.root} xmlns="{form.namespace}" {attributes}/>'.encode()


@pytest.mark.parametrize("form", forms(), ids=str)
def test_every_form_knows_its_own_root(form: Form) -> None:
    assert recognise(read(root(form))) is form


@pytest.mark.parametrize("key", ["dataFormatProvider", "dataFormatId", "dataFormatVersion"])
@pytest.mark.parametrize("value", ["", "99999", "SERES"])
@pytest.mark.parametrize("form", forms(), ids=str)
def test_an_attribute_that_contradicts_the_root_is_named(form: Form, key: str, value: str) -> None:
    with pytest.raises(UkjentSkjema) as caught:
        recognise(read(root(form, **{key: value})))
    error = caught.value
    assert error.kode == "motsagt-skjema"
    assert (f'{key}="{value}"' if value else f"{key} mangler") in error.melding.nb
    expected = {"dataFormatProvider": form.provider, "dataFormatId": form.data_format_id}
    assert f'{key}="{expected.get(key, form.version)}"' in error.raad.en


def test_an_unknown_form_names_what_was_found_and_the_nearest() -> None:
    with pytest.raises(UkjentSkjema) as caught:
        recognise(read(b'<etttrinn xmlns="urn:x"/>'))
    assert caught.value.kode == "ukjent-skjema"
    assert "«etttrinn»" in caught.value.melding.nb
    assert "«urn:x»" in caught.value.melding.nn
    assert "Did you mean «ettrinn»?" in caught.value.melding.en
    assert all(str(form) in caught.value.melding.nb for form in forms())


def test_an_unknown_version_names_the_versions_that_are_read() -> None:
    with pytest.raises(UkjentSkjema) as caught:
        recognise(read(b'<ettrinn xmlns="https://skjema.ft.dibk.no/ettrinn/v3"/>'))
    assert caught.value.kode == "ukjent-versjon"
    assert "ettrinn v4" in caught.value.melding.nb
    assert "utenansvarsrett" not in caught.value.melding.nb


INDEX = """
[[skjema]]
name = "proeve"
version = "1"
title = { nb = "Prøve", nn = "Prøve", en = "Trial" }
data_format_id = "1"
provider = "X"
namespace = "urn:proeve"
root = "proeve"
xsd = "proeve.xsd"
type = "ET"
kind = "soeknad"
mapping = "ettrinn_v4"
source = "a test"
date = 2026-01-01
"""


def package(folder: Path, index: str) -> Path:
    (folder / "index.toml").write_text(index, "utf-8")
    (folder / "proeve.xsd").write_text("<xs/>", "utf-8")
    return folder


def test_another_package_can_bring_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [*schema_folders(), package(tmp_path, INDEX)]
    monkeypatch.setattr(module, "schema_folders", lambda: folders)
    assert "proeve v1" in [str(form) for form in module.forms.__wrapped__()]


@pytest.mark.parametrize(
    ("index", "words"),
    [
        (INDEX.replace('type = "ET"', 'type = "XX"'), "XX"),
        (INDEX.replace('root = "proeve"', ""), "root"),
        (INDEX.replace('xsd = "proeve.xsd"', 'xsd = "annet.xsd"'), "annet.xsd"),
        (INDEX + 'ukjent = "x"', "ukjent"),
    ],
)
def test_a_broken_index_is_named_with_its_line(tmp_path: Path, index: str, words: str) -> None:
    with pytest.raises(SchemaIndexError, match=words) as caught:
        load_index(package(tmp_path, index))
    assert "index.toml, skjema 1" in str(caught.value)


def test_two_forms_cannot_claim_one_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = package(tmp_path, INDEX + INDEX)
    monkeypatch.setattr(module, "schema_folders", lambda: [folder])
    with pytest.raises(SchemaIndexError, match="both claim"):
        module.forms.__wrapped__()
