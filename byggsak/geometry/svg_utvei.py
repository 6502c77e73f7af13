"""A way out on the site drawing: the footprint where it could stand, and the arrow that leads
there with its length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from byggsak.domain.tekst import Spraak
from byggsak.domain.utvei import Utvei
from byggsak.geometry.crs import transformer
from byggsak.geometry.errors import KoordinatsystemAvvist
from byggsak.geometry.svg_ark import t, tekst
from byggsak.geometry.svg_lag import Tegning
from byggsak.geometry.svg_stil import UTVEI

_KORTEST = 0.6  # mm: a shorter arrow cannot be seen


def former(utveier: Iterable[Utvei], epsg: int) -> list[BaseGeometry]:
    """The changed footprints in the drawing's system, so that the sheet has room for them."""
    return [form for u in utveier if (form := _form(u.geometri, u.epsg, epsg)) is not None]


def tegn_utveier(tegning: Tegning, utveier: Sequence[Utvei], epsg: int) -> None:
    """Each changed footprint dashed, named by its sentence; from the old middle to the new one."""
    for nr, utvei in enumerate(utveier, 1):
        nytt, gammelt = (_form(g, utvei.epsg, epsg) for g in (utvei.geometri, utvei.fra))
        if nytt is None:
            continue
        spraak: Spraak = tegning.spraak
        tegning.ut.append(
            f'<g id="{tegning.prefiks}-utvei-{nr}" class="utvei {utvei.slag}">'
            f"<title>{t(utvei.tekst.paa(spraak))}</title>"
        )
        tegning.flate(nytt, UTVEI)
        if gammelt is not None:
            _pil(tegning, gammelt, nytt, utvei)
        tegning.ut.append("</g>")


def _pil(tegning: Tegning, gammelt: BaseGeometry, nytt: BaseGeometry, utvei: Utvei) -> None:
    a, b = (np.array(tegning.ark.xy(f.centroid.coords[0])) for f in (gammelt, nytt))
    lengde = float(np.hypot(*(b - a)))
    if lengde < _KORTEST:
        return
    langs = (b - a) / lengde
    tvers = np.array([-langs[1], langs[0]])
    # From edge to edge in the direction of travel: the middle of the house has its own text.
    kant = np.array([tegning.ark.xy(p) for p in shapely.get_coordinates(gammelt)])
    foran = float(((kant - a) @ langs).max()) * langs
    a, b = a + foran, b + foran
    hode = min(2.4, lengde)
    p, q = b - hode * langs + 0.4 * hode * tvers, b - hode * langs - 0.4 * hode * tvers
    tegning.ut.append(
        f'<path d="M{a[0]:.2f} {a[1]:.2f}L{b[0]:.2f} {b[1]:.2f}" stroke="{UTVEI.strek}" '
        f'stroke-width="0.7"/><path d="M{b[0]:.2f} {b[1]:.2f}L{p[0]:.2f} {p[1]:.2f}'
        f'L{q[0]:.2f} {q[1]:.2f}Z" fill="{UTVEI.strek}"/>'
    )
    meter = utvei.tall.get("lengde")
    if isinstance(meter, str):
        merke = meter if tegning.spraak == "en" else meter.replace(".", ",")
        x, y = b + (3.0 + len(merke) * abs(langs[0])) * langs
        tegning.etiketter.append(
            tekst(x, y + 1.1, f"{merke} m", stoerrelse=3.2, fet=True, farge=UTVEI.strek,
                  glorie=True)
        )  # fmt: skip
        tegning.ta_plass(x, y, len(merke) * 2.1 + 5, 5)


def _form(geometri: Mapping[str, Any] | None, fra: int | None, epsg: int) -> BaseGeometry | None:
    if geometri is None:
        return None
    try:
        return transformer(shape(dict(geometri)), fra or epsg, epsg)
    except (ShapelyError, KoordinatsystemAvvist):
        return None  # the sentence says it all the same
