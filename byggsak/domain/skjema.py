"""Det alle skjemaene har felles: hvilket skjema det er, koder, parter og eiendommer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from byggsak.domain.felt import Felt


class Soeknadstype(StrEnum):
    """Nasjonale prosesskoder (DiBK) for det byggsak leser."""

    ETT_TRINN = "ET"
    RAMME = "RS"
    UTEN_ANSVARSRETT = "TA"
    IGANGSETTING = "IG"
    ENDRING = "ES"
    MIDLERTIDIG_BRUK = "MB"
    FERDIGATTEST = "FA"
    NABOVARSEL = "NV"
    DISPENSASJON = "DS"
    SUPPLERING = "SU"
    ARBEIDSTILSYNET = "AT"
    ANSVARSRETT = "AN"
    SAMSVAR = "SA"
    KONTROLL = "KO"
    TILTAKSHAVERS_SAMTYKKE = "FTS"
    UNDERSKJEMA = "UNDERSKJEMA"


@dataclass(frozen=True, slots=True)
class Skjema:
    """Hvilket skjema: rotnavn, versjon, dataFormatId og navnerom, slik roten oppgir dem."""

    navn: str
    versjon: str
    data_format_id: str
    navnerom: str
    type: Soeknadstype


@dataclass(frozen=True, slots=True)
class Kode:
    kodeverdi: str | None
    kodebeskrivelse: str | None = None


@dataclass(frozen=True, slots=True)
class Matrikkelnummer:
    """Kommunenummer med fire sifre; de andre er None når skjemaet ikke oppgir dem (0 = None)."""

    kommunenummer: str | None
    gaardsnummer: int | None
    bruksnummer: int | None
    festenummer: int | None = None
    seksjonsnummer: int | None = None

    def __str__(self) -> str:
        tekst = f"{self.gaardsnummer}/{self.bruksnummer}"
        if self.festenummer:
            tekst += f"/{self.festenummer}"
        return tekst


@dataclass(frozen=True, slots=True)
class Eiendom:
    matrikkelnummer: Matrikkelnummer
    felt: Felt = field(compare=False)
    bygningsnummer: str | None = None
    bolignummer: str | None = None
    kommunenavn: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Tiltakshaver, ansvarlig søker eller nabo."""

    felt: Felt = field(compare=False, repr=False)
    partstype: str | None = None
    navn: str | None = None
    organisasjonsnummer: str | None = None
    foedselsnummer: str | None = field(default=None, repr=False)
    epost: str | None = None
