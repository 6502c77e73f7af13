"""A past report made again, from the stored bytes, the rule packages and the map it was made with.

Equality is only claimed where everything the report rests on is the same: the packages by their
SHA-256, every dataset of the map by its SHA-256, and registers that answer the same at any time.
Anything else is said exactly, and the comparison is shown as what it is: the same application
judged on other grounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from byggsak.case.handling_funn import SoeknadKontrollert
from byggsak.case.hendelse import SoeknadAvvist, SoeknadMottatt, SoeknadSupplert
from byggsak.domain.kart import Datasett, Kart
from byggsak.domain.kommune import Kommune
from byggsak.domain.vedtak import Vedtak
from byggsak.registre import innebygd
from byggsak.rule.report import Kontrollrapport, Regelpakke
from byggsak.rule.stored import FORM, fra_lager, til_lager
from byggsak.rule.unit import Anker
from byggsak.services.filer import Filer
from byggsak.services.kontroll import Motor, kontroller
from byggsak.services.utgaver import bedoemte, utgaver
from byggsak.store.enhet import Kommunelager
from byggsak.store.kart import Kartlager

KONTROLLER: Final = (SoeknadMottatt, SoeknadSupplert, SoeknadKontrollert)
_FLESTE_FORSKJELLER: Final = 50
_IKKE_RAPPORT: Final = ("spor",)
"""Kept with a report to spare the next check work; no part of what it says."""


class UkjentRapport(LookupError):
    """The case has no report of that event."""


class Svar(StrEnum):
    """What came of making the report again."""

    LIK = "lik"
    ULIK = "ulik"
    ANNET_GRUNNLAG = "annet_grunnlag"
    KAN_IKKE = "kan_ikke"  # the bytes are gone


@dataclass(frozen=True, slots=True)
class Forskjell:
    """Where the two reports differ, and what each says there."""

    sted: str
    lagret: str
    naa: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gjenskaping:
    """`avvik_i_grunnlag` is everything the report rested on that is not the same now; only when it
    is empty can `svar` be `lik` or `ulik`. `forskjeller` are at most fifty; `antall` all."""

    sak: str
    hendelse: int
    rapport_sha256: str
    svar: Svar
    avvik_i_grunnlag: tuple[str, ...]
    forskjeller: tuple[Forskjell, ...] = ()
    antall: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapportlinje:
    """A report in the case, and what it was made with."""

    hendelse: int
    laget: datetime
    resultat: str
    rapport_sha256: str
    pakker: tuple[Regelpakke, ...]
    kart: tuple[Datasett, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vedtakslinje:
    """A decision, and the report it rests on: the newest in its application when it was made."""

    hendelse: int
    type: str
    utfall: str
    av: str
    tid: datetime
    soeknad: int
    rapport: int | None
    rapport_sha256: str


def rapporter_og_vedtak(
    lager: Kommunelager, sak_id: str
) -> tuple[list[Rapportlinje], list[Vedtakslinje]]:
    """Everything that was found and decided in the case, oldest first. Raises UkjentSak."""
    with lager.lesing() as enhet:
        enhet.saker.linje(sak_id)
        lagret = enhet.innsendinger.rapporter(sak_id)
        hendelser = enhet.saker.hendelser(sak_id)
    linjer = []
    for rad in lagret:
        rapport = fra_lager(rad.innhold)
        linjer.append(
            Rapportlinje(
                hendelse=rad.versjon,
                laget=rad.laget,
                resultat=rad.resultat,
                rapport_sha256=rad.sha256,
                pakker=rapport.pakker,
                kart=rapport.kart,
            )
        )
    summer = {linje.hendelse: linje.rapport_sha256 for linje in linjer}
    sist: dict[int, int] = {}
    vedtak = []
    for en in hendelser:
        e = en.hendelse
        if isinstance(e, KONTROLLER):
            sist[e.soeknad] = en.versjon
        truffet = getattr(e, "vedtak", None)
        if isinstance(truffet, Vedtak) or isinstance(e, SoeknadAvvist):
            nr = sist.get(e.soeknad)
            vedtak.append(
                Vedtakslinje(
                    hendelse=en.versjon,
                    type=e.type,
                    utfall=truffet.utfall.value if isinstance(truffet, Vedtak) else "avvist",
                    av=e.aktoer.id,
                    tid=e.tid,
                    soeknad=e.soeknad,
                    rapport=nr,
                    rapport_sha256=summer.get(nr, "") if nr is not None else "",
                )
            )
    return linjer, vedtak


def gjenskap(
    lager: Kommunelager,
    filer: Filer,
    motor: Motor,
    kartlager: Kartlager,
    kommune: Kommune,
    sak_id: str,
    versjon: int | None = None,
) -> Gjenskaping:
    """The report of event `versjon` (the newest) made again and compared. Raises UkjentSak and
    UkjentRapport."""
    with lager.lesing() as enhet:
        enhet.saker.linje(sak_id)
        lagret = enhet.innsendinger.rapport(sak_id, versjon)
        if lagret is None:
            raise UkjentRapport(f"Sak {sak_id} har ingen rapport fra hendelse {versjon}.")
        felles: dict[str, Any] = {
            "sak": sak_id, "hendelse": lagret.versjon, "rapport_sha256": lagret.sha256,
        }  # fmt: skip
        try:
            utgave = [u for u in utgaver(enhet, filer, sak_id) if u.versjon <= lagret.versjon][-1]
            innsending = bedoemte(utgave.innsending, filer)
        except OSError as feil:
            return Gjenskaping(**felles, svar=Svar.KAN_IKKE, avvik_i_grunnlag=(str(feil),))
    gammel = fra_lager(lagret.innhold)
    ny, alle = _beste(
        lagret.innhold,
        (
            kontroller(
                motor,
                innsending,
                kart=kart,
                dato=gammel.datoer[Anker.SOEKNAD_MOTTATT],
                datoer=gammel.datoer,
                kommune=kommune.nummer,
            )
            for kart in _kartene(kartlager, kommune, gammel.kart)
        ),
    )
    avvik = (
        *_pakkeavvik(gammel.pakker, motor.katalog.pakker),
        *_kartavvik(gammel.kart, ny.kart),
        *_registeravvik(motor),
    )
    svar = Svar.LIK if not alle else Svar.ULIK
    return Gjenskaping(
        **felles,
        svar=Svar.ANNET_GRUNNLAG if avvik else svar,
        avvik_i_grunnlag=avvik,
        forskjeller=tuple(alle[:_FLESTE_FORSKJELLER]),
        antall=len(alle),
    )


def _kartene(
    kartlager: Kartlager, kommune: Kommune, datasett: tuple[Datasett, ...]
) -> Iterator[Kart | None]:
    """The map of the report. One that names no dataset was made with an empty map or without any,
    and does not say which."""
    yield kartlager.slik_det_var(kommune, datasett)
    if not datasett:
        yield None


def _beste(
    lagret: dict[str, Any], nye: Iterator[Kontrollrapport]
) -> tuple[Kontrollrapport, list[Forskjell]]:
    """The report nearest to the stored one, and where they differ."""
    proevd = [(ny, list(_forskjeller(lagret, ny))) for ny in nye]
    return min(proevd, key=lambda ett: len(ett[1]))


def _pakkeavvik(da: Iterable[Regelpakke], naa: Iterable[Regelpakke]) -> Iterator[str]:
    installert = {p.navn: p for p in naa}
    for pakke in da:
        ny = installert.pop(pakke.navn, None)
        if ny is None:
            yield (
                f"Regelpakken {pakke.navn} {pakke.versjon} (sha256 {pakke.sha256}) er ikke "
                "installert."
            )
        elif ny.sha256 != pakke.sha256:
            yield (
                f"Rapporten bygger på {pakke.navn} {pakke.versjon} (sha256 {pakke.sha256}); "
                f"installert er {ny.versjon} (sha256 {ny.sha256})."
            )
    for ny in installert.values():
        yield (
            f"Regelpakken {ny.navn} {ny.versjon} er installert, men fantes ikke da rapporten ble "
            "laget."
        )


def _kartavvik(da: Iterable[Datasett], naa: Iterable[Datasett]) -> Iterator[str]:
    har = {(d.navn, d.sha256) for d in naa}
    for datasett in da:
        if (datasett.navn, datasett.sha256) not in har:
            yield (
                f"Kartet {datasett.navn} fra {datasett.dato.isoformat()} (sha256 "
                f"{datasett.sha256}) finnes ikke i databasen."
            )


def _registeravvik(motor: Motor) -> Iterator[str]:
    """The registers that answer from elsewhere: what they said is not kept."""
    for felt in fields(motor.registre) if motor.registre is not None else ():
        register = getattr(motor.registre, felt.name)
        if isinstance(register, innebygd.Proevekommuner):
            register = register.bak
        if register is not None and type(register).__module__ != innebygd.__name__:
            yield (
                f"Registeret {felt.name} slås opp direkte og kan svare noe annet enn da; svarene "
                "lagres ikke."
            )


def _forskjeller(lagret: dict[str, Any], ny: Kontrollrapport) -> Iterator[Forskjell]:
    """Differences of the reports themselves; their grounds are compared apart from them."""
    gammel = dict(lagret)
    if lagret.get("form", 1) < FORM:  # one language, fewer fields: read, and written as now
        gammel = til_lager(fra_lager(lagret))
    nytt = til_lager(ny)
    for data in (gammel, nytt):
        for navn in (*_IKKE_RAPPORT, "regelverk"):
            data.pop(navn, None)
    for sted, da, naa in _blader(gammel, nytt, ""):
        yield Forskjell(sted, _vist(da), _vist(naa))


def _blader(da: Any, naa: Any, sted: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(da, dict) and isinstance(naa, dict):
        for navn in dict.fromkeys((*da, *naa)):
            yield from _blader(da.get(navn, _MANGLER), naa.get(navn, _MANGLER), f"{sted}/{navn}")
    elif isinstance(da, list) and isinstance(naa, list):
        a, b = _navngitt(da), _navngitt(naa)
        for navn in dict.fromkeys((*a, *b)):
            yield from _blader(a.get(navn, _MANGLER), b.get(navn, _MANGLER), f"{sted}/{navn}")
    elif da != naa:
        yield sted, da, naa


def _navngitt(liste: list[Any]) -> dict[str, Any]:
    """The members by what they are about: findings by their fingerprint, lines of the account by
    rule and outcome; others by their place."""
    svar: dict[str, Any] = {}
    for nr, ett in enumerate(liste):
        navn = str(nr)
        if isinstance(ett, dict):
            navn = (
                ett.get("fingeravtrykk")
                or "/".join(str(ett[n]) for n in ("regel", "utfall") if n in ett)
                or navn
            )
        svar[navn if navn not in svar else f"{navn}#{nr}"] = ett
    return svar


def _vist(verdi: Any) -> str:
    return "(mangler)" if verdi is _MANGLER else str(verdi)[:300]


_MANGLER: Final = object()
