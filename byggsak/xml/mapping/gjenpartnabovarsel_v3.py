"""gjenpartnabovarsel v3: who was notified, when, how, and what they answered."""

from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import Gjenpart, Skjema
from byggsak.xml.mapping.blocks import nabo
from byggsak.xml.mapping.shape import OwnMapping


def gjenpart(rot: Felt, skjema: Skjema) -> Gjenpart:
    naboer = rot.alle("naboGjenboerEiendommer/naboGjenboerEiendom")
    return Gjenpart(rot, tuple(nabo(felt) for felt in naboer if not felt.tomt), skjema)


MAPPING = OwnMapping(gjenpart)
