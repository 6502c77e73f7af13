"""Vedlegg sendt hver for seg – byggesaksforskriften (SAK10) § 5-1 første ledd.

Hvert vedlegg sendes som sin egen fil med sin egen type. En pakke (zip, 7z, rar, tar, gzip)
skjuler hva som er i den: den kan ikke kontrolleres, journalføres eller gis innsyn i del for del.

Office- og OpenDocument-filer er teknisk sett også pakker, men regnes som det de er.
"""

from datetime import date

from byggsak.domain.vedlegg import Innholdsfeil, Vedleggsfil
from byggsak.rule import Alvorlighet, Eksempler, IngenKrav, Regel, Tekst, Virkning, Vurdering
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, BARE_NAVNET, HJEMMEL, med, uten


def vurder(fil: Vedleggsfil, krav: IngenKrav) -> Vurdering:
    return uten(fil, Innholdsfeil.ARKIVFIL, Innholdsfeil.PAKKEBOMBE)


REGEL = Regel(
    id="sak10-5-1-vedlegg-arkivfil",
    tittel=Tekst(
        nb="Vedlegg sendt hver for seg",
        nn="Vedlegg sende kvar for seg",
        en="Attachments sent one by one",
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
        nb="Vedlegget «{navn}» tas ikke imot: {grunn}.",
        nn="Vedlegget «{navn}» blir ikkje teke imot: {grunn}.",
        en="The attachment “{navn}” is not accepted: {grunn}.",
    ),
    raad=Tekst(
        nb="Pakk ut filen, og send hvert dokument for seg med riktig vedleggstype.",
        nn="Pakk ut fila, og send kvart dokument for seg med rett vedleggstype.",
        en="Unpack the file, and send each document by itself with its attachment type.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "filen er ett dokument": med(),
            "et dokument med makroer er ikke en pakke": med(Innholdsfeil.MAKRO),
        },
        brutt={
            "filen er et zip-arkiv": med(Innholdsfeil.ARKIVFIL),
            "pakken brer seg ut": med(Innholdsfeil.PAKKEBOMBE),
        },
        uavklart={"bare navnet på filen er oppgitt": BARE_NAVNET},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
