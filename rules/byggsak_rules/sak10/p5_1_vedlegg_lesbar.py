"""Lesbart vedlegg – byggesaksforskriften (SAK10) § 5-1 første ledd.

Filen skal kunne leses. En tom fil, eller en fil der slutten mangler eller strukturen er ødelagt,
er ikke mottatt på en måte kommunen kan behandle.

Regelen ser på strukturen: hode, slutt og innholdsfortegnelse. Den tegner ikke siden og kan ikke
si om innholdet er riktig, skarpt nok eller på rett språk.
"""

from datetime import date

from byggsak.domain.vedlegg import Innholdsfeil, Vedleggsfil
from byggsak.rule import Alvorlighet, Eksempler, IngenKrav, Regel, Tekst, Virkning, Vurdering
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, BARE_NAVNET, HJEMMEL, med, uten


def vurder(fil: Vedleggsfil, krav: IngenKrav) -> Vurdering:
    return uten(fil, Innholdsfeil.TOM, Innholdsfeil.OEDELAGT)


REGEL = Regel(
    id="sak10-5-1-vedlegg-lesbar",
    tittel=Tekst(nb="Lesbart vedlegg", nn="Lesbart vedlegg", en="Readable attachment"),
    hjemmel=HJEMMEL,
    gjelder=Vedleggsfil,
    leser=("problemer",),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Vedlegget «{navn}» kan ikke leses: {grunn}.",
        nn="Vedlegget «{navn}» kan ikkje lesast: {grunn}.",
        en="The attachment “{navn}” cannot be read: {grunn}.",
    ),
    raad=Tekst(
        nb="Åpne filen hos deg selv, lagre den på nytt, og send den igjen.",
        nn="Opne fila hos deg sjølv, lagre ho på nytt, og send ho igjen.",
        en="Open the file yourself, save it anew, and send it again.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "filen er hel": med(),
        },
        brutt={
            "filen er tom": med(Innholdsfeil.TOM),
            "slutten av filen mangler": med(Innholdsfeil.OEDELAGT),
        },
        uavklart={"bare navnet på filen er oppgitt": BARE_NAVNET},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
