"""Geometry that has fooled somebody before: one test each, the numbers worked out by hand.

Coordinates are metres east and north of (597000, 6643000). What the rules make of the facts is in
the rules' own examples; here it is the facts, and the limit where it is the point.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from facts_helpers import (
    KRAV,
    eksisterende,
    finn,
    grunnlag,
    hus,
    kart,
    linje,
    planobjekt,
    planomraade,
    rekt,
    situasjonsplan,
    soeknad,
    teig,
)
from gml_bygg import hull, objekt, polygon, rektangel, samling
from shapely.geometry import LineString

from byggsak.domain.eiendom import Nabogrense, Utnytting
from byggsak.domain.facts import Maal
from byggsak.domain.formalia import Byggverksplass
from byggsak.domain.funn import Utfall
from byggsak.domain.kart import Kartobjekt
from byggsak.domain.kommune import Kommune
from byggsak.domain.nabovarsel import Nabovarsling
from byggsak.domain.plan import Arealformaal, Byggegrense, Faresone
from byggsak.facts.basis import Grunnlag
from byggsak.geometry.crs import transformer
from byggsak.geometry.curves import Segment, Segmentslag, stryk
from byggsak.geometry.errors import KoordinatsystemAvvist
from byggsak.geometry.kartfil import Kartfil, les_kartfil
from byggsak.geometry.measure_crs import i_system
from byggsak.geometry.minnekart import Minnekart
from byggsak.rule.verdict import minst

TOLERANSE = Decimal("0.010")  # felles.toleranse_lengde
FIRE = Decimal(4)  # pbl § 29-4
KOMMUNE = (597000.0, 6643000.0, 598000.0, 6644000.0)


def grenser(bygg: Any, *objekter: Kartobjekt, soeker: Any = None, **felt: Any) -> dict[str, Any]:
    return finn(grunnlag(hus(bygg, **felt), soeker=soeker, kart=kart(*objekter)), Nabogrense)


def til(svar: dict[str, Any], nabo: str) -> Decimal:
    avstand: Decimal = svar[f"hus mot {nabo}"].avstand.verdi
    return avstand


def naermest(svar: dict[str, Any]) -> Decimal:
    return min(g.avstand.verdi for g in svar.values())


def formaalet(form: Any, kode: str, navn: str, plan: str = "9999_P9", **felt: str) -> Kartobjekt:
    stier = {f"utnytting/RpUtnytting/{k}": v for k, v in felt.items()}
    return planobjekt(
        "RpArealformålOmråde", form, navn, plan, arealformål=kode, feltbetegnelse=navn, **stier
    )


def en(grunn: Grunnlag, type_: Any) -> Any:
    (ting,) = finn(grunn, type_).values()
    return ting


def les(mappe: Path, tekst: str, navn: str = "fil.gml") -> Kartfil:
    sti = mappe / navn
    sti.write_text(tekst, "utf-8")
    return les_kartfil(sti, 25832, dato=date(2026, 1, 15), utstrekning=KOMMUNE)


def koder(fil: Kartfil) -> list[str]:
    return [p.kode for p in fil.problemer]


def test_01_the_edge_of_a_hole_with_another_property_in_it_is_a_boundary() -> None:
    # The house's east wall stands at 447, the hole begins at 450; every outer edge is 40 m off.
    hullet = rekt(450, 340, 465, 355)
    rundt = teig(rekt(400, 300, 500, 400).difference(hullet), "1/2")
    svar = grenser(rekt(440, 342, 447, 352), rundt, teig(hullet, "1/3"))
    assert til(svar, "1/3") == Decimal("3.0000")


def test_02_a_path_through_a_property_is_a_boundary_and_an_inner_edge_is_none() -> None:
    soer, nord = rekt(400, 300, 430, 346), rekt(400, 348, 430, 380)
    sti = teig(rekt(400, 346, 430, 348), "1/9")
    delt = (teig(soer, "1/2"), teig(nord, "1/2"), sti)
    assert til(grenser(rekt(405, 333, 415, 343), *delt), "1/9") == Decimal("3.0000")  # 346 - 343
    assert til(grenser(rekt(405, 352, 415, 360), *delt), "1/9") == Decimal("4.0000")  # 352 - 348
    # Two parcels side by side: 2.0 m to the edge they share, 5.0 m to the nearest neighbour.
    to = (teig(rekt(400, 300, 410, 320), "1/2"), teig(rekt(410, 300, 420, 320), "1/2"))
    vest = teig(rekt(380, 300, 400, 320), "1/5")
    assert naermest(grenser(rekt(405, 306, 408, 312), *to, vest)) == Decimal("5.0000")


def test_03_a_boundary_between_two_properties_of_one_owner_is_a_boundary() -> None:
    to = (teig(rekt(400, 300, 450, 350), "1/2"), teig(rekt(450, 300, 500, 350), "1/5"))
    bygg = rekt(437, 320, 447, 330)  # 3.0 m from the line between them
    uten = grenser(bygg, *to)["hus mot 1/5"]
    assert (uten.avstand.verdi, uten.skriftlig_samtykke) == (Decimal("3.0000"), False)
    med = grenser(bygg, *to, soeker=soeknad("1/2", "1/5"))["hus mot 1/5 (i søknaden)"]
    assert med.avstand.verdi == Decimal("3.0000")
    assert "et menneske" in med.skriftlig_samtykke.grunn.nb
    over = rekt(445, 320, 455, 330)  # five metres on each
    paa_begge = grenser(over, *to, soeker=soeknad("1/2", "1/5"))
    assert [g.avstand.verdi for n, g in paa_begge.items() if "i søknaden" in n] == [Decimal(0)]


def test_04_an_arc_is_not_its_chord() -> None:
    # A quarter of a circle about (486, 326), radius 10. The corner (492, 319.5) is
    # sqrt(6² + 6.5²) = 8.846 m from the centre, 1.154 m inside the arc, and
    # (492 - 319.5 - 170) / sqrt(2) = 1.768 m outside the chord x - y = 170.
    midt = 10 * math.sqrt(0.5)
    buepunkter = [(486, 316), (486 + midt, 326 - midt), (496, 326)]
    bue = stryk(Segment(Segmentslag.BUE, _punkter(buepunkter), "Arc"))
    assert bue is not None
    langs = [(400, 316), *map(tuple, bue.tolist()), (496, 380)]
    korde = [(400, 316), (486, 316), (496, 326), (496, 380)]
    felt = (
        teig(rekt(400, 312, 500, 380), "1/2"),
        planomraade(rekt(400, 300, 500, 380)),
        formaalet(rekt(400, 312, 500, 380), "1111", "B1"),
        formaalet(rekt(400, 300, 500, 312), "2011", "V1"),
    )

    def over(punkter: list[Any]) -> Decimal:
        strek = planobjekt("RpJuridiskLinje", linje(*punkter), "l", juridisklinje="1211")
        grunn = grunnlag(hus(rekt(480, 319.5, 492, 330)), kart=kart(*felt, strek))
        svar: Decimal = en(grunn, Byggegrense).overskridelse.verdi
        return svar

    assert over(langs) == Decimal("0.0000")
    assert over(korde) == pytest.approx(Decimal("1.7678"), abs=Decimal("0.0001"))
    # 1 mm of sagitta: a chord spans 2 acos(1 - 0.001/r). r = 6: 0.036516 rad, 43.02 to the
    # quarter, so 44; r = 200: 0.0063246 rad, 248.4, so 249, and 250 since the point in the
    # middle is kept and has as many on each side.
    for radius, korder in ((6, 44), (200, 250)):
        d = radius * math.sqrt(0.5)
        kvart = [(radius, 0), (d, d), (0, radius)]
        strek = stryk(Segment(Segmentslag.BUE, _punkter(kvart), "Arc"))
        assert strek is not None
        assert len(strek) == korder + 1
    rett = stryk(Segment(Segmentslag.BUE, _punkter([(0, 0), (5, 0), (12, 0)]), "Arc"))
    assert rett is not None
    assert LineString(rett).length == 12


def _punkter(xy: list[Any]) -> Any:
    return np.array(xy, dtype=np.float64)


def test_05_a_house_on_the_limit_is_within_the_tolerance_also_in_another_zone() -> None:
    to = (teig(rekt(400, 300, 450, 350), "1/2"), teig(rekt(450, 300, 500, 350), "1/5"))

    def utfall(oest: float) -> Utfall:
        avstand = grenser(rekt(436, 320, oest, 330), *to)["hus mot 1/5"].avstand
        return minst(avstand, FIRE, TOLERANSE).utfall

    assert utfall(446.000) is Utfall.OPPFYLT  # 4.000
    assert utfall(446.009) is Utfall.OPPFYLT  # 3.991: less than 10 mm short
    assert utfall(446.011) is Utfall.BRUTT  # 3.989
    i_33 = i_system(situasjonsplan(hus(rekt(436, 320, 446, 330))), 25833)
    svar = finn(grunnlag(situasjonsplan=i_33, kart=kart(*to)), Nabogrense)
    avstand = svar["hus mot 1/5"].avstand  # type: ignore[attr-defined]
    assert abs(avstand.verdi - FIRE) <= Decimal("0.0001")  # there and back through zone 33
    assert minst(avstand, FIRE, TOLERANSE).utfall is Utfall.OPPFYLT
    # Wall on the boundary: on own ground (covered), though not properly inside it.
    inntil = rekt(440, 320, 450, 330)
    egen = rekt(400, 300, 450, 350)
    assert egen.covers(inntil)
    assert not shapely.contains_properly(egen, inntil)
    plass = en(grunnlag(hus(inntil), kart=kart(*to)), Byggverksplass)
    assert plass.utenfor == Maal(Decimal("0.0000"))
    assert til(grenser(inntil, *to), "1/5") == Decimal("0.0000")


def test_06_a_bow_tie_is_reported_and_never_repaired(tmp_path: Path) -> None:
    # By the shoelace formula its area is 0, by make_valid 50 (two triangles of 25), by buffer(0)
    # 25: three answers, none of them given.
    sloeyfe = [(0, 0), (10, 10), (10, 0), (0, 10), (0, 0)]
    skolisse = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(sloeyfe))
    assert skolisse == 0
    form = shapely.Polygon(sloeyfe)
    assert (shapely.make_valid(form).area, form.buffer(0).area) == (50, 25)
    fil = les(tmp_path, samling(objekt("RpFareSone", "s", polygon("s", sloeyfe))))
    assert (fil.objekter, koder(fil)) == ((), ["flate-ugyldig"])
    assert fil.problemer[0].punkt == (597405, 6643405)  # where the outline crosses itself


def test_07_rings_the_wrong_way_round_count_and_impossible_rings_do_not(tmp_path: Path) -> None:
    ytre = rektangel(0, 0, 20, 20)

    def areal(*indre: Any, skall: Any = ytre) -> list[float]:
        fil = les(tmp_path, samling(objekt("RpFareSone", "s", polygon("s", skall, *indre))))
        return [shapely.from_wkb(o.wkb).area for o in fil.objekter] or koder(fil)  # type: ignore

    assert areal(hull(5, 5, 4, 4)) == [400 - 16]
    assert areal(rektangel(5, 5, 4, 4), skall=list(reversed(ytre))) == [400 - 16]  # both reversed
    assert areal(skall=[*ytre, ytre[-1]]) == [400]  # the last point twice
    assert areal(hull(15, 15, 10, 10)) == ["flate-ugyldig"]  # a hole that leaves the shell
    assert areal(hull(40, 40, 4, 4)) == ["flate-ugyldig"]  # a hole outside it
    assert areal(hull(5, 5, 6, 6), hull(8, 8, 6, 6)) == ["flate-ugyldig"]  # holes that overlap


def test_08_north_before_east_is_recognised_by_the_municipality_and_refused(tmp_path: Path) -> None:
    rett = samling(objekt("RpFareSone", "s", polygon("s", rektangel(0, 0, 10, 10))))
    assert len(les(tmp_path, rett).objekter) == 1
    byttet = rett
    for x, y in ((0, 0), (10, 0), (10, 10), (0, 10)):
        byttet = byttet.replace(f"{597400 + x} {6643400 + y}", f"{6643400 + y};{597400 + x}")
    byttet = byttet.replace(";", " ")
    with pytest.raises(KoordinatsystemAvvist, match="byttet plass"):
        les(tmp_path, byttet)


def test_09_systems_missing_or_mixed_stop_the_file_and_heights_go_by_dimension(
    tmp_path: Path,
) -> None:
    flate = objekt("RpFareSone", "s", polygon("s", rektangel(0, 0, 10, 10)))
    with pytest.raises(KoordinatsystemAvvist, match="srsName"):
        les(tmp_path, samling(flate, srs=None))
    annen = polygon("t", rektangel(0, 0, 10, 10), attr=' srsName="EPSG:25833"')
    with pytest.raises(KoordinatsystemAvvist, match="blander EPSG:25832 og EPSG:25833"):
        les(tmp_path, samling(flate, objekt("RpFareSone", "t", annen)))
    # Nine numbers are three points of three: stripped by srsDimension, 5972 by its own three.
    trekant = [(0, 0, 100), (10, 0, 200), (0, 10, 300), (0, 0, 100)]
    for srs in ("EPSG:25832", "EPSG:5972"):
        tekst = samling(objekt("RpFareSone", "s", polygon("s", trekant)), srs=srs, dimensjon=3)
        (o,) = les(tmp_path, tekst).objekter
        assert shapely.from_wkb(o.wkb).area == 50  # half of 10 x 10


def test_10_a_plan_in_zone_33_means_the_same_ground_in_zone_32(tmp_path: Path) -> None:
    # Scale k = 0.9996 (1 + (dl cos B)²/2) at Bergen (5.32° E, 60.39° N, cos B = 0.4941):
    # zone 32, dl = -3.68° = 0.06423 rad: 1.000103; zone 33, dl = -9.68° = 0.16895 rad: 1.00308.
    # So 100 m of zone 32 is 100 * 1.00308 / 1.000103 = 100.30 m in zone 33.
    linje_32 = LineString([(297500, 6700600), (297600, 6700600)])
    assert transformer(linje_32, 25832, 25833).length == pytest.approx(100.30, abs=0.01)
    # The same square, delivered in the other zone, is 10,000 m² again.
    kvadrat = shapely.box(297500, 6700600, 297600, 6700700)
    i_33 = transformer(kvadrat, 25832, 25833)
    assert i_33.area == pytest.approx(100.30**2, abs=3)
    punkter = " ".join(f"{x:.6f} {y:.6f}" for x, y in i_33.exterior.coords)
    tekst = samling(objekt("RpFareSone", "s", polygon("s", ())), srs="EPSG:25833")
    tekst = tekst.replace("<gml:posList></gml:posList>", f"<gml:posList>{punkter}</gml:posList>")
    sti = tmp_path / "b.gml"
    sti.write_text(tekst)
    (o,) = les_kartfil(sti, 25832, dato=date(2026, 1, 15)).objekter
    assert shapely.from_wkb(o.wkb).area == pytest.approx(10_000, abs=0.001)


def test_11_a_sliver_is_listed_and_known_for_what_it_is() -> None:
    # The plan's field ends two centimetres inside the parcel. A wall of 10 m on the parcel's edge
    # has 0.02 x 10 = 0.2 m² outside the field, 0.02 m wide.
    grunn = grunnlag(
        hus(rekt(490, 340, 500, 350)),
        kart=kart(
            teig(rekt(400, 300, 500, 400), "1/2"),
            planomraade(rekt(400, 300, 500, 400)),
            formaalet(rekt(400, 300, 499.98, 400), "1111", "B1"),
        ),
    )
    svar = en(grunn, Arealformaal)
    assert svar.utenfor == Maal(Decimal("0.2000"), enhet="m2")
    assert svar.bredde_utenfor.verdi == pytest.approx(Decimal("0.02"), abs=Decimal("0.0002"))
    assert svar.bredde_utenfor.verdi < KRAV.sliver_bredde
    assert svar.utenfor.verdi < KRAV.sliver_areal


def test_12_the_newer_plan_governs_with_its_own_limit_and_the_older_is_named() -> None:
    stedet = rekt(400, 300, 450, 340)  # 50 x 40 = 2,000 m²
    grunn = grunnlag(
        hus(rekt(420, 315, 430, 323)),  # 80 m²: 4 %
        kart=kart(
            teig(stedet, "1/2"),
            planomraade(stedet, "9999_P0", "1992-03-01"),
            formaalet(stedet, "1111", "B", "9999_P0", utnyttingstype="12", utnyttingstall="15"),
            planomraade(stedet, "9999_P1", "2016-06-01"),
            formaalet(stedet, "1111", "B1", "9999_P1", utnyttingstype="16", utnyttingstall="30"),
        ),
    )
    svar = en(grunn, Utnytting)
    assert (svar.plan_id, svar.utnyttingstype, svar.tillatt) == ("9999_P1", "16", Decimal(30))
    assert svar.grad == Maal(Decimal("4.0000"), enhet="%")
    assert svar.plannavn == "9999_P1 (2016) / 9999_P0 (1992)"


def test_13_a_zone_over_a_fifth_of_the_plot_matters_only_under_the_building() -> None:
    tomt, sone = rekt(400, 300, 500, 400), rekt(400, 300, 420, 400)
    assert sone.area / tomt.area == 0.2
    felles = (
        teig(tomt, "1/2"),
        planomraade(tomt),
        formaalet(tomt, "1111", "B1"),
        planobjekt("RpFareSone", sone, "flom", fare="320"),
    )

    def under(vest: float) -> Decimal:
        grunn = grunnlag(hus(rekt(vest, 340, vest + 10, 348)), kart=kart(*felles))
        svar: Decimal = finn(grunn, Faresone)["hus, flom"].overlapp.verdi  # type: ignore[attr-defined]
        return svar

    assert under(430) == Decimal("0.0000")
    assert under(415) == Decimal("40.0000")  # 5 x 8, half of the footprint
    assert under(420) == Decimal("0.0000")  # wall on the edge of the zone


def test_14_a_tunnel_under_the_plot_is_not_a_plan_on_it() -> None:
    tomt = rekt(400, 300, 500, 400)
    grunn = grunnlag(
        hus(rekt(430, 340, 440, 348)),
        kart=kart(
            teig(tomt, "1/2"),
            planomraade(tomt, "9999_P1"),
            formaalet(tomt, "1111", "B1", "9999_P1"),
            planomraade(tomt, "9999_TUNNEL", "2024-01-01", vertikalnivå="1"),
            planobjekt(
                "RpArealformålOmråde", tomt, "t", "9999_TUNNEL", arealformål="2011",
                vertikalnivå="1",
            ),
        ),
    )  # fmt: skip
    svar = en(grunn, Arealformaal)
    assert (svar.plan_id, svar.formaal) == ("9999_P1", ("1111",))
    assert svar.utenfor == Maal(Decimal("0.0000"), enhet="m2")


def test_15_building_lines_open_several_and_on_both_sides_of_the_road() -> None:
    felles = (
        teig(rekt(400, 312, 500, 380), "1/2"),
        planomraade(rekt(400, 252, 500, 380)),
        formaalet(rekt(400, 312, 500, 380), "1111", "B1"),
        formaalet(rekt(400, 300, 500, 312), "2011", "V1"),
        formaalet(rekt(400, 252, 500, 300), "1111", "B2"),  # across the road
    )

    def svar(bygg: Any, *streker: Any) -> dict[str, Any]:
        lagt = [
            planobjekt("RpJuridiskLinje", linje(*s), f"l{nr}", juridisklinje="1211")
            for nr, s in enumerate(streker, 1)
        ]
        return finn(grunnlag(hus(bygg), kart=kart(*felles, *lagt)), Byggegrense)

    soer = ((400, 316), (500, 316))  # four metres from the road
    over_soer = svar(rekt(440, 314.5, 450, 324), soer)
    assert over_soer["hus mot byggegrense l1"].overskridelse.verdi == Decimal("1.5000")
    aapen = svar(rekt(440, 314.5, 450, 324), ((400, 316), (470, 316)))
    assert "deler ikke" in aapen["hus mot byggegrense l1"].overskridelse.grunn.nb
    # A second line, along a road on the east side: each is measured by itself.
    oest = ((490, 312), (490, 380))
    vei = formaalet(rekt(500, 312, 510, 380), "2011", "V2")
    to = finn(
        grunnlag(
            hus(rekt(484, 315, 493, 324)),
            kart=kart(
                *felles, vei,
                planobjekt("RpJuridiskLinje", linje(*soer), "l1", juridisklinje="1211"),
                planobjekt("RpJuridiskLinje", linje(*oest), "l2", juridisklinje="1211"),
            ),
        ),
        Byggegrense,
    )  # fmt: skip
    assert {n: b.overskridelse.verdi for n, b in to.items()} == {  # type: ignore[attr-defined]
        "hus mot byggegrense l1": Decimal("1.0000"),  # 316 - 315
        "hus mot byggegrense l2": Decimal("3.0000"),  # 493 - 490
    }
    # The line across the road is the other field's: it says nothing about this plot.
    begge = svar(rekt(440, 318, 450, 324), soer, ((400, 296), (500, 296)))
    assert set(begge) == {"hus mot byggegrense l1"}
    assert begge["hus mot byggegrense l1"].overskridelse.verdi == Decimal("0.0000")


def test_16_a_leased_plot_is_the_limit_and_both_lessee_and_owner_are_neighbours() -> None:
    tomt = rekt(440, 340, 460, 360)
    grunn = rekt(400, 300, 500, 400).difference(tomt)
    nabotomt = rekt(500, 300, 520, 400)
    kart_ = (teig(grunn, "1/2"), teig(tomt, "1/2/3"), teig(nabotomt, "4/1/7"))
    feste = grenser(rekt(443, 345, 450, 352), *kart_, soeker=soeknad("1/2/3"))
    assert til(feste, "1/2") == Decimal("3.0000")  # 443 - 440, to the ground it is leased from
    # The owner of 1/2 builds: 4/1/7 is leased ground, so lessee (4/1/7) and owner (4/1) are told.
    varsles = finn(grunnlag(hus(rekt(470, 310, 480, 318)), kart=kart(*kart_)), Nabovarsling)
    assert {"4/1", "4/1/7"} <= set(varsles)


def test_16b_a_lease_that_is_only_a_point_has_no_ground_to_measure_to(tmp_path: Path) -> None:
    enhet = (
        "<app:matrikkelenhet><app:Matrikkelenhet><app:kommunenummer>9999</app:kommunenummer>"
        "<app:gardsnummer>1</app:gardsnummer><app:bruksnummer>2</app:bruksnummer>"
        "<app:festenummer>8</app:festenummer></app:Matrikkelenhet></app:matrikkelenhet>"
    )
    punkt = '<gml:Point gml:id="p"><gml:pos>597430 6643330</gml:pos></gml:Point>'
    fil = les(tmp_path, samling(objekt("Teig", "pf", punkt, felt=enhet, egenskap="punkt")))
    assert (fil.objekter, koder(fil)) == ((), ["geometri-mangler"])
    kartet = kart(teig(rekt(400, 300, 500, 400), "1/2"))
    med = Minnekart(
        kartet.kandidater((0, 0, 1e7, 1e7)), [*kartet.datasett(), fil.datasett], 25832, ("9999",)
    )
    svar = finn(grunnlag(hus(rekt(440, 340, 450, 348)), kart=med), Nabogrense)
    assert all("mangler Teig pf her" in g.avstand.grunn.nb for g in svar.values())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("klasse", "felt", "usikker"),
    [("Grønt", {}, "0"), ("Gult", {}, "0.5"), ("Rødt", {}, "2.0"),
     (None, {}, "2.0"), ("Grønt", {"omtvistet": ("true",)}, "2.0")],
)  # fmt: skip
def test_17_a_boundary_nobody_is_sure_of_makes_the_near_answer_a_persons(
    klasse: str | None, felt: dict[str, tuple[str, ...]], usikker: str
) -> None:
    nabo = teig(rekt(450, 300, 500, 350), "1/5", klasse)
    nabo = replace(nabo, egenskaper={**nabo.egenskaper, **felt})
    egen = teig(rekt(400, 300, 450, 350), "1/2")

    def utfall(meter: float) -> Utfall:
        bygg = rekt(430, 320, 450 - meter, 330)
        avstand = grenser(bygg, egen, nabo)["hus mot 1/5"].avstand
        assert avstand.usikkerhet == Decimal(usikker)
        return minst(avstand, FIRE, TOLERANSE).utfall

    u = float(usikker)
    assert utfall(4 + u + 0.1) is Utfall.OPPFYLT
    assert utfall(4 - u - 0.1) is Utfall.BRUTT
    if u:
        assert utfall(4 + u - 0.1) is Utfall.UAVKLART
        assert utfall(4 - u + 0.1) is Utfall.UAVKLART


def test_18_across_the_municipal_border_the_other_municipalitys_plan_governs_its_part() -> None:
    # The parcel of 9999-1/2 reaches 50 m into 9998, where a property has the same number.
    vest, oest = rekt(400, 300, 450, 400), rekt(450, 300, 500, 400)
    nabo = teig(rekt(500, 300, 540, 400), "1/2")
    nabo = replace(
        nabo, gml_id="i 9998", egenskaper={**nabo.egenskaper,
        "matrikkelenhet/Matrikkelenhet": ("9998-1/2/0",)},
    )  # fmt: skip
    kart_ = kart(
        teig(rekt(400, 300, 500, 400), "1/2"), nabo,
        planomraade(vest, "9999_P1"), formaalet(vest, "1111", "B1", "9999_P1"),
        planomraade(oest, "9998_P7"), formaalet(oest, "3040", "G7", "9998_P7"),
    )  # fmt: skip
    kommune = Kommune("9999", "Prøvekommunen", 25832, test=True)

    def formaal(vest_: float) -> tuple[str, tuple[str, ...]]:
        bygg = hus(rekt(vest_, 340, vest_ + 10, 348))
        svar = en(grunnlag(bygg, kart=kart_, kommune=kommune), Arealformaal)
        return svar.plan_id, svar.formaal

    assert formaal(420) == ("9999_P1", ("1111",))
    assert formaal(470) == ("9998_P7", ("3040",))
    # 500 - 495 = 5 m to the neighbour of the same number in the other municipality
    svar = finn(grunnlag(hus(rekt(485, 340, 495, 348)), kart=kart_, kommune=kommune), Nabogrense)
    assert svar["hus mot 1/2"].avstand.verdi == Decimal("5.0000")  # type: ignore[attr-defined]


def test_19_what_stands_counts_what_goes_does_not_and_each_plot_has_its_own_side() -> None:
    tomt = rekt(400, 300, 450, 340)  # 2,000 m²
    kart_ = kart(
        teig(tomt, "1/2"),
        teig(rekt(450, 300, 500, 340), "1/5"),
        planomraade(rekt(400, 300, 500, 340)),
        formaalet(rekt(400, 300, 500, 340), "1111", "B1", utnyttingstype="16", utnyttingstall="30"),
    )
    gammelt = eksisterende(rekt(402, 302, 412, 307))  # 50 m²
    rives = hus(rekt(402, 320, 408, 325), "rives", tiltakstype="39")  # 30 m²
    staar_ennaa = eksisterende(rekt(402, 320, 408, 325), "det som rives")
    grunn = grunnlag(hus(rekt(420, 320, 430, 328)), rives, kart=kart_)  # 80 m² new
    grunn = replace(
        grunn,
        situasjonsplan=replace(grunn.situasjonsplan, eksisterende=(gammelt, staar_ennaa)),
    )
    svar = en(grunn, Utnytting)
    assert svar.bya == Maal(Decimal("130.0000"), enhet="m2")  # 50 + 80
    assert svar.grad == Maal(Decimal("6.5000"), enhet="%")  # 130 / 2000
    # Four metres on the neighbour's side of a house of 10 x 8: 6 x 8 = 48 m² are on this plot.
    over = en(grunnlag(hus(rekt(444, 320, 454, 328)), kart=kart_), Utnytting)
    assert over.bya == Maal(Decimal("48.0000"), enhet="m2")


def test_20_what_is_below_ground_has_a_distance_and_no_built_up_area() -> None:
    tomt = rekt(400, 300, 450, 340)
    kart_ = (
        teig(tomt, "1/2"),
        teig(rekt(450, 300, 500, 340), "1/5"),
        planomraade(tomt),
        formaalet(tomt, "1111", "B1", utnyttingstype="16", utnyttingstall="30"),
    )
    kjeller = hus(rekt(430, 320, 448, 330), tiltakstype="24")
    grunn = grunnlag(kjeller, kart=kart(*kart_))
    assert en(grunn, Utnytting).bya == Maal(Decimal("0.0000"), enhet="m2")
    grense = finn(grunn, Nabogrense)["hus mot 1/5"]
    assert grense.avstand.verdi == Decimal("2.0000")  # type: ignore[attr-defined]


# --- files nobody should have made -------------------------------------------------------------


@pytest.mark.parametrize("tall", ["NaN", "INF", "-Infinity", "1e400"])
def test_no_finite_number_no_object(tall: str, tmp_path: Path) -> None:
    tekst = samling(objekt("RpFareSone", "s", polygon("s", rektangel(0, 0, 10, 10))))
    fil = les(tmp_path, tekst.replace("597410 6643410", f"597410 {tall}"))
    assert fil.objekter == ()
    assert koder(fil)[0] == "koordinat-tall"
    assert fil.datasett.utelatt is not None
    assert fil.datasett.utelatt[0].boks is None  # nobody knows where


def test_ten_thousand_holes_are_ten_thousand_holes(tmp_path: Path) -> None:
    # 100 x 100 holes of one square metre in 201 x 201 m: 40,401 - 10,000 = 30,401 m²
    hullene = [hull(1 + 2 * i, 1 + 2 * j, 1, 1) for i in range(100) for j in range(100)]
    tekst = samling(objekt("RpFareSone", "s", polygon("s", rektangel(0, 0, 201, 201), *hullene)))
    (o,) = les(tmp_path, tekst).objekter
    form = shapely.from_wkb(o.wkb)
    assert (len(form.interiors), form.area) == (10_000, 30_401)


def test_a_ring_of_references_that_go_in_a_circle_is_no_object(tmp_path: Path) -> None:
    ring = '<gml:Ring><gml:curveMember xlink:href="#k"/></gml:Ring>'
    sirkel = (
        '<gml:CompositeCurve gml:id="k"><gml:curveMember xlink:href="#k"/></gml:CompositeCurve>'
    )
    fil = les(
        tmp_path,
        samling(
            objekt("RpFareSone", "s", polygon("s", (), ring=ring)),
            objekt("RpJuridiskLinje", "l", sirkel, egenskap="grense"),
        ),
    )
    assert fil.objekter == ()
    assert {u.gml_id: u.boks for u in fil.datasett.utelatt or ()} == {"s": None, "l": None}


def test_a_3d_file_called_2d_never_lands_in_the_map(tmp_path: Path) -> None:
    # Read in twos, every other «point» is (north, height): 13 numbers are no whole points, and 12
    # give points outside the municipality or a ring that does not close.
    firkant = [(0, 0, 5), (10, 0, 5), (10, 10, 5), (0, 10, 5), (0, 0, 5)]
    trekant = [(0, 0, 5), (10, 0, 5), (10, 10, 5), (0, 0, 5)]
    for punkter in (firkant, trekant):
        fil = les(tmp_path, samling(objekt("RpFareSone", "s", polygon("s", punkter)), dimensjon=2))
        assert fil.objekter == ()
        assert fil.problemer


@pytest.mark.parametrize("navn", ["EPSG:27391", "EPSG:27395", "urn:ogc:def:crs:EPSG::27398"])
def test_ngo1948_is_refused_by_name(navn: str, tmp_path: Path) -> None:
    flate = objekt("RpFareSone", "s", polygon("s", rektangel(0, 0, 10, 10)))
    with pytest.raises(KoordinatsystemAvvist, match="NGO 1948"):
        les(tmp_path, samling(flate, srs=navn))


def test_degrees_are_latitude_first_and_the_other_order_is_refused(tmp_path: Path) -> None:
    # EPSG:4258 has latitude first. Longitude first would lie in the sea off Somalia.
    hjoerner = transformer(LineString([(597400, 6643400), (597410, 6643400), (597410, 6643410)]),
                           25832, 4258).coords  # fmt: skip
    punkter = [*hjoerner, hjoerner[0]]
    assert all(59 < b < 60 and 10 < lengde < 11 for lengde, b in punkter)

    def fil(rekke: list[tuple[float, float]], srs: str) -> str:
        tall = " ".join(f"{a:.9f} {b:.9f}" for a, b in rekke)
        ring = f"<gml:LinearRing><gml:posList>{tall}</gml:posList></gml:LinearRing>"
        return samling(objekt("RpFareSone", "s", polygon("s", (), ring=ring)), srs=srs)

    (o,) = les(tmp_path, fil([(b, lengde) for lengde, b in punkter], "EPSG:4258")).objekter
    assert shapely.from_wkb(o.wkb).area == pytest.approx(50, abs=0.01)  # half of 10 x 10
    with pytest.raises(KoordinatsystemAvvist, match="byttet plass"):
        les(tmp_path, fil(punkter, "EPSG:4258"))
    with pytest.raises(KoordinatsystemAvvist, match="WGS 84"):
        les(tmp_path, fil(punkter, "EPSG:4326"))


@pytest.mark.parametrize(
    "geometri",
    [
        '<gml:Polygon gml:id="p"/>',
        '<gml:Surface gml:id="p"/>',
        '<gml:MultiSurface gml:id="p"/>',
        "",
    ],
)
def test_an_empty_geometry_is_an_object_left_out(geometri: str, tmp_path: Path) -> None:
    fil = les(tmp_path, samling(objekt("RpFareSone", "s", geometri)))
    assert (fil.objekter, len(fil.problemer)) == ((), 1)
    assert [u.gml_id for u in fil.datasett.utelatt or ()] == ["s"]
