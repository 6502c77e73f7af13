"""Valid plans pass every quality rule; one change is caught by exactly the rule that names it."""

from pathlib import Path
from typing import Any

import pytest
from gml_bygg import (
    Punkt,
    avgrenset_av,
    hull,
    kurve,
    linjestykke,
    med_klokka,
    objekt,
    omraade,
    polygon,
    rektangel,
    samling,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_kartkontroll import PROEVEKOMMUNE, brutte, sjekk_regnskapet

from byggsak.services.kartkontroll import Kartrapport, kontroller_kart

RASKT = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
Ring = list[Punkt]


@st.composite
def planer(draw: st.DrawFn) -> dict[str, list[Ring]]:
    """Rectangles that tile a plan of 3 × 2 cells; some of them with holes filled by others.

    By name: the outer ring and then the holes. Coordinates have centimetres, like real ones.
    """
    bredder = [draw(st.integers(2000, 4000)) / 100 for _ in range(3)]
    hoeyder = [draw(st.integers(2000, 4000)) / 100 for _ in range(2)]
    felter: dict[str, list[Ring]] = {}
    x = 0.0
    for i, b in enumerate(bredder):
        y = 0.0
        for j, h in enumerate(hoeyder):
            navn = f"felt.{i}.{j}"
            felter[navn] = [rektangel(x, y, b, h)]
            for k in range(draw(st.integers(0, 2))):
                bit = (x + 2 + 8 * k, y + 3, 5.0, 7.0)
                felter[navn].append(hull(*bit))
                felter[f"{navn}.{k}"] = [rektangel(*bit)]
            y = round(y + h, 2)
        x = round(x + b, 2)
    felter["plan"] = [rektangel(0, 0, round(sum(bredder), 2), round(sum(hoeyder), 2))]
    return felter


def xml(felter: dict[str, list[Ring]]) -> str:
    """The plan, its purposes, and the boundaries of each purpose as curves of their own."""
    ut = []
    for navn, ringer in felter.items():
        grenser = [f"{navn}.g{nr}" for nr in range(len(ringer))]
        felt = avgrenset_av(*(f"#{g}" for g in grenser))
        type_ = "RpOmråde" if navn == "plan" else "RpArealformålOmråde"
        ut.append(omraade(navn, *ringer, type_=type_, felt=felt))
        ut += [
            objekt("RpGrense", g, kurve(g, linjestykke(r)))
            for g, r in zip(grenser, ringer, strict=True)
        ]
    return samling(*ut)


def kontroller(tmp_path: Path, tekst: str) -> Kartrapport:
    sti = tmp_path / "plan.gml"
    sti.write_text(tekst, encoding="utf-8")
    rapport = kontroller_kart(sti, PROEVEKOMMUNE)
    sjekk_regnskapet(rapport)
    return rapport


@RASKT
@given(plan=planer())
def test_a_valid_plan_passes_every_rule(plan: dict[str, list[Ring]], tmp_path: Path) -> None:
    rapport = kontroller(tmp_path, xml(plan))
    assert rapport.rapport.funn == ()
    assert rapport.rapport.resultat == "godkjent"


def dobbelt_punkt(ringer: list[Ring], data: Any) -> list[Ring]:
    nr = data.draw(st.integers(0, len(ringer) - 1))
    i = data.draw(st.integers(0, 4))
    ringer[nr] = [*ringer[nr][: i + 1], *ringer[nr][i:]]
    return ringer


def snudd_ring(ringer: list[Ring], data: Any) -> list[Ring]:
    nr = data.draw(st.integers(0, len(ringer) - 1))
    ringer[nr] = med_klokka(ringer[nr])
    return ringer


def sloeyfe(ringer: list[Ring], data: Any) -> list[Ring]:
    nr = data.draw(st.integers(0, len(ringer) - 1))
    a, b, c, d, _ = ringer[nr]
    ringer[nr] = [a, c, b, d, a]
    return ringer


def flyttet_hull(ringer: list[Ring], data: Any) -> list[Ring]:
    if len(ringer) == 1:
        ringer.append(hull(ringer[0][0][0] + 2, ringer[0][0][1] + 3, 5, 7))
    dx = data.draw(st.sampled_from([-300, -4, 300]))
    nr = data.draw(st.integers(1, 1))  # the hole nearest the west side: −4 m crosses that side
    ringer[nr] = [(x + dx, y) for x, y in ringer[nr]]
    return ringer


def hull_over_hull(ringer: list[Ring], data: Any) -> list[Ring]:
    if len(ringer) == 1:
        ringer.append(hull(ringer[0][0][0] + 2, ringer[0][0][1] + 3, 5, 7))
    dx = data.draw(st.sampled_from([0.0, 0.5, 2.0]))
    dy = data.draw(st.sampled_from([0.0, 1.0, 3.0]))
    ringer.append([(x + dx, y + dy) for x, y in ringer[1]])
    return ringer


def aapen_ring(ringer: list[Ring], data: Any) -> list[Ring]:
    nr = data.draw(st.integers(0, len(ringer) - 1))
    *foerste, (x, y) = ringer[nr]
    ringer[nr] = [*foerste, (x + 0.25, y + 0.25)]
    return ringer


ENDRINGER = {
    "gml.kurve.2": dobbelt_punkt,
    "gml.flate.3": snudd_ring,
    "gml.flate.2": sloeyfe,
    "gml.flate.4": flyttet_hull,
    "gml.flate.5": hull_over_hull,
    "gml.flate.1": aapen_ring,
}


@pytest.mark.parametrize("regel", ENDRINGER)
@RASKT
@given(plan=planer(), data=st.data())
def test_one_change_is_caught_by_exactly_the_rule_that_names_it(
    regel: str, plan: dict[str, list[Ring]], data: Any, tmp_path: Path
) -> None:
    grenser = xml(plan)  # the boundaries stay as they were: only the surface is changed
    felt = data.draw(st.sampled_from([n for n in plan if n.count(".") == 2]))
    vondt = polygon(felt, *ENDRINGER[regel]([list(r) for r in plan[felt]], data))
    tekst = grenser.replace(polygon(felt, *plan[felt]), vondt)
    assert tekst != grenser
    rapport = kontroller(tmp_path, tekst)
    assert brutte(rapport) == {regel}
    assert {f.gjelder for f in rapport.rapport.funn} == {f"RpArealformålOmråde {felt}"}


@RASKT
@given(plan=planer(), data=st.data())
def test_a_purpose_that_is_taken_out_leaves_a_gap_of_its_own_size(
    plan: dict[str, list[Ring]], data: Any, tmp_path: Path
) -> None:
    felt = data.draw(st.sampled_from([n for n in plan if n != "plan"]))
    del plan[felt]
    rapport = kontroller(tmp_path, xml(plan))
    assert brutte(rapport) == {"plan.dekning-hull"}


@RASKT
@given(plan=planer(), data=st.data())
def test_a_purpose_that_is_drawn_twice_overlaps_itself(
    plan: dict[str, list[Ring]], data: Any, tmp_path: Path
) -> None:
    felt = data.draw(st.sampled_from([n for n in plan if n != "plan"]))
    plan[f"{felt}.kopi"] = plan[felt]
    rapport = kontroller(tmp_path, xml(plan))
    assert brutte(rapport) == {"plan.dekning-overlapp"}


@RASKT
@given(plan=planer(), data=st.data(), avvik=st.floats(0.01, 5.0))
def test_a_boundary_that_is_moved_no_longer_agrees(
    plan: dict[str, list[Ring]], data: Any, avvik: float, tmp_path: Path
) -> None:
    felt = data.draw(st.sampled_from(list(plan)))
    tekst = xml(plan)
    riktig = kurve(f"{felt}.g0", linjestykke(plan[felt][0]))
    a, (x, y), *resten = plan[felt][0]
    galt = kurve(f"{felt}.g0", linjestykke([a, (x, y + avvik), *resten]))
    rapport = kontroller(tmp_path, tekst.replace(riktig, galt))
    assert brutte(rapport) == {"gml.avgr.1"}
