"""Which registers are asked live, by setting. Without a setting nothing touches the network.

BYGGSAK_REGISTER_KODELISTER   https://register.geonorge.no/api
BYGGSAK_REGISTER_KOMMUNER     https://admbygg.dibk.no/api
BYGGSAK_REGISTER_KOMMUNER_BRUKER       user:password for it, when it asks
BYGGSAK_REGISTER_POSTNUMRE    https://api.bring.com/shippingguide/api/postalCode.json
BYGGSAK_REGISTER_POSTNUMRE_NOEKKEL     user:key of a Mybring account, when it asks
BYGGSAK_REGISTER_ENHETER      https://data.brreg.no/enhetsregisteret/api
BYGGSAK_REGISTER_MATRIKKEL    https://api.kartverket.no/eiendom/v1
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlsplit

from byggsak.domain.kommune import Kommune
from byggsak.domain.register import Registre
from byggsak.registre.bring import Bring
from byggsak.registre.brreg import Brreg
from byggsak.registre.geokoding import Geokoding
from byggsak.registre.geonorge import Geonorge
from byggsak.registre.henting import Henter
from byggsak.registre.innebygd import (
    InnebygdeKodelister,
    innebygde_registre,
    med_proevekommuner,
)
from byggsak.registre.kommuneoppslag import Kommuneoppslag
from byggsak.registre.oppslag import Klokke, Oppslagsregler

VARIABEL: Final = "BYGGSAK_REGISTER_"


class UgyldigRegisteroppsett(ValueError):
    """A register setting cannot be used. Names the variable, never its value: it may hold a key."""

    def __init__(self, variabel: str, raad: str) -> None:
        super().__init__(f"{variabel}: {raad}")
        self.variabel = variabel
        self.raad = raad


@dataclass(frozen=True, slots=True, kw_only=True)
class Registeroppsett:
    """The address of each live register, empty for none; time and size limits for all of them."""

    kodelister: str = ""
    kommuner: str = ""
    kommuner_bruker: tuple[str, str] | None = field(default=None, repr=False)
    postnumre: str = ""
    postnumre_noekkel: tuple[str, str] | None = field(default=None, repr=False)
    enheter: str = ""
    matrikkel: str = ""
    henter: Henter = field(default_factory=Henter)
    regler: Oppslagsregler = field(default_factory=Oppslagsregler)

    @classmethod
    def fra(cls, miljoe: Mapping[str, str]) -> Registeroppsett:
        """The settings in `miljoe` (usually os.environ). Raises UgyldigRegisteroppsett."""
        return cls(
            kodelister=_adresse(miljoe, "KODELISTER"),
            kommuner=_adresse(miljoe, "KOMMUNER"),
            kommuner_bruker=_par(miljoe, "KOMMUNER_BRUKER"),
            postnumre=_adresse(miljoe, "POSTNUMRE"),
            postnumre_noekkel=_par(miljoe, "POSTNUMRE_NOEKKEL"),
            enheter=_adresse(miljoe, "ENHETER"),
            matrikkel=_adresse(miljoe, "MATRIKKEL"),
        )


def bygg(oppsett: Registeroppsett, klokke: Klokke, kommuner: Iterable[Kommune] = ()) -> Registre:
    """The registers of one process: live where there is an address, else embedded, else none.

    `kommuner` are the catalogue's; the synthetic ones among them are known in every set-up. Keep
    the result as long as the process: it holds the caches and the breakers.
    """
    registre = innebygde_registre()
    felles = (klokke, oppsett.regler)
    henter = oppsett.henter
    if oppsett.kodelister:
        innebygde = registre.kodelister
        if not isinstance(innebygde, InnebygdeKodelister):
            raise UgyldigRegisteroppsett(
                f"{VARIABEL}KODELISTER",
                "No installed schema package says where the lists stand in the register. Install "
                "the package, or take the setting away.",
            )
        registre = replace(
            registre, kodelister=Geonorge(oppsett.kodelister, innebygde, henter, *felles)
        )
    if oppsett.kommuner:
        med_bruker = replace(henter, bruker=oppsett.kommuner_bruker)
        registre = replace(registre, kommuner=Kommuneoppslag(oppsett.kommuner, med_bruker, *felles))
    if oppsett.postnumre:
        registre = replace(registre, postnumre=Bring(oppsett.postnumre, _mybring(oppsett), *felles))
    if oppsett.enheter:
        registre = replace(registre, enheter=Brreg(oppsett.enheter, henter, *felles))
    if oppsett.matrikkel:
        registre = replace(registre, matrikkel=Geokoding(oppsett.matrikkel, henter, *felles))
    return med_proevekommuner(registre, kommuner)


def _mybring(oppsett: Registeroppsett) -> Henter:
    if oppsett.postnumre_noekkel is None:
        return oppsett.henter
    bruker, noekkel = oppsett.postnumre_noekkel
    hoder = {"X-MyBring-API-Uid": bruker, "X-MyBring-API-Key": noekkel}
    return replace(oppsett.henter, hoder={**oppsett.henter.hoder, **hoder})


def _adresse(miljoe: Mapping[str, str], navn: str) -> str:
    verdi = miljoe.get(VARIABEL + navn, "").strip()
    if not verdi:
        return ""
    try:
        deler = urlsplit(verdi)
        gyldig = deler.scheme in ("http", "https") and bool(deler.hostname)
    except ValueError:
        gyldig = False
    if not gyldig or "@" in verdi:
        raise UgyldigRegisteroppsett(
            VARIABEL + navn,
            "Write an address that begins with https://, without a user name or password in it.",
        )
    return verdi


def _par(miljoe: Mapping[str, str], navn: str) -> tuple[str, str] | None:
    verdi = miljoe.get(VARIABEL + navn, "").strip()
    if not verdi:
        return None
    bruker, skille, hemmelig = verdi.partition(":")
    if not (skille and bruker and hemmelig):
        raise UgyldigRegisteroppsett(VARIABEL + navn, "Write two parts with a colon between.")
    return bruker, hemmelig
