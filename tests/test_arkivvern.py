"""No identity number reaches an archive or a journal; names of private persons no public title."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from byggsak_archive_noark5 import create, skriv_uttrekk
from byggsak_archive_noark5.verify import verify
from hypothesis import given
from hypothesis import strategies as st

from byggsak.archive import commands as a
from byggsak.archive.codes import Journalposttype, Korrespondanseparttype
from byggsak.archive.records import Klasse, Korrespondansepart, Part
from byggsak.case.hendelse import SoeknadMottatt
from byggsak.case.sakskort import Kortpart
from byggsak.domain.personnummer import SKJULT, har_personnummer, uten_personnummer
from byggsak.services.arkivering import arkivoppdrag
from byggsak.services.arkivvern import offentlig_tittel, privatpersoner, skaanet
from byggsak.testing.archive import Files, Names
from byggsak.testing.archive_checks import done
from byggsak.testing.archive_examples import (
    NOON,
    add_document,
    archive_entry,
    ensure_case,
    ensure_entry,
)
from tests.casehjelp import SYS, liv, motta
from tests.uttrekkshjelp import good_deposit

FNR = "01019012480"


def received() -> SoeknadMottatt:
    [event] = liv((motta(), SYS))
    assert isinstance(event, SoeknadMottatt)
    return event


def control_digits(nine: str) -> str | None:
    """The number with its two control digits, as the population register computes them."""
    digits = [int(one) for one in nine]
    for weights in ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)):
        rest = 11 - sum(w * d for w, d in zip(weights, digits, strict=True)) % 11
        if rest == 10:
            return None
        digits.append(rest % 11)
    return "".join(map(str, digits))


@given(
    st.dates(),
    st.sampled_from([0, 40]),
    st.sampled_from([0, 40, 65, 80]),
    st.integers(0, 999),
    st.sampled_from(["", " ", "-"]),
)
def test_every_kind_of_identity_number_is_found_however_it_is_written(
    born: object, d_number: int, synthetic: int, individual: int, gap: str
) -> None:
    day, month, year = (int(part) for part in f"{born:%d %m %y}".split())
    number = control_digits(f"{day + d_number:02}{month + synthetic:02}{year:02}{individual:03}")
    if number is None:
        return
    text = f"Tilbygg for {number[:6]}{gap}{number[6:]}."
    assert har_personnummer(text)
    assert uten_personnummer(text) == f"Tilbygg for {SKJULT}."


@pytest.mark.parametrize(
    "text",
    ["Gnr. 12 bnr. 34", "Tlf. 22 33 44 55", "999999999", "01019012481", f"{FNR}1", f"9{FNR}", ""],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert uten_personnummer(text) == text


@given(st.text())
def test_what_is_hidden_once_stays_hidden(text: str) -> None:
    assert not har_personnummer(uten_personnummer(text))


@pytest.mark.parametrize(
    ("title", "names", "public"),
    [
        ("Tilbygg – gnr./bnr. 1/2", ["Ola Nordmann"], None),
        ("Tilbygg for Ola Nordmann", ["Ola Nordmann"], "Tilbygg for *****"),
        ("NORDMANNS garasje", ["Ola Nordmann"], "***** garasje"),
        ("Naust på Nordmannøya", ["Ola Nordmann"], None),
        ("Hus for Åse Ødegård-Øi", ["Åse Ødegård-Øi"], "Hus for *****"),
        ("Brygge (A. B.)", ["A. B."], "Brygge (*****)"),
        ("Garasje", [], None),
        ("Garasje", ["Li"], None),
    ],
)
def test_a_public_title_is_needed_only_where_the_title_names_a_private_person(
    title: str, names: list[str], public: str | None
) -> None:
    assert offentlig_tittel(title, names) == public


def test_only_parties_without_an_organisation_number_are_private() -> None:
    event = received()
    kort = replace(
        event.kort,
        tiltakshaver=Kortpart(navn="Ola Nordmann"),
        ansvarlig_soeker=Kortpart(navn="Tegn og Bygg AS", id="999999999"),
    )
    assert privatpersoner([replace(event, kort=kort)]) == {"Ola Nordmann"}


def test_the_commands_of_a_case_with_a_number_in_every_text_hold_none() -> None:
    names, files = Names(), Files()
    party = Part(part_navn=f"Ola {FNR}", part_rolle="Tiltakshaver", part_id=FNR)
    commands: list[a.Command] = [
        ensure_case(
            names, tittel=f"Sak {FNR}", parter=(party,), klasse=Klasse(klasse_id="1/2", tittel=FNR)
        ),
        ensure_entry(
            names,
            tittel=f"Post {FNR}",
            offentlig_tittel=f"Post {FNR}",
            korrespondanseparter=(
                Korrespondansepart(type=Korrespondanseparttype.AVSENDER, navn=f"Ola {FNR}"),
            ),
        ),
        add_document(names, files.add(b"x", f"plan {FNR}.pdf"), tittel=f"plan {FNR}.pdf"),
        replace(archive_entry(names), by=FNR),
        a.CloseCase(key=names.key("close"), case=names.case, at=NOON, by=FNR),
    ]
    for before, after in zip(commands, skaanet(commands, []), strict=True):
        assert FNR in json.dumps(a.to_json(before))
        assert FNR not in json.dumps(a.to_json(after))
        assert (after.key, a.target_of(after)) == (before.key, a.target_of(before))


def test_a_title_from_the_form_is_made_safe_on_its_way_to_the_archive() -> None:
    event = received()
    kort = replace(
        event.kort,
        tittel=f"Tilbygg for Ola Nordmann {FNR}",
        tiltakshaver=Kortpart(navn="Ola Nordmann"),
    )
    oppdrag = arkivoppdrag("9999", "2026-000001", [replace(event, kort=kort)], 0)
    case, entry = oppdrag[0], oppdrag[1]
    assert isinstance(case, a.EnsureCase)
    assert isinstance(entry, a.EnsureEntry)
    for record in (case.record, entry.record):
        assert record.tittel == f"Tilbygg for Ola Nordmann {SKJULT}"
        assert record.offentlig_tittel == f"Tilbygg for ***** {SKJULT}"
    # Who applied stands in the field for it, where it can be shielded.
    assert entry.record.korrespondanseparter[0].navn


def test_no_journal_shows_an_identity_number_whoever_filed_it(tmp_path: Path) -> None:
    good_deposit(tmp_path)
    files, names = Files(), Names()
    options = {
        "mappe": str(tmp_path / "arkiv"),
        "arkivskaper_id": "999999999",
        "arkivskaper": "Eksempel kommune",
    }
    archive = create(options, files)
    klasse = Klasse(klasse_id=FNR, tittel=f"Person {FNR}")
    for command in (
        ensure_case(names, tittel=f"Sak {FNR}", offentlig_tittel=f"Sak {FNR}", klasse=klasse),
        ensure_entry(names, tittel=f"Post {FNR}", journalposttype=Journalposttype.ORGANINTERNT),
        archive_entry(names),
        a.CloseCase(key=names.key("close"), case=names.case, at=NOON, by="arkivar"),
    ):
        done(archive, command)
    made = skriv_uttrekk(tmp_path / "arkiv", tmp_path / "nytt").mappe
    for journal in ("loependeJournal.xml", "offentligJournal.xml"):
        text = (made / journal).read_text("utf-8")
        assert SKJULT in text
        assert not har_personnummer(re.sub(r"<[^>]*>", " ", text))
    # The archive itself keeps what it was given, and the verifier says so.
    found = {one.file for one in verify(made).findings if one.check == "BYG-pnr"}
    assert found == {"arkivstruktur.xml"}
