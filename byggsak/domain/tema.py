"""Temalagene i kartet: hvilke objekttyper som hører til hvilket tema, på tvers av skjemaer.

Objektene kjennes på lokalt navn, som planobjektene: samme ting heter det samme i FKB, N50, Elveg og
Askeladden, eller har få navn. Navnene er lest i Geonorges objektkatalog der det står [S]; resten er
alminnelig kunnskap [K]. Et objekt av en ukjent type blir liggende i kartet, og importen nevner den.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

from byggsak.domain.tekst import Tekst


class Tema(StrEnum):
    """Et temalag. Verdien er `slag` på datasettet; et datasett kan ha flere, skilt med komma."""

    SJOE = "sjoe"
    VEG = "veg"
    BANE = "bane"
    KULTURMINNE = "kulturminne"
    KRAFT = "kraft"
    VANN_AVLOEP = "va"
    BYGNING = "bygning"
    AKTSOMHET = "aktsomhet"


_TYPER: Final[Mapping[Tema, tuple[str, ...]]] = {
    # FKB-Vann [S]: Kystkontur er midlere høyvann; Havflate er havet innenfor den.
    Tema.SJOE: ("Kystkontur", "KystkonturTekniskeAnlegg", "KystkonturTekniskAnlegg", "Havflate"),
    # Elveg 2.0 og NVDB [S]: Veglenke; eldre FKB-Veg og N50 [K].
    Tema.VEG: ("Veglenke", "VegSenterlinje", "Vegsenterlinje", "GangSykkelVegSenterlinje"),
    # FKB-Bane [K]: Spormidt; N50 [K]: Bane.
    Tema.BANE: ("Spormidt", "Jernbane", "Bane"),
    # Riksantikvarens datasett [S]: Lokalitet, Enkeltminne og Sikringssone.
    Tema.KULTURMINNE: (
        "Lokalitet",
        "Enkeltminne",
        "Sikringssone",
        "Kulturminne",
        "KulturminneLokalitet",
        "KulturminneEnkeltminne",
        "KulturminneSikringssone",
    ),
    # FKB-Ledning og NVEs nettanlegg [K].
    Tema.KRAFT: ("Kraftledning", "Kraftlinje", "Luftledning", "Jordkabel", "Sjøkabel", "Trasé"),
    # Ledningskart fra kommunen [K].
    Tema.VANN_AVLOEP: (
        "Vannledning",
        "Avløpsledning",
        "Spillvannsledning",
        "Overvannsledning",
        "VALedning",
        "VA_Ledning",
    ),
    # Matrikkelen og FKB-Bygning [K].
    Tema.BYGNING: ("Bygning", "AnnenBygning", "Bygningsomriss"),
    # NVEs aktsomhetskart [K].
    Tema.AKTSOMHET: (
        "FlomAktsomhetOmr",
        "SnoskredAktsomhetOmr",
        "SnøskredAktsomhetOmr",
        "SteinsprangAktsomhetOmr",
        "JordFlomskredAktsomhetOmr",
        "JordskredAktsomhetOmr",
        "KvikkleireAktsomhetOmr",
        "Aktsomhetsområde",
    ),
}

TEMA_AV_TYPE: Final[Mapping[str, Tema]] = {
    type_: tema for tema, typer in _TYPER.items() for type_ in typer
}
"""Objekttype (lokalt navn) -> tema."""

UTEN_FOREKOMST: Final = "tema_uten_forekomst"
"""Kommunens eget valg i `[parametre]`: temaer som ikke forekommer der (verdier av `Tema`)."""

TEMANAVN: Final[Mapping[Tema, Tekst]] = {
    Tema.SJOE: Tekst("strandlinjen", "strandlinja", "the shoreline"),
    Tema.VEG: Tekst("veiene", "vegane", "the roads"),
    Tema.BANE: Tekst("jernbanen", "jernbanen", "the railway"),
    Tema.KULTURMINNE: Tekst("kulturminnene", "kulturminna", "the cultural heritage"),
    Tema.KRAFT: Tekst("kraftledningene", "kraftleidningane", "the power lines"),
    Tema.VANN_AVLOEP: Tekst(
        "vann- og avløpsledningene", "vass- og avløpsleidningane", "the water and sewer lines"
    ),
    Tema.BYGNING: Tekst("bygningene", "bygningane", "the buildings"),
    Tema.AKTSOMHET: Tekst(
        "aktsomhetsområdene for naturfare",
        "aktsemdsområda for naturfare",
        "the natural hazard awareness areas",
    ),
}


@lru_cache(maxsize=256)
def temaer(slag: str) -> frozenset[Tema]:
    """Temaene et datasett dekker, lest av `slag`; andre ord («teig») er ikke tema.

    >>> sorted(temaer("veg, bane"))
    [<Tema.BANE: 'bane'>, <Tema.VEG: 'veg'>]
    """
    ord_ = {del_.strip() for del_ in slag.split(",")}
    return frozenset(t for t in Tema if t.value in ord_)
