"""Reguleringsplan som fortsatt gjelder – plan- og bygningsloven § 12-6, jf. § 11-8 tredje ledd f.

Sier kommuneplanen med hensynssone H910 at en reguleringsplan fortsatt skal gjelde, er det en
opplysning om forholdet mellom planene. Sonen alene gir ikke den eldre planen forrang ved motstrid
(departementets tolkning 2025-05-15); et menneske må lese bestemmelsene.
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
    id="plan-12-6-detaljering",
    tittel=Tekst(
        nb="Reguleringsplan skal fortsatt gjelde",
        nn="Reguleringsplan skal framleis gjelde",
        en="Zoning plan remains in force",
    ),
    hjemmel=Hjemmel("pbl", "12-6", "jf. § 11-8 tredje ledd f"),
    gjelder=Plansone,
    leser=("treff", "kode", "overlapp", "plan", "soekt_i", "soekt_dato"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av byggverket ({navn}) ligger der {plan} sier at reguleringsplanen "
        "fortsatt skal gjelde (H{kode}).",
        nn="{maalt} m² av byggverket ({navn}) ligg der {plan} seier at reguleringsplanen "
        "framleis skal gjelde (H{kode}).",
        en="{maalt} m² of the structure ({navn}) lies where {plan} says that the zoning "
        "plan remains in force (H{kode}).",
    ),
    raad=Tekst(
        nb="Les bestemmelsene i begge planer, og avklar hvilken som går foran der de er ulike.",
        nn="Les føresegnene i begge planane, og avklar kven som går føre der dei er ulike.",
        en="Read the provisions of both plans, and clarify which goes first where they differ.",
    ),
    eksempler=Eksempler(
        oppfylt={"sonen berører bare kanten": sone("910", "0")},
        brutt={
            "halve huset i sonen": sone("910"),
            "ett hjørne i sonen": sone("910", "0.3"),
        },
        uavklart={
            "sonen er unøyaktig tegnet": sone("910", "0.3", "1"),
            "sonen har ingen kode": UTEN_KODE,
            "kartet svarte ikke": Plansone(),
        },
        ikke_aktuell={
            "ingen sone under huset": INGEN,
            "en sone av et annet slag": sone("810"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
