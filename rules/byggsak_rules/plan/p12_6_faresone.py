"""Annen faresone i plan – plan- og bygningsloven § 12-6, jf. § 11-8 tredje ledd a, og § 28-1.

Ligger byggverket i en faresone for radon, brann og eksplosjon, skytebane, militær virksomhet eller
annen fare (H330 til H390), må faren vurderes mot planens bestemmelser. Et menneske avgjør. Skred
(H310), flom (H320) og høyspenning (H370) har egne regler.
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
    id="plan-12-6-faresone",
    tittel=Tekst(
        nb="Annen faresone i plan",
        nn="Anna faresone i plan",
        en="Other hazard zone in the plan",
    ),
    hjemmel=Hjemmel("pbl", "12-6", "jf. § 11-8 tredje ledd a"),
    gjelder=Plansone,
    leser=("treff", "kode", "overlapp", "plan", "soekt_i", "soekt_dato"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av byggverket ({navn}) ligger i faresone H{kode} i {plan}.",
        nn="{maalt} m² av byggverket ({navn}) ligg i faresone H{kode} i {plan}.",
        en="{maalt} m² of the structure ({navn}) lies in hazard zone H{kode} in {plan}.",
    ),
    raad=Tekst(
        nb="Gjør greie for faren og for bestemmelsene til sonen, eller flytt byggverket ut av den.",
        nn="Gjer greie for faren og for føresegnene til sona, eller flytt byggverket ut av henne.",
        en="Account for the hazard and the provisions of the zone, or move the structure "
        "out of it.",
    ),
    eksempler=Eksempler(
        oppfylt={"sonen berører bare kanten": sone("350", "0")},
        brutt={
            "halve huset i sonen": sone("350"),
            "ett hjørne i sonen": sone("350", "0.3"),
            "ved en skytebane": sone("360"),
        },
        uavklart={
            "sonen er unøyaktig tegnet": sone("350", "0.3", "1"),
            "sonen har ingen kode": UTEN_KODE,
            "kartet svarte ikke": Plansone(),
        },
        ikke_aktuell={
            "ingen sone under huset": INGEN,
            "en sone av et annet slag": sone("220"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
