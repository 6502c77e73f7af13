"""The sentences a reader of the classification meets, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from byggsak.domain.funn import Utfall
from byggsak.domain.klassifisering import Klasse
from byggsak.domain.tekst import Tekst

VURDERING: Final = Tekst(
    "Klassifisering (en vurdering med grunner; et menneske avgjør)",
    "Klassifisering (ei vurdering med grunnar; eit menneske avgjer)",
    "Classification (an assessment with reasons; a person decides)",
)
KLASSER: Final[Mapping[Klasse, Tekst]] = {
    Klasse.UNNTATT: Tekst(
        "Tiltaket ser ut til å være unntatt fra søknad.",
        "Tiltaket ser ut til å vere unntatt frå søknad.",
        "The project seems to be exempt from application.",
    ),
    Klasse.UTEN_ANSVARSRETT: Tekst(
        "Tiltaket ser ut til å kunne søkes uten ansvarsrett.",
        "Tiltaket ser ut til å kunne søkjast utan ansvarsrett.",
        "The project seems to allow an application without liability rights.",
    ),
    Klasse.FULL_SOEKNAD: Tekst(
        "Tiltaket ser ut til å trenge full søknad med ansvarsrett.",
        "Tiltaket ser ut til å trenge full søknad med ansvarsrett.",
        "The project seems to need a full application with liability rights.",
    ),
    Klasse.UAVKLART: Tekst(
        "Hva slags søknad tiltaket trenger, er uavklart.",
        "Kva slags søknad tiltaket treng, er uavklart.",
        "Which kind of application the project needs is undecided.",
    ),
}
HOERER_TIL: Final[Mapping[Utfall, Tekst]] = {
    Utfall.OPPFYLT: Tekst(
        "tiltaket er innenfor", "tiltaket er innanfor", "the project is within it"
    ),
    Utfall.BRUTT: Tekst("tiltaket er utenfor", "tiltaket er utanfor", "the project is outside it"),
    Utfall.UAVKLART: Tekst("uavklart", "uavklart", "undecided"),
}
TALER: Final[Mapping[Utfall, Tekst]] = {
    Utfall.OPPFYLT: Tekst("For", "For", "For"),
    Utfall.BRUTT: Tekst("Mot", "Mot", "Against"),
    Utfall.UAVKLART: Tekst("Uavklart", "Uavklart", "Undecided"),
}
FRIST: Final = Tekst(
    "Fristen for kommunen er {uker} uker ({hjemmel}).",
    "Fristen for kommunen er {uker} veker ({hjemmel}).",
    "The municipality has {uker} weeks ({hjemmel}).",
)
UTEN_FRIST: Final = Tekst(
    "Loven setter ingen frist ({hjemmel}).",
    "Lova set ingen frist ({hjemmel}).",
    "The law sets no deadline ({hjemmel}).",
)
UAVKLART_FRIST: Final = Tekst(
    "Om fristen er tre eller tolv uker, er uavklart.",
    "Om fristen er tre eller tolv veker, er uavklart.",
    "Whether the deadline is three or twelve weeks is undecided.",
)
VIRKNING: Final[Mapping[str, Tekst]] = {
    "ANSETT_GITT": Tekst(
        "Oversittes den, kan tillatelsen regnes som gitt; et menneske bekrefter.",
        "Blir han overskriden, kan løyvet reknast som gitt; eit menneske stadfestar.",
        "If it is exceeded, the permit may be deemed given; a person confirms.",
    ),
    "IGANGSETTING_TILLATT": Tekst(
        "Oversittes den, kan arbeidet settes i gang.",
        "Blir han overskriden, kan arbeidet setjast i gang.",
        "If it is exceeded, the work may begin.",
    ),
    "BRUK_TILLATT": Tekst(
        "Oversittes den, kan byggverket tas i bruk.",
        "Blir han overskriden, kan byggverket takast i bruk.",
        "If it is exceeded, the structure may be used.",
    ),
    "GEBYR": Tekst(
        "Oversittes den, settes gebyret ned.",
        "Blir han overskriden, blir gebyret sett ned.",
        "If it is exceeded, the fee is reduced.",
    ),
    "NONE": Tekst(
        "Oversittelse har ingen virkning.",
        "Overskriding har ingen verknad.",
        "Exceeding it has no effect.",
    ),
}
