"""The letter of deficiencies: from what a person has confirmed to a letter, an entry in the archive
and an answer from the applicant's software. Real databases, real PDF/A."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from byggsak.archive import commands as a
from byggsak.archive.codes import Journalposttype, TilknyttetSom
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.handling_funn import RegistrerFunn
from byggsak.case.hendelse import Hendelse, MangelMeldt
from byggsak.case.tilstand import Tilstand
from byggsak.domain.kommune import Kommune
from byggsak.domain.vedtak import Mangelalvor
from byggsak.services import innsyn
from byggsak.services.arkivering import arkivoppdrag
from byggsak.services.besvarelser import besvarelser, mangelpunkter, svar_paa
from byggsak.services.filer import Filer
from byggsak.services.kontroll import Motor
from byggsak.services.mangelbrev import maalform, send, sendte, utfall_id, utkast
from byggsak.services.mangelbrev_form import Utkast, som_brev
from byggsak.services.saksbehandling import utfoer
from byggsak.store.enhet import Lager
from byggsak.store.saker import Versjonskonflikt
from byggsak.vedlegg.bedoem import bedoem
from tests.casehjelp import SB, komplett, vurder
from tests.test_supplering import T0, Kontor, soeknad, supplering

TEGNINGER, PLAN = "sak10-5-4-tegninger", "sak10-5-4-situasjonsplan"
DAG = T0.date()


@pytest.fixture(scope="module")
def regler() -> Motor:
    return Motor.last()


@pytest.fixture
def kontor(motor: Engine, tmp_path: Path, regler: Motor) -> Kontor:
    return Kontor(Lager(motor).for_kommune("9999"), Filer(tmp_path / "filer"), regler)


@pytest.fixture
def kommune(regler: Motor) -> Kommune:
    return regler.katalog.kommune("9999")


def bekreftet(kontor: Kontor, *regler: str, **endret: object) -> str:
    """A case where a person has confirmed what these rules found."""
    sak = kontor.lever("n-1", soeknad(**endret)).sak_id  # type: ignore[arg-type]
    for liv in innsyn.funn(kontor.lager, sak):
        if liv.funn.regel in regler:
            utfoer(kontor.lager, sak, vurder(liv.noekkel), SB, T0)
    return sak


def skriv(kontor: Kontor, kommune: Kommune, sak: str, brevet: Utkast) -> MangelMeldt:
    nye = send(kontor.lager, kontor.filer, kommune, sak, brevet, SB, T0)
    (ny,) = nye
    assert isinstance(ny, MangelMeldt)
    return ny


def utkastet(kontor: Kontor, kommune: Kommune, sak: str, **valg: object) -> Utkast:
    return utkast(kontor.lager, kontor.filer, kommune, sak, DAG, **valg)  # type: ignore[arg-type]


def test_only_what_a_person_has_confirmed_is_in_the_letter_with_code_basis_and_advice(
    kontor: Kontor, kommune: Kommune
) -> None:
    sak = bekreftet(kontor, TEGNINGER)
    assert len(innsyn.funn(kontor.lager, sak)) > 1
    brevet = utkastet(kontor, kommune, sak)
    (ledd,) = brevet.ledd
    assert (ledd.mangel.kode, ledd.sjekkpunkt) == ("1.80", "1.80")
    assert ledd.hjemmel.startswith("SAK10 § 5-4")
    assert ledd.raad
    assert brevet.svarfrist == DAG + timedelta(weeks=4)


def test_the_municipality_chooses_how_long_there_is_to_answer(
    kontor: Kontor, kommune: Kommune
) -> None:
    sak = bekreftet(kontor, TEGNINGER)
    egen = replace(kommune, parametre={"svarfrist_uker": 2})
    assert utkastet(kontor, egen, sak).svarfrist == DAG + timedelta(weeks=2)
    assert utkastet(kontor, egen, sak, svarfrist=date(2026, 9, 1)).svarfrist == date(2026, 9, 1)
    with pytest.raises(ValueError, match="svarfrist_uker"):
        utkastet(kontor, replace(kommune, parametre={"svarfrist_uker": "to"}), sak)


def test_the_letter_is_a_pdf_a_and_the_same_is_said_to_software(
    kontor: Kontor, kommune: Kommune
) -> None:
    sak = bekreftet(kontor, TEGNINGER, PLAN)
    egen = RegistrerFunn(funn="eget-1", tekst="Fasaden mot nord er ikke målsatt.", kode="1.80")
    utfoer(kontor.lager, sak, egen, SB, T0)
    e = skriv(kontor, kommune, sak, utkastet(kontor, kommune, sak))
    assert innsyn.sak(kontor.lager, sak).sak.tilstand is Tilstand.MANGELFULL
    (pdf,), (data,) = e.brev, e.for_program
    dom = bedoem(io.BytesIO(kontor.filer.les(pdf.sha256)))
    assert (pdf.mime, dom.mime, dom.problemer) == ("application/pdf", "application/pdf", ())
    assert dom.pdfa is not None
    lest = json.loads(kontor.filer.les(data.sha256))
    assert (lest["milepel"], lest["saksnummer"], lest["svarfrist"]) == (
        "MB", sak, e.svarfrist.isoformat(),
    )  # fmt: skip
    nummer = innsyn.hendelser(kontor.lager, sak)[-1].versjon
    assert [u["utfallId"] for u in lest["utfall"]] == [utfall_id(nummer, n) for n in (1, 2, 3)]
    assert [u["mangelkode"] for u in lest["utfall"]] == [m.kode for m in e.mangler]
    assert {u["utfallType"]["kodeverdi"] for u in lest["utfall"]} == {"MG"}
    assert {u["svarfrist"] for u in lest["utfall"]} == {lest["svarfrist"]}, "one deadline"
    assert [u["utloestFraSjekkpunkt"] for u in lest["utfall"]][2] is None
    (sendt,) = sendte(kontor.lager, kontor.filer, sak)
    assert (sendt["hendelse"], sendt["brev"], sendt["utfall"]) == (
        nummer, pdf.sha256, lest["utfall"],
    )  # fmt: skip


def test_the_letter_says_it_all_in_the_language_of_the_case(
    kontor: Kontor, kommune: Kommune
) -> None:
    sak = bekreftet(kontor, TEGNINGER, metadata__foretrukketSpraak={
        "kodeverdi": "nn", "kodebeskrivelse": "Nynorsk",
    })  # fmt: skip
    brevet = utkastet(kontor, kommune, sak)
    assert brevet.spraak == "nn"
    gang = innsyn.sak(kontor.lager, sak).sak.soeknad()
    brev = som_brev(
        replace(brevet, ledd=tuple(replace(x, utfall_id=3001) for x in brevet.ledd)),
        gang, kommune, sak, DAG, SB,
    )  # fmt: skip
    assert brev.overskrift == "Søknaden må supplerast"
    tekst = " ".join(t for avsnitt in brev.avsnitt for t in (*avsnitt.linjer, *avsnitt.punkter))
    for del_ in ("29. juni 2026", "Heimel: SAK10 § 5-4", "mangelkode: 1.80", "referanse 3001"):
        assert del_ in tekst
    assert "manglar" in tekst
    funn = next(f for f in innsyn.funn(kontor.lager, sak) if f.funn.regel == TEGNINGER).funn
    assert funn.melding.nn in tekst


def test_the_municipalitys_language_is_used_where_the_applicant_has_none(kommune: Kommune) -> None:
    skjema = soeknad(metadata__foretrukketSpraak=None).soeknad
    assert maalform(skjema, kommune) == "nb"
    assert maalform(skjema, replace(kommune, parametre={"maalform": "nynorsk"})) == "nn"


def test_a_letter_without_a_confirmed_finding_or_over_an_unconfirmed_one_is_refused(
    kontor: Kontor, kommune: Kommune
) -> None:
    sak = kontor.lever("n-1", soeknad()).sak_id
    with pytest.raises(Avslaatt) as nei:
        skriv(kontor, kommune, sak, utkastet(kontor, kommune, sak))
    assert [h.id for h in nei.value.hindre] == ["har_mangler"]
    for noekkel in (innsyn.funn(kontor.lager, sak)[0].noekkel, "finnes-ikke"):
        with pytest.raises(Avslaatt) as nei:
            skriv(kontor, kommune, sak, utkastet(kontor, kommune, sak, funn=(noekkel,)))
        assert [h.id for h in nei.value.hindre] == ["manglene_er_bekreftet"]
    assert len(innsyn.hendelser(kontor.lager, sak)) == 1


def test_the_ids_in_a_letter_hold_so_nothing_may_come_in_between(
    kontor: Kontor, kommune: Kommune
) -> None:
    sak = bekreftet(kontor, TEGNINGER)
    brevet = utkastet(kontor, kommune, sak)
    utfoer(kontor.lager, sak, komplett(DAG), SB, T0)
    with pytest.raises(Versjonskonflikt):
        send(kontor.lager, kontor.filer, kommune, sak, brevet, SB, T0, forventet_versjon=2)
    skriv(kontor, kommune, sak, replace(brevet, alvor=Mangelalvor.VESENTLIG))


def test_the_archive_gets_one_outgoing_entry_with_the_letter_alone(
    kontor: Kontor, kommune: Kommune
) -> None:
    sak = bekreftet(kontor, TEGNINGER)
    skriv(kontor, kommune, sak, utkastet(kontor, kommune, sak))
    alle: list[Hendelse] = [en.hendelse for en in innsyn.hendelser(kontor.lager, sak)]
    post, brev = arkivoppdrag("9999", sak, alle, len(alle) - 1)
    assert isinstance(post, a.EnsureEntry)
    assert post.record.journalposttype is Journalposttype.UTGAAENDE
    assert post.record.tittel.startswith("Mangelbrev")
    assert isinstance(brev, a.AddDocument)
    assert brev.record.tilknyttet_som is TilknyttetSom.HOVEDDOKUMENT
    assert brev.record.fil.filnavn == "mangelbrev.pdf"
    with kontor.filer.open(brev.record.fil) as fil:
        assert fil.read(1)
    with kontor.lager.lesing() as enhet:
        assert enhet.utboks.gjenstaar(sak) > 0


def test_the_applicants_software_answers_by_the_id_in_the_letter(
    kontor: Kontor, kommune: Kommune
) -> None:
    sak = bekreftet(kontor, TEGNINGER)
    skriv(kontor, kommune, sak, utkastet(kontor, kommune, sak))
    (sendt,) = sendte(kontor.lager, kontor.filer, sak)
    (utfall,) = sendt["utfall"]
    svar = (
        f"<utfallSvar><utfallId>{utfall['utfallId']}</utfallId><utfallType><kodeverdi>MG"
        "</kodeverdi></utfallType><erUtfallBesvart>true</erUtfallBesvart>"
        "<kommentar>Snittet er lagt ved.</kommentar></utfallSvar>"
    )
    kontor.lever("n-2", supplering(aar=2026, nr=1, svar=svar))
    ((tekst, punkt),) = mangelpunkter(kontor.lager, sak)
    assert (tekst, punkt.noekkel) == (utfall["tittel"], utfall["funn"])
    (funnet,) = svar_paa(punkt, besvarelser(kontor.lager, kontor.filer, sak))
    assert (funnet.utgave, funnet.kommentar) == (2, "Snittet er lagt ved.")


def test_a_letter_has_room_for_its_points_and_no_id_is_given_twice() -> None:
    ider = [utfall_id(h, n) for h in range(1, 20) for n in (1, 2, 999)]
    assert len(set(ider)) == len(ider)
    for nummer in (0, 1000):
        with pytest.raises(ValueError, match="Del det i to"):
            utfall_id(1, nummer)
