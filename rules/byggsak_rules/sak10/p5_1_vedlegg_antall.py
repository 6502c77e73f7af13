"""Antallet og mengden vedlegg – byggesaksforskriften (SAK10) § 5-1 første ledd.

En søknad skal være oversiktlig. Flere hundre vedlegg, eller gigabyte av dem, er det ikke, og når
ikke fram gjennom de nasjonale kanalene. Grensene er byggsaks valg og kan settes av kommunen.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.vedlegg import Vedleggsmengde
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Maal,
    Regel,
    Tekst,
    Utfall,
    Virkning,
    Vurdering,
    hoeyst,
)
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, HJEMMEL

ANTALL = Tekst(nb="vedlegg", nn="vedlegg", en="attachments")
MENGDE = Tekst(nb="MB vedlegg", nn="MB vedlegg", en="MB of attachments")


@dataclass(frozen=True)
class Krav:
    flest_vedlegg: Decimal
    stoerste_samlet: Decimal  # MB


def vurder(alle: Vedleggsmengde, krav: Krav) -> Vurdering:
    antall = hoeyst(Maal(alle.antall, enhet="vedlegg"), krav.flest_vedlegg)
    if antall.utfall is Utfall.BRUTT:
        return antall.med(hva=ANTALL)
    return hoeyst(alle.samlet, krav.stoerste_samlet).med(hva=MENGDE)


def _alle(antall: int, mb: str) -> Vedleggsmengde:
    return Vedleggsmengde(antall=Decimal(antall), samlet=Maal.of(mb, enhet="MB"))


REGEL = Regel(
    id="sak10-5-1-vedlegg-antall",
    tittel=Tekst(
        nb="Antallet og mengden vedlegg",
        nn="Talet på og mengda vedlegg",
        en="Number and amount of attachments",
    ),
    hjemmel=HJEMMEL,
    gjelder=Vedleggsmengde,
    leser=("antall", "samlet"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Søknaden har {maalt} {hva}; det meste som tas imot, er {krav}.",
        nn="Søknaden har {maalt} {hva}; det meste som blir teke imot, er {krav}.",
        en="The application has {maalt} {hva}; the most that is accepted is {krav}.",
    ),
    raad=Tekst(
        nb="Slå sammen ark av samme type, ta bort det som ikke trengs, og send på nytt.",
        nn="Slå saman ark av same type, ta bort det som ikkje trengst, og send på nytt.",
        en="Combine sheets of the same type, leave out what is not needed, and send again.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "en vanlig søknad": _alle(12, "30"),
            "uten vedlegg": _alle(0, "0"),
            "akkurat på grensen": _alle(300, "1500"),
        },
        brutt={
            "ett vedlegg for mye": _alle(301, "30"),
            "få, men altfor store": _alle(5, "1501"),
        },
        uavklart={"ingen vet hvor store de er": Vedleggsmengde(antall=Decimal(3))},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
