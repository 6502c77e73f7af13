"""Every current form in the words of the domain, its subforms merged; the cost of long lists."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from byggsak.domain.ansvar import Fase, Faseansvar, Kontrollavvik
from byggsak.domain.oppfoelging import Arbeidsplasser
from byggsak.domain.skjema import Matrikkelnummer, Soeknadstype
from byggsak.domain.soeknad import Soeknad
from byggsak.testing.skjemaer import gjennomfoeringsplan, igangsetting, nabovarsel, ramme
from byggsak.testing.soeknader import ettrinn, kode, med, skjema
from byggsak.xml.forms import forms, recognise
from byggsak.xml.inn import LestSoeknad, les_soeknad
from byggsak.xml.mapping import map_gjennomfoeringsplan
from byggsak.xml.parts import LONGEST
from byggsak.xml.reader import read

SKJEMA = Path(__file__).parents[1] / "fixtures" / "skjema"
FRIST = date(2026, 12, 31)


def fixture(name: str) -> bytes:
    return (SKJEMA / f"{name}.xml").read_bytes()


def lest(name: str) -> Soeknad:
    answer = les_soeknad(fixture(name))
    assert answer.funn == ()
    assert answer.soeknad is not None
    return answer.soeknad


@pytest.mark.parametrize("form", forms(), ids=str)
def test_every_form_has_a_sound_document_and_a_faulty_one(form: object) -> None:
    found = {"ok": 0, "fail": 0}
    for file in SKJEMA.glob("*.xml"):
        if recognise(read(file.read_bytes())) is form:
            found[file.name.partition("-")[0]] += 1
    assert found["ok"] >= 1
    assert found["fail"] >= 1


def test_the_framework_application_reads_as_the_one_step_application_does() -> None:
    answer = les_soeknad(skjema("ramme", ramme(2)))
    assert answer.funn == ()
    assert answer.soeknad is not None
    one_step = les_soeknad(skjema("ettrinn", ettrinn(2))).soeknad
    assert one_step is not None
    assert answer.soeknad.skjema.type is Soeknadstype.RAMME
    assert answer.soeknad.areal == one_step.areal
    assert answer.soeknad.plan == one_step.plan
    assert answer.soeknad.tiltakshaver == one_step.tiltakshaver
    assert answer.soeknad.oppfyller_vilkaar_for_treukersfrist is None
    assert answer.soeknad.beroerer_arbeidsplasser is False


def test_permission_to_start_says_which_part_and_which_came_before() -> None:
    start = lest("ok-igangsettingstillatelse-v4")
    assert start.skjema.type is Soeknadstype.IGANGSETTING
    assert (start.saksaar, start.sakssekvensnummer) == (2026, 41)
    assert start.gjelder_hele_tiltaket is False
    assert start.denne_delen is not None
    assert (start.denne_delen.nummer, start.denne_delen.del_av_tiltaket) == (
        "2",
        "Huset over grunnmuren",
    )
    (before,) = start.delsoeknader
    assert (before.nummer, before.tillatelsedato) == ("1", date(2026, 6, 1))
    (answer,) = start.utfallssvar
    assert (answer.utfall_id, answer.type, answer.sjekkpunkt) == ("U-1", "SVV", "1.18")
    assert (answer.besvart, answer.besvares_senere) == (True, False)
    (file,) = answer.vedlegg
    assert (file.type, file.filnavn) == ("Situasjonsplan", "situasjonsplan.pdf")
    assert file.versjonsdato == date(2026, 5, 1)


def test_an_application_for_the_whole_project_names_no_part() -> None:
    whole = lest("ok-midlertidigbrukstillatelse-v4")
    assert whole.gjelder_hele_tiltaket is True
    assert whole.denne_delen is None


@pytest.mark.parametrize("name", ["igangsettingstillatelse", "ferdigattest"])
def test_versions_four_and_five_are_read_side_by_side(name: str) -> None:
    four, five = lest(f"ok-{name}-v4"), lest(f"ok-{name}-v5")
    assert (four.skjema.versjon, five.skjema.versjon) == ("4", "5")
    assert four.skjema.data_format_id == five.skjema.data_format_id
    assert four.sjekklistekrav == ()
    assert [(k.sjekkpunkt, k.svar) for k in five.sjekklistekrav] == [("1.120", True)]
    assert four.eiendommer == five.eiendommer
    assert four.ferdigstillelse == five.ferdigstillelse


def test_temporary_use_says_what_remains_and_whether_it_is_safe() -> None:
    bruk = lest("ok-midlertidigbrukstillatelse-v4").ferdigstillelse
    assert bruk is not None
    assert bruk.tilstrekkelig_sikkerhet is True
    assert bruk.gjenstaar_utenfor == "Opparbeiding av hagen"
    assert bruk.dato_ferdigattest == date(2027, 3, 1)
    assert bruk.kravene_er_oppfylt is None


def test_completion_says_that_the_requirements_are_met() -> None:
    ferdig = lest("ok-ferdigattest-v4").ferdigstillelse
    assert ferdig is not None
    assert (ferdig.kravene_er_oppfylt, ferdig.tilstrekkelig_sikkerhet) == (True, None)
    assert ferdig.dokumentasjon_overlevert_eier is True
    assert [k.kodeverdi for k in ferdig.varmesystem.energiforsyning] == ["elektrisitet"]
    assert lest("ok-ettrinn-en-enebolig").ferdigstillelse is None


def test_a_change_says_what_is_changed() -> None:
    endring = lest("ok-endring-v2")
    assert [k.kodeverdi for k in endring.endringstyper] == ["endringAreal"]
    assert endring.endringsbeskrivelse == "Huset blir to meter lengre."


def test_a_supplement_holds_documents_and_answers() -> None:
    supplering = lest("ok-suppleringAvSoeknad-v2")
    (sent,) = supplering.ettersendinger
    assert (sent.tema, sent.tittel) == ("andreForhold", "Grunnundersøkelse")
    assert [fil.filnavn for fil in sent.vedlegg] == ["grunn.pdf"]
    assert [(svar.type, svar.tittel) for svar in supplering.utfallssvar] == [
        ("MG", "Snitt mangler")
    ]


def test_dispensations_alone_are_an_application() -> None:
    assert [d.referanse for d in lest("ok-dispensasjonsoversikt-v1").dispensasjoner] == ["D-1"]


def test_the_notice_says_when_to_answer_and_who_is_notified() -> None:
    varsel = lest("ok-nabovarsel-v5")
    assert varsel.svarfrist == date(2026, 6, 1)
    assert [nabo.navn for nabo in varsel.naboer] == ["Nabo 0", "Nabo 1"]
    assert varsel.naboer[1].eiendommer == (Matrikkelnummer("9999", 100, 2),)
    assert varsel.naboer[0].varsel_sendt is None
    assert varsel.gjenpart is None


def test_the_request_for_consent_has_its_parties_at_the_root() -> None:
    samtykke = lest("ok-forespoerselTiltakshaversSamtykke-v1")
    assert samtykke.tiltakshaver is not None
    assert (samtykke.tiltakshaver.navn, samtykke.tiltakshaver.partstype) == (
        "Prøveeiendom AS",
        "Foretak",
    )
    assert samtykke.ansvarlig_soeker is not None
    assert samtykke.prosjektnavn == "Enebolig i Testveien"
    assert [k.kodeverdi for k in samtykke.tiltakstyper] == ["nyttbyggboligformal"]
    empty = les_soeknad(skjema("forespoerselTiltakshaversSamtykke", {})).soeknad
    assert empty is not None
    assert empty.tiltakshaver is empty.ansvarlig_soeker is None


def test_a_declaration_of_responsibility_says_when_conformity_is_declared() -> None:
    erklaering = lest("ok-ansvarserklaeringDirekte-v2").erklaering
    assert erklaering is not None
    assert erklaering.type is Soeknadstype.ANSVARSRETT
    assert erklaering.har_sentral_godkjenning is False
    assert erklaering.som_prosjekterende is True
    (omraade,) = erklaering.ansvarsomraader
    assert (omraade.funksjon, omraade.tiltaksklasse) == ("PRO", "1")
    assert omraade.foretak == erklaering.foretak
    assert omraade.faser == (
        Faseansvar(Fase.RAMME, planlagt=True),
        Faseansvar(Fase.FERDIGATTEST, planlagt=False),
    )
    assert omraade.i_fase(Fase.IGANGSETTING) == Faseansvar(Fase.IGANGSETTING)


def test_a_declaration_of_conformity_answers_by_its_function() -> None:
    erklaering = lest("ok-samsvarserklaeringDirekte-v2").erklaering
    assert erklaering is not None
    designer, builder = erklaering.ansvarsomraader
    assert designer.i_fase(Fase.RAMME).klar is True
    assert designer.i_fase(Fase.IGANGSETTING).klar is False
    assert builder.i_fase(Fase.MIDLERTIDIG_BRUK).klar is True
    assert builder.i_fase(Fase.FERDIGATTEST).klar is False
    assert builder.i_fase(Fase.RAMME).klar is None
    assert builder.erklaert == date(2026, 2, 28)
    assert erklaering.som_kontrollerende is None


def test_a_declaration_of_control_says_what_was_found() -> None:
    erklaering = lest("ok-kontrollerklaeringDirekte-v2").erklaering
    assert erklaering is not None
    assert erklaering.ansvarsomraader[0].avvik == Kontrollavvik(False, True, False)
    assert erklaering.ansvarsomraader[0].avsluttet is True


def test_the_inspection_authority_is_told_about_the_workplaces() -> None:
    samtykke = lest("ok-ArbeidstilsynetsSamtykke-v3")
    assert samtykke.skjema.type is Soeknadstype.ARBEIDSTILSYNET
    assert samtykke.arbeidsplasser == Arbeidsplasser(
        framtidige=True,
        eksisterende=False,
        faste=True,
        midlertidige=False,
        antall_ansatte="12",
        utleiebygg=False,
        beskrivelse="Verksted med kontor.",
        bruksareal="300",
    )
    assert [k.kodeverdi for k in samtykke.tiltakstyper] == ["nyttbyggover70m2"]
    assert [k.sjekkpunkt for k in samtykke.sjekklistekrav] == ["11.2"]
    (dispensasjon,) = samtykke.dispensasjoner
    assert (dispensasjon.bestemmelsetype, dispensasjon.begrunnelse) == (
        "TEK",
        "Takhøyden er lavere i dag.",
    )


# Subforms.


def test_the_implementation_plan_becomes_part_of_the_application() -> None:
    plan = skjema("Gjennomfoeringsplan", gjennomfoeringsplan())
    answer = les_soeknad(skjema("igangsettingstillatelse", igangsetting()), [("plan.xml", plan)])
    assert answer.funn == ()
    assert answer.soeknad is not None
    read_plan = answer.soeknad.gjennomfoeringsplan
    assert read_plan is not None
    assert (read_plan.versjon, read_plan.tiltaksklasse_soeker) == ("1", "1")
    designer, builder = read_plan.ansvarsomraader
    assert (designer.funksjon, builder.beskrivelse) == ("PRO", "Tømrerarbeid")
    assert designer.faser == (
        Faseansvar(Fase.IGANGSETTING, planlagt=True, foreligger=date(2026, 5, 20)),
    )
    assert (designer.status, designer.erklaering_signert) == ("signert", True)
    assert designer.foretak is not None
    assert designer.foretak.navn == "Prøvebygg AS"
    assert [str(s.type) for s, _ in answer.underskjema] == ["UNDERSKJEMA"]
    document = read(plan)
    assert map_gjennomfoeringsplan(document, recognise(document)) == read_plan


def test_two_implementation_plans_are_one_too_many() -> None:
    plan = fixture("ok-Gjennomfoeringsplan-v7")
    answer = les_soeknad(fixture("ok-igangsettingstillatelse-v4"), [("a", plan), ("b", plan)])
    assert [(f.regel, f.sted.dokument) for f in answer.funn] == [("xml-underskjema", "b")]


def varsel_med(*titler: str) -> LestSoeknad:
    """A notice with two dispensations, and one subform (which has no reference) for each title."""
    lines = [
        {"dispensasjonReferanse": f"D-{n}", "dispensasjonTittel": kode(tittel, tittel)}
        for n, tittel in enumerate(["byggegrenser", "hoyde"], 1)
    ]
    main = med(nabovarsel(1, FRIST), dispensasjonOversikt={"dispensasjon": lines})
    subforms = [
        {"dispensasjonstema": kode(tittel, tittel), "dispVarselBeskrivelse": f"om {tittel}"}
        for tittel in titler
    ]
    return les_soeknad(
        skjema("nabovarsel", main),
        [(f"{n}.xml", skjema("dispensasjonsvarsel", s)) for n, s in enumerate(subforms)],
    )


@pytest.mark.parametrize(
    ("titler", "expected"),
    [
        (["hoyde", "byggegrenser"], {"D-1": "om byggegrenser", "D-2": "om hoyde"}),
        (["hoyde"], {"D-1": None, "D-2": "om hoyde"}),
        (["hoyde", "hoyde"], {"D-1": None, "D-2": None}),
        (["annet", "ukjent"], {"D-1": None, "D-2": None}),
    ],
)
def test_a_subform_without_reference_belongs_to_the_only_line_with_its_title(
    titler: list[str], expected: dict[str, str | None]
) -> None:
    soeknad = varsel_med(*titler).soeknad
    assert soeknad is not None
    found = {d.referanse: d.begrunnelse for d in soeknad.dispensasjoner if d.referanse}
    assert found == expected
    matched = sum(1 for text in expected.values() if text)
    assert len(soeknad.dispensasjoner) == 2 + len(titler) - matched


# Cost.


@pytest.fixture
def quiet() -> Iterator[None]:
    """Without the collector, whose runs depend on what every other test has left behind."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def seconds(naboer: int) -> float:
    data = skjema("nabovarsel", nabovarsel(naboer, FRIST))
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        answer = les_soeknad(data)
        best = min(best, time.process_time() - start)
        assert answer.soeknad is not None
        assert len(answer.soeknad.naboer) == naboer
    return best


@pytest.mark.usefixtures("quiet")
def test_ten_times_as_many_neighbours_cost_ten_times_as_much() -> None:
    assert seconds(5_000) < 10 * seconds(500) * 2


@pytest.mark.parametrize("place", [0, LONGEST - 1, LONGEST, 3 * LONGEST + 7])
def test_a_fault_far_down_a_long_list_is_found_at_its_place(place: int) -> None:
    content = nabovarsel(3 * LONGEST + 500, FRIST)
    nabo = content["naboGjenboerEiendommer"]["naboGjenboerEiendom"][place]
    eiendom = nabo["eiendommer"]["eiendom"][0]["matrikkelinformasjon"]
    eiendom["eiendomsidentifikasjon"]["gaardsnummer"] = "hundre"
    data = skjema("nabovarsel", content)
    (funn,) = les_soeknad(data).funn
    assert funn.sted.xpath == (
        f"/nabovarsel/naboGjenboerEiendommer/naboGjenboerEiendom[{place + 1}]/eiendommer/eiendom"
        "/matrikkelinformasjon/eiendomsidentifikasjon/gaardsnummer"
    )
    assert funn.sted.linje == data[: data.index(b"hundre")].count(b"\n") + 1
    assert "«hundre»" in funn.melding.nb


def test_a_long_list_of_the_wrong_name_is_refused() -> None:
    content = {"naboGjenboerEiendommer": {"nabo": ["x"] * (2 * LONGEST)}}
    funn = les_soeknad(skjema("nabovarsel", content)).funn
    assert funn[0].sted.xpath == "/nabovarsel/naboGjenboerEiendommer/nabo[1]"


def test_a_long_list_where_one_may_stand_is_refused() -> None:
    funn = les_soeknad(skjema("nabovarsel", {"svarfrist": ["2026-12-31"] * (2 * LONGEST)})).funn
    assert funn
    assert all("svarfrist" in (f.sted.xpath or "") for f in funn)


def test_ten_thousand_neighbours_are_within_the_limits() -> None:
    data = skjema("nabovarsel", nabovarsel(10_000, FRIST))
    assert les_soeknad(data).funn == ()


def test_all_schemas_are_compiled_in_time_for_the_first_document() -> None:
    start = time.process_time()
    for form in forms():
        etree.XMLSchema(etree.parse(str(form.xsd)))
    assert time.process_time() - start < 1.5
