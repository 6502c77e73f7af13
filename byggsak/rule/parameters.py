"""The numbers of the law: dated values in TOML, read into a rule's own `Krav`.

How a `krav.toml` is written: `byggsak.rule.parameter_files`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Protocol, TypeVar, get_args, get_origin, get_type_hints

from byggsak.rule.errors import ParameterFeil
from byggsak.rule.unit import EnRegel

K = TypeVar("K")

FELLES: Final = "felles"
OPPHEVET: Final = "opphevet"

_STOERSTE_BUFFER = 20_000


class Leser(Protocol):
    """What reads numbers of the law by its own id: a rule, or a category."""

    @property
    def id(self) -> str: ...
    @property
    def krav(self) -> type[Any]: ...
    @property
    def gjelder_fra(self) -> date: ...
    def gjaldt(self, dato: date) -> bool: ...


@dataclass(frozen=True, slots=True)
class Tall:
    """One number from one date; `verdi` None when repealed from then on."""

    fra: date
    verdi: str | tuple[str, ...] | None
    kilde: str


@dataclass(frozen=True, slots=True)
class Tallrekke:
    """One key through time. `fil` is where it stands, for error texts and for jurists."""

    seksjon: str
    noekkel: str
    enhet: str | None
    kommune_kan_endre: bool
    verdier: tuple[Tall, ...]
    fil: str
    merknad: str | None = None

    def paa(self, dato: date) -> Tall | None:
        """The line in force on the date; None before the first one."""
        gjeldende = None
        for tall in self.verdier:
            if tall.fra > dato:
                break
            gjeldende = tall
        return gjeldende


Rekker = Mapping[tuple[str, str], Tallrekke]
"""(section, key) -> the number through time."""


@dataclass(frozen=True)
class Parametre:
    """National numbers and the municipalities' overrides; answers `Krav` for a date."""

    nasjonale: Rekker
    kommunale: Mapping[str, Rekker] = field(default_factory=dict)
    _buffer: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    def krav(self, regel: EnRegel, dato: date, kommune: str | None = None) -> Any:
        """The rule's `Krav` as it stood on the date in the municipality (four digits)."""
        return self.les((regel.id, FELLES), regel.krav, dato, kommune)

    def les(
        self, seksjoner: Sequence[str], type_: type[K], dato: date, kommune: str | None = None
    ) -> K:
        """A frozen dataclass filled from the sections, the first that has the key.

        Raises ParameterFeil when a field has no number on the date.
        """
        noekkel = (type_, *seksjoner, dato, kommune)
        funnet: K | None = self._buffer.get(noekkel)
        if funnet is None:
            if len(self._buffer) > _STOERSTE_BUFFER:
                self._buffer.clear()
            funnet = self._buffer[noekkel] = self._bygg(seksjoner, type_, dato, kommune)
        return funnet

    def rekke(self, seksjoner: Sequence[str], noekkel: str) -> Tallrekke | None:
        """The national number through time, from the first section that has the key."""
        for seksjon in seksjoner:
            if rekke := self.nasjonale.get((seksjon, noekkel)):
                return rekke
        return None

    def tall(
        self, seksjoner: Sequence[str], noekkel: str, dato: date, kommune: str | None = None
    ) -> Tall | None:
        """The number in force, the municipality's own before the national one."""
        rekke = self.rekke(seksjoner, noekkel)
        if rekke is None:
            return None
        egen = self.kommunale.get(kommune or "", {}).get((rekke.seksjon, noekkel))
        for kandidat in (egen.paa(dato) if egen else None, rekke.paa(dato)):
            if kandidat is not None and kandidat.verdi is not None:
                return kandidat
        return None

    def _bygg(self, seksjoner: Sequence[str], type_: type[K], dato: date, kommune: str | None) -> K:
        verdier: dict[str, object] = {}
        for navn, hint in felttyper(type_).items():
            tall = self.tall(seksjoner, navn, dato, kommune)
            if tall is None or tall.verdi is None:
                raise ParameterFeil(
                    f"«{navn}» har ikke noe tall {dato.isoformat()} for {seksjoner[0]}. "
                    f'Legg en linje under ["{seksjoner[0]}".{navn}] i krav.toml.'
                )
            verdier[navn] = tolk(tall.verdi, hint, f"{seksjoner[0]}.{navn}")
        return type_(**verdier)


def kontroller_krav(regel: Leser, parametre: Parametre) -> None:
    """Every field of the rule's `Krav` has a readable number as long as the rule is in force."""
    if not is_dataclass(regel.krav):
        raise ParameterFeil(f"{regel.id}: krav må være en frozen dataclass, ikke {regel.krav!r}.")
    for navn, hint in felttyper(regel.krav).items():
        sted = f"{regel.id}: krav.{navn}"
        rekke = parametre.rekke((regel.id, FELLES), navn)
        if rekke is None:
            raise ParameterFeil(
                f'{sted} har ikke noe tall. Legg ["{regel.id}".{navn}] i krav.toml.'
            )
        gyldige = [rekke, *_kommunale(parametre, rekke)]
        for tall in (t for r in gyldige for t in r.verdier if t.verdi is not None):
            tolk(tall.verdi or "", hint, f"{rekke.fil}: {sted}")
        foerste = rekke.paa(regel.gjelder_fra)
        if foerste is None or foerste.verdi is None:
            raise ParameterFeil(
                f"{rekke.fil}: {sted} har ikke noe tall {regel.gjelder_fra.isoformat()}, da "
                f"regelen begynner å gjelde. Legg til en linje med fra = "
                f"{regel.gjelder_fra.isoformat()}."
            )
        for tall in rekke.verdier:
            if tall.verdi is None and regel.gjaldt(tall.fra):
                raise ParameterFeil(
                    f"{rekke.fil}: {sted} er opphevet {tall.fra.isoformat()} mens regelen ennå "
                    f"gjelder. Sett gjelder_til på regelen, eller legg til det nye tallet."
                )


def felttyper(type_: type[Any]) -> dict[str, Any]:
    """Field name -> type of a `Krav` dataclass."""
    hint = get_type_hints(type_)
    return {f.name: hint[f.name] for f in fields(type_)}


def tolk(verdi: str | tuple[str, ...], type_: Any, sted: str) -> object:
    """The text of a number as the type the rule declares.

    >>> tolk("4.0", Decimal, "x"), tolk(("RP", "KP"), frozenset[str], "x") == {"RP", "KP"}
    (Decimal('4.0'), True)
    """
    beholder = get_origin(type_)
    if beholder in (tuple, frozenset):
        ledd = verdi if isinstance(verdi, tuple) else tuple(filter(None, re.split(r",\s*", verdi)))
        return beholder(_tolk_enkel(tekst, get_args(type_)[0], sted) for tekst in ledd)
    if isinstance(verdi, tuple):
        raise ParameterFeil(f"{sted} er en liste, men regelen leser én verdi ({type_}).")
    return _tolk_enkel(verdi, type_, sted)


def _tolk_enkel(tekst: str, type_: Any, sted: str) -> object:
    try:
        if type_ is Decimal:
            tall = Decimal(tekst)
            if not tall.is_finite():
                raise ValueError(tekst)
            return tall
        if type_ is int:
            return int(tekst)
        if type_ is str:
            return tekst
        if type_ is bool:
            return {"true": True, "false": False, "ja": True, "nei": False}[tekst]
        if type_ is date:
            return date.fromisoformat(tekst)
    except (ValueError, KeyError, InvalidOperation):
        raise ParameterFeil(f"{sted} = «{tekst}» kan ikke leses som {type_.__name__}.") from None
    raise ParameterFeil(
        f"{sted} har typen {type_}, som ikke kan leses. Bruk Decimal, int, str, bool, date, "
        "tuple[T, ...] eller frozenset[T]."
    )


def _kommunale(parametre: Parametre, rekke: Tallrekke) -> list[Tallrekke]:
    noekkel = (rekke.seksjon, rekke.noekkel)
    return [egne[noekkel] for egne in parametre.kommunale.values() if noekkel in egne]
