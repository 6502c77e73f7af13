"""Endrede kopier av frosne verdier, raskt nok til at en lang sak kan brettes sammen av hendelsene.

`dataclasses.replace` leser hvert felt og bygger verdien på nytt: ti mikrosekunder for en søknad
med førti felter, hver gang noe har skjedd.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")
_NY, _SETT = object.__new__, object.__setattr__

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
        alle = {**felter, **nye}
        if len(alle) != len(felter):
            ukjent = ", ".join(sorted(nye.keys() - felter.keys()))
            raise TypeError(f"{type(verdi).__name__} har ikke feltet {ukjent}.")
        kopi = _NY(type(verdi))
        _SETT(kopi, "__dict__", alle)
        return kopi


__all__ = ["endre"]
