"""Vedlegg uten makroer – byggesaksforskriften (SAK10) § 5-1 første ledd.

Et dokument med makroer bærer et program som kan kjøres på saksbehandlerens maskin. Slike tas ikke
imot, uansett hva filen heter.

Regelen sier ikke at makroen er skadelig, bare at den er der.
"""

from datetime import date

from byggsak.domain.vedlegg import Innholdsfeil, Vedleggsfil
from byggsak.rule import Alvorlighet, Eksempler, IngenKrav, Regel, Tekst, Virkning, Vurdering
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, BARE_NAVNET, HJEMMEL, med, uten


def vurder(fil: Vedleggsfil, krav: IngenKrav) -> Vurdering:
    return uten(fil, Innholdsfeil.MAKRO)


REGEL = Regel(
    id="sak10-5-1-vedlegg-makro",
    tittel=Tekst(
        nb="Vedlegg uten makroer", nn="Vedlegg utan makroar", en="Attachment without macros"
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
        nb="Lagre dokumentet uten makroer (docx, xlsx, pptx) eller som PDF, og send det igjen.",
        nn="Lagre dokumentet utan makroar (docx, xlsx, pptx) eller som PDF, og send det igjen.",
        en="Save the document without macros (docx, xlsx, pptx) or as PDF, and send it again.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "dokumentet er uten makroer": med(),
        },
        brutt={
            "dokumentet har makroer": med(Innholdsfeil.MAKRO),
        },
        uavklart={"bare navnet på filen er oppgitt": BARE_NAVNET},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
