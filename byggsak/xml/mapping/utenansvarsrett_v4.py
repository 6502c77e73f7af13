"""utenansvarsrett v4: as ettrinn, without a responsible applicant."""

from byggsak.xml.mapping.shape import SoeknadMapping

MAPPING = SoeknadMapping()
