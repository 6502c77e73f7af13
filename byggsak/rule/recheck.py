"""One rule has changed: what it says now about applications that were checked before.

Only the changed rule is asked, and only about what it is about. Where it says the same as before,
the report stands. Where it does not, it is put in its place; and where that can change what other
rules are asked about (a dispensation that is needed, or no longer), all of them are asked again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from byggsak.domain.facts import Gjenstand
from byggsak.domain.felt import Felt
from byggsak.domain.kommune import Kommune
from byggsak.domain.register import INGEN_REGISTRE, Registre
from byggsak.domain.soeknad import Skjema
from byggsak.rule.catalogue import Katalog
from byggsak.rule.evaluate import AVLEDEDE, Avled, evaluer
from byggsak.rule.report import Kontrollrapport, samlet_resultat
from byggsak.rule.unit import Anker


class _OmRegel(Protocol):
    @property
    def regel(self) -> str: ...


T = TypeVar("T", bound=_OmRegel)

_TOMT = Felt("")


@dataclass(frozen=True, slots=True)
class Fakta:
    """What one check rested on, as it was kept."""

    skjema: Skjema
    felt: Felt
    gjenstander: tuple[Gjenstand, ...]
    datoer: Mapping[Anker, date]
    kommune: Kommune | None
    underskjema: tuple[tuple[Skjema, Felt], ...] = ()


def alle_regler(
    katalog: Katalog,
    fakta: Fakta,
    *,
    avled: Avled | None = None,
    registre: Registre = INGEN_REGISTRE,
) -> Kontrollrapport:
    """Every rule and row over kept facts."""
    return evaluer(
        katalog,
        skjema=fakta.skjema,
        felt=fakta.felt,
        gjenstander=fakta.gjenstander,
        datoer=fakta.datoer,
        kommune=fakta.kommune,
        underskjema=fakta.underskjema,
        registre=registre,
        avled=avled,
    )


def bare_regelen(katalog: Katalog, id_: str) -> Katalog:
    """The catalogue with that rule alone, in all its versions, and no field tables."""
    versjoner = {id_: tuple(f.regel for f in katalog.filer if f.regel.id == id_)}
    return replace(
        katalog,
        filer=tuple(f for f in katalog.filer if f.regel.id == id_),
        tabeller=(),
        _versjoner=versjoner,
        _feltsett={},
        _sist_spurt={},
    )


def svaret(
    bare: Katalog,
    skjema: Skjema,
    gjenstander: Sequence[Gjenstand],
    datoer: Mapping[Anker, date],
    kommune: Kommune | None,
) -> Kontrollrapport:
    """What the one rule of `bare` says; `gjenstander` need only be those it is about."""
    return evaluer(
        bare,
        skjema=skjema,
        felt=_TOMT,
        gjenstander=gjenstander,
        datoer=datoer,
        kommune=kommune,
    )


def sier_det_samme(foer: Kontrollrapport, svar: Kontrollrapport, id_: str) -> bool:
    """Whether the rule's lines and findings are those of the earlier report."""
    return _om(foer.dekning, id_) == _om(svar.dekning, id_) and _om(foer.funn, id_) == _om(
        svar.funn, id_
    )


def trenger_alle(katalog: Katalog, id_: str) -> bool:
    """Whether another verdict of the rule can change what other rules are asked about."""
    return any(
        f.regel.krever_dispensasjon is not None or issubclass(f.regel.gjelder, AVLEDEDE)
        for f in katalog.filer
        if f.regel.id == id_
    )


def satt_inn(foer: Kontrollrapport, svar: Kontrollrapport, id_: str) -> Kontrollrapport:
    """The earlier report with the rule's new lines and findings where its old ones stood."""
    rekkefoelge = list(dict.fromkeys(d.regel for d in foer.dekning))
    senere = set(rekkefoelge[rekkefoelge.index(id_) + 1 :]) if id_ in rekkefoelge else set()
    dekning = _byttet(foer.dekning, _om(svar.dekning, id_), id_, senere)
    funn = _byttet(foer.funn, _om(svar.funn, id_), id_, senere)
    return replace(
        foer,
        pakker=svar.pakker,
        dekning=dekning,
        funn=funn,
        resultat=samlet_resultat(funn, dekning),
    )


def _om(alle: Sequence[T], id_: str) -> tuple[T, ...]:
    return tuple(en for en in alle if en.regel == id_)


def _byttet(foer: Sequence[T], nye: tuple[T, ...], id_: str, senere: Set[str]) -> tuple[T, ...]:
    """`nye` instead of the rule's own, before what is said by rules that come after it."""
    rest = [en for en in foer if en.regel != id_]
    plass = next((nr for nr, en in enumerate(rest) if en.regel in senere), len(rest))
    return (*rest[:plass], *nye, *rest[plass:])
