"""The map in the database: import in one transaction, candidates by box, teiger by number.

The database only finds candidates. What touches, crosses or contains is decided in
`byggsak.geometry`, on the same bytes, whichever database they came from.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, Engine, Row, bindparam, or_, select, text
from sqlalchemy.exc import SQLAlchemyError

from byggsak.domain.kart import BBox, Datasett, Kartobjekt, KartUtilgjengelig
from byggsak.domain.kommune import Kommune
from byggsak.store import kart_tabeller as tabeller
from byggsak.store.kart_import import fra_json, importer
from byggsak.store.motor import les, skriv


class Kartlager:
    """The maps of all municipalities; an answer is only ever given for one of them."""

    def __init__(self, motor: Engine) -> None:
        self._motor = motor

    def for_kommune(self, kommune: Kommune) -> Kommunekart:
        """The `Kart` of one municipality: it cannot be asked about another.

        Holds on to the dataset versions that are in force at its first question, so one check
        sees one map. Make a new one per check.
        """
        return Kommunekart(self._motor, kommune)

    def slik_det_var(self, kommune: Kommune, datasett: Collection[Datasett]) -> Kommunekart:
        """The municipality's map of these very versions, by name and SHA-256, whether they are in
        force or not. `datasett()` of the answer says which were found; a map of none is a map
        where nothing has been imported."""
        return Kommunekart(self._motor, kommune, datasett)

    def per(self, kommune: Kommune, tidspunkt: datetime) -> Kommunekart:
        """The municipality's map as it was in force at that moment: the versions imported by then
        and not yet replaced. A moment before the first import has no map, and is unavailable."""
        return Kommunekart(self._motor, kommune, per=tidspunkt)

    def kommuner(self) -> list[str]:
        """The numbers of the municipalities that have a map in force, in order."""
        spoerring = select(_D.kommune).where(_D.valid_to.is_(None)).distinct().order_by(_D.kommune)
        with les(self._motor) as forbindelse:
            return list(forbindelse.scalars(spoerring))

    def importer(
        self,
        kommune: Kommune,
        datasett: Datasett,
        objekter: Iterable[Kartobjekt],
        naar: datetime,
    ) -> int:
        """Store one version of one dataset in one transaction; returns how many objects it has.

        The version of the same name in force until now is closed at `naar` and kept. The same
        bytes once more (name and sha256) change nothing. Raises ValueError for an object in
        another coordinate system than the municipality's.
        """
        with skriv(self._motor) as forbindelse:
            return importer(forbindelse, kommune, datasett, objekter, naar)


class Kommunekart:
    """`Kart` on SQL, bound to one municipality. May be used from several threads."""

    def __init__(
        self,
        motor: Engine,
        kommune: Kommune,
        bare: Collection[Datasett] | None = None,
        per: datetime | None = None,
    ) -> None:
        """`bare`: these versions, in force or replaced; `per`: those in force at that moment; else
        those in force at the first question."""
        self._motor = motor
        self._kommune = kommune
        self._bare = None if bare is None else {(d.navn, d.sha256) for d in bare}
        self._numre = (kommune.nummer, *kommune.tidligere_numre)
        self._per = per
        self._versjoner: dict[int, Datasett] | None = None
        self._kandidater = _KANDIDATER_UTEN_INDEKS

    @property
    def epsg(self) -> int:
        return self._kommune.epsg

    def kandidater(self, boks: BBox, objekttyper: Collection[str] = ()) -> Sequence[Kartobjekt]:
        """Objects whose box touches `boks`, in the order they were imported."""
        minx, miny, maxx, maxy = boks
        verdier = {"minx": minx, "miny": miny, "maxx": maxx, "maxy": maxy}
        with self._spoer() as (forbindelse, versjoner):
            rader = forbindelse.execute(self._kandidater, self._bundet(versjoner) | verdier)
            # Types are sorted out here: one statement is prepared once, and a box holds few rows
            funnet = [r for r in rader if not objekttyper or r[0] in objekttyper]
            return [self._objekt(rad, versjoner) for rad in funnet]

    def teiger(
        self, gaardsnummer: int, bruksnummer: int, festenummer: int = 0
    ) -> Sequence[Kartobjekt]:
        verdier = {"gnr": gaardsnummer, "bnr": bruksnummer, "fnr": festenummer}
        with self._spoer() as (forbindelse, versjoner):
            rader = forbindelse.execute(
                _TEIGER, self._bundet(versjoner) | verdier | {"numre": self._numre}
            )
            return tuple(self._objekt(rad, versjoner) for rad in rader)

    def datasett(self) -> Sequence[Datasett]:
        with self._forbindelse() as forbindelse:
            return tuple(self._i_kraft(forbindelse).values())

    @contextmanager
    def _spoer(self) -> Iterator[tuple[Connection, dict[int, Datasett]]]:
        with self._forbindelse() as forbindelse:
            versjoner = self._i_kraft(forbindelse)
            if not versjoner:
                # «Nothing here» from a map that was never loaded would read as «nothing is wrong»
                raise KartUtilgjengelig(
                    f"Ingen kart er importert for kommune {self._kommune.nummer}. "
                    "Kjør «byggsak map import»."
                )
            yield forbindelse, versjoner

    @contextmanager
    def _forbindelse(self) -> Iterator[Connection]:
        try:
            with self._motor.connect() as forbindelse:
                yield forbindelse.execution_options(byggsak_leser=True)
        except SQLAlchemyError as feil:
            grunn = str(feil.__cause__ or feil).splitlines()[0]  # without the statement
            raise KartUtilgjengelig(f"Kartet svarer ikke: {grunn}") from feil

    def _i_kraft(self, forbindelse: Connection) -> dict[int, Datasett]:
        if self._versjoner is None:
            rader = self._valgte(forbindelse)
            fremmed = next((r for r in rader if r.epsg != self.epsg), None)
            if fremmed is not None:
                raise KartUtilgjengelig(
                    f"Datasettet {fremmed.navn} er importert i EPSG:{fremmed.epsg}, men kommunen "
                    f"regner i EPSG:{self.epsg}. Importer det på nytt."
                )
            if all(r.valid_to is None for r in rader):  # replaced versions leave the box index
                sqlite = self._motor.dialect.name == "sqlite"
                self._kandidater = _KANDIDATER_SQLITE if sqlite else _KANDIDATER_PG
            self._versjoner = {
                r.id: Datasett(r.navn, r.dato, r.sha256, r.slag, r.kilde, fra_json(r.utelatt))
                for r in rader
            }
        return self._versjoner

    def _valgte(self, forbindelse: Connection) -> Sequence[Row[Any]]:
        if self._per is not None:
            valg = {"kommune": self._kommune.nummer, "tidspunkt": self._per}
            return forbindelse.execute(_PER, valg).all()
        if self._bare is None:
            return forbindelse.execute(_I_KRAFT, {"kommune": self._kommune.nummer}).all()
        # The same bytes may have been imported twice: the first version will do.
        alle = forbindelse.execute(_ALLE, {"kommune": self._kommune.nummer})
        foerste = {(r.navn, r.sha256): r for r in reversed(alle.all())}
        return sorted((r for n, r in foerste.items() if n in self._bare), key=lambda r: int(r.id))

    def _bundet(self, versjoner: dict[int, Datasett]) -> dict[str, Any]:
        return {"kommune": self._kommune.nummer, "versjoner": list(versjoner)}

    def _objekt(self, rad: Row[Any], versjoner: dict[int, Datasett]) -> Kartobjekt:
        # By place: looking up a column by name for every object of a dense map takes longer than
        # measuring them. The places are those of _KOLONNER, after the id where there is one.
        (objekttype, gml_id, wkb, minx, miny, maxx, maxy, egenskaper,
         plan_id, lokal_id, linje, datasett) = rad[-_ANTALL_KOLONNER:]  # fmt: skip
        return Kartobjekt(
            objekttype, gml_id, wkb, (minx, miny, maxx, maxy), self._kommune.epsg,
            _egenskaper(egenskaper), plan_id, lokal_id, linje, versjoner[datasett],
        )  # fmt: skip


@lru_cache(maxsize=8_192)
def _egenskaper(tekst: str) -> Mapping[str, tuple[str, ...]]:
    """The properties of an object, read once for all the checks that meet it."""
    lest: dict[str, list[str]] = json.loads(tekst)
    return MappingProxyType({navn: tuple(verdier) for navn, verdier in lest.items()})


_KOLONNER: Final = """o.objekttype, o.gml_id, o.wkb, o.minx, o.miny, o.maxx, o.maxy, o.egenskaper,
    o.plan_id, o.lokal_id, o.linje, o.datasett"""
_ANTALL_KOLONNER: Final = _KOLONNER.count(",") + 1
_VERSJONER: Final[BindParameter[Any]] = bindparam("versjoner", expanding=True)
_FELLES: Final = """o.datasett IN :versjoner AND o.kommune = :kommune
    AND o.minx <= :maxx AND o.maxx >= :minx AND o.miny <= :maxy AND o.maxy >= :miny"""

_KANDIDATER_SQLITE: Final = text(
    f"""SELECT {_KOLONNER} FROM byg_kart_boks b CROSS JOIN byg_kart_objekt o ON o.id = b.id
    WHERE b.minx <= :maxx AND b.maxx >= :minx AND b.miny <= :maxy AND b.maxy >= :miny
    AND {_FELLES} ORDER BY o.id"""  # noqa: S608 -- constants of this file
).bindparams(_VERSJONER)
_KANDIDATER_PG: Final = text(
    f"""SELECT {_KOLONNER} FROM byg_kart_boks b JOIN byg_kart_objekt o ON o.id = b.id
    WHERE b.boks && box(point(:minx, :miny), point(:maxx, :maxy))
    AND {_FELLES} ORDER BY o.id"""  # noqa: S608 -- constants of this file
).bindparams(_VERSJONER)
_KANDIDATER_UTEN_INDEKS: Final = text(
    f"""SELECT {_KOLONNER} FROM byg_kart_objekt o
    WHERE {_FELLES} ORDER BY o.id"""  # noqa: S608 -- constants of this file
).bindparams(_VERSJONER)
_TEIGER: Final = text(
    f"""SELECT DISTINCT o.id, {_KOLONNER}
    FROM byg_kart_teig t JOIN byg_kart_objekt o ON o.id = t.objekt
    WHERE t.kommune = :kommune AND t.gaardsnummer = :gnr AND t.bruksnummer = :bnr
    AND t.festenummer = :fnr AND t.enhetens_kommune IN :numre AND t.datasett IN :versjoner
    AND o.kommune = :kommune ORDER BY o.id"""  # noqa: S608 -- constants of this file
).bindparams(_VERSJONER, bindparam("numre", expanding=True))

_D: Final = tabeller.datasett.c
_I_KRAFT: Final = (
    select(tabeller.datasett)
    .where(_D.kommune == bindparam("kommune"), _D.valid_to.is_(None))
    .order_by(_D.id)
)

_PER: Final = (
    select(tabeller.datasett)
    .where(
        _D.kommune == bindparam("kommune"),
        _D.valid_from <= bindparam("tidspunkt"),
        or_(_D.valid_to.is_(None), _D.valid_to > bindparam("tidspunkt")),
    )
    .order_by(_D.id)
)

_ALLE: Final = select(tabeller.datasett).where(_D.kommune == bindparam("kommune")).order_by(_D.id)
