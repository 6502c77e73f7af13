"""Søknaden slik den kom inn: typet, uforanderlig, med kilden til hvert felt (`felt`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
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


@dataclass(frozen=True, slots=True)
class Arealdisponering:
    """De erklærte arealene, m² (`beregnet_grad_av_utnytting` i prosent eller m² etter regelen)."""

    tomteareal_byggeomraade: Decimal | None = None
    tomteareal_som_trekkes_fra: Decimal | None = None
    tomteareal_som_legges_til: Decimal | None = None
    tomteareal_beregnet: Decimal | None = None
    beregnet_maks_byggeareal: Decimal | None = None
    areal_bebyggelse_eksisterende: Decimal | None = None
    areal_bebyggelse_som_skal_rives: Decimal | None = None
    areal_bebyggelse_nytt: Decimal | None = None
    parkeringsareal_terreng: Decimal | None = None
    areal_sum_byggesak: Decimal | None = None
    beregnet_grad_av_utnytting: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GjeldendePlan:
    navn: str | None = None
    plantype: str | None = None
    beregningsregel: str | None = None
    utnyttingsgrad: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Varsling:
    fritatt_fra_nabovarsling: bool | None = None
    redegjoerelse_fritak: str | None = None
    foreligger_merknader: bool | None = None
    antall_merknader: int | None = None
    vurdering_av_merknader: str | None = None


@dataclass(frozen=True, slots=True)
class Nabo:
    """En nabo eller gjenboer i underskjemaet gjenpartnabovarsel, med svaret sitt."""

    felt: Felt = field(compare=False, repr=False)
    navn: str | None
    eiendommer: tuple[Matrikkelnummer, ...]
    varsel_sendt_via: str | None = None
    varsel_sendt: date | None = None
    merknad_mottatt: bool | None = None
    samtykke_mottatt: bool | None = None
    samtykke_mottatt_dato: date | None = None


@dataclass(frozen=True, slots=True)
class Gjenpart:
    """Underskjemaet gjenpartnabovarsel: hvem som ble varslet, når og hva de svarte."""

    felt: Felt = field(compare=False, repr=False)
    naboer: tuple[Nabo, ...]
    skjema: Skjema | None = None


@dataclass(frozen=True, slots=True)
class Dispensasjon:
    """En omsøkt dispensasjon, fra oversikten i skjemaet og/eller underskjemaet."""

    felt: Felt = field(compare=False, repr=False)
    referanse: str | None = None
    kategori: str | None = None
    tittel: str | None = None
    bestemmelsetype: str | None = None  # PLAN, PBL, VEG, KOM, TEK
    paragraf: str | None = None
    plan_id: str | None = None
    begrunnelse: str | None = None
    har_underskjema: bool = False


@dataclass(frozen=True, slots=True)
class Risiko:
    """En erklært naturfare med sikkerhetsklasse (flom … fjellSkred; f1–f3, s1–s3)."""

    risikotype: str | None
    sikkerhetsklasse: str | None


@dataclass(frozen=True, slots=True)
class Vedlegg:
    """Et vedlegg slik det er mottatt. `type` er den nasjonale vedleggstypen («Situasjonsplan»).

    `innhold` finnes bare for det motoren leser selv (digital situasjonsplan, underskjema), aldri
    for tegninger og brev, som strømmes til lageret.
    """

    type: str
    filnavn: str
    stoerrelse: int
    sha256: str
    innhold: bytes | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Soeknad:
    """Alt som sto i skjemaet og underskjemaene som reglene spør etter. Endres aldri.

    `None` her betyr «ikke utfylt». `byggsak.facts` gjør det til `ukjent(...)` med navn og sted.
    """

    skjema: Skjema
    felt: Felt = field(compare=False, repr=False)
    kommunenummer: str | None = None
    eiendommer: tuple[Eiendom, ...] = ()
    tiltakstyper: tuple[Kode, ...] = ()
    bygningstype: str | None = None
    ansvar: str | None = None
    prosjektnavn: str | None = None
    ftb_id: str | None = None
    sluttbrukersystem: str | None = None
    saksaar: int | None = None
    sakssekvensnummer: int | None = None
    tiltakshaver: Part | None = None
    ansvarlig_soeker: Part | None = None
    varsling: Varsling = Varsling()
    plan: GjeldendePlan = GjeldendePlan()
    areal: Arealdisponering = Arealdisponering()
    risikoer: tuple[Risiko, ...] = ()
    oppfyller_vilkaar_for_treukersfrist: bool | None = None
    dispensasjoner: tuple[Dispensasjon, ...] = ()
    gjenpart: Gjenpart | None = None
