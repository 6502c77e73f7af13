"""One case, several applications: each that follows a permit joins its case, as real XML."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from byggsak.case import kommando as k
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.tilstand import Aktoer, Rolle, Tilstand
from byggsak.domain.soeknad import Vedlegg
from byggsak.rule.report import Kontrollrapport
from byggsak.services import innsyn
from byggsak.services.endringer import utgavenummer
from byggsak.services.filer import Filer
from byggsak.services.kontroll import Innsending, Motor, kontroller
from byggsak.services.levering import lever, lever_i_sak
from byggsak.services.mottak import Mottak
from byggsak.services.mottaksfeil import FlereSaker, FlereSoeknader
from byggsak.services.parametre import kravkilde
from byggsak.services.saksbehandling import utfoer
from byggsak.services.utgaver import utgaver
from byggsak.store.enhet import Lager
from byggsak.testing import skjemaer as sk
from byggsak.testing import soeknader as s
from tests.casehjelp import T0, mangelbrev

SOEKER = Aktoer(s.orgnr(31000001), Rolle.ANSVARLIG_SOEKER)
SB = Aktoer("sara", Rolle.SAKSBEHANDLER)


@pytest.fixture(scope="module")
def regler() -> Motor:
    return Motor.last()


class Kontor:
    """A municipality that checks for real, with a clock."""

    def __init__(self, motor: Engine, mappe: Path, regler: Motor) -> None:
        self.motor, self.regler = motor, regler
        self.filer, self.naa = Filer(mappe / "filer"), T0
        self.lager = Lager(motor, kravkilde(regler.katalog)).for_kommune("9999")

    def kontroll(self, innsending: Innsending, dato: date) -> Kontrollrapport:
        return kontroller(self.regler, innsending, kart=None, dato=dato, kommune="9999")

    def lever(self, noekkel: str, innsending: Innsending, naa: datetime | None = None) -> Mottak:
        return lever(
            self.lager, self.filer, innsending, noekkel, naa or self.naa, self.kontroll, SOEKER
        )

    def i_sak(
        self, sak: str, noekkel: str, innsending: Innsending, nr: int | None = None
    ) -> Mottak:
        return lever_i_sak(
            self.lager, self.filer, sak, innsending, noekkel, self.naa, self.kontroll, SOEKER,
            soeknad=nr,
        )  # fmt: skip

    def ganger(self, sak: str) -> list[tuple[int, str, Tilstand, int]]:
        alle = innsyn.sak(self.lager, sak).sak.soeknader
        return [(g.nummer, g.type, g.tilstand, g.versjon) for g in alle]


@pytest.fixture
def kontor(motor: Engine, tmp_path: Path, regler: Motor) -> Kontor:
    return Kontor(motor, tmp_path, regler)


def ramme(ftb: str = "FTB-1") -> Innsending:
    return Innsending(s.skjema("ramme", s.med(sk.ramme(), metadata__ftbId=ftb)))


def etter(
    rot: str, form: s.Innhold, *, nr: int = 1, vedlegg: str = "", **endret: object
) -> Innsending:
    """A form that follows the permit in case 2026-00000<nr>."""
    form = s.med(form, kommunensSaksnummer={"saksaar": 2026, "sakssekvensnummer": nr}, **endret)
    filer = ()
    if vedlegg:
        data = f"%PDF-1.7 {vedlegg}".encode()
        filer = (Vedlegg("Annet", vedlegg, len(data), hashlib.sha256(data).hexdigest(), data),)
    return Innsending(s.skjema(rot, form), vedlegg=filer)


def igangsetting(del_: str = "2", **endret: object) -> Innsending:
    return etter(
        "igangsettingstillatelse", sk.igangsetting(), soeknadGjelder__delsoeknadsnummer=del_,
        **endret,
    )  # fmt: skip


def test_start_use_and_completion_join_the_case_each_with_its_own_check_and_clock(
    kontor: Kontor,
) -> None:
    sak = kontor.lever("n-1", ramme()).sak_id
    kontor.naa += timedelta(days=100)
    ig = kontor.lever("n-2", igangsetting())
    mb = kontor.lever("n-3", etter("midlertidigbrukstillatelse", sk.midlertidig_bruk()))
    kontor.naa += timedelta(days=200)
    fa = kontor.lever("n-4", etter("ferdigattest", sk.ferdigattest()))
    assert [(m.sak_id, m.soeknad, m.ny) for m in (ig, mb, fa)] == [
        (sak, 2, True), (sak, 3, True), (sak, 4, True),
    ]  # fmt: skip
    M = Tilstand.MOTTATT
    assert kontor.ganger(sak) == [
        (1, "RS", M, 1),
        (2, "IG", M, 1),
        (3, "MB", M, 1),
        (4, "FA", M, 1),
    ]
    skjemaer = {m.soeknad: m.rapport["skjema"]["navn"] for m in (ig, mb, fa)}
    assert skjemaer == {
        2: "igangsettingstillatelse", 3: "midlertidigbrukstillatelse", 4: "ferdigattest",
    }  # fmt: skip
    with kontor.lager.lesing() as enhet:
        mottatt = {
            r.post.noekkel.soeknad: r.post.noekkel.frist
            for r in enhet.frister.av_sak(sak)
            if r.post.noekkel.oppgave == "soeknad.mottatt"
        }
    assert len(mottatt) == 4
    assert mottatt[1] < mottatt[2] == mottatt[3] < mottatt[4]
    assert innsyn.verifiser(kontor.lager, sak).hel


def test_the_same_bytes_again_are_the_same_application(kontor: Kontor) -> None:
    sak = kontor.lever("n-1", ramme()).sak_id
    foerst = kontor.lever("n-2", igangsetting())
    igjen = kontor.lever("n-2", igangsetting())
    annen_noekkel = kontor.lever("n-3", igangsetting())
    for svar in (igjen, annen_noekkel):
        assert (svar.sak_id, svar.ny, svar.versjon, svar.soeknad) == (sak, False, foerst.versjon, 2)
    assert len(kontor.ganger(sak)) == 2


def test_a_corrected_application_is_the_next_edition_of_the_open_one(kontor: Kontor) -> None:
    sak = kontor.lever("n-1", ramme()).sak_id
    kontor.lever("n-2", igangsetting())
    rettet = kontor.lever("n-3", igangsetting(soeknadGjelder__delAvTiltaket="Huset og garasjen"))
    assert (rettet.soeknad, rettet.ny) == (2, True)
    assert [versjon for *_, versjon in kontor.ganger(sak)] == [1, 2]
    assert utgavenummer(kontor.lager, sak, rettet.versjon) == 2
    with kontor.lager.lesing() as enhet:
        assert len(utgaver(enhet, kontor.filer, sak)) == 1
        siste = utgaver(enhet, kontor.filer, sak, 2)[-1]
    assert "Huset og garasjen" in siste.innsending.soeknad.decode()


def test_permission_to_start_another_part_is_another_application(kontor: Kontor) -> None:
    sak = kontor.lever("n-1", ramme()).sak_id
    kontor.lever("n-2", igangsetting("1"))
    annen = kontor.lever("n-3", igangsetting("2"))
    assert annen.soeknad == 3
    assert [type_ for _, type_, *_ in kontor.ganger(sak)] == ["RS", "IG", "IG"]


def test_an_application_whose_case_is_not_here_is_a_case_of_its_own(kontor: Kontor) -> None:
    fa = kontor.lever("n-1", etter("ferdigattest", sk.ferdigattest(), nr=77))
    assert (fa.sak_id, fa.soeknad) == ("2026-000001", 1)


def test_a_name_that_two_cases_carry_is_for_a_person_to_settle(kontor: Kontor) -> None:
    kontor.lever("n-1", ramme("FTB-1"))
    kontor.lever("n-2", ramme("FTB-2"))
    with pytest.raises(FlereSaker):
        kontor.lever("n-3", etter("ferdigattest", sk.ferdigattest(), nr=1, metadata__ftbId="FTB-2"))


def test_a_person_may_name_the_case(kontor: Kontor) -> None:
    sak = kontor.lever("n-1", ramme()).sak_id
    fa = kontor.i_sak(sak, "n-2", etter("ferdigattest", sk.ferdigattest(), nr=77))
    assert (fa.sak_id, fa.soeknad) == (sak, 2)


def test_a_supplement_goes_to_the_application_that_was_asked_for_more(kontor: Kontor) -> None:
    sak = kontor.lever("n-1", ramme()).sak_id
    kontor.lever("n-2", igangsetting())
    tillegg = etter("suppleringAvSoeknad", supplering(), vedlegg="tillegg.pdf")
    with pytest.raises(FlereSoeknader):
        kontor.lever("n-3", tillegg)
    mangler = k.MeldMangel(
        soeknad=2, mangler=mangelbrev().mangler, alvor=mangelbrev().alvor,
        svarfrist=mangelbrev().svarfrist, brev=mangelbrev().brev,
    )  # fmt: skip
    utfoer(kontor.lager, sak, mangler, SB, kontor.naa)
    svar = kontor.lever("n-3", tillegg)
    assert (svar.soeknad, svar.ny) == (2, True)
    with kontor.lager.lesing() as enhet:
        vedlegg = [v.filnavn for v in utgaver(enhet, kontor.filer, sak, 2)[-1].innsending.vedlegg]
        assert utgaver(enhet, kontor.filer, sak)[-1].innsending.vedlegg == ()
    assert vedlegg == ["tillegg.pdf"]
    valgt = kontor.i_sak(
        sak, "n-4", etter("suppleringAvSoeknad", supplering(), vedlegg="til-rammen.pdf"), nr=1
    )
    assert valgt.soeknad == 1


def supplering() -> s.Innhold:
    base = sk.etter_tillatelse()
    return {
        "eiendomByggested": base["eiendomByggested"],
        "kommunensSaksnummer": {},
        "metadata": base["metadata"],
        "utfallBesvarelse": {},
    }


def test_a_case_that_is_closed_takes_no_more(kontor: Kontor) -> None:
    sak = kontor.lever("n-1", ramme()).sak_id
    utfoer(kontor.lager, sak, k.Trekk(brev=mangelbrev().brev), SB, kontor.naa)
    with kontor.motor.begin() as db:  # what the archive would have answered
        db.execute(text("UPDATE byg_utboks SET tilstand = 'levert'"))
    ark = Aktoer("arkiv", Rolle.ARKIV)
    utfoer(kontor.lager, sak, k.MarkerArkivert(gjenstaar=0), ark, kontor.naa)
    utfoer(kontor.lager, sak, k.Avslutt(), SB, kontor.naa)
    with pytest.raises(Avslaatt):
        kontor.i_sak(sak, "n-2", igangsetting())
    egen = kontor.lever("n-3", igangsetting())
    assert (egen.sak_id, egen.soeknad) == ("2026-000002", 1)
