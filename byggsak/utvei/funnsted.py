"""Which building a finding is about, and whether that building can be moved."""

from __future__ import annotations

from typing import Final

from byggsak.domain.funn import Funn
from byggsak.domain.situasjonsplan import Bygning, Situasjonsplan

_STAAR_MOT_NOE: Final = frozenset({"22", "23", "24", "39"})
"""Extensions, added storeys, substructures and demolitions: tied to what stands there."""


def bygning_for(funn: Funn, plan: Situasjonsplan) -> Bygning | None:
    """The building of the project that the finding names, by its own id or that of its façade.

    A finding about a zone names the zone, and the building first in `gjelder` («hus, flom»).
    """
    bygg = [b for b in plan.tiltak if not b.rives]
    for b in bygg:
        egne = {b.gml_id, *(f.gml_id for f in b.fasader if f.gml_id)}
        if funn.sted.gml_id in egne or any(_begynner(funn.gjelder, i) for i in egne):
            return b
    return None


def bevegelig(bygg: Bygning) -> bool:
    return bygg.tiltakstype not in _STAAR_MOT_NOE


def _begynner(gjelder: str, ident: str) -> bool:
    return bool(ident) and (gjelder == ident or gjelder.startswith((f"{ident} mot ", f"{ident}, ")))
