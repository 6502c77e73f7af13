"""A deposit packed as a DIAS SIP: what is in it, and what is found when it has been touched."""

import io
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from byggsak_archive_noark5 import skriv_uttrekk
from byggsak_archive_noark5.verify.dias import KONTROLLER

from byggsak.archive.deposit import DepositOrder, DepositReport, DepositResult, Package
from byggsak.archive.errors import PermanentConfig
from byggsak.domain.funn import Alvorlighet, Utfall
from byggsak.services.uttrekkskontroll import kontroller_uttrekk
from tests.uttrekkshjelp import SECRET, good_archive

AT = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
ORDER = DepositOrder(package=Package.DIAS_SIP, at=AT)
METS, PREMIS = "{http://www.loc.gov/METS/}", "{http://arkivverket.no/standarder/PREMIS}"
HREF = "{http://www.w3.org/1999/xlink}href"
ANY = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{0}" xmlns="{0}" '
    'elementFormDefault="qualified">{1}<xs:element name="{2}"><xs:complexType><xs:sequence>'
    '<xs:any maxOccurs="unbounded" processContents="skip"/></xs:sequence>{3}</xs:complexType>'
    "</xs:element></xs:schema>"
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dias")
    good_archive(folder, depot="Fylkesarkivet", avtale="2026/17")
    return skriv_uttrekk(folder / "arkiv", folder / "sip", order=ORDER).mappe


@pytest.fixture
def package(good: Path, tmp_path: Path) -> Path:
    return shutil.copytree(good, tmp_path / "sip")


def tar_of(package: Path) -> Path:
    [tar] = package.glob("*.tar")
    return tar


def members(package: Path) -> dict[str, bytes]:
    """The files in the tar by their path below the root."""
    with tarfile.open(tar_of(package)) as tar:
        return {
            one.name.partition("/")[2]: tar.extractfile(one).read()  # type: ignore[union-attr]
            for one in tar
            if one.isreg()
        }


def repack(package: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    """Change the files in the package and tell info.xml the new checksums: only the inside lies."""
    tar, files = tar_of(package), members(package)
    change(files)
    before = {tar.name: tar.read_bytes(), "mets": members(package)["dias-mets.xml"]}
    with tarfile.open(tar, "w") as out:
        for name, content in files.items():
            info = tarfile.TarInfo(f"{tar.stem}/{name}")
            info.size = len(content)
            out.addfile(info, io.BytesIO(content))
    after = {tar.name: tar.read_bytes(), "mets": files.get("dias-mets.xml", b"")}
    text = (package / "info.xml").read_text("utf-8")
    for name, old in before.items():
        text = text.replace(sha256(old).hexdigest(), sha256(after[name]).hexdigest())
        text = text.replace(f'SIZE="{len(old)}"', f'SIZE="{len(after[name])}"')
    (package / "info.xml").write_text(text, "utf-8")


def edit(name: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        text = files[name].decode("utf-8")
        assert old in text
        files[name] = text.replace(old, new, 1).encode()

    return change


def broken(report: DepositReport) -> set[str]:
    return {one.id for one in report.checks if one.outcome is Utfall.BRUTT}


# What is written


def test_a_package_is_one_tar_file_and_info_xml(good: Path) -> None:
    assert sorted(one.suffix for one in good.iterdir()) == [".tar", ".xml"]
    inside = set(members(good))
    assert {"dias-mets.xml", "log.xml", "administrative_metadata/dias-premis.xml"} <= inside
    assert {"content/arkivuttrekk.xml", "content/arkivstruktur.xml"} <= inside
    with tarfile.open(tar_of(good)) as tar:
        assert f"{tar_of(good).stem}/descriptive_metadata" in tar.getnames()
        assert {(one.uid, one.uname, one.mtime) for one in tar} == {(0, "", int(AT.timestamp()))}


def test_the_deposit_in_a_package_is_the_deposit(good: Path, tmp_path: Path) -> None:
    plain = skriv_uttrekk(good.parent / "arkiv", tmp_path / "mappe").mappe
    inside = {
        n.removeprefix("content/"): c for n, c in members(good).items() if n[:8] == "content/"
    }
    assert inside == {
        one.relative_to(plain).as_posix(): one.read_bytes()
        for one in plain.rglob("*")
        if one.is_file()
    }


def test_the_same_deposit_packed_at_the_same_time_is_the_same_package(
    good: Path, tmp_path: Path
) -> None:
    again = skriv_uttrekk(good.parent / "arkiv", tmp_path / "igjen", order=ORDER).mappe
    assert tar_of(again).read_bytes() == tar_of(good).read_bytes()
    assert (again / "info.xml").read_bytes() == (good / "info.xml").read_bytes()


def test_mets_says_all_that_the_profile_demands(good: Path) -> None:
    for mets in (
        ET.fromstring(members(good)["dias-mets.xml"]),
        ET.parse(good / "info.xml").getroot(),
    ):
        assert {"OBJID", "TYPE", "PROFILE"} <= mets.attrib.keys()
        header, files, structure = mets
        assert [one.tag for one in (header, files, structure)] == [
            f"{METS}metsHdr", f"{METS}fileSec", f"{METS}structMap",
        ]  # fmt: skip
        assert header.get("CREATEDATE") == "2026-11-22T12:00:00"
        kinds = [one.tag.removeprefix(METS) for one in header]
        assert kinds == ["agent"] * 7 + ["altRecordID"] * 4 + ["metsDocumentID"]
        agents = {one.get("OTHERROLE") or one.get("ROLE"): one[0].text for one in header[:6]}
        assert agents["PRESERVATION"] == "Fylkesarkivet"
        assert agents["SUBMITTER"] == "Eksempel kommune"
        assert header[7].text == "2026/17"
        [top] = structure
        assert len(top) >= 4, "DIAS has at least four div elements"
        ids = {one.get("ID") for one in files.iter(f"{METS}file")}
        assert {one.get("FILEID") for one in structure.iter(f"{METS}fptr")} == ids
        for one in files.iter(f"{METS}file"):
            assert {"MIMETYPE", "SIZE", "CREATED", "CHECKSUM", "CHECKSUMTYPE"} <= one.attrib.keys()
            assert one[0].get(HREF, "").startswith("file:")


def test_premis_has_the_checksum_of_every_file_of_the_deposit(good: Path) -> None:
    files = members(good)
    premis = ET.fromstring(files["administrative_metadata/dias-premis.xml"])
    assert premis.get("version") == "2.0"
    told = {
        one.findtext(f"{PREMIS}objectIdentifier/{PREMIS}objectIdentifierValue", "").partition("/")[
            2
        ]: one.findtext(f".//{PREMIS}messageDigest")
        for one in premis
    }
    assert told == {n: sha256(c).hexdigest() for n, c in files.items() if n[:8] == "content/"}


def test_no_title_and_no_name_stands_outside_the_deposit(good: Path) -> None:
    outside = [c for n, c in members(good).items() if n[:8] != "content/"]
    for content in (*outside, (good / "info.xml").read_bytes()):
        assert SECRET.encode() not in content
        assert b"Nordmann" not in content


@pytest.mark.parametrize("missing", ["depot", "avtale"])
def test_a_package_without_receiver_or_agreement_is_not_written(
    tmp_path: Path, missing: str
) -> None:
    good_archive(tmp_path, **({"depot": "Fylkesarkivet", "avtale": "1"} | {missing: ""}))
    with pytest.raises(PermanentConfig, match=missing):
        skriv_uttrekk(tmp_path / "arkiv", tmp_path / "sip", order=ORDER)
    assert not (tmp_path / "sip").exists()


# What is checked


def test_a_good_package_has_no_fault_and_its_deposit_is_checked_too(package: Path) -> None:
    report = kontroller_uttrekk(package)
    assert [one for one in report.findings if one.severity is Alvorlighet.FEIL] == []
    open_ = {one.id for one in report.checks if one.outcome is Utfall.UAVKLART}
    assert open_ == {"DIAS-XSD", "N5.03"}, "the official schemas are not here"
    assert report.result is DepositResult.UAVKLART
    assert {one.id for one in report.checks} > set(KONTROLLER)
    assert report.deposit == "sip"


def no_agent(files: dict[str, bytes]) -> None:
    edit("dias-mets.xml", 'ROLE="PRESERVATION"', 'ROLE="EDITOR"')(files)


FAULTS: dict[str, tuple[set[str], Callable[[dict[str, bytes]], object]]] = {
    "a document that was changed": (
        {"DIAS-sjekksum", "DIAS-premis", "N5.30", "N5.64"},
        lambda f: f.update({first(f, ".pdf"): b"%PDF- pdfaid:part other"})),
    "a file that METS does not name": (
        {"DIAS-mets"}, lambda f: f.update({"descriptive_metadata/notat.txt": b"x"})),
    "a file that is away": (
        {"DIAS-mets", "N5.28", "N5.32"}, lambda f: f.pop(first(f, ".pdf"))),
    "no METS": ({"DIAS-mets", "DIAS-info"}, lambda f: f.pop("dias-mets.xml")),
    "METS that is not XML": (
        {"DIAS-mets"}, lambda f: f.update({"dias-mets.xml": b"<mets>"})),
    "METS with a DTD": (
        {"DIAS-mets"}, lambda f: f.update({"dias-mets.xml": b"<!DOCTYPE mets []><mets/>"})),
    "METS with MD5": (
        {"DIAS-sjekksum"}, edit("dias-mets.xml", 'CHECKSUMTYPE="SHA-256"', 'CHECKSUMTYPE="MD5"')),
    "no receiver": ({"DIAS-hode"}, no_agent),
    "no agreement": (
        {"DIAS-hode"}, edit("dias-mets.xml", "SUBMISSIONAGREEMENT", "DATASUBMISSIONSESSION")),
    "another package's METS": ({"DIAS-hode"}, edit("dias-mets.xml", "UUID:", "UUID:0")),
    "PREMIS that leaves a file out": (
        {"DIAS-premis", "DIAS-sjekksum"},
        edit("administrative_metadata/dias-premis.xml", "/content/arkivstruktur.xml", "/x")),
    "no PREMIS": (
        {"DIAS-premis", "DIAS-mets"}, lambda f: f.pop("administrative_metadata/dias-premis.xml")),
    "no log": ({"DIAS-logg", "DIAS-mets"}, lambda f: f.pop("log.xml")),
    "a log of another package": (
        {"DIAS-logg", "DIAS-sjekksum"},
        edit("log.xml", "<objectIdentifierValue>", "<objectIdentifierValue>0")),
}  # fmt: skip


def first(files: dict[str, bytes], ending: str) -> str:
    return next(name for name in sorted(files) if name.endswith(ending))


@pytest.mark.parametrize("what", list(FAULTS))
def test_a_fault_in_a_package_is_found_by_the_check_that_names_it(package: Path, what: str) -> None:
    checks, change = FAULTS[what]
    repack(package, change)
    report = kontroller_uttrekk(package)
    assert broken(report) - {"krav 6.4.36", "N5.01"} == checks
    assert SECRET not in repr(report)


def test_a_package_touched_after_it_was_made_does_not_fit_info_xml(package: Path) -> None:
    with tar_of(package).open("ab") as tar:
        tar.write(bytes(10240))
    assert broken(kontroller_uttrekk(package)) >= {"DIAS-info"}


def outside(tar: tarfile.TarFile, stem: str) -> None:
    tar.addfile(tarfile.TarInfo(f"{stem}/../../ut.txt"))


def absolute(tar: tarfile.TarFile, stem: str) -> None:
    tar.addfile(tarfile.TarInfo("/tmp/byggsak-ut.txt"))


def link(tar: tarfile.TarFile, stem: str) -> None:
    one = tarfile.TarInfo(f"{stem}/lenke")
    one.type, one.linkname = tarfile.SYMTYPE, "/etc/passwd"
    tar.addfile(one)


def other_root(tar: tarfile.TarFile, stem: str) -> None:
    tar.addfile(tarfile.TarInfo("annet/fil.txt"))


@pytest.mark.parametrize("evil", [outside, absolute, link, other_root])
def test_a_tar_file_that_would_write_elsewhere_is_refused(
    package: Path, evil: Callable[[tarfile.TarFile, str], None]
) -> None:
    with tarfile.open(tar_of(package), "a") as tar:
        evil(tar, tar_of(package).stem)
    report = kontroller_uttrekk(package)
    assert "DIAS-tar" in broken(report)
    assert report.result is DepositResult.AVVIST
    assert not Path("/tmp/byggsak-ut.txt").exists()


@pytest.mark.parametrize("how", ["not a tar", "no tar", "two tars"])
def test_what_is_no_package_is_unreadable_with_a_reason(package: Path, how: str) -> None:
    tar = tar_of(package)
    match how:
        case "not a tar":
            tar.write_bytes(b"not a tar file" * 100)
        case "no tar":
            tar.unlink()
        case _:
            shutil.copy(tar, package / "to.tar")
    report = kontroller_uttrekk(package)
    assert report.result is DepositResult.AVVIST
    assert broken(report) == {"DIAS-tar"}


def test_mets_and_premis_are_held_against_the_schemas_that_are_given(
    package: Path, tmp_path: Path
) -> None:
    schemas = tmp_path / "xsd"
    schemas.mkdir()
    xlink = '<xs:import namespace="urn:l" schemaLocation="http://x.invalid/xlink.xsd"/>'
    attributes = '<xs:anyAttribute processContents="skip"/>'
    group = '<xs:attributeGroup xmlns:l="urn:l" ref="l:simpleLink"/>'
    mets = ANY.format("http://www.loc.gov/METS/", xlink, "mets", group)
    (schemas / "xlink.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:l">'
        f'<xs:attributeGroup name="simpleLink">{attributes}</xs:attributeGroup></xs:schema>',
        "utf-8",
    )
    (schemas / "dias-mets.xsd").write_text(mets, "utf-8")
    (schemas / "info.xsd").write_text(mets, "utf-8")
    premis = ANY.format(PREMIS.strip("{}"), "", "premis", attributes)
    (schemas / "dias-premis.xsd").write_text(premis, "utf-8")
    check = {c.id: c for c in kontroller_uttrekk(package, schemas).checks}["DIAS-XSD"]
    assert (check.outcome, check.count) == (Utfall.OPPFYLT, 4)
    (schemas / "dias-premis.xsd").write_text(premis.replace("skip", "strict", 1), "utf-8")
    assert "DIAS-XSD" in broken(kontroller_uttrekk(package, schemas))
    (schemas / "dias-premis.xsd").write_text(premis, "utf-8")
    (schemas / "xlink.xsd").unlink()
    check = {c.id: c for c in kontroller_uttrekk(package, schemas).checks}["DIAS-XSD"]
    assert "dias-mets.xsd" in check.reason


def test_the_command_line_checks_a_package(package: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "byggsak.cli", "archive", "verify", str(package)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stdout + done.stderr
    assert "DIAS-mets" in done.stdout
    assert "Traceback" not in done.stderr


def test_every_check_of_a_package_is_bitten_by_some_fault() -> None:
    elsewhere = {"DIAS-tar", "DIAS-XSD"}  # bitten by tests of their own
    assert set().union(*(checks for checks, _ in FAULTS.values())) >= set(KONTROLLER) - elsewhere
