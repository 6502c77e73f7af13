"""Skredsone – byggteknisk forskrift (TEK10) § 7-3.

Kravet er det samme som i TEK17 § 7-3, som avløste det 1. juli 2017; se regelen der.
Sikkerhetsklassene S1 til S3 er de samme.

Søknader som kom i 2017 (fra 1. juli) og 2018, kunne velge TEK10 (TEK17 § 18-2). Fordi kravet er det
samme i begge, har valget ingenting å si for denne regelen, og TEK17 brukes for dem.
"""

from dataclasses import replace
from datetime import date

from byggsak.rule import Hjemmel
from byggsak_rules.tek17.p7_3_skredsone import REGEL as TEK17
from byggsak_rules.tek17.p7_3_skredsone import vurder

REGEL = replace(
    TEK17,
    id="tek10-7-3-skredsone",
    hjemmel=Hjemmel("TEK10", "7-3"),
    gjelder_fra=date(2010, 7, 1),
    gjelder_til=date(2017, 7, 1),
    vurder=vurder,
    kontrollert=date(2026, 7, 2),
)
