"""What geometry refuses, and how it says so.

    GeometriFeil
    ├── KoordinatsystemAvvist      a coordinate system that is unknown, inexact, mixed or swapped
    ├── KartfilUleselig            a map file that cannot be imported
    └── SituasjonsplanUleselig     a digital situation plan that cannot be read

A fault in *one* object of a map is a `Problem` (a value), not an exception: the object is reported
and kept out, never repaired.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from byggsak.domain.facts import INGENSTEDS, Sted
from byggsak.domain.tekst import Tekst

Koordinat = tuple[float, float]
"""(east, north), metres."""


class GeometriFeil(Exception):
    """Refused: `melding` says what, why and what to do in three languages, `sted` says where."""

    def __init__(self, melding: Tekst, sted: Sted = INGENSTEDS) -> None:
        super().__init__(melding, sted)
        self.melding = melding
        self.sted = sted

    def __str__(self) -> str:
        hvor = [
            self.sted.dokument or "",
            f"linje {self.sted.linje}" if self.sted.linje else "",
            f"gml:id {self.sted.gml_id}" if self.sted.gml_id else "",
        ]
        prefiks = ", ".join(filter(None, hvor))
        return f"{prefiks}: {self.melding.nb}" if prefiks else self.melding.nb

    def i_dokument(self, navn: str) -> GeometriFeil:
        """The same refusal with the file name filled in."""
        return type(self)(self.melding, replace(self.sted, dokument=navn))


class KoordinatsystemAvvist(GeometriFeil):
    """The coordinate system is not one that byggsak can compute in exactly."""


class KartfilUleselig(GeometriFeil):
    """The map file as a whole cannot be read."""


class SituasjonsplanUleselig(GeometriFeil):
    """The digital situation plan cannot be read; the application stands without it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in one object: a stable code, the sentence, and where (gml:id, line, point E N)."""

    kode: str
    melding: Tekst
    gml_id: str | None = None
    linje: int | None = None
    punkt: Koordinat | None = None

    def sted(self, dokument: str | None = None, epsg: int | None = None) -> Sted:
        """As a `Sted`; the point becomes GeoJSON in the coordinate system the file was in."""
        geometri = None
        if self.punkt is not None:
            geometri = {"type": "Point", "coordinates": list(self.punkt)}
        return Sted(
            linje=self.linje, gml_id=self.gml_id, epsg=epsg, geometri=geometri, dokument=dokument
        )
