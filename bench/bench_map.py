"""The map: candidates and exact overlap among very many plan areas, import, quality rules, a check.

`BYGGSAK_BENCH_AREAS` sets how many areas lie in the store; 2000000 takes some minutes and 2 GB of
disk. geopandas is no dependency; where it is installed it is measured too.
"""

from __future__ import annotations

import importlib
import os
import random
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import cycle
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from lxml import etree
from rich.console import Console
from rich.table import Table

from bench.bench_check import submissions
from bench.measure import alternating, best
from byggsak.domain.kart import BBox, Datasett, Kart, Kartobjekt
from byggsak.domain.kommune import Kommune
from byggsak.geometry.kartfil import les_kart, les_kartfil
from byggsak.geometry.measure import kartform
from byggsak.services.kartkontroll import kontroller_kart
from byggsak.services.kontroll import Motor, kontroller
from byggsak.store.kart import Kartlager, Kommunekart
from byggsak.store.migrering import oppgrader_motor
from byggsak.store.motor import lag_motor

ROOT = Path(__file__).parents[1]
AREAS: Final = int(os.environ.get("BYGGSAK_BENCH_AREAS", "100000"))
IN_FILE: Final = 20_000
SIDE: Final = 40.0  # metres: an ordinary plot
WEST, SOUTH = 500_000.0, 6_600_000.0
PLACE: Final = Kommune("9999", "Benkekommunen", 25832, test=True)
DAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def squares(count: int) -> Any:
    """Plots side by side as octagons with cut corners, in a square grid."""
    across = int(count**0.5) + 1
    row, column = np.divmod(np.arange(count), across)
    c = SIDE / 5
    corner = np.array(
        [(c, 0), (SIDE - c, 0), (SIDE, c), (SIDE, SIDE - c), (SIDE - c, SIDE), (c, SIDE),
         (0, SIDE - c), (0, c), (c, 0)]
    )  # fmt: skip
    origin = np.column_stack((WEST + column * SIDE, SOUTH + row * SIDE))
    return shapely.polygons(origin[:, None, :] + corner[None, :, :])


def objects(shapes: Any) -> Iterator[Kartobjekt]:
    properties = {"arealformål": ("1111",), "vertikalnivå": ("2",), "feltbetegnelse": ("B1",)}
    wkb = shapely.to_wkb(shapes, output_dimension=2, byte_order=1)
    for nr, (data, box) in enumerate(zip(wkb, shapely.bounds(shapes).tolist(), strict=True)):
        yield Kartobjekt(
            "RpArealformålOmråde", f"a{nr}", data, tuple(box), 25832, properties, "9999_B"
        )


def footprints(count: int, across: float) -> list[Any]:
    rng = random.Random(20261122)
    west = [WEST + rng.uniform(0, across - 12) for _ in range(count)]
    south = [SOUTH + rng.uniform(0, across - 12) for _ in range(count)]
    return [shapely.box(x, y, x + 12, y + 9) for x, y in zip(west, south, strict=True)]


def lookup(console: Console, folder: Path) -> Table:
    """Candidates and the exact area shared with one footprint."""
    shapes = squares(AREAS)
    engine = lag_motor(f"sqlite:///{folder / 'areas.sqlite'}")
    oppgrader_motor(engine)
    store = Kartlager(engine)
    start = time.perf_counter()
    store.importer(PLACE, Datasett("B", DAY, "0" * 64, "reguleringsplan"), objects(shapes), NOW)
    console.print(
        f"{AREAS:,} areas into SQLite: {time.perf_counter() - start:.1f} s, "
        f"{(folder / 'areas.sqlite').stat().st_size / 1e6:.0f} MB"
    )
    kart = store.for_kommune(PLACE)
    tree = shapely.STRtree(shapes)
    # A quarter of the country is warm; a place is asked about again and again in one case.
    where = footprints(2_000, int(AREAS**0.5) * SIDE)
    one, two, three = cycle(where), cycle(where), cycle(where)

    def byggsak() -> float:
        here = next(one)
        found = kart.kandidater(here.bounds)
        return float(sum(kartform(o.wkb).intersection(here).area for o in found))

    def strtree() -> float:
        here = next(two)
        return float(shapely.area(shapely.intersection(shapes[tree.query(here)], here)).sum())

    things: dict[str, Callable[[], object]] = {
        "byggsak: SQLite R*Tree + exact area": byggsak,
        "plain STRtree in memory + exact area": strtree,
    }
    try:
        geopandas: Any = importlib.import_module("geopandas")
    except ImportError:
        console.print("geopandas is not installed, so it is not measured")
    else:
        frame = geopandas.GeoSeries(shapes, crs=25832)
        frame.sindex  # noqa: B018 -- built before the clock starts

        def pandas() -> float:
            here = next(three)
            near = frame.iloc[frame.sindex.query(here)]
            return float(near.intersection(here).area.sum())

        things["geopandas: sindex + exact area"] = pandas
    for _ in range(len(where)):
        assert abs(byggsak() - strtree()) < 1e-6
    timed = alternating(things, 6.0)
    own = {name: processor(thing) for name, thing in things.items()}
    engine.dispose()
    table = _table(f"One footprint among {AREAS:,} areas, warm", "times STRtree")
    table.add_column("p99 ms of its own processor time", justify="right")
    base = timed["plain STRtree in memory + exact area"].median
    for t in timed.values():
        table.add_row(
            t.name,
            f"{t.median:.3f}",
            f"{t.p99:.3f}",
            f"{t.median / base:.1f}",
            f"{own[t.name]:.3f}",
        )
    return table


def processor(thing: Callable[[], object], calls: int = 3_000) -> float:
    """The 99th percentile of the processor time of this thread, ms: what a call costs whatever
    else the machine is doing."""
    samples = []
    for _ in range(calls):
        start = time.thread_time_ns()
        thing()
        samples.append((time.thread_time_ns() - start) / 1e6)
    return sorted(samples)[int(calls * 0.99)]


def gml(path: Path, count: int, vertices: int) -> None:
    """A plan file of so many areas, each a ring of so many points; about 1.1 kB with 32."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gml:FeatureCollection xmlns:gml='
        '"http://www.opengis.net/gml/3.2" xmlns:app="http://skjema.geonorge.no/SOSI/'
        'produktspesifikasjon/Reguleringsplan/20190401" gml:id="fc"><gml:boundedBy><gml:Envelope '
        'srsName="http://www.opengis.net/def/crs/EPSG/0/25832" srsDimension="2"/></gml:boundedBy>\n'
    )
    across = int(count**0.5) + 1
    angle = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    ring = np.round(SIDE / 2 * np.column_stack((np.cos(angle), np.sin(angle))), 2)
    ring = np.vstack((ring, ring[:1]))
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        for nr in range(count):
            row, column = divmod(nr, across)
            xy = ring + np.array((WEST + column * 2 * SIDE, SOUTH + row * 2 * SIDE))
            points = " ".join(f"{x:.2f} {y:.2f}" for x, y in xy.tolist())
            file.write(
                f'<gml:featureMember><app:RpArealformålOmråde gml:id="a{nr}"><app:identifikasjon>'
                f"<app:Identifikasjon><app:lokalId>l{nr}</app:lokalId></app:Identifikasjon>"
                "</app:identifikasjon><app:vertikalnivå>2</app:vertikalnivå><app:arealformål>1111"
                f'</app:arealformål><app:område><gml:Polygon gml:id="p{nr}"><gml:exterior>'
                f"<gml:LinearRing><gml:posList>{points}</gml:posList></gml:LinearRing>"
                "</gml:exterior></gml:Polygon></app:område></app:RpArealformålOmråde>"
                "</gml:featureMember>\n"
            )
        file.write("</gml:FeatureCollection>\n")


def importing(console: Console, folder: Path) -> Table:
    path = folder / "areas.gml"
    gml(path, IN_FILE, 32)

    def bare() -> float:
        start = time.process_time()
        for _, element in etree.iterparse(str(path)):
            element.clear()
        return time.process_time() - start

    def read() -> float:
        start = time.process_time()
        assert len(les_kartfil(path, 25832, dato=DAY).objekter) == IN_FILE
        return time.process_time() - start

    numbers = iter(range(1_000))

    def whole() -> float:
        engine = lag_motor(f"sqlite:///{folder / f'import{next(numbers)}.sqlite'}")
        oppgrader_motor(engine)
        start = time.process_time()
        file = les_kartfil(path, 25832, dato=DAY)
        Kartlager(engine).importer(PLACE, file.datasett, file.objekter, NOW)
        spent = time.process_time() - start
        engine.dispose()
        return spent

    base = best(bare, 3)
    table = Table(title=f"{IN_FILE:,} areas, {path.stat().st_size / 1e6:.0f} MB of GML")
    for column in ("what", "processor s, best of 3", "times bare iterparse"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for name, spent in (
        ("bare lxml iterparse", base),
        ("byggsak: read, measured and judged", best(read, 3)),
        ("byggsak: read and stored in SQLite with its index", best(whole, 3)),
    ):
        table.add_row(name, f"{spent:.2f}", f"{spent / base:.1f}")
    return table


def quality(console: Console, folder: Path) -> Table:
    path = folder / "plan.gml"
    gml(path, 4_500, 32)

    def check() -> float:
        start = time.process_time()
        assert kontroller_kart(path).objekter == 4_500
        return time.process_time() - start

    table = Table(title=f"A plan of {path.stat().st_size / 1e6:.1f} MB against every quality rule")
    table.add_column("what")
    table.add_column("processor s, best of 3", justify="right")
    table.add_row("byggsak: map check", f"{best(check, 3):.2f}")
    return table


class Timer:
    """A map that counts the time spent in it."""

    def __init__(self, kart: Kommunekart) -> None:
        self.kart, self.spent, self.questions = kart, 0.0, 0

    @property
    def epsg(self) -> int:
        return self.kart.epsg

    def _time(self, ask: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        try:
            return ask()
        finally:
            self.spent += time.perf_counter() - start
            self.questions += 1

    def kandidater(self, boks: BBox, objekttyper: Collection[str] = ()) -> Sequence[Kartobjekt]:
        found: Sequence[Kartobjekt] = self._time(lambda: self.kart.kandidater(boks, objekttyper))
        return found

    def teiger(self, gaard: int, bruk: int, feste: int = 0) -> Sequence[Kartobjekt]:
        found: Sequence[Kartobjekt] = self._time(lambda: self.kart.teiger(gaard, bruk, feste))
        return found

    def datasett(self) -> Sequence[Datasett]:
        found: Sequence[Datasett] = self._time(self.kart.datasett)
        return found


def one_check(console: Console, folder: Path) -> Table:
    """What the map costs in the check of one application, of 200 different ones."""
    motor = Motor.last()
    place = motor.katalog.kommune("9999")
    engine = lag_motor(f"sqlite:///{folder / 'check.sqlite'}")
    oppgrader_motor(engine)
    store = Kartlager(engine)
    for file in les_kart([ROOT / "fixtures" / "kart"], place.epsg, dato=DAY):
        store.importer(place, file.datasett, file.objekter, NOW)
    several = submissions()
    asked, whole, without, questions = [], [], [], 0
    for nr, filing in enumerate((*several[:20], *several)):
        timer = Timer(store.for_kommune(place))
        kart: Kart = timer
        start = time.perf_counter()
        kontroller(motor, filing, kart=kart, dato=DAY)
        with_map = time.perf_counter() - start
        start = time.perf_counter()
        kontroller(motor, filing, kart=None, dato=DAY)
        if nr >= 20:  # the first are for warmth
            asked.append(timer.spent * 1e3)
            whole.append(with_map * 1e3)
            without.append((time.perf_counter() - start) * 1e3)
            questions = timer.questions
    engine.dispose()
    table = _table(f"One application: {questions} questions to the map in SQLite", "")
    both = [a - b for a, b in zip(whole, without, strict=True)]
    for name, values in (
        ("questions to the map", asked),
        ("map and measuring: a check with the map, less one without", both),
        ("the whole check", whole),
    ):
        ordered = sorted(values)
        p99 = ordered[int(len(ordered) * 0.99)]
        table.add_row(name, f"{ordered[len(ordered) // 2]:.2f}", f"{p99:.2f}", "")
    return table


def _table(title: str, last: str) -> Table:
    table = Table(title=title)
    for column in ("what", "median ms", "p99 ms", last):
        table.add_column(column, justify="left" if column == "what" else "right")
    return table


def run(console: Console) -> Table:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        console.print(lookup(console, folder))
        console.print(importing(console, folder))
        console.print(quality(console, folder))
        return one_check(console, folder)
