"""The plans on the place, theme by theme: in the facts, the report, the store and on the page."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from facts_helpers import (
    PROEVE,
    finn,
    grunnlag,
    hus,
    kart,
    kartobjekt,
    linje,
    planobjekt,
    planomraade,
    proevekart,
    rekt,
    teig,
)
from test_de_foerti import SAKER, sjekk

from byggsak.domain.bestemmelse import Bestemmelse, Bestemmelsessett, Bestemmelsesslag
from byggsak.domain.planoversikt import Planemne, Planrad, Planverdi
from byggsak.domain.plansone import Plangrunnlag
from byggsak.rule.readers import Leser
from byggsak.rule.render import som_json, som_tekst
from byggsak.rule.render_html import som_html
from byggsak.rule.stored import fra_lager, til_lager

HUS = rekt(440, 352, 450, 360)
TOMT = rekt(400, 312, 500, 420)
TEIG = teig(TOMT, "1/2")


def rader(*objekter: Any, **felt: Any) -> dict[Planemne, Planrad]:
    grunn = grunnlag(hus(HUS), kart=kart(TEIG, *objekter), **felt)
    (ting,) = finn(grunn, Plangrunnlag).values()
    return {rad.emne: rad for rad in ting.planer}


def formaal(plan: str, kode: str, **utnytting: str) -> Any:
    egenskaper = {f"utnytting/RpUtnytting/{n}": v for n, v in utnytting.items()}
    return planobjekt(
        "RpArealformålOmråde", TOMT, f"f.{plan}", plan, arealformål=kode, **egenskaper
    )


NY, GAMMEL = planomraade(TOMT, "9999_N", "2016-06-01"), planomraade(TOMT, "9999_G", "1992-01-01")


def test_every_plan_in_force_is_named_with_what_it_says_the_newest_first() -> None:
    kp = kartobjekt(
        "KpOmråde", TOMT, "kp",
        {"planstatus": ("3",), "ikrafttredelsesdato": ("2022-03-01",), "plannavn": ("Arealdelen",)},
        "9999_KP",
    )  # fmt: skip
    rad = rader(GAMMEL, NY, formaal("9999_N", "1111"), formaal("9999_G", "1110"), kp)
    planer = rad[Planemne.FORMAAL].planer
    assert [(p.navn, p.slag, p.verdier) for p in planer] == [
        ("Arealdelen", "kommuneplan", ()),
        ("9999_N", "reguleringsplan", ("1111",)),
        ("9999_G", "reguleringsplan", ("1110",)),
    ]
    assert planer[1].dato == date(2016, 6, 1)
    assert rad[Planemne.FORMAAL].motstrid


def test_a_plan_that_says_nothing_is_in_no_conflict_nor_are_two_that_say_the_same() -> None:
    tom = rader(NY, GAMMEL, formaal("9999_N", "1111"))
    lik = rader(NY, GAMMEL, formaal("9999_N", "1111"), formaal("9999_G", "1111"))
    assert not tom[Planemne.FORMAAL].motstrid
    assert not lik[Planemne.FORMAAL].motstrid
    assert set(tom) == {Planemne.FORMAAL}


def test_utilisation_height_and_building_lines_are_shown_as_the_map_has_them() -> None:
    grense = planobjekt(
        "RpJuridiskLinje", linje((410, 300), (410, 430)), "g1", "9999_N", juridisklinje="1211"
    )
    kote = planobjekt(
        "RpRegulertHøyde", linje((438, 356), (452, 356)), "h1", "9999_N",
        regulerthøyde="112.5", høydereferansesystem="NN2000",
    )  # fmt: skip
    felt = formaal("9999_N", "1111", utnyttingstype="16", utnyttingstall="30")
    gammelt = formaal("9999_G", "1111", utnyttingstype="12", utnyttingstall="15")
    rad = rader(NY, GAMMEL, felt, gammelt, grense, kote)
    assert [p.verdier for p in rad[Planemne.UTNYTTING].planer] == [("16: 30",), ("12: 15",)]
    assert rad[Planemne.UTNYTTING].motstrid
    assert rad[Planemne.HOEYDE].planer[0].verdier == ("kote 112.5 (NN2000)",)
    assert rad[Planemne.BYGGEGRENSE].planer[0].verdier == ("g1",)
    assert not rad[Planemne.HOEYDE].motstrid


def test_heights_that_somebody_has_read_out_of_the_provisions_are_with_the_plan() -> None:
    krav = Bestemmelse(Bestemmelsesslag.GESIMSHOEYDE, Decimal(7), date(2016, 6, 1), "§ 3", 2)
    sett = Bestemmelsessett("x.toml", "9999", "9999_N", "Bestemmelsene", (krav,))
    kommune = type(PROEVE)("9999", "Prøvekommunen", 25832, bestemmelser={"9999_N": sett})
    rad = rader(NY, formaal("9999_N", "1111"), kommune=kommune)
    assert rad[Planemne.HOEYDE].planer[0].verdier == ("gesimshoeyde 7 m",)


def test_where_no_plan_is_there_is_no_table_and_a_plan_elsewhere_is_not_in_it() -> None:
    borte = planomraade(rekt(700, 700, 800, 800))
    assert rader(borte) == {}


def test_the_older_plan_of_the_synthetic_municipality_is_never_dropped() -> None:
    (ting,) = finn(grunnlag(hus(HUS), kart=proevekart()), Plangrunnlag).values()
    (rad, *_) = ting.planer
    assert [p.plan_id for p in rad.planer] == ["9999_P1", "9999_P0"]


MOTSTRID = sjekk(next(s for s in SAKER if s["navn"] == "20-planmotstrid"))


def test_the_report_has_the_table_for_machines_with_the_conflict_marked() -> None:
    formaal_rad = next(r for r in som_json(MOTSTRID)["planer"] if r["emne"] == "formaal")
    assert formaal_rad["motstrid"] is True
    assert formaal_rad["planer"][0] == {
        "plan": "9999_KP", "navn": "Kommuneplanens arealdel", "slag": "kommuneplan",
        "dato": "2022-03-01", "verdier": ["5100"],
    }  # fmt: skip
    assert [p["dato"] for p in formaal_rad["planer"]] == ["2022-03-01", "2016-06-01", "1992-03-01"]


def test_the_report_read_back_from_the_store_is_the_same() -> None:
    assert fra_lager(til_lager(MOTSTRID)).planer == MOTSTRID.planer
    assert MOTSTRID.planer
    gammel = {k: v for k, v in til_lager(MOTSTRID).items() if k != "planer"}
    assert fra_lager(gammel).planer == ()


@pytest.mark.parametrize(
    ("spraak", "ordet"),
    [("nb", "et menneske avgjør"), ("nn", "eit menneske avgjer"), ("en", "a person decides")],
)
def test_a_caseworker_reads_the_table_and_that_a_person_decides(spraak: Any, ordet: str) -> None:
    side = som_html(MOTSTRID, Leser.SAKSBEHANDLER, spraak)
    assert ordet in side
    assert "Kommuneplanens arealdel" in side
    assert "Kommuneplanens arealdel (" in som_tekst(MOTSTRID, spraak)


def test_plans_in_the_text_are_told_of_when_they_differ_or_everything_is_asked_for() -> None:
    enig = sjekk(next(s for s in SAKER if s["navn"] == "14-hoeyde"))
    uten = type(enig)(skjema=None, datoer={}, resultat=enig.resultat)
    assert "Planene på stedet" not in som_tekst(uten, alle=True)
    lik = Planrad("hus", Planemne.FORMAAL, (Planverdi("a", "A", "reguleringsplan", None, ("1",)),))
    rapport = type(enig)(skjema=None, datoer={}, resultat=enig.resultat, planer=(lik,))
    assert "Planene på stedet" not in som_tekst(rapport)
    assert "A: 1" in som_tekst(rapport, alle=True)
