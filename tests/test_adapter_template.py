"""A newcomer who follows adapters/README.md has a passing adapter from a copy of the template."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def recipe() -> list[str]:
    """The commands of the first shell block in adapters/README.md."""
    page = (ROOT / "adapters" / "README.md").read_text("utf-8")
    block = re.search(r"```sh\n(.*?)```", page, re.DOTALL)
    assert block is not None, "adapters/README.md has lost its shell block"
    return [line.strip() for line in block[1].splitlines() if line.strip()]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the README's commands have been run, all but the tests."""
    home = tmp_path_factory.mktemp("newcomer")
    (home / "adapters").mkdir()
    (home / "adapters" / "template").symlink_to(ROOT / "adapters" / "template")
    *steps, install, test = recipe()
    assert install.startswith("pip install ")
    assert install.endswith(" -e .")
    assert test == "pytest tests"
    pip = f"{sys.executable} -m {install[: -len('-e .')]} --target {home / 'site'} --quiet ."
    # The copy must be one of files, not of the link that stands in for the checkout.
    script = "\n".join(["set -e", *steps, pip]).replace("cp -r ", "cp -rL ")
    done = subprocess.run(
        ["bash", "-c", script], cwd=home, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return home


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=home / "adapters" / "ours",
        env={**os.environ, "PYTHONPATH": str(home / "site")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_copy_passes_the_whole_contract_as_it_is(home: Path) -> None:
    done = run(home, "-m", "pytest", "tests", "-q", "-p", "no:cacheprovider")
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None
    assert int(passed[1]) > 30


def test_the_copy_is_found_under_its_new_name_and_nothing_of_the_old_one_is_left(
    home: Path,
) -> None:
    code = "from byggsak.archive import registry; print(registry.installed()['ours'].value)"
    assert run(home, "-c", code).stdout.strip() == "byggsak_archive_ours:create"
    for file in sorted((home / "adapters" / "ours").rglob("*")):
        if file.suffix in (".py", ".toml") and "build" not in file.parts:
            assert "template" not in file.read_text("utf-8").lower(), file
    assert not list((home / "adapters" / "ours").rglob("*.bak"))
