"""Planrad: what every plan in force says of the ground under a building, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from byggsak.domain.bestemmelse import ENHETER, Bestemmelsesslag
from byggsak.domain.kart import Kartobjekt
from byggsak.domain.planoversikt import Planemne, Planrad, Planverdi
from byggsak.facts.mapview import Plan, verdi, verdier
from byggsak.facts.site import NyttBygg, Tomt
from byggsak.geometry.measure import Form

_HOEYDER: Final = (Bestemmelsesslag.GESIMSHOEYDE, Bestemmelsesslag.MOENEHOEYDE)


def planrader(tomt: Tomt, bygg: NyttBygg) -> tuple[Planrad, ...]:
    """One per theme that some plan says something of; the land use always. Empty where there is no
    plan. A value is what the map and the entered provisions hold, and no more."""
    flate = bygg.fotavtrykk
    planer = [
        *((p, "reguleringsplan") for p in tomt.utsnitt.planer if p.omraade.intersects(flate)),
        *((p, "kommuneplan") for p in tomt.utsnitt.kommuneplaner if p.omraade.intersects(flate)),
    ]
    planer.sort(key=lambda par: par[0].dato or date.min, reverse=True)
    rader = []
    for emne in Planemne:
        celler = tuple(
            Planverdi(p.plan_id, p.navn, slag, p.dato, _sier(tomt, bygg, p, emne))
            for p, slag in planer
        )
        if any(c.verdier for c in celler) or (celler and emne is Planemne.FORMAAL):
            rader.append(Planrad(bygg.bygning.gml_id, emne, celler))
    return tuple(rader)


def _sier(tomt: Tomt, bygg: NyttBygg, plan: Plan, emne: Planemne) -> tuple[str, ...]:
    flate = bygg.fotavtrykk
    if emne is Planemne.FORMAAL:
        return _like(kode for kode, f, _ in plan.formaal if f.intersects(flate) and kode)
    if emne is Planemne.UTNYTTING:
        return _like(u for _, f, o in plan.formaal if f.intersects(flate) for u in _utnytting(o))
    stedet = [flate, *tomt.paa(flate)]
    if emne is Planemne.BYGGEGRENSE:
        return _like(navn for navn, linje in plan.byggegrenser if _paa(linje, stedet))
    koter = [
        _kote(objekt)
        for form, objekt in zip(plan.hoeyder, plan.hoeydeobjekter, strict=True)
        if _paa(form, stedet)
    ]
    return _like([*koter, *_hoeyder(tomt, plan)])


def _paa(form: Form, stedet: list[Form]) -> bool:
    return any(form.intersects(s) for s in stedet)


def _utnytting(felt: Kartobjekt) -> list[str]:
    """«16: 30»: the plan's code and its number, as they are in the map."""
    typer, tall = verdier(felt, "utnyttingstype"), verdier(felt, "utnyttingstall")
    return [f"{t}: {tall[nr] if nr < len(tall) else '?'}" for nr, t in enumerate(typer)]


def _kote(objekt: Kartobjekt) -> str:
    system = verdi(objekt, "høydereferansesystem")
    kote = f"kote {verdi(objekt, 'regulerthøyde') or '?'}"
    return f"{kote} ({system})" if system else kote


def _hoeyder(tomt: Tomt, plan: Plan) -> list[str]:
    """The heights that somebody has read out of the plan's provisions."""
    kommune = tomt.grunnlag.kommune
    sett = kommune.bestemmelser.get(plan.plan_id) if kommune is not None else None
    if sett is None:
        return []
    return [
        f"{b.slag.value} {b.verdi} {ENHETER[b.slag]}"
        for b in sett.bestemmelser
        if b.slag in _HOEYDER and b.gjaldt(tomt.grunnlag.plandato)
    ]


def _like(verdiene: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(verdiene)))
