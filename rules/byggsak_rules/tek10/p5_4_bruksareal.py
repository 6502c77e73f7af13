"""Bruksareal og prosent bruksareal – byggteknisk forskrift (TEK10) §§ 5-4 og 5-5.

Kravet er det samme som i TEK17 §§ 5-4 og 5-5, som avløste dem 1. juli 2017; se regelen der. At
de er like, er lest i kildene for kapittelet, ikke ordrett for paragrafene.
"""

from dataclasses import replace
from datetime import date

from byggsak.rule import Hjemmel
from byggsak_rules.tek17.p5_4_bruksareal import REGEL as TEK17
from byggsak_rules.tek17.p5_4_bruksareal import vurder

REGEL = replace(
    TEK17,
    id="tek10-5-4-bruksareal",
    hjemmel=Hjemmel("TEK10", "5-4", "jf. § 5-5"),
    gjelder_fra=date(2010, 7, 1),
    gjelder_til=date(2017, 7, 1),
    vurder=vurder,
    kontrollert=date(2026, 7, 2),
)
