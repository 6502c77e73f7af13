"""Uskadet vedlegg – byggesaksforskriften (SAK10) § 5-1 første ledd.

En fil som programmer må reparere for å åpne, kan se ulik ut fra program til program, og hører
ikke hjemme i et arkiv. Den kan oftest leses, så dette er en advarsel.

Regelen ser bare om innholdsfortegnelsen ligger der filen sier (PDF). Annen skade oppdager den
ikke.
"""

from datetime import date

from byggsak.domain.vedlegg import Innholdsfeil, Vedleggsfil
from byggsak.rule import Alvorlighet, Eksempler, IngenKrav, Regel, Tekst, Virkning, Vurdering
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, BARE_NAVNET, HJEMMEL, med, uten


def vurder(fil: Vedleggsfil, krav: IngenKrav) -> Vurdering:
    return uten(fil, Innholdsfeil.SKADET)


REGEL = Regel(
    id="sak10-5-1-vedlegg-skadet",
    tittel=Tekst(nb="Uskadet vedlegg", nn="Uskadd vedlegg", en="Undamaged attachment"),
    hjemmel=HJEMMEL,
    gjelder=Vedleggsfil,
    leser=("problemer",),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Vedlegget «{navn}» er skadet: {grunn}.",
        nn="Vedlegget «{navn}» er skadd: {grunn}.",
        en="The attachment “{navn}” is damaged: {grunn}.",
    ),
    raad=Tekst(
        nb="Lag PDF-en på nytt fra originalen, helst som PDF/A.",
        nn="Lag PDF-en på nytt frå originalen, helst som PDF/A.",
        en="Make the PDF anew from the original, preferably as PDF/A.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "filen følger formatet sitt": med(),
            "en fil som ikke kan leses, er en annen sak": med(Innholdsfeil.OEDELAGT),
        },
        brutt={
            "innholdsfortegnelsen er forskjøvet": med(Innholdsfeil.SKADET),
        },
        uavklart={"bare navnet på filen er oppgitt": BARE_NAVNET},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
