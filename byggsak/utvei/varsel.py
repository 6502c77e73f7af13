"""Waiting: the first day on which the neighbours have had their time, by notices still valid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Final

from byggsak.domain.funn import Funn, Utfall
from byggsak.domain.nabovarsel import Nabovarsling
from byggsak.domain.utvei import Utveislag
from byggsak.rule.report import Kontrollrapport
from byggsak.utvei import tekster
from byggsak.utvei.utkast import Forslag, Sak, TomtForProever, Utkast

FRIST: Final = "pbl-21-3-nabovarsel-frist"
ALDER: Final = "sak10-5-2-nabovarsel-alder"


def ventinger(sak: Sak, funn: Sequence[Funn]) -> Iterable[Forslag]:
    """Notices too old are sent again on the day the application would have come; then the wait."""
    gamle = sorted({f.gjelder for f in funn if f.regel == ALDER})
    utkast = _varslet_paa_nytt(sak.utkast, sak, gamle)
    if utkast is None:
        return
    try:
        etter = sak.proev(utkast) if gamle else sak.foer
    except TomtForProever:
        return
    dager = _mangler(etter)
    mottatt = utkast.mottatt + timedelta(days=dager)
    if not dager and not gamle:
        return
    yield Forslag(
        slag=Utveislag.VENT,
        funn=tuple(funn),
        utkast=replace(utkast, mottatt=mottatt),
        tekst=tekster.varsle_paa_nytt(gamle, utkast.mottatt, mottatt)
        if gamle
        else tekster.vent(mottatt),
        tall={"dato": mottatt.isoformat()}
        | ({"nytt_varsel": utkast.mottatt.isoformat(), "naboer": tuple(gamle)} if gamle else {}),
    )


def _mangler(rapport: Kontrollrapport) -> int:
    """Days that the neighbour with the shortest time still lacks."""
    manglende = [
        -f.margin
        for f in rapport.funn
        if f.regel == FRIST and f.utfall is Utfall.BRUTT and f.margin is not None
    ]
    return int(max(manglende, default=Decimal(0)).to_integral_value(ROUND_CEILING))


def _varslet_paa_nytt(utkast: Utkast, sak: Sak, gamle: Sequence[str]) -> Utkast | None:
    """With a notice sent on the day of receipt to the neighbours named; None when one of them is
    not in the copy of the notice, by the date that made it too old."""
    if not gamle:
        return utkast
    gjenpart = utkast.soeknad.gjenpart
    if gjenpart is None:
        return None
    navn = set(gamle)
    sendt: set[date | None] = {
        t.sendt for t in sak.gjenstander if isinstance(t, Nabovarsling) and t.navn in navn
    }
    naboer = tuple(
        replace(n, varsel_sendt=utkast.mottatt)
        if n.varsel_sendt in sendt or _heter(n.eiendommer, navn)
        else n
        for n in gjenpart.naboer
    )
    if naboer == gjenpart.naboer:
        return None
    soeknad = replace(utkast.soeknad, gjenpart=replace(gjenpart, naboer=naboer))
    return replace(utkast, soeknad=soeknad)


def _heter(eiendommer: Sequence[object], navn: set[str]) -> bool:
    return any(str(e) in navn for e in eiendommer)
