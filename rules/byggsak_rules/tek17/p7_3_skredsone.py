"""Skredsone under byggverket – byggteknisk forskrift (TEK17) § 7-3, jf. pbl § 28-1.

Byggverk i skredutsatt område skal ha en sikkerhetsklasse (S1–S3) og være plassert, dimensjonert
eller sikret etter den. Treffer fotavtrykket en faresone for ras og skred i planen (hensynssone
H310), er regelen brutt til søknaden har både sikkerhetsklasse og redegjørelse. Med begge vedlagt
er svaret uavklart: om sikringen er god nok, er en faglig vurdering som et menneske gjør.

Treffer ingen sone, er regelen oppfylt i den forstand at kartet ikke viser noen. Det er aldri det
samme som trygt: svaret nevner hva som ble søkt og kartets dato. Utearealet, som § 7-3 også
gjelder, aktsomhetsområder utenfor planen, og flodbølge fra fjellskred (§ 7-4) vurderer regelen
ikke. Kvikkleire har eget nivå, og også den saken må et menneske vurdere.
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
    nb="gjelder en annen fare enn skred",
    nn="gjeld ein annan fare enn skred",
    en="concerns another hazard than landslides",
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
        slag="skred",
        kode="310",
        overlapp=Maal.of(overlapp, enhet="m2"),
        har_sikkerhetsklasse=klasse,
        har_redegjoerelse=redegjoerelse,
    )


REGEL = Regel(
    id="tek17-7-3-skredsone",
    tittel=Tekst(nb="Skredsone", nn="Skredsone", en="Landslide zone"),
    hjemmel=Hjemmel("TEK17", "7-3", "andre ledd"),
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
        nb="{maalt} m² av fotavtrykket ({navn}) ligger i faresone for skred (H{kode}), og "
        "søknaden mangler sikkerhetsklasse eller redegjørelse.",
        nn="{maalt} m² av fotavtrykket ({navn}) ligg i faresone for skred (H{kode}), og søknaden "
        "manglar tryggleiksklasse eller utgreiing.",
        en="{maalt} m² of the footprint ({navn}) lies in a landslide hazard zone (H{kode}), and "
        "the application lacks a safety class or an account.",
    ),
    raad=Tekst(
        nb="Flytt byggverket ut av sonen, eller oppgi sikkerhetsklasse og legg ved redegjørelse "
        "for skredfaren.",
        nn="Flytt byggverket ut av sona, eller oppgi tryggleiksklasse og legg ved utgreiing om "
        "skredfaren.",
        en="Move the structure out of the zone, or state the safety class and attach an account of "
        "the landslide hazard.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "ingen skredsone i planen": Faresone(
                slag="skred",
                overlapp=Maal.of(0, enhet="m2"),
                soekt_i="reguleringsplaner i kartet",
                soekt_dato=date(2026, 5, 1),
            ),
        },
        brutt={
            "huset står i sonen uten klasse og redegjørelse": _sone("80"),
            "klasse uten redegjørelse": _sone("80", klasse=True),
            "redegjørelse uten klasse": _sone("80", redegjoerelse=True),
        },
        uavklart={
            "klasse og redegjørelse er levert": _sone("80", klasse=True, redegjoerelse=True),
            "kanten av sonen er unøyaktig": Faresone(
                slag="skred", overlapp=Maal.of("0.3", usikkerhet="1", enhet="m2")
            ),
            "kartet svarte ikke": Faresone(slag="skred"),
        },
        ikke_aktuell={
            "sonen gjelder flom": Faresone(slag="flom"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
