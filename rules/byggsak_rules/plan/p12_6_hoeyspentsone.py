"""Faresone for høyspenningsanlegg i plan – plan- og bygningsloven § 12-6, jf. § 11-8 tredje ledd a.

Ligger fotavtrykket i faresonen rundt en høyspenningsledning (H370), setter planens bestemmelser
vilkår for å bygge der, ofte forbud. De står ikke i kartet. Regelen sier fra når netteierens
avklaring ikke følger søknaden; følger den med, er svaret uavklart, for et menneske må lese den og
planens bestemmelser. Utenfor sonen er regelen oppfylt i den forstand at plankartet ikke viser noen
sone.

Avstand til ledningen selv er en annen regel (SAK10 § 5-4 bokstav i).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.plan import Faresone
from byggsak.rule import (
    Alvorlighet,
    Anker,
    Eksempler,
    Hjemmel,
    Maal,
    Regel,
    Tekst,
    Utfall,
    Virkning,
    Vurdering,
    hoeyst,
    ikke_aktuell,
    uavklart,
)

ANNEN_FARE = Tekst(
    nb="gjelder en annen fare enn høyspenning",
    nn="gjeld ein annan fare enn høgspenning",
    en="concerns another hazard than high voltage",
)
AVKLARING_VEDLAGT = Tekst(
    nb="byggverket ligger i faresonen og netteierens avklaring er vedlagt; et menneske må lese "
    "den og "
    "planens bestemmelser",
    nn="byggverket ligg i faresona og avklaringa frå netteigaren er lagd ved; eit menneske må lese "
    "henne og planføresegnene",
    en="the structure lies in the hazard zone and the grid owner's clarification is attached; a "
    "person must read it and the plan's provisions",
)


@dataclass(frozen=True)
class Krav:
    slag: str
    tillatt_i_sonen: Decimal  # m²


def vurder(sone: Faresone, krav: Krav) -> Vurdering:
    if sone.slag != krav.slag:
        return ikke_aktuell(ANNEN_FARE)
    svar = hoeyst(sone.overlapp, krav.tillatt_i_sonen)
    if svar.utfall is Utfall.BRUTT and sone.har_redegjoerelse:
        return uavklart(AVKLARING_VEDLAGT)
    return svar


def _sone(overlapp: str, *, avklaring: bool = False) -> Faresone:
    return Faresone(
        slag="hoeyspent", overlapp=Maal.of(overlapp, enhet="m2"), har_redegjoerelse=avklaring
    )


REGEL = Regel(
    id="plan-12-6-hoeyspentsone",
    tittel=Tekst(
        nb="Faresone for høyspenning", nn="Faresone for høgspenning", en="High voltage hazard zone"
    ),
    hjemmel=Hjemmel("pbl", "12-6", "jf. § 11-8 tredje ledd a"),
    gjelder=Faresone,
    leser=("slag", "overlapp", "har_redegjoerelse"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av fotavtrykket ({navn}) ligger i faresone for høyspenning (H370), uten "
        "netteierens avklaring.",
        nn="{maalt} m² av fotavtrykket ({navn}) ligg i faresone for høgspenning (H370), utan "
        "avklaring frå netteigaren.",
        en="{maalt} m² of the footprint ({navn}) lies in a high voltage hazard zone (H370), "
        "without "
        "the grid owner's clarification.",
    ),
    raad=Tekst(
        nb="Legg ved netteierens avklaring (vedleggstype AvklaringHoyspent), eller flytt "
        "byggverket "
        "ut av sonen.",
        nn="Legg ved avklaringa frå netteigaren (vedleggstype AvklaringHoyspent), eller flytt "
        "byggverket ut av sona.",
        en="Attach the grid owner's clarification (attachment type AvklaringHoyspent), or move the "
        "structure out of the zone.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "utenfor sonen": _sone("0"),
        },
        brutt={
            "halve huset i sonen": _sone("40"),
            "ett hjørne i sonen": _sone("0.3"),
        },
        uavklart={
            "netteierens avklaring er vedlagt": _sone("40", avklaring=True),
            "sonen er unøyaktig tegnet": Faresone(
                slag="hoeyspent",
                overlapp=Maal.of("0.3", usikkerhet="1", enhet="m2"),
                har_redegjoerelse=False,
            ),
            "kartet svarte ikke": Faresone(slag="hoeyspent"),
        },
        ikke_aktuell={
            "sonen gjelder flom": Faresone(slag="flom"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
