"""Map files in: plans, cadastre and theme layers to `Kartobjekt` in the municipality's system.

An object whose geometry does not hold is kept out of the map and reported with its line; a
coordinate system that is unknown, inexact, mixed or swapped stops the whole file, because every
other object in it would be in doubt.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.facts import Sted
from byggsak.domain.kart import BBox, Datasett, Kartobjekt, Utelatt
from byggsak.domain.tema import TEMA_AV_TYPE
from byggsak.geometry import kartfil_objekt as kjenn
from byggsak.geometry import kartfil_texts as tekster
from byggsak.geometry.crs import Koordinatsystem, flytt_boks, i_norge, sjekk_akser, transformer
from byggsak.geometry.errors import KartfilUleselig, KoordinatsystemAvvist, Problem
from byggsak.geometry.gml_model import Geometrislag, GmlFeature, GmlGeometri
from byggsak.geometry.kartkilde import kartfiler, les_fil
from byggsak.geometry.shapes import til_shapely
from byggsak.geometry.utelatt import boks_om, samlet

_PLANSLAG: Final = (("Teig", "teig"), ("Rp", "reguleringsplan"), ("Kp", "kommuneplan"))
_KJENTE: Final = ("Teig", "Rp", "Rb", "Kp", "Pbl", "Arealplan")
_SLAG: Final = (
    ("Matrikkelen-Eiendomskart-Teig", "teig"),
    ("Reguleringsplanforslag", "reguleringsplanforslag"),
    ("Reguleringsplan", "reguleringsplan"),
    ("Kommuneplan", "kommuneplan"),
)


@dataclass(frozen=True, slots=True)
class Kartfil:
    """One file read: the dataset, its objects in document order, and the objects left out."""

    datasett: Datasett
    objekter: tuple[Kartobjekt, ...]
    problemer: tuple[Problem, ...]
    antall: int  # objects in the file, with and without geometry
    ukjente: Mapping[str, int] = field(default_factory=dict)  # type no rule asks about -> how many


def les_kart(
    stier: Iterable[Path], epsg: int, *, dato: date, utstrekning: BBox | None = None
) -> list[Kartfil]:
    """Every file, and every map file of every folder, in the order given."""
    filer = [f for sti in stier for f in kartfiler(sti)]
    return [les_kartfil(fil, epsg, dato=dato, utstrekning=utstrekning) for fil in filer]


def les_kartfil(
    sti: Path,
    epsg: int,
    *,
    dato: date,
    utstrekning: BBox | None = None,
    navn: str | None = None,
    kilde: str | None = None,
) -> Kartfil:
    """Read one file of plans, teiger or theme layers.

    `epsg` is the municipality's computing system and `utstrekning` its bounds there (objects of
    the neighbour are fine, a file wholly outside is refused). The dataset is dated by the file's
    own timeStamp or newest kopidato; `dato` is used when it has neither. `slag` of the dataset is
    the kind of plan, «teig», or the themes of its objects, by commas. Raises `KartfilUleselig` or
    `KoordinatsystemAvvist`, both with file and line.
    """
    leser = _Leser(sti.name, epsg, utstrekning)
    lest = [o for f in les_fil(sti, leser.saa_ny_som) if (o := leser.objekt(f)) is not None]
    if leser.antall == 0:
        raise KartfilUleselig(tekster.TOM, Sted(dokument=sti.name))
    if lest and not leser.i_kommunen:
        raise KartfilUleselig(tekster.UTENFOR, Sted(linje=lest[0].linje, dokument=sti.name))
    datasett = Datasett(
        navn=navn or sti.stem,
        dato=leser.dato or dato,
        sha256=_sha256(sti),
        slag=leser.slag,
        kilde=kilde if kilde is not None else sti.name,
        utelatt=samlet(leser.utelatt),
    )
    # All geometries in one call: one at a time takes as long as reading the numbers in them
    former = np.array([o.form for o in lest], dtype=object)
    alle_wkb = shapely.to_wkb(former, output_dimension=2, byte_order=1) if lest else ()
    ferdige = tuple(
        _kartobjekt(o, wkb, epsg, leser.plan_id(o.gml_id), datasett)
        for o, wkb in zip(lest, alle_wkb, strict=True)
    )
    return Kartfil(datasett, ferdige, tuple(leser.problemer), leser.antall, leser.ukjente)


class _Leser:
    """What is learnt on the way through one file."""

    def __init__(self, fil: str, epsg: int, utstrekning: BBox | None) -> None:
        self.fil, self.epsg, self.utstrekning = fil, epsg, utstrekning
        self.problemer: list[Problem] = []
        self.utelatt: list[Utelatt] = []
        self.antall = 0
        self._slag: str | None = None
        self._typer: Counter[str] = Counter()
        self.dato: date | None = None
        self.i_kommunen = False
        self._crs: Koordinatsystem | None = None
        self._planer: dict[str, str] = {}
        self._henvisninger: dict[str, tuple[str, ...]] = {}

    def objekt(self, f: GmlFeature) -> _Lest | None:
        self.antall += 1
        if not f.gml_id:
            # Without a name of its own it would be one with every other such object
            f = replace(f, gml_id=f"{f.objekttype}.{self.antall}")
        self._laer(f)
        for problem in f.problemer:
            if problem.kode.startswith("crs-"):
                raise KoordinatsystemAvvist(problem.melding, problem.sted(self.fil))
        geometri = kjenn.hovedgeometri(f.geometrier)
        if f.problemer:
            return self._utelat(f, f.problemer)
        if geometri is None or (
            kjenn.er_flate(f.objekttype) and geometri.slag is not Geometrislag.FLATE
        ):
            if not kjenn.har_plass(f.objekttype):
                return None  # an Arealplan, a code list: nothing that lies anywhere
            hva = tekster.UTEN_GEOMETRI if geometri is None else tekster.UTEN_FLATE
            return self._utelat(f, (Problem("geometri-mangler", hva, f.gml_id, f.linje),))
        crs = self._samme_crs(f, geometri)
        form, feil = til_shapely(geometri)
        if form is None:
            return self._utelat(f, feil)
        sted = Sted(linje=f.linje, gml_id=f.gml_id, dokument=self.fil)
        boks = form.bounds
        if sjekk_akser(boks, crs.plan, self.epsg, self.utstrekning, sted):
            self.i_kommunen = True
        flyttet = transformer(form, crs.plan, self.epsg)
        if flyttet is not form:
            boks = flyttet.bounds
        if not all(map(math.isfinite, boks)):
            return self._utelat(f, (Problem("crs-utenfor", tekster.UTEN_PLASS, f.gml_id, f.linje),))
        return _lest(f, flyttet, boks)

    def _utelat(self, f: GmlFeature, problemer: Iterable[Problem]) -> _Lest | None:
        """None, with what is known of the object kept for those who ask for its kind."""
        self.problemer += problemer
        boks = self._boks(f)
        self.utelatt.append(
            Utelatt(
                objekttype=kjenn.objekttype(f),
                gml_id=kjenn.gml_id(f),
                boks=boks,
                enheter=kjenn.enheter(f),
            )
        )
        return None

    def _boks(self, f: GmlFeature) -> BBox | None:
        """Where an object that was left out lies, in the municipality's system, if that is known.
        Raises `KoordinatsystemAvvist` for swapped axes, as for any other object."""
        geometri = kjenn.hovedgeometri(f.geometrier)
        boks = boks_om(geometri)
        if boks is None or geometri is None or geometri.crs is None:
            return None
        plan = geometri.crs.plan
        sted = Sted(linje=f.linje, gml_id=f.gml_id, dokument=self.fil)
        sjekk_akser(boks, plan, self.epsg, self.utstrekning, sted)
        return flytt_boks(boks, plan, self.epsg) if i_norge(boks, plan) else None

    def _samme_crs(self, f: GmlFeature, geometri: GmlGeometri) -> Koordinatsystem:
        for g in f.geometrier:
            if g.crs is None:
                continue
            self._crs = self._crs or g.crs
            if g.crs.plan != self._crs.plan:
                sted = Sted(linje=g.linje or f.linje, gml_id=g.gml_id, dokument=self.fil)
                raise KoordinatsystemAvvist(tekster.blandet(self._crs.kode, g.crs.kode), sted)
        assert geometri.crs is not None  # otherwise a crs problem has already stopped the file
        return geometri.crs

    def _laer(self, f: GmlFeature) -> None:
        self._typer[f.objekttype] += 1
        if self._slag is None:
            self._slag = next((slag for ord_, slag in _SLAG if ord_ in f.navnerom), None)
        for sti, verdier in f.egenskaper.items():
            if sti.endswith("kopidato"):
                self.saa_ny_som(verdier[0])
        plan = kjenn.plan_id(f)
        if plan is not None:
            self._planer[f.gml_id] = plan
        else:
            self._henvisninger[f.gml_id] = tuple(
                v.rpartition("#")[2] for vv in f.egenskaper.values() for v in vv if "#" in v
            )

    @property
    def slag(self) -> str:
        """By namespace, else by object types: GeoJSON and local copies have no namespace."""
        if self._slag is not None:
            return self._slag
        planer = {s for t in self._typer for start, s in _PLANSLAG if t.startswith(start)}
        tema = {TEMA_AV_TYPE[t].value for t in self._typer if t in TEMA_AV_TYPE}
        return ", ".join(sorted(planer) or sorted(tema)) or "annet"

    @property
    def ukjente(self) -> dict[str, int]:
        """Object types kept in the map though no rule asks about them."""
        return {
            t: antall
            for t, antall in sorted(self._typer.items())
            if t not in TEMA_AV_TYPE and not t.startswith(_KJENTE)
        }

    def saa_ny_som(self, tekst: str) -> None:
        try:
            funnet = datetime.fromisoformat(tekst.strip()).date()
        except ValueError:
            return
        self.dato = max(self.dato, funnet) if self.dato else funnet

    def plan_id(self, gml_id: str) -> str | None:
        """Its own plan, or the one it points at (Planforslag 5.0: field → RpOmråde → Arealplan)."""
        naa: tuple[str, ...] = (gml_id,)
        for _ in range(3):
            for ident in naa:
                if ident in self._planer:
                    return self._planer[ident]
            naa = tuple(n for ident in naa for n in self._henvisninger.get(ident, ()))
        return None


class _Lest(NamedTuple):
    """What is kept of an object that goes into the map, until the whole file is read: geometry and
    box in the municipality's system. The coordinates as text and number are let go at once."""

    gml_id: str
    objekttype: str
    egenskaper: Mapping[str, tuple[str, ...]]
    lokal_id: str | None
    linje: int | None
    form: BaseGeometry
    boks: BBox


def _lest(f: GmlFeature, form: BaseGeometry, boks: BBox) -> _Lest:
    egenskaper: dict[str, tuple[str, ...]] = dict(f.egenskaper)
    for sti, enheter in f.grupper.items():
        if sti.endswith(kjenn.MATRIKKELENHET):
            egenskaper[sti] = tuple(kjenn.matrikkelenhet(e, f) for e in enheter)
    lokal_id = next(
        (v[0] for sti, v in f.egenskaper.items() if sti.endswith(("/lokalId", "IdentTeig/teigId"))),
        None,
    )
    return _Lest(f.gml_id, kjenn.objekttype(f), egenskaper, lokal_id, f.linje, form, boks)


def _kartobjekt(
    o: _Lest, wkb: bytes, epsg: int, plan_id: str | None, datasett: Datasett
) -> Kartobjekt:
    return Kartobjekt(
        objekttype=o.objekttype,
        gml_id=kjenn.uten_nul(o.gml_id),
        wkb=wkb,
        bbox=o.boks,
        epsg=epsg,
        egenskaper=o.egenskaper,
        plan_id=plan_id,
        lokal_id=o.lokal_id,
        linje=o.linje,
        datasett=datasett,
    )


def _sha256(sti: Path) -> str:
    with sti.open("rb") as fil:
        return hashlib.file_digest(fil, "sha256").hexdigest()
