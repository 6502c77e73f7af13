"""What the reader of map files says, in the three languages."""

from __future__ import annotations

from typing import Final

from byggsak.domain.tekst import Tekst

TOM: Final = Tekst(
    "Filen inneholder ingen kartobjekter.",
    "Fila inneheld ingen kartobjekt.",
    "The file holds no map objects.",
)
UTENFOR: Final = Tekst(
    "Ingen av objektene ligger i kommunen. Er det riktig fil, riktig kommune og riktig "
    "koordinatsystem?",
    "Ingen av objekta ligg i kommunen. Er det rett fil, rett kommune og rett koordinatsystem?",
    "None of the objects lies in the municipality. Is it the right file, municipality and "
    "coordinate system?",
)
UTEN_GEOMETRI: Final = Tekst(
    "Objektet har ingen geometri.", "Objektet har ingen geometri.", "The object has no geometry."
)
UTEN_FLATE: Final = Tekst(
    "Objektet har ingen flate, bare et punkt eller en linje.",
    "Objektet har inga flate, berre eit punkt eller ei linje.",
    "The object has no surface, only a point or a line.",
)
UTEN_PLASS: Final = Tekst(
    "Koordinatene har ingen plass i kommunens koordinatsystem.",
    "Koordinatane har ingen plass i koordinatsystemet til kommunen.",
    "The coordinates have no place in the municipality's coordinate system.",
)


def blandet(a: int, b: int) -> Tekst:
    return Tekst(
        f"Filen blander EPSG:{a} og EPSG:{b}. Lever alt i ett koordinatsystem.",
        f"Fila blandar EPSG:{a} og EPSG:{b}. Lever alt i eitt koordinatsystem.",
        f"The file mixes EPSG:{a} and EPSG:{b}. Deliver everything in one coordinate system.",
    )
