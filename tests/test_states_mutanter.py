"""A guard that is removed is missed: a sample here, all with `python -m tests.mutate_guards`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.mutate_guards", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_sample_of_the_guards_is_missed_when_removed() -> None:
    answer = run("--sample", "3")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "3 of 3 guards are missed" in answer.stdout


def test_a_guard_that_no_test_looks_at_is_told() -> None:
    answer = run("--only", "fire_oeyne", "--tests", "tests/test_ordliste.py")
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "nobody misses fire_oeyne" in answer.stdout
