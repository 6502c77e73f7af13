"""Code lists from the national register: `GET <base>/<list>.json`, as register.geonorge.no/api.

The whole list is fetched and remembered, so a code that is not in it is known not to be. The
register names no successor; where the embedded edition does, that is added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from byggsak.domain.register import IkkeFunnet, KunneIkkeSporre, Oppslagssvar, Registerkode, Treff
from byggsak.domain.tekst import Tekst, som_tekst
from byggsak.registre import grunner
from byggsak.registre.form import dag, liste, objekt, tekst, uventet
from byggsak.registre.henting import Henter
from byggsak.registre.innebygd import InnebygdeKodelister
from byggsak.registre.oppslag import Klokke, Oppslag, Oppslagsregler

REGISTER: Final = Tekst(
    "det nasjonale registeret over kodelister",
    "det nasjonale registeret over kodelister",
    "the national register of code lists",
)


class Geonorge:
    """The code lists that have a place in the national register; the others are the embedded."""

    def __init__(
        self,
        adresse: str,
        innebygde: InnebygdeKodelister,
        henter: Henter,
        klokke: Klokke,
        regler: Oppslagsregler,
    ) -> None:
        self._adresse = adresse.rstrip("/")
        self._innebygde = innebygde
        self._henter = henter
        self.oppslag: Oppslag[Mapping[str, Registerkode]] = Oppslag(
            REGISTER, self._hent, klokke, regler
        )

    def kode(self, liste: str, kodeverdi: str) -> Oppslagssvar[Registerkode]:
        innebygd = self._innebygde.lister.get(liste)
        if innebygd is None or innebygd.sti is None:
            return self._innebygde.kode(liste, kodeverdi)
        svar = self.oppslag.spoer(innebygd.sti)
        if not isinstance(svar, Treff):
            return replace(svar, register=innebygd.navn)
        kode = svar.verdi.get(kodeverdi.casefold())
        if kode is not None:
            kjent = innebygd.koder.get(kodeverdi.casefold())
            if kjent is not None and kjent.erstattet_av:
                kode = replace(kode, erstattet_av=kjent.erstattet_av)
            return Treff(kode, innebygd.navn, svar.tidspunkt, svar.alder)
        if svar.alder is not None:
            return KunneIkkeSporre(innebygd.navn, svar.tidspunkt, grunner.IKKE_I_GAMMELT)
        return IkkeFunnet(innebygd.navn, svar.tidspunkt)

    def _hent(self, sti: str) -> Mapping[str, Registerkode]:
        return les_kodeliste(self._henter.json(f"{self._adresse}/{sti}.json"))


def les_kodeliste(svar: object) -> dict[str, Registerkode]:
    """The codes of one answer by their value in lower case. An empty list, or one page of a longer
    list, is no answer: it would make codes that exist look unknown."""
    rot = objekt(svar)
    koder: dict[str, Registerkode] = {}
    rader = liste(rot.get("containeditems"))
    for rad in rader:
        kode = _kode(objekt(rad))
        if kode is not None:
            koder.setdefault(kode.kodeverdi.casefold(), kode)
    if not koder or _er_del(objekt(rot.get("containeditemsresult") or {}), len(rader)):
        raise uventet()
    return koder


def _kode(rad: Mapping[str, Any]) -> Registerkode | None:
    """None for an item that has no code value, such as a sub-list."""
    if not rad.get("codevalue"):
        return None
    return Registerkode(
        kodeverdi=tekst(rad["codevalue"]),
        beskrivelse=som_tekst(tekst(rad.get("label"))),
        status=tekst(rad.get("status")),
        gyldig_fra=dag(rad.get("validfrom")),
        gyldig_til=dag(rad.get("validto")),
    )


def _er_del(side: Mapping[str, Any], antall: int) -> bool:
    """The register tells the total only when it cuts the list into pages."""
    total = side.get("total")
    return isinstance(total, int) and total > antall
