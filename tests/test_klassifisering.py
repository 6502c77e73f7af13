"""The classification: what kind of application, which deadline, and the reasons on both sides."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from formalhjelp import MOTOR, bebygd, garasje, sjekk
from hypothesis import given
from hypothesis import strategies as st

from byggsak.case.frist.klasse import fristklasse
from byggsak.case.frist.krav import Fristkrav
from byggsak.case.frist.tidslinje import Tidslinje
from byggsak.domain.felt import Felt
from byggsak.domain.funn import Utfall
from byggsak.domain.klassifisering import Grunn, Klasse, Klassifisering
from byggsak.domain.skjema import Skjema, Soeknadstype
from byggsak.domain.soeknad import Dispensasjon, Soeknad, Varsling
from byggsak.domain.tekst import SPRAAK
from byggsak.rule.render import som_json, som_tekst
from byggsak.rule.report import Kontrollrapport
from byggsak.rule.stored import fra_lager, til_lager
from byggsak.services.klassifisering import frist, klassifiser
from byggsak.services.klassifiseringstekst import SAMSVAR
from byggsak.testing import soeknader as s
from byggsak.testing.formalsaker import hus, plan

DAG = date(2026, 6, 1)
INFO = "rammebetingelser__generellInformasjon__"


def klassen(rapport: Kontrollrapport) -> Klassifisering:
    assert rapport.klassifisering is not None
    return rapport.klassifisering


def svaret(k: Klassifisering, id_: str) -> Utfall:
    return next(svar.utfall for t in k.tiltak for svar in t.svar if svar.id == id_)


def test_a_dwelling_needs_a_full_application_and_has_three_weeks_when_all_is_well() -> None:
    k = klassen(sjekk())
    assert k.klasse is Klasse.FULL_SOEKNAD
    assert k.samsvar.utfall is Utfall.OPPFYLT
    assert k.frist is not None
    assert (k.frist.uker, k.frist.virkning) == (3, "ANSETT_GITT")
    assert {g.utfall for g in k.frist.grunner} == {Utfall.OPPFYLT}


def test_a_garage_of_sixty_square_metres_is_without_responsibility() -> None:
    k = klassen(sjekk("utenansvarsrett", bebygd(s.uten_ansvarsrett()), garasje(6, 10)))
    assert k.klasse is Klasse.UTEN_ANSVARSRETT
    assert svaret(k, "sak10-3-1-b") is Utfall.OPPFYLT
    assert svaret(k, "sak10-4-1-a") is Utfall.BRUTT


def test_whether_a_small_garage_is_exempt_hangs_on_a_cellar_nobody_spoke_of() -> None:
    k = klassen(sjekk("utenansvarsrett", bebygd(s.uten_ansvarsrett()), garasje(5, 8)))
    assert k.klasse is Klasse.UAVKLART
    (svar,) = [s_ for t in k.tiltak for s_ in t.svar if s_.id == "sak10-4-1-a"]
    assert svar.utfall is Utfall.UAVKLART
    aapne = [g for g in svar.grunner if g.utfall is Utfall.UAVKLART]
    assert [g.vilkaar.nb for g in aapne] == ["det er ikke underbygd med kjeller"]
    assert aapne[0].hvorfor is not None


def test_a_garage_on_an_empty_plot_needs_a_responsible_applicant() -> None:
    tom = s.situasjonsplan(
        2,
        s.bygning(
            "garasje", s.rektangel(597442, 6643332, 5, 8), tiltakstype="21", bygningstype="181",
            frittliggende="true", etasjer="1", bruksareal="40", gesimshoeyde="2.9",
            moenehoeyde="4",
        ),
        dato=DAG,
    )  # fmt: skip
    rapport = sjekk("utenansvarsrett", s.uten_ansvarsrett(), tom)
    assert klassen(rapport).klasse is Klasse.FULL_SOEKNAD
    assert "pbl-20-4-soeknadstype" in {f.regel for f in rapport.funn if f.utfall is Utfall.BRUTT}


@pytest.mark.parametrize(("dag", "finnes"), [("2023-06-30", False), ("2023-07-01", True)])
def test_the_letters_asked_about_are_those_in_force_on_the_day(dag: str, finnes: bool) -> None:
    k = klassen(sjekk(dato=date.fromisoformat(dag)))
    assert ("sak10-3-1-e" in {svar.id for t in k.tiltak for svar in t.svar}) is finnes


def test_a_project_code_that_says_nothing_leaves_the_class_open() -> None:
    type_ = {"kode": [s.kode("annet", "Annet")]}
    form = s.med(bebygd(s.uten_ansvarsrett()), soeknadGjelder__type=type_)
    tom = s.situasjonsplan(2, s.eksisterende("hus", s.rektangel(597440, 6643352, 10, 8)), dato=DAG)
    rapport = sjekk("utenansvarsrett", form, tom)
    assert klassen(rapport).klasse is Klasse.UAVKLART
    assert {f.utfall for f in rapport.funn if f.regel == "pbl-20-4-soeknadstype"} == {
        Utfall.UAVKLART
    }


@pytest.mark.parametrize(
    ("rot", "endring", "uker"),
    [
        ("ettrinn", {f"{INFO}erAvhengigAvTillatelse": True}, 12),
        ("ettrinn", {f"{INFO}erAvhengigAvTillatelse": None}, None),
        ("ettrinn", {"generelleVilkaar__beroererArbeidsplasser": True}, 12),
        ("ettrinn", {"varsling__foreliggerMerknader": True}, 12),
        ("ettrinn", {"varsling__foreliggerMerknader": None}, None),
        ("utenansvarsrett", {"varsling__foreliggerMerknader": True}, 3),
    ],
)
def test_one_answer_decides_between_three_and_twelve_weeks(
    rot: str, endring: Mapping[str, Any], uker: int | None
) -> None:
    form = s.ettrinn() if rot == "ettrinn" else bebygd(s.uten_ansvarsrett())
    situasjonsplan = None if rot == "ettrinn" else garasje(6, 10)
    svar = klassen(sjekk(rot, s.med(form, **endring), situasjonsplan)).frist
    assert svar is not None
    assert svar.uker == uker
    assert svar.utfall is (Utfall.UAVKLART if uker is None else Utfall.OPPFYLT)


def test_a_house_too_near_the_boundary_has_twelve_weeks_with_the_rule_as_the_reason() -> None:
    k = klassen(sjekk(situasjonsplan=plan(hus(oest=432))))
    assert k.frist is not None
    assert (k.frist.uker, k.frist.virkning) == (12, "GEBYR")
    mot = [g for g in k.frist.grunner if g.utfall is Utfall.BRUTT]
    assert {g.hvorfor.nb for g in mot if g.hvorfor} == {"Avstand til nabogrense"}


TYPER = {
    Soeknadstype.RAMME: (12, "GEBYR"),
    Soeknadstype.IGANGSETTING: (3, "IGANGSETTING_TILLATT"),
    Soeknadstype.FERDIGATTEST: (3, "BRUK_TILLATT"),
    Soeknadstype.MIDLERTIDIG_BRUK: (3, "NONE"),
    Soeknadstype.DISPENSASJON: (12, "GEBYR"),
}


def soeknad(type_: Soeknadstype, **mer: Any) -> Soeknad:
    return Soeknad(Skjema("x", "1", "1", "", type_), Felt("x"), **mer)


@pytest.mark.parametrize("type_", list(TYPER))
def test_the_other_applications_have_the_deadline_of_their_type(type_: Soeknadstype) -> None:
    k = klassifiser(MOTOR.katalog, soeknad(type_), [], [], DAG)
    assert k is not None
    assert k.frist is not None
    assert (k.frist.uker, k.frist.virkning) == TYPER[type_]
    assert k.frist.grunner


@pytest.mark.parametrize("type_", [Soeknadstype.SUPPLERING, Soeknadstype.NABOVARSEL])
def test_what_starts_no_deadline_is_not_classified(type_: Soeknadstype) -> None:
    assert klassifiser(MOTOR.katalog, soeknad(type_), [], [], DAG) is None


SVAR = st.sampled_from([Utfall.OPPFYLT, Utfall.BRUTT, Utfall.UAVKLART])


@given(
    st.sampled_from(["ET", "TA"]),
    SVAR,
    st.booleans(),
    st.sampled_from([True, False, None]),
    st.sampled_from([True, False, None]),
    st.dates(date(2010, 7, 1), date(2026, 11, 30)),
)
def test_the_class_is_that_of_the_case_under_every_reading_of_what_is_unknown(
    type_: str,
    samsvar: Utfall,
    dispensasjon: bool,
    merknader: bool | None,
    avhengig: bool | None,
    dag: date,
) -> None:
    rot = Felt("x")
    if avhengig is not None:
        info = Felt("generellInformasjon", barn={
            "erAvhengigAvTillatelse": [Felt("erAvhengigAvTillatelse", str(avhengig).lower())]
        })  # fmt: skip
        rot.barn["rammebetingelser"] = [
            Felt("rammebetingelser", barn={"generellInformasjon": [info]})
        ]
    ett = Soeknad(
        Skjema("x", "1", "1", "", Soeknadstype(type_)),
        rot,
        varsling=Varsling(foreligger_merknader=merknader),
        beroerer_arbeidsplasser=False,
        dispensasjoner=(Dispensasjon(rot, bestemmelsetype="RP"),) if dispensasjon else (),
    )
    svar = frist(MOTOR.katalog, ett, type_, Grunn(SAMSVAR, samsvar), [], dag)
    krav = MOTOR.katalog.parametre.les(("frist",), Fristkrav, dag)

    def alle(verdi: bool | None) -> list[bool]:
        return [True, False] if verdi is None else [verdi]

    i_samsvar = {Utfall.OPPFYLT: [True], Utfall.BRUTT: [False]}.get(samsvar, [True, False])
    klasser = {
        (k.uker, k.virkning)
        for a in i_samsvar
        for b in alle(merknader)
        for c in alle(avhengig)
        for d in ([True] if dispensasjon else [False] if samsvar is not Utfall.UAVKLART
                  else [True, False])
        for k in [fristklasse(
            Tidslinje(type_, {
                "i_samsvar": a, "nabomerknader": b and type_ == "ET", "annen_myndighet": c,
                "dispensasjon": "plan" if d else "ingen",
            }, ()), krav, dag, frozenset())]
    }  # fmt: skip
    if len(klasser) == 1:
        assert {(svar.uker, svar.virkning)} == klasser
    else:
        assert (svar.uker, svar.utfall) == (None, Utfall.UAVKLART)


def test_the_report_tells_it_in_three_languages_and_the_store_gives_it_back() -> None:
    rapport = sjekk("utenansvarsrett", bebygd(s.uten_ansvarsrett()), garasje(5, 8))
    for spraak in SPRAAK:
        lest = som_json(rapport, spraak)["klassifisering"]
        assert lest["klasse"] == "uavklart"
        bokstav = next(k for k in lest["tiltak"][0]["kategorier"] if k["id"] == "sak10-4-1-a")
        assert bokstav["for"]
        assert bokstav["uavklart"]
        assert not bokstav["mot"]
        assert lest["frist"]["uker"] == 3
    assert "et menneske avgjør" in som_tekst(rapport, "nb")
    assert fra_lager(til_lager(rapport)).klassifisering == rapport.klassifisering
