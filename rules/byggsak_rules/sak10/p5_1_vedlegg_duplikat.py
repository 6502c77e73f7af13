"""Vedlegg sendt to ganger – byggesaksforskriften (SAK10) § 5-1 første ledd.

To filer med nøyaktig de samme bytene er den samme filen. Oftest er det en feil: samme tegning er
lastet opp to ganger, eller under to typer i stedet for den som mangler.

Regelen sammenligner innholdet, ikke navnene. To utgaver av samme tegning er ikke duplikater.
"""

from datetime import date

from byggsak.domain.vedlegg import Vedleggsfil
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
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, BARE_NAVNET, HJEMMEL


def vurder(fil: Vedleggsfil, krav: IngenKrav) -> Vurdering:
    return oppfylt() if fil.duplikat_av == "" else brutt().med(annen=fil.duplikat_av)


REGEL = Regel(
    id="sak10-5-1-vedlegg-duplikat",
    tittel=Tekst(
        nb="Vedlegg sendt to ganger",
        nn="Vedlegg sendt to gonger",
        en="Attachment sent twice",
    ),
    hjemmel=HJEMMEL,
    gjelder=Vedleggsfil,
    leser=("duplikat_av",),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Vedlegget «{navn}» er den samme filen som «{annen}».",
        nn="Vedlegget «{navn}» er den same fila som «{annen}».",
        en="The attachment “{navn}” is the same file as “{annen}”.",
    ),
    raad=Tekst(
        nb="Ta bort den ene, eller send filen du mente å sende.",
        nn="Ta bort den eine, eller send fila du meinte å sende.",
        en="Leave one of them out, or send the file you meant to send.",
    ),
    eksempler=Eksempler(
        oppfylt={"filen er sendt én gang": Vedleggsfil(duplikat_av="")},
        brutt={"samme fil under to navn": Vedleggsfil(duplikat_av="plan.pdf")},
        uavklart={"bare navnet på filen er oppgitt": BARE_NAVNET},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
