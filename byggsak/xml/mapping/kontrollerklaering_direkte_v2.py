"""kontrollerklaeringDirekte v2: what the independent control found."""

from byggsak.xml.mapping.erklaering import ERKLAERING

MAPPING = ERKLAERING
