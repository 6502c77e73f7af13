"""The wheel holds what it should, and works where nothing else is installed."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT)
    return next(out.glob("byggsak-*.whl"))


def test_only_names_that_begin_with_byggsak_reach_site_packages(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert all(top.startswith("byggsak") for top in tops), tops
    assert {"byggsak", "byggsak_api", "byggsak_rules", "byggsak_schemas"} <= tops


def test_the_wheel_checks_an_application_in_a_clean_environment(
    wheel: Path, tmp_path: Path
) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    # The dependencies come from this environment, byggsak only from the wheel.
    zipfile.ZipFile(wheel).extractall(site)
    outside = Path(sysconfig.get_path("purelib"))
    borrowed = tmp_path / "borrowed"
    borrowed.mkdir()
    for entry in outside.iterdir():
        if "byggsak" not in entry.name.lower() and not entry.name.endswith(".pth"):
            (borrowed / entry.name).symlink_to(entry)
    (site / "borrowed.pth").write_text(f"{borrowed}\n", "utf-8")
    code = (
        "import byggsak, sys; from byggsak.cli import app; "
        "assert 'env' in byggsak.__file__, byggsak.__file__; "
        f"sys.argv = ['byggsak', 'check', {str(ROOT / 'fixtures/saker/enebolig-01-soeknad.xml')!r},"
        " '--date', '2026-06-01', '--format', 'json']; app()"
    )
    done = subprocess.run(
        [str(python), "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode in (1, 3), done.stderr
    assert '"dekning"' in done.stdout
