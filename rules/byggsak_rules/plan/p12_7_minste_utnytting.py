"""Minste utnytting i plan – plan- og bygningsloven §§ 12-4 og 12-7 nr. 1.

Krever planen en minste utnytting i feltet (utnyttingstall_minimum), sier regelen fra når det som
står på tomten når tiltaket er ferdig, er mindre. Kravet gjelder ofte feltet eller utbyggingen som
helhet og ikke hver tomt; om tiltaket er i strid med planen, må et menneske avgjøre.

Regelen måler som de andre reglene om utnytting: bebygd areal i m² (plankode 15) eller prosent (16),
bruksareal i m² (17) eller prosent (18). Andre typer svarer den uavklart på.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.eiendom import Utnytting
from byggsak.rule import (
    Alvorlighet,
    Anker,
    Eksempler,
    Hjemmel,
    Maal,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    ikke_aktuell,
    minst,
    uavklart,
)

INTET_MINSTE = Tekst(
    nb="planen krever ingen minste utnytting",
    nn="planen krev inga minste utnytting",
    en="the plan requires no least utilisation",
)
ANNEN_TYPE = Tekst(
    nb="planens minste utnytting er av en type byggsak ikke måler",
    nn="den minste utnyttinga i planen er av ein type byggsak ikkje måler",
    en="the plan's least utilisation is of a type that byggsak does not measure",
)


@dataclass(frozen=True)
class Krav:
    type_bya: str
    type_prosent_bya: str
    type_bra: str
    type_prosent_bra: str


def vurder(tomt: Utnytting, krav: Krav) -> Vurdering:
    if not tomt.har_minste:
        return ikke_aktuell(INTET_MINSTE)
    type_ = tomt.utnyttingstype
    if type_ == krav.type_bya:
        return minst(tomt.bya, tomt.minste)
    if type_ == krav.type_prosent_bya:
        return minst(tomt.grad, tomt.minste)
    if type_ == krav.type_bra:
        return minst(tomt.bra, tomt.minste)
    if type_ == krav.type_prosent_bra:
        return minst(tomt.bra_grad, tomt.minste)
    return uavklart(ANNEN_TYPE)


def _tomt(type_: str, felt: str, maalt: str, minste: str, enhet: str) -> Utnytting:
    maal = {felt: Maal.of(maalt, enhet=enhet)}
    return Utnytting(
        utnyttingstype=type_,
        har_minste=True,
        minste=Decimal(minste),
        bya=maal.get("bya", Utnytting.bya),
        grad=maal.get("grad", Utnytting.grad),
        bra=maal.get("bra", Utnytting.bra),
        bra_grad=maal.get("bra_grad", Utnytting.bra_grad),
    )


REGEL = Regel(
    id="plan-12-7-minste-utnytting",
    tittel=Tekst(
        nb="Minste utnytting i plan",
        nn="Minste utnytting i plan",
        en="Least utilisation in the plan",
    ),
    hjemmel=Hjemmel("pbl", "12-4", "jf. § 12-7 nr. 1"),
    gjelder=Utnytting,
    leser=("utnyttingstype", "har_minste", "minste", "bya", "grad", "bra", "bra_grad"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Utnyttingen på tomten ({navn}) blir {maalt} {enhet}; planen krever minst {krav} "
        "{enhet}.",
        nn="Utnyttinga på tomta ({navn}) blir {maalt} {enhet}; planen krev minst {krav} {enhet}.",
        en="The utilisation of the plot ({navn}) will be {maalt} {enhet}; the plan requires at "
        "least {krav} {enhet}.",
    ),
    raad=Tekst(
        nb="Vis hvordan resten av utnyttingen kommer, eller søk dispensasjon fra planen.",
        nn="Vis korleis resten av utnyttinga kjem, eller søk dispensasjon frå planen.",
        en="Show how the rest of the utilisation will come, or apply for a dispensation from the "
        "plan.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "akkurat det minste i kvadratmeter": _tomt("15", "bya", "100", "100", "m2"),
            "over det minste i prosent": _tomt("16", "grad", "25", "20", "%"),
            "bruksarealet er stort nok": _tomt("17", "bra", "300", "300", "m2"),
            "prosent bruksareal er stor nok": _tomt("18", "bra_grad", "60", "50", "%"),
        },
        brutt={
            "en tidels kvadratmeter for lite": _tomt("15", "bya", "99.9", "100", "m2"),
            "en prosent for lite": _tomt("16", "grad", "19", "20", "%"),
            "bruksarealet er for lite": _tomt("17", "bra", "299", "300", "m2"),
            "prosent bruksareal er for liten": _tomt("18", "bra_grad", "49", "50", "%"),
        },
        uavklart={
            "en eldre type": _tomt("12", "grad", "19", "20", "%"),
            "planens tall er ikke et tall": Utnytting(utnyttingstype="15", har_minste=True),
            "ingen vet hva planen krever": Utnytting(),
        },
        ikke_aktuell={"planen krever ikke noe minste": Utnytting(har_minste=False)},
    ),
    kontrollert=date(2026, 7, 2),
)
