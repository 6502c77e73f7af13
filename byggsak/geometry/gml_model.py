"""What a GML file says, before anything is stroked, transformed or judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from byggsak.geometry.crs import Koordinatsystem
from byggsak.geometry.curves import Kurve, Polygonflate, Punkt
from byggsak.geometry.errors import Problem
from byggsak.xml.element import Element


class Geometrislag(StrEnum):
    PUNKT = "punkt"
    KURVE = "kurve"
    FLATE = "flate"


@dataclass(frozen=True, slots=True, eq=False)
class GmlGeometri:
    """One geometry property: `egenskap` is its path («område»), `element` the GML name («Surface»).

    `crs` is None when the coordinate system was refused; the reason is among the feature's
    problems. `sammensatt`: the parts are patches of one connected surface (Surface,
    CompositeSurface), so shared edges are no fault. `dimensjon` is numbers per point in the file.
    `problemer` are those of the object's problems that arose in this geometry.
    """

    egenskap: str
    element: str
    slag: Geometrislag
    deler: tuple[Punkt | Kurve | Polygonflate, ...]
    crs: Koordinatsystem | None
    dimensjon: int = 2
    sammensatt: bool = False
    gml_id: str | None = None
    linje: int | None = None
    problemer: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class GmlFeature:
    """One object of a GML file.

    `egenskaper`: text by path of local names below the object, in document order. `grupper`: the
    simple children of each complex property, one mapping per occurrence, so that fields of
    repeated groups can be told apart. An xlink is the text of its href. `gml_ider`: every gml:id
    in the object with its line. `problemer`: what is wrong with it; never repaired.
    """

    objekttype: str
    navnerom: str
    gml_id: str
    linje: int | None
    egenskaper: Mapping[str, tuple[str, ...]]
    grupper: Mapping[str, tuple[Mapping[str, str], ...]]
    geometrier: tuple[GmlGeometri, ...]
    problemer: tuple[Problem, ...]
    gml_ider: tuple[tuple[str, int | None], ...] = ()


def _lokalt(tag: object) -> str:
    """Local name of a tag; empty for comments and processing instructions."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _navnerom(tag: object) -> str:
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


# A file has few tags and very many elements
lokalt: Final[Callable[[object], str]] = lru_cache(maxsize=4_096)(_lokalt)
navnerom: Final[Callable[[object], str]] = lru_cache(maxsize=4_096)(_navnerom)


def barn(el: Element) -> Iterator[Element]:
    """Child elements, without comments and processing instructions."""
    return el.iterchildren("*")
