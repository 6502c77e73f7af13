"""igangsettingstillatelse v4: application for permission to start."""

from byggsak.xml.mapping.shape import SoeknadMapping

MAPPING = SoeknadMapping()
