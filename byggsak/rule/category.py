"""A category of the law: one letter that says which kind of application a project needs.

As a rule, a category is one file with one typed value, `KATEGORI = Kategori(...)`, dated numbers in
`krav.toml`, and its examples. It differs in what it says: a project outside a category is no fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

import structlog

from byggsak.domain.facts import UkjentFaktum
from byggsak.domain.funn import Hjemmel, Utfall
from byggsak.domain.klassifisering import Grunn, Kategorisvar, Klasse, Tiltak
from byggsak.domain.tekst import SPRAAK, Tekst
from byggsak.rule.findings import DESIMALER, rund
from byggsak.rule.parameters import FELLES, Parametre
from byggsak.rule.reasons import REGELEN_KRASJET
from byggsak.rule.verdict import Vurdering

K = TypeVar("K")
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Vilkaar(Generic[K]):
    """One condition of the letter. `tekst` has the placeholders of the Krav («{areal} m²»)."""

    tekst: Tekst
    vurder: Callable[[Tiltak, K], Vurdering]


@dataclass(frozen=True)
class Kategorieksempler:
    """Examples by whether the project belongs, each named by a sentence; they are the tests."""

    innenfor: Mapping[str, Tiltak]
    utenfor: Mapping[str, Tiltak]
    uavklart: Mapping[str, Tiltak]

    def alle(self) -> list[tuple[Utfall, str, Tiltak]]:
        return [
            (utfall, setning, tiltak)
            for utfall, gruppe in (
                (Utfall.OPPFYLT, self.innenfor),
                (Utfall.BRUTT, self.utenfor),
                (Utfall.UAVKLART, self.uavklart),
            )
            for setning, tiltak in gruppe.items()
        ]


@dataclass(frozen=True, kw_only=True)
class Kategori(Generic[K]):
    """`slag` are the kinds of project the letter is about; a project of another kind is outside it
    and its conditions are not asked. `gjelder_til` is the first day the letter no longer holds."""

    id: str
    tittel: Tekst
    hjemmel: Hjemmel
    klasse: Klasse
    slag: frozenset[str]
    gjelder_fra: date
    gjelder_til: date | None = None
    krav: type[K]
    vilkaar: tuple[Vilkaar[K], ...]
    eksempler: Kategorieksempler
    kontrollert: date
    tidligere: Mapping[date, Kategorieksempler] = field(default_factory=dict)

    def gjaldt(self, dato: date) -> bool:
        return self.gjelder_fra <= dato and (self.gjelder_til is None or dato < self.gjelder_til)


EnKategori = Kategori[Any]

RETT_SLAG: Final = Tekst(
    "tiltaket er av det slaget bokstaven gjelder",
    "tiltaket er av det slaget bokstaven gjeld",
    "the project is of the kind that the letter is about",
)


def hoerer_til(kategori: EnKategori, krav: Any, tiltak: Tiltak) -> Kategorisvar:
    """Whether the project belongs in the category, with every reason for and against."""
    grunner = [_slag(kategori, tiltak)]
    if grunner[0].utfall is Utfall.OPPFYLT:
        grunner += [_grunn(kategori, v, krav, tiltak) for v in kategori.vilkaar]
    utfall = {g.utfall for g in grunner}
    samlet = next((u for u in (Utfall.BRUTT, Utfall.UAVKLART) if u in utfall), Utfall.OPPFYLT)
    return Kategorisvar(
        kategori.id,
        kategori.tittel,
        kategori.hjemmel,
        kategori.klasse,
        samlet,
        ordnet(grunner),
    )


def ordnet(grunner: Iterable[Grunn]) -> tuple[Grunn, ...]:
    """What speaks for, then against, then what nobody knows; each in the order of the law."""
    return tuple(sorted((g for g in grunner if g.utfall in _SIDE), key=lambda g: _SIDE[g.utfall]))


_SIDE: Final[Mapping[Utfall, int]] = {Utfall.OPPFYLT: 0, Utfall.BRUTT: 1, Utfall.UAVKLART: 2}


def vurder_tiltak(
    kategorier: Iterable[EnKategori],
    parametre: Parametre,
    tiltak: Tiltak,
    dato: date,
    kommune: str | None = None,
) -> tuple[Kategorisvar, ...]:
    """Every category in force on the date, in the order of the law."""
    return tuple(
        hoerer_til(k, parametre.les((k.id, FELLES), k.krav, dato, kommune), tiltak)
        for k in kategorier
        if k.gjaldt(dato)
    )


def _slag(kategori: EnKategori, tiltak: Tiltak) -> Grunn:
    try:
        er = tiltak.slag in kategori.slag
    except UkjentFaktum as ukjent:
        return Grunn(RETT_SLAG, Utfall.UAVKLART, ukjent.ukjent.grunntekst)
    return Grunn(RETT_SLAG, Utfall.OPPFYLT if er else Utfall.BRUTT)


def _grunn(kategori: EnKategori, vilkaar: Vilkaar[Any], krav: Any, tiltak: Tiltak) -> Grunn:
    tekst = fyll(vilkaar.tekst, krav)
    try:
        svar = vilkaar.vurder(tiltak, krav)
    except UkjentFaktum as ukjent:
        return Grunn(tekst, Utfall.UAVKLART, ukjent.ukjent.grunntekst)
    except Exception as feil:  # noqa: BLE001 - a crash is uavklart with an alarm, never silence
        log.error("category_crashed", kategori=kategori.id, feil=type(feil).__name__)
        return Grunn(tekst, Utfall.UAVKLART, REGELEN_KRASJET)
    return Grunn(tekst, svar.utfall, svar.grunn or _maalt(svar))


@lru_cache(maxsize=512)
def fyll(tekst: Tekst, krav: Any) -> Tekst:
    """The condition with the numbers of the day («høyst 50 m²»)."""
    tall = {navn: getattr(krav, navn) for navn in getattr(krav, "__dataclass_fields__", {})}
    return Tekst(tekst.fyll("nb", tall), tekst.fyll("nn", tall), tekst.fyll("en", tall))


def _maalt(svar: Vurdering) -> Tekst | None:
    return None if svar.maalt is None else _tallet(svar.maalt, svar.enhet or "")


@lru_cache(maxsize=1024)
def _tallet(maalt: Decimal, enhet: str) -> Tekst:
    desimaler = DESIMALER.get(enhet)
    vist = maalt if desimaler is None else rund(maalt, desimaler)
    tegn = {"m2": " m²", "m": " m"}.get(enhet, "")
    return Tekst(*(_OPPGITT.fyll(spraak, {"maalt": vist}) + tegn for spraak in SPRAAK))


_OPPGITT: Final = Tekst("det er {maalt}", "det er {maalt}", "it is {maalt}")
