"""A short soak: the long one, with its figures, is in README.md (`python -m tests.soak`)."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.arkivhjelp import DATABASES
from tests.soak.kjoering import Report, Soak
from tests.soak.postgres import database

GOAL = 60


@pytest.mark.parametrize("kind", DATABASES)
def test_bad_weather_loses_nothing_and_doubles_nothing(kind: str, tmp_path: Path) -> None:
    if kind == "postgres" and not os.environ.get("BYGGSAK_TEST_POSTGRES"):
        pytest.skip("BYGGSAK_TEST_POSTGRES is not set")
    with database(kind, tmp_path, own_server=False) as given:
        soak = Soak("noark5", given, tmp_path, GOAL, seed=1)
        soak.pace = (1.0, 4.0)
        report = soak.run(patience=240)
        log = "\n".join(list(soak.log)[-60:])
        assert report.clean, f"{report}\n{log}"
        assert report.faults.total() >= GOAL, log
        assert len(report.faults) >= 6, "too few kinds of faults"
        assert report.commands > report.cases > 0
        if kind == "sqlite":
            notices_what_is_lost_and_doubled(soak, tmp_path)


def notices_what_is_lost_and_doubled(soak: Soak, folder: Path) -> None:
    """A soak that cannot fail proves nothing."""
    with closing(sqlite3.connect(folder / "arkiv" / "arkiv.sqlite")) as db, db:
        [gone] = db.execute("SELECT ref FROM objekt WHERE slag = 'document' LIMIT 1").fetchone()
        db.execute("DELETE FROM objekt WHERE ref = ?", (gone,))
        [copied] = db.execute("SELECT ref FROM objekt WHERE slag = 'document' LIMIT 1").fetchone()
        db.execute(
            "INSERT INTO objekt SELECT ref || '-igjen', slag, 'x', over, aar, 99, 99, post, tillegg"
            " FROM objekt WHERE ref = ?",
            (copied,),
        )
    soak.report = Report()
    soak.reopen()
    soak.count()
    assert soak.report.lost == [gone]
    assert soak.report.doubled == [f"{copied}-igjen"]
    assert any("borte" in line for line in soak.report.wrong)
