"""Properties from the cadastre: `GET <base>/geokoding?kommunenummer=&gardsnummer=&bruksnummer=`,
as api.kartverket.no/eiendom/v1. The answer is a GeoJSON FeatureCollection, empty when there is no
such property.
"""

from __future__ import annotations

from typing import Final

from byggsak.domain.register import Matrikkelenhet, Oppslagssvar
from byggsak.domain.tekst import Tekst
from byggsak.registre.form import heltall, liste, objekt, tekst, uventet
from byggsak.registre.henting import Henter
from byggsak.registre.oppslag import Klokke, Oppslag, Oppslagsregler

REGISTER: Final = Tekst("matrikkelen", "matrikkelen", "the cadastre")


class Geokoding:
    def __init__(
        self, adresse: str, henter: Henter, klokke: Klokke, regler: Oppslagsregler
    ) -> None:
        self._adresse = adresse.rstrip("/")
        self._henter = henter
        self.oppslag: Oppslag[Matrikkelenhet] = Oppslag(REGISTER, self._hent, klokke, regler)

    def eiendom(self, nummer: Matrikkelenhet) -> Oppslagssvar[Matrikkelenhet]:
        return self.oppslag.spoer("/".join(map(str, _ledd(nummer))))

    def _hent(self, noekkel: str) -> Matrikkelenhet | None:
        kommune, *ledd = noekkel.split("/")
        spurt = Matrikkelenhet(kommune, *map(int, ledd))
        parametre = {
            "kommunenummer": spurt.kommunenummer,
            "gardsnummer": str(spurt.gaardsnummer),
            "bruksnummer": str(spurt.bruksnummer),
        }
        if spurt.festenummer:
            parametre["festenummer"] = str(spurt.festenummer)
        if spurt.seksjonsnummer:
            parametre["seksjonsnummer"] = str(spurt.seksjonsnummer)
        rot = objekt(self._henter.json(f"{self._adresse}/geokoding", parametre))
        if rot.get("type") != "FeatureCollection":
            raise uventet()
        funnet = [les_eiendom(teig) for teig in liste(rot.get("features"))]
        if not funnet:
            return None
        if spurt not in funnet:  # an answer about something else is no answer
            raise uventet()
        return spurt


def les_eiendom(teig: object) -> Matrikkelenhet:
    egenskaper = objekt(objekt(teig).get("properties"))
    return Matrikkelenhet(
        kommunenummer=tekst(egenskaper.get("kommunenummer")),
        gaardsnummer=heltall(egenskaper.get("gardsnummer")),
        bruksnummer=heltall(egenskaper.get("bruksnummer")),
        festenummer=heltall(egenskaper.get("festenummer", 0)),
        seksjonsnummer=heltall(egenskaper.get("seksjonsnummer", 0)),
    )


def _ledd(nummer: Matrikkelenhet) -> tuple[object, ...]:
    return (
        nummer.kommunenummer,
        nummer.gaardsnummer,
        nummer.bruksnummer,
        nummer.festenummer,
        nummer.seksjonsnummer,
    )
