"""suppleringAvSoeknad v2: what is sent after the application."""

from byggsak.xml.mapping.shape import SoeknadMapping

MAPPING = SoeknadMapping()
