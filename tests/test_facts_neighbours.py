"""Nabovarsling, Vedleggskrav and the need for dispensations."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from facts_helpers import (
    MOTTATT,
    finn,
    gjenpart,
    grunnlag,
    hus,
    kart,
    nabo,
    rekt,
    rot,
    soeknad,
    teig,
)
from hypothesis import given
from hypothesis import strategies as st

from byggsak.domain.facts import Gjenstand, Maal, UkjentFaktum, er_kjent
from byggsak.domain.kommune import Kommune
from byggsak.domain.nabovarsel import Nabovarsling, Vedleggskrav
from byggsak.domain.soeknad import Dispensasjon, Matrikkelnummer, Varsling, Vedlegg
from byggsak.facts.assemble import avled
from byggsak.facts.neighbours import aar_etter

HUS = hus(rekt(440, 352, 450, 360))
ALLE = ("1/1", "1/3", "1/9", "1/10")


def varsler(*naboer, eiendom: str = "1/2", **felt) -> dict[str, Nabovarsling]:
    soeker = soeknad(eiendom, gjenpart=gjenpart(*naboer))
    return finn(grunnlag(HUS, soeker=soeker, **felt), Nabovarsling)  # type: ignore[return-value]


def test_every_property_that_touches_is_a_neighbour() -> None:
    svar = varsler(*(nabo(n) for n in ALLE))
    assert set(svar) == set(ALLE)
    assert all(v.varslet is True for v in svar.values())


def test_a_neighbour_left_out_of_the_copy_is_not_notified() -> None:
    svar = varsler(nabo("1/1"), nabo("1/9", "1/10"))
    assert {n: v.varslet for n, v in svar.items()} == {
        "1/1": True, "1/3": False, "1/9": True, "1/10": True,
    }  # fmt: skip


def test_both_parcels_of_a_property_give_one_neighbour() -> None:
    assert list(varsler(eiendom="1/9")) == ["1/1", "1/2"]


def test_someone_across_the_street_who_was_notified_is_included() -> None:
    assert varsler(*(nabo(n) for n in ALLE), nabo("5/5"))["5/5"].varslet is True


def test_the_days_are_counted_from_sending_to_receipt() -> None:
    svar = varsler(nabo("1/1", sendt=date(2026, 5, 18)))["1/1"]
    assert svar.dager == Maal(Decimal(14), enhet="dager")
    assert (svar.sendt, svar.soeknad_mottatt) == (date(2026, 5, 18), MOTTATT)
    assert svar.siste_gyldige_dag == date(2027, 5, 18)
    assert svar.fritatt is False
    assert svar.sted.xpath == "/naboGjenboerEiendom"


def test_of_several_owners_the_last_notified_has_the_shortest_time_the_first_the_oldest() -> None:
    svar = varsler(nabo("1/1", sendt=date(2026, 5, 20)), nabo("1/1", sendt=date(2026, 4, 1)))["1/1"]
    assert svar.dager.verdi == 12
    assert svar.siste_gyldige_dag == date(2027, 4, 1)


def test_a_notice_without_a_date_is_unknown() -> None:
    svar = varsler(nabo("1/1", sendt=None))["1/1"]
    with pytest.raises(UkjentFaktum, match="når varselet ble sendt"):
        bool(svar.varslet)


def test_a_receipt_on_paper_must_be_read_by_a_person() -> None:
    kvittering = Vedlegg("KvitteringNabovarsel", "k.pdf", 1, "0" * 64)
    svar = finn(grunnlag(HUS, vedlegg=(kvittering,)), Nabovarsling)
    assert not any(er_kjent(v.varslet) for v in svar.values())
    assert all(v.varslet is False for v in finn(grunnlag(HUS), Nabovarsling).values())


def test_an_exemption_is_what_the_application_says() -> None:
    fritatt = soeknad(varsling=Varsling(fritatt_fra_nabovarsling=True))
    svar = finn(grunnlag(HUS, soeker=fritatt), Nabovarsling)
    assert set(svar) == set(ALLE)
    assert all(v.fritatt is True for v in svar.values())
    tomt = finn(grunnlag(HUS), Nabovarsling)["1/1"]
    with pytest.raises(UkjentFaktum, match="ikke fylt ut"):
        bool(tomt.fritatt)


def test_without_a_cadastre_the_copy_is_used_and_the_rest_is_unknown() -> None:
    svar = varsler(nabo("1/1"), kart=None)
    assert svar["1/1"].varslet is True
    with pytest.raises(UkjentFaktum, match="kunne ikke slås opp"):
        bool(svar["øvrige naboer"].varslet)


def test_the_lessee_and_the_owner_of_a_leased_plot_are_both_neighbours() -> None:
    festekart = kart(teig(rekt(0, 0, 50, 50), "1/2"), teig(rekt(50, 0, 90, 50), "4/1/7"))
    soeker = soeknad("1/2", gjenpart=gjenpart(nabo("4/1/7")))
    grunn = grunnlag(hus(rekt(10, 10, 20, 20)), soeker=soeker, kart=festekart)
    svar = finn(grunn, Nabovarsling)
    assert {n: v.varslet for n, v in svar.items()} == {"4/1": False, "4/1/7": True}


def test_a_neighbour_written_with_the_municipalitys_old_number_is_the_same() -> None:
    gammel = Matrikkelnummer("0999", 1, 1)
    skrevet = replace(nabo(), eiendommer=(gammel, Matrikkelnummer(None, 1, 9)))
    svar = varsler(
        skrevet, kommune=Kommune("9999", "Prøve", 25832, test=True, tidligere_numre=("0999",))
    )
    assert (svar["1/1"].varslet, svar["1/9"].varslet) == (True, True)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_year_later_is_the_same_day_or_the_last_of_february(dag: date) -> None:
    etter = aar_etter(dag, 1)
    assert (etter.year, etter.month) == (dag.year + 1, dag.month)
    assert etter.day == dag.day or (dag.month, dag.day, etter.day) == (2, 29, 28)


@pytest.mark.parametrize(
    ("tiltak", "nytt", "endrer"),
    [
        ("nyttbyggunder70m2", True, False),
        ("tilbyggover50m2", True, True),
        ("fasade", False, True),
        ("rivinghelebygg", False, False),
        ("rehabiliteringSkorstein", False, False),
    ],
)
def test_what_kind_of_attachments_a_project_needs(tiltak: str, nytt: bool, endrer: bool) -> None:
    tegning = Vedlegg("TegningNyPlan", "t.pdf", 1, "0" * 64)
    grunn = grunnlag(HUS, soeker=soeknad(tiltak=tiltak), vedlegg=(tegning,))
    [krav] = finn(grunn, Vedleggskrav).values()
    assert (krav.nytt_eller_utvidet, krav.endrer_eksisterende) == (nytt, endrer)
    assert krav.vedleggstyper == {"TegningNyPlan"}


def brudd(fra: str | None):
    return SimpleNamespace(id="en-regel", krever_dispensasjon=fra), Gjenstand(navn="hus mot 1/1")


def disp(type_: str | None, paragraf: str | None = None, grunn: str | None = "fordi"):
    return Dispensasjon(rot(), bestemmelsetype=type_, paragraf=paragraf, begrunnelse=grunn)


@pytest.mark.parametrize(
    ("fra", "soekt", "omsoekt"),
    [
        ("plan", disp("PLAN"), True),
        ("plan", disp("RP"), True),
        ("plan", disp("PBL", "29-4"), False),
        ("pbl § 29-4", disp("PBL", "29-4"), True),
        ("pbl § 29-4", disp("PBL", "§ 29-4 andre ledd"), True),
        ("pbl § 29-4", disp("pbl294"), True),
        ("pbl § 29-4", disp("pbl18"), False),
        ("pbl § 29-4", disp("PBL", "1-8"), False),
        ("pbl § 29-4", disp("PLAN", "29-4"), False),
        ("pbl § 29-4", disp(None), False),
    ],
)
def test_which_dispensation_covers_which_need(fra: str, soekt, omsoekt: bool) -> None:
    [behov] = avled(soeknad(dispensasjoner=(soekt,)), [brudd(fra)])
    assert behov.omsoekt is omsoekt
    assert behov.begrunnet is omsoekt
    assert (behov.regel, behov.fra) == ("en-regel", fra)
    assert behov.navn == "en-regel: hus mot 1/1"


def test_a_dispensation_without_grounds_is_sought_but_not_reasoned() -> None:
    [behov] = avled(soeknad(dispensasjoner=(disp("PLAN", grunn=" "),)), [brudd("plan")])
    assert (behov.omsoekt, behov.begrunnet) == (True, False)


def test_a_rule_that_needs_no_dispensation_gives_no_need() -> None:
    assert avled(soeknad(), [brudd(None)]) == []


def test_a_need_nobody_has_applied_for_points_at_where_it_should_stand() -> None:
    [behov] = avled(soeknad(), [brudd("plan")])
    assert behov.sted.xpath == "/ettrinn/dispensasjonOversikt"


def test_the_owner_of_the_ground_is_no_neighbour_of_himself_by_his_leased_plot() -> None:
    grunn, tomt = rekt(0, 0, 100, 100), rekt(40, 40, 60, 60)
    festekart = kart(teig(grunn.difference(tomt), "1/2"), teig(tomt, "1/2/3"))
    assert list(finn(grunnlag(hus(rekt(10, 10, 20, 20)), kart=festekart), Nabovarsling)) == [
        "1/2/3"
    ]
