"""Strandavstand: each new building against the shoreline (pbl § 1-8)."""

from __future__ import annotations

from typing import Any

from byggsak.domain.kart import Kartobjekt
from byggsak.domain.omgivelser import Strandavstand
from byggsak.domain.tema import Tema
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import NyttBygg, Tomt
from byggsak.facts.tema import avstander
from byggsak.geometry.measure_line import gaar_mellom


def strandavstander(tomt: Tomt) -> list[Strandavstand]:
    """The shoreline of FKB is mean high water; a sea surface that the building touches is 0 m."""

    def plan(bygg: NyttBygg, _: Kartobjekt, linje: Any) -> dict[str, Any]:
        if tomt.plankart_grunn is not None:
            ukjent = ukjent_felt(Strandavstand, "planen_har_byggegrense", tomt.plankart_grunn)
            return {"planen_har_byggegrense": ukjent}
        linjer = [li for _, _, li in tomt.byggegrenser]
        return {"planen_har_byggegrense": gaar_mellom(bygg.fotavtrykk, linje, linjer)}

    return avstander(tomt, Strandavstand, Tema.SJOE, "sjøen", plan)
