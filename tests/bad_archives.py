"""Archives with one fault each, and the test of the contract that must catch it.

Run by test_archive_contract_bites: `CAUGHT_BY` names the tests, `Test…` classes run them.
"""

import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from byggsak_archive_memory import MemoryArchive

from byggsak.archive.codes import Avskrivningsmaate, Journalposttype, TilknyttetSom
from byggsak.archive.commands import (
    AddDocument,
    Command,
    EnsureCase,
    EnsureEntry,
    UpdateCase,
    UpdateDocument,
    UpdateEntry,
    WriteOff,
    target_of,
)
from byggsak.archive.errors import NotFound, PermanentCase, Transient
from byggsak.archive.port import (
    ArchivePort,
    Capabilities,
    Found,
    Health,
    Outcome,
    Receipt,
    State,
    Submission,
    SubmissionState,
)
from byggsak.archive.records import Skjerming
from byggsak.testing.archive import ArchiveContract, Files

CAUGHT_BY: dict[str, str] = {}


def caught_by(test: str) -> Any:
    """Says which test of the contract names the fault."""

    def note(archive: type[MemoryArchive]) -> type[MemoryArchive]:
        CAUGHT_BY[archive.__name__] = test
        return archive

    return note


def altered(command: Any, **changes: Any) -> Any:
    return replace(command, record=replace(command.record, **changes))


class Fine(MemoryArchive):
    """No fault at all."""


class FineLater(MemoryArchive):
    """No fault, but it answers later, and slowly: at the third question."""

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self._receipts: dict[str, Receipt] = {}
        self._asked: dict[str, int] = {}

    def capabilities(self) -> Capabilities:
        return replace(super().capabilities(), answers="async")

    def submit(self, command: Command) -> Submission:
        answer = super().submit(command)
        ref = f"m{len(self._asked)}"
        self._asked[ref] = 0
        self._receipts[ref] = Receipt(id=ref, key=command.key, outcomes=answer.outcomes)
        return Submission(ref=ref, state=SubmissionState.ACCEPTED)

    def poll(self) -> Iterable[Receipt]:
        for ref in self._receipts:
            self._asked[ref] += 1
        return [one for ref, one in self._receipts.items() if self._asked[ref] >= 3]

    def acknowledge(self, receipt_id: str) -> None:
        self._receipts.pop(receipt_id, None)


class FineSmall(MemoryArchive):
    """No fault, but it can do little, and says so."""

    def capabilities(self) -> Capabilities:
        return Capabilities(
            can_close=False, can_link=False, max_bytes=1_000_000, max_title=300, durable=False
        )

    def submit(self, command: Command) -> Submission:
        if type(command).__name__ in ("CloseCase", "LinkExternalKey"):
            raise PermanentCase("Arkivet kan ikke dette.", "kan-ikke")
        if len(getattr(getattr(command, "record", None), "tittel", "")) > 300:
            raise PermanentCase("Tittelen er lengre enn 300 tegn.", "for-lang-tittel")
        return super().submit(command)

    def _read(self, command: AddDocument) -> bytes:
        if command.record.fil.stoerrelse > 1_000_000:
            raise PermanentCase("Dokumentet er større enn 1 MB.", "for-stort")
        return super()._read(command)


# Idempotency and order


@caught_by("test_filing_with_the_same_key_twice_files_once")
class DoublesEntries(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        self._answered.clear()
        if isinstance(command, EnsureEntry):
            self._objects.pop(command.entry, None)
        return super().submit(command)


@caught_by("test_an_entry_is_written_off_once")
class ForgetsKeys(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        self._answered.clear()
        return super().submit(command)


@caught_by("test_the_same_case_under_another_key_is_found_not_doubled")
class DoublesCases(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if isinstance(command, EnsureCase) and command.key not in self._answered:
            self._objects.pop(command.case, None)
        return super().submit(command)


@caught_by("test_entries_are_numbered_in_the_order_they_came")
class NumbersBackwards(MemoryArchive):
    def _ensure(self, command: EnsureCase | EnsureEntry | AddDocument) -> Outcome:
        done = super()._ensure(command)
        number = done.ids.journalpostnummer
        if number is None:
            return done
        return replace(done, ids=replace(done.ids, journalpostnummer=100 - number))


@caught_by("test_an_old_change_that_comes_late_does_not_undo_a_newer_one")
class RevertsToOldChanges(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if isinstance(command, UpdateCase):
            self._answered.pop(command.key, None)
        return super().submit(command)


@caught_by("test_filing_again_what_has_changed_since_does_not_set_it_back")
class SetsEntriesBack(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if isinstance(command, EnsureEntry) and command.entry in self._objects:
            self._objects[command.entry].record = command.record
        return super().submit(command)


@caught_by("test_the_same_command_from_two_workers_at_once_files_once")
class RacesWithItself(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        known = command.key in self._answered
        time.sleep(0.02)
        if not known and isinstance(command, EnsureCase):
            self._answered.pop(command.key, None)
            self._objects.pop(command.case, None)
        return super().submit(command)


@caught_by("test_cases_filed_side_by_side_get_names_of_their_own")
class RacesForNumbers(MemoryArchive):
    def _carry_out(self, command: Command) -> Outcome:
        done = super()._carry_out(command)
        if isinstance(command, EnsureCase):
            case = self._objects[command.case]
            case.ids = replace(case.ids, mappe_id="2026/1", sakssekvensnummer=1)
            return replace(done, ids=case.ids)
        return done


@caught_by("test_an_entry_in_an_unknown_case_is_refused")
class TakesOrphans(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if isinstance(command, EnsureEntry) and command.case not in self._objects:
            self._objects[command.entry] = None  # type: ignore[assignment]
        return super().submit(command)


@caught_by("test_a_change_of_what_is_not_there_is_refused")
class ChangesNothingGladly(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        answer = super().submit(command)
        there = not isinstance(command, EnsureEntry | AddDocument)
        return replace(
            answer,
            outcomes=tuple(
                replace(one, state=State.UPDATED) if there and one.code == NotFound.code else one
                for one in answer.outcomes
            ),
        )


@caught_by("test_the_same_file_twice_is_two_documents")
class MergesSameFiles(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if isinstance(command, AddDocument):
            for key, one in self._objects.items():
                if getattr(one.record, "fil", None) == command.record.fil:
                    self._aliases[command.document] = key
                    outcome = Outcome(target=command.document, state=State.EXISTING, ids=one.ids)
                    state = SubmissionState.DONE
                    return Submission(ref=command.key, state=state, outcomes=(outcome,))
        return super().submit(command)


# Content


@caught_by("test_content_that_differs_from_its_checksum_is_refused")
class TrustsAnyContent(MemoryArchive):
    def _read(self, command: AddDocument) -> bytes:
        with self._files.open(command.record.fil) as stream:
            return stream.read()


@caught_by("test_a_document_comes_back_byte_for_byte_or_is_refused")
class TextMode(MemoryArchive):
    def _read(self, command: AddDocument) -> bytes:
        return super()._read(command).replace(b"\r\n", b"\n")


@caught_by("test_a_document_comes_back_byte_for_byte_or_is_refused")
class DropsEmptyDocuments(MemoryArchive):
    def fetch(self, key: Any) -> bytes:
        return super().fetch(key) or b" "


@caught_by("test_content_that_comes_slowly_in_small_pieces_is_filed_whole")
class ReadsOnce(MemoryArchive):
    def _read(self, command: AddDocument) -> bytes:
        with self._files.open(command.record.fil) as stream:
            return stream.read(1_000_000)


@caught_by("test_content_lost_on_the_way_is_no_refusal_and_is_filed_whole_the_next_time")
class BlamesTheCaseForALostFile(MemoryArchive):
    def _read(self, command: AddDocument) -> bytes:
        try:
            return super()._read(command)
        except Transient as error:
            raise PermanentCase(error.message) from error


@caught_by("test_content_lost_on_the_way_is_no_refusal_and_is_filed_whole_the_next_time")
class FilesHalfADocument(MemoryArchive):
    def _read(self, command: AddDocument) -> bytes:
        content = b""
        try:
            with self._files.open(command.record.fil) as stream:
                while piece := stream.read(1000):
                    content += piece
        except OSError:
            return content
        return super()._read(command)


@caught_by("test_a_document_that_is_refused_leaves_its_entry_and_the_next_document_alone")
class TakesTheEntryDownToo(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        answer = super().submit(command)
        if isinstance(command, AddDocument) and answer.outcomes[0].state is State.REJECTED:
            del self._objects[command.entry]
        return answer


# Meaning


@caught_by("test_a_long_title_is_kept_whole_or_refused_never_cut")
class CutsTitles(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if hasattr(command, "record") and hasattr(command.record, "tittel"):
            command = altered(command, tittel=command.record.tittel[:255])
        return super().submit(command)


@caught_by("test_norwegian_letters_and_markup_come_back_unchanged")
class MangledLetters(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if hasattr(command, "record") and hasattr(command.record, "tittel"):
            mangled = command.record.tittel.encode("ascii", "replace").decode()
            command = altered(command, tittel=mangled)
        return super().submit(command)


@caught_by("test_shielding_is_kept")
class DropsShielding(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if isinstance(command, EnsureEntry):
            command = altered(command, skjerming=None)
        return super().submit(command)


@caught_by("test_all_that_a_shielding_hides_is_kept_on_case_entry_and_document")
class KnowsOneShieldingCode(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        shielding = getattr(getattr(command, "record", None), "skjerming", None)
        if isinstance(shielding, Skjerming):
            first = replace(shielding, skjerming_metadata=shielding.skjerming_metadata[:1])
            command = altered(command, skjerming=first)
        return super().submit(command)


@caught_by("test_every_kind_of_entry_is_taken")
class OneKindOfEntry(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if isinstance(command, EnsureEntry):
            command = altered(command, journalposttype=Journalposttype.INNGAAENDE)
        return super().submit(command)


@caught_by("test_every_kind_of_document_is_kept")
class EverythingIsTheMainDocument(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if isinstance(command, AddDocument):
            command = altered(command, tilknyttet_som=TilknyttetSom.HOVEDDOKUMENT)
        return super().submit(command)


@caught_by("test_every_way_of_writing_off_is_kept")
class KnowsOneWayOfWritingOff(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if isinstance(command, WriteOff):
            command = altered(command, avskrivningsmaate=Avskrivningsmaate.BREV)
        return super().submit(command)


@caught_by("test_every_status_of_an_entry_is_kept")
class IgnoresChanges(MemoryArchive):
    def _update(self, command: UpdateCase | UpdateEntry | UpdateDocument) -> Outcome:
        stored = self._get(target_of(command))
        return Outcome(target=stored.key, state=State.UPDATED, ids=stored.ids)


@caught_by("test_a_change_of_one_field_of_a_case_changes_that_field_only")
class AChangeClearsTheRest(MemoryArchive):
    def _update(self, command: UpdateCase | UpdateEntry | UpdateDocument) -> Outcome:
        done = super()._update(command)
        if isinstance(command, UpdateCase):
            case = self._objects[command.case]
            case.record = replace(case.record, parter=())  # type: ignore[call-arg]
        return done


@caught_by("test_what_is_shielded_later_is_shielded_and_nothing_else_is_changed")
class LeavesDocumentsOpen(MemoryArchive):
    def _update(self, command: UpdateCase | UpdateEntry | UpdateDocument) -> Outcome:
        if isinstance(command, UpdateDocument):
            command = replace(command, skjerming=None)
        return super()._update(command)


@caught_by("test_parties_and_correspondents_are_kept_with_all_they_carry_and_in_order")
class SortsCorrespondents(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if isinstance(command, EnsureEntry):
            parties = command.record.korrespondanseparter
            turned = tuple(sorted(parties, key=lambda one: one.navn))
            command = altered(command, korrespondanseparter=turned)
        return super().submit(command)


@caught_by("test_what_was_filed_is_found_again_as_it_was")
class ForgetsParties(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if isinstance(command, EnsureCase):
            command = altered(command, parter=())
        return super().submit(command)


# Closing, refusing, linking


@caught_by("test_a_case_is_not_closed_before_its_entries_are_done")
class ClosesAnything(MemoryArchive):
    def _below(self, key: Any) -> list[Any]:
        return []


@caught_by("test_a_closed_case_takes_no_new_entry")
class TakesMoreAfterClosing(MemoryArchive):
    def _open_case(self, key: Any) -> Any:
        return self._get(key)


@caught_by("test_an_entry_in_an_unknown_case_is_refused")
class BlamesTheOperator(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        answer = super().submit(command)
        return replace(answer, outcomes=tuple(replace(o, fault=None) for o in answer.outcomes))


@caught_by("test_a_document_in_an_unknown_entry_is_refused")
class SaysNothing(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        answer = super().submit(command)
        return replace(answer, outcomes=tuple(replace(o, message=None) for o in answer.outcomes))


@caught_by("test_a_refusal_repeats_no_title_and_no_name")
class GossipsInRefusals(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        answer = super().submit(command)
        said = tuple(
            replace(o, message=f"{o.message} ({command})" if o.message else None)
            for o in answer.outcomes
        )
        return replace(answer, outcomes=said)


@caught_by("test_another_system_s_name_finds_the_same_object")
class NoLinks(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        answer = super().submit(command)
        self._aliases.clear()
        return answer


@caught_by("test_an_entry_is_written_off_once")
class WritesOffTwice(MemoryArchive):
    def submit(self, command: Command) -> Submission:
        if isinstance(command, WriteOff):
            self._answered.pop(command.key, None)
        return super().submit(command)


@caught_by("test_what_is_not_there_is_not_found")
class FindsEverything(MemoryArchive):
    def find(self, key: Any) -> Found | None:
        return super().find(key) or next(iter([super().find(k) for k in self._objects]), key)


# What it says of itself


@caught_by("test_the_archive_under_test_is_healthy_and_says_so")
class Ill(MemoryArchive):
    def health(self) -> Health:
        return Health(ok=False, detail="down")


@caught_by("test_a_synchronous_archive_has_nothing_to_poll")
class PollsOutOfTheBlue(MemoryArchive):
    def poll(self) -> Iterable[Receipt]:
        return [Receipt(id="1", key="x", outcomes=())]


@caught_by("test_it_answers_when_it_says_it_answers")
class SaysItAnswersLater(MemoryArchive):
    def capabilities(self) -> Capabilities:
        return Capabilities(answers="async")


@caught_by("test_the_longest_title_it_says_it_takes_is_taken_and_one_more_letter_is_refused")
class TakesLongerTitlesThanItSays(MemoryArchive):
    def capabilities(self) -> Capabilities:
        return Capabilities(max_title=300)


@caught_by("test_the_archive_always_says_the_same_about_itself")
class HasNoRoomForATitle(MemoryArchive):
    def capabilities(self) -> Capabilities:
        return Capabilities(max_title=80)


@caught_by("test_a_document_larger_than_it_says_it_takes_is_refused")
class TakesLargerDocumentsThanItSays(MemoryArchive):
    def capabilities(self) -> Capabilities:
        return Capabilities(max_bytes=1000)

    def _read(self, command: AddDocument) -> bytes:
        with self._files.open(command.record.fil) as stream:
            return stream.read()


@caught_by("test_what_it_says_it_cannot_do_it_does_not_do")
class ClosesThoughItCannot(MemoryArchive):
    def capabilities(self) -> Capabilities:
        return Capabilities(can_close=False)


@caught_by("test_a_receipt_comes_again_until_it_is_acknowledged_and_then_never")
class GivesAReceiptOnce(FineLater):
    def poll(self) -> Iterable[Receipt]:
        given = list(super().poll())
        for one in given:
            self._receipts.pop(one.id)
        return given


@caught_by("test_a_receipt_comes_again_until_it_is_acknowledged_and_then_never")
class NeverForgetsAReceipt(FineLater):
    def acknowledge(self, receipt_id: str) -> None:
        pass


def contract(archive: type[MemoryArchive]) -> type[ArchiveContract]:
    class Test(ArchiveContract):
        @pytest.fixture
        def adapter(self, files: Files) -> ArchivePort:
            return archive(files)

    Test.__name__ = Test.__qualname__ = f"Test{archive.__name__}"
    return Test


GOOD = (Fine, FineLater, FineSmall)
for _archive in (*GOOD, *(globals()[name] for name in CAUGHT_BY)):
    globals()[f"Test{_archive.__name__}"] = contract(_archive)
