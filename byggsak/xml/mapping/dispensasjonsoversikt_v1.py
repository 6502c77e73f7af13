"""dispensasjonsoversikt v1: dispensations without an application for a permit."""

from byggsak.xml.mapping.shape import SoeknadMapping

MAPPING = SoeknadMapping()
