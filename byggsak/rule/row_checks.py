"""What a field row asks, made from the row: its parameters, read and compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from byggsak.rule.comparisons import (
    Jevnfoering,
    Utgaatt,
    datofrist,
    datorekkefoelge,
    summen,
    utgaatt,
)
from byggsak.rule.errors import FelttabellFeil
from byggsak.rule.predicates import KONTROLLSIFFER, TYPER, Proeve, grense, kodeliste, moenster
from byggsak.rule.register_checks import REGISTERKRAV
from byggsak.rule.tables import UTFYLLING, Kodelister

TAR: Final[Mapping[str, set[str]]] = {
    "gyldig": {"moenster", "type"},
    "kodeliste": {"koder", "kodeliste", "register"},
    "kontrollsiffer": {"type"},
    "minst": {"verdi"},
    "hoeyst": {"verdi"},
    "lik": {"verdi", "med"},
    "ikke_foer": {"med", "dager"},
    "ikke_etter": {"med", "dager"},
    "sum": {"ledd", "toleranse"},
    "utgaatt": {"liste"},
    **REGISTERKRAV,
}
PARAMETRE: Final = frozenset().union(*TAR.values())
_SAMMEN: Final = frozenset({"sum"})
"""Predicates that take all their parameters; the others take one of them."""

Utgaattlister = Mapping[str, Mapping[str, Utgaatt]]


def proeve(krav: str, rad: Mapping[str, Any], sted: str, lister: Kodelister) -> Proeve | None:
    if krav in TYPER:
        return TYPER[krav]
    if krav in UTFYLLING:
        return None
    gitt = set(rad) & TAR[krav]
    if krav in _SAMMEN and gitt != TAR[krav]:
        raise FelttabellFeil(f"{sted}: krav «{krav}» skal ha {sorted(TAR[krav])}.")
    if krav not in _SAMMEN and TAR[krav] and len(gitt) != 1:
        raise FelttabellFeil(f"{sted}: krav «{krav}» skal ha én av {sorted(TAR[krav])}.")
    if not gitt:
        return None
    noekkel = gitt.pop()
    verdi = rad[noekkel]
    match krav, noekkel:
        case "gyldig", "moenster":
            try:
                return moenster(str(verdi))
            except re.error as feil:
                raise FelttabellFeil(f"{sted}: mønsteret kan ikke leses: {feil}.") from feil
        case ("gyldig", "type") | ("kontrollsiffer", "type"):
            typer = TYPER if krav == "gyldig" else KONTROLLSIFFER
            if verdi not in typer:
                raise FelttabellFeil(f"{sted}: type «{verdi}» finnes ikke; velg {sorted(typer)}.")
            return typer[verdi]
        case "kodeliste", "koder":
            koder = frozenset(les_liste(verdi, f"{sted}: koder"))
            if not koder:
                raise FelttabellFeil(f"{sted}: koder er tom; da blir alle koder feil.")
            return kodeliste(koder)
        case "kodeliste", "kodeliste":
            if verdi not in lister:
                raise FelttabellFeil(
                    f"{sted}: kodelisten «{verdi}» finnes ikke; velg {sorted(lister)} eller legg "
                    "den i kodelister.toml."
                )
            return kodeliste(lister[verdi])
        case (("minst" | "hoeyst"), _):
            try:
                tall = Decimal(str(verdi))
            except InvalidOperation:
                raise FelttabellFeil(f"{sted}: verdi «{verdi}» er ikke et tall.") from None
            return grense(tall, None) if krav == "minst" else grense(None, tall)
        case _:
            return None  # asked about more than the value, see `byggsak.rule.fields`


def jevnfoering(
    krav: str, rad: Mapping[str, Any], sted: str, gaatt_ut: Utgaattlister
) -> Jevnfoering | None:
    match krav:
        case "ikke_foer" | "ikke_etter":
            foer = krav == "ikke_etter"
            if "med" in rad:
                return datorekkefoelge(rad["med"], foer=foer)
            if not isinstance(rad["dager"], int):
                raise FelttabellFeil(f"{sted}: dager skal være et helt tall.")
            return datofrist(rad["dager"], foer=foer)
        case "sum":
            try:
                return summen(tuple(rad["ledd"]), Decimal(str(rad["toleranse"])))
            except InvalidOperation:
                raise FelttabellFeil(f"{sted}: toleransen er ikke et tall.") from None
        case "utgaatt":
            if rad["liste"] not in gaatt_ut:
                raise FelttabellFeil(f"{sted}: [[utgaatt.{rad['liste']}]] finnes ikke i filen.")
            return utgaatt(gaatt_ut[rad["liste"]])
        case _:
            return None


def les_utgaatte(data: object, fil: str) -> dict[str, dict[str, Utgaatt]]:
    """[[utgaatt.name]] with `fra` and `koder`: «old new» or «old new new»."""
    if not isinstance(data, Mapping):
        raise FelttabellFeil(f"{fil}: utgåtte koder skrives [[utgaatt.navn]].")
    lister: dict[str, dict[str, Utgaatt]] = {}
    for navn, deler in data.items():
        liste = lister.setdefault(navn, {})
        for del_ in deler:
            fra = les_dato(del_.get("fra"), f"{fil}: utgaatt.{navn} fra")
            for linje in les_liste(del_.get("koder"), f"{fil}: utgaatt.{navn} koder"):
                gammel, *nye = linje.split()
                if not nye or gammel in liste:
                    raise FelttabellFeil(
                        f"{fil}: utgaatt.{navn} «{linje}» skal være «gammel ny», hver kode én gang."
                    )
                liste[gammel] = Utgaatt(fra, "/".join(nye))
    return lister


def les_dato(verdi: object, sted: str) -> date:
    if not isinstance(verdi, date) or isinstance(verdi, datetime):
        raise FelttabellFeil(f"{sted} må være en dato uten anførselstegn, ikke {verdi!r}.")
    return verdi


def les_liste(verdi: object, sted: str) -> list[str]:
    if isinstance(verdi, str):
        return [verdi]
    if verdi is None:
        return []
    if not isinstance(verdi, list) or not all(isinstance(v, str) for v in verdi):
        raise FelttabellFeil(f"{sted} skal være en tekst eller en liste av tekster.")
    return verdi
