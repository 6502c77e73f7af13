"""Organisations from Enhetsregisteret: `GET <base>/enheter/<number>`, as data.brreg.no.

A number may be a unit's or a sub-unit's. 404 is no answer by itself: only when the search of the
same service answers well that it has none, does the number not exist.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from byggsak.domain.register import Enhet, IkkeFunnet, Oppslagssvar
from byggsak.domain.tekst import Tekst
from byggsak.registre.form import boolsk, dag, heltall, objekt, tekst, uventet
from byggsak.registre.henting import FinnesIkke, Henter
from byggsak.registre.oppslag import Klokke, Oppslag, Oppslagsregler

REGISTER: Final = Tekst(
    "Enhetsregisteret", "Einingsregisteret", "the Central Coordinating Register"
)
_NUMMER: Final = re.compile(r"[0-9]{9}")


class Brreg:
    def __init__(
        self, adresse: str, henter: Henter, klokke: Klokke, regler: Oppslagsregler
    ) -> None:
        self._adresse = adresse.rstrip("/")
        self._henter = henter
        self._klokke = klokke
        self.oppslag: Oppslag[Enhet] = Oppslag(REGISTER, self._hent, klokke, regler)

    def enhet(self, organisasjonsnummer: str) -> Oppslagssvar[Enhet]:
        if not _NUMMER.fullmatch(organisasjonsnummer):
            return IkkeFunnet(REGISTER, self._klokke())
        return self.oppslag.spoer(organisasjonsnummer)

    def _hent(self, nummer: str) -> Enhet | None:
        for slag in ("enheter", "underenheter"):
            try:
                return les_enhet(self._json(f"{slag}/{nummer}"), nummer)
            except FinnesIkke:
                continue
        for slag in ("enheter", "underenheter"):
            funnet = self._json(slag, {"organisasjonsnummer": nummer})
            if heltall(objekt(funnet.get("page")).get("totalelements")) != 0:
                raise uventet()
        return None

    def _json(self, sti: str, parametre: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        return objekt(self._henter.json(f"{self._adresse}/{sti}", parametre))


def les_enhet(rot: Mapping[str, Any], nummer: str) -> Enhet:
    """The unit of one answer; a number other than the one asked about is no answer."""
    if tekst(rot.get("organisasjonsnummer")) != nummer:
        raise uventet()
    slettet = dag(rot.get("slettedato"))
    return Enhet(
        organisasjonsnummer=nummer,
        navn=tekst(rot.get("navn")) if slettet is None else str(rot.get("navn", "")),
        konkurs=boolsk(rot.get("konkurs")),
        under_avvikling=boolsk(rot.get("underavvikling"))
        or boolsk(rot.get("undertvangsavviklingellertvangsopplosning")),
        slettet=slettet,
    )
