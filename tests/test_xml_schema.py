"""The schema's verdict: the gate and the explainer agree, and every fault is said to a person."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
import xmlschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from byggsak.domain.funn import Alvorlighet, Utfall
from byggsak.domain.tekst import SPRAAK
from byggsak.xml.forms import Form, forms, recognise
from byggsak.xml.inn import les_soeknad
from byggsak.xml.reader import Element, read, resolve
from byggsak.xml.schema import MOST, validate, validate_xsd

ROOT = Path(__file__).parents[1]
SKJEMA = ROOT / "fixtures" / "skjema"
OK = sorted(SKJEMA.glob("ok-*.xml"))
FAIL = sorted(SKJEMA.glob("fail-*.xml"))
EXPECTS = re.compile(r"<!-- venter: (\S+) \| (.+?) -->")


def form_named(name: str) -> Form:
    return next(form for form in forms() if form.name == name)


def ettrinn(body: str) -> bytes:
    return (
        '<ettrinn xmlns="https://skjema.ft.dibk.no/ettrinn/v4" dataFormatProvider="DIBK"'
        f' dataFormatId="10012" dataFormatVersion="4">{body}</ettrinn>'
    ).encode()


@pytest.mark.parametrize("file", OK, ids=lambda file: file.stem)
def test_a_sound_form_is_valid(file: Path) -> None:
    document = read(file.read_bytes())
    assert validate(document, recognise(document)) == []


@pytest.mark.parametrize("file", FAIL, ids=lambda file: file.stem)
def test_each_fault_is_found_at_its_place_and_said_in_words(file: Path) -> None:
    expected = EXPECTS.findall(file.read_text("utf-8"))
    document = read(file.read_bytes())
    found = {f.sted.xpath: f for f in validate(document, recognise(document))}
    assert expected
    assert list(found) == [xpath for xpath, _ in sorted(expected, key=lambda e: order(document, e))]
    for xpath, words in expected:
        funn = found[xpath]
        assert words in funn.melding.nb
        assert funn.regel == "xml-skjema"
        assert (funn.utfall, funn.alvorlighet) == (Utfall.BRUTT, Alvorlighet.FEIL)
        element = resolve(document.root, xpath)
        assert element is not None
        assert element.sourceline == funn.sted.linje
        for spraak in SPRAAK:
            assert not re.search(r"\{\w+\}", funn.melding.paa(spraak) + funn.raad.paa(spraak))


def order(document: Any, expected: tuple[str, str]) -> int:
    element = resolve(document.root, expected[0])
    assert element is not None
    return int(element.sourceline or 0)


def test_the_place_of_a_fault_is_the_place_of_the_field() -> None:
    document = read((SKJEMA / "fail-et-felt-staar-to-ganger.xml").read_bytes())
    (funn,) = validate(document, recognise(document))
    felt = document.felt.alle("kommunensSaksnummer/saksaar")[1]
    assert (felt.xpath, felt.linje) == (funn.sted.xpath, funn.sted.linje)


def test_a_fault_keeps_its_fingerprint_when_it_is_sent_again() -> None:
    first = les_soeknad(ettrinn("<tillegg/>")).funn
    second = les_soeknad(ettrinn("\n\n\n<tillegg/>")).funn
    other = les_soeknad(ettrinn("<tillegget/>")).funn
    assert first[0].sted.linje != second[0].sted.linje
    assert first[0].fingeravtrykk == second[0].fingeravtrykk != other[0].fingeravtrykk


def test_a_form_may_use_any_prefix_and_is_explained_all_the_same() -> None:
    body = b"""<p:ettrinn xmlns:p="https://skjema.ft.dibk.no/ettrinn/v4" dataFormatProvider="DIBK"
    dataFormatId="10012" dataFormatVersion="4"><q:metadata xmlns:q="urn:x"/><p:varsling/>
    <q:varsling xmlns:q="https://skjema.ft.dibk.no/ettrinn/v4"/><p:kommunensSaksnummer>
    <p:saksaar>to</p:saksaar><p:x/></p:kommunensSaksnummer><uten/></p:ettrinn>"""
    assert {f.sted.xpath for f in validate(read(body), form_named("ettrinn"))} == {
        "/ettrinn/metadata",
        "/ettrinn/varsling[2]",
        "/ettrinn/kommunensSaksnummer/saksaar",
        "/ettrinn/kommunensSaksnummer/x",
        "/ettrinn/uten",
    }


def test_an_unknown_type_does_not_hide_the_faults_beside_it() -> None:
    body = """<kommunensSaksnummer>
    <saksaar xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="p:X" xmlns:p="urn:p"/>
    <p:x xmlns:p="urn:q"/></kommunensSaksnummer>"""
    found = {f.sted.xpath for f in validate(read(ettrinn(body)), form_named("ettrinn"))}
    assert "/ettrinn/kommunensSaksnummer/saksaar" in found


def test_a_long_list_of_faults_is_cut_and_says_so() -> None:
    funn = validate(read(ettrinn("<x/>" * 800)), form_named("ettrinn"))
    assert len(funn) == MOST + 1
    assert str(MOST) in funn[-1].melding.nb
    assert len(validate(read(ettrinn("<x/>" * 20)), form_named("ettrinn"), most=5)) == 6


def test_a_document_beyond_any_form_is_explained_by_the_gate() -> None:
    body = "<eiendomByggested>" + "<eiendom><gnr/></eiendom>" * 4800 + "</eiendomByggested>"
    numbers = "<kommunensSaksnummer><saksaar>x</saksaar></kommunensSaksnummer>"
    funn = validate(read(ettrinn(numbers + body)), form_named("ettrinn"))
    assert len(funn) == MOST + 1
    assert "skal være et heltall" in funn[0].melding.nb
    assert "er ukjent i «eiendom»" in funn[1].melding.nb
    assert funn[1].sted.xpath == "/ettrinn/eiendomByggested/eiendom[1]/gnr"


ORDERED = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="r">
<xs:complexType><xs:sequence><xs:element name="a"/><xs:element name="b" type="xs:gYear"/>
</xs:sequence><xs:attribute name="id" use="required"/></xs:complexType></xs:element></xs:schema>"""


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<r id="1"><b>2026</b><a/></r>', "feil plass"),
        ('<r id="1"><a/></r>', "«r» mangler «b»"),
        ("<r><a/><b>2026</b></r>", "mangler attributtet «id»"),
        ('<r id="1"><a/><b>i år</b></r>', "«b» følger ikke skjemaet"),
    ],
)
def test_a_schema_of_another_style_is_explained_too(tmp_path: Path, body: str, words: str) -> None:
    xsd = tmp_path / "r.xsd"
    xsd.write_text(ORDERED)
    assert words in validate_xsd(read(body.encode()).root, xsd)[0].melding.nb


# The gate and the explainer must agree on what is valid, or a document could be refused without
# a reason, or let through with one.

LEGAL = {
    "int": "1|007|+5|-0|0|2147483647|-2147483648| 12 ",
    "boolean": "true|false|1|0| true ",
    "decimal": "1|007|+5|-0|0|.5|5.|1.0|-12.50|2147483648| 5 |99999999999999999999.99",
    "date": "2026-01-31|2026-01-31Z|2026-01-31+14:00|2024-02-29|-0044-03-15|12026-01-01",
}
ILLEGAL = {
    "int": "|1.0|1e5|12,5|1 2|--1|0x1|+|2147483648|-2147483649|æ|NaN",
    "boolean": "|TRUE|ja|yes|2|truefalse",
    "decimal": "|12,5|1e5|.|--1|NaN|INF|1 x|+",
    "date": "|2026-02-30|2023-02-29|26-01-31|2026-1-31|20260131|31.1.2026|2026-01-31+15:00",
}
"""What XML Schema says, and both validators with it."""
STRICTER = {"int": "1_000|٣|\u00a05", "decimal": "\u00a05|1 2|1.5 6", "boolean": "\u00a0true"}
"""Illegal, and legal to xmlschema."""
LOOSER = {"date": " 2026-01-31 |2026-01-31 |\t2026-01-31Z"}
"""Legal, and illegal to libxml2."""


def values(*tables: dict[str, str]) -> set[str]:
    return {value for table in tables for row in table.values() for value in row.split("|")}


TEXTS = st.sampled_from(sorted(values(LEGAL, ILLEGAL) - values(STRICTER, LOOSER)))


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(datatype, value) for datatype, row in table.items() for value in row.split("|")]


NAMES = st.sampled_from(
    ["saksaar", "metadata", "kode", "kodeverdi", "eiendom", "ukjent", "gaardsnummer", "effekt"]
)
NILS = st.sampled_from(["true", "1", "0", "false", "x", ""])
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def mutate(root: Element, data: st.DataObject) -> None:
    elements = list(root.iter())
    element = data.draw(st.sampled_from(elements), label="element")
    parent = element.getparent()
    space = etree.QName(root).namespace
    match data.draw(st.integers(0, 8), label="mutation"):
        case 0:
            element.text = data.draw(TEXTS, label="text")
        case 1 if parent is not None:
            element.tag = f"{{{space}}}{data.draw(NAMES)}"
        case 2 if parent is not None:
            parent.append(copy.deepcopy(element))
        case 3 if parent is not None:
            parent.remove(element)
        case 4:
            etree.SubElement(element, f"{{{space}}}{data.draw(NAMES)}")
        case 5:
            element.set(
                f"{{{XSI}}}nil", data.draw(st.sampled_from(["true", "1", "0", "false", "x"]))
            )
        case 6:
            element.set(data.draw(st.sampled_from(["a", "dataFormatId", "id"])), "1")
        case 7 if parent is not None:
            element.tail = data.draw(TEXTS)
        case 8 if parent is not None:
            data.draw(st.sampled_from(elements)).insert(0, copy.deepcopy(element))
        case _:
            pass


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(file=st.sampled_from(OK), data=st.data())
def test_what_one_validator_calls_valid_so_does_the_other(file: Path, data: st.DataObject) -> None:
    document = read(file.read_bytes())
    form = recognise(document)
    for _ in range(data.draw(st.integers(1, 3), label="mutations")):
        mutate(document.root, data)
    # What is read is always bytes; a mutated tree is written and read again.
    written = etree.tostring(document.root, encoding="utf-8")
    if data.draw(st.booleans(), label="prefixed"):
        written = re.sub(rb"(</?)(?=[a-zA-Z])(?![^\s>]*:)", rb"\1p:", written)
        written = written.replace(b" xmlns=", b" xmlns:p=")
    document = read(written)
    by_lxml = etree.XMLSchema(etree.parse(str(form.xsd))).validate(document.root)
    tree: Any = document.root
    by_xmlschema = full(form).is_valid(tree)
    assert by_lxml == by_xmlschema
    findings = validate(document, form)
    assert bool(findings) == (not by_lxml)
    for funn in findings:
        assert funn.sted.xpath is not None
        found = resolve(document.root, funn.sted.xpath)
        assert found is not None
        assert found.sourceline == funn.sted.linje


def verdicts(datatype: str, value: str, folder: Path) -> tuple[bool, bool, bool]:
    """libxml2's, xmlschema's and ours: whether the value is valid."""
    xsd = folder / "v.xsd"
    xsd.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        f'<xs:element name="v" type="xs:{datatype}"/></xs:schema>'
    )
    root = read(f"<v>{value}</v>".encode()).root
    tree: Any = root
    by_lxml = etree.XMLSchema(etree.parse(str(xsd))).validate(root)
    return by_lxml, xmlschema.XMLSchema10(str(xsd)).is_valid(tree), not validate_xsd(root, xsd)


@pytest.mark.parametrize(("datatype", "value"), cases(LEGAL))
def test_a_legal_value_is_valid(datatype: str, value: str, tmp_path: Path) -> None:
    assert verdicts(datatype, value, tmp_path) == (True, True, True)


@pytest.mark.parametrize(("datatype", "value"), cases(ILLEGAL))
def test_an_illegal_value_is_a_finding(datatype: str, value: str, tmp_path: Path) -> None:
    assert verdicts(datatype, value, tmp_path) == (False, False, False)


@pytest.mark.parametrize(("datatype", "value"), cases(STRICTER))
def test_a_number_only_python_can_read_is_a_finding(
    datatype: str, value: str, tmp_path: Path
) -> None:
    assert verdicts(datatype, value, tmp_path) == (False, True, False)


@pytest.mark.parametrize(("datatype", "value"), cases(LOOSER))
def test_white_space_round_a_date_is_no_finding(datatype: str, value: str, tmp_path: Path) -> None:
    assert verdicts(datatype, value, tmp_path) == (False, True, True)


def test_a_fault_only_the_gate_sees_is_not_lost_among_the_others() -> None:
    body = "<kommunensSaksnummer><saksaar>2_026</saksaar><x/></kommunensSaksnummer>"
    funn = validate(read(ettrinn(body)), form_named("ettrinn"))
    assert [f.sted.xpath for f in funn] == [
        "/ettrinn/kommunensSaksnummer/x",
        "/ettrinn/kommunensSaksnummer/saksaar",
    ]


FULL: dict[Path, xmlschema.XMLSchema10] = {}


def full(form: Form) -> xmlschema.XMLSchema10:
    if form.xsd not in FULL:
        FULL[form.xsd] = xmlschema.XMLSchema10(str(form.xsd), allow="local")
    return FULL[form.xsd]
