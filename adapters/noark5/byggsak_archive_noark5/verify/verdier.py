"""Code lists and dates as the structure uses them."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from byggsak.archive.codes import (
    Avskrivningsmaate,
    Dokumentstatus,
    Journalposttype,
    Journalstatus,
    Korrespondanseparttype,
    Saksstatus,
    SkjermingDokument,
    SkjermingMetadata,
    TilknyttetSom,
    Variantformat,
)
from byggsak_archive_noark5.verify.leser import Element


class _Arkivstatus(StrEnum):  # M050
    OPPRETTET = "Opprettet"
    AVSLUTTET = "Avsluttet"


class _Arkivdelstatus(StrEnum):  # M051
    AKTIV = "Aktiv periode"
    OVERLAPPING = "Overlappingsperiode"
    AVSLUTTET = "Avsluttet periode"
    UAKTUELLE = "Uaktuelle mapper"


class _Kassasjonsvedtak(StrEnum):  # M450
    BEVARES = "Bevares"
    KASSERES = "Kasseres"
    VURDERES = "Vurderes senere"


class _Dokumentmedium(StrEnum):  # M300
    FYSISK = "Fysisk arkiv"
    ELEKTRONISK = "Elektronisk arkiv"
    BLANDET = "Blandet fysisk og elektronisk arkiv"


KODER: Final[dict[str, type[StrEnum]]] = {
    "arkivstatus": _Arkivstatus,
    "arkivdelstatus": _Arkivdelstatus,
    "saksstatus": Saksstatus,
    "journalstatus": Journalstatus,
    "journalposttype": Journalposttype,
    "dokumentstatus": Dokumentstatus,
    "korrespondanseparttype": Korrespondanseparttype,
    "tilknyttetRegistreringSom": TilknyttetSom,
    "variantformat": Variantformat,
    "avskrivningsmaate": Avskrivningsmaate,
    "skjermingMetadata": SkjermingMetadata,
    "skjermingDokument": SkjermingDokument,
    "kassasjonsvedtak": _Kassasjonsvedtak,
    "dokumentmedium": _Dokumentmedium,
}
"""Element -> its obligatory values. The XSDs of version 5 hold none of them."""

TIDER: Final = frozenset(
    {
        "opprettetDato",
        "avsluttetDato",
        "arkivertDato",
        "tilknyttetDato",
        "mottattDato",
        "sendtDato",
        "offentlighetsvurdertDato",
        "endretDato",
        "verifisertDato",
    }
)
_TID: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


def tidspunkt(tekst: str) -> datetime | None:
    """An xs:dateTime in the year 1–9999, or None."""
    if not _TID.fullmatch(tekst):
        return None
    try:
        return datetime.fromisoformat(tekst)
    except ValueError:
        return None


def dato(tekst: str) -> date | None:
    """An xs:date without zone, or None."""
    try:
        return date.fromisoformat(tekst) if re.fullmatch(r"\d{4}-\d\d-\d\d", tekst) else None
    except ValueError:
        return None


def har_sone(tekst: str) -> bool:
    """True for a time that ends in Z or an offset."""
    treff = _TID.fullmatch(tekst)
    return treff is not None and treff[2] is not None


def datoer(element: Element) -> Iterator[tuple[str, date]]:
    """(name, day) of when the unit was made and finished."""
    for navn in ("opprettetDato", "avsluttetDato", "arkivertDato"):
        tid = tidspunkt(element.verdi(navn))
        if tid is not None:
            yield navn, tid.date()
