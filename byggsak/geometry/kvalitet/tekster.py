"""Sentences that more than one quality rule says."""

from __future__ import annotations

from typing import Final

from byggsak.domain.tekst import Tekst

INGEN_FLATER: Final = Tekst(
    "Filen har ingen flater.", "Fila har ingen flater.", "The file has no surfaces."
)
INGEN_KURVER: Final = Tekst(
    "Filen har ingen kurver.", "Fila har ingen kurver.", "The file has no curves."
)
INGEN_GEOMETRI: Final = Tekst(
    "Filen har ingen geometri.", "Fila har ingen geometri.", "The file has no geometry."
)
KRASJET: Final = Tekst(
    "Kontrollen feilet her; driften er varslet. Et menneske må se på objektet.",
    "Kontrollen feila her; drifta er varsla. Eit menneske må sjå på objektet.",
    "The check failed here; operations have been told. A person must look at the object.",
)


def tom(element: str) -> Tekst:
    return Tekst(
        f"{element} er tom: den har ingen koordinater.",
        f"{element} er tom: han har ingen koordinatar.",
        f"{element} is empty: it has no coordinates.",
    )


def uten_areal() -> Tekst:
    return Tekst(
        "Ringen har ikke areal: alle punktene ligger på én linje.",
        "Ringen har ikkje areal: alle punkta ligg på éi linje.",
        "The ring has no area: all its points lie on one line.",
    )


def flere(antall: int) -> Tekst:
    return Tekst(
        f"… og {antall} feil til av samme slag i dette objektet.",
        f"… og {antall} feil til av same slag i dette objektet.",
        f"… and {antall} more faults of the same kind in this object.",
    )
