"""Vedlegg uten passord – byggesaksforskriften (SAK10) § 5-1 første ledd.

Et vedlegg skal ikke være kryptert. Kommunen har ikke passordet, og et kryptert dokument kan
verken vises offentlig, arkiveres eller leses om tretti år.

Også en PDF som åpnes uten passord, men har begrensede rettigheter (utskrift, kopiering), er
kryptert.
"""

from datetime import date

from byggsak.domain.vedlegg import Innholdsfeil, Vedleggsfil
from byggsak.rule import Alvorlighet, Eksempler, IngenKrav, Regel, Tekst, Virkning, Vurdering
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, BARE_NAVNET, HJEMMEL, med, uten


def vurder(fil: Vedleggsfil, krav: IngenKrav) -> Vurdering:
    return uten(fil, Innholdsfeil.KRYPTERT)


REGEL = Regel(
    id="sak10-5-1-vedlegg-kryptert",
    tittel=Tekst(
        nb="Vedlegg uten passord", nn="Vedlegg utan passord", en="Attachment without a password"
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
        nb="Vedlegget «{navn}» er kryptert: {grunn}.",
        nn="Vedlegget «{navn}» er kryptert: {grunn}.",
        en="The attachment “{navn}” is encrypted: {grunn}.",
    ),
    raad=Tekst(
        nb="Lagre filen uten passord og uten begrensede rettigheter, og send den igjen.",
        nn="Lagre fila utan passord og utan avgrensa rettar, og send ho igjen.",
        en="Save the file without password and restricted permissions, and send it again.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "filen er åpen": med(),
        },
        brutt={
            "filen har passord": med(Innholdsfeil.KRYPTERT),
        },
        uavklart={"bare navnet på filen er oppgitt": BARE_NAVNET},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
