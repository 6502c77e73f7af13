"""Vedleggene én for én: hva innholdet er, hva som er galt med det, og det reglene spør om."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from byggsak.domain.facts import Gjenstand, Maal, ukjent
from byggsak.domain.tekst import Tekst


class Innholdsfeil(StrEnum):
    """Det som kan være galt med innholdet i en fil."""

    TOM = "tom"  # null byte
    OEDELAGT = "oedelagt"  # kan ikke leses, eller er ikke hel
    SKADET = "skadet"  # kan trolig leses, men følger ikke formatet sitt
    KRYPTERT = "kryptert"  # låst med passord eller rettigheter
    MAKRO = "makro"  # bærer program som kjøres når noen åpner den
    AKTIVT = "aktivt"  # skript, handlinger eller filer inni dokumentet
    ARKIVFIL = "arkivfil"  # en pakke av andre filer
    PAKKEBOMBE = "pakkebombe"  # brer seg ut til langt mer enn den er
    TVETYDIG = "tvetydig"  # kan leses som to ulike formater


@dataclass(frozen=True, slots=True)
class Innholdsproblem:
    """Ett problem, med grunnen slik søkeren leser den (en setning uten stor bokstav og punktum)."""

    slag: Innholdsfeil
    grunn: Tekst


@dataclass(frozen=True, slots=True)
class Innholdsdom:
    """Hva en fil er, dømt etter bytene; navnet har ikke noe å si.

    `format` er byggsaks kode («pdf», «docx», «ukjent»), `formatnavn` det samme for et menneske.
    `endelser` er filendelsene som passer. `pronom` er formatets PUID når innholdet avgjør det.
    `pdfa` er det filen *selv* oppgir om PDF/A («2b»); ingen har prøvd om det stemmer.
    """

    format: str
    formatnavn: Tekst
    mime: str
    endelser: frozenset[str] = frozenset()
    problemer: tuple[Innholdsproblem, ...] = ()
    pronom: str | None = None
    pdfa: str | None = None


_FORMAT = Tekst("formatet på vedlegget", "formatet på vedlegget", "the format of the attachment")


@dataclass(frozen=True, kw_only=True)
class Vedleggsfil(Gjenstand):
    """Én mottatt fil (SAK10 § 5-1). `navn` er filnavnet slik det kan vises.

    Innholdet er ukjent når bare navnet er oppgitt. `endelse` er med små bokstaver og uten punktum.
    `duplikat_av` er navnet på en tidligere fil med de samme bytene, tom når det ikke er noen.
    `oppfoert`: filen står i en vedleggsliste i skjemaet.
    """

    PERSONOPPLYSNINGER: ClassVar[frozenset[str]] = frozenset({"navn", "trygt_navn", "duplikat_av"})

    type: str = ukjent(Tekst("vedleggstypen", "vedleggstypen", "the attachment type"))
    i_nabovarsel: bool = ukjent(
        Tekst("om vedlegget sendes med nabovarsel", "om vedlegget blir sendt med nabovarsel",
              "whether the attachment goes with a neighbour notice")
    )  # fmt: skip
    trygt_navn: str = ukjent(
        Tekst("navnet filen kan lagres under", "namnet fila kan lagrast under",
              "the name the file can be filed under")
    )  # fmt: skip
    navnelengde: int = ukjent(
        Tekst("lengden på filnavnet", "lengda på filnamnet", "the length of the file name")
    )
    navnet_er_trygt: bool = ukjent(
        Tekst("om filnavnet er trygt", "om filnamnet er trygt", "whether the file name is safe")
    )
    endelse: str = ukjent(Tekst("filendelsen", "filendinga", "the file name's ending"))
    stoerrelse: Maal = ukjent(
        Tekst("størrelsen på vedlegget", "storleiken på vedlegget", "the size of the attachment")
    )
    format: str = ukjent(_FORMAT)
    formatnavn: Tekst = ukjent(_FORMAT)
    endelser: frozenset[str] = ukjent(_FORMAT)
    problemer: tuple[Innholdsproblem, ...] = ukjent(
        Tekst("om innholdet i vedlegget er i orden", "om innhaldet i vedlegget er i orden",
              "whether the content of the attachment is in order")
    )  # fmt: skip
    duplikat_av: str = ukjent(
        Tekst("om filen er sendt før", "om fila er send før", "whether the file was sent before")
    )
    har_vedleggsliste: bool = ukjent(
        Tekst("om skjemaet har en vedleggsliste", "om skjemaet har ei vedleggsliste",
              "whether the form lists its attachments")
    )  # fmt: skip
    oppfoert: bool = ukjent(
        Tekst("om vedlegget står i vedleggslisten", "om vedlegget står i vedleggslista",
              "whether the attachment is listed")
    )  # fmt: skip

    def problem(self, *slag: Innholdsfeil) -> Tekst | None:
        """Grunnen til det første problemet av et av slagene; None når det ikke er noe slikt."""
        return next((p.grunn for p in self.problemer if p.slag in slag), None)


@dataclass(frozen=True, kw_only=True)
class OppfoertVedlegg(Gjenstand):
    """Et vedlegg som skjemaet nevner i en vedleggsliste. `navn` er filnavnet der."""

    levert: bool = ukjent(
        Tekst("om vedlegget er levert", "om vedlegget er levert",
              "whether the attachment was delivered")
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Vedleggsmengde(Gjenstand):
    """Alle vedleggene i innsendingen under ett: antall, og størrelse i MB."""

    antall: Decimal = ukjent(
        Tekst("antallet vedlegg", "talet på vedlegg", "the number of attachments")
    )
    samlet: Maal = ukjent(
        Tekst("størrelsen på vedleggene", "storleiken på vedlegga", "the size of the attachments")
    )
