"""`byggsak map`: plans and cadastre into the database, and what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from byggsak.cli_database import Database, open_database
from byggsak.cli_errors import CliError
from byggsak.cli_input import catalogue, map_files, map_refused, parse_date
from byggsak.cli_map_check import CHECK, check

if TYPE_CHECKING:
    from byggsak.domain.kart import Datasett, Kartobjekt
    from byggsak.domain.kommune import Kommune

app = typer.Typer(
    help="Maps: check a plan, import plans and cadastre, and list them.", no_args_is_help=True
)
app.command("check", epilog=CHECK)(check)
IMPORT: Final = (
    "[bold]byggsak map import plan.gml teig.gml --kommune 9999[/]\n\n"
    "[bold]byggsak map import kart/ --kommune 9999 --slag reguleringsplan"
    " --dato 2026-05-01 --kilde 'NAP, uttrekk'[/]"
)


@app.command("import", epilog=IMPORT)
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="GML, GeoJSON, GeoPackage, FlatGeobuf; or folders."),
    ],
    kommune: Annotated[str, typer.Option(metavar="NUMBER", help="Whose map this is.")],
    slag: Annotated[
        str | None,
        typer.Option(
            metavar="KIND", help="reguleringsplan, teig, veg, sjoe ...; else as the file says."
        ),
    ] = None,
    dato: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD", help="The day the data describe; else as the file says, or today."
        ),
    ] = None,
    kilde: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where it came from; else the file name.")
    ] = None,
    database: Database = None,
) -> None:
    """Import map files; a file of the same name replaces its last version, which is kept.

    Objects with faulty geometry are named and left out. A doubtful coordinate system stops the
    file. Each file is imported whole or not at all.
    """
    from byggsak.geometry.errors import GeometriFeil
    from byggsak.geometry.kartfil import les_kartfil
    from byggsak.store.kart import Kartlager

    place = _place(kommune)
    day = parse_date(dato)
    lager = Kartlager(open_database(database))
    for path in map_files(files):
        try:
            with _busy(f"reading {path.name}"):
                read = les_kartfil(
                    path, place.epsg, dato=day, utstrekning=place.utstrekning, kilde=kilde
                )
        except GeometriFeil as error:
            raise map_refused(error) from error
        dataset = replace(
            read.datasett,
            slag=slag or read.datasett.slag,
            dato=day if dato else read.datasett.dato,
        )
        count = lager.importer(
            place, dataset, _counted(read.objekter, path.name), datetime.now(UTC)
        )
        typer.echo(f"{path.name}: {count} objects, {dataset.slag}, {dataset.dato}")
        for type_, number in read.ukjente.items():
            typer.echo(f"  kept, but no rule asks about it: {type_} ({number})", err=True)
        for problem in read.problemer:
            line = f" line {problem.linje}" if problem.linje else ""
            typer.echo(f"  left out:{line} {problem.gml_id or ''} {problem.melding.en}", err=True)
        lost = sorted({u.objekttype for u in read.datasett.utelatt or () if u.boks is None})
        if lost:
            typer.echo(
                f"  nobody knows where these lie: {', '.join(lost)}. What rests on them is uavklart"
                " in the whole municipality until the file is mended and imported again.",
                err=True,
            )


@app.command("list", epilog="[bold]byggsak map list --kommune 9999[/]")
def list_(
    kommune: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="One municipality; else every one.")
    ] = None,
    database: Database = None,
) -> None:
    """List the datasets in force: municipality, name, kind, date, source and hash."""
    from byggsak.store.kart import Kartlager

    lager = Kartlager(open_database(database))
    katalog = catalogue()
    numbers = [kommune] if kommune else lager.kommuner()
    rows = [
        (number, dataset)
        for number in numbers
        for dataset in lager.for_kommune(katalog.kommune(number)).datasett()
    ]
    if not rows:
        typer.echo("No maps are imported. Import some with: byggsak map import", err=True)
        return
    _show(rows)
    for number, dataset in rows:
        if dataset.utelatt is None or dataset.utelatt:
            count = "an unknown number of" if dataset.utelatt is None else len(dataset.utelatt)
            typer.echo(
                f"{number}: {dataset.navn}: {count} objects were left out at import; what rests on"
                " them is uavklart where they may lie.",
                err=True,
            )
    for number in numbers:
        lacking = _lacking(katalog.kommune(number), [d for n, d in rows if n == number])
        if lacking:
            typer.echo(
                f"{number}: not loaded: {', '.join(lacking)}. Rules that need them are uavklart,"
                " unless the municipality's file says that they do not occur there.",
                err=True,
            )


def _lacking(place: Kommune, datasets: Iterable[Datasett]) -> list[str]:
    """The theme layers that are neither loaded nor said not to occur."""
    from byggsak.domain.tema import UTEN_FOREKOMST, Tema, temaer

    loaded = {tema for dataset in datasets for tema in temaer(dataset.slag)}
    absent = place.parametre.get(UTEN_FOREKOMST, ())
    assert isinstance(absent, list | tuple)  # the catalogue has refused anything else
    return [tema.value for tema in Tema if tema not in loaded and tema.value not in absent]


def _place(number: str) -> Kommune:
    if not (len(number) == 4 and number.isascii() and number.isdigit()):
        raise CliError(f"{number!r} is not a municipality number.", do="Give four digits: 9999.")
    return catalogue().kommune(number)


def _show(rows: list[tuple[str, Datasett]]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    cells = [(n, d.navn, d.slag, d.dato.isoformat(), d.kilde, d.sha256[:12]) for n, d in rows]
    if not console.is_terminal:  # for grep and cut: one line each, nothing shortened
        for row in cells:
            typer.echo("\t".join(row))
        return
    table = Table("kommune", "datasett", "slag", "dato", "kilde", "sha256", box=None)
    for row in cells:
        table.add_row(*row)
    console.print(table)


def _busy(what: str) -> AbstractContextManager[object]:
    from rich.console import Console

    return Console(stderr=True).status(what)


def _counted(objects: Iterable[Kartobjekt], name: str) -> Iterator[Kartobjekt]:
    """The same objects, with a progress bar on stderr when that is a terminal."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(
        list(objects),
        description=f"importing {name}",
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
