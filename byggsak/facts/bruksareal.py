"""Usable floor area (BRA) on a plot, as the situation plan states it, for plans that limit it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from byggsak.domain.eiendom import Utnytting
from byggsak.domain.facts import Maal
from byggsak.domain.situasjonsplan import Bygning
from byggsak.domain.tekst import Tekst
from byggsak.facts import reasons
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import Tomt
from byggsak.geometry.measure import Form, areal, beroerer, form, overlapper, union

BRUKSAREALTYPER: Final = ("17", "18")  # BRA in m² and in per cent; which rule has which is theirs
IKKE_BRUKSAREAL: Final = Tekst(
    "planen setter ikke grensen i bruksareal",
    "planen set ikkje grensa i bruksareal",
    "the plan does not set its limit in usable floor area",
)
_DESIMALER: Final = Decimal("0.0001")


def bruksareal(tomt: Tomt, brutto: Form, netto: Maal) -> dict[str, Any]:
    """`bra`, `bra_grad` and `etasjehoeyde` of `Utnytting`: everything that stands on the plot when
    the project is done, and open parking (TEK17 §§ 5-4, 5-5 and 5-7)."""
    assert tomt.plan is not None
    rives = union(form(b.omraade.wkb) for b in tomt.plan.tiltak if b.rives)
    nye = [b.bygning for b in tomt.nye if _paa(tomt, b.bygning, brutto)]
    gamle = [
        b
        for b in tomt.plan.eksisterende
        if _paa(tomt, b, brutto)
        and not overlapper(form(b.omraade.wkb), rives, tomt.krav.sliver_areal)
    ]
    return {**_bra(tomt, [*nye, *gamle], netto), "etasjehoeyde": _etasjehoeyde(nye)}


def _paa(tomt: Tomt, bygning: Bygning, brutto: Form) -> bool:
    return beroerer(form(bygning.omraade.wkb), brutto, tomt.krav.sliver_bredde)


def _bra(tomt: Tomt, bygninger: list[Bygning], netto: Maal) -> dict[str, Any]:
    arealer = [b.bruksareal for b in bygninger]
    parkering = _parkering(tomt)
    grunn = reasons.IKKE_I_SITUASJONSPLANEN if None in arealer else None
    if isinstance(parkering, Tekst):
        grunn = grunn or parkering
    if grunn is not None or isinstance(parkering, Tekst):
        grunn = grunn or reasons.PLASSER_MANGLER
        return {felt: ukjent_felt(Utnytting, felt, grunn) for felt in ("bra", "bra_grad")}
    bra = sum((a for a in arealer if a is not None), parkering)
    prosent = (bra / netto.verdi * 100).quantize(_DESIMALER)
    return {"bra": Maal(bra, enhet="m2"), "bra_grad": Maal(prosent, enhet="%")}


def _parkering(tomt: Tomt) -> Decimal | Tekst:
    assert tomt.plan is not None
    sum_ = Decimal(0)
    for p in tomt.plan.parkering:
        if p.omraade is not None:
            sum_ += areal(form(p.omraade.wkb)).verdi
        elif p.antall_plasser is not None:
            sum_ += p.antall_plasser * tomt.krav.parkeringsplass_areal
        else:
            return reasons.PLASSER_MANGLER
    return sum_


def _etasjehoeyde(nye: list[Bygning]) -> Any:
    """The tallest storey on average, eaves over storeys; unknown when a building lacks either."""
    hoeyder = [b.gesimshoeyde / b.etasjer for b in nye if b.gesimshoeyde and b.etasjer]
    if len(hoeyder) < len(nye) or not hoeyder:
        return ukjent_felt(Utnytting, "etasjehoeyde", reasons.IKKE_I_SITUASJONSPLANEN)
    return Maal(max(hoeyder).quantize(_DESIMALER))
