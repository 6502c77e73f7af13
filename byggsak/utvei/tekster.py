"""What the applicant reads about a way out, in three languages, with the numbers in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from byggsak.domain.tekst import SPRAAK, Tekst, skriv

_RETNING: Final = {
    "oest": Tekst("øst", "aust", "east"),
    "vest": Tekst("vest", "vest", "west"),
    "nord": Tekst("nord", "nord", "north"),
    "soer": Tekst("sør", "sør", "south"),
}
_OG: Final = Tekst("og", "og", "and")


def fyll(mal: Tekst, **verdier: object) -> Tekst:
    """The template filled in every language; a `Tekst` among the values is read in that language,
    a `Decimal` gets its decimal mark."""
    return Tekst(*(mal.fyll(spraak, verdier) for spraak in SPRAAK))


def flytt(bygg: str, oest: Decimal, nord: Decimal, lengde: Decimal) -> Tekst:
    deler = [
        (abs(meter), _RETNING[pluss if meter > 0 else minus])
        for meter, pluss, minus in ((oest, "oest", "vest"), (nord, "nord", "soer"))
        if meter
    ]
    if len(deler) == 1:
        mal = Tekst("Flytt {bygg} {hvor}.", "Flytt {bygg} {hvor}.", "Move {bygg} {hvor}.")
    else:
        mal = Tekst(
            "Flytt {bygg} {lengde} m: {hvor}.",
            "Flytt {bygg} {lengde} m: {hvor}.",
            "Move {bygg} {lengde} m: {hvor}.",
        )
    return fyll(mal, bygg=bygg, lengde=lengde, hvor=_hvor(deler))


def _hvor(deler: Sequence[tuple[Decimal, Tekst]]) -> Tekst:
    mot = Tekst("{m} m mot {r}", "{m} m mot {r}", "{m} m {r}")
    ledd = [fyll(mot, m=meter, r=retning) for meter, retning in deler]
    return Tekst(*(f" {_OG.paa(s)} ".join(ett.paa(s) for ett in ledd) for s in SPRAAK))


def senk_fasade(navn: str, fra: Decimal, til: Decimal) -> Tekst:
    return fyll(
        Tekst(
            "Senk gesimsen på {navn} med {med} m, fra {fra} m til {til} m.",
            "Senk gesimsen på {navn} med {med} m, frå {fra} m til {til} m.",
            "Lower the eaves of {navn} by {med} m, from {fra} m to {til} m.",
        ),
        navn=navn,
        med=fra - til,
        fra=fra,
        til=til,
    )


def senk_bygg(navn: str, gesims: tuple[Decimal, Decimal], moene: tuple[Decimal, Decimal]) -> Tekst:
    return fyll(
        Tekst(
            "Senk {navn}: gesimsen fra {g0} m til {g1} m og mønet fra {m0} m til {m1} m.",
            "Senk {navn}: gesimsen frå {g0} m til {g1} m og mønet frå {m0} m til {m1} m.",
            "Lower {navn}: the eaves from {g0} m to {g1} m and the ridge from {m0} m to {m1} m.",
        ),
        navn=navn,
        g0=gesims[0],
        g1=gesims[1],
        m0=moene[0],
        m1=moene[1],
    )


def kutt_fotavtrykk(navn: str, kutt: Decimal, foer: Decimal, etter: Decimal) -> Tekst:
    return fyll(
        Tekst(
            "Gjør fotavtrykket av {navn} {kutt} m² mindre, så det bebygde arealet går fra {foer} "
            "m² til {etter} m², og rett de oppgitte arealene tilsvarende.",
            "Gjer fotavtrykket av {navn} {kutt} m² mindre, så det bygde arealet går frå {foer} m² "
            "til {etter} m², og rett dei oppgitte areala tilsvarande.",
            "Make the footprint of {navn} {kutt} m² smaller, which takes the built-up area from "
            "{foer} m² to {etter} m², and correct the declared areas accordingly.",
        ),
        navn=navn,
        kutt=kutt,
        foer=foer,
        etter=etter,
    )


def kutt_plasser(antall: int, kutt: Decimal, foer: Decimal, etter: Decimal) -> Tekst:
    return fyll(
        Tekst(
            "Ta bort {antall} parkeringsplass(er) på terreng ({kutt} m²), så det bebygde arealet "
            "går fra {foer} m² til {etter} m², om planens krav til parkering tillater det; rett de "
            "oppgitte arealene tilsvarende.",
            "Ta bort {antall} parkeringsplass(ar) på terreng ({kutt} m²), så det bygde arealet går "
            "frå {foer} m² til {etter} m², om parkeringskravet i planen tillèt det; rett dei "
            "oppgitte areala tilsvarande.",
            "Remove {antall} open parking place(s) ({kutt} m²), which takes the built-up area from "
            "{foer} m² to {etter} m², if the plan's own parking requirement allows it; correct the "
            "declared areas accordingly.",
        ),
        antall=antall,
        kutt=kutt,
        foer=foer,
        etter=etter,
    )


def vent(dato: date) -> Tekst:
    return fyll(
        Tekst(
            "Vent: kommunen kan motta søknaden tidligst {dato}.",
            "Vent: kommunen kan ta imot søknaden tidlegast {dato}.",
            "Wait: the municipality can receive the application on {dato} at the earliest.",
        ),
        dato=dato,
    )


def varsle_paa_nytt(naboer: Sequence[str], varsel: date, dato: date) -> Tekst:
    return fyll(
        Tekst(
            "Varsle {naboer} på nytt. Sendes varselet {varsel}, kan kommunen motta søknaden "
            "tidligst {dato}.",
            "Varsle {naboer} på nytt. Blir varselet sendt {varsel}, kan kommunen ta imot søknaden "
            "tidlegast {dato}.",
            "Notify {naboer} again. If the notice is sent on {varsel}, the municipality can "
            "receive the application on {dato} at the earliest.",
        ),
        naboer=", ".join(naboer),
        varsel=varsel,
        dato=dato,
    )


def legg_ved(typer: Sequence[str]) -> Tekst:
    return fyll(
        Tekst("Legg ved: {typer}.", "Legg ved: {typer}.", "Attach: {typer}."),
        typer=", ".join(typer),
    )


def soek_dispensasjon(fra: Tekst) -> Tekst:
    return fyll(
        Tekst(
            "Søk dispensasjon fra {fra}, med begrunnelse. Da er søknaden om dispensasjon på plass; "
            "bruddet består, og om dispensasjon gis, avgjør kommunen.",
            "Søk dispensasjon frå {fra}, med grunngjeving. Då er søknaden om dispensasjon på "
            "plass; brotet står, og om dispensasjon blir gitt, avgjer kommunen.",
            "Apply for a dispensation from {fra}, with grounds. The application for it is then in "
            "place; the breach remains, and the municipality decides whether to grant it.",
        ),
        fra=fra,
    )


def rett_areal(tall: Sequence[tuple[Tekst, Decimal | None, Decimal]]) -> Tekst:
    ledd = Tekst("{navn} {til}", "{navn} {til}", "{navn} {til}")
    deler = [fyll(ledd, navn=navn, til=til) for navn, _, til in tall]
    liste = Tekst(*(", ".join(d.paa(s) for d in deler) for s in SPRAAK))
    return fyll(
        Tekst(
            "Rett tallene i arealdisponeringen: {liste}.",
            "Rett tala i arealdisponeringa: {liste}.",
            "Correct the numbers of the area statement: {liste}.",
        ),
        liste=liste,
    )


PLANEN: Final = Tekst("planen", "planen", "the plan")


def dato_som_tekst(dato: date) -> str:
    return skriv(dato, "en")
