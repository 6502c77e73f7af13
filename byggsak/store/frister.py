"""The deadline table: what is to be told of in each case, and from which day.

The rows follow from the events and are written in the same transaction as they are. Where the
store has not been given the numbers of the law, they stay as they were, and the case is found by
`foreldede` until someone who has them computes it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple, Self

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, update

from byggsak.case.fristposter import Fristnoekkel, Fristpost
from byggsak.case.handling_frist import Fristslag
from byggsak.case.saksgangkrav import Saksgangkrav
from byggsak.case.tilstand import Tilstand
from byggsak.store import tabeller as t
from byggsak.store.tilgang import Setning, Tilgang

Kravkilde = Callable[[str, date], Saksgangkrav]
"""Municipality number and day -> the numbers then in force."""

REGNEMAATE = "1"
"""Changes when the same events and numbers give other rows than before."""
KOL = t.frist.c


class Fristtilstand(StrEnum):
    """`FALT_BORT`: the case has moved on. `FEILET`: could not be told of, `grunn` says why."""

    VENTER = "venter"
    MELDT = "meldt"
    FALT_BORT = "falt_bort"
    FEILET = "feilet"


@dataclass(frozen=True, slots=True)
class Fristrad:
    """One row. `meldt_ved` is the number of the event that told of it, None before."""

    sak: str
    post: Fristpost
    tilstand: Fristtilstand
    satt_ved: int
    meldt_ved: int | None
    meldt: datetime | None
    grunn: str


class Foreldet(NamedTuple):
    """A case whose rows must be computed again, as it was when it was looked for."""

    loepenr: int
    sak: str
    versjon: int


@dataclass(frozen=True, slots=True)
class Forskjell:
    """What must be done to the rows of a case for them to be others."""

    bort: tuple[Fristrad, ...]
    tilbake: tuple[tuple[Fristrad, Fristpost], ...]
    nye: tuple[Fristpost, ...]

    @classmethod
    def mellom(cls, poster: Iterable[Fristpost], rader: Iterable[Fristrad]) -> Self:
        nye = {post.noekkel: post for post in poster}
        bort, tilbake = [], []
        for rad in rader:
            post = nye.pop(rad.post.noekkel, None)
            if rad.tilstand is Fristtilstand.MELDT:
                continue
            if post is None:
                if rad.tilstand is not Fristtilstand.FALT_BORT:
                    bort.append(rad)
            elif rad.tilstand is Fristtilstand.FALT_BORT or post.dag != rad.post.dag:
                tilbake.append((rad, post))
        return cls(tuple(bort), tuple(tilbake), tuple(nye.values()))

    def __bool__(self) -> bool:
        return bool(self.bort or self.tilbake or self.nye)


@lru_cache(maxsize=256)
def merke(krav: Saksgangkrav) -> str:
    """16 hex digits: the numbers and the way of computing that rows were computed with."""
    return hashlib.sha256(f"{REGNEMAATE} {krav!r}".encode()).hexdigest()[:16]


_FELT: Final = tuple(kol for kol in t.frist.c if kol.name != "kommune")
_REKKEFOELGE: Final = (
    KOL.sak, KOL.dag, KOL.frist, KOL.soeknad, KOL.oppgave, KOL.gjelder, KOL.slag,
)  # fmt: skip
_AV_SAK: Final = Setning(
    select(*_FELT)
    .where(KOL.kommune == bindparam("kommune_"), KOL.sak == bindparam("sak_"))
    .order_by(*_REKKEFOELGE)
)


_RETT: Final = Setning(
    update(t.frist)
    .where(
        KOL.kommune == bindparam("kommune_"),
        KOL.sak == bindparam("sak_"),
        KOL.soeknad == bindparam("soeknad_"),
        KOL.oppgave == bindparam("oppgave_"),
        KOL.gjelder == bindparam("gjelder_"),
        KOL.frist == bindparam("frist_"),
        KOL.slag == bindparam("slag_"),
    )
    .values(
        tilstand=bindparam("ny_tilstand"), dag=bindparam("ny_dag"), satt_ved=bindparam("ny_satt")
    ),
    skriver=True,
)


@dataclass(frozen=True)
class Frister:
    """Deadlines of one municipality in one transaction."""

    _rader: Tilgang
    _krav: Kravkilde | None = None

    def krav(self, dag: date) -> Saksgangkrav | None:
        """The numbers in force on `dag`; None where the store has not been given them."""
        return None if self._krav is None else self._krav(self._rader.kommune, dag)

    def av_sak(self, sak: str) -> list[Fristrad]:
        """Every row of the case, in the order they are told of."""
        return [_rad(rad) for rad in self._rader.kjoer(_AV_SAK, sak_=sak)]

    def av_saker(self, saker: Sequence[str]) -> list[Fristrad]:
        """The rows of several cases, by case."""
        rader = self._rader.kolonner(_FELT, KOL.sak.in_(saker), etter=_REKKEFOELGE)
        return [_rad(rad) for rad in rader]

    def hent(self, sak: str, noekkel: Fristnoekkel) -> Fristrad | None:
        """The row of this key, as it is now."""
        rader = self._rader.kolonner(_FELT, *_er(sak, noekkel))
        return _rad(rader[0]) if rader else None

    def skriv(self, sak: str, versjon: int, poster: Iterable[Fristpost]) -> None:
        """Makes the case's rows these. What has been told of stays so; what no longer applies
        falls away, and comes back if it applies again. The case itself is noted by whoever
        changes it: `Saker.legg_til`, or `ajour`."""
        self.skriv_flere([(sak, versjon, Forskjell.mellom(poster, self.av_sak(sak)))])

    def skriv_flere(self, alle: Sequence[tuple[str, int, Forskjell]]) -> None:
        """The same for several cases, as (case, number of its newest event, what is to be done)."""
        rettes = [
            _rettet(rad, Fristtilstand.FALT_BORT, rad.post.dag, rad.satt_ved)
            for _, _, forskjell in alle
            for rad in forskjell.bort
        ]
        rettes += [
            _rettet(rad, Fristtilstand.VENTER, post.dag, versjon)
            for _, versjon, forskjell in alle
            for rad, post in forskjell.tilbake
        ]
        self._rader.endre_mange(_RETT, rettes)
        nye = [_ny(sak, post, nr) for sak, nr, forskjell in alle for post in forskjell.nye]
        self._rader.sett_inn(t.frist, nye)

    def ajour(self, saker: Sequence[str], versjon: int, krav: Saksgangkrav) -> int:
        """Notes that the rows of the cases rest on event number `versjon` and these numbers; how
        many of them are still at that version."""
        return self._rader.oppdater(
            t.sak,
            {"frist_versjon": versjon, "frist_merke": merke(krav)},
            t.sak.c.sak.in_(saker),
            t.sak.c.versjon == versjon,
        )

    def meldt(self, rad: Fristrad, versjon: int, naa: datetime) -> None:
        """The row has been told of, by event number `versjon`."""
        self._sett(rad, tilstand=Fristtilstand.MELDT.value, meldt_ved=versjon, meldt=naa, grunn="")

    def feilet(self, rad: Fristrad, grunn: str) -> None:
        """The row could not be told of; it is left alone until `proev_igjen`."""
        self._sett(rad, tilstand=Fristtilstand.FEILET.value, grunn=grunn)

    def proev_igjen(self) -> int:
        """What failed waits again; how many rows."""
        feilet = KOL.tilstand == Fristtilstand.FEILET.value
        return self._rader.oppdater(t.frist, {"tilstand": Fristtilstand.VENTER.value}, feilet)

    def forfalte(self, dag: date, hoeyst: int) -> list[Fristrad]:
        """Up to `hoeyst` rows that are to be told of on `dag` or were before it, oldest first."""
        rader = self._rader.kolonner(
            _FELT,
            KOL.tilstand == Fristtilstand.VENTER.value,
            KOL.dag <= dag,
            etter=[KOL.dag, *_REKKEFOELGE],
            hoeyst=hoeyst,
        )
        return [_rad(rad) for rad in rader]

    def neste_dag(self) -> date | None:
        """The first day that something waits for; None when nothing waits."""
        rader = self._rader.rader(
            t.frist, KOL.tilstand == Fristtilstand.VENTER.value, etter=[KOL.dag], hoeyst=1
        )
        return rader[0]["dag"] if rader else None

    def foreldede(
        self, krav: Saksgangkrav, hoeyst: int, fra: int = 0, til: int | None = None
    ) -> list[Foreldet]:
        """Up to `hoeyst` cases whose rows do not rest on their newest event and these numbers,
        with running number above `fra` and up to `til`. A closed case keeps the numbers it had."""
        kol = t.sak.c
        aapen_med_andre_tall = and_(
            kol.tilstand != Tilstand.AVSLUTTET.value, kol.frist_merke != merke(krav)
        )
        kriterier: list[ColumnElement[bool]] = [
            kol.loepenr > fra,
            or_(kol.frist_versjon != kol.versjon, aapen_med_andre_tall),
        ]
        if til is not None:
            kriterier.append(kol.loepenr <= til)
        rader = self._rader.kolonner(
            (kol.loepenr, kol.sak, kol.versjon), *kriterier, etter=[kol.loepenr], hoeyst=hoeyst
        )
        return [Foreldet(*rad) for rad in rader]

    def _sett(self, rad: Fristrad, **verdier: Any) -> None:
        self._rader.oppdater(t.frist, verdier, *_er(rad.sak, rad.post.noekkel))


def _er(sak: str, n: Fristnoekkel) -> tuple[ColumnElement[bool], ...]:
    return (
        KOL.sak == sak,
        KOL.soeknad == n.soeknad,
        KOL.oppgave == n.oppgave,
        KOL.gjelder == n.gjelder,
        KOL.frist == n.frist,
        KOL.slag == n.slag.value,
    )


def _rettet(rad: Fristrad, tilstand: Fristtilstand, dag: date, satt_ved: int) -> Mapping[str, Any]:
    n = rad.post.noekkel
    return {
        "sak_": rad.sak,
        "soeknad_": n.soeknad,
        "oppgave_": n.oppgave,
        "gjelder_": n.gjelder,
        "frist_": n.frist,
        "slag_": n.slag.value,
        "ny_tilstand": tilstand.value,
        "ny_dag": dag,
        "ny_satt": satt_ved,
    }


def _ny(sak: str, post: Fristpost, versjon: int) -> Mapping[str, Any]:
    n = post.noekkel
    return {
        "sak": sak,
        "soeknad": n.soeknad,
        "oppgave": n.oppgave,
        "gjelder": n.gjelder,
        "frist": n.frist,
        "slag": n.slag.value,
        "dag": post.dag,
        "tilstand": Fristtilstand.VENTER.value,
        "satt_ved": versjon,
        "meldt_ved": None,
        "meldt": None,
        "grunn": "",
    }


def _rad(rad: Sequence[Any]) -> Fristrad:
    """From the columns of `_FELT`, in their order."""
    sak, soeknad, oppgave, gjelder, frist, slag, dag, tilstand, satt, ved, meldt, grunn = rad
    noekkel = Fristnoekkel(soeknad, oppgave, gjelder, frist, _SLAG[slag])
    return Fristrad(sak, Fristpost(noekkel, dag), _TILSTAND[tilstand], satt, ved, meldt, grunn)


_SLAG: Final = {slag.value: slag for slag in Fristslag}
_TILSTAND: Final = {tilstand.value: tilstand for tilstand in Fristtilstand}
