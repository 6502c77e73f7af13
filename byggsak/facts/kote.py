"""Kotehoeyde: each new building against the elevations that the plan regulates on its plot."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from byggsak.domain.facts import Maal
from byggsak.domain.kart import Kartobjekt
from byggsak.domain.plan import Kotehoeyde
from byggsak.domain.tekst import Tekst
from byggsak.facts import reasons
from byggsak.facts.mapview import verdi
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import NyttBygg, Tomt
from byggsak.geometry.measure_plan import ligger_paa

_SYSTEM: Final = {
    "nn2000": "NN2000",
    "5941": "NN2000",
    "epsg:5941": "NN2000",
    "nn1954": "NN1954",
    "nn54": "NN1954",
    "5776": "NN1954",
    "epsg:5776": "NN1954",
}
FLERE: Final = Tekst(
    "planen har flere ulike høyder på tomten, og ingen av dem ligger under bygget",
    "planen har fleire ulike høgder på tomta, og ingen av dei ligg under bygget",
    "the plan has several elevations on the plot, and none of them lies under the building",
)


def kotehoeyder(tomt: Tomt) -> list[Kotehoeyde]:
    """One per building where the plan in force has a regulated elevation on the plot."""
    if tomt.plan_grunn is not None or tomt.plankart_grunn is not None:
        grunn = tomt.plan_grunn or tomt.plankart_grunn or reasons.IKKE_KART
        return [reasons.uavklart(Kotehoeyde, grunn)]
    return [k for bygg in tomt.nye if (k := _for_bygg(tomt, bygg)) is not None]


def _for_bygg(tomt: Tomt, bygg: NyttBygg) -> Kotehoeyde | None:
    funnet = _regulerte(tomt, bygg)
    if not funnet:
        return None
    b = bygg.bygning
    ulike = {(verdi(o, "regulerthøyde"), verdi(o, "høydereferansesystem")) for o in funnet}
    felles: dict[str, Any] = {
        "gesimskote": _kote(b.terrengkote, b.gesimshoeyde, "gesimskote"),
        "moenekote": _kote(b.terrengkote, b.moenehoeyde, "moenekote"),
    }
    navn = f"{b.gml_id} mot regulert høyde {funnet[0].gml_id}"
    if len(ulike) > 1:
        tvil = Kotehoeyde(navn=navn, sted=tomt.sted(b.gml_id, b.linje), **felles)
        return reasons.alt_ukjent(tvil, FLERE)
    [(hoeyde, system)] = ulike
    return Kotehoeyde(
        navn=navn,
        sted=tomt.sted(b.gml_id, b.linje, bygg.fotavtrykk),
        regulert=_tall(hoeyde),
        hoeydesystem=_system(system),
        **felles,
    )


def _regulerte(tomt: Tomt, bygg: NyttBygg) -> Sequence[Kartobjekt]:
    """The elevations under the building; where there are none, those on its plot."""
    stedet = [bygg.fotavtrykk, *tomt.paa(bygg.fotavtrykk)]
    alle = [
        (flate, objekt)
        for plan in tomt.utsnitt.planer
        for flate, objekt in zip(plan.hoeyder, plan.hoeydeobjekter, strict=True)
        if flate.intersects(plan.gjelder)
    ]
    for sted in stedet:
        funnet = [o for f, o in alle if f.intersects(sted) and ligger_paa(f, sted, tomt.krav)]
        if funnet:
            return funnet
    return []


def _kote(terreng: Decimal | None, hoeyde: Decimal | None, felt: str) -> Any:
    if terreng is None or hoeyde is None:
        return ukjent_felt(Kotehoeyde, felt, reasons.IKKE_I_SITUASJONSPLANEN)
    return Maal(terreng + hoeyde)


def _tall(tekst: str | None) -> Any:
    try:
        tall = Decimal((tekst or "").replace(",", "."))
    except InvalidOperation:
        tall = Decimal("NaN")
    if tall.is_finite():
        return tall
    grunn = reasons.IKKE_I_PLANEN if tekst is None else reasons.IKKE_ET_TALL
    return ukjent_felt(Kotehoeyde, "regulert", grunn)


def _system(tekst: str | None) -> Any:
    """The height system by its name; one that is not known is kept as it is written."""
    if tekst is None:
        return ukjent_felt(Kotehoeyde, "hoeydesystem", reasons.IKKE_I_PLANEN)
    return _SYSTEM.get(tekst.replace(" ", "").casefold(), tekst)
