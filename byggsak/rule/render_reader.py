"""A report for one reader, as text and as JSON."""

from __future__ import annotations

from typing import Any

from byggsak.domain.tekst import Spraak
from byggsak.rule.readers import Leser, Lest, les
from byggsak.rule.report import Kontrollrapport

Json = dict[str, Any]


def lest_som_json(rapport: Kontrollrapport, leser: Leser, spraak: Spraak = "nb") -> Json:
    """What `leser` is told, in one language. The report for programs is `render.som_json`."""
    lesning = les(rapport, leser, spraak)
    return {
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


def lest_som_tekst(rapport: Kontrollrapport, leser: Leser, spraak: Spraak = "nb") -> str:
    """What `leser` is told, for a terminal or a letter."""
    lesning = les(rapport, leser, spraak)
    linjer = [lesning.resultat, ""]
    for gruppe in lesning.grupper:
        linjer += [f"{gruppe.tittel} ({len(gruppe.funn)})", ""]
        for lest in gruppe.funn:
            innrykk = " " * (len(str(lest.nr)) + 2)
            linjer += [f"{lest.nr}. {lest.melding}", f"{innrykk}→ {lest.raad}"]
            linjer += [f"{innrykk}{o.tittel}: {o.verdi}" for o in lest.opplysninger]
            linjer.append("")
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
