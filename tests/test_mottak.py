"""Receipt: the same application is one case, however it comes; nothing is stored by halves."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from byggsak.case import kommando as k
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.tilstand import Aktoer, Rolle, Tilstand
from byggsak.domain.funn import Funn
from byggsak.domain.soeknad import Soeknad
from byggsak.domain.vedtak import Funnvurdering
from byggsak.rule.report import Kontrollrapport
from byggsak.services import innsyn
from byggsak.services.filer import Filer
from byggsak.services.kontroll import Innsending
from byggsak.services.mottak import Mottak, motta, suppler
from byggsak.services.mottaksfeil import (
    Avvist,
    FeilKommune,
    NoekkelKonflikt,
    UgyldigNoekkel,
    VedleggAvviker,
    VedleggMangler,
)
from byggsak.services.saksbehandling import utfoer
from byggsak.store.enhet import Kommunelager, Lager
from byggsak.store.saker import UkjentSak, Versjonskonflikt
from tests.casehjelp import (
    GK,
    SB,
    SOEKER,
    T0,
    brutt,
    ekspeder,
    komplett,
    rapport,
    soeknad,
    vedlegg,
    vedtak,
)

XML = b"<ettrinn/>"
TEGNING = vedlegg("plan.pdf", b"%PDF-1.7 plan")


@dataclass
class Kontor:
    """A municipality's reception: its store, its files, and a check with a known answer."""

    lager: Kommunelager
    filer: Filer
    funn: tuple[Funn, ...] = ()
    avvist: bool = False
    leser: Callable[[Innsending], Soeknad | None] = lambda _: soeknad()
    kontrollert: list[date] = field(default_factory=list)

    def kontroll(self, innsending: Innsending, dato: date) -> Kontrollrapport:
        self.kontrollert.append(dato)
        return rapport(*self.funn, avvist=self.avvist)

    def motta(self, noekkel: str, *, xml: bytes = XML, naa: datetime = T0, **mer: object) -> Mottak:
        innsending = Innsending(soeknad=xml, vedlegg=mer.pop("vedlegg", (TEGNING,)))  # type: ignore[arg-type]
        return motta(
            self.lager, self.filer, innsending, noekkel, naa, self.kontroll, les=self.leser
        )

    def suppler(
        self, sak_id: str, noekkel: str, xml: bytes, aktoer: Aktoer = SOEKER, **mer: int
    ) -> Mottak:
        return suppler(
            self.lager, self.filer, sak_id, Innsending(soeknad=xml, vedlegg=(TEGNING,)), noekkel,
            T0, self.kontroll, aktoer, les=self.leser, forventet_versjon=mer.get("versjon"),
        )  # fmt: skip


@pytest.fixture
def kontor(motor: Engine, tmp_path: Path) -> Kontor:
    return Kontor(Lager(motor).for_kommune("9999"), Filer(tmp_path / "filer"))


def test_an_application_becomes_a_case_with_its_bytes_its_report_and_its_findings(
    kontor: Kontor,
) -> None:
    kontor.funn = (brutt("f1"),)
    svar = kontor.motta("n-1")
    assert svar.ny
    assert svar.sak_id == "2026-000001"
    bilde = innsyn.sak(kontor.lager, svar.sak_id)
    assert bilde.sak.tilstand is Tilstand.MOTTATT
    assert bilde.linje.type == "ET"
    assert [d.filnavn for d in bilde.dokumenter] == ["soeknad.xml", "plan.pdf"]
    assert [kontor.filer.les(d.sha256) for d in bilde.dokumenter] == [XML, TEGNING.innhold]
    assert [line.funn.noekkel for line in innsyn.funn(kontor.lager, svar.sak_id)] == ["f1"]
    lagret = innsyn.rapport(kontor.lager, svar.sak_id)
    assert lagret is not None
    assert lagret.innhold == svar.rapport
    assert lagret.regelpakker[0]["sha256"] == "a" * 64
    assert [rad.slag for rad in bilde.arkiv] == [
        "EnsureCase", "EnsureEntry", "AddDocument", "AddDocument",
    ]  # fmt: skip
    assert bilde.arkiv[0].noekkel == "9999/2026-000001/1/EnsureCase"


def test_filing_with_the_same_key_twice_files_once(kontor: Kontor) -> None:
    foerste = kontor.motta("n-1")
    igjen = kontor.motta("n-1", naa=T0 + timedelta(days=3))
    assert igjen == replace(foerste, ny=False)
    assert len(kontor.kontrollert) == 1, "what is here already is not checked again"
    assert len(innsyn.saker(kontor.lager).saker) == 1


def test_the_same_key_with_other_bytes_is_refused(kontor: Kontor) -> None:
    kontor.motta("n-1")
    with pytest.raises(NoekkelKonflikt, match="2026-000001"):
        kontor.motta("n-1", xml=b"<ettrinn>annet</ettrinn>")
    with pytest.raises(NoekkelKonflikt):
        kontor.motta("n-1", vedlegg=())
    assert len(innsyn.saker(kontor.lager).saker) == 1


def test_the_same_form_under_another_key_finds_the_same_case(kontor: Kontor) -> None:
    foerste = kontor.motta("n-1")
    andre = kontor.motta("n-2")
    assert andre == replace(foerste, ny=False)
    with pytest.raises(NoekkelKonflikt):  # the second key is tied to these bytes too
        kontor.motta("n-2", xml=b"<ettrinn>annet</ettrinn>")


def test_the_same_form_with_other_attachments_is_not_swallowed(kontor: Kontor) -> None:
    kontor.motta("n-1")
    with pytest.raises(VedleggAvviker, match="2026-000001") as nei:
        kontor.motta("n-2", vedlegg=(TEGNING, vedlegg("snitt.pdf", b"%PDF snitt")))
    assert nei.value.sak_id == "2026-000001"


def test_many_at_once_with_the_same_key_file_once(kontor: Kontor) -> None:
    svar: list[Mottak] = []
    klar = threading.Barrier(6)

    def lever(noekkel: str) -> None:
        klar.wait()
        svar.append(kontor.motta(noekkel))

    traader = [threading.Thread(target=lever, args=(n,)) for n in ("a", "a", "a", "b", "b", "c")]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join()
    assert len(svar) == 6
    assert {s.sak_id for s in svar} == {innsyn.saker(kontor.lager).saker[0].sak}
    assert sum(s.ny for s in svar) == 1
    assert len(innsyn.saker(kontor.lager).saker) == 1


def test_an_unreadable_form_is_no_case_and_leaves_nothing(kontor: Kontor, tmp_path: Path) -> None:
    kontor.avvist = True
    with pytest.raises(Avvist) as nei:
        kontor.motta("n-1")
    assert nei.value.rapport.resultat == "avvist"
    assert innsyn.saker(kontor.lager).saker == ()
    assert not (tmp_path / "filer").exists()


def test_an_application_for_another_municipality_is_no_case(kontor: Kontor) -> None:
    kontor.leser = lambda _: soeknad("4601")
    with pytest.raises(FeilKommune, match="4601"):
        kontor.motta("n-1")
    kontor.leser = lambda _: soeknad(None)  # not filled in: a rule says so, a person decides
    assert kontor.motta("n-1").ny


def test_a_crash_in_the_middle_leaves_no_half_case(
    kontor: Kontor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def krasj(*_: object) -> None:
        raise ConnectionError("the power went")

    with monkeypatch.context() as m:
        m.setattr("byggsak.services.mottak.skriv_innsending", krasj)
        with pytest.raises(ConnectionError):
            kontor.motta("n-1")
    assert innsyn.saker(kontor.lager).saker == ()
    # The sender delivers again with the same key, and the files that lie there do no harm.
    svar = kontor.motta("n-1")
    assert svar.ny
    assert innsyn.verifiser(kontor.lager, svar.sak_id).hel


def test_an_attachment_that_did_not_come_whole_is_refused(kontor: Kontor) -> None:
    borte = replace(TEGNING, innhold=None, sha256="0" * 64)
    with pytest.raises(VedleggMangler, match=r"plan\.pdf"):
        kontor.motta("n-1", vedlegg=(borte,))
    annet = replace(TEGNING, innhold=b"noe annet")
    with pytest.raises(VedleggMangler):
        kontor.motta("n-1", vedlegg=(annet,))
    assert innsyn.saker(kontor.lager).saker == ()


def test_an_attachment_streamed_before_is_found_by_its_hash(kontor: Kontor) -> None:
    lagret = kontor.filer.stroem([b"del 1", b"del 2"])
    stroemmet = replace(TEGNING, innhold=None, sha256=lagret.sha256, stoerrelse=lagret.stoerrelse)
    sak_id = kontor.motta("n-1", vedlegg=(stroemmet,)).sak_id
    dokument = innsyn.sak(kontor.lager, sak_id).dokumenter[1]
    assert kontor.filer.les(dokument.sha256) == b"del 1del 2"


@pytest.mark.parametrize("noekkel", ["", "med mellomrom", "æ", "x" * 201, "linje\n"])
def test_a_key_that_cannot_be_kept_is_refused(kontor: Kontor, noekkel: str) -> None:
    with pytest.raises(UgyldigNoekkel):
        kontor.motta(noekkel)


@pytest.mark.parametrize(
    ("navn", "blir"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\tegninger\\plan.pdf", "plan.pdf"),
        ("plan\x00\n.pdf", "plan.pdf"),
        ("..", "uten-navn"),
        ("å" * 300 + ".pdf", "å" * 118 + ".pdf"),
        ("\udcff.pdf", "pdf"),
    ],
    ids=["path", "windows path", "control characters", "dots", "long", "half a letter"],
)
def test_a_file_name_is_only_ever_a_name(kontor: Kontor, navn: str, blir: str) -> None:
    sak_id = kontor.motta("n-1", vedlegg=(replace(TEGNING, filnavn=navn),)).sak_id
    assert innsyn.sak(kontor.lager, sak_id).dokumenter[1].filnavn == blir


def test_the_date_of_receipt_is_the_date_in_norway(kontor: Kontor) -> None:
    sent = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert kontor.motta("n-1", naa=sent).sak_id == "2027-000001"
    assert kontor.kontrollert == [date(2027, 1, 1)]


def test_whoever_applied_may_act_in_the_case(kontor: Kontor) -> None:
    sak_id = kontor.motta("n-1").sak_id
    fremmed = Aktoer("999999999", Rolle.ANSVARLIG_SOEKER)
    with pytest.raises(Avslaatt):
        utfoer(kontor.lager, sak_id, k.Trekk(), fremmed, T0)
    utfoer(kontor.lager, sak_id, k.Trekk(), SOEKER, T0)
    assert innsyn.sak(kontor.lager, sak_id).sak.tilstand is Tilstand.TRUKKET


# --- supplements ---------------------------------------------------------------------------


def test_a_supplement_is_a_new_version_and_the_old_one_stays(kontor: Kontor) -> None:
    kontor.funn = (brutt("f1"), brutt("f2"))
    sak_id = kontor.motta("n-1").sak_id
    kontor.funn = (brutt("f2"),)
    svar = kontor.suppler(sak_id, "n-2", b"<ettrinn>ny</ettrinn>")
    assert (svar.sak_id, svar.ny, svar.versjon) == (sak_id, True, 2)
    bilde = innsyn.sak(kontor.lager, sak_id)
    assert bilde.sak.soeknad().versjon == 2
    assert [f.noekkel for f in bilde.sak.soeknad().funn] == ["f2"]
    assert [d.versjon for d in bilde.dokumenter] == [1, 1, 2, 2]
    for versjon, antall in ((1, 2), (2, 1), (None, 1)):
        lagret = innsyn.rapport(kontor.lager, sak_id, versjon)
        assert lagret is not None
        assert len(lagret.innhold["funn"]) == antall


def test_a_supplement_delivered_twice_is_one_version(kontor: Kontor) -> None:
    sak_id = kontor.motta("n-1").sak_id
    foerste = kontor.suppler(sak_id, "n-2", b"<ny/>")
    assert kontor.suppler(sak_id, "n-2", b"<ny/>") == replace(foerste, ny=False)
    assert innsyn.sak(kontor.lager, sak_id).sak.soeknad().versjon == 2
    with pytest.raises(NoekkelKonflikt):
        kontor.suppler(sak_id, "n-2", b"<annet/>")
    with pytest.raises(NoekkelKonflikt):
        kontor.suppler(sak_id, "n-1", b"<annet/>")


def test_the_form_of_a_supplement_sent_as_a_new_application_finds_the_case(kontor: Kontor) -> None:
    sak_id = kontor.motta("n-1").sak_id
    kontor.suppler(sak_id, "n-2", b"<ny/>")
    assert kontor.motta("n-3", xml=b"<ny/>").sak_id == sak_id


def test_a_supplement_that_cannot_be_read_or_is_late_changes_nothing(kontor: Kontor) -> None:
    sak_id = kontor.motta("n-1").sak_id
    with pytest.raises(Versjonskonflikt):
        kontor.suppler(sak_id, "n-2", b"<ny/>", versjon=7)
    with pytest.raises(UkjentSak):
        kontor.suppler("2026-999999", "n-2", b"<ny/>")
    kontor.avvist = True
    with pytest.raises(Avvist):
        kontor.suppler(sak_id, "n-2", b"<ny/>")
    kontor.avvist = False
    utfoer(kontor.lager, sak_id, k.Trekk(), SOEKER, T0)
    with pytest.raises(Avslaatt):
        kontor.suppler(sak_id, "n-2", b"<ny/>")
    assert innsyn.sak(kontor.lager, sak_id).sak.versjon == 2


def test_a_case_with_a_finding_goes_to_a_permit_when_a_person_has_judged_it(
    kontor: Kontor,
) -> None:
    kontor.funn = (brutt("f1"),)
    sak_id = kontor.motta("n-1").sak_id
    utfoer(kontor.lager, sak_id, komplett(), SB, T0)
    with pytest.raises(Avslaatt):
        utfoer(kontor.lager, sak_id, k.GjoerKlar(), SB, T0)
    vurdering = k.VurderFunn(
        funn="f1", utfall=Funnvurdering.AVKREFTET, begrunnelse="Grensen er målt inn på nytt."
    )
    for kommando, hvem in (
        (vurdering, SB), (k.GjoerKlar(), SB), (vedtak(), GK), (ekspeder(), SB),
    ):  # fmt: skip
        utfoer(kontor.lager, sak_id, kommando, hvem, T0)
    assert innsyn.sak(kontor.lager, sak_id).linje.tilstand == "vedtatt"
    assert innsyn.verifiser(kontor.lager, sak_id).antall == 6


# --- the file store ------------------------------------------------------------------------


def test_the_hash_of_a_stored_file_is_its_name(kontor: Kontor) -> None:
    lagret = kontor.filer.lagre(b"hei")
    assert lagret.sha256 == hashlib.sha256(b"hei").hexdigest()
    assert lagret.sted == f"{lagret.sha256[:2]}/{lagret.sha256[2:4]}/{lagret.sha256}"
