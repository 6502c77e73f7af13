"""Rett kommune – byggesaksforskriften (SAK10) § 5-4 tredje ledd bokstav b.

Søknaden skal oppgi eiendommen, og den behandles av kommunen der tiltaket ligger. Et utgått
kommunenummer som i dag er kommunens eget, regnes som hennes. Ble det gamle nummeret til flere
kommuner, må et menneske se hvilken av dem byggestedet ligger i. Det samme gjelder et tiltak over
kommunegrensen: hver kommune behandler sin del.

At nummeret finnes og er gyldig, spør feltreglene om. Gårdsnumre kan være endret ved
kommunesammenslåing; det kan regelen ikke regne om.
"""

from datetime import date

from byggsak.domain.formalia import Kommunevalg
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    IngenKrav,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    oppfylt,
    uavklart,
)
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER

DELT = Tekst(
    nb="kommunenummeret er utgått og ble til flere kommuner",
    nn="kommunenummeret er utgått og vart til fleire kommunar",
    en="the municipality number has expired and became several municipalities",
)
OVER_GRENSEN = Tekst(
    nb="noen av eiendommene ligger i en annen kommune, som behandler sin del",
    nn="nokre av eigedomane ligg i ein annan kommune, som handsamar sin del",
    en="some of the properties are in another municipality, which handles its own part",
)


def vurder(valg: Kommunevalg, krav: IngenKrav) -> Vurdering:
    if valg.andre and not (valg.egne or valg.delte):
        return brutt().med(oppgitt=valg.andre, mottaker=valg.mottaker)
    if valg.andre:
        return uavklart(OVER_GRENSEN)
    return oppfylt() if valg.egne else uavklart(DELT)


def _valg(*egne: str, delte: tuple[str, ...] = (), andre: tuple[str, ...] = ()) -> Kommunevalg:
    return Kommunevalg(mottaker="3105", egne=egne, delte=delte, andre=andre)


REGEL = Regel(
    id="sak10-5-4-kommune",
    tittel=Tekst(nb="Rett kommune", nn="Rett kommune", en="The right municipality"),
    hjemmel=Hjemmel("SAK10", "5-4", "tredje ledd bokstav b"),
    gjelder=Kommunevalg,
    leser=("mottaker", "egne", "delte", "andre"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggestedet ligger i kommune {oppgitt}, men søknaden er sendt til kommune {mottaker}.",
        nn="Byggjestaden ligg i kommune {oppgitt}, men søknaden er send til kommune {mottaker}.",
        en="The site is in municipality {oppgitt}, but the application was sent to {mottaker}.",
    ),
    raad=Tekst(
        nb="Send søknaden til kommunen der byggestedet ligger, eller rett kommunenummeret.",
        nn="Send søknaden til kommunen der byggjestaden ligg, eller rett kommunenummeret.",
        en="Send the application to the site's municipality, or correct the number.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "kommunens eget nummer": _valg("3105"),
            "et utgått nummer som er kommunens i dag": _valg("3003"),
        },
        brutt={"byggestedet ligger i en annen kommune": _valg(andre=("0301",))},
        uavklart={
            "nummeret ble til flere kommuner": _valg(delte=("3007",)),
            "tiltaket ligger i to kommuner": _valg("3105", andre=("3110",)),
            "ingen vet hvilken kommune som har søknaden": Kommunevalg(),
        },
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
