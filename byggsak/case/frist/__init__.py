"""Fristene i en byggesak som en ren, forklart funksjon av en tidslinje.

`beregn(tidslinje, krav)` gir hver frist, en hovedbok over hver dag som telles, og rettsgrunnlaget.
Der loven er åpen, regnes begge lesemåter ut, og et menneske velger. Ingenting avgjøres her.
"""

from byggsak.case.frist.beregn import Fristsvar, beregn, utgangspunktet
from byggsak.case.frist.krav import Fristkrav
from byggsak.case.frist.tidslinje import Tidslinje, UgyldigTidslinje, les_tidslinje

__all__ = [
    "Fristkrav",
    "Fristsvar",
    "Tidslinje",
    "UgyldigTidslinje",
    "beregn",
    "les_tidslinje",
    "utgangspunktet",
]
