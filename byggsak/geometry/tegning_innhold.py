"""What is on a site drawing, whichever form it is given in: SVG, PNG or GeoJSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.funn import Funn
from byggsak.domain.kart import Datasett, Kart, Kartobjekt, KartUtilgjengelig
from byggsak.domain.situasjonsplan import Situasjonsplan
from byggsak.domain.tekst import Tekst
from byggsak.domain.utvei import Utvei
from byggsak.geometry.errors import GeometriFeil
from byggsak.geometry.measure_crs import i_system
from byggsak.geometry.svg_ark import Ark, lag_ark
from byggsak.geometry.svg_funn import Funnmerke, merker
from byggsak.geometry.svg_lag import geometri
from byggsak.geometry.svg_utvei import former

_RUNDT = 12.0  # m shown round the buildings in any case
_LENGST = 60.0  # m: a large property is shown no further away than this
_LENGST_FUNN = 300.0  # m: a finding far off does not decide the scale


@dataclass(frozen=True, eq=False)
class Innhold:
    """Everything in the drawing's system (`plan.epsg`). `objekter` are the map's on the sheet,
    `tomt` the parcels of the plan's properties; both empty where the map does not answer."""

    plan: Situasjonsplan
    ark: Ark
    funn: Sequence[Funn]
    merker: Sequence[Funnmerke]
    utveier: Sequence[Utvei]
    tomt: Sequence[Kartobjekt] = ()
    objekter: Sequence[Kartobjekt] = ()
    datasett: Sequence[Datasett] = ()
    kart_svarer: bool = False

    @property
    def utelatt(self) -> int:
        """How many objects the map may lack on the sheet, because they were left out of it."""
        return sum(u.kan_beroere(self.ark.boks) for d in self.datasett for u in d.utelatt or ())


def innhold(
    situasjonsplan: Situasjonsplan,
    kart: Kart | None,
    funn: Sequence[Funn],
    utveier: Sequence[Utvei] = (),
) -> Innhold:
    """Gathered in the map's system, or the plan's own without a map. Raises `GeometriFeil` when
    there is nothing at all to draw."""
    plan = i_system(situasjonsplan, kart.epsg) if kart is not None else situasjonsplan
    funnmerker = merker(funn, plan.epsg)
    tomt: Sequence[Kartobjekt] = ()
    objekter: Sequence[Kartobjekt] = ()
    datasett: Sequence[Datasett] = ()
    svarer = False
    if kart is not None:
        try:
            tomt, svarer = _tomt(plan, kart), True
        except KartUtilgjengelig:
            tomt = ()
    ark = lag_ark([*_vis(plan, tomt, funnmerker), *former(utveier, plan.epsg)])
    if kart is not None and svarer:
        try:
            objekter, datasett = kart.kandidater(ark.boks), kart.datasett()
        except KartUtilgjengelig:
            svarer = False
    return Innhold(plan, ark, funn, funnmerker, utveier, tomt, objekter, datasett, svarer)


def _tomt(plan: Situasjonsplan, kart: Kart) -> list[Kartobjekt]:
    return [
        teig
        for e in plan.eiendommer
        for teig in kart.teiger(e.gaardsnummer or 0, e.bruksnummer or 0, e.festenummer or 0)
    ]


def _vis(
    plan: Situasjonsplan, tomt: Sequence[Kartobjekt], funnmerker: Sequence[Funnmerke]
) -> list[BaseGeometry]:
    bygninger = [geometri(b.omraade) for b in (*plan.tiltak, *plan.eksisterende)]
    teiger = [geometri(o) for o in tomt]
    annet = [p.omraade for p in plan.parkering if p.omraade is not None]
    annet += plan.avkjoersler
    kjerne = bygninger or [geometri(f) for f in annet] or teiger or [m.form for m in funnmerker]
    if not kjerne:
        raise GeometriFeil(_TOMT_ARK)
    hus = shapely.box(*shapely.total_bounds(kjerne))
    naer, fjern = hus.buffer(_LENGST), hus.buffer(_LENGST_FUNN)
    vis = [hus.buffer(_RUNDT), *(g.intersection(naer) for g in teiger)]
    vis += [m.form for m in funnmerker if m.form.within(fjern)]
    return [g for g in vis if not g.is_empty]


_TOMT_ARK = Tekst(
    "Det er ingenting å tegne: situasjonsplanen er tom, og kartet viser ikke eiendommen.",
    "Det er ingenting å teikne: situasjonsplanen er tom, og kartet viser ikkje eigedomen.",
    "There is nothing to draw: the situation plan is empty and the map does not show the property.",
)
