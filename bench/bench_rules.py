"""All rules over one application from kept facts, a hundred thousand of them, and one rule changed.

Field rows are left out: they read the form, not facts. A hundred thousand applications are two
hundred different ones in turn, kept as bytes by kind of thing, so each is read anew.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import resource
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

import structlog
from rich.console import Console
from rich.table import Table

from bench.bench_check import DATO, ROOT, submissions
from bench.measure import alternating
from byggsak.domain.facts import Gjenstand
from byggsak.facts.assemble import avled, samle
from byggsak.geometry.kartfil import les_kart
from byggsak.geometry.minnekart import Minnekart
from byggsak.rule import recheck
from byggsak.rule.catalogue import Katalog
from byggsak.rule.report import Kontrollrapport
from byggsak.services.kontroll import Motor, ankerdatoer, grunnlaget, les_alt

APPLICATIONS = int(os.environ.get("BENCH_APPLICATIONS", "100000"))
YEAR = 83_746
PROCESSES = 2
CHANGED = "pbl-29-4-avstand-nabogrense"
MET, BROKEN = Decimal("8"), Decimal("10.5")  # m instead of 4: the houses stand 10 m off


@dataclass(frozen=True)
class Kept:
    """One application as kept: its things as bytes by kind, and what its check said."""

    facts: recheck.Fakta
    derive: Any
    kinds: dict[type[Gjenstand], bytes]
    report: Kontrollrapport

    def everything(self) -> tuple[Gjenstand, ...]:
        return tuple(thing for kind in self.kinds.values() for thing in pickle.loads(kind))


def kept() -> tuple[Katalog, list[Kept]]:
    motor = Motor.last()
    rules = replace(motor.katalog, tabeller=(), _feltsett={}, _sist_spurt={})
    kommune = motor.katalog.kommune("9999")
    files = les_kart([ROOT / "fixtures" / "kart"], kommune.epsg, dato=DATO)
    plans = Minnekart.av_filer(files, kommune.epsg, [kommune.nummer])
    several = []
    for one in submissions():
        lest = les_alt(motor.katalog, one, None)
        assert lest.soeknad is not None
        dates = ankerdatoer(DATO)
        things = samle(grunnlaget(motor, lest, lest.soeknad, plans, dates))
        facts = recheck.Fakta(
            lest.soeknad.skjema, lest.soeknad.felt, tuple(things), dates, lest.kommune
        )
        derive = partial(avled, lest.soeknad)
        by_kind: defaultdict[type[Gjenstand], list[Gjenstand]] = defaultdict(list)
        for thing in things:
            by_kind[type(thing)].append(thing)
        several.append(
            Kept(
                facts,
                derive,
                {kind: pickle.dumps(all_, 5) for kind, all_ in by_kind.items()},
                recheck.alle_regler(rules, facts, avled=derive),
            )
        )
    return rules, several


def changed(rules: Katalog, limit: Decimal) -> Katalog:
    """The catalogue in which the law asks for another distance."""
    old = rules.regel(CHANGED, DATO)
    ask = old.vurder
    new = replace(old, vurder=lambda g, k: ask(g, replace(k, minste_avstand=limit)))
    return replace(
        rules,
        filer=tuple(replace(f, regel=new) if f.regel is old else f for f in rules.filer),
        _versjoner={
            all_[0].id: tuple(new if r is old else r for r in all_) for all_ in rules.versjoner()
        },
    )


def every_rule(rules: Katalog, one: Kept) -> Kontrollrapport:
    facts = replace(one.facts, gjenstander=one.everything())
    return recheck.alle_regler(rules, facts, avled=one.derive)


def one_rule(rules: Katalog, alone: Katalog, one: Kept) -> Kontrollrapport:
    """The changed rule about what it is about; all of them only where it says something else."""
    about = alone.regel(CHANGED, DATO).gjelder
    things = [
        thing
        for kind, data in one.kinds.items()
        if issubclass(kind, about)
        for thing in pickle.loads(data)
    ]
    facts = one.facts
    answer = recheck.svaret(alone, facts.skjema, things, facts.datoer, facts.kommune)
    if recheck.sier_det_samme(one.report, answer, CHANGED):
        return one.report
    return every_rule(rules, one)


def on_all_cores(work: Any, several: list[Kept]) -> tuple[float, float]:
    """Seconds for all the applications, shared between forked processes: by the clock, and of
    processor time (which does not grow when others use the machine)."""
    share = APPLICATIONS // PROCESSES

    def part() -> None:
        for number in range(share):
            work(several[number % len(several)])
        os._exit(0)

    context = multiprocessing.get_context("fork")
    start, used = time.perf_counter(), _children()
    processes = [context.Process(target=part) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    return time.perf_counter() - start, _children() - used


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def run(console: Console) -> Table:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    rules, several = kept()
    newer, worst = changed(rules, MET), changed(rules, BROKEN)
    alone, worst_alone = (recheck.bare_regelen(k, CHANGED) for k in (newer, worst))
    one = several[0]
    assert all(one_rule(newer, alone, k) is k.report for k in several)
    assert all(one_rule(worst, worst_alone, k) is not k.report for k in several)
    asked = sum(one.report.antall.values())
    timed = alternating(
        {
            "every rule, facts in memory": lambda: recheck.alle_regler(
                rules, one.facts, avled=one.derive
            ),
            "every rule, facts read": lambda: every_rule(rules, one),
            f"{CHANGED} alone, facts read": lambda: one_rule(newer, alone, one),
        }
    )
    table = Table(title=f"One application: {asked} evaluations")
    for column in ("what", "median ms", "p99 ms"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for t in timed.values():
        table.add_row(t.name, f"{t.median:.2f}", f"{t.p99:.2f}")
    console.print(table)
    many = Table(title=f"{APPLICATIONS:,} applications from kept facts, {PROCESSES} processes")
    for column in ("what", "seconds", "a second", f"a year ({YEAR:,}), s", "processor ms each"):
        many.add_column(column, justify="left" if column == "what" else "right")
    for name, work in (
        ("every rule again", partial(every_rule, rules)),
        ("one rule changed, no answer with it", partial(one_rule, newer, alone)),
        ("one rule changed, every answer with it", partial(one_rule, worst, worst_alone)),
    ):
        took, used = on_all_cores(work, several)
        rate = APPLICATIONS / took
        each = used / APPLICATIONS * 1e3
        many.add_row(name, f"{took:.0f}", f"{rate:.0f}", f"{YEAR / rate:.0f}", f"{each:.2f}")
    return many
