"""Which case a delivery belongs to: one, none, or several that a person must choose between.

It is found by what both sides have written down (the municipality's case number, the sender's
`ftbId`, our own case number), never by what looks alike. Candidates come from the receiving
municipality's own cases; another's are never seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from byggsak.domain.soeknad import Soeknad, Soeknadstype
from byggsak.store.enhet import Enhet
from byggsak.store.saker import Sakslinje, UkjentSak

RETTES: Final = frozenset(
    {
        Soeknadstype.ETT_TRINN,
        Soeknadstype.RAMME,
        Soeknadstype.UTEN_ANSVARSRETT,
        Soeknadstype.ENDRING,
    }
)
"""Applications that, sent whole again, are the corrected edition of the first."""
LUKKET: Final = frozenset({"trukket", "avvist", "vedtatt", "arkivert", "avsluttet"})
"""States in which a whole application is a new one; a supplement is still the case's own."""


class Slag(StrEnum):
    FTB = "ftb"
    SAKSNUMMER = "saksnummer"


@dataclass(frozen=True, slots=True)
class Kobling:
    """`sak` when there is exactly one; `flere` when a person must choose; neither: a new case."""

    sak: str | None = None
    flere: tuple[str, ...] = ()


def referanser(soeknad: Soeknad) -> tuple[tuple[str, str], ...]:
    """What the delivery calls its case, as (kind, name)."""
    svar: list[tuple[str, str]] = []
    if soeknad.ftb_id:
        svar.append((Slag.FTB.value, soeknad.ftb_id))
    if soeknad.saksaar and soeknad.sakssekvensnummer:
        svar.append((Slag.SAKSNUMMER.value, f"{soeknad.saksaar}/{soeknad.sakssekvensnummer}"))
    return tuple(svar)


def kandidater(enhet: Enhet, soeknad: Soeknad) -> list[Sakslinje]:
    """The municipality's cases that one of the delivery's references names, each once."""
    funnet: dict[str, Sakslinje] = {}
    for slag, verdi in referanser(soeknad):
        for linje in enhet.saker.kalt(slag, verdi):
            funnet[linje.sak] = linje
    egne = [soeknad.ftb_id] if soeknad.ftb_id else []
    if soeknad.saksaar and soeknad.sakssekvensnummer:
        egne.append(f"{soeknad.saksaar:04d}-{soeknad.sakssekvensnummer:06d}")
    for nummer in egne:
        try:
            linje = enhet.saker.linje(nummer)
        except UkjentSak:
            continue
        funnet[linje.sak] = linje
    return sorted(funnet.values(), key=lambda linje: linje.loepenr)


def koble(soeknad: Soeknad, kandidater: Iterable[Sakslinje]) -> Kobling:
    """A supplement fits any case; a whole application an open case of its own type.

    References that name different cases are never weighed against each other.
    """
    type_ = soeknad.skjema.type
    if type_ is Soeknadstype.SUPPLERING:
        aktuelle = list(kandidater)
    elif type_ in RETTES:
        aktuelle = [k for k in kandidater if k.type == type_.value and k.tilstand not in LUKKET]
    else:
        aktuelle = []
    if len(aktuelle) == 1:
        return Kobling(sak=aktuelle[0].sak)
    return Kobling(flere=tuple(k.sak for k in aktuelle))
