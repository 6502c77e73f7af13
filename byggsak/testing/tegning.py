"""Simple drawings and papers as PDF/A-2b, so that demo cases carry real attachments."""

from __future__ import annotations

import typst

_MAL = """
#set document(title: sys.inputs.at("tittel"), date: datetime(year: 2026, month: 5, day: 1))
#set page(paper: "a4", flipped: true, margin: 15mm)
#set text(lang: "nb", size: 10pt)
#align(center + horizon, box(width: 180mm, height: 110mm)[
  #place(rect(width: 100mm, height: 80mm, stroke: 1.2pt))
  #place(dx: 4mm, dy: 4mm, rect(width: 92mm, height: 72mm, stroke: 0.4pt))
  #place(dx: 50mm, dy: 4mm, line(length: 72mm, angle: 90deg, stroke: 0.4pt))
  #place(dx: 0mm, dy: 84mm, line(length: 100mm, stroke: 0.3pt))
  #place(dx: 42mm, dy: 86mm)[10,00 m]
])
#place(bottom + right, rect(inset: 3mm)[
  *#sys.inputs.at("tittel")* \\ Enebolig i Testveien \\ Målestokk 1:100 \\ Dato 2026-05-01
])
"""
_PLAN = """
#set document(title: "Gjennomføringsplan", date: datetime(year: 2026, month: 5, day: 1))
#set page(paper: "a4", margin: 20mm)
#set text(lang: "nb", size: 10pt)
= Gjennomføringsplan
Enebolig i Testveien · versjon 1 · 2026-05-01
#table(
  columns: (auto, 1fr, auto, 1fr),
  table.header[Funksjon][Ansvarsområde][Klasse][Foretak],
  [SØK], [Ansvarlig søker], [1], [Eksempel Arkitekter AS],
  [PRO], [Arkitekturprosjektering], [1], [Eksempel Arkitekter AS],
  [UTF], [Tømrerarbeid og montering av trekonstruksjoner], [1], [Eksempel Bygg AS],
)
"""
_TITLER = {
    "TegningNyPlan": "Plantegning, ny",
    "TegningNyttSnitt": "Snitt, nytt",
    "TegningNyFasade": "Fasade, ny",
}


def gjennomfoeringsplan() -> bytes:
    """One page that names who answers for what; the same bytes every time."""
    return typst.compile(_PLAN.encode("utf-8"), format="pdf", pdf_standards=["a-2b"])


def tegning(vedleggstype: str) -> bytes:
    """One sheet for a national drawing type; the same bytes every time."""
    tittel = _TITLER[vedleggstype]
    return typst.compile(
        _MAL.encode("utf-8"),
        format="pdf",
        pdf_standards=["a-2b"],
        sys_inputs={"tittel": tittel},
    )
