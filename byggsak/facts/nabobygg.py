"""Bygningsavstand: each new building against the others on the plot and in the map.

The situation plan tells of the plot, the buildings of the map of everything round it. A building
that is in both is the plan's; what the project extends or demolishes is no other building.
"""

from __future__ import annotations

from typing import Any, Final

from byggsak.domain.omgivelser import Bygningsavstand
from byggsak.domain.situasjonsplan import Bygning
from byggsak.domain.tekst import Tekst
from byggsak.domain.tema import Tema
from byggsak.facts import reasons
from byggsak.facts.boundary import liten_frittliggende
from byggsak.facts.mapview import TEMASOEK, verdi
from byggsak.facts.site import NyttBygg, Tomt
from byggsak.facts.tema import INGENTING_NAER, Lag, lag, noeyaktighet
from byggsak.geometry.measure import Form, beroerer, form, lengde, overlapper
from byggsak.geometry.measure_tema import dekket, korteste, naermest

_STAAR_IKKE: Final = frozenset({"RA", "IG", "BR", "BA", "BF", "IP", "GR"})
"""Building status in the cadastre: permitted but not built, demolished, burnt, lapsed, never built
[general knowledge of the codes]. Any other, also an unknown one, is a building that stands."""
_PAABYGGING: Final = frozenset({"22", "23", "24"})  # tilbygg, påbygg, underbygg


def bygningsavstander(tomt: Tomt) -> list[Bygningsavstand]:
    """Two per new building: the nearest in the situation plan (when there is one), and the nearest
    in the map."""
    if tomt.plan_grunn is not None:
        return [reasons.uavklart(Bygningsavstand, tomt.plan_grunn)]
    return [svar for bygg in tomt.nye for svar in (*_i_planen(tomt, bygg), *_i_kartet(tomt, bygg))]


def _i_planen(tomt: Tomt, bygg: NyttBygg) -> list[Bygningsavstand]:
    andre = _andre_i_planen(tomt, bygg)
    naer = naermest(bygg.fotavtrykk, [f for _, f in andre])
    if naer is None:
        return []
    nr, meter = naer
    b, (annen, flate) = bygg.bygning, andre[nr]
    ting = Bygningsavstand(
        navn=f"{b.gml_id} mot {annen.gml_id}",
        sted=tomt.sted(b.gml_id, b.linje, korteste(bygg.fotavtrykk, flate)),
        naer=True,
        avstand=lengde(meter),
        paa_tomten=True,
        liten_frittliggende=liten_frittliggende(tomt, bygg),
        soekt_i="situasjonsplanen",
    )
    return [reasons.alt_ukjent(ting, reasons.IKKE_I_SITUASJONSPLANEN)]


def _andre_i_planen(tomt: Tomt, bygg: NyttBygg) -> list[tuple[Bygning, Form]]:
    """Other buildings that stand when the project is done, less what this one is built onto."""
    assert tomt.plan is not None
    revet = [form(b.omraade.wkb) for b in tomt.plan.tiltak if b.rives]
    gamle = [(b, form(b.omraade.wkb)) for b in tomt.plan.eksisterende]
    staar = [
        (b, flate)
        for b, flate in gamle
        if not any(overlapper(flate, r, tomt.krav.sliver_areal) for r in revet)
    ]
    nye = [(n.bygning, n.fotavtrykk) for n in tomt.nye if n is not bygg]
    if bygg.bygning.tiltakstype not in _PAABYGGING:
        return [*staar, *nye]
    sprekk = tomt.krav.sliver_bredde
    return [(b, f) for b, f in (*staar, *nye) if not beroerer(f, bygg.fotavtrykk, sprekk)]


def _i_kartet(tomt: Tomt, bygg: NyttBygg) -> list[Bygningsavstand]:
    b = bygg.bygning
    funnet = lag(tomt, Tema.BYGNING)
    if funnet is None:
        return []
    kjent: dict[str, Any] = {
        "paa_tomten": False,
        "liten_frittliggende": False,  # asked of buildings on the plot alone
    }
    sted = tomt.sted(b.gml_id, b.linje)
    if isinstance(funnet, Tekst):
        ukjent = Bygningsavstand(navn=f"{b.gml_id} mot bygg i kartet", sted=sted, **kjent)
        return [reasons.alt_ukjent(ukjent, funnet)]
    andre = _andre_i_kartet(tomt, bygg, funnet)
    naer = naermest(bygg.fotavtrykk, andre.former)
    if naer is None or naer[1] > TEMASOEK:
        ingen = Bygningsavstand(
            navn=f"{b.gml_id} mot bygg i kartet", sted=sted, naer=False, **kjent, **andre.soekt
        )
        return [reasons.alt_ukjent(ingen, INGENTING_NAER)]
    nr, meter = naer
    objekt = andre.objekter[nr]
    return [
        Bygningsavstand(
            navn=f"{b.gml_id} mot bygning {verdi(objekt, 'bygningsnummer') or objekt.gml_id}",
            sted=tomt.sted(b.gml_id, b.linje, korteste(bygg.fotavtrykk, andre.former[nr])),
            naer=True,
            avstand=lengde(meter, noeyaktighet(objekt, tomt)),
            **kjent,
            **andre.soekt,
        )
    ]


def _andre_i_kartet(tomt: Tomt, bygg: NyttBygg, laget: Lag) -> Lag:
    assert tomt.plan is not None
    tegnet = [*tomt.plan.tiltak, *tomt.plan.eksisterende]
    numre = {b.bygningsnummer for b in tegnet if b.bygningsnummer}
    flater = [form(b.omraade.wkb) for b in tegnet]

    tegnet_ogsaa = dekket(laget.former, flater, tomt.krav.sliver_areal)
    beholdt = [
        (o, f)
        for o, f, i_planen in zip(laget.objekter, laget.former, tegnet_ogsaa, strict=True)
        if not i_planen
        and (verdi(o, "bygningsstatus") or "").upper() not in _STAAR_IKKE
        and verdi(o, "bygningsnummer") not in numre
    ]
    return Lag(tuple(o for o, _ in beholdt), tuple(f for _, f in beholdt), laget.datasett)
