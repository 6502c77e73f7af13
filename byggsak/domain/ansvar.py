"""Hvem som svarer for hva: gjennomføringsplanen og foretakenes erklæringer (SAK10 kap. 12)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from byggsak.domain.felt import Felt
from byggsak.domain.skjema import Part, Skjema, Soeknadstype


class Fase(StrEnum):
    """Steget i byggesaken som en erklæring skal foreligge til, med nasjonal prosesskode."""

    RAMME = "RS"
    IGANGSETTING = "IG"
    MIDLERTIDIG_BRUK = "MB"
    FERDIGATTEST = "FA"


@dataclass(frozen=True, slots=True)
class Faseansvar:
    """Ett ansvarsområde i én fase.

    `planlagt`: erklæringen skal foreligge til fasen. `foreligger`: datoen den ble gitt (bare i
    gjennomføringsplanen). `klar`: foretaket erklærer at fasen kan søkes (bare i samsvarserklæring).
    """

    fase: Fase
    planlagt: bool | None = None
    foreligger: date | None = None
    klar: bool | None = None


@dataclass(frozen=True, slots=True)
class Kontrollavvik:
    """Det den uavhengige kontrollen fant, slik kontrollerklæringen sier det."""

    ingen: bool | None = None
    observert: bool | None = None
    aapne: bool | None = None


@dataclass(frozen=True, slots=True)
class Ansvarsomraade:
    """En rad i gjennomføringsplanen, eller det én erklæring gjelder.

    `funksjon` er SØK, PRO, UTF eller KONTROLL; `beskrivelse` er fagområdet med ord. `erklaert` er
    datoen ansvarsretten ble erklært. `faser` har bare fasene skjemaet sier noe om.
    """

    felt: Felt = field(compare=False, repr=False)
    funksjon: str | None = None
    beskrivelse: str | None = None
    tiltaksklasse: str | None = None
    foretak: Part | None = None
    faser: tuple[Faseansvar, ...] = ()
    avsluttet: bool | None = None
    status: str | None = None
    erklaering_signert: bool | None = None
    erklaert: date | None = None
    dekkes_av_sentral_godkjenning: bool | None = None
    avvik: Kontrollavvik | None = None
    referanse: str | None = None

    def i_fase(self, fase: Fase) -> Faseansvar:
        """Det skjemaet sier om fasen; et svar uten noe i når det ikke sier noe."""
        return next((f for f in self.faser if f.fase is fase), Faseansvar(fase))


@dataclass(frozen=True, slots=True)
class Gjennomfoeringsplan:
    """Underskjemaet gjennomføringsplan: alle ansvarsområdene i tiltaket (SAK10 § 5-3)."""

    felt: Felt = field(compare=False, repr=False)
    ansvarsomraader: tuple[Ansvarsomraade, ...] = ()
    versjon: str | None = None
    tiltaksklasse_soeker: str | None = None
    ansvarlig_soeker: Part | None = None
    skjema: Skjema | None = None


@dataclass(frozen=True, slots=True)
class Erklaering:
    """Et foretaks erklæring om ansvarsrett, samsvar eller kontroll (`type` AN, SA eller KO).

    De tre svarene er avkryssingene nederst i skjemaet; None der erklæringen ikke har spørsmålet.
    """

    felt: Felt = field(compare=False, repr=False)
    type: Soeknadstype
    foretak: Part | None = None
    har_sentral_godkjenning: bool | None = None
    ansvarsomraader: tuple[Ansvarsomraade, ...] = ()
    som_prosjekterende: bool | None = None
    som_utfoerende: bool | None = None
    som_kontrollerende: bool | None = None
