"""The part of the contract that is about meaning: every code and every field comes back as it was
sent, also after changes."""

from dataclasses import replace
from typing import Any

import pytest

from byggsak.archive.codes import (
    Avskrivningsmaate,
    Journalposttype,
    Journalstatus,
    Korrespondanseparttype,
    Saksstatus,
    SkjermingDokument,
    SkjermingMetadata,
    TilknyttetSom,
    Variantformat,
)
from byggsak.archive.commands import UpdateCase, UpdateDocument, UpdateEntry, WriteOff
from byggsak.archive.port import ArchivePort
from byggsak.archive.records import Avskrivning, Klasse, Korrespondansepart, Part, Skjerming
from byggsak.testing.archive_checks import Files, done, found, journalpost, meaning, saksmappe
from byggsak.testing.archive_examples import (
    NOON,
    Names,
    add_document,
    ensure_case,
    ensure_entry,
)

SHIELDED = Skjerming(
    tilgangsrestriksjon="Unntatt offentlighet",
    skjermingshjemmel="offl § 13 jf. fvl § 13",
    skjerming_metadata=tuple(SkjermingMetadata),
    skjerming_dokument=SkjermingDokument.DELER,
    skjerming_opphoerer_dato=NOON.date().replace(year=2086),
)

CASE_CHANGES: dict[str, Any] = {
    "saksstatus": Saksstatus.UTGAAR,
    "tittel": "Byggesak 12/34 Storgata 1 – påbygg",
    "saksansvarlig": "Per Saksbehandler",
    "administrativ_enhet": "Plan og bygg",
    "klasse": Klasse(klasse_id="12/35", tittel="Storgata 3"),
    "skjerming": replace(SHIELDED, skjerming_metadata=(SkjermingMetadata.NAVN_PART,)),
}


class MeaningContract:
    """Inherited by ArchiveContract."""

    @pytest.mark.parametrize("way", list(Avskrivningsmaate))
    def test_every_way_of_writing_off_is_kept(
        self, adapter: ArchivePort, names: Names, way: Avskrivningsmaate
    ) -> None:
        done(adapter, ensure_case(names))
        done(adapter, ensure_entry(names))
        record = Avskrivning(
            avskrivningsdato=NOON.date(), avskrevet_av="Kari Øst", avskrivningsmaate=way
        )
        done(adapter, WriteOff(key=names.key("off"), entry=names.entry(), record=record))
        assert found(adapter, names.entry()).written_off == (record,)

    @pytest.mark.parametrize("status", [s for s in Journalstatus if s != "Journalført"])
    def test_every_status_of_an_entry_is_kept(
        self, adapter: ArchivePort, names: Names, status: Journalstatus
    ) -> None:
        done(adapter, ensure_case(names))
        done(adapter, ensure_entry(names, journalposttype=Journalposttype.UTGAAENDE))
        done(
            adapter,
            UpdateEntry(
                key=names.key("s"), entry=names.entry(), at=NOON, by="x", journalstatus=status
            ),
        )
        assert journalpost(adapter, names.entry()).journalstatus is status

    @pytest.mark.parametrize("field", list(CASE_CHANGES))
    def test_a_change_of_one_field_of_a_case_changes_that_field_only(
        self, adapter: ArchivePort, names: Names, field: str
    ) -> None:
        sent = ensure_case(names)
        done(adapter, sent)
        change = {field: CASE_CHANGES[field]}
        done(
            adapter,
            UpdateCase(key=names.key("change"), case=names.case, at=NOON, by="leder", **change),
        )
        assert saksmappe(adapter, names.case) == replace(sent.record, **change)

    def test_all_that_a_shielding_hides_is_kept_on_case_entry_and_document(
        self, adapter: ArchivePort, names: Names, files: Files
    ) -> None:
        done(adapter, ensure_case(names, skjerming=SHIELDED, offentlig_tittel="Byggesak *****"))
        done(adapter, ensure_entry(names, skjerming=SHIELDED, offentlig_tittel="Søknad *****"))
        done(adapter, add_document(names, files.add(b"x"), skjerming=SHIELDED))
        for key in (names.case, names.entry(), names.document()):
            assert found(adapter, key).record.skjerming == SHIELDED, key

    def test_what_is_shielded_later_is_shielded_and_nothing_else_is_changed(
        self, adapter: ArchivePort, names: Names, files: Files
    ) -> None:
        entry, document = ensure_entry(names), add_document(names, files.add(b"x"))
        for command in (ensure_case(names), entry, document):
            done(adapter, command)
        at, by = NOON, "Kari Øst"
        done(
            adapter,
            UpdateEntry(
                key=names.key("shield-entry"),
                entry=names.entry(),
                at=at,
                by=by,
                skjerming=SHIELDED,
                offentlig_tittel="Søknad *****",
            ),
        )
        shield = UpdateDocument(
            key=names.key("shield"), document=names.document(), at=at, by=by, skjerming=SHIELDED
        )
        done(adapter, shield)
        assert journalpost(adapter, names.entry()) == replace(
            entry.record, skjerming=SHIELDED, offentlig_tittel="Søknad *****"
        )
        kept = meaning(found(adapter, names.document()).record)
        assert kept == meaning(replace(document.record, skjerming=SHIELDED))

    @pytest.mark.parametrize("variant", list(Variantformat))
    @pytest.mark.parametrize("attached", list(TilknyttetSom))
    def test_every_kind_of_document_is_kept(
        self,
        adapter: ArchivePort,
        names: Names,
        files: Files,
        attached: TilknyttetSom,
        variant: Variantformat,
    ) -> None:
        done(adapter, ensure_case(names))
        done(adapter, ensure_entry(names))
        command = add_document(
            names,
            files.add(b"x", "Snitt A–A.PDF"),
            tilknyttet_som=attached,
            variantformat=variant,
            dokumenttype="Tegning",
        )
        done(adapter, command)
        assert meaning(found(adapter, names.document()).record) == meaning(command.record)

    def test_parties_and_correspondents_are_kept_with_all_they_carry_and_in_order(
        self, adapter: ArchivePort, names: Names
    ) -> None:
        parties = (
            Part(part_navn="Østlandske Bygg AS", part_rolle="Ansvarlig søker", part_id="999999999"),
            Part(part_navn="Ola Nordmann", part_rolle="Tiltakshaver"),
        )
        correspondents = (
            Korrespondansepart(
                type=Korrespondanseparttype.MOTTAKER,
                navn="Østlandske Bygg AS",
                postadresse=("Storgata 1", "Postboks 2"),
                postnummer="0001",
                poststed="Oslo",
                epostadresse="post@example.no",
            ),
            Korrespondansepart(type=Korrespondanseparttype.KOPIMOTTAKER, navn="Ola Nordmann"),
        )
        done(adapter, ensure_case(names, parter=parties))
        done(
            adapter,
            ensure_entry(
                names,
                journalposttype=Journalposttype.UTGAAENDE,
                korrespondanseparter=correspondents,
                mottatt_dato=None,
                sendt_dato=NOON,
            ),
        )
        assert saksmappe(adapter, names.case).parter == parties
        entry = journalpost(adapter, names.entry())
        assert entry.korrespondanseparter == correspondents
        assert (entry.sendt_dato, entry.mottatt_dato) == (NOON, None)
