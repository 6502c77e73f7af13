"""What could not be found is unknown with the reason, never silently left out."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from facts_helpers import (
    finn,
    grunnlag,
    hus,
    kart,
    planobjekt,
    planomraade,
    proevekart,
    rekt,
    situasjonsplan,
    soeknad,
    teig,
)
from shapely.geometry import Polygon

from byggsak.domain.eiendom import (
    Arealregnskap,
    Byggverkshoeyde,
    Fotavtrykk,
    Nabogrense,
    Utnytting,
)
from byggsak.domain.facts import Gjenstand, Ukjent
from byggsak.domain.formalia import (
    Byggeomfang,
    Byggestedseiendom,
    Ferdigmelding,
    Kommunevalg,
    Soekerforhold,
)
from byggsak.domain.kart import KartUtilgjengelig
from byggsak.domain.nabovarsel import Nabovarsling, Vedleggskrav
from byggsak.domain.plan import Arealformaal, Byggegrense, Faresone
from byggsak.domain.soeknad import Skjema, Soeknadstype
from byggsak.domain.tekst import Tekst
from byggsak.domain.vedlegg import Vedleggsmengde
from byggsak.facts.assemble import UTEN_SITUASJONSPLAN, Grunnlag, samle

GEOMETRI = (Nabogrense, Byggverkshoeyde, Utnytting, Arealformaal, Byggegrense, Faresone, Fotavtrykk)
MAALT = {
    Nabogrense: "avstand",
    Byggverkshoeyde: "gesimshoeyde",
    Utnytting: "grad",
    Arealformaal: "utenfor",
    Byggegrense: "overskridelse",
    Faresone: "overlapp",
    Fotavtrykk: "maalt_nytt",
}
HUS = hus(rekt(440, 352, 450, 360))


def grunner(grunn: Grunnlag, type_: type[Gjenstand]) -> set[str]:
    """The Norwegian reasons that the measured fact of the class is unknown."""
    ting = finn(grunn, type_).values()
    assert ting, f"no {type_.__name__} at all"
    verdier = [getattr(t, MAALT[type_]) for t in ting]
    assert all(isinstance(v, Ukjent) for v in verdier), verdier
    return {v.grunn.nb if v.grunn else "" for v in verdier}


class KartSomErNede:
    """A map service that is down; the engine's own exception is the contract."""

    epsg = 25832

    def kandidater(self, *_: object) -> None:
        raise KartUtilgjengelig("tidsavbrudd")

    teiger = datasett = kandidater


@pytest.mark.parametrize("type_", GEOMETRI)
def test_without_a_situation_plan_every_kind_is_there_and_says_which_attachment(type_) -> None:
    assert grunner(grunnlag(situasjonsplan=UTEN_SITUASJONSPLAN), type_) == {
        "situasjonsplan i digital form mangler (vedleggstype Situasjonsplan)"
    }


@pytest.mark.parametrize("type_", GEOMETRI)
def test_an_unreadable_situation_plan_gives_its_own_reason(type_) -> None:
    uleselig = Ukjent("situasjonsplanen", Tekst("linje 7 er ugyldig", "linje 7 …", "line 7 …"))
    assert grunner(grunnlag(situasjonsplan=uleselig), type_) == {"linje 7 er ugyldig"}


@pytest.mark.parametrize("type_", [t for t in GEOMETRI if t not in (Byggverkshoeyde, Fotavtrykk)])
@pytest.mark.parametrize(
    ("hvilket", "grunn"),
    [
        (lambda: None, "det er ikke lastet noe kart for kommunen"),
        (KartSomErNede, "kartet kunne ikke svare"),
    ],
)
def test_without_a_map_what_needs_it_is_unknown(
    type_, hvilket: Callable[[], object], grunn: str
) -> None:
    assert grunner(grunnlag(HUS, kart=hvilket()), type_) == {grunn}


def test_without_a_map_the_footprint_is_still_measured() -> None:
    [svar] = finn(grunnlag(HUS, kart=None), Fotavtrykk).values()
    assert str(svar.maalt_nytt.verdi) == "80.0000"


def test_without_parcels_the_boundaries_are_unknown_but_the_plan_is_not() -> None:
    uten_teiger = kart(
        *(o for o in proevekart().kandidater((597000, 6643000, 598000, 6644000))
          if o.objekttype != "Teig"),
        slag=("reguleringsplan",),
    )  # fmt: skip
    grunn = grunnlag(HUS, kart=uten_teiger)
    assert grunner(grunn, Nabogrense) == {
        "det er ikke lastet noe eiendomskart (teiger) for kommunen"
    }
    [formaal] = finn(grunn, Arealformaal).values()
    assert formaal.utenfor.verdi == 0


def test_a_property_that_is_not_in_the_cadastre_is_named() -> None:
    grunn = grunnlag(HUS, soeker=soeknad("77/7"))
    assert grunner(grunn, Nabogrense) == {"eiendommen 77/7 finnes ikke i eiendomskartet"}


def test_an_application_that_names_no_property_takes_the_situation_plans() -> None:
    from facts_helpers import matrikkel

    uten = replace(soeknad(), eiendommer=())
    plan = situasjonsplan(HUS, eiendommer=(matrikkel("1/2"),))
    assert "hus mot 1/1" in finn(grunnlag(soeker=uten, situasjonsplan=plan), Nabogrense)
    assert grunner(grunnlag(HUS, soeker=uten), Nabogrense) == {
        "søknaden oppgir ingen eiendom med gårds- og bruksnummer"
    }


def test_without_a_plan_map_land_use_is_unknown_and_boundaries_are_measured() -> None:
    bare_teiger = kart(
        teig(rekt(0, 0, 50, 50), "1/2"), teig(rekt(50, 0, 90, 50), "1/1"), slag=("teig",)
    )
    grunn = grunnlag(hus(rekt(30, 10, 42, 20)), kart=bare_teiger)
    for type_ in (Arealformaal, Byggegrense, Faresone, Utnytting):
        assert grunner(grunn, type_) == {"det er ikke lastet noe reguleringsplankart for kommunen"}
    assert finn(grunn, Nabogrense)["hus mot 1/1"].avstand.verdi == 8


def test_a_situation_plan_that_shows_nothing_new_is_a_reason_of_its_own() -> None:
    for type_ in GEOMETRI:
        assert grunner(grunnlag(), type_) == {"situasjonsplanen viser ikke noe nytt byggverk"}


UTEN_STED = (Vedleggskrav, Vedleggsmengde, Kommunevalg, Soekerforhold, Byggeomfang)
"""What every application is asked about, wherever it is."""


@pytest.mark.parametrize("tiltak", ["bruksendringhoveddel", "rehabiliteringSkorstein", "fasade"])
def test_inner_works_have_no_geometry_to_be_tested(tiltak: str) -> None:
    typer = {type(g) for g in samle(grunnlag(soeker=soeknad(tiltak=tiltak),
                                             situasjonsplan=UTEN_SITUASJONSPLAN))}  # fmt: skip
    assert typer == {Nabovarsling, Byggestedseiendom, *UTEN_STED}


def test_a_pure_demolition_has_no_geometry_to_be_tested() -> None:
    rives = hus(rekt(440, 352, 450, 360), tiltakstype="39")
    grunn = grunnlag(rives, soeker=soeknad(tiltak="rivinghelebygg"))
    assert {type(g) for g in samle(grunn)} == {Nabovarsling, Byggestedseiendom, *UTEN_STED}


def test_a_project_code_that_says_nothing_leaves_the_geometry_unknown() -> None:
    grunn = grunnlag(soeker=soeknad(tiltak="annet"), situasjonsplan=UTEN_SITUASJONSPLAN)
    assert Nabogrense in {type(g) for g in samle(grunn)}
    [krav] = finn(grunn, Vedleggskrav).values()
    assert isinstance(krav.nytt_eller_utvidet, Ukjent)


def test_a_completion_certificate_places_nothing() -> None:
    ferdig = replace(
        soeknad(), skjema=Skjema("ferdigattest", "4", "10005", "", Soeknadstype.FERDIGATTEST)
    )
    typer = [type(g) for g in samle(grunnlag(HUS, soeker=ferdig))]
    assert typer == [Vedleggskrav, Vedleggsmengde, Kommunevalg, Ferdigmelding]


@pytest.mark.parametrize(
    "grunn",
    [
        grunnlag(situasjonsplan=UTEN_SITUASJONSPLAN),
        grunnlag(HUS, kart=None),
        grunnlag(HUS, soeker=soeknad("77/7")),
        grunnlag(hus(rekt(440, 352, 450, 360), gesimshoeyde=None, moenehoeyde=None)),
    ],
    ids=["uten plan", "uten kart", "ukjent eiendom", "uten høyder"],
)
def test_every_unknown_fact_has_a_reason_in_three_languages(grunn: Grunnlag) -> None:
    for ting in samle(grunn):
        for f in fields(ting):
            verdi = getattr(ting, f.name)
            if isinstance(verdi, Ukjent):
                assert verdi.grunn is not None, f"{type(ting).__name__}.{f.name}"
                assert all((verdi.grunn.nb, verdi.grunn.nn, verdi.grunn.en))


def test_the_things_have_names_of_their_own() -> None:
    for type_ in (*GEOMETRI, Arealregnskap, Nabovarsling):
        finn(grunnlag(HUS, hus(rekt(440, 320, 450, 330), "hus2")), type_)


def test_a_shape_that_cannot_be_measured_takes_down_its_own_kind_only() -> None:
    # A bow tie never passes the reading of a map; this is what happens should one slip through.
    sloeyfe = Polygon([(597435, 6643340), (597455, 6643370), (597455, 6643340), (597435, 6643370)])
    omraade = rekt(400, 300, 500, 400)
    skadet = kart(
        teig(omraade, "1/2"),
        planomraade(omraade),
        planobjekt("RpArealformålOmråde", omraade, "b", arealformål="1111"),
        planobjekt("RpFareSone", sloeyfe, "s", fare="320"),
    )
    grunn = grunnlag(HUS, kart=skadet)
    assert grunner(grunn, Faresone) == {
        "målingen lot seg ikke gjennomføre på geometrien i kartet og situasjonsplanen"
    }
    [formaal] = finn(grunn, Arealformaal).values()
    assert formaal.utenfor.verdi == 0
