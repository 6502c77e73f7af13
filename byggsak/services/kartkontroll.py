"""A map file checked against the quality rules, as the report every check answers with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from byggsak.domain.facts import Sted
from byggsak.domain.funn import Alvorlighet, Funn, Utfall
from byggsak.domain.kart import BBox
from byggsak.domain.kommune import Kommune
from byggsak.domain.tekst import Spraak, Tekst
from byggsak.geometry.kvalitet.fil import Filkontroll, Fremdrift, Uleselig, kontroller_fil
from byggsak.geometry.kvalitet.regler import REGLER
from byggsak.rule.findings import fingeravtrykk
from byggsak.rule.render import som_json
from byggsak.rule.report import Dekning, Kontrollrapport, Resultat, samlet_resultat

Json = dict[str, Any]

ULESELIG: Final = "gml-uleselig"
_REKKEFOELGE: Final = {regel.id: nr for nr, regel in enumerate(REGLER)}


@dataclass(frozen=True, slots=True)
class Kartrapport:
    """The report on one file. `zoom` is the box of each finding, in the order of the findings."""

    fil: str
    navnerom: str
    objekter: int
    rapport: Kontrollrapport
    zoom: tuple[BBox | None, ...]


def kontroller_kart(
    sti: Path, kommune: Kommune | None = None, fremdrift: Fremdrift | None = None
) -> Kartrapport:
    """Check one GML file; a file that cannot be read is `avvist` with the reason and the line."""
    return rapporter(kontroller_fil(sti, kommune, fremdrift))


def rapporter(svar: Filkontroll) -> Kartrapport:
    """The answers as a report: findings in the order of the rules, then of the file."""
    if svar.avvist is not None:
        return _avvist(svar.fil, svar.avvist)
    rekke = sorted(svar.funn, key=lambda k: (_REKKEFOELGE[k.funn.regel], k.funn.sted.linje or 0))
    funn = tuple(_merket([k.funn for k in rekke]))
    dekning = tuple(
        Dekning(linje.regel, linje.utfall, linje.antall, linje.grunn, linje.alarm)
        for linje in svar.linjer
    )
    rapport = Kontrollrapport(
        skjema=None,
        datoer={},
        resultat=samlet_resultat(funn, dekning),
        dekning=dekning,
        funn=funn,
    )
    return Kartrapport(svar.fil, svar.navnerom, svar.antall, rapport, tuple(k.zoom for k in rekke))


def rapport_json(rapport: Kartrapport, spraak: Spraak = "nb") -> Json:
    """One report in the shape of every report; each `sted` also has the box to zoom to."""
    svar = som_json(rapport.rapport, spraak)
    svar["skjema"] = {"navn": "gml", "versjon": rapport.navnerom or None, "dataFormatId": None}
    for funn, boks in zip(svar["funn"], rapport.zoom, strict=True):
        funn["sted"]["zoom"] = list(boks) if boks is not None else None
    return svar


def rapporter_json(rapportene: Sequence[Kartrapport], spraak: Spraak = "nb") -> Json:
    """A plain report of one file; of several, one report to a file under `filer`."""
    if len(rapportene) == 1:
        return rapport_json(rapportene[0], spraak)
    return {"filer": [{"fil": r.fil, **rapport_json(r, spraak)} for r in rapportene]}


def _merket(funnene: Sequence[Funn]) -> list[Funn]:
    """Fingerprints from the rule and the object, numbered where one object has several."""
    sett: Counter[tuple[str, str]] = Counter()
    merket = []
    for funn in funnene:
        noekkel = (funn.regel, f"{funn.gjelder}/{funn.sted.gml_id or ''}")
        sett[noekkel] += 1
        nr = "" if sett[noekkel] == 1 else f"/{sett[noekkel]}"
        merket.append(replace(funn, fingeravtrykk=fingeravtrykk(noekkel[0], noekkel[1] + nr)))
    return merket


def _avvist(fil: str, grunn: Uleselig) -> Kartrapport:
    funn = Funn(
        regel=ULESELIG,
        utfall=Utfall.BRUTT,
        alvorlighet=Alvorlighet.FEIL,
        melding=grunn.melding,
        raad=_RAAD,
        sted=Sted(linje=grunn.linje),
        fingeravtrykk=fingeravtrykk(ULESELIG, fil),
        tittel=_TITTEL,
    )
    rapport = Kontrollrapport(
        skjema=None,
        datoer={},
        resultat=Resultat.AVVIST,
        dekning=(
            Dekning(ULESELIG, Utfall.BRUTT, 1),
            *(Dekning(regel.id, Utfall.UAVKLART, 1, _IKKE_LEST) for regel in REGLER),
        ),
        funn=(funn,),
    )
    return Kartrapport(fil, "", 0, rapport, (None,))


_TITTEL: Final = Tekst("Filen kan leses", "Fila kan lesast", "The file can be read")
_RAAD: Final = Tekst(
    "Eksporter filen på nytt som GML 3.2 (FeatureCollection).",
    "Eksporter fila på nytt som GML 3.2 (FeatureCollection).",
    "Export the file again as GML 3.2 (FeatureCollection).",
)
_IKKE_LEST: Final = Tekst(
    "Filen kunne ikke leses.", "Fila kunne ikkje lesast.", "The file could not be read."
)
