"""What the formal checks find in whole applications, on both sides of each."""

from datetime import date

import pytest
from formalhjelp import fil, funn, sjekk, utfall

from byggsak.domain.felt import Felt
from byggsak.domain.funn import Dispensasjonsstatus, Utfall
from byggsak.domain.kommune import Kommune
from byggsak.domain.skjema import Eiendom, Matrikkelnummer, Skjema, Soeknadstype
from byggsak.domain.soeknad import Soeknad
from byggsak.facts.basis import Grunnlag
from byggsak.facts.formalia import kommunevalg
from byggsak.geometry.measure import Maalekrav
from byggsak.registre.innebygd import innebygde_registre
from byggsak.rule.report import Resultat
from byggsak.rule.unit import Anker
from byggsak.testing import soeknader as s
from byggsak.testing.formalsaker import hus, plan
from byggsak.testing.saker import PLANDATO

DAG = date(2026, 6, 1)
OPPFYLT, BRUTT, UAVKLART = {Utfall.OPPFYLT}, {Utfall.BRUTT}, {Utfall.UAVKLART}
KREV: Maalekrav = object()  # type: ignore[assignment]  # the choice of municipality reads no number


def valg(mottaker: str, *numre: str, tidligere: tuple[str, ...] = ()) -> tuple[str, ...]:
    """egne | delte | andre, each by its numbers."""
    soeknad = Soeknad(
        Skjema("x", "1", "1", "", Soeknadstype.ETT_TRINN),
        Felt("x"),
        eiendommer=tuple(Eiendom(Matrikkelnummer(n, 1, 2), Felt("e")) for n in numre),
    )
    svar = kommunevalg(
        Grunnlag(
            soeknad,
            KREV,
            {Anker.SOEKNAD_MOTTATT: DAG},
            kommune=Kommune(mottaker, "K", 25832, tidligere_numre=tidligere),
            registre=innebygde_registre(),
        )
    )
    return tuple("+".join(del_) for del_ in (svar.egne, svar.delte, svar.andre))


@pytest.mark.parametrize(
    ("mottaker", "numre", "skal"),
    [
        ("3105", ("3105",), ("3105", "", "")),
        ("3105", ("3003",), ("3003", "", "")),
        ("3105", ("0105",), ("0105", "", "")),
        ("1508", ("1507",), ("", "1507", "")),
        ("3105", ("0301",), ("", "", "0301")),
        ("3105", ("3105", "3107"), ("3105", "", "3107")),
    ],
)
def test_an_old_municipality_number_is_followed_forward(
    mottaker: str, numre: tuple[str, ...], skal: tuple[str, ...]
) -> None:
    assert valg(mottaker, *numre) == skal


def test_the_municipality_may_say_itself_which_numbers_were_its_own() -> None:
    assert valg("9999", "9911", tidligere=("9911",)) == ("9911", "", "")


def test_a_house_on_the_neighbours_plot_is_found_to_stand_there() -> None:
    rapport = sjekk(situasjonsplan=plan(hus(oest=560)))
    (ett,) = funn(rapport, "sak10-5-4-byggested")
    assert ett.utfall is Utfall.BRUTT
    assert ett.sted.geometri is not None
    assert utfall(rapport, "sak10-5-4-eiendom") == OPPFYLT


def test_a_house_partly_over_the_boundary_is_outside_by_as_much_as_it_crosses() -> None:
    rapport = sjekk(situasjonsplan=plan(hus(oest=429)))
    (ett,) = funn(rapport, "sak10-5-4-byggested")
    assert ett.maalt is not None
    assert round(ett.maalt, 2) == 1


def test_a_plan_as_an_attachment_is_for_a_person_to_read() -> None:
    rapport = sjekk(
        uten_ansvarsskjema=True, vedlegg=(fil("Gjennomfoeringsplan", "g.pdf", b"%PDF-1.7"),)
    )
    assert utfall(rapport, "sak10-5-3-ansvarsrett") == UAVKLART
    assert utfall(rapport, "sak10-14-2-uavhengig-kontroll") == UAVKLART
    assert utfall(rapport, "sak10-5-3-gjennomfoeringsplan") == OPPFYLT


def test_without_any_plan_only_the_missing_plan_is_told() -> None:
    rapport = sjekk(uten_ansvarsskjema=True)
    assert utfall(rapport, "sak10-5-3-gjennomfoeringsplan") == BRUTT
    assert utfall(rapport, "sak10-5-3-ansvarsrett") == {Utfall.IKKE_AKTUELL}


def erklaering(klasse: str = "1", foretak: s.Innhold | None = None) -> tuple[str, bytes]:
    bygg = foretak or s.foretak("Prøvebygg AS", s.orgnr(31000003), "Byggegata 3")
    form = s.ettrinn()
    return "erklaering.xml", s.skjema(
        "ansvarserklaeringDirekte",
        {
            "metadata": s.metadata(),
            "kommunensSaksnummer": {"saksaar": 2026, "sakssekvensnummer": 41},
            "eiendomByggested": form["eiendomByggested"],
            "ansvarligSoeker": form["ansvarligSoeker"],
            "ansvarligForetak": {**bygg, "harSentralGodkjenning": False},
            "ansvarsomraader": {
                "ansvarsomraade": [
                    {
                        "funksjon": s.kode("UTF", "Ansvarlig utførende"),
                        "beskrivelseAvAnsvarsomraadet": "Tømrerarbeid",
                        "tiltaksklasse": s.kode(klasse, klasse),
                        "dekkesOmraadeAvSentralGodkjenning": False,
                        "faseSamsvarKontroll": {"harSamsvarKontrollVedFerdigattest": True},
                        "soeknadssystemetsReferanse": "A-1",
                    }
                ]
            },
            "erklaering": {
                "harErklaeringAnsvarligProsjekterende": False,
                "harErklaeringAnsvarligUtfoerende": True,
                "harErklaeringAnsvarligKontrollerende": False,
            },
        },
    )


@pytest.mark.parametrize(
    ("sendt", "skal"),
    [
        (erklaering(), OPPFYLT),
        (erklaering("2"), {Utfall.OPPFYLT, Utfall.BRUTT}),
        (
            erklaering(foretak=s.foretak("Murerne AS", s.orgnr(31000011), "Murgata 1")),
            {Utfall.OPPFYLT, Utfall.BRUTT},
        ),
    ],
    ids=["as the plan", "another class", "another enterprise"],
)
def test_a_declaration_sent_with_the_application_prevails_over_the_plan(
    sendt: tuple[str, bytes], skal: set[Utfall]
) -> None:
    assert utfall(sjekk(underskjema=(sendt,)), "sak10-5-3-ansvarsrett") == skal


def test_a_declaration_covers_a_row_that_the_plan_says_is_unsigned() -> None:
    rader = s.ansvarsomraader()
    rader[1]["erklaeringSignert"] = False
    assert Utfall.BRUTT in utfall(sjekk(omraader=rader), "sak10-5-3-ansvarsrett")
    svar = sjekk(omraader=rader, underskjema=(erklaering(),))
    assert utfall(svar, "sak10-5-3-ansvarsrett") == OPPFYLT


def test_who_controls_the_wet_rooms_may_not_have_built_them() -> None:
    rader = s.ansvarsomraader()
    kontroll = rader[2]["foretak"]
    selv = sjekk(omraader=[*rader, s.ansvarsomraade("UTF", "Membran i våtrom", kontroll)])
    assert Utfall.BRUTT in utfall(selv, "sak10-14-1-kontrollforetak")
    ved_siden_av = sjekk(omraader=[*rader, s.ansvarsomraade("UTF", "Maling", kontroll)])
    assert Utfall.UAVKLART in utfall(ved_siden_av, "sak10-14-1-kontrollforetak")


@pytest.mark.parametrize(("klasse", "skal"), [("1", False), ("2", True)])
def test_structural_design_in_class_two_needs_control(klasse: str, skal: bool) -> None:
    rader = s.ansvarsomraader()
    rad = s.ansvarsomraade("PRO", "Konstruksjonssikkerhet", rader[1]["foretak"], klasse)
    svar = funn(sjekk(omraader=[*rader, rad]), "sak10-14-2-uavhengig-kontroll")
    assert [f.gjelder for f in svar] == (["konstruksjonssikkerhet"] if skal else [])


def dispensasjon(
    *, type_: str, paragraf: str | None = None, plan_id: str | None = None, grunner: bool = True
) -> tuple[s.Innhold, tuple[str, bytes]]:
    """A line of the overview, and its subform."""
    linje = {
        "dispensasjonReferanse": "D-1",
        "dispensasjonKategori": s.kode("plassering", "Plassering"),
        "dispensasjonTittel": s.kode("byggegrenser", "Byggegrenser"),
        "bestemmelserType": s.kode(type_, type_),
    }
    grunn = {
        "hensynBakBestemmelsen": "Luft og lys",
        "vurderingHensynBakBestemmelsen": "Naboen har ikke innvendinger.",
        "vurderingHensynOverordnet": "Ingen",
        "fordeler": {"effekt": ["Bedre uteareal"]},
        "samletBegrunnelse": "Fordelene er klart større enn ulempene.",
    }
    skjema = {
        "dispensasjonsreferanse": "D-1",
        "dispensasjonstema": s.kode("byggegrenser", "Byggegrenser"),
        "bestemmelsestype": s.kode(type_, type_),
        "plannavn": "Testplan",
        "nasjonalArealplanId": None
        if plan_id is None
        else {"administrativEnhet": "9999", "planidentifikasjon": plan_id},
        "paragrafnummer": paragraf,
        "begrunnelse": grunn if grunner else None,
    }
    return linje, ("dispensasjon.xml", s.skjema("dispensasjonssoeknad", skjema))


NAER = plan(hus(oest=432))
AVSTAND = "pbl-29-4-avstand-nabogrense"


def test_a_breach_that_is_applied_for_with_grounds_is_covered_and_left_to_a_person() -> None:
    linje, under = dispensasjon(type_="PBL", paragraf="29-4")
    form = s.med(s.ettrinn(), dispensasjonOversikt={"dispensasjon": [linje]})
    rapport = sjekk(form=form, situasjonsplan=NAER, underskjema=(under,))
    (ett,) = [f for f in funn(rapport, AVSTAND) if f.utfall is Utfall.BRUTT]
    assert ett.dispensasjon is Dispensasjonsstatus.DEKKET
    assert utfall(rapport, "pbl-19-1-dispensasjon-ikke-soekt") == OPPFYLT
    assert rapport.klassifisering is not None
    assert rapport.klassifisering.frist is not None
    assert rapport.klassifisering.frist.uker == 12


@pytest.mark.parametrize(
    ("type_", "paragraf", "grunner", "status"),
    [
        ("PBL", "29-4", False, Dispensasjonsstatus.UTEN_GRUNNER),
        ("PBL", "1-8", True, Dispensasjonsstatus.IKKE_SOEKT),
        ("RP", None, True, Dispensasjonsstatus.IKKE_SOEKT),
    ],
)
def test_without_grounds_or_from_another_provision_it_is_not_covered(
    type_: str, paragraf: str | None, grunner: bool, status: Dispensasjonsstatus
) -> None:
    linje, under = dispensasjon(type_=type_, paragraf=paragraf, grunner=grunner)
    form = s.med(s.ettrinn(), dispensasjonOversikt={"dispensasjon": [linje]})
    rapport = sjekk(form=form, situasjonsplan=NAER, underskjema=(under,))
    (ett,) = [f for f in funn(rapport, AVSTAND) if f.utfall is Utfall.BRUTT]
    assert ett.dispensasjon is status
    assert rapport.resultat is Resultat.MANGLER


STOR = s.situasjonsplan(
    2,
    s.bygning(
        "hus", s.rektangel(597434, 6643330, 38, 40), tiltakstype="21", bygningstype="111",
        frittliggende="true", etasjer="2", bruksareal="148.5", terrengkote="102.30",
        gesimshoeyde="5.80", moenehoeyde="8.10",
    ),
    s.parkering("p", 2),
    dato=PLANDATO,
)  # fmt: skip


@pytest.mark.parametrize(
    ("plan_id", "status"),
    [
        ("P1", Dispensasjonsstatus.DEKKET),
        (None, Dispensasjonsstatus.DEKKET),
        ("P0", Dispensasjonsstatus.IKKE_SOEKT),
    ],
)
def test_a_dispensation_from_another_plan_is_no_dispensation_from_this_one(
    plan_id: str | None, status: Dispensasjonsstatus
) -> None:
    linje, under = dispensasjon(type_="RP", plan_id=plan_id)
    form = s.med(s.ettrinn(), dispensasjonOversikt={"dispensasjon": [linje]})
    rapport = sjekk(form=form, situasjonsplan=STOR, underskjema=(under,))
    fra_planen = [
        f for f in rapport.funn
        if f.utfall is Utfall.BRUTT and f.krever_dispensasjon == "plan"
    ]  # fmt: skip
    assert fra_planen
    assert {f.dispensasjon for f in fra_planen} == {status}


def test_grounds_in_an_attachment_are_for_a_person_to_read() -> None:
    linje, _ = dispensasjon(type_="PBL", paragraf="29-4")
    linje["bestemmelserType"] = s.kode("pbl294", "pbl § 29-4")
    form = s.med(s.ettrinn(), dispensasjonOversikt={"dispensasjon": [linje]})
    rapport = sjekk(
        form=form,
        situasjonsplan=NAER,
        vedlegg=(fil("Dispensasjonssoeknad", "d.pdf", b"%PDF-1.7"),),
    )
    (ett,) = [f for f in funn(rapport, AVSTAND) if f.utfall is Utfall.BRUTT]
    assert ett.dispensasjon is Dispensasjonsstatus.UKJENT
    assert utfall(rapport, "pbl-19-1-dispensasjon-begrunnelse") == UAVKLART
    assert utfall(rapport, "pbl-19-1-dispensasjon-ikke-soekt") == UAVKLART


@pytest.mark.parametrize(
    ("vedlagt", "skal"),
    [((), BRUTT), (("RedegjoerelseForurensetGrunn",), OPPFYLT)],
)
def test_an_environmental_condition_wants_its_account(
    vedlagt: tuple[str, ...], skal: set[Utfall]
) -> None:
    form = s.med(s.ettrinn(), rammebetingelser__kravTilByggegrunn__harMiljoeforhold=True)
    filer = tuple(fil(slag, f"{slag}.pdf", b"%PDF-1.7 " + slag.encode()) for slag in vedlagt)
    assert utfall(sjekk(form=form, vedlegg=filer), "sak10-5-4-naturfare") == skal


def test_demolition_is_reminded_of_the_survey_and_a_school_of_its_climate_account() -> None:
    form = s.med(
        s.ettrinn(),
        soeknadGjelder__bruk__bygningstype=s.kode("613", "Barne- og ungdomsskole"),
        rammebetingelser__arealdisponering__arealBebyggelseSomSkalRives="10",
    )
    rapport = sjekk(form=form)
    assert utfall(rapport, "tek17-9-7-miljoekartlegging") == BRUTT
    assert utfall(rapport, "tek17-17-1-klimagassregnskap") == BRUTT
    assert utfall(sjekk(form=form, dato=date(2022, 6, 30)), "tek17-9-7-miljoekartlegging") == BRUTT
    foer = sjekk(form=form, dato=date(2022, 6, 30))
    assert "tek17-17-1-klimagassregnskap" not in {d.regel for d in foer.dekning}
