"""Every form of about 20 kB and the long neighbour notice, against bare parsing and validation."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree
from rich.console import Console
from rich.table import Table

from bench.bench_check import large_form
from bench.measure import alternating, best
from byggsak.services.kontroll import Innsending, Motor, kontroller
from byggsak.services.minne import ferdig_lastet
from byggsak.testing import skjemaer as k
from byggsak.testing import soeknader as s
from byggsak.xml.forms import forms

DATO = date(2026, 6, 1)
BYTES = 20_000
NEIGHBOURS = (10, 100, 838, 1_000, 10_000)

FORMS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "ramme": k.ramme,
    "utenansvarsrett": s.uten_ansvarsrett,
    "igangsettingstillatelse": k.igangsetting,
    "midlertidigbrukstillatelse": k.midlertidig_bruk,
    "ferdigattest": k.ferdigattest,
}

START = """
import time
from byggsak.services.kontroll import Motor
from byggsak.xml import schema
from byggsak.xml.forms import forms
t = time.perf_counter()
katalog = Motor.last().katalog
for form in forms():
    schema.compile_gate(form.xsd)
    katalog.felter(form.name, form.version, None).plan
print(time.perf_counter() - t)
"""


def grown(form: dict[str, Any], root: str) -> bytes:
    """The form with more properties, then a longer letter, until it is about 20 kB."""
    (eiendom,) = form["eiendomByggested"]["eiendom"]
    form["eiendomByggested"]["eiendom"] = [eiendom] * 5
    missing = BYTES - len(s.skjema(root, form))
    sentence = "Vi viser til situasjonsplanen, tegningene og samtalen med kommunen. "
    form["soeknadGjelder"]["foelgebrev"] = sentence * max(missing // len(sentence), 1)
    return s.skjema(root, form)


def timed(motor: Motor, data: bytes) -> tuple[float, float]:
    """Median milliseconds of bare lxml and of the check, measured in turn."""
    root = etree.QName(etree.fromstring(data)).localname
    xsd = next(f.xsd for f in forms() if f.root == root and f.namespace.encode() in data)
    gate = etree.XMLSchema(etree.parse(str(xsd)))
    times = alternating(
        {
            "bare": lambda: gate.validate(etree.fromstring(data)),
            "check": lambda: kontroller(motor, Innsending(data), kart=None, dato=DATO),
        },
        seconds=2.0,
    )
    return times["bare"].median, times["check"].median


def run(console: Console) -> Table:
    start = best(lambda: float(_start()), 3)
    console.print(f"all schemas and field tables made ready: {start:.2f} s (best of 3 processes)")
    motor = Motor.last()
    ferdig_lastet()
    table = Table(title="The check of one form alone")
    for column in ("form", "kB", "bare lxml ms", "check ms", "times bare lxml"):
        table.add_column(column, justify="left" if column == "form" else "right")
    documents = {"ettrinn": large_form()}
    documents |= {root: grown(make(), root) for root, make in FORMS.items()}
    for number in NEIGHBOURS:
        documents[f"nabovarsel, {number} neighbours"] = s.skjema(
            "nabovarsel", k.nabovarsel(number, date(2026, 7, 1))
        )
    for name, data in documents.items():
        bare, check = timed(motor, data)
        table.add_row(
            name, f"{len(data) / 1000:.1f}", f"{bare:.2f}", f"{check:.2f}", f"{check / bare:.1f}"
        )
    return table


def _start() -> str:
    root = Path(__file__).parents[1]
    return subprocess.run(
        [sys.executable, "-c", START], check=True, capture_output=True, text=True, cwd=root
    ).stdout
