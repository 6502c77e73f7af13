"""Verdicts kept from one check for the next, by everything that they rest on.

A rule is a pure function of the thing it is asked about and the numbers of the law. The same
version of the rule, the same numbers and the same thing give the same verdict; only where the
thing stands may have moved. The key is a digest, so no fact of the application can be read from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Final

from byggsak.domain.facts import Gjenstand, Maal, Ukjent, UkjentFaktum
from byggsak.domain.funn import Utfall
from byggsak.domain.tekst import Tekst
from byggsak.rule.unit import EnRegel
from byggsak.rule.verdict import Vurdering, uavklart

Spor = Mapping[str, Vurdering]
"""Digest of (rule, version, numbers, thing) -> what the rule said."""


class IkkeGjenkjennelig(TypeError):
    """A value that cannot be recognised again; what rests on it is always asked anew."""


@dataclass(slots=True)
class Husk:
    """`kjente` are verdicts of an earlier check with the same rule packs; `spor` this check's own.

    `spurt` and `gjenbrukt` count the verdicts asked for and the ones taken from `kjente`.
    """

    kjente: Spor = field(default_factory=dict)
    spor: dict[str, Vurdering] = field(default_factory=dict)
    spurt: int = 0
    gjenbrukt: int = 0

    def vurder(self, regel: EnRegel, krav: object, gjenstand: Gjenstand) -> Vurdering:
        """The rule's verdict, remembered or asked. A crash is raised, and not remembered."""
        try:
            noekkel = avtrykk(regel, krav, gjenstand)
        except IkkeGjenkjennelig:
            noekkel = None
        kjent = self.kjente.get(noekkel) if noekkel is not None else None
        if kjent is not None:
            self.gjenbrukt += 1
            vurdering = kjent
        else:
            self.spurt += 1
            try:
                vurdering = regel.vurder(gjenstand, krav)
            except UkjentFaktum as ukjent:
                vurdering = uavklart(ukjent.ukjent.grunntekst)
        if noekkel is not None and isinstance(vurdering, Vurdering):
            self.spor[noekkel] = vurdering
        return vurdering


def avtrykk(regel: EnRegel, krav: object, gjenstand: Gjenstand) -> str:
    """32 hex digits of the rule's version, the numbers and every fact but the thing's `sted`.

    Raises IkkeGjenkjennelig.
    """
    alt = f"{regel.id}|{regel.gjelder_fra.isoformat()}|{_form(krav)}|{_form(gjenstand)}"
    return hashlib.sha256(alt.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _form(verdi: Any) -> str:
    """One text for one value: two values with the same text cannot be told apart by a rule."""
    match verdi:
        case Ukjent():  # first: every other question to it raises
            return f"?({_form(verdi.hva)},{_form(verdi.grunn)})"
        case Enum():
            return f"{type(verdi).__qualname__}.{verdi.name}"
        case None | bool() | int() | str() | Decimal() | date():
            return repr(verdi)
        case tuple() | list():
            return f"{type(verdi).__name__}({','.join(map(_form, verdi))})"
        case set() | frozenset():
            return f"set({','.join(sorted(map(_form, verdi)))})"
        case Mapping():
            par = sorted(f"{_form(n)}:{_form(v)}" for n, v in verdi.items())
            return f"map({','.join(par)})"
        case _ if is_dataclass(verdi) and not isinstance(verdi, type):
            felt = (f"{navn}={_form(getattr(verdi, navn))}" for navn in _navn(type(verdi)))
            return f"{type(verdi).__qualname__}({','.join(felt)})"
        case _:
            raise IkkeGjenkjennelig(type(verdi).__name__)


@cache
def _navn(type_: type[Any]) -> tuple[str, ...]:
    """The fields that make the value what it is; not where a thing stands."""
    utelatt = "sted" if issubclass(type_, Gjenstand) else None
    return tuple(f.name for f in fields(type_) if f.compare and f.name != utelatt)


_TALL: Final = ("maalt", "krav", "margin", "usikkerhet")


def spor_til_json(spor: Spor) -> dict[str, Any]:
    """For the store. A verdict with a value that cannot be written is left out: asked anew."""
    rader: dict[str, Any] = {}
    for noekkel, vurdering in spor.items():
        try:
            rader[noekkel] = _rad(vurdering)
        except IkkeGjenkjennelig:
            continue
    return rader


def spor_fra_json(rader: Mapping[str, Any]) -> dict[str, Vurdering]:
    """The opposite."""
    return {noekkel: _vurdering(rad) for noekkel, rad in rader.items()}


def _rad(vurdering: Vurdering) -> dict[str, Any]:
    rad: dict[str, Any] = {"utfall": vurdering.utfall.value, "enhet": vurdering.enhet}
    rad |= {n: _til(getattr(vurdering, n)) for n in (*_TALL, "grunn")}
    rad["verdier"] = [[navn, _til(verdi)] for navn, verdi in vurdering.verdier]
    return {n: v for n, v in rad.items() if v not in (None, [])}


def _vurdering(rad: Mapping[str, Any]) -> Vurdering:
    return Vurdering(
        Utfall(rad["utfall"]),
        enhet=rad.get("enhet"),
        verdier=tuple((navn, _fra(verdi)) for navn, verdi in rad.get("verdier", [])),
        **{navn: _fra(rad.get(navn)) for navn in (*_TALL, "grunn")},
    )


def _til(verdi: Any) -> Any:
    """JSON values; what JSON does not have is a list that begins with its kind."""
    match verdi:
        case Ukjent():
            return ["ukjent", _til(verdi.hva), _til(verdi.grunn)]
        case Enum():
            raise IkkeGjenkjennelig(type(verdi).__name__)
        case None | bool() | int() | str():
            return verdi
        case Decimal():
            return ["tall", str(verdi)]
        case date() if type(verdi) is date:
            return ["dato", verdi.isoformat()]
        case Tekst():
            return ["tekst", verdi.nb, verdi.nn, verdi.en]
        case Maal():
            return ["maal", str(verdi.verdi), str(verdi.usikkerhet), verdi.enhet]
        case tuple():
            return ["tuple", *map(_til, verdi)]
        case frozenset():
            return ["sett", *map(_til, sorted(verdi, key=_form))]
        case _:
            raise IkkeGjenkjennelig(type(verdi).__name__)


def _fra(verdi: Any) -> Any:
    match verdi:
        case ["ukjent", hva, grunn]:
            return Ukjent(_fra(hva), _fra(grunn))
        case ["tall", tall]:
            return Decimal(tall)
        case ["dato", dato]:
            return date.fromisoformat(dato)
        case ["tekst", nb, nn, en]:
            return Tekst(nb, nn, en)
        case ["maal", tall, usikkerhet, enhet]:
            return Maal(Decimal(tall), Decimal(usikkerhet), enhet)
        case ["tuple", *deler]:
            return tuple(map(_fra, deler))
        case ["sett", *deler]:
            return frozenset(map(_fra, deler))
        case _:
            return verdi
