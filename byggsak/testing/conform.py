"""Runs the archive contract against an installed adapter, and says what came of each check."""

import platform
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from importlib.metadata import EntryPoint, version
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any

from byggsak.archive import registry
from byggsak.archive.errors import PermanentConfig
from byggsak.testing.certificate import Certificate, Check, Outcome

SUITE = Path(__file__).with_name("conform_suite.py")
_REASON = 300  # characters; a reason is a line for an operator, not a stack trace


class CannotConform(RuntimeError):
    """The suite could not be run at all. The message says what to do."""


def conform(name: str, options: Mapping[str, str], at: datetime) -> Certificate:
    """Run every test of the contract on the adapter `name`. It files some hundred objects, under
    keys of their own, and removes none of them: use a test archive.

    Raises CannotConform, or PermanentConfig when there is no such adapter or an option is wrong.
    """
    try:
        import pytest
    except ImportError as error:
        raise CannotConform(
            "The contract is a pytest suite, and pytest is not installed. "
            "Install it beside byggsak: pip install pytest."
        ) from error
    from byggsak.testing.archive_checks import Files  # which needs pytest itself

    adapter = registry.create(name, options, Files())
    capabilities = asdict(adapter.capabilities())
    run = _Run(name, options)
    arguments = [str(SUITE), "-p", "no:cacheprovider", "--rootdir", str(SUITE.parent), "-qq"]
    with redirect_stdout(StringIO()) as said:
        code = pytest.main([*arguments, "-c", "/dev/null"], plugins=[run])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) or not run.checks:
        raise CannotConform(f"The contract could not be run:\n{said.getvalue()[-2000:]}")
    point = registry.installed()[name]
    return Certificate(
        adapter=name,
        distribution=point.dist.name if point.dist else "",
        version=point.dist.version if point.dist else "",
        code_sha256=_code(point),
        contract_sha256=_sha256(sorted(SUITE.parent.glob("archive*.py"))),
        byggsak=version("byggsak"),
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        at=at,
        options=tuple(sorted(options)),
        capabilities=capabilities,
        checks=tuple(run.checks.values()),
    )


class _Run:
    """A pytest plugin: gives the suite its adapter, and remembers each outcome."""

    def __init__(self, name: str, options: Mapping[str, str]) -> None:
        self.name, self.options = name, options
        self.checks: dict[str, Check] = {}

    def pytest_configure(self, config: Any) -> None:
        config.byggsak_subject = (self.name, self.options)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.when != "call" and report.outcome == "passed":
            return  # set-up and tear-down count only when they fail or skip
        outcome = Outcome.FAILED
        if report.outcome != "failed":
            outcome = Outcome.SKIPPED if report.outcome == "skipped" else Outcome.PASSED
        name = report.nodeid.rpartition("::")[2]
        self.checks[name] = Check(
            name=name,
            outcome=outcome,
            reason=self._reason(report) if outcome is not Outcome.PASSED else "",
            seconds=round(report.duration, 3),
        )

    def _reason(self, report: Any) -> str:
        if report.outcome == "skipped":
            text = str(report.longrepr[2]).removeprefix("Skipped: ")
        else:
            crash = getattr(report.longrepr, "reprcrash", None)
            text = crash.message if crash is not None else str(report.longrepr)
        line = next((one for one in text.splitlines() if one.strip()), "")
        for option, value in self.options.items():
            if len(value) > 3:  # a certificate is passed on: no address, no password
                line = line.replace(value, f"‹{option}›")
        return line[:_REASON]


def _code(point: EntryPoint) -> str:
    """The hash of the adapter's own Python files, so that a certificate is about these."""
    package = find_spec(point.module.partition(".")[0])
    if package is None or not package.submodule_search_locations:
        raise PermanentConfig(f"{point.module} er ikke en pakke som kan leses.")
    return _sha256(sorted(Path(package.submodule_search_locations[0]).rglob("*.py")))


def _sha256(files: list[Path]) -> str:
    digest = sha256()
    for file in files:
        digest.update(f"{file.name}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit("Run it as: byggsak archive conform NAME")
