"""A report for one reader, as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from byggsak.domain.tekst import Spraak
from byggsak.domain.utvei import Utvei
from byggsak.rule.readers import Leser, Lest, les
from byggsak.rule.render_classification import klassifisering_som_json
from byggsak.rule.render_classification import linjer as klasselinjer
from byggsak.rule.render_utvei import linjer as utveilinjer
from byggsak.rule.render_utvei import utvei_som_json
from byggsak.rule.report import Kontrollrapport

Json = dict[str, Any]


def lest_som_json(
    rapport: Kontrollrapport,
    leser: Leser,
    spraak: Spraak = "nb",
    utveier: Sequence[Utvei] | None = None,
) -> Json:
    """What `leser` is told, in one language. The report for programs is `render.som_json`."""
    lesning = les(rapport, leser, spraak)
    svar: Json = {
        "leser": leser.value,
        "spraak": spraak,
        "resultat": rapport.resultat.value,
        "sammendrag": lesning.resultat,
        "antall": {str(utfall): antall for utfall, antall in rapport.antall.items()},
        "alarm": lesning.alarm,
        "grupper": [
            {
                "kode": gruppe.kode,
                "tittel": gruppe.tittel,
                "funn": [_lest(lest) for lest in gruppe.funn],
            }
            for gruppe in lesning.grupper
        ],
    }
    if rapport.klassifisering is not None:
        svar["klassifisering"] = klassifisering_som_json(rapport.klassifisering, spraak)
    if utveier is not None:
        svar["utveier"] = [utvei_som_json(u, spraak) for u in utveier]
    return svar


def lest_som_tekst(
    rapport: Kontrollrapport, leser: Leser, spraak: Spraak = "nb", utveier: Sequence[Utvei] = ()
) -> str:
    """What `leser` is told, for a terminal or a letter."""
    lesning = les(rapport, leser, spraak)
    nevnt: set[int] = set()
    linjer = [lesning.resultat, ""]
    for gruppe in lesning.grupper:
        linjer += [f"{gruppe.tittel} ({len(gruppe.funn)})", ""]
        for lest in gruppe.funn:
            innrykk = " " * (len(str(lest.nr)) + 2)
            linjer += [f"{lest.nr}. {lest.melding}", f"{innrykk}→ {lest.raad}"]
            linjer += [innrykk + vei for vei in utveilinjer(lest.funn, utveier, nevnt, spraak)]
            linjer += [f"{innrykk}{o.tittel}: {o.verdi}" for o in lest.opplysninger]
            linjer.append("")
    if rapport.klassifisering is not None:
        linjer += klasselinjer(rapport.klassifisering, spraak)
    linjer.append(lesning.antall)
    if lesning.alarm is not None:
        linjer.append(lesning.alarm)
    return "\n".join(_rent(linje) for linje in linjer) + "\n"


def _lest(lest: Lest) -> Json:
    return {
        "nr": lest.nr,
        "id": lest.funn.fingeravtrykk,
        "tittel": lest.tittel,
        "melding": lest.melding,
        "raad": lest.raad,
        "opplysninger": [
            {"navn": o.navn, "tittel": o.tittel, "verdi": o.verdi} for o in lest.opplysninger
        ],
    }


def _rent(linje: str) -> str:
    """Without control characters: a file name must not steer the terminal it is shown in."""
    return "".join(tegn for tegn in linje if tegn >= " " and not "\x7f" <= tegn <= "\x9f")
