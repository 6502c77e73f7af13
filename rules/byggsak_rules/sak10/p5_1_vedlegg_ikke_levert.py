"""Vedlegg i listen som ikke kom – byggesaksforskriften (SAK10) § 5-1 første ledd.

Skjemaet nevner et vedlegg ved filnavn, men filen er ikke med i innsendingen. Svaret det skulle
begrunne, står da uten grunnlag.

Regelen ser bare på filer som er nevnt ved navn; en linje i listen uten filnavn har sin feltregel.
"""

from datetime import date

from byggsak.domain.vedlegg import OppfoertVedlegg
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    IngenKrav,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    oppfylt,
)
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, HJEMMEL


def vurder(vedlegg: OppfoertVedlegg, krav: IngenKrav) -> Vurdering:
    return oppfylt() if vedlegg.levert else brutt()


REGEL = Regel(
    id="sak10-5-1-vedlegg-ikke-levert",
    tittel=Tekst(
        nb="Vedlegg i listen som ikke kom",
        nn="Vedlegg i lista som ikkje kom",
        en="Listed attachment that did not come",
    ),
    hjemmel=HJEMMEL,
    gjelder=OppfoertVedlegg,
    leser=("levert",),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Skjemaet viser til vedlegget «{navn}», men filen er ikke sendt.",
        nn="Skjemaet viser til vedlegget «{navn}», men fila er ikkje send.",
        en="The form refers to the attachment “{navn}”, but the file was not sent.",
    ),
    raad=Tekst(
        nb="Send filen under navnet i skjemaet, eller rett navnet i skjemaet.",
        nn="Send fila under namnet i skjemaet, eller rett namnet i skjemaet.",
        en="Send the file under the name in the form, or correct the name in the form.",
    ),
    eksempler=Eksempler(
        oppfylt={"filen er med": OppfoertVedlegg(levert=True)},
        brutt={"filen er ikke med": OppfoertVedlegg(levert=False)},
        uavklart={"ingen vet hva som er sendt": OppfoertVedlegg()},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
