"""Størrelsen på et vedlegg – byggesaksforskriften (SAK10) § 5-1 første ledd.

Et vedlegg skal kunne sendes videre, åpnes og vises på en vanlig maskin. Grensen er byggsaks valg og
kan settes av kommunen. En tegning eller et brev er sjelden over noen få megabyte; store filer er
oftest skannede ark med unødig høy oppløsning.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.vedlegg import Vedleggsfil
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Maal,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    hoeyst,
)
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, HJEMMEL


@dataclass(frozen=True)
class Krav:
    stoerste_vedlegg: Decimal  # MB
    stoerste_modell: Decimal  # MB
    typer_modell: tuple[str, ...]


def vurder(fil: Vedleggsfil, krav: Krav) -> Vurdering:
    er_modell = fil.type in krav.typer_modell
    return hoeyst(fil.stoerrelse, krav.stoerste_modell if er_modell else krav.stoerste_vedlegg)


def _fil(mb: str, type_: str = "TegningNyPlan") -> Vedleggsfil:
    return Vedleggsfil(type=type_, stoerrelse=Maal.of(mb, enhet="MB"))


REGEL = Regel(
    id="sak10-5-1-vedlegg-stoerrelse",
    tittel=Tekst(
        nb="Størrelsen på vedlegget", nn="Storleiken på vedlegget", en="Size of the attachment"
    ),
    hjemmel=HJEMMEL,
    gjelder=Vedleggsfil,
    leser=("type", "stoerrelse"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Vedlegget «{navn}» er {maalt} MB; det største som tas imot, er {krav} MB.",
        nn="Vedlegget «{navn}» er {maalt} MB; det største som blir teke imot, er {krav} MB.",
        en="The attachment “{navn}” is {maalt} MB; the most that is accepted is {krav} MB.",
    ),
    raad=Tekst(
        nb="Del filen opp, eller lagre den med lavere oppløsning, og send den igjen.",
        nn="Del opp fila, eller lagre ho med lågare oppløysing, og send ho igjen.",
        en="Split the file, or save it at a lower resolution, and send it again.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "en vanlig tegning": _fil("1.2"),
            "akkurat på grensen": _fil("200"),
            "en stor bygningsmodell": _fil("450", "ByggesaksBIM"),
        },
        brutt={
            "et skannet ark i full oppløsning": _fil("200.000001"),
            "en altfor stor modell": _fil("501", "ByggesaksBIM"),
        },
        uavklart={"ingen vet hvor stor filen er": Vedleggsfil(type="Annet")},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
