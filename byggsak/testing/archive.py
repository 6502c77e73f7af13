"""The contract of an archive adapter, as tests that a vendor inherits.

    from byggsak.testing.archive import ArchiveContract, Files

    class TestOurArchive(ArchiveContract):
        @pytest.fixture
        def adapter(self, files: Files) -> ArchivePort:
            return create({"url": "https://test.example"}, files)

`adapter` must be overridden. `reopen` may be: a function that opens the same archive anew, as after
a restart. Every test uses keys of its own, so the suite can run against an archive that already
holds data.
"""

from dataclasses import replace
from hashlib import sha256

import pytest

from byggsak.archive.codes import (
    Avskrivningsmaate,
    Journalposttype,
    Journalstatus,
    Korrespondanseparttype,
    Saksstatus,
    SkjermingMetadata,
)
from byggsak.archive.commands import CloseCase, Command, LinkExternalKey, WriteOff
from byggsak.archive.errors import NotFound
from byggsak.archive.port import ArchivePort, State
from byggsak.archive.records import Avskrivning, Skjerming
from byggsak.testing.archive_checks import (
    Files,
    done,
    found,
    journalpost,
    meaning,
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
from byggsak.testing.archive_faults import FaultContract, Reopen
from byggsak.testing.archive_meaning import MeaningContract
from byggsak.testing.archive_promises import PromiseContract

__all__ = ["ArchiveContract", "Files", "Names"]

NORWEGIAN = 'Tilbygg på Ålgård – «blåbærgrøt» & <våtrom>, Čáhcesuolu "Øst"\'s ½ m²'


class ArchiveContract(FaultContract, MeaningContract, PromiseContract):
    """What every adapter promises. Inherit, override `adapter`, run."""

    @pytest.fixture
    def files(self) -> Files:
        return Files()

    @pytest.fixture
    def adapter(self, files: Files) -> ArchivePort:
        raise NotImplementedError("Override the fixture `adapter` with the adapter to test.")

    @pytest.fixture
    def reopen(self) -> Reopen | None:
        return None

    @pytest.fixture
    def names(self) -> Names:
        return Names()

    def test_a_new_case_gets_the_names_of_the_archive(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        outcome = done(adapter, ensure_case(names))
        assert outcome.state is State.CREATED
        assert outcome.ids.system_id or outcome.ids.mappe_id

    def test_filing_with_the_same_key_twice_files_once(
        self, adapter: ArchivePort, names: Names, files: Files
    ) -> None:
        commands: list[Command] = [
            ensure_case(names),
            ensure_entry(names),
            add_document(names, files.add(b"x")),
        ]
        first = [done(adapter, command) for command in commands]
        again = [done(adapter, command) for command in commands]
        assert [outcome.state for outcome in again] == [State.EXISTING] * 3
        assert [outcome.ids for outcome in again] == [outcome.ids for outcome in first]

    def test_the_same_case_under_another_key_is_found_not_doubled(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        first = done(adapter, ensure_case(names))
        again = done(adapter, replace(ensure_case(names), key=names.key("again")))
        assert again.state is State.EXISTING
        assert again.ids == first.ids

    def test_entries_are_numbered_in_the_order_they_came(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        done(adapter, ensure_case(names))
        entries = [done(adapter, ensure_entry(names, n=str(n))) for n in range(3)]
        numbers = [outcome.ids.journalpostnummer or 0 for outcome in entries]
        assert len(set(numbers)) in (1, 3), "entries share a number"
        assert numbers == sorted(numbers)

    def test_an_entry_in_an_unknown_case_is_refused(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        refused(adapter, ensure_entry(names))
        assert adapter.find(names.entry()) is None

    def test_a_document_in_an_unknown_entry_is_refused(
        self, adapter: ArchivePort, names: Names, files: Files
    ) -> None:
        done(adapter, ensure_case(names))
        refused(adapter, add_document(names, files.add(b"x")))
        assert adapter.find(names.document()) is None

    def test_norwegian_letters_and_markup_come_back_unchanged(
        self, adapter: ArchivePort, names: Names, files: Files
    ) -> None:
        done(adapter, ensure_case(names, tittel=NORWEGIAN))
        done(adapter, ensure_entry(names, tittel=NORWEGIAN))
        done(adapter, add_document(names, files.add(b"x", "plan æøå.pdf"), tittel=NORWEGIAN))
        for key in (names.case, names.entry(), names.document()):
            assert found(adapter, key).record.tittel == NORWEGIAN

    def test_a_long_title_is_kept_whole_or_refused_never_cut(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        title = "Bruksendring og påbygg " * 40 + "slutt"
        limit = adapter.capabilities().max_title
        if limit is not None and len(title) > limit:
            refused(adapter, ensure_case(names, tittel=title))
        else:
            done(adapter, ensure_case(names, tittel=title))
            assert found(adapter, names.case).record.tittel == title

    @pytest.mark.parametrize("kind", list(Journalposttype))
    def test_every_kind_of_entry_is_taken(
        self, adapter: ArchivePort, names: Names, kind: Journalposttype
    ) -> None:
        done(adapter, ensure_case(names))
        done(adapter, ensure_entry(names, journalposttype=kind))
        assert journalpost(adapter, names.entry()).journalposttype is kind

    @pytest.mark.parametrize("role", list(Korrespondanseparttype))
    def test_every_role_of_a_correspondent_is_taken(
        self, adapter: ArchivePort, names: Names, role: Korrespondanseparttype
    ) -> None:
        done(adapter, ensure_case(names))
        done(adapter, ensure_entry(names, rolle=role))
        assert [p.type for p in journalpost(adapter, names.entry()).korrespondanseparter] == [role]

    def test_what_was_filed_is_found_again_as_it_was(
        self, adapter: ArchivePort, names: Names, files: Files
    ) -> None:
        case, entry = ensure_case(names), ensure_entry(names)
        document = add_document(names, files.add(b"the application"))
        for command in (case, entry, document):
            done(adapter, command)
        assert meaning(found(adapter, names.case).record) == meaning(case.record)
        assert meaning(found(adapter, names.entry()).record) == meaning(entry.record)
        assert meaning(found(adapter, names.document()).record) == meaning(document.record)
        assert found(adapter, names.entry()).parent in (None, names.case)

    def test_shielding_is_kept(self, adapter: ArchivePort, names: Names) -> None:
        shielding = Skjerming(
            tilgangsrestriksjon="Unntatt offentlighet",
            skjermingshjemmel="offl § 13 jf. fvl § 13",
            skjerming_metadata=(
                SkjermingMetadata.NAVN_AVSENDER,
                SkjermingMetadata.TITTEL_REGISTRERING_ORD,
            ),
        )
        done(adapter, ensure_case(names))
        done(
            adapter,
            ensure_entry(names, skjerming=shielding, offentlig_tittel="Merknad til nabovarsel"),
        )
        kept = journalpost(adapter, names.entry())
        assert kept.skjerming is not None
        assert kept.skjerming.tilgangsrestriksjon == shielding.tilgangsrestriksjon
        assert kept.skjerming.skjermingshjemmel == shielding.skjermingshjemmel
        assert set(shielding.skjerming_metadata) <= set(kept.skjerming.skjerming_metadata)
        assert kept.offentlig_tittel == "Merknad til nabovarsel"

    @pytest.mark.parametrize("size", [0, 1, 20_000_000], ids=["empty", "one byte", "huge"])
    def test_a_document_comes_back_byte_for_byte_or_is_refused(
        self, adapter: ArchivePort, names: Names, files: Files, size: int
    ) -> None:
        content = (b"\x00byggsak\xff\r\n" * (size // 10 + 1))[:size]
        self._file_entry(adapter, names)
        limit = adapter.capabilities().max_bytes
        command = add_document(names, files.add(content))
        if limit is not None and size > limit:
            refused(adapter, command)
            return
        done(adapter, command)
        if adapter.capabilities().can_fetch:
            assert adapter.fetch(names.document()) == content

    def test_content_that_differs_from_its_checksum_is_refused(
        self, adapter: ArchivePort, names: Names, files: Files
    ) -> None:
        self._file_entry(adapter, names)
        right = files.add(b"the letter")
        wrong = replace(right, sha256=sha256(b"another letter").hexdigest())
        refused(adapter, add_document(names, wrong))
        assert adapter.find(names.document()) is None

    def test_a_new_status_is_seen_and_saying_it_twice_changes_nothing(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        self._file_entry(adapter, names)
        assert done(adapter, archive_entry(names)).state is State.UPDATED
        assert done(adapter, archive_entry(names)).state in (State.EXISTING, State.UPDATED)
        assert journalpost(adapter, names.entry()).journalstatus is Journalstatus.ARKIVERT

    def test_an_entry_is_written_off_once(self, adapter: ArchivePort, names: Names) -> None:
        self._file_entry(adapter, names)
        for _ in range(2):
            done(adapter, self._write_off(names))
        written_off = found(adapter, names.entry()).written_off
        assert [one.avskrivningsmaate for one in written_off] == [Avskrivningsmaate.BREV]

    def test_another_system_s_name_finds_the_same_object(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        if not adapter.capabilities().can_link:
            pytest.skip("capabilities().can_link is False")
        done(adapter, ensure_case(names))
        alias = replace(names.case, system="fagsystem", value=names.key("alias"))
        done(adapter, LinkExternalKey(key=names.key("link"), target=names.case, alias=alias))
        assert found(adapter, alias).ids == found(adapter, names.case).ids

    def test_a_case_is_not_closed_before_its_entries_are_done(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        self._need_close(adapter)
        self._file_entry(adapter, names)
        refused(adapter, self._close(names))
        done(adapter, archive_entry(names))
        refused(adapter, replace(self._close(names), key=names.key("close-2")))
        assert saksmappe(adapter, names.case).saksstatus is Saksstatus.UNDER_BEHANDLING

    def test_a_closed_case_takes_no_new_entry(self, adapter: ArchivePort, names: Names) -> None:
        self._need_close(adapter)
        self._file_entry(adapter, names)
        for command in (self._write_off(names), archive_entry(names), self._close(names)):
            done(adapter, command)
        assert saksmappe(adapter, names.case).saksstatus is Saksstatus.AVSLUTTET
        assert done(adapter, self._close(names)).state in (State.EXISTING, State.UPDATED)
        refused(adapter, ensure_entry(names, n="late"))

    def test_what_is_not_there_is_not_found(self, adapter: ArchivePort, names: Names) -> None:
        assert adapter.find(names.case) is None
        if adapter.capabilities().can_fetch:
            with pytest.raises(NotFound):
                adapter.fetch(names.document())

    def test_acknowledging_an_unknown_receipt_is_harmless(self, adapter: ArchivePort) -> None:
        adapter.acknowledge("no-such-receipt")

    def test_a_synchronous_archive_has_nothing_to_poll(self, adapter: ArchivePort) -> None:
        if adapter.capabilities().answers == "sync":
            assert list(adapter.poll()) == []

    def test_the_archive_under_test_is_healthy_and_says_so(self, adapter: ArchivePort) -> None:
        health = adapter.health()
        assert health.ok, health.detail
        assert health.detail

    def _file_entry(self, adapter: ArchivePort, names: Names) -> None:
        done(adapter, ensure_case(names))
        done(adapter, ensure_entry(names))

    def _write_off(self, names: Names) -> WriteOff:
        record = Avskrivning(
            avskrivningsdato=NOON.date(),
            avskrevet_av="saksbehandler",
            avskrivningsmaate=Avskrivningsmaate.BREV,
        )
        return WriteOff(key=names.key("write-off"), entry=names.entry(), record=record)

    def _close(self, names: Names) -> CloseCase:
        return CloseCase(key=names.key("close"), case=names.case, at=NOON, by="arkivar")

    def _need_close(self, adapter: ArchivePort) -> None:
        if not adapter.capabilities().can_close:
            pytest.skip("capabilities().can_close is False")
