"""Coordinate systems: which are exact, what a `srsName` means, and the exact transformation.

All of 25832, 25833, 25835, NTM 5105–5130 and 4258 are EUREF89 (ETRS89): moving between them is one
exact operation without grids. NGO1948 needs a grid that is not shipped and would be metres off;
WGS84 is only nominally the same. What is not exact is refused by name, never guessed.

Axis order follows the EPSG register: UTM is (east, north), NTM is (north, east), 4258 is
(latitude, longitude). Coordinates are turned to (east, north) once, where they are read.
"""

from __future__ import annotations

import math
import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pyproj
import pyproj.exceptions
import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.facts import INGENSTEDS, Sted
from byggsak.domain.kart import BBox
from byggsak.domain.tekst import Tekst
from byggsak.geometry.errors import KoordinatsystemAvvist

Punkter = npt.NDArray[np.float64]
"""Coordinates, shape (n, 2), (east, north)."""

UTM: Final = frozenset({25832, 25833, 25835})
NTM: Final = frozenset(range(5105, 5131))
UTM_MED_HOEYDE: Final = {5972: 25832, 5973: 25833, 5975: 25835}  # compound with NN2000 height
GEOGRAFISK: Final = 4258
_NGO1948: Final = frozenset({4273, *range(27391, 27399)})

# The mainland with its islands, generously, in each system: tells north from east, nothing finer.
_NORGE: Final[dict[int, BBox]] = {
    25832: (-200_000, 6_400_000, 1_200_000, 8_000_000),
    25833: (-200_000, 6_400_000, 1_200_000, 8_000_000),
    25835: (-1_000_000, 6_300_000, 900_000, 8_000_000),
}


@dataclass(frozen=True, slots=True)
class Koordinatsystem:
    """A system that is accepted: the code as given and what it means for the numbers.

    `plan` is the EPSG code of its horizontal part; `dimensjon` numbers per point unless the file
    says otherwise; `nord_foerst` is true when the first number is north (or latitude).
    """

    kode: int
    plan: int
    dimensjon: int
    nord_foerst: bool

    @property
    def geografisk(self) -> bool:
        return self.plan == GEOGRAFISK


_FORMER: Final = re.compile(
    r"""^\s*\[?(?:
        https?://www\.opengis\.net/def/crs/EPSG/[^/]+/
      | urn:(?:x-)?ogc:def:crs:EPSG:[^:]*:
      | EPSG:
    )(?P<kode>\d{4,6})\]?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)


def tolk_srs(
    srs_name: str | None, sted: Sted = INGENSTEDS, *, tillat_geografisk: bool = False
) -> Koordinatsystem:
    """The coordinate system that a `srsName` names.

    Degrees (4258) are for maps only: pass `tillat_geografisk`. Raises `KoordinatsystemAvvist` with
    the name and the reason for anything that is missing, unknown or not exact.
    """
    if srs_name is None or not srs_name.strip():
        raise KoordinatsystemAvvist(
            Tekst(
                "Geometrien oppgir ikke koordinatsystem (srsName), og det er ikke noe å arve. "
                "Byggsak gjetter ikke; oppgi for eksempel EPSG:25832.",
                "Geometrien oppgir ikkje koordinatsystem (srsName), og det er ikkje noko å arve. "
                "Byggsak gissar ikkje; oppgi til dømes EPSG:25832.",
                "The geometry names no coordinate system (srsName) and there is none to inherit. "
                "Byggsak does not guess; state for example EPSG:25832.",
            ),
            sted,
        )
    treff = _FORMER.match(srs_name)
    if treff is None:
        raise _avvist(srs_name.strip(), _UKJENT_FORM, sted)
    kode = int(treff["kode"])
    if kode in UTM:
        return Koordinatsystem(kode, kode, 2, False)
    if kode in UTM_MED_HOEYDE:
        return Koordinatsystem(kode, UTM_MED_HOEYDE[kode], 3, False)
    if kode in NTM:
        return Koordinatsystem(kode, kode, 2, True)
    if kode == GEOGRAFISK and tillat_geografisk:
        return Koordinatsystem(kode, kode, 2, True)
    if kode in _NGO1948:
        raise _avvist(_navn(kode), _NGO_GRUNN, sted)
    if kode == GEOGRAFISK:
        raise _avvist(_navn(kode), _GRADER_GRUNN, sted)
    raise _avvist(_navn(kode), _IKKE_EKSAKT, sted)


def koordinatsystem(epsg: int) -> Koordinatsystem:
    """The accepted system with this EPSG code (degrees included)."""
    return tolk_srs(f"EPSG:{epsg}", tillat_geografisk=True)


def transformer_punkter(punkter: Punkter, fra: int, til: int) -> Punkter:
    """Exact transformation of (east, north) between two accepted horizontal systems.

    Points that have no place in the target come back as `inf`. Raises `KoordinatsystemAvvist` when
    no exact operation exists on this machine.
    """
    if fra == til:
        return punkter
    x, y = _transformer(fra, til).transform(punkter[:, 0], punkter[:, 1])
    return np.column_stack((x, y))


def transformer(geometri: BaseGeometry, fra: int, til: int) -> BaseGeometry:
    """The geometry vertex by vertex in the other system; curves must be stroked before."""
    if fra == til:
        return geometri
    return shapely.transform(geometri, lambda xy: transformer_punkter(xy, fra, til))


def sjekk_akser(boks: BBox, plan: int, til: int, utstrekning: BBox | None, sted: Sted) -> bool:
    """True when the box (in system `plan`) touches the bounds (in system `til`).

    Swapped axes are recognised because the box would touch the bounds if north and east changed
    places; that raises `KoordinatsystemAvvist`. Without bounds the whole country is used, and being
    outside then means nothing (true is returned).
    """
    grenser = utstrekning or _NORGE.get(til)
    if grenser is None or _beroerer(flytt_boks(boks, plan, til), grenser):
        return True
    byttet = (boks[1], boks[0], boks[3], boks[2])
    if _beroerer(flytt_boks(byttet, plan, til), grenser):
        raise KoordinatsystemAvvist(
            Tekst(
                f"Nord og øst ser ut til å ha byttet plass (EPSG:{plan}): ({boks[0]:.0f}, "
                f"{boks[1]:.0f}) ligger utenfor kommunen, omvendt ligger det innenfor. Byggsak "
                "retter ikke koordinater; lever filen på nytt med riktig akserekkefølge.",
                f"Nord og aust ser ut til å ha bytt plass (EPSG:{plan}): ({boks[0]:.0f}, "
                f"{boks[1]:.0f}) ligg utanfor kommunen, omvendt ligg det innanfor. Byggsak "
                "rettar ikkje koordinatar; lever fila på nytt med rett akserekkjefølgje.",
                f"North and east seem to have changed places (EPSG:{plan}): ({boks[0]:.0f}, "
                f"{boks[1]:.0f}) lies outside the municipality, the other way round inside. "
                "Byggsak does not correct coordinates; deliver the file again with the right "
                "axis order.",
            ),
            sted,
        )
    return utstrekning is None


def i_norge(boks: BBox, plan: int) -> bool:
    """True when the box (in system `plan`) touches the country, generously drawn."""
    til = plan if plan in _NORGE else 25833
    return _beroerer(flytt_boks(boks, plan, til), _NORGE[til])


def flytt_boks(boks: BBox, fra: int, til: int) -> BBox:
    """The box round the box's corners in the other system."""
    if fra == til:
        return boks
    x0, y0, x1, y1 = boks
    hjoerner = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=np.float64)
    flyttet = transformer_punkter(hjoerner, fra, til)
    (a, b), (c, d) = flyttet.min(axis=0), flyttet.max(axis=0)
    return float(a), float(b), float(c), float(d)


_lokalt = threading.local()


def _transformer(fra: int, til: int) -> pyproj.Transformer:
    # One per (from, to) and thread: building one takes milliseconds, and a Transformer must not
    # be shared between threads.
    lager: dict[tuple[int, int], pyproj.Transformer] = _lokalt.__dict__.setdefault("lager", {})
    if (fra, til) not in lager:
        try:
            lager[fra, til] = pyproj.Transformer.from_crs(
                fra, til, always_xy=True, only_best=True, allow_ballpark=False
            )
        except pyproj.exceptions.ProjError as feil:
            raise _avvist(f"EPSG:{fra} → EPSG:{til}", _IKKE_EKSAKT, INGENSTEDS) from feil
    return lager[fra, til]


def _beroerer(a: BBox, b: BBox) -> bool:
    if not all(map(math.isfinite, a)):
        return False
    return bool(a[0] <= b[2] and a[2] >= b[0] and a[1] <= b[3] and a[3] >= b[1])


@lru_cache(maxsize=64)
def _navn(kode: int) -> str:
    try:
        return f"EPSG:{kode} ({pyproj.CRS.from_epsg(kode).name})"
    except pyproj.exceptions.CRSError:
        return f"EPSG:{kode}"


_UKJENT_FORM: Final = Tekst(
    "skrivemåten er ukjent", "skrivemåten er ukjend", "the form is not known"
)
_NGO_GRUNN: Final = Tekst(
    "overgangen til EUREF89 er flere meter unøyaktig uten et eget transformasjonsgitter",
    "overgangen til EUREF89 er fleire meter unøyaktig utan eit eige transformasjonsgitter",
    "the step to EUREF89 is metres off without a transformation grid of its own",
)
_GRADER_GRUNN: Final = Tekst(
    "det måles i grader, ikke meter", "det er målt i gradar, ikkje meter", "it is in degrees"
)
_IKKE_EKSAKT: Final = Tekst(
    "det er ikke blant dem Byggsak kan regne nøyaktig i",
    "det er ikkje mellom dei Byggsak kan rekne nøyaktig i",
    "it is not one that Byggsak can compute in exactly",
)


def _avvist(navn: str, grunn: Tekst, sted: Sted) -> KoordinatsystemAvvist:
    godtatt = "EPSG:25832, 25833, 25835, 5972, 5973, 5975, NTM 5105–5130"
    return KoordinatsystemAvvist(
        Tekst(
            f"Koordinatsystemet {navn} godtas ikke: {grunn.nb}. Bruk {godtatt}.",
            f"Koordinatsystemet {navn} blir ikkje godteke: {grunn.nn}. Bruk {godtatt}.",
            f"The coordinate system {navn} is not accepted: {grunn.en}. Use {godtatt}.",
        ),
        sted,
    )
