"""Skjermingen: kan bestemmes så lenge saken er åpen, og endrer ikke hvor i gangen den er."""

from __future__ import annotations

from typing import Final

from byggsak.case import handling_skjerming as sk
from byggsak.case import vakter_felles as vf
from byggsak.case import vakter_skjerming as vs
from byggsak.case.overgang import Overgang
from byggsak.case.tilstand import SLUTT, Rolle, Tilstand
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst

SKJERMINGENS_GANG: Final[tuple[Overgang, ...]] = (
    Overgang(
        kommando=sk.Skjerm,
        hendelse=sk.Skjermet,
        tekst=Tekst(
            "skjerme opplysninger for offentligheten",
            "skjerme opplysningar for ålmenta",
            "shield information from the public",
        ),
        fra=tuple(t for t in Tilstand if t is not Tilstand.NY and t not in SLUTT),
        til=None,
        roller=(Rolle.SAKSBEHANDLER, Rolle.GODKJENNER),
        vakter=(
            vf.saken_er_aapen,
            vs.skjermingen_har_hjemmel,
            vs.det_kan_skjermes,
            vs.det_er_en_offentlig_tittel,
            vs.posten_kan_finnes,
        ),
        hjemmel=(Hjemmel("offl", "3"), Hjemmel("offl", "13"), Hjemmel("arkivforskrifta", "10")),
    ),
)
