"""`byggsak archive verify`, as a process of its own, and deposits against their schemas."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from byggsak_archive_noark5 import create, skriv_uttrekk

from byggsak.archive.deposit import DepositResult
from byggsak.archive.errors import PermanentConfig
from byggsak.services.uttrekkskontroll import kontroller_uttrekk
from byggsak.testing.archive import Files
from byggsak.xml.large import SchemaFault, SchemaUnusable, validate_file
from tests.uttrekkshjelp import STRUKTUR, Deposit, good_deposit

OFFICIAL = Path(__file__).parents[1].parent / "shared" / "arkiv" / "noark5" / "xsd-2019"
needs_official = pytest.mark.skipif(
    not OFFICIAL.is_dir(), reason="the official Noark 5 schemas (shared/arkiv) are away"
)
XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x"
 xmlns="urn:x" elementFormDefault="qualified"><xs:element name="liste"><xs:complexType><xs:sequence>
 <xs:element name="post" maxOccurs="unbounded"><xs:complexType><xs:sequence>
 <xs:element name="tall" type="xs:int"/><xs:element name="navn" type="xs:string"/>
 </xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>"""
POST = "<post><tall>{}</tall><navn>Ola Hemmelig</navn></post>\n"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_deposit(tmp_path_factory.mktemp("good"))


@pytest.fixture
def deposit(good: Path, tmp_path: Path) -> Deposit:
    return Deposit(good, tmp_path)


def verify(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "byggsak.cli", "archive", "verify", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@needs_official
def test_a_good_deposit_with_the_official_schemas_is_fine_in_every_way(deposit: Deposit) -> None:
    for xsd in OFFICIAL.glob("*.xsd"):
        (deposit.folder / xsd.name).write_bytes(xsd.read_bytes())
    report = kontroller_uttrekk(deposit.folder)
    # The checksums declared are those of the dummies that stood there.
    assert {finding.check for finding in report.findings} == {"N5.02"}
    assert [check.count for check in report.checks if check.id == "N5.03"] == [5]


@needs_official
def test_the_deposit_of_the_archive_passes_with_its_own_schemas(good: Path, tmp_path: Path) -> None:
    made = skriv_uttrekk(good.parent / "arkiv", tmp_path / "ny", OFFICIAL)
    done = verify(str(made.mappe))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "godkjent" in done.stdout


@needs_official
def test_what_the_schema_forbids_is_told_with_its_line_and_without_its_value(
    deposit: Deposit,
) -> None:
    deposit.swap(STRUKTUR, "<saksaar>2026<", "<saksaar>i fjor<")
    done = verify(str(deposit.folder), "--schemas", str(OFFICIAL), "--format", "json")
    assert done.returncode == 1, done.stdout + done.stderr
    funn = [one for one in json.loads(done.stdout)["funn"] if one["alvorlighet"] == "feil"]
    assert [one["regel"] for one in funn] == ["N5.03"]
    assert funn[0]["sted"]["linje"] > 1
    assert "saksaar" in funn[0]["melding"]
    assert "i fjor" not in done.stdout


@needs_official
def test_a_schema_that_differs_from_the_official_one_is_a_warning(good: Path) -> None:
    report = kontroller_uttrekk(good, OFFICIAL)
    assert report.result is DepositResult.GODKJENT
    assert {finding.file for finding in report.findings} == {
        *(f"{name}.xsd" for name in ("addml", "arkivstruktur", "endringslogg")),
        *(f"{name}.xsd" for name in ("loependeJournal", "offentligJournal")),
    }


def test_without_usable_schemas_the_check_is_open_and_says_so(deposit: Deposit) -> None:
    done = verify(str(deposit.folder))
    assert done.returncode == 3
    assert "ikke kontrollert (1): N5.03" in done.stdout
    assert "oppgi mappen" in done.stdout


def test_a_deposit_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    done = verify(str(tmp_path))
    assert done.returncode == 2
    assert "avvist" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(("ingen-slik",), "not a folder"), ((".", "--standard", "noark4"), "noark4")],
)
def test_a_mistake_is_answered_with_what_to_do(arguments: tuple[str, ...], word: str) -> None:
    done = verify(*arguments)
    assert done.returncode == 2
    assert word in done.stderr


def test_only_standards_that_something_installed_can_check_are_known(tmp_path: Path) -> None:
    with pytest.raises(PermanentConfig, match="noark5"):
        kontroller_uttrekk(tmp_path, slag="noark4")


def test_an_archive_without_schemas_writes_deposits_without_errors(tmp_path: Path) -> None:
    good = good_deposit(tmp_path)
    made = skriv_uttrekk(tmp_path / "arkiv", tmp_path / "uten", None)
    report = kontroller_uttrekk(made.mappe)
    assert report.result is DepositResult.UAVKLART
    assert {finding.check for finding in report.findings} == {"N5.01"}
    assert good.is_dir()
    create({"mappe": str(tmp_path / "arkiv"), **EIER}, Files())  # the archive is as it was


EIER = {"arkivskaper_id": "999999999", "arkivskaper": "Eksempel kommune"}


# A large file against a schema


@pytest.fixture
def xsd(tmp_path: Path) -> Path:
    path = tmp_path / "liste.xsd"
    path.write_text(XSD, "utf-8")
    return path


def liste(tmp_path: Path, *posts: str) -> Path:
    path = tmp_path / "liste.xml"
    path.write_text(f'<liste xmlns="urn:x">\n{"".join(posts)}</liste>', "utf-8")
    return path


def test_a_valid_file_has_no_fault(tmp_path: Path, xsd: Path) -> None:
    assert validate_file(liste(tmp_path, *map(POST.format, range(5000))), xsd) == []


def test_every_fault_has_its_line_kind_and_element_and_no_value(tmp_path: Path, xsd: Path) -> None:
    posts = [
        POST.format(1),
        POST.format("hemmelig"),
        "<post><tall>1</tall></post>\n",
        "<post><navn>Ola</navn></post>\n",
    ]
    faults = validate_file(liste(tmp_path, *posts), xsd)
    assert faults == [
        SchemaFault(3, "tall", "value"),
        SchemaFault(4, "post", "missing", ("navn",)),
        SchemaFault(5, "navn", "place", ("tall",)),
    ]


def test_no_more_faults_than_asked_for(tmp_path: Path, xsd: Path) -> None:
    many = liste(tmp_path, *[POST.format("x")] * 50)
    assert len(validate_file(many, xsd, most=10)) == 10


@pytest.mark.parametrize("text", ["<a/>", "not xml", ""])
def test_a_schema_that_is_none_is_called_that(tmp_path: Path, text: str) -> None:
    bad = tmp_path / "bad.xsd"
    bad.write_text(text, "utf-8")
    with pytest.raises(SchemaUnusable, match=r"bad\.xsd"):
        validate_file(liste(tmp_path, POST.format(1)), bad)


def test_a_schema_elsewhere_is_never_fetched(tmp_path: Path, xsd: Path) -> None:
    remote = XSD.replace(
        '<xs:element name="liste">',
        '<xs:include schemaLocation="http://127.0.0.1:9/x.xsd"/><xs:element name="liste">',
    )
    xsd.write_text(remote, "utf-8")
    with pytest.raises(SchemaUnusable):
        validate_file(liste(tmp_path, POST.format(1)), xsd)
