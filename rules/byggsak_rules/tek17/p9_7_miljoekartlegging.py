"""Miljøkartlegging før riving – byggteknisk forskrift (TEK17) § 9-7.

Rives eller rehabiliteres noe, skal bygningsfraksjoner som må fjernes, være kartlagt og beskrevet.
Kravet gjelder uansett størrelse. Kartleggingen sendes ikke inn med søknaden, men skal finnes.

Regelen ser bare at noe rives og om en redegjørelse likevel er vedlagt; ellers sier den fra.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.formalia import Byggeomfang
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    ikke_aktuell,
    oppfylt,
)

INGENTING_RIVES = Tekst(nb="ingenting rives", nn="ingenting blir rive", en="nothing is demolished")


@dataclass(frozen=True)
class Krav:
    vedlegg_miljoekartlegging: frozenset[str]


def vurder(omfang: Byggeomfang, krav: Krav) -> Vurdering:
    if not omfang.river:
        return ikke_aktuell(INGENTING_RIVES)
    return oppfylt() if omfang.vedleggstyper & krav.vedlegg_miljoekartlegging else brutt()


def _omfang(*vedlegg: str, river: bool = True) -> Byggeomfang:
    return Byggeomfang(river=river, vedleggstyper=frozenset(vedlegg))


REGEL = Regel(
    id="tek17-9-7-miljoekartlegging",
    tittel=Tekst(
        nb="Miljøkartlegging før riving",
        nn="Miljøkartlegging før riving",
        en="Environmental survey before demolition",
    ),
    hjemmel=Hjemmel("TEK17", "9-7"),
    gjelder=Byggeomfang,
    leser=("river", "vedleggstyper"),
    gjelder_fra=date(2017, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Noe skal rives, og søknaden viser ingen miljøkartlegging.",
        nn="Noko skal rivast, og søknaden viser inga miljøkartlegging.",
        en="Something is demolished, and the application shows no environmental survey.",
    ),
    raad=Tekst(
        nb="Kartlegg bygningsdeler med farlig avfall før riving, og ha beskrivelsen klar.",
        nn="Kartlegg bygningsdelar med farleg avfall før riving, og ha beskrivinga klar.",
        en="Survey building parts with hazardous waste before demolition, and keep the report.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "redegjørelsen er vedlagt": _omfang("RedegjoerelseAndreNaturMiljoeforhold"),
        },
        brutt={"riving uten kartlegging": _omfang("TegningNyPlan")},
        uavklart={"ingen vet om noe rives": Byggeomfang()},
        ikke_aktuell={"et nytt hus på tom tomt": _omfang(river=False)},
    ),
    soeknadstyper=frozenset({"ET", "RS", "TA", "ES"}),
    kontrollert=date(2026, 7, 2),
)
