"""Hendelsene: det som har skjedd. De lagres for alltid og endres aldri.

Hver hendelse skrives som JSON med `type` og `v` (versjonen av formen). En ny form får et høyere
tall i `v`, og en linje i `OPPGRADERING` som leser den gamle.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
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
from byggsak.case.grunn import Hendelse as Hendelse
from byggsak.case.koding import fra_json, til_json
from byggsak.case.kommando import Dokumentref, Omfang
from byggsak.case.sakskort import Sakskort
from byggsak.case.tilstand import Aktoer
from byggsak.domain.vedtak import FunnTilVurdering, Funnvurdering, Mangel, Mangelalvor, Vedtak


@dataclass(frozen=True, kw_only=True)
class SoeknadMottatt(Hendelse):
    """`rapport_sha256` er summen av den lagrede rapporten, tom i form 1. Reglene som ikke ble
    prøvd, gjelder tidligere funn, og dem er det ingen av ved mottaket."""

    type: ClassVar[str] = "soeknad_mottatt"
    v: ClassVar[int] = 2
    kort: Sakskort
    innsending: str
    dokumenter: tuple[Dokumentref, ...]
    resultat: str
    funn: tuple[FunnTilVurdering, ...]
    parter: tuple[str, ...]
    rapport_sha256: str = ""
    regler_borte: ClassVar[tuple[str, ...]] = ()
    regler_uavklart: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class SoeknadSupplert(Hendelse):
    """`regler_borte` og `regler_uavklart` er reglene bak tidligere funn som kontrollen ikke prøvde
    (de står ikke i pakken) eller ikke kunne avgjøre. I form 1 fantes de ikke."""

    type: ClassVar[str] = "soeknad_supplert"
    v: ClassVar[int] = 2
    innsending: str
    dokumenter: tuple[Dokumentref, ...]
    resultat: str
    funn: tuple[FunnTilVurdering, ...]
    kort: Sakskort | None = None
    regler_borte: tuple[str, ...] = ()
    regler_uavklart: tuple[str, ...] = ()
    rapport_sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class FunnVurdert(Hendelse):
    type: ClassVar[str] = "funn_vurdert"
    funn: str
    utfall: Funnvurdering
    begrunnelse: str


@dataclass(frozen=True, kw_only=True)
class KomplettBekreftet(Hendelse):
    """`komplett` er dagen fristen begynner å løpe, eller løper videre etter mangelbrev."""

    type: ClassVar[str] = "komplett_bekreftet"
    komplett: date


@dataclass(frozen=True, kw_only=True)
class MangelMeldt(Hendelse):
    """`for_program`: det brevet sier, for søkerens program; se `MeldMangel`."""

    type: ClassVar[str] = "mangel_meldt"
    mangler: tuple[Mangel, ...]
    alvor: Mangelalvor
    svarfrist: date
    brev: tuple[Dokumentref, ...]
    for_program: tuple[Dokumentref, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BehandlingGjenopptatt(Hendelse):
    """Søkeren svarte ikke innen svarfristen; søknaden behandles slik den er."""

    type: ClassVar[str] = "behandling_gjenopptatt"
    begrunnelse: str


@dataclass(frozen=True, kw_only=True)
class KlarForVedtak(Hendelse):
    type: ClassVar[str] = "klar_for_vedtak"
    innstilling: str


@dataclass(frozen=True, kw_only=True)
class SendtTilbake(Hendelse):
    type: ClassVar[str] = "sendt_tilbake"
    begrunnelse: str


@dataclass(frozen=True, kw_only=True)
class VedtakFattet(Hendelse):
    """I form 1 fantes ikke `omfang` og `ferdig_innen`: alle vedtak gjaldt hele tiltaket."""

    type: ClassVar[str] = "vedtak_fattet"
    v: ClassVar[int] = 2
    vedtak: Vedtak
    dokumenter: tuple[Dokumentref, ...]
    omfang: Omfang = Omfang.HELE
    ferdig_innen: date | None = None


@dataclass(frozen=True, kw_only=True)
class VedtakEkspedert(Hendelse):
    """`sendt` er dagen underretningen gikk ut: den stanser kommunens frist."""

    type: ClassVar[str] = "vedtak_ekspedert"
    sendt: date
    dokumenter: tuple[Dokumentref, ...]


@dataclass(frozen=True, kw_only=True)
class SoeknadTrukket(Hendelse):
    type: ClassVar[str] = "soeknad_trukket"
    begrunnelse: str
    brev: tuple[Dokumentref, ...]


@dataclass(frozen=True, kw_only=True)
class AvvisningInnstilt(Hendelse):
    type: ClassVar[str] = "avvisning_innstilt"
    begrunnelse: str


@dataclass(frozen=True, kw_only=True)
class SoeknadAvvist(Hendelse):
    type: ClassVar[str] = "soeknad_avvist"
    begrunnelse: str
    dokumenter: tuple[Dokumentref, ...]


@dataclass(frozen=True, kw_only=True)
class SakArkivert(Hendelse):
    type: ClassVar[str] = "sak_arkivert"
    arkivsak: str


@dataclass(frozen=True, kw_only=True)
class ArkivetNektet(Hendelse):
    type: ClassVar[str] = "arkivet_nektet"
    oppdrag: str
    kode: str
    melding: str


@dataclass(frozen=True, kw_only=True)
class SakAvsluttet(Hendelse):
    type: ClassVar[str] = "sak_avsluttet"
    klagefrist: date | None = None


_HOVEDLINJEN: Final[tuple[type[Hendelse], ...]] = (
    SoeknadMottatt, SoeknadSupplert, FunnVurdert, KomplettBekreftet, MangelMeldt,
    BehandlingGjenopptatt, KlarForVedtak, SendtTilbake, VedtakFattet, VedtakEkspedert,
    SoeknadTrukket, AvvisningInnstilt, SoeknadAvvist, SakArkivert, ArkivetNektet, SakAvsluttet,
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
HENDELSER: Final[dict[str, type[Hendelse]]] = {
    h.type: h
    for h in (
        *_HOVEDLINJEN,
        *(
            verdi
            for modul in _HANDLINGER
            for verdi in vars(modul).values()
            if isinstance(verdi, type) and issubclass(verdi, Hendelse) and verdi is not Hendelse
        ),
    )
}

Oppgradering = Callable[[dict[str, Any]], dict[str, Any]]
OPPGRADERING: Final[dict[tuple[str, int], Oppgradering]] = {
    ("soeknad_mottatt", 1): lambda data: {**data, "rapport_sha256": ""},
    ("soeknad_supplert", 1): lambda data: {
        **data,
        "regler_borte": [],
        "regler_uavklart": [],
        "rapport_sha256": "",
    },
    ("vedtak_fattet", 1): lambda data: {**data, "omfang": "hele", "ferdig_innen": None},
}
"""(type, gammel v) -> `data` i den neste formen."""

_FELLES: Final = frozenset(f.name for f in fields(Hendelse))


def hendelse_til_json(hendelse: Hendelse) -> dict[str, Any]:
    """`{"type", "v", "tid", "aktoer", "soeknad", "data"}`, klar for kanonisk JSON."""
    verdier = til_json(hendelse)
    return {
        "type": hendelse.type,
        "v": hendelse.v,
        **{navn: verdier[navn] for navn in sorted(_FELLES)},
        "data": {navn: verdi for navn, verdi in verdier.items() if navn not in _FELLES},
    }


def hendelse_fra_json(rad: Mapping[str, Any]) -> Hendelse:
    """Det motsatte. `ValueError` når typen er ukjent eller formen er nyere enn programmet."""
    type_, v = rad["type"], rad["v"]
    klasse = HENDELSER.get(type_)
    if klasse is None or v > klasse.v:
        raise ValueError(
            f"Hendelsen «{type_}» i form {v} er skrevet av et nyere byggsak enn dette. "
            "Oppgrader programmet før saken leses."
        )
    data = rad["data"]
    while v < klasse.v:
        data = OPPGRADERING[type_, v](dict(data))
        v += 1
    aktoer = rad["aktoer"]
    if isinstance(aktoer, dict) and aktoer.keys() == {"id", "navn", "rolle"}:
        aktoer = _aktoer(aktoer["id"], aktoer["rolle"], aktoer["navn"])
    return fra_json(klasse, {**rad, "aktoer": aktoer, **data})


@lru_cache(maxsize=1024)
def _aktoer(id_: str, rolle: str, navn: str) -> Aktoer:
    """De samme få handler i de samme sakene; de leses én gang."""
    return fra_json(Aktoer, {"id": id_, "rolle": rolle, "navn": navn})
