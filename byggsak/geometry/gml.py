"""GML files as objects: every collection form in use, properties flattened, geometry modelled.

Reads `gml:FeatureCollection` (featureMember, featureMembers), WFS 2.0 `wfs:FeatureCollection`
(member, also nested), and a single object as root. Objects are named by local name, with Norwegian
letters as in the data («RpArealformålOmråde»). The number of members is counted, never believed
from an attribute.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from byggsak.geometry.gml_coords import XLINK, Arv, Oppslag, Samler, arve, gml_id
from byggsak.geometry.gml_geometry import er_geometri, les_geometri
from byggsak.geometry.gml_model import GmlFeature, GmlGeometri, barn, lokalt, navnerom
from byggsak.xml.element import Element

_MEDLEM: Final = {"featureMember", "featureMembers", "member"}
_SAMLING: Final = "FeatureCollection"
_NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"

INGEN_ARV: Final = Arv()


def les_objekter(
    rot: Element, arv: Arv = INGEN_ARV, oppslag: Oppslag | None = None
) -> Iterator[GmlFeature]:
    """Every object below `rot`, in document order; `oppslag` resolves geometry by reference."""
    if lokalt(rot.tag) != _SAMLING:
        yield les_objekt(rot, arv, oppslag)
        return
    her = fra_envelope(rot, arv)
    for egenskap in barn(rot):
        if lokalt(egenskap.tag) in _MEDLEM:
            for el in barn(egenskap):
                yield from les_objekter(el, her, oppslag)


def les_objekt(el: Element, arv: Arv = INGEN_ARV, oppslag: Oppslag | None = None) -> GmlFeature:
    """One object; what is wrong with it is in `problemer`."""
    samler = Samler(oppslag)
    ident = gml_id(el)
    if ident is not None:
        samler.gml_ider.append((ident, el.sourceline))
    leser = _Egenskaper(samler)
    leser.les(el, "", fra_envelope(el, arve(el, arv, samler)))
    return GmlFeature(
        objekttype=lokalt(el.tag),
        navnerom=navnerom(el.tag),
        gml_id=ident or "",
        linje=el.sourceline,
        egenskaper={k: tuple(v) for k, v in leser.verdier.items()},
        grupper={k: tuple(v) for k, v in leser.grupper.items()},
        geometrier=tuple(leser.geometrier),
        problemer=tuple(samler.problemer),
        gml_ider=tuple(samler.gml_ider),
    )


class _Egenskaper:
    """Walks the properties of one object once."""

    def __init__(self, samler: Samler) -> None:
        self.samler = samler
        self.verdier: dict[str, list[str]] = {}
        self.grupper: dict[str, list[dict[str, str]]] = {}
        self.geometrier: list[GmlGeometri] = []

    def les(self, el: Element, sti: str, arv: Arv) -> dict[str, str]:
        """Read the children of `el`; returns its simple children by local name."""
        enkle: dict[str, str] = {}
        for b in barn(el):
            navn = lokalt(b.tag)
            merket = b.keys()  # most have no attribute, and need not be asked for four of them
            if er_geometri(b):
                geometri = les_geometri(b, sti, arv, self._merket(b))
                if geometri is not None:
                    self.geometrier.append(geometri)
                continue
            if navn == "boundedBy":
                continue
            under = f"{sti}/{navn}" if sti else navn
            ident = gml_id(b) if merket else None
            if ident is not None:
                self.samler.gml_ider.append((ident, b.sourceline))
            if len(b) and next(barn(b), None) is not None:
                inne = self.les(b, under, arve(b, arv, self.samler) if merket else arv)
                if inne:
                    self.grupper.setdefault(under, []).append(inne)
                continue
            verdi = (b.get(XLINK) if merket else None) or (b.text or "").strip()
            if verdi and not (merket and b.get(_NIL) in ("true", "1")):
                enkle[navn] = verdi
                self.verdier.setdefault(under, []).append(verdi)
        return enkle

    def _merket(self, el: Element) -> Samler:
        ident = gml_id(el)
        if ident is not None:
            self.samler.gml_ider.append((ident, el.sourceline))
        return self.samler


def fra_envelope(el: Element, arv: Arv) -> Arv:
    """What the Envelope of a collection or object lets the geometries inherit."""
    for b in barn(el):
        if lokalt(b.tag) == "boundedBy":
            for konvolutt in barn(b):
                # A refused srsName here is repeated, with its place, by the geometries that need it
                return arve(konvolutt, arv, Samler())
    return arv
