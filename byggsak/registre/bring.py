"""Postcodes from Bring: `GET <base>?pnr=0155&country=no&clientUrl=byggsak`.

The answer is {"result": "OSLO", "valid": true, ...}; an unknown postcode has "valid": false.
"""

from __future__ import annotations

import re
from typing import Final

from byggsak.domain.register import IkkeFunnet, Oppslagssvar, Poststed
from byggsak.domain.tekst import Tekst
from byggsak.registre.form import objekt, tekst, uventet
from byggsak.registre.henting import USER_AGENT, Henter
from byggsak.registre.oppslag import Klokke, Oppslag, Oppslagsregler

REGISTER: Final = Tekst("postnummerregisteret", "postnummerregisteret", "the postcode register")
_POSTNUMMER: Final = re.compile(r"[0-9]{4}")


class Bring:
    def __init__(
        self, adresse: str, henter: Henter, klokke: Klokke, regler: Oppslagsregler
    ) -> None:
        self._adresse = adresse
        self._henter = henter
        self._klokke = klokke
        self.oppslag: Oppslag[Poststed] = Oppslag(REGISTER, self._hent, klokke, regler)

    def poststed(self, postnummer: str) -> Oppslagssvar[Poststed]:
        if not _POSTNUMMER.fullmatch(postnummer):
            return IkkeFunnet(REGISTER, self._klokke())
        return self.oppslag.spoer(postnummer)

    def _hent(self, postnummer: str) -> Poststed | None:
        parametre = {"pnr": postnummer, "country": "no", "clientUrl": USER_AGENT}
        rot = objekt(self._henter.json(self._adresse, parametre))
        if not isinstance(rot.get("valid"), bool):
            raise uventet()
        return Poststed(postnummer, tekst(rot.get("result"))) if rot["valid"] else None
