"""Reads the snapshot's TOML; every fault names the file and the line that does not hold.

Formats, with the reasons, stand as comments in the files themselves (`registre/*.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from byggsak.domain.register import Kommunenummer, Poststed, Registerkode
from byggsak.domain.tekst import SPRAAK, Tekst, som_tekst

_KODENOEKLER: Final = {"kode", "beskrivelse", "status", "erstattet_av", "gyldig_fra", "gyldig_til"}
_NUMMER: Final = re.compile(r"(?P<nummer>[0-9]{4})( (?P<navn>.+))?")


class RegisterFeil(ValueError):
    """The embedded snapshot cannot be used. The message names the file and what to write."""


def les_kodelister(data: Mapping[str, Any], fil: str) -> dict[str, dict[str, Any]]:
    """The fields of each list, by its name."""
    utgave = _dato(data.get("utgave"), f"{fil}: utgave")
    lister = {}
    for navn, innhold in data.items():
        if navn == "utgave":
            continue
        sted = f"{fil}: [{navn}]"
        if ukjente := set(innhold) - {"navn", "sti", "kilde", "komplett", "koder", "andre"}:
            raise RegisterFeil(f"{sted} har ukjente nøkler {sorted(ukjente)}.")
        koder: dict[str, Registerkode] = {}
        for kode in _koder(innhold, sted):
            if koder.setdefault(kode.kodeverdi.casefold(), kode) is not kode:
                raise RegisterFeil(f"{sted}: koden «{kode.kodeverdi}» står to ganger.")
        _krev_etterfoelgere(koder, sted)
        lister[navn] = {
            "navn": _navn(innhold, sted),
            "komplett": _komplett(innhold, sted),
            "utgave": utgave,
            "sti": innhold.get("sti"),
            "koder": koder,
        }
    return lister


def les_kommuner(data: Mapping[str, Any], fil: str) -> dict[str, Any]:
    """The fields of the register of municipality numbers."""
    numre: dict[str, Kommunenummer] = {}
    for blokk in data.get("numre", []):
        fra = _dato(blokk["fra"], f"{fil}: numre fra") if "fra" in blokk else None
        for nummer, navn in _linjer(blokk, f"{fil}: numre"):
            if nummer in numre:
                raise RegisterFeil(f"{fil}: nummeret {nummer} står to ganger i [[numre]].")
            numre[nummer] = Kommunenummer(nummer, navn, fra)
    utgaatt: set[str] = set()
    for blokk in data.get("utgaatt", []):
        dato = _dato(blokk.get("dato"), f"{fil}: utgaatt dato")
        for nummer, etter in _linjer(blokk, f"{fil}: utgaatt"):
            if nummer in utgaatt or not etter:
                raise RegisterFeil(
                    f"{fil}: «{nummer} {etter}» i [[utgaatt]] skal være «gammelt nytt», én gang."
                )
            utgaatt.add(nummer)
            gammel = numre.get(nummer, Kommunenummer(nummer))
            numre[nummer] = Kommunenummer(
                nummer, gammel.navn, gammel.gyldig_fra, dato, tuple(etter.split())
            )
    for nummer in utgaatt:
        if ukjente := set(numre[nummer].erstattet_av) - set(numre):
            raise RegisterFeil(f"{fil}: {nummer} ble til {sorted(ukjente)}, som ikke står i filen.")
    return {**_hode(data, fil, {"numre", "utgaatt"}), "numre": numre}


def les_postnumre(data: Mapping[str, Any], fil: str) -> dict[str, Any]:
    """The fields of the register of postcodes."""
    steder = {}
    for nummer, sted in _linjer(data, fil):
        if nummer in steder or not sted:
            raise RegisterFeil(f"{fil}: «{nummer} {sted}» skal være «0155 OSLO», én gang.")
        steder[nummer] = Poststed(nummer, sted)
    return {**_hode(data, fil, {"koder"}), "steder": steder}


def _koder(innhold: Mapping[str, Any], sted: str) -> Iterator[Registerkode]:
    for kodeverdi, beskrivelse in innhold.get("koder", {}).items():
        yield Registerkode(kodeverdi, _tekst(beskrivelse, sted))
    for rad in innhold.get("andre", []):
        if not {"kode", "beskrivelse"} <= set(rad) <= _KODENOEKLER:
            raise RegisterFeil(f"{sted}: [[…andre]] tar {sorted(_KODENOEKLER)}, ikke {rad}.")
        gyldig = {
            noekkel: _dato(rad[noekkel], f"{sted} {noekkel}")
            for noekkel in ("gyldig_fra", "gyldig_til")
            if noekkel in rad
        }
        yield Registerkode(
            rad["kode"],
            _tekst(rad["beskrivelse"], sted),
            rad.get("status", "Gyldig"),
            tuple(rad.get("erstattet_av", ())),
            **gyldig,
        )


def _krev_etterfoelgere(koder: Mapping[str, Registerkode], sted: str) -> None:
    for kode in koder.values():
        if ukjente := [e for e in kode.erstattet_av if e.casefold() not in koder]:
            raise RegisterFeil(f"{sted}: {kode.kodeverdi} er erstattet av {ukjente}: ukjent kode.")


def _hode(data: Mapping[str, Any], fil: str, egne: set[str]) -> dict[str, Any]:
    if ukjente := set(data) - egne - {"navn", "kilde", "utgave", "komplett"}:
        raise RegisterFeil(f"{fil} har ukjente nøkler {sorted(ukjente)}.")
    return {
        "navn": _navn(data, fil),
        "komplett": _komplett(data, fil),
        "utgave": _dato(data.get("utgave"), f"{fil}: utgave"),
    }


def _linjer(data: Mapping[str, Any], sted: str) -> Iterator[tuple[str, str]]:
    for linje in data.get("koder", []):
        treff = _NUMMER.fullmatch(linje)
        if treff is None:
            raise RegisterFeil(f"{sted}: «{linje}» skal begynne med fire siffer.")
        yield treff["nummer"], treff["navn"] or ""


def _navn(data: Mapping[str, Any], sted: str) -> Tekst:
    navn = data.get("navn")
    if not isinstance(navn, Mapping) or set(navn) != set(SPRAAK) or not data.get("kilde"):
        raise RegisterFeil(f"{sted} skal ha navn på nb, nn og en, og en kilde.")
    return Tekst(**navn)


def _tekst(verdi: object, sted: str) -> Tekst:
    if isinstance(verdi, str) and verdi:
        return som_tekst(verdi)
    if isinstance(verdi, Mapping) and set(verdi) == set(SPRAAK):
        return Tekst(**verdi)
    raise RegisterFeil(f"{sted}: beskrivelsen {verdi!r} skal være tekst.")


def _komplett(data: Mapping[str, Any], sted: str) -> bool:
    """Said outright: a list that forgets to say it could put the blame on an applicant."""
    komplett = data.get("komplett")
    if not isinstance(komplett, bool):
        raise RegisterFeil(f"{sted}: komplett skal være true eller false.")
    return komplett


def _dato(verdi: object, sted: str) -> date:
    if not isinstance(verdi, date) or isinstance(verdi, datetime):
        raise RegisterFeil(f"{sted} skal være en dato uten anførselstegn, ikke {verdi!r}.")
    return verdi
