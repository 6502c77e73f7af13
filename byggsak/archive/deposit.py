"""What is asked for in a deposit (arkivuttrekk), and what a verifier says about one: every check by
name, and every fault.

The shape is that of the report about an application: `dekning` names each check with its outcome,
so that nothing was skipped in silence, and `funn` says what is wrong, where, and what to do. Texts
name units by systemID, never by title: a report is read by people who may not see the titles.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from byggsak.domain.funn import Alvorlighet, Utfall


class Package(StrEnum):
    """How a deposit is handed over: as a folder, or packed."""

    FOLDER = "mappe"
    DIAS_SIP = "dias"


@dataclass(frozen=True, kw_only=True)
class DepositOrder:
    """Which closed cases a deposit holds: all of them, when nothing is said (whole).

    `closed_from` and `closed_to` are Norwegian days, both included; `only_new` takes those that
    are in no deposit written before (incremental). `at` is when a package says it was made.
    """

    closed_from: date | None = None
    closed_to: date | None = None
    only_new: bool = False
    package: Package = Package.FOLDER
    at: datetime | None = None

    def wants(self, closed: date, *, deposited: bool) -> bool:
        """Whether a case that was closed on the day belongs in the deposit.

        >>> DepositOrder(closed_from=date(2026, 1, 1)).wants(date(2025, 12, 31), deposited=False)
        False
        """
        if self.only_new and deposited:
            return False
        after = self.closed_from is None or self.closed_from <= closed
        return after and (self.closed_to is None or closed <= self.closed_to)


@dataclass(frozen=True, kw_only=True)
class Deposited:
    """What was written. `left` closed cases are in no deposit yet, this one counted."""

    path: Path
    cases: int
    entries: int
    documents: int
    left: int


class DepositResult(StrEnum):
    """`avvist`: it cannot be read as a deposit. `uavklart`: no error, but something was not
    checked."""

    GODKJENT = "godkjent"
    MANGLER = "mangler"
    UAVKLART = "uavklart"
    AVVIST = "avvist"


@dataclass(frozen=True, kw_only=True)
class DepositFinding:
    """One fault. `line` counts from 1; `system_id` names the unit it is about."""

    check: str
    severity: Alvorlighet
    message: str
    advice: str = ""
    file: str = ""
    line: int | None = None
    system_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class DepositCheck:
    """One check and its outcome. `count` things were looked at; `reason` says why it is open."""

    id: str
    title: str
    outcome: Utfall
    count: int = 0
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SchemaPair:
    """An XML file of the deposit and the name of the schema that it says it obeys."""

    file: str
    schema: str


@dataclass(frozen=True, kw_only=True)
class OpenedDeposit:
    """A deposit that was packed. `folder` is None when none could be unpacked; `checks` and
    `findings` are about the package. The files of `schemas` are whole paths, and `schema_check` is
    the check that whoever has a schema validator carries out on them."""

    folder: Path | None
    checks: tuple[DepositCheck, ...] = ()
    findings: tuple[DepositFinding, ...] = ()
    schemas: tuple[SchemaPair, ...] = ()
    schema_check: str = ""


@dataclass(frozen=True, kw_only=True)
class DepositReport:
    """The whole answer. `unreadable` means that reading had to stop. `schemas` are the pairs that
    someone with a schema validator may check: a verifier itself need not have one."""

    deposit: str
    standard: str
    checks: tuple[DepositCheck, ...]
    findings: tuple[DepositFinding, ...]
    unreadable: bool = False
    schemas: tuple[SchemaPair, ...] = ()

    @property
    def result(self) -> DepositResult:
        if self.unreadable:
            return DepositResult.AVVIST
        if any(one.severity is Alvorlighet.FEIL for one in self.findings):
            return DepositResult.MANGLER
        if any(one.outcome is Utfall.UAVKLART for one in self.checks):
            return DepositResult.UAVKLART
        return DepositResult.GODKJENT

    def with_check(
        self, check: DepositCheck, findings: tuple[DepositFinding, ...]
    ) -> "DepositReport":
        """The report with one check carried out after all, in its place in the list."""
        checks = tuple(check if one.id == check.id else one for one in self.checks)
        kept = tuple(one for one in self.findings if one.check != check.id)
        return replace(self, checks=checks, findings=(*kept, *findings))


def as_json(report: DepositReport) -> dict[str, Any]:
    """The report as JSON values."""
    outcomes = Counter(check.outcome for check in report.checks)
    return {
        "uttrekk": report.deposit,
        "standard": report.standard,
        "resultat": report.result.value,
        "antall": {outcome.value: outcomes[outcome] for outcome in Utfall},
        "dekning": [
            {
                "regel": check.id,
                "tittel": check.title,
                "utfall": check.outcome.value,
                "antall": check.count,
                "grunn": check.reason or None,
            }
            for check in report.checks
        ],
        "funn": [
            {
                "regel": one.check,
                "utfall": Utfall.BRUTT.value,
                "alvorlighet": one.severity.value,
                "melding": one.message,
                "raad": one.advice,
                "sted": {"fil": one.file, "linje": one.line, "system_id": one.system_id},
            }
            for one in report.findings
        ],
    }


def as_text(report: DepositReport) -> str:
    """The report for a person: result, faults, what was not checked, and the count of the rest."""
    errors = sum(one.severity is Alvorlighet.FEIL for one in report.findings)
    lines = [
        f"{report.deposit} ({report.standard}): {report.result}",
        f"{errors} feil, {len(report.findings) - errors} advarsler",
    ]
    for one in report.findings:
        place = f"{one.file}{f':{one.line}' if one.line else ''}"
        unit = f" [{one.system_id}]" if one.system_id else ""
        lines.append(f"  {one.severity} {one.check} {place}{unit}: {one.message}")
        if one.advice:
            lines.append(f"      {one.advice}")
    for reason in dict.fromkeys(c.reason for c in report.checks if c.outcome is Utfall.UAVKLART):
        names = [c.id for c in report.checks if c.outcome is Utfall.UAVKLART and c.reason == reason]
        lines.append(f"ikke kontrollert ({len(names)}): {', '.join(names)}: {reason}")
    for outcome in (Utfall.OPPFYLT, Utfall.IKKE_AKTUELL):
        names = [check.id for check in report.checks if check.outcome is outcome]
        lines.append(f"{outcome} ({len(names)}): {', '.join(names)}")
    return "\n".join(lines)
