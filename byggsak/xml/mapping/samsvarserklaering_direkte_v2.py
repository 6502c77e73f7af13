"""samsvarserklaeringDirekte v2: the work follows the permit and the rules."""

from byggsak.xml.mapping.erklaering import ERKLAERING

MAPPING = ERKLAERING
