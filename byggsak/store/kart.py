"""The map in the database: import in one transaction, candidates by box, teiger by number.

The database only finds candidates. What touches, crosses or contains is decided in
`byggsak.geometry`, on the same bytes, whichever database they came from.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, Engine, Row, bindparam, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from byggsak.domain.kart import BBox, Datasett, Kartobjekt, KartUtilgjengelig
from byggsak.domain.kommune import Kommune
from byggsak.store import kart_tabeller as tabeller
from byggsak.store.motor import les, skriv

_PORSJON: Final = 2_000  # rows per INSERT round

# A check that began before an import goes on in the versions it began with; after this long no
# check does, and the replaced rows leave the box index (never the tables).
_HENGER_IGJEN: Final = timedelta(days=1)


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
            return _importer(forbindelse, kommune, datasett, objekter, naar)


class Kommunekart:
    """`Kart` on SQL, bound to one municipality. May be used from several threads."""

    def __init__(
        self, motor: Engine, kommune: Kommune, bare: Collection[Datasett] | None = None
    ) -> None:
        """`bare`: these versions, in force or replaced; else those in force at the first
        question."""
        self._motor = motor
        self._kommune = kommune
        self._bare = None if bare is None else {(d.navn, d.sha256) for d in bare}
        self._numre = (kommune.nummer, *kommune.tidligere_numre)
        self._versjoner: dict[int, Datasett] | None = None
        if bare is not None:  # replaced versions leave the box index
            self._kandidater = _KANDIDATER_UTEN_INDEKS
        else:
            sqlite = motor.dialect.name == "sqlite"
            self._kandidater = _KANDIDATER_SQLITE if sqlite else _KANDIDATER_PG

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
            self._versjoner = {
                r.id: Datasett(r.navn, r.dato, r.sha256, r.slag, r.kilde) for r in rader
            }
        return self._versjoner

    def _valgte(self, forbindelse: Connection) -> Sequence[Row[Any]]:
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

_ALLE: Final = select(tabeller.datasett).where(_D.kommune == bindparam("kommune")).order_by(_D.id)


def _importer(
    forbindelse: Connection,
    kommune: Kommune,
    datasett: Datasett,
    objekter: Iterable[Kartobjekt],
    naar: datetime,
) -> int:
    samme_navn = (_D.kommune == kommune.nummer, _D.navn == datasett.navn, _D.valid_to.is_(None))
    for rad in forbindelse.execute(select(tabeller.datasett).where(*samme_navn)):
        if rad.sha256 == datasett.sha256 and rad.epsg == kommune.epsg:
            return int(rad.antall)
    forbindelse.execute(update(tabeller.datasett).where(*samme_navn).values(valid_to=naar))
    ny = forbindelse.execute(
        tabeller.datasett.insert().values(
            kommune=kommune.nummer,
            navn=datasett.navn,
            slag=datasett.slag,
            dato=datasett.dato,
            sha256=datasett.sha256,
            kilde=datasett.kilde,
            epsg=kommune.epsg,
            antall=0,
            valid_from=naar,
        )
    ).inserted_primary_key
    assert ny is not None
    antall = _skriv_objekter(forbindelse, kommune, int(ny[0]), objekter)
    forbindelse.execute(update(tabeller.datasett).where(_D.id == ny[0]).values(antall=antall))
    _indekser(forbindelse, int(ny[0]))
    _rydd_indeks(forbindelse, kommune, naar)
    return antall


def _skriv_objekter(
    forbindelse: Connection, kommune: Kommune, datasett: int, objekter: Iterable[Kartobjekt]
) -> int:
    antall = 0
    rader: list[dict[str, Any]] = []
    teiger: list[tuple[int, tuple[str, int, int, int]]] = []

    def toem() -> None:
        if not rader:
            return
        # sort_by_parameter_order: a teig is written below the id of its own object
        ider = (
            forbindelse.execute(
                tabeller.objekt.insert().returning(
                    tabeller.objekt.c.id, sort_by_parameter_order=True
                ),
                rader,
            )
            .scalars()
            .all()
        )
        if teiger:
            forbindelse.execute(
                tabeller.teig.insert(),
                [
                    {
                        "objekt": ider[plass],
                        "kommune": kommune.nummer,
                        "datasett": datasett,
                        "enhetens_kommune": enhet[0],
                        "gaardsnummer": enhet[1],
                        "bruksnummer": enhet[2],
                        "festenummer": enhet[3],
                    }
                    for plass, enhet in teiger
                ],
            )
        rader.clear()
        teiger.clear()

    for o in objekter:
        if o.epsg != kommune.epsg:
            raise ValueError(
                f"Objektet {o.gml_id} er i EPSG:{o.epsg}, men kommune {kommune.nummer} regner i "
                f"EPSG:{kommune.epsg}. Les kartfilen inn i kommunens koordinatsystem."
            )
        if o.objekttype == "Teig":
            teiger += [(len(rader), enhet) for enhet in o.matrikkelenheter()]
        rader.append(_rad(o, kommune, datasett))
        antall += 1
        if len(rader) >= _PORSJON:
            toem()
    toem()
    return antall


def _rad(o: Kartobjekt, kommune: Kommune, datasett: int) -> dict[str, Any]:
    minx, miny, maxx, maxy = o.bbox
    return {
        "kommune": kommune.nummer,
        "datasett": datasett,
        "objekttype": o.objekttype,
        "gml_id": o.gml_id,
        "lokal_id": o.lokal_id,
        "plan_id": o.plan_id,
        "linje": o.linje,
        "minx": minx,
        "miny": miny,
        "maxx": maxx,
        "maxy": maxy,
        "wkb": o.wkb,
        "egenskaper": json.dumps(
            {navn: list(verdier) for navn, verdier in o.egenskaper.items()}, ensure_ascii=False
        ),
    }


def _indekser(forbindelse: Connection, datasett: int) -> None:
    if forbindelse.dialect.name == "sqlite":
        setning = (
            "INSERT INTO byg_kart_boks (id, minx, maxx, miny, maxy) "
            "SELECT id, minx, maxx, miny, maxy FROM byg_kart_objekt WHERE datasett = :datasett"
        )
    else:
        setning = (
            "INSERT INTO byg_kart_boks (id, boks) "
            "SELECT id, box(point(minx, miny), point(maxx, maxy)) "
            "FROM byg_kart_objekt WHERE datasett = :datasett"
        )
    forbindelse.execute(text(setning), {"datasett": datasett})


def _rydd_indeks(forbindelse: Connection, kommune: Kommune, naar: datetime) -> None:
    gamle = forbindelse.scalars(
        select(_D.id).where(_D.kommune == kommune.nummer, _D.valid_to < naar - _HENGER_IGJEN)
    ).all()
    forbindelse.execute(
        text(
            "DELETE FROM byg_kart_boks WHERE id IN "
            "(SELECT id FROM byg_kart_objekt WHERE datasett IN :gamle)"
        ).bindparams(bindparam("gamle", expanding=True)),
        {"gamle": list(gamle)},
    )
