"""The outbox of one municipality: archive commands in strict order within each case."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, bindparam, func, select

from byggsak.archive.outbox import RowState
from byggsak.store import tabeller as t
from byggsak.store.arkivtabeller import DRIFT, kvittering
from byggsak.store.kjede import kanonisk
from byggsak.store.tilgang import Setning, Tilgang

KOL = t.utboks.c
_KOE: Final = Setning(
    select(KOL.noekkel, KOL.sekvens).where(
        KOL.kommune == bindparam("kommune_"), KOL.sak == bindparam("sak_")
    )
)


@dataclass(frozen=True, slots=True)
class Oppdrag:
    """A command to be put in the outbox: its key, its kind and its JSON payload."""

    noekkel: str
    slag: str
    innhold: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utboksrad:
    """A row as an operator sees it."""

    noekkel: str
    sak: str
    sekvens: int
    slag: str
    tilstand: str
    forsoek: int
    neste: datetime
    grunn: str


@dataclass(frozen=True)
class Utboks:
    """Outbox rows of one municipality in one transaction. What takes them out is the relay's."""

    _rader: Tilgang

    def legg_til(self, sak: str, oppdrag: Sequence[Oppdrag], naa: datetime) -> None:
        """Puts commands last in the case's queue. A key that is there already is not added."""
        if not oppdrag:
            return
        koe = self._rader.kjoer(_KOE, sak_=sak)
        brukt = {noekkel for noekkel, _ in koe}
        nye = {ett.noekkel: ett for ett in oppdrag if ett.noekkel not in brukt}
        foerste = max((sekvens for _, sekvens in koe), default=0) + 1
        rader = [
            {
                "noekkel": ett.noekkel,
                "sak": sak,
                "sekvens": sekvens,
                "slag": ett.slag,
                "innhold": kanonisk(ett.innhold),
                "tilstand": RowState.WAITING.value,
                "forsoek": 0,
                "neste": naa,
                "laast_av": "",
                "laast_til": None,
                "ref": "",
                "grunn": "",
                "opprettet": naa,
            }
            for sekvens, ett in enumerate(nye.values(), foerste)
        ]
        self._rader.sett_inn(t.utboks, rader)

    def frigi(self, noekkel: str, naa: datetime) -> bool:
        """Sends a refused row again, now that a person has mended the cause; whether it was one.

        The archive's refusal is forgotten, or the row would only be told it once more. It goes on
        as one whose answer was lost: the archive may have carried it out after all (it was silent
        for a week, or someone filed it by hand), so it is looked up before it is sent.
        """
        ventende = {"tilstand": RowState.SENDING.value, "forsoek": 0, "neste": naa, "grunn": ""}
        nektet = KOL.tilstand == RowState.REFUSED.value
        if self._rader.oppdater(t.utboks, ventende, KOL.noekkel == noekkel, nektet) != 1:
            return False
        self.glem_svar(noekkel)
        return True

    def send_igjen(self, noekkel: str, naa: datetime) -> bool:
        """Sends a delivered row again that the archive has lost; whether it was one.

        The ledger's answer is forgotten: it is about an object that is not there any more.
        """
        ventende = {"tilstand": RowState.WAITING.value, "forsoek": 0, "neste": naa, "grunn": ""}
        levert = KOL.tilstand == RowState.DONE.value
        if self._rader.oppdater(t.utboks, ventende, KOL.noekkel == noekkel, levert) != 1:
            return False
        self.glem_svar(noekkel)
        return True

    def glem_svar(self, noekkel: str) -> None:
        """Forgets what the archive answered to a key that is put in the queue anew."""
        self._rader.slett(kvittering, kvittering.c.noekkel == noekkel)

    def hent(self, noekkel: str) -> Utboksrad | None:
        """The row of a command key, as an operator sees it."""
        rad = self._rader.en(t.utboks, KOL.noekkel == noekkel)
        return None if rad is None else _utboksrad(rad)

    def noter(self, noekkel: str, notat: Mapping[str, str], naa: datetime) -> None:
        """Writes in the ledger what a person did with the row: who, what and why."""
        nr = 1 + len(self._notatrader(noekkel))
        rad = {
            "adapter": DRIFT,
            "noekkel": f"{noekkel}#{nr}",
            "utfall": kanonisk(notat),
            "tid": naa,
        }
        self._rader.sett_inn(kvittering, [rad])

    def notater(self, noekkel: str) -> list[tuple[datetime, dict[str, str]]]:
        """What people have done with the row, in order."""
        return [(r["tid"], json.loads(r["utfall"])) for r in self._notatrader(noekkel)]

    def svar(self, adapter: str) -> dict[str, str]:
        """The ledger: command key -> outcomes as JSON text, for one adapter."""
        rader = self._rader.rader(kvittering, kvittering.c.adapter == adapter)
        return {rad["noekkel"]: rad["utfall"] for rad in rader}

    def _notatrader(self, noekkel: str) -> Sequence[RowMapping]:
        kol = kvittering.c
        return self._rader.rader(
            kvittering,
            kol.adapter == DRIFT,
            kol.noekkel.startswith(f"{noekkel}#", autoescape=True),
            etter=[kol.tid, kol.noekkel],
        )

    def gjenstaar(self, sak: str) -> int:
        """How many rows of the case the archive has not acknowledged."""
        return self._rader.tall(
            func.count(), t.utboks, KOL.sak == sak, KOL.tilstand != RowState.DONE.value
        )

    def liste(self, sak: str | None = None, tilstand: str | None = None) -> list[Utboksrad]:
        """Rows of a case and/or in a state, in order; for operators and tests."""
        kriterier: list[ColumnElement[bool]] = []
        if sak is not None:
            kriterier.append(KOL.sak == sak)
        if tilstand is not None:
            kriterier.append(KOL.tilstand == tilstand)
        rader = self._rader.rader(t.utboks, *kriterier, etter=[KOL.sak, KOL.sekvens])
        return [_utboksrad(rad) for rad in rader]


def _utboksrad(rad: RowMapping) -> Utboksrad:
    return Utboksrad(**{navn: rad[navn] for navn in Utboksrad.__dataclass_fields__})
