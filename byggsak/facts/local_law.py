"""Which limits of plan and municipality hold for a building, as far as somebody has read them."""

from __future__ import annotations

from byggsak.domain.bestemmelse import SLAGNAVN, Bestemmelse, Bestemmelsessett, Bestemmelsesslag
from byggsak.domain.tekst import Tekst
from byggsak.facts.mapview import Plan, verdier
from byggsak.facts.site import NyttBygg, Tomt

S = Bestemmelsesslag
UTEN_FELTNAVN = Tekst(
    "bestemmelsen gjelder enkelte felt, og feltet her har ikke navn i plankartet",
    "føresegna gjeld enkelte felt, og feltet her har ikkje namn i plankartet",
    "the provision holds for some fields, and the field here has no name in the plan map",
)


def har_lokal_hoeyde(tomt: Tomt, bygg: NyttBygg) -> bool:
    """Whether provisions that somebody has read limit the height of the building."""
    plan = gjeldende_plan(tomt, bygg)
    if plan is None:
        return False
    for slag in (S.GESIMSHOEYDE, S.MOENEHOEYDE):
        funnet = bestemmelser(tomt, plan, bygg, slag)
        if isinstance(funnet, list) and funnet:
            return True
    return False


def gjeldende_plan(tomt: Tomt, bygg: NyttBygg) -> Plan | None:
    under = tomt.planer_under(bygg.fotavtrykk)
    return next((p for p in under if p.gjelder.intersects(bygg.fotavtrykk)), None)


def bestemmelser(
    tomt: Tomt, plan: Plan, bygg: NyttBygg, slag: Bestemmelsesslag
) -> list[tuple[Bestemmelsessett, Bestemmelse]] | Tekst:
    """The limits that hold for the building, the plan's first; or why they are not known."""
    kommune = tomt.grunnlag.kommune
    alle = kommune.bestemmelser if kommune is not None else {}
    for noekkel, hva in ((plan.plan_id, plan.navn), (tomt.grunnlag.kommunenummer, "kommuneplanen")):
        sett = alle.get(noekkel)
        if sett is None or not sett.lest(slag):
            return ikke_lest(slag, hva, noekkel)
        gjelder = [
            b for b in sett.bestemmelser
            if b.slag is slag and b.gjaldt(tomt.grunnlag.plandato)
        ]  # fmt: skip
        felt = _feltene(plan, bygg) if any(b.felt for b in gjelder) else frozenset()
        if felt is None:
            return UTEN_FELTNAVN
        gjelder = [b for b in gjelder if not b.felt or b.felt & felt]
        if gjelder:
            return [(sett, b) for b in gjelder]
    return []


def _feltene(plan: Plan, bygg: NyttBygg) -> frozenset[str] | None:
    """The names of the fields under the building; None when one has no name."""
    navn = [
        next(iter(verdier(objekt, "feltbetegnelse") or verdier(objekt, "feltnavn")), None)
        for _, flate, objekt in plan.formaal
        if flate.intersects(bygg.fotavtrykk)
    ]
    return None if not navn or None in navn else frozenset(n for n in navn if n is not None)


def ikke_lest(slag: Bestemmelsesslag, hva: str, noekkel: str) -> Tekst:
    fil = f"kommuner/bestemmelser/{noekkel}.toml"
    navn = SLAGNAVN[slag]
    return Tekst(
        f"ingen har lagt inn hva bestemmelsene til {hva} sier om {navn.nb}; se {fil}",
        f"ingen har lagt inn kva føresegnene til {hva} seier om {navn.nn}; sjå {fil}",
        f"nobody has entered what the provisions of {hva} say about {navn.en}; see {fil}",
    )
