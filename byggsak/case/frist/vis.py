"""Fristsvaret slik det vises: som JSON-verdi og som tekst for mennesker."""

from __future__ import annotations

from datetime import date
from typing import Any

from byggsak.case.frist.beregn import Fristsvar
from byggsak.case.frist.tidslinje import Tidslinje


def som_json(tidslinje: Tidslinje, svar: Fristsvar) -> dict[str, Any]:
    """Nøklene i formatet på øverste nivå, med `ledger`, `hjemmel`, `sikkerhet`, `alternativ`."""
    return {
        "type": tidslinje.type,
        **{navn: _verdi(verdi) for navn, verdi in svar.verdier.items()},
        "ledger": [str(linje) for linje in svar.hovedbok],
        "hjemmel": list(svar.hjemmel),
        "sikkerhet": svar.sikkerhet,
        "alternativ": [
            {
                "valg": a.valg,
                "spoersmaal": a.spoersmaal,
                **{navn: _verdi(verdi) for navn, verdi in a.verdier.items()},
            }
            for a in svar.alternativ
        ],
        "ikke_forstaatt": list(svar.ikke_forstaatt),
    }


def _verdi(verdi: Any) -> Any:
    match verdi:
        case date():
            return verdi.isoformat()
        case dict():
            return {navn: _verdi(v) for navn, v in verdi.items()}
        case _:
            return verdi


def som_tekst(tidslinje: Tidslinje, svar: Fristsvar) -> str:
    """Fristene, hovedboken, hjemlene og det som er åpent i loven, til å lese."""
    linjer = [f"Frister for {tidslinje.type}", ""]
    bredde = max((len(n) for n in svar.verdier), default=0)
    for navn, verdi in som_json(tidslinje, svar).items():
        if navn in svar.verdier and verdi is not None:
            linjer.append(f"  {navn:<{bredde}}  {_vist(verdi)}")
    linjer += ["", "Hovedbok"] + [f"  {linje}" for linje in svar.hovedbok]
    linjer += ["", "Rettsgrunnlag"] + [f"  {h}" for h in svar.hjemmel]
    if svar.alternativ:
        linjer += ["", "Loven er åpen her; et menneske velger"]
        for a in svar.alternativ:
            ulike = ", ".join(f"{n} = {_vist(_verdi(v))}" for n, v in a.verdier.items())
            linjer.append(f"  {a.valg}: {a.spoersmaal} gir {ulike}")
    if svar.ikke_forstaatt:
        ukjente = ", ".join(svar.ikke_forstaatt)
        linjer += ["", f"Ikke forstått, og derfor ikke regnet med: {ukjente}"]
    linjer += ["", f"Sikkerhet: {svar.sikkerhet}. Motoren fatter aldri vedtak av seg selv."]
    return "\n".join(linjer)


def _vist(verdi: Any) -> str:
    match verdi:
        case True:
            return "ja"
        case False:
            return "nei"
        case None:
            return "ingen"
        case dict():
            return ", ".join(f"{n}: {v}" for n, v in verdi.items())
        case _:
            return str(verdi)
