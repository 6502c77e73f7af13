"""Vedlegg i ett format – byggesaksforskriften (SAK10) § 5-1 første ledd.

En fil som kan leses som to formater, viser ett dokument for den som kontrollerer og et annet for
den som åpner den. Slike filer blir ikke til ved vanlig lagring.

Regelen kjenner PDF og ZIP i samme fil som noe annet.
"""

from datetime import date

from byggsak.domain.vedlegg import Innholdsfeil, Vedleggsfil
from byggsak.rule import Alvorlighet, Eksempler, IngenKrav, Regel, Tekst, Virkning, Vurdering
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, BARE_NAVNET, HJEMMEL, med, uten


def vurder(fil: Vedleggsfil, krav: IngenKrav) -> Vurdering:
    return uten(fil, Innholdsfeil.TVETYDIG)


REGEL = Regel(
    id="sak10-5-1-vedlegg-tvetydig",
    tittel=Tekst(
        nb="Vedlegg i ett format", nn="Vedlegg i eitt format", en="Attachment in one format"
    ),
    hjemmel=HJEMMEL,
    gjelder=Vedleggsfil,
    leser=("problemer",),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Vedlegget «{navn}» er tvetydig: {grunn}.",
        nn="Vedlegget «{navn}» er tvitydig: {grunn}.",
        en="The attachment “{navn}” is ambiguous: {grunn}.",
    ),
    raad=Tekst(
        nb="Lagre dokumentet på nytt fra programmet det ble laget i, og send det igjen.",
        nn="Lagre dokumentet på nytt frå programmet det vart laga i, og send det igjen.",
        en="Save the document anew from the program it was made in, and send it again.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "filen er ett format": med(),
        },
        brutt={
            "filen er både PDF og ZIP": med(Innholdsfeil.TVETYDIG),
        },
        uavklart={"bare navnet på filen er oppgitt": BARE_NAVNET},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
