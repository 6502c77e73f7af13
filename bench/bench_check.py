"""The whole check of a 20 kB ettrinn with a situation plan, against bare parsing and validation."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import xmlschema
from lxml import etree
from rich.console import Console
from rich.table import Table

from bench.measure import alternating, memory_mb
from byggsak.cli_input import read_attachment
from byggsak.domain.soeknad import Vedlegg
from byggsak.geometry.kartfil import les_kart
from byggsak.geometry.minnekart import Minnekart
from byggsak.services.kontroll import Innsending, Motor, kontroller
from byggsak.services.minne import ferdig_lastet
from byggsak.testing import soeknader as s

ROOT = Path(__file__).parents[1]
DATO = date(2026, 6, 1)


def large_form() -> bytes:
    """The dwelling of the demo, filled in as a long real one is: about 20 kB."""
    form = s.ettrinn()
    eiendom = form["eiendomByggested"]["eiendom"][0]
    form["eiendomByggested"]["eiendom"] = [eiendom] * 3
    risikoer = form["rammebetingelser"]["kravTilByggegrunn"]["muligeOmraadeRisikoer"]
    risikoer["omraadeRisiko"] = risikoer["omraadeRisiko"] * 5
    form["planer"]["andrePlaner"] = {
        "plan": [
            {"navn": f"Plan {n}", "plantype": s.kode("34", "Områderegulering")} for n in range(3)
        ]
    }
    form["soeknadGjelder"]["foelgebrev"] = "Oppføring av enebolig i to etasjer med sokkel. " * 40
    form["automatiseringskrav"] = {
        "sjekklistekrav": [
            {
                "sjekklistepunktsvar": True,
                "sjekklistepunkt": s.kode(f"1.{n}", "Punkt i den nasjonale sjekklisten"),
                "dokumentasjon": "Kravet er oppfylt; se situasjonsplan og tegninger. " * 4,
            }
            for n in range(1, 12)
        ]
    }
    return s.skjema("ettrinn", form)


SUBFORMS = ("gjenpartnabovarsel-v3", "Gjennomfoeringsplan-v7")
VARIANTS = 200
"""As many different applications, so that nothing is fast because it was seen a moment ago."""


def submissions() -> list[Innsending]:
    fixtures = ROOT / "fixtures" / "saker"
    drawings = tuple(
        read_attachment(f"{t}={fixtures}/felles-{t}.pdf")
        for t in ("TegningNyPlan", "TegningNyttSnitt", "TegningNyFasade")
    )
    plan = read_attachment(f"Situasjonsplan={fixtures}/enebolig-01-situasjonsplan.gml")
    subforms = tuple(
        (f"{name}.xml", (fixtures / f"enebolig-01-{name}.xml").read_text("utf-8"))
        for name in ("gjenpart", "gjennomfoeringsplan")
    )
    return [_variant(n, plan, drawings, subforms) for n in range(VARIANTS)]


def _variant(
    n: int, plan: Vedlegg, drawings: tuple[Vedlegg, ...], subforms: tuple[tuple[str, str], ...]
) -> Innsending:
    """Another application: other references, and the house some centimetres to the north."""
    data = plan.innhold or b""
    for y in (352, 360):
        data = data.replace(f"6643{y}.00".encode(), f"6643{y + n / 100:.2f}".encode())
    moved = replace(plan, innhold=data, sha256=hashlib.sha256(data).hexdigest())
    own = tuple((name, text.replace("EKS-", f"BENK-{n}-").encode()) for name, text in subforms)
    form = large_form().replace(b"EKS-", f"BENK-{n}-".encode())
    return Innsending(form, "soeknad.xml", own, (moved, *drawings))


def checker() -> tuple[Innsending, Callable[[], Any]]:
    motor = Motor.last()
    kommune = motor.katalog.kommune("9999")
    filer = les_kart([ROOT / "fixtures" / "kart"], kommune.epsg, dato=DATO)
    kart = Minnekart.av_filer(filer, kommune.epsg, [kommune.nummer])
    several = submissions()
    turn = cycle(several)
    ferdig_lastet()
    return several[0], lambda: kontroller(motor, next(turn), kart=kart, dato=DATO)


def documents(innsending: Innsending) -> list[tuple[Path, bytes]]:
    """Every XML document of the submission with the schema it is checked against."""
    forms = ROOT / "schemas" / "byggsak_schemas"
    plan = next(v.innhold for v in innsending.vedlegg if v.type == "Situasjonsplan")
    return [
        (forms / "skjema" / "ettrinn-v4.xsd", innsending.soeknad),
        *(
            (forms / "skjema" / f"{xsd}.xsd", data)
            for xsd, (_, data) in zip(SUBFORMS, innsending.underskjema, strict=True)
        ),
        (forms / "situasjonsplan" / "v1" / "situasjonsplan.xsd", plan or b""),
    ]


def run(console: Console) -> Table:
    innsending, check = checker()
    form, *others = documents(innsending)
    form_gate, *other_gates = [etree.XMLSchema(etree.parse(str(x))) for x, _ in (form, *others)]
    slow = xmlschema.XMLSchema(str(form[0]))

    def bare_form() -> bool:
        return form_gate.validate(etree.fromstring(form[1]))

    def bare() -> bool:
        rest = zip(other_gates, others, strict=True)
        return bare_form() and all(gate.validate(etree.fromstring(d)) for gate, (_, d) in rest)

    assert bare()
    timed = alternating(
        {
            "bare lxml, parse + XSD: the form alone": bare_form,
            BARE: bare,
            "xmlschema, validate: the form alone": lambda: slow.is_valid(etree.fromstring(form[1])),
            "byggsak: the whole check": check,
        }
    )
    base = timed[BARE].median
    kb = ", ".join(f"{len(data) / 1000:.1f}" for _, data in (form, *others))
    table = Table(title=f"One check: form, subform and situation plan of {kb} kB; map; 4 PDFs")
    for column in ("what", "median ms", "p99 ms", "times bare lxml, same bytes"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for t in timed.values():
        table.add_row(t.name, f"{t.median:.2f}", f"{t.p99:.2f}", f"{t.median / base:.1f}")
    for _ in range(500):
        check()
    before = memory_mb()
    for _ in range(10_000):
        check()
    console.print(f"memory before and after 10,000 checks: {before:.0f} MB, {memory_mb():.0f} MB")
    return table


BARE = "bare lxml, parse + XSD: the same bytes"
