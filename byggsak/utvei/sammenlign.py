"""Before and after: what a change solved, and whether it made anything worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from byggsak.domain.funn import Funn, Utfall
from byggsak.domain.utvei import Snudd
from byggsak.rule.report import Kontrollrapport

_VEKT = {Utfall.UAVKLART: 1, Utfall.BRUTT: 2}


def loest(maal: Iterable[Funn], foer: Kontrollrapport, etter: Kontrollrapport) -> bool:
    """Whether every finding is gone, and not merely said of something else under another name."""
    maal = tuple(maal)
    igjen = {f.fingeravtrykk for f in etter.funn if f.utfall in _VEKT}
    if any(f.fingeravtrykk in igjen for f in maal):
        return False
    venter = Counter(f.regel for f in maal)
    brutt_foer, brutt_etter = _brutt(foer), _brutt(etter)
    return all(brutt_etter[r] <= brutt_foer[r] - antall for r, antall in venter.items())


def verre(
    foer: Kontrollrapport, etter: Kontrollrapport, nye_filer: Collection[str] = ()
) -> list[Funn]:
    """Findings that were not there before, or were only undecided. Files that do not exist yet are
    left out: nobody knows what they will be."""
    vekt = {f.fingeravtrykk: _VEKT.get(f.utfall, 0) for f in foer.funn}
    return [
        f
        for f in etter.funn
        if f.gjelder not in nye_filer and _VEKT.get(f.utfall, 0) > vekt.get(f.fingeravtrykk, 0)
    ]


def uten_svar(foer: Kontrollrapport, etter: Kontrollrapport) -> bool:
    """Whether more is undecided, or a rule crashed, in a way that left no finding of its own."""

    def antall(rapport: Kontrollrapport) -> Counter[str]:
        sum_av: Counter[str] = Counter()
        for linje in rapport.dekning:
            if linje.utfall is Utfall.UAVKLART:
                sum_av[linje.regel] += linje.antall
        return sum_av

    naa, da = antall(etter), antall(foer)
    return any(n > da[regel] for regel, n in naa.items()) or any(d.alarm for d in etter.dekning)


def snudd(foer: Kontrollrapport, etter: Kontrollrapport) -> tuple[Snudd, ...]:
    """Verdicts that were broken or undecided and are so no longer, or are so in another way.

    What no longer gives a finding is met, unless the rule says it no longer applies at all.
    """
    naa = {f.fingeravtrykk: f.utfall for f in etter.funn}
    oppfylt = {d.regel for d in etter.dekning if d.utfall is Utfall.OPPFYLT}
    svar = []
    for f in foer.funn:
        etterpaa = naa.get(f.fingeravtrykk)
        if etterpaa is None:
            etterpaa = Utfall.OPPFYLT if f.regel in oppfylt else Utfall.IKKE_AKTUELL
        if etterpaa is not f.utfall:
            svar.append(Snudd(f.regel, f.gjelder, f.utfall, etterpaa))
    return tuple(svar)


def _brutt(rapport: Kontrollrapport) -> Counter[str]:
    return Counter(f.regel for f in rapport.funn if f.utfall is Utfall.BRUTT)
