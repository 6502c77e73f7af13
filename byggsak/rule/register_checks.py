"""Field rows that need a register: what the look-up says, made into one answer.

A register this installation is not connected to is not asked: `ikke_aktuell`, with that reason.
One that gives no answer is `uavklart`, with the register and the time. Neither is the applicant's
fault, and neither is a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from byggsak.domain.felt import Felt
from byggsak.domain.funn import Utfall
from byggsak.domain.register import (
    GYLDIGE_STATUSER,
    Enhet,
    IkkeFunnet,
    Kommunenummer,
    KunneIkkeSporre,
    Matrikkelenhet,
    Registerkode,
    Registre,
    Treff,
)
from byggsak.domain.tekst import Tekst
from byggsak.rule import register_texts as tekster
from byggsak.rule.comparisons import UKJENT_MOTTATT
from byggsak.rule.field_texts import IKKE_UTFYLT, SETNINGER, Setninger

_STOERSTE_LEDD: Final = 9
"""Digits: no part of a cadastral number is longer; int() refuses very long texts."""


class Registerdom(NamedTuple):
    """The answer of one row about one field; `setninger` say what is wrong, `grense` what holds."""

    utfall: Utfall
    grunn: Tekst | None = None
    setninger: Setninger | None = None
    grense: str = ""


@dataclass(frozen=True, slots=True)
class Registersak:
    """What a register row may know besides the field: `mottatt` is the day of receipt."""

    registre: Registre
    rot: Felt
    test: bool
    mottatt: date | None


Registerproeve = Callable[[Registersak, Felt, Felt], Registerdom]
"""(the case, the instance the row is asked in, the filled-in field) -> the answer."""

_OPPFYLT: Final = Registerdom(Utfall.OPPFYLT)


def proeve(krav: str, rad: Mapping[str, Any]) -> Registerproeve | None:
    """The register question of a row; None when the row needs no register."""
    match krav:
        case "kodeliste" if "register" in rad:
            return _kodeliste(str(rad["register"]))
        case "postnummer_poststed":
            return _postnummer(str(rad["med"]))
        case _:
            return _UTEN_PARAMETRE.get(krav)


def _kodeliste(liste: str) -> Registerproeve:
    def proev(sak: Registersak, _: Felt, felt: Felt) -> Registerdom:
        register = sak.registre.kodelister
        if register is None:
            return _ikke_tilkoblet(tekster.KODELISTER)
        svar = register.kode(liste, felt.tekst or "")
        if not isinstance(svar, Treff):
            return _uten_treff(svar, SETNINGER["kodeliste"])
        return _gyldighet(svar, svar.verdi, sak.mottatt, tekster.KODE_UTGAATT)

    return proev


def _kommunenummer(sak: Registersak, _: Felt, felt: Felt) -> Registerdom:
    register = sak.registre.kommuner
    if register is None:
        return _ikke_tilkoblet(tekster.KOMMUNER)
    svar = register.kommune(felt.tekst or "")
    if not isinstance(svar, Treff):
        return _uten_treff(svar, tekster.IKKE_KOMMUNENUMMER)
    return _gyldighet(svar, svar.verdi, sak.mottatt, tekster.KOMMUNENUMMER_UTGAATT)


def _postnummer(med: str) -> Registerproeve:
    def proev(sak: Registersak, her: Felt, felt: Felt) -> Registerdom:
        fra = sak.rot if med.startswith("/") else her
        oppgitt = fra.verdi(med.removeprefix("/"))
        if oppgitt is None:
            return Registerdom(Utfall.IKKE_AKTUELL, IKKE_UTFYLT)
        register = sak.registre.postnumre
        if register is None:
            return _ikke_tilkoblet(tekster.POSTNUMRE)
        svar = register.poststed(felt.tekst or "")
        if not isinstance(svar, Treff):
            return _uten_treff(svar, tekster.IKKE_POSTNUMMER)
        if _likt_sted(oppgitt, svar.verdi.poststed):
            return _OPPFYLT
        return _brutt(svar, tekster.ANNET_POSTSTED, svar.verdi.poststed)

    return proev


def _registrert(sak: Registersak, _: Felt, felt: Felt) -> Registerdom:
    svar = _enhet(sak, felt)
    if isinstance(svar, Registerdom):
        return svar
    slettet = svar.verdi.slettet
    if slettet is None:
        return _OPPFYLT
    if sak.mottatt is None:
        return Registerdom(Utfall.UAVKLART, UKJENT_MOTTATT)
    if sak.mottatt < slettet:
        return _OPPFYLT
    return _brutt(svar, tekster.ENHET_SLETTET, slettet.isoformat())


def _ikke_konkurs(sak: Registersak, _: Felt, felt: Felt) -> Registerdom:
    svar = _enhet(sak, felt)
    if isinstance(svar, Registerdom):
        if svar.utfall is Utfall.BRUTT:  # the finding of `organisasjonsnummer_registrert`
            return Registerdom(Utfall.IKKE_AKTUELL, tekster.IKKE_REGISTRERT)
        return svar
    return _brutt(svar, tekster.ENHET_KONKURS) if svar.verdi.konkurs else _OPPFYLT


def _enhet(sak: Registersak, felt: Felt) -> Treff[Enhet] | Registerdom:
    register = sak.registre.enheter
    if register is None:
        return _ikke_tilkoblet(tekster.ENHETER)
    nummer = felt.tekst or ""
    svar = register.enhet(nummer)
    if isinstance(svar, Treff):
        return svar
    if isinstance(svar, IkkeFunnet) and sak.test and nummer[:1] in ("2", "3"):
        return Registerdom(Utfall.IKKE_AKTUELL, tekster.SYNTETISK)
    return _uten_treff(svar, tekster.IKKE_ENHET)


def _matrikkelenhet(sak: Registersak, _: Felt, felt: Felt) -> Registerdom:
    """Asked about the title number; the other parts stand beside it."""
    if sak.test:
        return Registerdom(Utfall.IKKE_AKTUELL, tekster.SYNTETISK)
    register = sak.registre.matrikkel
    if register is None:
        return _ikke_tilkoblet(tekster.MATRIKKEL)
    nummer = _matrikkelnummer(felt)
    if nummer is None:
        return Registerdom(Utfall.IKKE_AKTUELL, tekster.IKKE_HELT_MATRIKKELNUMMER)
    svar = register.eiendom(nummer)
    return _OPPFYLT if isinstance(svar, Treff) else _uten_treff(svar, tekster.IKKE_I_MATRIKKELEN)


def _matrikkelnummer(bruksnummer: Felt) -> Matrikkelenhet | None:
    """None when a part is missing or not a number: other rows say so."""
    rundt = bruksnummer.forelder
    kommune = rundt.verdi("kommunenummer") if rundt is not None else None
    if rundt is None or kommune is None or not (len(kommune) == 4 and kommune.isdecimal()):
        return None
    ledd = [
        _ledd(rundt.verdi(navn))
        for navn in ("gaardsnummer", "bruksnummer", "festenummer", "seksjonsnummer")
    ]
    if None in ledd or not ledd[0] or not ledd[1]:
        return None
    return Matrikkelenhet(kommune, *(tall for tall in ledd if tall is not None))


def _ledd(tekst: str | None) -> int | None:
    if tekst is None:
        return 0
    if not (tekst.isascii() and tekst.isdigit() and len(tekst) <= _STOERSTE_LEDD):
        return None
    return int(tekst)


def _gyldighet(
    svar: Treff[Any], verdi: Registerkode | Kommunenummer, mottatt: date | None, utgaatt: Setninger
) -> Registerdom:
    """In force on the day of receipt; else expired (with its successor) or not yet in force."""
    status = isinstance(verdi, Kommunenummer) or verdi.status in GYLDIGE_STATUSER
    if status and verdi.gyldig_fra is None and verdi.gyldig_til is None:
        return _OPPFYLT
    if mottatt is None:
        return Registerdom(Utfall.UAVKLART, UKJENT_MOTTATT)
    if verdi.gjelder(mottatt):
        return _OPPFYLT
    if status and verdi.gyldig_fra is not None and mottatt < verdi.gyldig_fra:
        return _brutt(svar, tekster.GJELDER_IKKE_ENNAA, verdi.gyldig_fra.isoformat())
    if verdi.erstattet_av:
        return _brutt(svar, utgaatt, " / ".join(verdi.erstattet_av))
    return _brutt(svar, tekster.UTGAATT_UTEN_ETTERFOELGER)


def _brutt(svar: Treff[Any], setninger: Setninger, grense: str = "") -> Registerdom:
    if svar.alder is not None:
        setninger = tekster.med_alder(setninger, svar.register, svar.tidspunkt)
    return Registerdom(Utfall.BRUTT, None, setninger, grense)


def _uten_treff(svar: IkkeFunnet | KunneIkkeSporre, setninger: Setninger) -> Registerdom:
    match svar:
        case IkkeFunnet():
            return Registerdom(Utfall.BRUTT, None, setninger)
        case KunneIkkeSporre():
            return Registerdom(Utfall.UAVKLART, svar.grunntekst)


def _ikke_tilkoblet(register: Tekst) -> Registerdom:
    return Registerdom(Utfall.IKKE_AKTUELL, tekster.ikke_tilkoblet(register))


def _likt_sted(oppgitt: str, registrert: str) -> bool:
    return " ".join(oppgitt.split()).casefold() == " ".join(registrert.split()).casefold()


_UTEN_PARAMETRE: Final[Mapping[str, Registerproeve]] = {
    "kommunenummer": _kommunenummer,
    "organisasjonsnummer_registrert": _registrert,
    "organisasjon_ikke_konkurs": _ikke_konkurs,
    "matrikkelenhet_registrert": _matrikkelenhet,
}

REGISTERKRAV: Final[Mapping[str, set[str]]] = {
    "postnummer_poststed": {"med"},
    **{krav: set() for krav in _UTEN_PARAMETRE},
}
"""The predicates that always need a register, and what each takes."""

__all__ = [
    "REGISTERKRAV",
    "Registerdom",
    "Registerproeve",
    "Registersak",
    "proeve",
]
