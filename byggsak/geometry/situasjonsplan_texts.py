"""What is said when a situation plan in JSON cannot be read, in three languages."""

from __future__ import annotations

from typing import Final

from byggsak.domain.tekst import Tekst

IKKE_JSON: Final = Tekst(
    "Filen er ikke gyldig JSON i UTF-8.", "Fila er ikkje gyldig JSON i UTF-8.",
    "The file is not valid JSON in UTF-8.",
)  # fmt: skip
FOR_STOR: Final = Tekst("Filen er for stor.", "Fila er for stor.", "The file is too large.")
IKKE_TALL: Final = Tekst(
    "NaN og Infinity er ikke tall.", "NaN og Infinity er ikkje tal.",
    "NaN and Infinity are not numbers.",
)  # fmt: skip
IKKE_SAMLING: Final = Tekst(
    "Filen er ikke en FeatureCollection med features.",
    "Fila er ikkje ein FeatureCollection med features.",
    "The file is not a FeatureCollection with features.",
)
UTEN_KOORDINATER: Final = Tekst(
    "Koordinatene er ikke punkter av to eller tre tall.",
    "Koordinatane er ikkje punkt av to eller tre tal.",
    "The coordinates are not points of two or three numbers.",
)
BLANDET: Final = Tekst(
    "Objektet har et annet koordinatsystem enn samlingen.",
    "Objektet har eit anna koordinatsystem enn samlinga.",
    "The object has another coordinate system than the collection.",
)
UTEN_PLACE: Final = Tekst(
    "Objektet har bare «geometry» (WGS84 i JSON-FG); legg geometrien i «place».",
    "Objektet har berre «geometry» (WGS84 i JSON-FG); legg geometrien i «place».",
    "The object has only “geometry” (WGS84 in JSON-FG); put the geometry in “place”.",
)


def ukjent_slag(navn: str) -> Tekst:
    return Tekst(
        f"featureType «{navn}» er ukjent i situasjonsplan v1.",
        f"featureType «{navn}» er ukjend i situasjonsplan v1.",
        f"The featureType “{navn}” is unknown in situasjonsplan v1.",
    )


def ukjent_geometri(navn: str) -> Tekst:
    return Tekst(
        f"Geometritypen «{navn}» leses ikke.",
        f"Geometritypen «{navn}» blir ikkje lesen.",
        f"The geometry type “{navn}” is not read.",
    )


def ikke_objekt(navn: str) -> Tekst:
    return Tekst(
        f"{navn} skal være et objekt.",
        f"{navn} skal vere eit objekt.",
        f"{navn} must be an object.",
    )


def ikke_verdi(navn: str) -> Tekst:
    return Tekst(
        f"{navn} skal være en enkel verdi.",
        f"{navn} skal vere ein enkel verdi.",
        f"{navn} must be a simple value.",
    )


def dublett(navn: str) -> Tekst:
    return Tekst(
        f"«{navn}» er brukt flere ganger.",
        f"«{navn}» er brukt fleire gonger.",
        f"“{navn}” is used more than once.",
    )
