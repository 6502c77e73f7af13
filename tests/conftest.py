"""What all tests share: where the reference material lies, and a fresh database for each test."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from byggsak.store.migrering import oppgrader_motor
from byggsak.store.motor import lag_motor

POSTGRES = "BYGGSAK_TEST_POSTGRES"


def shared(*deler: str) -> Path:
    """The reference material beside the project; the test is skipped where it is not."""
    sti = Path(__file__).parents[1].parent.joinpath("shared", *deler)
    if not sti.exists():
        pytest.skip(f"the reference material {'/'.join(deler)} is not beside the project")
    return sti


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of the test's own: a SQLite file, then a PostgreSQL schema."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'byggsak.sqlite'}"
        return
    tjener = os.environ.get(POSTGRES)
    if not tjener:
        pytest.skip(f"{POSTGRES} is not set (a SQLAlchemy URL of a PostgreSQL server)")
    skjema = f"t_{uuid.uuid4().hex}"
    vert = create_engine(make_url(tjener), isolation_level="AUTOCOMMIT")
    with vert.connect() as forbindelse:
        forbindelse.execute(text(f"CREATE SCHEMA {skjema}"))
    try:
        adresse = make_url(tjener).update_query_dict({"options": f"-csearch_path={skjema}"})
        yield adresse.render_as_string(hide_password=False)
    finally:
        with vert.connect() as forbindelse:
            forbindelse.execute(text(f"DROP SCHEMA {skjema} CASCADE"))
        vert.dispose()


@pytest.fixture
def motor(database: str) -> Iterator[Engine]:
    """An engine on a fresh database with all tables, made by the migrations."""
    engine = lag_motor(database)
    oppgrader_motor(engine)
    yield engine
    engine.dispose()
