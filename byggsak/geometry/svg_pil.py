"""A dimension line on the sheet."""

from __future__ import annotations

import numpy as np
import shapely

from byggsak.geometry.svg_lag import Tegning
from byggsak.geometry.svg_stil import Stil


def maallinje(tegning: Tegning, linje: shapely.LineString, s: Stil, bredde: float) -> None:
    """A line with an arrowhead at both ends; on a short one they point in from outside."""
    a, b = np.array([tegning.ark.xy(p) for p in linje.coords], dtype=np.float64)
    lengde_mm = float(np.hypot(*(b - a)))
    if lengde_mm < 0.05:
        return
    langs = (b - a) / lengde_mm
    tvers = np.array([-langs[1], langs[0]])
    stor = 0.7 + bredde / 2  # the arrowhead grows with the line
    utenfra = lengde_mm < 5.0 * stor
    d = f"M{a[0]:.2f} {a[1]:.2f}L{b[0]:.2f} {b[1]:.2f}"
    # a white line below keeps the measure apart from the boundaries it crosses
    tegning.ut.append(f'<path d="{d}" stroke="#fff" stroke-width="{3 * bredde:.2f}"/>')
    stiplet = f' stroke-dasharray="{s.stiplet}"' if s.stiplet else ""
    tegning.ut.append(f'<path d="{d}" stroke="{s.strek}" stroke-width="{bredde}"{stiplet}/>')
    for ende, retning in ((a, 1.0), (b, -1.0)):
        inn = retning * langs * (-1 if utenfra else 1)
        p, q = (ende + stor * (1.9 * inn + fortegn * 0.75 * tvers) for fortegn in (1, -1))
        if utenfra:
            hale = ende + 4.2 * stor * inn
            tegning.ut.append(
                f'<path d="M{ende[0]:.2f} {ende[1]:.2f}L{hale[0]:.2f} {hale[1]:.2f}" '
                f'stroke="{s.strek}" stroke-width="{0.75 * bredde:.2f}"/>'
            )
        tegning.ut.append(
            f'<path d="M{ende[0]:.2f} {ende[1]:.2f}L{p[0]:.2f} {p[1]:.2f}L{q[0]:.2f} {q[1]:.2f}Z" '
            f'fill="{s.strek}" stroke="none"/>'
        )
