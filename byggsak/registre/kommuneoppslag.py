"""Municipality numbers from a live service: `GET <base>/municipalities/<number>`.

The service answers 404 both for a number that does not exist and for an address that is wrong. It
counts as «does not exist» only when the same service, asked at once, answers well about a number
that is known to exist.
"""

from __future__ import annotations

import re
from typing import Final

from byggsak.domain.register import IkkeFunnet, Kommunenummer, Oppslagssvar
from byggsak.domain.tekst import Tekst
from byggsak.registre.form import dag, objekt, tekst, uventet
from byggsak.registre.henting import FinnesIkke, Henter
from byggsak.registre.oppslag import Klokke, Oppslag, Oppslagsregler

REGISTER: Final = Tekst(
    "registeret over kommunenummer",
    "registeret over kommunenummer",
    "the register of municipality numbers",
)
FINNES: Final = "0301"
"""A number known to exist (Oslo)."""
_NUMMER: Final = re.compile(r"[0-9]{4}")


class Kommuneoppslag:
    def __init__(
        self, adresse: str, henter: Henter, klokke: Klokke, regler: Oppslagsregler
    ) -> None:
        self._adresse = adresse.rstrip("/")
        self._henter = henter
        self._klokke = klokke
        self.oppslag: Oppslag[Kommunenummer] = Oppslag(REGISTER, self._hent, klokke, regler)

    def kommune(self, nummer: str) -> Oppslagssvar[Kommunenummer]:
        if not _NUMMER.fullmatch(nummer):
            return IkkeFunnet(REGISTER, self._klokke())
        return self.oppslag.spoer(nummer)

    def _hent(self, nummer: str) -> Kommunenummer | None:
        try:
            return self._ett(nummer)
        except FinnesIkke:
            if nummer == FINNES:
                raise
            self._ett(FINNES)
            return None

    def _ett(self, nummer: str) -> Kommunenummer:
        return les_kommune(self._henter.json(f"{self._adresse}/municipalities/{nummer}"), nummer)


def les_kommune(svar: object, nummer: str) -> Kommunenummer:
    """The number with its dates and successor, as the service writes them."""
    rot = objekt(svar)
    if tekst(rot.get("code")) != nummer:
        raise uventet()
    ny = rot.get("newmunicipalitycode")
    return Kommunenummer(
        nummer=nummer,
        navn=tekst(rot.get("name")),
        gyldig_fra=dag(rot.get("validfrom")),
        gyldig_til=dag(rot.get("validto")),
        erstattet_av=(tekst(ny),) if ny else (),
    )
