"""Verdier til JSON og tilbake, styrt av typene i dataklassene. Ingen navn på klasser lagres.

Dekker det hendelser, kommandoer og kort består av: dataklasser, enum, dato, tidspunkt, Decimal,
tuple, `X | None` og enkle verdier. Noe annet er en feil i hendelsen og sier ifra med en gang.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def til_json(verdi: object) -> Any:
    """Verdien som JSON-verdier (dict, list, str, int, bool, None).

    >>> til_json(date(2026, 1, 2))
    '2026-01-02'
    """
    match verdi:
        case Enum():
            return verdi.value
        case None | bool() | int() | str():
            return verdi
        case datetime() | date():
            return verdi.isoformat()
        case Decimal():
            return str(verdi)
        case tuple():
            return [til_json(v) for v in verdi]
        case _ if is_dataclass(verdi) and not isinstance(verdi, type):
            return {f.name: til_json(getattr(verdi, f.name)) for f in fields(verdi)}
        case _:
            raise TypeError(f"{type(verdi).__name__} kan ikke lagres i en hendelse: {verdi!r}")


def fra_json(klasse: type[T], rad: Mapping[str, Any]) -> T:
    """Dataklassen lest fra det `til_json` skrev.

    Felter som mangler får standardverdien; uten standardverdi reises `ValueError`.
    """
    verdier: dict[str, Any] = {}
    felter: tuple[_Felt, ...] = _felter(klasse)  # type: ignore[arg-type]
    for navn, enkel, les, paakrevd in felter:
        if navn in rad:
            verdi = rad[navn]
            verdier[navn] = verdi if type(verdi) is enkel else les(verdi)
        elif paakrevd:
            raise ValueError(
                f"{klasse.__name__}: feltet «{navn}» mangler i {sorted(rad)}. Oppgi det."
            )
    return klasse(**verdier)


def ukjente_felter(klasse: type[Any], rad: Mapping[str, Any]) -> list[str]:
    """Navnene i `rad` som dataklassen ikke har (skrivefeil fra den som kaller)."""
    felter: tuple[_Felt, ...] = _felter(klasse)  # type: ignore[arg-type]
    return sorted(set(rad) - {navn for navn, *_ in felter})


_Felt = tuple[str, type[Any] | None, Callable[[Any], Any], bool]
"""Navnet, typen som kan brukes som den er, leseren ellers, og om feltet må oppgis."""


@cache
def _felter(klasse: type[Any]) -> tuple[_Felt, ...]:
    typer = get_type_hints(klasse)
    return tuple(
        (
            f.name,
            typer[f.name] if typer[f.name] in _ENKLE else None,
            _leser(typer[f.name]),
            f.default is MISSING and f.default_factory is MISSING,
        )
        for f in fields(klasse)
        if f.init
    )


_ENKLE: Final = (str, int, bool)


def _leser(type_: Any) -> Callable[[Any], Any]:
    opphav, deler = get_origin(type_), get_args(type_)
    if opphav in (Union, UnionType):
        (ekte,) = [d for d in deler if d is not NoneType]
        les = _leser(ekte)
        return lambda v: None if v is None else les(v)
    if opphav is tuple and len(deler) == 2 and deler[1] is Ellipsis:
        les_del = _leser(deler[0])
        return lambda v: tuple(les_del(d) for d in _krev(v, list))
    if isinstance(type_, type):
        if is_dataclass(type_):
            return lambda v: v if type(v) is type_ else fra_json(type_, _krev(v, dict))
        if issubclass(type_, Enum):
            kjente = {medlem.value: medlem for medlem in type_}
            return lambda v: kjente.get(v) or type_(v) if isinstance(v, str) else type_(v)
        if issubclass(type_, datetime | date):
            return lambda v: type_.fromisoformat(_krev(v, str))
        if issubclass(type_, Decimal):
            return lambda v: Decimal(_krev(v, str))
        if type_ in _ENKLE:
            return lambda v: _krev(v, type_)
    raise TypeError(f"{type_} kan ikke leses fra en hendelse")


def _krev(verdi: Any, type_: type[Any]) -> Any:
    if not isinstance(verdi, type_) or (type_ is int and isinstance(verdi, bool)):
        raise ValueError(f"ventet {type_.__name__}, fikk {type(verdi).__name__}: {verdi!r:.80}")
    return verdi
