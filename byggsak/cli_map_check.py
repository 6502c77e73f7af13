"""`byggsak map check`: a plan in GML against the national quality rules, offline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from byggsak.cli_errors import CliError
from byggsak.cli_input import Language, catalogue, map_files, write_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from byggsak.domain.kommune import Kommune

CHECK: Final = (
    "[bold]byggsak map check plan.gml[/]\n\n"
    "[bold]byggsak map check plan.gml --kommune 9999 --format json --output funn.json[/]\n\n"
    "Exit code: 0 clean, 1 faults, 2 unreadable (or wrong usage), 3 no faults but something could"
    " not be decided."
)
_EXIT: Final = {"godkjent": 0, "mangler": 1, "avvist": 2, "uavklart": 3}
_WORST_FIRST: Final = ("avvist", "mangler", "uavklart", "godkjent")
_LONG: Final = 2_000_000  # bytes: below this a file is checked before a bar is seen


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="GML, or folders of it.")],
    kommune: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="Also ask whether everything lies inside it."),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="Shape.")] = Format.TEXT,
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NB,
    all_: Annotated[
        bool, typer.Option("--all", help="Text only: also every rule with its outcomes.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report here.")
    ] = None,
) -> None:
    """Check GML against the twelve national quality rules and byggsak's own. Nothing is repaired.

    Each fault is named with gml:id, line, coordinate and, in JSON, a box to zoom to.
    """
    from byggsak.services.kartkontroll import kontroller_kart, rapporter_json
    from byggsak.services.kartkontroll_tekst import som_tekst

    place = _place(kommune)
    reports = []
    for path in map_files(files):
        with _progress(path) as advance:
            reports.append(kontroller_kart(path, place, advance))
    if format_ is Format.JSON:
        text = json.dumps(rapporter_json(reports, lang.value), ensure_ascii=False, indent=2)
    else:
        text = "\n\n".join(som_tekst(r, lang.value, alle=all_) for r in reports)
    if output is None:
        typer.echo(text)
    else:
        write_file(output, text)
    results = {r.rapport.resultat.value for r in reports}
    raise typer.Exit(_EXIT[next(r for r in _WORST_FIRST if r in results)])


def _place(number: str | None) -> Kommune | None:
    if number is None:
        return None
    if not (len(number) == 4 and number.isascii() and number.isdigit()):
        raise CliError(f"{number!r} is not a municipality number.", do="Give four digits: 9999.")
    return catalogue().kommune(number)


@contextmanager
def _progress(path: Path) -> Iterator[Callable[[int], None] | None]:
    """A bar on stderr for a long file, where stderr is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    size = path.stat().st_size if path.is_file() else 0
    if not console.is_terminal or size < _LONG:
        yield None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(path.name, total=size)
        yield lambda done: bar.update(task, completed=done)
