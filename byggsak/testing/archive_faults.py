"""The part of the contract that is about things going wrong: lost answers, half documents,
commands that come twice, late or at the same time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256

import pytest

from byggsak.archive.codes import Avskrivningsmaate, Journalstatus
from byggsak.archive.commands import (
    CloseCase,
    Command,
    LinkExternalKey,
    UpdateCase,
    UpdateDocument,
    UpdateEntry,
    WriteOff,
)
from byggsak.archive.errors import Transient, Unknown
from byggsak.archive.port import ArchivePort, Outcome, State
from byggsak.archive.records import Avskrivning
from byggsak.testing.archive_checks import (
    Files,
    done,
    found,
    journalpost,
    not_now,
    refused,
    saksmappe,
)
from byggsak.testing.archive_examples import (
    NOON,
    Names,
    add_document,
    archive_entry,
    ensure_case,
    ensure_entry,
)

Reopen = Callable[[], ArchivePort]


class FaultContract:
    """Inherited by ArchiveContract."""

    @pytest.mark.parametrize("lost_after", [0, 1, 100_000], ids=["gone", "at once", "half-way"])
    def test_content_lost_on_the_way_is_no_refusal_and_is_filed_whole_the_next_time(
        self, adapter: ArchivePort, names: Names, files: Files, lost_after: int
    ) -> None:
        self._entry(adapter, names)
        content = b"tegning" * 50_000
        command = add_document(names, files.add(content))
        files.lose_after(lost_after)
        not_now(adapter, command)
        if adapter.capabilities().can_search:
            assert adapter.find(names.document()) is None, "half a document was filed"
        files.mend()
        done(adapter, command)
        if adapter.capabilities().can_fetch:
            assert adapter.fetch(names.document()) == content

    def test_content_that_comes_slowly_in_small_pieces_is_filed_whole(
        self, adapter: ArchivePort, names: Names, files: Files
    ) -> None:
        self._entry(adapter, names)
        content = bytes(range(256)) * 100
        files.come_in_pieces(7)
        done(adapter, add_document(names, files.add(content)))
        if adapter.capabilities().can_fetch:
            assert adapter.fetch(names.document()) == content

    def test_a_document_that_is_refused_leaves_its_entry_and_the_next_document_alone(
        self, adapter: ArchivePort, names: Names, files: Files
    ) -> None:
        self._entry(adapter, names)
        wrong = replace(files.add(b"one"), sha256=sha256(b"other").hexdigest())
        refused(adapter, add_document(names, wrong))
        done(adapter, add_document(names, files.add(b"two"), n="2"))
        assert found(adapter, names.entry()).record
        assert found(adapter, names.document("2")).record
        assert adapter.find(names.document()) is None

    def test_an_answer_that_was_lost_is_given_again_after_a_restart(
        self, adapter: ArchivePort, names: Names, files: Files, reopen: Reopen | None
    ) -> None:
        if reopen is None:
            pytest.skip("the fixture `reopen` is not overridden")
        if not adapter.capabilities().durable:
            pytest.skip("capabilities().durable is False")
        commands: list[Command] = [
            ensure_case(names),
            ensure_entry(names),
            add_document(names, files.add(b"letter")),
            archive_entry(names),
        ]
        lost = [done(adapter, command) for command in commands]
        after = reopen()
        again = [done(after, command) for command in commands]
        assert [one.state for one in again] == [State.EXISTING] * 4
        assert [one.ids for one in again] == [one.ids for one in lost]
        if after.capabilities().can_fetch:
            assert after.fetch(names.document()) == b"letter"

    def test_the_same_command_from_two_workers_at_once_files_once(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        if adapter.capabilities().idempotency == "none":
            pytest.skip('capabilities().idempotency is "none"')
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _: _tried(adapter, ensure_case(names)), range(4)))
        given = [answer for answer in answers if answer is not None]
        assert sum(answer.state is State.CREATED for answer in given) <= 1
        last = done(adapter, ensure_case(names))
        assert last.state is State.EXISTING
        assert {answer.ids for answer in given} <= {last.ids}

    def test_cases_filed_side_by_side_get_names_of_their_own(self, adapter: ArchivePort) -> None:
        all_names = [Names() for _ in range(8)]
        with ThreadPoolExecutor(4) as pool:
            filed = list(pool.map(lambda one: _tried(adapter, ensure_case(one)), all_names))
        ids = [answer.ids for answer in filed if answer is not None]
        assert ids, "no case was filed"
        assert len(set(ids)) == len(ids)

    def test_filing_again_what_has_changed_since_does_not_set_it_back(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        self._entry(adapter, names)
        done(adapter, archive_entry(names))
        assert done(adapter, ensure_entry(names)).state is State.EXISTING
        assert journalpost(adapter, names.entry()).journalstatus is Journalstatus.ARKIVERT

    def test_an_old_change_that_comes_late_does_not_undo_a_newer_one(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        if adapter.capabilities().idempotency != "native":
            pytest.skip('capabilities().idempotency is not "native"')
        done(adapter, ensure_case(names))
        first = UpdateCase(
            key=names.key("first"), case=names.case, at=NOON, by="leder", saksansvarlig="Per"
        )
        done(adapter, first)
        done(adapter, replace(first, key=names.key("second"), saksansvarlig="Kari"))
        done(adapter, first)
        assert saksmappe(adapter, names.case).saksansvarlig == "Kari"

    def test_a_change_of_what_is_not_there_is_refused(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        record = Avskrivning(
            avskrivningsdato=NOON.date(),
            avskrevet_av="saksbehandler",
            avskrivningsmaate=Avskrivningsmaate.BREV,
        )
        key, can = names.key, adapter.capabilities()
        alias = replace(names.case, system="fagsystem")
        refused(
            adapter,
            UpdateCase(key=key("a"), case=names.case, at=NOON, by="x", saksansvarlig="Per"),
        )
        refused(
            adapter,
            UpdateEntry(key=key("b"), entry=names.entry(), at=NOON, by="x", tittel="Ny"),
        )
        refused(
            adapter,
            UpdateDocument(key=key("f"), document=names.document(), at=NOON, by="x", tittel="Ny"),
        )
        refused(adapter, WriteOff(key=key("c"), entry=names.entry(), record=record))
        if can.can_close:
            refused(adapter, CloseCase(key=key("d"), case=names.case, at=NOON, by="x"))
        if can.can_link:
            refused(adapter, LinkExternalKey(key=key("e"), target=names.case, alias=alias))

    def test_the_same_file_twice_is_two_documents(
        self, adapter: ArchivePort, names: Names, files: Files
    ) -> None:
        self._entry(adapter, names)
        fil = files.add(b"the same bytes", "plan.pdf")
        done(adapter, add_document(names, fil))
        second = done(adapter, add_document(names, fil, n="2"))
        assert second.state is State.CREATED
        assert found(adapter, names.document("2")).target == names.document("2")

    def test_a_refusal_repeats_no_title_and_no_name(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        # It is logged, and read by people who have no business with the case.
        reason = refused(adapter, ensure_entry(names, tittel="Barnevernssak for Kari Hemmelig"))
        for private in ("Barnevernssak", "Hemmelig", "Nordmann"):
            assert private not in reason

    def _entry(self, adapter: ArchivePort, names: Names) -> None:
        done(adapter, ensure_case(names))
        done(adapter, ensure_entry(names))


def _tried(adapter: ArchivePort, command: Command) -> Outcome | None:
    """The outcome, or None when the archive was too busy for it just now."""
    try:
        return done(adapter, command)
    except (Transient, Unknown):
        return None
