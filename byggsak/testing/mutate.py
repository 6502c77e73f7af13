"""Rules tested against themselves: one fault at a time, which the rule's own examples must notice.

`python -m byggsak.testing.mutate` tries every rule of the registered packages;
`python -m byggsak.testing.mutate pbl-29-4` those whose id begins so, with every survivor named.

A mutant is killed when some example of the rule gets another outcome, or another sentence than the
page for jurists (`rules/README.md`, which tests hold fresh) shows for it. Numbers of `krav.toml`
are shifted by one unit of their last digit; code lists lose an entry. A date is shifted by a day
and must then no longer be a day on which the law changed (`lovendringer.toml`).

A survivor that cannot be killed stands in `overlevende.toml` beside the page, under the rule's id,
with the reason. Exit code 1: a survivor without a reason, or a reason without a survivor.
"""

from __future__ import annotations

import argparse
import inspect
import signal
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final

from byggsak.domain.facts import Gjenstand
from byggsak.rule import verdict
from byggsak.rule.catalogue import Katalog, Regelfil
from byggsak.rule.docs import sti
from byggsak.rule.examples import eksempelsvar
from byggsak.rule.unit import EnRegel
from byggsak.testing.mutants import SVAR, mutanter, tall_ved_siden_av

OVERLEVENDE: Final = "overlevende.toml"
_KORT_LISTE: Final = 6
_SEKUNDER: Final = 2.0


@dataclass
class Resultat:
    """What happened to one rule's mutants; `overlevde` are the names of those nobody noticed."""

    regel: str
    antall: int = 0
    overlevde: list[str] = field(default_factory=list)

    @property
    def andel(self) -> float:
        return 1.0 if not self.antall else 1 - len(self.overlevde) / self.antall


def proev_alle(katalog: Katalog, valgte: Sequence[Regelfil]) -> Iterator[Resultat]:
    """Each rule, and last each module that the rules share, which any of them may kill."""
    felles: dict[str, list[Regelfil]] = {}
    for fil in valgte:
        yield proev_regel(katalog, fil)
        for modul in _delte_moduler(katalog, fil):
            felles.setdefault(modul, []).append(fil)
    for modul, filer in sorted(felles.items()):
        yield _proev_delt(katalog, modul, filer)


def proev_regel(katalog: Katalog, fil: Regelfil) -> Resultat:
    """Every mutant of the rule's code, numbers and dates against the rule's examples."""
    resultat, regel = Resultat(_navn(katalog, fil)), fil.regel
    modul, grupper = sys.modules[fil.modul], _grupper(katalog, regel)
    fasit = _svarene(regel, regel.vurder, grupper)
    for mutant in mutanter(inspect.getsource(modul), fil.modul, regel.vurder.__name__):
        try:
            vurder = _utfoert(modul, mutant.kode)[regel.vurder.__name__]
        except Exception:  # noqa: BLE001 - a module that cannot be loaded is refused at once
            _foer(resultat, mutant.navn, True)
            continue
        _foer(resultat, mutant.navn, _svarene(regel, vurder, grupper) != fasit)
    for gruppe in grupper:
        foer = "" if gruppe.nyeste else f"{gruppe.dato}: "
        svarene = _svarene(regel, regel.vurder, [gruppe])
        for navn, krav in _andre_krav(gruppe.krav):
            annen = [replace(gruppe, krav=krav)]
            _foer(resultat, foer + navn, _svarene(regel, regel.vurder, annen) != svarene)
    for navn, drept in [*_tall_uten_eksempel(katalog, fil, grupper), *_andre_datoer(katalog, fil)]:
        _foer(resultat, navn, drept)
    return resultat


@dataclass(frozen=True)
class _Gruppe:
    """The examples stated for one day, with the numbers of that day."""

    dato: date
    nyeste: bool
    krav: Any
    gjenstander: tuple[Gjenstand, ...]


def _grupper(katalog: Katalog, regel: EnRegel) -> list[_Gruppe]:
    return [
        _Gruppe(
            dato,
            eksempler is regel.eksempler,
            katalog.krav(regel, dato),
            tuple(gjenstand for _, _, gjenstand in eksempler.alle()),
        )
        for dato, eksempler in regel.eksempler.paa_dato(katalog.nyeste_dato(regel))
    ]


def _proev_delt(katalog: Katalog, modulnavn: str, filer: Sequence[Regelfil]) -> Resultat:
    """A module without a rule: its mutants must be noticed by a rule that uses it."""
    resultat, modul = Resultat(modulnavn), sys.modules[modulnavn]
    fasit = [(f, g, _svarene(f.regel, f.regel.vurder, g))
             for f in filer for g in [_grupper(katalog, f.regel)]]  # fmt: skip
    for mutant in mutanter(inspect.getsource(modul), modulnavn, None):
        mutert = ModuleType(modulnavn)
        mutert.__dict__.update(_utfoert(modul, mutant.kode))
        sys.modules[modulnavn] = mutert
        try:
            drept = any(
                _svarene(f.regel, _paa_nytt(f), grupper) != svar for f, grupper, svar in fasit
            )
        finally:
            sys.modules[modulnavn] = modul
        _foer(resultat, mutant.navn, drept)
    return resultat


def _foer(resultat: Resultat, navn: str, drept: bool) -> None:
    resultat.antall += 1
    if not drept:
        resultat.overlevde.append(navn)


def _utfoert(modul: ModuleType, kode: CodeType) -> dict[str, Any]:
    navnerom: dict[str, Any] = {"__name__": modul.__name__, "__file__": modul.__file__}
    for svar in SVAR:
        bygg = getattr(verdict, svar)
        navnerom[f"_m_{svar}"] = bygg if svar in ("oppfylt", "brutt") else lambda b=bygg: b("·")
    exec(kode, navnerom)  # noqa: S102 - the rule's own source with one fault in it
    return navnerom


def _paa_nytt(fil: Regelfil) -> Any:
    """`vurder` of the rule, its module run again so that it imports what stands there now."""
    modul = sys.modules[fil.modul]
    kode = compile(inspect.getsource(modul), fil.modul, "exec")
    return _utfoert(modul, kode)[fil.regel.vurder.__name__]


def _svarene(regel: EnRegel, vurder: Any, grupper: Sequence[_Gruppe]) -> list[tuple[str, ...]]:
    """(outcome, sentence, numbers) of every example; what the rule raises is an answer too."""
    mutert = replace(regel, vurder=vurder)
    return [_ett_svar(mutert, g, gruppe.krav) for gruppe in grupper for g in gruppe.gjenstander]


def _ett_svar(regel: EnRegel, gjenstand: Gjenstand, krav: Any) -> tuple[str, ...]:
    try:
        with _tidsgrense():
            return eksempelsvar(regel, gjenstand, krav)
    except Exception as feil:  # noqa: BLE001 - a mutant may do anything at all
        return ("krasjet", type(feil).__name__)


@contextmanager
def _tidsgrense() -> Iterator[None]:
    """A mutant that never answers is stopped; only the main thread can be."""

    def stopp(*_: object) -> None:
        raise TimeoutError

    try:
        foer = signal.signal(signal.SIGALRM, stopp)
    except ValueError:
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, _SEKUNDER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, foer)


def _andre_krav(krav: Any) -> Iterator[tuple[str, Any]]:
    """The rule's numbers with one of them changed."""
    for navn in type(krav).__dataclass_fields__:
        verdi = getattr(krav, navn)
        for annen in _andre_verdier(verdi):
            yield f"krav.{navn}: {_vis(verdi)} → {_vis(annen)}", replace(krav, **{navn: annen})


def _andre_verdier(verdi: Any) -> Iterator[Any]:
    match verdi:
        case bool():
            yield not verdi
        case int():
            yield from (verdi - 1, verdi + 1)
        case Decimal():
            yield from map(Decimal, tall_ved_siden_av(str(verdi)))
        case date():
            yield from (verdi - timedelta(days=1), verdi + timedelta(days=1))
        case str():
            yield verdi + "·"
        case tuple() | frozenset():
            ledd = list(verdi) if isinstance(verdi, tuple) else sorted(verdi)
            for ett in ledd if len(ledd) <= _KORT_LISTE else ledd[:1]:
                yield type(verdi)(annet for annet in ledd if annet != ett)


def _vis(verdi: Any) -> str:
    if isinstance(verdi, tuple | frozenset):
        ledd = list(verdi) if isinstance(verdi, tuple) else sorted(verdi)
        vist = ", ".join(str(ett) for ett in ledd[:_KORT_LISTE])
        return f"[{vist}{', …' if len(ledd) > _KORT_LISTE else ''}]"
    return str(verdi)


def _tall_uten_eksempel(
    katalog: Katalog, fil: Regelfil, grupper: Sequence[_Gruppe]
) -> Iterator[tuple[str, bool]]:
    """Each number in force in the rule's time, and whether an example is stated for its time."""
    for navn, rekke in katalog.tall(fil.regel).items():
        spurt = {rekke.paa(gruppe.dato) for gruppe in grupper}
        for nr, tall in enumerate(rekke.verdier):
            neste = rekke.verdier[nr + 1].fra if nr + 1 < len(rekke.verdier) else date.max
            gjaldt = neste > fil.regel.gjelder_fra and tall.verdi is not None
            til = fil.regel.gjelder_til
            if gjaldt and (til is None or tall.fra < til):
                yield f"krav.{navn} fra {tall.fra}: ingen eksempler", tall in spurt


def _andre_datoer(katalog: Katalog, fil: Regelfil) -> Iterator[tuple[str, bool]]:
    """(what was shifted, whether the law is known not to have changed on that day)."""
    regel, kjente = fil.regel, {e.dato for e in katalog.lovendringer}
    datoer: dict[str, date | None] = {
        f"gjelder_fra {regel.gjelder_fra}": regel.gjelder_fra,
        f"gjelder_til {regel.gjelder_til}": regel.gjelder_til,
    }
    for navn, rekke in katalog.tall(regel).items():
        datoer |= {f"krav.{navn} fra {tall.fra}": tall.fra for tall in rekke.verdier}
    for navn, dato in datoer.items():
        if dato is None:
            continue
        for annen in (dato - timedelta(days=1), dato + timedelta(days=1)):
            yield f"{navn} → {annen}", annen not in kjente


def _delte_moduler(katalog: Katalog, fil: Regelfil) -> list[str]:
    """Modules of the package that the rule imports from and that are no rule's own."""
    rot = fil.modul.partition(".")[0] + "."
    regler = {f.modul for f in katalog.filer}
    moduler = {
        getattr(verdi, "__module__", "") for verdi in vars(sys.modules[fil.modul]).values()
        if inspect.isfunction(verdi)
    }  # fmt: skip
    return sorted(m for m in moduler if m.startswith(rot) and m not in regler)


def _navn(katalog: Katalog, fil: Regelfil) -> str:
    """The rule's id; with its first day when the rule has several versions."""
    flere = sum(f.regel.id == fil.regel.id for f in katalog.filer) > 1
    return f"{fil.regel.id} {fil.regel.gjelder_fra}" if flere else fil.regel.id


def les_overlevende(fil: Path) -> dict[str, dict[str, str]]:
    """rule -> name of mutant -> why it cannot be killed."""
    return tomllib.loads(fil.read_text("utf-8")) if fil.exists() else {}


def uenighet(
    resultat: Resultat, forklart: Mapping[str, Mapping[str, str]]
) -> tuple[list[str], list[str]]:
    """(survivors nobody has explained, explanations of what did not survive)."""
    grunner = forklart.get(resultat.regel, {})
    uforklart = [navn for navn in resultat.overlevde if not grunner.get(navn, "").strip()]
    return uforklart, [navn for navn in grunner if navn not in resultat.overlevde]


def main(argumenter: Sequence[str]) -> int:
    leser = argparse.ArgumentParser(description=__doc__)
    leser.add_argument("regel", nargs="*", help="the beginning of rule ids; none: all")
    leser.add_argument("--overlevende", type=Path, help=f"default: {OVERLEVENDE} beside the page")
    valgt = leser.parse_args(argumenter)
    katalog = Katalog.last()
    filer = [f for f in katalog.filer
             if not valgt.regel or f.regel.id.startswith(tuple(valgt.regel))]  # fmt: skip
    forklart = les_overlevende(valgt.overlevende or sti().with_name(OVERLEVENDE))
    start, feil, antall, drept = time.monotonic(), 0, 0, 0
    for resultat in proev_alle(katalog, filer):
        uforklart, foreldet = uenighet(resultat, forklart)
        if valgt.regel and "." in resultat.regel:
            foreldet = uforklart = []  # other rules may notice what these do not
        antall, drept = antall + resultat.antall, drept + resultat.antall - len(resultat.overlevde)
        kjente = len(resultat.overlevde) - len(uforklart)
        ekstra = f", {kjente} explained" if kjente else ""
        print(f"{resultat.andel:6.1%} of {resultat.antall:4d}  {resultat.regel}{ekstra}")
        feil += len(uforklart) + len(foreldet)
        print("".join(f"        survived: {navn}\n" for navn in uforklart), end="")
        print("".join(f"        explained, but killed: {navn}\n" for navn in foreldet), end="")
    print(f"{drept} of {antall} mutants killed in {time.monotonic() - start:.1f} s")
    return 1 if feil else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
