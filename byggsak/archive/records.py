"""What is archived, in the words of Noark 5: values that cannot break its code lists.

Every record is checked when it is made (`InvalidRecord` says which field). Times are local
Norwegian when they carry no zone; adapters that need another form convert. Documents are
referred to by handle (`Fil`); their bytes never pass through JSON.
"""

import re
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

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
from byggsak.archive.errors import InvalidRecord

# What XML 1.0 cannot carry: one such character would make a whole deposit unreadable.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PRONOM = re.compile(r"(x-)?fmt/\d+")

_WORDS_HIDDEN_IN_CASE_TITLE = frozenset(
    {
        SkjermingMetadata.TITTEL_MAPPE_ORD,
        SkjermingMetadata.TITTEL_MAPPE_FOERSTE_LINJE,
        SkjermingMetadata.MIDLERTIDIG,
    }
)
_WORDS_HIDDEN_IN_ENTRY_TITLE = frozenset(
    {
        SkjermingMetadata.TITTEL_REGISTRERING_ORD,
        SkjermingMetadata.TITTEL_REGISTRERING_FOERSTE_LINJE,
        SkjermingMetadata.MIDLERTIDIG,
    }
)


class _Record:
    """Checks every text and code of the record when it is made."""

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]
            _check(f"{type(self).__name__}.{field.name}", getattr(self, field.name))
        self._rules()

    def _rules(self) -> None:
        """What holds between the fields of one record."""


@dataclass(frozen=True, kw_only=True)
class Skjerming(_Record):
    """Shielding: the restriction, its legal basis, and what it hides."""

    tilgangsrestriksjon: str
    skjermingshjemmel: str
    skjerming_metadata: tuple[SkjermingMetadata, ...]
    skjerming_dokument: SkjermingDokument | None = None
    skjerming_opphoerer_dato: date | None = None

    def _rules(self) -> None:
        _codes(self.skjerming_metadata, SkjermingMetadata, "skjerming_metadata")
        _code(self.skjerming_dokument, SkjermingDokument, "skjerming_dokument", optional=True)
        if not self.skjerming_metadata:
            raise InvalidRecord(
                "Skjerming.skjerming_metadata er tom; Noark 5 krever minst én verdi (M502)."
            )

    def gjelder(self, dag: date) -> bool:
        """Whether it holds on the day: it ends on the day that it says it ends."""
        ender = self.skjerming_opphoerer_dato
        return ender is None or dag < ender

    def skjuler(self, *hva: SkjermingMetadata) -> bool:
        """True when any of `hva` is hidden; temporary shielding hides everything."""
        return SkjermingMetadata.MIDLERTIDIG in self.skjerming_metadata or any(
            metadata in self.skjerming_metadata for metadata in hva
        )


@dataclass(frozen=True, kw_only=True)
class Klasse(_Record):
    """The primary class of a case, e.g. klasse_id «12/34» (gnr/bnr)."""

    klasse_id: str
    tittel: str


@dataclass(frozen=True, kw_only=True)
class Part(_Record):
    """A party of the case. `part_rolle` is free text, e.g. «Tiltakshaver»."""

    part_navn: str
    part_rolle: str
    part_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Saksmappe(_Record):
    """A case file. The archive gives it its number; `saksdato` decides the year."""

    tittel: str
    offentlig_tittel: str | None = None
    klasse: Klasse
    saksdato: date
    administrativ_enhet: str
    saksansvarlig: str
    opprettet_dato: datetime
    opprettet_av: str
    saksstatus: Saksstatus = Saksstatus.UNDER_BEHANDLING
    parter: tuple[Part, ...] = ()
    skjerming: Skjerming | None = None

    def _rules(self) -> None:
        _code(self.saksstatus, Saksstatus, "saksstatus")
        _public_title(self, self.skjerming, _WORDS_HIDDEN_IN_CASE_TITLE, self.offentlig_tittel)


@dataclass(frozen=True, kw_only=True)
class Korrespondansepart(_Record):
    """Who sent or receives a journal entry."""

    type: Korrespondanseparttype
    navn: str
    postadresse: tuple[str, ...] = ()
    postnummer: str | None = None
    poststed: str | None = None
    epostadresse: str | None = None

    def _rules(self) -> None:
        _code(self.type, Korrespondanseparttype, "type")


@dataclass(frozen=True, kw_only=True)
class Journalpost(_Record):
    """A journal entry. `journaldato` decides the journal year; the archive gives the number."""

    tittel: str
    offentlig_tittel: str | None = None
    journalposttype: Journalposttype
    journalstatus: Journalstatus = Journalstatus.JOURNALFOERT
    journaldato: date
    dokumentets_dato: date | None = None
    mottatt_dato: datetime | None = None
    sendt_dato: datetime | None = None
    korrespondanseparter: tuple[Korrespondansepart, ...]
    opprettet_dato: datetime
    opprettet_av: str
    skjerming: Skjerming | None = None

    def _rules(self) -> None:
        _code(self.journalposttype, Journalposttype, "journalposttype")
        _code(self.journalstatus, Journalstatus, "journalstatus")
        if not self.korrespondanseparter:
            raise InvalidRecord(
                "Journalpost.korrespondanseparter er tom; journalen må vise minst én part."
            )
        _public_title(self, self.skjerming, _WORDS_HIDDEN_IN_ENTRY_TITLE, self.offentlig_tittel)


@dataclass(frozen=True, kw_only=True)
class Fil(_Record):
    """A handle to document content. `sted` means something only to the `FileSource`.

    `stoerrelse` in bytes; `sha256` is 64 lower-case hex digits; `pronom` e.g. «fmt/95».
    """

    sted: str
    filnavn: str
    sha256: str
    stoerrelse: int
    mime: str
    pronom: str | None = None

    def _rules(self) -> None:
        if not _SHA256.fullmatch(self.sha256):
            raise InvalidRecord("Fil.sha256 må være 64 små heksadesimale siffer.")
        if self.stoerrelse < 0:
            raise InvalidRecord("Fil.stoerrelse kan ikke være negativ.")
        if self.pronom is not None and not _PRONOM.fullmatch(self.pronom):
            raise InvalidRecord(f"Fil.pronom {self.pronom!r} er ikke en PRONOM-kode (fmt/95).")

    @property
    def endelse(self) -> str:
        """The file extension in lower case without dot, «bin» when the name has none.

        >>> Fil(sted="x", filnavn="Plan.PDF", sha256="0" * 64, stoerrelse=1, mime="a/b").endelse
        'pdf'
        """
        stem, dot, ending = self.filnavn.rpartition(".")
        known = bool(stem and dot) and re.fullmatch(r"[A-Za-z0-9]{1,10}", ending)
        return ending.lower() if known else "bin"


@dataclass(frozen=True, kw_only=True)
class Dokument(_Record):
    """A document description with its one document object."""

    tittel: str
    dokumenttype: str
    tilknyttet_som: TilknyttetSom
    fil: Fil
    variantformat: Variantformat
    dokumentstatus: Dokumentstatus = Dokumentstatus.FERDIGSTILT
    opprettet_dato: datetime
    opprettet_av: str
    skjerming: Skjerming | None = None

    def _rules(self) -> None:
        _code(self.tilknyttet_som, TilknyttetSom, "tilknyttet_som")
        _code(self.variantformat, Variantformat, "variantformat")
        _code(self.dokumentstatus, Dokumentstatus, "dokumentstatus")


@dataclass(frozen=True, kw_only=True)
class Avskrivning(_Record):
    """How and when an incoming entry was dealt with."""

    avskrivningsdato: date
    avskrevet_av: str
    avskrivningsmaate: Avskrivningsmaate

    def _rules(self) -> None:
        _code(self.avskrivningsmaate, Avskrivningsmaate, "avskrivningsmaate")


def _check(name: str, value: object) -> None:
    if not isinstance(value, str) or isinstance(value, StrEnum):
        return
    if not value.strip():
        raise InvalidRecord(f"{name} er tom; Noark 5 tillater ikke tomme elementer.")
    if found := _NOT_XML.search(value):
        raise InvalidRecord(f"{name} har tegnet U+{ord(found.group()):04X}, som XML ikke tillater.")


def _code(value: object, codes: type[StrEnum], name: str, *, optional: bool = False) -> None:
    if value is None and optional:
        return
    if not isinstance(value, codes):
        known = ", ".join(f"«{code}»" for code in codes)
        raise InvalidRecord(f"{name} er {value!r}; Noark 5 kjenner bare {known}.")


def _codes(values: tuple[object, ...], codes: type[StrEnum], name: str) -> None:
    for value in values:
        _code(value, codes, name)


def _public_title(
    record: object,
    skjerming: Skjerming | None,
    hidden: frozenset[SkjermingMetadata],
    offentlig_tittel: str | None,
) -> None:
    # M025 is obligatory when words of the title are shielded: the public journal needs a title.
    if skjerming and hidden & set(skjerming.skjerming_metadata) and offentlig_tittel is None:
        raise InvalidRecord(
            f"{type(record).__name__} skjermer tittelen, men har ingen offentlig_tittel. "
            "Skriv den tittelen offentlig journal skal vise."
        )
