"""Why a document was not read: one exception, a stable code, a sentence in three languages.

XmlAvvist
└── UkjentSkjema   well-formed, but not a form that we know (`byggsak.xml.forms`)
"""

from __future__ import annotations

from collections.abc import Mapping

from byggsak.domain.personnummer import uten_personnummer
from byggsak.domain.tekst import Tekst


class XmlAvvist(Exception):
    """The document cannot be read as XML. `melding` says what, where and what to do.

    `kode` is stable and meant for programs; `hva` and `raad` are the two halves of the message.
    `linje` and `kolonne` are 1-based, None when the fault has no place.
    """

    def __init__(
        self,
        kode: str,
        hva: Tekst,
        raad: Tekst,
        linje: int | None = None,
        kolonne: int | None = None,
    ) -> None:
        self.kode = kode
        self.hva = _with_place(hva, linje, kolonne)
        self.raad = raad
        self.linje = linje
        self.kolonne = kolonne
        super().__init__(kode, self.melding.nb)

    @property
    def melding(self) -> Tekst:
        return Tekst(
            nb=f"{self.hva.nb} {self.raad.nb}",
            nn=f"{self.hva.nn} {self.raad.nn}",
            en=f"{self.hva.en} {self.raad.en}",
        )

    def __str__(self) -> str:
        return f"{self.kode}: {self.melding.nb}"


class UkjentSkjema(XmlAvvist):
    """Well-formed XML, but not a form and version that we read."""


def filled(text: Tekst, **values: object) -> Tekst:
    """The sentence with its placeholders filled in all three languages."""
    return Tekst(text.fyll("nb", values), text.fyll("nn", values), text.fyll("en", values))


def quote(text: str, longest: int = 60) -> str:
    """Somebody else's text, fit to stand in a sentence: one line, not too long, and without an
    identity number: it is shown to others than whoever wrote it."""
    line = uten_personnummer(" ".join(text.split()))
    return line if len(line) <= longest else line[: longest - 1] + "…"


def refuse(
    kode: str,
    texts: Mapping[str, tuple[Tekst, Tekst]],
    linje: int | None = None,
    kolonne: int | None = None,
    **values: object,
) -> XmlAvvist:
    """The refusal with this code, its two sentences filled from `values`."""
    hva, raad = texts[kode]
    return XmlAvvist(kode, filled(hva, **values), filled(raad, **values), linje, kolonne)


def _with_place(text: Tekst, line: int | None, column: int | None) -> Tekst:
    if line is None:
        return text
    nb, nn, en = f"Linje {line}", f"Linje {line}", f"Line {line}"
    if column is not None:
        nb, nn, en = f"{nb}, kolonne {column}", f"{nn}, kolonne {column}", f"{en}, column {column}"
    return Tekst(f"{nb}: {text.nb}", f"{nn}: {text.nn}", f"{en}: {text.en}")
