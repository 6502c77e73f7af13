"""Which land-use purposes belong to which plan area of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.tekst import Tekst
from byggsak.geometry.kvalitet.register import EN_AV_FLATE, Kjent, Register

_FORMAAL: Final = {
    "RpArealformålOmråde": "RpOmråde",
    "RbFormålOmråde": "RpOmråde",
    "KpArealformålOmråde": "KpOmråde",
}
_PAA_GRUNNEN: Final = "2"  # vertikalnivå where none is given: on the ground

_Noekkel = tuple[str, str, str]
"""(RpOmråde or KpOmråde, plan, level)."""


@dataclass(frozen=True, slots=True, eq=False)
class Planomraade:
    """One plan on one level: its surface, its purposes and the ground they cover.

    Without a `flate` nothing can be compared: `grunn` says that there are no purposes, `uavklart`
    that a surface is missing, `venter` which rule has reported what is wrong with one. Surfaces
    are in the file's system.
    """

    omraade: Kjent
    formaal: tuple[Kjent, ...] = ()
    former: tuple[BaseGeometry, ...] = ()
    flate: BaseGeometry | None = None
    dekket: BaseGeometry | None = None
    grunn: Tekst | None = None
    uavklart: Tekst | None = None
    venter: str | None = None


def planomraader(register: Register) -> list[Planomraade]:
    """The plans of the file, each level by itself, in document order. Found once per file."""
    if register.planer is None:
        register.planer = _finn(register)
    funnet: list[Planomraade] = register.planer
    return funnet


def _finn(register: Register) -> list[Planomraade]:
    # Areas of one plan on one level belong together: a plan may be in two pieces
    omraader: dict[_Noekkel, list[Kjent]] = {}
    for k in register.objekter:
        if k.objekttype in ("RpOmråde", "KpOmråde"):
            omraader.setdefault((k.objekttype, *_plan_og_nivaa(k)), []).append(k)
    peker: dict[str, _Noekkel] = {}
    for noekkel, gruppe in omraader.items():
        for k in gruppe:
            peker[f"planområde#{k.gml_id}"] = noekkel
            for href in k.henvisninger.get("formål", ()):
                peker[f"formål{href}"] = noekkel
    formaal: dict[_Noekkel, list[Kjent]] = {n: [] for n in omraader}
    for k in register.objekter:
        slag = _FORMAAL.get(k.objekttype)
        if slag is None:
            continue
        hvor = _hoerer_til(k, slag, peker, omraader)
        if hvor is not None:
            formaal[hvor].append(k)
    return [_planomraade(omraader[n], formaal[n]) for n in omraader]


def _hoerer_til(
    k: Kjent, slag: str, peker: dict[str, _Noekkel], omraader: dict[_Noekkel, list[Kjent]]
) -> _Noekkel | None:
    """By reference either way; else by plan and level; else the only plan there is."""
    for href in k.henvisninger.get("planområde", ()):
        if (funnet := peker.get(f"planområde{href}")) is not None:
            return funnet
    if (funnet := peker.get(f"formål#{k.gml_id}")) is not None:
        return funnet
    egen: _Noekkel = (slag, *_plan_og_nivaa(k))
    if egen in omraader:
        return egen
    mulige = [n for n in omraader if n[0] == slag]
    oppgir_noe = any(
        sti == "vertikalnivå" or sti.endswith("planidentifikasjon") for sti in k.egenskaper
    )
    return mulige[0] if len(mulige) == 1 and not oppgir_noe else None


def _planomraade(omraader: list[Kjent], formaal: list[Kjent]) -> Planomraade:
    omraade = omraader[0]
    if not formaal:
        return Planomraade(omraade, grunn=_UTEN_FORMAAL)
    alle = [*omraader, *formaal]
    for k in alle:
        if not k.har_flate:
            return Planomraade(omraade, uavklart=_uten_flate(k))
    for k in alle:
        if k.flate is None:
            return Planomraade(omraade, venter=k.flate_venter or EN_AV_FLATE)
    if len({k.epsg for k in alle}) > 1:
        return Planomraade(omraade, venter="gml.epsg.3")
    former = tuple(k.flate for k in formaal if k.flate is not None)
    return Planomraade(
        omraade,
        tuple(formaal),
        former,
        flate=shapely.union_all([k.flate for k in omraader if k.flate is not None]),
        dekket=shapely.union_all(former),
    )


def _plan_og_nivaa(k: Kjent) -> tuple[str, str]:
    """(plan, level) as the object itself states them."""
    plan = next(
        (v[0] for sti, v in k.egenskaper.items() if sti.endswith("planidentifikasjon") and v), ""
    )
    nivaa = next(iter(k.egenskaper.get("vertikalnivå", ())), "")
    return plan, nivaa or _PAA_GRUNNEN


_UTEN_FORMAAL: Final = Tekst(
    "Ingen arealformål i filen hører til planområdet.",
    "Ingen arealformål i fila høyrer til planområdet.",
    "No land-use purpose in the file belongs to the plan area.",
)


def _uten_flate(k: Kjent) -> Tekst:
    hvem = f"{k.objekttype} {k.gml_id}"
    return Tekst(
        f"{hvem} har ingen flate, så dekningen kan ikke avgjøres.",
        f"{hvem} har inga flate, så dekninga kan ikkje avgjerast.",
        f"{hvem} has no surface, so the coverage cannot be decided.",
    )
