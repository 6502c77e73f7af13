"""Prosent bebygd areal – byggteknisk forskrift (TEK17) § 5-3.

Setter planen grensen i prosent bebygd areal (%-BYA, plankode 16), skal bebygd areal på tomten
delt på tomtens areal ikke være større enn tallet i planen. Likt er nok. Grønt areal, vei og
annet som planen ikke setter av til bebyggelse og anlegg, er ikke tomt (§ 5-8).

Planer skriver hele tall, og forskriften sier hele tall. Om et tall skal avrundes før det
sammenlignes, er ikke avklart i kildene vi har lest: regelen viser det uavrundede tallet, svarer
uavklart når det er mindre enn et halvt prosentpoeng for høyt, og brutt fra et halvt
prosentpoeng.

Unntakene står i egne regler: eldre utnyttingstyper (plankode 1–14), som måles etter reglene da
planen ble vedtatt, i plan-12-7-eldre-utnytting; BYA i kvadratmeter (kode 15) i § 5-2; bruksareal
(kode 17 og 18) i § 5-4. En kode ingen kjenner, gir uavklart.
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
    uavklart,
)

ELDRE = Tekst(
    nb="planen har en eldre utnyttingstype, eller tillater ikke bebyggelse (egen regel)",
    nn="planen har ein eldre utnyttingstype, eller tillèt ikkje bygningar (eigen regel)",
    en="the plan uses an older utilisation type, or permits no building (a rule of its own)",
)
BRUKSAREAL = Tekst(
    nb="planen setter grensen i bruksareal (§ 5-4)",
    nn="planen set grensa i bruksareal (§ 5-4)",
    en="the plan sets the limit as usable floor area (§ 5-4)",
)
UKJENT_TYPE = Tekst(
    nb="utnyttingstypen i planen er ikke kjent for byggsak",
    nn="utnyttingstypen i planen er ikkje kjend for byggsak",
    en="the plan's utilisation type is not one byggsak knows",
)
KVADRATMETER = Tekst(
    nb="planen setter grensen i kvadratmeter bebygd areal (§ 5-2)",
    nn="planen set grensa i kvadratmeter bygd areal (§ 5-2)",
    en="the plan sets the limit in square metres of built-up area (§ 5-2)",
)
AVRUNDING = Tekst(
    nb="over med mindre enn et halvt prosentpoeng; om tallet kan rundes av, må et menneske avgjøre",
    nn="over med mindre enn eit halvt prosentpoeng; om talet kan rundast av, må eit menneske "
    "avgjere",
    en="over by less than half a percentage point; whether it may be rounded, a person must decide",
)


@dataclass(frozen=True)
class Krav:
    typer_prosent_bya: tuple[str, ...]
    typer_bya: tuple[str, ...]
    typer_bruksareal: tuple[str, ...]
    typer_eldre: tuple[str, ...]
    typer_ikke_tillatt: tuple[str, ...]
    avrunding: Decimal  # prosentpoeng


def vurder(tomt: Utnytting, krav: Krav) -> Vurdering:
    type_ = tomt.utnyttingstype
    if type_ in krav.typer_bya:
        return ikke_aktuell(KVADRATMETER)
    if type_ in krav.typer_eldre or type_ in krav.typer_ikke_tillatt:
        return ikke_aktuell(ELDRE)
    if type_ in krav.typer_bruksareal:
        return ikke_aktuell(BRUKSAREAL)
    if type_ not in krav.typer_prosent_bya:
        return uavklart(UKJENT_TYPE).med(type=type_)
    svar = hoeyst(tomt.grad, tomt.tillatt)
    if svar.utfall is Utfall.BRUTT and tomt.grad.verdi - tomt.tillatt < krav.avrunding:
        svar = replace(svar, utfall=Utfall.UAVKLART, grunn=AVRUNDING)
    return svar


def _tomt(grad: str, tillatt: str, usikkerhet: str = "0") -> Utnytting:
    return Utnytting(
        utnyttingstype="16", tillatt=Decimal(tillatt), grad=Maal.of(grad, usikkerhet, "%")
    )


REGEL = Regel(
    id="tek17-5-3-bya",
    tittel=Tekst(nb="Prosent bebygd areal", nn="Prosent bygd areal", en="Per cent built-up area"),
    hjemmel=Hjemmel("TEK17", "5-3"),
    gjelder=Utnytting,
    leser=("utnyttingstype", "tillatt", "grad"),
    gjelder_fra=date(2017, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Bebygd areal blir {maalt} % av tomten ({navn}); planen tillater {krav} %.",
        nn="Bygd areal blir {maalt} % av tomta ({navn}); planen tillèt {krav} %.",
        en="The built-up area will be {maalt} % of the plot ({navn}); the plan permits {krav} %.",
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
            "akkurat det planen tillater": _tomt("30", "30"),
            "godt innenfor": _tomt("18.7", "30"),
        },
        brutt={
            "et halvt prosentpoeng for mye": _tomt("30.5", "30"),
            "langt over": _tomt("41.2", "30"),
        },
        uavklart={
            "en hundredel for mye kan være avrunding": _tomt("30.01", "30"),
            "nesten et halvt prosentpoeng for mye kan være avrunding": _tomt("30.49", "30"),
            "tomtens grenser er unøyaktige": _tomt("29.8", "30", usikkerhet="0.6"),
            "en kode ingen kjenner": Utnytting(utnyttingstype="99"),
            "ingen kjenner tomten": Utnytting(utnyttingstype="16", tillatt=Decimal(30)),
        },
        ikke_aktuell={
            "planen setter grensen i kvadratmeter": Utnytting(utnyttingstype="15"),
            "planen fra 1992 måler etter TEK97": Utnytting(
                utnyttingstype="12", tillatt=Decimal(15), grad=Maal.of("12", enhet="%")
            ),
            "planen fra 1970 bruker utnyttingsgrad U": Utnytting(utnyttingstype="4"),
            "planen fra 1960 bruker den eldste typen": Utnytting(utnyttingstype="1"),
            "feltet kan ikke bebygges": Utnytting(utnyttingstype="10"),
            "feltet tåler ikke mer bebyggelse": Utnytting(utnyttingstype="11"),
            "planen bruker bruksareal i kvadratmeter": Utnytting(utnyttingstype="17"),
            "planen bruker bruksareal": Utnytting(utnyttingstype="18"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
