"""The kommuneplan: in force where no reguleringsplan is, and told of where it is newer."""

from typing import Any

import pytest
from facts_helpers import (
    finn,
    grunnlag,
    hus,
    kart,
    kartobjekt,
    linje,
    planobjekt,
    planomraade,
    rekt,
    teig,
)

from byggsak.domain.kart import Kartobjekt
from byggsak.domain.omgivelser import Strandavstand
from byggsak.domain.plan import Arealformaal, Byggegrense, Faresone, Planforhold

HUS = rekt(440, 352, 450, 360)
TEIG = teig(rekt(400, 312, 500, 420), "1/2")
ALT = rekt(300, 200, 700, 600)
RP = planomraade(rekt(400, 300, 500, 420), "9999_P1", "2016-06-01")
RP_FORMAAL = planobjekt(
    "RpArealformålOmråde", rekt(400, 300, 500, 420), "rpf", "9999_P1", arealformål="1111"
)


def kp(fra: str = "2022-03-01", **felt: str) -> Kartobjekt:
    egenskaper = {"planstatus": "3", "ikrafttredelsesdato": fra, "plannavn": "Arealdelen", **felt}
    return kartobjekt("KpOmråde", ALT, "kp", {k: (v,) for k, v in egenskaper.items()}, "9999_KP")


def kp_formaal(kode: str = "1110") -> Kartobjekt:
    return kartobjekt("KpArealformålOmråde", ALT, "kpf", {"arealformål": (kode,)}, "9999_KP")


def sak(*objekter: Kartobjekt, slag: tuple[str, ...] = ("reguleringsplan", "kommuneplan")) -> Any:
    return grunnlag(hus(HUS), kart=kart(TEIG, *objekter, slag=("teig", *slag)))


def en(grunn: Any, type_: Any) -> Any:
    (ting,) = finn(grunn, type_).values()
    return ting


def test_where_no_zoning_plan_is_the_municipal_plan_says_what_the_land_is_for() -> None:
    ting = en(sak(kp(), kp_formaal()), Arealformaal)
    assert ting.plannavn == "Arealdelen (2022)"
    assert ting.formaal == ("1110",)


def test_where_a_zoning_plan_is_it_is_the_one_that_answers() -> None:
    ting = en(sak(RP, RP_FORMAAL, kp(), kp_formaal("5100")), Arealformaal)
    assert ting.formaal == ("1111",)
    assert ting.plannavn == "9999_P1 (2016)"


@pytest.mark.parametrize(("status", "fra"), [("2", "2022-03-01"), ("3", "2027-01-01")])
def test_a_municipal_plan_not_in_force_says_nothing(status: str, fra: str) -> None:
    grunn = sak(RP, RP_FORMAAL, kp(fra, planstatus=status), kp_formaal())
    assert finn(grunn, Planforhold) == {}


def test_both_in_force_are_told_of_with_their_land_use_and_which_is_newer() -> None:
    ting = en(sak(RP, RP_FORMAAL, kp(), kp_formaal("5100")), Planforhold)
    assert ting.kommuneplan_nyere is True
    assert (ting.formaal_regulering, ting.formaal_kommuneplan) == (("1111",), ("5100",))
    assert ting.kommuneplan == "Arealdelen (2022)"
    eldre = en(sak(RP, RP_FORMAAL, kp("2010-01-01"), kp_formaal("5100")), Planforhold)
    assert eldre.kommuneplan_nyere is False


def test_a_plan_without_a_date_leaves_it_unknown_which_is_newer() -> None:
    ting = en(sak(RP, RP_FORMAAL, kp("", plannavn="x"), kp_formaal()), Planforhold)
    assert "trådte i kraft" in ting.kommuneplan_nyere.grunn.nb


def test_the_municipal_plans_building_line_towards_the_sea_counts_where_it_governs() -> None:
    grense = kartobjekt(
        "KpJuridiskLinje", linje((460, 200), (460, 600)), "g", {"juridisklinje": ("1211",)},
        "9999_KP",
    )  # fmt: skip
    strand = kartobjekt("Kystkontur", linje((475, 200), (475, 600)), "kyst", {})
    slag = ("reguleringsplan", "kommuneplan", "sjoe")
    uten = sak(kp(), kp_formaal(), grense, strand, slag=slag)
    assert en(uten, Strandavstand).planen_har_byggegrense is True
    med = sak(planomraade(ALT), kp(), kp_formaal(), grense, strand, slag=slag)
    assert en(med, Strandavstand).planen_har_byggegrense is False


def test_a_hazard_zone_in_the_municipal_plan_counts_also_under_a_zoning_plan() -> None:
    sone = kartobjekt("KpFareSone", rekt(400, 300, 445, 420), "f", {"fare": ("320",)}, "9999_KP")
    soner = finn(sak(RP, RP_FORMAAL, kp(), sone), Faresone)
    assert soner["hus, flom"].overlapp.verdi == 40


def test_a_map_with_only_the_municipal_plan_does_not_say_that_there_is_no_zoning_plan() -> None:
    ting = en(sak(kp(), kp_formaal(), slag=("kommuneplan",)), Byggegrense)
    assert "reguleringsplankart" in ting.overskridelse.grunn.nb
