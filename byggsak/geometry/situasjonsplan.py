"""The digital situation plan: an attachment in, `Situasjonsplan` out, or a refusal with its place.

The format is «Situasjonsplan v1», as GML 3.2 or JSON-FG. Nothing is repaired: an outline that
crosses itself, an unknown coordinate system or swapped axes is refused, and the application stands
without the plan.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

import shapely

from byggsak.domain.facts import Sted
from byggsak.domain.kommune import Kommune
from byggsak.domain.situasjonsplan import (
    Bygning,
    Fasade,
    Flate,
    Parkering,
    Situasjonsplan,
    UtstikkendeDel,
)
from byggsak.domain.soeknad import Matrikkelnummer
from byggsak.domain.tekst import Tekst
from byggsak.geometry.crs import Koordinatsystem, sjekk_akser, tolk_srs, transformer
from byggsak.geometry.errors import GeometriFeil, KoordinatsystemAvvist, SituasjonsplanUleselig
from byggsak.geometry.remember import remember_last
from byggsak.geometry.shapes import til_shapely
from byggsak.geometry.situasjonsplan_form import Node, hvis, sjekk, uleselig
from byggsak.geometry.situasjonsplan_json import les_json
from byggsak.geometry.situasjonsplan_xml import les_xml

__all__ = ["SituasjonsplanUleselig", "les_situasjonsplan", "ser_ut_som_situasjonsplan"]

_MERKER: Final = (b"Situasjonsplan", b"FeatureCollection", b"urn:byggsak", b"opengis.net/gml")


def ser_ut_som_situasjonsplan(data: bytes) -> bool:
    """Whether the (first) bytes are meant as a digital plan; a PDF or an image is not.

    True does not mean that it can be read: GML of another kind is also true, and is then refused
    by name.

    >>> [ser_ut_som_situasjonsplan(b) for b in (b"%PDF-1.7", b'<Situasjonsplan xmlns="')]
    [False, True]
    """
    hode = data[:8192]
    if hode.startswith((b"\xff\xfe", b"\xfe\xff")):
        hode = hode.replace(b"\x00", b"")[2:]
    hode = hode.removeprefix(b"\xef\xbb\xbf").lstrip()
    return hode[:1] in (b"<", b"{") and any(merke in hode for merke in _MERKER)


def les_situasjonsplan(data: bytes, filnavn: str, kommune: Kommune | None) -> Situasjonsplan:
    """Read one plan.

    With a municipality everything is transformed exactly into its computing system, and a plan of
    another municipality or outside its bounds is refused; without one the plan keeps its own
    system. Heights and areas are as given, m and m². Raises `SituasjonsplanUleselig`.

    The same plan comes again while the form beside it is corrected, and is remembered.
    """
    if kommune is None:
        return _les(data, filnavn, None)
    k = kommune
    return _les(data, filnavn, (k.nummer, k.navn, k.epsg, k.utstrekning, k.test, k.tidligere_numre))


@remember_last(32)
def _les(data: bytes, filnavn: str, stedet: tuple[Any, ...] | None) -> Situasjonsplan:
    """`stedet` is the start of a `Kommune`: all that the reading of a plan asks it about."""
    try:
        er_json = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
        rot = les_json(data) if er_json else les_xml(data)
        sjekk(rot)
        return _Leser(rot, Kommune(*stedet) if stedet is not None else None).plan(filnavn)
    except GeometriFeil as feil:
        sted = replace(feil.sted, dokument=filnavn)
        raise SituasjonsplanUleselig(feil.melding, sted) from feil


class _Leser:
    """Turns nodes into the domain's words; holds the one coordinate system of the plan."""

    def __init__(self, rot: Node, kommune: Kommune | None) -> None:
        self.rot, self.kommune = rot, kommune
        self.crs: Koordinatsystem | None = None
        self._finn_crs(rot)

    @property
    def epsg(self) -> int:
        if self.kommune is not None:
            return self.kommune.epsg
        if self.crs is None:
            raise uleselig(self.rot, _UTEN_GEOMETRI)
        return self.crs.plan

    def _finn_crs(self, node: Node) -> None:
        if node.geometri is not None and node.geometri.crs is not None:
            crs = node.geometri.crs
            if crs.geografisk:
                tolk_srs(f"EPSG:{crs.kode}", node.sted)  # raises: degrees are for maps only
            self.crs = self.crs or crs
            if crs.plan != self.crs.plan:
                raise KoordinatsystemAvvist(_blandet(self.crs.kode, crs.kode), node.sted)
        for barn in node.barn:
            self._finn_crs(barn)

    def plan(self, filnavn: str) -> Situasjonsplan:
        nummer = self.rot.ett("kommunenummer")
        assert nummer is not None  # the form requires it
        if self.kommune is not None and nummer.tekst not in (
            self.kommune.nummer,
            *self.kommune.tidligere_numre,
        ):
            raise uleselig(
                nummer,
                _ANNEN_KOMMUNE,
                plan=nummer.tekst,
                kommune=f"{self.kommune.nummer} {self.kommune.navn}",
            )
        return Situasjonsplan(
            kommunenummer=nummer.tekst,
            dato=hvis(self.rot.ett("dato"), date.fromisoformat),
            epsg=self.epsg,
            eiendommer=tuple(_eiendom(e, nummer.tekst) for e in self.rot.alle("eiendom")),
            tiltak=tuple(self.bygning(b) for b in self.rot.alle("BygningTiltak")),
            eksisterende=tuple(self.bygning(b) for b in self.rot.alle("EksisterendeBygning")),
            parkering=tuple(self.parkering(p) for p in self.rot.alle("Parkering")),
            avkjoersler=tuple(self.flate(a, "punkt") for a in self.rot.alle("Avkjoersel")),
            dokument=filnavn,
        )

    def bygning(self, node: Node) -> Bygning:
        return Bygning(
            gml_id=node.gml_id or "",
            omraade=self.flate(node, "omraade"),
            tiltakstype=hvis(node.ett("tiltakstype"), str),
            bygningstype=hvis(node.ett("bygningstype"), str),
            bygningsnummer=hvis(node.ett("bygningsnummer"), str),
            frittliggende=hvis(node.ett("frittliggende"), lambda t: t in ("true", "1")),
            etasjer=hvis(node.ett("etasjer"), int),
            bruksareal=hvis(node.ett("bruksareal"), Decimal),
            terrengkote=hvis(node.ett("terrengkote"), Decimal),
            gesimshoeyde=hvis(node.ett("gesimshoeyde"), Decimal),
            moenehoeyde=hvis(node.ett("moenehoeyde"), Decimal),
            fasader=tuple(self.fasade(f) for f in node.alle("fasade")),
            utstikkende=tuple(self.utstikkende(u) for u in node.alle("utstikkendeDel")),
            linje=node.linje,
        )

    def fasade(self, node: Node) -> Fasade:
        return Fasade(
            linjegeometri=self.flate(node, "linje"),
            gesimshoeyde=hvis(node.ett("gesimshoeyde"), Decimal),
            gml_id=node.gml_id,
        )

    def utstikkende(self, node: Node) -> UtstikkendeDel:
        slag = node.ett("type")
        assert slag is not None  # the form requires it
        return UtstikkendeDel(
            type=slag.tekst,
            omraade=self.flate(node, "omraade"),
            fri_hoeyde=hvis(node.ett("friHoeyde"), Decimal),
            hoeyde_over_terreng=hvis(node.ett("hoeydeOverTerreng"), Decimal),
            gml_id=node.gml_id,
        )

    def parkering(self, node: Node) -> Parkering:
        return Parkering(
            antall_plasser=hvis(node.ett("antallPlasser"), int),
            omraade=self.flate(node, "omraade") if node.ett("omraade") else None,
            gml_id=node.gml_id,
        )

    def flate(self, eier: Node, navn: str) -> Flate:
        """The geometry of one property, valid, inside the municipality and in its system."""
        node = eier.ett(navn)
        assert node is not None
        assert node.geometri is not None  # the form requires both
        assert self.crs is not None
        form, problemer = til_shapely(node.geometri)
        ident = node.geometri.gml_id or eier.gml_id
        if form is None:
            sted = problemer[0].sted(epsg=self.crs.plan)
            raise SituasjonsplanUleselig(
                problemer[0].melding, replace(sted, xpath=node.sti, gml_id=sted.gml_id or ident)
            )
        sted = Sted(xpath=node.sti, linje=node.geometri.linje, gml_id=ident)
        grenser = self.kommune.utstrekning if self.kommune else None
        if not sjekk_akser(form.bounds, self.crs.plan, self.epsg, grenser, sted) and grenser:
            raise SituasjonsplanUleselig(_utenfor(form.bounds[0], form.bounds[1]), sted)
        flyttet = transformer(form, self.crs.plan, self.epsg)
        wkb = shapely.to_wkb(flyttet, output_dimension=2, byte_order=1)
        return Flate(wkb, self.epsg, ident, node.geometri.linje)


def _eiendom(node: Node, kommunenummer: str) -> Matrikkelnummer:
    feste = hvis(node.ett("festenummer"), int)
    seksjon = hvis(node.ett("seksjonsnummer"), int)
    return Matrikkelnummer(
        kommunenummer=kommunenummer,
        gaardsnummer=hvis(node.ett("gaardsnummer"), int),
        bruksnummer=hvis(node.ett("bruksnummer"), int),
        festenummer=feste or None,
        seksjonsnummer=seksjon or None,
    )


_UTEN_GEOMETRI: Final = Tekst(
    "Situasjonsplanen har ingen geometri.",
    "Situasjonsplanen har ingen geometri.",
    "The situation plan holds no geometry.",
)
_ANNEN_KOMMUNE: Final = Tekst(
    "Situasjonsplanen gjelder kommune {plan}, men søknaden er til {kommune}.",
    "Situasjonsplanen gjeld kommune {plan}, men søknaden er til {kommune}.",
    "The situation plan is for municipality {plan}, but the application is to {kommune}.",
)


def _blandet(a: int, b: int) -> Tekst:
    return Tekst(
        f"Situasjonsplanen blander EPSG:{a} og EPSG:{b}. Lever alt i ett koordinatsystem.",
        f"Situasjonsplanen blandar EPSG:{a} og EPSG:{b}. Lever alt i eitt koordinatsystem.",
        f"The situation plan mixes EPSG:{a} and EPSG:{b}. Use one coordinate system.",
    )


def _utenfor(oest: float, nord: float) -> Tekst:
    return Tekst(
        f"Geometrien ved øst {oest:.0f}, nord {nord:.0f} ligger utenfor kommunen. "
        "Er koordinatsystemet riktig oppgitt?",
        f"Geometrien ved aust {oest:.0f}, nord {nord:.0f} ligg utanfor kommunen. "
        "Er koordinatsystemet rett oppgjeve?",
        f"The geometry at east {oest:.0f}, north {nord:.0f} lies outside the municipality. "
        "Is the coordinate system stated correctly?",
    )
