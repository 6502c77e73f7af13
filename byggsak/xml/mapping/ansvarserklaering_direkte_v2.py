"""ansvarserklaeringDirekte v2: what a firm answers for."""

from byggsak.xml.mapping.erklaering import ERKLAERING

MAPPING = ERKLAERING
