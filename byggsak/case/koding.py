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
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

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
    for navn, (les, paakrevd) in _lesere(klasse).items():  # type: ignore[arg-type]
        if navn in rad:
            verdier[navn] = les(rad[navn])
        elif paakrevd:
            raise ValueError(
                f"{klasse.__name__}: feltet «{navn}» mangler i {sorted(rad)}. Oppgi det."
            )
    return klasse(**verdier)


def ukjente_felter(klasse: type[Any], rad: Mapping[str, Any]) -> list[str]:
    """Navnene i `rad` som dataklassen ikke har (skrivefeil fra den som kaller)."""
    return sorted(set(rad) - set(_lesere(klasse)))  # type: ignore[arg-type]


@cache
def _lesere(klasse: type[Any]) -> dict[str, tuple[Callable[[Any], Any], bool]]:
    typer = get_type_hints(klasse)
    return {
        f.name: (_leser(typer[f.name]), f.default is MISSING and f.default_factory is MISSING)
        for f in fields(klasse)
        if f.init
    }


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
            return lambda v: fra_json(type_, _krev(v, dict))
        if issubclass(type_, Enum):
            return type_
        if issubclass(type_, datetime | date):
            return lambda v: type_.fromisoformat(_krev(v, str))
        if issubclass(type_, Decimal):
            return lambda v: Decimal(_krev(v, str))
        if type_ in (str, int, bool):
            return lambda v: _krev(v, type_)
    raise TypeError(f"{type_} kan ikke leses fra en hendelse")


def _krev(verdi: Any, type_: type[Any]) -> Any:
    if not isinstance(verdi, type_) or (type_ is int and isinstance(verdi, bool)):
        raise ValueError(f"ventet {type_.__name__}, fikk {type(verdi).__name__}: {verdi!r:.80}")
    return verdi
