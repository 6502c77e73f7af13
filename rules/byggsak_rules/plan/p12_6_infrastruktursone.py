"""Rekkefølgekrav i plan – plan- og bygningsloven § 12-6, jf. § 11-8 tredje ledd b.

I en infrastruktursone (H410 til H450) krever planens bestemmelser at vei, vann, skole,
grønnstruktur eller annet er på plass eller sikret før det bygges. Kartet sier bare at kravet
finnes; hva det er, og om det er oppfylt, må et menneske se.
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
    id="plan-12-6-infrastruktursone",
    tittel=Tekst(
        nb="Rekkefølgekrav i plan",
        nn="Rekkjefølgjekrav i plan",
        en="Sequence requirements in the plan",
    ),
    hjemmel=Hjemmel("pbl", "12-6", "jf. § 11-8 tredje ledd b"),
    gjelder=Plansone,
    leser=("treff", "kode", "overlapp", "plan", "soekt_i", "soekt_dato"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av byggverket ({navn}) ligger i en sone med krav om infrastruktur "
        "eller rekkefølge (H{kode}) i {plan}.",
        nn="{maalt} m² av byggverket ({navn}) ligg i ei sone med krav om infrastruktur "
        "eller rekkjefølgje (H{kode}) i {plan}.",
        en="{maalt} m² of the structure ({navn}) lies in a zone with requirements on "
        "infrastructure or sequence (H{kode}) in {plan}.",
    ),
    raad=Tekst(
        nb="Vis at rekkefølgekravet i bestemmelsene er oppfylt eller sikret.",
        nn="Vis at rekkjefølgjekravet i føresegnene er oppfylt eller sikra.",
        en="Show that the sequence requirement in the provisions is met or secured.",
    ),
    eksempler=Eksempler(
        oppfylt={"sonen berører bare kanten": sone("430", "0")},
        brutt={
            "halve huset i sonen": sone("430"),
            "ett hjørne i sonen": sone("430", "0.3"),
            "krav om infrastruktur": sone("410"),
        },
        uavklart={
            "sonen er unøyaktig tegnet": sone("430", "0.3", "1"),
            "sonen har ingen kode": UTEN_KODE,
            "kartet svarte ikke": Plansone(),
        },
        ikke_aktuell={
            "ingen sone under huset": INGEN,
            "en sone av et annet slag": sone("350"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
