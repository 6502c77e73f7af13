"""Vakten: ett krav som må være oppfylt for at en overgang kan skje.

Docstringen til funksjonen *er* teksten som vises når den sier nei, på bokmål.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, Generic, Self, TypeVar

from byggsak.case.kommando import Kommando
from byggsak.case.sak import Sak, Soeknadsgang
from byggsak.case.saksgangkrav import Saksgangkrav
from byggsak.case.tilstand import Aktoer, norsk_dato
from byggsak.domain.kommune import Kommune
from byggsak.domain.tekst import Tekst

K = TypeVar("K", bound=Kommando)


DELEGERBART: Final = frozenset(
    {"tillatelse", "delvis", "avslag", "dispensasjon", "avvisning", "klage", "omgjoering"}
)
"""Det et folkevalgt utvalg kan delegere til godkjenneren, hver for seg."""


@dataclass(frozen=True, slots=True)
class Parametre:
    """Kommunens egne valg for sakens gang, og tallene den regner med.

    `fire_oeyne`: den som innstiller, avgjør ikke. `delegert`: det godkjenneren kan avgjøre uten
    utvalget. `ferdigattest_foer_avslutning`: en sak med tillatelse avsluttes først når
    ferdigattesten er gitt, også når vedtaket ikke sier noe om det og arbeidet ikke er begynt
    (pbl § 21-10); ikke når vedtaket sier at den ikke trengs, eller tillatelsen er falt bort.
    `krav` er None når fristtallene ikke er lest; det som trenger dem, kan da ikke skje.
    """

    fire_oeyne: bool = True
    delegert: frozenset[str] = DELEGERBART
    ferdigattest_foer_avslutning: bool = True
    krav: Saksgangkrav | None = None

    @classmethod
    def fra_kommune(cls, kommune: Kommune, krav: Saksgangkrav | None = None) -> Self:
        """Leser `[parametre]` i kommunens fil. `ValueError` sier hva som er galt i den."""
        delegert = kommune.parametre.get("delegert", sorted(DELEGERBART))
        if not isinstance(delegert, list | tuple) or not set(delegert) <= DELEGERBART:
            raise ValueError(
                f"Kommune {kommune.nummer}: parametre.delegert er {delegert!r}. "
                f"Skriv en liste av {', '.join(sorted(DELEGERBART))}."
            )
        return cls(
            fire_oeyne=_ja_nei(kommune, "fire_oeyne", True),
            delegert=frozenset(delegert),
            ferdigattest_foer_avslutning=_ja_nei(kommune, "ferdigattest_foer_avslutning", True),
            krav=krav,
        )


def _ja_nei(kommune: Kommune, navn: str, standard: bool) -> bool:
    verdi = kommune.parametre.get(navn, standard)
    if not isinstance(verdi, bool):
        raise ValueError(
            f"Kommune {kommune.nummer}: parametre.{navn} er {verdi!r}. Skriv true eller false."
        )
    return verdi


@dataclass(frozen=True, slots=True)
class Forsoek(Generic[K]):
    """Alt en vakt får se: saken, søknaden, kommandoen, hvem og når.

    `instans` er høringen, merknaden, klagen eller personen det gjelder, `variant` utfallet.
    """

    sak: Sak
    gang: Soeknadsgang
    kommando: K
    aktoer: Aktoer
    naa: datetime
    parametre: Parametre = Parametre()
    instans: str = ""
    variant: str = ""

    @property
    def dato(self) -> date:
        """Dagens dato i Norge."""
        return norsk_dato(self.naa)


class Ser(StrEnum):
    """Hva vakten ser på, og dermed når den kan spørres."""

    SAKEN = "saken"  # kan spørres uten kommando
    AKTOEREN = "aktoeren"  # må vite hvem
    KOMMANDOEN = "kommandoen"  # må ha det som fylles ut


@dataclass(frozen=True, slots=True)
class Vakt:
    """Et krav med teksten som sier nei. `id` er funksjonens navn."""

    sjekk: Callable[[Forsoek[Any]], bool]
    tekst: Tekst
    ser: Ser

    @property
    def id(self) -> str:
        return self.sjekk.__name__


def vakt(ser: Ser, *, nn: str, en: str) -> Callable[[Callable[[Forsoek[Any]], bool]], Vakt]:
    """Gjør en funksjon til en vakt; docstringen blir teksten på bokmål."""

    def lag(sjekk: Callable[[Forsoek[Any]], bool]) -> Vakt:
        if not sjekk.__doc__:
            raise TypeError(
                f"Vakten {sjekk.__name__} mangler docstring, som er teksten den sier nei med. "
                "Skriv den, og kjør ikke Python med -OO."
            )
        return Vakt(sjekk, Tekst(" ".join(sjekk.__doc__.split()), nn, en), ser)

    return lag


Vakter = tuple[Vakt, ...]
