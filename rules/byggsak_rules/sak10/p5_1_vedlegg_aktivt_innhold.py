"""Vedlegg uten aktivt innhold – byggesaksforskriften (SAK10) § 5-1 første ledd.

Skript, handlinger som starter programmer, og filer inni filen hører ikke hjemme i en tegning
eller et brev, og PDF/A tillater dem ikke eller bare delvis. En saksbehandler bør vite om dem før
filen åpnes.

Regelen leter etter JavaScript, Launch og innebygde filer i PDF, også i komprimerte objektstrømmer
(Flate), og etter DOCTYPE i XML. At den ikke finner noe, er ingen garanti.
"""

from datetime import date

from byggsak.domain.vedlegg import Innholdsfeil, Vedleggsfil
from byggsak.rule import Alvorlighet, Eksempler, IngenKrav, Regel, Tekst, Virkning, Vurdering
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, BARE_NAVNET, HJEMMEL, med, uten


def vurder(fil: Vedleggsfil, krav: IngenKrav) -> Vurdering:
    return uten(fil, Innholdsfeil.AKTIVT)


REGEL = Regel(
    id="sak10-5-1-vedlegg-aktivt-innhold",
    tittel=Tekst(
        nb="Vedlegg uten aktivt innhold",
        nn="Vedlegg utan aktivt innhald",
        en="Attachment without active content",
    ),
    hjemmel=HJEMMEL,
    gjelder=Vedleggsfil,
    leser=("problemer",),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Vedlegget «{navn}» har aktivt innhold: {grunn}.",
        nn="Vedlegget «{navn}» har aktivt innhald: {grunn}.",
        en="The attachment “{navn}” has active content: {grunn}.",
    ),
    raad=Tekst(
        nb="Lagre dokumentet som PDF/A, som ikke kan ha slikt innhold.",
        nn="Lagre dokumentet som PDF/A, som ikkje kan ha slikt innhald.",
        en="Save the document as PDF/A, which cannot have such content.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "filen er uten skript": med(),
        },
        brutt={
            "PDF-en kjører JavaScript": med(Innholdsfeil.AKTIVT),
        },
        uavklart={"bare navnet på filen er oppgitt": BARE_NAVNET},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
