"""Arcs given by centre, radius and angles, to the three points of the curve model."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from byggsak.geometry import gml_texts as tekster
from byggsak.geometry.crs import Punkter
from byggsak.geometry.curves import Segment, Segmentslag, bue_fra_sentrum
from byggsak.geometry.gml_coords import Arv, Samler, les_punkter
from byggsak.geometry.gml_model import barn, lokalt
from byggsak.xml.element import Element

_RADIANER: Final = {
    "rad",
    "urn:ogc:def:uom:EPSG::9101",
    "http://www.opengis.net/def/uom/EPSG/0/9101",
}
_GRADER: Final = {
    "deg",
    "#deg",
    "degree",
    "urn:ogc:def:uom:EPSG::9102",
    "http://www.opengis.net/def/uom/EPSG/0/9102",
}


def senterbue(el: Element, arv: Arv, samler: Samler) -> Iterator[Segment]:
    """An ArcByCenterPoint or CircleByCenterPoint as three points.

    Angles are from the first axis of the system towards the second, so axes are turned last.
    """
    sentrum = les_punkter(el, arv, samler)
    hel = lokalt(el.tag) == "CircleByCenterPoint"
    radius = _maal(el, "radius", samler)
    start = 0.0 if hel else _maal(el, "startAngle", samler)
    slutt = math.tau if hel else _maal(el, "endAngle", samler)
    if len(sentrum) != 1 or radius is None or start is None or slutt is None or radius <= 0:
        samler.meld("bue-punkter", tekster.buepunkter(lokalt(el.tag), len(sentrum)), el)
        return
    nord_foerst = arv.crs is not None and arv.crs.nord_foerst
    om: Punkter = sentrum[0][::-1] if nord_foerst else sentrum[0]
    hel = hel or abs(slutt - start) >= math.tau - 1e-12
    if hel:  # three points a third of a turn apart
        slutt = start + 2 * math.tau / 3
    xy = bue_fra_sentrum((float(om[0]), float(om[1])), radius, start, slutt)
    if nord_foerst:
        xy = np.ascontiguousarray(xy[:, ::-1])
    slag = Segmentslag.SIRKEL if hel else Segmentslag.BUE
    yield Segment(slag, xy, lokalt(el.tag), el.sourceline)


def _maal(el: Element, navn: str, samler: Samler) -> float | None:
    for b in barn(el):
        if lokalt(b.tag) != navn:
            continue
        uom = (b.get("uom") or "").strip()
        try:
            verdi = float(b.text or "")
        except ValueError:
            return None
        if not math.isfinite(verdi):
            return None
        if navn == "radius":
            if uom in ("", "m", "#m", "urn:ogc:def:uom:EPSG::9001"):
                return verdi
        elif uom in _GRADER:
            return math.radians(verdi)
        elif uom in _RADIANER:
            return verdi
        samler.meld("bue-enhet", tekster.enhet(navn, uom), b)
        return None
    return None
