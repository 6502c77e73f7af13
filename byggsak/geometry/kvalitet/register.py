"""What the rules about the whole file need to know of each object, kept compact while it streams.

Objects are let go of one by one; identities, coordinate systems, boxes, boundary curves and the
surfaces that tile a plan stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.kart import BBox
from byggsak.domain.kommune import Kommune
from byggsak.domain.tekst import Tekst
from byggsak.geometry.crs import Koordinatsystem
from byggsak.geometry.errors import Koordinat
from byggsak.geometry.gml_model import Geometrislag
from byggsak.geometry.kvalitet.objekt import CRS, Geometri, Objekt

AVGRENSES_AV: Final = "avgrensesAv"
EN_AV_FLATE: Final = "gml.flate.1–5"
"""What a rule about whole surfaces waits for when the surface itself is broken."""

_PLANFLATER: Final = {
    "RpOmråde", "RpArealformålOmråde", "RbFormålOmråde", "KpOmråde", "KpArealformålOmråde",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Kjent:
    """One object as the file rules know it. `flate` only where a rule will ask for it."""

    objekttype: str
    gml_id: str
    linje: int | None
    epsg: int | None
    punkt: Koordinat | None
    boks: BBox | None
    lokalider: tuple[str, ...]
    henvisninger: Mapping[str, tuple[str, ...]]
    egenskaper: Mapping[str, tuple[str, ...]]
    flate: BaseGeometry | None
    flate_venter: str | None  # the rule that reported why there is no surface
    har_flate: bool
    har_kurve: bool

    @property
    def navn(self) -> str:
        return f"{self.objekttype} {self.gml_id}".strip()


@dataclass(slots=True, eq=False)
class Crsbruk:
    """One coordinate system, or one refusal, and where it was first met."""

    crs: Koordinatsystem | None
    tredje_tall: bool
    avvist: Tekst | None
    gml_id: str | None
    linje: int | None
    punkt: Koordinat | None
    antall: int = 0
    boks: BBox | None = None


@dataclass(slots=True, eq=False)
class Register:
    """Built with `foer` while the file is read; the file rules then only read it."""

    kommune: Kommune | None = None
    objekter: list[Kjent] = field(default_factory=list)
    gml_ider: dict[str, list[tuple[int | None, int | None]]] = field(default_factory=dict)
    """gml:id → (line, number in `objekter`) of every element that carries it."""
    crs: dict[tuple[int | str, bool, bool], Crsbruk] = field(default_factory=dict)
    kurver: dict[str, BaseGeometry | None] = field(default_factory=dict)
    """gml:id of an object or a curve → its line; None when it could not be built."""
    tvilsom_3d: list[Geometri] = field(default_factory=list)
    blandet: list[tuple[str, int | None, Tekst]] = field(default_factory=list)
    """Geometries that name two systems in themselves: gml:id, line and sentence."""
    uten_sted: Counter[str] = field(default_factory=Counter)
    """Objects whose coordinates mean no place, by the rule that has reported why."""
    planer: Any = None
    """The plans of the file, once `planomraade` has found them."""

    def foer(self, objekt: Objekt) -> None:
        """Enter one object."""
        nr = len(self.objekter)
        f = objekt.f
        self.objekter.append(_kjent(objekt))
        for ident, linje in f.gml_ider:
            self.gml_ider.setdefault(ident, []).append((linje, nr))
        for g in objekt.geometrier:
            self._foer_crs(objekt, g)
            if g.slag is Geometrislag.KURVE:
                self._foer_kurve(f.gml_id, g)
        if objekt.geometrier and next(objekt.stedfestede, None) is None:
            self.uten_sted[objekt.geometrier[0].venter or ""] += 1
        if not objekt.geometrier:
            for p in f.problemer:  # the object itself names a system that is refused
                if p.kode.startswith(CRS):
                    self.foer_avvist(p.melding, f.gml_id, p.linje)

    def foer_rot(self, gml_ider: list[tuple[str, int | None]]) -> None:
        """The gml:ids of the collection itself."""
        for ident, linje in gml_ider:
            self.gml_ider.setdefault(ident, []).append((linje, None))

    def foer_avvist(
        self, grunn: Tekst, gml_id: str | None, linje: int | None, tredje: bool = False,
        punkt: Koordinat | None = None, antall: int = 1,
    ) -> None:  # fmt: skip
        """A coordinate system that is missing or refused, for so many geometries."""
        bruk = self.crs.setdefault(
            (grunn.nb, tredje, True), Crsbruk(None, tredje, grunn, gml_id, linje, punkt)
        )
        bruk.antall += antall

    def foer_envelope(self, crs: Koordinatsystem, linje: int | None) -> None:
        """The system of the collection's Envelope: counted only where nothing else uses it."""
        noekkel = (crs.kode, crs.dimensjon == 3, False)
        self.crs.setdefault(noekkel, Crsbruk(crs, noekkel[1], None, None, linje, None))

    def _foer_crs(self, objekt: Objekt, g: Geometri) -> None:
        gml = g.gml
        gml_id = gml.gml_id or objekt.f.gml_id
        linje = gml.linje or objekt.f.linje
        for p in gml.problemer:
            if p.kode in ("crs-avvist", "crs-mangler"):
                self.foer_avvist(p.melding, p.gml_id or gml_id, p.linje, g.tredje_tall)
                break
        for p in gml.problemer:
            if p.kode == "crs-blandet":
                self.blandet.append((p.gml_id or gml_id, p.linje, p.melding))
        if gml.crs is None:
            return
        if g.venter == "gml.epsg.2":
            self.tvilsom_3d.append(g)
        noekkel = (gml.crs.kode, g.tredje_tall, False)
        bruk = self.crs.get(noekkel)
        if bruk is None or not bruk.antall:
            bruk = Crsbruk(gml.crs, g.tredje_tall, None, gml_id, linje, objekt.punkt)
            self.crs[noekkel] = bruk
        bruk.antall += 1

    def _foer_kurve(self, gml_id: str, g: Geometri) -> None:
        for ident in {gml_id, g.gml.gml_id or ""} - {""}:
            gammel = self.kurver.get(ident)
            form = g.form
            if ident in self.kurver and gammel is not None and form is not None:
                form = shapely.union_all([gammel, form])  # an object of several curves
            self.kurver[ident] = form


def _kjent(objekt: Objekt) -> Kjent:
    f = objekt.f
    flate = next(objekt.flater, None)
    henvisninger = {
        sti: verdier for sti, verdier in f.egenskaper.items() if any("#" in v for v in verdier)
    }
    beholdes = f.objekttype in _PLANFLATER
    avgrenset = any(sti.startswith(AVGRENSES_AV) for sti in henvisninger)
    return Kjent(
        objekttype=f.objekttype,
        gml_id=f.gml_id,
        linje=f.linje,
        epsg=next((g.epsg for g in objekt.geometrier if g.epsg is not None), None),
        punkt=objekt.punkt,
        boks=objekt.boks,
        lokalider=tuple(
            v.strip()
            for sti, verdier in f.egenskaper.items()
            if sti.rpartition("/")[2] == "lokalId"
            for v in verdier
        ),
        henvisninger=henvisninger,
        egenskaper=f.egenskaper if beholdes else {},
        flate=flate.form if flate is not None and (beholdes or avgrenset) else None,
        flate_venter=flate.venter if flate is not None else None,
        har_flate=flate is not None,
        har_kurve=next(objekt.kurver, None) is not None,
    )
