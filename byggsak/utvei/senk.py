"""Lowering: the height at which half of it is no longer more than the distance, or the limit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from byggsak.domain.eiendom import Nabogrense
from byggsak.domain.facts import er_kjent
from byggsak.domain.funn import Funn
from byggsak.domain.situasjonsplan import Bygning, Situasjonsplan
from byggsak.domain.utvei import Utveislag
from byggsak.geometry.endre import med_bygning, omriss
from byggsak.utvei import tekster
from byggsak.utvei.funnsted import bygning_for
from byggsak.utvei.utkast import Forslag, Sak

AVSTAND: Final = "pbl-29-4-avstand-nabogrense"
HOEYDE: Final = "pbl-29-4-hoeyde"


def senkinger(sak: Sak, funn: Sequence[Funn]) -> Iterable[Forslag]:
    plan = sak.utkast.situasjonsplan
    if not isinstance(plan, Situasjonsplan):
        return
    hos: dict[tuple[str, str], list[Funn]] = {}
    for ett in funn:
        if (bygg := bygning_for(ett, plan)) is None:
            continue
        if ett.regel == AVSTAND:
            hos.setdefault((bygg.gml_id, ett.sted.gml_id or bygg.gml_id), []).append(ett)
        elif (forslag := _bygget(sak, plan, bygg, ett)) is not None:
            yield forslag
    for (gml_id, fasade), maal in hos.items():
        bygg = next(b for b in plan.tiltak if b.gml_id == gml_id)
        if (forslag := _fasaden(sak, plan, bygg, fasade, maal)) is not None:
            yield forslag


def _fasaden(
    sak: Sak, plan: Situasjonsplan, bygg: Bygning, ident: str, maal: Sequence[Funn]
) -> Forslag | None:
    """Only where half the height is what asks for the distance; the lowest of several."""
    krav = sak.krav(AVSTAND)
    gjelder = {f.gjelder for f in maal}
    grenser = [g for g in sak.gjenstander if isinstance(g, Nabogrense) and g.navn in gjelder]
    if not grenser or not all(er_kjent(g.hoeyde) and er_kjent(g.avstand) for g in grenser):
        return None
    plass = [g.avstand.verdi - g.avstand.usikkerhet - g.tillegg for g in grenser]
    fra = grenser[0].hoeyde.verdi
    til = (min(plass) * krav.hoeyde_deles_med).quantize(sak.soek.steg, ROUND_FLOOR)
    if min(plass) < krav.minste_avstand or not _rimelig(sak, fra, til):
        return None
    if ident == bygg.gml_id:
        nytt = replace(bygg, gesimshoeyde=til)
    else:
        fasader = (replace(f, gesimshoeyde=til) if f.gml_id == ident else f for f in bygg.fasader)
        nytt = replace(bygg, fasader=tuple(fasader))
    return Forslag(
        slag=Utveislag.SENK,
        funn=tuple(maal),
        utkast=replace(sak.utkast, situasjonsplan=med_bygning(plan, nytt)),
        tekst=tekster.senk_fasade(ident, fra, til),
        tall={"del": ident, "senkes": f"{fra - til:f}", "gesimshoeyde": f"{til:f}"},
    )


def _bygget(sak: Sak, plan: Situasjonsplan, bygg: Bygning, funn: Funn) -> Forslag | None:
    """Both heights to their limits: whether one of them is enough is disputed."""
    if funn.regel != HOEYDE or bygg.gesimshoeyde is None or bygg.moenehoeyde is None:
        return None
    krav = sak.krav(HOEYDE)
    gesims = min(bygg.gesimshoeyde, krav.stoerste_gesimshoeyde)
    moene = min(bygg.moenehoeyde, krav.stoerste_moenehoeyde)
    rimelig = _rimelig(sak, bygg.gesimshoeyde, gesims) and _rimelig(sak, bygg.moenehoeyde, moene)
    if not rimelig:
        return None
    nytt = replace(bygg, gesimshoeyde=gesims, moenehoeyde=moene)
    return Forslag(
        slag=Utveislag.SENK,
        funn=(funn,),
        utkast=replace(sak.utkast, situasjonsplan=med_bygning(plan, nytt)),
        tekst=tekster.senk_bygg(
            bygg.gml_id, (bygg.gesimshoeyde, gesims), (bygg.moenehoeyde, moene)
        ),
        tall={"del": bygg.gml_id, "gesimshoeyde": f"{gesims:f}", "moenehoeyde": f"{moene:f}"},
        fra=omriss(plan, bygg.gml_id),
    )


def _rimelig(sak: Sak, fra: Decimal, til: Decimal) -> bool:
    return Decimal(0) < til <= fra and fra - til <= sak.soek.stoerste_senking
