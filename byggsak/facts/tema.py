"""A theme layer round the site: what of it is near each new building, or why nobody can say.

The objects come with the one question that `mapview.hent` asks the map. A layer that is not loaded
is a reason, never «nothing here»; a municipality may say in its own file that a theme does not
occur there (`[parametre] tema_uten_forekomst = ["bane"]`), and then nothing is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, TypeVar

from byggsak.domain.kart import Datasett, Kartobjekt
from byggsak.domain.omgivelser import Temaavstand
from byggsak.domain.tekst import Tekst
from byggsak.domain.tema import TEMANAVN, UTEN_FOREKOMST, Tema, temaer
from byggsak.facts import reasons
from byggsak.facts.mapview import TEMASOEK, verdi
from byggsak.facts.site import NyttBygg, Tomt
from byggsak.facts.utelatt import temagrunn
from byggsak.geometry.measure import Form, kartform, lengde
from byggsak.geometry.measure_tema import korteste, naermest

INGENTING_NAER: Final = Tekst(
    "kartet viser ingenting der det ble søkt",
    "kartet viser ingenting der det vart søkt",
    "the map shows nothing where it was searched",
)
T = TypeVar("T", bound=Temaavstand)


@dataclass(frozen=True, eq=False)
class Lag:
    """The objects of a theme near the site, and the datasets that were searched."""

    objekter: tuple[Kartobjekt, ...]
    former: tuple[Form, ...]
    datasett: tuple[Datasett, ...]

    def bare(self, velg: Callable[[Kartobjekt], bool]) -> Lag:
        """The same search, with some of the objects."""
        par = [(o, f) for o, f in zip(self.objekter, self.former, strict=True) if velg(o)]
        return Lag(tuple(o for o, _ in par), tuple(f for _, f in par), self.datasett)

    @property
    def soekt(self) -> dict[str, Any]:
        """What was searched; the oldest date, because a search is no fresher than that."""
        return {
            "soekt_i": ", ".join(dict.fromkeys(d.navn for d in self.datasett)),
            "soekt_dato": min(d.dato for d in self.datasett),
            "soekt_innen": Decimal(TEMASOEK),
        }


def lag(tomt: Tomt, tema: Tema) -> Lag | Tekst | None:
    """The layer; a reason when it cannot be known; None when the theme does not occur here."""
    if finnes_ikke(tomt, tema):
        return None
    if tomt.kart_grunn is not None:
        return tomt.kart_grunn
    datasett = tuple(d for d in tomt.utsnitt.datasett if tema in temaer(d.slag))
    if not datasett:
        return ikke_lastet(tema)
    mangel = temagrunn(tomt.utsnitt.mangler, tema, tomt.utsnitt.soekt)
    if mangel is not None:
        return mangel
    objekter = tuple(tomt.utsnitt.tema.get(tema, ()))
    return Lag(objekter, tuple(kartform(o.wkb) for o in objekter), datasett)


def finnes_ikke(tomt: Tomt, tema: Tema) -> bool:
    kommune = tomt.grunnlag.kommune
    oppgitt = kommune.parametre.get(UTEN_FOREKOMST, ()) if kommune is not None else ()
    return isinstance(oppgitt, list | tuple) and tema.value in oppgitt


def ikke_lastet(tema: Tema) -> Tekst:
    navn = TEMANAVN[tema]
    return Tekst(
        f"det er ikke lastet noe kart over {navn.nb} for kommunen",
        f"det er ikkje lasta noko kart over {navn.nn} for kommunen",
        f"no map of {navn.en} is loaded for the municipality",
    )


Ekstra = Callable[[NyttBygg, Kartobjekt, Any], dict[str, Any]]
"""Further facts about (building, the object, the shortest line from building to object)."""


def avstander(
    tomt: Tomt,
    type_: type[T],
    tema: Tema,
    mot: str,
    ekstra: Ekstra | None = None,
    fast: Mapping[str, Any] = MappingProxyType({}),
) -> list[T]:
    """One per new building: the nearest object of the theme. `fast` are facts that are known
    whatever the map says."""
    funnet = lag(tomt, tema)
    if funnet is None:
        return []
    grunn = tomt.plan_grunn or (funnet if isinstance(funnet, Tekst) else None)
    if grunn is not None:
        return uavklarte(tomt, type_, grunn, fast)
    assert isinstance(funnet, Lag)
    return [_en(tomt, bygg, type_, funnet, mot, ekstra, fast) for bygg in tomt.nye]


def uavklarte(
    tomt: Tomt, type_: type[T], grunn: Tekst, fast: Mapping[str, Any] = MappingProxyType({})
) -> list[T]:
    """One unknown thing per new building; one in all where there is none."""
    if not tomt.nye:
        return [reasons.alt_ukjent(type_(**fast), grunn)]
    return [
        reasons.alt_ukjent(
            type_(navn=b.gml_id, sted=tomt.sted(b.gml_id, b.linje), **fast),
            grunn,
        )
        for b in (nytt.bygning for nytt in tomt.nye)
    ]


def _en(
    tomt: Tomt,
    bygg: NyttBygg,
    type_: type[T],
    laget: Lag,
    mot: str,
    ekstra: Ekstra | None,
    fast: Mapping[str, Any],
) -> T:
    b = bygg.bygning
    funnet = naermest(bygg.skrog, laget.former)
    if funnet is None or funnet[1] > TEMASOEK:
        ingen = type_(
            navn=f"{b.gml_id} mot {mot}",
            sted=tomt.sted(b.gml_id, b.linje),
            naer=False,
            **laget.soekt,
            **fast,
        )
        return reasons.alt_ukjent(ingen, INGENTING_NAER)
    nr, meter = funnet
    objekt = laget.objekter[nr]
    linje = korteste(bygg.skrog, laget.former[nr])
    return type_(
        navn=f"{b.gml_id} mot {mot}",
        sted=tomt.sted(b.gml_id, b.linje, linje),
        naer=True,
        avstand=lengde(meter, noeyaktighet(objekt, tomt)),
        **laget.soekt,
        **fast,
        **(ekstra(bygg, objekt, linje) if ekstra is not None else {}),
    )


def noeyaktighet(objekt: Kartobjekt, tomt: Tomt) -> Decimal:
    """± m: the object's own accuracy (SOSI gives centimetres), else the number of the project."""
    oppgitt = verdi(objekt, "nøyaktighet")
    if oppgitt is not None and oppgitt.isdecimal():
        return Decimal(oppgitt) / 100
    return tomt.krav.usikkerhet_temakart


def navnet(objekt: Kartobjekt, *felt: str) -> str:
    """What the object is called: the first of the properties that is there, else its id."""
    svar: Sequence[str | None] = [verdi(objekt, f) for f in felt]
    return next((s for s in svar if s), objekt.gml_id)
