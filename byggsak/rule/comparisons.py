"""Field rows about more than one field, or about the date the application was received.

Each gives a function (root, instance, value, date received) -> (answer, the limit it was held
against, as text). The answer is True, False, a `Tekst` saying why it cannot be decided, or None
when there is nothing to compare with: that is another row's finding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from byggsak.domain.felt import Felt
from byggsak.domain.tekst import Tekst
from byggsak.rule.predicates import Svar, som_dato

Jevnfoering = Callable[[Felt, Felt, str, date | None], tuple[Svar | None, str]]

UKJENT_MOTTATT: Final = Tekst(
    nb="det er ikke kjent når søknaden ble mottatt",
    nn="det er ikkje kjent når søknaden vart motteken",
    en="it is not known when the application was received",
)


class Utgaatt(NamedTuple):
    """A code that holds no longer: from which day, and what replaced it (perhaps several)."""

    fra: date
    etterfoelger: str


def datorekkefoelge(med: str, *, foer: bool) -> Jevnfoering:
    """Not before (`foer` False) or not after (`foer` True) the date in another field."""

    def proev(rot: Felt, her: Felt, tekst: str, _: date | None) -> tuple[Svar | None, str]:
        egen, grense = som_dato(tekst), som_dato(_verdi(rot, her, med) or "")
        if egen is None or grense is None:
            return None, ""
        return (egen <= grense if foer else egen >= grense), grense.isoformat()

    return proev


def datofrist(dager: int, *, foer: bool) -> Jevnfoering:
    """Not before, or not after, so many days from the day the application was received."""

    def proev(rot: Felt, her: Felt, tekst: str, mottatt: date | None) -> tuple[Svar | None, str]:
        egen = som_dato(tekst)
        if egen is None:
            return None, ""
        if mottatt is None:
            return UKJENT_MOTTATT, ""
        grense = mottatt + timedelta(days=dager)
        return (egen <= grense if foer else egen >= grense), grense.isoformat()

    return proev


def summen(ledd: Sequence[str], toleranse: Decimal) -> Jevnfoering:
    """The sum of the terms; a term that begins with «-» is subtracted. Exact decimals."""

    def proev(rot: Felt, her: Felt, tekst: str, _: date | None) -> tuple[Svar | None, str]:
        egen = _tall(tekst)
        tall = [
            (-1 if ett.startswith("-") else 1, _tall(_verdi(rot, her, ett.removeprefix("-"))))
            for ett in ledd
        ]
        if egen is None or any(t is None for _, t in tall):
            return None, ""
        sum_ = sum((fortegn * t for fortegn, t in tall if t is not None), Decimal(0))
        return abs(egen - sum_) <= toleranse, f"{sum_:f}"

    return proev


def utgaatt(koder: Mapping[str, Utgaatt]) -> Jevnfoering:
    """The code has not been replaced by another on the day the application was received."""

    def proev(rot: Felt, her: Felt, tekst: str, mottatt: date | None) -> tuple[Svar | None, str]:
        kode = koder.get(tekst)
        if kode is None:
            return True, ""
        if mottatt is None:
            return UKJENT_MOTTATT, kode.etterfoelger
        return mottatt < kode.fra, kode.etterfoelger

    return proev


def antall_som_gjelder(felter: Sequence[Sequence[Felt]]) -> int:
    """How many of the paths hold something else than «no»: filled in, and not false."""
    return sum(any(_gjelder(felt) for felt in paa_stien) for paa_stien in felter)


def _gjelder(felt: Felt) -> bool:
    return not felt.tomt and (felt.tekst or "").strip() not in ("false", "0")


def _verdi(rot: Felt, her: Felt, sti: str) -> str | None:
    fra = rot if sti.startswith("/") else her
    return fra.verdi(sti.removeprefix("/"))


def _tall(tekst: str | None) -> Decimal | None:
    try:
        tall = Decimal(tekst) if tekst is not None else None
    except InvalidOperation:
        return None
    return tall if tall is not None and tall.is_finite() else None
