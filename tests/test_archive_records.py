"""Archive records: Noark's code lists hold, and every command survives its trip through JSON."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byggsak.archive import codec
from byggsak.archive.codes import (
    Avskrivningsmaate,
    Journalposttype,
    Korrespondanseparttype,
    Saksstatus,
    SkjermingDokument,
    SkjermingMetadata,
)
from byggsak.archive.commands import (
    CloseCase,
    Command,
    ExternalKey,
    Kind,
    LinkExternalKey,
    UpdateCase,
    WriteOff,
    from_json,
    kind_of,
    target_of,
    to_json,
)
from byggsak.archive.errors import ArchiveError, InvalidRecord, PermanentConfig
from byggsak.archive.port import ArchiveIds, Fault, Outcome, State
from byggsak.archive.records import (
    Avskrivning,
    Fil,
    Klasse,
    Korrespondansepart,
    Part,
    Skjerming,
)
from byggsak.archive.registry import create, installed
from byggsak.testing.archive import Files, Names
from byggsak.testing.archive_examples import (
    add_document,
    archive_entry,
    ensure_case,
    ensure_entry,
)

NAMES = Names("9999/2026-000001")
AT = datetime(2026, 3, 2, 12, 0, 30, tzinfo=UTC)
SHIELDING = Skjerming(
    tilgangsrestriksjon="Unntatt offentlighet",
    skjermingshjemmel="offl § 13",
    skjerming_metadata=(SkjermingMetadata.NAVN_AVSENDER,),
    skjerming_dokument=SkjermingDokument.HELE,
    skjerming_opphoerer_dato=date(2086, 1, 1),
)
ALL: list[Command] = [
    ensure_case(NAMES, skjerming=SHIELDING),
    ensure_entry(NAMES, skjerming=SHIELDING),
    add_document(NAMES, Files().add(b"x")),
    UpdateCase(key="u", case=NAMES.case, at=AT, by="leder", saksstatus=Saksstatus.UTGAAR),
    archive_entry(NAMES),
    WriteOff(
        key="w",
        entry=NAMES.entry(),
        by_entry=NAMES.entry("2"),
        record=Avskrivning(
            avskrivningsdato=date(2026, 3, 2),
            avskrevet_av="Kari",
            avskrivningsmaate=Avskrivningsmaate.EPOST,
        ),
    ),
    CloseCase(key="c", case=NAMES.case, at=AT, by="arkivar"),
    LinkExternalKey(key="l", target=NAMES.case, alias=ExternalKey(Kind.CASE, "1", "sak")),
]

# Everything XML 1.0 can carry: what a title may be made of.
xml_text = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1
).filter(str.strip)


@pytest.mark.parametrize("command", ALL, ids=kind_of)
def test_every_command_survives_json(command: Command) -> None:
    stored = json.dumps(to_json(command))
    assert from_json(kind_of(command), json.loads(stored)) == command
    assert target_of(command).value.startswith(NAMES.root)


@given(xml_text, xml_text)
def test_any_title_that_xml_can_carry_survives_json(tittel: str, navn: str) -> None:
    part = Part(part_navn=navn, part_rolle="Tiltakshaver")
    command = ensure_case(NAMES, tittel=tittel, parter=(part,))
    assert from_json("EnsureCase", json.loads(json.dumps(to_json(command)))) == command


def test_no_document_content_is_in_the_payload() -> None:
    command = add_document(NAMES, Files().add(b"a secret in the drawing"))
    assert "secret" not in json.dumps(to_json(command))


def test_an_outcome_survives_json() -> None:
    outcome = Outcome(
        target=NAMES.case,
        state=State.REJECTED,
        ids=ArchiveIds(mappe_id="2026/1", saksaar=2026),
        code="x",
        message="y",
        fault=Fault.CONFIG,
    )
    assert codec.load(Outcome, json.loads(json.dumps(codec.dump(outcome)))) == outcome


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"ukjent": 1}, "ukjente felt ukjent"),
        ({"key": 7}, "EnsureEntry.key"),
        ({"record": []}, "EnsureEntry.record"),
    ],
)
def test_a_payload_of_the_wrong_shape_is_refused_by_name(change: dict[str, Any], word: str) -> None:
    with pytest.raises(InvalidRecord, match=word):
        from_json("EnsureEntry", to_json(ensure_entry(NAMES)) | change)


def test_a_missing_field_is_refused_by_name() -> None:
    payload = to_json(ensure_entry(NAMES))
    del payload["record"]["tittel"]
    with pytest.raises(InvalidRecord, match=r"EnsureEntry\.record\.tittel mangler"):
        from_json("EnsureEntry", payload)


def test_a_code_outside_the_list_is_refused_also_from_json() -> None:
    payload = to_json(ensure_entry(NAMES))
    payload["record"]["journalstatus"] = "tull"
    with pytest.raises(InvalidRecord, match="'tull' er ikke en gyldig Journalstatus"):
        from_json("EnsureEntry", payload)


def test_an_unknown_kind_of_command_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidRecord, match="EnsureCase"):
        from_json("Slett", {})


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda: ensure_case(NAMES, tittel=" "), "Saksmappe.tittel er tom"),
        (lambda: ensure_case(NAMES, tittel="a\x0bb"), r"U\+000B"),
        (lambda: ensure_case(NAMES, saksstatus="Avsluttet!"), "Under behandling"),
        (lambda: ensure_entry(NAMES, journalposttype="Inn"), "Inngående dokument"),
        (lambda: ensure_entry(NAMES, korrespondanseparter=()), "minst én part"),
        (lambda: Klasse(klasse_id="", tittel="x"), "klasse_id er tom"),
        (lambda: replace(SHIELDING, skjerming_metadata=()), "M502"),
        (lambda: replace(SHIELDING, skjerming_metadata=("alt",)), "alt"),
        (lambda: Korrespondansepart(type="Noen", navn="Ola"), "Avsender"),  # type: ignore[arg-type]
        (lambda: replace(Files().add(b""), sha256="ABC"), "64 små"),
        (lambda: replace(Files().add(b""), stoerrelse=-1), "negativ"),
        (lambda: replace(Files().add(b""), pronom="PDF/A"), "PRONOM"),
    ],
)
def test_a_record_that_breaks_noark_cannot_be_made(make: Any, word: str) -> None:
    with pytest.raises(InvalidRecord, match=word):
        make()


@pytest.mark.parametrize(
    "hidden",
    [
        SkjermingMetadata.TITTEL_REGISTRERING_ORD,
        SkjermingMetadata.TITTEL_REGISTRERING_FOERSTE_LINJE,
        SkjermingMetadata.MIDLERTIDIG,
    ],
)
def test_a_shielded_title_needs_a_public_one(hidden: SkjermingMetadata) -> None:
    shielding = replace(SHIELDING, skjerming_metadata=(hidden,))
    with pytest.raises(InvalidRecord, match="offentlig_tittel"):
        ensure_entry(NAMES, skjerming=shielding)
    assert ensure_entry(NAMES, skjerming=shielding, offentlig_tittel="Merknad")


@pytest.mark.parametrize(
    ("name", "ending"),
    [("Plan.PDF", "pdf"), ("a.b.xml", "xml"), ("uten", "bin"), (".skjult", "bin"), ("x.å", "bin")],
)
def test_the_file_extension_is_lower_case_ascii_or_bin(name: str, ending: str) -> None:
    fil = Fil(sted="x", filnavn=name, sha256="0" * 64, stoerrelse=0, mime="a/b")
    assert fil.endelse == ending


def test_the_numbers_of_values_in_the_code_lists_are_those_of_the_standard() -> None:
    sizes = {SkjermingMetadata: 12, Journalposttype: 5, Korrespondanseparttype: 6}
    assert {codes: len(codes) for codes in sizes} == sizes


def test_the_shipped_adapters_are_found_by_their_entry_points() -> None:
    assert {"memory", "noark5"} <= set(installed())


def test_an_unknown_adapter_is_refused_with_the_names_of_the_installed_ones() -> None:
    with pytest.raises(PermanentConfig, match=r"'acos'.*memory, noark5"):
        create("acos", {}, Files())


def test_every_error_says_what_and_has_a_code() -> None:
    kinds = [ArchiveError]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    assert len({kind.code for kind in kinds}) == len(kinds) == 7
    assert ArchiveError("hva", "egen").code == "egen"
