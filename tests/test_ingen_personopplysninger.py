"""No identity number and no shielded word in logs, titles or error texts: one case that has them in
every field, from receipt to deposit."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from byggsak_api.kommandoer import tolk
from byggsak_api.problem import Problem
from byggsak_archive_noark5.verify import verify
from lxml import etree
from sqlalchemy import select

from byggsak.archive.deposit import DepositOrder, Package, as_json, as_text
from byggsak.archive.port import Depositor
from byggsak.case import handling_hoering as ho
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.handling_skjerming import Skjerm, Skjermes
from byggsak.case.kommando import Avslutt, Dokumentref, FattVedtak, GjoerKlar, Kommando, VurderFunn
from byggsak.case.tilstand import Aktoer, norsk_dato
from byggsak.domain.personnummer import har_personnummer
from byggsak.domain.soeknad import Vedlegg
from byggsak.domain.vedtak import Funnvurdering, Vedtak, Vedtaksutfall
from byggsak.services import innsyn, logg
from byggsak.services.arkivdrift import KanIkkeSendesIgjen, send_igjen, status
from byggsak.services.avstemming import avstem
from byggsak.services.config import Config
from byggsak.services.kontroll import Innsending, Motor, kontroller
from byggsak.services.mottak import Avvist, motta
from byggsak.services.saksbehandling import utfoer
from byggsak.services.worker import Tjeneste, kjoer_til_tomt
from byggsak.store.migrering import oppgrader
from byggsak.store.tabeller import utboks
from byggsak.testing.tegning import tegning
from tests.casehjelp import AAPEN_SLUTT, GK, SB, ekspeder, komplett

SAKER = Path(__file__).parents[1] / "fixtures" / "saker"
FNR = "01019012480"
WORD = "Hemmeligsen"
SECRET = f"{WORD} {FNR}"
T0 = datetime(2026, 11, 22, 9, tzinfo=UTC)
FREE_TEXT = {
    "navn", "adresselinje1", "poststed", "kodebeskrivelse", "beskrivelse", "merknad",
    "bruksenhetsnummer", "epost", "prosjektnavn", "annet", "fraSluttbrukersystem", "planident",
    "hovedinnsendingsnummer", "begrunnelse", "kommentar", "tittel", "soeknadensTittel",
}  # fmt: skip
GREIER = Aktoer(f"siri-{FNR}", SB.rolle, f"Siri {SECRET}")


def form(*, everywhere: bool = False) -> bytes:
    """The application of a house, with the secret in its free texts, or in every value it has."""
    root = etree.fromstring((SAKER / "enebolig-01-soeknad.xml").read_bytes())
    touched = 0
    for leaf in root.iter():
        if len(leaf) or not isinstance(leaf.tag, str) or not (leaf.text or "").strip():
            continue
        name = etree.QName(leaf).localname
        if name == "foedselsnummer":
            leaf.text = FNR
        elif everywhere or name in FREE_TEXT:
            leaf.text = f"{leaf.text} {SECRET}"
            touched += 1
    assert touched > 10
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def submission(content: bytes) -> Innsending:
    drawing = tegning("TegningNyPlan")
    name = f"plan {SECRET}.pdf"
    return Innsending(
        soeknad=content,
        filnavn=f"soeknad {SECRET}.xml",
        vedlegg=(
            Vedlegg(
                "TegningNyPlan", name, len(drawing), hashlib.sha256(drawing).hexdigest(), drawing
            ),
        ),
    )


@dataclass
class Office:
    """One case on its way, and every text that an operator or a stranger could come to read."""

    service: Tjeneste
    engine: Motor
    log: io.StringIO
    folder: Path
    now: datetime = T0
    case: str = ""
    texts: dict[str, str] = field(default_factory=dict)

    def receive(self, content: bytes) -> None:
        received = motta(
            self.service.lager.for_kommune("9999"),
            self.service.filer,
            submission(content),
            "n-1",
            self.now,
            lambda delivery, day: kontroller(
                self.engine, delivery, kart=None, dato=day, kommune="9999"
            ),
        )
        self.case = received.sak_id

    def do(self, command: Kommando, who: Aktoer = SB) -> None:
        lager = self.service.lager.for_kommune("9999")
        utfoer(lager, self.case, command, who, self.now, parametre=AAPEN_SLUTT)

    def judge(self) -> None:
        """A person looks at every finding, and finds it unfounded."""
        for one in innsyn.sak(self.service.lager.for_kommune("9999"), self.case).sak.soeknad().funn:
            self.texts[f"finding {one.regel}"] = repr(one.melding)
            reason = f"Sett på, {SECRET}."
            self.do(
                VurderFunn(funn=one.noekkel, utfall=Funnvurdering.AVKREFTET, begrunnelse=reason)
            )

    def refused(self, name: str, command: Kommando, who: Aktoer = SB) -> None:
        with pytest.raises(Avslaatt) as refusal:
            self.do(command, who)
        self.texts[f"refusal of {name}"] = repr(refusal.value) + repr(refusal.value.melding)

    def letter(self, name: str) -> Dokumentref:
        stored = self.service.filer.lagre(tegning("TegningNyPlan") + name.encode())
        return Dokumentref(
            sha256=stored.sha256,
            filnavn=f"{name} {SECRET}.pdf",
            stoerrelse=stored.stoerrelse,
            type=f"Brev {SECRET}",
            mime="application/pdf",
        )

    def deliver(self) -> None:
        kjoer_til_tomt(self.service, naa=lambda: self.now)
        found = status(self.service, self.now)
        self.texts["archive status"] = json.dumps(found.som_json(), ensure_ascii=False)

    def outbox(self) -> str:
        """Every command as it waits, is sent, or was refused."""
        with self.service.motor.connect() as db:
            rows = db.execute(select(utboks)).fetchall()
        assert rows
        return "\n".join(map(str, rows))


@pytest.fixture(scope="module")
def engine() -> Motor:
    return Motor.last()


@pytest.fixture
def office(tmp_path: Path, engine: Motor) -> Iterator[Office]:
    url = f"sqlite:///{tmp_path / 'db'}"
    oppgrader(url)
    stream = io.StringIO()
    logg.konfigurer(stream, logging.DEBUG)
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    config = Config(
        database=url,
        filer=tmp_path / "filer",
        arkiv="noark5",
        arkivvalg={
            "mappe": str(tmp_path / "arkiv"),
            "arkivskaper_id": "999999999",
            "arkivskaper": "Prøvekommunen",
            "produksjonsformat": "godta",
            "depot": "Fylkesarkivet",
            "avtale": "1",
        },
    )
    service = Tjeneste.aapne(config)
    yield Office(service, engine, stream, tmp_path)
    service.lukk()
    logging.getLogger().removeHandler(handler)
    structlog.reset_defaults()


def test_a_case_with_secrets_in_every_field_shows_none_on_its_way_to_the_depot(
    office: Office,
) -> None:
    office.receive(form())
    office.do(
        Skjerm(
            hjemmel=f"offl § 13 {FNR}",
            skjermer=(Skjermes.TITTEL, Skjermes.NAVN),
            offentlig_tittel=f"Tiltak ***** {FNR}",
        ),
        GREIER,
    )
    office.do(komplett(norsk_dato(T0)))
    office.do(
        ho.RegistrerMerknad(
            merknad="m1",
            nabo=f"Nabo {SECRET}",
            svarfrist=norsk_dato(T0 + timedelta(days=21)),
            dokumenter=(office.letter("merknad"),),
        )
    )
    office.do(
        Skjerm(hjemmel="offl § 13", skjermer=(Skjermes.NAVN, Skjermes.TITTEL), post=4,
               offentlig_tittel="Merknad fra *****")
    )  # fmt: skip
    office.do(ho.KommenterMerknad(merknad="m1", begrunnelse=f"Nei, {SECRET}."))
    office.do(ho.VurderMerknad(merknad="m1", begrunnelse=f"Ikke avgjørende for {SECRET}."))
    office.refused("a decision without a recommendation", decision(office), GK)
    office.judge()
    office.do(GjoerKlar(innstilling=f"Gi {SECRET} tillatelse."))
    office.refused("a recommendation twice", GjoerKlar(innstilling=SECRET))
    office.do(
        replace(
            decision(office),
            vedtak=Vedtak(utfall=Vedtaksutfall.TILLATELSE, begrunnelse=f"I samsvar. {SECRET}"),
        ),
        Aktoer("geir", GK.rolle, f"Geir {SECRET}"),
    )
    office.do(ekspeder(norsk_dato(T0)))
    office.deliver()
    office.now += timedelta(days=60)
    office.do(Avslutt(klagefrist=norsk_dato(T0 + timedelta(days=30))), GREIER)
    office.deliver()
    assert innsyn.sak(office.service.lager.for_kommune("9999"), office.case).linje.tilstand == (
        "avsluttet"
    )
    with pytest.raises(KanIkkeSendesIgjen) as late:
        send_igjen(office.service, f"9999/{office.case}/1/EnsureCase", FNR, SECRET, office.now)
    office.texts["retry refused"] = str(late.value)
    assert office.service.arkiv is not None
    told = avstem(office.service, office.service.arkiv, "9999", innhold=True)
    office.texts["reconciliation"] = json.dumps(told.som_json(), ensure_ascii=False)

    archive = office.service.arkiv
    assert isinstance(archive, Depositor)
    made = archive.deposit(office.folder / "ut").path
    packed = archive.deposit(
        office.folder / "sip", DepositOrder(package=Package.DIAS_SIP, at=office.now)
    ).path
    report = verify(made)
    office.texts["verifier"] = as_text(report) + json.dumps(as_json(report), ensure_ascii=False)
    office.texts["package"] = (packed / "info.xml").read_text("utf-8")
    office.texts["public journal"] = (made / "offentligJournal.xml").read_text("utf-8")
    office.texts["addml"] = (made / "arkivuttrekk.xml").read_text("utf-8")
    office.texts["log"] = office.log.getvalue()
    office.texts["file names"] = "\n".join(map(str, office.folder.rglob("*")))

    assert "arkiv.levert" in office.texts["log"]
    for where, said in office.texts.items():
        assert WORD not in said, where
        assert FNR not in said, where
    # The number is nowhere in what is archived: not in a title, a name, a reason or a log line.
    for name in ("arkivstruktur.xml", "loependeJournal.xml", "endringslogg.xml"):
        content = re.sub(r"<[^>]*>", "\n", (made / name).read_text("utf-8"))
        assert not har_personnummer(content), name
    assert WORD in (made / "arkivstruktur.xml").read_text("utf-8"), "the archive itself keeps names"
    assert FNR not in office.outbox()
    line = innsyn.sak(office.service.lager.for_kommune("9999"), office.case)
    assert FNR not in repr(line.sak.soeknad().kort), "the title of the case is kept for ever"


def decision(office: Office) -> FattVedtak:
    return FattVedtak(
        vedtak=Vedtak(utfall=Vedtaksutfall.TILLATELSE, begrunnelse=SECRET),
        dokumenter=(office.letter("vedtak"),),
    )


def test_an_application_that_is_turned_away_is_refused_without_its_values(office: Office) -> None:
    with pytest.raises(Avvist) as turned_away:
        office.receive(form(everywhere=True))
    report = turned_away.value.rapport
    said = json.dumps([repr(one) for one in report.funn], ensure_ascii=False)
    assert report.funn
    for where, told in {
        "findings": said,
        "exception": str(turned_away.value),
        "log": office.log.getvalue(),
    }.items():
        assert FNR not in told, where
        # The applicant is told what was wrong in their own words; nobody else is told them.
        assert where == "findings" or WORD not in told, where


def test_what_the_archive_refuses_is_told_without_titles(office: Office) -> None:
    strict = {**office.service.config.arkivvalg, "produksjonsformat": "avvis"}
    from byggsak.archive import registry

    service = replace(office.service, arkiv=registry.create("noark5", strict, office.service.filer))
    office.service = service
    office.receive(form())
    office.do(komplett(norsk_dato(T0)))
    office.judge()
    office.do(GjoerKlar())
    office.do(decision(office), GK)
    office.do(ekspeder(norsk_dato(T0)))
    office.deliver()
    office.now += timedelta(days=60)
    office.do(Avslutt(klagefrist=norsk_dato(T0 + timedelta(days=30))))
    office.deliver()
    assert "nektet" in office.texts["archive status"]
    office.texts["log"] = office.log.getvalue()
    assert "arkiv.nektet" in office.texts["log"]
    for where, told in office.texts.items():
        assert FNR not in told, where
        assert WORD not in told, where


@pytest.mark.parametrize(
    "body",
    [
        {"kommando": "bekreft_komplett", "data": {"komplett": FNR}},
        {"kommando": "vurder_funn", "data": {"funn": "x", "utfall": f"ja {FNR}"}},
        {"kommando": f"vurder {FNR}", "data": {}},
        {"kommando": "vurder_funn", "data": {f"felt {FNR}": 1}},
    ],
)
def test_a_command_that_cannot_be_read_is_refused_without_its_numbers(body: object) -> None:
    with pytest.raises(Problem) as refusal:
        tolk(body)
    assert FNR not in repr(vars(refusal.value))
