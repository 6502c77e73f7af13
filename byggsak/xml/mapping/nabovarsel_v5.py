"""nabovarsel v5: the notice to the neighbours. Its neighbours have not answered yet."""

from byggsak.xml.mapping.shape import SoeknadMapping

MAPPING = SoeknadMapping()
