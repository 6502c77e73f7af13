"""The embedded snapshot: code lists, municipality numbers and postcodes as data, asked offline.

Found as `registre/*.toml` in every package of the entry-point group `byggsak.schemas`. A look-up is
a dict look-up. A register that is not known to be complete answers `KunneIkkeSporre` about what it
does not have: absence proves nothing there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, TypeVar

from byggsak.domain.kommune import Kommune
from byggsak.domain.register import (
    IkkeFunnet,
    Kommunenummer,
    Kommuneregister,
    KunneIkkeSporre,
    Oppslagssvar,
    Poststed,
    Registerkode,
    Registre,
    Treff,
)
from byggsak.domain.tekst import Tekst
from byggsak.registre.lesing import RegisterFeil, les_kodelister, les_kommuner, les_postnumre

GRUPPE: Final = "byggsak.schemas"
MAPPE: Final = "registre"
T = TypeVar("T")

__all__ = [
    "InnebygdeKodelister",
    "InnebygdeKommuner",
    "InnebygdePostnumre",
    "Kodeliste",
    "Proevekommuner",
    "RegisterFeil",
    "innebygde_registre",
    "les_mappe",
    "med_proevekommuner",
]


@dataclass(frozen=True)
class Kodeliste:
    """One list. `koder` is keyed by the code in lower case; `sti` is its place in the national
    register, None when that is not known."""

    navn: Tekst
    komplett: bool
    utgave: date
    koder: Mapping[str, Registerkode]
    sti: str | None = None


@dataclass(frozen=True)
class InnebygdeKodelister:
    lister: Mapping[str, Kodeliste]
    utgave: date

    def kode(self, liste: str, kodeverdi: str) -> Oppslagssvar[Registerkode]:
        funnet = self.lister.get(liste)
        if funnet is None:
            navn = Tekst(f"kodelisten {liste}", f"kodelista {liste}", f"the code list {liste}")
            return KunneIkkeSporre(navn, self.utgave, UKJENT_LISTE)
        return _svar(
            funnet.koder.get(kodeverdi.casefold()), funnet.navn, funnet.utgave, funnet.komplett
        )


@dataclass(frozen=True)
class InnebygdeKommuner:
    """`numre` holds every number with what it became; chains are followed when it is asked."""

    navn: Tekst
    komplett: bool
    utgave: date
    numre: Mapping[str, Kommunenummer]

    def kommune(self, nummer: str) -> Oppslagssvar[Kommunenummer]:
        funnet = self.numre.get(nummer)
        if funnet is not None and funnet.erstattet_av:
            funnet = replace(funnet, erstattet_av=self.i_dag(nummer))
        return _svar(funnet, self.navn, self.utgave, self.komplett)

    def i_dag(self, nummer: str) -> tuple[str, ...]:
        """The numbers this one has become, followed to the end: several after a division."""
        ferdig: dict[str, None] = {}
        vent, sett = [nummer], set()
        while vent:
            denne = vent.pop(0)
            if denne in sett:  # a number may be taken into use again; never go in circles
                continue
            sett.add(denne)
            funnet = self.numre.get(denne)
            if funnet is None or not funnet.erstattet_av:
                ferdig[denne] = None
            else:
                vent.extend(funnet.erstattet_av)
        return tuple(sorted(ferdig))


@dataclass(frozen=True)
class Proevekommuner:
    """Synthetic municipalities in front of a real register, which never hears of them."""

    proever: Mapping[str, Kommunenummer]
    bak: Kommuneregister

    def kommune(self, nummer: str) -> Oppslagssvar[Kommunenummer]:
        proeve = self.proever.get(nummer)
        if proeve is None:
            return self.bak.kommune(nummer)
        return Treff(proeve, PROEVEREGISTER, date.min)


@dataclass(frozen=True)
class InnebygdePostnumre:
    navn: Tekst
    komplett: bool
    utgave: date
    steder: Mapping[str, Poststed]

    def poststed(self, postnummer: str) -> Oppslagssvar[Poststed]:
        return _svar(self.steder.get(postnummer), self.navn, self.utgave, self.komplett)


def _svar(verdi: T | None, register: Tekst, utgave: date, komplett: bool) -> Oppslagssvar[T]:
    if verdi is not None:
        return Treff(verdi, register, utgave)
    if komplett:
        return IkkeFunnet(register, utgave)
    return KunneIkkeSporre(register, utgave, IKKE_KOMPLETT)


def les_mappe(mappe: Path) -> Registre:
    """The registers of one folder; what has no file is not there. Raises RegisterFeil."""
    registre = Registre()
    if (data := _toml(mappe / "kodelister.toml")) is not None:
        lister = {
            navn: Kodeliste(**innhold)
            for navn, innhold in les_kodelister(data, f"{MAPPE}/kodelister.toml").items()
        }
        utgave = data["utgave"]  # a date: `les_kodelister` has asked
        registre = replace(registre, kodelister=InnebygdeKodelister(lister, utgave))
    if (data := _toml(mappe / "kommuner.toml")) is not None:
        innhold = les_kommuner(data, f"{MAPPE}/kommuner.toml")
        registre = replace(registre, kommuner=InnebygdeKommuner(**innhold))
    if (data := _toml(mappe / "postnumre.toml")) is not None:
        innhold = les_postnumre(data, f"{MAPPE}/postnumre.toml")
        registre = replace(registre, postnumre=InnebygdePostnumre(**innhold))
    return registre


@cache
def _pakkenes() -> Registre:
    """The snapshots of all installed schema packages; a register may stand in one of them only."""
    samlet = Registre()
    for punkt in entry_points(group=GRUPPE):
        egne = les_mappe(Path(str(files(punkt.module))) / MAPPE)
        for navn in ("kodelister", "kommuner", "postnumre"):
            if (register := getattr(egne, navn)) is None:
                continue
            if getattr(samlet, navn) is not None:
                raise RegisterFeil(
                    f"{punkt.module}: registeret {navn} finnes også i en annen skjemapakke. "
                    "Behold det ett sted."
                )
            samlet = replace(samlet, **{navn: register})
    return samlet


def innebygde_registre(kommuner: Iterable[Kommune] = ()) -> Registre:
    """The snapshot, read once a process; test municipalities among `kommuner` are known too.

    Organisations and the cadastre have no snapshot: they are not connected (None).
    """
    return med_proevekommuner(_pakkenes(), kommuner)


def med_proevekommuner(registre: Registre, kommuner: Iterable[Kommune]) -> Registre:
    """The same registers, which also know the synthetic municipalities. Their former numbers
    are in use too: published samples have them."""
    proever: dict[str, Kommunenummer] = {}
    for kommune in kommuner:
        if not kommune.test:
            continue
        for nummer in (kommune.nummer, *kommune.tidligere_numre):
            proever[nummer] = Kommunenummer(nummer, kommune.navn)
    if not proever or registre.kommuner is None:
        return registre
    return replace(registre, kommuner=Proevekommuner(proever, registre.kommuner))


def _toml(fil: Path) -> Mapping[str, Any] | None:
    if not fil.is_file():
        return None
    try:
        return tomllib.loads(fil.read_text("utf-8"))
    except tomllib.TOMLDecodeError as feil:
        raise RegisterFeil(f"{MAPPE}/{fil.name} er ikke gyldig TOML: {feil}.") from feil


PROEVEREGISTER: Final = Tekst("prøvekommunene", "prøvekommunane", "the test municipalities")
IKKE_KOMPLETT: Final = Tekst(
    "verdien står ikke i den innebygde utgaven, som ikke er komplett",
    "verdien står ikkje i den innebygde utgåva, som ikkje er komplett",
    "the value is not in the embedded edition, which is not complete",
)
UKJENT_LISTE: Final = Tekst(
    "listen finnes ikke i den innebygde utgaven",
    "lista finst ikkje i den innebygde utgåva",
    "the list is not in the embedded edition",
)
