"""Filendelse som stemmer – byggesaksforskriften (SAK10) § 5-1 første ledd.

Programmer velger hvordan de åpner en fil etter endelsen i navnet. Stemmer den ikke med innholdet,
får mottakeren en feil i stedet for tegningen, og en fil kan utgi seg for noe annet enn den er.

Regelen dømmer ikke formatet; det gjør `sak10-5-1-vedlegg-format`, etter innholdet alene.
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
    ikke_aktuell,
    oppfylt,
)
from byggsak_rules.sak10.vedleggsfil import ALLE_TYPER, HJEMMEL

INGEN_ENDELSE = Tekst(
    nb="formatet er ukjent eller tas ikke imot, så ingen endelse er den rette",
    nn="formatet er ukjent eller blir ikkje teke imot, så inga ending er den rette",
    en="the format is unknown or not accepted, so no ending is the right one",
)


def vurder(fil: Vedleggsfil, krav: IngenKrav) -> Vurdering:
    if not fil.endelser:
        return ikke_aktuell(INGEN_ENDELSE)
    if fil.endelse in fil.endelser:
        return oppfylt()
    return brutt().med(format=fil.formatnavn, endelser=fil.endelser)


def _fil(endelse: str, *endelser: str) -> Vedleggsfil:
    return Vedleggsfil(
        endelse=endelse, endelser=frozenset(endelser), formatnavn=Tekst("X", "X", "X")
    )


REGEL = Regel(
    id="sak10-5-1-vedlegg-endelse",
    tittel=Tekst(
        nb="Filendelse som stemmer", nn="Filending som stemmer", en="Matching file ending"
    ),
    hjemmel=HJEMMEL,
    gjelder=Vedleggsfil,
    leser=("endelse", "formatnavn", "endelser"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Navnet «{navn}» passer ikke med innholdet, som er {format}.",
        nn="Namnet «{navn}» passar ikkje med innhaldet, som er {format}.",
        en="The name “{navn}” does not match the content, which is {format}.",
    ),
    raad=Tekst(
        nb="Gi filen en endelse som passer ({endelser}), eller send filen du mente å sende.",
        nn="Gi fila ei ending som passar ({endelser}), eller send fila du meinte å sende.",
        en="Give the file a matching ending ({endelser}), or send the file you meant to send.",
    ),
    eksempler=Eksempler(
        oppfylt={"et bilde med en av sine endelser": _fil("jpeg", "jpg", "jpeg")},
        brutt={
            "en Word-fil som heter pdf": _fil("pdf", "docx"),
            "en PDF uten endelse": _fil("", "pdf"),
        },
        uavklart={"bare navnet på filen er oppgitt": Vedleggsfil(endelse="pdf")},
        ikke_aktuell={"formatet er ukjent": _fil("bin")},
    ),
    soeknadstyper=ALLE_TYPER,
    kontrollert=date(2026, 7, 2),
)
