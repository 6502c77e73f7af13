"""The verifier of deposits: a good one passes; each fault is found by the check that names it."""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from byggsak_archive_noark5.verify import KONTROLLER, verify

from byggsak.archive.deposit import DepositResult, as_json, as_text
from byggsak.domain.funn import Alvorlighet, Utfall
from tests.uttrekkshjelp import ADDML, PDF, SECRET, STRUKTUR, Deposit, good_deposit

LOEPENDE, OFFENTLIG, LOGG = "loependeJournal.xml", "offentligJournal.xml", "endringslogg.xml"
UKJENT = "00000000-0000-4000-8000-000000000000"
KLASSE = (
    f"<klasse><systemID>{UKJENT}</systemID><klasseID>1</klasseID><tittel>x</tittel>"
    "<opprettetDato>2026-03-02T12:00:00</opprettetDato><opprettetAv>x</opprettetAv></klasse>"
)
REGISTRERING = (
    "<registrering><systemID>00000000-0000-4000-8000-000000000001</systemID>"
    "<opprettetDato>2026-03-02T12:00:00</opprettetDato></registrering>"
)
TAGS = re.compile(r"<journalregistrering>.*?</journalregistrering>", re.DOTALL)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_deposit(tmp_path_factory.mktemp("good"))


@pytest.fixture
def deposit(good: Path, tmp_path: Path) -> Deposit:
    return Deposit(good, tmp_path)


def empty_class(d: Deposit, content: str) -> None:
    """Put content into the class that has no case."""
    d.within(STRUKTUR, "<klasseID>99/1", r"</klasse>", content + "</klasse>")


def swap_entries(text: str) -> str:
    first, second, *_ = TAGS.findall(text)
    return text.replace(first, "@").replace(second, first).replace("@", second)


def unclaimed_pdf(d: Deposit) -> None:
    other = PDF.replace(b"pdfaid:part", b"pdfxid:part")
    for file in d.documents("pdf"):
        file.write_bytes(other)
    d.swap(STRUKTUR, sha256(PDF).hexdigest(), sha256(other).hexdigest(), count=9)


def recount(d: Deposit, element: str, to: int) -> None:
    d.within(ADDML, f"//{element}<", r"<value>\d+</value>", f"<value>{to}</value>")


FAULTS: dict[str, tuple[set[str], Callable[[Deposit], object]]] = {
    "a file that ends in the middle": (
        {"P1", "N5.61"}, lambda d: d.swap(LOGG, "</endringslogg>", "")),
    "a file with a DTD": (
        {"P1", "N5.59"}, lambda d: d.swap(OFFENTLIG, "<offentligJ", "<!DOCTYPE x []><offentligJ")),
    "a file in another encoding": (
        {"krav 6.4.4"}, lambda d: d.swap(LOEPENDE, "UTF-8", "ISO-8859-1")),
    "a declared file that is away": (
        {"N5.01", "krav 6.4.40"}, lambda d: d.swap(ADDML, ">endringslogg.xml<", ">borte.xml<")),
    "no change log": ({"N5.01", "N5.61"}, lambda d: (d.folder / LOGG).unlink()),
    "an official schema that is away": (
        {"N5.01"}, lambda d: (d.folder / "arkivstruktur.xsd").unlink()),
    "a schema that is another": (
        {"N5.02"}, lambda d: (d.folder / "endringslogg.xsd").write_text("x", "utf-8")),
    "a checksum of another kind": ({"N5.02"}, lambda d: d.swap(ADDML, "SHA-256", "MD5")),
    "a checksum without a value": (
        {"N5.02"}, lambda d: d.within(ADDML, ">SHA-256<", r"<value>\w{64}</value>", "")),
    "a stray file": (
        {"krav 6.4.40"}, lambda d: (d.folder / "notat.txt").write_text("x", "utf-8")),
    "a wrong count of folders": ({"N5.10"}, lambda d: recount(d, "mappe", 7)),
    "a class with both subclass and case": (
        {"N5.12"}, lambda d: d.swap(STRUKTUR, "<mappe ", KLASSE + "<mappe ")),
    "a wrong count of entries": ({"N5.16"}, lambda d: recount(d, "registrering", 3)),
    "an entry without its kind": (
        {"N5.17"},
        lambda d: d.swap(STRUKTUR, "<journalposttype>Utgående dokument</journalposttype>", "")),
    "a class with both subclass and entry": (
        {"N5.19"},
        lambda d: (empty_class(d, KLASSE + REGISTRERING), recount(d, "registrering", 5))),
    "an entry made on a day that is not": (
        {"N5.27"}, lambda d: d.within(
            STRUKTUR, "<registrering", r"<opprettetDato>2026-03-02", "<opprettetDato>2026-02-30")),
    "a wrong count of documents": (
        {"N5.28"}, lambda d: d.within(ADDML, "antallDokumentfiler", r">\d+<", ">9<")),
    "a PRONOM code for a format": (
        {"N5.29"}, lambda d: d.swap(STRUKTUR, "<format>PDF<", "<format>fmt/95<")),
    "a document that was changed": (
        {"N5.30"}, lambda d: d.documents("pdf")[0].write_bytes(PDF.replace(b"plan", b"Plan"))),
    "a document with MD5": (
        {"N5.30"}, lambda d: d.swap(STRUKTUR, ">SHA256<", ">MD5<")),
    "a document that is away": (
        {"N5.32", "N5.28"}, lambda d: d.documents("pdf")[0].unlink()),
    "a document outside the deposit": (
        {"N5.32", "N5.33"}, lambda d: d.swap(STRUKTUR, ">dokumenter/", ">../arkiv/dokumenter/")),
    "a link instead of a document": (
        {"N5.32"}, lambda d: linked(d.documents("pdf")[0])),
    "a document no one refers to": (
        {"N5.33", "N5.28"}, lambda d: (d.folder / "dokumenter" / "x.pdf").write_bytes(b"x")),
    "shielding that is not there": (
        {"N5.42"}, lambda d: flip(d, "inneholderSkjermetInformasjon")),
    "disposal that is not decided": (
        {"N5.44"}, lambda d: flip(d, "inneholderDokumenterSomSkalKasseres")),
    "disposal that is not carried out": (
        {"N5.45"}, lambda d: flip(d, "omfatterDokumenterSomErKassert")),
    "disposal that is not declared": (
        {"N5.44"}, lambda d: d.swap(
            STRUKTUR, "<saksaar>",
            "<kassasjon><kassasjonsvedtak>Kasseres</kassasjonsvedtak></kassasjon><saksaar>")),
    "the same systemID twice": ({"N5.47"}, lambda d: d.edit(STRUKTUR, same_id)),
    "an archive part that is not": (
        {"N5.48"}, lambda d: d.swap(
            STRUKTUR, "<saksaar>", f"<referanseArkivdel>{UKJENT}</referanseArkivdel><saksaar>")),
    "a secondary class that is not": (
        {"N5.51"}, lambda d: d.swap(
            STRUKTUR, "<saksaar>",
            f"<referanseSekundaerKlassifikasjon>{UKJENT}</referanseSekundaerKlassifikasjon>"
            "<saksaar>")),
    "an entry missing from one journal": (
        {"N5.59"}, lambda d: d.edit(OFFENTLIG, lambda t: TAGS.sub("", t, count=1))),
    "no public journal": (
        {"N5.59", "N5.01"}, lambda d: (d.folder / OFFENTLIG).unlink()),
    "journals of different periods": (
        {"N5.60"}, lambda d: d.swap(
            OFFENTLIG, "<journalSluttDato>2026-03-20", "<journalSluttDato>2026-03-21")),
    "journals of another period than the archive": (
        {"N5.60"}, lambda d: [d.swap(
            journal, "<journalSluttDato>2026-03-20", "<journalSluttDato>2026-03-21")
            for journal in (OFFENTLIG, LOEPENDE)]),
    "a journal entry the archive has not": (
        {"LJT2"}, lambda d: d.within(
            LOEPENDE, "<journalpost>", r"<systemID>[^<]*", f"<systemID>{UKJENT}")),
    "a journal entry outside the period": (
        {"LJT2"}, lambda d: d.swap(
            LOEPENDE, "<journaldato>2026-03-20", "<journaldato>2026-03-25")),
    "a journal out of order": ({"krav 6.4.30"}, lambda d: d.edit(LOEPENDE, swap_entries)),
    "a wrong count of changes": ({"N5.61"}, lambda d: recount(d, "endring", 1)),
    "a change of a unit that is not": (
        {"N5.62"}, lambda d: d.within(
            LOGG, "<endring>", r"<referanseArkivenhet>[^<]*", f"<referanseArkivenhet>{UKJENT}")),
    "an element with only blanks": (
        {"N5.63"}, lambda d: d.swap(STRUKTUR, "<saksaar>", "<merknad> \n </merknad><saksaar>")),
    "an empty document": (
        {"N5.64", "N5.30"}, lambda d: d.documents("xml")[0].write_bytes(b"")),
    "a wrong size": (
        {"N5.64"}, lambda d: d.within(STRUKTUR, "<filstoerrelse>", r">\d+<", ">7<")),
    "an archive without parts": (
        {"AST2"}, lambda d: d.edit(STRUKTUR, lambda t: t.replace("arkivdel>", "annet>"))),
    "an archive made before the period": ({"AST3"}, lambda d: redate(d, "<arkiv ")),
    "an archive part made before the period": ({"AST4"}, lambda d: redate(d, "<arkivdel>")),
    "a case made before the period": ({"AST7"}, lambda d: redate(d, "<mappe ")),
    "an entry made before the period": ({"AST11"}, lambda d: redate(d, "<registrering ")),
    "a document made before the period": ({"AST15"}, lambda d: redate(d, "<dokumentbeskrivelse>")),
    "an archive part in use": (
        {"AST5"}, lambda d: d.swap(STRUKTUR, "Avsluttet periode", "Aktiv periode")),
    "an open case": (
        {"AST9"}, lambda d: d.swap(
            STRUKTUR, "<saksstatus>Avsluttet", "<saksstatus>Under behandling")),
    "an entry that is not archived": (
        {"AST13"}, lambda d: d.swap(
            STRUKTUR, "<journalstatus>Arkivert", "<journalstatus>Ekspedert")),
    "a document being written": (
        {"AST14"}, lambda d: d.swap(
            STRUKTUR, "Dokumentet er ferdigstilt", "Dokumentet er under redigering")),
    "a PDF that does not say it is PDF/A": ({"AST17"}, unclaimed_pdf),
    "a document in production format": (
        {"krav 6.4.36"}, lambda d: d.swap(
            STRUKTUR, "<variantformat>Arkivformat", "<variantformat>Produksjonsformat")),
    "an entry with nobody at the other end": (
        {"AST18"}, lambda d: d.within(
            STRUKTUR, "<korrespondansepart>", r"<korrespondansepart>.*?</korrespondansepart>", "")),
    "an application nobody answered": (
        {"krav 3.2.9"}, lambda d: d.within(
            STRUKTUR, "<avskrivning>", r"<avskrivning>.*?</avskrivning>", "")),
    "a word that is not in the code list": (
        {"kodelister"}, lambda d: d.swap(
            STRUKTUR, "<korrespondanseparttype>Avsender", "<korrespondanseparttype>Sender")),
    "a shielded title of an entry in the public journal": (
        {"krav 5.2.6"}, lambda d: shield(
            d, "<registrering ", "</arkivertAv>", "Skjerming tittel registrering - utvalgte ord")),
    "a shielded sender in the public journal": (
        {"krav 5.2.6"}, lambda d: shield(
            d, "<registrering ", "</arkivertAv>", "Skjerming navn avsender")),
    "a shielded title of a case in the public journal": (
        {"krav 5.2.6"}, lambda d: shield(
            d, "<mappe ", "</avsluttetAv>", "Skjerming tittel mappe - utvalgte ord")),
    "a shielded party in the public journal": (
        {"krav 5.2.6"}, lambda d: shield(
            d, "<mappe ", "</avsluttetAv>", "Skjerming navn part i sak",
            "<part><partNavn>Ola Nordmann</partNavn><partRolle>Tiltakshaver</partRolle></part>")),
    "a shielded class in the public journal": (
        {"krav 5.2.6"}, lambda d: shield(
            d, "<mappe ", "</avsluttetAv>", "Skjerming klasseID")),
    "a private party in a public title": (
        {"AST22"}, lambda d: d.within(
            STRUKTUR, "<mappe ", "</avsluttetAv>",
            "</avsluttetAv><part><partNavn>Ola HEMMELIG</partNavn>"
            "<partRolle>Tiltakshaver</partRolle></part>")),
    "metadata of its own that are not declared": (
        {"krav 6.4.23"}, lambda d: d.swap(
            STRUKTUR, "<saksaar>",
            "<virksomhetsspesifikkeMetadata><x>1</x></virksomhetsspesifikkeMetadata><saksaar>")),
    "a medium that is not in the code list": (
        {"kodelister"}, lambda d: d.swap(
            STRUKTUR, "<saksaar>", "<dokumentmedium>Fysisk medium</dokumentmedium><saksaar>")),
    "a time with a zone": (
        {"BYG-tid"}, lambda d: d.within(
            STRUKTUR, "<mappe ", r"(<avsluttetDato>[^<]*)<", r"\g<1>Z<")),
    "an identity number in a title": (
        {"BYG-pnr"}, lambda d: d.swap(STRUKTUR, SECRET, "Tilbygg for 010190 12480")),
    "an identity number in a journal": (
        {"BYG-pnr"}, lambda d: d.swap(OFFENTLIG, "Ola Nordmann", "Ola 01019012480")),
}  # fmt: skip


def shield(d: Deposit, start: str, after: str, what: str, more: str = "") -> None:
    """Shield the first unit of a kind in the structure alone, and declare it."""
    d.within(
        STRUKTUR,
        start,
        after,
        f"{after}{more}<skjerming><tilgangsrestriksjon>Unntatt offentlighet</tilgangsrestriksjon>"
        f"<skjermingshjemmel>offl § 13</skjermingshjemmel><skjermingMetadata>{what}"
        "</skjermingMetadata></skjerming>",
    )
    flip(d, "inneholderSkjermetInformasjon")


def flip(d: Deposit, name: str) -> None:
    d.within(ADDML, name, r">false<", ">true<")


def redate(d: Deposit, start: str) -> None:
    d.within(STRUKTUR, start, r"<opprettetDato>2026", "<opprettetDato>1926")


def same_id(text: str) -> str:
    first, second, *_ = re.findall(r"<dokumentobjekt>\s*<systemID>([^<]*)", text)
    return text.replace(second, first)


def linked(file: Path) -> None:
    target = file.parents[2] / "outside.pdf"
    file.rename(target)
    file.symlink_to(target)


def test_a_good_deposit_has_no_fault_and_every_check_is_accounted_for(good: Path) -> None:
    report = verify(good)
    assert report.findings == ()
    assert {check.id for check in report.checks} == set(KONTROLLER)
    open_checks = [check.id for check in report.checks if check.outcome is Utfall.UAVKLART]
    assert open_checks == ["N5.03"]  # needs a schema validator
    unused = [check.id for check in report.checks if check.outcome is Utfall.IKKE_AKTUELL]
    assert unused == ["N5.48", "N5.51"]
    assert report.result is DepositResult.UAVKLART


@pytest.mark.parametrize(("wanted", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_by_the_check_that_names_it(
    wanted: set[str], fault: Callable[[Deposit], object], deposit: Deposit
) -> None:
    fault(deposit)
    report = verify(deposit.folder)
    assert {finding.check for finding in report.findings} == wanted, as_text(report)
    broken = {check.id for check in report.checks if check.outcome is Utfall.BRUTT}
    assert broken == wanted


def test_every_check_is_bitten_by_some_fault() -> None:
    bitten = set().union(*(wanted for wanted, _ in FAULTS.values()))
    assert set(KONTROLLER) - bitten == {"N5.03"}  # see test_verify_cli


@pytest.mark.parametrize(
    "fault",
    [
        lambda d: (d.folder / ADDML).unlink(),
        lambda d: (d.folder / STRUKTUR).unlink(),
        lambda d: d.swap(ADDML, "</addml>", ""),
        lambda d: d.swap(STRUKTUR, "<arkiv ", "<!DOCTYPE arkiv [<!ENTITY a 'a'>]><arkiv "),
        lambda d: d.swap(STRUKTUR, "<saksaar>", "<a>" * 300),
        lambda d: d.swap(STRUKTUR, SECRET, "x" * 1_000_001),
    ],
    ids=["no arkivuttrekk", "no arkivstruktur", "broken", "entities", "too deep", "too long"],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_called_fine(
    fault: Callable[[Deposit], object], deposit: Deposit
) -> None:
    fault(deposit)
    report = verify(deposit.folder)
    assert report.result is DepositResult.AVVIST
    assert any(finding.severity is Alvorlighet.FEIL for finding in report.findings)
    judged = {check.id for check in report.checks if check.outcome is Utfall.OPPFYLT}
    assert not judged - {"P1", "N5.01", "N5.02", "krav 6.4.4"}


def test_every_fault_is_told_not_the_first_hundred(deposit: Deposit) -> None:
    deposit.swap(STRUKTUR, "<saksaar>", "<merknad/>" * 150 + "<saksaar>")
    report = verify(deposit.folder)
    assert sum(finding.check == "N5.63" for finding in report.findings) == 150


def test_a_report_names_units_by_number_never_by_title_or_person(deposit: Deposit) -> None:
    deposit.edit(STRUKTUR, lambda text: text.replace(SECRET, f"{SECRET} 01019012480"))
    deposit.edit(OFFENTLIG, lambda text: text.replace("Ola Nordmann", "Ola Hemmelig 01019012480"))
    report = verify(deposit.folder)
    assert len(report.findings) > 3
    for text in (as_text(report), json.dumps(as_json(report), ensure_ascii=False)):
        for private in ("Hemmelig", "01019012480", "Nordmann"):
            assert private not in text


def test_the_report_has_the_shape_of_the_report_about_an_application(deposit: Deposit) -> None:
    deposit.swap(STRUKTUR, "<format>PDF<", "<format>fmt/95<")
    shape = as_json(verify(deposit.folder))
    assert shape["resultat"] == "mangler"
    assert sum(shape["antall"].values()) == len(shape["dekning"]) == len(KONTROLLER)
    [finding] = shape["funn"]
    assert (finding["regel"], finding["alvorlighet"]) == ("N5.29", "feil")
    assert finding["sted"]["fil"] == STRUKTUR
    assert finding["sted"]["linje"] > 1
    assert re.fullmatch(r"[0-9a-f-]{36}", finding["sted"]["system_id"])


def test_verifying_changes_nothing(deposit: Deposit) -> None:
    def state() -> dict[str, tuple[int, bytes]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.read_bytes())
            for path in deposit.folder.rglob("*")
            if path.is_file()
        }

    before = state()
    verify(deposit.folder)
    assert state() == before
