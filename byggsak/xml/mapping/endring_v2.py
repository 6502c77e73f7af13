"""endring v2: application for a change. As ettrinn, with what the change is about."""

from byggsak.xml.mapping.shape import SoeknadMapping

MAPPING = SoeknadMapping()
