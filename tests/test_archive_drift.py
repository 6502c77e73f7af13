"""What an operator can see and do: status, retry, pause, reconcile, export."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete
from typer.testing import CliRunner, Result

from byggsak.archive.errors import PermanentConfig
from byggsak.archive.outbox import RowState
from byggsak.archive.port import ArchivePort, Capabilities, Found, Receipt
from byggsak.archive.relay import Step
from byggsak.case.kommando import Avslutt
from byggsak.cli import app
from byggsak.services.arkivdrift import (
    KanIkkeSendesIgjen,
    eksporter,
    gjenoppta,
    notater,
    send_igjen,
    stans,
    status,
)
from byggsak.services.avstemming import Avstemming, Funnet, avstem
from byggsak.services.worker import Tjeneste, kjoer_til_tomt
from byggsak.store.motor import skriv
from byggsak.store.tabeller import utboks
from byggsak.store.utboks import Oppdrag
from byggsak.testing.archive import Files
from tests.arkivhjelp import DATABASES, database
from tests.bad_archives import FineLater
from tests.casehjelp import T0
from tests.test_archive_services import Office


@pytest.fixture(params=DATABASES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    with database(request.param, tmp_path, empty=True) as url:
        office = Office(url, tmp_path)
        yield office
        office.service.lukk()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Office]:
    """The same on SQLite alone, for what does not depend on the database."""
    with database("sqlite", tmp_path, empty=True) as url:
        office = Office(url, tmp_path)
        yield office
        office.service.lukk()


def alarms(office: Office) -> list[tuple[str, str]]:
    return [(alarm.hva, alarm.noekkel) for alarm in status(office.service, office.now).alarmer]


def reconciled(office: Office, archive: ArchivePort | None = None, **how: bool) -> Avstemming:
    used = archive or office.service.arkiv
    assert used is not None
    return avstem(office.service, used, "9999", **how)


def wrong(found: Avstemming) -> list[tuple[Funnet, str]]:
    return [
        (line.funnet, line.noekkel.partition("/")[2].partition("/")[2]) for line in found.linjer
    ]


def in_archive(office: Office, sql: str, *values: object) -> None:
    """Do something to the archive behind byggsak's back."""
    with sqlite3.connect(office.folder / "arkiv" / "arkiv.sqlite") as db:
        assert db.execute(sql, values).rowcount > 0


def key(office: Office, rest: str) -> str:
    return f"9999/{office.case}/{rest}"


# Status


def test_status_counts_what_waits_and_calls_it_old_after_a_day(office: Office) -> None:
    [waiting] = status(office.service, office.now).antall
    assert (waiting.tilstand, waiting.antall, waiting.eldste) == ("venter", 4, T0)
    assert alarms(office) == []
    office.now += timedelta(hours=25)
    # Only the first of the queue: the rest wait for it.
    assert alarms(office) == [("gammel", key(office, "1/EnsureCase"))]


def test_an_answer_silent_for_seven_days_is_an_alarm_before_and_after_the_worker_sees_it(
    office: Office,
) -> None:
    class Silent(FineLater):
        def poll(self) -> Iterable[Receipt]:
            return ()

    service = replace(office.service, arkiv=Silent(Files()))
    kjoer_til_tomt(service, naa=lambda: office.now)
    assert alarms(office) == []
    office.now += timedelta(days=7)
    assert alarms(office) == [("taushet", key(office, "1/EnsureCase"))]
    kjoer_til_tomt(service, naa=lambda: office.now)
    assert alarms(office) == [("taushet", key(office, "1/EnsureCase"))]


def test_a_paused_adapter_is_an_alarm_with_its_reason(office: Office) -> None:
    office.service.koe.pause("noark5", "feil passord", office.now)
    [alarm] = status(office.service, office.now).alarmer
    assert alarm.hva == "stanset"
    assert "feil passord" in alarm.tekst


# Retry


def refused_case(office: Office) -> str:
    """A case whose last command the archive refuses; its key."""
    office.case = office.receive("plan.dwg", b"AC1032\x00\x00 a drawing")
    office.decide()
    office.deliver()
    office.now += timedelta(days=60)
    office.do(Avslutt(klagefrist=(T0 + timedelta(days=30)).date()))
    office.deliver()
    [(what, refused)] = alarms(office)
    assert what == "nektet"
    return refused


def tolerant(office: Office) -> Office:
    """The operator has mended the set-up: documents in production format are taken."""
    options = {**office.service.config.arkivvalg, "produksjonsformat": "godta"}
    office.service = Tjeneste.aapne(replace(office.service.config, arkivvalg=options))
    return office


def test_a_dead_letter_is_sent_again_by_a_person_whose_name_and_reason_are_kept(
    office: Office,
) -> None:
    refused = refused_case(office)
    office = tolerant(office)
    assert office.deliver() == {}
    was = send_igjen(office.service, refused, "kari", "Innført unntak for DWG", office.now)
    assert was is RowState.REFUSED
    assert office.deliver() == {Step.DELIVERED: 1}
    assert alarms(office) == []
    [(when, note)] = notater(office.service, "9999", [refused])[refused]
    assert when == office.now
    assert note["hvem"] == "kari"
    assert note["hvorfor"] == "Innført unntak for DWG"
    assert note["var"] == "nektet"
    assert reconciled(office).bevist


def test_each_retry_is_a_line_of_its_own_in_the_ledger(office: Office) -> None:
    refused = refused_case(office)
    for n in range(3):
        send_igjen(office.service, refused, "kari", f"forsøk {n}", office.now)
        assert office.deliver() == {Step.REFUSED: 1}
    notes = notater(office.service, "9999", [refused])[refused]
    assert [note["hvorfor"] for _, note in notes] == ["forsøk 0", "forsøk 1", "forsøk 2"]


@pytest.mark.parametrize(
    ("rest", "who", "why", "word"),
    [
        ("1/EnsureCase", "", "x", "hvem"),
        ("1/EnsureCase", "kari", "  ", "hvorfor"),
        ("1/EnsureCase", "kari", "x", "arkivet har det"),
        ("9/EnsureEntry", "kari", "x", "Ingen hendelse"),
    ],
)
def test_a_retry_that_is_not_called_for_is_refused(
    rest: str, who: str, why: str, word: str, small: Office
) -> None:
    small.deliver()
    with pytest.raises(KanIkkeSendesIgjen, match=word):
        send_igjen(small.service, key(small, rest), who, why, small.now)
    assert small.deliver() == {}


def test_what_is_on_its_way_is_not_sent_twice(small: Office) -> None:
    with pytest.raises(KanIkkeSendesIgjen, match="underveis"):
        send_igjen(small.service, key(small, "1/EnsureCase"), "kari", "x", small.now)


@pytest.mark.parametrize("foreign", ["", "tull", "0301/2026-000001/1/EnsureCase", "9999/x/1/y"])
def test_a_key_of_no_case_here_is_refused(foreign: str, small: Office) -> None:
    with pytest.raises(KanIkkeSendesIgjen):
        send_igjen(small.service, foreign, "kari", "x", small.now)


# Pause and resume


def test_a_pause_holds_until_a_person_ends_it_also_when_a_worker_starts(office: Office) -> None:
    stans(office.service, "kari", "oppgradering av arkivet", office.now)
    assert office.deliver() == {Step.PAUSED: 1}
    office.service.koe.resume_unless_ordered("noark5")
    assert office.deliver() == {Step.PAUSED: 1}
    assert gjenoppta(office.service, "kari") is True
    assert office.deliver() == {Step.DELIVERED: 4}
    assert gjenoppta(office.service, "kari") is False


def test_a_pause_that_no_one_ordered_ends_when_a_worker_starts(office: Office) -> None:
    office.service.koe.pause("noark5", "feil passord", office.now)
    office.service.koe.resume_unless_ordered("noark5")
    assert office.service.koe.paused("noark5") is None


# Reconcile


def test_a_delivered_case_is_proven_to_be_there_exactly_once(office: Office) -> None:
    before = reconciled(office)
    assert not before.bevist
    assert not before.avvik
    assert {line.funnet for line in before.linjer} == {Funnet.UNDERVEIS}
    office.decide()
    office.deliver()
    after = reconciled(office, innhold=True)
    assert after.bevist
    assert (after.saker, after.antall) == (1, {Funnet.I_ORDEN: 7})


def test_what_the_archive_has_lost_is_found_out_and_the_plan_repairs_it(office: Office) -> None:
    office.deliver()
    lost = key(office, "1/AddDocument/2")
    in_archive(office, "DELETE FROM objekt WHERE ref LIKE ?", f"%{office.case}/1/2")
    in_archive(office, "DELETE FROM svar WHERE noekkel = ?", lost)
    found = reconciled(office)
    assert wrong(found) == [(Funnet.BORTE, "1/AddDocument/2")]
    assert found.avvik
    assert found.linjer[0].tiltak == f"Kjør: byggsak archive retry {lost}"
    assert send_igjen(office.service, lost, "kari", "tapt", office.now) is RowState.DONE
    assert office.deliver() == {Step.DELIVERED: 1}
    assert reconciled(office, innhold=True).bevist


def test_what_was_never_queued_is_found_out_and_the_plan_repairs_it(office: Office) -> None:
    office.deliver()
    missing = key(office, "1/AddDocument/1")
    with skriv(office.service.motor) as db:
        db.execute(delete(utboks).where(utboks.c.noekkel == missing))
    found = reconciled(office)
    assert wrong(found) == [(Funnet.IKKE_I_KOEN, "1/AddDocument/1")]
    assert send_igjen(office.service, missing, "kari", "manglet", office.now) is None
    assert office.deliver() == {Step.DELIVERED: 1}
    assert reconciled(office).bevist


def test_a_refused_command_is_in_the_plan_with_what_the_archive_said(office: Office) -> None:
    refused = refused_case(office)
    [line] = [one for one in reconciled(office).linjer if one.funnet is Funnet.NEKTET]
    assert line.noekkel == refused
    assert "produksjonsformat" in line.grunn
    assert refused in line.tiltak


def test_an_object_that_was_made_twice_is_seen_by_its_name(small: Office) -> None:
    small.deliver()
    in_archive(
        small, "UPDATE objekt SET system_id = 'en-annen' WHERE ref LIKE ?", f"%{small.case}/1"
    )
    assert wrong(reconciled(small)) == [(Funnet.DOBBELT, "1/EnsureEntry")]


class Behind:
    """An archive with something changed about it."""

    def __init__(self, archive: ArchivePort | None) -> None:
        self._archive: Any = archive

    def __getattr__(self, name: str) -> Any:
        return getattr(self._archive, name)


def test_two_keys_for_one_object_are_seen(small: Office) -> None:
    class Merged(Behind):
        def find(self, wanted: Any) -> Found | None:
            found: Found | None = self._archive.find(wanted)
            if found is None or wanted.kind != "document":
                return found
            return replace(found, ids=replace(found.ids, system_id="ett", dokumentnummer=None))

    small.deliver()
    with skriv(small.service.motor) as db:  # without the ledger, which would see it first
        from byggsak.store.arkivtabeller import kvittering

        db.execute(delete(kvittering))
    found = reconciled(small, Merged(small.service.arkiv))
    assert wrong(found) == [(Funnet.DOBBELT, "1/AddDocument/2")]


def test_a_document_in_the_wrong_place_is_seen(small: Office) -> None:
    class Misfiled(Behind):
        def find(self, wanted: Any) -> Found | None:
            found: Found | None = self._archive.find(wanted)
            if found is None or wanted.kind != "document":
                return found
            return replace(found, parent=replace(wanted, value="annet"))

    small.deliver()
    found = reconciled(small, Misfiled(small.service.arkiv))
    assert [line.funnet for line in found.linjer] == [Funnet.AVVIKER] * 2


def test_changed_content_is_seen_when_it_is_asked_for(small: Office) -> None:
    small.deliver()
    for file in (small.folder / "arkiv" / "dokumenter").glob("*.gml"):
        file.write_bytes(b"noe annet")
    assert reconciled(small).bevist
    assert wrong(reconciled(small, innhold=True)) == [(Funnet.AVVIKER, "1/AddDocument/2")]


def test_a_command_that_no_event_leads_to_is_seen(small: Office) -> None:
    small.deliver()
    with small.store.enhet() as enhet:
        fremmed = Oppdrag(key(small, "1/Fremmed"), "EnsureCase", {})
        enhet.utboks.legg_til(small.case, [fremmed], small.now)
    assert wrong(reconciled(small)) == [(Funnet.UVENTET, "1/Fremmed")]


def test_an_archive_that_cannot_be_searched_proves_nothing(small: Office) -> None:
    class Mute(Behind):
        def capabilities(self) -> Capabilities:
            return Capabilities(can_search=False)

    small.deliver()
    found = reconciled(small, Mute(small.service.arkiv))
    assert not found.bevist
    assert not found.avvik
    assert {line.funnet for line in found.linjer} == {Funnet.UAVKLART}


# Export, and the command line


def test_only_an_archive_that_writes_deposits_is_asked_to(small: Office, tmp_path: Path) -> None:
    config = replace(small.service.config, arkiv="memory", arkivvalg={})
    with pytest.raises(PermanentConfig, match="memory"):
        eksporter(Tjeneste.aapne(config), tmp_path / "uttrekk")


def cli(office: Office, *arguments: str) -> Result:
    config = office.service.config
    options = {f"BYGGSAK_ARCHIVE_{name.upper()}": v for name, v in config.arkivvalg.items()}
    env = {
        **options,
        "BYGGSAK_DATABASE": config.database,
        "BYGGSAK_FILES": str(config.filer),
        "BYGGSAK_ARCHIVE": config.arkiv,
    }
    return CliRunner().invoke(app, ["archive", *arguments], env=env)


def test_the_operator_s_day_from_the_command_line(small: Office) -> None:
    done = cli(small, "reconcile")
    assert (done.exit_code, "4 underveis" in done.stdout) == (3, True)
    refused = refused_case(small)
    done = cli(small, "status")
    assert (done.exit_code, f"ALARM nektet {refused}" in done.stdout) == (1, True)
    done = cli(small, "reconcile")
    assert (done.exit_code, f"archive retry {refused}" in done.stdout) == (1, True)
    assert cli(small, "retry", refused).exit_code == 2  # who, and why?
    small = tolerant(small)
    done = cli(small, "retry", refused, "--by", "kari", "--why", "unntak")
    assert (done.exit_code, "will be sent again" in done.stdout) == (0, True)
    small.deliver()
    done = cli(small, "reconcile", "--content", "--format", "json")
    assert (done.exit_code, '"resultat": "bevist"' in done.stdout) == (0, True)
    assert cli(small, "status", "--format", "json", "--older-than", "999999").exit_code == 0
    target = small.folder / "uttrekk"
    assert cli(small, "export", str(target)).exit_code == 0
    assert cli(small, "verify", str(target)).exit_code in (1, 3)
    done = cli(small, "export", str(target))
    assert (done.exit_code, "finnes allerede" in done.stderr) == (2, True)


def test_pausing_from_the_command_line_stops_the_delivery(small: Office) -> None:
    assert cli(small, "pause", "--by", "kari", "--why", "oppgradering").exit_code == 0
    assert small.deliver() == {Step.PAUSED: 1}
    assert cli(small, "status").exit_code == 1
    assert "sent to again" in cli(small, "resume", "--by", "kari").stdout
    assert small.deliver() == {Step.DELIVERED: 4}


def test_without_an_archive_the_operator_is_told_what_to_set(small: Office) -> None:
    small.service = replace(
        small.service, config=replace(small.service.config, arkiv="", arkivvalg={})
    )
    for command in (("reconcile",), ("pause", "--by", "a", "--why", "b"), ("export", "x")):
        done = cli(small, *command)
        assert (done.exit_code, "BYGGSAK_ARCHIVE" in done.stderr) == (2, True)
    assert cli(small, "status", "--older-than", "999999").exit_code == 0
