"""`naar`: the precondition of a field row, in a language of four phrases.

    sti                the field is filled in
    !sti               the field is not filled in
    sti = a | b        the field has one of the values
    sti != a | b       the field has none of the values (also when it is empty)

joined by « og ». A path is relative to the instance the row is asked about (`for`), or to the
root when it begins with «/»; «.» alone is the instance: something is filled in there. Where the
path is repeated, any of the fields may fulfil it.
«true» and «1», «false» and «0» are the same value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from byggsak.domain.felt import Felt
from byggsak.rule.errors import FelttabellFeil

SELV: Final = "."
"""The path of the instance itself."""

STI: Final = re.compile(r"[A-Za-z_][\w.-]*(/[A-Za-z_][\w.-]*)*")

_LEDD: Final = re.compile(
    r"(?P<ikke>!?)\s*(?P<sti>/?[^\s!=]+)(\s*(?P<op>!?=)\s*(?P<verdi>[^\s=].*))?"
)
_SANN: Final = {"1": "true", "0": "false"}


@dataclass(frozen=True, slots=True)
class Ledd:
    """One phrase. `sti` is «.» for the instance itself; `verdier` None asks whether it is filled
    in, and `skal` is whether that, or one of the values, must hold or must not."""

    sti: str
    fra_roten: bool
    verdier: frozenset[str | None] | None
    skal: bool

    def holder(self, felter: Sequence[Felt]) -> bool:
        """Whether it holds, given the fields at its path."""
        if self.verdier is None:
            return any(not felt.tomt for felt in felter) is self.skal
        for felt in felter:
            tekst = felt.tekst
            if tekst is not None and not felt.nil and _SANN.get(tekst, tekst) in self.verdier:
                return self.skal
        return not self.skal


@dataclass(frozen=True, slots=True)
class Vilkaar:
    """A precondition, read. Called with (root, instance): whether the row is to be asked."""

    ledd: tuple[Ledd, ...]

    @property
    def stier(self) -> tuple[str, ...]:
        """The paths it reads, as they are written.

        >>> tolk_vilkaar("by = Oslo | Bergen og !/land", "x").stier
        ('by', '/land')
        """
        return tuple(f"/{ledd.sti}" if ledd.fra_roten else ledd.sti for ledd in self.ledd)

    def __call__(self, rot: Felt, her: Felt) -> bool:
        for ledd in self.ledd:
            fra = rot if ledd.fra_roten else her
            if not ledd.holder((fra,) if ledd.sti == SELV else fra.alle(ledd.sti)):
                return False
        return True


def tolk_vilkaar(tekst: str, sted: str) -> Vilkaar:
    """The condition compiled once; FelttabellFeil names `sted` when it cannot be read.

    >>> rot = Felt("skjema", barn={"by": [Felt("by", "Oslo")]})
    >>> tolk_vilkaar("by = Oslo | Bergen og !land", "x")(rot, rot)
    True
    """
    return Vilkaar(
        tuple(_tolk_ledd(del_.strip(), tekst, sted) for del_ in re.split(r"\s+og\s+", tekst))
    )


def lik_verdi(tekst: str | None) -> str | None:
    """The text as values are compared: boolean spellings made one."""
    return _SANN.get(tekst, tekst) if tekst is not None else None


def _tolk_ledd(ledd: str, hele: str, sted: str) -> Ledd:
    treff = _LEDD.fullmatch(ledd)
    if treff is None or (treff["ikke"] and treff["op"]):
        raise FelttabellFeil(
            f"{sted}: naar «{hele}» kan ikke leses ved «{ledd}». Skriv «sti», «!sti», "
            "«sti = verdi» eller «sti != verdi», skilt med « og »."
        )
    fra_roten, sti = treff["sti"].startswith("/"), treff["sti"].removeprefix("/")
    selv = sti == SELV and treff["op"] is None and not fra_roten
    if not selv and not STI.fullmatch(sti):
        raise FelttabellFeil(f"{sted}: naar «{hele}» har en sti som ikke kan leses: «{sti}».")
    if treff["op"] is None:
        return Ledd(sti, fra_roten, None, skal=not treff["ikke"])
    verdier = frozenset(lik_verdi(v.strip()) for v in treff["verdi"].split("|"))
    return Ledd(sti, fra_roten, verdier, skal=treff["op"] == "=")
