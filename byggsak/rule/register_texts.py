"""The sentences of rows that ask a register: not there, expired, not in force yet, not asked."""

from __future__ import annotations

from datetime import date
from typing import Final

from byggsak.domain.register import tidspunkttekst
from byggsak.domain.tekst import Tekst
from byggsak.rule.field_texts import Setninger

_RETT: Final = Tekst("Rett {ord}.", "Rett {ord}.", "Correct {ord}.")
_BRUK: Final = Tekst("Bruk {grense}.", "Bruk {grense}.", "Use {grense}.")

KODE_UTGAATT: Final = Setninger(
    Tekst(
        "{Ord} har koden «{verdi}», som er utgått. Den er erstattet av {grense}.",
        "{Ord} har koden «{verdi}», som er utgått. Han er erstatta av {grense}.",
        "{Ord}: the code “{verdi}” has expired. It is replaced by {grense}.",
    ),
    _BRUK,
)
KOMMUNENUMMER_UTGAATT: Final = Setninger(
    Tekst(
        "{Ord} er «{verdi}», som er utgått. Det er erstattet av {grense}.",
        "{Ord} er «{verdi}», som er utgått. Det er erstatta av {grense}.",
        "{Ord}: “{verdi}” has expired. It is replaced by {grense}.",
    ),
    Tekst(
        "Bruk {grense}. Kontroller gårds- og bruksnummer: de kan være endret samtidig.",
        "Bruk {grense}. Kontroller gards- og bruksnummer: dei kan vere endra samstundes.",
        "Use {grense}. Check the farm and title numbers: they may have changed with it.",
    ),
)
UTGAATT_UTEN_ETTERFOELGER: Final = Setninger(
    Tekst(
        "{Ord} er «{verdi}», som er utgått.",
        "{Ord} er «{verdi}», som er utgått.",
        "{Ord}: “{verdi}” has expired.",
    ),
    Tekst(
        "Velg en gyldig verdi for {ord}.",
        "Vel ein gyldig verdi for {ord}.",
        "Choose a valid value for {ord}.",
    ),
)
GJELDER_IKKE_ENNAA: Final = Setninger(
    Tekst(
        "{Ord} er «{verdi}», som først gjelder fra {grense}.",
        "{Ord} er «{verdi}», som først gjeld frå {grense}.",
        "{Ord}: “{verdi}” is in force only from {grense}.",
    ),
    _RETT,
)
IKKE_KOMMUNENUMMER: Final = Setninger(
    Tekst(
        "{Ord} er «{verdi}», som ikke er nummeret til noen kommune.",
        "{Ord} er «{verdi}», som ikkje er nummeret til nokon kommune.",
        "{Ord}: “{verdi}” is not the number of any municipality.",
    ),
    _RETT,
)
IKKE_POSTNUMMER: Final = Setninger(
    Tekst(
        "{Ord} er «{verdi}», som ikke er et postnummer i bruk.",
        "{Ord} er «{verdi}», som ikkje er eit postnummer i bruk.",
        "{Ord}: “{verdi}” is not a postcode in use.",
    ),
    _RETT,
)
ANNET_POSTSTED: Final = Setninger(
    Tekst(
        "{Ord} er «{verdi}», som hører til {grense}; poststedet er oppgitt som et annet.",
        "{Ord} er «{verdi}», som høyrer til {grense}; poststaden er oppgjeven som ein annan.",
        "{Ord}: “{verdi}” belongs to {grense}; another post town is given.",
    ),
    Tekst(
        "Rett {ord} eller poststedet.",
        "Rett {ord} eller poststaden.",
        "Correct {ord} or the post town.",
    ),
)
IKKE_ENHET: Final = Setninger(
    Tekst(
        "{Ord} står ikke i Enhetsregisteret.",
        "{Ord} står ikkje i Einingsregisteret.",
        "{Ord}: not in the Central Coordinating Register.",
    ),
    Tekst(
        "Kontroller {ord} mot Enhetsregisteret.",
        "Kontroller {ord} mot Einingsregisteret.",
        "Check {ord} against the Central Coordinating Register.",
    ),
)
ENHET_SLETTET: Final = Setninger(
    Tekst(
        "{Ord} hører til en enhet som ble slettet fra Enhetsregisteret {grense}.",
        "{Ord} høyrer til ei eining som vart sletta frå Einingsregisteret {grense}.",
        "{Ord}: deleted from the Central Coordinating Register on {grense}.",
    ),
    Tekst(
        "Oppgi en enhet som er registrert.",
        "Oppgi ei eining som er registrert.",
        "State an organisation that is registered.",
    ),
)
ENHET_KONKURS: Final = Setninger(
    Tekst(
        "{Ord} hører til en enhet som er registrert konkurs.",
        "{Ord} høyrer til ei eining som er registrert konkurs.",
        "{Ord}: the organisation is registered as bankrupt.",
    ),
    Tekst(
        "Avklar hvem som nå kan opptre for enheten.",
        "Avklar kven som no kan opptre for eininga.",
        "Clarify who may now act for the organisation.",
    ),
)
IKKE_I_MATRIKKELEN: Final = Setninger(
    Tekst(
        "{Ord} finnes ikke i matrikkelen.",
        "{Ord} finst ikkje i matrikkelen.",
        "{Ord}: not in the cadastre.",
    ),
    Tekst(
        "Kontroller kommune-, gårds- og bruksnummer.",
        "Kontroller kommune-, gards- og bruksnummer.",
        "Check the municipality, farm and title numbers.",
    ),
)

SYNTETISK: Final = Tekst(
    "syntetiske data i en prøvekommune slås ikke opp",
    "syntetiske data i ein prøvekommune blir ikkje slått opp",
    "synthetic data of a test municipality is not looked up",
)
IKKE_REGISTRERT: Final = Tekst(
    "enheten er ikke registrert",
    "eininga er ikkje registrert",
    "the organisation is not registered",
)
IKKE_HELT_MATRIKKELNUMMER: Final = Tekst(
    "matrikkelnummeret er ikke helt utfylt",
    "matrikkelnummeret er ikkje heilt utfylt",
    "the cadastral number is not fully filled in",
)

KODELISTER: Final = Tekst("kodelistene", "kodelistene", "the code lists")
KOMMUNER: Final = Tekst(
    "registeret over kommunenummer",
    "registeret over kommunenummer",
    "the register of municipality numbers",
)
POSTNUMRE: Final = Tekst("postnummerregisteret", "postnummerregisteret", "the postcode register")
ENHETER: Final = Tekst("Enhetsregisteret", "Einingsregisteret", "the Central Coordinating Register")
MATRIKKEL: Final = Tekst("matrikkelen", "matrikkelen", "the cadastre")


def ikke_tilkoblet(register: Tekst) -> Tekst:
    return Tekst(
        f"dette anlegget er ikke koblet til {register.nb}",
        f"dette anlegget er ikkje kopla til {register.nn}",
        f"this installation is not connected to {register.en}",
    )


def med_alder(setninger: Setninger, register: Tekst, naar: date) -> Setninger:
    """The same finding, which also says that it rests on an older answer of the register."""
    tid, melding = tidspunkttekst(naar), setninger.melding
    return Setninger(
        Tekst(
            f"{melding.nb} Opplysningen er fra {tid.nb}; {register.nb} svarer ikke nå.",
            f"{melding.nn} Opplysninga er frå {tid.nn}; {register.nn} svarer ikkje no.",
            f"{melding.en} This is as of {tid.en}; {register.en} does not answer now.",
        ),
        setninger.raad,
    )
