"""What the events of a case put in the archive, and what the archive's answers do to the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from byggsak_archive_memory.archive import MemoryArchive
from sqlalchemy import Engine

from byggsak.archive import commands as a
from byggsak.archive.codes import Avskrivningsmaate, Journalposttype, Journalstatus
from byggsak.archive.outbox import CaseRef, Row, RowState
from byggsak.archive.relay import Relay, Step, drain
from byggsak.case import kommando as k
from byggsak.case.hendelse import Hendelse
from byggsak.case.tilstand import Tilstand
from byggsak.services import innsyn
from byggsak.services.arkivering import Arkivoppsett, arkivoppdrag
from byggsak.services.arkivsvar import Arkivsvar
from byggsak.services.filer import Filer
from byggsak.services.kontroll import Innsending
from byggsak.services.mottak import motta as ta_imot
from byggsak.services.saksbehandling import utfoer
from byggsak.store.arkivkoe import Arkivkoe
from byggsak.store.enhet import Kommunelager, Lager
from tests.casehjelp import (
    AAPEN_SLUTT,
    DAG,
    HELT_LIV,
    KORT,
    SB,
    SOEKER,
    SYS,
    T0,
    dokument,
    komplett,
    liv,
    mangelbrev,
    motta,
    rapport,
    soeknad,
    suppler,
    vedlegg,
)

OPPSETT = Arkivoppsett()


def oppdrag(hendelser: list[Hendelse], fra: int = 0) -> list[a.Command]:
    return arkivoppdrag("9999", "2026-000001", hendelser, fra, OPPSETT)


def test_receipt_opens_the_case_and_enters_the_application() -> None:
    sak, post, dok = oppdrag(liv((motta(), SYS)))
    assert isinstance(sak, a.EnsureCase)
    assert sak.record.klasse.klasse_id == "1/2"
    assert [p.part_navn for p in sak.record.parter] == ["Tone Tiltakshaver", "Arkitekt AS"]
    assert isinstance(post, a.EnsureEntry)
    assert post.record.journalposttype is Journalposttype.INNGAAENDE
    assert post.record.mottatt_dato == T0
    assert post.case == sak.case
    assert isinstance(dok, a.AddDocument)
    assert dok.entry == post.entry
    assert [c.key for c in (sak, post, dok)] == [
        "9999/2026-000001/1/EnsureCase",
        "9999/2026-000001/1/EnsureEntry",
        "9999/2026-000001/1/AddDocument/1",
    ]


def test_a_letter_of_deficiencies_is_an_outgoing_entry_to_the_parties() -> None:
    post, dok = oppdrag(liv((motta(), SYS), (mangelbrev(), SB)), fra=1)
    assert isinstance(post, a.EnsureEntry)
    assert post.record.journalposttype is Journalposttype.UTGAAENDE
    assert post.record.journalstatus is Journalstatus.EKSPEDERT
    assert [p.navn for p in post.record.korrespondanseparter] == [
        "Arkitekt AS",
        "Tone Tiltakshaver",
    ]
    assert isinstance(dok, a.AddDocument)


def test_a_sent_decision_is_entered_and_writes_off_everything_that_came_in() -> None:
    hendelser = liv((motta(), SYS), (suppler(), SOEKER), *HELT_LIV[1:5])
    post, *resten = oppdrag(hendelser, fra=5)
    assert isinstance(post, a.EnsureEntry)
    assert post.record.tittel == f"Vedtak – {KORT.tittel}"
    dokumenter = [c for c in resten if isinstance(c, a.AddDocument)]
    assert [d.record.tittel for d in dokumenter] == ["vedtak.pdf"]
    avskrevet = [c for c in resten if isinstance(c, a.WriteOff)]
    assert [c.entry.value for c in avskrevet] == ["9999/2026-000001/1", "9999/2026-000001/2"]
    assert {c.by_entry for c in avskrevet} == {post.entry}
    assert {c.record.avskrivningsmaate for c in avskrevet} == {Avskrivningsmaate.BREV}


def test_a_withdrawal_writes_off_what_came_in() -> None:
    (avskrevet,) = oppdrag(liv((motta(), SYS), (k.Trekk(), SOEKER)), fra=1)
    assert isinstance(avskrevet, a.WriteOff)
    assert avskrevet.record.avskrivningsmaate is Avskrivningsmaate.TIL_ETTERRETNING
    med_brev = liv((motta(), SYS), (k.Trekk(brev=(dokument("brev.pdf"),)), SB))
    assert [a.kind_of(c) for c in oppdrag(med_brev, fra=1)] == [
        "EnsureEntry", "AddDocument", "WriteOff", "WriteOff",
    ]  # fmt: skip


def test_what_is_only_byggsaks_own_working_stays_out_of_the_archive() -> None:
    hendelser = liv(*HELT_LIV[:4])
    assert oppdrag(hendelser, fra=1) == []


def test_every_command_survives_the_outbox() -> None:
    for ett in oppdrag(liv(*HELT_LIV)):
        assert a.from_json(a.kind_of(ett), a.to_json(ett)) == ett


def test_words_no_archive_can_carry_are_cleaned_away() -> None:
    kort = replace(KORT, tittel="Garasje\x01\x02", eiendommer=(), tiltakshaver=None)
    stygt = replace(dokument(), filnavn="\x00", type="")
    hendelser = liv((replace(motta(), kort=kort, dokumenter=(stygt,)), SYS))
    sak, _, dok = oppdrag(hendelser)
    assert isinstance(sak, a.EnsureCase)
    assert isinstance(dok, a.AddDocument)
    assert (sak.record.tittel, sak.record.klasse.klasse_id) == ("Garasje", "uten-eiendom")
    assert (dok.record.tittel, dok.record.dokumenttype) == ("–", "–")


# --- the archive answers -------------------------------------------------------------------


class Kontor:
    """A case in the store, an archive in memory, and the relay between them."""

    def __init__(self, motor: Engine, mappe: Path) -> None:
        self.naa = T0
        self.filer = Filer(mappe)
        self.lager: Kommunelager = Lager(motor).for_kommune("9999")
        self.relay = Relay(
            outbox=Arkivkoe(motor),
            archive=MemoryArchive(self.filer),
            adapter="memory",
            listener=Arkivsvar(Lager(motor)),
            worker="w1",
            now=lambda: self.naa,
        )
        pdf = vedlegg("plan.pdf", b"%PDF-1.7")
        self.sak_id = ta_imot(
            self.lager,
            self.filer,
            Innsending(soeknad=b"<ettrinn/>", vedlegg=(pdf,)),
            "n-1",
            T0,
            lambda *_: rapport(),
            les=lambda _: soeknad(),
        ).sak_id

    def gjoer(self, *steg: tuple[k.Kommando, object]) -> None:
        for kommando, hvem in steg:
            if isinstance(kommando, k.FattVedtak):
                brev = self.filer.lagre(b"%PDF vedtak")
                ref = replace(kommando.dokumenter[0], sha256=brev.sha256, stoerrelse=11)
                kommando = replace(kommando, dokumenter=(ref,))
            utfoer(
                self.lager,
                self.sak_id,
                kommando,
                hvem,
                self.naa,
                parametre=AAPEN_SLUTT,  # type: ignore[arg-type]
            )

    def tilstand(self) -> Tilstand:
        return innsyn.sak(self.lager, self.sak_id).sak.tilstand


@pytest.fixture
def kontor(motor: Engine, tmp_path: Path) -> Kontor:
    return Kontor(motor, tmp_path / "filer")


def test_a_case_is_archived_by_itself_when_the_archive_has_all_of_a_sent_decision(
    kontor: Kontor,
) -> None:
    drain(kontor.relay)
    assert kontor.tilstand() is Tilstand.MOTTATT, "the archive has all there is, but it goes on"
    kontor.gjoer(*HELT_LIV[1:5])
    assert kontor.tilstand() is Tilstand.VEDTATT
    tall = drain(kontor.relay)
    assert kontor.tilstand() is Tilstand.ARKIVERT
    assert tall[Step.REFUSED] == tall[Step.POSTPONED] == 0
    kontor.naa += 40 * DAG
    kontor.gjoer((k.Avslutt(klagefrist=(T0 + 21 * DAG).date()), SB))
    assert drain(kontor.relay)[Step.REFUSED] == 0
    bilde = innsyn.sak(kontor.lager, kontor.sak_id)
    assert bilde.sak.tilstand is Tilstand.AVSLUTTET
    assert {rad.tilstand for rad in bilde.arkiv} == {"levert"}
    assert innsyn.verifiser(kontor.lager, kontor.sak_id).hel


def test_a_withdrawn_case_is_archived_and_closed(kontor: Kontor) -> None:
    kontor.gjoer((k.Trekk(), SOEKER))
    drain(kontor.relay)
    assert kontor.tilstand() is Tilstand.ARKIVERT
    kontor.gjoer((k.Avslutt(), SB))
    assert drain(kontor.relay)[Step.REFUSED] == 0


def test_a_refusal_reaches_the_case_once_and_goes_on_when_mended(kontor: Kontor) -> None:
    with kontor.lager.lesing() as enhet:
        noekkel = enhet.utboks.liste(kontor.sak_id)[0].noekkel
    rad = Row(
        case=CaseRef("9999", kontor.sak_id), key=noekkel, kind="EnsureCase", payload={},
        state=RowState.WAITING, attempts=0, worker="w1",
    )  # fmt: skip
    for _ in range(2):  # the relay may repeat itself after a crash
        kontor.relay.listener.refused(rad, "avvist", "Klassen finnes ikke", T0)
    gang = innsyn.sak(kontor.lager, kontor.sak_id).sak.soeknad()
    assert gang.arkivfeil == (noekkel,)
    assert [e.hendelse.type for e in innsyn.hendelser(kontor.lager, kontor.sak_id)] == [
        "soeknad_mottatt",
        "arkivet_nektet",
    ]


def test_a_refused_row_is_sent_again_only_after_a_person_has_released_it(
    motor: Engine, kontor: Kontor
) -> None:
    koe = Arkivkoe(motor)
    ref = CaseRef("9999", kontor.sak_id)
    rad = koe.claim(ref, "w1", T0, T0 + timedelta(minutes=1))
    assert rad is not None
    koe.finish(rad, RowState.REFUSED, "avvist")
    assert koe.claim(ref, "w1", T0, T0 + DAG) is None
    with kontor.lager.enhet() as enhet:
        assert enhet.utboks.frigi(rad.key, T0)
        assert not enhet.utboks.frigi(rad.key, T0), "it was not refused any more"
    igjen = koe.claim(ref, "w1", T0, T0 + DAG)
    assert igjen is not None
    assert igjen.key == rad.key
    assert koe.answer("memory", igjen) is None, "a refusal is no answer that stands"


def test_being_told_twice_archives_once(kontor: Kontor) -> None:
    kontor.gjoer((komplett(), SB), *HELT_LIV[2:5])
    drain(kontor.relay)
    antall = len(innsyn.hendelser(kontor.lager, kontor.sak_id))
    with kontor.lager.lesing() as enhet:
        siste = enhet.utboks.liste(kontor.sak_id)[-1]
    rad = Row(
        case=CaseRef("9999", kontor.sak_id), key=siste.noekkel, kind=siste.slag, payload={},
        state=RowState.ANSWERED, attempts=0, worker="w1",
    )  # fmt: skip
    kontor.relay.listener.delivered(rad, (), 0, T0)
    assert len(innsyn.hendelser(kontor.lager, kontor.sak_id)) == antall
