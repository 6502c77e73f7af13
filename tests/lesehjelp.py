"""What the tests of reports for readers share: an HTML page taken apart, and a real browser."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

TOMME = frozenset({"meta", "br", "hr", "img", "input", "link"})


@dataclass
class Side(HTMLParser):
    """Elements in order as (name, attributes, text inside), and whether every tag was closed."""

    elementer: list[tuple[str, dict[str, str | None], list[str]]] = field(default_factory=list)
    aapne: list[int] = field(default_factory=list)
    feil: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({navn for navn, _ in attrs}) != len(attrs):
            self.feil.append(f"<{tag}> has an attribute twice")
        self.elementer.append((tag, dict(attrs), []))
        if tag not in TOMME:
            self.aapne.append(len(self.elementer) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementer.append((tag, dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        if not self.aapne or self.elementer[self.aapne[-1]][0] != tag:
            self.feil.append(f"</{tag}> closes nothing")
        else:
            self.aapne.pop()

    def handle_data(self, data: str) -> None:
        for nr in self.aapne:
            self.elementer[nr][2].append(data)

    def alle(self, *navn: str) -> list[tuple[str, dict[str, str | None], str]]:
        return [(n, a, "".join(t).strip()) for n, a, t in self.elementer if n in navn]

    def ider(self) -> list[str]:
        return [a["id"] or "" for _, a, _ in self.elementer if "id" in a]


def side(html: str) -> Side:
    ut = Side()
    ut.feed(html)
    ut.close()
    assert not ut.feil, ut.feil
    assert not ut.aapne, [ut.elementer[nr][0] for nr in ut.aapne]
    return ut


def chromium() -> str:
    """A browser to look at pages with; the test is skipped where there is none."""
    for navn in ("chromium", "chromium-browser", "google-chrome"):
        if sti := shutil.which(navn):
            return sti
    pytest.skip("no chromium on this machine to open the page in")


def aapne(adresse: str, mappe: Path, *valg: str) -> subprocess.CompletedProcess[str]:
    """The page in a headless browser of its own."""
    rot = ["--no-sandbox"] if os.geteuid() == 0 else []
    svar = subprocess.run(
        [
            chromium(),
            "--headless",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--no-first-run",
            f"--user-data-dir={mappe / 'profil'}",
            "--virtual-time-budget=3000",
            *rot,
            *valg,
            adresse,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert svar.returncode == 0, svar.stderr[-2000:]
    return svar
