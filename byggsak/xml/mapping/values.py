"""One field, one value: what the text in an element means, exactly as written.

These readers trust the schema: they are asked about documents that are valid. What is legal XML
Schema and still no value for us (a date in year 12026) is a finding, never a guess.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from byggsak.domain.facts import Sted
from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import Kode


class UbrukeligVerdi(Exception):
    """The value is valid against the schema, but lies outside what can be computed with."""

    def __init__(self, element: str, verdi: str, sted: Sted) -> None:
        super().__init__(f"{element}: {verdi}")
        self.element = element
        self.verdi = verdi
        self.sted = sted


def tekst(felt: Felt, sti: str) -> str | None:
    """The text, trimmed; None when absent, empty or nil."""
    return felt.verdi(sti)


def heltall(felt: Felt, sti: str) -> int | None:
    verdi = felt.verdi(sti)
    return int(verdi) if verdi is not None else None


def nummer(felt: Felt, sti: str) -> int | None:
    """A number in the cadastre, where forms write 0 for «none»."""
    return heltall(felt, sti) or None


def desimaltall(felt: Felt, sti: str) -> Decimal | None:
    """The number with the decimals it was written with: «25.950» keeps its zero."""
    verdi = felt.verdi(sti)
    return Decimal(verdi) if verdi is not None else None


def boolsk(felt: Felt, sti: str) -> bool | None:
    verdi = felt.verdi(sti)
    return None if verdi is None else verdi in ("true", "1")


def dato(felt: Felt, sti: str) -> date | None:
    """The date as written; a time zone («2026-01-31Z») does not move it."""
    verdi = felt.verdi(sti)
    if verdi is None:
        return None
    try:
        return date.fromisoformat(verdi[:10])
    except ValueError as error:
        raise UbrukeligVerdi(sti.rpartition("/")[2], verdi, felt.sted_for(sti)) from error


def kodeverdi(felt: Felt, sti: str) -> str | None:
    """The value of a code: `sti` names the element that holds `kodeverdi`."""
    return felt.verdi(f"{sti}/kodeverdi")


def koder(felt: Felt, sti: str) -> tuple[Kode, ...]:
    """Every code of a list that holds anything."""
    return tuple(
        Kode(kode.verdi("kodeverdi"), kode.verdi("kodebeskrivelse"))
        for kode in felt.alle(sti)
        if not kode.tomt
    )
