"""Eiendommen finnes i eiendomskartet – byggesaksforskriften (SAK10) § 5-4 tredje ledd bokstav b.

Søknaden skal oppgi hvilken eiendom tiltaket gjelder. Regelen slår opp hvert gårds-, bruks- og
festenummer i eiendomskartet som er lastet for kommunen. Seksjoner har ikke egen grunn i kartet.

Kartet er et utdrag av matrikkelen på en dato, som står i funnet. En eiendom som er opprettet etter
den, finnes ikke der; det må et menneske se.
"""

from datetime import date

from byggsak.domain.formalia import Byggestedseiendom
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
)


def vurder(eiendom: Byggestedseiendom, krav: IngenKrav) -> Vurdering:
    return oppfylt() if eiendom.i_kartet else brutt().med(kart=eiendom.kart)


REGEL = Regel(
    id="sak10-5-4-eiendom",
    tittel=Tekst(
        nb="Eiendommen finnes i eiendomskartet",
        nn="Eigedomen finst i eigedomskartet",
        en="The property is in the cadastral map",
    ),
    hjemmel=Hjemmel("SAK10", "5-4", "tredje ledd bokstav b"),
    gjelder=Byggestedseiendom,
    leser=("i_kartet", "kart"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Eiendommen {navn} finnes ikke i eiendomskartet ({kart}).",
        nn="Eigedomen {navn} finst ikkje i eigedomskartet ({kart}).",
        en="The property {navn} is not in the cadastral map ({kart}).",
    ),
    raad=Tekst(
        nb="Rett gårds-, bruks- og festenummeret, eller dokumenter at eiendommen er opprettet.",
        nn="Rett gards-, bruks- og festenummeret, eller dokumenter at eigedomen er oppretta.",
        en="Correct the property number, or document that the property has been established.",
    ),
    eksempler=Eksempler(
        oppfylt={"eiendommen har en teig i kartet": Byggestedseiendom(navn="1/2", i_kartet=True)},
        brutt={
            "nummeret finnes ikke": Byggestedseiendom(
                navn="1/99", i_kartet=False, kart="Teiger 2026-05-01"
            ),
        },
        uavklart={"kommunen har ikke lastet noe eiendomskart": Byggestedseiendom(navn="1/2")},
    ),
    soeknadstyper=frozenset({"ET", "RS", "TA", "ES"}),
    kontrollert=date(2026, 7, 2),
)
