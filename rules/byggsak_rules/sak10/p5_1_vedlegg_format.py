"""Tillatt filformat – byggesaksforskriften (SAK10) § 5-1 første ledd.

Formatet dømmes etter innholdet, aldri etter filnavnet: en Word-fil som heter «plan.pdf», er en
Word-fil. Hvilke formater som er tillatt, er den nasjonale listen til Direktoratet for byggkvalitet
(Fellestjenester BYGG). Det som følger et nabovarsel, må kunne gå rett til utskrift. ByggesaksBIM er
IFC. En situasjonsplan kan i tillegg være digital (GML eller JSON-FG), som byggsak måler i.

Pakkede filer og tomme filer har sine egne regler og prøves ikke her.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.vedlegg import Innholdsfeil, Vedleggsfil
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    ikke_aktuell,
    oppfylt,
)
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, BARE_NAVNET, HJEMMEL, med

EGEN_REGEL = Tekst(
    nb="filen er tom eller pakket, og det har sin egen regel",
    nn="fila er tom eller pakka, og det har sin eigen regel",
    en="the file is empty or packed, which has a rule of its own",
)


@dataclass(frozen=True)
class Krav:
    formater: tuple[str, ...]
    formater_nabovarsel: tuple[str, ...]
    typer_bim: tuple[str, ...]
    formater_bim: tuple[str, ...]
    typer_digital_plan: tuple[str, ...]
    formater_digital_plan: tuple[str, ...]


def vurder(fil: Vedleggsfil, krav: Krav) -> Vurdering:
    if fil.problem(Innholdsfeil.ARKIVFIL, Innholdsfeil.TOM) is not None:
        return ikke_aktuell(EGEN_REGEL)
    lovlige = _lovlige(fil, krav)
    if fil.format in lovlige:
        return oppfylt()
    return brutt().med(format=fil.formatnavn, lovlige=lovlige)


def _lovlige(fil: Vedleggsfil, krav: Krav) -> tuple[str, ...]:
    if fil.i_nabovarsel:
        return krav.formater_nabovarsel
    if fil.type in krav.typer_bim:
        return krav.formater_bim
    if fil.type in krav.typer_digital_plan:
        return krav.formater + krav.formater_digital_plan
    return krav.formater


def _fil(type_: str, format_: str, *, nabovarsel: bool = False) -> Vedleggsfil:
    navn = Tekst(format_, format_, format_)
    return med(type=type_, format=format_, formatnavn=navn, i_nabovarsel=nabovarsel)


REGEL = Regel(
    id="sak10-5-1-vedlegg-format",
    tittel=Tekst(nb="Tillatt filformat", nn="Tillate filformat", en="Allowed file format"),
    hjemmel=HJEMMEL,
    gjelder=Vedleggsfil,
    leser=("type", "i_nabovarsel", "format", "formatnavn", "problemer"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Vedlegget «{navn}» har et format som ikke er tillatt: {format}.",
        nn="Vedlegget «{navn}» har eit format som ikkje er tillate: {format}.",
        en="The attachment “{navn}” has a format that is not allowed: {format}.",
    ),
    raad=Tekst(
        nb="Lagre det i et av disse formatene: {lovlige}. PDF/A er det tryggeste for dokumenter.",
        nn="Lagre det i eitt av desse formata: {lovlige}. PDF/A er det tryggaste for dokument.",
        en="Save it in one of these formats: {lovlige}. PDF/A is the safest for documents.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "en tegning som PDF": _fil("TegningNyPlan", "pdf"),
            "et regneark": _fil("UnderlagUtnytting", "xlsx"),
            "en digital situasjonsplan": _fil("Situasjonsplan", "gml"),
            "en bygningsmodell": _fil("ByggesaksBIM", "ifc"),
            "en digital situasjonsplan som JSON": _fil("Situasjonsplan", "json"),
            "et bilde i nabovarselet": _fil("Situasjonsplan", "png", nabovarsel=True),
            "et fotografi i nabovarselet": _fil("Annet", "jpg", nabovarsel=True),
            "en skannet tegning i nabovarselet": _fil("TegningNyPlan", "tif", nabovarsel=True),
            "en tegning som PDF i nabovarselet": _fil("TegningNyPlan", "pdf", nabovarsel=True),
        },
        brutt={
            "en tegning som DWG": _fil("TegningNyPlan", "dwg"),
            "en nettside": _fil("Annet", "html"),
            "et program": _fil("Annet", "program"),
            "et format ingen kjenner": _fil("Annet", "ukjent"),
            "en tegning som GML": _fil("TegningNyPlan", "gml"),
            "en modell som PDF": _fil("ByggesaksBIM", "pdf"),
            "et regneark i nabovarselet": _fil("Annet", "xlsx", nabovarsel=True),
        },
        uavklart={"bare navnet på filen er oppgitt": BARE_NAVNET},
        ikke_aktuell={
            "et zip-arkiv": med(Innholdsfeil.ARKIVFIL),
            "en tom fil": med(Innholdsfeil.TOM),
        },
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
