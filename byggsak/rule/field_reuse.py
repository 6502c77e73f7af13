"""Which field rows must be asked again when a form has changed, and what the others said before.

A row is asked again when something has changed at, above or below a path that it reads. What it
reads is written in the table: its own paths, `for`, `naar`, `med` and `ledd`, the blocks above it,
and what is read by the other rows about the same field, since faults fold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from byggsak.domain.facts import Sted
from byggsak.domain.felt import Felt
from byggsak.rule.tables import Feltrad, Feltsett

Sti = tuple[str, ...]
"""Element names below the root, without numbers."""


@dataclass(frozen=True, slots=True)
class Lesning:
    """What the rows of a set read and rest on: paths, and numbers of other rows, themselves too."""

    stier: tuple[frozenset[Sti], ...]
    stoette: tuple[frozenset[int], ...]


def endrede_stier(foer: Felt, etter: Felt) -> frozenset[Sti]:
    """The paths where an element came, went, moved among its like, or says something else."""
    endret: set[Sti] = set()
    _sammenlign(foer, etter, (), endret)
    return frozenset(endret)


def rader_paa_nytt(
    sett: Feltsett, endret: frozenset[Sti], ny_dato: bool
) -> tuple[frozenset[int], frozenset[int]]:
    """The rows whose answer may be another, and those together with the rows they rest on.

    Registers may have learnt something: rows that ask one are always asked again. `ny_dato`: the
    application was received on another day, so rows that may count from it are asked again.
    """
    lesning = lesning_av(sett)
    beroert = _Beroert(endret)
    direkte = {
        nr
        for nr, rad in enumerate(sett.rader)
        if rad.register is not None
        or (ny_dato and rad.jevnfoer is not None)
        or any(map(beroert, lesning.stier[nr]))
    }
    # A row rests on others; when one of them may answer otherwise, so may it.
    svar = frozenset(
        nr for nr, stoette in enumerate(lesning.stoette) if nr in direkte or stoette & direkte
    )
    return svar, frozenset().union(*(lesning.stoette[nr] for nr in svar))


_LEST: Final[dict[int, tuple[Feltsett, Lesning]]] = {}
"""By the set's identity, which the set held here keeps its own; a catalogue has few sets."""
_FLEST: Final = 64


def lesning_av(sett: Feltsett) -> Lesning:
    """Worked out once for a set that is asked again."""
    kjent = _LEST.get(id(sett))
    if kjent is None:
        if len(_LEST) >= _FLEST:
            _LEST.clear()
        kjent = _LEST[id(sett)] = (sett, _les(sett))
    return kjent[1]


def _les(sett: Feltsett) -> Lesning:
    egne = [frozenset(_leser(rad)) for rad in sett.rader]
    samme_felt: dict[Sti, list[int]] = {}
    for nr, rad in enumerate(sett.rader):
        for sti in rad.stier:
            samme_felt.setdefault(_absolutt(rad, sti), []).append(nr)
    naboer = [
        {
            nr,
            *(over.rad for over in sett.over[nr]),
            *(
                andre
                for sti in rad.stier
                for andre in samme_felt[_absolutt(rad, sti)]
                if sett.rader[andre].register is None
            ),
        }
        for nr, rad in enumerate(sett.rader)
    ]
    stoette = []
    for nr in range(len(naboer)):
        alle: set[int] = set()
        igjen = [nr]
        while igjen:
            if (denne := igjen.pop()) not in alle:
                alle.add(denne)
                igjen.extend(naboer[denne])
        stoette.append(frozenset(alle))
    return Lesning(tuple(egne), tuple(stoette))


def flyttet(sted: Sted, rot: Felt) -> Sted:
    """The same place in another edition of the form: the line is where it stands now."""
    if sted.xpath is None:
        return sted
    ledd = sted.xpath.split("/")[2:]
    node = rot
    for ett in ledd:
        navn, _, plass = ett.partition("[")
        soesken = node.barn.get(navn, [])
        nr = int(plass[:-1]) if plass else 1
        if nr > len(soesken):
            break
        node = soesken[nr - 1]
    return replace(sted, linje=node.linje)


class _Beroert:
    """Whether a path read lies at, above or below a path that changed."""

    def __init__(self, endret: frozenset[Sti]) -> None:
        self.endret = endret
        self.over = {sti[:i] for sti in endret for i in range(len(sti) + 1)}

    def __call__(self, lest: Sti) -> bool:
        return lest in self.over or any(lest[:i] in self.endret for i in range(len(lest)))


def _sammenlign(foer: Felt, etter: Felt, sti: Sti, endret: set[Sti]) -> None:
    if (foer.tekst, foer.nil, foer.plass) != (etter.tekst, etter.nil, etter.plass):
        endret.add(sti)
    for navn in {**foer.barn, **etter.barn}:
        gamle, nye = foer.barn.get(navn, []), etter.barn.get(navn, [])
        under = (*sti, navn)
        if len(gamle) != len(nye):
            # The numbers in the paths to all of them and what is below may be others.
            endret.add(under)
        else:
            for gammel, ny in zip(gamle, nye, strict=True):
                _sammenlign(gammel, ny, under, endret)


def _leser(rad: Feltrad) -> Iterator[Sti]:
    if rad.gjentatt is not None:
        yield _ledd(rad.gjentatt)
    for sti in (*rad.stier, *rad.leser):
        yield _absolutt(rad, sti)


def _absolutt(rad: Feltrad, sti: str) -> Sti:
    if sti.startswith("/"):
        return _ledd(sti[1:])
    return (*_ledd(rad.gjentatt), *(_ledd(sti) if sti != "." else ()))


def _ledd(sti: str | None) -> Sti:
    return tuple(sti.split("/")) if sti else ()
