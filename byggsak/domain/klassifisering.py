"""Hvilket slag søknad et tiltak trenger: en vurdering med grunner, aldri en avgjørelse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from byggsak.domain.facts import Gjenstand, Maal, ukjent
from byggsak.domain.funn import Hjemmel, Utfall
from byggsak.domain.tekst import Tekst


class Klasse(StrEnum):
    """Hva loven krever av søknad før tiltaket kan settes i gang (pbl §§ 20-2 til 20-5)."""

    UNNTATT = "unntatt"
    UTEN_ANSVARSRETT = "uten_ansvarsrett"
    FULL_SOEKNAD = "full_soeknad"
    UAVKLART = "uavklart"


@dataclass(frozen=True, kw_only=True)
class Tiltak(Gjenstand):
    """Ett tiltak i søknaden slik unntakene i SAK10 kapittel 3 og 4 spør om det.

    `slag` er bygning, mikrohus, tilbygg, paabygg, terrasse, levegg, gjerde, mur, fylling, skilt,
    sol, isolasjon, lading, inne, bruksendring_tilleggsdel, bruksendring, fasade, riving, veg.
    Areal i m², lengder og høyder i m fra gjennomsnittlig planert terreng, etasjer som antall.
    """

    slag: str = ukjent(Tekst("hva slags tiltak det er", "kva slags tiltak det er",
                             "what kind of project it is"))  # fmt: skip
    bebygd: bool = ukjent(
        Tekst("om eiendommen er bebygd", "om eigedomen er utbygd", "whether the plot is built on")
    )
    frittliggende: bool = ukjent(
        Tekst("om byggverket er frittliggende", "om byggverket er frittliggjande",
              "whether the structure is detached")
    )  # fmt: skip
    beboelse: bool = ukjent(
        Tekst("om det skal brukes til beboelse", "om det skal brukast til bustad",
              "whether it is for habitation")
    )  # fmt: skip
    varig_opphold: bool = ukjent(
        Tekst("om det får rom for varig opphold", "om det får rom for varig opphald",
              "whether it has rooms for permanent stay")
    )  # fmt: skip
    landbruk: bool = ukjent(
        Tekst("om det er en driftsbygning i landbruket", "om det er ein driftsbygning i landbruket",
              "whether it is an agricultural building")
    )  # fmt: skip
    bra: Maal = ukjent(Tekst("bruksarealet", "bruksarealet", "the floor area"))
    bya: Maal = ukjent(Tekst("bebygd areal", "bygd areal", "the built-up area"))
    moene: Maal = ukjent(Tekst("mønehøyden", "mønehøgda", "the ridge height"))
    gesims: Maal = ukjent(Tekst("gesimshøyden", "gesimshøgda", "the eaves height"))
    etasjer: Maal = ukjent(Tekst("antall etasjer", "talet på etasjar", "the number of storeys"))
    kjeller: bool = ukjent(
        Tekst("om det er kjeller", "om det er kjellar", "whether there is a cellar")
    )
    boenheter: Maal = ukjent(
        Tekst("antall boenheter", "talet på bueiningar", "the number of dwelling units")
    )
    understoettet: bool = ukjent(
        Tekst("om tilbygget er understøttet", "om tilbygget er understøtta",
              "whether the extension is supported")
    )  # fmt: skip
    avstand_grense: Maal = ukjent(
        Tekst(
            "avstanden til nabogrensen", "avstanden til nabogrensa", "the distance to the boundary"
        )
    )
    avstand_bygning: Maal = ukjent(
        Tekst("avstanden til annen bygning", "avstanden til annan bygning",
              "the distance to another building")
    )  # fmt: skip
    over_ledninger: bool = ukjent(
        Tekst("om det ligger over vann- og avløpsledninger",
              "om det ligg over vatn- og avløpsleidningar",
              "whether it lies over water and sewage pipes")
    )  # fmt: skip
    hoeyde: Maal = ukjent(Tekst("høyden", "høgda", "the height"))
    lengde: Maal = ukjent(Tekst("lengden", "lengda", "the length"))
    utstikk: Maal = ukjent(
        Tekst("hvor langt det stikker ut", "kor langt det stikk ut", "how far it protrudes")
    )
    flate: Maal = ukjent(Tekst("flaten", "flata", "the surface"))
    innenfor_bruksenhet: bool = ukjent(
        Tekst("om arbeidet er innenfor én bruksenhet og branncelle",
              "om arbeidet er innanfor éi brukseining og branncelle",
              "whether the work is within one unit and fire compartment")
    )  # fmt: skip
    annen_lov: bool = ukjent(
        Tekst("om tiltaket er behandlet etter annen lov", "om tiltaket er handsama etter anna lov",
              "whether the project is handled under another act")
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grunn:
    """Én grunn i vurderingen: vilkåret, hvordan det slår ut, og hvorfor."""

    vilkaar: Tekst
    utfall: Utfall
    hvorfor: Tekst | None = None


@dataclass(frozen=True, slots=True)
class Kategorisvar:
    """Én bokstav i loven om ett tiltak: hører tiltaket til her?"""

    id: str
    tittel: Tekst
    hjemmel: Hjemmel
    klasse: Klasse
    utfall: Utfall
    grunner: tuple[Grunn, ...]


@dataclass(frozen=True, slots=True)
class Tiltaksvurdering:
    """Klassen ett tiltak ser ut til å ha, med alle bokstavene som er vurdert."""

    navn: str
    klasse: Klasse
    svar: tuple[Kategorisvar, ...]


@dataclass(frozen=True, slots=True)
class Fristvurdering:
    """Fristklassen: tre eller tolv uker, virkningen av oversittelse, og grunnene.

    `utfall` er oppfylt når klassen følger av det som er kjent, uavklart når et ukjent faktum kan
    endre den; da er `uker` og `virkning` None. `uker` er også None der loven ikke setter frist.
    """

    utfall: Utfall
    uker: int | None
    virkning: str | None
    hjemmel: str | None
    grunner: tuple[Grunn, ...]


@dataclass(frozen=True, slots=True)
class Klassifisering:
    """Søknaden under ett: klassen til det strengeste tiltaket, og fristen for kommunen.

    `samsvar` er om tiltaket er i samsvar med lov, forskrift og plan, så langt reglene vet.
    """

    klasse: Klasse
    samsvar: Grunn
    tiltak: tuple[Tiltaksvurdering, ...]
    frist: Fristvurdering | None
