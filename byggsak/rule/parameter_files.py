"""Reads `krav.toml` and the municipalities' overrides; every fault names the file and the key.

A `krav.toml` in any folder of a rules package::

    [felles.toleranse_lengde]                       # section (rule id or a common area), key
    enhet = "m"
    kommune_kan_endre = false
    verdier = [{ fra = 2010-07-01, verdi = "0.010", kilde = "…" }]

    ["pbl-29-4-avstand-nabogrense".minste_avstand]
    enhet = "m"
    kommune_kan_endre = false
    verdier = [
      { fra = 2010-07-01, verdi = "4.0", kilde = "pbl § 29-4 andre ledd" },
      { fra = 2031-01-01, verdi = "opphevet", kilde = "…" },   # ends it
    ]

`verdi` is a string, or a list of strings for a tuple or set. `merknad` is free text. A rule's
`Krav` is filled from the section with the rule's id, then from `felles`. Other sections without
a hyphen («fakta», «frister») are for code that is no rule: `Parametre.les(("fakta",), T, …)`.
A municipality overrides in `kommuner/<number>.toml`, `[krav."<section>".<key>]`, the keys that
say `kommune_kan_endre = true`; «opphevet» there returns to the national number.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from byggsak.rule.errors import ParameterFeil
from byggsak.rule.parameters import OPPHEVET, Rekker, Tall, Tallrekke

_REKKENOEKLER = {"enhet", "kommune_kan_endre", "verdier", "merknad"}
_TALLNOEKLER = {"fra", "verdi", "kilde"}


def les_rekker(data: Mapping[str, Any], fil: str) -> dict[tuple[str, str], Tallrekke]:
    """The numbers of one parsed TOML file; every fault names `fil` and the key."""
    rekker: dict[tuple[str, str], Tallrekke] = {}
    for seksjon, noekler in data.items():
        if not isinstance(noekler, Mapping):
            raise ParameterFeil(f"{fil}: «{seksjon}» må være en tabell [{seksjon}.<nøkkel>].")
        for noekkel, rad in noekler.items():
            rekker[(seksjon, noekkel)] = _les_rekke(seksjon, noekkel, rad, fil)
    return rekker


def les_overstyring(
    data: Mapping[str, Any], nasjonale: Rekker, fil: str
) -> dict[tuple[str, str], Tallrekke]:
    """A municipality's numbers, refused for keys the national file does not open."""
    rekker = les_rekker(data, fil)
    for (seksjon, noekkel), rekke in rekker.items():
        sted = f"{fil}: [krav.{seksjon!r}.{noekkel}]"
        nasjonal = nasjonale.get((seksjon, noekkel))
        if nasjonal is None:
            raise ParameterFeil(f"{sted} finnes ikke nasjonalt. Rett navnet, eller fjern det.")
        if not nasjonal.kommune_kan_endre:
            raise ParameterFeil(
                f"{sted} kan ikke endres av en kommune. Fjern det, eller sett "
                f"kommune_kan_endre = true i {nasjonal.fil} dersom loven åpner for det."
            )
        if rekke.enhet is not None and rekke.enhet != nasjonal.enhet:
            raise ParameterFeil(
                f"{sted} har enhet «{rekke.enhet}», nasjonalt er den «{nasjonal.enhet}»."
            )
    return rekker


def _les_rekke(seksjon: str, noekkel: str, rad: object, fil: str) -> Tallrekke:
    sted = f"{fil}: [{seksjon!r}.{noekkel}]"
    if not isinstance(rad, Mapping):
        raise ParameterFeil(f"{sted} må være en tabell med verdier = [{{ fra, verdi, kilde }}].")
    if ukjente := set(rad) - _REKKENOEKLER:
        raise ParameterFeil(f"{sted} har ukjente nøkler {sorted(ukjente)}.")
    linjer = rad.get("verdier")
    if not isinstance(linjer, list) or not linjer:
        raise ParameterFeil(f"{sted} mangler verdier = [{{ fra, verdi, kilde }}].")
    verdier = tuple(_les_tall(linje, sted) for linje in linjer)
    for foer, etter in pairwise(verdier):
        if etter.fra <= foer.fra:
            raise ParameterFeil(
                f"{sted} har {etter.fra.isoformat()} etter {foer.fra.isoformat()}. "
                "Datoene skal stå i rekkefølge, og hver dato bare én gang."
            )
    kan_endres = rad.get("kommune_kan_endre", False)
    if not isinstance(kan_endres, bool):
        raise ParameterFeil(f"{sted}: kommune_kan_endre må være true eller false.")
    return Tallrekke(
        seksjon, noekkel, rad.get("enhet"), kan_endres, verdier, fil, rad.get("merknad")
    )


def _les_tall(linje: object, sted: str) -> Tall:
    if not isinstance(linje, Mapping) or set(linje) != _TALLNOEKLER:
        raise ParameterFeil(f"{sted}: hver linje skal ha fra, verdi og kilde, ikke {linje!r}.")
    fra, verdi, kilde = linje["fra"], linje["verdi"], linje["kilde"]
    if not isinstance(fra, date) or isinstance(fra, datetime):
        raise ParameterFeil(f"{sted}: fra må være en dato uten anførselstegn, ikke {fra!r}.")
    if not isinstance(kilde, str) or not kilde.strip():
        raise ParameterFeil(f"{sted}: linjen fra {fra.isoformat()} mangler kilde.")
    if isinstance(verdi, list) and all(isinstance(v, str) for v in verdi):
        return Tall(fra, tuple(verdi), kilde)
    if not isinstance(verdi, str):
        raise ParameterFeil(
            f"{sted}: verdi må stå i anførselstegn (desimaltall går tapt ellers), ikke {verdi!r}."
        )
    return Tall(fra, None if verdi == OPPHEVET else verdi, kilde)
