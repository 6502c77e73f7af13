"""Kommandoene: det noen ber om. Sakens gang avgjør om det kan skje."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Final

from byggsak.case import (
    handling_behandling,
    handling_frist,
    handling_funn,
    handling_gjennomfoering,
    handling_hoering,
    handling_klage,
    handling_skjerming,
)
from byggsak.case.grunn import Dokumentref as Dokumentref
from byggsak.case.grunn import Kommando as Kommando
from byggsak.case.koding import fra_json, ukjente_felter
from byggsak.case.sakskort import Sakskort
from byggsak.domain.vedtak import FunnTilVurdering, Funnvurdering, Mangel, Mangelalvor, Vedtak


class Omfang(StrEnum):
    """Hvor mye av tiltaket en igangsettingstillatelse gjelder (pbl § 21-2 femte ledd)."""

    HELE = "hele"
    DEL = "del"
    SISTE_DEL = "siste_del"


@dataclass(frozen=True, kw_only=True)
class Motta(Kommando):
    """Registrer en søknad som er lest og kontrollert. `parter` er id-ene som kan handle i saken."""

    navn: ClassVar[str] = "motta"
    kort: Sakskort
    innsending: str
    dokumenter: tuple[Dokumentref, ...]
    resultat: str
    funn: tuple[FunnTilVurdering, ...] = ()
    parter: tuple[str, ...] = ()
    rapport_sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Suppler(Kommando):
    """Registrer en ny versjon av søknaden; reglene er kjørt på nytt."""

    navn: ClassVar[str] = "suppler"
    innsending: str
    dokumenter: tuple[Dokumentref, ...]
    resultat: str
    funn: tuple[FunnTilVurdering, ...] = ()
    kort: Sakskort | None = None
    regler_borte: tuple[str, ...] = ()
    regler_uavklart: tuple[str, ...] = ()
    rapport_sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class VurderFunn(Kommando):
    """Ta stilling til ett funn."""

    navn: ClassVar[str] = "vurder_funn"
    funn: str
    utfall: Funnvurdering
    begrunnelse: str = ""

    @property
    def variant(self) -> str:
        return self.utfall.value

    @property
    def instans(self) -> str:
        return self.funn


@dataclass(frozen=True, kw_only=True)
class BekreftKomplett(Kommando):
    """Slå fast at søknaden er fullstendig. `komplett` er dagen siste nødvendige del kom."""

    navn: ClassVar[str] = "bekreft_komplett"
    komplett: date


@dataclass(frozen=True, kw_only=True)
class MeldMangel(Kommando):
    """Send mangelbrev med manglene og en svarfrist. `brev` er det som sendes og arkiveres;
    `for_program` det samme i en form søkerens program leser, som ikke er et arkivdokument."""

    navn: ClassVar[str] = "meld_mangel"
    mangler: tuple[Mangel, ...]
    alvor: Mangelalvor
    svarfrist: date
    brev: tuple[Dokumentref, ...] = ()
    for_program: tuple[Dokumentref, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Gjenoppta(Kommando):
    """Behandle søknaden slik den er når svarfristen i mangelbrevet er ute."""

    navn: ClassVar[str] = "gjenoppta"
    begrunnelse: str


@dataclass(frozen=True, kw_only=True)
class GjoerKlar(Kommando):
    """Innstill saken for den som fatter vedtak."""

    navn: ClassVar[str] = "gjoer_klar"
    innstilling: str = ""


@dataclass(frozen=True, kw_only=True)
class SendTilbake(Kommando):
    """Send en innstilt sak tilbake til saksbehandleren."""

    navn: ClassVar[str] = "send_tilbake"
    begrunnelse: str


@dataclass(frozen=True, kw_only=True)
class FattVedtak(Kommando):
    """Fatt enkeltvedtaket.

    `omfang` gjelder igangsettingstillatelse; `ferdig_innen` er fristen for arbeidet som gjenstår
    ved midlertidig brukstillatelse.
    """

    navn: ClassVar[str] = "fatt_vedtak"
    vedtak: Vedtak
    dokumenter: tuple[Dokumentref, ...] = ()
    omfang: Omfang = Omfang.HELE
    ferdig_innen: date | None = None

    @property
    def variant(self) -> str:
        return self.vedtak.utfall.value


@dataclass(frozen=True, kw_only=True)
class Ekspeder(Kommando):
    """Registrer at underretningen om vedtaket er sendt partene. `sendt` stanser fristen."""

    navn: ClassVar[str] = "ekspeder"
    sendt: date
    dokumenter: tuple[Dokumentref, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Trekk(Kommando):
    """Trekk søknaden. `brev` viser kravet når saksbehandleren registrerer det for søkeren."""

    navn: ClassVar[str] = "trekk"
    begrunnelse: str = ""
    brev: tuple[Dokumentref, ...] = ()


@dataclass(frozen=True, kw_only=True)
class InnstillAvvisning(Kommando):
    """Innstill på å avvise søknaden uten realitetsbehandling."""

    navn: ClassVar[str] = "innstill_avvisning"
    begrunnelse: str


@dataclass(frozen=True, kw_only=True)
class Avvis(Kommando):
    """Avvis søknaden uten realitetsbehandling."""

    navn: ClassVar[str] = "avvis"
    begrunnelse: str
    dokumenter: tuple[Dokumentref, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MarkerArkivert(Kommando):
    """Arkivet har kvittert for alt. `gjenstaar` er antall oppdrag arkivet ikke har kvittert."""

    navn: ClassVar[str] = "marker_arkivert"
    gjenstaar: int
    arkivsak: str = ""


@dataclass(frozen=True, kw_only=True)
class MeldArkivfeil(Kommando):
    """Arkivet nektet et oppdrag; et menneske må rette det."""

    navn: ClassVar[str] = "meld_arkivfeil"
    oppdrag: str
    kode: str
    melding: str


@dataclass(frozen=True, kw_only=True)
class Avslutt(Kommando):
    """Avslutt saken. `klagefrist` er siste dag noen kan klage på vedtaket.

    `gjenstaar` er antall oppdrag arkivet ikke har kvittert; tjenesten setter det.
    """

    navn: ClassVar[str] = "avslutt"
    klagefrist: date | None = None
    gjenstaar: int = 0


_HOVEDLINJEN: Final[tuple[type[Kommando], ...]] = (
    Motta, Suppler, VurderFunn, BekreftKomplett, MeldMangel, Gjenoppta, GjoerKlar, SendTilbake,
    FattVedtak, Ekspeder, Trekk, InnstillAvvisning, Avvis, MarkerArkivert, MeldArkivfeil, Avslutt,
)  # fmt: skip
_HANDLINGER: Final = (
    handling_behandling,
    handling_hoering,
    handling_frist,
    handling_funn,
    handling_klage,
    handling_gjennomfoering,
    handling_skjerming,
)
KOMMANDOER: Final[dict[str, type[Kommando]]] = {
    k.navn: k
    for k in (
        *_HOVEDLINJEN,
        *(
            verdi
            for modul in _HANDLINGER
            for verdi in vars(modul).values()
            if isinstance(verdi, type) and issubclass(verdi, Kommando) and verdi is not Kommando
        ),
    )
}
"""Navnet på hver kommando, og klassen: hovedlinjen og alle regionene."""


def les_kommando(navn: str, rad: Mapping[str, Any]) -> Kommando:
    """Kommandoen `navn` med feltene i `rad` (JSON-verdier); `ValueError` sier hva som er galt."""
    if navn not in KOMMANDOER:
        raise ValueError(
            f"Kommandoen «{navn}» finnes ikke. Kjente kommandoer: {', '.join(sorted(KOMMANDOER))}."
        )
    klasse = KOMMANDOER[navn]
    if ukjente := ukjente_felter(klasse, rad):
        raise ValueError(f"Kommandoen «{navn}» har ikke feltene {', '.join(ukjente)}.")
    return fra_json(klasse, rad)
