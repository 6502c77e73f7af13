"""The sentences of the field tables: one `melding` and one `raad` a predicate, in three languages.

`{ord}` is the row's noun phrase, `{Ord}` the same with a capital, `{verdi}` what was filled in.
Person numbers, e-mail addresses and telephone numbers are never repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from byggsak.domain.tekst import SPRAAK, Spraak, Tekst, som_tekst


class Setninger(NamedTuple):
    melding: Tekst
    raad: Tekst


SETNINGER: Final[Mapping[str, Setninger]] = {
    "utfylt": Setninger(
        Tekst("{Ord} er ikke fylt ut.", "{Ord} er ikkje fylt ut.", "{Ord}: not filled in."),
        Tekst("Fyll ut {ord}.", "Fyll ut {ord}.", "Fill in {ord}."),
    ),
    "en_av": Setninger(
        Tekst("{Ord} er ikke fylt ut.", "{Ord} er ikkje fylt ut.", "{Ord}: not filled in."),
        Tekst("Fyll ut minst ett: {ord}.", "Fyll ut minst eitt: {ord}.",
              "Fill in at least one: {ord}."),
    ),
    "gyldig": Setninger(
        Tekst("{Ord} er ikke skrevet på gyldig måte.", "{Ord} er ikkje skrive på gyldig måte.",
              "{Ord}: not written in a valid form."),
        Tekst("Rett {ord}.", "Rett {ord}.", "Correct {ord}."),
    ),
    "kodeliste": Setninger(
        Tekst("{Ord} har koden «{verdi}», som ikke står i kodelisten.",
              "{Ord} har koden «{verdi}», som ikkje står i kodelista.",
              "{Ord}: the code “{verdi}” is not in the code list."),
        Tekst("Velg en gyldig kode for {ord}.", "Vel ein gyldig kode for {ord}.",
              "Choose a valid code for {ord}."),
    ),
    "kontrollsiffer": Setninger(
        Tekst("{Ord} er ikke et gyldig nummer (kontrollsifrene stemmer ikke).",
              "{Ord} er ikkje eit gyldig nummer (kontrollsifra stemmer ikkje).",
              "{Ord}: not a valid number (the check digits do not agree)."),
        Tekst("Kontroller {ord} siffer for siffer.", "Kontroller {ord} siffer for siffer.",
              "Check {ord} digit by digit."),
    ),
    "minst": Setninger(
        Tekst("{Ord} er {verdi}; det må være minst {grense}.",
              "{Ord} er {verdi}; det må vere minst {grense}.",
              "{Ord}: {verdi}; it must be at least {grense}."),
        Tekst("Rett {ord}.", "Rett {ord}.", "Correct {ord}."),
    ),
    "hoeyst": Setninger(
        Tekst("{Ord} er {verdi}; det kan være høyst {grense}.",
              "{Ord} er {verdi}; det kan vere høgst {grense}.",
              "{Ord}: {verdi}; it can be at most {grense}."),
        Tekst("Rett {ord}.", "Rett {ord}.", "Correct {ord}."),
    ),
    "lik": Setninger(
        Tekst("{Ord} er ikke det samme som skjemaet ellers sier.",
              "{Ord} er ikkje det same som skjemaet elles seier.",
              "{Ord}: not the same as the form says elsewhere."),
        Tekst("Rett {ord}.", "Rett {ord}.", "Correct {ord}."),
    ),
    "tom": Setninger(
        Tekst("{Ord} er fylt ut, men gjelder ikke her.", "{Ord} er fylt ut, men gjeld ikkje her.",
              "{Ord}: filled in, but does not apply here."),
        Tekst("Fjern {ord}, eller rett svaret det følger av.",
              "Fjern {ord}, eller rett svaret det følgjer av.",
              "Remove {ord}, or correct the answer it follows from."),
    ),
    "minst_en": Setninger(
        Tekst("Ingen er valgt: {ord}.", "Ingen er vald: {ord}.", "None is chosen: {ord}."),
        Tekst("Velg minst ett: {ord}.", "Vel minst eitt: {ord}.", "Choose at least one: {ord}."),
    ),
    "noeyaktig_en": Setninger(
        Tekst("Det skal være nøyaktig ett svar: {ord}.", "Det skal vere nøyaktig eitt svar: {ord}.",
              "There must be exactly one answer: {ord}."),
        Tekst("Velg ett: {ord}.", "Vel eitt: {ord}.", "Choose one: {ord}."),
    ),
    "ikke_foer": Setninger(
        Tekst("{Ord} er {verdi}; det kan ikke være før {grense}.",
              "{Ord} er {verdi}; det kan ikkje vere før {grense}.",
              "{Ord}: {verdi}; it cannot be before {grense}."),
        Tekst("Rett {ord}.", "Rett {ord}.", "Correct {ord}."),
    ),
    "ikke_etter": Setninger(
        Tekst("{Ord} er {verdi}; det kan ikke være etter {grense}.",
              "{Ord} er {verdi}; det kan ikkje vere etter {grense}.",
              "{Ord}: {verdi}; it cannot be after {grense}."),
        Tekst("Rett {ord}.", "Rett {ord}.", "Correct {ord}."),
    ),
    "sum": Setninger(
        Tekst("{Ord} er {verdi}, men summen av det som er oppgitt, er {grense}.",
              "{Ord} er {verdi}, men summen av det som er oppgjeve, er {grense}.",
              "{Ord}: {verdi}, but what is stated adds up to {grense}."),
        Tekst("Rett {ord} eller leddene i summen.", "Rett {ord} eller ledda i summen.",
              "Correct {ord} or the terms of the sum."),
    ),
    "utgaatt": Setninger(
        Tekst("{Ord} er «{verdi}», som er gått ut. Det er erstattet av {grense}.",
              "{Ord} er «{verdi}», som er gått ut. Det er erstatta av {grense}.",
              "{Ord}: “{verdi}” has expired. It is replaced by {grense}."),
        Tekst("Bruk {grense}.", "Bruk {grense}.", "Use {grense}."),
    ),
    "dato": Setninger(
        Tekst("{Ord} er «{verdi}», som ikke er en dato.",
              "{Ord} er «{verdi}», som ikkje er ein dato.", "{Ord}: “{verdi}” is not a date."),
        Tekst("Skriv {ord} som år-måned-dag.", "Skriv {ord} som år-månad-dag.",
              "Write {ord} as year-month-day."),
    ),
    "heltall": Setninger(
        Tekst("{Ord} er «{verdi}», som ikke er et helt tall.",
              "{Ord} er «{verdi}», som ikkje er eit heilt tal.",
              "{Ord}: “{verdi}” is not a whole number."),
        Tekst("Skriv {ord} med siffer.", "Skriv {ord} med siffer.", "Write {ord} in digits."),
    ),
    "desimal": Setninger(
        Tekst("{Ord} er «{verdi}», som ikke er et tall.",
              "{Ord} er «{verdi}», som ikkje er eit tal.", "{Ord}: “{verdi}” is not a number."),
        Tekst("Skriv {ord} med siffer og punktum.", "Skriv {ord} med siffer og punktum.",
              "Write {ord} in digits with a point."),
    ),
    "matrikkelnummer": Setninger(
        Tekst("{Ord} er «{verdi}»; det må være et helt tall større enn null.",
              "{Ord} er «{verdi}»; det må vere eit heilt tal større enn null.",
              "{Ord}: “{verdi}”; it must be a whole number above zero."),
        Tekst("Rett {ord} etter matrikkelen.", "Rett {ord} etter matrikkelen.",
              "Correct {ord} from the cadastre."),
    ),
    "postnummer": Setninger(
        Tekst("{Ord} er «{verdi}»; et postnummer har fire siffer.",
              "{Ord} er «{verdi}»; eit postnummer har fire siffer.",
              "{Ord}: “{verdi}”; a postcode has four digits."),
        Tekst("Rett {ord}.", "Rett {ord}.", "Correct {ord}."),
    ),
    "bolignummer": Setninger(
        Tekst("{Ord} er «{verdi}»; det skal være H, K, L eller U og fire siffer.",
              "{Ord} er «{verdi}»; det skal vere H, K, L eller U og fire siffer.",
              "{Ord}: “{verdi}”; it should be H, K, L or U and four digits."),
        Tekst("Rett {ord}, for eksempel H0101.", "Rett {ord}, til dømes H0101.",
              "Correct {ord}, for example H0101."),
    ),
}  # fmt: skip
"""Predicates that are not here speak as `gyldig`."""

UTEN_VERDI: Final = frozenset(
    {
        "epost",
        "telefon",
        "foedselsnummer",
        "organisasjonsnummer",
        "organisasjonsnummer_registrert",
        "organisasjon_ikke_konkurs",
    }
)
LENGSTE_VERDI: Final = 60


def setninger(krav: str) -> Setninger:
    return SETNINGER.get(krav, SETNINGER["gyldig"])


def fyll(setning: Tekst, ord: Tekst, verdi: str = "", grense: str = "") -> Tekst:
    """The sentence about one field, ready to read.

    >>> fyll(SETNINGER["utfylt"].melding, som_tekst("navnet"), "").nb
    'Navnet er ikke fylt ut.'
    """
    vist = verdi if len(verdi) <= LENGSTE_VERDI else verdi[:LENGSTE_VERDI] + "…"

    def paa(spraak: Spraak) -> str:
        ordet = ord.paa(spraak)
        verdier = {
            "ord": ordet,
            "Ord": ordet[:1].upper() + ordet[1:],
            "verdi": vist,
            "grense": grense,
        }
        return setning.fyll(spraak, verdier)

    return Tekst(*(paa(s) for s in SPRAAK))


def foelger_av(rad_id: str) -> Tekst:
    return Tekst(f"følger av {rad_id}", f"følgjer av {rad_id}", f"follows from {rad_id}")


def gjelder_naar(naar: str) -> Tekst:
    return Tekst(f"gjelder bare når {naar}", f"gjeld berre når {naar}", f"holds only when {naar}")


def ingen_av(sti: str) -> Tekst:
    return Tekst(f"skjemaet har ingen {sti}", f"skjemaet har ingen {sti}", f"the form has no {sti}")


IKKE_UTFYLT: Final = Tekst("feltet er ikke utfylt", "feltet er ikkje utfylt", "not filled in")

__all__ = [
    "IKKE_UTFYLT",
    "SETNINGER",
    "UTEN_VERDI",
    "Setninger",
    "foelger_av",
    "fyll",
    "gjelder_naar",
    "ingen_av",
    "setninger",
    "som_tekst",
]
