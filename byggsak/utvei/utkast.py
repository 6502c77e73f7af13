"""The changed application: what a search may change, and what a proposal consists of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from byggsak.domain.facts import Geometri, Gjenstand, Ukjent
from byggsak.domain.funn import Funn
from byggsak.domain.situasjonsplan import Situasjonsplan
from byggsak.domain.soeknad import Soeknad, Vedlegg
from byggsak.domain.tekst import Tekst
from byggsak.domain.utvei import Utveislag
from byggsak.geometry.measure import Maalekrav
from byggsak.rule.report import Kontrollrapport
from byggsak.utvei.tabell import Soek

Tall = Mapping[str, str | tuple[str, ...]]


class TomtForProever(Exception):
    """The search has used up the tries that one application gets."""


@dataclass(frozen=True, eq=False)
class Utkast:
    """The input of a check, changed or not. `situasjonsplan` is in the map's own system."""

    soeknad: Soeknad
    situasjonsplan: Situasjonsplan | Ukjent
    vedlegg: tuple[Vedlegg, ...]
    mottatt: date


@dataclass(frozen=True, eq=False)
class Forslag:
    """A change that a search believes in. `funn` are those it is meant to solve.

    `nye_filer` are names of attachments that do not exist yet: what a rule says about the file
    itself is not known, and is left out of the comparison.
    """

    slag: Utveislag
    funn: tuple[Funn, ...]
    utkast: Utkast
    tekst: Tekst
    tall: Tall
    geometri: Geometri | None = None
    fra: Geometri | None = None
    nye_filer: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Sak:
    """What a search starts from.

    `proev` asks every rule (not the field tables, which read the form alone) about a changed
    application; it raises `TomtForProever`. `foer` is its answer to the unchanged one. `krav` gives
    the numbers of a rule, `vurder` a rule's verdict on a thing of one's own making.
    """

    utkast: Utkast
    foer: Kontrollrapport
    gjenstander: Sequence[Gjenstand]
    maalekrav: Maalekrav
    soek: Soek
    proev: Callable[[Utkast], Kontrollrapport]
    krav: Callable[[str], Any]
    vurder: Callable[[str, Gjenstand], bool]
    epsg: int | None = None
