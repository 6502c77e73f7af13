"""The map in the database answers as the map in memory does, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import shapely
from conftest import shared
from facts_helpers import grunnlag, hus, rekt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select, text
from sqlalchemy.engine import make_url

from byggsak.domain.kart import BBox, Datasett, Kart, Kartobjekt, KartUtilgjengelig
from byggsak.domain.kommune import Kommune
from byggsak.domain.omgivelser import Vegavstand
from byggsak.domain.tema import TEMA_AV_TYPE, Tema, temaer
from byggsak.facts.assemble import samle
from byggsak.geometry.kartfil import les_kart, les_kartfil
from byggsak.geometry.minnekart import Minnekart
from byggsak.store import kart_tabeller as tabeller
from byggsak.store.kart import Kartlager
from byggsak.store.motor import lag_motor

KART = Path(__file__).parents[1] / "fixtures" / "kart"
TESTKOMMUNE = Kommune("9999", "Testkommune", 25832, test=True)
NABO = Kommune("9998", "Nabokommune", 25832, test=True)
NAA = datetime(2026, 11, 22, 12, tzinfo=UTC)
POSTGRES = os.environ.get("BYGGSAK_TEST_POSTGRES")
TABELLER = [tabeller.datasett, tabeller.objekt, tabeller.teig]


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)], scope="module"
)
def motor(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('kart') / 'kart.sqlite'}"
        motor = lag_motor(url)
        tabeller.METADATA.create_all(motor, tables=TABELLER)
        yield motor
        motor.dispose()
        return
    if not POSTGRES:
        pytest.skip("BYGGSAK_TEST_POSTGRES is not set")
    skjema = f"kart_{uuid.uuid4().hex[:12]}"
    rot = lag_motor(POSTGRES)
    with rot.begin() as forbindelse:
        forbindelse.execute(text(f"CREATE SCHEMA {skjema}"))
    motor = lag_motor(make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={skjema}"}))
    tabeller.METADATA.create_all(motor, tables=TABELLER)
    yield motor
    motor.dispose()
    with rot.begin() as forbindelse:
        forbindelse.execute(text(f"DROP SCHEMA {skjema} CASCADE"))
    rot.dispose()


@pytest.fixture
def lager(motor: Engine) -> Kartlager:
    toem(motor)
    return Kartlager(motor)


def toem(motor: Engine) -> None:
    with motor.begin() as forbindelse:
        for tabell in ("byg_kart_boks", "byg_kart_teig", "byg_kart_objekt", "byg_kart_datasett"):
            forbindelse.execute(text(f"DELETE FROM {tabell}"))


def fyll(lager: Kartlager, kommune: Kommune = TESTKOMMUNE) -> Minnekart:
    filer = les_kart([KART], 25832, dato=date(2026, 11, 1))
    for fil in filer:
        assert lager.importer(kommune, fil.datasett, fil.objekter, NAA) == len(fil.objekter)
    return Minnekart.av_filer(filer, 25832, [kommune.nummer])


def test_what_goes_in_comes_out_the_same(lager: Kartlager) -> None:
    minne = fyll(lager)
    kart: Kart = lager.for_kommune(TESTKOMMUNE)
    alt = (0.0, 0.0, 1e7, 1e7)
    assert kart.kandidater(alt) == minne.kandidater(alt)
    assert [o.wkb for o in kart.kandidater(alt)] == [o.wkb for o in minne.kandidater(alt)]
    assert kart.datasett() == minne.datasett()
    assert kart.epsg == 25832
    for gnr, bnr in ((1, 1), (1, 2), (1, 9), (2, 2)):
        assert list(kart.teiger(gnr, bnr)) == list(minne.teiger(gnr, bnr))


koordinat = st.integers(0, 400).map(lambda t: t / 4)  # quarters: touching boxes are common


@st.composite
def boks(tegn: st.DrawFn) -> BBox:
    x, y = tegn(koordinat), tegn(koordinat)
    return (597400 + x, 6643300 + y, 597400 + x + tegn(koordinat), 6643300 + y + tegn(koordinat))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(bokser=st.lists(boks(), min_size=1, max_size=25), spoer=st.lists(boks(), max_size=8))
def test_memory_and_database_answer_alike(
    motor: Engine, bokser: list[BBox], spoer: list[BBox]
) -> None:
    toem(motor)
    lager = Kartlager(motor)
    datasett = Datasett("tilfeldig", date(2026, 1, 1), "0" * 64, "annet")
    objekter = [
        Kartobjekt(
            objekttype=("A", "B")[nr % 2],
            gml_id=str(nr),
            wkb=shapely.to_wkb(shapely.box(*b)),
            bbox=b,
            epsg=25832,
            egenskaper={"nr": (str(nr),)},
            datasett=datasett,
        )
        for nr, b in enumerate(bokser)
    ]
    lager.importer(TESTKOMMUNE, datasett, objekter, NAA)
    sql, minne = lager.for_kommune(TESTKOMMUNE), Minnekart(objekter, [datasett], 25832)
    for b in spoer:
        for typer in ((), ("A",), ("A", "B"), ("C",)):
            assert list(sql.kandidater(b, typer)) == list(minne.kandidater(b, typer))


def test_one_municipality_never_sees_the_map_of_another(lager: Kartlager) -> None:
    fyll(lager, NABO)
    teig = les_kart([KART / "teig_9999.gml"], 25832, dato=NAA.date())[0]
    lager.importer(TESTKOMMUNE, teig.datasett, teig.objekter, NAA)
    alt = (0.0, 0.0, 1e7, 1e7)
    vaart = lager.for_kommune(TESTKOMMUNE)
    assert {o.objekttype for o in vaart.kandidater(alt)} == {"Teig"}
    assert len(vaart.kandidater(alt)) == 6
    assert len(vaart.teiger(1, 1)) == 2
    # 9998 has imported teiger that belong to units of 9999: they are on its map, not its units
    assert lager.for_kommune(NABO).teiger(1, 1) == ()


def test_a_map_that_was_never_imported_is_unavailable_and_not_empty(lager: Kartlager) -> None:
    kart = lager.for_kommune(TESTKOMMUNE)
    assert kart.datasett() == ()
    with pytest.raises(KartUtilgjengelig, match="9999"):
        kart.kandidater((0.0, 0.0, 1.0, 1.0))
    with pytest.raises(KartUtilgjengelig, match="map import"):
        kart.teiger(1, 1)


def test_a_database_that_does_not_answer_is_unavailable(tmp_path: Path) -> None:
    tom = lag_motor(f"sqlite:///{tmp_path / 'uten-tabeller.sqlite'}")
    with pytest.raises(KartUtilgjengelig, match="svarer ikke"):
        Kartlager(tom).for_kommune(TESTKOMMUNE).kandidater((0.0, 0.0, 1.0, 1.0))


def test_a_new_version_replaces_the_old_and_the_old_rows_stay(
    lager: Kartlager, motor: Engine
) -> None:
    fil = les_kart([KART / "teig_9999.gml"], 25832, dato=NAA.date())[0]
    lager.importer(TESTKOMMUNE, fil.datasett, fil.objekter, NAA)
    pagaar = lager.for_kommune(TESTKOMMUNE)
    assert len(pagaar.datasett()) == 1
    ny = replace(fil.datasett, sha256="f" * 64)
    lager.importer(TESTKOMMUNE, ny, fil.objekter[:2], NAA + timedelta(hours=1))
    alt = (0.0, 0.0, 1e7, 1e7)
    naa = lager.for_kommune(TESTKOMMUNE)
    assert len(naa.kandidater(alt)) == 2
    assert naa.teiger(1, 2) == ()
    assert [d.sha256 for d in naa.datasett()] == ["f" * 64]
    # a check that was under way goes on in the version it began with
    assert len(pagaar.kandidater(alt)) == 6
    with motor.connect() as forbindelse:
        antall = forbindelse.scalar(select(func.count()).select_from(tabeller.objekt))
        gyldig = forbindelse.execute(
            select(tabeller.datasett.c.valid_from, tabeller.datasett.c.valid_to).order_by("id")
        ).all()
    assert antall == 8
    assert [tuple(r) for r in gyldig] == [
        (NAA, NAA + timedelta(hours=1)),
        (NAA + timedelta(hours=1), None),
    ]


def test_replaced_versions_leave_the_index_after_a_day_but_not_the_table(
    lager: Kartlager, motor: Engine
) -> None:
    fil = les_kart([KART / "teig_9999.gml"], 25832, dato=NAA.date())[0]
    for dag, merke in enumerate("abc"):
        datasett = replace(fil.datasett, sha256=merke * 64)
        lager.importer(TESTKOMMUNE, datasett, fil.objekter, NAA + timedelta(days=dag * 2))
    with motor.connect() as forbindelse:
        assert forbindelse.scalar(text("SELECT count(*) FROM byg_kart_boks")) == 12
        assert forbindelse.scalar(text("SELECT count(*) FROM byg_kart_objekt")) == 18


def test_the_same_file_twice_is_imported_once(lager: Kartlager, motor: Engine) -> None:
    fyll(lager)
    fyll(lager)
    with motor.connect() as forbindelse:
        antall = forbindelse.scalar(select(func.count()).select_from(tabeller.datasett))
    assert antall == len(list(KART.iterdir()))


def test_an_import_that_fails_leaves_the_old_map_as_it_was(lager: Kartlager) -> None:
    fil = les_kart([KART / "teig_9999.gml"], 25832, dato=NAA.date())[0]
    lager.importer(TESTKOMMUNE, fil.datasett, fil.objekter, NAA)
    gal = replace(fil.objekter[0], epsg=25833)
    with pytest.raises(ValueError, match="EPSG:25833"):
        lager.importer(
            TESTKOMMUNE, replace(fil.datasett, sha256="e" * 64), [fil.objekter[1], gal], NAA
        )
    assert len(lager.for_kommune(TESTKOMMUNE).kandidater((0.0, 0.0, 1e7, 1e7))) == 6


def test_a_municipality_that_changed_its_system_must_import_again(lager: Kartlager) -> None:
    fyll(lager)
    flyttet = replace(TESTKOMMUNE, epsg=25833)
    with pytest.raises(KartUtilgjengelig, match="Importer det på nytt"):
        lager.for_kommune(flyttet).kandidater((0.0, 0.0, 1.0, 1.0))


def test_the_box_index_is_used_and_not_a_walk_through_the_table(
    lager: Kartlager, motor: Engine
) -> None:
    if motor.dialect.name != "sqlite":
        pytest.skip("PostgreSQL walks a table this small, and is right to")
    fyll(lager)
    setning = "EXPLAIN QUERY PLAN " + str(kandidatsetning()).replace("IN :versjoner", "IN (1)")
    verdier = {"minx": 0, "miny": 0, "maxx": 1, "maxy": 1, "kommune": "9999"}
    with motor.connect() as forbindelse:
        plan = [r.detail for r in forbindelse.execute(text(setning), verdier)]
    assert any("VIRTUAL TABLE INDEX" in steg for steg in plan)
    assert not any(steg.startswith("SCAN o") for steg in plan)


def kandidatsetning() -> object:
    from byggsak.store.kart import _KANDIDATER_SQLITE

    return _KANDIDATER_SQLITE.text


def test_the_facts_of_a_case_are_the_same_from_both_maps(lager: Kartlager) -> None:
    minne = fyll(lager)
    grunn = grunnlag(hus(rekt(440, 352, 450, 360), terrengkote=Decimal("102.30")), kart=minne)
    fra_lager = replace(grunn, kart=lager.for_kommune(TESTKOMMUNE))
    assert repr(samle(fra_lager)) == repr(samle(grunn))
    assert any(isinstance(g, Vegavstand) and g.naer for g in samle(fra_lager))


def test_a_real_plan_tiles_exactly_when_it_has_been_through_the_store(lager: Kartlager) -> None:
    sti = shared("kart", "stemtjonn", "plankart-stemtjonn-skytebane.geojson")
    fil = les_kartfil(sti, 25832, dato=date(2026, 11, 1))
    assert lager.importer(TESTKOMMUNE, fil.datasett, fil.objekter, NAA) == 99
    alle = lager.for_kommune(TESTKOMMUNE).kandidater((0.0, 0.0, 1e7, 1e7))
    plan = [shapely.from_wkb(o.wkb) for o in alle if o.objekttype == "RpOmråde"]
    felt = [shapely.from_wkb(o.wkb) for o in alle if o.objekttype == "RpArealformålOmråde"]
    # The areas add up to the plan (no overlap), and joined they are the plan (no gap).
    assert sum(p.area for p in plan) == pytest.approx(395_050.07, abs=0.005)
    assert sum(f.area for f in felt) == pytest.approx(395_050.07, abs=0.005)
    samlet = shapely.union_all(felt)
    assert samlet.symmetric_difference(shapely.union_all(plan)).area == pytest.approx(0, abs=0.005)


def test_odd_names_and_many_themes_go_into_the_database_too(
    lager: Kartlager, tmp_path: Path
) -> None:
    typer = [*TEMA_AV_TYPE, "x" * 300, "Rulle\u0000bane"]
    objekter = [
        {
            "type": "Feature",
            "id": f"id\u0000{nr}",
            "properties": {"objtype": type_, "navn": "a\u0000b"},
            "geometry": {"type": "Point", "coordinates": [597500 + nr, 6643500]},
        }
        for nr, type_ in enumerate(typer)
    ]
    crs = {"type": "name", "properties": {"name": "EPSG:25832"}}
    sti = tmp_path / "alt.geojson"
    sti.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": objekter}))
    (fil,) = les_kart([sti], 25832, dato=date(2026, 11, 1))
    assert temaer(fil.datasett.slag) == set(Tema)
    assert lager.importer(TESTKOMMUNE, fil.datasett, fil.objekter, NAA) == len(typer)
    funnet = lager.for_kommune(TESTKOMMUNE).kandidater((597000, 6643000, 598000, 6644000))
    assert [o.objekttype for o in funnet][-2:] == ["x" * 64, "Rullebane"]
