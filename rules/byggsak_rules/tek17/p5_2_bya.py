"""Bebygd areal i kvadratmeter – byggteknisk forskrift (TEK17) § 5-2.

Setter planen grensen i kvadratmeter bebygd areal (BYA, plankode 15), skal det bebygde arealet på
tomten ikke være større enn tallet i planen. Likt er nok.

Om arealet skal avrundes til hele kvadratmeter før det sammenlignes, er ikke avklart i kildene vi
har lest: regelen viser det uavrundede tallet, svarer uavklart når det er mindre enn en halv
kvadratmeter for høyt, og brutt fra en halv kvadratmeter.

Andre utnyttingstyper hører under regelen om prosent bebygd areal (§ 5-3), som også sier fra om de
typene byggsak ikke måler.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from byggsak.domain.eiendom import Utnytting
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

AVRUNDING = Tekst(
    nb="over med mindre enn en halv kvadratmeter; om tallet kan rundes av, må et menneske avgjøre",
    nn="over med mindre enn ein halv kvadratmeter; om talet kan rundast av, må eit menneske "
    "avgjere",
    en="over by less than half a square metre; whether it may be rounded, a person must decide",
)
ANNEN_TYPE = Tekst(
    nb="planen setter ikke grensen i kvadratmeter bebygd areal",
    nn="planen set ikkje grensa i kvadratmeter bygd areal",
    en="the plan does not set its limit in square metres of built-up area",
)


@dataclass(frozen=True)
class Krav:
    typer_bya: tuple[str, ...]
    avrunding_areal: Decimal  # m²


def vurder(tomt: Utnytting, krav: Krav) -> Vurdering:
    if tomt.utnyttingstype not in krav.typer_bya:
        return ikke_aktuell(ANNEN_TYPE)
    svar = hoeyst(tomt.bya, tomt.tillatt)
    if svar.utfall is Utfall.BRUTT and tomt.bya.verdi - tomt.tillatt < krav.avrunding_areal:
        svar = replace(svar, utfall=Utfall.UAVKLART, grunn=AVRUNDING)
    return svar


def _tomt(bya: str, tillatt: str) -> Utnytting:
    return Utnytting(utnyttingstype="15", tillatt=Decimal(tillatt), bya=Maal.of(bya, enhet="m2"))


REGEL = Regel(
    id="tek17-5-2-bya",
    tittel=Tekst(nb="Bebygd areal", nn="Bygd areal", en="Built-up area"),
    hjemmel=Hjemmel("TEK17", "5-2"),
    gjelder=Utnytting,
    leser=("utnyttingstype", "tillatt", "bya"),
    gjelder_fra=date(2017, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Bebygd areal på tomten ({navn}) blir {maalt} m²; planen tillater {krav} m².",
        nn="Bygd areal på tomta ({navn}) blir {maalt} m²; planen tillèt {krav} m².",
        en="The built-up area on the plot ({navn}) will be {maalt} m²; the plan permits {krav} m².",
    ),
    raad=Tekst(
        nb="Gjør fotavtrykket eller parkeringen mindre, riv noe av det som står der, eller søk "
        "dispensasjon fra planen.",
        nn="Gjer fotavtrykket eller parkeringa mindre, riv noko av det som står der, eller søk "
        "dispensasjon frå planen.",
        en="Reduce the footprint or the parking, demolish something that stands there, or apply "
        "for a dispensation from the plan.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "akkurat det planen tillater": _tomt("160", "160"),
            "godt innenfor": _tomt("136.65", "160"),
        },
        brutt={
            "en halv kvadratmeter for mye": _tomt("160.5", "160"),
            "tjue kvadratmeter for mye": _tomt("180", "160"),
        },
        uavklart={
            "en tidel for mye kan være avrunding": _tomt("160.1", "160"),
            "nesten en halv kvadratmeter for mye kan være avrunding": _tomt("160.49", "160"),
            "ingen vet hva som er bygd": Utnytting(utnyttingstype="15", tillatt=Decimal(160)),
        },
        ikke_aktuell={
            "planen setter grensen i prosent": Utnytting(utnyttingstype="16"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
