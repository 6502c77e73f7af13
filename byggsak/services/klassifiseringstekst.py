"""The sentences of the classification, in three languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from byggsak.domain.funn import Funn
from byggsak.domain.tekst import Tekst

SAMSVAR: Final = Tekst(
    "tiltaket er i samsvar med lov, forskrift og plan",
    "tiltaket er i samsvar med lov, forskrift og plan",
    "the project is in accordance with law, regulation and plan",
)
UTEN_DISPENSASJON: Final = Tekst(
    "tiltaket trenger ikke dispensasjon",
    "tiltaket treng ikkje dispensasjon",
    "the project needs no dispensation",
)
ER_SOEKT: Final = Tekst(
    "det er søkt om dispensasjon", "det er søkt om dispensasjon", "dispensation is applied for"
)
UTEN_ANNEN_MYNDIGHET: Final = Tekst(
    "ingen annen myndighet må uttale seg eller samtykke",
    "ingen annan styresmakt må uttale seg eller samtykkje",
    "no other authority must comment or consent",
)
AVHENGIG: Final = Tekst(
    "søkeren oppgir at tiltaket er avhengig av tillatelse fra andre",
    "søkjaren oppgir at tiltaket er avhengig av løyve frå andre",
    "the applicant states that the project depends on a permit from others",
)
ARBEIDSPLASSER: Final = Tekst(
    "tiltaket berører arbeidsplasser",
    "tiltaket vedkjem arbeidsplassar",
    "the project affects workplaces",
)
UTEN_MERKNADER: Final = Tekst(
    "naboer og gjenboere har ikke merknader",
    "naboar og gjenbuarar har ikkje merknader",
    "neighbours have no remarks",
)
MERKNADER: Final = Tekst(
    "det er merknader fra naboer", "det er merknader frå naboar", "neighbours have remarks"
)
_SLAG: Final = {
    "RS": Tekst("rammesøknad", "rammesøknad", "application for a framework permit"),
    "IG": Tekst(
        "søknad om igangsetting", "søknad om igangsetjing", "application to start the work"
    ),
    "MB": Tekst(
        "søknad om midlertidig brukstillatelse",
        "søknad om mellombels bruksløyve",
        "application for a temporary permit of use",
    ),
    "FA": Tekst("søknad om ferdigattest", "søknad om ferdigattest", "application for completion"),
    "DI": Tekst(
        "dispensasjon søkt alene", "dispensasjon søkt åleine", "dispensation applied for alone"
    ),
}


def av(type_: str) -> Tekst:
    """The type of application, where the type alone gives the deadline."""
    return _SLAG[type_]


def regler(funn: Sequence[Funn]) -> Tekst:
    """The titles of the rules behind the findings, each once."""
    titler = list(dict.fromkeys(f.tittel for f in funn if f.tittel is not None))
    return Tekst(
        ", ".join(ti.nb for ti in titler),
        ", ".join(ti.nn for ti in titler),
        ", ".join(ti.en for ti in titler),
    )
