"""The municipality's letters as PDF/A-2b, set with typst from data only.

A letter is data passed as JSON to a fixed template, so no text from an application can become
mark-up; typst reads no file and no network. The same data gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import typst

_MAL = """
#let brev = json(bytes(sys.inputs.at("brev")))
#let dato = brev.dato.split("-").map(int)
#set document(title: brev.overskrift, author: brev.avsender,
  date: datetime(year: dato.at(0), month: dato.at(1), day: dato.at(2)))
#set page(paper: "a4", margin: (x: 25mm, y: 25mm), numbering: "1 / 1")
#set text(lang: brev.spraak, size: 11pt)
#set par(justify: false, leading: 0.75em, spacing: 1.2em)
#text(weight: "bold", brev.avsender)
#v(8mm)
#brev.mottaker
#v(4mm)
#grid(columns: (1fr, auto), [Sak: #brev.sak], brev.dato_vist)
#v(6mm)
#heading(bookmarked: false, brev.overskrift)
#for del in brev.avsnitt {
  if del.tittel != "" { heading(level: 2, bookmarked: false, del.tittel) }
  for linje in del.linjer { par(linje) }
  if del.punkter.len() > 0 { enum(..del.punkter) }
}
#v(10mm)
#brev.hilsen
"""


@dataclass(frozen=True, slots=True)
class Avsnitt:
    """A part of a letter: paragraphs, then numbered points. An empty title prints none."""

    tittel: str = ""
    linjer: tuple[str, ...] = ()
    punkter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brev:
    """One letter. `spraak` is nb, nn or en; `sak` the reference shown to the receiver."""

    avsender: str
    mottaker: str
    sak: str
    dato: date
    overskrift: str
    avsnitt: tuple[Avsnitt, ...]
    hilsen: str
    spraak: str = "nb"


def skriv_brev(brev: Brev) -> bytes:
    """The letter as PDF/A-2b. Raises typst.TypstError if it would not conform."""
    data = {
        "avsender": brev.avsender,
        "mottaker": brev.mottaker,
        "sak": brev.sak,
        "dato": brev.dato.isoformat(),
        "dato_vist": f"{brev.dato.day}.{brev.dato.month}.{brev.dato.year}",
        "overskrift": brev.overskrift,
        "spraak": brev.spraak,
        "hilsen": brev.hilsen,
        "avsnitt": [
            {"tittel": a.tittel, "linjer": list(a.linjer), "punkter": list(a.punkter)}
            for a in brev.avsnitt
        ],
    }
    return typst.compile(
        _MAL.encode("utf-8"),
        format="pdf",
        pdf_standards=["a-2b"],
        sys_inputs={"brev": json.dumps(data, ensure_ascii=False)},
    )
