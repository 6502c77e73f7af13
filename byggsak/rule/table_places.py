"""One block of rows at many places: a party, an address or a property is described once.

`[[sted]]` in a field table says where the rows are asked. `{sted}` in `xpath`, `for`, `naar`,
`med` and `ledd` is the place's path, in `ord`, `melding` and `raad` its noun phrase; `{Sted}` in
an id is the place's part of it::

    [[sted]]
    skjema = ["ettrinn v4", "endring v2"]       # or as in [tabell]; "v4 v5" for two versions
    id = "Tiltakshaver"                         # id, xpath and ord when the rows name the place
    xpath = "tiltakshaver"                      # "." when the place is the instance of `for`
    ord = { nb = "tiltakshaver", nn = "tiltakshavar", en = "the developer" }
    for = "naboer/nabo"                         # the rest is optional
    naar = "..."                                # besides the row's own
    hjemmel = { lov = "pbl", paragraf = "23-4" }             # when the row has none of its own
    uten = ["Kontaktperson.*"]                  # rows (by the rest of their id) not asked here
    endret."Navn.Utfylt" = { alvorlighet = "advarsel" }      # what differs here

    [[felt]]
    id = "{Skjema}.{Sted}.Navn.Utfylt"
    xpath = "{sted}/navn"
    ...
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, Final

from byggsak.domain.tekst import SPRAAK
from byggsak.rule.errors import FelttabellFeil

_NOEKLER: Final = {
    "skjema", "id", "xpath", "for", "naar", "ord", "hjemmel", "uten", "endret",
}  # fmt: skip
_SKJEMA: Final = re.compile(r"(?P<navn>[A-Za-z_][\w.-]*)(?P<versjoner>( v[0-9]+)*)")
_STIER: Final = ("xpath", "for", "naar", "med", "ledd")
_TEKSTER: Final = ("ord", "melding", "raad")


@dataclass(frozen=True)
class Skjemarader:
    """The rows about one form and some of its versions. `rader`: (what the row is, the row)."""

    skjema: str
    versjoner: frozenset[str]
    rader: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)


def fordel(data: Mapping[str, Any], fil: str) -> list[Skjemarader]:
    """The rows of the file by form and version, every place written out.

    Raises FelttabellFeil for a place that cannot be read.
    """
    hode = data["tabell"]
    rader = data["felt"]
    versjoner = frozenset(_liste(hode.get("versjoner", []), f"{fil}: versjoner"))
    samlet: dict[tuple[str, frozenset[str]], Skjemarader] = {}

    def legg_til(skjema: str, sted: str, nye: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        noekkel = _skjema(skjema, versjoner, sted)
        samlet.setdefault(noekkel, Skjemarader(*noekkel)).rader.extend(nye)

    for skjema in _liste(hode.get("skjema", []), f"{fil}: [tabell] skjema"):
        legg_til(skjema, f"{fil}: [tabell]", _alle(rader, fil))
    steder = data.get("sted", [])
    if not isinstance(steder, list):
        raise FelttabellFeil(f"{fil}: steder skrives [[sted]].")
    for nr, sted in enumerate(steder, 1):
        navn = f"{fil}: [[sted]] nr. {nr} ({sted.get('id', 'uten id')})"
        _kontroller(sted, rader, navn)
        for skjema in _liste(sted["skjema"], f"{navn}: skjema"):
            legg_til(skjema, navn, _paa_stedet(rader, sted, navn))
    return list(samlet.values())


def _alle(rader: list[Any], fil: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for nr, rad in enumerate(rader, 1):
        yield f"{fil}: [[felt]] nr. {nr}", rad


def _skjema(tekst: str, ellers: frozenset[str], sted: str) -> tuple[str, frozenset[str]]:
    treff = _SKJEMA.fullmatch(tekst)
    if treff is None:
        raise FelttabellFeil(
            f"{sted}: skjema «{tekst}» skal være som «ettrinn» eller «ettrinn v4»."
        )
    egne = frozenset(v.removeprefix("v") for v in treff["versjoner"].split())
    return treff["navn"], egne or ellers


def _kontroller(sted: Mapping[str, Any], rader: list[Any], navn: str) -> None:
    if ukjente := set(sted) - _NOEKLER:
        raise FelttabellFeil(f"{navn} har ukjente nøkler {sorted(ukjente)}.")
    if "skjema" not in sted:
        raise FelttabellFeil(f"{navn} mangler skjema.")
    if "ord" in sted and set(sted["ord"]) != set(SPRAAK):
        raise FelttabellFeil(f"{navn}: ord skal ha nb, nn og en.")
    kjente = [_resten(str(rad.get("id", ""))) for rad in rader]
    for moenster in (*_liste(sted.get("uten", []), f"{navn}: uten"), *sted.get("endret", {})):
        if not any(fnmatchcase(kjent, moenster) for kjent in kjente):
            raise FelttabellFeil(f"{navn}: ingen rad heter «{moenster}».")


def _paa_stedet(
    rader: list[Any], sted: Mapping[str, Any], navn: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    uten = _liste(sted.get("uten", []), navn)
    for nr, rad in enumerate(rader, 1):
        rest = _resten(str(rad.get("id", "")))
        if any(fnmatchcase(rest, moenster) for moenster in uten):
            continue
        her = {**rad, **sted.get("endret", {}).get(rest, {})}
        for noekkel in set(_STIER) & set(her):
            her[noekkel] = _sti(her[noekkel], sted.get("xpath"), navn)
        for noekkel in set(_TEKSTER) & set(her):
            her[noekkel] = _ord(her[noekkel], sted.get("ord"), navn)
        her["id"] = _bytt(str(her.get("id", "")), "{Sted}", sted.get("id"), navn)
        if "for" in sted:
            her["for"] = "/".join(filter(None, [sted["for"], her.get("for", "")]))
        if "naar" in sted:
            her["naar"] = " og ".join(filter(None, [her.get("naar"), sted["naar"]]))
        if "hjemmel" in sted:
            her.setdefault("hjemmel", sted["hjemmel"])
        yield f"{navn} [[felt]] nr. {nr}", her


def _bytt(tekst: str, merke: str, med: str | None, navn: str) -> str:
    if med is None and merke in tekst:
        raise FelttabellFeil(f"{navn}: «{tekst}» nevner stedet, men stedet sier ikke hva det er.")
    return tekst.replace(merke, med or "")


def _ord(tekst: Any, ord_: Mapping[str, str] | None, navn: str) -> Any:
    if not isinstance(tekst, Mapping):
        return tekst  # refused with the row
    return {s: _bytt(t, "{sted}", ord_[s] if ord_ else None, navn) for s, t in tekst.items()}


def _sti(verdi: Any, sti: str | None, navn: str) -> Any:
    if isinstance(verdi, list):
        return [_sti(v, sti, navn) for v in verdi]
    if sti != ".":
        return _bytt(verdi, "{sted}", sti, navn)
    return verdi.replace("{sted}/", "").replace("{sted}", ".")


def _resten(id_: str) -> str:
    """The id without the form and the place: what `uten` and `endret` name."""
    return id_.removeprefix("{Skjema}.").removeprefix("{Sted}.")


def _liste(verdi: object, sted: str) -> list[str]:
    verdier = [verdi] if isinstance(verdi, str) else verdi
    if not isinstance(verdier, list) or not all(isinstance(v, str) for v in verdier):
        raise FelttabellFeil(f"{sted} skal være en tekst eller en liste av tekster.")
    return verdier
