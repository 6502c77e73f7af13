"""Faults put into a rule's Python, one at a time: what its examples must notice.

Comparisons are flipped and moved by one, `and`/`or` swapped, `not` added or removed, arithmetic
and `minst`/`hoeyst` exchanged, constants shifted by one unit, outcomes and returns replaced. Only
what `vurder` can reach in its own module is changed: never the examples, never the texts.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import CodeType
from typing import Any, Final

SVAR: Final = ("oppfylt", "brutt", "uavklart", "ikke_aktuell")
"""Every return of a verdict is replaced by each of these (`_m_…` in the mutated module)."""

_COMPARE: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_TWINS: Final = {"minst": "hoeyst", "any": "all", "max": "min"}
_TWINS_BOTH: Final = {**_TWINS, **{b: a for a, b in _TWINS.items()}}
_OUTCOMES: Final = {
    "OPPFYLT": "BRUTT",
    "BRUTT": "OPPFYLT",
    "UAVKLART": "BRUTT",
    "IKKE_AKTUELL": "OPPFYLT",
}
_TESTS: Final = (ast.If, ast.IfExp, ast.While)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault. `navn` says where and what without line numbers, so that it stays its name."""

    navn: str
    kode: CodeType


def mutanter(kilde: str, fil: str, start: str | None) -> Iterator[Mutant]:
    """Every mutant of the module's source; `start` is the function to begin at.

    None begins at each function that gives a verdict.
    """
    tre = ast.parse(kilde, fil)
    sett: dict[str, int] = {}
    for navn, del_ in _naaelige(tre, start):
        for beskrivelse in _endringer(del_):
            hele = f"{navn}: {beskrivelse}"
            nr = sett[hele] = sett.get(hele, 0) + 1
            yield Mutant(
                f"{hele} ({nr})" if nr > 1 else hele,
                compile(ast.fix_missing_locations(tre), fil, "exec"),
            )


def _naaelige(tre: ast.Module, start: str | None) -> list[tuple[str, ast.FunctionDef | ast.Assign]]:
    """Functions and constants of the module that `start` uses, itself among them.

    A constant that is a sentence (`Tekst`) is left out: the translations are held elsewhere.
    """
    alle: dict[str, ast.FunctionDef | ast.Assign] = {}
    for setning in tre.body:
        if isinstance(setning, ast.FunctionDef):
            alle[setning.name] = setning
        elif (
            isinstance(setning, ast.Assign)
            and isinstance(setning.targets[0], ast.Name)
            and "Tekst(" not in ast.unparse(setning.value)
        ):
            alle[setning.targets[0].id] = setning
    koe = [start] if start else [n for n, d in alle.items() if _vurderer(d)]
    naadd: set[str] = set()
    while koe:
        navn = koe.pop()
        if navn in alle and navn not in naadd:
            naadd.add(navn)
            koe += [n.id for n in ast.walk(alle[navn]) if isinstance(n, ast.Name)]
    return [(navn, del_) for navn, del_ in alle.items() if navn in naadd]


def _vurderer(del_: ast.AST) -> bool:
    return (
        isinstance(del_, ast.FunctionDef)
        and isinstance(del_.returns, ast.Name)
        and del_.returns.id == "Vurdering"
    )


def _endringer(del_: ast.FunctionDef | ast.Assign) -> Iterator[str]:
    """Makes each change in place, yields what was changed, and puts it back."""
    for foreldre, felt, nr, node in list(_noder(del_)):
        for ny in _alternativer(node, _vurderer(del_)):
            foer, etter = _kort(ast.unparse(node)), _kort(ast.unparse(ny))
            _sett(foreldre, felt, nr, ny)
            yield f"{foer} → {etter}"
            _sett(foreldre, felt, nr, node)


def _noder(rot: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Every node below `rot` with its place in its parent; annotations and texts left out."""
    for felt, verdi in ast.iter_fields(rot):
        if felt in ("args", "annotation", "returns", "ctx", "targets", "decorator_list") and not (
            felt == "args" and isinstance(rot, ast.Call)
        ):
            continue
        barn: list[tuple[int | None, Any]] = (
            list(enumerate(verdi)) if isinstance(verdi, list) else [(None, verdi)]
        )
        for nr, node in barn:
            if isinstance(node, ast.AST) and not _er_tekst(node):
                yield rot, felt, nr, node
                yield from _noder(node)


def _er_tekst(node: ast.AST) -> bool:
    """A docstring or a sentence put together for a reader."""
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _alternativer(node: ast.AST, vurderer: bool) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, operatorer, ledd):
            for nr, operator in enumerate(operatorer):
                for annen in _COMPARE[type(operator)]:
                    yield ast.Compare(left, _byttet(operatorer, nr, annen()), ledd)
        case ast.BoolOp(operator, ledd):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), ledd)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(venstre, operator, hoeyre) if type(operator) in _ARITHMETIC:
            yield ast.BinOp(venstre, _ARITHMETIC[type(operator)](), hoeyre)
        case ast.Constant(verdi):
            yield from (ast.Constant(annen) for annen in _forskjoevet(verdi))
        case ast.Name(navn) if navn in _TWINS_BOTH:
            yield ast.Name(_TWINS_BOTH[navn], ast.Load())
        case ast.Attribute(ast.Name("Utfall"), utfall) if utfall in _OUTCOMES:
            yield ast.Attribute(ast.Name("Utfall", ast.Load()), _OUTCOMES[utfall], ast.Load())
        case ast.Return(verdi) if verdi is not None:
            yield from _returer(verdi, vurderer)
    if isinstance(node, _TESTS) and not isinstance(node.test, (ast.Compare, ast.BoolOp)):
        yield from _omvendt(node)


def _returer(verdi: ast.expr, vurderer: bool) -> Iterator[ast.AST]:
    if not vurderer:
        if not (isinstance(verdi, ast.Constant) and verdi.value is None):
            yield ast.Return(ast.Constant(None))
        return
    for svar in SVAR:
        if not (isinstance(verdi, ast.Call) and ast.unparse(verdi) == f"{svar}()"):
            yield ast.Return(ast.Call(ast.Name(f"_m_{svar}", ast.Load()), [], []))


def _omvendt(node: Any) -> Iterator[ast.AST]:
    """The test turned round; one that is already turned is dealt with where the `not` stands."""
    if isinstance(node.test, ast.UnaryOp) and isinstance(node.test.op, ast.Not):
        return
    felter = {navn: verdi for navn, verdi in ast.iter_fields(node) if navn != "test"}
    yield type(node)(test=ast.UnaryOp(ast.Not(), node.test), **felter)


def _forskjoevet(verdi: object) -> Iterator[Any]:
    if isinstance(verdi, bool):
        yield not verdi
    elif isinstance(verdi, int):
        yield from (verdi - 1, verdi + 1)
    elif isinstance(verdi, str):
        yield from tall_ved_siden_av(verdi) or (verdi + "·",)


def tall_ved_siden_av(tekst: str) -> tuple[str, ...]:
    """The numbers one unit of the last digit below and above; empty when it is no number.

    >>> tall_ved_siden_av("4.0"), tall_ved_siden_av("BYA")
    (('3.9', '4.1'), ())
    """
    try:
        tall = Decimal(tekst)
    except InvalidOperation:
        return ()
    if not tall.is_finite():
        return ()
    enhet = Decimal(1).scaleb(min(int(tall.as_tuple().exponent), 0))
    return str(tall - enhet), str(tall + enhet)


def _byttet(liste: list[ast.cmpop], nr: int, ny: ast.cmpop) -> list[ast.cmpop]:
    return [*liste[:nr], ny, *liste[nr + 1 :]]


def _sett(foreldre: ast.AST, felt: str, nr: int | None, node: ast.AST) -> None:
    if nr is None:
        setattr(foreldre, felt, node)
    else:
        getattr(foreldre, felt)[nr] = node


def _kort(kode: str) -> str:
    """Long statements by their first line: the name must be readable in a list."""
    linje = " ".join(kode.split("\n")[0].split())
    return linje if len(linje) <= 90 else linje[:89] + "…"
