"""Det som skjer med funnene når noe annet skjer i saken: en ny kontroll, et vedtak, en opphevelse.

Et funn som ingen regel kan prøve lenger, eller som regelen ikke kunne avgjøre, blir stående med et
merke: at maskinen ikke ser det, er ikke det samme som at det er rettet.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from byggsak.case.regioner import Funntilstand
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst

F = Funntilstand
STAAR: Final = (
    F.AAPEN, F.GJENOPPSTAATT, F.BEKREFTET, F.AVKREFTET, F.DISP_SOEKT, F.DISP_INNSTILT,
)  # fmt: skip
"""Funn som fortsatt gjelder, før vedtaket."""


class Anledning(StrEnum):
    """Det som ellers skjer i saken, sett fra funnet."""

    FUNNET = "funnet"
    FUNNET_OG_SOEKT = "funnet_og_soekt"
    ENDRET = "endret"
    BORTE = "borte"
    REGELEN_BORTE = "regelen_borte"
    UAVKLART = "uavklart"
    IGJEN = "igjen"
    GITT = "gitt"
    AVSLAATT = "avslaatt"
    OPPHEVET = "opphevet"


ANLEDNINGER: Final[dict[Anledning, Tekst]] = {
    Anledning.FUNNET: Tekst("kontrollen finner det", "kontrollen finn det", "the check finds it"),
    Anledning.FUNNET_OG_SOEKT: Tekst(
        "kontrollen finner det, og dispensasjon er søkt med begrunnelse",
        "kontrollen finn det, og dispensasjon er søkt med grunngjeving",
        "the check finds it, and a dispensation is applied for with grounds",
    ),
    Anledning.ENDRET: Tekst(
        "kontrollen finner det, men det sier noe annet enn da det ble vurdert",
        "kontrollen finn det, men det seier noko anna enn då det blei vurdert",
        "the check finds it, but it no longer says what was assessed",
    ),
    Anledning.BORTE: Tekst(
        "kontrollen finner det ikke lenger",
        "kontrollen finn det ikkje lenger",
        "the check no longer finds it",
    ),
    Anledning.REGELEN_BORTE: Tekst(
        "regelen finnes ikke lenger i pakken",
        "regelen finst ikkje lenger i pakken",
        "the rule is no longer in the package",
    ),
    Anledning.UAVKLART: Tekst(
        "regelen kunne ikke avgjøres denne gangen",
        "regelen kunne ikkje avgjerast denne gongen",
        "the rule could not be decided this time",
    ),
    Anledning.IGJEN: Tekst(
        "kontrollen finner det igjen", "kontrollen finn det igjen", "the check finds it again"
    ),
    Anledning.GITT: Tekst(
        "vedtaket gir dispensasjon", "vedtaket gir dispensasjon", "the decision dispenses"
    ),
    Anledning.AVSLAATT: Tekst(
        "vedtaket avslår dispensasjon",
        "vedtaket avslår dispensasjon",
        "the decision refuses the dispensation",
    ),
    Anledning.OPPHEVET: Tekst(
        "vedtaket er opphevet", "vedtaket er oppheva", "the decision is quashed"
    ),
}


@dataclass(frozen=True, slots=True)
class Foelge:
    """Det som skjer med funn i tilstandene `fra`. `til` er None når tilstanden står, og
    anledningen bare blir et merke på funnet."""

    ved: Anledning
    fra: tuple[Funntilstand, ...]
    til: Funntilstand | None
    hjemmel: tuple[Hjemmel, ...] = ()


_PLIKT: Final = (Hjemmel("pbl", "21-4", "første ledd"),)
_NY_VERSJON: Final = (Hjemmel("SAK10", "7-2", "første ledd"),)
_DISP: Final = (Hjemmel("pbl", "19-2"),)

FUNNETS_FOELGER: Final[tuple[Foelge, ...]] = (
    Foelge(Anledning.FUNNET, (F.INGEN,), F.AAPEN, _PLIKT),
    Foelge(
        Anledning.FUNNET_OG_SOEKT,
        (F.INGEN, F.AAPEN, F.GJENOPPSTAATT, F.BEKREFTET),
        F.DISP_SOEKT,
        (Hjemmel("pbl", "19-1"),),
    ),
    Foelge(
        Anledning.ENDRET, (F.AVKREFTET, F.BEKREFTET, F.DISP_SOEKT, F.DISP_INNSTILT), F.AAPEN, _PLIKT
    ),
    Foelge(Anledning.BORTE, STAAR, F.RETTET, _NY_VERSJON),
    Foelge(Anledning.REGELEN_BORTE, STAAR, None),
    Foelge(Anledning.UAVKLART, STAAR, None),
    Foelge(Anledning.IGJEN, (F.RETTET, F.LUKKET), F.GJENOPPSTAATT, _PLIKT),
    Foelge(Anledning.GITT, (F.DISP_SOEKT, F.DISP_INNSTILT, F.DISP_AVSLAATT), F.DISP_GITT, _DISP),
    Foelge(
        Anledning.AVSLAATT, (F.DISP_SOEKT, F.DISP_INNSTILT, F.DISP_GITT), F.DISP_AVSLAATT, _DISP
    ),
    Foelge(
        Anledning.OPPHEVET, (F.DISP_GITT, F.DISP_AVSLAATT), F.DISP_SOEKT, (Hjemmel("fvl", "34"),)
    ),
)

_INDEKS: Final = {(f.ved, fra): f for f in FUNNETS_FOELGER for fra in f.fra}


def foelge(ved: Anledning, fra: Funntilstand) -> Foelge | None:
    """Hva anledningen gjør med et funn i tilstanden; None når den ikke gjør noe."""
    return _INDEKS.get((ved, fra))
