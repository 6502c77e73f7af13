"""Eldre utnyttingstyper i plan – plan- og bygningsloven §§ 12-4 og 12-7 nr. 1.

En plan måler utnyttingen etter reglene da den ble vedtatt. Bruker den en utnyttingstype fra før
2007 (plankode 1–7 og 12–14), regner byggsak ikke med dagens regler: svaret er uavklart og sier
hvilke regler typen hører til, og et menneske måler.

Sier planen at feltet ikke kan bebygges (plankode 10), eller ikke bebygges mer (plankode 11), er
regelen brutt av et nytt byggverk. At et nytt byggverk som erstatter et revet, kan stille seg
annerledes under kode 11, er opp til den som vurderer dispensasjonen.

Hvilke regler en type hører til, er lest i den nasjonale kodelisten.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.eiendom import Utnytting
from byggsak.rule import (
    Alvorlighet,
    Anker,
    Eksempler,
    Hjemmel,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    ikke_aktuell,
    oppfylt,
    uavklart,
)

NYERE = Tekst(
    nb="planen bruker en utnyttingstype som måles etter dagens regler",
    nn="planen bruker ein utnyttingstype som blir målt etter reglane i dag",
    en="the plan uses a utilisation type that is measured by today's rules",
)
UKJENT_TYPE = Tekst(
    nb="utnyttingstypen er ikke kjent for byggsak; regelen om prosent bebygd areal sier fra",
    nn="utnyttingstypen er ikkje kjend for byggsak; regelen om prosent bygd areal seier frå",
    en="the utilisation type is not one byggsak knows; the rule on per cent built-up area tells",
)


@dataclass(frozen=True)
class Krav:
    typer_ikke_tillatt: tuple[str, ...]
    typer_i_dag: tuple[str, ...]
    maales_etter: tuple[str, ...]  # «plankode=type (regler)»


def vurder(tomt: Utnytting, krav: Krav) -> Vurdering:
    type_ = tomt.utnyttingstype
    if type_ in krav.typer_ikke_tillatt:
        return brutt().med(type=type_, plan=tomt.plannavn)
    for linje in krav.maales_etter:
        kode, _, regler = linje.partition("=")
        if type_ == kode:
            return uavklart(_maales_etter(regler))
    if type_ in krav.typer_i_dag:
        return oppfylt(NYERE)
    return ikke_aktuell(UKJENT_TYPE)


def _maales_etter(regler: str) -> Tekst:
    return Tekst(
        nb=f"planen setter grensen som {regler}; den måles etter reglene da planen ble vedtatt",
        nn=f"planen set grensa som {regler}; ho blir målt etter reglane då planen vart vedteken",
        en=f"the plan sets its limit as {regler}; it is measured by the rules in force when the "
        "plan was adopted",
    )


def _type(kode: str) -> Utnytting:
    return Utnytting(utnyttingstype=kode, plannavn="Testplan P0 (1992)")


REGEL = Regel(
    id="plan-12-7-eldre-utnytting",
    tittel=Tekst(
        nb="Eldre utnyttingstype i plan",
        nn="Eldre utnyttingstype i plan",
        en="Older utilisation type in the plan",
    ),
    hjemmel=Hjemmel("pbl", "12-4", "jf. § 12-7 nr. 1"),
    gjelder=Utnytting,
    leser=("utnyttingstype", "plannavn"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{plan} tillater ikke bebyggelse, eller ikke mer bebyggelse, i feltet ({navn}; "
        "utnyttingstype {type}).",
        nn="{plan} tillèt ikkje bygningar, eller ikkje fleire bygningar, i feltet ({navn}; "
        "utnyttingstype {type}).",
        en="{plan} permits no building, or no further building, in the field ({navn}; utilisation "
        "type {type}).",
    ),
    raad=Tekst(
        nb="Flytt byggverket til et felt som kan bebygges, eller søk dispensasjon fra planen.",
        nn="Flytt byggverket til eit felt som kan byggjast på, eller søk dispensasjon frå planen.",
        en="Move the structure to a field that may be built on, or apply for a dispensation from "
        "the plan.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "bebygd areal": _type("15"),
            "prosent bebygd areal": _type("16"),
            "bruksareal": _type("17"),
            "prosent bruksareal": _type("18"),
        },
        brutt={
            "feltet kan ikke bebygges": _type("10"),
            "feltet tåler ikke mer bebyggelse": _type("11"),
        },
        uavklart={
            "BYA etter byggeforskriften fra 1987": _type("1"),
            "bruksareal etter byggeforskriften fra 1969": _type("2"),
            "TU": _type("3"),
            "utnyttingsgrad U": _type("4"),
            "flateutnytting": _type("5"),
            "brutto grunnareal": _type("6"),
            "brutto flateareal": _type("7"),
            "planen fra 1992 måler etter TEK97": _type("12"),
            "tillatt bruksareal etter TEK97": _type("13"),
            "prosent tomteutnyttelse etter TEK97": _type("14"),
            "ingen kjenner typen": Utnytting(),
        },
        ikke_aktuell={
            "en kode ingen kjenner": _type("99"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
