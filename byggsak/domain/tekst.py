"""Tekst på bokmål, nynorsk og engelsk, og hvordan tall skrives i den."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Spraak = Literal["nb", "nn", "en"]
SPRAAK: tuple[Spraak, ...] = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True)
class Tekst:
    """Samme setning på tre språk. `{navn}` er plassholdere som `fyll` setter inn.

    >>> Tekst(nb="{maalt} m", nn="{maalt} m", en="{maalt} m").fyll("nb", {"maalt": Decimal("3.9")})
    '3,9 m'
    """

    nb: str
    nn: str
    en: str

    def paa(self, spraak: Spraak) -> str:
        return {"nb": self.nb, "nn": self.nn, "en": self.en}[spraak]

    def fyll(self, spraak: Spraak, verdier: Mapping[str, object]) -> str:
        """Setningen på ett språk med verdiene satt inn; tall får språkets desimaltegn."""
        vist = {navn: skriv(verdi, spraak) for navn, verdi in verdier.items()}
        return self.paa(spraak).format_map(_Manglende(vist))


class _Manglende(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def som_tekst(ord: str | Tekst) -> Tekst:
    """En ren streng regnes som lik på alle språk (egennavn, koder)."""
    return ord if isinstance(ord, Tekst) else Tekst(ord, ord, ord)


def skriv(verdi: object, spraak: Spraak) -> str:
    """Et tall, en dato eller en tekst slik et menneske leser det på språket."""
    match verdi:
        case Tekst():
            return verdi.paa(spraak)
        case Decimal():
            rent = f"{verdi:f}"
            return rent if spraak == "en" else rent.replace(".", ",")
        case date():
            return (
                verdi.isoformat() if spraak == "en" else f"{verdi.day}.{verdi.month}.{verdi.year}"
            )
        case bool():
            return {"nb": ("nei", "ja"), "nn": ("nei", "ja"), "en": ("no", "yes")}[spraak][verdi]
        case _:
            return str(verdi)
