"""XML by its root: well-formed to the end, without a tree and without following anything.

expat is asked, piece by piece; it resolves no entity and fetches nothing here, because a document
type is where it stops. A token that grows without end stops it too.
"""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from byggsak.domain.vedlegg import Innholdsdom, Innholdsproblem
from byggsak.vedlegg import problemer as p
from byggsak.vedlegg.formater import FORMATER
from byggsak.vedlegg.les import Kilde

_LENGSTE_TEGN: Final = 8 * 1024 * 1024
"""Bytes without an event: longer than any coordinate list is read in one piece."""
_FOR_TIDLIG_SLUTT: Final = frozenset(
    expat.errors.codes[melding]
    for melding in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_GML: Final = "http://www.opengis.net/gml"
_SVG: Final = "http://www.w3.org/2000/svg"
_XHTML: Final = "http://www.w3.org/1999/xhtml"


class _Nok(Exception):
    """A document type: what follows is not read."""


class _Blikk:
    """What has been seen of the document so far. `navnerom` are those declared on the root."""

    def __init__(self) -> None:
        self.rot = ""
        self.navnerom: set[str] = set()
        self.hendelser = 0
        self.leser = expat.ParserCreate(namespace_separator=" ")
        self.leser.StartElementHandler = self._element
        self.leser.StartNamespaceDeclHandler = self._navnerom
        self.leser.StartDoctypeDeclHandler = self._doctype
        self.leser.DefaultHandler = self._annet

    def _element(self, navn: str, _: dict[str, str]) -> None:
        self.rot = self.rot or navn
        self.hendelser += 1

    def _navnerom(self, _: str | None, uri: str | None) -> None:
        if uri and not self.rot:
            self.navnerom.add(uri)

    def _annet(self, _: str) -> None:
        self.hendelser += 1

    def _doctype(self, navn: str, *_: object) -> None:
        self.rot = self.rot or navn
        raise _Nok

    @property
    def kode(self) -> str:
        navnerom, _, navn = self.rot.rpartition(" ")
        if navn.lower() == "svg" or navnerom == _SVG:
            return "svg"
        if navn.lower() == "html" or navnerom == _XHTML:
            return "html"
        gml = any(n.startswith(_GML) for n in (navnerom, *self.navnerom))
        return "gml" if gml else "xml"


def bedoem_xml(kilde: Kilde, *, erklaert: bool) -> Innholdsdom:
    """The verdict on text that begins with `<`. Without any element it is but text, unless it is
    declared (`<?xml`) to be more."""
    blikk = _Blikk()
    problem = _les(kilde, blikk)
    if not blikk.rot and not erklaert:
        return FORMATER["txt"].dom()
    return FORMATER[blikk.kode].dom(*((problem,) if problem else ()))


def _les(kilde: Kilde, blikk: _Blikk) -> Innholdsproblem | None:
    sist, sett = 0, 0
    try:
        for sted, bit in kilde.biter():
            blikk.leser.Parse(bit, False)
            if blikk.hendelser != sett:
                sist, sett = sted, blikk.hendelser
            elif sted - sist > _LENGSTE_TEGN:
                return p.STRUKTUR
        blikk.leser.Parse(b"", True)
    except _Nok:
        return p.DTD
    except expat.ExpatError as feil:
        return p.AVKUTTET if feil.code in _FOR_TIDLIG_SLUTT else p.STRUKTUR
    except (LookupError, ValueError):  # an encoding that Python does not know
        return p.STRUKTUR
    return None
