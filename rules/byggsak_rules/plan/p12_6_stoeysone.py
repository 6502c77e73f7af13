"""Støysone i plan – plan- og bygningsloven § 12-6, jf. § 11-8 tredje ledd a.

Ligger en bolig, en fritidsbolig, en skole, en helsebygning eller annen støyfølsom bebyggelse i rød
(H210), gul (H220) eller annen støysone, kreves ofte en støyfaglig utredning og avbøtende tiltak.
Hva som gjelder, står i planens bestemmelser; et menneske må lese dem. Grønn sone (H230) og
bygninger som ikke er støyfølsomme, er ikke aktuelle.

Hvilke bygningstyper som er støyfølsomme, er alminnelig kunnskap om retningslinjen for støy
(T-1442); listen kan kommunen endre.
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
)
from byggsak_rules.plan.plansone import INGEN, UTEN_KODE, i_sonen, sone

IKKE_FOELSOM = Tekst(
    nb="bygningen er ikke støyfølsom",
    nn="bygningen er ikkje støykjenslevar",
    en="the building is not sensitive to noise",
)


@dataclass(frozen=True)
class Krav:
    koder: tuple[str, ...]
    unntatt: tuple[str, ...]
    stoeyfoelsomme: tuple[str, ...]  # begynnelsen på bygningstypene
    tillatt_i_sonen: Decimal  # m²


def vurder(sone_: Plansone, krav: Krav) -> Vurdering:
    svar = i_sonen(sone_, krav.koder, krav.tillatt_i_sonen, krav.unntatt)
    if svar.utfall is Utfall.BRUTT and not sone_.bygningstype.startswith(krav.stoeyfoelsomme):
        return ikke_aktuell(IKKE_FOELSOM)
    return svar


REGEL = Regel(
    id="plan-12-6-stoeysone",
    tittel=Tekst(
        nb="Støysone i plan",
        nn="Støysone i plan",
        en="Noise zone in the plan",
    ),
    hjemmel=Hjemmel("pbl", "12-6", "jf. § 11-8 tredje ledd a"),
    gjelder=Plansone,
    leser=("treff", "kode", "overlapp", "plan", "bygningstype", "soekt_i", "soekt_dato"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av byggverket ({navn}) ligger i støysone H{kode} i {plan}.",
        nn="{maalt} m² av byggverket ({navn}) ligg i støysone H{kode} i {plan}.",
        en="{maalt} m² of the structure ({navn}) lies in noise zone H{kode} in {plan}.",
    ),
    raad=Tekst(
        nb="Legg ved støyfaglig utredning, og vis hvordan bestemmelsene til sonen er fulgt.",
        nn="Legg ved støyfagleg utgreiing, og vis korleis føresegnene til sona er følgde.",
        en="Attach a noise assessment, and show how the provisions of the zone are followed.",
    ),
    eksempler=Eksempler(
        oppfylt={"sonen berører bare kanten": sone("220", "0", bygningstype="111")},
        brutt={
            "halve huset i sonen": sone("220", bygningstype="111"),
            "ett hjørne i sonen": sone("220", "0.3", bygningstype="111"),
            "en bolig i rød sone": sone("210", bygningstype="121"),
            "en hytte i gul sone": sone("220", bygningstype="161"),
            "en skole i gul sone": sone("220", bygningstype="613"),
            "et sykehjem i gul sone": sone("220", bygningstype="721"),
            "en barnehage i gul sone": sone("220", bygningstype="612"),
        },
        uavklart={
            "sonen er unøyaktig tegnet": sone("220", "0.3", "1", bygningstype="111"),
            "sonen har ingen kode": UTEN_KODE,
            "kartet svarte ikke": Plansone(),
            "ingen vet hva slags bygning det er": sone("220"),
        },
        ikke_aktuell={
            "ingen sone under huset": INGEN,
            "en sone av et annet slag": sone("140", bygningstype="111"),
            "grønn sone": sone("230", bygningstype="111"),
            "en garasje er ikke støyfølsom": sone("210", bygningstype="181"),
            "et lager er ikke støyfølsomt": sone("210", bygningstype="231"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
