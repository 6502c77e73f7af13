"""Cutting: how many square metres of footprint, or how many open parking places, are too many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from byggsak.domain.eiendom import Fotavtrykk, Utnytting
from byggsak.domain.facts import er_kjent
from byggsak.domain.funn import Funn
from byggsak.domain.situasjonsplan import Bygning, Parkering, Situasjonsplan
from byggsak.domain.utvei import Utveislag
from byggsak.geometry.endre import bygd_areal, krympet, omriss
from byggsak.utvei import tekster
from byggsak.utvei.areal import NAVN, endringer, med_sum
from byggsak.utvei.utkast import Forslag, Sak

_PROSENT: Final = "%"
_MANGE_PLASSER: Final = 20


def kutt(sak: Sak, funn: Sequence[Funn]) -> Iterable[Forslag]:
    """First the footprint of one building, then parking; both are exact, and both are offered."""
    plan = sak.utkast.situasjonsplan
    if not isinstance(plan, Situasjonsplan):
        return
    for ett in funn:
        utnytting = _utnytting(sak, ett)
        if utnytting is None:
            continue
        for_mye = _for_mye(sak, ett, utnytting)
        nye = [b for b in plan.tiltak if not b.rives]
        if nye:
            stoerst = max(nye, key=lambda b: bygd_areal(plan, b.gml_id, sak.maalekrav))
            if (forslag := _fotavtrykk(sak, plan, stoerst, ett, utnytting, for_mye)) is not None:
                yield forslag
        if (forslag := _plasser(sak, plan, ett, utnytting, for_mye)) is not None:
            yield forslag


def _utnytting(sak: Sak, funn: Funn) -> Utnytting | None:
    for ting in sak.gjenstander:
        if isinstance(ting, Utnytting) and ting.navn == funn.gjelder and er_kjent(ting.bya):
            return ting
    return None


def _for_mye(sak: Sak, funn: Funn, utnytting: Utnytting) -> Decimal:
    """m² over the limit, rounded up. A limit in percent is first made into m², rounded down."""
    tillatt: Decimal = utnytting.tillatt
    if funn.enhet == _PROSENT:
        tillatt = tillatt * utnytting.tomt_netto.verdi / 100
    grense = tillatt.quantize(sak.soek.steg, ROUND_FLOOR)
    return (utnytting.bya.verdi - grense).quantize(sak.soek.steg, ROUND_CEILING)


def _fotavtrykk(
    sak: Sak,
    plan: Situasjonsplan,
    bygg: Bygning,
    funn: Funn,
    utnytting: Utnytting,
    for_mye: Decimal,
) -> Forslag | None:
    areal = bygd_areal(plan, bygg.gml_id, sak.maalekrav)
    andel = 1 - float(for_mye) / areal if areal else 0.0
    if andel < float(sak.soek.minste_andel_igjen):
        return None
    nytt = krympet(plan, bygg.gml_id, andel)
    erklaert = sak.utkast.soeknad.areal.areal_bebyggelse_nytt
    soeknad = med_sum(
        sak.utkast.soeknad, nytt=None if erklaert is None else max(erklaert - for_mye, Decimal(0))
    )
    foer = utnytting.bya.verdi.quantize(sak.soek.steg)
    return Forslag(
        slag=Utveislag.KUTT,
        funn=(funn,),
        utkast=replace(sak.utkast, situasjonsplan=nytt, soeknad=soeknad),
        tekst=tekster.kutt_fotavtrykk(bygg.gml_id, for_mye, foer, foer - for_mye),
        tall={"hva": "fotavtrykk", "bygning": bygg.gml_id, "kutt": f"{for_mye:f}",
              "bya": f"{foer - for_mye:f}"},
        geometri=omriss(nytt, bygg.gml_id),
        fra=omriss(plan, bygg.gml_id),
    )  # fmt: skip


def _plasser(
    sak: Sak, plan: Situasjonsplan, funn: Funn, utnytting: Utnytting, for_mye: Decimal
) -> Forslag | None:
    """Whole places that have no area of their own in the plan."""
    per_plass = sak.maalekrav.parkeringsplass_areal
    trengs = int((for_mye / per_plass).to_integral_value(ROUND_CEILING))
    finnes = sum(p.antall_plasser or 0 for p in plan.parkering if p.omraade is None)
    if not 0 < trengs <= min(finnes, _MANGE_PLASSER):
        return None
    bort = per_plass * trengs
    erklaert = sak.utkast.soeknad.areal.parkeringsareal_terreng
    soeknad = med_sum(
        sak.utkast.soeknad, parkering=None if erklaert is None else max(erklaert - bort, Decimal(0))
    )
    nytt = replace(plan, parkering=_uten(plan.parkering, trengs))
    foer = utnytting.bya.verdi.quantize(sak.soek.steg)
    return Forslag(
        slag=Utveislag.KUTT,
        funn=(funn,),
        utkast=replace(sak.utkast, situasjonsplan=nytt, soeknad=soeknad),
        tekst=tekster.kutt_plasser(trengs, bort.quantize(sak.soek.steg), foer, foer - bort),
        tall={"hva": "parkering", "plasser": str(trengs), "kutt": f"{bort:f}",
              "bya": f"{foer - bort:f}"},
    )  # fmt: skip


def _uten(parkering: Sequence[Parkering], antall: int) -> tuple[Parkering, ...]:
    igjen = []
    for p in parkering:
        if p.omraade is None and p.antall_plasser and antall:
            bort = min(antall, p.antall_plasser)
            antall -= bort
            p = replace(p, antall_plasser=p.antall_plasser - bort)
        igjen.append(p)
    return tuple(igjen)


def rettelser(sak: Sak, funn: Sequence[Funn]) -> Iterable[Forslag]:
    """The declared areas as the situation plan shows them, and sums that add up."""
    fotavtrykk = next((t for t in sak.gjenstander if isinstance(t, Fotavtrykk)), None)
    nytt = None
    if fotavtrykk is not None and any(f.regel == "sak10-5-4-fotavtrykk" for f in funn):
        if not er_kjent(fotavtrykk.maalt_nytt):
            return
        nytt = fotavtrykk.maalt_nytt.verdi.quantize(Decimal("0.1"))
    soeknad = med_sum(sak.utkast.soeknad, nytt=nytt)
    endret = endringer(sak.utkast.soeknad.areal, soeknad.areal)
    if not endret:
        return
    yield Forslag(
        slag=Utveislag.RETT_TALL,
        funn=tuple(funn),
        utkast=replace(sak.utkast, soeknad=soeknad),
        tekst=tekster.rett_areal([(NAVN[navn], fra, til) for navn, (fra, til) in endret.items()]),
        tall={navn: f"{til:f}" for navn, (_, til) in endret.items()},
    )
