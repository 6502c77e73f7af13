"""Flomsone under byggverket – byggteknisk forskrift (TEK17) § 7-2, jf. pbl § 28-1.

Byggverk i flomutsatt område skal ha en sikkerhetsklasse (F1–F3) og være plassert, dimensjonert
eller sikret etter den. Treffer fotavtrykket en faresone for flom i planen (hensynssone H320), er
regelen brutt til søknaden har både sikkerhetsklasse og redegjørelse. Med begge vedlagt er svaret
uavklart: om sikringen er god nok, er en faglig vurdering som et menneske gjør.

Treffer ingen sone, er regelen oppfylt i den forstand at kartet ikke viser noen. Det er aldri det
samme som trygt: svaret nevner hva som ble søkt og kartets dato. Aktsomhetsområder utenfor planen,
uteareal og byggverk med beredskapsfunksjon (første ledd) vurderer regelen ikke.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.plan import Faresone
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    Maal,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    ikke_aktuell,
)
from byggsak_rules.tek17.faresone import vurder_sone

ANNEN_FARE = Tekst(
    nb="gjelder en annen fare enn flom",
    nn="gjeld ein annan fare enn flaum",
    en="concerns another hazard than flooding",
)


@dataclass(frozen=True)
class Krav:
    slag: str


def vurder(sone: Faresone, krav: Krav) -> Vurdering:
    if sone.slag != krav.slag:
        return ikke_aktuell(ANNEN_FARE)
    return vurder_sone(sone)


def _sone(overlapp: str, klasse: bool = False, redegjoerelse: bool = False) -> Faresone:
    return Faresone(
        slag="flom",
        kode="320",
        overlapp=Maal.of(overlapp, enhet="m2"),
        har_sikkerhetsklasse=klasse,
        har_redegjoerelse=redegjoerelse,
    )


REGEL = Regel(
    id="tek17-7-2-flomsone",
    tittel=Tekst(nb="Flomsone", nn="Flaumsone", en="Flood zone"),
    hjemmel=Hjemmel("TEK17", "7-2", "andre ledd"),
    gjelder=Faresone,
    leser=(
        "slag",
        "kode",
        "overlapp",
        "har_sikkerhetsklasse",
        "har_redegjoerelse",
        "soekt_i",
        "soekt_dato",
    ),
    gjelder_fra=date(2017, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av fotavtrykket ({navn}) ligger i faresone for flom (H{kode}), og "
        "søknaden mangler sikkerhetsklasse eller redegjørelse.",
        nn="{maalt} m² av fotavtrykket ({navn}) ligg i faresone for flaum (H{kode}), og søknaden "
        "manglar tryggleiksklasse eller utgreiing.",
        en="{maalt} m² of the footprint ({navn}) lies in a flood hazard zone (H{kode}), and the "
        "application lacks a safety class or an account.",
    ),
    raad=Tekst(
        nb="Flytt byggverket ut av sonen, eller oppgi sikkerhetsklasse og legg ved redegjørelse "
        "for flomfaren.",
        nn="Flytt byggverket ut av sona, eller oppgi tryggleiksklasse og legg ved utgreiing om "
        "flaumfaren.",
        en="Move the structure out of the zone, or state the safety class and attach an account of "
        "the flood hazard.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "ingen flomsone i planen": Faresone(
                slag="flom",
                overlapp=Maal.of(0, enhet="m2"),
                soekt_i="reguleringsplaner i kartet",
                soekt_dato=date(2026, 5, 1),
            ),
        },
        brutt={
            "halve huset i sonen, ingen klasse og ingen redegjørelse": _sone("40"),
            "klasse uten redegjørelse": _sone("40", klasse=True),
            "redegjørelse uten klasse": _sone("40", redegjoerelse=True),
            "ett hjørne i sonen": _sone("0.3"),
        },
        uavklart={
            "klasse og redegjørelse er levert": _sone("40", klasse=True, redegjoerelse=True),
            "kanten av sonen er unøyaktig": Faresone(
                slag="flom", overlapp=Maal.of("0.3", usikkerhet="1", enhet="m2")
            ),
            "kartet svarte ikke": Faresone(slag="flom"),
        },
        ikke_aktuell={
            "sonen gjelder skred": Faresone(slag="skred"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
