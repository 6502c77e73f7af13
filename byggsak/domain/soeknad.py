"""Søknaden slik den kom inn: typet, uforanderlig, med kilden til hvert felt (`felt`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from byggsak.domain.ansvar import Erklaering, Gjennomfoeringsplan
from byggsak.domain.felt import Felt
from byggsak.domain.oppfoelging import (
    Arbeidsplasser,
    Delsoeknad,
    Ettersending,
    Ferdigstillelse,
    Sjekklistekrav,
    Utfallssvar,
)
from byggsak.domain.skjema import Eiendom, Kode, Matrikkelnummer, Part, Skjema, Soeknadstype
from byggsak.domain.vedlegg import Innholdsdom

__all__ = [
    "Arealdisponering",
    "Dispensasjon",
    "Eiendom",
    "GjeldendePlan",
    "Gjenpart",
    "Kode",
    "Matrikkelnummer",
    "Nabo",
    "Part",
    "Risiko",
    "Skjema",
    "Soeknad",
    "Soeknadstype",
    "Varsling",
    "Vedlegg",
]


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
    """En nabo eller gjenboer i nabovarselet; i gjenparten også med svaret sitt."""

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
    for tegninger og brev, som strømmes til lageret. `dom` er hva innholdet er; None når bare navnet
    er kjent. `navn_som_sendt` er navnet slik avsenderen skrev det, når det ikke er `filnavn`.
    """

    type: str
    filnavn: str
    stoerrelse: int
    sha256: str
    innhold: bytes | None = field(default=None, repr=False, compare=False)
    dom: Innholdsdom | None = field(default=None, compare=False)
    navn_som_sendt: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Soeknad:
    """Alt som sto i skjemaet og underskjemaene som reglene spør etter. Endres aldri.

    `None` her betyr «ikke utfylt». `byggsak.facts` gjør det til `ukjent(...)` med navn og sted.
    Hvert skjema fyller sin del: `naboer` og `svarfrist` er nabovarselets egne (i en søknad står
    naboene i `gjenpart`), `erklaering` er ansvarsrett, samsvar eller kontroll sendt alene, og
    `erklaeringer` er de foretakene har sendt med søknaden.
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
    beroerer_arbeidsplasser: bool | None = None
    endringstyper: tuple[Kode, ...] = ()
    endringsbeskrivelse: str | None = None
    gjelder_hele_tiltaket: bool | None = None
    denne_delen: Delsoeknad | None = None
    delsoeknader: tuple[Delsoeknad, ...] = ()
    gjennomfoeringsplan: Gjennomfoeringsplan | None = None
    erklaering: Erklaering | None = None
    erklaeringer: tuple[Erklaering, ...] = ()
    utfallssvar: tuple[Utfallssvar, ...] = ()
    ettersendinger: tuple[Ettersending, ...] = ()
    ferdigstillelse: Ferdigstillelse | None = None
    sjekklistekrav: tuple[Sjekklistekrav, ...] = ()
    svarfrist: date | None = None
    naboer: tuple[Nabo, ...] = ()
    arbeidsplasser: Arbeidsplasser | None = None
