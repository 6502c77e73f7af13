"""LitenBygning: new buildings that the exception for small, detached buildings may be about."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from byggsak.domain.eiendom import LitenBygning, Nabogrense
from byggsak.domain.facts import Maal, Ukjent
from byggsak.domain.tekst import Tekst
from byggsak.facts import reasons
from byggsak.facts.boundary import bebygd_med, med_det_den_bygger_paa, nabogrenser
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import NyttBygg, Tomt


def smaa_bygninger(tomt: Tomt) -> list[LitenBygning]:
    """One per new building of such a type, or of none stated; none where the plan fixes every
    distance."""
    typer = (None, *tomt.krav.liten_bygning_typer)
    aktuelle = [b for b in tomt.nye if b.bygning.bygningstype in typer]
    if not aktuelle:
        return []
    grunn = tomt.plan_grunn or tomt.eiendom_grunn
    if grunn is not None:
        return [reasons.uavklart(LitenBygning, grunn)]
    grenser = nabogrenser(tomt)
    return [s for bygg in aktuelle if (s := _liten(tomt, bygg, grenser)) is not None]


def _liten(tomt: Tomt, bygg: NyttBygg, grenser: list[Nabogrense]) -> LitenBygning | None:
    b = bygg.bygning
    egne = [
        g
        for g in grenser
        if g.sted.linje == b.linje
        and (isinstance(g.plan_fastsetter_avstand, Ukjent) or not g.plan_fastsetter_avstand)
    ]
    if not egne:
        return None
    samlet, bruksareal = med_det_den_bygger_paa(tomt, bygg)
    svar = LitenBygning(
        navn=b.gml_id,
        sted=tomt.sted(b.gml_id, b.linje, bygg.fotavtrykk),
        avstand=_korteste(egne),
        bebygd_areal=_bya(bebygd_med(samlet, tomt)),
        **_oppgitt(
            bygningstype=b.bygningstype,
            frittliggende=b.frittliggende,
            bruksareal=None if bruksareal is None else Maal(bruksareal, enhet="m2"),
        ),
    )
    return reasons.alt_ukjent(svar, reasons.IKKE_I_SITUASJONSPLANEN)


def _oppgitt(**felt: Any) -> dict[str, Any]:
    return {navn: verdi for navn, verdi in felt.items() if verdi is not None}


def _korteste(grenser: list[Nabogrense]) -> Any:
    kjente = [g.avstand for g in grenser if not isinstance(g.avstand, Ukjent)]
    if len(kjente) < len(grenser):
        return ukjent_felt(LitenBygning, "avstand", reasons.OVERLAPPENDE_TEIGER)
    return min(kjente, key=lambda m: m.verdi)


def _bya(bya: Decimal | Tekst) -> Any:
    if isinstance(bya, Tekst):
        return ukjent_felt(LitenBygning, "bebygd_areal", bya)
    return Maal(bya, enhet="m2")
