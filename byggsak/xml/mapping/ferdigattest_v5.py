"""ferdigattest v5: as version 4; `automatiseringskrav` stands where ettrinn has it."""

from byggsak.xml.mapping.ferdigattest_v4 import MAPPING

__all__ = ["MAPPING"]
