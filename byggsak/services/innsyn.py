"""Looking into cases: lists, one case, its events, findings and possibilities. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from byggsak.case.funnliv import Funnliv
from byggsak.case.hendelse import Hendelse
from byggsak.case.kommando import Dokumentref
from byggsak.case.muligheter import Mulighet
from byggsak.case.muligheter import muligheter as muligheter_i
from byggsak.case.sak import Sak
from byggsak.case.tilstand import Rolle
from byggsak.case.vakt import Parametre
from byggsak.store.enhet import Kommunelager
from byggsak.store.innsendinger import LagretDokument, LagretRapport
from byggsak.store.kjede import Kjedesvar
from byggsak.store.saker import LagretHendelse, Sakslinje
from byggsak.store.utboks import Utboksrad

STOERSTE_SIDE = 200


@dataclass(frozen=True, slots=True)
class Saksside:
    """One page of cases. `neste` is the cursor of the next page; None on the last one."""

    saker: tuple[Sakslinje, ...]
    neste: int | None


@dataclass(frozen=True, slots=True)
class Saksbilde:
    """A case as it is now: its line in the list, what its events add up to, its documents."""

    linje: Sakslinje
    sak: Sak
    dokumenter: tuple[LagretDokument, ...]
    arkiv: tuple[Utboksrad, ...]


def saker(
    lager: Kommunelager, etter: int = 0, antall: int = 50, tilstand: str | None = None
) -> Saksside:
    """A page of the municipality's cases in the order they came, after the cursor `etter`."""
    antall = max(1, min(antall, STOERSTE_SIDE))
    with lager.lesing() as enhet:
        linjer = enhet.saker.liste(etter, antall + 1, tilstand)
    side = tuple(linjer[:antall])
    return Saksside(side, side[-1].loepenr if len(linjer) > antall else None)


def sak(lager: Kommunelager, sak_id: str) -> Saksbilde:
    """The case. Raises UkjentSak."""
    with lager.lesing() as enhet:
        return Saksbilde(
            linje=enhet.saker.linje(sak_id),
            sak=Sak.av(lagret.hendelse for lagret in enhet.saker.hendelser(sak_id)),
            dokumenter=tuple(enhet.innsendinger.dokumenter(sak_id)),
            arkiv=tuple(enhet.utboks.liste(sak_id)),
        )


def hendelser(lager: Kommunelager, sak_id: str, etter: int = 0) -> list[LagretHendelse]:
    """The events after number `etter`. Raises UkjentSak."""
    with lager.lesing() as enhet:
        enhet.saker.linje(sak_id)
        return enhet.saker.hendelser(sak_id, etter)


def funn(lager: Kommunelager, sak_id: str, soeknad: int = 1) -> list[Funnliv]:
    """Every finding there has been in the application, each with its whole life, in the order
    they were found. Raises UkjentSak."""
    return list(sak(lager, sak_id).sak.soeknad(soeknad).funnene)


def brev(lager: Kommunelager, sak_id: str) -> list[Dokumentref]:
    """Every document the case's events name, letters sent and received among them, in order."""
    return [dok for en in hendelser(lager, sak_id) for dok in dokumentrefer(en.hendelse)]


def dokumentrefer(hendelse: Hendelse) -> list[Dokumentref]:
    """The documents an event names, in its order."""
    return [
        dok
        for felt in fields(hendelse)
        if isinstance(verdi := getattr(hendelse, felt.name), tuple)
        for dok in verdi
        if isinstance(dok, Dokumentref)
    ]


def rapport(lager: Kommunelager, sak_id: str, versjon: int | None = None) -> LagretRapport | None:
    """The stored report behind event `versjon`, or the newest. Raises UkjentSak."""
    with lager.lesing() as enhet:
        enhet.saker.linje(sak_id)
        return enhet.innsendinger.rapport(sak_id, versjon)


def muligheter(
    lager: Kommunelager,
    sak_id: str,
    rolle: Rolle,
    naa: datetime,
    aktoer_id: str = "",
    parametre: Parametre = Parametre(),  # noqa: B008 -- a frozen value
) -> list[Mulighet]:
    """What can happen now, by whom, and what stands in the way. Raises UkjentSak."""
    return muligheter_i(sak(lager, sak_id).sak, rolle, naa, aktoer_id, parametre)


def verifiser(lager: Kommunelager, sak_id: str) -> Kjedesvar:
    """Whether the case's events are the ones that were written. Raises UkjentSak."""
    with lager.lesing() as enhet:
        return enhet.saker.verifiser(sak_id)
