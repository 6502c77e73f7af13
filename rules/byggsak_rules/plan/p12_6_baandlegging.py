"""Båndlagt område i plan – plan- og bygningsloven § 12-6, jf. § 11-8 tredje ledd d.

Er området båndlagt (H710 til H750), for regulering eller etter naturvern, kulturminner, marka
eller annen lov, kan det ikke bygges uten at myndigheten for båndleggingen har sagt ja. Er en
uttalelse eller et vedtak fra annen myndighet lagt ved, er svaret uavklart: et menneske må lese
det.

Båndlegging for regulering (H710) gjelder bare til datoen i planen. Er den passert, er regelen ikke
aktuell; står ingen dato der, er svaret uavklart. Båndlegging etter andre lover faller ikke bort
med datoen. Den siste dagen regnes med; det er regelens valg.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.plansone import Plansone
from byggsak.rule import (
    Alvorlighet,
    Anker,
    Eksempler,
    Hjemmel,
    Regel,
    Tekst,
    Utfall,
    Virkning,
    Vurdering,
    ikke_aktuell,
    uavklart,
)
from byggsak_rules.plan.plansone import INGEN, UTEN_KODE, i_sonen, sone

UTLOEPT = Tekst(
    nb="båndleggingen gjelder ikke lenger",
    nn="bandlegginga gjeld ikkje lenger",
    en="the reservation holds no longer",
)
UTTALELSE = Tekst(
    nb="byggverket ligger i et båndlagt område, og en uttalelse eller et vedtak er vedlagt; et "
    "menneske må lese om myndigheten har sagt ja",
    nn="byggverket ligg i eit bandlagt område, og ei fråsegn eller eit vedtak er lagt ved; eit "
    "menneske må lese om styresmakta har sagt ja",
    en="the structure lies in a reserved area, and a statement or decision is attached; a person "
    "must read whether the authority has consented",
)


@dataclass(frozen=True)
class Krav:
    koder: tuple[str, ...]

    koder_med_frist: tuple[str, ...]
    tillatt_i_sonen: Decimal  # m²


def vurder(sone_: Plansone, krav: Krav) -> Vurdering:
    svar = i_sonen(sone_, krav.koder, krav.tillatt_i_sonen)
    if svar.utfall is not Utfall.BRUTT:
        return svar
    if sone_.kode in krav.koder_med_frist and sone_.gyldig_til < sone_.dato:
        return ikke_aktuell(UTLOEPT)
    if sone_.uttalelse_vedlagt:
        return uavklart(UTTALELSE)
    return svar


REGEL = Regel(
    id="plan-12-6-baandlegging",
    tittel=Tekst(
        nb="Båndlagt område",
        nn="Bandlagt område",
        en="Area reserved under other law",
    ),
    hjemmel=Hjemmel("pbl", "12-6", "jf. § 11-8 tredje ledd d"),
    gjelder=Plansone,
    leser=(
        "treff",
        "kode",
        "overlapp",
        "plan",
        "gyldig_til",
        "dato",
        "uttalelse_vedlagt",
        "soekt_i",
        "soekt_dato",
    ),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av byggverket ({navn}) ligger i et båndlagt område (H{kode}) i {plan}.",
        nn="{maalt} m² av byggverket ({navn}) ligg i eit bandlagt område (H{kode}) i {plan}.",
        en="{maalt} m² of the structure ({navn}) lies in a reserved area (H{kode}) in {plan}.",
    ),
    raad=Tekst(
        nb="Legg ved vedtak eller uttalelse fra myndigheten for båndleggingen, eller "
        "flytt byggverket ut av området.",
        nn="Legg ved vedtak eller fråsegn frå styresmakta for bandlegginga, eller flytt "
        "byggverket ut av området.",
        en="Attach the decision or statement of the authority responsible, or move the "
        "structure out of the area.",
    ),
    eksempler=Eksempler(
        oppfylt={"sonen berører bare kanten": sone("730", "0", uttalelse_vedlagt=False)},
        brutt={
            "halve huset i sonen": sone("730", uttalelse_vedlagt=False),
            "ett hjørne i sonen": sone("730", "0.3", uttalelse_vedlagt=False),
            "båndlagt for regulering til og med i dag": sone(
                "710", gyldig_til=date(2026, 6, 1), dato=date(2026, 6, 1), uttalelse_vedlagt=False
            ),
            "vern etter annen lov faller ikke bort": sone(
                "720", gyldig_til=date(2020, 1, 1), dato=date(2026, 6, 1), uttalelse_vedlagt=False
            ),
        },
        uavklart={
            "sonen er unøyaktig tegnet": sone("730", "0.3", "1", uttalelse_vedlagt=False),
            "sonen har ingen kode": UTEN_KODE,
            "kartet svarte ikke": Plansone(),
            "en uttalelse er vedlagt": sone("730", uttalelse_vedlagt=True),
            "båndlagt for regulering, ingen dato": sone(
                "710", dato=date(2026, 6, 1), uttalelse_vedlagt=False
            ),
        },
        ikke_aktuell={
            "ingen sone under huset": INGEN,
            "en sone av et annet slag": sone("570", uttalelse_vedlagt=False),
            "båndleggingen for regulering løp ut i går": sone(
                "710", gyldig_til=date(2026, 5, 31), dato=date(2026, 6, 1), uttalelse_vedlagt=False
            ),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
