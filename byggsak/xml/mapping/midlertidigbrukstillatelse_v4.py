"""midlertidigbrukstillatelse v4: application for temporary use."""

from dataclasses import replace

from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import Soeknad
from byggsak.xml.mapping.oppfoelging import ferdigstillelse
from byggsak.xml.mapping.shape import SoeknadMapping


def tillegg(rot: Felt, soeknad: Soeknad) -> Soeknad:
    return replace(soeknad, ferdigstillelse=ferdigstillelse(rot, "sikkerhetsnivaa"))


MAPPING = SoeknadMapping(tillegg=tillegg)
