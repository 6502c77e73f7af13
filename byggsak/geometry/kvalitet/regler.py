"""The quality rules, in the order a report lists them."""

from __future__ import annotations

from typing import Final

from byggsak.geometry.kvalitet.avgrensning import AVGR_1
from byggsak.geometry.kvalitet.bue import BUE_1, BUE_2
from byggsak.geometry.kvalitet.dekning import HULL, OVERLAPP, UTENFOR
from byggsak.geometry.kvalitet.epsg import EPSG_1, EPSG_2, EPSG_3
from byggsak.geometry.kvalitet.flate import FLATE_1, FLATE_2, FLATE_3
from byggsak.geometry.kvalitet.hull import FLATE_4, FLATE_5
from byggsak.geometry.kvalitet.ident import GMLID_1, UUID_1
from byggsak.geometry.kvalitet.kurve import KURVE_1, KURVE_2
from byggsak.geometry.kvalitet.modell import Kvalitetsregel
from byggsak.geometry.kvalitet.plassering import EPSG_4, EPSG_5
from byggsak.geometry.kvalitet.punkt import GEOMETRI_1, PUNKT_1

NASJONALE: Final[tuple[Kvalitetsregel, ...]] = (
    GMLID_1,
    UUID_1,
    KURVE_1,
    KURVE_2,
    BUE_1,
    BUE_2,
    FLATE_1,
    FLATE_2,
    FLATE_3,
    FLATE_4,
    FLATE_5,
    AVGR_1,
)
"""The twelve published rules, under the ids they are published with."""

EGNE: Final[tuple[Kvalitetsregel, ...]] = (
    EPSG_1,
    EPSG_2,
    EPSG_3,
    EPSG_4,
    EPSG_5,
    PUNKT_1,
    GEOMETRI_1,
    HULL,
    UTENFOR,
    OVERLAPP,
)

REGLER: Final = (*NASJONALE, *EGNE)
