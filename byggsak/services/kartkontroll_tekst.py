"""The report on a map file for a person: what is wrong, where, and what would put it right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from byggsak.domain.funn import Alvorlighet, Funn, Utfall
from byggsak.domain.tekst import Spraak, Tekst
from byggsak.rule.render import alarmlinje, antallslinje
from byggsak.rule.report import Resultat
from byggsak.services.kartkontroll import Kartrapport

_VISTE: Final = 50
"""Findings of one rule that a person is shown; the JSON has them all."""


def som_tekst(rapport: Kartrapport, spraak: Spraak = "nb", *, alle: bool = False) -> str:
    """One file's report. `alle` also lists every rule with its outcomes."""
    kontroll = rapport.rapport
    linjer = [f"{rapport.fil}: {_RESULTAT[kontroll.resultat].paa(spraak)}", ""]
    grupper = {
        "feil": [f for f in kontroll.funn if _slag(f) == "feil"],
        "uavklart": [f for f in kontroll.funn if _slag(f) == "uavklart"],
        "advarsel": [f for f in kontroll.funn if _slag(f) == "advarsel"],
    }
    for navn, funn in grupper.items():
        if funn:
            linjer += [f"{_GRUPPER[navn].paa(spraak)} ({len(funn)})", ""]
            linjer += _listet(funn, spraak)
    linjer.append(antallslinje(kontroll, spraak))
    if (alarm := alarmlinje(kontroll, spraak)) is not None:
        linjer.append(alarm)
    if alle:
        linjer.append("")
        for d in kontroll.dekning:
            grunn = f" – {d.grunn.paa(spraak)}" if d.grunn is not None else ""
            linjer.append(f"{d.regel}: {d.utfall} ({d.antall}){grunn}")
    return "\n".join(linjer)


def _slag(funn: Funn) -> str:
    if funn.utfall is Utfall.UAVKLART:
        return "uavklart"
    return "feil" if funn.alvorlighet is Alvorlighet.FEIL else "advarsel"


def _listet(funnene: list[Funn], spraak: Spraak) -> Iterator[str]:
    """The findings of each rule under its title and advice, said once."""
    regler: dict[str, list[Funn]] = {}
    for funn in funnene:
        regler.setdefault(funn.regel, []).append(funn)
    for regel, egne in regler.items():
        tittel = egne[0].tittel
        yield f"{regel} · {tittel.paa(spraak)}" if tittel is not None else regel
        for funn in egne[:_VISTE]:
            yield f"  - {funn.melding.paa(spraak)}"
            if sted := _sted(funn, spraak):
                yield f"    {sted}"
        if len(egne) > _VISTE:
            yield f"  {_FLERE.fyll(spraak, {'antall': len(egne) - _VISTE})}"
        yield f"  → {egne[0].raad.paa(spraak)}"
        yield ""


def _sted(funn: Funn, spraak: Spraak) -> str:
    sted = funn.sted
    linje = f"{_LINJE.paa(spraak)} {sted.linje}" if sted.linje is not None else ""
    gml_id = sted.gml_id if sted.gml_id and sted.gml_id not in funn.gjelder else ""
    return ", ".join(filter(None, [linje, funn.gjelder, gml_id]))


_LINJE: Final = Tekst("linje", "linje", "line")
_FLERE: Final = Tekst(
    "… og {antall} til; alle er med i --format json.",
    "… og {antall} til; alle er med i --format json.",
    "… and {antall} more; --format json has them all.",
)
_GRUPPER: Final = {
    "feil": Tekst("Må rettes", "Må rettast", "Must be put right"),
    "uavklart": Tekst("Kan ikke avgjøres", "Kan ikkje avgjerast", "Could not be decided"),
    "advarsel": Tekst("Bør sees på", "Bør sjåast på", "Worth a look"),
}
_RESULTAT: Final = {
    Resultat.GODKJENT: Tekst("ingen feil.", "ingen feil.", "no faults."),
    Resultat.MANGLER: Tekst(
        "filen har feil. Ingenting er rettet.",
        "fila har feil. Ingenting er retta.",
        "the file has faults. Nothing has been repaired.",
    ),
    Resultat.UAVKLART: Tekst(
        "ingen feil funnet, men noe kan ikke avgjøres.",
        "ingen feil funne, men noko kan ikkje avgjerast.",
        "no faults found, but something could not be decided.",
    ),
    Resultat.AVVIST: Tekst("kan ikke leses.", "kan ikkje lesast.", "cannot be read."),
}
