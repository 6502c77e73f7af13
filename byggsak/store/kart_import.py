"""Import of one dataset into the database: versions, objects, teiger and the box index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, text, update

from byggsak.domain.kart import Datasett, Kartobjekt, Utelatt
from byggsak.domain.kommune import Kommune
from byggsak.store import kart_tabeller as tabeller

_PORSJON: Final = 2_000  # rows per INSERT round

# A check that began before an import goes on in the versions it began with; after this long no
# check does, and the replaced rows leave the box index (never the tables).
_HENGER_IGJEN: Final = timedelta(days=1)

_D: Final = tabeller.datasett.c


def til_json(utelatt: Sequence[Utelatt] | None) -> str | None:
    """What was left out as a text for one column; None when nobody knows."""
    if utelatt is None:
        return None
    return json.dumps(
        [[u.objekttype, u.gml_id, u.boks, list(u.enheter)] for u in utelatt], ensure_ascii=False
    )


def fra_json(tekst: str | None) -> tuple[Utelatt, ...] | None:
    """The inverse of `til_json`."""
    if tekst is None:
        return None
    return tuple(
        Utelatt(type_, gml_id, None if boks is None else tuple(boks), tuple(enheter))
        for type_, gml_id, boks, enheter in json.loads(tekst)
    )


def importer(
    forbindelse: Connection,
    kommune: Kommune,
    datasett: Datasett,
    objekter: Iterable[Kartobjekt],
    naar: datetime,
) -> int:
    """See `Kartlager.importer`; in the transaction of `forbindelse`."""
    samme_navn = (_D.kommune == kommune.nummer, _D.navn == datasett.navn, _D.valid_to.is_(None))
    for rad in forbindelse.execute(select(tabeller.datasett).where(*samme_navn)):
        samme_fil = rad.sha256 == datasett.sha256 and rad.epsg == kommune.epsg
        if samme_fil and rad.utelatt is not None:  # None: imported before it was kept
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
            utelatt=til_json(datasett.utelatt),
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
        if not teiger:  # nobody asks for the ids: many rows in one go
            forbindelse.execute(tabeller.objekt.insert(), rader)
            rader.clear()
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
