"""Regulert høyde som kote – plan- og bygningsloven §§ 12-4 og 12-7 nr. 1.

Har planen en regulert høyde på tomten (RpRegulertHøyde), skal byggverket ikke gå høyere.
Byggverkets koter er terrengkoten i situasjonsplanen med gesims- og mønehøyde lagt til.

Koter i ulike høydesystemer blandes aldri: situasjonsplanen er i NN2000, og NN1954 skiller seg fra
det med desimetre som varierer fra sted til sted. Er planens kote i et annet system enn NN2000,
eller ikke oppgitt, er svaret uavklart.

Plankartet sier ikke om koten gjelder gesims, møne eller topp; det står i bestemmelsene. Er
gesimsen over, er regelen brutt uansett; er mønet under, er den oppfylt uansett. Er bare mønet
over, er svaret uavklart. Hvordan høyden skal måles, følger av reglene da planen ble vedtatt.
Påskrifter med kotehøyde i plankartet er tekst, og leses ikke. Toleransen er målingens egen (10
mm).
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from byggsak.domain.plan import Kotehoeyde
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
    uavklart,
)

BARE_MOENET = Tekst(
    nb="mønet er over koten og gesimsen under; planens bestemmelser sier hvilken av dem den "
    "gjelder",
    nn="mønet er over koten og gesimsen under; planføresegnene seier kva for ein av dei han gjeld",
    en="the ridge is above the elevation and the eaves below; the plan's provisions say which is "
    "meant",
)


@dataclass(frozen=True)
class Krav:
    hoeydesystem: str
    toleranse_lengde: Decimal  # m


def vurder(bygg: Kotehoeyde, krav: Krav) -> Vurdering:
    if bygg.hoeydesystem != krav.hoeydesystem:
        return uavklart(_annet_system(bygg.hoeydesystem, krav.hoeydesystem))
    moene = hoeyst(bygg.moenekote, bygg.regulert, krav.toleranse_lengde)
    if moene.utfall is Utfall.OPPFYLT:
        return moene
    gesims = hoeyst(bygg.gesimskote, bygg.regulert, krav.toleranse_lengde)
    if gesims.utfall is Utfall.BRUTT:
        return gesims
    return replace(moene, utfall=Utfall.UAVKLART, grunn=BARE_MOENET)


def _annet_system(planens: str, byggets: str) -> Tekst:
    return Tekst(
        nb=f"planens høyde er i {planens}, byggverkets i {byggets}; de kan ikke sammenlignes",
        nn=f"høgda i planen er i {planens}, høgda på byggverket i {byggets}; dei kan ikkje "
        "samanliknast",
        en=f"the plan's elevation is in {planens}, the structure's in {byggets}; they cannot be "
        "compared",
    )


def _bygg(gesims: str, moene: str, system: str = "NN2000") -> Kotehoeyde:
    return Kotehoeyde(
        gesimskote=Maal.of(gesims),
        moenekote=Maal.of(moene),
        regulert=Decimal("112.5"),
        hoeydesystem=system,
    )


REGEL = Regel(
    id="plan-12-7-regulert-hoeyde",
    tittel=Tekst(
        nb="Regulert høyde i plan", nn="Regulert høgd i plan", en="Regulated height in the plan"
    ),
    hjemmel=Hjemmel("pbl", "12-4", "jf. § 12-7 nr. 1"),
    gjelder=Kotehoeyde,
    leser=("gesimskote", "moenekote", "regulert", "hoeydesystem"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Gesimsen på byggverket ({navn}) er på kote {maalt}; planens høyeste er kote {krav}.",
        nn="Gesimsen på byggverket ({navn}) er på kote {maalt}; den høgaste i planen er kote "
        "{krav}.",
        en="The eaves of the structure ({navn}) are at elevation {maalt}; the plan's highest is "
        "{krav}.",
    ),
    raad=Tekst(
        nb="Senk byggverket, eller søk dispensasjon fra planen.",
        nn="Senk byggverket, eller søk dispensasjon frå planen.",
        en="Lower the structure, or apply for a dispensation from the plan.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "mønet er på planens kote": _bygg("110", "112.5"),
            "ti millimeter over er akkurat innenfor toleransen": _bygg("110", "112.510"),
            "ingen vet gesimsen, men mønet er under": Kotehoeyde(
                moenekote=Maal.of("111"), regulert=Decimal("112.5"), hoeydesystem="NN2000"
            ),
        },
        brutt={
            "gesimsen er elleve millimeter over": _bygg("112.511", "114"),
            "gesimsen er en meter over": _bygg("113.5", "116"),
        },
        uavklart={
            "bare mønet er over": _bygg("110", "113"),
            "mønet er elleve millimeter over": _bygg("112.510", "112.511"),
            "planen er i NN1954": _bygg("100", "101", system="NN1954"),
            "planens høydesystem er ikke oppgitt": Kotehoeyde(
                gesimskote=Maal.of("100"), moenekote=Maal.of("101"), regulert=Decimal("112.5")
            ),
            "planens høyde er ikke et tall": Kotehoeyde(
                gesimskote=Maal.of("100"), moenekote=Maal.of("101"), hoeydesystem="NN2000"
            ),
            "situasjonsplanen har ingen terrengkote": Kotehoeyde(
                regulert=Decimal("112.5"), hoeydesystem="NN2000"
            ),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
