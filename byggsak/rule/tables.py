"""Field tables: the hundreds of «filled in / valid» requirements as rows of data.

A `*.felt.toml`, or any `skjema/*.toml`, in a rules package::

    [tabell]
    skjema = "ettrinn"                 # root name, or a list; «{Skjema}» in an id is then replaced
    versjoner = ["4"]                  # empty or absent: all; a name may carry its own: "x v2"
    tittel = { nb = "…", nn = "…", en = "…" }                               # optional
    hjemmel = { lov = "sak10", paragraf = "5-4", ledd = "første ledd" }
    gjelder_fra = 2010-07-01           # gjelder_til optional: the first day it no longer holds

    [kodelister]                       # optional; also kodelister.toml: [name] koder = […] kilde
    ansvar = ["medAnsvar", "utenAnsvar"]

    [[felt]]
    id = "Ettrinn.Tiltakshaver.Navn.Utfylt"
    xpath = "tiltakshaver/navn"        # below the root, or below `for`; «.» is the instance itself
    for = "eiendomByggested/eiendom"   # optional: asked once per instance of this path
    krav = "utfylt"
    naar = "tiltakshaver og !fritatt"  # optional, see `byggsak.rule.condition`
    alvorlighet = "feil"               # or "advarsel"
    ord = { nb = "navnet til tiltakshaver", nn = "…", en = "…" }            # noun phrase
    # optional: sjekkpunkt, dibk_kode, hjemmel, melding, raad (melding and raad in three languages
    # with {ord} {Ord} {verdi} {grense})

A block that stands at many places is written once, with `[[sted]]`: see `table_places`.

`krav` and what it takes:
    utfylt                             something is filled in at the path (or below it)
    tom                                nothing is filled in at the path
    en_av                              at least one of the paths in `xpath = ["a", "b"]`
    minst_en, noeyaktig_en             of the paths in `xpath` at least, or exactly, one holds:
                                       it is filled in with something else than false
    gyldig                             `moenster` (the whole value matches) or `type`
    boolsk bolignummer dato desimal epost foedselsnummer heltall matrikkelnummer (above zero)
    organisasjonsnummer postnummer telefon                              the form of the value
    kodeliste                          `koder = [...]`, `kodeliste = "name"` or `register = "name"`:
                                       a list of the registers, with status and successor
    kontrollsiffer                     `type = "orgnr" | "fnr"`, modulus 11
    minst, hoeyst                      `verdi = "0"`
    lik                                `verdi = "…"`, or `med = "path"` (as in `naar`)
    ikke_foer, ikke_etter              a date against `med = "path"`, or `dager = 14` from the day
                                       the application was received
    sum                                `ledd = ["a", "-b", "c"]`, `toleranse = "0.01"`: paths
    kommunenummer                      known and in force on the day of receipt
    postnummer_poststed                `med = "path"`: the post town the postcode belongs to
    organisasjonsnummer_registrert, organisasjon_ikke_konkurs
    matrikkelenhet_registrert          on the title number; the other parts stand beside it
    utgaatt                            `liste = "name"`, in the same file
                                       [[utgaatt.name]] fra = 2024-01-01 koder = ["old new", …]

Rows that ask a register are asked last, and only about values no other row found wrong; they have
no `melding` or `raad` of their own, for what is wrong is known when the register has answered.

Every row but `utfylt`, `tom` and those about several paths is asked about each filled-in field at
its path. Root causes fold: below a block whose own `utfylt` row is not met nothing is asked, and a
value that is not written rightly is not asked about more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from byggsak.domain.funn import Alvorlighet, Hjemmel
from byggsak.domain.tekst import Tekst
from byggsak.rule.comparisons import Jevnfoering
from byggsak.rule.condition import Vilkaar
from byggsak.rule.predicates import TYPER, Proeve
from byggsak.rule.register_checks import Registerproeve
from byggsak.rule.row_questions import Slag, Spoerreplan, Spoersmaal, spoerreplan

VALG: Final = frozenset({"minst_en", "noeyaktig_en"})
"""Predicates about how many of several paths hold."""

UTFYLLING: Final = frozenset({"utfylt", "en_av", "tom", *VALG})
"""Predicates about whether something is there; the others ask about what is there."""

FLERE_STIER: Final = frozenset({"en_av", *VALG})

FORM: Final = frozenset({"gyldig", *TYPER})
"""Predicates about how a value is written; asked first, the others on the same value follow."""


@dataclass(frozen=True, slots=True)
class Feltrad:
    """One requirement. `stier` are below `gjentatt` (`for`), or below the root."""

    id: str
    krav: str
    stier: tuple[str, ...]
    gjentatt: str | None
    naar_tekst: str | None
    naar: Vilkaar | None
    proeve: Proeve | None
    lik_med: str | None
    grense: str
    alvorlighet: Alvorlighet
    ord: Tekst
    melding: Tekst
    raad: Tekst
    hjemmel: Hjemmel
    viser_verdi: bool
    sjekkpunkt: str | None = None
    dibk_kode: str | None = None
    jevnfoer: Jevnfoering | None = None
    register: Registerproeve | None = None
    leser: tuple[str, ...] = ()
    """The paths it reads besides `stier`, written as `naar` writes them."""

    @property
    def full_sti(self) -> str:
        """The (first) path from the root."""
        ledd = [self.gjentatt or "", "" if self.stier[0] == "." else self.stier[0]]
        return "/".join(filter(None, ledd))


@dataclass(frozen=True, slots=True)
class Overliggende:
    """A row about a block another row lies below: its number, and how far up it is asked."""

    rad: int
    opp: int


@dataclass(frozen=True, slots=True)
class Felttabell:
    """The rows about one form in one file."""

    skjema: str
    versjoner: frozenset[str]
    tittel: Tekst
    gjelder_fra: date
    gjelder_til: date | None
    hjemmel: Hjemmel
    rader: tuple[Feltrad, ...]
    fil: str

    def gjelder(self, skjema: str, versjon: str) -> bool:
        return self.skjema.casefold() == skjema.casefold() and (
            not self.versjoner or versjon in self.versjoner
        )

    def gjaldt(self, dato: date) -> bool:
        return self.gjelder_fra <= dato and (self.gjelder_til is None or dato < self.gjelder_til)


@dataclass(frozen=True)
class Feltsett:
    """Every row in force about one form, from all tables, ready to be asked.

    `rekkefoelge` asks blocks before what is below them; `over` are the blocks above each row,
    nearest first.
    """

    rader: tuple[Feltrad, ...]
    rekkefoelge: tuple[int, ...]
    over: tuple[tuple[Overliggende, ...], ...]

    @cached_property
    def plan(self) -> Spoerreplan:
        """What the rows share, numbered; worked out the first time they are asked."""
        return spoerreplan(self.rader, _slag)

    @cached_property
    def i_rekkefoelge(self) -> tuple[Spoersmaal, ...]:
        """The plan's questions, in the order to ask them in."""
        return tuple(self.plan.spoersmaal[nr] for nr in self.rekkefoelge)


def _slag(rad: Feltrad) -> Slag:
    if rad.krav in VALG:
        return Slag.VALG
    if rad.krav == "tom":
        return Slag.TOM
    return Slag.UTFYLLING if rad.krav in UTFYLLING else Slag.VERDIER


def feltsett(rader: Iterable[Feltrad]) -> Feltsett:
    """The rows with the order to ask them in worked out once."""
    alle = tuple(rader)
    ledd = [_ledd(rad.full_sti) for rad in alle]
    blokker = [i for i, rad in enumerate(alle) if rad.krav == "utfylt"]
    over = tuple(
        tuple(
            Overliggende(b, opp)
            for b in sorted(blokker, key=lambda b: -len(ledd[b]))
            if (opp := _ligger_over(alle[b], ledd[b], rad, ledd[i])) is not None
        )
        for i, rad in enumerate(alle)
    )
    rekkefoelge = sorted(
        range(len(alle)),
        key=lambda i: (
            len(ledd[i]),
            alle[i].krav not in UTFYLLING,
            alle[i].krav not in FORM,
            alle[i].register is not None,
            i,
        ),
    )
    return Feltsett(alle, tuple(rekkefoelge), over)


def _ligger_over(
    blokk: Feltrad, blokkledd: list[str], rad: Feltrad, radledd: list[str]
) -> int | None:
    """How many levels up from `rad`'s instance `blokk` is asked; None when it is not above."""
    gjentatt = _ledd(rad.gjentatt)
    egen = _ledd(blokk.gjentatt)
    if gjentatt[: len(egen)] != egen:
        return None
    streng = len(blokkledd) < len(radledd) and radledd[: len(blokkledd)] == blokkledd
    return len(gjentatt) - len(egen) if streng else None


def _ledd(sti: str | None) -> list[str]:
    return sti.split("/") if sti else []


ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+")


def skjemanavn(id_: str, skjema: str) -> str:
    """The row's id for one form: `{Skjema}` becomes the form's name with a capital."""
    return id_.replace("{Skjema}", skjema[:1].upper() + skjema[1:])


Kodelister = Mapping[str, frozenset[str]]
"""Name -> the codes that are accepted."""
