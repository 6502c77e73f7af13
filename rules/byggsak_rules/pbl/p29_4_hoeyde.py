"""Byggverkets høyde uten hjemmel i plan – plan- og bygningsloven § 29-4 første ledd.

Byggverk med gesimshøyde over åtte meter og mønehøyde over ni meter kan bare føres opp når planen
gir hjemmel for det. Høydene regnes fra planert terrengs gjennomsnittsnivå (TEK17 § 6-2).

Loven sier «og». Om begge grensene må være overskredet, er ikke avklart i kildene vi har lest:
regelen svarer brutt når begge er overskredet, og uavklart når bare én er det.

Regelen avgjør ikke om planens egne høyder er fulgt; har planen en høydebestemmelse, er første
ledd ikke aktuelt.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from byggsak.domain.eiendom import Byggverkshoeyde
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    Maal,
    Regel,
    Tekst,
    Utfall,
    Virkning,
    Vurdering,
    hoeyst,
    ikke_aktuell,
)

BARE_EN = Tekst(
    nb="bare én av gesimshøyden og mønehøyden er over lovens grense; om begge må være det, er "
    "omtvistet",
    nn="berre éi av gesimshøgda og mønehøgda er over grensa i lova; om begge må vere det, er "
    "omstridd",
    en="only one of the eaves and ridge heights exceeds the statutory limit; whether both must, is "
    "disputed",
)
PLANEN = Tekst(
    nb="planen har høydebestemmelse",
    nn="planen har høgdeføresegn",
    en="the plan regulates the height",
)


@dataclass(frozen=True)
class Krav:
    stoerste_gesimshoeyde: Decimal  # m
    stoerste_moenehoeyde: Decimal  # m
    toleranse_lengde: Decimal  # m


def vurder(bygg: Byggverkshoeyde, krav: Krav) -> Vurdering:
    if bygg.plan_har_hoeydebestemmelse:
        return ikke_aktuell(PLANEN)
    gesims = hoeyst(bygg.gesimshoeyde, krav.stoerste_gesimshoeyde, krav.toleranse_lengde)
    moene = hoeyst(bygg.moenehoeyde, krav.stoerste_moenehoeyde, krav.toleranse_lengde)
    match gesims.utfall, moene.utfall:
        case (Utfall.OPPFYLT, Utfall.OPPFYLT):
            svar = gesims
        case (Utfall.BRUTT, Utfall.BRUTT):
            svar = gesims
        case (Utfall.BRUTT, Utfall.OPPFYLT):
            svar = replace(gesims, utfall=Utfall.UAVKLART, grunn=BARE_EN)
        case (Utfall.OPPFYLT, Utfall.BRUTT):
            svar = replace(moene, utfall=Utfall.UAVKLART, grunn=BARE_EN)
        case (Utfall.UAVKLART, _):
            svar = gesims
        case _:
            svar = moene
    return svar.med(moene=bygg.moenehoeyde.verdi, stoerste_moene=krav.stoerste_moenehoeyde)


def _bygg(gesims: str, moene: str, usikkerhet: str = "0") -> Byggverkshoeyde:
    return Byggverkshoeyde(
        plan_har_hoeydebestemmelse=False,
        gesimshoeyde=Maal.of(gesims, usikkerhet),
        moenehoeyde=Maal.of(moene, usikkerhet),
    )


REGEL = Regel(
    id="pbl-29-4-hoeyde",
    tittel=Tekst(
        nb="Byggverkets høyde",
        nn="Høgda på byggverket",
        en="Height of the structure",
    ),
    hjemmel=Hjemmel("pbl", "29-4", "første ledd"),
    gjelder=Byggverkshoeyde,
    leser=("plan_har_hoeydebestemmelse", "gesimshoeyde", "moenehoeyde"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="pbl § 29-4",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Gesimsen ({navn}) er {maalt} m (grense {krav} m) og mønet {moene} m (grense "
        "{stoerste_moene} m) over planert terreng, uten hjemmel i plan.",
        nn="Gesimsen ({navn}) er {maalt} m (grense {krav} m) og mønet {moene} m (grense "
        "{stoerste_moene} m) over planert terreng, utan heimel i plan.",
        en="The eaves ({navn}) are {maalt} m (limit {krav} m) and the ridge {moene} m (limit "
        "{stoerste_moene} m) above levelled terrain, without support in a plan.",
    ),
    raad=Tekst(
        nb="Senk byggverket, vis til planbestemmelsen som tillater høyden, eller søk dispensasjon.",
        nn="Senk byggverket, vis til planføresegna som tillèt høgda, eller søk dispensasjon.",
        en="Lower the structure, cite the plan provision that allows the height, or apply for a "
        "dispensation.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "åtte meter gesims og ni meter møne er lovens grense": _bygg("8", "9"),
            "fem millimeter over er innenfor toleransen": _bygg("8.005", "9.005"),
            "ti millimeter over er akkurat innenfor": _bygg("8.010", "9.010"),
            "et vanlig hus": _bygg("5.8", "8.1"),
        },
        brutt={
            "begge er over": _bygg("8.5", "9.5"),
            "elleve millimeter over på begge": _bygg("8.011", "9.011"),
            "femten millimeter over på begge er utenfor toleransen": _bygg("8.015", "9.015"),
        },
        uavklart={
            "bare gesimsen er over": _bygg("8.5", "9"),
            "bare mønet er over": _bygg("7", "9.5"),
            "gesimsen er usikker, mønet er klart under": _bygg("7.9", "8.1", usikkerhet="0.3"),
            "høydene er usikre": _bygg("7.9", "8.9", usikkerhet="0.3"),
            "ingen har oppgitt mønehøyden": Byggverkshoeyde(
                plan_har_hoeydebestemmelse=False, gesimshoeyde=Maal.of(6)
            ),
        },
        ikke_aktuell={
            "planen har høydebestemmelse": Byggverkshoeyde(plan_har_hoeydebestemmelse=True),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
