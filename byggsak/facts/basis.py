"""What the facts are gathered from, and which things the application is about at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from byggsak.domain.facts import Sted, Ukjent
from byggsak.domain.kart import Kart
from byggsak.domain.kommune import Kommune
from byggsak.domain.register import INGEN_REGISTRE, Registre
from byggsak.domain.situasjonsplan import Situasjonsplan
from byggsak.domain.soeknad import Soeknad, Vedlegg
from byggsak.domain.tekst import Tekst
from byggsak.facts.reasons import PLAN_MANGLER
from byggsak.geometry.measure import Maalekrav
from byggsak.rule.unit import Anker

UTEN_SITUASJONSPLAN: Final = Ukjent(
    Tekst("situasjonsplanen", "situasjonsplanen", "the situation plan"), PLAN_MANGLER
)


@dataclass(frozen=True, eq=False)
class Grunnlag:
    """Everything a set of facts comes from. `situasjonsplan` is unknown with a reason when it is
    missing or unreadable; `datoer` must have SOEKNAD_MOTTATT."""

    soeknad: Soeknad
    krav: Maalekrav
    datoer: Mapping[Anker, date]
    vedlegg: tuple[Vedlegg, ...] = ()
    situasjonsplan: Situasjonsplan | Ukjent = field(default=UTEN_SITUASJONSPLAN)
    kart: Kart | None = None
    kommune: Kommune | None = None
    registre: Registre = INGEN_REGISTRE

    @property
    def mottatt(self) -> date:
        return self.datoer[Anker.SOEKNAD_MOTTATT]

    @property
    def plandato(self) -> date:
        """The date that decides which plans are in force: the decision's, else the receipt's."""
        return self.datoer.get(Anker.VEDTAK, self.mottatt)

    @property
    def kommunenummer(self) -> str:
        return self.kommune.nummer if self.kommune else (self.soeknad.kommunenummer or "")

    def i_egen_kommune(self, nummer: str | None) -> str:
        """The number today of a municipality number: missing, old and short ones are ours."""
        kort = (nummer or "").strip().zfill(4) if nummer else self.kommunenummer
        if self.kommune and kort in self.kommune.tidligere_numre:
            return self.kommune.nummer
        return kort

    def sted(self, sti: str) -> Sted:
        return self.soeknad.felt.sted_for(sti)

    @cached_property
    def vedleggstyper(self) -> frozenset[str]:
        return frozenset(v.type for v in self.vedlegg)


@dataclass(frozen=True, slots=True)
class Slag:
    """What a project is: None where the national code does not say."""

    nytt: bool | None  # erects or extends something on the ground
    endrer: bool | None  # alters something that stands there


_NYTT = ("nytt", "mikrohus", "innhegning", "anlegg", "parkering", "vei", "veg", "basseng")
_UTVIDER = ("tilbygg", "paabygg", "pabygg", "underbygg")
_ENDRER = (
    "fasade",
    "bruksendring",
    "oppdeling",
    "sammenfoeyning",
    "sammenslaaing",
    "ombygging",
    "hovedombygging",
    "endringbygg",
)
_UTEN_TEGNING = ("riving", "rehabilitering", "skilt", "innvendig")


def slag(kodeverdi: str | None) -> Slag:
    """What a national project code (tiltakstype) says; the list is open, so an unknown code says
    nothing. Codes are matched by how they begin («tilbyggover50m2» is a «tilbygg»).

    >>> slag("nyttbyggboligformal"), slag("annet")
    (Slag(nytt=True, endrer=False), Slag(nytt=None, endrer=None))
    """
    kode = (kodeverdi or "").strip().lower().replace("å", "aa").replace("ø", "oe")
    if kode.startswith(_UTVIDER):
        return Slag(True, True)
    if kode.startswith(_NYTT):
        return Slag(True, False)
    if kode.startswith(_ENDRER):
        return Slag(False, True)
    if kode.startswith(_UTEN_TEGNING):
        return Slag(False, False)
    return Slag(None, None)


def samlet_slag(soeknad: Soeknad) -> Slag:
    """The project as a whole: one code that says yes is enough; one that is silent leaves doubt."""
    alle = [slag(k.kodeverdi) for k in soeknad.tiltakstyper]
    if not alle:
        return Slag(None, None)
    return Slag(_en_av([s.nytt for s in alle]), _en_av([s.endrer for s in alle]))


def _en_av(svar: list[bool | None]) -> bool | None:
    if True in svar:
        return True
    return None if None in svar else False
