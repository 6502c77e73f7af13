"""Measuring against formulas worked out by hand: another way to the same number.

Random rectangles, arcs and rotations go through what a check goes through (map objects, situation
plan, facts); the answers are held against plain trigonometry, which calls no geometry library.
Lengths agree within a millimetre (the sagitta arcs are stroked with), a tenth of the tolerance of
lengths.
"""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from facts_helpers import (
    KRAV,
    finn,
    grunnlag,
    hus,
    kart,
    linje,
    planobjekt,
    planomraade,
    rekt,
    teig,
)
from gml_bygg import objekt, polygon, samling
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon

from byggsak.domain.eiendom import Nabogrense, Utnytting
from byggsak.domain.plan import Faresone
from byggsak.geometry.curves import Segment, Segmentslag, stryk
from byggsak.geometry.kartfil import les_kartfil
from byggsak.geometry.measure_line import Overskridelse, overskridelse

MM = 0.001
X0, Y0 = 597450.0, 6643450.0
halv = st.integers(20, 90).map(lambda t: t / 10)  # 2 to 9 m: half a side of a house
vinkel = st.integers(0, 3599).map(lambda t: math.radians(t / 10))
enkelt = settings(max_examples=40, deadline=None, derandomize=True)


def dreid(
    a: float, b: float, theta: float, midt: tuple[float, float] = (0.0, 0.0)
) -> list[tuple[float, float]]:
    """The corners of a rectangle of 2a x 2b turned by theta about its middle."""
    c, s = math.cos(theta), math.sin(theta)
    return [
        (X0 + midt[0] + x * c - y * s, Y0 + midt[1] + x * s + y * c)
        for x, y in ((-a, -b), (a, -b), (a, b), (-a, b))
    ]


def halvplan(avstand: float, phi: float) -> Polygon:
    """The ground beyond a line: those points whose projection on the direction phi is at least
    `avstand` (300 m of it)."""
    midt = (avstand + 150) * math.cos(phi), (avstand + 150) * math.sin(phi)
    return Polygon(dreid(150, 300, phi, midt))


def til_linje(a: float, b: float, theta: float, avstand: float, phi: float) -> float:
    """From a turned rectangle to the line: the distance of its middle, less how far the rectangle
    reaches in that direction (|cos| of each half side)."""
    rekkevidde = a * abs(math.cos(phi - theta)) + b * abs(math.sin(phi - theta))
    return avstand - rekkevidde


@enkelt
@given(a=halv, b=halv, theta=vinkel, phi=vinkel, klaring=st.integers(0, 200).map(lambda t: t / 10))
def test_the_distance_to_a_straight_boundary(
    a: float, b: float, theta: float, phi: float, klaring: float
) -> None:
    avstand = klaring + a * abs(math.cos(phi - theta)) + b * abs(math.sin(phi - theta))
    egen = halvplan(-avstand, phi + math.pi)  # all that lies before the line
    nabo = halvplan(avstand, phi)
    grunn = grunnlag(
        hus(Polygon(dreid(a, b, theta))), kart=kart(teig(egen, "1/2"), teig(nabo, "1/5"))
    )
    alle: list[Any] = list(finn(grunn, Nabogrense).values())
    maalt = min(float(g.avstand.verdi) for g in alle if "1/5" in g.navn)
    assert maalt == pytest.approx(til_linje(a, b, theta, avstand, phi), abs=MM)


@enkelt
@given(
    dx=st.integers(-300, 300).map(lambda t: t / 10), dy=st.integers(-300, 300).map(lambda t: t / 10)
)
def test_the_distance_to_a_property_in_a_hole_is_corner_to_corner(dx: float, dy: float) -> None:
    """House of 10 x 8 in the middle, the hole of 6 x 4 at (dx, dy): Pythagoras on the gaps."""
    gap_x, gap_y = abs(dx) - 5 - 3, abs(dy) - 4 - 2
    if gap_x < 0.5 and gap_y < 0.5:
        return  # over or against each other
    hull = Polygon(dreid(3, 2, 0, (dx, dy)))
    egen = Polygon(dreid(60, 60, 0)).difference(hull)
    grunn = grunnlag(hus(Polygon(dreid(5, 4, 0))), kart=kart(teig(egen, "1/2"), teig(hull, "1/3")))
    alle: list[Any] = list(finn(grunn, Nabogrense).values())
    maalt = min(float(g.avstand.verdi) for g in alle if "1/3" in g.navn)
    assert maalt == pytest.approx(math.hypot(max(gap_x, 0), max(gap_y, 0)), abs=MM)


def bortenfor(a: float, b: float, psi: float, s: float) -> float:
    """The area of a rectangle (half sides a, b) beyond a line at distance s from its middle, whose
    normal makes the angle psi with the side a.

    Seen along the normal the rectangle is a trapezoid: full height 2ab/max(p, q) within |p - q| of
    the middle, falling to nothing at p + q, where p = a|cos psi| and q = b|sin psi|.
    """
    p, q = a * abs(math.cos(psi)), b * abs(math.sin(psi))
    ytterst, flatt, hoeyde = p + q, abs(p - q), 2 * a * b / max(p, q)
    if s <= -ytterst:
        return 4 * a * b
    if s >= ytterst:
        return 0.0
    if s < 0:
        return 4 * a * b - bortenfor(a, b, psi, -s)
    skraa = ytterst - flatt
    if s >= flatt:
        return hoeyde * (ytterst - s) ** 2 / (2 * skraa)
    return hoeyde * (flatt - s) + hoeyde * skraa / 2


@enkelt
@given(a=halv, b=halv, theta=vinkel, phi=vinkel, s=st.integers(-120, 120).map(lambda t: t / 10))
def test_the_area_and_the_share_of_a_footprint_in_a_zone(
    a: float, b: float, theta: float, phi: float, s: float
) -> None:
    tomt = Polygon(dreid(90, 90, 0))
    grunn = grunnlag(
        hus(Polygon(dreid(a, b, theta))),
        kart=kart(
            teig(tomt, "1/2"),
            planomraade(tomt),
            planobjekt("RpArealformålOmråde", tomt, "b", arealformål="1111"),
            planobjekt("RpFareSone", halvplan(s, phi), "flom", fare="320"),
        ),
    )
    sone: Any = finn(grunn, Faresone)["hus, flom"]
    ventet = bortenfor(a, b, phi - theta, s)
    # a millimetre along the longest cut
    assert float(sone.overlapp.verdi) == pytest.approx(ventet, abs=MM * 2 * math.hypot(a, b))
    assert float(sone.overlapp.verdi) / (4 * a * b) == pytest.approx(ventet / (4 * a * b), abs=MM)


@enkelt
@given(a=halv, b=halv, theta=vinkel, c=halv, d=halv, skygge=st.integers(0, 30))
def test_the_degree_of_use_of_two_turned_houses(
    a: float, b: float, theta: float, c: float, d: float, skygge: int
) -> None:
    """Two rectangles 40 m apart on a plot of 160 x 120 m: (4ab + 4cd) / 19,200."""
    tomt = Polygon(dreid(80, 60, 0))
    grunn = grunnlag(
        hus(Polygon(dreid(a, b, theta, (-20, 0))), "ett"),
        hus(Polygon(dreid(c, d, theta + skygge, (20, 0))), "to"),
        kart=kart(
            teig(tomt, "1/2"),
            planomraade(tomt),
            planobjekt(
                "RpArealformålOmråde", tomt, "b", arealformål="1111",
                **{"utnytting/RpUtnytting/utnyttingstype": "16",
                   "utnytting/RpUtnytting/utnyttingstall": "30"},
            ),
        ),
    )  # fmt: skip
    (svar,) = finn(grunn, Utnytting).values()
    bya, grad = float(svar.bya.verdi), float(svar.grad.verdi)  # type: ignore[attr-defined]
    assert bya == pytest.approx(4 * a * b + 4 * c * d, abs=MM)
    assert grad == pytest.approx((4 * a * b + 4 * c * d) / 19_200 * 100, abs=0.0001)


@enkelt
@given(
    radius=st.integers(60, 140).map(lambda t: t / 10),
    alfa=st.integers(275, 355).map(math.radians),
    over=st.integers(-20, 15).map(lambda t: t / 10),
)
def test_how_far_a_corner_is_over_a_curved_building_line(
    radius: float, alfa: float, over: float
) -> None:
    """The line bends a quarter of a circle about (486, 330); the house's outermost corner lies in
    the direction alfa at radius + over, and everything else of it is nearer the middle."""
    mx, my = 486.0, 330.0
    midt = radius * math.sqrt(0.5)
    punkter = [(mx, my - radius), (mx + midt, my - midt), (mx + radius, my)]
    bue = stryk(Segment(Segmentslag.BUE, np.array(punkter), "Arc"))
    assert bue is not None
    strek = linje((400, my - radius), *map(tuple, bue.tolist()), (mx + radius, 380))
    x, y = mx + (radius + over) * math.cos(alfa), my + (radius + over) * math.sin(alfa)
    bygg = rekt(x - 3, y, x, y + 3)
    felt, veg = rekt(400, 312, 520, 380), rekt(400, 300, 520, 312)
    svar = overskridelse(bygg, strek, felt, veg, KRAV)
    assert isinstance(svar, Overskridelse)
    # beside the arc the straight parts go on: the nearest of them counts
    rett = [my - radius - y if x <= mx else math.inf, x - (mx + radius) if y >= my else math.inf]
    ventet = max(0.0, min(over, *rett))
    assert svar.meter == pytest.approx(ventet, abs=2 * MM)


@settings(max_examples=25, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(radius=st.integers(2, 300), start=vinkel)
def test_the_area_of_a_circle_and_of_a_half_disc(tmp_path: Path, radius: int, start: float) -> None:
    """pi r² and half of it; chords lie at most a millimetre inside, along the whole arc."""

    def paa(vinkel_: float) -> tuple[float, float]:
        return radius * math.cos(start + vinkel_), radius * math.sin(start + vinkel_)

    def areal(kurve: str) -> float:
        sti = tmp_path / "s.gml"
        sti.write_text(samling(objekt("RpFareSone", "s", polygon("s", (), ring=kurve))))
        (o,) = les_kartfil(sti, 25832, dato=date(2026, 1, 1)).objekter
        return float(shapely.from_wkb(o.wkb).area)

    def segment(navn: str, *punkter: tuple[float, float]) -> str:
        tall = " ".join(f"{597450 + x:.6f} {6643450 + y:.6f}" for x, y in punkter)
        return f"<gml:{navn}><gml:posList>{tall}</gml:posList></gml:{navn}>"

    def ring(*segmenter: str) -> str:
        inne = "".join(segmenter)
        return (
            '<gml:Ring><gml:curveMember><gml:Curve gml:id="k"><gml:segments>'
            f"{inne}</gml:segments></gml:Curve></gml:curveMember></gml:Ring>"
        )

    sirkel = areal(ring(segment("Circle", paa(0), paa(2), paa(4))))
    assert math.pi * radius**2 - MM * 2 * math.pi * radius <= sirkel <= math.pi * radius**2 + MM
    halvsirkel = areal(
        ring(segment("Arc", paa(0), paa(1.1), paa(math.pi)),
             segment("LineStringSegment", paa(math.pi), paa(0)))
    )  # fmt: skip
    helt = math.pi * radius**2 / 2
    assert helt - MM * math.pi * radius <= halvsirkel <= helt + MM


def test_the_oracle_itself_on_figures_a_person_can_check() -> None:
    assert til_linje(5, 4, 0, 10, 0) == 5
    assert til_linje(1, 1, math.pi / 4, 10, 0) == pytest.approx(10 - math.sqrt(2))
    assert bortenfor(5, 4, 0, 2) == pytest.approx(3 * 8)  # a strip of 3 m of a house 8 m wide
    assert bortenfor(1, 1, math.pi / 4, 0) == pytest.approx(2)  # half of a square on its corner
    assert bortenfor(1, 1, math.pi / 4, 1) == pytest.approx((math.sqrt(2) - 1) ** 2)  # its tip
    assert Decimal(str(round(bortenfor(3, 2, 1.0, -9), 6))) == 24
