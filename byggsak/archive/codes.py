"""The obligatory code values of Noark 5 version 5.

The official XSDs hold no enumerations (any non-empty text is valid), so the lists are enforced
here, when a record is made. Source: the metadata catalogue of Noark 5, M-number per class.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Saksstatus(StrEnum):
    """M052."""

    UNDER_BEHANDLING = "Under behandling"
    AVSLUTTET = "Avsluttet"
    UTGAAR = "Utgår"


class Journalstatus(StrEnum):
    """M053."""

    JOURNALFOERT = "Journalført"
    EKSPEDERT = "Ekspedert"
    ARKIVERT = "Arkivert"
    UTGAAR = "Utgår"


class Dokumentstatus(StrEnum):
    """M054."""

    UNDER_REDIGERING = "Dokumentet er under redigering"
    FERDIGSTILT = "Dokumentet er ferdigstilt"


class Journalposttype(StrEnum):
    """M082."""

    INNGAAENDE = "Inngående dokument"
    UTGAAENDE = "Utgående dokument"
    ORGANINTERNT_OPPFOELGING = "Organinternt dokument for oppfølging"
    ORGANINTERNT = "Organinternt dokument uten oppfølging"
    SAKSFRAMLEGG = "Saksframlegg"


class Korrespondanseparttype(StrEnum):
    """M087."""

    AVSENDER = "Avsender"
    MOTTAKER = "Mottaker"
    KOPIMOTTAKER = "Kopimottaker"
    GRUPPEMOTTAKER = "Gruppemottaker"
    INTERN_AVSENDER = "Intern avsender"
    INTERN_MOTTAKER = "Intern mottaker"


class TilknyttetSom(StrEnum):
    """M217, tilknyttetRegistreringSom."""

    HOVEDDOKUMENT = "Hoveddokument"
    VEDLEGG = "Vedlegg"


class SkjermingMetadata(StrEnum):
    """M502: which metadata the shielding hides."""

    KLASSE_ID = "Skjerming klasseID"
    TITTEL_KLASSE = "Skjerming tittel klasse"
    TITTEL_MAPPE_FOERSTE_LINJE = "Skjerming tittel mappe - unntatt første linje"
    TITTEL_MAPPE_ORD = "Skjerming tittel mappe - utvalgte ord"
    NAVN_PART = "Skjerming navn part i sak"
    TITTEL_REGISTRERING_FOERSTE_LINJE = "Skjerming tittel registrering - unntatt første linje"
    TITTEL_REGISTRERING_ORD = "Skjerming tittel registrering - utvalgte ord"
    NAVN_AVSENDER = "Skjerming navn avsender"
    NAVN_MOTTAKER = "Skjerming navn mottaker"
    TITTEL_DOKUMENT = "Skjerming tittel dokumentbeskrivelse"
    MERKNADSTEKST = "Skjerming merknadstekst"
    MIDLERTIDIG = "Midlertidig skjerming"


class SkjermingDokument(StrEnum):
    """M503."""

    HELE = "Skjerming av hele dokumentet"
    DELER = "Skjerming av deler av dokumentet"


class Variantformat(StrEnum):
    """M700."""

    PRODUKSJON = "Produksjonsformat"
    ARKIV = "Arkivformat"
    SKJERMET = "Dokument hvor deler av innholdet er skjermet"


class Avskrivningsmaate(StrEnum):
    """M619."""

    BREV = "Besvart med brev"
    EPOST = "Besvart med e-post"
    TELEFON = "Besvart på telefon"
    TIL_ETTERRETNING = "Tatt til etterretning"
    TIL_ORIENTERING = "Tatt til orientering"


PDFA: Final[Mapping[str, str]] = MappingProxyType(
    {
        "fmt/95": "PDF/A-1a",
        "fmt/354": "PDF/A-1b",
        "fmt/476": "PDF/A-2a",
        "fmt/477": "PDF/A-2b",
        "fmt/478": "PDF/A-2u",
        "fmt/479": "PDF/A-3a",
        "fmt/480": "PDF/A-3b",
        "fmt/481": "PDF/A-3u",
    }
)
"""PRONOM code -> the PDF/A that the file says it is. PRONOM goes by what the file says of itself,
so the code alone is a claim; that it is true, only `Variantformat.ARKIV` says."""
