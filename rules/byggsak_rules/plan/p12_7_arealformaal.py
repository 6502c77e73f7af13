"""Fotavtrykk på arealformål som tillater tiltaket – plan- og bygningsloven §§ 12-4 og 12-7.

En vedtatt reguleringsplan binder nye tiltak (§ 12-4). Byggverkets fotavtrykk skal ligge på formål
som tillater det; det som ligger på vei, grønnstruktur, LNFR eller utenfor planens formål, er i
strid med planen og krever dispensasjon. Hvilke formål som tillater hvilke bygninger, er en tabell
kommunen kan endre (`tillatte_formaal` i krav.toml); facts måler etter den.

I LNFR (51xx) er en bolig eller hytte som ikke hører til landbruk, i strid med formålet. Er
formålet LNFR med spredt bygging (52xx), er svaret uavklart: det er tillatt bare så langt planen
sier hvor mye og hvor (§ 11-11 nr. 2), og det står i bestemmelsene.

En stripe som er både smalere og mindre enn kartets egne sprekker, nevnes, men er ikke brudd. En
delt kant er ingen overlapp.

Regelen avgjør ikke hva planens bestemmelser ellers sier om bruk, og ikke hvilken plan som går
foran når flere gjelder: facts bruker den nyeste og navngir de eldre.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from byggsak.domain.plan import Arealformaal
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
    oppfylt,
)

STRIPE = Tekst(
    nb="en stripe langs kanten ligger utenfor formålet, men er smalere og mindre enn kartet er "
    "nøyaktig",
    nn="ei stripe langs kanten ligg utanfor føremålet, men er smalare og mindre enn kartet er "
    "nøyaktig",
    en="a strip along the edge lies outside the land use, but is narrower and smaller than the map "
    "is accurate",
)

SPREDT = Tekst(
    nb="formålet er LNFR med spredt bygging; bestemmelsene sier hvor mye og hvor, og et menneske "
    "må lese dem",
    nn="føremålet er LNFR med spreidd bygging; føresegnene seier kor mykje og kvar, og eit "
    "menneske må lese dei",
    en="the land use is agricultural with scattered building; the provisions say how much and "
    "where, and a person must read them",
)


@dataclass(frozen=True)
class Krav:
    tillatt_utenfor: Decimal  # m²
    sliver_areal: Decimal  # m²
    sliver_bredde: Decimal  # m
    spredt_bygging: tuple[str, ...]  # begynnelsen på formålskodene


def vurder(bygg: Arealformaal, krav: Krav) -> Vurdering:
    utenfor = bygg.utenfor.verdi
    if (
        krav.tillatt_utenfor < utenfor < krav.sliver_areal
        and bygg.bredde_utenfor.verdi < krav.sliver_bredde
    ):
        return oppfylt(STRIPE)
    svar = hoeyst(bygg.utenfor, krav.tillatt_utenfor)
    if utenfor <= krav.tillatt_utenfor:
        return svar
    utenfor_formaal = bygg.formaal_utenfor
    if utenfor_formaal and all(f.startswith(krav.spredt_bygging) for f in utenfor_formaal):
        return replace(svar, utfall=Utfall.UAVKLART, grunn=SPREDT)
    return svar.med(formaal=", ".join(utenfor_formaal) or UTEN_FORMAAL, plan=bygg.plannavn)


UTEN_FORMAAL = Tekst(nb="uten formål", nn="utan føremål", en="without land use")


def _bygg(utenfor: str, bredde: str, paa: tuple[str, ...] = ("2011",)) -> Arealformaal:
    return Arealformaal(
        plannavn="Testplan P1",
        utenfor=Maal.of(utenfor, enhet="m2"),
        bredde_utenfor=Maal.of(bredde),
        formaal_utenfor=paa,
    )


REGEL = Regel(
    id="plan-12-7-arealformaal",
    tittel=Tekst(
        nb="Arealformål i plan",
        nn="Arealføremål i plan",
        en="Land use in the plan",
    ),
    hjemmel=Hjemmel("pbl", "12-4", "jf. § 12-7"),
    gjelder=Arealformaal,
    leser=("plannavn", "utenfor", "bredde_utenfor", "formaal_utenfor"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av fotavtrykket ({navn}) ligger utenfor arealformål som tillater tiltaket i "
        "{plan}: {formaal}.",
        nn="{maalt} m² av fotavtrykket ({navn}) ligg utanfor arealføremål som tillèt tiltaket i "
        "{plan}: {formaal}.",
        en="{maalt} m² of the footprint ({navn}) lies outside land use that permits the project in "
        "{plan}: {formaal}.",
    ),
    raad=Tekst(
        nb="Flytt byggverket inn på formålet som tillater det, eller søk dispensasjon fra planen.",
        nn="Flytt byggverket inn på føremålet som tillèt det, eller søk dispensasjon frå planen.",
        en="Move the structure onto the land use that permits it, or apply for a dispensation from "
        "the plan.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "hele huset på boligformål": Arealformaal(utenfor=Maal.of(0, enhet="m2")),
            "fire centimeter og mindre enn en kvadratmeter er kartets egen sprekk": _bygg(
                "0.4", "0.04"
            ),
            "en sprekk på nesten en kvadratmeter": _bygg("0.95", "0.04"),
        },
        brutt={
            "delt mellom vei og friområde": _bygg("5", "1.5", paa=("2011", "3040")),
            "to kvadratmeter i veien": _bygg("2", "0.5"),
            "en lang, smal stripe på én kvadratmeter": _bygg("1", "0.04"),
            "et lite, men bredt hjørne": _bygg("0.4", "0.05"),
            "hus i LNFR": _bygg("80", "8", paa=("5100",)),
            "delvis i spredt bygging og delvis i vei": _bygg("80", "8", paa=("5210", "2011")),
            "hele huset på friområde": _bygg("80", "8", paa=("3040",)),
            "delvis utenfor alle formål": _bygg("12", "1.5", paa=()),
        },
        uavklart={
            "spredt boligbygging i LNFR": _bygg("80", "8", paa=("5210",)),
            "ingen plan er funnet": Arealformaal(),
            "innenfor, men formålsgrensen er unøyaktig": Arealformaal(
                utenfor=Maal.of(0, usikkerhet="3", enhet="m2")
            ),
            "formålsgrensen er unøyaktig": Arealformaal(
                plannavn="Testplan P1",
                utenfor=Maal.of("2", usikkerhet="3", enhet="m2"),
                bredde_utenfor=Maal.of("0.3"),
                formaal_utenfor=("2011",),
            ),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
