"""What a person shields is shielded all the way: case, archive, deposit, and both journals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from byggsak_archive_noark5.verify import verify

from byggsak.archive import commands as a
from byggsak.archive.codes import SkjermingDokument, SkjermingMetadata
from byggsak.archive.port import Depositor
from byggsak.archive.records import Journalpost, Saksmappe
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.handling_skjerming import Innholdsskjerming, Skjerm, Skjermes, Skjermet
from byggsak.case.hendelse import Hendelse, SoeknadMottatt
from byggsak.case.kommando import Avslutt
from byggsak.case.sakskort import Kortpart
from byggsak.domain.funn import Alvorlighet
from byggsak.services import innsyn
from byggsak.services.arkivering import arkivoppdrag
from byggsak.services.arkivvern import SKJULT_NAVN
from tests.arkivhjelp import DATABASES, database
from tests.casehjelp import KORT, SB, SYS, T0, komplett, liv, motta
from tests.test_archive_services import XSD, Office

HJEMMEL = "offl § 13 jf. fvl § 13"
M = SkjermingMetadata
CASE, ENTRY = 0, 1
HEMMELIG = "Ombygging for adopsjon"
VIST = "Ombygging *****"
KORTET = replace(KORT, tittel=HEMMELIG, tiltakshaver=Kortpart(navn="Arkitekt AS"))


def skjerm(*hva: Skjermes, post: int = CASE, **felt: object) -> Skjerm:
    return Skjerm(hjemmel=HJEMMEL, skjermer=hva, post=post, **felt)  # type: ignore[arg-type]


TITTELEN = skjerm(Skjermes.TITTEL, offentlig_tittel=VIST)


def events(*commands: Skjerm) -> list[Hendelse]:
    """A case whose title may not be read, and what people have shielded in it."""
    received = replace(motta(), kort=KORTET)
    return liv((received, SYS), *((c, SB) for c in commands))


def in_the_archive(hendelser: list[Hendelse]) -> dict[a.ExternalKey, Saksmappe | Journalpost]:
    """Case and entries as they stand when every command is carried out, in order."""
    made: dict[a.ExternalKey, Saksmappe | Journalpost] = {}
    for one in arkivoppdrag("9999", "1", hendelser, 0):
        key = a.target_of(one)
        if isinstance(one, a.EnsureCase | a.EnsureEntry):
            made[key] = one.record
        elif isinstance(one, a.UpdateCase | a.UpdateEntry):
            changes = {"skjerming": one.skjerming, "offentlig_tittel": one.offentlig_tittel}
            given = {name: v for name, v in changes.items() if v is not None}
            made[key] = replace(made[key], **given)  # type: ignore[type-var]
    return made


def case_and_entries(*commands: Skjerm) -> tuple[Saksmappe, list[Journalpost]]:
    sak, *poster = in_the_archive(events(*commands)).values()
    assert isinstance(sak, Saksmappe)
    return sak, [post for post in poster if isinstance(post, Journalpost)]


def test_a_case_nobody_has_shielded_is_shown_whole() -> None:
    sak, [post] = case_and_entries()
    assert (sak.skjerming, post.skjerming) == (None, None)
    assert (sak.offentlig_tittel, post.offentlig_tittel) == (None, None)


def test_a_shielded_title_is_shielded_in_the_entries_that_repeat_it() -> None:
    sak, [post] = case_and_entries(TITTELEN)
    assert sak.skjerming is not None
    assert sak.skjerming.skjerming_metadata == (M.TITTEL_MAPPE_ORD,)
    assert (sak.skjerming.tilgangsrestriksjon, sak.skjerming.skjermingshjemmel) == (
        "Unntatt offentlighet", HJEMMEL,
    )  # fmt: skip
    assert post.skjerming is not None
    assert post.skjerming.skjerming_metadata == (M.TITTEL_REGISTRERING_ORD,)
    assert (sak.offentlig_tittel, post.offentlig_tittel) == (VIST, VIST)
    assert (sak.tittel, post.tittel) == (HEMMELIG, HEMMELIG)


def test_an_entry_that_comes_later_comes_shielded() -> None:
    hendelser = events(TITTELEN)
    made = in_the_archive([*hendelser, replace(hendelser[0], soeknad=2)])
    post = made[a.ExternalKey(a.Kind.ENTRY, "9999/1/3")]
    assert post.offentlig_tittel == VIST


def test_what_the_public_may_read_of_another_title_is_not_guessed() -> None:
    hendelser = events(TITTELEN)
    first = hendelser[0]
    assert isinstance(first, SoeknadMottatt)
    other = replace(first, soeknad=2, kort=replace(KORTET, tittel="Rom til barnet"))
    made = in_the_archive([*hendelser, other])
    assert made[a.ExternalKey(a.Kind.ENTRY, "9999/1/3")].offentlig_tittel == SKJULT_NAVN


def test_shielded_parties_are_shielded_as_senders_too() -> None:
    sak, [post] = case_and_entries(skjerm(Skjermes.NAVN, Skjermes.KLASSE))
    assert sak.skjerming is not None
    assert sak.skjerming.skjerming_metadata == (M.NAVN_PART, M.KLASSE_ID, M.TITTEL_KLASSE)
    assert post.skjerming is not None
    assert post.skjerming.skjerming_metadata == (M.NAVN_AVSENDER,)
    assert post.offentlig_tittel is None


def test_an_entry_keeps_its_own_shielding_beside_that_of_the_case() -> None:
    own = Skjerm(
        hjemmel="offl § 14",
        skjermer=(Skjermes.NAVN, Skjermes.DOKUMENTTITLER),
        post=ENTRY,
        innhold=Innholdsskjerming.DELER,
        opphoerer=date(2086, 1, 1),
    )
    for order in ((own, TITTELEN), (TITTELEN, own)):
        _, [post] = case_and_entries(*order)
        assert post.skjerming is not None
        assert post.skjerming.skjermingshjemmel == f"offl § 14; {HJEMMEL}"
        assert set(post.skjerming.skjerming_metadata) == {
            M.NAVN_AVSENDER, M.TITTEL_DOKUMENT, M.TITTEL_REGISTRERING_ORD,
        }  # fmt: skip
        assert post.skjerming.skjerming_dokument is SkjermingDokument.DELER
        assert post.skjerming.skjerming_opphoerer_dato is None, "the case's has no end"
        assert post.offentlig_tittel == VIST


def test_what_is_no_longer_shielded_ends_and_is_not_forgotten() -> None:
    _, [post] = case_and_entries(TITTELEN, skjerm(Skjermes.KLASSE))
    assert post.skjerming is not None
    assert post.skjerming.skjerming_metadata == (M.TITTEL_REGISTRERING_ORD,)
    ended = post.skjerming.skjerming_opphoerer_dato
    assert ended is not None
    assert not post.skjerming.gjelder(ended)
    assert post.skjerming.gjelder(ended - timedelta(days=1))


def test_a_document_alone_can_be_shielded() -> None:
    hendelser = events(
        skjerm(Skjermes.TITTEL, post=ENTRY, dokument=1, innhold=Innholdsskjerming.HELE)
    )
    [one] = [c for c in arkivoppdrag("9999", "1", hendelser, 0) if isinstance(c, a.UpdateDocument)]
    assert one.document.value == "9999/1/1/1"
    assert one.skjerming is not None
    assert one.skjerming.skjerming_metadata == (M.TITTEL_DOKUMENT,)
    assert one.skjerming.skjerming_dokument is SkjermingDokument.HELE


def test_the_same_events_give_the_same_commands_however_far_they_have_come() -> None:
    hendelser = events(TITTELEN, skjerm(Skjermes.NAVN, post=ENTRY))
    whole = arkivoppdrag("9999", "1", hendelser, 0)
    parts = [
        one
        for n in range(len(hendelser))
        for one in arkivoppdrag("9999", "1", hendelser[: n + 1], n)
    ]
    assert parts == whole
    assert len({one.key for one in whole}) == len(whole)


def test_a_shielding_is_read_as_it_was_written() -> None:
    from byggsak.case.hendelse import hendelse_fra_json, hendelse_til_json

    *_, event = events(replace(TITTELEN, opphoerer=date(2086, 1, 1)))
    assert isinstance(event, Skjermet)
    assert hendelse_fra_json(hendelse_til_json(event)) == event


# Through the store, the relay and the archive


@pytest.fixture(params=DATABASES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    with database(request.param, tmp_path, empty=True) as url:
        office = Office(url, tmp_path)
        yield office
        office.service.lukk()


@pytest.mark.parametrize(
    ("command", "hinder"),
    [
        (skjerm(Skjermes.NAVN, post=2), "posten_kan_finnes"),  # no such event
        (skjerm(Skjermes.NAVN, post=-1), "posten_kan_finnes"),
        (skjerm(Skjermes.TITTEL, post=1, dokument=9), "posten_finnes"),
        (skjerm(Skjermes.TITTEL), "det_er_en_offentlig_tittel"),
        (skjerm(), "det_kan_skjermes"),
        (skjerm(Skjermes.KLASSE, post=1), "det_kan_skjermes"),
        (replace(TITTELEN, hjemmel=" "), "skjermingen_har_hjemmel"),
    ],
)
def test_what_cannot_be_shielded_is_refused_and_nothing_is_stored(
    office: Office, command: Skjerm, hinder: str
) -> None:
    before = innsyn.hendelser(office.store, office.case)
    with pytest.raises(Avslaatt) as refusal:
        office.do(command)
    assert [one.id for one in refusal.value.hindre] == [hinder]
    assert innsyn.hendelser(office.store, office.case) == before


def test_a_public_title_that_hides_nothing_is_refused(office: Office) -> None:
    title = innsyn.sak(office.store, office.case).sak.soeknad().kort
    assert title is not None
    with pytest.raises(Avslaatt) as refusal:
        office.do(skjerm(Skjermes.TITTEL, offentlig_tittel=title.tittel))
    assert [one.id for one in refusal.value.hindre] == ["tittelen_skjules"]


def test_an_event_that_led_to_no_entry_cannot_be_shielded(office: Office) -> None:
    office.do(komplett())
    with pytest.raises(Avslaatt) as refusal:
        office.do(skjerm(Skjermes.NAVN, post=2))
    assert [one.id for one in refusal.value.hindre] == ["posten_finnes"]


def test_nothing_shielded_can_be_read_in_the_public_journal_of_the_deposit(office: Office) -> None:
    office.deliver()
    kort = innsyn.sak(office.store, office.case).sak.soeknad().kort
    assert kort is not None
    assert kort.ansvarlig_soeker is not None
    office.do(
        skjerm(Skjermes.TITTEL, Skjermes.NAVN, Skjermes.KLASSE, offentlig_tittel="Tiltak *****")
    )
    office.do(skjerm(Skjermes.TITTEL, post=1, dokument=1, innhold=Innholdsskjerming.HELE))
    office.decide()
    office.deliver()
    office.now += timedelta(days=60)
    office.do(Avslutt(klagefrist=(T0 + timedelta(days=30)).date()))
    office.deliver()
    archive = office.service.arkiv
    assert isinstance(archive, Depositor)
    made = archive.deposit(office.folder / "uttrekk").path
    public = (made / "offentligJournal.xml").read_text("utf-8")
    for secret in (kort.tittel, kort.ansvarlig_soeker.navn, *kort.eiendommer):
        assert secret not in public
    shown = [node.text for node in ET.fromstring(public).iter() if node.tag.endswith("Tittel")]
    assert shown == ["Tiltak *****", "Tiltak *****", "Tiltak *****", "Vedtak – Tiltak *****"]
    assert "Skjermet" in public
    running = (made / "loependeJournal.xml").read_text("utf-8")
    assert kort.tittel in running
    assert "Skjerming navn mottaker" in running
    structure = (made / "arkivstruktur.xml").read_text("utf-8")
    assert "Skjerming av hele dokumentet" in structure
    assert structure.count("<skjerming>") == 4  # case, two entries, one document
    log = (made / "endringslogg.xml").read_text("utf-8")
    assert {"offentligTittel", "skjermingMetadata", "skjermingshjemmel"} <= {
        node.text or "" for node in ET.fromstring(log).iter() if node.tag.endswith("Metadata")
    }
    report = verify(made)
    assert [one for one in report.findings if one.severity is Alvorlighet.FEIL] == []
    if XSD.is_dir():
        from lxml import etree

        for name in ("arkivstruktur", "offentligJournal", "loependeJournal", "endringslogg"):
            schema = etree.XMLSchema(etree.parse(str(XSD / f"{name}.xsd")))
            schema.assertValid(etree.parse(str(made / f"{name}.xml")))


def test_a_closed_case_is_not_shielded_any_more(office: Office) -> None:
    office.decide()
    office.deliver()
    office.now += timedelta(days=60)
    office.do(Avslutt(klagefrist=(T0 + timedelta(days=30)).date()))
    with pytest.raises(Avslaatt) as refusal:
        office.do(skjerm(Skjermes.NAVN))
    assert [one.id for one in refusal.value.hindre] == ["feil_tilstand"]
