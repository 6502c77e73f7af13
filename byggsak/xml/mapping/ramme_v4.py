"""ramme v4: application for a framework permit. As ettrinn, in two steps."""

from byggsak.xml.mapping.shape import SoeknadMapping

MAPPING = SoeknadMapping()
