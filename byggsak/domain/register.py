"""Registrene det slås opp i: kodelister, kommunenumre, postnumre, foretak og matrikkelen.

Et svar er en verdi, aldri et unntak: `Treff`, `IkkeFunnet` eller `KunneIkkeSporre`. Bare et
register som er kjent for å være fullstendig, får svare `IkkeFunnet`; alt annet som ikke er et
treff, er `KunneIkkeSporre` med hvilket register, når og hvorfor. Det siste er aldri søkerens feil.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Generic, Protocol, TypeAlias, TypeVar

from byggsak.domain.tekst import Tekst

T = TypeVar("T")

GYLDIGE_STATUSER = frozenset({"Gyldig", "Sendt inn"})
"""Statusene i det nasjonale registeret som lar en kode bli brukt; alle andre er «utgått»."""


@dataclass(frozen=True, slots=True)
class Treff(Generic[T]):
    """Registeret har oppføringen. `tidspunkt` er når svaret ble hentet, eller utgavens dato.

    `alder` er satt når registeret ikke svarte nå, og svaret er et eldre som fortsatt er brukbart.
    """

    verdi: T
    register: Tekst
    tidspunkt: date
    alder: timedelta | None = None


@dataclass(frozen=True, slots=True)
class IkkeFunnet:
    """Registeret svarte, er fullstendig, og har ingen slik oppføring."""

    register: Tekst
    tidspunkt: date


@dataclass(frozen=True, slots=True)
class KunneIkkeSporre:
    """Det finnes ikke noe svar å bygge på: verken godkjent eller søkerens feil.

    `register` skrives slik det står inne i en setning («kodelisten for tiltakstype»).
    """

    register: Tekst
    tidspunkt: date
    grunn: Tekst

    @property
    def grunntekst(self) -> Tekst:
        """«<register> ga ikke svar (<tidspunkt>): <grunn>», på tre språk."""
        naar = tidspunkttekst(self.tidspunkt)
        return Tekst(
            f"{self.register.nb} ga ikke svar ({naar.nb}): {self.grunn.nb}",
            f"{self.register.nn} gav ikkje svar ({naar.nn}): {self.grunn.nn}",
            f"{self.register.en} gave no answer ({naar.en}): {self.grunn.en}",
        )


Oppslagssvar: TypeAlias = Treff[T] | IkkeFunnet | KunneIkkeSporre


@dataclass(frozen=True, slots=True)
class Registerkode:
    """En kode i en kodeliste. `gyldig_til` er den første dagen den ikke lenger gjelder."""

    kodeverdi: str
    beskrivelse: Tekst
    status: str = "Gyldig"
    erstattet_av: tuple[str, ...] = ()
    gyldig_fra: date | None = None
    gyldig_til: date | None = None

    def gjelder(self, dato: date) -> bool:
        """Statusen tillater bruk, og dagen er innenfor gyldigheten."""
        return self.status in GYLDIGE_STATUSER and _innenfor(dato, self.gyldig_fra, self.gyldig_til)


@dataclass(frozen=True, slots=True)
class Kommunenummer:
    """Et nummer gjennom tiden. `navn` er tomt for numre som bare er kjent som utgåtte.

    `erstattet_av` er numrene det ble til, i dag: flere når kommunen ble delt.
    """

    nummer: str
    navn: str = ""
    gyldig_fra: date | None = None
    gyldig_til: date | None = None
    erstattet_av: tuple[str, ...] = ()

    def gjelder(self, dato: date) -> bool:
        return _innenfor(dato, self.gyldig_fra, self.gyldig_til)


@dataclass(frozen=True, slots=True)
class Poststed:
    postnummer: str
    poststed: str


@dataclass(frozen=True, slots=True)
class Enhet:
    """Et foretak i Enhetsregisteret. `slettet` er datoen det gikk ut av registeret."""

    organisasjonsnummer: str
    navn: str
    konkurs: bool = False
    under_avvikling: bool = False
    slettet: date | None = None


@dataclass(frozen=True, slots=True)
class Matrikkelenhet:
    """Nøkkelen til en eiendom i matrikkelen; 0 betyr at eiendommen ikke har slikt nummer."""

    kommunenummer: str
    gaardsnummer: int
    bruksnummer: int
    festenummer: int = 0
    seksjonsnummer: int = 0

    def __str__(self) -> str:
        ledd = [self.gaardsnummer, self.bruksnummer, self.festenummer, self.seksjonsnummer]
        while len(ledd) > 2 and not ledd[-1]:
            ledd.pop()
        return f"{self.kommunenummer}-{'/'.join(map(str, ledd))}"


class Kodelisteregister(Protocol):
    def kode(self, liste: str, kodeverdi: str) -> Oppslagssvar[Registerkode]:
        """Koden i listen; store og små bokstaver regnes som like."""
        ...


class Kommuneregister(Protocol):
    def kommune(self, nummer: str) -> Oppslagssvar[Kommunenummer]:
        """Nummeret, også når det er utgått: da med etterfølgerne."""
        ...


class Postnummerregister(Protocol):
    def poststed(self, postnummer: str) -> Oppslagssvar[Poststed]:
        """Poststedet til et norsk postnummer på fire siffer."""
        ...


class Enhetsregister(Protocol):
    def enhet(self, organisasjonsnummer: str) -> Oppslagssvar[Enhet]:
        """Foretaket, også når det er slettet."""
        ...


class Matrikkelregister(Protocol):
    def eiendom(self, nummer: Matrikkelenhet) -> Oppslagssvar[Matrikkelenhet]:
        """Eiendommen slik matrikkelen skriver den."""
        ...


@dataclass(frozen=True, slots=True)
class Registre:
    """Registrene en kontroll kan spørre. None: dette anlegget er ikke koblet til registeret.

    Et register som ikke er koblet til, blir ikke spurt: raden sier «ikke aktuell» med den grunnen.
    Et register som er koblet til og ikke svarer, gjør raden «uavklart».
    """

    kodelister: Kodelisteregister | None = None
    kommuner: Kommuneregister | None = None
    postnumre: Postnummerregister | None = None
    enheter: Enhetsregister | None = None
    matrikkel: Matrikkelregister | None = None


INGEN_REGISTRE = Registre()
"""Et anlegg som ikke er koblet til noe register."""


def tidspunkttekst(naar: date) -> Tekst:
    """«22.11.2026 kl. 08.15 UTC», eller bare datoen når det er en utgave og ikke et klokkeslett.

    >>> tidspunkttekst(datetime(2026, 11, 22, 8, 15, tzinfo=UTC)).nb
    '22.11.2026 kl. 08.15 UTC'
    """
    norsk, engelsk = f"{naar.day}.{naar.month}.{naar.year}", f"{naar:%Y-%m-%d}"
    if not isinstance(naar, datetime):
        return Tekst(norsk, norsk, engelsk)
    utc = naar.astimezone(UTC)
    norsk = f"{utc.day}.{utc.month}.{utc.year} kl. {utc:%H.%M} UTC"
    return Tekst(norsk, norsk, f"{utc:%Y-%m-%d %H:%M} UTC")


def _innenfor(dato: date, fra: date | None, til: date | None) -> bool:
    return (fra is None or fra <= dato) and (til is None or dato < til)
