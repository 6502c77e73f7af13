"""Regionene i en sak og tilstandene i hver av dem.

Hovedlinjen er `Tilstand`; de andre går ved siden av. Funn, høring, merknad, klage og habilitet kan
det være flere av samtidig, én for hvert funn, hver myndighet, merknad, klage eller person.
"""

from __future__ import annotations

from enum import StrEnum


class Region(StrEnum):
    """Hvilken del av saken en overgang hører til."""

    SOEKNAD = "soeknad"
    FUNN = "funn"
    PLAN = "plan"
    HOERING = "hoering"
    NABOVARSEL = "nabovarsel"
    MERKNAD = "merknad"
    GEBYR = "gebyr"
    KLAGE = "klage"
    IVERKSETTING = "iverksetting"
    GYLDIGHET = "gyldighet"
    GJENNOMFOERING = "gjennomfoering"
    HABILITET = "habilitet"


class Funntilstand(StrEnum):
    INGEN = "ingen"
    AAPEN = "aapen"
    BEKREFTET = "bekreftet"  # en mangel
    AVKREFTET = "avkreftet"
    DISP_SOEKT = "disp_soekt"
    DISP_INNSTILT = "disp_innstilt"
    DISP_GITT = "disp_gitt"
    DISP_AVSLAATT = "disp_avslaatt"
    RETTET = "rettet"  # kontrollen finner det ikke lenger
    GJENOPPSTAATT = "gjenoppstaatt"
    LUKKET = "lukket"  # av et menneske, etter at regelen forsvant


class Plantilstand(StrEnum):
    UVURDERT = "uvurdert"
    INNSTILT = "innstilt"  # vurdert samlet i innstillingen
    I_SAMSVAR = "i_samsvar"
    KREVER_DISP = "krever_disp"
    DISP_SOEKT = "disp_soekt"
    DISP_IKKE_SOEKT = "disp_ikke_soekt"


class Hoeringstilstand(StrEnum):
    IKKE_SENDT = "ikke_sendt"
    SENDT = "sendt"
    VENTER_SAMTYKKE = "venter_samtykke"
    SVAR = "svar"
    UTEN_SVAR = "uten_svar"
    VURDERT = "vurdert"
    FRAFALT = "frafalt"


class Varseltilstand(StrEnum):
    OK = "ok"
    MANGLER_VARSEL = "mangler_varsel"
    TILLEGGSVARSEL = "tilleggsvarsel"


class Merknadstilstand(StrEnum):
    INGEN = "ingen"
    MOTTATT = "mottatt"
    KOMMENTERT = "kommentert"
    VURDERT = "vurdert"
    TRUKKET = "trukket"


class Gebyrtilstand(StrEnum):
    IKKE_RELEVANT = "ikke_relevant"
    BEREGNET = "beregnet"
    KREVD = "krevd"
    KREVD_SOM_VILKAAR = "krevd_som_vilkaar"
    BETALT = "betalt"
    FRAFALT = "frafalt"


class Klagetilstand(StrEnum):
    INGEN = "ingen"
    MOTTATT = "mottatt"
    FORBEREDER = "forbereder"
    DELVIS = "delvis"
    OVERSENDT = "oversendt"
    AVVIST = "avvist"
    TATT_TIL_FOELGE = "tatt_til_foelge"
    STADFESTET = "stadfestet"
    OMGJORT = "omgjort"
    OPPHEVET = "opphevet"
    AVVIST_AV_SF = "avvist_av_sf"
    TRUKKET = "trukket"
    BORTFALT = "bortfalt"


class Iverksetting(StrEnum):
    IKKE_UTSATT = "ikke_utsatt"
    UTSATT = "utsatt"


class Gyldighet(StrEnum):
    INGEN = "ingen"
    GYLDIG = "gyldig"
    IGANGSATT = "igangsatt"
    STANSET = "stanset"
    BENYTTET = "benyttet"
    BORTFALT = "bortfalt"
    OMGJORT = "omgjort"
    OPPHEVET = "opphevet"
    FULLFOERT = "fullfoert"


class Gjennomfoeringstilstand(StrEnum):
    INGEN = "ingen"
    VENTER_IG = "venter_ig"
    IG_DELVIS = "ig_delvis"
    KAN_STARTE = "kan_starte"
    BYGGING = "bygging"
    MIDLERTIDIG_BRUK = "midlertidig_bruk"
    FERDIG = "ferdig"


class Habilitetstilstand(StrEnum):
    HABIL = "habil"
    MELDT = "meldt"
    INHABIL = "inhabil"
