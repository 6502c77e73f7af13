"""A supplement finds its case, makes the next edition, and says what it changed. Real databases."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from byggsak.case import kommando as k
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.tilstand import Aktoer, Rolle
from byggsak.domain.soeknad import Vedlegg
from byggsak.rule.remembered import Husk
from byggsak.rule.report import Kontrollrapport
from byggsak.rule.stored import fra_lager
from byggsak.services import innsyn
from byggsak.services.besvarelser import Punkt, besvarelser, svar_paa
from byggsak.services.endringer import UkjentUtgave, endringer
from byggsak.services.filer import Filer
from byggsak.services.kontroll import Innsending, Motor, kontroller, tidligere
from byggsak.services.levering import lever
from byggsak.services.mottak import Mottak, suppler
from byggsak.services.mottaksfeil import FeilKommune, FlereSaker, IngenSak
from byggsak.services.saksbehandling import utfoer
from byggsak.services.utgaver import bedoemte, utgaver
from byggsak.store.enhet import Kommunelager, Lager
from byggsak.testing import soeknader as s

T0 = datetime(2026, 6, 1, 9, tzinfo=UTC)
TEGNINGER = ("TegningNyPlan", "TegningNyttSnitt", "TegningNyFasade")
SU = "https://skjema.ft.dibk.no/suppleringavsoeknad/v2"


@pytest.fixture(scope="module")
def regler() -> Motor:
    return Motor.last()


class Kontor:
    """A municipality that receives and checks with the installed rules, and no map."""

    def __init__(self, lager: Kommunelager, filer: Filer, regler: Motor) -> None:
        self.lager, self.filer, self.regler = lager, filer, regler
        self.gjenbrukt = 0

    def kontroll(self, innsending: Innsending, dato: date) -> Kontrollrapport:
        return kontroller(
            self.regler, innsending, kart=None, dato=dato, kommune=self.lager.kommune, husk=Husk()
        )

    def igjen(
        self, ny: Innsending, dato: date, gammel: Innsending, rapport: Kontrollrapport
    ) -> Kontrollrapport:
        forrige = tidligere(self.regler, gammel, rapport, self.lager.kommune)
        assert forrige is not None
        husk = forrige.husk(self.regler.katalog.pakker)
        svar = kontroller(
            self.regler, ny, kart=None, dato=dato, kommune=self.lager.kommune,
            forrige=forrige, husk=husk,
        )  # fmt: skip
        self.gjenbrukt += husk.gjenbrukt
        return svar

    def lever(self, noekkel: str, innsending: Innsending, aktoer: Aktoer | None = None) -> Mottak:
        hvem = aktoer or Aktoer("910000004", Rolle.ANSVARLIG_SOEKER)
        return lever(
            self.lager, self.filer, innsending, noekkel, T0, self.kontroll, hvem, igjen=self.igjen
        )


@pytest.fixture
def kontor(motor: Engine, tmp_path: Path, regler: Motor) -> Kontor:
    return Kontor(Lager(motor).for_kommune("9999"), Filer(tmp_path / "filer"), regler)


def vedlegg(slag: str, navn: str, data: bytes = b"%PDF-1.7") -> Vedlegg:
    return Vedlegg(slag, navn, len(data), hashlib.sha256(data).hexdigest(), data)


def soeknad(ftb: str = "FTB-1", *slag: str, **endret: object) -> Innsending:
    form = s.med(s.ettrinn(), metadata__ftbId=ftb, **endret)
    return Innsending(
        s.skjema("ettrinn", form),
        vedlegg=tuple(vedlegg(en, f"{en}.pdf") for en in slag or ("TegningNyPlan",)),
    )


def supplering(
    *, aar: int | None = None, nr: int | None = None, ftb: str = "", svar: str = "",
    kommune: str = "9999", filer: tuple[Vedlegg, ...] = (),
) -> Innsending:  # fmt: skip
    """A supplement with a case number, an ftbId, or neither."""
    nummer = ""
    if aar is not None:
        nummer = (
            f"<kommunensSaksnummer><saksaar>{aar}</saksaar>"
            f"<sakssekvensnummer>{nr}</sakssekvensnummer></kommunensSaksnummer>"
        )
    ftb_id = f"<ftbId>{ftb}</ftbId>" if ftb else ""
    xml = (
        f'<suppleringAvSoeknad xmlns="{SU}" dataFormatProvider="DIBK" dataFormatId="10008" '
        'dataFormatVersion="2"><eiendomByggested><eiendom><eiendomsidentifikasjon>'
        f"<kommunenummer>{kommune}</kommunenummer><gaardsnummer>1</gaardsnummer>"
        "<bruksnummer>2</bruksnummer></eiendomsidentifikasjon></eiendom></eiendomByggested>"
        f"{nummer}<metadata><fraSluttbrukersystem>X</fraSluttbrukersystem>{ftb_id}</metadata>"
        f"<utfallBesvarelse>{svar}</utfallBesvarelse></suppleringAvSoeknad>"
    )
    return Innsending(xml.encode(), filnavn="supplering.xml", vedlegg=filer)


def test_a_supplement_finds_its_case_by_the_municipalitys_case_number(kontor: Kontor) -> None:
    foerste = kontor.lever("n-1", soeknad())
    assert foerste.sak_id == "2026-000001"
    tegning = vedlegg("TegningNyttSnitt", "snitt.pdf")
    svar = kontor.lever("n-2", supplering(aar=2026, nr=1, filer=(tegning,)))
    assert (svar.sak_id, svar.ny, svar.versjon) == ("2026-000001", True, 2)
    bilde = innsyn.sak(kontor.lager, svar.sak_id)
    assert bilde.sak.soeknad().versjon == 2
    assert [d.filnavn for d in bilde.dokumenter if d.versjon == 2] == [
        "supplering.xml", "snitt.pdf",
    ]  # fmt: skip


def test_a_supplement_with_only_attachments_checks_the_whole_application_again(
    kontor: Kontor,
) -> None:
    sak = kontor.lever("n-1", soeknad()).sak_id
    mangler = {f.regel for f in _rapport(kontor, sak).funn}
    assert "sak10-5-4-tegninger" in mangler
    nye = tuple(vedlegg(slag, f"{slag}.pdf") for slag in TEGNINGER[1:])
    kontor.lever("n-2", supplering(aar=2026, nr=1, filer=nye))
    assert "sak10-5-4-tegninger" not in {f.regel for f in _rapport(kontor, sak).funn}
    with kontor.lager.lesing() as enhet:
        siste = utgaver(enhet, kontor.filer, sak)[-1]
    assert {v.type for v in siste.innsending.vedlegg} == set(TEGNINGER)
    assert siste.innsending.soeknad == soeknad().soeknad
    full = kontor.kontroll(bedoemte(siste.innsending, kontor.filer), T0.date())
    assert _rapport(kontor, sak) == full
    assert kontor.gjenbrukt > 0, "what the supplement does not touch is not asked again"


def test_a_corrected_application_finds_its_case_by_ftb_id_and_says_what_it_changed(
    kontor: Kontor,
) -> None:
    sak = kontor.lever("n-1", soeknad(tiltakshaver__navn=None)).sak_id
    svar = kontor.lever("n-2", soeknad())
    assert (svar.sak_id, svar.ny) == (sak, True)
    fra, til, endret = endringer(kontor.lager, kontor.filer, sak)
    assert (fra, til) == (1, 2)
    assert [(f.xpath, f.foer, f.etter) for f in endret.felter] == [
        ("/ettrinn/tiltakshaver/navn", None, "Ola Byggherre")
    ]
    assert "Ettrinn.Tiltakshaver.Navn.Utfylt" in endret.regler
    (vending,) = [v for v in endret.vendinger if v.regel == "Ettrinn.Tiltakshaver.Navn.Utfylt"]
    assert vending.foer is not None
    assert vending.foer.utfall == "brutt"
    assert vending.etter is None
    assert endret.vedlegg == ()


def test_a_person_number_that_changed_is_not_told(kontor: Kontor) -> None:
    sak = kontor.lever("n-1", soeknad()).sak_id
    annet = s.foedselsnummer(3, 4, 81, 600)
    kontor.lever("n-2", soeknad(tiltakshaver__foedselsnummer=annet))
    *_, endret = endringer(kontor.lager, kontor.filer, sak)
    assert [f.xpath for f in endret.felter] == ["/ettrinn/tiltakshaver/foedselsnummer"]
    assert annet not in repr(endret)


def test_a_delivery_that_fits_several_cases_is_for_a_person_to_place(kontor: Kontor) -> None:
    en = kontor.lever("n-1", soeknad("FTB-1")).sak_id
    to = kontor.lever("n-2", soeknad("FTB-2")).sak_id
    assert en != to
    with pytest.raises(FlereSaker) as nei:
        kontor.lever("n-3", supplering(aar=2026, nr=1, ftb="FTB-2"))
    assert nei.value.saker == (en, to)
    assert [linje.versjon for linje in innsyn.saker(kontor.lager).saker] == [1, 1]


def test_a_supplement_without_a_case_is_refused_and_an_application_without_one_is_new(
    kontor: Kontor,
) -> None:
    with pytest.raises(IngenSak, match="saksnummer"):
        kontor.lever("n-1", supplering(aar=2024, nr=12345))
    with pytest.raises(IngenSak):
        kontor.lever("n-1", supplering())
    assert kontor.lever("n-1", soeknad()).ny


def test_a_case_of_another_municipality_is_never_found(kontor: Kontor, motor: Engine) -> None:
    kontor.lever("n-1", soeknad())
    nabo = Kontor(Lager(motor).for_kommune("9998"), kontor.filer, kontor.regler)
    with pytest.raises(IngenSak):
        nabo.lever("n-2", supplering(aar=2026, nr=1, ftb="FTB-1", kommune="9998"))
    with pytest.raises(FeilKommune):
        nabo.lever("n-2", supplering(aar=2026, nr=1, ftb="FTB-1"))


def test_a_withdrawn_application_sent_again_is_a_new_case(kontor: Kontor) -> None:
    foerste = kontor.lever("n-1", soeknad()).sak_id
    soeker = Aktoer("910000004", Rolle.ANSVARLIG_SOEKER)
    utfoer(kontor.lager, foerste, k.Trekk(), soeker, T0)
    andre = kontor.lever("n-2", soeknad("FTB-1", "TegningNyPlan", tiltakshaver__epost="b@x.no"))
    assert andre.sak_id != foerste
    with pytest.raises(Avslaatt):
        kontor.lever("n-3", supplering(aar=2026, nr=1))


def test_a_stranger_supplements_nobodys_case(kontor: Kontor) -> None:
    sak = kontor.lever("n-1", soeknad()).sak_id
    with pytest.raises(Avslaatt):
        kontor.lever("n-2", supplering(aar=2026, nr=1), Aktoer("999999999", Rolle.ANSVARLIG_SOEKER))
    assert innsyn.sak(kontor.lager, sak).linje.versjon == 1


def test_an_attachment_stays_until_one_with_its_name_or_a_new_situation_plan_comes(
    kontor: Kontor,
) -> None:
    plan = vedlegg("Situasjonsplan", "gammel.pdf", b"%PDF gammel")
    foerste = replace(soeknad(), vedlegg=(*soeknad().vedlegg, plan))
    sak = kontor.lever("n-1", foerste).sak_id
    nye = (
        vedlegg("TegningNyPlan", "TegningNyPlan.pdf", b"%PDF ny"),
        vedlegg("Situasjonsplan", "ny.pdf", b"%PDF ny plan"),
    )
    kontor.lever("n-2", supplering(ftb="FTB-1", filer=nye))
    with kontor.lager.lesing() as enhet:
        foer, etter = utgaver(enhet, kontor.filer, sak)
    assert {v.filnavn for v in foer.innsending.vedlegg} == {"TegningNyPlan.pdf", "gammel.pdf"}
    assert {v.filnavn: v.sha256 for v in etter.innsending.vedlegg} == {
        v.filnavn: v.sha256 for v in nye
    }
    *_, endret = endringer(kontor.lager, kontor.filer, sak)
    assert {(v.slag, v.filnavn) for v in endret.vedlegg} == {
        ("endret", "TegningNyPlan.pdf"), ("ny", "ny.pdf"), ("borte", "gammel.pdf"),
    }  # fmt: skip


def test_an_answer_is_shown_at_its_finding_and_settles_nothing(kontor: Kontor) -> None:
    sak = kontor.lever("n-1", soeknad(tiltakshaver__navn=None)).sak_id
    linje, *_ = innsyn.funn(kontor.lager, sak)
    svar = (
        f"<utfallSvar><utfallId>{linje.funn.noekkel}</utfallId><utfallType><kodeverdi>MG"
        "</kodeverdi></utfallType><erUtfallBesvart>true</erUtfallBesvart>"
        "<kommentar>Navnet er Ola.</kommentar></utfallSvar>"
    )
    kontor.lever("n-2", supplering(aar=2026, nr=1, svar=svar))
    alle = besvarelser(kontor.lager, kontor.filer, sak)
    (funnet,) = svar_paa(Punkt(linje.funn.noekkel), alle)
    assert (funnet.utgave, funnet.type, funnet.besvart) == (2, "MG", True)
    assert funnet.kommentar == "Navnet er Ola."
    assert svar_paa(Punkt("annet"), alle) == []
    igjen, *_ = innsyn.funn(kontor.lager, sak)
    assert igjen.funn == linje.funn
    assert igjen.vurdering is None


def test_the_same_supplement_twice_is_one_edition(kontor: Kontor) -> None:
    kontor.lever("n-1", soeknad())
    tegning = vedlegg("TegningNyttSnitt", "snitt.pdf")
    foerste = kontor.lever("n-2", supplering(aar=2026, nr=1, filer=(tegning,)))
    for noekkel in ("n-2", "n-3"):
        igjen = kontor.lever(noekkel, supplering(aar=2026, nr=1, filer=(tegning,)))
        assert igjen == replace(foerste, ny=False)
    with pytest.raises(UkjentUtgave):
        endringer(kontor.lager, kontor.filer, foerste.sak_id, til=3)


def test_a_supplement_delivered_in_a_chosen_case_needs_no_number(kontor: Kontor) -> None:
    sak = kontor.lever("n-1", soeknad()).sak_id
    svar = suppler(
        kontor.lager, kontor.filer, sak, supplering(), "n-2", T0, kontor.kontroll,
        Aktoer("910000004", Rolle.ANSVARLIG_SOEKER),
    )  # fmt: skip
    assert (svar.sak_id, svar.versjon) == (sak, 2)


def _rapport(kontor: Kontor, sak: str) -> Kontrollrapport:
    lagret = innsyn.rapport(kontor.lager, sak)
    assert lagret is not None
    return fra_lager(lagret.innhold)
