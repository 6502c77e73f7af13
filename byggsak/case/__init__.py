"""Sakens gang som rene verdier: `Sak.av(hendelser)`, `decide(...)`, `muligheter(...)`."""

from byggsak.case.avslaatt import Avslaatt, Hinder
from byggsak.case.decide import decide
from byggsak.case.gang import SAKENS_GANG
from byggsak.case.hendelse import Hendelse, hendelse_fra_json, hendelse_til_json
from byggsak.case.kommando import Kommando, les_kommando
from byggsak.case.muligheter import Mulighet, muligheter
from byggsak.case.overgang import Overgang
from byggsak.case.sak import Sak, Soeknadsgang
from byggsak.case.tabell import ALLE
from byggsak.case.tilstand import Aktoer, Rolle, Tilstand
from byggsak.case.vakt import Parametre

__all__ = [
    "ALLE",
    "SAKENS_GANG",
    "Aktoer",
    "Avslaatt",
    "Hendelse",
    "Hinder",
    "Kommando",
    "Mulighet",
    "Overgang",
    "Parametre",
    "Rolle",
    "Sak",
    "Soeknadsgang",
    "Tilstand",
    "decide",
    "hendelse_fra_json",
    "hendelse_til_json",
    "les_kommando",
    "muligheter",
]
