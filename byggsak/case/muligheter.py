"""Hva kan skje nå, av hvem, og hva mangler for resten: fra den samme tabellen som `decide`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from byggsak.case.avslaatt import Hinder
from byggsak.case.gang import SAKENS_GANG
from byggsak.case.kommando import Kommando
from byggsak.case.overgang import Overgang
from byggsak.case.sak import Sak
from byggsak.case.tilstand import Aktoer, Rolle, Tilstand
from byggsak.case.vakt import Forsoek, Parametre, Ser, Vakt
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst


@dataclass(frozen=True, slots=True)
class Mulighet:
    """Én ting tabellen åpner for i søknadens tilstand.

    `kan` er sann når rollen har lov og ingenting i saken hindrer det. `hindre` er det som må
    løses først. `krever` er kravene til det som fylles ut; de prøves når kommandoen kommer.
    `til` er tilstanden etterpå.
    """

    kommando: str
    variant: str
    tekst: Tekst
    soeknad: int
    til: Tilstand
    roller: tuple[Rolle, ...]
    kan: bool
    hindre: tuple[Hinder, ...]
    krever: tuple[Hinder, ...]
    hjemmel: tuple[Hjemmel, ...]
    avgjoer: bool


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
    return [
        _mulighet(
            overgang,
            Forsoek(sak, gang, Kommando(soeknad=gang.nummer), aktoer, naa, parametre),
        )
        for gang in sak.soeknader or (sak.soeknad(),)
        for overgang in SAKENS_GANG
        if gang.tilstand in overgang.fra
    ]


def _mulighet(overgang: Overgang, forsoek: Forsoek[Kommando]) -> Mulighet:
    prov = {Ser.SAKEN, Ser.AKTOEREN} if forsoek.aktoer.id else {Ser.SAKEN}
    hindre = tuple(_hinder(v) for v in overgang.vakter if v.ser in prov and not v.sjekk(forsoek))
    return Mulighet(
        kommando=overgang.kommando.navn,
        variant=overgang.variant,
        tekst=overgang.tekst,
        soeknad=forsoek.gang.nummer,
        til=overgang.til or forsoek.gang.tilstand,
        roller=overgang.roller,
        kan=forsoek.aktoer.rolle in overgang.roller and not hindre,
        hindre=hindre,
        krever=tuple(_hinder(v) for v in overgang.vakter if v.ser not in prov),
        hjemmel=overgang.hjemmel,
        avgjoer=overgang.avgjoer,
    )


def _hinder(vakt: Vakt) -> Hinder:
    return Hinder(vakt.id, vakt.tekst)
