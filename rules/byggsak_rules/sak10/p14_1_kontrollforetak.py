"""Kontrollforetaket er uavhengig – byggesaksforskriften (SAK10) § 14-1.

Den som kontrollerer, skal være uavhengig av den som har gjort arbeidet: et annet foretak, med eget
organisasjonsnummer. Har kontrollforetaket et annet område i samme tiltak, må et menneske se om det
kontrollerer sitt eget arbeid.

Eierskap og bånd mellom foretak ser ikke regelen.
"""

from datetime import date

from byggsak.domain.formalia import Kontrollbehov
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
    ikke_aktuell,
    oppfylt,
    uavklart,
)

INGEN_KONTROLL = Tekst(
    nb="planen har ingen kontroll av området",
    nn="planen har ingen kontroll av området",
    en="the plan has no control of the area",
)
KANSKJE = Tekst(
    nb="kontrollforetaket har også et annet ansvarsområde i tiltaket",
    nn="kontrollføretaket har også eit anna ansvarsområde i tiltaket",
    en="the control enterprise also has another area of responsibility in the project",
)


def vurder(behov: Kontrollbehov, krav: IngenKrav) -> Vurdering:
    if not behov.har_kontroll:
        return ikke_aktuell(INGEN_KONTROLL)
    if behov.samme_foretak:
        return brutt().med(foretak=behov.samme_foretak)
    return uavklart(KANSKJE) if behov.kan_vaere_samme else oppfylt()


def _behov(*samme: str, ellers: tuple[str, ...] = ()) -> Kontrollbehov:
    return Kontrollbehov(
        navn="våtrom", har_kontroll=True, samme_foretak=samme, kan_vaere_samme=ellers
    )


REGEL = Regel(
    id="sak10-14-1-kontrollforetak",
    tittel=Tekst(
        nb="Kontrollforetaket er uavhengig",
        nn="Kontrollføretaket er uavhengig",
        en="The control enterprise is independent",
    ),
    hjemmel=Hjemmel("SAK10", "14-1"),
    gjelder=Kontrollbehov,
    leser=("har_kontroll", "samme_foretak", "kan_vaere_samme"),
    gjelder_fra=date(2013, 1, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="{foretak} kontrollerer sitt eget arbeid med {navn}.",
        nn="{foretak} kontrollerer sitt eige arbeid med {navn}.",
        en="{foretak} controls its own work on {navn}.",
    ),
    raad=Tekst(
        nb="La et annet foretak være ansvarlig kontrollerende.",
        nn="La eit anna føretak vere ansvarleg kontrollerande.",
        en="Let another enterprise be responsible for the control.",
    ),
    eksempler=Eksempler(
        oppfylt={"kontrollforetaket har ikke noe annet i tiltaket": _behov()},
        brutt={"foretaket kontrollerer våtrommet det har bygd": _behov("Bygg AS")},
        uavklart={
            "kontrollforetaket er også tømrer": _behov(ellers=("Bygg AS",)),
            "gjennomføringsplanen er et vedlegg": Kontrollbehov(),
        },
        ikke_aktuell={"ingen kontroll av området": Kontrollbehov(har_kontroll=False)},
    ),
    soeknadstyper=frozenset({"ET", "IG", "ES"}),
    kontrollert=date(2026, 7, 2),
)
