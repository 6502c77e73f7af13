"""Lokalkrav: each new building, or the plot, against the limits of plan and municipality.

The limits are what a person has read out of the documents (`Bestemmelsessett`). What nobody has
read is unknown, with a pointer to the file it belongs in; only a document that was read and says
nothing gives «no such limit».
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from byggsak.domain.bestemmelse import (
    ENHETER,
    SLAGNAVN,
    Avstandskrav,
    Bestemmelse,
    Bestemmelsessett,
    Bestemmelsesslag,
    Etasjekrav,
    Hoeydekrav,
    Lokalkrav,
    Parkeringskrav,
    Uteoppholdskrav,
    Utnyttingskrav,
    Vassdragskrav,
)
from byggsak.domain.facts import Gjenstand, Maal, Ukjent
from byggsak.domain.tekst import Tekst
from byggsak.facts import areas, reasons
from byggsak.facts.boundary import nabogrenser
from byggsak.facts.local_law import bestemmelser, gjeldende_plan
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import NyttBygg, Tomt

S = Bestemmelsesslag
K = TypeVar("K", bound=Lokalkrav)
Maaler = Callable[[Tomt, NyttBygg, Bestemmelsesslag], Any]
"""What the application has of the kind: a `Maal`, or why nobody knows."""

IKKE_OPPGITT = Tekst(
    "søknaden og situasjonsplanen oppgir det ikke",
    "søknaden og situasjonsplanen oppgir det ikkje",
    "neither the application nor the situation plan states it",
)
UTEN_VASSDRAG = Tekst(
    "det er ikke lastet noe kart over vassdragene",
    "det er ikkje lasta noko kart over vassdraga",
    "no map of the watercourses has been loaded",
)


def hoeydekrav(tomt: Tomt) -> list[Hoeydekrav]:
    return _per_bygg(tomt, Hoeydekrav, (S.GESIMSHOEYDE, S.MOENEHOEYDE), _hoeyden)


def etasjekrav(tomt: Tomt) -> list[Etasjekrav]:
    return _per_bygg(tomt, Etasjekrav, (S.ETASJER,), _etasjene)


def utnyttingskrav(tomt: Tomt) -> list[Utnyttingskrav]:
    return _per_tomt(tomt, Utnyttingskrav, (S.BYA, S.PROSENT_BYA), _utnyttingen)


def avstandskrav(tomt: Tomt) -> list[Avstandskrav]:
    return _per_bygg(tomt, Avstandskrav, (S.AVSTAND_NABOGRENSE,), _avstanden)


def vassdragskrav(tomt: Tomt) -> list[Vassdragskrav]:
    return _per_bygg(tomt, Vassdragskrav, (S.AVSTAND_VASSDRAG,), lambda *_: UTEN_VASSDRAG)


def parkeringskrav(tomt: Tomt) -> list[Parkeringskrav]:
    return _per_tomt(tomt, Parkeringskrav, (S.PARKERING,), _plassene)


def uteoppholdskrav(tomt: Tomt) -> list[Uteoppholdskrav]:
    return _per_tomt(tomt, Uteoppholdskrav, (S.UTEOPPHOLDSAREAL,), lambda *_: IKKE_OPPGITT)


def _per_bygg(
    tomt: Tomt, type_: type[K], slagene: Sequence[Bestemmelsesslag], maaler: Maaler
) -> list[K]:
    grunn = tomt.plan_grunn or tomt.plankart_grunn
    if grunn is not None:
        return [reasons.uavklart(type_, grunn)]
    return [k for bygg in tomt.nye for s in slagene for k in _kravene(tomt, type_, bygg, s, maaler)]


def _per_tomt(
    tomt: Tomt, type_: type[K], slagene: Sequence[Bestemmelsesslag], maaler: Maaler
) -> list[K]:
    """Once for the plot; where buildings stand in fields of different limits, each of them."""
    svar: list[K] = []
    for krav in _per_bygg(tomt, type_, slagene, maaler):
        likt = replace(krav, navn=_slagnavn(krav))
        if likt not in svar:
            svar.append(likt)
    return svar


def _slagnavn(krav: Lokalkrav) -> str:
    return krav.navn.rpartition(", ")[2]


def _kravene(
    tomt: Tomt, type_: type[K], bygg: NyttBygg, slag: Bestemmelsesslag, maaler: Maaler
) -> list[K]:
    b = bygg.bygning
    mal = type_(
        navn=f"{b.gml_id}, {SLAGNAVN[slag].nb}",
        sted=tomt.sted(b.gml_id, b.linje, bygg.fotavtrykk),
        slag=slag.value,
    )
    plan = gjeldende_plan(tomt, bygg)
    funnet = reasons.INGEN_PLAN_HER if plan is None else bestemmelser(tomt, plan, bygg, slag)
    if isinstance(funnet, Tekst):
        return [reasons.alt_ukjent(mal, funnet)]
    if not funnet:
        return [replace(mal, har_bestemmelse=False)]
    maalt = maaler(tomt, bygg, slag)
    if isinstance(maalt, Tekst):
        maalt = ukjent_felt(type_, "maalt", maalt)
    return [
        replace(mal, har_bestemmelse=True, grense=b.verdi, maalt=maalt, kilde=_kilde(sett, b))
        for sett, b in funnet
    ]


def _kilde(sett: Bestemmelsessett, b: Bestemmelse) -> str:
    return f"{sett.dokument}, {b.kilde}, s. {b.side}"


def _hoeyden(tomt: Tomt, bygg: NyttBygg, slag: Bestemmelsesslag) -> Maal | Tekst:
    b = bygg.bygning
    hoeyde = b.gesimshoeyde if slag is S.GESIMSHOEYDE else b.moenehoeyde
    return reasons.IKKE_I_SITUASJONSPLANEN if hoeyde is None else Maal(hoeyde)


def _etasjene(tomt: Tomt, bygg: NyttBygg, slag: Bestemmelsesslag) -> Maal | Tekst:
    etasjer = bygg.bygning.etasjer
    if etasjer is None:
        return reasons.IKKE_I_SITUASJONSPLANEN
    return Maal.of(etasjer, enhet=ENHETER[slag])


def _utnyttingen(tomt: Tomt, bygg: NyttBygg, slag: Bestemmelsesslag) -> Any:
    """The plot's built-up area in the field where the most of it stands."""
    felt = "bya" if slag is S.BYA else "grad"
    return _verste([getattr(u, felt) for u in areas.utnyttinger(tomt)], max)


def _avstanden(tomt: Tomt, bygg: NyttBygg, slag: Bestemmelsesslag) -> Any:
    egne = [g for g in nabogrenser(tomt) if g.navn.startswith(f"{bygg.bygning.gml_id} mot ")]
    return _verste([g.avstand for g in egne], min)


def _verste(maal: list[Any], velg: Callable[..., Maal]) -> Any:
    """The measure that decides; unknown when any of them is."""
    ukjente = [m for m in maal if isinstance(m, Ukjent)]
    if ukjente or not maal:
        grunn = ukjente[0].grunn if ukjente else None
        return grunn or IKKE_OPPGITT
    return velg(maal, key=lambda m: m.verdi)


def _plassene(tomt: Tomt, bygg: NyttBygg, slag: Bestemmelsesslag) -> Maal | Tekst:
    vist = tomt.plan.parkering if tomt.plan is not None else ()
    plasser = [p.antall_plasser for p in vist]
    if not plasser or None in plasser:
        return reasons.PLASSER_MANGLER if plasser else IKKE_OPPGITT
    return Maal.of(sum(p for p in plasser if p is not None), enhet=ENHETER[S.PARKERING])


LOKALKRAV: tuple[tuple[type[Gjenstand], Callable[[Tomt], Sequence[Gjenstand]]], ...] = (
    (Hoeydekrav, hoeydekrav),
    (Etasjekrav, etasjekrav),
    (Utnyttingskrav, utnyttingskrav),
    (Avstandskrav, avstandskrav),
    (Vassdragskrav, vassdragskrav),
    (Parkeringskrav, parkeringskrav),
    (Uteoppholdskrav, uteoppholdskrav),
)
