"""Fakta: det en regel kan vite om saken, med usikkerhet, kilde og «vet ikke».

`UKJENT` er ikke `None`: å *bruke* et ukjent faktum (sammenligne, regne, spørre om sant) reiser
`UkjentFaktum`, som motoren gjør til utfallet `uavklart`. Ingen regel trenger å spørre.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final, NoReturn

from byggsak.domain.tekst import Tekst, som_tekst


class UkjentFaktum(Exception):
    """En regel brukte et faktum som ingen vet. Motoren gjør det til «uavklart» med grunnen."""

    def __init__(self, ukjent: Ukjent) -> None:
        super().__init__(ukjent.grunntekst.nb)
        self.ukjent = ukjent


class Ukjent:
    """Fraværet av kunnskap om ett faktum: hva det er, og hvorfor det ikke er kjent."""

    __slots__ = ("_grunntekst", "grunn", "hva")

    def __init__(self, hva: str | Tekst, grunn: str | Tekst | None = None) -> None:
        self.hva = som_tekst(hva)
        self.grunn = som_tekst(grunn) if grunn is not None else None
        self._grunntekst: Tekst | None = None

    @property
    def grunntekst(self) -> Tekst:
        """«<hva> er ikke kjent» eller «<hva> er ikke kjent: <grunn>»."""
        if self._grunntekst is None:
            self._grunntekst = self._ordlagt()
        return self._grunntekst

    def _ordlagt(self) -> Tekst:
        nb = f"{self.hva.nb} er ikke kjent"
        nn = f"{self.hva.nn} er ikkje kjent"
        en = f"{self.hva.en} is not known"
        if self.grunn is None:
            return Tekst(nb, nn, en)
        return Tekst(f"{nb}: {self.grunn.nb}", f"{nn}: {self.grunn.nn}", f"{en}: {self.grunn.en}")

    def fordi(self, grunn: str | Tekst) -> Ukjent:
        return Ukjent(self.hva, grunn)

    def __repr__(self) -> str:
        return f"UKJENT({self.hva.nb!r})"

    def _bruk(self, *_: object) -> NoReturn:
        raise UkjentFaktum(self)

    __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = _bruk
    __lt__ = __le__ = __gt__ = __ge__ = _bruk
    __eq__ = __ne__ = _bruk
    __hash__ = _bruk  # «ukjent in {…}» must not quietly be False
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _bruk
    __truediv__ = __rtruediv__ = __neg__ = __abs__ = __float__ = __int__ = _bruk
    __and__ = __rand__ = __or__ = __ror__ = __xor__ = __rxor__ = _bruk
    __call__ = _bruk

    def __getattr__(self, navn: str) -> NoReturn:
        if navn.startswith("__"):  # copy, pickle and inspect probe for protocol methods
            raise AttributeError(navn)
        raise UkjentFaktum(self)


UKJENT: Final[Any] = Ukjent(Tekst("et faktum", "eit faktum", "a fact"))
"""Ukjent uten navn; bruk helst `ukjent("høyden på fasaden")`, som gir en bedre setning."""


def ukjent(hva: str | Tekst, grunn: str | Tekst | None = None) -> Any:
    """Standardverdien til et faktum ingen har oppgitt; `Any` fordi det står i alle felttyper."""
    return Ukjent(hva, grunn)


def er_kjent(verdi: object) -> bool:
    """Bare for den som samler fakta og skriver rapport; en regel spør aldri."""
    return not isinstance(verdi, Ukjent)


@dataclass(frozen=True, slots=True)
class Maal:
    """Et målt tall med enhet ("m", "m2", "%", "dager") og usikkerhet (± i samme enhet).

    Kartets grenser kan være metre feil; `minst` og `hoeyst` i `byggsak.rule` tar hensyn til det.
    """

    verdi: Decimal
    usikkerhet: Decimal = Decimal(0)
    enhet: str = "m"

    @classmethod
    def of(
        cls,
        verdi: Decimal | int | str | float,
        usikkerhet: Decimal | int | str = 0,
        enhet: str = "m",
    ) -> Maal:
        """`float` avrundes til 0,1 mm; resten tas eksakt.

        >>> Maal.of("3.9") / 2
        Maal(verdi=Decimal('1.95'), usikkerhet=Decimal('0'), enhet='m')
        """
        eksakt = Decimal(f"{verdi:.4f}") if isinstance(verdi, float) else Decimal(verdi)
        return cls(eksakt, Decimal(usikkerhet), enhet)

    def __truediv__(self, tall: int | Decimal) -> Maal:
        return Maal(self.verdi / tall, self.usikkerhet / abs(Decimal(tall)), self.enhet)

    def __add__(self, annen: Maal | Decimal) -> Maal:
        if isinstance(annen, Maal):
            return Maal(self.verdi + annen.verdi, self.usikkerhet + annen.usikkerhet, self.enhet)
        return Maal(self.verdi + annen, self.usikkerhet, self.enhet)

    def __sub__(self, annen: Maal | Decimal) -> Maal:
        if isinstance(annen, Maal):
            return Maal(self.verdi - annen.verdi, self.usikkerhet + annen.usikkerhet, self.enhet)
        return Maal(self.verdi - annen, self.usikkerhet, self.enhet)


def stoerste(*tall: Maal | Decimal) -> Maal:
    """Det største av kravene, som `Maal`; et ukjent tall gjør svaret ukjent.

    >>> stoerste(Decimal(4), Maal.of(10) / 2).verdi
    Decimal('5')
    """
    return max((_som_maal(t) for t in tall), key=lambda m: m.verdi)


def _som_maal(tall: Maal | Decimal) -> Maal:
    if isinstance(tall, Ukjent):
        raise UkjentFaktum(tall)
    return tall if isinstance(tall, Maal) else Maal(Decimal(tall))


Geometri = Mapping[str, Any]
"""GeoJSON-geometri i sakens regne-koordinatsystem (meter, øst nord), jf. `Sted.epsg`."""


@dataclass(frozen=True, slots=True)
class Sted:
    """Hvor et faktum kommer fra: i skjemaet (xpath, linje), i kartet (gml:id) eller på bakken.

    `xpath` er ekte XPath med 1-basert indeks. `dokument` er filnavnet når det ikke er skjemaet.
    """

    xpath: str | None = None
    linje: int | None = None
    gml_id: str | None = None
    epsg: int | None = None
    geometri: Geometri | None = field(default=None, compare=False, hash=False)
    dokument: str | None = None


INGENSTEDS: Final = Sted()


@dataclass(frozen=True, kw_only=True)
class Gjenstand:
    """Noe en regel blir spurt om: en nabogrense, en utnytting, et nabovarsel.

    Underklassene har ett felt per faktum med `ukjent("…")` som standardverdi, så et eksempel
    bare oppgir det regelen får lese. `sted` følger funnet; `navn` sier hvilken av flere det er
    («hus mot 1/2») og inngår i fingeravtrykket. `ankerdatoer` overstyrer sakens ankerdatoer for
    akkurat denne gjenstanden (for eksempel datoen *denne* planen ble vedtatt).
    """

    PERSONOPPLYSNINGER: ClassVar[frozenset[str]] = frozenset()
    """Faktaene som sier noe om en person som kan gjenkjennes; underklassen nevner sine."""

    navn: str = ""
    sted: Sted = INGENSTEDS
    ankerdatoer: Mapping[str, date] = field(default_factory=dict)
