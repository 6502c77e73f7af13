"""Verdier til JSON og tilbake, styrt av typene i dataklassene. Ingen navn på klasser lagres.

Dekker det hendelser, kommandoer og kort består av: dataklasser, enum, dato, tidspunkt, Decimal,
tuple, `X | None` og enkle verdier. Noe annet er en feil i hendelsen og sier ifra med en gang.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_SOM_DE_ER: Final = frozenset({str, int, bool, NoneType})


def til_json(verdi: object) -> Any:
    """Verdien som JSON-verdier (dict, list, str, int, bool, None).

    >>> til_json(date(2026, 1, 2))
    '2026-01-02'
    """
    if type(verdi) in _SOM_DE_ER:  # de fleste er det: spør om det først
        return verdi
    match verdi:
        case Enum():
            return verdi.value
        case datetime() | date():
            return verdi.isoformat()
        case Decimal():
            return str(verdi)
        case tuple():
            return [til_json(v) for v in verdi]
        case _ if is_dataclass(verdi) and not isinstance(verdi, type):
            return {navn: til_json(getattr(verdi, navn)) for navn in _navn(type(verdi))}
        case _:
            raise TypeError(f"{type(verdi).__name__} kan ikke lagres i en hendelse: {verdi!r}")


@cache
def _navn(klasse: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(klasse))


def fra_json(klasse: type[T], rad: Mapping[str, Any]) -> T:
    """Dataklassen lest fra det `til_json` skrev.

    Felter som mangler får standardverdien; uten standardverdi reises `ValueError`.
    """
    form: _Form = _form(klasse)  # type: ignore[arg-type]
    verdier: dict[str, Any] = {**form.standard}
    for navn, lesere, ellers in form.felter:
        try:
            verdi = rad[navn]
        except KeyError:
            if navn not in verdier:
                raise ValueError(
                    f"{klasse.__name__}: feltet «{navn}» mangler i {sorted(rad)}. Oppgi det."
                ) from None
        else:
            les = lesere.get(type(verdi), ellers)
            verdier[navn] = verdi if les is None else les(verdi)
    # Konstruktøren til en frossen dataklasse skriver ett og ett felt forbi sin egen sperre. Her er
    # alle feltene samlet, og de settes som de er.
    lest = _NY(klasse)
    if form.plasser is None:
        _SETT(lest, "__dict__", verdier)
    else:
        for navn, sett in form.plasser:
            sett(lest, verdier[navn])
    return lest


def ukjente_felter(klasse: type[Any], rad: Mapping[str, Any]) -> list[str]:
    """Navnene i `rad` som dataklassen ikke har (skrivefeil fra den som kaller)."""
    form: _Form = _form(klasse)  # type: ignore[arg-type]
    return sorted(set(rad) - {navn for navn, *_ in form.felter})


_NY, _SETT = object.__new__, object.__setattr__
_Leser = Callable[[Any], Any]
_Felt = tuple[str, Mapping[type[Any], _Leser | None], _Leser]
"""Navnet, leseren for hver type JSON-verdi (None: brukes som den er), og den for alt annet."""


@dataclass(frozen=True, slots=True)
class _Form:
    """Hvordan en dataklasse leses. `plasser` er hvordan hvert felt settes i en klasse med
    `__slots__`; None når feltene ligger i `__dict__`."""

    felter: tuple[_Felt, ...]
    standard: Mapping[str, Any]
    plasser: tuple[tuple[str, Callable[[Any, Any], None]], ...] | None


@cache
def _form(klasse: type[Any]) -> _Form:
    typer, alle = get_type_hints(klasse), fields(klasse)
    enkel = all(f.init and f.default_factory is MISSING for f in alle)
    if not enkel or hasattr(klasse, "__post_init__"):
        raise TypeError(f"{klasse.__name__} har kode som lager den, og kan ikke leses fra JSON")
    return _Form(
        felter=tuple((f.name, _lesere(typer[f.name]), _leser(typer[f.name])) for f in alle),
        standard={f.name: f.default for f in alle if f.default is not MISSING},
        plasser=(
            tuple((f.name, getattr(klasse, f.name).__set__) for f in alle)
            if hasattr(klasse, "__slots__")
            else None
        ),
    )


_ENKLE: Final = (str, int, bool)


class _Medlemmer(dict[str, Enum]):
    """Medlemmene i en enum etter verdi. En ukjent verdi sier enumen selv ifra om."""

    def __init__(self, type_: type[Enum]) -> None:
        super().__init__({medlem.value: medlem for medlem in type_})
        self.type_ = type_

    def __missing__(self, verdi: str) -> Enum:
        return self.type_(verdi)


def _lesere(type_: Any) -> dict[type[Any], _Leser | None]:
    """De vanlige formene av en verdi, lest uten omvei. Resten får `_leser` ta."""
    if get_origin(type_) in (Union, UnionType):
        (ekte,) = [d for d in get_args(type_) if d is not NoneType]
        return {NoneType: None, **_lesere(ekte)}
    if type_ in _ENKLE:
        return {type_: None}
    if not isinstance(type_, type):
        return {}
    if is_dataclass(type_):
        return {dict: partial(fra_json, type_)}
    if issubclass(type_, Enum):
        return {str: _Medlemmer(type_).__getitem__}
    if issubclass(type_, datetime | date):
        return {str: type_.fromisoformat}
    return {}


def _leser(type_: Any) -> _Leser:
    opphav, deler = get_origin(type_), get_args(type_)
    if opphav in (Union, UnionType):
        (ekte,) = [d for d in deler if d is not NoneType]
        les = _leser(ekte)
        return lambda v: None if v is None else les(v)
    if opphav is tuple and len(deler) == 2 and deler[1] is Ellipsis:
        vanlige, ellers = _lesere(deler[0]), _leser(deler[0])
        return lambda v: tuple(
            [d if (les := vanlige.get(type(d), ellers)) is None else les(d) for d in _krev(v, list)]
        )
    if isinstance(type_, type):
        if is_dataclass(type_):
            return lambda v: v if type(v) is type_ else fra_json(type_, _krev(v, dict))
        if issubclass(type_, Enum):
            return type_
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
