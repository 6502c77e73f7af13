"""Hva kan skje nå, av hvem, og hva mangler for resten: fra den samme tabellen som `decide`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from byggsak.case.avslaatt import Hinder
from byggsak.case.kommando import Kommando
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Region
from byggsak.case.sak import Sak
from byggsak.case.tabell import ALLE, instanser, tilstand_i
from byggsak.case.tilstand import Aktoer, Rolle
from byggsak.case.vakt import Forsoek, Parametre, Ser, Vakt
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst


@dataclass(frozen=True, slots=True)
class Mulighet:
    """Én ting tabellen åpner for i søknadens tilstand.

    `kan` er sann når rollen har lov og ingenting i saken hindrer det. `hindre` er det som må
    løses først. `krever` er kravene til det som fylles ut; de prøves når kommandoen kommer.
    `til` er tilstanden etterpå. `instans` er høringen, merknaden, klagen eller personen det
    gjelder; tom for en ny, og der det bare er én.
    """

    kommando: str
    variant: str
    tekst: Tekst
    soeknad: int
    til: StrEnum
    roller: tuple[Rolle, ...]
    kan: bool
    hindre: tuple[Hinder, ...]
    krever: tuple[Hinder, ...]
    hjemmel: tuple[Hjemmel, ...]
    avgjoer: bool
    region: Region = Region.SOEKNAD
    instans: str = ""


def muligheter(
    sak: Sak,
    rolle: Rolle,
    naa: datetime,
    aktoer_id: str = "",
    parametre: Parametre = Parametre(),  # noqa: B008 -- frossen verdi
) -> list[Mulighet]:
    """Alt som kan skje fra nå, også det andre må gjøre (`kan` er da usann).

    Uten `aktoer_id` står krav til hvem (part, fire øyne) under `krever`.
    """
    aktoer = Aktoer(aktoer_id, rolle)
    svar = []
    for gang in sak.soeknader or (sak.soeknad(),):
        for region in Region:
            if region is Region.HABILITET and gang.nummer > 1:
                continue  # habiliteten gjelder hele saken
            for instans in instanser(region, sak, gang):
                tilstand = tilstand_i(region, sak, gang, instans)
                for overgang in FRA[region].get(tilstand, ()):
                    tom = Kommando(soeknad=gang.nummer)
                    forsoek = Forsoek(
                        sak, gang, tom, aktoer, naa, parametre, instans, overgang.navn
                    )
                    svar.append(_mulighet(overgang, tilstand, forsoek))
    return svar


def _fra() -> dict[Region, dict[StrEnum, list[Overgang]]]:
    svar: dict[Region, dict[StrEnum, list[Overgang]]] = {region: {} for region in Region}
    for overgang in ALLE:
        for tilstand in overgang.fra:
            svar[overgang.region].setdefault(tilstand, []).append(overgang)
    return svar


FRA = _fra()
"""Region -> tilstand -> overgangene derfra, i tabellens rekkefølge."""


def _mulighet(overgang: Overgang, tilstand: StrEnum, forsoek: Forsoek[Kommando]) -> Mulighet:
    prov = {Ser.SAKEN, Ser.AKTOEREN} if forsoek.aktoer.id else {Ser.SAKEN}
    vakter = overgang.alle_vakter
    hindre = tuple(_hinder(v) for v in vakter if v.ser in prov and not v.sjekk(forsoek))
    return Mulighet(
        kommando=overgang.kommando.navn,
        variant=overgang.variant,
        tekst=overgang.tekst,
        soeknad=forsoek.gang.nummer,
        til=overgang.til or tilstand,
        roller=overgang.roller,
        kan=forsoek.aktoer.rolle in overgang.roller and not hindre,
        hindre=hindre,
        krever=tuple(_hinder(v) for v in vakter if v.ser not in prov),
        hjemmel=overgang.hjemmel,
        avgjoer=overgang.avgjoer,
        region=overgang.region,
        instans=forsoek.instans,
    )


def _hinder(vakt: Vakt) -> Hinder:
    return Hinder(vakt.id, vakt.tekst)
