"""What the three declarations have in common: a firm, its areas, and what it declares."""

from dataclasses import replace
from typing import Final

from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import Soeknad
from byggsak.xml.mapping.ansvar import erklaering
from byggsak.xml.mapping.shape import SoeknadMapping


def tillegg(rot: Felt, soeknad: Soeknad) -> Soeknad:
    return replace(soeknad, erklaering=erklaering(rot, soeknad.skjema))


ERKLAERING: Final = SoeknadMapping(tillegg=tillegg)
