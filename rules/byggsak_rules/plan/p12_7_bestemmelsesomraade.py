"""Bestemmelsesområde i plan – plan- og bygningsloven § 12-7.

Et bestemmelsesområde i plankartet viser hvor en bestemmelse gjelder, uavhengig av formålet. Hva
den sier, står i planens bestemmelser og ikke i kartet; et menneske må lese den.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.plansone import BESTEMMELSESOMRAADE, Plansone
from byggsak.rule import Alvorlighet, Anker, Eksempler, Hjemmel, Regel, Tekst, Virkning, Vurdering
from byggsak_rules.plan.plansone import INGEN, UTEN_KODE, i_sonen, sone


@dataclass(frozen=True)
class Krav:
    koder: tuple[str, ...]

    tillatt_i_sonen: Decimal  # m²


def vurder(sone_: Plansone, krav: Krav) -> Vurdering:
    return i_sonen(sone_, krav.koder, krav.tillatt_i_sonen)


REGEL = Regel(
    id="plan-12-7-bestemmelsesomraade",
    tittel=Tekst(
        nb="Bestemmelsesområde i plan",
        nn="Føresegnsområde i plan",
        en="Provision area in the plan",
    ),
    hjemmel=Hjemmel("pbl", "12-7", None),
    gjelder=Plansone,
    leser=("treff", "kode", "overlapp", "plan", "soekt_i", "soekt_dato"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av byggverket ({navn}) ligger i et bestemmelsesområde i {plan}.",
        nn="{maalt} m² av byggverket ({navn}) ligg i eit føresegnsområde i {plan}.",
        en="{maalt} m² of the structure ({navn}) lies in a provision area in {plan}.",
    ),
    raad=Tekst(
        nb="Vis at tiltaket følger bestemmelsen for området.",
        nn="Vis at tiltaket følgjer føresegna for området.",
        en="Show that the project follows the provision for the area.",
    ),
    eksempler=Eksempler(
        oppfylt={"sonen berører bare kanten": sone(BESTEMMELSESOMRAADE, "0")},
        brutt={
            "halve huset i sonen": sone(BESTEMMELSESOMRAADE),
            "ett hjørne i sonen": sone(BESTEMMELSESOMRAADE, "0.3"),
        },
        uavklart={
            "sonen er unøyaktig tegnet": sone(BESTEMMELSESOMRAADE, "0.3", "1"),
            "sonen har ingen kode": UTEN_KODE,
            "kartet svarte ikke": Plansone(),
        },
        ikke_aktuell={
            "ingen sone under huset": INGEN,
            "en sone av et annet slag": sone("910"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
