"""The list of forms that we read, as schemas/README.md: `python -m byggsak.xml.katalog --write`.

With `--check` it writes nothing and fails when the file is stale.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

from byggsak.xml.forms import Form, load_index, schema_folders

HEAD: Final = """# Schemas

What byggsak can read. The schemas are written by byggsak from published sample documents: every
element may be left out, the order of elements is free, and whether a form is *filled in* is asked
by rules, never by the schema. What the schema refuses is an element that does not exist, a value
of the wrong type, and a root whose attributes contradict its namespace.

A new form is three things: its XSD in `byggsak_schemas/skjema/` (shared blocks are included from
`byggsak_schemas/felles/`, which have no namespace and take the form's), one entry in
`byggsak_schemas/index.toml`, and one module in `byggsak/xml/mapping/` that says only where the form
differs. Then run `python -m byggsak.xml.katalog --write`, which writes this file. Versions of a
form stand side by side; the attributes and the namespace of the root choose.

Where an official schema is published, types have its names, because a document may name a type
(`xsi:type`). `tests/test_schema_differential.py` holds our schemas to it.

An element has either a list of one name or a set of different names, and everything in it may be
left out: long lists are checked in parts because of it. A test holds every file to that.

A form's schema may not use xs:ID or xs:IDREF: the two validators do not agree on them.
`byggsak_schemas/situasjonsplan/` is byggsak's own format of a digital situation plan: an attachment
and no form.

"""


def readme(folder: Path) -> str:
    """The whole text of the README beside the schema package in `folder`."""
    forms = sorted(load_index(folder), key=lambda form: (form.kind, form.name, form.version))
    rows = [_row(form, folder) for form in forms]
    files = [_file(path, folder) for path in sorted(folder.rglob("*.xsd"))]
    return (
        HEAD
        + "## Forms\n\n"
        + _table(
            ["Form", "Version", "dataFormatId", "Kind", "Type", "Namespace", "Schema", "Date"], rows
        )
        + "\n## Source of each form\n\n"
        + "".join(f"- {form}: {form.title.nb}. {form.source}.\n" for form in forms)
        + "\n## Files\n\n"
        + _table(["File", "sha256"], files)
    )


def _row(form: Form, folder: Path) -> list[str]:
    return [
        form.name,
        form.version,
        f"{form.provider} {form.data_format_id}",
        form.kind,
        form.type.value,
        f"`{form.namespace}`",
        f"`{form.xsd.relative_to(folder).as_posix()}`",
        form.date.isoformat(),
    ]


def _file(path: Path, folder: Path) -> list[str]:
    digest = sha256(path.read_bytes()).hexdigest()
    return [f"`{path.relative_to(folder).as_posix()}`", f"`{digest}`"]


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def stale(folder: Path) -> bool:
    """Whether the README beside this schema package says something else than `readme`."""
    file = folder.parent / "README.md"
    return not file.is_file() or file.read_text("utf-8") != readme(folder)


def main(arguments: list[str]) -> int:
    """`--write` or `--check`; exit code 1 when stale, 2 on bad usage."""
    if arguments not in (["--write"], ["--check"]):
        print("usage: python -m byggsak.xml.katalog --write | --check", file=sys.stderr)
        return 2
    status = 0
    for folder in schema_folders():
        file = folder.parent / "README.md"
        if arguments == ["--write"]:
            file.write_text(readme(folder), "utf-8")
        elif stale(folder):
            print(f"{file} is stale; run: python -m byggsak.xml.katalog --write", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
