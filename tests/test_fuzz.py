"""A bounded run of the coverage-guided fuzzer; the long run's figures stand in tests/README.md."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_twenty_thousand_mutated_documents_crash_nothing_and_reach_no_network(
    tmp_path: Path,
) -> None:
    pytest.importorskip("atheris", reason="atheris has no wheel for this Python or platform")
    done = subprocess.run(
        [
            sys.executable,
            str(ROOT / "tests" / "fuzz" / "reader.py"),
            "-runs=20000",
            "-seed=1",
            f"-artifact_prefix={tmp_path}/",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert "Done 20000 runs" in done.stderr
