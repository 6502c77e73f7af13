"""A GML file through the quality rules, one object at a time.

Only a file whose surfaces or curves are put together by reference is read as a whole tree, because
what is referred to may stand anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from byggsak.domain.kommune import Kommune
from byggsak.domain.tekst import Tekst
from byggsak.geometry.crs import tolk_srs
from byggsak.geometry.errors import KoordinatsystemAvvist
from byggsak.geometry.gml import INGEN_ARV, fra_envelope, les_objekter
from byggsak.geometry.gml_coords import XLINK, Oppslag, gml_id
from byggsak.geometry.gml_model import GmlFeature, barn, lokalt
from byggsak.geometry.gml_texts import aapnes_ikke, ikke_samling
from byggsak.geometry.kvalitet import geojson
from byggsak.geometry.kvalitet.geojson import GeojsonUleselig
from byggsak.geometry.kvalitet.kontroll import Kartfunn, Kvalitetskontroll, Regnskapslinje
from byggsak.geometry.kvalitet.register import Register
from byggsak.xml.element import Element
from byggsak.xml.limits import Limits
from byggsak.xml.reader import XmlAvvist, read
from byggsak.xml.stream import StreamLimits, iter_elements

_STROEM: Final = StreamLimits(between=64_000_000)  # a featureMembers holds the whole plan in one
_TRE: Final = Limits(
    bytes=64_000_000,
    depth=250,
    elements=3_000_000,
    children=500_000,
    text=10_000_000,
    prescan_above=500_000,
)
_MEDLEM: Final = ("featureMember", "featureMembers", "member")
_TAGGER: Final = tuple(f"{{*}}{navn}" for navn in ("boundedBy", *_MEDLEM))
_SAMLING: Final = "FeatureCollection"

Fremdrift = Callable[[int], None]
"""Told how many bytes have been read so far."""


@dataclass(frozen=True, slots=True)
class Uleselig:
    """Why a file was not checked at all."""

    melding: Tekst
    linje: int | None = None


@dataclass(frozen=True, slots=True)
class Filkontroll:
    """Everything one check of one file found. With `avvist` there is nothing else."""

    fil: str
    navnerom: str = ""
    antall: int = 0  # objects in the file
    linjer: tuple[Regnskapslinje, ...] = ()
    funn: tuple[Kartfunn, ...] = ()
    avvist: Uleselig | None = None


class _TrengerOppslag(Exception):
    """A geometry in the file refers to a part that stands elsewhere in it."""


def kontroller_fil(
    sti: Path, kommune: Kommune | None = None, fremdrift: Fremdrift | None = None
) -> Filkontroll:
    """Check one file of GML (or GeoJSON); never raises for what is in it."""
    try:
        if _er_json(sti):
            return _kontroller(sti.name, _Geojson(sti), kommune)
        try:
            return _kontroller(sti.name, _Stroem(sti, fremdrift), kommune)
        except _TrengerOppslag:
            return _kontroller(sti.name, _Tre(sti), kommune)
    except GeojsonUleselig as feil:
        return Filkontroll(sti.name, avvist=Uleselig(feil.melding))
    except XmlAvvist as feil:
        # libxml2 says that one text is too long in the words of a developer
        melding = _FOR_LANG if "XML_PARSE_HUGE" in feil.melding.en else feil.melding
        return Filkontroll(sti.name, avvist=Uleselig(melding, feil.linje))
    except OSError as feil:
        return Filkontroll(sti.name, avvist=Uleselig(aapnes_ikke(feil)))


def _kontroller(fil: str, kilde: _Stroem | _Tre | _Geojson, kommune: Kommune | None) -> Filkontroll:
    kontroll = Kvalitetskontroll(kommune)
    return _til_slutt(fil, kontroll, kilde.objekter(kontroll.register))


def _til_slutt(
    fil: str, kontroll: Kvalitetskontroll, objekter: Iterator[GmlFeature]
) -> Filkontroll:
    antall = 0
    navnerom = ""
    try:
        for f in objekter:
            antall += 1
            navnerom = navnerom or f.navnerom
            kontroll.objekt(f)
    except _IkkeSamling as feil:
        return Filkontroll(fil, avvist=Uleselig(ikke_samling(feil.rot), feil.linje))
    if antall == 0:
        return Filkontroll(fil, avvist=Uleselig(_TOM))
    linjer = kontroll.ferdig()
    return Filkontroll(fil, navnerom, antall, linjer, tuple(kontroll.funn))


class _IkkeSamling(Exception):
    def __init__(self, rot: str, linje: int | None) -> None:
        super().__init__(rot)
        self.rot, self.linje = rot, linje


class _Stroem:
    """Objects one at a time; refuses with `_TrengerOppslag` when a geometry is by reference."""

    def __init__(self, sti: Path, fremdrift: Fremdrift | None) -> None:
        self.sti, self.fremdrift = sti, fremdrift

    def objekter(self, register: Register) -> Iterator[GmlFeature]:
        with self.sti.open("rb") as fil:
            yield from self._les(_Teller(fil, self.fremdrift), register)

    def _les(self, fil: _Teller, register: Register) -> Iterator[GmlFeature]:
        arv = INGEN_ARV
        foerste = True
        for el in iter_elements(fil, _TAGGER, _STROEM):  # type: ignore[arg-type]
            rot = el.getparent()
            if foerste and rot is not None:
                if lokalt(rot.tag) != _SAMLING:
                    raise _IkkeSamling(lokalt(rot.tag), rot.sourceline)
                _foer_rot(rot, register)
                foerste = False
            match lokalt(el.tag):
                case "boundedBy" if rot is not None:
                    _foer_envelope(el, register)
                    arv = fra_envelope(rot, arv)
                case navn if navn in _MEDLEM:
                    # Read whole before the first is given on: an element that is still held
                    # cannot be freed in one go
                    funnet = [f for b in barn(el) for f in les_objekter(b, arv)]
                    if any(p.kode == "geometri-xlink" for f in funnet for p in f.problemer):
                        raise _TrengerOppslag
                    yield from funnet


class _Tre:
    """All objects of the file with references inside it resolved."""

    def __init__(self, sti: Path) -> None:
        self.sti = sti

    def objekter(self, register: Register) -> Iterator[GmlFeature]:
        rot = read(self.sti.read_bytes(), _TRE).root
        if lokalt(rot.tag) != _SAMLING:
            raise _IkkeSamling(lokalt(rot.tag), rot.sourceline)
        _foer_rot(rot, register)
        for b in barn(rot):
            if lokalt(b.tag) == "boundedBy":
                _foer_envelope(b, register)
        yield from les_objekter(rot, INGEN_ARV, _oppslag(rot))


class _Geojson:
    def __init__(self, sti: Path) -> None:
        self.sti = sti

    def objekter(self, register: Register) -> Iterator[GmlFeature]:
        with self.sti.open("rb") as fil:
            yield from geojson.les(fil.read(geojson.MAKS + 1))


def _er_json(sti: Path) -> bool:
    with sti.open("rb") as fil:
        return fil.read(100).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


class _Teller:
    """A file that tells how far it has been read."""

    def __init__(self, fil: BinaryIO, fremdrift: Fremdrift | None) -> None:
        self.fil, self.fremdrift, self.lest = fil, fremdrift, 0

    def read(self, antall: int = -1) -> bytes:
        data = self.fil.read(antall)
        self.lest += len(data)
        if self.fremdrift is not None:
            self.fremdrift(self.lest)
        return data


def _oppslag(rot: Element) -> Oppslag:
    """Elements by gml:id, given out so many times as the file's references can need.

    A reference is followed once for the geometry it is in and again for each that refers on to it;
    references that double at every step would be followed without end.
    """
    funnet: dict[str, Element] = {}
    henvisninger = 0
    for el in rot.iter():
        if isinstance(el.tag, str):
            henvisninger += el.get(XLINK) is not None
            if (ident := gml_id(el)) is not None:
                funnet.setdefault(ident, el)
    igjen = 10 * henvisninger + 1_000

    def oppslag(ident: str) -> Element | None:
        nonlocal igjen
        igjen -= 1
        return funnet.get(ident) if igjen > 0 else None

    return oppslag


def _foer_rot(rot: Element, register: Register) -> None:
    ident = gml_id(rot)
    if ident is not None:
        register.foer_rot([(ident, rot.sourceline)])


def _foer_envelope(bounded_by: Element, register: Register) -> None:
    for konvolutt in barn(bounded_by):
        srs = konvolutt.get("srsName")
        if srs is None:
            continue
        try:
            crs = tolk_srs(srs, tillat_geografisk=True)
        except KoordinatsystemAvvist as feil:
            tredje = (konvolutt.get("srsDimension") or "").strip() == "3"
            register.foer_avvist(feil.melding, None, konvolutt.sourceline, tredje, antall=0)
        else:
            register.foer_envelope(crs, konvolutt.sourceline)


_FOR_LANG: Final = Tekst(
    "En koordinatliste er lengre enn ti millioner tegn, og leses ikke. Del flaten, eller skriv "
    "punktene hver for seg (gml:pos).",
    "Ei koordinatliste er lengre enn ti millionar teikn, og blir ikkje lesen. Del flata, eller "
    "skriv punkta kvar for seg (gml:pos).",
    "A list of coordinates is longer than ten million characters, and is not read. Split the "
    "surface, or write the points one by one (gml:pos).",
)
_TOM: Final = Tekst(
    "Filen inneholder ingen kartobjekter.",
    "Fila inneheld ingen kartobjekt.",
    "The file holds no map objects.",
)
