"""The rule itself: one typed value per file, `REGEL = Regel(...)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from byggsak.domain.facts import Gjenstand
from byggsak.domain.funn import Alvorlighet, Hjemmel, Utfall, Virkning
from byggsak.domain.tekst import Tekst
from byggsak.rule.reads import begrenset
from byggsak.rule.verdict import Vurdering

G = TypeVar("G", bound=Gjenstand)
K = TypeVar("K")


class Anker(StrEnum):
    """Which date picks the version of the law (lov-og-prosess 0.1)."""

    SOEKNAD_MOTTATT = "soeknad_mottatt"
    VEDTAK = "vedtak"
    PLAN_VEDTATT = "plan_vedtatt"
    TILTAK_UTFOERT = "tiltak_utfoert"


@dataclass(frozen=True)
class Eksempler(Generic[G]):
    """Examples by outcome, each named by a sentence; they are the rule's tests.

    An example states only the facts the rule may read: a rule that reads one more turns its own
    example `uavklart` and fails. They are stated for the rule's newest numbers; `tidligere` are
    examples for the law as it stood on an earlier day, as one for each older number and the day
    before it changed.
    """

    oppfylt: Mapping[str, G]
    brutt: Mapping[str, G]
    uavklart: Mapping[str, G] = field(default_factory=dict)
    ikke_aktuell: Mapping[str, G] = field(default_factory=dict)
    tidligere: Mapping[date, Eksempler[G]] = field(default_factory=dict)

    def alle(self) -> list[tuple[Utfall, str, G]]:
        return [
            (utfall, setning, gjenstand)
            for utfall, gruppe in (
                (Utfall.OPPFYLT, self.oppfylt),
                (Utfall.BRUTT, self.brutt),
                (Utfall.UAVKLART, self.uavklart),
                (Utfall.IKKE_AKTUELL, self.ikke_aktuell),
            )
            for setning, gjenstand in gruppe.items()
        ]

    def paa_dato(self, nyeste: date) -> list[tuple[date, Eksempler[G]]]:
        """The groups by the day they are stated for, these themselves last."""
        return [*sorted(self.tidligere.items()), (nyeste, self)]


@dataclass(frozen=True)
class IngenKrav:
    """For a rule that reads no number of the law."""


@dataclass(frozen=True, kw_only=True)
class Regel(Generic[G, K]):
    """One requirement of the law on one kind of thing (`gjelder`).

    `krav` is a frozen dataclass whose fields are read from `krav.toml`: first the section with the
    rule's id, then `felles`. `vurder` is pure. A law that changes its number gets a line in
    `krav.toml`; one that changes its logic gets a second file with the same id and disjoint dates.
    `gjelder_til` is the first day the rule no longer holds. `krever_dispensasjon` names the
    provision to be dispensed from when the rule is broken ("pbl § 29-4", "plan").
    `leser` names the facts that `vurder` reads: it is shown no others. None: all of them.
    `kontrollert` is the date a person last compared the rule with the law.
    """

    id: str
    tittel: Tekst
    hjemmel: Hjemmel
    gjelder: type[G]
    leser: tuple[str, ...] | None = None
    anker: Anker = Anker.SOEKNAD_MOTTATT
    gjelder_fra: date
    gjelder_til: date | None = None
    alvorlighet: Alvorlighet
    virkning: Virkning = Virkning.STRID
    krever_dispensasjon: str | None = None
    krav: type[K]
    vurder: Callable[[G, K], Vurdering]
    melding: Tekst
    raad: Tekst
    eksempler: Eksempler[G]
    soeknadstyper: frozenset[str] = frozenset({"ET", "RS", "TA", "ES"})
    dibk_kode: str | None = None
    sjekkpunkt: str | None = None
    kontrollert: date

    def __post_init__(self) -> None:
        if self.leser is not None:
            vurder = begrenset(self.vurder, self.gjelder, self.leser)
            object.__setattr__(self, "vurder", vurder)

    def gjaldt(self, dato: date) -> bool:
        return self.gjelder_fra <= dato and (self.gjelder_til is None or dato < self.gjelder_til)


EnRegel = Regel[Any, Any]
"""A rule where its types no longer matter (catalogue, engine)."""
