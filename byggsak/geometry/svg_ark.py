"""The sheet of a site drawing: which ground it shows, at which scale, and metres to millimetres."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.kart import BBox

BREDDE: Final = 190.0  # mm: A4 with margins
_HOEYESTE: Final = 165.0  # mm of map
_LAVESTE: Final = 90.0
_LUFT: Final = 6.0  # mm between what is shown and the frame
_MAALESTOKKER: Final = (100, 200, 250, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
SKRIFT: Final = "DejaVu Sans, Liberation Sans, Arial, sans-serif"

_ULOVLIG: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Ark:
    """A frame of the ground on paper. `vest` and `nord` are its upper left corner, metres."""

    vest: float
    nord: float
    maalestokk: int
    hoeyde: float  # mm of the map frame; the width is BREDDE

    @property
    def m_per_mm(self) -> float:
        return self.maalestokk / 1000

    @property
    def boks(self) -> BBox:
        oest = self.vest + BREDDE * self.m_per_mm
        return self.vest, self.nord - self.hoeyde * self.m_per_mm, oest, self.nord

    def xy(self, punkt: Sequence[float]) -> tuple[float, float]:
        """Ground (east, north) to paper (right, down), mm."""
        return (punkt[0] - self.vest) / self.m_per_mm, (self.nord - punkt[1]) / self.m_per_mm

    def klipp(self, form: BaseGeometry) -> BaseGeometry:
        """What of the geometry is on the sheet (and a little outside), no finer than print."""
        ramme = shapely.box(*self.boks).buffer(3 * self.m_per_mm, join_style="mitre")
        return form.intersection(ramme).simplify(0.03 * self.m_per_mm)

    def sti(self, form: BaseGeometry) -> str:
        """The `d` of an SVG path: every ring and line of the geometry; "" when off the sheet."""
        biter: list[str] = []
        for linje in _linjer(self.klipp(form)):
            lukket = isinstance(linje, shapely.LinearRing)
            koord = shapely.get_coordinates(linje)[: -1 if lukket else None]
            papir = (koord - (self.vest, self.nord)) / (self.m_per_mm, -self.m_per_mm)
            biter.append("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in papir))
            if lukket:
                biter.append("Z")
        return "".join(biter)


def lag_ark(vis: list[BaseGeometry]) -> Ark:
    """The sheet that shows all the geometries at the largest scale that has room for them."""
    vest, soer, oest, nord = (float(t) for t in shapely.total_bounds(vis))
    for maalestokk in _MAALESTOKKER:
        per_mm = maalestokk / 1000
        bred = (oest - vest) / per_mm + 2 * _LUFT
        hoey = (nord - soer) / per_mm + 2 * _LUFT
        if bred <= BREDDE and hoey <= _HOEYESTE:
            break
    hoeyde = float(np.clip(hoey, _LAVESTE, _HOEYESTE))
    midt_x, midt_y = (vest + oest) / 2, (soer + nord) / 2
    return Ark(midt_x - BREDDE / 2 * per_mm, midt_y + hoeyde / 2 * per_mm, maalestokk, hoeyde)


def _linjer(form: BaseGeometry) -> list[BaseGeometry]:
    match form:
        case shapely.Polygon():
            return [form.exterior, *form.interiors] if not form.is_empty else []
        case shapely.LineString():
            return [form] if not form.is_empty else []
        case shapely.Point():
            return []
        case _:
            return [linje for del_ in shapely.get_parts(form) for linje in _linjer(del_)]


def t(tekst: str) -> str:
    """Text fit for XML: escaped, and without the characters XML cannot hold."""
    return escape(_ULOVLIG.sub("", tekst), {'"': "&quot;"})


def tekst(
    x: float,
    y: float,
    innhold: str,
    *,
    stoerrelse: float = 2.6,
    farge: str = "#111",
    fet: bool = False,
    anker: str = "middle",
    glorie: bool = False,
) -> str:
    """One line of text; x and y in mm, size in mm. `glorie` keeps it readable over lines."""
    ekstra = ' font-weight="bold"' if fet else ""
    if glorie:
        ekstra += ' paint-order="stroke" stroke="#fff" stroke-width="0.9" stroke-linejoin="round"'
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{stoerrelse}" fill="{farge}" '
        f'text-anchor="{anker}"{ekstra}>{t(innhold)}</text>'
    )


def bryt(innhold: str, tegn: int) -> list[str]:
    """Words on lines of at most `tegn` characters (a longer word is cut)."""
    linjer = [""]
    for ord_ in innhold.split():
        ordet = ord_ if len(ord_) <= tegn else ord_[: tegn - 1] + "…"
        if len(linjer[-1]) + len(ordet) + 1 > tegn and linjer[-1]:
            linjer.append("")
        linjer[-1] = f"{linjer[-1]} {ordet}".strip()
    return linjer
