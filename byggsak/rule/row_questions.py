"""The rows of a set made ready to be asked: what they share is found once for all of them.

Hundreds of rows ask about a few instances of a few blocks, under a few preconditions. The paths,
the instances and the preconditions are numbered here, so that each is looked up once a form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from byggsak.domain.funn import Utfall
from byggsak.domain.tekst import Tekst
from byggsak.rule.condition import Vilkaar, stier_i
from byggsak.rule.field_texts import IKKE_UTFYLT, gjelder_naar, ingen_av
from byggsak.rule.predicates import Proeve
from byggsak.rule.report import Dekning
from byggsak.rule.row_answers import Radsvar

if TYPE_CHECKING:
    from byggsak.rule.tables import Feltrad


class Slag(Enum):
    """What a row asks about: whether there is something, how many, nothing, or the values."""

    UTFYLLING = "utfylling"
    VALG = "valg"
    TOM = "tom"
    VERDIER = "verdier"


@dataclass(frozen=True, slots=True)
class Kolonne:
    """A path below every instance of a block: the column it goes on from, and the next name.

    `over` None is the instances themselves.
    """

    gjentatt: int
    over: int | None
    navn: str


@dataclass(frozen=True, slots=True)
class Betingelse:
    """A precondition of the rows about the instances of one block.

    `lik_for_alle`: it reads nothing of the instance, so it holds for all of them or for none.
    """

    gjentatt: int
    holder: Vilkaar
    lik_for_alle: bool


@dataclass(frozen=True, slots=True)
class Spoersmaal:
    """One row with the numbers of what it shares, and the answers that are the same every time.

    `proeve` is there when the value alone decides.
    """

    rad: Feltrad
    slag: Slag
    gjentatt: int
    kolonner: tuple[int, ...]
    betingelse: int | None
    proeve: Proeve | None
    oppfylt: Radsvar
    utenfor: Radsvar
    ikke_utfylt: Radsvar
    uten_instans: Radsvar


@dataclass(frozen=True, slots=True)
class Spoerreplan:
    """`gjentatte` are the blocks asked about once per instance; None is the form itself."""

    spoersmaal: tuple[Spoersmaal, ...]
    gjentatte: tuple[str | None, ...]
    kolonner: tuple[Kolonne, ...]
    betingelser: tuple[Betingelse, ...]


def spoerreplan(rader: Iterable[Feltrad], slag: Callable[[Feltrad], Slag]) -> Spoerreplan:
    """The rows in their order. Equal preconditions are written alike, so the text tells."""
    gjentatte: dict[str | None, int] = {}
    kolonner: dict[Kolonne, int] = {}
    naar: dict[tuple[int, str | Vilkaar], int] = {}
    betingelser: list[Betingelse] = []
    spoersmaal = []
    for rad in rader:
        gjentatt = gjentatte.setdefault(rad.gjentatt, len(gjentatte))
        betingelse = None
        if rad.naar is not None:
            noekkel = (gjentatt, rad.naar if rad.naar_tekst is None else rad.naar_tekst)
            betingelse = naar.setdefault(noekkel, len(betingelser))
            if betingelse == len(betingelser):
                stier = stier_i(rad.naar_tekst or "")
                lik_for_alle = bool(stier) and all(sti.startswith("/") for sti in stier)
                betingelser.append(Betingelse(gjentatt, rad.naar, lik_for_alle))
        spoersmaal.append(
            Spoersmaal(
                rad,
                slag(rad),
                gjentatt,
                tuple(_kolonne(gjentatt, sti, kolonner) for sti in rad.stier),
                betingelse,
                rad.proeve if rad.register is None else None,
                _fast(rad, Utfall.OPPFYLT),
                _utenfor(rad),
                _fast(rad, Utfall.IKKE_AKTUELL, IKKE_UTFYLT),
                _fast(rad, Utfall.IKKE_AKTUELL, ingen_av(rad.gjentatt or "")),
            )
        )
    return Spoerreplan(tuple(spoersmaal), tuple(gjentatte), tuple(kolonner), tuple(betingelser))


def _kolonne(gjentatt: int, sti: str, kolonner: dict[Kolonne, int]) -> int:
    nr = kolonner.setdefault(Kolonne(gjentatt, None, ""), len(kolonner))
    for navn in () if sti == SELV else sti.split("/"):
        nr = kolonner.setdefault(Kolonne(gjentatt, nr, navn), len(kolonner))
    return nr


def _utenfor(rad: Feltrad) -> Radsvar:
    grunn = IKKE_UTFYLT if rad.naar_tekst == SELV else gjelder_naar(rad.naar_tekst or "")
    return _fast(rad, Utfall.IKKE_AKTUELL, grunn)


def _fast(rad: Feltrad, utfall: Utfall, grunn: Tekst | None = None) -> Radsvar:
    return Radsvar(rad, utfall, grunn, linje=Dekning(rad.id, utfall, 1, grunn))


SELV: Final = "."
"""The path of the instance itself."""
