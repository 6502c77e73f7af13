"""Sone med særlige hensyn i plan – plan- og bygningsloven § 12-6, jf. § 11-8 tredje ledd c.

I en sone for angitt hensyn (H510 til H590: landbruk, reindrift, friluftsliv, grønnstruktur,
landskap, naturmiljø, kulturmiljø, randområde, mineraler) sier retningslinjene hva kommunen skal
legge vekt på. De binder ikke som bestemmelser, så regelen er en opplysning til saksbehandleren.
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
    id="plan-12-6-hensyn",
    tittel=Tekst(
        nb="Sone med særlige hensyn",
        nn="Sone med særlege omsyn",
        en="Zone of special considerations",
    ),
    hjemmel=Hjemmel("pbl", "12-6", "jf. § 11-8 tredje ledd c"),
    gjelder=Plansone,
    leser=("treff", "kode", "overlapp", "plan", "soekt_i", "soekt_dato"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av byggverket ({navn}) ligger i en sone med særlige hensyn "
        "(H{kode}) i {plan}.",
        nn="{maalt} m² av byggverket ({navn}) ligg i ei sone med særlege omsyn (H{kode}) i {plan}.",
        en="{maalt} m² of the structure ({navn}) lies in a zone of special considerations "
        "(H{kode}) in {plan}.",
    ),
    raad=Tekst(
        nb="Les retningslinjene til sonen, og vis hvordan tiltaket tar hensynet.",
        nn="Les retningslinjene til sona, og vis korleis tiltaket tek omsynet.",
        en="Read the guidelines of the zone, and show how the project takes account of it.",
    ),
    eksempler=Eksempler(
        oppfylt={"sonen berører bare kanten": sone("570", "0")},
        brutt={
            "halve huset i sonen": sone("570"),
            "ett hjørne i sonen": sone("570", "0.3"),
            "hensyn til naturmiljøet": sone("560"),
        },
        uavklart={
            "sonen er unøyaktig tegnet": sone("570", "0.3", "1"),
            "sonen har ingen kode": UTEN_KODE,
            "kartet svarte ikke": Plansone(),
        },
        ikke_aktuell={
            "ingen sone under huset": INGEN,
            "en sone av et annet slag": sone("410"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
