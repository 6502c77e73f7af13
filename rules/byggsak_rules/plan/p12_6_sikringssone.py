"""Sikringssone i plan – plan- og bygningsloven § 12-6, jf. § 11-8 tredje ledd a.

Ligger byggverket i en sikringssone (H1xx: nedslagsfelt for drikkevann, grunnvann og andre), setter
planens bestemmelser vilkår eller forbud. De står ikke i kartet, så et menneske må lese dem.
Frisikt (H140) og byggeforbud rundt vei, bane og flyplass (H130) er en annen regel.
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
    unntatt: tuple[str, ...]

    tillatt_i_sonen: Decimal  # m²


def vurder(sone_: Plansone, krav: Krav) -> Vurdering:
    return i_sonen(sone_, krav.koder, krav.tillatt_i_sonen, krav.unntatt)


REGEL = Regel(
    id="plan-12-6-sikringssone",
    tittel=Tekst(
        nb="Sikringssone i plan",
        nn="Sikringssone i plan",
        en="Protection zone in the plan",
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
        nb="{maalt} m² av byggverket ({navn}) ligger i sikringssone H{kode} i {plan}.",
        nn="{maalt} m² av byggverket ({navn}) ligg i sikringssone H{kode} i {plan}.",
        en="{maalt} m² of the structure ({navn}) lies in protection zone H{kode} in {plan}.",
    ),
    raad=Tekst(
        nb="Vis at tiltaket følger bestemmelsene til sonen, eller flytt byggverket ut av den.",
        nn="Vis at tiltaket følgjer føresegnene til sona, eller flytt byggverket ut av henne.",
        en="Show that the project follows the provisions of the zone, or move the "
        "structure out of it.",
    ),
    eksempler=Eksempler(
        oppfylt={"sonen berører bare kanten": sone("110", "0")},
        brutt={
            "halve huset i sonen": sone("110"),
            "ett hjørne i sonen": sone("110", "0.3"),
            "grunnvannet er vernet": sone("120"),
        },
        uavklart={
            "sonen er unøyaktig tegnet": sone("110", "0.3", "1"),
            "sonen har ingen kode": UTEN_KODE,
            "kartet svarte ikke": Plansone(),
        },
        ikke_aktuell={
            "ingen sone under huset": INGEN,
            "en sone av et annet slag": sone("210"),
            "frisikt er en annen regel": sone("140"),
            "byggeforbud er en annen regel": sone("130"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
