"""The house rules: who may import whom, and which room holds which library."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

MAY_IMPORT = {
    "domain": set(),
    "rule": {"domain"},
    "xml": {"domain"},
    "geometry": {"domain", "xml"},
    "registre": {"domain"},
    "vedlegg": {"domain"},
    "facts": {"domain", "rule", "xml", "geometry", "vedlegg", "registre"},
    "utvei": {"domain", "rule", "geometry", "facts"},
    "case": {"domain", "rule"},
    "archive": {"domain"},
    "store": {"domain", "rule", "case", "archive", "geometry"},
    "services": {
        "domain",
        "rule",
        "xml",
        "geometry",
        "registre",
        "facts",
        "utvei",
        "vedlegg",
        "case",
        "archive",
        "store",
        "jobs",
    },
    "testing": {"domain", "rule", "archive"},
    "jobs": {"domain", "archive"},
}
"""Room of the house -> rooms it may import (its own always). `store` takes from `geometry` only
what turns map objects into rows; nothing imports upwards."""

ONLY_IN = {
    "lxml": {"xml"},
    "xmlschema": {"xml"},
    "shapely": {"geometry"},
    "pyproj": {"geometry"},
    "pyogrio": {"geometry"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "dbos": {"jobs"},
    "httpx": {"registre"},
    "typer": {"cli"},
    "typst": {"services", "testing"},
    "jinja2": {"rule"},
    "fastapi": set(),
}
FACES = {"cli", "demo", "generated"}
LEAVES = {"byggsak_rules", "byggsak_api", "byggsak_schemas", "byggsak_archive"}


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module or "")
    return found


def room(file: Path) -> str:
    part = file.relative_to(ROOT / "byggsak").parts[0]
    name = part.removesuffix(".py")
    return "cli" if name.startswith("cli") else name


ENGINE = sorted((ROOT / "byggsak").rglob("*.py"))


@pytest.mark.parametrize("file", ENGINE, ids=lambda f: str(f.relative_to(ROOT)))
def test_the_engine_imports_only_downwards(file: Path) -> None:
    here = room(file)
    for name in imports(file):
        top, _, rest = name.partition(".")
        assert not any(top.startswith(leaf) for leaf in LEAVES), f"{file} imports the leaf {name}"
        if top in ONLY_IN and here not in FACES - {"cli"}:
            assert here in ONLY_IN[top], f"{file}: {top} belongs in {ONLY_IN[top] or 'the API'}"
        if top == "byggsak" and rest and here in MAY_IMPORT:
            there = rest.split(".")[0]
            assert there == here or there in MAY_IMPORT[here], f"{here} may not import {there}"


@pytest.mark.parametrize(
    ("folder", "allowed"),
    [
        ("rules/byggsak_rules", {"rule", "domain"}),
        ("api/byggsak_api", {"services", "store", "rule", "case", "domain", "archive", "geometry"}),
        ("adapters", {"archive", "testing", "domain"}),
    ],
)
def test_the_outer_folders_take_only_what_is_theirs(folder: str, allowed: set[str]) -> None:
    for file in (ROOT / folder).rglob("*.py"):
        for name in imports(file):
            top, _, rest = name.partition(".")
            if top == "byggsak" and rest:
                assert rest.split(".")[0] in allowed, f"{file} may not import {name}"


def test_the_case_is_pure() -> None:
    forbidden = {"os", "pathlib", "io", "time", "random", "socket", "subprocess", "structlog"}
    for file in (ROOT / "byggsak" / "case").rglob("*.py"):
        if file.name == "diagram.py":  # writes the generated diagram to disk
            continue
        assert not {n.partition(".")[0] for n in imports(file)} & forbidden, file


def test_only_the_edges_read_the_clock() -> None:
    clocks = {("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("time", "time")}
    edges = {"cli", "demo"}
    for file in [*ENGINE, *(ROOT / "rules").rglob("*.py")]:
        if file.is_relative_to(ROOT / "byggsak") and (
            room(file) in edges or file.name in {"jobs.py", "worker.py"}
        ):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert (node.value.id, node.attr) not in clocks, f"{file}:{node.lineno}"
