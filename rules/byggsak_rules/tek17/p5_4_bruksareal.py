"""Bruksareal og prosent bruksareal – byggteknisk forskrift (TEK17) §§ 5-4 og 5-5.

Setter planen grensen i bruksareal (BRA i m², plankode 17, eller %-BRA, plankode 18), skal
bruksarealet på tomten ikke være større. Likt er nok. Bruksarealet er det som er oppgitt i
situasjonsplanen for alt som står på tomten når tiltaket er ferdig, med parkering (§ 5-7).

Er etasjene i det nye høyere enn tre meter, regnes tenkte plan for hver tredje meter med, om planen
ikke sier noe annet. Byggsak regner dem ikke ut: er det oppgitte arealet innenfor, er svaret da
uavklart. Hvor mye under terreng som regnes med, står i planen. Etasjehøyden er gesimshøyden delt på
etasjene. Avrundingen er som i § 5-3.
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

ANNEN_TYPE = Tekst(
    nb="planen setter ikke grensen i bruksareal",
    nn="planen set ikkje grensa i bruksareal",
    en="the plan does not set its limit in usable floor area",
)
TENKTE_PLAN = Tekst(
    nb="etasjene er så høye at tenkte plan kan regnes med; et menneske må måle bruksarealet",
    nn="etasjane er så høge at tenkte plan kan reknast med; eit menneske må måle bruksarealet",
    en="the storeys are so tall that notional floors may count; a person must measure the area",
)
AVRUNDING = Tekst(
    nb="over med mindre enn en halv; om tallet kan rundes av, må et menneske avgjøre",
    nn="over med mindre enn ein halv; om talet kan rundast av, må eit menneske avgjere",
    en="over by less than a half; whether it may be rounded, a person must decide",
)


@dataclass(frozen=True)
class Krav:
    typer_m2: tuple[str, ...]
    typer_prosent: tuple[str, ...]
    etasjehoeyde_uten_tenkte_plan: Decimal  # m
    avrunding: Decimal


def vurder(tomt: Utnytting, krav: Krav) -> Vurdering:
    if tomt.utnyttingstype in krav.typer_m2:
        maalt = tomt.bra
    elif tomt.utnyttingstype in krav.typer_prosent:
        maalt = tomt.bra_grad
    else:
        return ikke_aktuell(ANNEN_TYPE)
    svar = hoeyst(maalt, tomt.tillatt)
    if svar.utfall is Utfall.BRUTT and maalt.verdi - tomt.tillatt < krav.avrunding:
        return replace(svar, utfall=Utfall.UAVKLART, grunn=AVRUNDING)
    if (
        svar.utfall is Utfall.OPPFYLT
        and tomt.etasjehoeyde.verdi > krav.etasjehoeyde_uten_tenkte_plan
    ):
        return replace(svar, utfall=Utfall.UAVKLART, grunn=TENKTE_PLAN)
    return svar


def _m2(bra: str, tillatt: str, etasje: str = "2.9", usikkerhet: str = "0") -> Utnytting:
    return Utnytting(
        utnyttingstype="17",
        tillatt=Decimal(tillatt),
        bra=Maal.of(bra, usikkerhet, "m2"),
        etasjehoeyde=Maal.of(etasje),
    )


def _prosent(grad: str, tillatt: str) -> Utnytting:
    return Utnytting(
        utnyttingstype="18",
        tillatt=Decimal(tillatt),
        bra_grad=Maal.of(grad, enhet="%"),
        etasjehoeyde=Maal.of("2.9"),
    )


REGEL = Regel(
    id="tek17-5-4-bruksareal",
    tittel=Tekst(
        nb="Bruksareal i plan", nn="Bruksareal i plan", en="Usable floor area in the plan"
    ),
    hjemmel=Hjemmel("TEK17", "5-4", "jf. § 5-5"),
    gjelder=Utnytting,
    leser=("utnyttingstype", "tillatt", "bra", "bra_grad", "etasjehoeyde"),
    gjelder_fra=date(2017, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Bruksarealet på tomten ({navn}) blir {maalt} {enhet}; planen tillater {krav} {enhet}.",
        nn="Bruksarealet på tomta ({navn}) blir {maalt} {enhet}; planen tillèt {krav} {enhet}.",
        en="The usable floor area on the plot ({navn}) will be {maalt} {enhet}; the plan permits "
        "{krav} {enhet}.",
    ),
    raad=Tekst(
        nb="Gjør bygget mindre, riv noe av det som står der, eller søk dispensasjon fra planen.",
        nn="Gjer bygget mindre, riv noko av det som står der, eller søk dispensasjon frå planen.",
        en="Make the building smaller, demolish something that stands there, or apply for a "
        "dispensation from the plan.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "akkurat det planen tillater": _m2("200", "200"),
            "godt innenfor i prosent": _prosent("20", "30"),
            "etasjer på akkurat tre meter": _m2("150", "200", etasje="3.0"),
        },
        brutt={
            "en halv kvadratmeter for mye": _m2("200.5", "200"),
            "en halv prosent for mye": _prosent("30.5", "30"),
            "for mye også med høye etasjer": _m2("250", "200", etasje="4"),
            "for mye, og ingen vet etasjehøyden": Utnytting(
                utnyttingstype="17", tillatt=Decimal(200), bra=Maal.of("250", enhet="m2")
            ),
        },
        uavklart={
            "nesten en halv for mye kan være avrunding": _m2("200.49", "200"),
            "arealet er usikkert": _m2("199", "200", usikkerhet="2"),
            "innenfor, men etasjene er høye": _m2("150", "200", etasje="3.1"),
            "innenfor, men ingen vet etasjehøyden": Utnytting(
                utnyttingstype="17", tillatt=Decimal(200), bra=Maal.of("150", enhet="m2")
            ),
            "ingen har oppgitt bruksarealet": Utnytting(utnyttingstype="18", tillatt=Decimal(30)),
        },
        ikke_aktuell={"planen setter grensen i bebygd areal": Utnytting(utnyttingstype="16")},
    ),
    kontrollert=date(2026, 7, 2),
)
