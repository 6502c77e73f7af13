"""Cases and their events: the rows of byg_sak and byg_hendelse."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import RowMapping, bindparam, func, select, update

from byggsak.case.hendelse import Hendelse, hendelse_fra_json, hendelse_til_json
from byggsak.store import tabeller as t
from byggsak.store.kjede import Kjedesvar, Ledd, kanonisk, lenke, opphav, verifiser
from byggsak.store.tilgang import Setning, Tilgang


class UkjentSak(LookupError):
    """There is no such case in this municipality."""


class Versjonskonflikt(Exception):
    """Someone changed the case in the meantime. Read it again and decide anew."""

    def __init__(self, sak: str, forventet: int, naa: int) -> None:
        super().__init__(
            f"Sak {sak} har versjon {naa}, ikke {forventet}: noen har endret den i mellomtiden. "
            "Hent saken på nytt og prøv igjen."
        )
        self.sak, self.forventet, self.naa = sak, forventet, naa


@dataclass(frozen=True, slots=True, kw_only=True)
class Sakslinje:
    """One case in a list. `loepenr` orders the municipality's cases as they came."""

    sak: str
    loepenr: int
    type: str
    tittel: str
    tilstand: str
    versjon: int
    opprettet: datetime
    endret: datetime


@dataclass(frozen=True, slots=True)
class LagretHendelse:
    """An event with its place in the case, from 1, and its link in the chain."""

    versjon: int
    hendelse: Hendelse
    hash: str


_SAK: Final = Setning(
    select(t.sak).where(t.sak.c.kommune == bindparam("kommune_"), t.sak.c.sak == bindparam("sak_"))
)
_SAK_LAAST: Final = Setning(_SAK.setning.with_for_update())  # type: ignore[union-attr]
_FLYTT: Final = Setning(
    update(t.sak)
    .where(
        t.sak.c.kommune == bindparam("kommune_"),
        t.sak.c.sak == bindparam("sak_"),
        t.sak.c.versjon == bindparam("forventet"),
    )
    .values(
        {
            navn: bindparam(f"ny_{navn}")
            for navn in ("versjon", "hode", "tilstand", "endret", "frist_versjon", "frist_merke")
        }
    ),
    skriver=True,
)
_HENDELSER: Final = Setning(
    select(t.hendelse.c.versjon, t.hendelse.c.innhold, t.hendelse.c.hash)
    .where(
        t.hendelse.c.kommune == bindparam("kommune_"),
        t.hendelse.c.sak == bindparam("sak_"),
        t.hendelse.c.versjon > bindparam("etter"),
    )
    .order_by(t.hendelse.c.versjon)
)


@dataclass(frozen=True)
class Saker:
    """Cases of one municipality in one transaction."""

    _rader: Tilgang
    _laaste: dict[str, RowMapping] = field(default_factory=dict)
    """Cases locked here: nobody else changes them before the commit."""

    def neste_nummer(self) -> int:
        """A new running number, from 1. Holds the municipality's receipt until the commit."""
        teller = t.teller.c
        self._rader.sett_inn_om_ny(t.teller, {"navn": "sak", "verdi": 0})
        self._rader.oppdater(t.teller, {"verdi": teller.verdi + 1}, teller.navn == "sak")
        rad = self._rader.en(t.teller, teller.navn == "sak")
        assert rad is not None  # added above
        return int(rad["verdi"])

    def ny(
        self, sak: str, loepenr: int, *, soeknad_sha256: str, type: str, tittel: str, naa: datetime
    ) -> None:
        """An empty case; its events come with `legg_til`."""
        rad = {
            "sak": sak,
            "loepenr": loepenr,
            "soeknad_sha256": soeknad_sha256,
            "type": type,
            "tittel": tittel,
            "tilstand": "ny",
            "versjon": 0,
            "hode": opphav(self._rader.kommune, sak),
            "opprettet": naa,
            "endret": naa,
        }
        self._rader.sett_inn(t.sak, [rad])

    def linje(self, sak: str, *, laas: bool = False) -> Sakslinje:
        """The case in short. `laas` keeps other writers out until the commit. Raises UkjentSak."""
        return _linje(self._rad(sak, laas=laas))

    def liste(
        self, etter: int = 0, antall: int = 50, tilstand: str | None = None
    ) -> list[Sakslinje]:
        """Up to `antall` cases with running number above `etter`, in order."""
        kriterier = [t.sak.c.loepenr > etter]
        if tilstand is not None:
            kriterier.append(t.sak.c.tilstand == tilstand)
        rader = self._rader.rader(t.sak, *kriterier, etter=[t.sak.c.loepenr], hoeyst=antall)
        return [_linje(rad) for rad in rader]

    def kall(self, sak: str, referanser: Iterable[tuple[str, str]]) -> None:
        """Notes what a sender calls the case, as (kind, name); what is known is left alone."""
        for slag, verdi in referanser:
            self._rader.sett_inn_om_ny(
                t.sakreferanse, {"slag": slag, "verdi": verdi[:200], "sak": sak}
            )

    def kalt(self, slag: str, verdi: str) -> list[Sakslinje]:
        """The municipality's cases that a sender calls this, in the order they came."""
        kol = t.sakreferanse.c
        rader = self._rader.rader(
            t.sakreferanse, kol.slag == slag, kol.verdi == verdi[:200], etter=[kol.sak]
        )
        return [self.linje(rad["sak"]) for rad in rader]

    def hendelser(self, sak: str, etter: int = 0) -> list[LagretHendelse]:
        """The events of the case after number `etter`, in order."""
        rader = self._rader.kjoer(_HENDELSER, sak_=sak, etter=etter)
        lest = les_hendelser([innhold for _, innhold, _ in rader])
        return [
            LagretHendelse(versjon, hendelse, hash_)
            for (versjon, _, hash_), hendelse in zip(rader, lest, strict=True)
        ]

    def innhold_av(self, saker: Sequence[str]) -> dict[str, list[str]]:
        """The events of several cases as they are stored, in order: case -> JSON texts, for
        `les_hendelser`."""
        kol = t.hendelse.c
        rader = self._rader.kolonner(
            (kol.sak, kol.innhold), kol.sak.in_(saker), etter=[kol.sak, kol.versjon]
        )
        svar: dict[str, list[str]] = {sak: [] for sak in saker}
        for sak, innhold in rader:
            svar[sak].append(innhold)
        return svar

    def laas(self, saker: Sequence[str]) -> dict[str, int]:
        """Keeps other writers out of these cases until the commit: case -> version."""
        rader = self._rader.rader(t.sak, t.sak.c.sak.in_(saker), etter=[t.sak.c.sak], laas=True)
        return {rad["sak"]: rad["versjon"] for rad in rader}

    def hoeyeste_loepenr(self) -> int:
        """The running number of the newest case; 0 when there is none."""
        return self._rader.tall(func.max(t.sak.c.loepenr), t.sak)

    def legg_til(
        self,
        sak: str,
        forventet: int,
        hendelser: Sequence[Hendelse],
        tilstand: str,
        naa: datetime,
        fristmerke: str = "",
    ) -> int:
        """Adds events after number `forventet`; the new version. `tilstand` is the case's state
        with them, `fristmerke` what its deadlines are computed with, empty when they are not.
        Raises Versjonskonflikt when the case is longer, and UkjentSak."""
        kommune = self._rader.kommune
        rad = self._laaste.pop(sak, None) or self._rad(sak)
        if rad["versjon"] != forventet:
            raise Versjonskonflikt(sak, forventet, rad["versjon"])
        versjon, hode, rader = forventet, rad["hode"], []
        for hendelse in hendelser:
            versjon += 1
            innhold = kanonisk(hendelse_til_json(hendelse))
            hash_ = lenke(hode, kommune, sak, versjon, innhold)
            rader.append(
                {
                    "sak": sak,
                    "versjon": versjon,
                    "type": hendelse.type,
                    "tid": hendelse.tid,
                    "innhold": innhold,
                    "forrige": hode,
                    "hash": hash_,
                }
            )
            hode = hash_
        self._rader.sett_inn(t.hendelse, rader)
        endret = self._rader.endre(
            _FLYTT,
            sak_=sak,
            forventet=forventet,
            ny_versjon=versjon,
            ny_hode=hode,
            ny_tilstand=tilstand,
            ny_endret=naa,
            ny_frist_versjon=versjon if fristmerke else rad["frist_versjon"],
            ny_frist_merke=fristmerke or rad["frist_merke"],
        )
        if endret != 1:
            raise Versjonskonflikt(sak, forventet, self._rad(sak)["versjon"])
        return versjon

    def verifiser(self, sak: str) -> Kjedesvar:
        """Whether the stored events are the ones that were written. Raises UkjentSak."""
        rad = self._rad(sak)
        ledd = (
            Ledd(r["versjon"], r["type"], r["innhold"], r["forrige"], r["hash"])
            for r in self._hendelsesrader(sak, 0)
        )
        return verifiser(self._rader.kommune, sak, ledd, rad["versjon"], rad["hode"])

    def _hendelsesrader(self, sak: str, etter: int) -> Sequence[RowMapping]:
        kol = t.hendelse.c
        return self._rader.rader(
            t.hendelse, kol.sak == sak, kol.versjon > etter, etter=[kol.versjon]
        )

    def _rad(self, sak: str, *, laas: bool = False) -> RowMapping:
        rader = self._rader.kjoer(_SAK_LAAST if laas else _SAK, sak_=sak)
        rad: RowMapping | None = rader[0]._mapping if rader else None
        if rad is None:
            raise UkjentSak(
                f"Sak {sak} finnes ikke i kommune {self._rader.kommune}. Se etter i sakslisten."
            )
        if laas:
            self._laaste[sak] = rad
        return rad


def les_hendelser(innhold: Iterable[str]) -> list[Hendelse]:
    """Stored texts as events. Raises ValueError for one that this program does not know."""
    tekster = list(innhold)
    try:  # one document is read faster than many small ones
        rader = json.loads(f"[{','.join(tekster)}]")
    except ValueError:
        rader = []
    if len(rader) != len(tekster):  # one of them is no JSON value: let it be the one that fails
        rader = [json.loads(tekst) for tekst in tekster]
    return [hendelse_fra_json(rad) for rad in rader]


def _linje(rad: RowMapping) -> Sakslinje:
    return Sakslinje(**{navn: rad[navn] for navn in Sakslinje.__dataclass_fields__})
