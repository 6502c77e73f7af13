"""ettrinn v4: application for permit in one step. The paths of `SoeknadMapping` are its own."""

from byggsak.xml.mapping.shape import SoeknadMapping

MAPPING = SoeknadMapping()
