"""Nasjonal vedleggstype – byggesaksforskriften (SAK10) § 5-1 første ledd.

Hvert vedlegg har en type fra den nasjonale kodelisten (DiBK, Fellestjenester BYGG). Typen avgjør
hvilke krav som prøves, og hvor i arkivet filen hører hjemme. En ukjent type er oftest en skrivefeil
(«TegningEksiterendeSnitt»), og da ser det ut som om tegningen mangler.

Listen er åpen: en ny nasjonal type kan være riktig før den står her. Derfor er dette en advarsel.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.vedlegg import Vedleggsfil
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    oppfylt,
)
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, HJEMMEL


@dataclass(frozen=True)
class Krav:
    vedleggstyper: tuple[str, ...]


def vurder(fil: Vedleggsfil, krav: Krav) -> Vurdering:
    return oppfylt() if fil.type in krav.vedleggstyper else brutt().med(type=fil.type)


REGEL = Regel(
    id="sak10-5-1-vedlegg-type-ukjent",
    tittel=Tekst(
        nb="Nasjonal vedleggstype", nn="Nasjonal vedleggstype", en="National attachment type"
    ),
    hjemmel=HJEMMEL,
    gjelder=Vedleggsfil,
    leser=("type",),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Vedlegget «{navn}» har en ukjent vedleggstype: {type}.",
        nn="Vedlegget «{navn}» har ein ukjend vedleggstype: {type}.",
        en="The attachment “{navn}” has an unknown attachment type: {type}.",
    ),
    raad=Tekst(
        nb="Velg en type fra den nasjonale listen, eller «Annet» når ingen passer.",
        nn="Vel ein type frå den nasjonale lista, eller «Annet» når ingen passar.",
        en="Choose a type from the national list, or «Annet» when none fits.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "en tegning": Vedleggsfil(type="TegningEksisterendeSnitt"),
            "noe annet": Vedleggsfil(type="Annet"),
        },
        brutt={
            "skrivefeil i typen": Vedleggsfil(type="TegningEksiterendeSnitt"),
            "små bokstaver": Vedleggsfil(type="situasjonsplan"),
        },
        uavklart={"typen er ikke oppgitt": Vedleggsfil()},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
