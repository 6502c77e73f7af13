"""What a field table can ask of one filled-in value: a small dictionary of pure functions.

Each takes the text and answers True, False, or a `Tekst` saying why it cannot be decided. None of
them is asked about an empty field: that is the row `utfylt`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from stdnum.no import fodselsnummer, orgnr

from byggsak.domain.tekst import Tekst

Svar = bool | Tekst
Proeve = Callable[[str, bool], Svar]
"""(text, whether synthetic numbers are accepted) -> the answer."""

KRYPTERT: Final = Tekst(
    nb="verdien er kryptert og kan ikke kontrolleres her",
    nn="verdien er kryptert og kan ikkje kontrollerast her",
    en="the value is encrypted and cannot be checked here",
)

_EPOST: Final = re.compile(r"[^@\s,;]+@[^@\s,;.]+(\.[^@\s,;.]+)+")
_TELEFON: Final = re.compile(r"\+?[0-9]{5,15}")
_POSTNUMMER: Final = re.compile(r"[0-9]{4}")
_BOLIGNUMMER: Final = re.compile(r"[HKLU][0-9]{4}")
_HELTALL: Final = re.compile(r"[+-]?[0-9]+")
_DESIMAL: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_DATO: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)


def _moenster(uttrykk: re.Pattern[str]) -> Proeve:
    return lambda tekst, _: uttrykk.fullmatch(tekst) is not None


def som_dato(tekst: str) -> date | None:
    """The day of an xs:date or xs:dateTime; None when it is neither, or no such day exists."""
    treff = _DATO.fullmatch(tekst)
    if treff is None:
        return None
    try:
        return date.fromisoformat(treff[1])
    except ValueError:
        return None


def _er_dato(tekst: str, _: bool) -> Svar:
    return som_dato(tekst) is not None


def _er_boolsk(tekst: str, _: bool) -> Svar:
    return tekst in ("true", "false", "1", "0")


def _er_positivt(tekst: str, _: bool) -> Svar:
    # Eighteen digits are more than any number in the cadastre; int() refuses very long ones.
    return len(tekst) <= 18 and _HELTALL.fullmatch(tekst) is not None and int(tekst) > 0


def _ni_siffer(tekst: str, _: bool) -> Svar:
    return len(tekst) == 9 and tekst.isascii() and tekst.isdigit()


def _elleve_siffer(tekst: str, _: bool) -> Svar:
    if er_kryptert(tekst):
        return KRYPTERT
    return len(tekst) == 11 and tekst.isascii() and tekst.isdigit()


def orgnr_kontroll(tekst: str, test: bool) -> Svar:
    """Modulus 11; real numbers begin with 8 or 9, the register's synthetic ones with 2 or 3."""
    if not _ni_siffer(tekst, test) or not orgnr.is_valid(tekst):
        return False
    return test or tekst[0] in "89"


def fnr_kontroll(tekst: str, test: bool) -> Svar:
    """Modulus 11 and a calendar day; D numbers (day + 40) count, synthetic ones only in test.

    Synthetic numbers have 40 or 80 added to the month. python-stdnum's own `validate` is not used:
    it reads the clock and refuses + 80.
    """
    if er_kryptert(tekst):
        return KRYPTERT
    if not _elleve_siffer(tekst, test):
        return False
    if tekst[9] != fodselsnummer.calc_check_digit1(tekst):
        return False
    if tekst[10] != fodselsnummer.calc_check_digit2(tekst):
        return False
    dag, maaned, aar = int(tekst[:2]), int(tekst[2:4]), int(tekst[4:6])
    if maaned > 40:
        if not test:
            return False
        maaned -= 80 if maaned > 80 else 40
    # The century is in the individual number; a leap year settles whether 29 February exists.
    aarhundre = _aarhundre(aar, int(tekst[6:9]))
    if aarhundre is None:
        return False
    try:
        date(aarhundre + aar, maaned, dag - 40 if dag > 40 else dag)
    except ValueError:
        return False
    return True


def er_kryptert(tekst: str) -> bool:
    """The national portal may send a person number as a long base64 text."""
    return len(tekst) >= 24 and not tekst.isdigit()


def _aarhundre(aar: int, individ: int) -> int | None:
    if individ < 500:
        return 1900
    if individ < 750 and aar >= 54:
        return 1800
    if aar < 40:
        return 2000
    return 1900 if individ >= 900 else None


TYPER: Final[Mapping[str, Proeve]] = {
    "boolsk": _er_boolsk,
    "bolignummer": _moenster(_BOLIGNUMMER),
    "dato": _er_dato,
    "desimal": _moenster(_DESIMAL),
    "epost": _moenster(_EPOST),
    "foedselsnummer": _elleve_siffer,
    "heltall": _moenster(_HELTALL),
    "matrikkelnummer": _er_positivt,
    "organisasjonsnummer": _ni_siffer,
    "postnummer": _moenster(_POSTNUMMER),
    "telefon": _moenster(_TELEFON),
}
"""`krav = "<name>"`, or `krav = "gyldig"` with `type = "<name>"`: the form of one value."""


def fnr_eller_kryptert(tekst: str, test: bool) -> Svar:
    """A neighbour's number is encrypted by the portal; then it was checked there."""
    return er_kryptert(tekst) or fnr_kontroll(tekst, test)


KONTROLLSIFFER: Final[Mapping[str, Proeve]] = {
    "orgnr": orgnr_kontroll,
    "fnr": fnr_kontroll,
    "fnr_eller_kryptert": fnr_eller_kryptert,
}


def moenster(uttrykk: str) -> Proeve:
    """The whole value must match; raises re.error when the expression is wrong."""
    return _moenster(re.compile(uttrykk))


def kodeliste(koder: frozenset[str]) -> Proeve:
    return lambda tekst, _: tekst in koder


def grense(minst: Decimal | None, hoeyst: Decimal | None) -> Proeve:
    """Not a number at all is not within the limits either."""

    def proev(tekst: str, _: bool) -> Svar:
        try:
            tall = Decimal(tekst)
        except InvalidOperation:
            return False
        if not tall.is_finite():
            return False
        return (minst is None or tall >= minst) and (hoeyst is None or tall <= hoeyst)

    return proev
