"""Dimension lines: the distances a person looks for on a site drawing, also those that are met.

Drawn from each new building to the nearest boundaries of its own ground and to the nearest building
line. What a finding measures is drawn by the finding, and not once more here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.kart import Kartobjekt
from byggsak.domain.situasjonsplan import Situasjonsplan
from byggsak.domain.tekst import skriv
from byggsak.geometry.measure import lengde
from byggsak.geometry.svg_ark import tekst
from byggsak.geometry.svg_funn import Funnmerke
from byggsak.geometry.svg_lag import Tegning, er_byggegrense, geometri
from byggsak.geometry.svg_pil import maallinje
from byggsak.geometry.svg_stil import MAAL

_FLEST = 3  # to boundaries, per building
_LENGST = 15.0  # m: a boundary farther off is measured only when none is nearer
_LENGST_BYGGEGRENSE = 30.0  # m
_SAMME_RETNING = 0.8  # cosine: two nearly parallel measures say the same
_PARALLELL = 0.99
_INNTIL = 0.05  # m: a parcel nearer than this to the own ground touches it


def tegn_maal(
    tegning: Tegning,
    plan: Situasjonsplan,
    tomt: Sequence[Kartobjekt],
    objekter: Sequence[Kartobjekt],
    funnmerker: Sequence[Funnmerke],
) -> None:
    """The measures of every new building that stays on the sheet."""
    funnet = [
        del_
        for m in funnmerker
        for del_ in shapely.get_parts(m.form)
        if isinstance(del_, shapely.LineString)
    ]
    grunn = shapely.union_all([geometri(o) for o in tomt])
    egne = {o.gml_id for o in tomt}
    naboer = [
        flate
        for o in objekter
        if o.objekttype == "Teig" and o.gml_id not in egne
        if shapely.dwithin(flate := geometri(o), grunn, _INNTIL)
    ]
    streker = [geometri(o) for o in objekter if er_byggegrense(o)]
    for b in plan.tiltak:
        if b.rives:
            continue
        bygg = geometri(b.omraade)
        tegnet = list(funnet)
        grenser = _velg(bygg, naboer, _FLEST)
        for linje in grenser:
            if linje.length <= max(_LENGST, grenser[0].length):
                _hvis_ny(tegning, linje, tegnet)
        for linje in _velg(bygg, streker, 1):
            if linje.length <= _LENGST_BYGGEGRENSE:
                _hvis_ny(tegning, _ved_siden(bygg, linje, tegnet, streker), tegnet)


def _hvis_ny(tegning: Tegning, linje: shapely.LineString, tegnet: list[shapely.LineString]) -> None:
    if _paa_arket(tegning, linje) and not any(_samme(linje, t) for t in tegnet):
        _tegn(tegning, linje)
        tegnet.append(linje)


def _ved_siden(
    bygg: BaseGeometry,
    linje: shapely.LineString,
    tegnet: Sequence[shapely.LineString],
    streker: Sequence[BaseGeometry],
) -> shapely.LineString:
    """The same measure from the far end of the wall, where the line would lie on another."""
    if not any(linje.distance(t) < _INNTIL and _parallelle(linje, t) for t in tegnet):
        return linje
    retning = _retning(linje)
    tvers = np.array([-retning[1], retning[0]])
    fra = shapely.get_coordinates(linje)[0]
    utslag = (shapely.get_coordinates(bygg) - fra) @ tvers
    for steg in (utslag.max(), utslag.min()):
        flyttet = shapely.LineString(shapely.get_coordinates(linje) + steg * tvers)
        ender = [shapely.Point(p) for p in flyttet.coords]
        if (
            abs(steg) > 1
            and ender[0].distance(bygg) < _INNTIL
            and any(ender[1].distance(strek) < _INNTIL for strek in streker)
        ):
            return flyttet
    return linje


def _velg(bygg: BaseGeometry, maal: Iterable[BaseGeometry], flest: int) -> list[shapely.LineString]:
    """The shortest line to each, nearest first, one for each direction; none where they touch."""
    linjer = sorted((shapely.shortest_line(bygg, m) for m in maal), key=lambda li: li.length)
    valgt: list[shapely.LineString] = []
    for linje in linjer:
        if len(valgt) == flest:
            break
        if linje.length < _INNTIL:
            continue
        if not any(_retning(linje) @ _retning(v) > _SAMME_RETNING for v in valgt):
            valgt.append(linje)
    return valgt


def _retning(linje: shapely.LineString) -> np.ndarray:
    a, b = shapely.get_coordinates(linje)[[0, -1]]
    enhet: np.ndarray = (b - a) / max(float(np.hypot(*(b - a))), 1e-9)
    return enhet


def _parallelle(a: shapely.LineString, b: shapely.LineString) -> bool:
    return bool(abs(_retning(a) @ _retning(b)) > _PARALLELL)


def _samme(linje: shapely.LineString, annen: shapely.LineString) -> bool:
    """The same distance the same way, from whichever end of the wall."""
    return abs(linje.length - annen.length) < _INNTIL and _parallelle(linje, annen)


def _paa_arket(tegning: Tegning, linje: shapely.LineString) -> bool:
    ramme = shapely.box(*tegning.ark.boks).buffer(-2 * tegning.ark.m_per_mm)
    return bool(ramme.contains(linje))


def _tegn(tegning: Tegning, linje: shapely.LineString) -> None:
    maallinje(tegning, linje, MAAL, 0.25)
    a, b = (np.array(tegning.ark.xy(p)) for p in linje.coords)
    langs = (b - a) / max(float(np.hypot(*(b - a))), 0.01)
    innhold = f"{skriv(round(lengde(linje.length).verdi, 2), tegning.spraak)} m"
    bredde = len(innhold) * 1.5
    if float(np.hypot(*(b - a))) > 2 * bredde:
        x, y = (a + b) / 2  # on the line, in the open
    else:
        x, y = (a + b) / 2 + np.array([abs(langs[1]), -abs(langs[0])]) * (
            1.6 + bredde / 2 * abs(langs[1])
        )
    tegning.etiketter.append(
        tekst(float(x), float(y) + 0.8, innhold, stoerrelse=2.3, farge=MAAL.strek, glorie=True)
    )
    tegning.ta_plass(float(x), float(y), bredde, 2.6)
    if MAAL not in tegning.brukt:
        tegning.brukt.append(MAAL)
