"""Values of the domain as JSON in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from byggsak.domain.tekst import Spraak, Tekst


def som_json(verdi: object, spraak: Spraak) -> Any:
    """Dataclasses by field name, `Tekst` in the language, numbers of the law as text.

    >>> som_json((Tekst("ja", "ja", "yes"), Decimal("4.0"), date(2026, 1, 2)), "en")
    ['yes', '4.0', '2026-01-02']
    """
    match verdi:
        case Enum():
            return verdi.value
        case None | bool() | int() | str():
            return verdi
        case Tekst():
            return verdi.paa(spraak)
        case datetime() | date():
            return verdi.isoformat()
        case Decimal():
            return f"{verdi:f}"
        case Mapping():
            return {str(navn): som_json(v, spraak) for navn, v in verdi.items()}
        case tuple() | list() | frozenset():
            return [som_json(v, spraak) for v in verdi]
        case _ if is_dataclass(verdi) and not isinstance(verdi, type):
            return {f.name: som_json(getattr(verdi, f.name), spraak) for f in fields(verdi)}
        case _:
            raise TypeError(f"{type(verdi).__name__} has no JSON form")
