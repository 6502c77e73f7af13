"""The contract suite bites: each way of being a bad archive fails the test that names the fault."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.bad_archives import CAUGHT_BY, GOOD

ROOT = Path(__file__).parents[1]
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
FILE = "tests/bad_archives.py"


@pytest.fixture(scope="module")
def failures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Archive -> the tests it failed. The good ones run every test, the bad ones their own."""
    report = tmp_path_factory.mktemp("bites") / "report.xml"
    wanted = [f"{FILE}::Test{good.__name__}" for good in GOOD]
    wanted += [f"{FILE}::Test{bad}::{test}" for bad, test in CAUGHT_BY.items()]
    subprocess.run(
        [*PYTEST, f"--junitxml={report}", *wanted],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    failed: dict[str, set[str]] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        name = case.attrib["classname"].rpartition(".")[2].removeprefix("Test")
        bad = case.find("failure") is not None or case.find("error") is not None
        failed.setdefault(name, set()).update([case.attrib["name"].partition("[")[0]] * bad)
    return failed


@pytest.mark.parametrize("good", GOOD, ids=lambda archive: archive.__name__)
def test_a_good_archive_passes(good: type, failures: dict[str, set[str]]) -> None:
    assert failures[good.__name__] == set()


@pytest.mark.parametrize(("bad", "test"), CAUGHT_BY.items(), ids=CAUGHT_BY)
def test_a_bad_archive_fails_the_test_that_names_its_fault(
    bad: str, test: str, failures: dict[str, set[str]]
) -> None:
    assert failures[bad] == {test}
