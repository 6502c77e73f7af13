"""A case from receipt to deposit: through the store, the relay and the Noark 5 archive."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from byggsak_archive_noark5 import skriv_uttrekk
from lxml import etree

from byggsak.archive.errors import PermanentConfig
from byggsak.archive.relay import Step
from byggsak.case.handling_funn import LukkFunn, RegistrerFunn
from byggsak.case.kommando import Avslutt, Dokumentref, Gjenoppta, GjoerKlar, Kommando, Trekk
from byggsak.case.tilstand import Aktoer, Tilstand
from byggsak.domain.kommune import Kommune
from byggsak.services import innsyn
from byggsak.services.config import Config
from byggsak.services.kontroll import Innsending
from byggsak.services.mangelbrev import send, utkast
from byggsak.services.mottak import motta
from byggsak.services.saksbehandling import utfoer
from byggsak.services.worker import Tjeneste, kjoer_til_tomt
from byggsak.store.migrering import ForeldetDatabase, oppgrader
from tests.arkivhjelp import DATABASES, database
from tests.casehjelp import (
    AAPEN_SLUTT,
    GK,
    SB,
    T0,
    ekspeder,
    komplett,
    rapport,
    soeknad,
    vedlegg,
    vedtak,
)

XSD = Path(__file__).parents[1].parent / "shared" / "arkiv" / "noark5" / "xsd-2019"


class Office:
    """A municipality with one received application, and a clock."""

    def __init__(self, url: str, folder: Path) -> None:
        self.folder = folder
        config = Config(
            database=url,
            filer=folder / "filer",
            arkiv="noark5",
            arkivvalg={
                "mappe": str(folder / "arkiv"),
                "arkivskaper_id": "999999999",
                "arkivskaper": "Eksempel kommune",
            },
        )
        oppgrader(url)
        self.service = Tjeneste.aapne(config)
        self.store = self.service.lager.for_kommune("9999")
        self.now = T0
        self.case = self.receive()

    def receive(self, attachment: str = "situasjonsplan.gml", content: bytes = b"tekst") -> str:
        delivery = Innsending(
            soeknad=f"<ettrinn>{attachment}</ettrinn>".encode(),
            vedlegg=(vedlegg(attachment, content, "Situasjonsplan"),),
        )
        received = motta(
            self.store,
            self.service.filer,
            delivery,
            attachment,
            self.now,
            lambda _delivery, _day: rapport(),
            les=lambda _delivery: soeknad(),
        )
        return received.sak_id

    def do(self, command: Kommando, who: Aktoer = SB) -> None:
        utfoer(self.store, self.case, command, who, self.now, parametre=AAPEN_SLUTT)

    def letter(self, name: str) -> Dokumentref:
        stored = self.service.filer.lagre(name.encode())
        return Dokumentref(
            sha256=stored.sha256,
            filnavn=name,
            stoerrelse=stored.stoerrelse,
            type="Vedtak",
            mime="application/pdf",
        )

    def decide(self) -> None:
        self.do(komplett())
        self.do(GjoerKlar())
        self.do(replace(vedtak(), dokumenter=(self.letter("vedtak.pdf"),)), GK)
        self.do(ekspeder())

    def deliver(self) -> dict[Step, int]:
        counts = kjoer_til_tomt(self.service, naa=lambda: self.now)
        return {step: count for step, count in counts.items() if count}

    def state(self) -> str:
        return innsyn.sak(self.store, self.case).sak.soeknad().tilstand.value


@pytest.fixture(params=DATABASES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    with database(request.param, tmp_path, empty=True) as url:
        office = Office(url, tmp_path)
        yield office
        office.service.lukk()


def test_a_decided_case_is_archived_closed_and_deposited(office: Office) -> None:
    assert office.deliver() == {Step.DELIVERED: 4}
    office.decide()
    assert office.state() == Tilstand.VEDTATT
    assert office.deliver() == {Step.DELIVERED: 3}
    assert office.state() == Tilstand.ARKIVERT
    office.now += timedelta(days=60)
    office.do(Avslutt(klagefrist=(T0 + timedelta(days=30)).date()))
    assert office.deliver() == {Step.DELIVERED: 3}
    made = skriv_uttrekk(office.folder / "arkiv", office.folder / "uttrekk")
    assert (made.saker, made.journalposter, made.dokumenter) == (1, 2, 3)
    if XSD.is_dir():
        schema = etree.XMLSchema(etree.parse(str(XSD / "arkivstruktur.xsd")))
        schema.assertValid(etree.parse(str(made.mappe / "arkivstruktur.xml")))


def test_a_case_with_a_composed_letter_of_deficiencies_closes_with_the_default_settings(
    office: Office,
) -> None:
    kommune = Kommune(nummer="9999", navn="Prøvekommunen", epsg=25832)
    office.do(RegistrerFunn(funn="eget-1", tekst="Fasaden mot nord er ikke målsatt."))
    where = (office.store, office.service.filer, kommune, office.case)
    send(*where, utkast(*where, T0.date(), spraak="nb"), SB, office.now)
    office.now += timedelta(days=60)
    office.do(Gjenoppta(begrunnelse="Ingen svarte."))
    office.do(LukkFunn(funn="eget-1", begrunnelse="Målene står i planen."))
    office.do(GjoerKlar())
    office.do(replace(vedtak(), dokumenter=(office.letter("vedtak.pdf"),)), GK)
    office.do(ekspeder())
    office.deliver()
    office.do(Avslutt(klagefrist=(T0 + timedelta(days=30)).date()))
    assert Step.REFUSED not in office.deliver()
    made = skriv_uttrekk(office.folder / "arkiv", office.folder / "uttrekk")
    assert (made.saker, made.dokumenter) == (1, 4)
    names = {file.suffix for file in made.mappe.rglob("*") if file.is_file()}
    assert ".json" not in names


def test_a_case_is_archived_once_however_often_the_outbox_is_drained(office: Office) -> None:
    office.decide()
    for _ in range(3):
        office.deliver()
    kinds = [one.hendelse.type for one in innsyn.hendelser(office.store, office.case)]
    assert kinds.count("sak_arkivert") == 1


def test_a_withdrawn_case_is_archived_too(office: Office) -> None:
    office.do(Trekk(begrunnelse="Bygger ikke likevel", brev=(office.letter("trekk.pdf"),)))
    office.deliver()
    assert office.state() == Tilstand.ARKIVERT


def test_a_document_no_one_converted_is_told_to_a_person_when_the_case_closes(
    office: Office,
) -> None:
    office.case = office.receive("plan.dwg", b"AC1032\x00\x00 a drawing")
    office.decide()
    office.deliver()
    office.now += timedelta(days=60)
    office.do(Avslutt(klagefrist=(T0 + timedelta(days=30)).date()))
    assert office.deliver()[Step.REFUSED] == 1
    refusals = [
        one.hendelse
        for one in innsyn.hendelser(office.store, office.case)
        if one.hendelse.type == "arkivet_nektet"
    ]
    assert [refusal.kode for refusal in refusals] == ["ikke-arkivformat"]  # type: ignore[attr-defined]


def test_files_that_are_gone_for_a_moment_only_delay_the_case(office: Office) -> None:
    away = office.folder / "away"
    (office.folder / "filer").rename(away)
    assert office.deliver() == {Step.DELIVERED: 2, Step.POSTPONED: 1}
    away.rename(office.folder / "filer")
    office.now += timedelta(minutes=1)
    assert office.deliver() == {Step.DELIVERED: 2}


def test_without_an_archive_the_worker_says_what_to_set(office: Office) -> None:
    service = replace(office.service, arkiv=None)
    with pytest.raises(PermanentConfig, match=r"BYGGSAK_ARCHIVE.*noark5"):
        kjoer_til_tomt(service)


@pytest.mark.postgres
def test_a_shared_database_without_tables_is_refused_until_it_is_upgraded(tmp_path: Path) -> None:
    with database("postgres", tmp_path, empty=True) as url:
        config = Config(database=url, filer=tmp_path / "filer")
        with pytest.raises(ForeldetDatabase, match="db upgrade"):
            Tjeneste.aapne(config)
        oppgrader(url)
        Tjeneste.aapne(config).lukk()
