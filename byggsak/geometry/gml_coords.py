"""Numbers out of GML: posList, pos, coordinates; dimension and axis order by declaration.

Nothing is guessed from the count of numbers and nothing is repaired: what does not add up becomes a
`Problem` with the line and, where there is one, the point.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from byggsak.domain.facts import Sted
from byggsak.domain.tekst import Tekst
from byggsak.geometry.crs import Koordinatsystem, Punkter, tolk_srs
from byggsak.geometry.curves import Hoeyder
from byggsak.geometry.errors import Koordinat, KoordinatsystemAvvist, Problem
from byggsak.geometry.gml_model import barn, lokalt
from byggsak.xml.element import Element

XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_GML_ID: Final = ("{http://www.opengis.net/gml/3.2}id", "{http://www.opengis.net/gml}id")
_STOERST: Final = 1e8  # metres; no coordinate of a map on the ground comes near
_TALL: Final = re.compile(r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")

Meld = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Arv:
    """What a geometry inherits from the Envelope or the geometry around it."""

    crs: Koordinatsystem | None = None
    avvist: bool = False  # a system was named, and refused: say so once, not per coordinate
    dimensjon: int | None = None
    grunn: Tekst | None = None  # why it was refused

    @property
    def tall_per_punkt(self) -> int:
        return self.dimensjon or (self.crs.dimensjon if self.crs else 2)


Oppslag = Callable[[str], Element | None]
"""The element with a gml:id, wherever it stands in the file. None also when it has been asked often
enough: references that double at every step have no end, though none goes in a circle."""


class Samler:
    """Collects what is wrong, and every gml:id, while one object is read.

    `oppslag` resolves references inside the file; without it a geometry by reference is a problem.
    """

    def __init__(self, oppslag: Oppslag | None = None) -> None:
        self.problemer: list[Problem] = []
        self.gml_ider: list[tuple[str, int | None]] = []
        self.oppslag = oppslag
        self.paa_vei: list[str] = []  # the references that are being followed just now
        self.hoeyder: list[Hoeyder] = []  # of the points read last

    def meld(
        self, kode: str, melding: Tekst, el: Element | None, punkt: Koordinat | None = None
    ) -> None:
        gml_id = self.gml_ider[-1][0] if self.gml_ider else None
        linje = el.sourceline if el is not None else None
        self.problemer.append(Problem(kode, melding, gml_id, linje, punkt))


def gml_id(el: Element) -> str | None:
    """gml:id, whichever GML version's namespace it is in."""
    for navn in _GML_ID:
        verdi = el.get(navn)
        if verdi is not None:
            return verdi
    return None


def arve(el: Element, arv: Arv, samler: Samler) -> Arv:
    """What holds inside `el`: its own srsName and srsDimension go before the inherited ones."""
    if not el.keys():
        return arv
    ny = arv
    srs = el.get("srsName")
    if srs is not None:
        try:
            crs = tolk_srs(srs, Sted(linje=el.sourceline), tillat_geografisk=True)
        except KoordinatsystemAvvist as feil:
            samler.meld("crs-avvist", feil.melding, el)
            ny = Arv(None, True, None, feil.melding)
        else:
            # a 3D Envelope round a geometry that names a 2D system says nothing about the latter
            beholdt = ny.dimensjon if ny.crs is not None and ny.crs.kode == crs.kode else None
            ny = Arv(crs, False, beholdt)
    dimensjon = el.get("srsDimension")
    if dimensjon is not None:
        if dimensjon.strip() in ("2", "3"):
            ny = replace(ny, dimensjon=int(dimensjon))
        else:
            samler.meld("koordinat-dimensjon", _dimensjonstekst(dimensjon), el)
    return ny


def les_punkter_og_hoeyder(el: Element, arv: Arv, samler: Samler) -> tuple[Punkter, Hoeyder | None]:
    """As `les_punkter`, and the third number of every point where there are three."""
    samler.hoeyder = []
    xy = les_punkter(el, arv, samler)
    z = np.concatenate(samler.hoeyder) if samler.hoeyder else None
    return xy, z if z is not None and len(z) == len(xy) else None


def les_punkter(el: Element, arv: Arv, samler: Samler) -> Punkter:
    """All points directly under `el` (pos, posList, coordinates, pointProperty), (east, north).

    Returns what could be read; with a problem reported, the points are not to be used.
    """
    biter: list[Punkter] = []
    pos: list[list[str]] = []  # neighbouring gml:pos are turned into numbers in one go
    for b in barn(el):
        navn = lokalt(b.tag)
        egen = bool(b.keys()) and (
            b.get("srsName") is not None or b.get("srsDimension") is not None
        )
        if navn == "pos" and not egen:
            pos.append((b.text or "").split())
            continue
        if pos:
            biter.append(_tall(pos, el, arv, samler, ett_punkt=True))
            pos = []
        match navn:
            case "pos":
                her = arve(b, arv, samler)
                biter.append(_tall([(b.text or "").split()], b, her, samler, ett_punkt=True))
            case "posList":
                biter.append(_tall([(b.text or "").split()], b, arve(b, arv, samler), samler))
            case "coordinates":
                biter.append(_tall([_gml2(b)], b, arv, samler))
            case "pointProperty" | "pointRep":
                for punkt in barn(b):
                    biter.append(les_punkter(punkt, arve(punkt, arv, samler), samler))
    if pos:
        biter.append(_tall(pos, el, arv, samler, ett_punkt=True))
    if not biter:
        return np.empty((0, 2))
    return biter[0] if len(biter) == 1 else np.vstack(biter)


def _gml2(el: Element) -> list[str]:
    """`coordinates`: tuples apart by `ts`, numbers apart by `cs`, with their own decimal sign."""
    cs, ts, desimal = el.get("cs") or ",", el.get("ts") or " ", el.get("decimal") or "."
    tekst = el.text or ""
    deler = tekst.split() if ts.isspace() else tekst.split(ts)
    return [t.strip().replace(desimal, ".") for d in deler for t in d.split(cs)]


def _tall(
    ordlister: list[list[str]], el: Element, arv: Arv, samler: Samler, ett_punkt: bool = False
) -> Punkter:
    dim = arv.tall_per_punkt
    tomt = np.empty((0, 2))
    if arv.crs is None and not arv.avvist:
        try:
            tolk_srs(None)
        except KoordinatsystemAvvist as feil:
            samler.meld("crs-mangler", feil.melding, el)
        return tomt
    feil_antall = next((o for o in ordlister if ett_punkt and len(o) != dim), None)
    ord_ = [o for liste in ordlister for o in liste]
    if feil_antall is not None or len(ord_) % dim:
        samler.meld("koordinat-antall", _antallstekst(len(feil_antall or ord_), dim), el)
        return tomt
    try:
        tall = np.array(ord_, dtype=np.float64)
    except ValueError:
        samler.meld("koordinat-tall", _talltekst(next(filter(_ikke_tall, ord_), "")), el)
        return tomt
    gale = np.flatnonzero(~(np.abs(tall) < _STOERST))  # also true for NaN
    # numpy reads «1_000» and «0x1p3»-like spellings that XML does not call numbers
    if gale.size or "_" in "".join(ord_):
        galt = ord_[int(gale[0])] if gale.size else next(o for o in ord_ if "_" in o)
        nr = (int(gale[0]) if gale.size else ord_.index(galt)) // dim
        samler.meld("koordinat-tall", _talltekst(galt, nr + 1), el)
        return tomt
    if dim == 3:
        samler.hoeyder.append(tall[2::3].copy())
    punkter = tall.reshape(-1, dim)[:, :2]
    if arv.crs is not None and arv.crs.nord_foerst:
        punkter = punkter[:, ::-1]
    return np.ascontiguousarray(punkter)


def _ikke_tall(ord_: str) -> bool:
    return _TALL.match(ord_) is None


def _dimensjonstekst(verdi: str) -> Tekst:
    return Tekst(
        f"srsDimension er «{verdi}»; den må være 2 eller 3.",
        f"srsDimension er «{verdi}»; han må vere 2 eller 3.",
        f"srsDimension is “{verdi}”; it must be 2 or 3.",
    )


def _antallstekst(antall: int, dim: int) -> Tekst:
    return Tekst(
        f"{antall} tall går ikke opp i {dim} tall per punkt. Rett srsDimension eller koordinatene.",
        f"{antall} tal går ikkje opp i {dim} tal per punkt. Rett srsDimension eller koordinatane.",
        f"{antall} numbers do not make whole points of {dim}. Correct srsDimension or the "
        "coordinates.",
    )


def _talltekst(verdi: str, nr: int | None = None) -> Tekst:
    hvor = f" ({nr})" if nr else ""
    return Tekst(
        f"«{verdi[:40]}» er ikke en koordinat i punkt{hvor}.",
        f"«{verdi[:40]}» er ikkje ein koordinat i punkt{hvor}.",
        f"“{verdi[:40]}” is not a coordinate in point{hvor}.",
    )
