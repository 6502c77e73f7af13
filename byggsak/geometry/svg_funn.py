"""Findings on the site drawing: the evidence drawn strongly, numbered, and named by its finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from byggsak.domain.funn import Funn, Utfall
from byggsak.domain.tekst import skriv
from byggsak.geometry import svg_stil as stil
from byggsak.geometry.crs import transformer
from byggsak.geometry.errors import KoordinatsystemAvvist
from byggsak.geometry.svg_ark import BREDDE, t, tekst
from byggsak.geometry.svg_lag import Tegning
from byggsak.geometry.svg_pil import maallinje
from byggsak.geometry.svg_stil import Stil

_IKKE_I_ID: Final = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, eq=False)
class Funnmerke:
    """A numbered finding that has a place on the ground, in the drawing's system."""

    nr: int
    funn: Funn
    form: BaseGeometry

    @property
    def ident(self) -> str:
        """The id of its drawing: «kart-<fingeravtrykk>», so that a page can point at it."""
        return "kart-" + (_IKKE_I_ID.sub("-", self.funn.fingeravtrykk) or str(self.nr))

    @property
    def stil(self) -> Stil:
        return stil.BRUTT if self.funn.utfall is Utfall.BRUTT else stil.UAVKLART


def merker(funn: Sequence[Funn], epsg: int) -> list[Funnmerke]:
    """The findings that can be drawn, numbered in their own order (all count, also the others)."""
    ut = []
    for nr, f in enumerate(funn, 1):
        if f.sted.geometri is None or f.utfall not in (Utfall.BRUTT, Utfall.UAVKLART):
            continue
        try:
            form = shapely.force_2d(shape(dict(f.sted.geometri)))
            form = transformer(form, f.sted.epsg or epsg, epsg)
        except (
            ShapelyError, KoordinatsystemAvvist, AttributeError, KeyError, TypeError, ValueError
        ):  # fmt: skip
            continue  # evidence that cannot be drawn is still in the list of findings
        if not form.is_empty and np.isfinite(form.bounds).all():
            ut.append(Funnmerke(nr, f, form))
    return ut


def tegn_funn(tegning: Tegning, merke: Funnmerke) -> None:
    """One finding: area hatched, line as a dimension line with its measure, point as a ring."""
    f = merke.funn
    tegning.ut.append(
        f'<g id="{tegning.prefiks}-{t(merke.ident)}" class="funn {f.utfall}" '
        f'data-regel="{t(f.regel)}" data-funn="{t(f.fingeravtrykk)}">'
        f"<title>{t(f'{merke.nr}. {f.melding.paa(tegning.spraak)}')}</title>"
    )
    for del_ in shapely.get_parts(merke.form):
        match del_:
            case shapely.Point():
                x, y = tegning.ark.xy(del_.coords[0])
                tegning.ut.append(
                    f'<circle cx="{x:.2f}" cy="{y:.2f}" r="2" {merke.stil.attributter()}/>'
                )
            case shapely.LineString() if len(del_.coords) == 2:
                maallinje(tegning, del_, merke.stil, 0.6)
            case _:
                tegning.flate(del_, merke.stil)
    if merke.stil not in tegning.brukt:
        tegning.brukt.append(merke.stil)
    _merkelapp(tegning, merke)
    tegning.ut.append("</g>")


def _merkelapp(tegning: Tegning, merke: Funnmerke) -> None:
    """The number, with the measure of a dimension line, beside the evidence and not on it."""
    ark, f = tegning.ark, merke.funn
    stoerst = max(shapely.get_parts(merke.form), key=lambda d: (d.area, d.length))
    if isinstance(stoerst, shapely.LineString):
        a, b = (np.array(ark.xy(stoerst.coords[i]), dtype=np.float64) for i in (0, -1))
        retning = (b - a) / max(float(np.hypot(*(b - a))), 0.01)
        tvers = np.array([abs(retning[1]), -abs(retning[0])])  # to the right, or above
        midt = ark.xy(stoerst.interpolate(0.5, normalized=True).coords[0])
        x, y = np.array(midt) + 3.4 * tvers
    else:  # the upper left corner of an area leaves its middle free for the name of the building
        hjoerne = max(shapely.get_coordinates(ark.klipp(stoerst)), key=lambda p: p[1] - p[0])
        x, y = ark.xy(hjoerne)
    x, y = (min(max(x, 3.0), BREDDE - 3), min(max(y, 3.0), ark.hoeyde - 3))
    innhold = ""
    if f.maalt is not None and f.enhet == "m" and isinstance(stoerst, shapely.LineString):
        innhold = f"{skriv(round(f.maalt, 2), tegning.spraak)} m"
    bredde = len(innhold) * 2.1
    if innhold and abs(tvers[1]) > 0.5:  # above a lying line: number and measure centred together
        x -= (bredde + 3) / 2
    tegning.etiketter.append(nummer(merke, x, y))
    if innhold:
        tegning.etiketter.append(
            tekst(
                x + 3, y + 1.1, innhold, stoerrelse=3.2, fet=True, farge=merke.stil.strek,
                glorie=True, anker="start",
            )
        )  # fmt: skip
    tegning.ta_plass(x + bredde / 2, y, bredde + 5, 5)


def nummer(merke: Funnmerke, x: float, y: float) -> str:
    """The number in a filled ring; white on dark, so that it reads in print."""
    return (
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="2.1" fill="{merke.stil.strek}" stroke="#fff" '
        'stroke-width="0.4"/>'
        + tekst(x, y + 0.95, str(merke.nr), stoerrelse=2.7, farge="#fff", fet=True)
    )
