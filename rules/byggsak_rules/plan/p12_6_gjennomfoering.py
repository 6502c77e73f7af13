"""Gjennomføringssone i plan – plan- og bygningsloven § 12-6, jf. § 11-8 tredje ledd e.

I en sone med krav om felles planlegging, omforming eller fornyelse (H810 til H830) må flere
eiendommer planlegges samlet før det bygges. Om tiltaket kan gå foran, må et menneske avgjøre.
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
    id="plan-12-6-gjennomfoering",
    tittel=Tekst(
        nb="Krav om felles planlegging",
        nn="Krav om felles planlegging",
        en="Requirement of joint planning",
    ),
    hjemmel=Hjemmel("pbl", "12-6", "jf. § 11-8 tredje ledd e"),
    gjelder=Plansone,
    leser=("treff", "kode", "overlapp", "plan", "soekt_i", "soekt_dato"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av byggverket ({navn}) ligger i en gjennomføringssone (H{kode}) i {plan}.",
        nn="{maalt} m² av byggverket ({navn}) ligg i ei gjennomføringssone (H{kode}) i {plan}.",
        en="{maalt} m² of the structure ({navn}) lies in an implementation zone (H{kode}) "
        "in {plan}.",
    ),
    raad=Tekst(
        nb="Vis hvordan kravet om felles planlegging er møtt.",
        nn="Vis korleis kravet om felles planlegging er møtt.",
        en="Show how the requirement of joint planning is met.",
    ),
    eksempler=Eksempler(
        oppfylt={"sonen berører bare kanten": sone("810", "0")},
        brutt={
            "halve huset i sonen": sone("810"),
            "ett hjørne i sonen": sone("810", "0.3"),
            "fornyelse": sone("830"),
        },
        uavklart={
            "sonen er unøyaktig tegnet": sone("810", "0.3", "1"),
            "sonen har ingen kode": UTEN_KODE,
            "kartet svarte ikke": Plansone(),
        },
        ikke_aktuell={
            "ingen sone under huset": INGEN,
            "en sone av et annet slag": sone("730"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
