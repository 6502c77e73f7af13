"""Frisikt og byggeforbud i plan – plan- og bygningsloven § 12-6, jf. § 11-8 tredje ledd a.

I en sikringssone for frisikt (H140) skal ingenting stenge sikten ved avkjørsel og kryss, og i en
sone med byggeforbud rundt vei, bane eller flyplass (H130) skal det ikke bygges. Ligger noe av
byggverket med utstikkende deler i en slik sone, er regelen brutt.

Hvor høyt noe kan stå i frisiktsonen, ofte 0,5 meter over veien, står i planens bestemmelser; at
tallet pleier å være det, er alminnelig kunnskap. Facts teller ikke terrasser lavere enn en halv
meter. Frisiktlinjer (1222) uten sone måler regelen ikke.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.plansone import Plansone
from byggsak.rule import Alvorlighet, Anker, Eksempler, Hjemmel, Regel, Tekst, Virkning, Vurdering
from byggsak_rules.plan.plansone import INGEN, UTEN_KODE, i_sonen, sone


@dataclass(frozen=True)
class Krav:
    koder: tuple[str, ...]

    tillatt_i_sonen: Decimal  # m²


def vurder(sone_: Plansone, krav: Krav) -> Vurdering:
    return i_sonen(sone_, krav.koder, krav.tillatt_i_sonen)


REGEL = Regel(
    id="plan-12-6-byggeforbud",
    tittel=Tekst(
        nb="Frisikt og byggeforbud i plan",
        nn="Frisikt og byggjeforbod i plan",
        en="Sight triangles and building bans in the plan",
    ),
    hjemmel=Hjemmel("pbl", "12-6", "jf. § 11-8 tredje ledd a"),
    gjelder=Plansone,
    leser=("treff", "kode", "overlapp", "plan", "soekt_i", "soekt_dato"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av byggverket ({navn}) ligger i en sone for frisikt eller "
        "byggeforbud (H{kode}) i {plan}.",
        nn="{maalt} m² av byggverket ({navn}) ligg i ei sone for frisikt eller "
        "byggjeforbod (H{kode}) i {plan}.",
        en="{maalt} m² of the structure ({navn}) lies in a sight triangle or a zone with "
        "a building ban (H{kode}) in {plan}.",
    ),
    raad=Tekst(
        nb="Flytt byggverket ut av sonen, eller søk dispensasjon fra planen.",
        nn="Flytt byggverket ut av sona, eller søk dispensasjon frå planen.",
        en="Move the structure out of the zone, or apply for a dispensation from the plan.",
    ),
    eksempler=Eksempler(
        oppfylt={"sonen berører bare kanten": sone("140", "0")},
        brutt={
            "halve huset i sonen": sone("140"),
            "ett hjørne i sonen": sone("140", "0.3"),
            "i sonen med byggeforbud langs veien": sone("130"),
        },
        uavklart={
            "sonen er unøyaktig tegnet": sone("140", "0.3", "1"),
            "sonen har ingen kode": UTEN_KODE,
            "kartet svarte ikke": Plansone(),
        },
        ikke_aktuell={
            "ingen sone under huset": INGEN,
            "en sone av et annet slag": sone("110"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
