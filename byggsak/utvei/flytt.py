"""Moving a building: the shortest translation that makes its broken rules met.

Distances to straight boundaries are solved exactly (one boundary, or two at once); zones, land use
and everything else is searched for along directions: sixteen of the compass, and across every edge
of the building and of the evidence. In each direction the length is found by halving.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal
from itertools import combinations
from typing import Final

from byggsak.domain.funn import Funn
from byggsak.domain.situasjonsplan import Situasjonsplan
from byggsak.domain.utvei import Utveislag
from byggsak.geometry.endre import (
    Vektor,
    flyttet,
    normaler,
    ny,
    omriss,
    staar_i_veien,
    utstrekning,
)
from byggsak.utvei import tekster
from byggsak.utvei.funnsted import bevegelig, bygning_for
from byggsak.utvei.sammenlign import loest, uten_svar, verre
from byggsak.utvei.utkast import Forslag, Sak, TomtForProever

_HIMMELRETNINGER: Final = 16
_VEKST: Final = 1.4
_FOERSTE: Final = 0.25  # m: where a search begins when nothing says how far it is
Flytting = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Grense:
    """What one boundary asks for: at least `meter` in the direction `retning`."""

    retning: Vektor
    meter: Decimal


def flyttinger(sak: Sak, funn: Sequence[Funn]) -> Iterable[Forslag]:
    """One for each building with something to solve: everything at once, or else each by itself."""
    plan = sak.utkast.situasjonsplan
    if not isinstance(plan, Situasjonsplan):
        return
    etter_bygg: dict[str, list[Funn]] = {}
    for ett in funn:
        bygg = bygning_for(ett, plan)
        if bygg is not None and bevegelig(bygg):
            etter_bygg.setdefault(bygg.gml_id, []).append(ett)
    for gml_id, maal in etter_bygg.items():
        alt = _Soek(sak, plan, gml_id, maal).korteste()
        if alt is not None:
            yield _forslag(sak, plan, gml_id, maal, alt)
        elif len(maal) > 1:
            for ett in maal:
                alene = _Soek(sak, plan, gml_id, [ett]).korteste()
                if alene is not None:
                    yield _forslag(sak, plan, gml_id, [ett], alene)


class _Soek:
    """The search for one building and the findings it is to solve."""

    def __init__(self, sak: Sak, plan: Situasjonsplan, gml_id: str, maal: Sequence[Funn]) -> None:
        self.sak, self.plan, self.gml_id, self.maal = sak, plan, gml_id, tuple(maal)
        self.lengst = float(sak.soek.lengste_flytting)
        self.steg = float(sak.soek.steg)
        self.svar: dict[Flytting, bool] = {}

    def korteste(self) -> Flytting | None:
        grenser = [g for f in self.maal if (g := _grense(f)) is not None]
        try:
            if len(grenser) == len(self.maal):
                for flytting in kandidater(grenser, self.sak.soek.steg):
                    if self.holder(flytting):
                        return flytting
            return self._langs_retninger(grenser)
        except TomtForProever:
            return None

    def holder(self, flytting: Flytting) -> bool:
        """Whether the rules say that the moved building is solved and nothing is worse."""
        if flytting not in self.svar:
            self.svar[flytting] = math.hypot(*flytting) <= self.lengst and self._proev(flytting)
        return self.svar[flytting]

    def _proev(self, flytting: Flytting) -> bool:
        sak = self.sak
        plan = flyttet(self.plan, self.gml_id, *flytting)
        if staar_i_veien(self.plan, plan, self.gml_id):
            return False
        etter = sak.proev(replace(sak.utkast, situasjonsplan=plan))
        return (
            loest(self.maal, sak.foer, etter)
            and not verre(sak.foer, etter)
            and not uten_svar(sak.foer, etter)
        )

    def _langs_retninger(self, grenser: Sequence[Grense]) -> Flytting | None:
        """Whichever direction comes first to a place that holds, and then shorter ones only."""
        retninger = self._retninger(grenser)
        koe = [(max(self._minst(r, grenser), _FOERSTE), nr) for nr, r in enumerate(retninger)]
        koe = [(m, nr) for m, nr in koe if m <= self.lengst]
        heapq.heapify(koe)
        sist = {nr: 0.0 for _, nr in koe}
        best: tuple[float, int] | None = None
        while koe and best is None:
            meter, nr = heapq.heappop(koe)
            if self.holder(self._vektor(retninger[nr], meter)):
                best = self._halver(retninger[nr], sist[nr], meter), nr
            else:
                sist[nr] = meter
                if meter < self.lengst:
                    heapq.heappush(koe, (min(meter * _VEKST, self.lengst), nr))
        if best is None:
            return None
        for nr, sist_proevd in sorted(sist.items(), key=lambda p: p[1]):
            kortere = best[0] - 2 * self.steg
            if nr == best[1] or sist_proevd >= kortere:
                continue
            if self._trygt(self._vektor(retninger[nr], kortere)):
                best = self._halver(retninger[nr], sist_proevd, kortere), nr
        return self._finpuss(self._vektor(retninger[best[1]], best[0]))

    def _finpuss(self, flytting: Flytting) -> Flytting:
        """Less east or west, then less north or south, for as long as it holds: what is found along
        sixteen directions may go further than it must in one of the two."""
        steg = self.sak.soek.steg
        ut = list(flytting)
        for akse in (0, 1):
            nede, oppe = -1, int(abs(ut[akse]) / steg)
            fortegn = -1 if ut[akse] < 0 else 1
            proev = 0  # not at all, before halving
            while oppe - nede > 1:
                forsoek = list(ut)
                forsoek[akse] = fortegn * proev * steg
                if self._trygt((forsoek[0], forsoek[1])):
                    oppe = proev
                else:
                    nede = proev
                proev = (nede + oppe) // 2
            ut[akse] = fortegn * oppe * steg if oppe else 0 * steg
        return ut[0], ut[1]

    def _trygt(self, flytting: Flytting) -> bool:
        """As `holder`; when the tries are used up, what has been found so far is good enough."""
        try:
            return self.holder(flytting)
        except TomtForProever:
            return False

    def _halver(self, retning: Vektor, lav: float, hoey: float) -> float:
        """The shortest length in steps between one that fails and one that holds."""
        nede, oppe = math.floor(lav / self.steg), math.ceil(hoey / self.steg)
        while oppe - nede > 1:
            midt = (nede + oppe) // 2
            if self._trygt(self._vektor(retning, midt * self.steg)):
                oppe = midt
            else:
                nede = midt
        lengde = oppe * self.steg
        return lengde if self._trygt(self._vektor(retning, lengde)) else hoey

    def _retninger(self, grenser: Sequence[Grense]) -> list[Vektor]:
        funnet: list[Vektor] = []
        for grense in grenser:
            ny(funnet, grense.retning)
        for geometri in (omriss(self.plan, self.gml_id), *(f.sted.geometri for f in self.maal)):
            for normal in normaler(geometri)[:16]:
                ny(funnet, normal)
        for nr in range(_HIMMELRETNINGER):
            vinkel = 2 * math.pi * nr / _HIMMELRETNINGER
            ny(funnet, (math.sin(vinkel), math.cos(vinkel)))
        return funnet

    def _minst(self, retning: Vektor, grenser: Sequence[Grense]) -> float:
        """A length below which nothing can hold, or infinity when the direction leads nowhere.

        What lies in a zone that bulges outwards must be moved at least its own length.
        """
        minst = 0.0
        for g in grenser:
            langs = g.retning[0] * retning[0] + g.retning[1] * retning[1]
            if langs < 1e-3:
                return math.inf
            minst = max(minst, float(g.meter) / langs)
        for f in self.maal:
            if f.enhet == "m2":
                minst = max(minst, 0.5 * utstrekning(f.sted.geometri, retning))
        return minst

    def _vektor(self, retning: Vektor, meter: float) -> Flytting:
        return (
            _rund(retning[0] * meter, self.sak.soek.steg),
            _rund(retning[1] * meter, self.sak.soek.steg),
        )


def kandidater(grenser: Sequence[Grense], steg: Decimal) -> list[Flytting]:
    """Translations that satisfy every boundary, shortest first: straight from one of them, or to
    where two are both exactly met. Rounded so that nothing is lost."""
    funnet = {_rundt_av(g.retning, g.meter, steg) for g in grenser}
    for a, b in combinations(grenser, 2):
        kryss = a.retning[0] * b.retning[1] - a.retning[1] * b.retning[0]
        if abs(kryss) < 1e-6:
            continue
        m, n = float(a.meter), float(b.meter)
        oest = (m * b.retning[1] - n * a.retning[1]) / kryss
        nord = (n * a.retning[0] - m * b.retning[0]) / kryss
        lengde = math.hypot(oest, nord)
        if lengde > 0:
            funnet.add(_rundt_av((oest / lengde, nord / lengde), Decimal(f"{lengde:.6f}"), steg))
    toleranse = float(steg)
    holder = [
        v
        for v in funnet
        if all(
            float(v[0]) * g.retning[0] + float(v[1]) * g.retning[1] > float(g.meter) - toleranse
            for g in grenser
        )
    ]
    return sorted(holder, key=lambda v: (math.hypot(*v), v))


def _rundt_av(retning: Vektor, meter: Decimal, steg: Decimal) -> Flytting:
    """At least `meter` along the direction, in whole steps east and north."""
    lengde = meter.quantize(steg, ROUND_CEILING)
    while True:
        oest, nord = (_rund(r * float(lengde), steg) for r in retning)
        langs = float(oest) * retning[0] + float(nord) * retning[1]
        if langs >= float(meter) - 1e-6:
            return oest, nord
        lengde += steg


def _rund(meter: float, steg: Decimal) -> Decimal:
    svar = Decimal(f"{meter:.9f}").quantize(steg, ROUND_HALF_EVEN)
    return svar if svar else abs(svar)  # never -0.00


def _grense(funn: Funn) -> Grense | None:
    """The boundary of a finding whose evidence is the shortest line to it, from the building."""
    geometri = funn.sted.geometri
    if geometri is None or geometri["type"] != "LineString" or funn.margin is None:
        return None
    fra, til = geometri["coordinates"][0], geometri["coordinates"][-1]
    dx, dy = fra[0] - til[0], fra[1] - til[1]
    lengde = math.hypot(dx, dy)
    if lengde < 0.01 or funn.enhet != "m":
        return None
    return Grense((dx / lengde, dy / lengde), (funn.usikkerhet or Decimal(0)) - funn.margin)


def _forslag(
    sak: Sak, plan: Situasjonsplan, gml_id: str, maal: Sequence[Funn], flytting: Flytting
) -> Forslag:
    nytt = flyttet(plan, gml_id, *flytting)
    lengde = Decimal(f"{math.hypot(*flytting):.2f}")
    oest, nord = flytting
    return Forslag(
        slag=Utveislag.FLYTT,
        funn=tuple(maal),
        utkast=replace(sak.utkast, situasjonsplan=nytt),
        tekst=tekster.flytt(gml_id, oest, nord, lengde),
        tall={"bygning": gml_id, "oest": f"{oest:f}", "nord": f"{nord:f}", "lengde": f"{lengde:f}"},
        geometri=omriss(nytt, gml_id),
        fra=omriss(plan, gml_id),
    )
