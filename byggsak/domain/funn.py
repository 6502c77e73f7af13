"""Funnet: det en regel sier om søknaden, med utfall, alvorlighet og hjemmel."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from byggsak.domain.facts import Sted
from byggsak.domain.tekst import Tekst


class Utfall(StrEnum):
    """The four outcomes. «Could not be decided» is never «fine»."""

    OPPFYLT = "oppfylt"
    BRUTT = "brutt"
    UAVKLART = "uavklart"
    IKKE_AKTUELL = "ikke_aktuell"


class Alvorlighet(StrEnum):
    """As DiBK's services say: `feil` stops the application, `advarsel` does not."""

    FEIL = "feil"
    ADVARSEL = "advarsel"


class Virkning(StrEnum):
    """What a broken rule means in law."""

    STRID = "strid"  # contrary to law: must be changed
    DISPENSASJON = "dispensasjon"  # needs a dispensation or a consent
    SKJOENN = "skjoenn"  # a person must judge
    OPPLYSNING = "opplysning"  # information


class Dispensasjonsstatus(StrEnum):
    """Whether what is broken is asked to be dispensed from (pbl § 19-1). Whether it is granted is
    for a person."""

    DEKKET = "dekket_av_soeknad_om_dispensasjon"  # right provision, right plan, grounds given
    UTEN_GRUNNER = "soekt_uten_begrunnelse"
    UKJENT = "ukjent"  # the application for it could not be read
    IKKE_SOEKT = "ikke_soekt"


@dataclass(frozen=True, slots=True)
class Hjemmel:
    """Legal basis: short name of the law, section, and ledd in words.

    >>> str(Hjemmel("pbl", "29-4", "andre ledd"))
    'pbl § 29-4 andre ledd'
    """

    lov: str
    paragraf: str
    ledd: str | None = None

    def __str__(self) -> str:
        return " ".join(filter(None, [self.lov, f"§ {self.paragraf}", self.ledd]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Funn:
    """What one rule says about one thing, when it is not simply met.

    `melding` and `raad` are already filled (placeholders replaced) in all three languages.
    `fingeravtrykk` is stable across resubmission and moved XML: rule id + what it is about.
    `krever_dispensasjon` and `sjekkpunkt` are the rule's own. `paakrevd` and `oppgitt` are for
    developers, where a field was asked and not a measure taken; `oppgitt` is never personal data.
    `dispensasjon` is set where a broken rule needs one.
    """

    regel: str
    utfall: Utfall
    alvorlighet: Alvorlighet
    virkning: Virkning = Virkning.STRID
    melding: Tekst
    raad: Tekst
    hjemmel: Hjemmel | None = None
    gjelder: str = ""
    maalt: Decimal | None = None
    krav: Decimal | None = None
    margin: Decimal | None = None
    enhet: str | None = None
    usikkerhet: Decimal | None = None
    sted: Sted = Sted()
    dibk_kode: str | None = None
    fingeravtrykk: str = ""
    tittel: Tekst | None = None
    krever_dispensasjon: str | None = None
    sjekkpunkt: str | None = None
    paakrevd: str = ""
    oppgitt: str = ""
    dispensasjon: Dispensasjonsstatus | None = None

    @property
    def dekket(self) -> bool:
        """Broken, and covered by an application for dispensation: a person decides."""
        return self.dispensasjon is Dispensasjonsstatus.DEKKET
