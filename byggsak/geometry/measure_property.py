"""The applicant's ground and the neighbours': connected parcels, shared boundaries, accuracy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import shapely
from shapely.geometry import LineString

from byggsak.geometry.measure import (
    INGEN_FORM,
    Form,
    Maalekrav,
    beroerer,
    overlapper,
    polygoner,
    union,
    uten_sprekker,
)
from byggsak.geometry.remember import remember


def sammenhengende(teiger: Sequence[Form], krav: Maalekrav) -> list[Form]:
    """The connected pieces of ground that one owner's parcels make up.

    An edge that two own parcels share is no boundary (lov-og-prosess: naive 2.0 m against 5.0 m);
    parcels with somebody else's ground between them stay apart. Cracks in the map narrower than
    `sliver_bredde` do not part what belongs together.
    """
    return list(_sammenhengende(tuple(teiger), krav))


@remember
def _sammenhengende(teiger: tuple[Form, ...], krav: Maalekrav) -> tuple[Form, ...]:
    samlet = union(teiger)
    deler = polygoner(samlet)
    if len(deler) > 1 and _har_sprekk(deler, krav):
        halv = float(krav.sliver_bredde) / 2
        utvidet = samlet.buffer(halv, join_style="mitre")
        samlet = utvidet.buffer(-halv, join_style="mitre")
    return tuple(uten_sprekker(del_, krav) for del_ in polygoner(samlet))


def _har_sprekk(deler: Sequence[Form], krav: Maalekrav) -> bool:
    return any(
        beroerer(a, b, krav.sliver_bredde) and not a.touches(b)
        for nr, a in enumerate(deler)
        for b in deler[nr + 1 :]
    )


def under(grunn: Sequence[Form], bygg: Iterable[Form], krav: Maalekrav) -> list[Form]:
    """The pieces of ground that any of the buildings stands on, by more than a sliver."""
    former = list(bygg)
    return [g for g in grunn if any(overlapper(g, b, krav.sliver_areal) for b in former)]


@dataclass(frozen=True)
class Naboforhold:
    """How a neighbouring parcel lies to the ground: the line they share, and whether the map has
    them overlap by more than a sliver."""

    linje: Form
    overlapper: bool


def naboforhold(grunn: Form, nabo: Form, krav: Maalekrav) -> Naboforhold | None:
    """None when the parcel does not touch the ground."""
    if not beroerer(grunn, nabo, krav.sliver_bredde):
        return None
    return Naboforhold(felles_grense(grunn, nabo, krav), overlapper(nabo, grunn, krav.sliver_areal))


def felles_grense(grunn: Form, nabo: Form, krav: Maalekrav) -> Form:
    """The boundary line that the ground and the neighbouring parcel share; holes included.

    Exact where the two parcels have the same vertices. Where the map has a crack or an overlap
    between them, the ground's own boundary within `sliver_bredde` of the neighbour is used.
    """
    toleranse = float(krav.sliver_bredde)
    egen = grunn.boundary
    eksakt: Form = egen.intersection(nabo.boundary)
    naer: Form = egen.intersection(nabo.buffer(toleranse))
    biter = len(shapely.get_parts(shapely.line_merge(naer)))
    ender = 2 * toleranse * max(1, biter)
    if not eksakt.is_empty and eksakt.length >= naer.length - 2 * ender:
        return eksakt
    return naer


@dataclass(frozen=True)
class Grensebilde:
    """Everything the map says about the boundary of a piece of ground: how each parcel round it
    lies to it (None where it does not touch), and what is left when every neighbour has had his."""

    forhold: tuple[Naboforhold | None, ...]
    uten_nabo: Form


@remember
def grensebilde(grunn: Form, naboer: tuple[Form, ...], krav: Maalekrav) -> Grensebilde:
    return Grensebilde(
        tuple(naboforhold(grunn, nabo, krav) for nabo in naboer),
        grense_uten_nabo(grunn, naboer, krav),
    )


def grense_uten_nabo(grunn: Form, naboer: Sequence[Form], krav: Maalekrav) -> Form:
    """What is left of the boundary when every known neighbour has had his: it counts all the same
    (pbl § 29-4 is about the boundary, whoever owns the other side)."""
    rest: Form = grunn.boundary
    for nabo in naboer:
        rest = rest.difference(nabo.buffer(float(krav.sliver_bredde)))
    merget = shapely.line_merge(rest)
    biter = [
        b
        for b in shapely.get_parts(merget)
        if isinstance(b, LineString) and b.length > 4 * float(krav.sliver_bredde)
    ]
    return shapely.multilinestrings(biter) if biter else INGEN_FORM


def inntrengning(bygg: Form, nabo: Form, grunn: Form, krav: Maalekrav) -> Form:
    """The part of the building on the neighbour's ground; empty when it only touches."""
    if not shapely.intersects(bygg, nabo):
        return INGEN_FORM
    del_: Form = bygg.intersection(nabo).difference(grunn)
    # Thinner than the tolerance of lengths is a touching wall, whatever its length.
    return del_ if del_.area > float(krav.sliver_bredde) ** 2 else INGEN_FORM


def usikkerhet(klasser: Iterable[str | None], krav: Maalekrav) -> Decimal:
    """± m of a boundary from `noyaktighetsklasseTeig` on its sides: the worst of them.

    A missing or unknown class says nothing about the boundary, and is taken as the worst.
    """
    verst = krav.usikkerhet_groenn
    for klasse in klasser:
        ord_ = (klasse or "").strip().lower()
        if ord_.startswith("gr"):
            continue
        verst = max(verst, krav.usikkerhet_gul if ord_.startswith("gu") else krav.usikkerhet_roed)
    return verst
