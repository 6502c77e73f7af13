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
from byggsak.rule.condition import SELV, Ledd, Vilkaar
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
    """A precondition of the rows about the instances of one block: its phrases, each with the
    column it reads.

    `lik_for_alle`: it reads nothing of the instance, so it holds for all of them or for none.
    """

    gjentatt: int
    ledd: tuple[tuple[Ledd, int], ...]
    lik_for_alle: bool


@dataclass(frozen=True, slots=True)
class Spoersmaal:
    """One row with the numbers of what it shares, and the answers that are the same every time.

    `kolonne` is the only one, or -1; `betingelse` is -1 when there is none. `proeve` is there when
    the value alone decides.
    """

    nr: int
    rad: Feltrad
    slag: Slag
    gjentatt: int
    kolonner: tuple[int, ...]
    kolonne: int
    betingelse: int
    proeve: Proeve | None
    oppfylt: tuple[Radsvar]
    utenfor: tuple[Radsvar]
    ikke_utfylt: tuple[Radsvar]
    uten_instans: tuple[Radsvar]


@dataclass(frozen=True, slots=True)
class Spoerreplan:
    """`gjentatte` are the blocks asked about once per instance; None is the form itself, always
    number 0. A column or a block comes after the one it lies below. `formens` are the columns of
    the form itself as (number, over, name)."""

    spoersmaal: tuple[Spoersmaal, ...]
    gjentatte: tuple[str | None, ...]
    kolonner: tuple[Kolonne, ...]
    betingelser: tuple[Betingelse, ...]
    formens: tuple[tuple[int, int | None, str], ...]


FORMEN: Final = 0
"""The number, among `gjentatte`, of the form itself."""


def spoerreplan(rader: Iterable[Feltrad], slag: Callable[[Feltrad], Slag]) -> Spoerreplan:
    """The rows in their order. Equal preconditions are numbered once."""
    gjentatte: dict[str | None, int] = {None: FORMEN}
    kolonner: dict[Kolonne, int] = {}
    naar: dict[tuple[int, Vilkaar], int] = {}
    spoersmaal = []
    for nr, rad in enumerate(rader):
        gjentatt = gjentatte.setdefault(rad.gjentatt, len(gjentatte))
        stier = tuple(_kolonne(gjentatt, sti, kolonner) for sti in rad.stier)
        betingelse = -1
        if rad.naar is not None:
            betingelse = naar.setdefault((gjentatt, rad.naar), len(naar))
        spoersmaal.append(
            Spoersmaal(
                nr,
                rad,
                slag(rad),
                gjentatt,
                stier,
                stier[0] if len(stier) == 1 else -1,
                betingelse,
                rad.proeve if rad.register is None else None,
                _fast(rad, Utfall.OPPFYLT),
                _utenfor(rad),
                _fast(rad, Utfall.IKKE_AKTUELL, IKKE_UTFYLT),
                _fast(rad, Utfall.IKKE_AKTUELL, ingen_av(rad.gjentatt or "")),
            )
        )
    betingelser = tuple(_betingelse(g, vilkaar.ledd, kolonner) for g, vilkaar in naar)
    formens = tuple((nr, k.over, k.navn) for nr, k in enumerate(kolonner) if k.gjentatt == FORMEN)
    return Spoerreplan(tuple(spoersmaal), tuple(gjentatte), tuple(kolonner), betingelser, formens)


def _betingelse(gjentatt: int, ledd: Iterable[Ledd], kolonner: dict[Kolonne, int]) -> Betingelse:
    med_kolonne = tuple(
        (ett, _kolonne(FORMEN if ett.fra_roten else gjentatt, ett.sti, kolonner)) for ett in ledd
    )
    return Betingelse(gjentatt, med_kolonne, all(ett.fra_roten for ett, _ in med_kolonne))


def _kolonne(gjentatt: int, sti: str, kolonner: dict[Kolonne, int]) -> int:
    nr = kolonner.setdefault(Kolonne(gjentatt, None, ""), len(kolonner))
    for navn in () if sti == SELV else sti.split("/"):
        nr = kolonner.setdefault(Kolonne(gjentatt, nr, navn), len(kolonner))
    return nr


def _utenfor(rad: Feltrad) -> tuple[Radsvar]:
    grunn = IKKE_UTFYLT if rad.naar_tekst == SELV else gjelder_naar(rad.naar_tekst or "")
    return _fast(rad, Utfall.IKKE_AKTUELL, grunn)


def _fast(rad: Feltrad, utfall: Utfall, grunn: Tekst | None = None) -> tuple[Radsvar]:
    """The whole answer of the row about one instance, with its line of the account."""
    return (Radsvar(rad, utfall, grunn, linje=Dekning(rad.id, utfall, 1, grunn)),)
