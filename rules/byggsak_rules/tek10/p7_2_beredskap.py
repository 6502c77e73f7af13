"""Byggverk som ikke skal stå i fareområde – TEK10 §§ 7-2 og 7-3 første ledd.

Kravet er det samme som i TEK17, som avløste det 1. juli 2017; se regelen der. At de to er like,
er lest i kildene for kapittelet, ikke ordrett for leddene.
"""

from dataclasses import replace
from datetime import date

from byggsak.rule import Hjemmel
from byggsak_rules.tek17.p7_2_beredskap import REGEL as TEK17
from byggsak_rules.tek17.p7_2_beredskap import vurder

REGEL = replace(
    TEK17,
    id="tek10-7-2-beredskap",
    hjemmel=Hjemmel("TEK10", "7-2", "første ledd, jf. § 7-3 første ledd"),
    gjelder_fra=date(2010, 7, 1),
    gjelder_til=date(2017, 7, 1),
    vurder=vurder,
    kontrollert=date(2026, 7, 2),
)
