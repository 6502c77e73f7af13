"""What an operator does with the delivery to the archive: look, mend, stop, start, take out.

A dead letter is sent again by a person, never by itself; who and why stand in the ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import structlog

from byggsak.archive import commands as arkivkommando
from byggsak.archive.deposit import Deposited, DepositOrder
from byggsak.archive.errors import PermanentConfig
from byggsak.archive.outbox import RowState
from byggsak.archive.port import Depositor
from byggsak.archive.visible import seen_in
from byggsak.services.arkivering import arkivoppdrag
from byggsak.services.worker import Tjeneste
from byggsak.store import arkivdrift as drift
from byggsak.store.arkivtabeller import MANUELT
from byggsak.store.enhet import Enhet
from byggsak.store.saker import UkjentSak
from byggsak.store.utboks import Oppdrag

log = structlog.get_logger()

ALT: Final = DepositOrder()


class KanIkkeSendesIgjen(ValueError):
    """The command may not be sent again. The message says why, and what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something a person should do something about. `hva` is one of: nektet, taushet, stanset,
    gammel."""

    hva: str
    tekst: str
    noekkel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The delivery as it is now."""

    arkiv: str
    antall: tuple[drift.Antall, ...]
    alarmer: tuple[Alarm, ...]
    arbeidere: tuple[tuple[str, datetime], ...]

    def som_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "arkiv": self.arkiv or None,
            "antall": [asdict(a) | {"eldste": a.eldste.isoformat()} for a in self.antall],
            "alarmer": [asdict(alarm) for alarm in self.alarmer],
            "arbeidere": [
                {"navn": navn, "sett": sett.isoformat()} for navn, sett in self.arbeidere
            ],
        }


def status(tjeneste: Tjeneste, naa: datetime, gammel: timedelta = timedelta(days=1)) -> Status:
    """Counts per state with the oldest, and alarms: refused, silent (seven days), paused, and what
    has been first in its queue for longer than `gammel`."""
    motor, kommuner = tjeneste.motor, tjeneste.config.kommuner
    alarmer = [
        Alarm(hva="stanset", tekst=f"{s.adapter} er stanset siden {s.siden:%Y-%m-%d}: {s.grunn}")
        for s in drift.stanser(motor)
    ]
    alarmer += [_alarm("nektet", rad) for rad in drift.nektede(motor, kommuner)]
    alarmer += [_alarm("taushet", rad) for rad in drift.tause(motor, kommuner, naa)]
    alarmer += [_alarm("gammel", rad) for rad in drift.ventende(motor, kommuner, naa - gammel)]
    return Status(
        arkiv=tjeneste.config.arkiv,
        antall=tuple(drift.antall(motor, kommuner)),
        alarmer=tuple(alarmer),
        arbeidere=tuple(drift.arbeidere(motor)),
    )


def _alarm(hva: str, rad: drift.Rad) -> Alarm:
    hva = "taushet" if hva == "nektet" and rad.grunn.startswith("taushet:") else hva
    grunn = rad.grunn or "ikke besvart"
    return Alarm(
        hva=hva, tekst=f"{rad.slag} fra {rad.siden:%Y-%m-%d}: {grunn}", noekkel=rad.noekkel
    )


def send_igjen(
    tjeneste: Tjeneste, noekkel: str, hvem: str, hvorfor: str, naa: datetime
) -> RowState | None:
    """Sends one command again; the state its row had (None: it was never in the queue).

    A refused one, because a person has mended the cause; a delivered one, only when the archive
    does not have it; one that was never queued, only when the case's events lead to it. Raises
    KanIkkeSendesIgjen.
    """
    if not (hvem.strip() and hvorfor.strip()):
        raise KanIkkeSendesIgjen("Oppgi hvem du er og hvorfor: det skrives i protokollen.")
    kommune, _, resten = noekkel.partition("/")
    sak = resten.partition("/")[0]
    if kommune not in tjeneste.config.kommuner or not sak:
        raise KanIkkeSendesIgjen(
            f"{noekkel!r} er ikke nøkkelen til et oppdrag i {', '.join(tjeneste.config.kommuner)}. "
            "Nøklene står i `byggsak archive status` og `reconcile`."
        )
    with tjeneste.lager.for_kommune(kommune).enhet() as enhet:
        try:
            enhet.saker.linje(sak, laas=True)
        except UkjentSak as error:
            raise KanIkkeSendesIgjen(str(error)) from error
        rad = enhet.utboks.hent(noekkel)
        var = None if rad is None else RowState(rad.tilstand)
        match var:
            case RowState.REFUSED:
                enhet.utboks.frigi(noekkel, naa)
            case RowState.DONE:
                _krev_borte(tjeneste, _oppdrag(tjeneste, enhet, kommune, sak, noekkel))
                enhet.utboks.send_igjen(noekkel, naa)
            case None:
                ett = _oppdrag(tjeneste, enhet, kommune, sak, noekkel)
                enhet.utboks.glem_svar(noekkel)
                enhet.utboks.legg_til(sak, [_rad(ett)], naa)
            case _:
                raise KanIkkeSendesIgjen(
                    f"{noekkel} er underveis ({var}). Vent til det er besvart."
                )
        notat = {"handling": "sendt igjen", "hvem": hvem, "hvorfor": hvorfor, "var": var or "ingen"}
        enhet.utboks.noter(noekkel, notat, naa)
    log.info("arkiv.sendt_igjen", key=noekkel, hvem=hvem, var=var)
    return var


def _oppdrag(
    tjeneste: Tjeneste, enhet: Enhet, kommune: str, sak: str, noekkel: str
) -> arkivkommando.Command:
    """The command with this key, as the events lead to it."""
    hendelser = [lagret.hendelse for lagret in enhet.saker.hendelser(sak)]
    for ett in arkivoppdrag(kommune, sak, hendelser, 0, tjeneste.arkivoppsett):
        if ett.key == noekkel:
            return ett
    raise KanIkkeSendesIgjen(f"Ingen hendelse i sak {sak} leder til {noekkel}.")


def _krev_borte(tjeneste: Tjeneste, oppdrag: arkivkommando.Command) -> None:
    if tjeneste.arkiv is None or not tjeneste.arkiv.capabilities().can_search:
        raise KanIkkeSendesIgjen(
            "Arkivet kan ikke spørres, så ingenting er vist å være borte. Se etter i arkivet."
        )
    if seen_in(tjeneste.arkiv, oppdrag) is not None:
        raise KanIkkeSendesIgjen(f"{oppdrag.key} er levert, og arkivet har det. Ingenting å gjøre.")


def _rad(ett: arkivkommando.Command) -> Oppdrag:
    return Oppdrag(ett.key, arkivkommando.kind_of(ett), arkivkommando.to_json(ett))


def stans(tjeneste: Tjeneste, hvem: str, hvorfor: str, naa: datetime) -> str:
    """Nothing more to the archive until a person starts it again; the name of the adapter."""
    adapter = _adapter(tjeneste)
    tjeneste.koe.pause(adapter, f"{MANUELT}{hvem}: {hvorfor}", naa)
    log.info("arkiv.stanset_av_person", adapter=adapter, hvem=hvem)
    return adapter


def gjenoppta(tjeneste: Tjeneste, hvem: str) -> bool:
    """Send to the archive again; whether it was paused."""
    adapter = _adapter(tjeneste)
    log.info("arkiv.gjenopptatt_av_person", adapter=adapter, hvem=hvem)
    return tjeneste.koe.resume(adapter)


def eksporter(tjeneste: Tjeneste, til: Path, bestilling: DepositOrder = ALT) -> Deposited:
    """A deposit of the closed cases that are ordered, whole or not at all. Raises PermanentConfig,
    and what the adapter raises when there is nothing to deposit or the folder is taken."""
    if not isinstance(tjeneste.arkiv, Depositor):
        raise PermanentConfig(
            f"Adapteren {_adapter(tjeneste)} kan ikke skrive uttrekk. noark5 kan."
        )
    return tjeneste.arkiv.deposit(til, bestilling)


def _adapter(tjeneste: Tjeneste) -> str:
    if tjeneste.arkiv is None:
        raise PermanentConfig("Ikke noe arkiv er satt opp. Sett BYGGSAK_ARCHIVE.")
    return tjeneste.config.arkiv


def notater(
    tjeneste: Tjeneste, kommune: str, noekler: Sequence[str]
) -> dict[str, list[tuple[datetime, dict[str, str]]]]:
    """What people have done with these commands, from the ledger."""
    with tjeneste.lager.for_kommune(kommune).lesing() as enhet:
        return {noekkel: enhet.utboks.notater(noekkel) for noekkel in noekler}
