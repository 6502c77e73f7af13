"""Asks every quality rule of every object and of the file, and keeps account of the answers.

A rule that crashes is undecided for that object, never met; a rule with nothing to be asked about
says why. The counts of `Regnskap` are the certificate that no rule was skipped.
"""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import structlog

from byggsak.domain.facts import Sted
from byggsak.domain.funn import Funn, Utfall
from byggsak.domain.kart import BBox
from byggsak.domain.kommune import Kommune
from byggsak.domain.tekst import Tekst
from byggsak.geometry.gml_model import GmlFeature
from byggsak.geometry.kvalitet import tekster
from byggsak.geometry.kvalitet.former import punkt_geojson, zoom
from byggsak.geometry.kvalitet.modell import Kvalitetsregel, Svar, ikke_aktuell, uavklart
from byggsak.geometry.kvalitet.objekt import Objekt, forbered
from byggsak.geometry.kvalitet.register import Register
from byggsak.geometry.kvalitet.regler import REGLER

MEST: Final = 25
"""Findings listed per rule and object; the rest are counted in one last finding."""

MEST_I_ALT: Final = 2_000
"""Findings listed per rule in a file; the outcomes are counted to the last."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Kartfunn:
    """A finding, and the box (min east, min north, max east, max north) that a map zooms to."""

    funn: Funn
    zoom: BBox | None


@dataclass(frozen=True, slots=True)
class Regnskapslinje:
    """How often one rule gave one outcome, with the reason of what was not decided."""

    regel: str
    utfall: Utfall
    antall: int
    grunn: Tekst | None
    alarm: bool


class Kvalitetskontroll:
    """One check of one file: `objekt` for each object as it is read, then `ferdig`."""

    def __init__(
        self, kommune: Kommune | None = None, regler: Sequence[Kvalitetsregel] = REGLER
    ) -> None:
        self.register = Register(kommune)
        self.funn: list[Kartfunn] = []
        self._regler = regler
        self._antall: dict[tuple[str, Utfall, str], tuple[int, Tekst | None, bool]] = {}
        self._listet: Counter[str] = Counter()

    def objekt(self, f: GmlFeature) -> None:
        """Ask the rules about one object, and remember what the file rules need of it."""
        try:
            objekt = forbered(f)
            self.register.foer(objekt)
        except Exception as feil:  # noqa: BLE001 - undecided with an alarm, never silence
            self._krasjet("forbered", feil)
            for regel in self._regler:
                if regel.objekt is not None:
                    self._foer(regel, uavklart(tekster.KRASJET), f, alarm=True)
            return
        for regel in self._regler:
            if regel.objekt is not None:
                self._spoer_om(regel, objekt)

    def ferdig(self) -> tuple[Regnskapslinje, ...]:
        """Ask the rules about the file, and close the accounts, in the order of the rules."""
        for regel in self._regler:
            if regel.fil is not None:
                self._spoer(regel, partial(regel.fil, self.register), None)
        linjer: list[Regnskapslinje] = []
        for regel in self._regler:
            egne = [(n, v) for n, v in self._antall.items() if n[0] == regel.id]
            if not egne:
                self._foer(regel, ikke_aktuell(regel.ingen), None)
                egne = [(n, v) for n, v in self._antall.items() if n[0] == regel.id]
            linjer += [Regnskapslinje(regel.id, n[1], *v) for n, v in egne]
        return tuple(linjer)

    def _spoer_om(self, regel: Kvalitetsregel, objekt: Objekt) -> None:
        assert regel.objekt is not None
        self._spoer(regel, partial(regel.objekt, objekt), objekt)

    def _spoer(
        self, regel: Kvalitetsregel, spoersmaal: Callable[[], Iterable[Svar]], objekt: Objekt | None
    ) -> None:
        f = objekt.f if objekt is not None else None
        listet = resten = 0
        siste: Svar | None = None
        try:
            for svar in spoersmaal():
                if svar.utfall is Utfall.BRUTT and objekt is not None:
                    listet += 1
                    if listet > MEST:
                        resten += 1
                        siste = svar
                        continue
                self._foer(regel, svar, f)
        except Exception as feil:  # noqa: BLE001 - undecided with an alarm, never silence
            self._krasjet(regel.id, feil)
            self._foer(regel, uavklart(tekster.KRASJET), f, alarm=True)
        if siste is not None:
            self._tell(regel.id, Utfall.BRUTT, resten, None)
            self._list(regel, siste, f, tekster.flere(resten))

    def _foer(
        self, regel: Kvalitetsregel, svar: Svar, f: GmlFeature | None, *, alarm: bool = False
    ) -> None:
        grunn = svar.melding if svar.utfall in (Utfall.UAVKLART, Utfall.IKKE_AKTUELL) else None
        self._tell(regel.id, svar.utfall, svar.antall, grunn, alarm=alarm)
        if svar.utfall is Utfall.BRUTT or (svar.utfall is Utfall.UAVKLART and not svar.stille):
            self._list(regel, svar, f, svar.melding or regel.tittel)

    def _tell(
        self, regel: str, utfall: Utfall, antall: int, grunn: Tekst | None, *, alarm: bool = False
    ) -> None:
        noekkel = (regel, utfall, grunn.nb if grunn is not None else "")
        foer = self._antall.get(noekkel, (0, grunn, False))
        self._antall[noekkel] = (foer[0] + antall, grunn, foer[2] or alarm)

    def _list(
        self, regel: Kvalitetsregel, svar: Svar, f: GmlFeature | None, melding: Tekst
    ) -> None:
        self._listet[regel.id] += 1
        if self._listet[regel.id] > MEST_I_ALT:
            return
        gml_id = svar.gml_id or (f.gml_id if f is not None else None) or None
        linje = svar.linje or (f.linje if f is not None else None)
        navn = f"{f.objekttype} {f.gml_id}".strip() if f is not None else (gml_id or "")
        gjelder = svar.gjelder or navn
        geometri = svar.geometri
        if geometri is None and svar.punkt is not None:
            geometri = punkt_geojson(svar.punkt)
        boks = svar.boks
        if boks is None and svar.punkt is not None:
            boks = (*svar.punkt, *svar.punkt)
        funn = Funn(
            regel=regel.id,
            utfall=svar.utfall,
            alvorlighet=svar.alvorlighet or regel.alvorlighet,
            melding=melding,
            raad=regel.raad,
            gjelder=gjelder,
            sted=Sted(linje=linje, gml_id=gml_id, epsg=svar.epsg, geometri=geometri),
            tittel=regel.tittel,
        )
        self.funn.append(Kartfunn(funn, zoom(boks) if boks is not None else None))

    def _krasjet(self, regel: str, feil: Exception) -> None:
        spor = [f"{r.filename}:{r.lineno}" for r in traceback.extract_tb(feil.__traceback__)]
        log.error("rule_crashed", regel=regel, feil=type(feil).__name__, spor=spor)
