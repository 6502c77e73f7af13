"""Bestemmelser i en plan eller en kommune som tall, og det reglene spør om mot dem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from byggsak.domain.facts import Gjenstand, Maal, ukjent
from byggsak.domain.tekst import Tekst


class Bestemmelsesslag(StrEnum):
    """Det en bestemmelse setter en grense for. Verdien er ordet som står i filen."""

    GESIMSHOEYDE = "gesimshoeyde"
    MOENEHOEYDE = "moenehoeyde"
    BYA = "bya"
    PROSENT_BYA = "prosent_bya"
    AVSTAND_NABOGRENSE = "avstand_nabogrense"
    AVSTAND_VASSDRAG = "avstand_vassdrag"
    PARKERING = "parkering"
    UTEOPPHOLDSAREAL = "uteoppholdsareal"
    PLANKRAV = "plankrav"
    ETASJER = "etasjer"


ENHETER: Final[Mapping[Bestemmelsesslag, str]] = {
    Bestemmelsesslag.GESIMSHOEYDE: "m",
    Bestemmelsesslag.MOENEHOEYDE: "m",
    Bestemmelsesslag.BYA: "m2",
    Bestemmelsesslag.PROSENT_BYA: "%",
    Bestemmelsesslag.AVSTAND_NABOGRENSE: "m",
    Bestemmelsesslag.AVSTAND_VASSDRAG: "m",
    Bestemmelsesslag.PARKERING: "plasser",
    Bestemmelsesslag.UTEOPPHOLDSAREAL: "m2",
    Bestemmelsesslag.PLANKRAV: "m2",
    Bestemmelsesslag.ETASJER: "etasjer",
}
"""Enheten tallet skal stå i. Parkering og uteoppholdsareal er for hele tiltaket på tomten; plankrav
er det nye bebygde arealet som kan bygges uten reguleringsplan, 0 der alt krever plan."""

SLAGNAVN: Final[Mapping[Bestemmelsesslag, Tekst]] = {
    Bestemmelsesslag.GESIMSHOEYDE: Tekst("gesimshøyde", "gesimshøgd", "eaves height"),
    Bestemmelsesslag.MOENEHOEYDE: Tekst("mønehøyde", "mønehøgd", "ridge height"),
    Bestemmelsesslag.BYA: Tekst("bebygd areal", "bygd areal", "built-up area"),
    Bestemmelsesslag.PROSENT_BYA: Tekst(
        "prosent bebygd areal", "prosent bygd areal", "per cent built-up area"
    ),
    Bestemmelsesslag.AVSTAND_NABOGRENSE: Tekst(
        "avstand til nabogrense", "avstand til nabogrense", "distance to the boundary"
    ),
    Bestemmelsesslag.AVSTAND_VASSDRAG: Tekst(
        "avstand til vassdrag", "avstand til vassdrag", "distance to the watercourse"
    ),
    Bestemmelsesslag.PARKERING: Tekst("parkering", "parkering", "parking"),
    Bestemmelsesslag.UTEOPPHOLDSAREAL: Tekst(
        "uteoppholdsareal", "uteopphaldsareal", "outdoor space"
    ),
    Bestemmelsesslag.PLANKRAV: Tekst("plankrav", "plankrav", "the requirement of a zoning plan"),
    Bestemmelsesslag.ETASJER: Tekst("etasjer", "etasjar", "storeys"),
}


@dataclass(frozen=True, slots=True)
class Bestemmelse:
    """Én grense: `verdi` i `ENHETER[slag]`, i feltene nevnt (tomt: hele planen), fra og til dato.

    `kilde` er bestemmelsens nummer eller overskrift, `side` siden i dokumentet.
    """

    slag: Bestemmelsesslag
    verdi: Decimal
    fra: date
    kilde: str
    side: int
    til: date | None = None
    felt: frozenset[str] = frozenset()

    def gjaldt(self, dato: date) -> bool:
        return self.fra <= dato and (self.til is None or dato < self.til)


@dataclass(frozen=True, slots=True)
class Bestemmelsessett:
    """Det et menneske har lest ut av én plans eller kommunes bestemmelser.

    `ingen` er slagene dokumentet ikke har noe om. Et slag som verken står der eller har en
    bestemmelse, er ikke lest, og det som trenger det, er uavklart.
    """

    fil: str
    kommune: str
    plan_id: str | None
    dokument: str
    bestemmelser: tuple[Bestemmelse, ...] = ()
    ingen: frozenset[Bestemmelsesslag] = frozenset()

    def lest(self, slag: Bestemmelsesslag) -> bool:
        return slag in self.ingen or any(b.slag is slag for b in self.bestemmelser)


@dataclass(frozen=True, kw_only=True)
class Lokalkrav(Gjenstand):
    """Ett byggverk (eller tiltaket på tomten) mot én grense i lokale bestemmelser.

    `har_bestemmelse` er om noen grense av slaget gjelder her. `grense` og `maalt` har slagets
    enhet; `kilde` er dokument, bestemmelse og side.
    """

    slag: str = ukjent(Tekst("slaget grense", "slaget grense", "the kind of limit"))
    har_bestemmelse: bool = ukjent(
        Tekst(
            "hva bestemmelsene sier om dette",
            "kva føresegnene seier om dette",
            "what the local provisions say about this",
        )
    )
    grense: Decimal = ukjent(
        Tekst("grensen i bestemmelsene", "grensa i føresegnene", "the limit in the provisions")
    )
    maalt: Maal = ukjent(Tekst("målet i søknaden", "målet i søknaden", "the measure applied for"))
    kilde: str = ukjent(Tekst("kilden", "kjelda", "the source"))


class Hoeydekrav(Lokalkrav):
    """Gesims- eller mønehøyden på ett byggverk, m over planert terrengs gjennomsnittsnivå."""


class Etasjekrav(Lokalkrav):
    """Antallet etasjer i ett byggverk (TEK17 § 6-1)."""


class Utnyttingskrav(Lokalkrav):
    """Bebygd areal på tomten i m² eller prosent."""


class Avstandskrav(Lokalkrav):
    """Ett byggverk mot nærmeste nabogrense, m."""


class Vassdragskrav(Lokalkrav):
    """Ett byggverk mot vassdrag, m (pbl § 11-11 nr. 5)."""


class Parkeringskrav(Lokalkrav):
    """Parkeringsplasser på tomten."""


class Uteoppholdskrav(Lokalkrav):
    """Uteoppholdsareal på tomten, m² (TEK17 § 5-6)."""
