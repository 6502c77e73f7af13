"""Tilstandene der ingenting venter på noen: de andre har en klokke i `ventetid.py`."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from byggsak.case.regioner import (
    Funntilstand,
    Gebyrtilstand,
    Gjennomfoeringstilstand,
    Gyldighet,
    Habilitetstilstand,
    Hoeringstilstand,
    Iverksetting,
    Klagetilstand,
    Merknadstilstand,
    Plantilstand,
    Region,
    Varseltilstand,
)
from byggsak.case.tilstand import Tilstand

T, P, H, N, M = Tilstand, Plantilstand, Hoeringstilstand, Varseltilstand, Merknadstilstand
G, K, Y, B = Gebyrtilstand, Klagetilstand, Gyldighet, Gjennomfoeringstilstand

HVILER: Final[dict[Region, frozenset[StrEnum]]] = {
    Region.SOEKNAD: frozenset({T.NY, T.AVSLUTTET}),
    Region.FUNN: frozenset(Funntilstand)
    - {
        Funntilstand.AAPEN,
        Funntilstand.GJENOPPSTAATT,
        Funntilstand.BEKREFTET,
        Funntilstand.DISP_SOEKT,
    },
    Region.PLAN: frozenset({P.INNSTILT, P.I_SAMSVAR, P.DISP_SOEKT}),
    Region.HOERING: frozenset({H.IKKE_SENDT, H.VURDERT, H.FRAFALT}),
    Region.NABOVARSEL: frozenset({N.OK}),
    Region.MERKNAD: frozenset({M.INGEN, M.VURDERT, M.TRUKKET}),
    Region.GEBYR: frozenset({G.IKKE_RELEVANT, G.BETALT, G.FRAFALT}),
    Region.KLAGE: frozenset(K) - {K.MOTTATT, K.FORBEREDER, K.DELVIS, K.OVERSENDT},
    Region.IVERKSETTING: frozenset({Iverksetting.IKKE_UTSATT}),
    Region.GYLDIGHET: frozenset(Y) - {Y.GYLDIG, Y.STANSET, Y.IGANGSATT},
    Region.GJENNOMFOERING: frozenset({B.INGEN, B.FERDIG}),
    Region.HABILITET: frozenset({Habilitetstilstand.HABIL, Habilitetstilstand.INHABIL}),
}
"""Tilstandene der ingenting venter: den de begynner i, og dem de er ferdige i."""

UNDER_BEHANDLINGEN: Final = frozenset(
    {Region.FUNN, Region.PLAN, Region.HOERING, Region.NABOVARSEL, Region.MERKNAD}
)
"""Regionene som bare går mens søknaden er til behandling."""
