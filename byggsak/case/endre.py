"""Endrede kopier av frosne verdier, raskt nok til at en lang sak kan brettes sammen av hendelsene.

`dataclasses.replace` leser hvert felt og bygger verdien på nytt: ti mikrosekunder for en søknad
med førti felter, hver gang noe har skjedd.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    endre = replace  # navnene og typene på feltene sjekkes som der
else:

    def endre(verdi: T, **nye: Any) -> T:
        """En kopi av `verdi` der feltene i `nye` er nye. `TypeError` for et felt den ikke har.

        Som `dataclasses.replace`, for frosne dataklasser uten `__post_init__`.
        """
        try:
            felter = verdi.__dict__
        except AttributeError:  # med __slots__: små verdier, få felter
            return replace(verdi, **nye)
        if not nye.keys() <= felter.keys():
            ukjent = ", ".join(sorted(nye.keys() - felter.keys()))
            raise TypeError(f"{type(verdi).__name__} har ikke feltet {ukjent}.")
        kopi = object.__new__(type(verdi))
        object.__setattr__(kopi, "__dict__", {**felter, **nye})
        return kopi


__all__ = ["endre"]
