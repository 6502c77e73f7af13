"""The Noark 5 adapter: what it remembers, and the deposits it writes."""

import hashlib
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from byggsak_archive_noark5 import (
    IngenAvsluttedeSaker,
    Noark5Archive,
    Uttrekk,
    create,
    skriv_uttrekk,
)
from byggsak_archive_noark5.tid import norsk
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from byggsak.archive.codes import (
    Avskrivningsmaate,
    Dokumentstatus,
    Journalposttype,
    Journalstatus,
    Korrespondanseparttype,
    SkjermingMetadata,
    TilknyttetSom,
    Variantformat,
)
from byggsak.archive.commands import CloseCase, Command, UpdateCase, UpdateEntry, WriteOff
from byggsak.archive.errors import PermanentConfig
from byggsak.archive.port import ArchivePort, State
from byggsak.archive.records import Avskrivning, Klasse, Korrespondansepart, Skjerming
from byggsak.testing.archive import Files, Names
from byggsak.testing.archive_checks import done, found, refused
from byggsak.testing.archive_examples import (
    NOON,
    add_document,
    archive_entry,
    ensure_case,
    ensure_entry,
)

XSD = Path(__file__).parents[1].parent / "shared" / "arkiv" / "noark5" / "xsd-2019"
needs_xsd = pytest.mark.skipif(not XSD.is_dir(), reason="the official schemas are not at hand")

OPTIONS = {"arkivskaper_id": "999999999", "arkivskaper": "Eksempel kommune"}
HIDDEN = Skjerming(
    tilgangsrestriksjon="Unntatt offentlighet",
    skjermingshjemmel="offl § 13 jf. fvl § 13",
    skjerming_metadata=(
        SkjermingMetadata.NAVN_AVSENDER,
        SkjermingMetadata.TITTEL_REGISTRERING_ORD,
    ),
)


def write_off(names: Names, by: str | None = None) -> WriteOff:
    return WriteOff(
        key=names.key("write-off"),
        entry=names.entry("1"),
        record=Avskrivning(
            avskrivningsdato=date(2026, 6, 1),
            avskrevet_av="Kari Saksbehandler",
            avskrivningsmaate=Avskrivningsmaate.BREV,
        ),
        by_entry=None if by is None else names.entry(by),
    )


def close(names: Names) -> CloseCase:
    at = datetime(2026, 6, 2, 8, 0, tzinfo=UTC)
    return CloseCase(key=names.key("close"), case=names.case, at=at, by="arkivar")


def whole_case(names: Names, files: Files) -> list[Command]:
    """An application with an attachment and a shielded name, answered by a decision, closed."""
    owner = Korrespondansepart(
        type=Korrespondanseparttype.MOTTAKER,
        navn="Ola Nordmann",
        postadresse=("Storgata 1",),
        postnummer="0001",
        poststed="Oslo",
    )
    return [
        ensure_case(names, tittel="Tilbygg <Ålgård> & «Øst»"),
        ensure_entry(
            names, skjerming=HIDDEN, tittel="Søknad fra Ola", offentlig_tittel="Søknad fra *****"
        ),
        add_document(names, files.add(b"<soeknad/>", "soeknad.xml", pronom="fmt/101")),
        add_document(
            names,
            files.add(b"plan", "Plan.PDF"),
            n="2",
            tilknyttet_som=TilknyttetSom.VEDLEGG,
            skjerming=HIDDEN,
        ),
        ensure_entry(
            names,
            n="2",
            tittel="Vedtak",
            journalposttype=Journalposttype.UTGAAENDE,
            journaldato=date(2026, 6, 1),
            mottatt_dato=None,
            sendt_dato=datetime(2026, 6, 1, 12, 30, 15, 999, tzinfo=UTC),
            korrespondanseparter=(owner,),
        ),
        add_document(names, files.add(b"vedtak", "vedtak.pdf"), n="3", entry="2"),
        write_off(names, by="2"),
        archive_entry(names, n="1"),
        archive_entry(names, n="2"),
        close(names),
    ]


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def archive(tmp_path: Path, files: Files) -> ArchivePort:
    return create(OPTIONS | {"mappe": str(tmp_path / "arkiv")}, files)


def carry_out(archive: ArchivePort, commands: Sequence[Command]) -> None:
    for command in commands:
        done(archive, command)


def deposit(tmp_path: Path, name: str = "uttrekk", *, xsd: bool = True) -> Uttrekk:
    return skriv_uttrekk(tmp_path / "arkiv", tmp_path / name, XSD if xsd else None)


def tree(folder: Path, name: str) -> etree._ElementTree:
    return etree.parse(str(folder / name))


def texts(node: etree._ElementTree, path: str) -> list[str]:
    """The text of every element whose path of local names ends as given."""
    steps = "/".join(f"*[local-name()='{step}']" for step in path.split("/"))
    return [element.text for element in node.xpath(f"//{steps}")]


# What it remembers


def test_the_archive_is_the_same_after_the_process_has_ended(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    names = Names()
    carry_out(archive, whole_case(names, files))
    reopened = create(OPTIONS | {"mappe": str(tmp_path / "arkiv")}, files)
    assert found(reopened, names.entry("2")) == found(archive, names.entry("2"))
    assert reopened.fetch(names.document("2")) == b"plan"
    assert done(reopened, ensure_case(names)).state is State.EXISTING


def test_the_system_id_follows_from_the_key_alone(tmp_path: Path, files: Files) -> None:
    names = Names()
    ids = []
    for folder in ("a", "b"):
        archive = create(OPTIONS | {"mappe": str(tmp_path / folder)}, files)
        ids.append(done(archive, ensure_case(names)).ids.system_id)
    assert ids[0] == ids[1]


def test_numbers_start_again_each_year_and_leave_no_gap(archive: ArchivePort) -> None:
    for year, number in ((2025, 1), (2026, 1), (2026, 2)):
        outcome = done(archive, ensure_case(Names(), saksdato=date(year, 5, 5)))
        assert (outcome.ids.saksaar, outcome.ids.sakssekvensnummer) == (year, number)


def test_a_refused_command_leaves_no_trace(archive: ArchivePort, files: Files) -> None:
    names = Names()
    carry_out(archive, [ensure_case(names), ensure_entry(names)])
    wrong = replace(files.add(b"letter"), stoerrelse=5)
    refused(archive, add_document(names, wrong))
    assert done(archive, add_document(names, files.add(b"letter"))).ids.dokumentnummer == 1


def test_an_entry_with_an_unfinished_document_is_not_archived(
    archive: ArchivePort, files: Files
) -> None:
    names = Names()
    draft = add_document(names, files.add(b"x"), dokumentstatus=Dokumentstatus.UNDER_REDIGERING)
    carry_out(archive, [ensure_case(names), ensure_entry(names), draft])
    refused(archive, archive_entry(names))


@pytest.mark.parametrize(
    ("pronom", "choice", "closed"),
    [
        (None, "avvis", False),
        (None, "paastaatt", False),
        (None, "godta", True),
        ("fmt/276", "paastaatt", False),  # PDF 1.7
        ("fmt/477", "avvis", False),  # says that it is PDF/A-2b
        ("fmt/477", "paastaatt", True),
        ("fmt/477", "", True),
    ],
)
def test_a_case_with_a_document_in_production_format_is_closed_only_if_the_operator_says_so(
    tmp_path: Path, files: Files, pronom: str | None, choice: str, closed: bool
) -> None:
    chosen = {"produksjonsformat": choice} if choice else {}
    archive = create(OPTIONS | {"mappe": str(tmp_path / "her")} | chosen, files)
    names = Names()
    fil = replace(files.add(b"%PDF-", "plan.pdf"), pronom=pronom)
    document = add_document(names, fil, variantformat=Variantformat.PRODUKSJON)
    commands = [ensure_case(names), ensure_entry(names), document, write_off(names)]
    carry_out(archive, [*commands, archive_entry(names)])
    if not closed:
        refused(archive, close(names))
        return
    done(archive, close(names))
    text = (skriv_uttrekk(tmp_path / "her", tmp_path / "ut").mappe / "arkivstruktur.xml").read_text(
        "utf-8"
    )
    assert "<variantformat>Produksjonsformat</variantformat>" in text
    assert ("oppgitt av filen, ikke prøvd" in text) == (pronom == "fmt/477")


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"mappe": "x"}, "arkivskaper_id"),
        (OPTIONS | {"mappe": "x", "passord": "hemmelig"}, "passord"),
        (OPTIONS | {"mappe": "/proc/ingen"}, "/proc/ingen"),
        (OPTIONS | {"mappe": "x", "produksjonsformat": "ja"}, "paastaatt eller godta"),
    ],
)
def test_a_wrong_option_is_named(options: dict[str, str], word: str, files: Files) -> None:
    with pytest.raises(PermanentConfig, match=word):
        create(options, files)


@given(st.datetimes(min_value=datetime(1997, 1, 1), max_value=datetime(2090, 1, 1)))
def test_moments_are_written_in_norwegian_time(moment: datetime) -> None:
    oslo = moment.replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/Oslo"))
    wanted = oslo.replace(tzinfo=None).isoformat(timespec="seconds")
    assert norsk(moment.replace(tzinfo=UTC)) == wanted


# The deposit


@needs_xsd
def test_a_deposit_is_valid_against_the_official_schemas(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    for _ in range(3):
        carry_out(archive, whole_case(Names(), files))
    made = deposit(tmp_path)
    schemas = {
        "arkivuttrekk.xml": "addml.xsd",
        "arkivstruktur.xml": "arkivstruktur.xsd",
        "endringslogg.xml": "endringslogg.xsd",
        "loependeJournal.xml": "loependeJournal.xsd",
        "offentligJournal.xml": "offentligJournal.xsd",
    }
    for name, xsd in schemas.items():
        schema = etree.XMLSchema(etree.parse(str(made.mappe / xsd)))
        schema.assertValid(tree(made.mappe, name))
    assert (made.saker, made.journalposter, made.dokumenter) == (3, 6, 9)
    assert {path.name for path in made.mappe.iterdir()} == {
        *schemas,
        *schemas.values(),
        "metadatakatalog.xsd",
        "dokumenter",
    }


@needs_xsd
def test_counts_and_checksums_in_the_deposit_are_true(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    carry_out(archive, whole_case(Names(), files))
    folder = deposit(tmp_path).mappe
    addml = tree(folder, "arkivuttrekk.xml")
    declared = {}
    for file in addml.xpath("//*[local-name()='property'][@name='file']"):
        values = dict(
            zip(
                file.xpath(".//*[local-name()='property']/@name"),
                file.xpath(".//*[local-name()='property']"),
                strict=True,
            )
        )
        name = values["name"].findtext("{*}value")
        declared[name] = values["value"].findtext("{*}value")
    for name, checksum in declared.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum, name
    assert set(declared) == {p.name for p in folder.glob("*.x*")} - {
        "arkivuttrekk.xml",
        "addml.xsd",
    }
    counted = addml.xpath(
        "//*[local-name()='dataObject'][@name]/*/*[@name='info']//*[@name='numberOfOccurrences']"
    )
    for occurrence in counted:
        [data_object] = occurrence.xpath("ancestor::*[local-name()='dataObject'][1]/@name")
        element = occurrence.findtext("{*}value")
        [count] = occurrence.xpath(".//*[@name='value']/*/text()")
        found_in_file = tree(folder, f"{data_object}.xml").xpath(
            f"count(//*[local-name()='{element}'])"
        )
        assert int(count) == found_in_file
    assert len(counted) == 5
    [documents] = addml.xpath("//*[@name='antallDokumentfiler']/*/text()")
    assert int(documents) == len(list((folder / "dokumenter").iterdir())) == 3


@needs_xsd
def test_every_document_is_referred_to_once_with_its_own_checksum_and_format(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    carry_out(archive, whole_case(Names(), files))
    folder = deposit(tmp_path).mappe
    structure = tree(folder, "arkivstruktur.xml")
    paths = texts(structure, "referanseDokumentfil")
    assert sorted(paths) == sorted(
        str(path.relative_to(folder)) for path in (folder / "dokumenter").iterdir()
    )
    for path, checksum, kind in zip(
        paths,
        texts(structure, "sjekksum"),
        texts(structure, "dokumentobjekt/format"),
        strict=True,
    ):
        assert hashlib.sha256((folder / path).read_bytes()).hexdigest() == checksum
        assert kind == Path(path).suffix[1:].upper()
    assert set(texts(structure, "formatDetaljer")) == {"fmt/95", "fmt/101"}


@needs_xsd
def test_no_element_is_empty_no_time_has_a_zone_and_every_id_is_unique(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    for _ in range(2):
        carry_out(archive, whole_case(Names(), files))
    folder = deposit(tmp_path).mappe
    for path in folder.glob("*.xml"):
        for element in etree.parse(str(path)).iter("{*}*"):
            assert len(element) or (element.text or "").strip(), f"{path.name}: {element.tag}"
        assert not re.search(r"T\d\d:\d\d:\d\d[^<]", path.read_text("utf-8")), path.name
    ids = texts(tree(folder, "arkivstruktur.xml"), "systemID")
    assert len(ids) == len(set(ids))


@needs_xsd
def test_journals_hold_every_entry_in_the_order_of_their_numbers(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    first, second = Names(), Names()
    one, two = whole_case(first, files), whole_case(second, files)
    for pair in zip(one, two, strict=True):
        carry_out(archive, pair)
    folder = deposit(tmp_path).mappe
    for name in ("loependeJournal.xml", "offentligJournal.xml"):
        journal = tree(folder, name)
        assert texts(journal, "journalpost/journalsekvensnummer") == ["1", "2", "3", "4"]
        assert texts(journal, "antallJournalposter") == ["4"]
        assert texts(journal, "journalStartDato") == ["2026-03-02"]
        assert texts(journal, "journalSluttDato") == ["2026-06-01"]
        assert set(texts(journal, "journalpost/systemID")) <= set(
            texts(tree(folder, "arkivstruktur.xml"), "registrering/systemID")
        )


@needs_xsd
def test_the_public_journal_shows_public_titles_and_hides_only_shielded_names(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    carry_out(archive, whole_case(Names(), files))
    folder = deposit(tmp_path).mappe
    public = (folder / "offentligJournal.xml").read_text("utf-8")
    assert "Søknad fra Ola" not in public
    journal = tree(folder, "offentligJournal.xml")
    assert texts(journal, "journalpost/offentligTittel") == ["Søknad fra *****", "Vedtak"]
    assert texts(journal, "korrespondansepartNavn") == ["Skjermet", "Ola Nordmann"]
    running = tree(folder, "loependeJournal.xml")
    assert texts(running, "korrespondansepartNavn") == ["Ola Nordmann", "Ola Nordmann"]
    [flag] = tree(folder, "arkivuttrekk.xml").xpath(
        "//*[@name='inneholderSkjermetInformasjon']/*/text()"
    )
    assert flag == "true"


@needs_xsd
def test_the_change_log_holds_what_was_changed_from_what_to_what(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    names = Names()
    commands = whole_case(names, files)
    update = UpdateCase(
        key=names.key("update"),
        case=names.case,
        at=NOON,
        by="leder",
        saksansvarlig="Per Saksbehandler",
        klasse=Klasse(klasse_id="12/35", tittel="Storgata 3"),
        skjerming=replace(HIDDEN, skjerming_metadata=(SkjermingMetadata.NAVN_PART,)),
    )
    carry_out(archive, [commands[0], update, *commands[1:]])
    folder = deposit(tmp_path).mappe
    log = tree(folder, "endringslogg.xml")
    changes = list(
        zip(
            texts(log, "referanseMetadata"),
            texts(log, "tidligereVerdi"),
            texts(log, "nyVerdi"),
            strict=True,
        )
    )
    assert ("saksansvarlig", "Kari Saksbehandler", "Per Saksbehandler") in changes
    assert ("klasseID", "12/34", "12/35") in changes
    assert ("skjermingshjemmel", "(ingen)", "offl § 13 jf. fvl § 13") in changes
    assert ("journalstatus", "Journalført", "Arkivert") in changes
    assert ("saksstatus", "Under behandling", "Avsluttet") in changes
    assert set(texts(log, "referanseArkivenhet")) <= set(
        texts(tree(folder, "arkivstruktur.xml"), "systemID")
    )


@needs_xsd
def test_open_cases_stay_behind_but_their_class_is_there(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    carry_out(archive, whole_case(Names(), files))
    klasse = Klasse(klasse_id="77/7", tittel="Fjellveien 7")
    done(archive, ensure_case(Names(), klasse=klasse, tittel="Åpen sak"))
    folder = deposit(tmp_path).mappe
    structure = tree(folder, "arkivstruktur.xml")
    assert len(texts(structure, "mappe/mappeID")) == 1
    assert texts(structure, "klasseID") == ["12/34", "77/7"]
    assert "Åpen sak" not in (folder / "arkivstruktur.xml").read_text("utf-8")


@needs_xsd
def test_a_cancelled_entry_goes_into_a_valid_deposit(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    names = Names()
    cancel = UpdateEntry(
        key=names.key("cancel"),
        entry=names.entry("9"),
        at=NOON,
        by="arkivar",
        journalstatus=Journalstatus.UTGAAR,
    )
    commands = whole_case(names, files)
    carry_out(archive, [*commands[:-1], ensure_entry(names, n="9"), cancel, commands[-1]])
    folder = deposit(tmp_path).mappe
    schema = etree.XMLSchema(etree.parse(str(folder / "arkivstruktur.xsd")))
    schema.assertValid(tree(folder, "arkivstruktur.xml"))


def test_the_same_content_gives_the_same_deposit_and_more_content_other_shared_ids(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    carry_out(archive, whole_case(Names(), files))
    first, again = (deposit(tmp_path, name, xsd=False).mappe for name in ("a", "b"))
    for path in first.rglob("*.xml"):
        assert path.read_bytes() == (again / path.relative_to(first)).read_bytes()
    carry_out(archive, whole_case(Names(), files))
    later = deposit(tmp_path, "c", xsd=False).mappe
    for path in ("arkiv/systemID", "arkivdel/systemID", "klasse/systemID"):
        before = texts(tree(first, "arkivstruktur.xml"), path)
        after = texts(tree(later, "arkivstruktur.xml"), path)
        assert set(before).isdisjoint(after)


def test_a_deposit_without_schemas_says_so(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    carry_out(archive, whole_case(Names(), files))
    made = deposit(tmp_path, xsd=False)
    assert not made.med_skjemaer
    assert list(made.mappe.glob("*.xsd")) == []


def test_an_archive_without_closed_cases_gives_no_deposit(
    tmp_path: Path, archive: ArchivePort
) -> None:
    done(archive, ensure_case(Names()))
    with pytest.raises(IngenAvsluttedeSaker):
        deposit(tmp_path, xsd=False)
    assert {path.name for path in tmp_path.iterdir()} == {"arkiv"}


def test_a_document_that_was_changed_on_disk_stops_the_deposit_and_leaves_nothing(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    carry_out(archive, whole_case(Names(), files))
    next((tmp_path / "arkiv" / "dokumenter").iterdir()).write_bytes(b"forged")
    with pytest.raises(PermanentConfig, match="endret siden"):
        deposit(tmp_path, xsd=False)
    assert {path.name for path in tmp_path.iterdir()} == {"arkiv"}


def test_a_deposit_never_overwrites_another(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    carry_out(archive, whole_case(Names(), files))
    made = deposit(tmp_path, xsd=False)
    before = (made.mappe / "arkivstruktur.xml").read_bytes()
    with pytest.raises(FileExistsError):
        deposit(tmp_path, xsd=False)
    assert (made.mappe / "arkivstruktur.xml").read_bytes() == before


def test_a_broken_archive_file_is_an_operator_s_matter(
    tmp_path: Path, archive: ArchivePort
) -> None:
    assert isinstance(archive, Noark5Archive)
    done(archive, ensure_case(Names()))
    file = tmp_path / "arkiv" / "arkiv.sqlite"
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    file.write_bytes(b"not a database" * 500)
    with pytest.raises(PermanentConfig, match="ødelagt"):
        archive.submit(ensure_case(Names()))
    assert not archive.health().ok


def test_the_clock_of_the_machine_is_nowhere_in_a_deposit(
    tmp_path: Path, archive: ArchivePort, files: Files
) -> None:
    carry_out(archive, whole_case(Names(), files))
    text = (deposit(tmp_path, xsd=False).mappe / "arkivstruktur.xml").read_text("utf-8")
    latest = max(datetime.fromisoformat(one) for one in re.findall(r"[\d-]{10}T[\d:]{8}", text))
    assert latest <= datetime(2026, 6, 2, 10, 0) + timedelta(seconds=1)
