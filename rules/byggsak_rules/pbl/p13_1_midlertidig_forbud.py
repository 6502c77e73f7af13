"""Midlertidig forbud mot tiltak – plan- og bygningsloven § 13-1.

Har kommunen lagt ned midlertidig forbud mot tiltak, kan det ikke gis tillatelse i området før
planspørsmålet er avgjort. Ligger byggverket i området mens forbudet gjelder, er regelen brutt. Er
datoen passert, er den ikke aktuell; sier kartet ingen dato, er svaret uavklart. Den siste dagen
regnes med; det er regelens valg.

At forbudet må være varslet før fristen gikk ut for å ramme en søknad som alt lå inne (§ 21-7 femte
ledd), og samtykke til tiltak som ikke vanskeliggjør planleggingen (§ 13-3), avgjør et menneske.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.plansone import MIDLERTIDIG_FORBUD, Plansone
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
)
from byggsak_rules.plan.plansone import INGEN, UTEN_KODE, i_sonen, sone

UTLOEPT = Tekst(
    nb="forbudet gjelder ikke lenger",
    nn="forbodet gjeld ikkje lenger",
    en="the ban holds no longer",
)


@dataclass(frozen=True)
class Krav:
    koder: tuple[str, ...]

    tillatt_i_sonen: Decimal  # m²


def vurder(sone_: Plansone, krav: Krav) -> Vurdering:
    svar = i_sonen(sone_, krav.koder, krav.tillatt_i_sonen)
    if svar.utfall is Utfall.BRUTT and sone_.gyldig_til < sone_.dato:
        return ikke_aktuell(UTLOEPT)
    return svar


REGEL = Regel(
    id="pbl-13-1-midlertidig-forbud",
    tittel=Tekst(
        nb="Midlertidig forbud mot tiltak",
        nn="Mellombels forbod mot tiltak",
        en="Temporary ban on projects",
    ),
    hjemmel=Hjemmel("pbl", "13-1", None),
    gjelder=Plansone,
    leser=("treff", "kode", "overlapp", "plan", "gyldig_til", "dato", "soekt_i", "soekt_dato"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av byggverket ({navn}) ligger i et område med midlertidig forbud "
        "mot tiltak ({plan}).",
        nn="{maalt} m² av byggverket ({navn}) ligg i eit område med mellombels forbod mot "
        "tiltak ({plan}).",
        en="{maalt} m² of the structure ({navn}) lies in an area with a temporary ban on "
        "projects ({plan}).",
    ),
    raad=Tekst(
        nb="Vent til planspørsmålet er avgjort, eller søk om samtykke til tiltaket (§ 13-3).",
        nn="Vent til planspørsmålet er avgjort, eller søk om samtykke til tiltaket (§ 13-3).",
        en="Wait until the planning question is settled, or apply for consent (section 13-3).",
    ),
    eksempler=Eksempler(
        oppfylt={
            "sonen berører bare kanten": sone(
                MIDLERTIDIG_FORBUD, "0", gyldig_til=date(2028, 1, 1), dato=date(2026, 6, 1)
            )
        },
        brutt={
            "halve huset i sonen": sone(
                MIDLERTIDIG_FORBUD, gyldig_til=date(2028, 1, 1), dato=date(2026, 6, 1)
            ),
            "ett hjørne i sonen": sone(
                MIDLERTIDIG_FORBUD, "0.3", gyldig_til=date(2028, 1, 1), dato=date(2026, 6, 1)
            ),
            "forbudets siste dag": sone(
                MIDLERTIDIG_FORBUD, gyldig_til=date(2026, 6, 1), dato=date(2026, 6, 1)
            ),
        },
        uavklart={
            "sonen er unøyaktig tegnet": sone(
                MIDLERTIDIG_FORBUD, "0.3", "1", gyldig_til=date(2028, 1, 1), dato=date(2026, 6, 1)
            ),
            "sonen har ingen kode": UTEN_KODE,
            "kartet svarte ikke": Plansone(),
            "kartet sier ikke hvor lenge forbudet gjelder": sone(
                MIDLERTIDIG_FORBUD, dato=date(2026, 6, 1)
            ),
        },
        ikke_aktuell={
            "ingen sone under huset": INGEN,
            "en sone av et annet slag": sone("910"),
            "forbudet løp ut i går": sone(
                MIDLERTIDIG_FORBUD, gyldig_til=date(2026, 5, 31), dato=date(2026, 6, 1)
            ),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
