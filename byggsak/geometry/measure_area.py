"""Built-up area (BYA) from the situation plan, by NS 3940:2012, the edition TEK17 names.

Counted: footprints by the outer walls, open covered area, cantilevers with less than 5.0 m clear
height, terraces more than 0.5 m over terrain, and open parking. Everything is a union: what stands
under something else, or a parking place under a carport, counts once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

import shapely

from byggsak.domain.situasjonsplan import Bygning, Parkering, UtstikkendeDel
from byggsak.geometry.measure import INGEN_FORM, Form, Maalekrav, form, union

UNDER_TERRENG = "24"  # Underbygg: no built-up area (TEK17 § 5-2), but the distance rule applies
TERRASSE = "terrasse"


class Medregnet(Enum):
    JA = "ja"
    NEI = "nei"
    UKJENT = "ukjent"


@dataclass(frozen=True)
class BygdAreal:
    """`flate` is the union of what surely counts; `plasser` open parking without a drawn area.

    `ukjente` are parts whose height nobody stated, though it decides whether they count.
    """

    flate: Form
    plasser: int
    plasser_ukjent: bool
    ukjente: tuple[str, ...]


def medregnet(del_: UtstikkendeDel, fotavtrykk: Form, flate: Form, krav: Maalekrav) -> Medregnet:
    """Whether a protruding part counts in BYA."""
    if del_.type == TERRASSE:
        if del_.hoeyde_over_terreng is None:
            return Medregnet.UKJENT
        return _svar(del_.hoeyde_over_terreng > krav.hoeyde_terrasse)
    if del_.type == "takutstikk" and utstikk_fra(fotavtrykk, flate) <= krav.takutstikk_uten_bya:
        return Medregnet.NEI
    if del_.fri_hoeyde is not None:
        return _svar(del_.fri_hoeyde < krav.fri_hoeyde_utkraging)
    # Open covered area counts whatever its height; a part that begins lower than the limit over
    # the terrain cannot have more clear height than that.
    lav = del_.hoeyde_over_terreng is not None and (
        del_.hoeyde_over_terreng < krav.fri_hoeyde_utkraging
    )
    return Medregnet.JA if del_.type == "overbygd" or lav else Medregnet.UKJENT


def _svar(ja: bool) -> Medregnet:
    return Medregnet.JA if ja else Medregnet.NEI


def utstikk_fra(fotavtrykk: Form, flate: Form) -> Decimal:
    """How far the part reaches from the walls at its farthest edge, m; corners not counted.

    Measured as the least width of a mitred band round the footprint that holds the part: the corner
    of eaves 1.0 m deep is 1.41 m from the corner of the house, but the eaves are 1.0 m.
    """
    lengst = float(shapely.hausdorff_distance(flate, fotavtrykk)) if not flate.is_empty else 0.0
    lav, hoey = 0.0, lengst
    for _ in range(24):
        midt = (lav + hoey) / 2
        baand = fotavtrykk.buffer(midt, join_style="mitre", mitre_limit=10)
        if flate.difference(baand).area < 1e-6:
            hoey = midt
        else:
            lav = midt
    return Decimal(f"{hoey:.3f}")


def bygning(bygg: Bygning, krav: Maalekrav) -> tuple[Form, tuple[str, ...]]:
    """What one building adds to BYA, and the parts nobody knows about."""
    if bygg.tiltakstype == UNDER_TERRENG:
        return INGEN_FORM, ()
    fotavtrykk = form(bygg.omraade.wkb)
    flater, ukjente = [fotavtrykk], []
    for nr, del_ in enumerate(bygg.utstikkende, 1):
        flate = form(del_.omraade.wkb)
        match medregnet(del_, fotavtrykk, flate, krav):
            case Medregnet.JA:
                flater.append(flate)
            case Medregnet.UKJENT:
                ukjente.append(del_.gml_id or f"{bygg.gml_id} {del_.type} {nr}")
            case Medregnet.NEI:
                pass
    return union(flater), tuple(ukjente)


def bebygd(
    tiltak: Sequence[Bygning],
    eksisterende: Sequence[Bygning],
    parkering: Sequence[Parkering],
    krav: Maalekrav,
) -> BygdAreal:
    """Everything built when the project is done: new and existing, less what is demolished."""
    gammelt, ukjent_gammelt = _alle(eksisterende, krav)
    nytt, ukjent_nytt = _alle([b for b in tiltak if not b.rives], krav)
    revet = union(form(b.omraade.wkb) for b in tiltak if b.rives)
    tegnet = union(form(p.omraade.wkb) for p in parkering if p.omraade is not None)
    utegnet = [p for p in parkering if p.omraade is None]
    return BygdAreal(
        flate=union([gammelt.difference(revet), nytt, tegnet]),
        plasser=sum(p.antall_plasser or 0 for p in utegnet),
        plasser_ukjent=any(p.antall_plasser is None for p in utegnet),
        ukjente=(*ukjent_gammelt, *ukjent_nytt),
    )


def nytt_areal(
    tiltak: Sequence[Bygning], eksisterende: Sequence[Bygning], krav: Maalekrav
) -> tuple[Form, tuple[str, ...]]:
    """The new built-up area: what is added to the ground that existing buildings keep."""
    nytt, ukjente = _alle([b for b in tiltak if not b.rives], krav)
    gammelt, _ = _alle(eksisterende, krav)
    revet = union(form(b.omraade.wkb) for b in tiltak if b.rives)
    return nytt.difference(gammelt.difference(revet)), ukjente


def _alle(bygninger: Sequence[Bygning], krav: Maalekrav) -> tuple[Form, tuple[str, ...]]:
    deler = [bygning(b, krav) for b in bygninger]
    return union(d for d, _ in deler), tuple(u for _, ukjente in deler for u in ukjente)
