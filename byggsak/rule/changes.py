"""What is different between two editions of an application: fields, attachments, verdicts.

Elements in a list are matched by what they say, not by their number: a property added in front of
another is one that came, not two that changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from byggsak.domain.felt import Felt
from byggsak.domain.funn import Funn
from byggsak.domain.soeknad import Vedlegg
from byggsak.domain.tekst import Spraak, Tekst
from byggsak.rule.report import Kontrollrapport

Slag = Literal["ny", "borte", "endret"]
SKJERMET: Final = frozenset({"foedselsnummer"})
"""Fields whose value is told to nobody; that it changed is."""
SKJULT: Final = "•••"


@dataclass(frozen=True, slots=True)
class Feltendring:
    """One field that came, went or says something else. `xpath` is where it stands, or stood."""

    xpath: str
    foer: str | None
    etter: str | None


@dataclass(frozen=True, slots=True)
class Vedleggsendring:
    slag: Slag
    type: str
    filnavn: str


@dataclass(frozen=True, slots=True)
class Vending:
    """A finding that came, went, or has another outcome or measure. None: no finding there."""

    regel: str
    gjelder: str
    fingeravtrykk: str
    tittel: Tekst | None
    foer: Funn | None
    etter: Funn | None


@dataclass(frozen=True, slots=True)
class Endring:
    """From one edition to the next. `regler` are those whose verdicts are not all as they were."""

    felter: tuple[Feltendring, ...]
    vedlegg: tuple[Vedleggsendring, ...]
    regler: tuple[str, ...]
    vendinger: tuple[Vending, ...]
    resultat: tuple[str, str]


def endring(
    foer: tuple[Sequence[Felt], Sequence[Vedlegg], Kontrollrapport],
    etter: tuple[Sequence[Felt], Sequence[Vedlegg], Kontrollrapport],
) -> Endring:
    """Each edition is its forms (the application first), its attachments and its report."""
    return Endring(
        felter=tuple(feltendringer(foer[0], etter[0])),
        vedlegg=tuple(vedleggsendringer(foer[1], etter[1])),
        regler=_regler(foer[2], etter[2]),
        vendinger=tuple(_vendinger(foer[2], etter[2])),
        resultat=(foer[2].resultat.value, etter[2].resultat.value),
    )


def feltendringer(foer: Sequence[Felt], etter: Sequence[Felt]) -> Iterator[Feltendring]:
    """The fields that differ, in the order of the newer edition."""
    yield from _soesken(foer, etter)


def vedleggsendringer(
    foer: Sequence[Vedlegg], etter: Sequence[Vedlegg]
) -> Iterator[Vedleggsendring]:
    """By type and file name; the same name with other bytes is `endret`."""
    gamle = {(v.type, v.filnavn): v.sha256 for v in foer}
    nye = {(v.type, v.filnavn): v.sha256 for v in etter}
    for (type_, navn), sha256 in nye.items():
        if (type_, navn) not in gamle:
            yield Vedleggsendring("ny", type_, navn)
        elif gamle[type_, navn] != sha256:
            yield Vedleggsendring("endret", type_, navn)
    for type_, navn in gamle:
        if (type_, navn) not in nye:
            yield Vedleggsendring("borte", type_, navn)


def som_json(endring: Endring, spraak: Spraak) -> dict[str, Any]:
    """The block `endring`."""
    return {
        "resultat": {"foer": endring.resultat[0], "etter": endring.resultat[1]},
        "felter": [{"xpath": f.xpath, "foer": f.foer, "etter": f.etter} for f in endring.felter],
        "vedlegg": [
            {"endring": v.slag, "type": v.type, "filnavn": v.filnavn} for v in endring.vedlegg
        ],
        "regler": list(endring.regler),
        "vendinger": [
            {
                "regel": v.regel,
                "gjelder": v.gjelder,
                "fingeravtrykk": v.fingeravtrykk,
                "tittel": None if v.tittel is None else v.tittel.paa(spraak),
                "foer": _dom(v.foer, spraak),
                "etter": _dom(v.etter, spraak),
            }
            for v in endring.vendinger
        ],
    }


def som_tekst(endring: Endring, spraak: Spraak) -> str:
    """For a person: a line for each thing."""
    ord_ = {navn: tekst.paa(spraak) for navn, tekst in _ORD.items()}
    linjer = [f"{ord_['resultat']}: {endring.resultat[0]} -> {endring.resultat[1]}"]
    for overskrift, deler in (
        ("felter", [f"{f.xpath}: {_vis(f.foer)} -> {_vis(f.etter)}" for f in endring.felter]),
        ("vedlegg", [f"{ord_[v.slag]}: {v.filnavn} ({v.type})" for v in endring.vedlegg]),
        ("vendinger", [_linje(v, spraak) for v in endring.vendinger]),
    ):
        linjer.append(f"{ord_[overskrift]}: {len(deler)}")
        linjer += [f"  {en}" for en in deler]
    return "\n".join(linjer) + "\n"


def _soesken(foer: Sequence[Felt], etter: Sequence[Felt]) -> Iterator[Feltendring]:
    """Siblings of one name; the ones that say the same are paired first, then the rest in order."""
    if len(foer) == len(etter) == 1:
        yield from _par(foer[0], etter[0])
        return
    avtrykk = SequenceMatcher(
        None, [_innhold(f) for f in foer], [_innhold(f) for f in etter], autojunk=False
    )
    for slag, a, b, c, d in avtrykk.get_opcodes():
        if slag == "equal":
            continue
        felles = min(b - a, d - c)
        for gammel, ny in zip(foer[a : a + felles], etter[c : c + felles], strict=True):
            yield from _par(gammel, ny)
        for gammel in foer[a + felles : b]:
            yield from _alle(gammel, borte=True)
        for ny in etter[c + felles : d]:
            yield from _alle(ny, borte=False)


def _par(foer: Felt, etter: Felt) -> Iterator[Feltendring]:
    if foer.navn != etter.navn:
        yield from _alle(foer, borte=True)
        yield from _alle(etter, borte=False)
        return
    if (gammel := _tekst(foer)) != (ny := _tekst(etter)):
        yield _feltendring(etter, gammel, ny)
    for navn in {**etter.barn, **foer.barn}:
        yield from _soesken(foer.barn.get(navn, ()), etter.barn.get(navn, ()))


def _alle(felt: Felt, *, borte: bool) -> Iterator[Feltendring]:
    for ett in felt:
        if (tekst := _tekst(ett)) is not None:
            yield _feltendring(ett, tekst if borte else None, None if borte else tekst)


def _feltendring(felt: Felt, foer: str | None, etter: str | None) -> Feltendring:
    if felt.navn in SKJERMET:
        foer, etter = (None if tekst is None else SKJULT for tekst in (foer, etter))
    return Feltendring(felt.xpath, foer, etter)


def _tekst(felt: Felt) -> str | None:
    return None if felt.nil else felt.tekst


def _innhold(felt: Felt) -> tuple[Any, ...]:
    return (
        felt.navn,
        _tekst(felt),
        tuple((navn, tuple(map(_innhold, barn))) for navn, barn in sorted(felt.barn.items())),
    )


def _regler(foer: Kontrollrapport, etter: Kontrollrapport) -> tuple[str, ...]:
    def etter_regel(rapport: Kontrollrapport) -> dict[str, list[tuple[Any, ...]]]:
        svar: dict[str, list[tuple[Any, ...]]] = {}
        for d in rapport.dekning:
            svar.setdefault(d.regel, []).append((d.utfall, d.antall, d.grunn))
        for f in rapport.funn:
            svar.setdefault(f.regel, []).append((f.fingeravtrykk, f.utfall, f.melding))
        return svar

    gamle, nye = etter_regel(foer), etter_regel(etter)
    return tuple(regel for regel in {**gamle, **nye} if gamle.get(regel) != nye.get(regel))


def _vendinger(foer: Kontrollrapport, etter: Kontrollrapport) -> Iterator[Vending]:
    gamle = {f.fingeravtrykk: f for f in foer.funn}
    nye = {f.fingeravtrykk: f for f in etter.funn}
    for avtrykk in {**gamle, **nye}:
        gammel, ny = gamle.get(avtrykk), nye.get(avtrykk)
        ett = ny or gammel
        assert ett is not None  # one of them has the fingerprint
        if gammel is None or ny is None or _hva(gammel) != _hva(ny):
            yield Vending(ett.regel, ett.gjelder, avtrykk, ett.tittel, gammel, ny)


def _hva(funn: Funn) -> tuple[Any, ...]:
    return funn.utfall, funn.melding, funn.maalt, funn.krav


def _dom(funn: Funn | None, spraak: Spraak) -> dict[str, Any] | None:
    if funn is None:
        return None
    return {
        "utfall": funn.utfall.value,
        "melding": funn.melding.paa(spraak),
        "maalt": None if funn.maalt is None else f"{funn.maalt:f}",
        "krav": None if funn.krav is None else f"{funn.krav:f}",
    }


def _linje(vending: Vending, spraak: Spraak) -> str:
    uten = _ORD["uten"].paa(spraak)
    foer, etter = (uten if f is None else f.utfall.value for f in (vending.foer, vending.etter))
    ett = vending.etter or vending.foer
    hva = ett.melding.paa(spraak) if ett is not None else ""
    return f"{vending.regel} {vending.gjelder}".rstrip() + f": {foer} -> {etter}. {hva}"


def _vis(tekst: str | None) -> str:
    return "–" if tekst is None else f"«{tekst}»"


_ORD: Final = {
    "resultat": Tekst("Resultat", "Resultat", "Result"),
    "felter": Tekst("Endrede felter", "Endra felt", "Fields changed"),
    "vedlegg": Tekst("Endrede vedlegg", "Endra vedlegg", "Attachments changed"),
    "vendinger": Tekst("Endrede funn", "Endra funn", "Findings changed"),
    "ny": Tekst("ny", "ny", "new"),
    "borte": Tekst("borte", "borte", "gone"),
    "endret": Tekst("endret", "endra", "changed"),
    "uten": Tekst("uten funn", "utan funn", "no finding"),
}
