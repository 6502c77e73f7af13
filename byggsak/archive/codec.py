"""Frozen dataclasses to plain JSON values and back, by their type hints.

Strict both ways: an unknown field, a missing field or a value of the wrong kind is refused, so
that an outbox row written by one version is never half understood by another.
"""

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from byggsak.archive.errors import InvalidRecord

T = TypeVar("T")

Json = dict[str, Any]
_PLAIN = frozenset({str, int, bool, type(None)})


def dump(value: object) -> Any:
    """A dataclass value as JSON types; fields that are None are left out."""
    if type(value) in _PLAIN:  # most are: ask first
        return value
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {name: dump(item) for name, item in pairs if item is not None}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [dump(item) for item in value]
    raise InvalidRecord(f"{type(value).__name__} kan ikke skrives som JSON i et arkivoppdrag.")


def load(cls: type[T], data: object, where: str = "") -> T:
    """The dataclass `cls` from what `dump` made. Raises InvalidRecord naming the field."""
    if not isinstance(data, dict):
        raise InvalidRecord(f"{where or cls.__name__}: ventet et JSON-objekt.")
    hints = _hints(cls)  # type: ignore[arg-type]
    wanted = {f.name: f for f in fields(cls)}  # type: ignore[arg-type]
    if unknown := sorted(set(data) - set(wanted)):
        raise InvalidRecord(f"{where or cls.__name__}: ukjente felt {', '.join(unknown)}.")
    values = {}
    for name, field in wanted.items():
        path = f"{where or cls.__name__}.{name}"
        if name in data:
            values[name] = _value(hints[name], data[name], path)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise InvalidRecord(f"{path} mangler.")
    return cls(**values)


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _value(hint: Any, data: Any, path: str) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        inner = [arg for arg in get_args(hint) if arg is not types.NoneType]
        return None if data is None else _value(inner[0], data, path)
    if get_origin(hint) is tuple:
        if not isinstance(data, list):
            raise InvalidRecord(f"{path}: ventet en liste.")
        item = get_args(hint)[0]
        return tuple(_value(item, one, f"{path}[{n}]") for n, one in enumerate(data))
    if is_dataclass(hint):
        return load(hint, data, path)  # type: ignore[arg-type]
    return _plain(hint, data, path)


def _plain(hint: Any, data: Any, path: str) -> Any:
    try:
        if issubclass(hint, datetime | date):
            return hint.fromisoformat(data)
        if issubclass(hint, Enum):
            return hint(data)
    except (TypeError, ValueError) as error:
        raise InvalidRecord(f"{path}: {data!r} er ikke en gyldig {hint.__name__}.") from error
    if type(data) is not hint:
        raise InvalidRecord(f"{path}: ventet {hint.__name__}, fikk {type(data).__name__}.")
    return data
