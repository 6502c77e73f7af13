"""Settings from the environment: read once, checked once, then only passed along.

BYGGSAK_DATABASE      SQLAlchemy URL                  sqlite:///var/byggsak.sqlite
BYGGSAK_FILES         folder for received documents   var/filer
BYGGSAK_KOMMUNER      municipalities served, commas   9999 (the synthetic test municipality)
BYGGSAK_ARCHIVE       name of the archive adapter     none: nothing is delivered
BYGGSAK_ARCHIVE_XYZ   option «xyz» for the adapter
BYGGSAK_PDFA          command that tries PDF/A        none: see `byggsak.services.pdfa`
BYGGSAK_MAX_XML       largest form, bytes             2000000
BYGGSAK_MAX_FILE      largest attachment, bytes       500000000
BYGGSAK_MAX_FILES     most attachments in a delivery  500
BYGGSAK_MAX_TOTAL     all attachments together, bytes 2000000000
BYGGSAK_JWKS          keys that tokens are signed with (URL or file)
BYGGSAK_ISSUER        who issues the tokens
BYGGSAK_AUDIENCE      who the tokens are for          byggsak
BYGGSAK_REGISTER_XYZ  address of a live register      none: see `byggsak.registre.oppsett`
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from byggsak.registre.oppsett import Registeroppsett, UgyldigRegisteroppsett

STANDARD_DATABASE: Final = "sqlite:///var/byggsak.sqlite"
_ARKIVVALG: Final = "BYGGSAK_ARCHIVE_"


class UgyldigOppsett(ValueError):
    """A setting cannot be used. The message names the variable, the value and what to write."""

    def __init__(self, variabel: str, verdi: str, raad: str) -> None:
        super().__init__(f"{variabel} is {verdi!r}. {raad}")
        self.variabel = variabel


@dataclass(frozen=True, slots=True, kw_only=True)
class Grenser:
    """What a sender may deliver. Sizes in bytes."""

    xml: int = 2_000_000
    fil: int = 500_000_000
    antall_filer: int = 500
    samlet: int = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings of one process."""

    database: str = field(default=STANDARD_DATABASE, repr=False)  # may hold a password
    filer: Path = Path("var/filer")
    kommuner: tuple[str, ...] = ("9999",)
    arkiv: str = ""
    arkivvalg: Mapping[str, str] = field(default_factory=dict, repr=False)
    pdfa: str = ""
    grenser: Grenser = Grenser()
    jwks: str = ""
    issuer: str = ""
    audience: str = "byggsak"
    registre: Registeroppsett = field(default_factory=Registeroppsett)

    @classmethod
    def fra(cls, miljoe: Mapping[str, str]) -> Config:
        """The settings in `miljoe` (usually os.environ). Raises UgyldigOppsett."""
        verdier = {navn: verdi.strip() for navn, verdi in miljoe.items() if verdi.strip()}
        config = cls(
            database=verdier.get("BYGGSAK_DATABASE", STANDARD_DATABASE),
            filer=Path(verdier.get("BYGGSAK_FILES", "var/filer")),
            kommuner=_kommuner(verdier.get("BYGGSAK_KOMMUNER", "9999")),
            arkiv=verdier.get("BYGGSAK_ARCHIVE", ""),
            arkivvalg={
                navn.removeprefix(_ARKIVVALG).lower(): verdi
                for navn, verdi in verdier.items()
                if navn.startswith(_ARKIVVALG)
            },
            pdfa=verdier.get("BYGGSAK_PDFA", ""),
            grenser=Grenser(
                xml=_tall(verdier, "BYGGSAK_MAX_XML", Grenser().xml),
                fil=_tall(verdier, "BYGGSAK_MAX_FILE", Grenser().fil),
                antall_filer=_tall(verdier, "BYGGSAK_MAX_FILES", Grenser().antall_filer),
                samlet=_tall(verdier, "BYGGSAK_MAX_TOTAL", Grenser().samlet),
            ),
            jwks=verdier.get("BYGGSAK_JWKS", ""),
            issuer=verdier.get("BYGGSAK_ISSUER", ""),
            audience=verdier.get("BYGGSAK_AUDIENCE", "byggsak"),
            registre=_registre(verdier),
        )
        if bool(config.jwks) != bool(config.issuer):
            mangler = "BYGGSAK_ISSUER" if config.jwks else "BYGGSAK_JWKS"
            raise UgyldigOppsett(
                mangler, "", "Tokens need both BYGGSAK_JWKS and BYGGSAK_ISSUER; set both or none."
            )
        if config.arkivvalg and not config.arkiv:
            raise UgyldigOppsett(
                "BYGGSAK_ARCHIVE", "", "There are options for an archive, but no name of one."
            )
        return config


def _registre(verdier: Mapping[str, str]) -> Registeroppsett:
    try:
        return Registeroppsett.fra(verdier)
    except UgyldigRegisteroppsett as feil:
        raise UgyldigOppsett(feil.variabel, "…", feil.raad) from feil


def _kommuner(verdi: str) -> tuple[str, ...]:
    numre = tuple(dict.fromkeys(del_.strip() for del_ in verdi.split(",") if del_.strip()))
    if not numre or not all(re.fullmatch(r"[0-9]{4}", nr) for nr in numre):
        raise UgyldigOppsett(
            "BYGGSAK_KOMMUNER", verdi, "Write municipality numbers of four digits: 0301,4601."
        )
    return numre


def _tall(verdier: Mapping[str, str], variabel: str, standard: int) -> int:
    verdi = verdier.get(variabel)
    if verdi is None:
        return standard
    if not (verdi.isascii() and verdi.isdigit() and int(verdi) > 0):
        raise UgyldigOppsett(variabel, verdi, f"Write a whole number above 0, e.g. {standard}.")
    return int(verdi)
