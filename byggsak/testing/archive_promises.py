"""The part of the contract that holds the archive to what its `capabilities()` say."""

import time
from dataclasses import replace

import pytest

from byggsak.archive.commands import CloseCase, LinkExternalKey
from byggsak.archive.errors import ArchiveError
from byggsak.archive.port import ArchivePort, Receipt, SubmissionState
from byggsak.testing.archive_checks import PATIENCE, Files, cannot, done, found, refused
from byggsak.testing.archive_examples import (
    NOON,
    Names,
    add_document,
    ensure_case,
    ensure_entry,
)


class PromiseContract:
    """Inherited by ArchiveContract."""

    def test_the_archive_always_says_the_same_about_itself(self, adapter: ArchivePort) -> None:
        can = adapter.capabilities()
        assert can == adapter.capabilities()
        assert can.max_bytes is None or can.max_bytes > 0
        assert can.max_title is None or can.max_title >= 255, "titles of 255 must fit"

    def test_the_longest_title_it_says_it_takes_is_taken_and_one_more_letter_is_refused(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        limit = adapter.capabilities().max_title
        if limit is None:
            pytest.skip("capabilities().max_title is None")
        title = "Å" * limit
        done(adapter, ensure_case(names, tittel=title))
        assert found(adapter, names.case).record.tittel == title
        refused(adapter, ensure_case(Names(), tittel=title + "Å"))

    def test_a_document_larger_than_it_says_it_takes_is_refused(
        self, adapter: ArchivePort, names: Names, files: Files
    ) -> None:
        limit = adapter.capabilities().max_bytes
        if limit is None:
            pytest.skip("capabilities().max_bytes is None")
        done(adapter, ensure_case(names))
        done(adapter, ensure_entry(names))
        refused(adapter, add_document(names, replace(files.add(b"x"), stoerrelse=limit + 1)))

    def test_what_it_says_it_cannot_do_it_does_not_do(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        can = adapter.capabilities()
        if can.can_close and can.can_link and can.can_fetch:
            pytest.skip("capabilities() say that it can do everything")
        done(adapter, ensure_case(names))
        if not can.can_close:
            cannot(adapter, CloseCase(key=names.key("x"), case=names.case, at=NOON, by="arkivar"))
        if not can.can_link:
            alias = replace(names.case, system="fagsystem")
            cannot(adapter, LinkExternalKey(key=names.key("y"), target=names.case, alias=alias))
        if not can.can_fetch:
            with pytest.raises(ArchiveError):
                adapter.fetch(names.document())

    def test_it_answers_when_it_says_it_answers(self, adapter: ArchivePort, names: Names) -> None:
        submission = adapter.submit(ensure_case(names))
        later = submission.state is SubmissionState.ACCEPTED
        assert later == (adapter.capabilities().answers == "async")
        if later:
            assert submission.outcomes == (), "an answer that comes later is not given now"

    def test_a_receipt_comes_again_until_it_is_acknowledged_and_then_never(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        if adapter.capabilities().answers == "sync":
            pytest.skip('capabilities().answers is "sync"')
        command = ensure_case(names)
        adapter.submit(command)
        receipt = _receipt_of(adapter, command.key)
        assert [one for one in adapter.poll() if one.id == receipt.id] == [receipt]
        adapter.acknowledge(receipt.id)
        adapter.acknowledge(receipt.id)
        assert [one for one in adapter.poll() if one.id == receipt.id] == []


def _receipt_of(adapter: ArchivePort, key: str) -> Receipt:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for receipt in adapter.poll():
            if receipt.key == key:
                return receipt
        time.sleep(0.1)
    raise AssertionError(f"No receipt for {key} within {PATIENCE} seconds")
