"""Looking rules up: one shape for `byggsak rules`, `GET /v1/regler` and whoever else asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Spraak
from byggsak.rule.catalogue import Katalog
from byggsak.rule.parameters import FELLES, felttyper
from byggsak.rule.reads import personopplysninger
from byggsak.rule.tables import Feltrad, Felttabell
from byggsak.rule.unit import EnRegel


class UkjentRegel(LookupError):
    """No rule with this id at all."""


class IkkeIKraft(LookupError):
    """The rule exists, but not on this date; `perioder` are (from, first day no more)."""

    def __init__(
        self, id_: str, dato: date, perioder: tuple[tuple[date, date | None], ...]
    ) -> None:
        super().__init__(id_, dato)
        self.perioder = perioder


def liste(katalog: Katalog, dato: date, spraak: Spraak) -> list[dict[str, Any]]:
    """Every rule in force on the date, in the order of the law; then the rows of field tables."""
    regler = [_kort(regel, spraak) for regel in katalog.i_kraft(dato)]
    return regler + [
        _kort_rad(tabell, rad, spraak) for tabell, rad in _rader(katalog) if tabell.gjaldt(dato)
    ]


def vis(
    katalog: Katalog, id_: str, dato: date, spraak: Spraak, kommune: str | None = None
) -> dict[str, Any]:
    """One rule as it stood on the date, with its numbers, their sources and its examples.

    Raises `UkjentRegel` or `IkkeIKraft`.
    """
    versjoner = [v for vv in katalog.versjoner() for v in vv if v.id == id_]
    if versjoner:
        for regel in versjoner:
            if regel.gjaldt(dato):
                return _hel(katalog, regel, dato, spraak, kommune)
        raise IkkeIKraft(id_, dato, tuple((v.gjelder_fra, v.gjelder_til) for v in versjoner))
    rader = [(tabell, rad) for tabell, rad in _rader(katalog) if rad.id == id_]
    for tabell, rad in rader:
        if tabell.gjaldt(dato):
            return _hel_rad(tabell, rad, spraak)
    if rader:
        raise IkkeIKraft(id_, dato, tuple((t.gjelder_fra, t.gjelder_til) for t, _ in rader))
    raise UkjentRegel(id_)


def _rader(katalog: Katalog) -> Iterator[tuple[Felttabell, Feltrad]]:
    for tabell in katalog.tabeller:
        for rad in tabell.rader:
            yield tabell, rad


def _kort(regel: EnRegel, spraak: Spraak) -> dict[str, Any]:
    return {
        "id": regel.id,
        "slag": "regel",
        "tittel": regel.tittel.paa(spraak),
        "hjemmel": _hjemmel(regel.hjemmel),
        "alvorlighet": regel.alvorlighet.value,
        "virkning": regel.virkning.value,
        "anker": regel.anker.value,
        "gjelder_fra": regel.gjelder_fra.isoformat(),
        "gjelder_til": regel.gjelder_til.isoformat() if regel.gjelder_til else None,
        "skjema": None,
        "sti": None,
    }


def _hel(
    katalog: Katalog, regel: EnRegel, dato: date, spraak: Spraak, kommune: str | None
) -> dict[str, Any]:
    eksempler: dict[str, list[str]] = {}
    for utfall, setning, _ in regel.eksempler.alle():
        eksempler.setdefault(utfall.value, []).append(setning)
    return _kort(regel, spraak) | {
        "forklaring": katalog.fil(regel).dok.strip(),
        "melding": regel.melding.paa(spraak),
        "raad": regel.raad.paa(spraak),
        "krav": _krav(katalog, regel, dato, kommune),
        "eksempler": eksempler,
        "soeknadstyper": sorted(regel.soeknadstyper),
        "krever_dispensasjon": regel.krever_dispensasjon,
        "dibk_kode": regel.dibk_kode,
        "sjekkpunkt": regel.sjekkpunkt,
        "leser": None if regel.leser is None else list(regel.leser),
        "personopplysninger": list(personopplysninger(regel.gjelder, regel.leser or ())),
        "kontrollert": regel.kontrollert.isoformat(),
        "versjoner": [
            {
                "gjelder_fra": v.gjelder_fra.isoformat(),
                "gjelder_til": v.gjelder_til.isoformat() if v.gjelder_til else None,
            }
            for vv in katalog.versjoner()
            for v in vv
            if v.id == regel.id
        ],
    }


def _krav(
    katalog: Katalog, regel: EnRegel, dato: date, kommune: str | None
) -> list[dict[str, Any]]:
    """Each number the rule reads, as text: a number of the law is never a binary float."""
    svar = []
    for navn in felttyper(regel.krav):
        rekke = katalog.parametre.rekke((regel.id, FELLES), navn)
        tall = katalog.parametre.tall((regel.id, FELLES), navn, dato, kommune)
        svar.append(
            {
                "navn": navn,
                "verdi": list(tall.verdi) if tall and isinstance(tall.verdi, tuple)
                else tall.verdi if tall else None,
                "enhet": rekke.enhet if rekke else None,
                "fra": tall.fra.isoformat() if tall else None,
                "kilde": tall.kilde if tall else None,
            }
        )  # fmt: skip
    return svar


def _kort_rad(tabell: Felttabell, rad: Feltrad, spraak: Spraak) -> dict[str, Any]:
    return {
        "id": rad.id,
        "slag": "felt",
        "tittel": rad.ord.paa(spraak),
        "hjemmel": _hjemmel(rad.hjemmel),
        "alvorlighet": rad.alvorlighet.value,
        "virkning": "strid",
        "anker": "soeknad_mottatt",
        "gjelder_fra": tabell.gjelder_fra.isoformat(),
        "gjelder_til": tabell.gjelder_til.isoformat() if tabell.gjelder_til else None,
        "skjema": tabell.skjema,
        "sti": rad.full_sti,
    }


def _hel_rad(tabell: Felttabell, rad: Feltrad, spraak: Spraak) -> dict[str, Any]:
    return _kort_rad(tabell, rad, spraak) | {
        "forklaring": tabell.tittel.paa(spraak),
        "melding": rad.melding.paa(spraak),
        "raad": rad.raad.paa(spraak),
        "predikat": rad.krav,
        "stier": list(rad.stier),
        "gjentatt": rad.gjentatt,
        "naar": rad.naar_tekst,
        "dibk_kode": rad.dibk_kode,
        "sjekkpunkt": rad.sjekkpunkt,
    }


def _hjemmel(hjemmel: Hjemmel) -> dict[str, Any]:
    return {"lov": hjemmel.lov, "paragraf": hjemmel.paragraf, "ledd": hjemmel.ledd}
